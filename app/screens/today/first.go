package today

import (
	"errors"
	"strconv"

	"chartroom/app/actions"
	"chartroom/quiz"
	"chartroom/storage"
)

// stage is a step of the first run.
type stage uint8

const (
	chooseExam stage = iota
	chooseDate
	chooseMinutes
	beginTaster
)

// minutesOffered are the minutes a day that first run proposes.
var minutesOffered = []int{15, 30, 45, 60, 90}

// firstRun is what a fresh profile has chosen so far. Nothing of it is saved
// before the last step.
type firstRun struct {
	Stage   stage
	Exam    string // credential, e.g. "rhit"
	Date    string // yyyy-mm-dd; empty = no date yet
	Minutes int
	Problem string // why the step is not done
}

// back goes one step back.
func (f *firstRun) back() {
	if f.Stage > chooseExam {
		f.Stage--
	}
	f.Problem = ""
}

// setDate takes what was typed as the exam date and checks it; an empty one is
// fine and means none yet. A wrong one stays to be put right, and the step is
// not done.
func (f *firstRun) setDate(s string, today quiz.Day) error {
	f.Problem, f.Date = "", s
	if s == "" {
		return nil
	}
	day, err := quiz.ParseDay(s)
	switch {
	case err != nil:
		f.Problem = "Write the date as year-month-day, for example " + (today + 60).String() + "."
	case day <= today:
		f.Problem = "That day has passed. Choose a later one, or none."
	default:
		return nil
	}
	return errors.New(f.Problem)
}

// finish saves what was chosen and begins the taster. The questions go round
// the exam's domains, so that the first estimate knows a little of each.
func (m *model) finish() (quiz.Session, actions.Done, error) {
	f := m.first
	for _, s := range [][2]string{{quiz.SettingExam, f.Exam}, {quiz.SettingExamDate, f.Date}, {quiz.SettingMinutes, strconv.Itoa(f.Minutes)}} {
		if _, err := m.act.Set(ctx(), s[0], s[1]); err != nil {
			return quiz.Session{}, actions.Done{}, err
		}
	}
	return m.taster(f.Exam)
}

// taster begins ten questions spread over the exam's domains.
func (m *model) taster(exam string) (quiz.Session, actions.Done, error) {
	var byDomain [][]quiz.QuestionID
	if b := quiz.BlueprintOf(m.blueprints, exam); b != nil {
		for _, d := range b.Domains {
			ids, err := m.act.Reader().Pick(ctx(), storage.Filter{Domain: d.ID, Kinds: []quiz.Kind{quiz.Choice}}, tasterSize, m.act.Draw())
			if err != nil {
				return quiz.Session{}, actions.Done{}, err
			}
			byDomain = append(byDomain, ids)
		}
	}
	return m.act.StartSessionOf(ctx(), quiz.ModeTaster, "First ten questions", roundRobin(byDomain, tasterSize))
}

// roundRobin takes one of each list in turn until there are n or none is left.
func roundRobin(lists [][]quiz.QuestionID, n int) []quiz.QuestionID {
	var out []quiz.QuestionID
	for row := 0; len(out) < n; row++ {
		before := len(out)
		for _, l := range lists {
			if row < len(l) && len(out) < n {
				out = append(out, l[row])
			}
		}
		if len(out) == before {
			break
		}
	}
	return out
}
