package library

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

// editView is the editor: what is typed at the left, the question as it will
// look at the right. It lives until the draft is saved or dropped.
type editView struct {
	screen  *Screen
	draft   *draft
	form    *fyne.Container
	preview *fyne.Container
	problem *fyne.Container
	page    *widgets.Frame
	first   *widgets.Entry
}

func newEditView(s *Screen, d *draft) *editView {
	v := &editView{screen: s, draft: d, form: widgets.Column(theme.Space16), preview: widgets.Column(theme.Space8), problem: widgets.Row(theme.Space8)}
	v.fill()
	v.look()
	head := widgets.Heading("Edit this question")
	if d.before.Kind == quiz.Flip {
		head = widgets.Heading("Edit this card")
	}
	foot := widgets.Column(theme.Space8, v.problem, widgets.Flow(theme.Space12,
		widgets.PrimaryButton("Save", s.saveDraft).WithKey("Ctrl S"), widgets.SecondaryButton("Cancel", s.dropDraft).WithKey("Esc")))
	v.page = widgets.Page(head, widgets.Split(theme.Space24, .52, 720, widgets.Card(v.form), v.preview), foot)
	return v
}

// article is a word with "a" or "an" before it.
func article(word string) string {
	if strings.ContainsRune("aeiou", rune(word[0])) {
		return "an " + word
	}
	return "a " + word
}

// fill builds the form. It runs again when options come or go.
func (v *editView) fill() {
	d := v.draft
	front := "Question"
	if d.before.Kind == quiz.Flip {
		front = "Front"
	}
	entry, stem := v.area(front, d.Stem, 3, func(s string) { d.Stem = s })
	v.first = entry
	parts := []fyne.CanvasObject{stem}
	switch d.before.Kind {
	case quiz.Flip:
		parts = append(parts, v.flip()...)
	case quiz.Choice:
		parts = append(parts, widgets.CheckRow("Several options are right", "The learner ticks all of them.", d.Several, func(on bool) {
			d.Several = on
			if !on {
				v.keepFirstRight()
			}
			v.again()
		}))
	}
	if d.before.Kind != quiz.Flip {
		for i := range d.Options {
			parts = append(parts, v.option(i))
		}
		if !d.fixed() {
			parts = append(parts, widgets.Flow(0, widgets.SecondaryButton("Add "+article(v.noun()), func() {
				if d.add() {
					v.again()
				}
			}).WithIcon(theme.IconPlus)))
		}
		_, why := v.area("Why, whatever was answered", d.Rationale, 3, func(s string) { d.Rationale = s })
		parts = append(parts, why)
	}
	_, source := v.line("Source, with section and year", d.Source, func(s string) { d.Source = s })
	v.form.Objects = append(parts, source)
}

// noun is what the form calls an option.
func (v *editView) noun() string {
	if v.draft.before.Kind == quiz.Choice || v.draft.before.Kind == quiz.TrueFalse {
		return "option"
	}
	return "answer"
}

// keepFirstRight leaves one option right, when only one may be.
func (v *editView) keepFirstRight() {
	for i, o := range v.draft.Options {
		if o.Right {
			v.draft.mark(i, true)
			return
		}
	}
}

func (v *editView) flip() []fyne.CanvasObject {
	d := v.draft
	var parts []fyne.CanvasObject
	for i := range d.Options {
		o := &d.Options[i]
		_, back := v.area("Back", o.Text, 2, func(s string) { o.Text = s })
		parts = append(parts, back)
	}
	_, example := v.area("Example", d.Example, 2, func(s string) { d.Example = s })
	_, said := v.line("Pronunciation, stress in capitals", d.Pronunciation, func(s string) { d.Pronunciation = s })
	return append(parts, example, said)
}

// option is the form of one option: right or not, text, why.
func (v *editView) option(i int) fyne.CanvasObject {
	d := v.draft
	o := &d.Options[i]
	right := widgets.Toggle("right", o.Right, func(on bool) {
		d.mark(i, on)
		v.again()
	})
	head := []fyne.CanvasObject{widgets.Grow(widgets.Strong(d.name(i))), right}
	if !d.fixed() {
		head = append(head, widgets.IconButton("trash", "remove "+d.name(i), func() {
			d.remove(i)
			v.again()
		}))
	}
	parts := []fyne.CanvasObject{widgets.Row(theme.Space8, head...)}
	switch {
	case d.any(i):
		parts = append(parts, widgets.Muted("Any other answer."))
	case d.before.Kind == quiz.TrueFalse:
		parts = append(parts, widgets.Body(o.Text))
	case d.before.Kind == quiz.Number:
		value := v.entry("1250.5", o.Text, func(s string) { o.Text = s })
		within := v.entry("exactly", o.Tolerance, func(s string) { o.Tolerance = s })
		parts = append(parts, widgets.Row(theme.Space8, widgets.Grow(value), widgets.Muted("give or take").OneLine(), widgets.Grow(within)))
	default:
		parts = append(parts, v.box("What it says", o.Text, 1, func(s string) { o.Text = s }))
	}
	parts = append(parts, v.box("Why it is right or wrong", o.Feedback, 1, func(s string) { o.Feedback = s }))
	return widgets.NewPanel(widgets.Column(theme.Space8, parts...), "", theme.ColorLine, theme.Space12)
}

// area is a labelled text of several lines.
func (v *editView) area(label, text string, rows int, set func(string)) (*widgets.Entry, fyne.CanvasObject) {
	e := v.box("", text, rows, set)
	return e, widgets.Column(theme.Space4, widgets.Overline(label), e)
}

// line is a labelled text of one line.
func (v *editView) line(label, text string, set func(string)) (*widgets.Entry, fyne.CanvasObject) {
	e := v.box("", text, 1, func(s string) { set(strings.Join(strings.Fields(s), " ")) })
	return e, widgets.Column(theme.Space4, widgets.Overline(label), e)
}

func (v *editView) box(hint, text string, rows int, set func(string)) *widgets.Entry {
	e := widgets.NewTextArea(hint, rows, nil)
	e.Scroll = fyne.ScrollNone // it grows with its text: the page is the one scroller
	return v.wire(e, text, set)
}

func (v *editView) entry(hint, text string, set func(string)) *widgets.Entry {
	return v.wire(widgets.NewEntry(hint, nil), text, set)
}

func (v *editView) wire(e *widgets.Entry, text string, set func(string)) *widgets.Entry {
	e.Set(text)
	e.OnChanged = func(s string) {
		set(s)
		v.look()
	}
	return e
}

// again builds the form anew and looks.
func (v *editView) again() {
	v.screen.shell.Window.Canvas().Unfocus()
	v.fill()
	v.form.Refresh()
	v.look()
	v.page.Refresh()
}

// look shows the question as it would be, and what keeps it from being saved.
func (v *editView) look() {
	q, err := v.draft.question()
	v.problem.Objects = []fyne.CanvasObject{widgets.NewIcon(theme.IconInfo, theme.ColorMuted), widgets.Grow(widgets.Muted("Saving keeps your progress on this question; Ctrl Z takes it back."))}
	if err != nil {
		v.problem.Objects = []fyne.CanvasObject{widgets.NewIcon(theme.IconWarning, theme.ColorWrong), widgets.Grow(widgets.Body(err.Error()).In(theme.ColorWrong))}
	}
	v.problem.Refresh()
	v.preview.Objects = []fyne.CanvasObject{widgets.Overline("As it will look"), questionCard(&q, v.screen.model.act.Today(),
		widgets.Chip(kindWord(q.Kind), theme.ColorMuted))}
	v.preview.Refresh()
	if v.page != nil {
		v.page.Refresh()
	}
}

// cannotEdit is why the editor does not open.
func cannotEdit(k quiz.Kind) string {
	return fmt.Sprintf("A question of the kind “%s” is changed in its file: export the bank, edit the file, and import it again. Progress stays.", kindWord(k))
}
