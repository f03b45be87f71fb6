package actions_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"chartroom/app/actions"
	"chartroom/app/actions/actionstest"
	"chartroom/quiz"
	"chartroom/quiz/srs"
)

var (
	ctx  = context.Background()
	noon = actionstest.Noon
)

// desk is a profile in a folder of its own, with a bank of every kind.
type desk struct {
	*actionstest.Profile
	t    *testing.T
	bank quiz.Bank
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	b := bank("unit-4", 1)
	return &desk{Profile: actionstest.New(t, b), t: t, bank: b}
}

// bank has twelve cards and two questions of every other kind that is asked.
// Another edition has other explanations.
func bank(id quiz.BankID, edition int) quiz.Bank {
	b := quiz.Bank{ID: id, Name: "Unit 4", Version: fmt.Sprint(edition)}
	add := func(q quiz.Question) {
		q.Key = fmt.Sprintf("%s-%d", q.Kind, len(b.Questions))
		q.ID, q.Bank, q.Name = quiz.NewQuestionID(id, q.Key), id, q.Key
		q.Stem, q.Rationale = "What is "+q.Key+"?", fmt.Sprintf("Edition %d.", edition)
		q.Tags = []string{fmt.Sprintf("rhit:%d", 1+len(b.Questions)%6)}
		b.Questions = append(b.Questions, q)
	}
	for range 12 {
		add(quiz.Question{Kind: quiz.Flip, Options: []quiz.Option{{Text: "the back", Fraction: 1}}})
	}
	for range 2 {
		add(quiz.Question{Kind: quiz.Choice, Options: []quiz.Option{{Text: "right", Fraction: 1}, {Text: "wrong"}, {Text: "also wrong"}}})
		add(quiz.Question{Kind: quiz.TrueFalse, Options: []quiz.Option{{Text: "True", Fraction: 1}, {Text: "False"}}})
		add(quiz.Question{Kind: quiz.Text, Options: []quiz.Option{{Text: "edema", Fraction: 1}}})
		add(quiz.Question{Kind: quiz.Number, Options: []quiz.Option{{Text: "5", Value: 5, Fraction: 1}}})
		add(quiz.Question{Kind: quiz.Cloze, Gaps: []quiz.Gap{{Kind: quiz.Text, Weight: 1, Options: []quiz.Option{{Text: "chart", Fraction: 1}}}}})
	}
	return b
}

// right and wrong are answers to a question of the bank.
func right(q *quiz.Question) quiz.Response {
	switch q.Kind {
	case quiz.Choice, quiz.TrueFalse:
		return quiz.Response{Chosen: []int{0}}
	case quiz.Cloze:
		return quiz.Response{Gaps: []string{"chart"}}
	}
	return quiz.Response{Text: q.Options[0].Text}
}

func wrong(q *quiz.Question) quiz.Response {
	switch q.Kind {
	case quiz.Choice, quiz.TrueFalse:
		return quiz.Response{Chosen: []int{1}}
	case quiz.Cloze:
		return quiz.Response{Gaps: []string{"no"}}
	}
	return quiz.Response{Text: "7"}
}

func (d *desk) question(kind quiz.Kind) *quiz.Question {
	i := slices.IndexFunc(d.bank.Questions, func(q quiz.Question) bool { return q.Kind == kind })
	return &d.bank.Questions[i]
}

// state is all that the learner would see, in words, as of noon.
func (d *desk) state() string {
	d.t.Helper()
	defer d.Clock.Set(d.Clock.Now())
	d.Clock.Set(noon)
	r := d.Act.Reader()
	var b strings.Builder
	fmt.Fprintf(&b, "counts %+v\n", d.Counts())
	for _, q := range d.bank.Questions {
		marks, err := r.Marks(ctx, q.ID)
		d.Must(err)
		p := d.Progress(q.ID)
		stored, err := r.Question(ctx, q.ID)
		d.Must(err)
		fmt.Fprintf(&b, "%s %+v reps %d memory %v due %v %q %d attempts\n", q.Key, marks, p.Reps, p.Memory, p.Due, stored.Rationale, len(d.Attempts(q.ID)))
	}
	settings, err := r.Settings(ctx)
	d.Must(err)
	banks, err := r.Banks(ctx, false)
	d.Must(err)
	fmt.Fprintf(&b, "settings %v\n", settings)
	jottings, err := r.Jottings(ctx, "")
	d.Must(err)
	fmt.Fprintf(&b, "jottings %v\n", jottings)
	for _, k := range banks {
		fmt.Fprintf(&b, "bank %s %d %d\n", k.ID, k.Count, k.Answered)
	}
	return b.String()
}

// same compares two states line by line.
func same(t *testing.T, what, got, want string) {
	t.Helper()
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			t.Errorf("%s:\n  is  %s\n  was %s", what, g[i], w[i])
		}
	}
	if len(g) != len(w) {
		t.Errorf("%s: %d lines, not %d", what, len(g), len(w))
	}
}

// agrees checks the law of the cache: what Counts says is what actions made
// afresh on the same file would say.
func (d *desk) agrees(after string) {
	d.t.Helper()
	fresh, err := actions.New(ctx, d.Store, d.Clock.Now, rand.New(rand.NewPCG(1, 1)))
	d.Must(err)
	want, err := fresh.Counts(ctx)
	d.Must(err)
	if got := d.Counts(); got != want {
		d.t.Fatalf("after %s the counts are\n%+v, but the file says\n%+v", after, got, want)
	}
}

func (d *desk) undo(done actions.Done) {
	d.t.Helper()
	change, err := d.Act.Undo(ctx, done)
	d.Must(err)
	if !change.Undone || change.Kind != done.Change.Kind || change.Question != done.Change.Question {
		d.t.Errorf("undo of %s reports %+v", done.Label, change)
	}
}

var grades = []srs.Grade{srs.Again, srs.Hard, srs.Good, srs.Easy}
