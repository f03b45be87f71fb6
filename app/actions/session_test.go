package actions_test

import (
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"

	"chartroom/app/actions"
	"chartroom/quiz"
	"chartroom/storage"
)

var marked = []quiz.Kind{quiz.Choice, quiz.TrueFalse, quiz.Text, quiz.Number, quiz.Cloze}

// test begins a test of n questions and drafts answers to the first of them.
func (d *desk) test(n, drafts int) quiz.Session {
	d.t.Helper()
	s, _, err := d.Act.StartSession(ctx, quiz.ModeTest, "Test", storage.Filter{Kinds: marked}, n)
	d.Must(err)
	for i := range drafts {
		q, err := d.Act.Reader().Question(ctx, s.Queue[i].Question)
		d.Must(err)
		response := right(&q)
		if i%2 == 1 {
			response = wrong(&q)
		}
		d.Must(d.Act.Draft(ctx, &s, i, quiz.Given{Response: response, Certainty: quiz.Sure, Took: 8 * time.Second}))
	}
	return s
}

func TestHandingInMarksAllThatIsAnsweredAndUndoTakesAllBack(t *testing.T) {
	d := newDesk(t)
	s := d.test(6, 4)
	drafts, before := slices.Clone(s.Answers), d.state()
	done, err := d.Act.HandIn(ctx, &s)
	d.Must(err)
	if n := d.Counts().Today; n != 4 {
		t.Errorf("%d attempts of 4 answers", n)
	}
	stored, err := d.Act.Reader().Session(ctx, s.ID)
	d.Must(err)
	if !stored.Finished || !s.Finished || !reflect.DeepEqual(stored.Answers, s.Answers) {
		t.Errorf("on disk %+v, in memory %+v", stored.Answers, s.Answers)
	}
	for i, g := range s.Answers {
		if g.Attempt.IsZero() != (i >= 4) || i < 4 && g.Mark != float64(1-i%2) {
			t.Errorf("place %d: %+v", i, g)
		}
	}
	d.undo(done)
	same(t, "after undo", d.state(), before)
	again, err := d.Act.Reader().Session(ctx, s.ID)
	d.Must(err)
	if again.Finished || !reflect.DeepEqual(again.Answers, drafts) {
		t.Errorf("after undo the answers are %+v, not %+v", again.Answers, drafts)
	}
	if _, err := d.Act.HandIn(ctx, &again); err != nil {
		t.Errorf("handing in again: %v", err)
	}
}

func TestHandingInIsAllOrNothing(t *testing.T) {
	d := newDesk(t)
	s := d.test(5, 5)
	_, err := d.Act.HandIn(ctx, &s)
	d.Must(err)
	second := d.test(5, 5)
	stale := second
	stale.Answers = slices.Clone(second.Answers)
	_, err = d.Act.Finish(ctx, &second) // the test ended meanwhile
	d.Must(err)
	before := d.state()
	if _, err := d.Act.HandIn(ctx, &stale); !errors.Is(err, storage.ErrChanged) {
		t.Errorf("error %v", err)
	}
	same(t, "after a hand-in that failed at its end", d.state(), before)
	if stale.Finished || !stale.Answers[0].Attempt.IsZero() {
		t.Error("the session in memory was changed")
	}
}

func TestHandingInNothingMovesNothing(t *testing.T) {
	d := newDesk(t)
	s := d.test(3, 0)
	before := d.state()
	done, err := d.Act.HandIn(ctx, &s)
	d.Must(err)
	same(t, "after an empty hand-in", d.state(), before)
	d.undo(done)
	open, err := d.Act.OpenSessions(ctx)
	d.Must(err)
	if len(open) != 1 || open[0].ID != s.ID {
		t.Errorf("open sessions %+v", open)
	}
}

func TestWhatIsDraftedIsThereAfterACrash(t *testing.T) {
	d := newDesk(t)
	s := d.test(6, 3)
	open, err := d.Act.OpenSessions(ctx)
	d.Must(err)
	if len(open) != 1 || !reflect.DeepEqual(open[0].Answers, s.Answers) || !reflect.DeepEqual(open[0].Queue, s.Queue) {
		t.Errorf("on disk %+v, in memory %+v", open, s)
	}
	d.Must(d.Act.Draft(ctx, &s, 0, quiz.Given{}))
	open, err = d.Act.OpenSessions(ctx)
	d.Must(err)
	if open[0].Answers[0].Answered() || s.Answers[0].Answered() {
		t.Error("an answer that was taken back is still there")
	}
}

func TestASessionOfNothingIsRefused(t *testing.T) {
	d := newDesk(t)
	_, _, err := d.Act.StartSession(ctx, quiz.ModeStudy, "Practice", storage.Filter{Domain: "rhit:99"}, 5)
	if !errors.Is(err, actions.ErrNothingToAsk) {
		t.Errorf("error %v", err)
	}
	if want := "begin the session: " + actions.ErrNothingToAsk.Error(); err == nil || err.Error() != want {
		t.Errorf("after “Could not ” the learner reads %q, want %q", err, want)
	}
	open, err := d.Act.OpenSessions(ctx)
	d.Must(err)
	if len(open) != 0 {
		t.Errorf("%d sessions were begun", len(open))
	}
}

func TestASessionAsksEachQuestionOnce(t *testing.T) {
	d := newDesk(t)
	s, done, err := d.Act.StartSession(ctx, quiz.ModeStudy, "Practice", storage.Filter{Kinds: marked}, 100)
	d.Must(err)
	if len(s.Queue) != 10 || !done.Event.IsZero() || done.Change.Session != s.ID {
		t.Errorf("%d places, receipt %+v", len(s.Queue), done)
	}
	seen := map[quiz.QuestionID]bool{}
	for _, p := range s.Queue {
		if seen[p.Question] {
			t.Errorf("%s is asked twice", p.Question)
		}
		seen[p.Question] = true
	}
}

func TestEndingASessionIsUndone(t *testing.T) {
	d := newDesk(t)
	s, _, err := d.Act.StartSession(ctx, quiz.ModeStudy, "Practice", storage.Filter{Kinds: marked}, 3)
	d.Must(err)
	done, err := d.Act.Finish(ctx, &s)
	d.Must(err)
	if open, err := d.Act.OpenSessions(ctx); err != nil || len(open) != 0 {
		t.Errorf("%d open, %v", len(open), err)
	}
	if _, err := d.Act.Finish(ctx, &s); !errors.Is(err, storage.ErrChanged) {
		t.Errorf("ending twice: %v", err)
	}
	d.undo(done)
	if open, err := d.Act.OpenSessions(ctx); err != nil || len(open) != 1 {
		t.Errorf("%d open, %v", len(open), err)
	}
}
