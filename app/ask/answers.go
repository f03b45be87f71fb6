package ask

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

// withRecord puts the record that the question is about beside it, or above it
// where there is less room.
func (v *View) withRecord(question fyne.CanvasObject) fyne.CanvasObject {
	r := v.Model.Record
	if r == nil {
		return widgets.ReadingWidthCentred(question)
	}
	parts := []fyne.CanvasObject{}
	// A name that was made of the text may run its paragraphs together.
	unspaced := func(s string) string { return strings.ReplaceAll(oneLine(s, r.Markup), " ", "") }
	if !strings.HasPrefix(unspaced(r.Stem), strings.TrimSuffix(unspaced(r.Name), "…")) {
		parts = append(parts, widgets.Overline(oneLine(r.Name, r.Markup)))
	}
	text := widgets.ProseWithTables(r.Stem, r.Markup, theme.SizeBody, v.pictures)
	record := widgets.NewPanel(widgets.Column(theme.Space8, append(parts, text)...), theme.ColorRaised, theme.ColorLine, theme.Space12)
	return widgets.Split(theme.Space24, .45, 900, record, question)
}

// stem is what is asked; a table in it is drawn as one.
func (v *View) stem() fyne.CanvasObject {
	q := &v.Model.Question
	return widgets.ProseWithTables(q.Stem, q.Markup, theme.SizeHeading, v.pictures)
}

// Hints are the keys of an answer worth a reminder, as pairs of key and word;
// none where it is chosen or typed.
func (v *View) Hints() []string {
	switch {
	case v.match != nil:
		return []string{"Up Down", "choose a row", "A-Z", "its partner", "Backspace", "take it away", "Enter", "answer"}
	case v.order != nil:
		return []string{"Up Down", "choose a row", "Space", "take hold, let go", "Alt Up Down", "move it", "Enter", "answer"}
	case v.point != nil:
		return []string{"arrows", "move the cross", "Shift", "further", "Enter", "point; then answer"}
	}
	return nil
}

// typing is the field for a word, a number or a code.
func (v *View) typing() fyne.CanvasObject {
	m, q := v.Model, &v.Model.Question
	hand := func(string) { v.Submit() }
	switch {
	case q.Kind == quiz.Code:
		v.typed = widgets.CodeAnswer(codeHint(q), hand)
	case q.Drill != nil:
		v.typed = widgets.TypedAnswer("Type a number.", hand).WithUnit(q.Drill.Unit)
	default:
		v.typed = widgets.TypedAnswer(m.Instruction(), hand)
	}
	v.typed.SetText(m.Text)
	v.typed.Entry().OnChanged = v.text
	return v.typed
}

// codeHint is what stands in the empty field for a code: its set and year, and
// how its codes look.
func codeHint(q *quiz.Question) string {
	set, year := q.CodeSet()
	if set == "" {
		return "a code"
	}
	hint := quiz.CodeSetName(set)
	if year > 0 {
		hint += " " + strconv.Itoa(year)
	}
	switch set {
	case "icd10cm":
		hint += ": 3 to 7 characters"
	case "icd10pcs":
		hint += ": 7 characters"
	case "hcpcs":
		hint += ": a letter and 4 digits"
	}
	return hint
}

// arranged is the answer that is matched, put in order or pointed at.
func (v *View) arranged() fyne.CanvasObject {
	m, q := v.Model, &v.Model.Question
	switch q.Kind {
	case quiz.Match:
		var rows []quiz.Option
		for _, at := range quiz.Matched(q) {
			rows = append(rows, q.Options[at])
		}
		v.match = widgets.MatchingOf(rows, q.Markup, m.Tray, v.pictures, v.Submit)
		v.match.SetAnswers(m.Gaps)
		v.match.OnChanged = func() { m.Gaps = v.match.Answers(); v.Changed() }
		return v.match
	case quiz.Order:
		v.order = widgets.OrderingOf(q.Options, q.Markup, m.Order, v.pictures, v.Submit)
		v.order.SetAnswers(m.Chosen)
		v.order.OnChanged = func() { m.Chosen = v.order.Answers(); v.Changed() }
		return v.order
	}
	picture := q.Picture
	if picture == nil {
		picture = &quiz.Picture{Asked: -1}
	}
	v.point = widgets.PointingInto(picture, v.pictures, v.Submit)
	v.point.SetAnswer(m.Point)
	v.point.OnChanged = func() { m.Point = v.point.Answer(); v.Changed() }
	return v.point
}

// drawArranged shows the verdict of every part of such an answer.
func (v *View) drawArranged() {
	m := v.Model
	for i, g := range m.Result.Gaps {
		switch {
		case v.match != nil:
			v.match.Mark(i, verdict(g), oneLine(missing(g), quiz.Plain))
		case v.order != nil:
			v.order.Mark(i, verdict(g), oneLine(missing(g), m.Question.Markup))
		}
	}
	if v.point != nil {
		v.point.Mark(verdict(*m.Result))
	}
}

// shareRight is how much of an answer of several parts is right, where it is
// neither all nor nothing.
func shareRight(r *quiz.Result) string {
	if r.Verdict() != quiz.Partly {
		return ""
	}
	n := 0
	for _, g := range r.Gaps {
		if g.Verdict() == quiz.Right {
			n++
		}
	}
	return strconv.Itoa(n) + " of " + strconv.Itoa(len(r.Gaps))
}
