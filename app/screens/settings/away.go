package settings

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"chartroom/app/actions"
	"chartroom/quiz"
)

// typeOff takes what is typed as days off, as typeDate does.
func (m *model) typeOff(text string, entered bool) (actions.Done, error) {
	text = strings.TrimSpace(text)
	m.off.Text, m.off.Bad = text, false
	if text == "" && !entered && m.off.Saved != "" {
		m.off.Note = "Press Enter to have no days off."
		return actions.Done{}, nil
	}
	today := m.act.Today()
	spans, problem := readSpans(text, today)
	if problem != "" {
		m.off.Note, m.off.Bad = problem, entered
		return actions.Done{}, nil
	}
	value := formatSpans(spans)
	done, err := m.set(quiz.SettingDaysOff, value)
	if err == nil {
		m.off.Saved, m.off.Note = value, offNote(value, today)
		if entered {
			m.off.Text = value
		}
	}
	return done, err
}

// spansForm says how days off are written.
func spansForm(today quiz.Day) string {
	return fmt.Sprintf("Write days like %s and spans like %s..%s, with commas between.", today+30, today+40, today+44)
}

// readSpans reads days off, or says why they are none.
func readSpans(text string, today quiz.Day) (spans []quiz.Span, problem string) {
	spans, err := quiz.ParseSpans(text)
	if err != nil {
		return nil, spansForm(today)
	}
	for _, s := range spans {
		if s.To > today+lastExamDay || s.From < today-lastExamDay {
			return nil, s.From.String() + " to " + s.To.String() + " is not within ten years. The days off were not changed."
		}
	}
	return spans, ""
}

// formatSpans writes days off as they are stored, in their order.
func formatSpans(spans []quiz.Span) string {
	slices.SortFunc(spans, func(a, b quiz.Span) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) })
	parts := make([]string, len(spans))
	for i, s := range spans {
		if parts[i] = s.From.String(); s.To > s.From {
			parts[i] += ".." + s.To.String()
		}
	}
	return strings.Join(parts, ", ")
}

// offNote says which of the days off are still to come.
func offNote(text string, today quiz.Day) string {
	spans, _ := quiz.ParseSpans(text)
	if len(spans) == 0 {
		return "None. A day off gets no new reviews if another day will do. " + spansForm(today)
	}
	ahead := map[quiz.Day]bool{}
	next := quiz.Day(0)
	for _, s := range spans {
		for d := max(s.From, today); d <= s.To; d++ {
			if ahead[d] = true; next == 0 || d < next {
				next = d
			}
		}
	}
	switch n := len(ahead); {
	case n == 0:
		return "All of these days have passed."
	case next == today && n == 1:
		return "Today is off."
	case next == today:
		return "Today is off, and " + quiz.Count(n-1, "day") + " to come."
	case n == 1:
		return "Off on " + weekdayOf(next) + "."
	default:
		return quiz.Count(n, "day") + " to come, the first on " + weekdayOf(next) + "."
	}
}

// weekdayOf is a day in words.
func weekdayOf(day quiz.Day) string { return day.Date().Format("Monday, 2 January 2006") }

// holiday is a first and a last day that are being typed. Saved is the span in
// force, as it is stored.
type holiday struct {
	Saved, From, To string
	Note            string
	Bad             bool // Note says why the days are not saved
}

// text is what is typed, as it would be stored.
func (h *holiday) text() string {
	if h.From == "" && h.To == "" {
		return ""
	}
	return h.From + ".." + h.To
}

// follow makes a saved span the one in the fields.
func (h *holiday) follow(saved string, today quiz.Day) {
	*h = holiday{Saved: saved, Note: holidayNote(saved, today)}
	if spans, _ := quiz.ParseSpans(saved); len(spans) > 0 {
		h.From, h.To = spans[0].From.String(), spans[0].To.String()
	}
}

// typeHoliday takes what is typed as the first and the last day of a holiday,
// as typeDate does.
func (m *model) typeHoliday(from, to string, entered bool) (actions.Done, error) {
	h, today := &m.holiday, m.act.Today()
	h.From, h.To, h.Bad = strings.TrimSpace(from), strings.TrimSpace(to), false
	whole := len(h.From) == len(time.DateOnly) && len(h.To) == len(time.DateOnly)
	problem := holidayProblem(h.From, h.To, today)
	switch {
	case h.text() == "" && !entered && h.Saved != "":
		h.Note = "Press Enter to have no holiday."
	case problem == "":
		value := h.text()
		done, err := m.set(quiz.SettingHoliday, value)
		if err == nil {
			h.Saved, h.Note = value, holidayNote(value, today)
		}
		return done, err
	default:
		h.Note, h.Bad = problem, entered || whole
	}
	return actions.Done{}, nil
}

// longestHoliday keeps slips of the finger out, in days.
const longestHoliday = 366

// holidayProblem says why two texts are no holiday, or "".
func holidayProblem(from, to string, today quiz.Day) string {
	if from == "" && to == "" {
		return ""
	}
	first, err1 := quiz.ParseDay(from)
	last, err2 := quiz.ParseDay(to)
	switch {
	case err1 == nil && to == "":
		return "Write the last day too."
	case err2 == nil && from == "":
		return "Write the first day too."
	case err1 != nil || err2 != nil:
		return dateForm(today)
	case last < first:
		return "The last day comes before the first. The holiday was not changed."
	case last < today:
		return "Those days have passed. The holiday was not changed."
	case first > today+lastExamDay:
		return "That is more than ten years away. The holiday was not changed."
	case last-first >= longestHoliday:
		return "That is longer than a year. The holiday was not changed."
	}
	return ""
}

// holidayNote says what the holiday in force does.
func holidayNote(saved string, today quiz.Day) string {
	const does = " gets no new reviews; what is due in it already waits, and can be spread over the days after."
	spans, _ := quiz.ParseSpans(saved)
	if len(spans) == 0 {
		return "None. A holiday" + does
	}
	switch s := spans[0]; {
	case s.To < today:
		return "It ended on " + weekdayOf(s.To) + "."
	case s.From <= today:
		return "Until " + weekdayOf(s.To) + ". It" + does
	default:
		return quiz.Count(int(s.To-s.From)+1, "day") + " from " + weekdayOf(s.From) + ". It" + does
	}
}
