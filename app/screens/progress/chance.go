package progress

import (
	"fmt"

	"chartroom/app/actions"
	"chartroom/quiz"
)

// examsShown is how many mock exams are compared at most, the last ones.
const examsShown = 6

// chanceSentence says how the chance to pass has gone, and what it is.
func chanceSentence(r *actions.Readiness) string {
	switch {
	case r == nil:
		return "One moment: your answers are being read."
	case !r.Enough():
		return fmt.Sprintf("Not yet: it takes %d first answers to questions of your exam before a chance to pass is told, and there are %d.", quiz.EnoughAnswers, r.Answers)
	case len(r.Weeks) == 0:
		return "Not yet: from next week on you see which way it goes."
	}
	now := r.Weeks[len(r.Weeks)-1]
	head := fmt.Sprintf("If %s were today, the chance to pass would be about %.0f %% (likely %.0f to %.0f)", r.Blueprint.Name, 100*now.Pass, 100*now.Low, 100*now.High)
	const tail = " It is an estimate from practice, not a promise."
	if len(r.Weeks) == 1 {
		return head + "; from next week on you see which way it goes." + tail
	}
	at := max(len(r.Weeks)-1-readyBack, 0)
	then, ago := r.Weeks[at], quiz.Count(int(now.Day-r.Weeks[at].Day)/7, "week")
	switch {
	case now.Low > then.High:
		head += fmt.Sprintf(", clearly more than the %.0f %% of %s ago.", 100*then.Pass, ago)
	case now.High < then.Low:
		head += fmt.Sprintf(", clearly less than the %.0f %% of %s ago.", 100*then.Pass, ago)
	default:
		head += fmt.Sprintf("; %s ago it was %.0f %%, and both may well be the same.", ago, 100*then.Pass)
	}
	return head + tail
}

// recordOf adds up what was said before mock exams and what happened.
func recordOf(exams []actions.ExamLine) quiz.ReadinessRecord {
	var r quiz.ReadinessRecord
	for _, e := range exams {
		if e.Said != nil {
			r.Add(e.Said, e.Score)
		}
	}
	return r
}

// recordSentence says how the chance to pass that was told has fared.
func recordSentence(r *quiz.ReadinessRecord) string {
	if r.Exams != 1 {
		return r.String()
	}
	passed, where := "was near the pass mark", "did not lie"
	switch r.Passed {
	case 0:
		passed = "was not passed"
	case 1:
		passed = "was passed"
	}
	if r.Within == 1 {
		where = "lay"
	}
	return fmt.Sprintf("Before your mock exam it said %.0f %%, and it %s. The score %s where it was expected. From %d mock exams on, this says how far it can be trusted.",
		100*r.Said, passed, where, quiz.EnoughExams)
}

// examName is a mock exam in a reading.
func (m *model) examName(e *actions.ExamLine) string {
	return fmt.Sprintf("%s, %s", shortDate(m.dayOf(e)), quiz.Count(e.Items, "item"))
}

// dayOf is the study day on which a mock exam began.
func (m *model) dayOf(e *actions.ExamLine) quiz.Day { return m.act.Scheduler().Days.Of(e.Began) }

// lastExams are the mock exams to compare, the oldest first.
func (m *model) lastExams() []actions.ExamLine {
	return m.slow.exams[max(len(m.slow.exams)-examsShown, 0):]
}

// examsSentence compares the last two mock exams.
func examsSentence(exams []actions.ExamLine) string {
	n := len(exams)
	switch n {
	case 0:
		return "No mock exam yet. Each one that you hand in stands here, beside those before."
	case 1:
		return fmt.Sprintf("One mock exam so far: %s right. The next one stands beside it.", percent(exams[0].Score))
	}
	now, then := exams[n-1], exams[n-2]
	switch {
	case !differ(now.Right, then.Right):
		return fmt.Sprintf("%s right in the last mock exam, %s in the one before: chance alone moves it as much.", percent(now.Score), percent(then.Score))
	case now.Right.Share > then.Right.Share:
		return fmt.Sprintf("%s right in the last mock exam, up from %s in the one before: that is more than chance.", percent(now.Score), percent(then.Score))
	}
	return fmt.Sprintf("%s right in the last mock exam, down from %s in the one before: that is more than chance.", percent(now.Score), percent(then.Score))
}

func (m *model) chanceTable() *table {
	t := newTable("chance-to-pass", "day", "answers", "chance", "low", "high", "share_right_expected", "share_low", "share_high")
	if m.ready != nil {
		for _, w := range m.ready.Weeks {
			t.add(w.Day, w.Answers, rounded(w.Pass, 4), rounded(w.Low, 4), rounded(w.High, 4), rounded(w.Score.Mean, 4), rounded(w.Score.Low, 4), rounded(w.Score.High, 4))
		}
	}
	return t
}

func (m *model) recordTable() *table {
	t := newTable("said-and-happened", "exam", "day", "chance_said", "low", "high", "share_right_expected", "share_low", "share_high", "share_right", "passed")
	for i := range m.slow.exams {
		if e := &m.slow.exams[i]; e.Said != nil {
			t.add(e.Title, m.dayOf(e), rounded(e.Said.Pass, 4), rounded(e.Said.Low, 4), rounded(e.Said.High, 4), rounded(e.Said.Score.Mean, 4),
				rounded(e.Said.Score.Low, 4), rounded(e.Said.Score.High, 4), rounded(e.Score, 4), rounded(e.Said.Passed(e.Score), 4))
		}
	}
	return t
}

func (m *model) examsTable() *table {
	t := newTable("mock-exams", "exam", "day", "part", "items", "share_right")
	for i := range m.slow.exams {
		e := &m.slow.exams[i]
		t.add(e.Title, m.dayOf(e), "all that counts", e.Right.Answers, rounded(e.Score, 4))
		for _, d := range e.Domains {
			t.add(e.Title, m.dayOf(e), d.Name, d.Items, rounded(d.Score, 4))
		}
	}
	return t
}
