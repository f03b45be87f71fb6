package storage

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"chartroom/quiz"
)

// State is where the learner stands with a question, for a filter.
type State = quiz.State

// The states; see quiz.
const (
	StateAny       = quiz.StateAny
	StateNew       = quiz.StateNew
	StateWrong     = quiz.StateWrong
	StateMissed    = quiz.StateMissed
	StateUnsure    = quiz.StateUnsure
	StateFlagged   = quiz.StateFlagged
	StateDue       = quiz.StateDue
	StateSuspended = quiz.StateSuspended
	StateNoted     = quiz.StateNoted
	StateLeech     = quiz.StateLeech
	StateBuried    = quiz.StateBuried
)

// Filter says which questions are meant, of those that can be asked. A zero
// field means any; all that are set must hold.
type Filter struct {
	Banks   []quiz.BankID
	Exam    string // "rhit": has a tag that begins "rhit:"
	Domain  string // "rhit:2": this tag
	Subject string // "hipaa": the tag "subject:hipaa"
	Level   string // "application": the tag "level:application"
	Kinds   []quiz.Kind
	State   State
	NotSeen int       // last answered so many days ago or more; 0 = any, and also what was never answered
	Now     time.Time // for StateDue, StateBuried and NotSeen; in other states, unless zero, what is buried then is left out
}

// condition is what a filter adds to a query's WHERE.
type condition struct {
	text string
	args []any
}

// states are the conditions of each state, on q, a row of question.
var states = map[State]string{
	StateAny:       "NOT EXISTS (SELECT 1 FROM mark k WHERE k.question = q.id AND k.suspended = 1)",
	StateNew:       "NOT EXISTS (SELECT 1 FROM memory m WHERE m.question = q.id) AND NOT EXISTS (SELECT 1 FROM mark k WHERE k.question = q.id AND k.suspended = 1)",
	StateWrong:     "EXISTS (SELECT 1 FROM memory m WHERE m.question = q.id AND m.hidden = 0 AND m.wrong > 0)",
	StateMissed:    "EXISTS (SELECT 1 FROM memory m WHERE m.question = q.id AND m.hidden = 0 AND m.doubt & 2 <> 0)",
	StateUnsure:    "EXISTS (SELECT 1 FROM memory m WHERE m.question = q.id AND m.hidden = 0 AND m.doubt & 1 <> 0)",
	StateFlagged:   "EXISTS (SELECT 1 FROM mark k WHERE k.question = q.id AND k.flag = 1)",
	StateDue:       "EXISTS (SELECT 1 FROM memory m WHERE m.question = q.id AND m.hidden = 0 AND m.due <= ?)",
	StateSuspended: "EXISTS (SELECT 1 FROM mark k WHERE k.question = q.id AND k.suspended = 1)",
	StateNoted:     "EXISTS (SELECT 1 FROM mark k WHERE k.question = q.id AND k.note <> '')",
	StateLeech:     "EXISTS (SELECT 1 FROM memory m WHERE m.question = q.id AND m.lapses >= " + strconv.Itoa(quiz.LeechLapses) + ")",
	StateBuried:    "q.asked = 1",
}

// schedules reports whether questions in the state are asked by themselves:
// then those that are buried are left out.
func schedules(s State) bool {
	switch s {
	case StateAny, StateNew, StateWrong, StateMissed, StateUnsure, StateDue:
		return true
	}
	return false
}

// condition is the filter as SQL on b (bank) and q (question); nothing says
// that no question can match.
func (r *Reader) condition(ctx context.Context, f *Filter) (c condition, nothing bool, err error) {
	add := func(text string, args ...any) {
		c.text += "\n  AND " + text
		c.args = append(c.args, args...)
	}
	if len(f.Banks) > 0 {
		add("b.id IN (SELECT value FROM json_each(?))", toJSON(f.Banks))
	}
	if len(f.Kinds) > 0 {
		add("q.kind IN (SELECT value FROM json_each(?))", toJSON(f.Kinds))
	}
	for _, p := range [...]struct{ text, arg string }{
		{"SELECT label FROM label WHERE name >= ?1 || ':' AND name < ?1 || ';'", f.Exam}, // ";" follows ":"
		{"SELECT label FROM label WHERE name = ?1", f.Domain},
		{"SELECT label FROM label WHERE name = 'subject:' || ?1", f.Subject},
		{"SELECT label FROM label WHERE name = 'level:' || ?1", f.Level},
	} {
		if p.arg == "" {
			continue
		}
		labels, err := r.numbers(ctx, p.text, p.arg)
		if err != nil {
			return c, false, err
		}
		if len(labels) == 0 {
			return c, true, nil
		}
		marks := strings.Repeat(", ?", len(labels))[2:]
		add("EXISTS (SELECT 1 FROM question_tag t WHERE t.label IN ("+marks+") AND t.n = q.n)", anys(labels)...)
	}
	state, ok := states[f.State]
	if !ok {
		return c, false, fmt.Errorf("there is no state %q", f.State)
	}
	if f.State == StateDue {
		add(state, millis(f.Now))
	} else {
		add(state)
	}
	if f.NotSeen > 0 {
		today := r.s.shown.Load().now().Days.Of(f.Now)
		add("EXISTS (SELECT 1 FROM memory m WHERE m.question = q.id AND m.hidden = 0 AND m.last_day <= ?)", int64(today)-int64(f.NotSeen))
	}
	if f.Now.IsZero() {
		return c, f.State == StateBuried, nil
	}
	hidden, err := r.away(ctx, f.Now)
	switch {
	case err != nil:
		return c, false, err
	case f.State == StateBuried:
		add("q.id IN (SELECT unhex(value) FROM json_each(?))", hidden.list)
	case schedules(f.State) && len(hidden.until) > 0:
		add("q.id NOT IN (SELECT unhex(value) FROM json_each(?))", hidden.list)
	}
	return c, false, nil
}

func anys(numbers []int64) []any {
	all := make([]any, len(numbers))
	for i, n := range numbers {
		all[i] = n
	}
	return all
}

func toJSON(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // slices of strings and numbers
	}
	return string(b)
}

// filtered is the numbers of the questions that f means, in the order of
// banks and files. All come in one text: fetching 100,000 rows one by one
// takes ten times as long.
func (r *Reader) filtered(ctx context.Context, f *Filter) ([]int64, error) {
	c, nothing, err := r.condition(ctx, f)
	if nothing || err != nil {
		return nil, err
	}
	var packed *string
	if err := r.row(ctx, "SELECT group_concat(n, ' ') FROM ("+query("filtered")+c.text+"\nORDER BY q.bank, q.place)", []any{&packed}, c.args...); err != nil {
		return nil, err
	}
	if packed == nil {
		return nil, nil
	}
	words := strings.Split(*packed, " ")
	all := make([]int64, len(words))
	for i, w := range words {
		if all[i], err = strconv.ParseInt(w, 10, 64); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// CountFilter is how many questions f means.
func (r *Reader) CountFilter(ctx context.Context, f Filter) (int, error) {
	return r.CountUpTo(ctx, f, -1)
}

// CountUpTo is how many questions f means, but at most limit: it stops there,
// which spares reading a big bank to learn that there are enough. A limit
// below 0 is none.
func (r *Reader) CountUpTo(ctx context.Context, f Filter, limit int) (int, error) {
	c, nothing, err := r.condition(ctx, &f)
	if nothing {
		return 0, nil
	}
	var n int
	if err == nil {
		err = r.row(ctx, "SELECT count(*) FROM ("+query("filtered")+c.text+"\nLIMIT ?)", []any{&n}, append(c.args, limit)...)
	}
	if err != nil {
		return 0, fmt.Errorf("count questions: %w", err)
	}
	return n, nil
}

// Pick is n questions of those that f means, at random by draw, in random
// order; all of them if there are fewer.
func (r *Reader) Pick(ctx context.Context, f Filter, n int, draw *rand.Rand) ([]quiz.QuestionID, error) {
	all, err := r.filtered(ctx, &f)
	if err != nil {
		return nil, fmt.Errorf("pick questions: %w", err)
	}
	n = max(min(n, len(all)), 0)
	for i := range n { // the first n of a shuffle
		j := i + draw.IntN(len(all)-i)
		all[i], all[j] = all[j], all[i]
	}
	ids, err := r.ids(ctx, all[:n])
	if err != nil {
		return nil, fmt.Errorf("pick questions: %w", err)
	}
	return ids, nil
}

// Fresh is questions never answered, of those that f means, in the order of
// banks and files.
func (r *Reader) Fresh(ctx context.Context, f Filter, limit int) ([]quiz.QuestionID, error) {
	f.State = StateNew
	c, nothing, err := r.condition(ctx, &f)
	if nothing {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("find new questions: %w", err)
	}
	numbers, err := r.numbers(ctx, query("filtered")+c.text+"\nORDER BY b.bank, q.place LIMIT ?", append(c.args, limit)...)
	if err != nil {
		return nil, fmt.Errorf("find new questions: %w", err)
	}
	return r.ids(ctx, numbers)
}

// ids are the questions' ids, in the same order.
func (r *Reader) ids(ctx context.Context, numbers []int64) ([]quiz.QuestionID, error) {
	ids := make([]quiz.QuestionID, 0, len(numbers))
	for _, n := range numbers {
		var id []byte
		if err := r.row(ctx, "SELECT id FROM question WHERE n = ?", []any{&id}, n); err != nil {
			return nil, err
		}
		ids = append(ids, quiz.QuestionID(id))
	}
	return ids, nil
}
