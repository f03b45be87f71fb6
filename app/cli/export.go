package cli

import (
	"context"
	"fmt"

	"chartroom/quiz"
)

// listed is what export prints of a bank when none is named.
type listed struct {
	ID        quiz.BankID `json:"id"`
	Name      string      `json:"name"`
	Source    string      `json:"source"`
	Version   string      `json:"version"`
	Questions int         `json:"questions"`
	Builtin   bool        `json:"builtin"` // came with the app
}

// export writes a bank to a file, or lists the banks when none is named.
func export(ctx context.Context, env *Env, o *options, args []string) (any, int, error) {
	if len(args) != 0 && len(args) != 2 {
		return nil, misused, errUsage
	}
	act, store, err := o.open(ctx, env)
	if err != nil {
		return nil, failed, err
	}
	defer store.Close()
	if len(args) == 0 {
		banks, err := act.Reader().Banks(ctx, false)
		if err != nil {
			return nil, failed, err
		}
		list := make([]listed, len(banks))
		for i, b := range banks {
			list[i] = listed{b.ID, b.Name, b.Source, b.Version, b.Count, b.Builtin}
			if !o.json {
				fmt.Fprintf(env.Out, "%-32s %6d  %s\n", b.ID, b.Count, b.Name)
			}
		}
		return map[string]any{"banks": list}, ok, nil
	}
	id := quiz.BankID(args[0])
	bank, err := act.Reader().BankQuestions(ctx, id)
	if err != nil {
		return nil, failed, fmt.Errorf("bank %s: %w; `chartroom export` lists them", id, err)
	}
	if bank.Media, err = act.Reader().BankMedia(ctx, id); err != nil {
		return nil, failed, fmt.Errorf("the pictures of %s: %w", id, err)
	}
	one, err := o.write.bank(ctx, env, args[1], bank, o.dryRun)
	if err != nil {
		return nil, failed, err
	}
	if !o.json {
		one.say(env, o.dryRun)
	}
	code := ok
	if one.LeftOut > 0 {
		code = problems
	}
	return one, code, nil
}
