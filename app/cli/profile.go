package cli

import (
	"context"
	"fmt"

	"chartroom/app/actions"
	"chartroom/quiz"
	"chartroom/storage"
)

// path is where the profile's file is.
func (o *options) path() (string, error) {
	dir, err := storage.DataDir(o.data)
	if err != nil {
		return "", err
	}
	return storage.ProfilePath(dir, o.profile), nil
}

// open opens the profile, making it if it is not there.
func (o *options) open(ctx context.Context, env *Env) (*actions.Actions, *storage.Store, error) {
	path, err := o.path()
	if err != nil {
		return nil, nil, err
	}
	store, err := storage.Open(path, storage.Options{Now: env.Now(), Draw: env.Draw})
	if err != nil {
		return nil, nil, err
	}
	act, err := actions.New(ctx, store, env.Now, env.Draw)
	if err == nil {
		err = act.SyncBuiltin(ctx)
	}
	if err != nil {
		store.Close()
		return nil, nil, err
	}
	return act, store, nil
}

func backup(ctx context.Context, env *Env, o *options, args []string) (any, int, error) {
	if len(args) != 0 {
		return nil, misused, errUsage
	}
	act, store, err := o.open(ctx, env)
	if err != nil {
		return nil, failed, err
	}
	defer store.Close()
	path, err := act.Backup(ctx)
	if err != nil {
		return nil, failed, err
	}
	if !o.json {
		fmt.Fprintln(env.Out, path)
	}
	return map[string]any{"backup": path, "bytes": fileSize(path)}, ok, nil
}

func restore(ctx context.Context, env *Env, o *options, args []string) (any, int, error) {
	if len(args) != 1 {
		return nil, misused, errUsage
	}
	path, err := o.path()
	if err != nil {
		return nil, failed, err
	}
	if err := storage.Restore(ctx, path, args[0], env.Now()); err != nil {
		return nil, failed, err
	}
	if !o.json {
		fmt.Fprintf(env.Out, "%s is in place. What was there before is kept in %s.\n", args[0], storage.BackupFolder(path))
	}
	return map[string]string{"restored": args[0], "kept_in": storage.BackupFolder(path)}, ok, nil
}

func verify(ctx context.Context, env *Env, o *options, args []string) (any, int, error) {
	if len(args) > 1 {
		return nil, misused, errUsage
	}
	path, err := o.path()
	if err != nil {
		return nil, failed, err
	}
	if len(args) == 1 {
		path = args[0]
	}
	found, err := storage.Verify(ctx, path)
	if err != nil {
		return nil, failed, err
	}
	if !o.json {
		fmt.Fprintf(env.Out, "%s: sound; %s, %s.\n", path, quiz.Count(found.Events, "event"), quiz.Count(found.Attempts, "attempt"))
	}
	return verified{File: path, Events: found.Events, Attempts: found.Attempts, Questions: found.Questions, Banks: found.Banks, Schema: found.Version}, ok, nil
}

// verified is what verify prints of a sound file.
type verified struct {
	File      string `json:"file"`
	Events    int    `json:"events"`
	Attempts  int    `json:"attempts"` // not counting those taken back
	Questions int    `json:"questions"`
	Banks     int    `json:"banks"`
	Schema    int    `json:"schema"`
}

// rebuilt is what rebuild prints.
type rebuilt struct {
	Events      int      `json:"events"`
	Attempts    int      `json:"attempts"`
	Undone      int      `json:"undone"`
	Unknown     int      `json:"unknown"` // of kinds that this version does not know
	Questions   int      `json:"questions"`
	Agreed      bool     `json:"agreed"`
	Differences []string `json:"differences"`
}

func rebuild(ctx context.Context, env *Env, o *options, args []string) (any, int, error) {
	if len(args) != 0 {
		return nil, misused, errUsage
	}
	_, store, err := o.open(ctx, env)
	if err != nil {
		return nil, failed, err
	}
	defer store.Close()
	r, err := store.Rebuild(ctx, env.progress("events"))
	env.progressed()
	if err != nil {
		return nil, failed, err
	}
	code := ok
	if !r.Agreed {
		code = problems
	}
	if !o.json {
		if r.Agreed {
			fmt.Fprintf(env.Out, "%s folded; all that was stored agrees.\n", quiz.Count(r.Events, "event"))
		} else {
			fmt.Fprintf(env.Out, "%s folded; what was stored did not agree and is now what the log says:\n", quiz.Count(r.Events, "event"))
			for _, d := range r.Differences {
				fmt.Fprintln(env.Out, "  "+d)
			}
		}
	}
	return rebuilt{r.Events, r.Attempts, r.Undone, r.Unknown, r.Questions, r.Agreed, append([]string{}, r.Differences...)}, code, nil
}
