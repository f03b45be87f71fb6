package careers

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/content/career"
	"chartroom/quiz"
)

// listDetails is a list of things to do, with boxes, dates and what to write
// down.
func (s *Screen) listDetails(at place, l *career.List) details {
	subject := at.subject()
	d := details{title: l.Title, stamp: l.Stamp}
	if l.Text != "" {
		d.left = append(d.left, widgets.Card(prose(l.Text)))
	}
	if len(l.Items) > 0 {
		count := widgets.Caption("")
		bar := widgets.ProgressBar(0)
		rows := []fyne.CanvasObject{count, bar}
		for _, i := range l.Items {
			rows = append(rows, s.checkRow(subject, i))
		}
		s.keep(func() {
			n := s.model.done(at.part, l)
			count.SetText(fmt.Sprintf("%d of %d done. Keys 1 to 9 tick, and take it back.", n, len(l.Items)))
			bar.Set(float64(n) / float64(len(l.Items)))
		})
		d.left = append(d.left, card("To do", widgets.Column(theme.Space4, rows...)))
	}
	if len(l.Dates) > 0 {
		var rows []fyne.CanvasObject
		for _, name := range l.Dates {
			rows = append(rows, s.dateRow(subject, name))
		}
		d.right = append(d.right, card("Dates", widgets.Column(theme.Space8, rows...)))
	}
	if len(l.Notes) > 0 {
		d.right = append(d.right, card("Worth writing down", bullets(l.Notes), widgets.Row(0, widgets.SecondaryButton("Write a note", s.note).WithIcon("note"))))
	}
	return d
}

// checkRow is a thing to do, with the day on which it was done.
func (s *Screen) checkRow(subject string, i career.Item) fyne.CanvasObject {
	row := widgets.Toggle(i.Text, false, func(bool) { s.tick(subject, i.ID) })
	when := widgets.Caption("").OneLine()
	s.keep(func() {
		day := s.model.jotted(subject, "done:"+i.ID)
		row.Set(day != "")
		when.SetText(dated(day))
	})
	return widgets.Row(theme.Space8, widgets.Grow(row), when)
}

// tick notes that a thing was done today, or takes that back.
func (s *Screen) tick(subject, id string) {
	value := s.model.today()
	if s.model.jotted(subject, "done:"+id) != "" {
		value = ""
	}
	s.jot("tick", quiz.Jotting{Subject: subject, Field: "done:" + id, Value: value})
}

// dateRow is a date to keep.
func (s *Screen) dateRow(subject, name string) fyne.CanvasObject {
	set := widgets.SecondaryButton("", func() { s.setDate(subject, name) }).WithIcon("calendar")
	s.keep(func() {
		if day := s.model.jotted(subject, "date:"+name); day != "" {
			set.SetText(dated(day))
		} else {
			set.SetText("Set a date")
		}
	})
	return widgets.Row(theme.Space8, widgets.Grow(widgets.Body(name)), set)
}

// setDate asks for a date.
func (s *Screen) setDate(subject, name string) {
	before := s.model.jotted(subject, "date:"+name)
	hint := "2027-03-31; nothing takes it away"
	if before != "" {
		hint = before + "; nothing takes it away"
	}
	s.shell.AskLine(name, hint, "Keep the date", func(text string) error {
		text = strings.TrimSpace(text)
		if err := checkDate(text); err != nil {
			return err
		}
		s.jot("date", quiz.Jotting{Subject: subject, Field: "date:" + name, Value: text})
		return nil
	})
}

// nextDate asks for the first date of the page that is not set.
func (s *Screen) nextDate() {
	at := s.model.at
	l := s.model.list(at)
	if l == nil || len(l.Dates) == 0 {
		return
	}
	name := l.Dates[0]
	for _, d := range l.Dates {
		if s.model.jotted(at.subject(), "date:"+d) == "" {
			name = d
			break
		}
	}
	s.setDate(at.subject(), name)
}

// number is what a digit does on the page: it ticks a thing, or rates a skill.
func (s *Screen) number(n int) {
	at := s.model.at
	switch at.part {
	case "skill":
		if n <= len(ratings) {
			s.rate(at.id, n-1)
		}
	case "planner", "list":
		if l := s.model.list(at); l != nil && n <= len(l.Items) {
			s.tick(at.subject(), l.Items[n-1].ID)
		}
	}
}
