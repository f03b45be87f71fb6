package progress

import (
	"strings"
	"testing"
	"time"

	"chartroom/app/actions"
	"chartroom/app/shell/shelltest"
	"chartroom/app/theme"
	"chartroom/quiz"
)

// mock sits a mock exam, with every other answer right, and shows it.
func (d *desk) mock() {
	d.T.Helper()
	b := d.Act.Blueprints()[0]
	sizes, err := d.Act.FormSizes(ctx(), &b)
	d.Must(err)
	s, _, err := d.Act.StartExam(ctx(), &b, sizes[len(sizes)-1], 0)
	d.Must(err)
	for i := range s.Exam.Queue {
		g := s.Exam.Answers[i]
		g.Response = quiz.Response{Chosen: []int{i % 2}}
		_, err := d.Act.ExamAnswer(ctx(), s, i, g)
		d.Must(err)
	}
	_, err = d.Act.HandInExam(ctx(), s)
	d.Must(err)
	d.Clock.Pass(24 * time.Hour)
	d.Shell.Redraw()
}

// week is what readiness was so many weeks ago.
func week(back int, low, pass, high float64) actions.ReadyWeek {
	return actions.ReadyWeek{Day: today - quiz.Day(7*back), Readiness: quiz.Readiness{Pass: pass, Low: low, High: high, Answers: 40}}
}

func TestTheChanceToPassIsComparedBeyondChanceAlone(t *testing.T) {
	of := func(weeks ...actions.ReadyWeek) *actions.Readiness {
		return &actions.Readiness{Readiness: quiz.Readiness{Answers: 40}, Blueprint: quiz.Blueprint{Name: "RHIT"}, Weeks: weeks}
	}
	for name, c := range map[string]struct {
		r    *actions.Readiness
		says string
	}{
		"not read":  {nil, "One moment"},
		"too early": {&actions.Readiness{Readiness: quiz.Readiness{Answers: 7}}, "Not yet: it takes 20 first answers to questions of your exam before a chance to pass is told, and there are 7."},
		"one week":  {of(week(0, .4, .6, .8)), "would be about 60 % (likely 40 to 80); from next week on you see"},
		"the same":  {of(week(1, .3, .5, .7), week(0, .4, .6, .8)), "1 week ago it was 50 %, and both may well be the same."},
		"up":        {of(week(9, 0, 0, .1), week(8, .1, .2, .3), week(0, .4, .6, .8)), "clearly more than the 0 % of 9 weeks ago."},
		"down":      {of(week(3, .8, .9, .95), week(0, .4, .6, .7)), "clearly less than the 90 % of 3 weeks ago."},
	} {
		t.Run(name, func(t *testing.T) {
			got := chanceSentence(c.r)
			if !strings.Contains(got, c.says) {
				t.Errorf("says %q; want %q in it", got, c.says)
			}
			if c.r != nil && c.r.Enough() && !strings.HasSuffix(got, "It is an estimate from practice, not a promise.") {
				t.Errorf("promises: %q", got)
			}
		})
	}
}

func TestMockExamsAreComparedBeyondChanceAlone(t *testing.T) {
	of := func(right int) actions.ExamLine {
		return actions.ExamLine{Score: float64(right) / 100, Right: quiz.NewEstimate(right, 100)}
	}
	for says, exams := range map[string][]actions.ExamLine{
		"No mock exam yet.":                 nil,
		"One mock exam so far: 70 % right.": {of(70)},
		"73 % right in the last mock exam, 70 % in the one before: chance alone moves it as much.": {of(20), of(70), of(73)},
		"up from 50 % in the one before: that is more than chance.":                                {of(50), of(70)},
		"down from 90 % in the one before: that is more than chance.":                              {of(90), of(70)},
	} {
		if got := examsSentence(exams); !strings.Contains(got, says) {
			t.Errorf("says %q; want %q in it", got, says)
		}
	}
}

func TestOneMockExamIsSpokenOfAsOne(t *testing.T) {
	for says, r := range map[string]quiz.ReadinessRecord{
		"Before your mock exam it said 29 %, and it was not passed. The score did not lie where it was expected.": {Exams: 1, Said: .29},
		"Before your mock exam it said 81 %, and it was passed. The score lay where it was expected.":             {Exams: 1, Said: .81, Passed: 1, Within: 1},
		"Before your mock exam it said 50 %, and it was near the pass mark. The score lay where it was expected.": {Exams: 1, Said: .5, Passed: .5, Within: 1},
		"Before 2 mock exams it said ": {Exams: 2, Said: .5, Passed: .5, Within: 2},
	} {
		if got := recordSentence(&r); !strings.HasPrefix(got, says) {
			t.Errorf("says %q; want it to begin %q", got, says)
		}
	}
}

func TestWhatWasSaidAndWhatHappenedIsShown(t *testing.T) {
	d := open(t, 60, theme.Options{}, shelltest.Size)
	d.show(readySection)
	d.Sees("No record yet: before each mock exam the chance to pass is kept", "No mock exam yet.", "estimate from practice, not a promise")
	for range 2 {
		d.mock()
	}
	m := &d.screen.model
	if len(m.slow.exams) != 2 || m.slow.exams[0].Said == nil || len(m.ready.Weeks) < 8 {
		t.Fatalf("read %+v", m.slow.exams)
	}
	d.Sees("Before 2 mock exams it said ", "From 5 mock exams on, this says how far it can be trusted.", "right in the last mock exam")
	if rows := m.recordTable().rows; len(rows) != 2 || rows[1][9] != 0. {
		t.Errorf("half right passes: %v", rows)
	}
	for range 3 {
		d.mock()
	}
	d.Sees("Its Brier score is ")
	_, err := d.Act.Set(ctx(), quiz.SettingExam, "")
	d.Must(err)
	d.Shell.Redraw()
	d.Sees("No exam is chosen yet.")
}
