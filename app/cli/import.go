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
	"chartroom/storage"
)

// imported is what import prints of a bank that a file holds.
type imported struct {
	File      string      `json:"file"`
	Bank      quiz.BankID `json:"bank"`
	Name      string      `json:"name"`
	Questions int         `json:"questions"`
	Added     int         `json:"added"`
	Updated   int         `json:"updated"`
	Unchanged int         `json:"unchanged"`

	KeysChanged []string `json:"keys_changed"` // the keys of questions in which other answers are right than in the bank that was here

	Answers  int             `json:"answers,omitempty"` // of a history that came along
	SignedBy string          `json:"signed_by,omitempty"`
	Problems []parse.Problem `json:"problems"`
	Error    string          `json:"error,omitempty"`
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

// importFile saves the banks of a file, all of them or none. The error is about
// the last of those that it returns, which are one or more.
func importFile(ctx context.Context, env *Env, o *options, act *actions.Actions, path string) ([]imported, error) {
	none := []imported{{File: path, KeysChanged: []string{}, Problems: []parse.Problem{}}}
	file, err := o.read(ctx, env, path, content.Options{Bank: o.bank, History: o.history})
	if err != nil {
		return none, err
	}
	tell(env, path, file.Problems)
	if !o.json {
		tellPack(env, path, file.Pack)
	}
	if err := trusted(env, o, act, path, file.Pack); err != nil {
		return none, err
	}
	all, err := o.incoming(ctx, env, act, path, &file)
	if err != nil || o.dryRun {
		tellImported(env, o, all, err)
		return all, err
	}
	going := act.ImportAll(file.Banks(), file.Pack)
	err = going.Run(ctx, env.progress("questions"))
	env.progressed()
	if err != nil {
		return all, err
	}
	for i, b := range going.Banks {
		all[i].Added, all[i].Updated, all[i].Unchanged = b.Result.Added, b.Result.Updated, b.Result.Unchanged
	}
	if _, err := going.Done(ctx); err != nil {
		return all, err
	}
	if len(file.History) > 0 {
		h := act.ImportAnki(file.Bank.ID, file.History)
		err = h.Run(ctx, env.progress("answers"))
		env.progressed()
		all[0].Answers = h.Added
	}
	tellImported(env, o, all, err)
	return all, err
}

// trusted refuses a pack that is signed otherwise than the one before, unless
// that is said to be as it should be.
func trusted(env *Env, o *options, act *actions.Actions, path string, m *pack.Manifest) error {
	if m == nil {
		return nil
	}
	warning := act.PackWarning(m)
	if warning == "" {
		return nil
	}
	if !o.trust {
		return fmt.Errorf("%s Ask its author; --trust takes it all the same", warning)
	}
	fmt.Fprintf(env.Err, "%s: warning: %s\n", path, warning)
	return nil
}

// incoming is what would come in of each bank of a file. It says first which
// questions have other right answers than those that are here.
func (o *options) incoming(ctx context.Context, env *Env, act *actions.Actions, path string, file *content.File) ([]imported, error) {
	var all []imported
	for i, bank := range file.Banks() {
		one := imported{File: path, Bank: bank.ID, Name: bank.Name, Questions: len(bank.Questions), KeysChanged: []string{}, Problems: []parse.Problem{}}
		if i == 0 {
			one.Problems = append(one.Problems, file.Problems...)
		}
		if file.Pack != nil {
			one.SignedBy = pack.Fingerprint(file.Pack.Key)
		}
		here, err := act.Reader().BankQuestions(ctx, bank.ID)
		if errors.Is(err, storage.ErrNotFound) {
			err = nil
		}
		if err == nil && one.Questions == 0 {
			err = errors.New("there is no question in it that could be read")
		}
		for _, c := range quiz.CompareBanks(&here, &bank).KeysChanged {
			one.KeysChanged = append(one.KeysChanged, c.After.Key)
			fmt.Fprintf(env.Err, "%s:%d:1: other answers are right now: %s (before: %s)\n", path, max(c.After.Line, 1),
				quiz.Mark(c.After, quiz.Response{}).Expected, quiz.Mark(c.Before, quiz.Response{}).Expected)
		}
		if all = append(all, one); err != nil {
			return all, err
		}
	}
	return all, nil
}

// tellImported says what became of each bank.
func tellImported(env *Env, o *options, all []imported, err error) {
	if o.json || err != nil {
		return
	}
	for _, one := range all {
		changed := ""
		if n := len(one.KeysChanged); n > 0 {
			changed = fmt.Sprintf(", %d with another key", n)
		}
		fmt.Fprintf(env.Out, "%s: bank %q: %s read, %d added, %d updated%s, %d unchanged%s.\n", one.File, one.Name,
			quiz.Count(one.Questions, "question"), one.Added, one.Updated, changed, one.Unchanged, summary(one.Problems))
	}
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
