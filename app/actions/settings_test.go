package actions_test

import (
	"strings"
	"testing"
	"time"

	"chartroom/app/actions"
	"chartroom/quiz"
	"chartroom/quiz/srs"
	"chartroom/storage"
)

// tilLeech forgets a card until it is a leech, and returns what the last
// answer's receipt says.
func (d *desk) tilLeech(q *quiz.Question) actions.Done {
	d.t.Helper()
	for range 4 * quiz.LeechLapses {
		d.Clock.Pass(10 * 24 * time.Hour)
		before := d.Progress(q.ID)
		g := srs.Again
		if before.New() || before.Learning() {
			g = srs.Easy
		}
		done, err := d.Act.Grade(ctx, q, before, g, time.Second)
		d.Must(err)
		if d.Progress(q.ID).Leech() {
			return done
		}
	}
	d.t.Fatal("it never becomes a leech")
	return actions.Done{}
}

func TestALeechIsSuspendedIfTheLearnerWantsThat(t *testing.T) {
	for value, want := range map[string]bool{"": false, "off": false, "on": true} {
		d := newDesk(t)
		_, err := d.Act.Set(ctx, quiz.SettingLeech, value)
		d.Must(err)
		q := d.question(quiz.Flip)
		done := d.tilLeech(q)
		marks, err := d.Act.StateOf(ctx, q.ID)
		d.Must(err)
		if marks.Suspended != want || strings.Contains(done.Say, "so it is suspended") != want || !strings.Contains(done.Say, "mnemonic") {
			t.Errorf("%q: suspended %v, said %q", value, marks.Suspended, done.Say)
		}
		d.agrees("a leech")
	}
}

func TestUndoOfALeechsAnswerPutsItBack(t *testing.T) {
	d := newDesk(t)
	_, err := d.Act.Set(ctx, quiz.SettingLeech, "on")
	d.Must(err)
	q := d.question(quiz.Flip)
	done := d.tilLeech(q)
	n := len(d.Attempts(q.ID))
	d.undo(done)
	marks, err := d.Act.StateOf(ctx, q.ID)
	d.Must(err)
	if marks.Suspended || d.Progress(q.ID).Leech() || len(d.Attempts(q.ID)) != n-1 {
		t.Errorf("%+v after undo, %d lapses, %d answers", marks, d.Progress(q.ID).Lapses, len(d.Attempts(q.ID)))
	}
	d.agrees("undo of a leech")
	report, err := d.Store.Rebuild(ctx, nil)
	d.Must(err)
	if !report.Agreed {
		t.Errorf("the log says otherwise: %v", report.Differences)
	}
}

// A test handed in may make several leeches; taking it back brings all back.
func TestAHandInSuspendsLeechesToo(t *testing.T) {
	d := newDesk(t)
	_, err := d.Act.Set(ctx, quiz.SettingLeech, "on")
	d.Must(err)
	session, _, err := d.Act.StartSession(ctx, quiz.ModeTest, "Test", storage.Filter{Kinds: []quiz.Kind{quiz.Choice}}, 2)
	d.Must(err)
	var list []quiz.Attempt
	for i, slot := range session.Queue {
		for k := range 2*quiz.LeechLapses - 1 { // known, forgotten, known, ...
			at := d.Clock.Now().AddDate(0, 0, 10*k-400).Add(time.Duration(i) * time.Minute)
			g := srs.Again
			if k%2 == 0 {
				g = srs.Good
			}
			list = append(list, quiz.Attempt{Stamp: quiz.Stamp{ID: quiz.NewEventID(at, d.Act.Draw()), At: at, Day: d.Act.Scheduler().Days.Of(at)},
				Question: slot.Question, Mode: quiz.ModeReview, Grade: g, Marked: true})
		}
	}
	d.Must(d.Act.ImportHistory(list).Run(ctx, func(int, int) {}))
	suspended := func() (n int) {
		for i, slot := range session.Queue {
			marks, err := d.Act.StateOf(ctx, slot.Question)
			d.Must(err)
			if marks.Suspended {
				n++
			} else if p := d.Progress(slot.Question); p.Lapses != quiz.LeechLapses-1 {
				t.Errorf("question %d has %d lapses", i, p.Lapses)
			}
		}
		return n
	}
	if n := suspended(); n != 0 {
		t.Fatalf("%d are suspended before", n)
	}
	for i, slot := range session.Queue {
		q, err := d.Act.Reader().Question(ctx, slot.Question)
		d.Must(err)
		d.Must(d.Act.Draft(ctx, &session, i, quiz.Given{Response: wrong(&q)}))
	}
	done, err := d.Act.HandIn(ctx, &session)
	d.Must(err)
	if n := suspended(); n != 2 {
		t.Errorf("%d of 2 are suspended", n)
	}
	d.undo(done)
	if n := suspended(); n != 0 {
		t.Errorf("%d are suspended after undo", n)
	}
}

func TestTheBasisCountsUpToAFit(t *testing.T) {
	d := newDesk(t)
	basis := func() actions.Basis {
		t.Helper()
		b, err := d.Act.Basis(ctx)
		d.Must(err)
		return b
	}
	if b := basis(); b != (actions.Basis{Model: srs.FSRS6}) {
		t.Errorf("with an empty log: %+v", b)
	}
	q := d.question(quiz.Flip)
	for i := range 4 {
		done, err := d.Act.Grade(ctx, q, d.Progress(q.ID), srs.Good, 0)
		d.Must(err)
		if i == 3 {
			d.undo(done)
		}
		if i%2 == 0 { // two answers a day
			d.Clock.Pass(time.Minute)
		} else {
			d.Clock.Pass(3 * 24 * time.Hour)
		}
	}
	if b := basis(); b.Tests != 1 || b.Own {
		t.Errorf("after three answers on two days: %+v", b)
	}
	own := srs.Default
	own[0] *= 2
	_, err := d.Act.Set(ctx, quiz.SettingModel, quiz.FormatModel(&own))
	d.Must(err)
	if b := basis(); !b.Own || b.Tests != 0 {
		t.Errorf("with weights of her own: %+v", b)
	}
	run, receipt := d.Act.PublishedWeights()
	d.Must(run(ctx, nil))
	done, err := receipt(ctx)
	d.Must(err)
	if b := basis(); b.Own || d.Act.Scheduler().Model.Parameters()[0] != srs.Default[0] {
		t.Errorf("after going back: %+v", b)
	}
	d.undo(done)
	if d.Act.Scheduler().Model.Parameters()[0] != own[0] {
		t.Error("undo does not bring her weights back")
	}
}

func TestAHigherAimIsMoreWork(t *testing.T) {
	d := newDesk(t)
	for i := range d.bank.Questions {
		if q := &d.bank.Questions[i]; q.Kind == quiz.Flip && i%2 == 0 {
			_, err := d.Act.Grade(ctx, q, quiz.Progress{}, srs.Easy, 5*time.Second)
			d.Must(err)
		}
	}
	low, err := d.Act.Workload(ctx, .8)
	d.Must(err)
	high, err := d.Act.Workload(ctx, .95)
	d.Must(err)
	if low.Reviews <= 0 || high.Reviews <= low.Reviews || high.Minutes <= low.Minutes || high.Known <= low.Known {
		t.Errorf("80 %%: %+v, 95 %%: %+v", low, high)
	}
	_, err = d.Act.Set(ctx, quiz.SettingNewPerDay, "0")
	d.Must(err)
	none, err := d.Act.Workload(ctx, .95)
	d.Must(err)
	if none.Minutes >= high.Minutes {
		t.Errorf("without new cards it takes %g minutes, with them %g", none.Minutes, high.Minutes)
	}
}
