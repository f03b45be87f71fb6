package ask

import (
	"slices"

	"fyne.io/fyne/v2"

	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

// View shows a Model. Draw makes it show the model as it is; what the learner
// does on it changes the model and then calls Changed.
type View struct {
	Model *Model

	Changed func() // something was chosen, struck out or typed
	Submit  func() // Enter in a field

	object   fyne.CanvasObject
	pictures *widgets.Pictures

	flip    *widgets.Flip
	field   *widgets.Entry       // of a card whose answer is typed
	picture *widgets.Labelled    // of a card that asks for a label
	options []*widgets.OptionRow // in the order shown
	typed   *widgets.Typed
	cloze   *widgets.Cloze    // also a table with gaps
	tray    *widgets.Tray     // a term is built
	cutter  *widgets.Cutter   // a term is taken apart
	match   *widgets.Matching // rows get partners
	order   *widgets.Ordering // rows are put in order
	point   *widgets.Pointing // a picture is pointed into
	after   *fyne.Container   // what follows marking: rationale, source
}

// NewView makes the widgets for the model's question.
func NewView(m *Model, changed, submit func()) *View {
	v := &View{Model: m, Changed: changed, Submit: submit, after: widgets.Column(theme.Space8), pictures: widgets.NewPictures(m.Media)}
	q := &m.Question
	if q.Kind == quiz.Flip {
		v.card()
		v.Draw()
		return v
	}
	parts := []fyne.CanvasObject{}
	switch q.Kind {
	case quiz.Cloze, quiz.Table:
		view := widgets.ClozeView
		if q.Kind == quiz.Table {
			view = widgets.TableView
		}
		v.cloze = view(q.Stem, q.Markup, q.Gaps, v.gaps, submit)
		v.cloze.SetAnswers(m.Gaps)
		parts = append(parts, v.cloze)
	default:
		if !q.TakesApart() { // the word to be cut is the stem
			parts = append(parts, v.stem())
		}
	}
	if how := m.Instruction(); how != "" {
		parts = append(parts, widgets.Caption(how))
	}
	switch q.Kind {
	case quiz.Choice, quiz.TrueFalse:
		parts = append(parts, v.rows())
	case quiz.Text, quiz.Number, quiz.Code:
		parts = append(parts, v.typing())
	case quiz.Build:
		parts = append(parts, v.pieces())
	case quiz.Match, quiz.Order, quiz.Hotspot:
		parts = append(parts, v.arranged())
	}
	if m.Failed != nil {
		parts = append(parts, widgets.Note(theme.IconWarning, theme.ColorWrong, widgets.Body("This question cannot be asked: "+m.Failed.Error()+". Leave it out, or correct it in the library.")))
	}
	parts = append(parts, v.after)
	v.object = v.withRecord(widgets.Column(theme.Space16, parts...))
	v.Draw()
	return v
}

// Object is what to put on the page.
func (v *View) Object() fyne.CanvasObject { return v.object }

// Focus puts the cursor where typing belongs, if anywhere.
func (v *View) Focus() {
	switch {
	case v.Model.Result != nil || v.Model.Readonly:
	case v.typed != nil:
		v.typed.Focus()
	case v.cloze != nil:
		v.cloze.Focus()
	case v.field != nil && !v.Model.Shown:
		v.field.Focus()
	case v.tray != nil:
		v.tray.Focus()
	case v.cutter != nil:
		v.cutter.Focus()
	case v.match != nil:
		v.match.Focus()
	case v.order != nil:
		v.order.Focus()
	case v.point != nil:
		v.point.Focus()
	}
}

// Typing reports whether the question is answered by typing, so that letters
// are not keys of the screen.
func (v *View) Typing() bool {
	return v.typed != nil || v.cloze != nil || v.tray != nil || v.cutter != nil || v.match != nil || v.order != nil || v.point != nil || v.field != nil && !v.Model.Shown
}

// Enters reports whether the answer has a button of its own to be handed in
// with, so that the screen needs none.
func (v *View) Enters() bool { return v.typed != nil }

// Draw shows the model as it is.
func (v *View) Draw() {
	m, q := v.Model, &v.Model.Question
	switch {
	case v.flip != nil:
		v.drawCard()
	case v.tray != nil && m.Result != nil:
		v.tray.Close()
	case v.cutter != nil && m.Result != nil:
		v.cutter.Close()
	case v.typed != nil && m.Result != nil:
		v.typed.Mark(verdict(*m.Result), missing(*m.Result))
	case v.cloze != nil && m.Result != nil:
		for i, g := range m.Result.Gaps {
			v.cloze.Mark(i, verdict(g), missing(g))
		}
	case m.Result != nil:
		v.drawArranged()
	}
	for place, row := range v.options {
		at := m.Order[place]
		o := q.Options[at]
		row.SetStruck(m.Result == nil && m.Struck[at])
		row.SetState(optionState(m.StateOf(at), m.Limit() > 1))
		if m.Explain {
			extra := ""
			if slices.Contains(m.Chosen, at) {
				extra = m.Certainty.String()
			}
			row.Explain(o.Feedback, orElse(o.FeedbackMarkup, q.Markup), extra)
		}
	}
	v.after.Objects = nil
	if m.Explain {
		v.after.Objects = v.explanation()
	}
	v.after.Refresh()
	v.object.Refresh()
	v.release()
}

// release takes the cursor out of a field that was closed by marking, for it
// would swallow the key that goes on.
func (v *View) release() {
	c := fyne.CurrentApp().Driver().CanvasForObject(v.object)
	if c == nil || v.Model.Result == nil && !v.Model.Shown {
		return
	}
	if d, ok := c.Focused().(fyne.Disableable); ok && d.Disabled() {
		c.Unfocus()
	}
}

// rows are the options as rows, in the order shown.
func (v *View) rows() fyne.CanvasObject {
	q := &v.Model.Question
	objects := make([]fyne.CanvasObject, len(v.Model.Order))
	for place, at := range v.Model.Order {
		o := q.Options[at]
		row := widgets.NewOptionRow(place, o.Text, orElse(o.Markup, q.Markup), q.Multiple,
			func() { v.Choose(place) }, func() { v.Strike(place) }).Showing(v.pictures)
		v.options = append(v.options, row)
		objects[place] = row
	}
	return widgets.Column(theme.Space8, objects...)
}

// Choose ticks the option at a place.
func (v *View) Choose(place int) {
	if v.Model.Choose(place) {
		v.Draw()
		v.Changed()
	}
}

// Strike crosses the option at a place out.
func (v *View) Strike(place int) {
	if v.Model.Strike(place) {
		v.Draw()
		v.Changed()
	}
}

func (v *View) text(s string) { v.Model.Text = s; v.Changed() }

func (v *View) gaps() { v.Model.Gaps = v.cloze.Answers(); v.Changed() }

// explanation is what stands under a marked question: what would have been
// right where the rows do not say it, the rule, and where it comes from.
func (v *View) explanation() []fyne.CanvasObject {
	m, q := v.Model, &v.Model.Question
	var parts []fyne.CanvasObject
	switch {
	case q.Kind == quiz.Build:
		parts = append(parts, widgets.VerdictLine(verdict(*m.Result), m.Result.Expected))
	case q.Kind == quiz.Hotspot:
		parts = append(parts, widgets.VerdictLine(verdict(*m.Result), m.Result.Expected))
	case v.match != nil || v.order != nil:
		parts = append(parts, widgets.VerdictLine(verdict(*m.Result), shareRight(m.Result)))
	case m.Result.Verdict() == quiz.Partly:
		parts = append(parts, widgets.Row(0, widgets.Chip(m.Result.Reason, theme.ColorClose).WithIcon(theme.IconPartly)))
	}
	if q.Kind == quiz.Text && m.Result.Verdict() == quiz.Wrong && m.Text != "" {
		parts = append(parts, widgets.DifferenceLeft(m.Difference([]string{m.Result.Expected})))
	}
	if v.options == nil && m.Result.Feedback != "" {
		parts = append(parts, widgets.Prose(m.Result.Feedback, v.feedbackMarkup()))
	}
	if q.Kind == quiz.Build {
		parts = append(parts, widgets.TermParts(q.Parts, inPlace(m.Result)))
	}
	if q.Rationale != "" {
		parts = append(parts, widgets.Prose(q.Rationale, orElse(q.RationaleMarkup, q.Markup)).Showing(v.pictures))
	}
	if line := SourceLine(q); line != "" {
		parts = append(parts, widgets.Caption(line))
	}
	return parts
}

// SourceLine is where a question's key comes from, when it was right, and
// whether it is kept out of exams.
func SourceLine(q *quiz.Question) string {
	asOf := ""
	if q.AsOf != "" {
		asOf = "as of " + quiz.Month(q.AsOf)
	}
	return widgets.Sentence(q.Source, asOf, PracticeOnly(q))
}

// PracticeOnly says of a question that no exam asks that it is one; "" of
// others.
func PracticeOnly(q *quiz.Question) string {
	if q.HasTag(quiz.PracticeOnly) {
		return "for practice only, not in exams"
	}
	return ""
}

// optionState is how a row shows a state. several: more than one was to be
// chosen, so that a right one not chosen is a part of the answer missed.
func optionState(s State, several bool) widgets.OptionState {
	switch s {
	case Picked:
		return widgets.OptionChosen
	case ChosenRight:
		return widgets.OptionChosenRight
	case ChosenWrong:
		return widgets.OptionChosenWrong
	case Missed:
		if several {
			return widgets.OptionMissed
		}
		return widgets.OptionRight
	case Other:
		return widgets.OptionWrong
	}
	return widgets.OptionIdle
}

func verdict(r quiz.Result) widgets.Verdict {
	switch r.Verdict() {
	case quiz.Right:
		return widgets.VerdictRight
	case quiz.Partly:
		return widgets.VerdictClose
	}
	return widgets.VerdictWrong
}

// missing is what would have been right, for a gap that is not.
func missing(r quiz.Result) string {
	if r.Verdict() == quiz.Right {
		return ""
	}
	return r.Expected
}

func orElse(m, otherwise quiz.Markup) quiz.Markup {
	if m != "" {
		return m
	}
	return otherwise
}
