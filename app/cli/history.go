package cli

import (
	"context"
	"fmt"

	"chartroom/quiz"
)

const historyHelp = `The table has a line an answer: card_id, review_time (milliseconds since 1970), review_rating (1 to 4), review_state
and review_duration (milliseconds), as FSRS's tools and chartroom train read them. What was taken back is left out.`

// historyWritten is what history prints.
type historyWritten struct {
	Answers int `json:"answers"`
}

func history(ctx context.Context, env *Env, o *options, args []string) (any, int, error) {
	if len(args) != 1 {
		return nil, misused, errUsage
	}
	act, store, err := o.open(ctx, env)
	if err != nil {
		return nil, failed, err
	}
	defer store.Close()
	var written historyWritten
	err = act.ExportLog(args[0], func(n int) { written.Answers = n })(ctx, env.progress("answers"))
	env.progressed()
	if err != nil {
		return nil, failed, err
	}
	if !o.json {
		fmt.Fprintf(env.Out, "%s written to %s.\n", quiz.Count(written.Answers, "answer"), args[0])
	}
	return written, ok, nil
}
