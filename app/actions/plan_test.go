package actions_test

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"chartroom/app/actions"
	"chartroom/content/revlog"
	"chartroom/quiz"
	"chartroom/quiz/srs"
)

// aim sets an exam, its date so many days ahead, and the minutes a day.
func (d *desk) aim(days int, minutes string) {
	d.t.Helper()
	for _, p := range [][2]string{{quiz.SettingExam, "rhit"}, {quiz.SettingExamDate, (d.Act.Today() + quiz.Day(days)).String()}, {quiz.SettingMinutes, minutes}} {
		_, err := d.Act.Set(ctx, p[0], p[1])
		d.Must(err)
	}
}

// plan plans the day, as Today does when it comes on show.
func (d *desk) plan() actions.Plan {
	d.t.Helper()
	work, take := d.Act.Planning()
	d.Must(work(ctx, nil))
	if !take() {
		d.t.Fatal("the plan is not taken")
	}
	plan, err := d.Act.PlanToday(ctx, 0, 0, 0)
	d.Must(err)
	return plan
}

// study answers everything that is asked today, each card with a grade, and
// returns the questions in their order.
func (d *desk) study(grade srs.Grade) []quiz.QuestionID {
	d.t.Helper()
	var asked []quiz.QuestionID
	for range 200 {
		id, err := d.Act.Next(ctx)
		d.Must(err)
		if id.IsZero() {
			return asked
		}
		q, err := d.Act.Reader().Question(ctx, id)
		d.Must(err)
		if q.Kind == quiz.Flip {
			_, err = d.Act.Grade(ctx, &q, d.Progress(id), grade, 5*time.Second)
		} else {
			_, _, err = d.Act.Answer(ctx, &q, actions.Answer{Mode: quiz.ModeReview, Response: right(&q), Before: d.Progress(id), Took: time.Second})
		}
		d.Must(err)
		asked = append(asked, id)
		d.Clock.Pass(10 * time.Second)
	}
	d.t.Fatal("the day does not end")
	return nil
}

// TestADayTowardsTheExam keeps to the minutes, says what it expects, and ends.
func TestADayTowardsTheExam(t *testing.T) {
	d := newDesk(t)
	d.aim(30, "60")
	if plan, err := d.Act.PlanToday(ctx, 0, 0, 0); err != nil || !plan.Pending {
		t.Errorf("before it is planned the day is %+v, %v", plan, err)
	}
	plan := d.plan()
	e := plan.Exam
	switch {
	case e == nil:
		t.Fatal("there is no plan to the exam day")
	case !(e.Low <= e.Score && e.Score <= e.High && e.Idle <= e.Score && e.Score <= e.More+1e-9):
		t.Errorf("expects %+v", e)
	case plan.New == 0 || len(plan.Chosen) == 0 || plan.Plan.Time > 61*time.Minute:
		t.Errorf("plans %+v", plan.Plan)
	}
	asked := d.study(srs.Easy)
	if len(asked) < plan.New {
		t.Errorf("%d of %d new cards were asked", len(asked), plan.New)
	}
	after, err := d.Act.PlanToday(ctx, 0, 0, 0)
	d.Must(err)
	if after.Reviews+after.New != 0 {
		t.Errorf("after the day there are still %d reviews and %d new cards", after.Reviews, after.New)
	}
	d.agreesOnWhatIsLeft()
}

// agreesOnWhatIsLeft compares the queue's counts with walking it.
func (d *desk) agreesOnWhatIsLeft() {
	d.t.Helper()
	id, err := d.Act.Next(ctx)
	d.Must(err)
	c := d.Counts()
	if left := c.Ready + c.NewLeft; id.IsZero() != (left == 0) {
		d.t.Errorf("next is %s while %d are left", id, left)
	}
}

// TestNoMinutesNoPlan asks nothing on a day without study, but lets the learner
// add to it.
func TestNoMinutesNoPlan(t *testing.T) {
	d := newDesk(t)
	d.aim(30, "30")
	_, err := d.Act.Set(ctx, quiz.SettingDaysOff, d.Act.Today().String())
	d.Must(err)
	d.plan()
	if c := d.Counts(); c.Ready+c.NewLeft != 0 {
		t.Errorf("on a day off there are %+v", c)
	}
	d.Act.StudyMore(10)
	d.plan()
	if c := d.Counts(); c.NewLeft == 0 {
		t.Error("ten minutes more brought nothing")
	}
}

// TestOwnMaterialIsNotForgotten asks cards that are of no exam beside those of
// the exam.
func TestOwnMaterialIsNotForgotten(t *testing.T) {
	d := newDesk(t)
	own := bank("own", 1)
	for i := range own.Questions {
		own.Questions[i].Tags = nil
	}
	d.Bring(own)
	d.aim(30, "120")
	banks := map[quiz.BankID]int{}
	for _, id := range d.study(srs.Easy) {
		q, err := d.Act.Reader().Question(ctx, id)
		d.Must(err)
		banks[q.Bank]++
	}
	if banks["own"] == 0 || banks["unit-4"] == 0 {
		t.Errorf("asked %v", banks)
	}
}

// TestUndoBringsTheQuestionBack asks again what was taken back.
func TestUndoBringsTheQuestionBack(t *testing.T) {
	for _, exam := range []bool{false, true} {
		d := newDesk(t)
		if exam {
			d.aim(20, "60")
			d.plan()
		}
		id, err := d.Act.Next(ctx)
		d.Must(err)
		before := d.Counts()
		q, err := d.Act.Reader().Question(ctx, id)
		d.Must(err)
		done, err := d.Act.Grade(ctx, &q, d.Progress(id), srs.Easy, 0)
		d.Must(err)
		if now := d.Counts(); now.NewLeft != before.NewLeft-1 {
			t.Errorf("exam %v: %d new cards left after one of %d", exam, now.NewLeft, before.NewLeft)
		}
		d.undo(done)
		if exam {
			d.plan()
		}
		if now := d.Counts(); now != before {
			t.Errorf("exam %v: after undo %+v, before %+v", exam, now, before)
		}
	}
}

// TestCare holds each way of putting a question off to what it says, and its
// undo to leaving nothing.
func TestCare(t *testing.T) {
	d := newDesk(t)
	id := d.bank.Questions[0].ID
	_, err := d.Act.Grade(ctx, &d.bank.Questions[0], quiz.Progress{}, srs.Easy, 0)
	d.Must(err)
	d.Clock.Pass(30 * 24 * time.Hour)
	before := d.state()
	today := d.Act.Today()
	ids := []quiz.QuestionID{id}
	for name, c := range map[string]struct {
		do   func() (actions.Done, error)
		said string
		sure func(p quiz.Progress) bool
	}{
		"bury": {func() (actions.Done, error) { return d.Act.Bury(ctx, id) }, "This question waits until tomorrow.",
			func(quiz.Progress) bool {
				next, err := d.Act.Next(ctx)
				return err == nil && next != id
			}},
		"set due": {func() (actions.Done, error) { return d.Act.SetDue(ctx, ids, today+5) }, "This question comes back on",
			func(p quiz.Progress) bool { return p.DueDay == today+5 }},
		"reset": {func() (actions.Done, error) { return d.Act.Reset(ctx, ids) }, "This question is new again.", quiz.Progress.New},
		"spread": {func() (actions.Done, error) {
			b, err := d.Act.Backlog(ctx, 7)
			d.Must(err)
			return d.Act.SpreadBacklog(ctx, &b)
		}, "1 review over 1 day", func(p quiz.Progress) bool { return p.DueDay >= today }},
	} {
		done, err := c.do()
		d.Must(err)
		if !strings.HasPrefix(done.Say, c.said) || !c.sure(d.Progress(id)) {
			t.Errorf("%s: %q, progress %+v", name, done.Say, d.Progress(id))
		}
		d.undo(done)
		same(t, "after "+name+" was undone", d.state(), before)
	}
}

// TestLeech says once that a question was forgotten too often.
func TestLeech(t *testing.T) {
	d := newDesk(t)
	q, said := &d.bank.Questions[0], 0
	for range 2*quiz.LeechLapses - 2 {
		for _, g := range []srs.Grade{srs.Easy, srs.Again} {
			done, err := d.Act.Grade(ctx, q, d.Progress(q.ID), g, 0)
			d.Must(err)
			if done.Say != "" {
				said++
				if p := d.Progress(q.ID); !p.Leech() || !strings.Contains(done.Say, "mnemonic") {
					t.Errorf("after %d lapses: %q", p.Lapses, done.Say)
				}
			}
			d.Clock.Pass(48 * time.Hour)
		}
	}
	if said != 2 { // at 8 and 12 of 14
		t.Errorf("was said %d times", said)
	}
}

// TestTheLogGoesOutAsItIs writes every answer, and reads it again as the same.
func TestTheLogGoesOutAsItIs(t *testing.T) {
	d := newDesk(t)
	for range 4 {
		d.study(srs.Good)
		d.Clock.Pass(24 * time.Hour)
	}
	path, n := filepath.Join(t.TempDir(), "log.csv"), 0
	d.Must(d.Act.ExportLog(path, func(written int) { n = written })(ctx, nil))
	file, err := os.Open(path)
	d.Must(err)
	defer file.Close()
	cards := map[int64][]srs.Grade{}
	read := 0
	problems, err := revlog.Read(ctx, file, 0, func(e revlog.Entry) error {
		read++
		if first := len(cards[e.Card]) == 0; first != (e.State == revlog.New) {
			t.Errorf("card %d has state %d after %d answers", e.Card, e.State, len(cards[e.Card]))
		}
		cards[e.Card] = append(cards[e.Card], e.Grade)
		return nil
	}, nil)
	d.Must(err)
	if size, err := d.Act.Reader().LogSize(ctx); err != nil || read != size || n != size || len(problems) > 0 || size < 20 {
		t.Errorf("%d answers, %d written, %d read, %v, %v", size, n, read, problems, err)
	}
}

// TestAFitIsTakenInAndBack gives a learner who forgets fast a model of her own,
// and takes it back.
func TestAFitIsTakenInAndBack(t *testing.T) {
	d := newDesk(t)
	if due, err := d.Act.FitDue(ctx); err != nil || due {
		t.Fatalf("a fit is due with an empty log: %v, %v", due, err)
	}
	big := quiz.Bank{ID: "big", Name: "Big"}
	for i := range 200 {
		key := fmt.Sprint("card ", i)
		big.Questions = append(big.Questions, quiz.Question{ID: quiz.NewQuestionID(big.ID, key), Bank: big.ID, Key: key, Name: key,
			Kind: quiz.Flip, Stem: key, Options: []quiz.Option{{Text: "the back", Fraction: 1}}})
	}
	d.Bring(big)
	weights := srs.Default
	for i := range 4 {
		weights[i] /= 6 // she forgets after a sixth of the time
	}
	weights[8]--
	var list []quiz.Attempt
	day := d.Act.Today() - 400
	for i, r := range srs.Simulated(&weights, 200, 300, d.Act.Draw()) {
		at := d.Act.Scheduler().Days.Start(day + quiz.Day(r.Day)).Add(time.Duration(i%3600) * time.Second)
		list = append(list, quiz.Attempt{Stamp: quiz.Stamp{ID: quiz.NewEventID(at, d.Act.Draw()), At: at, Day: day + quiz.Day(r.Day)},
			Question: big.Questions[int(r.Card)%200].ID, Mode: quiz.ModeReview, Grade: r.Grade})
	}
	h := d.Act.ImportHistory(list)
	d.Must(h.Run(ctx, func(int, int) {}))
	if h.Added != len(list) {
		t.Fatalf("%d of %d answers came in", h.Added, len(list))
	}
	if due, err := d.Act.FitDue(ctx); err != nil || !due {
		t.Fatalf("no fit is due after %d answers: %v", len(list), err)
	}
	fit := d.Act.Fit()
	d.Must(fit.Run(ctx, nil))
	done, err := d.Act.FitDone(ctx, fit)
	d.Must(err)
	if fit.Found.Outcome != srs.Better || done.Event.IsZero() || done.Say != d.Act.FitSaid() {
		t.Fatalf("found %+v, said %q", fit.Found, done.Say)
	}
	if again, err := d.Act.FitDue(ctx); err != nil || again {
		t.Errorf("another fit is due at once: %v, %v", again, err)
	}
	report, err := d.Store.Rebuild(ctx, nil)
	d.Must(err)
	if !report.Agreed {
		t.Errorf("the log says otherwise: %v", report.Differences)
	}
	// An answer that was under way when the model changed is saved all the same.
	q := &big.Questions[0]
	if _, err := d.Act.Grade(ctx, q, d.Progress(q.ID), srs.Good, 0); err != nil {
		t.Error(err)
	}
	was := d.Act.Scheduler().Model.Parameters()
	if math.Abs(was[0]-srs.Default[0]) < 1e-6 {
		t.Error("the weights are the published ones")
	}
	change, err := d.Act.Undo(ctx, done)
	d.Must(err)
	if change.Kind != quiz.EventSetting || d.Act.Scheduler().Model.Parameters()[0] != srs.Default[0] {
		t.Errorf("undo left %v", d.Act.Scheduler().Model.Parameters())
	}
}

// TestAPlanIsNotTakenOverAnAnswer plans again what was planned beside the
// window while something was saved.
func TestAPlanIsNotTakenOverAnAnswer(t *testing.T) {
	d := newDesk(t)
	d.aim(30, "60")
	work, take := d.Act.Planning()
	d.Must(work(ctx, nil))
	_, err := d.Act.Grade(ctx, &d.bank.Questions[0], quiz.Progress{}, srs.Easy, 0)
	d.Must(err)
	if take() {
		t.Error("a plan from before an answer is in force")
	}
	d.plan()
}

// TestAClockSetBackDoesNotStopThePlan plans although an answer lies in the
// future.
func TestAClockSetBackDoesNotStopThePlan(t *testing.T) {
	d := newDesk(t)
	_, err := d.Act.Grade(ctx, &d.bank.Questions[0], quiz.Progress{}, srs.Easy, 0)
	d.Must(err)
	d.Clock.Set(noon.Add(-5 * 24 * time.Hour))
	d.aim(30, "60")
	d.plan()
}

// TestAnExamInAnotherCenturyIsNoReasonToStop reviews as without a date.
func TestAnExamInAnotherCenturyIsNoReasonToStop(t *testing.T) {
	d := newDesk(t)
	d.aim(26355, "60")
	if plan, err := d.Act.PlanToday(ctx, 0, 0, 0); err != nil || plan.Exam != nil || plan.Pending || plan.New == 0 {
		t.Errorf("plans %+v, %v", plan, err)
	}
	if id, err := d.Act.Next(ctx); err != nil || id.IsZero() {
		t.Errorf("asks %s, %v", id, err)
	}
}
