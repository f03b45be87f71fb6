package library

import (
	"fmt"

	"fyne.io/fyne/v2"

	"chartroom/app/shell"
	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

// swapView is find and replace: what is looked for, and below it every change
// that would be made.
type swapView struct {
	screen  *Screen
	find    *field
	changes *fyne.Container
	button  *widgets.Button
	told    *widgets.Text
	page    *widgets.Frame
}

func newSwapView(s *Screen) *swapView {
	w := s.model.swap
	v := &swapView{screen: s, changes: widgets.Column(theme.Space8), told: widgets.Muted("")}
	entry := func(hint, text string, set func(string)) *field {
		f := newLine(hint, func(string) { s.replaceNow() })
		f.SetText(text)
		f.OnChanged = func(text string) { set(text); v.look() }
		return f
	}
	v.find = entry("Words to find", w.Find, func(t string) { w.Find = t })
	with := entry("Words to put there", w.With, func(t string) { w.With = t })
	toggles := widgets.Flow(theme.Space24, widgets.Toggle("Capitals count", w.Case, func(on bool) { w.Case = on; v.look() }),
		widgets.Toggle("Whole words", w.Whole, func(on bool) { w.Whole = on; v.look() }))
	head := widgets.Column(theme.Space12, widgets.Row(theme.Space12, widgets.Heading("Find and replace"), widgets.Grow(widgets.Muted("in "+quiz.Count(len(w.all), "question")))),
		widgets.Columns(theme.Space12, 240, widgets.Column(theme.Space4, widgets.Overline("Find"), v.find), widgets.Column(theme.Space4, widgets.Overline("Replace with"), with)), toggles)
	v.button = widgets.PrimaryButton("Replace", s.replaceNow).WithKey("Ctrl Enter")
	v.page = widgets.FixedPage(head, widgets.Scroller(v.changes),
		widgets.Row(theme.Space12, v.button, widgets.SecondaryButton("Cancel", s.leaveSwap).WithKey("Esc"), widgets.Grow(v.told)))
	v.look()
	return v
}

// mostChanges is how many changes are shown one by one.
const mostChanges = 100

// look shows what replacing would do.
func (v *swapView) look() {
	w := v.screen.model.swap
	w.look()
	v.changes.Objects = nil
	for i := range w.changes[:min(len(w.changes), mostChanges)] {
		v.changes.Add(v.change(&w.changes[i]))
	}
	if over := len(w.changes) - mostChanges; over > 0 {
		v.changes.Add(widgets.Caption(quiz.Count(over, "more question") + " like these"))
	}
	if w.Find != "" && len(w.changes) == 0 {
		v.changes.Add(widgets.Muted("These words stand nowhere in the questions, or nothing would change."))
	}
	if w.left > 0 {
		v.changes.Add(widgets.Note(theme.IconWarning, theme.ColorClose, widgets.Body(fmt.Sprintf("%s left out: changed like this they could not be asked any more.", quiz.Count(w.left, "question"))).In(theme.ColorClose)))
	}
	v.count()
	v.changes.Refresh()
	v.page.Refresh()
}

// count says how many questions would change.
func (v *swapView) count() {
	n := len(v.screen.model.swap.chosen())
	v.button.SetText("Replace in " + quiz.Count(n, "question"))
	v.button.SetEnabled(n > 0)
	v.told.SetText("")
	if n > 0 {
		v.told.SetText("One step; Ctrl Z takes all of it back. Progress stays.")
	}
}

// change is one question with its changes, which can be left out.
func (v *swapView) change(c *change) fyne.CanvasObject {
	w, id := v.screen.model.swap, c.after.ID
	parts := []fyne.CanvasObject{widgets.Toggle(c.title, !w.off[id], func(on bool) {
		w.off[id] = !on
		v.count()
	})}
	for i := range c.texts {
		parts = append(parts, marked(c.texts[i].name, c.texts[i].runs))
	}
	return widgets.Card(widgets.Column(theme.Space8, parts...))
}

// differing shows how a text changed: what went has a line through it, what
// came a line under it.
func differing(name, before, after string) fyne.CanvasObject {
	return marked(name, quiz.Diff(before, after, quiz.Tolerance{}))
}

func marked(name string, runs []quiz.Run) fyne.CanvasObject {
	var spans []widgets.Span
	for i, r := range runs {
		s := widgets.Span{Text: r.Want, Start: widgets.Inline}
		switch r.Kind {
		case quiz.Missing:
			s.Mark = widgets.MissingMark
		case quiz.Extra:
			s.Text, s.Mark = r.Given, widgets.ExtraMark
		}
		if i == 0 {
			s.Start = widgets.Paragraph
		}
		spans = append(spans, s)
	}
	text := widgets.Body("")
	text.SetSpans(spans)
	return widgets.Column(2, widgets.Caption(name), widgets.ReadingWidth(text))
}

func (s *Screen) replacePage() fyne.CanvasObject {
	if s.swap == nil {
		s.swap = newSwapView(s)
	}
	return s.swap.page
}

// findAndReplace opens find and replace.
func (s *Screen) findAndReplace() {
	s.swap = nil
	s.turn(s.model.openSwap())
	if s.swap != nil {
		s.swap.find.Focus()
	}
}

// replaceNow replaces what is ticked.
func (s *Screen) replaceNow() {
	if s.model.page != replacing {
		return
	}
	done, err := s.model.replace()
	if p, ok := err.(problem); ok {
		s.shell.Say(string(p))
		return
	}
	if err != nil && s.model.swap != nil {
		s.shell.Fail(err)
		return
	}
	s.swap = nil
	s.shell.Window.Canvas().Unfocus()
	s.shell.Did(done)
	s.turn(err)
}

func (s *Screen) leaveSwap() {
	s.swap = nil
	s.turn(s.model.leaveSwap())
}

func (s *Screen) replacingKeys() []shell.Key {
	return []shell.Key{
		{Name: "Ctrl Enter", Does: "replace what is ticked", Do: s.replaceNow},
		{Name: fyne.KeyReturn, Do: s.replaceNow},
		{Rune: '/', Does: "the words to find", Do: func() { s.swap.find.Focus() }},
		{Name: fyne.KeyEscape, Does: "back", Do: s.leaveSwap},
	}
}
