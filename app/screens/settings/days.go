package settings

import (
	"fmt"
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"chartroom/app/actions"
	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

// planning is the widgets of the section Days.
type planning struct {
	minutes  [7]*widgets.Number // by week
	eases    [7]*widgets.Segments
	off      *widgets.Entry
	from, to *widgets.Entry
	rollover *widgets.Number
	zone     *widgets.Entry
	zones    *widgets.Segments

	weekNote, offNote, holidayNote, dayNote, zoneNote *note
}

// week is the days of the table, as people plan them: the weekend together.
var week = [7]time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday}

// eases are how much of the reviews a weekday may take.
var eases = []struct {
	Word string
	Ease quiz.Ease
}{{"Usual", quiz.NormalDay}, {"Fewer", quiz.ReducedDay}, {"Hardly any", quiz.MinimumDay}}

// minutesOn is how long the learner studies on a weekday.
func (m *model) minutesOn(day time.Weekday) int { return int(m.act.WeekMinutes()[day] + .5) }

// setMinutesOn gives a weekday minutes of its own. As many as usual are none of
// its own: they follow when the usual ones change.
func (m *model) setMinutesOn(day time.Weekday, minutes int) (actions.Done, error) {
	all := m.act.WeekMinutes()
	all[day] = float64(minutes)
	return m.set(quiz.SettingWeekMinutes, quiz.FormatWeekMinutes(all, float64(m.act.Minutes())))
}

// eases are those in force, Sunday first.
func (m *model) eases() [7]quiz.Ease {
	b, err := quiz.BalanceFrom(map[string]string{quiz.SettingEasyDays: m.act.Setting(quiz.SettingEasyDays)})
	if err != nil { // Set refuses such a value
		return [7]quiz.Ease{}
	}
	return b.Easy
}

// easeOn is the place in eases of a weekday's.
func (m *model) easeOn(day time.Weekday) int { return int(m.eases()[day]) }

func (m *model) setEaseOn(day time.Weekday, i int) (actions.Done, error) {
	all := m.eases()
	all[day] = eases[i].Ease
	return m.set(quiz.SettingEasyDays, quiz.FormatEasyDays(all))
}

// weekNote says what the table adds up to.
func (m *model) weekNote() string {
	total := 0
	for _, day := range week {
		total += m.minutesOn(day)
	}
	note := "In all " + span(total) + " a week."
	if m.eases() == [7]quiz.Ease{} {
		return note
	}
	return note + " Fewer is about half as many reviews as on other days. It counts for reviews to come, not for those that have their day."
}

// span is a number of minutes as people say it.
func span(minutes int) string {
	switch h, m := minutes/60, minutes%60; {
	case h == 0:
		return quiz.Count(m, "minute")
	case m == 0:
		return quiz.Count(h, "hour")
	default:
		return fmt.Sprintf("%d h %d min", h, m)
	}
}

func (s *Screen) buildDays() *section {
	m, p := &s.model, &s.planning
	p.weekNote, p.offNote, p.holidayNote, p.dayNote, p.zoneNote = newNote(), newNote(), newNote(), newNote(), newNote()
	p.off = widgets.NewEntry((m.act.Today() + 30).String(), func(text string) { s.typed(m.typeOff, text, false) })
	p.off.OnEnter = func(text string) { s.typed(m.typeOff, text, true) }
	typed := func(entered bool) func(string) {
		return func(string) {
			s.try(func() (actions.Done, error) { return m.typeHoliday(p.from.Text, p.to.Text, entered) })
		}
	}
	p.from, p.to = widgets.NewEntry("first day", typed(false)), widgets.NewEntry("last day", typed(false))
	p.from.OnEnter, p.to.OnEnter = typed(true), typed(true)
	p.rollover = widgets.Stepper(m.rollover(), 0, int(quiz.MaxRollover.Hours()), 1, "o'clock",
		func(n int) { s.choose(quiz.SettingRollover, strconv.Itoa(n)) })
	words := make([]string, len(usZones))
	for i, z := range usZones {
		words[i] = z.Word
	}
	p.zones = widgets.Segmented(words, m.usZone(), func(i int) { s.choose(quiz.SettingZone, usZones[i].Name) })
	p.zone = widgets.NewEntry("America/New_York", func(text string) { s.typed(m.typeZone, text, false) })
	p.zone.OnEnter = func(text string) { s.typed(m.typeZone, text, true) }
	return newSection("Days", "When you study, when you do not, and where one study day ends.",
		s.buildWeek(),
		widgets.Column(theme.Space8, widgets.Body("Days off"), p.off, p.offNote.object),
		widgets.Column(theme.Space8, widgets.Body("Holiday"),
			widgets.Flow(theme.Space8, width(9, p.from), widgets.Muted("to").OneLine(), width(9, p.to)), p.holidayNote.object),
		noted("A study day begins at", p.rollover, p.dayNote),
		widgets.Column(theme.Space12, noted("Time zone", width(15, p.zone), p.zoneNote), p.zones))
}

// buildWeek is the table of weekdays: a row for each, with its minutes and how
// much of the reviews it may take.
func (s *Screen) buildWeek() fyne.CanvasObject {
	m, p := &s.model, &s.planning
	words := make([]string, len(eases))
	for i, e := range eases {
		words[i] = e.Word
	}
	table := &fyne.Container{Layout: &weekLayout{}}
	for i, day := range week {
		p.minutes[i] = widgets.Stepper(m.minutesOn(day), 0, mostMinutes, 5, "min", func(n int) {
			s.try(func() (actions.Done, error) { return m.setMinutesOn(day, n) })
		})
		p.eases[i] = widgets.Segmented(words, m.easeOn(day), func(k int) {
			s.try(func() (actions.Done, error) { return m.setEaseOn(day, k) })
		})
		table.Objects = append(table.Objects, widgets.Body(day.String()).OneLine(), p.minutes[i], p.eases[i])
	}
	return widgets.Column(theme.Space8, widgets.Body("Minutes of study, and how many reviews come back on each weekday"), table, p.weekNote.object)
}

func (s *Screen) drawDays() {
	m, p := &s.model, &s.planning
	for i, day := range week {
		p.minutes[i].Set(m.minutesOn(day))
		p.eases[i].Set(m.easeOn(day))
	}
	p.weekNote.set(m.weekNote(), false)
	setEntry(p.off, m.off.Text)
	p.offNote.set(m.off.Note, m.off.Bad)
	setEntry(p.from, m.holiday.From)
	setEntry(p.to, m.holiday.To)
	p.holidayNote.set(m.holiday.Note, m.holiday.Bad)
	p.rollover.Set(m.rollover())
	p.dayNote.set(dayNote(m.rollover()), false)
	setEntry(p.zone, m.zone.Text)
	p.zoneNote.set(m.zone.Note, m.zone.Bad)
	p.zones.Set(m.usZone())
}
