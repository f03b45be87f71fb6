package settings

import (
	"fmt"
	"strings"
	"time"

	"chartroom/app/actions"
	"chartroom/quiz"
)

// field is a text that is being typed. Saved is what is in force.
type field struct {
	Saved, Text string
	Note        string // a sentence under the field
	Bad         bool   // Note says why Text is not saved
}

// follow makes a saved text the one in the field.
func (f *field) follow(saved, note string) { *f = field{Saved: saved, Text: saved, Note: note} }

// typeDate takes what is typed as the exam's date. It returns the receipt if
// that is a date which can be saved. entered says that the learner is done
// typing: only then is half a date called wrong.
func (m *model) typeDate(text string, entered bool) (actions.Done, error) {
	text = strings.TrimSpace(text)
	today := m.act.Today()
	m.date.Text, m.date.Bad = text, false
	problem := dateProblem(text, today)
	switch {
	case text == "" && !entered && m.date.Saved != "":
		m.date.Note = "Press Enter to have no date."
		return actions.Done{}, nil
	case problem == "":
		m.date.Note = dateNote(text, today)
		done, err := m.set(quiz.SettingExamDate, text)
		if err == nil {
			m.date.Saved = text
		}
		return done, err
	case !entered && len(text) < len(time.DateOnly):
		m.date.Note = dateForm(today)
		return actions.Done{}, nil
	}
	m.date.Note, m.date.Bad = problem, true
	return actions.Done{}, nil
}

func dateForm(today quiz.Day) string {
	return "Write the date as year-month-day, for example " + (today + 60).String() + "."
}

// lastExamDay is as far ahead as an exam can be set, in days: what is further
// is a slip of the finger.
const lastExamDay = 10 * 366

// dateProblem says why text is no exam date, or "".
func dateProblem(text string, today quiz.Day) string {
	if text == "" {
		return ""
	}
	day, err := quiz.ParseDay(text)
	switch {
	case err != nil && len(text) == len(time.DateOnly):
		return "There is no such day. " + dateForm(today)
	case err != nil:
		return dateForm(today)
	case day < today:
		return "That day has passed. The date was not changed."
	case day > today+lastExamDay:
		return "That is more than ten years away. The date was not changed."
	}
	return ""
}

// dateNote says how far away a date is that is in force.
func dateNote(text string, today quiz.Day) string {
	day, err := quiz.ParseDay(text)
	if err != nil {
		return "No date yet. With one, Today counts the days."
	}
	weekday := day.Date().Format("Monday, 2 January 2006")
	switch days := int(day - today); {
	case days == 0:
		return "Today."
	case days == 1:
		return "Tomorrow, " + weekday + "."
	case days < 0:
		return fmt.Sprintf("%s, %s ago.", weekday, quiz.Count(-days, "day"))
	default:
		return fmt.Sprintf("%s, in %d days.", weekday, days)
	}
}

// typeZone takes what is typed as the name of a time zone, as typeDate does.
func (m *model) typeZone(text string, entered bool) (actions.Done, error) {
	text = strings.TrimSpace(text)
	m.zone.Text, m.zone.Bad = text, false
	if problem := zoneProblem(text); problem != "" {
		m.zone.Note = problem
		m.zone.Bad = entered
		return actions.Done{}, nil
	}
	done, err := m.set(quiz.SettingZone, text)
	if err == nil {
		m.zone.Saved, m.zone.Note = text, m.zoneNote()
	}
	return done, err
}

// zoneProblem says why text is no time zone, or "". An empty one would mean
// UTC, which nobody who empties the field wants.
func zoneProblem(text string) string {
	switch {
	case text == "" || text == "Local":
		return "Write a zone's name, for example America/New_York."
	case !strings.Contains(text, "/") && text != "UTC":
		return "There is no zone of this name. They are written as in America/New_York."
	}
	if _, err := time.LoadLocation(text); err != nil {
		return "There is no zone of this name. They are written as in America/New_York."
	}
	return ""
}

// zoneNote says what time it is in the zone in force.
func (m *model) zoneNote() string {
	if m.act.Setting(quiz.SettingZone) == "" {
		return "None is set yet: days follow Coordinated Universal Time."
	}
	days := m.act.Scheduler().Days
	return "It is " + m.act.Now().In(days.Zone).Format("Monday, 3:04 pm") + " there."
}
