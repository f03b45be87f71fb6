package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"

	"chartroom/content"
	"chartroom/content/parse"
	"chartroom/quiz/srs"
)

const memoryHelp = `IN.json, or - for standard input, is {"model", "weights", "sequences": [{"ratings": [3, 1], "days": [0, 2.5]}]}:
model is fsrs6 (default) or fsrs7, no weights are the published ones, days are those since the answer before. Printed
for each answer: stability and difficulty after it, the chance of remembering just before it (0 before the first), and
the days after it until that chance is .9; for fsrs7 also the fast stability.`

// sequence is what memory takes of one card.
type sequence struct {
	Ratings []*float64 `json:"ratings"`
	Days    []*float64 `json:"days"` // since the answer before; of the first without effect
}

// remembered is what memory prints of one card, a number each answer.
type remembered struct {
	Stability      []float64 `json:"stability"`      // after the answer, days
	Difficulty     []float64 `json:"difficulty"`     // after it, 1 to 10
	Fast           []float64 `json:"fast,omitempty"` // FSRS-7: the fast stability after it, days
	Retrievability []float64 `json:"retrievability"` // the chance of remembering just before it; 0 before the first
	Interval       []float64 `json:"interval"`       // days from it until that chance is .9, not rounded
}

// longestGap is how many days may lie between two answers: enough for any
// life, and far from where numbers overflow.
const longestGap = 1_000_000

// memory follows cards through a memory model.
func memory(ctx context.Context, env *Env, o *options, args []string) (any, int, error) {
	if len(args) != 1 {
		return nil, misused, errUsage
	}
	text, err := env.input(args[0])
	if err != nil {
		return nil, failed, fmt.Errorf("%s: %w", args[0], err)
	}
	model, cards, err := readSequences(text)
	if err != nil {
		return nil, failed, fmt.Errorf("%s: %w", args[0], err)
	}
	all := make([]remembered, len(cards))
	for i, raw := range cards {
		if err := ctx.Err(); err != nil {
			return nil, failed, err
		}
		if all[i], err = follow(model, raw); err != nil {
			return nil, failed, fmt.Errorf("%s: sequence %d: %w", args[0], i+1, err)
		}
	}
	if !o.json {
		for i, one := range all {
			one.print(env, i+1)
		}
	}
	return map[string][]remembered{"sequences": all}, ok, nil
}

// input is the text of a file, or of standard input for "-".
func (e *Env) input(path string) ([]byte, error) {
	var from io.Reader = os.Stdin
	if e.In != nil {
		from = e.In
	}
	if path != "-" {
		file, _, err := content.Open(path)
		if err != nil {
			return nil, err
		}
		defer file.Close()
		from = file
	}
	limit := int64(parse.Limits.Text)
	text, err := io.ReadAll(io.LimitReader(from, limit+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("it could not be read: %w", err)
	case int64(len(text)) > limit:
		return nil, fmt.Errorf("it is longer than %s; at most so much can be read", parse.Size(limit))
	case len(bytes.TrimSpace(text)) == 0:
		return nil, parse.ErrEmpty
	}
	return bytes.TrimPrefix(text, []byte("\uFEFF")), nil
}

// readSequences reads the document that memory takes.
func readSequences(text []byte) (srs.Model, []json.RawMessage, error) {
	var document struct {
		Model     string            `json:"model"`
		Weights   []*float64        `json:"weights"`
		Sequences []json.RawMessage `json:"sequences"`
	}
	if err := json.Unmarshal(text, &document); err != nil {
		return nil, nil, unread(text, err)
	}
	if document.Model == "" {
		document.Model = srs.FSRS6
	}
	if document.Sequences == nil {
		return nil, nil, errors.New(`the document has no list "sequences"`)
	}
	weights := make([]float64, len(document.Weights))
	for i, w := range document.Weights {
		if w == nil {
			return nil, nil, fmt.Errorf("weight w%d is null", i)
		}
		weights[i] = *w
	}
	model, err := srs.NewModel(document.Model, weights)
	return model, document.Sequences, err
}

// unread is why a text is not the JSON that was looked for, with the place.
func unread(text []byte, err error) error {
	offset := int64(-1)
	if syntax := (*json.SyntaxError)(nil); errors.As(err, &syntax) {
		offset = syntax.Offset
	}
	kind := (*json.UnmarshalTypeError)(nil)
	if errors.As(err, &kind) {
		offset = kind.Offset
		err = fmt.Errorf("%q cannot be a %s", kind.Field, kind.Value)
		if kind.Field == "" {
			err = fmt.Errorf("a %s stands where an object belongs", kind.Value)
		}
	}
	if offset < 0 {
		return err
	}
	line, column := parse.NewLines(string(text)).At(int(max(offset-1, 0)))
	return fmt.Errorf("line %d, column %d: %w", line, column, err)
}

// follow takes one card through its answers.
func follow(model srs.Model, raw json.RawMessage) (remembered, error) {
	var q sequence
	if err := json.Unmarshal(raw, &q); err != nil {
		return remembered{}, unread(raw, err)
	}
	if len(q.Ratings) != len(q.Days) {
		return remembered{}, fmt.Errorf("it has %d ratings and %d days; there must be one of each for every step", len(q.Ratings), len(q.Days))
	}
	n := len(q.Ratings)
	r := remembered{Stability: make([]float64, n), Difficulty: make([]float64, n), Retrievability: make([]float64, n), Interval: make([]float64, n)}
	if model.Fractional() {
		r.Fast = make([]float64, n)
	}
	var m srs.Memory
	for i := range n {
		grade, days, err := q.step(i)
		if err != nil {
			return remembered{}, fmt.Errorf("step %d: %w", i+1, err)
		}
		r.Retrievability[i] = model.Retrievability(m, days)
		m = model.After(m, days, grade)
		r.Stability[i], r.Difficulty[i], r.Interval[i] = m.Stability, m.Difficulty, model.Interval(m, .9)
		if r.Fast != nil {
			r.Fast[i] = m.Fast
		}
	}
	return r, nil
}

// step is one answer, checked.
func (q *sequence) step(i int) (srs.Grade, float64, error) {
	rating, days := q.Ratings[i], q.Days[i]
	switch {
	case rating == nil || days == nil:
		return 0, 0, errors.New("a rating or its days are null")
	case *rating != math.Trunc(*rating) || *rating < 1 || *rating > 4:
		return 0, 0, fmt.Errorf("the rating is %g; it must be 1, 2, 3 or 4", *rating)
	case !(*days >= 0 && *days <= longestGap):
		return 0, 0, fmt.Errorf("the days are %g; they must lie between 0 and %d", *days, longestGap)
	}
	return srs.Grade(*rating), *days, nil
}

// print writes a card's answers as a table.
func (r *remembered) print(env *Env, number int) {
	fmt.Fprintf(env.Out, "Sequence %d\n%6s %14s %12s %15s %14s\n", number, "step", "stability", "difficulty", "retrievability", "interval")
	for i := range r.Stability {
		fmt.Fprintf(env.Out, "%6d %14.6f %12.6f %15.6f %14.6f\n", i+1, r.Stability[i], r.Difficulty[i], r.Retrievability[i], r.Interval[i])
	}
}
