package actions_test

import (
	"errors"
	"testing"
	"time"

	"chartroom/app/actions"
	"chartroom/quiz"
)

func TestRecipesAreKept(t *testing.T) {
	d := newDesk(t)
	mine := quiz.Recipe{Name: "Mine", Mode: quiz.ModeTest, Exam: "rhit", State: quiz.StateWrong, Count: 5, Kinds: []quiz.Kind{quiz.Choice}}
	_, err := d.Act.SaveRecipe(ctx, mine)
	d.Must(err)
	d.Reopen()
	all, err := d.Act.Reader().Recipes(ctx)
	d.Must(err)
	if len(all) != 1 || all[0].Name != "Mine" || all[0].State != quiz.StateWrong || all[0].Kinds[0] != quiz.Choice {
		t.Fatalf("%+v", all)
	}
	done, err := d.Act.RemoveRecipe(ctx, "Mine")
	d.Must(err)
	if all, _ := d.Act.Reader().Recipes(ctx); len(all) != 0 {
		t.Fatalf("%+v", all)
	}
	_, err = d.Act.Undo(ctx, done)
	d.Must(err)
	if all, _ := d.Act.Reader().Recipes(ctx); len(all) != 1 {
		t.Fatalf("%+v", all)
	}
	if _, _, err := d.Act.StartRecipe(ctx, mine); !errors.Is(err, actions.ErrNothingToAsk) {
		t.Errorf("nothing was wrong yet: %v", err)
	}
}

func TestMyMissesAreWhatWasWrongTheLastTime(t *testing.T) {
	d := newDesk(t)
	d.Set(quiz.SettingExam, "rhit")
	for i := range 14 {
		q := &d.bank.Questions[12+i%10]
		response := wrong(q)
		if i >= 10 { // the first four are known by now
			response = right(q)
		}
		d.Clock.Pass(time.Hour)
		_, _, err := d.Act.Answer(ctx, q, actions.Answer{Mode: quiz.ModeStudy, Response: response, Before: d.Progress(q.ID)})
		d.Must(err)
	}
	started, _, err := d.Act.StartRecipe(ctx, d.Act.MyMisses())
	d.Must(err)
	if n := len(started.Session.Queue); n != 6 {
		t.Errorf("%d misses", n)
	}
}

// A timed test goes on and comes back as an exam does.
func TestATimedTestIsASitting(t *testing.T) {
	h := newHall(t)
	r := quiz.Recipe{Name: "Ten in ten", Mode: quiz.ModeTest, Count: 10, Minutes: 10, Exam: "rhit"}
	started, _, err := h.Act.StartRecipe(ctx, r)
	h.Must(err)
	s := started.Sitting
	if s == nil || s.Left() != 10*time.Minute || len(s.Exam.Queue) != 10 || s.Exam.Mode != quiz.ModeTest {
		t.Fatalf("%+v", started)
	}
	h.pass(90 * time.Second)
	h.answer(s, 0, 0)
	if open, err := h.Act.OpenSessions(ctx); err != nil || len(open) != 0 {
		t.Errorf("it is among the sessions without a clock: %v, %v", open, err)
	}
	again := h.killed(time.Hour)
	back, err := again.Act.Sitting(ctx)
	h.Must(err)
	if back.Left() != s.Left() || back.Exam.Title != "Ten in ten" {
		t.Errorf("%v left of %q", back.Left(), back.Exam.Title)
	}
	_, err = h.Act.HandInExam(ctx, s)
	h.Must(err)
	_, result, err := h.Act.ExamResult(ctx, s.Exam.ID)
	h.Must(err)
	if result.Scored.Items != 10 || result.Scored.Right.Right != 1 || result.Took != 90*time.Second {
		t.Errorf("%+v", result.Scored)
	}
}

// An adaptive session asks as many as it was told, each once, and what is least
// certain first.
func TestAnAdaptiveSessionEnds(t *testing.T) {
	h := newHall(t)
	h.Set(quiz.SettingExam, "rhit")
	started, _, err := h.Act.StartRecipe(ctx, quiz.Recipe{Name: "Adaptive", Mode: quiz.ModeAdapt, Exam: "rhit", Count: 12})
	h.Must(err)
	s := started.Session
	if len(s.Queue) != 60 || s.Ask != 12 {
		t.Fatalf("%d candidates for %d", len(s.Queue), s.Ask)
	}
	domains, asked := map[string]int{}, 0
	for {
		at, err := h.Act.NextAdaptive(ctx, &s)
		h.Must(err)
		if at < 0 {
			break
		}
		if s.Answers[at].Answered() {
			t.Fatal("asked twice")
		}
		q, err := h.Act.Reader().Question(ctx, s.Queue[at].Question)
		h.Must(err)
		_, _, err = h.Act.Answer(ctx, &q, actions.Answer{Mode: s.Mode, Session: &s, Index: at, Response: right(&q), Before: h.Progress(q.ID)})
		h.Must(err)
		domains[q.Tag("rhit")]++
		if asked++; asked == 6 { // it goes on after a restart
			s, err = h.Act.Reader().Session(ctx, s.ID)
			h.Must(err)
		}
	}
	if asked != 12 || len(domains) < 4 || domains["1"] <= domains["6"] {
		t.Errorf("asked %d over %v", asked, domains)
	}
}

func TestAskAgainSoonIsTomorrow(t *testing.T) {
	d := newDesk(t)
	q := d.question(quiz.Choice)
	_, _, err := d.Act.Answer(ctx, q, actions.Answer{Mode: quiz.ModeStudy, Response: right(q), Before: d.Progress(q.ID)})
	d.Must(err)
	_, err = d.Act.AskAgainSoon(ctx, q.ID)
	d.Must(err)
	if day := d.Progress(q.ID).DueDay; day != d.Act.Today()+1 {
		t.Errorf("it comes back on %v", day)
	}
}

func TestTheQuestionOfTheDayStaysForTheDay(t *testing.T) {
	h := newHall(t)
	seen := map[quiz.QuestionID]bool{}
	for range 30 {
		morning, err := h.Act.QuestionOfTheDay(ctx)
		h.Must(err)
		h.pass(6 * time.Hour)
		evening, err := h.Act.QuestionOfTheDay(ctx)
		h.Must(err)
		if morning != evening || seen[morning] || morning.IsZero() {
			t.Fatalf("%s in the morning, %s in the evening", morning, evening)
		}
		seen[morning] = true
		h.pass(18 * time.Hour)
	}
}

func TestLevelUpRisesWithWhatIsKnown(t *testing.T) {
	h := newHall(t)
	h.Set(quiz.SettingExam, "rhit")
	for want := range quiz.Levels {
		r, err := h.Act.LevelUp(ctx)
		h.Must(err)
		if r.Level != quiz.Levels[want] || r.Exam != "rhit" {
			t.Fatalf("%+v, want %s", r, quiz.Levels[want])
		}
		n := 0
		for i := range h.bank.Questions {
			q := &h.bank.Questions[i]
			if q.Tag("level") == r.Level && n < 30 {
				n++
				_, _, err := h.Act.Answer(ctx, q, actions.Answer{Mode: quiz.ModeStudy, Response: right(q), Before: h.Progress(q.ID)})
				h.Must(err)
			}
		}
	}
}
