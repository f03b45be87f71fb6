package actions_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"chartroom/app/actions"
	"chartroom/quiz"
	"chartroom/storage"
)

// verb does something at random and returns its receipt; ok is false when it
// could not apply.
func (d *desk) verb(r *rand.Rand) (done actions.Done, what string) {
	d.t.Helper()
	q := &d.bank.Questions[r.IntN(len(d.bank.Questions))]
	var err error
	switch n := r.IntN(25); {
	case n < 7:
		what = "answer to " + q.Key
		if q.Kind == quiz.Flip {
			done, err = d.Act.Grade(ctx, q, d.Progress(q.ID), grades[r.IntN(4)], 5*time.Second)
		} else {
			response := right(q)
			if r.IntN(2) == 0 {
				response = wrong(q)
			}
			_, done, err = d.Act.Answer(ctx, q, actions.Answer{Mode: quiz.ModeReview, Response: response,
				Certainty: quiz.Certainty(r.IntN(4)), Took: 9 * time.Second, Before: d.Progress(q.ID)})
		}
	case n < 9:
		what = "flag of " + q.Key
		done, err = d.Act.Flag(ctx, q.ID, r.IntN(3) > 0)
	case n < 12:
		what = "suspend of " + q.Key
		done, err = d.Act.Suspend(ctx, q.ID, r.IntN(3) > 0)
	case n < 13:
		what = "note on " + q.Key
		done, err = d.Act.Note(ctx, q.ID, fmt.Sprintf("note %d", r.IntN(9)))
	case n < 14:
		what = "edit of " + q.Key
		edited := *q
		edited.Rationale = fmt.Sprintf("edited %d", r.IntN(9))
		done, err = d.Act.Edit(ctx, edited)
	case n < 17:
		pairs := [][2]string{{quiz.SettingNewPerDay, "3"}, {quiz.SettingNewPerDay, "9"}, {quiz.SettingRetention, "0.8"},
			{quiz.SettingRetention, "0.95"}, {quiz.SettingRollover, "6"}, {quiz.SettingMinutes, "15"}}
		p := pairs[r.IntN(len(pairs))]
		what = p[0] + " " + p[1]
		done, err = d.Act.Set(ctx, p[0], p[1])
	case n < 18:
		what = "import"
		done = d.Bring(bank("unit-5", 1+r.IntN(3)))
	case n < 19:
		what = "hand-in"
		s := d.test(3, 2)
		done, err = d.Act.HandIn(ctx, &s)
	case n < 21:
		what = "recipe"
		done, err = d.Act.SaveRecipe(ctx, quiz.Recipe{Name: fmt.Sprint("mine ", r.IntN(3)), Mode: quiz.ModeStudy, Count: 1 + r.IntN(20)})
	case n < 22:
		what = "jotting"
		done, err = d.Act.Jot(ctx, quiz.Jotting{Subject: fmt.Sprint("planner:", r.IntN(2)), Field: "note", Value: fmt.Sprint(r.IntN(3))})
	case n < 24:
		q = d.question(quiz.Choice)
		what = "correction of " + q.Key
		corrected := *q
		corrected.Options = slices.Clone(q.Options)
		right := r.IntN(3)
		for i := range corrected.Options {
			corrected.Options[i].Fraction = 0
		}
		corrected.Options[right].Fraction = 1
		done, err = d.Act.Correct(ctx, corrected)
	default:
		what = "removal"
		done, err = d.Act.RemoveBank(ctx, "unit-5", "Unit 5")
		if err != nil { // not there now
			return actions.Done{}, what
		}
	}
	if err != nil {
		d.t.Fatalf("%s: %v", what, err)
	}
	return done, what
}

func TestAnythingUndoneLeavesNothing(t *testing.T) {
	for seed := range uint64(5) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			d := newDesk(t)
			r := rand.New(rand.NewPCG(seed, 9))
			before := d.state()
			var did []actions.Done
			var names []string
			for range 50 {
				d.Clock.Pass(time.Duration(r.IntN(5*3600)) * time.Second)
				done, what := d.verb(r)
				d.agrees(what)
				if !done.Event.IsZero() {
					did, names = append(did, done), append(names, what)
				}
			}
			if d.state() == before {
				t.Fatal("nothing was changed")
			}
			for i := len(did) - 1; i >= 0; i-- {
				d.Clock.Pass(time.Duration(r.IntN(60)) * time.Second)
				if _, err := d.Act.Undo(ctx, did[i]); err != nil {
					t.Fatalf("undo %d, %s: %v", i, names[i], err)
				}
				d.agrees("undo of " + names[i])
			}
			same(t, "after everything was undone", d.state(), before)
			report, err := d.Store.Rebuild(ctx, nil)
			d.Must(err)
			if !report.Agreed {
				t.Errorf("the log says otherwise: %v", report.Differences)
			}
		})
	}
}

func TestCountsFollowTheClock(t *testing.T) {
	d := newDesk(t)
	_, err := d.Act.Set(ctx, quiz.SettingNewPerDay, "5")
	d.Must(err)
	for i := range 5 {
		_, err := d.Act.Grade(ctx, &d.bank.Questions[i], quiz.Progress{}, grades[i%4], time.Second)
		d.Must(err)
		d.agrees("a grade")
	}
	if c := d.Counts(); c.NewLeft != 0 || c.MetToday != 5 {
		t.Errorf("after five new cards: %+v", c)
	}
	for _, wait := range []time.Duration{time.Second, time.Minute, 10 * time.Minute, time.Hour, 15 * time.Hour, 24 * time.Hour, 30 * 24 * time.Hour} {
		d.Clock.Pass(wait)
		d.agrees(wait.String())
	}
	if c := d.Counts(); c.NewLeft != 5 || c.MetToday != 0 || c.Today != 0 || c.Ready != 5 {
		t.Errorf("a month later: %+v", c)
	}
}

// What others write to the same file is seen too: an import beside the
// window, and material that comes with the app.
func TestCountsFollowWhatWasWrittenBeside(t *testing.T) {
	d := newDesk(t)
	d.Counts()
	i := d.Act.Import(bank("unit-6", 1))
	steps := 0
	d.Must(i.Run(ctx, func(done, total int) { steps++; d.agrees("a part of an import") }))
	d.agrees("an import")
	if c := d.Counts(); c.NewLeft != 20 {
		t.Errorf("%d new cards may come today, of two banks with 24", c.NewLeft)
	}
	d.undo(i.Done())
	d.agrees("undo of an import")
}

func TestStudyingForWeeksKeepsTheCountsRight(t *testing.T) {
	d := newDesk(t)
	for day := range 12 {
		for range 8 {
			due, err := d.Act.Reader().Due(ctx, d.Act.Now(), 1)
			d.Must(err)
			var id quiz.QuestionID
			if len(due) > 0 {
				id = due[0].Question
			} else {
				fresh, err := d.Act.Reader().Fresh(ctx, storage.Filter{}, 1)
				d.Must(err)
				if len(fresh) == 0 {
					break
				}
				id = fresh[0]
			}
			q, err := d.Act.Reader().Question(ctx, id)
			d.Must(err)
			if q.Kind == quiz.Flip {
				_, err = d.Act.Grade(ctx, &q, d.Progress(id), grades[(day+q.Line)%4], time.Second)
			} else {
				_, _, err = d.Act.Answer(ctx, &q, actions.Answer{Mode: quiz.ModeReview, Response: right(&q), Before: d.Progress(id)})
			}
			d.Must(err)
			d.agrees("an answer")
			d.Clock.Pass(20 * time.Second)
		}
		d.Clock.Pass(23 * time.Hour)
		d.agrees("a night")
	}
}

// A card on the screen may have been suspended or put away from elsewhere
// before it is graded: it is no new card any more.
func TestCountsAreRightWhenACardIsNoNewCardAnyMore(t *testing.T) {
	d := newDesk(t)
	d.Counts()
	_, err := d.Act.Suspend(ctx, d.bank.Questions[0].ID, true)
	d.Must(err)
	d.Counts()
	_, err = d.Act.Grade(ctx, &d.bank.Questions[0], quiz.Progress{}, grades[2], 0)
	d.Must(err)
	d.agrees("a grade of a suspended card")
	_, err = d.Act.RemoveBank(ctx, d.bank.ID, "Unit 4")
	d.Must(err)
	d.Counts()
	if _, err = d.Act.Grade(ctx, &d.bank.Questions[1], quiz.Progress{}, grades[2], 0); err != nil {
		t.Log("refused: ", err)
	}
	d.agrees("a grade of a card that was put away")
}
