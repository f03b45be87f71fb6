package settings

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"chartroom/app/actions"
	"chartroom/quiz"
	"chartroom/quiz/srs"
)

func ctx() context.Context { return context.Background() }

// exam is a credential that can be aimed at.
type exam struct{ Credential, Name string }

// names are what undo calls the settings.
var names = map[string]string{
	quiz.SettingExam:      "exam",
	quiz.SettingExamDate:  "exam date",
	quiz.SettingMinutes:   "minutes a day",
	quiz.SettingNewPerDay: "new cards a day",
	quiz.SettingRetention: "memory aim",
	quiz.SettingRollover:  "start of the day",
	quiz.SettingZone:      "time zone",
	quiz.SettingVariant:   "appearance",
	quiz.SettingTextScale: "text size",
}

// The ranges of the numbers. Minutes and new cards only keep slips of the
// finger out; retention and hours are quiz's own.
const (
	leastMinutes, mostMinutes = 5, 480
	mostNew                   = 500
	leastRetention            = 100 * quiz.MinRetention
	mostRetention             = 100 * quiz.MaxRetention
)

// textSizes are the steps of the text's size, in per cent.
var textSizes = []int{80, 90, 100, 110, 125, 150, 175, 200}

// variants are the looks, and how they are stored.
var variants = []struct{ Word, Value string }{{"As the system", ""}, {"Light", "light"}, {"Dark", "dark"}}

// usZones are offered by the names people use for them.
var usZones = []struct{ Word, Name string }{
	{"Eastern", "America/New_York"}, {"Central", "America/Chicago"}, {"Mountain", "America/Denver"},
	{"Arizona", "America/Phoenix"}, {"Pacific", "America/Los_Angeles"}, {"Alaska", "America/Anchorage"}, {"Hawaii", "Pacific/Honolulu"},
}

// model is the settings as they are in force, and what stands beside the
// fields that can be filled in wrongly.
type model struct {
	act   *actions.Actions
	exams []exam
	date  field
	zone  field
	files files
}

// field is a text that is being typed. Saved is what is in force.
type field struct {
	Saved, Text string
	Note        string // a sentence under the field
	Bad         bool   // Note says why Text is not saved
}

// load takes over what is in force; what is typed and not saved is dropped.
func (m *model) load() {
	m.date, m.zone = field{}, field{}
	m.date.follow(m.act.Setting(quiz.SettingExamDate), dateNote(m.act.Setting(quiz.SettingExamDate), m.act.Today()))
	m.zone.follow(m.act.Setting(quiz.SettingZone), m.zoneNote())
}

// follow takes over what is in force and keeps what is being typed, unless
// just that has changed.
func (m *model) follow() {
	date, zone := m.act.Setting(quiz.SettingExamDate), m.act.Setting(quiz.SettingZone)
	if date != m.date.Saved || m.date.Text == m.date.Saved {
		m.date.follow(date, dateNote(date, m.act.Today()))
	}
	if zone != m.zone.Saved || m.zone.Text == m.zone.Saved {
		m.zone.follow(zone, m.zoneNote())
	}
}

// follow makes a saved text the one in the field.
func (f *field) follow(saved, note string) { *f = field{Saved: saved, Text: saved, Note: note} }

// set saves a setting if it differs from what is in force. The zero receipt
// means that there was nothing to do.
func (m *model) set(key, value string) (actions.Done, error) {
	if m.act.Setting(key) == value {
		return actions.Done{}, nil
	}
	return m.act.SetNamed(ctx(), names[key], key, value)
}

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

// usZone is the place of the zone in force in usZones, -1 for another.
func (m *model) usZone() int {
	for i, z := range usZones {
		if z.Name == m.zone.Saved {
			return i
		}
	}
	return -1
}

// exam is the place of the exam in force in exams, -1 for none of them.
func (m *model) exam() int {
	for i, e := range m.exams {
		if e.Credential == m.act.Setting(quiz.SettingExam) {
			return i
		}
	}
	return -1
}

// variant is the place of the look in force in variants.
func (m *model) variant() int {
	for i, v := range variants {
		if v.Value == m.act.Setting(quiz.SettingVariant) {
			return i
		}
	}
	return 0
}

// textSize is the place in textSizes nearest to the size in force.
func (m *model) textSize() int {
	want, best := 100*textScale(m.act.Setting(quiz.SettingTextScale)), 0
	for i, p := range textSizes {
		if math.Abs(float64(p)-want) < math.Abs(float64(textSizes[best])-want) {
			best = i
		}
	}
	return best
}

// textScale reads the setting; 1 unless it holds a number.
func textScale(value string) float64 {
	if s, err := strconv.ParseFloat(value, 64); err == nil && s > 0 {
		return s
	}
	return 1
}

// setRetention saves a retention given in per cent.
func (m *model) setRetention(percent int) (actions.Done, error) {
	return m.set(quiz.SettingRetention, strconv.FormatFloat(float64(percent)/100, 'g', 4, 64))
}

// retention is the one in force, in per cent.
func (m *model) retention() int { return int(100*m.act.Scheduler().Retention + .5) }

// rollover is the hour at which a study day begins.
func (m *model) rollover() int { return int(m.act.Scheduler().Days.Rollover.Hours() + .5) }

// cost says what a retention, in per cent, costs in forgotten questions and
// in reviews. Intervals follow from the learner's own weights.
func cost(w *srs.Weights, percent int) string {
	one := srs.Memory{Stability: 100, Difficulty: 5} // the ratio does not depend on it
	r := float64(percent) / 100
	usual, mine := w.Interval(one, quiz.DefaultRetention), w.Interval(one, r)
	forgotten := fmt.Sprintf("About %s forgotten when it comes back", oneIn(1-r))
	switch ratio := usual / mine; {
	case ratio > 1.05:
		return fmt.Sprintf("%s; reviews come %.1f times as often as at 90 %%.", forgotten, ratio)
	case ratio < 0.95:
		return fmt.Sprintf("%s; the waits are %.1f times as long as at 90 %%.", forgotten, 1/ratio)
	}
	return forgotten + ": the usual balance of memory and work."
}

// oneIn is a share in words: "1 in 10 is", "3 in 10 are".
func oneIn(share float64) string {
	n := 1 / share
	if n < 4.5 && math.Abs(n-math.Round(n)) > .2 {
		return fmt.Sprintf("%.0f in 100 are", 100*share)
	}
	return fmt.Sprintf("1 in %.0f is", n)
}

// hour is an hour of the day as people say it.
func hour(h int) string {
	switch {
	case h == 0:
		return "midnight"
	case h == 12:
		return "noon"
	}
	return fmt.Sprintf("%d am", h)
}

// dayNote says what the start of the study day means.
func dayNote(h int) string {
	if h == 0 {
		return "Today ends at midnight."
	}
	return fmt.Sprintf("What you answer before %s still counts for the day before.", hour(h))
}

// size is a number of bytes as people read it.
func size(bytes int64) string {
	switch kb := float64(bytes) / 1000; {
	case bytes < 1000:
		return quiz.Count(int(bytes), "byte")
	case kb < 1000:
		return fmt.Sprintf("%.0f kB", kb)
	case kb < 10_000:
		return fmt.Sprintf("%.1f MB", kb/1000)
	case kb < 1_000_000:
		return fmt.Sprintf("%.0f MB", kb/1000)
	default:
		return fmt.Sprintf("%.1f GB", kb/1e6)
	}
}
