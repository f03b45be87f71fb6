package cli

import (
	"context"
	"errors"
	"fmt"

	"chartroom/app/actions"
	"chartroom/content"
	"chartroom/content/pack"
	"chartroom/content/parse"
	"chartroom/quiz"
)

// imported is what import prints of a bank that a file holds.
type imported struct {
	File      string          `json:"file"`
	Bank      quiz.BankID     `json:"bank"`
	Name      string          `json:"name"`
	Questions int             `json:"questions"`
	Added     int             `json:"added"`
	Updated   int             `json:"updated"`
	Unchanged int             `json:"unchanged"`
	Answers   int             `json:"answers,omitempty"` // of a history that came along
	SignedBy  string          `json:"signed_by,omitempty"`
	Problems  []parse.Problem `json:"problems"`
	Error     string          `json:"error,omitempty"`
}

// importFiles saves each file as a bank, and a pack as its banks. Files are
// independent: one that cannot be read does not keep the others out.
func importFiles(ctx context.Context, env *Env, o *options, args []string) (any, int, error) {
	if len(args) == 0 || o.bank != "" && len(args) > 1 {
		return nil, misused, errUsage
	}
	act, store, err := o.open(ctx, env)
	if err != nil {
		return nil, failed, err
	}
	defer store.Close()
	var all []imported
	code := ok
	for _, path := range args {
		banks, err := importFile(ctx, env, o, act, path)
		if ctx.Err() != nil {
			return map[string][]imported{"files": append(all, banks...)}, failed, ctx.Err()
		}
		last := &banks[len(banks)-1]
		if err != nil {
			fmt.Fprintf(env.Err, "%s: %s Nothing of it was imported.\n", what(path, last, len(banks)), sentence(err))
			last.Error, code = err.Error(), failed
		} else if code == ok && len(banks[0].Problems) > 0 {
			code = problems
		}
		all = append(all, banks...)
	}
	return map[string][]imported{"files": all}, code, nil
}

// what is the file, and of a pack the bank, that an error is about.
func what(path string, bank *imported, banks int) string {
	if banks > 1 {
		return fmt.Sprintf("%s: bank %q", path, bank.Name)
	}
	return path
}

// importFile saves the banks of a file, each whole or not at all. The error is
// about the last of those that it returns, which are one or more.
func importFile(ctx context.Context, env *Env, o *options, act *actions.Actions, path string) ([]imported, error) {
	none := []imported{{File: path, Problems: []parse.Problem{}}}
	file, err := o.read(ctx, env, path, content.Options{Bank: o.bank, History: o.history})
	if err != nil {
		return none, err
	}
	tell(env, path, file.Problems)
	if !o.json {
		tellPack(env, path, file.Pack)
	}
	var all []imported
	for i, bank := range file.Banks() {
		one := imported{File: path, Bank: bank.ID, Name: bank.Name, Questions: len(bank.Questions), Problems: []parse.Problem{}}
		if i == 0 {
			one.Problems = append(one.Problems, file.Problems...)
		}
		if file.Pack != nil {
			one.SignedBy = pack.Fingerprint(file.Pack.Key)
		}
		err := importBank(ctx, env, o, act, &one, bank)
		if i == 0 && err == nil && !o.dryRun && len(file.History) > 0 {
			h := act.ImportAnki(bank.ID, file.History)
			err = h.Run(ctx, env.progress("answers"))
			env.progressed()
			one.Answers = h.Added
		}
		if all = append(all, one); err != nil {
			return all, err
		}
		if !o.json {
			fmt.Fprintf(env.Out, "%s: bank %q: %s read, %d added, %d updated, %d unchanged%s.\n", path, one.Name,
				quiz.Count(one.Questions, "question"), one.Added, one.Updated, one.Unchanged, summary(one.Problems))
		}
	}
	return all, nil
}

// importBank saves one bank, unless it is a rehearsal.
func importBank(ctx context.Context, env *Env, o *options, act *actions.Actions, one *imported, bank quiz.Bank) error {
	if one.Questions == 0 {
		return errors.New("there is no question in it that could be read")
	}
	if o.dryRun {
		return nil
	}
	i := act.Import(bank)
	err := i.Run(ctx, env.progress("questions"))
	env.progressed()
	one.Added, one.Updated, one.Unchanged = i.Result.Added, i.Result.Updated, i.Result.Unchanged
	return err
}

// tellPack says who answers for a pack; nothing of other files.
func tellPack(env *Env, path string, m *pack.Manifest) {
	switch {
	case m == nil:
	case m.Signed():
		fmt.Fprintf(env.Out, "%s: pack %q, signed with the key %s.\n", path, m.Name, pack.Fingerprint(m.Key))
	default:
		fmt.Fprintf(env.Out, "%s: pack %q, not signed: anybody may have made it.\n", path, m.Name)
	}
}
