package settings

import (
	"context"
	"math"
	"strconv"

	"chartroom/app/actions"
	"chartroom/quiz"
)

func ctx() context.Context { return context.Background() }

// exam is a credential that can be aimed at.
type exam struct{ Credential, Name string }

// names are what undo calls the settings.
var names = map[string]string{
	quiz.SettingExam:        "exam",
	quiz.SettingExamDate:    "exam date",
	quiz.SettingMinutes:     "minutes a day",
	quiz.SettingNewPerDay:   "new cards a day",
	quiz.SettingWeekMinutes: "a weekday's minutes",
	quiz.SettingEasyDays:    "a weekday's reviews",
	quiz.SettingDaysOff:     "days off",
	quiz.SettingHoliday:     "holiday",
	quiz.SettingOrder:       "order of reviews",
	quiz.SettingReviews:     "most reviews a day",
	quiz.SettingBury:        "related questions",
	quiz.SettingBalance:     "even days",
	quiz.SettingLeech:       "leeches",
	quiz.SettingRetention:   "memory aim",
	quiz.SettingRollover:    "start of the day",
	quiz.SettingZone:        "time zone",
	quiz.SettingVariant:     "appearance",
	quiz.SettingTextScale:   "text size",
}

// The ranges of the numbers. Minutes, cards and reviews only keep slips of the
// finger out; retention and hours are quiz's own.
const (
	leastMinutes, mostMinutes = 5, 480
	mostNew                   = 500
	mostReviews               = 2000
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
	act     *actions.Actions
	exams   []exam
	date    field
	zone    field
	off     field
	holiday holiday
	work    work
	files   files
}

// load takes over what is in force; what is typed and not saved is dropped.
func (m *model) load() {
	m.date, m.zone, m.off, m.holiday, m.work = field{}, field{}, field{}, holiday{}, work{}
	m.follow()
}

// follow takes over what is in force and keeps what is being typed, unless
// just that has changed.
func (m *model) follow() {
	today := m.act.Today()
	if date := m.act.Setting(quiz.SettingExamDate); date != m.date.Saved || m.date.Text == m.date.Saved {
		m.date.follow(date, dateNote(date, today))
	}
	if zone := m.act.Setting(quiz.SettingZone); zone != m.zone.Saved || m.zone.Text == m.zone.Saved {
		m.zone.follow(zone, m.zoneNote())
	}
	if off := m.act.Setting(quiz.SettingDaysOff); off != m.off.Saved || m.off.Text == m.off.Saved {
		m.off.follow(off, offNote(off, today))
	}
	if span := m.act.Setting(quiz.SettingHoliday); span != m.holiday.Saved || m.holiday.text() == m.holiday.Saved {
		m.holiday.follow(span, today)
	}
}

// set saves a setting if it differs from what is in force. The zero receipt
// means that there was nothing to do.
func (m *model) set(key, value string) (actions.Done, error) {
	if m.act.Setting(key) == value {
		return actions.Done{}, nil
	}
	return m.act.SetNamed(ctx(), names[key], key, value)
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
