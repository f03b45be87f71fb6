package ask

import (
	"strings"

	"fyne.io/fyne/v2"

	"chartroom/app/widgets"
	"chartroom/quiz"
	"chartroom/quiz/srs"
)

// card makes a flashcard: its face, the picture that is asked about, and the
// field for an answer that is typed.
func (v *View) card() {
	m, q := v.Model, &v.Model.Question
	v.flip = widgets.FlipCard().Showing(v.pictures)
	v.object = v.flip
	if q.Picture != nil {
		v.picture = widgets.LabelledPicture(q.Picture, v.pictures)
		v.flip.Between(v.picture)
	}
	if m.Typed() {
		v.field = widgets.NewEntry("Type the answer.", nil)
		v.field.Set(m.Text)
		v.field.OnChanged = v.text
		v.field.OnEnter = func(string) { v.Submit() }
		v.flip.Field(v.field)
	}
}

// drawCard shows the card as it is.
func (v *View) drawCard() {
	m, q := v.Model, &v.Model.Question
	v.flip.Set(face(q), m.Shown)
	if v.picture != nil {
		v.picture.Reveal(m.Shown)
	}
	if v.field != nil && m.Shown {
		v.field.Disable()
		v.flip.Differ(m.Difference(accepted(q)))
	}
}

// Suggested is the grade that a typed answer speaks for, once the back is on
// show; 0 = none.
func (m *Model) Suggested() srs.Grade {
	if !m.Typed() || !m.Shown {
		return 0
	}
	return quiz.SuggestGrade(m.Difference(accepted(&m.Question)))
}

// accepted are the answers that a typed card takes, as they are typed.
func accepted(q *quiz.Question) []string {
	var out []string
	for _, a := range q.Accepted() {
		out = append(out, oneLine(a, q.Markup))
	}
	return out
}

func oneLine(text string, m quiz.Markup) string {
	return strings.Join(strings.Fields(widgets.PlainText(text, m)), " ")
}

// Spoken is what there is to hear of a question: what is asked, and once it is
// on show the answer.
func (m *Model) Spoken() string {
	q := &m.Question
	var holes []quiz.Gap
	for _, g := range q.Gaps { // a hole is a pause
		g.Options = []quiz.Option{{Text: ", … ,"}}
		holes = append(holes, g)
	}
	front := oneLine(quiz.Filled(q.Stem, holes), q.Markup)
	switch {
	case m.Shown && len(q.Gaps) > 0:
		return oneLine(quiz.Filled(q.Stem, q.Gaps), q.Markup)
	case m.Shown && len(q.Options) > 0:
		return front + ". " + oneLine(q.Options[0].Text, orElse(q.Options[0].Markup, q.Markup))
	}
	return front
}

// face is a flashcard as its widget shows it. A card with gaps shows its back
// in them; what more its back says stands below.
func face(q *quiz.Question) widgets.Face {
	f := widgets.Face{Caption: caption(q), Front: q.Stem, FrontMarkup: q.Markup,
		Example: example(q), ExampleMarkup: q.Markup, Source: SourceLine(q)}
	if len(q.Options) > 0 {
		f.Back, f.BackMarkup = q.Options[0].Text, orElse(q.Options[0].Markup, q.Markup)
	}
	for i := range q.Gaps {
		f.Holes = append(f.Holes, widgets.Hole{Words: oneLine(quiz.Hidden(&q.Gaps[i]), q.Markup), Hint: oneLine(q.Gaps[i].Hint, q.Markup)})
	}
	if extra, ok := q.ClozeExtra(); ok {
		f.Back = extra
	}
	return f
}

// example is what stands under the back: how it is used, and how that is said.
// Before the card is turned a pronunciation would give the answer away.
func example(q *quiz.Question) string {
	if q.Pronunciation == "" {
		return q.Example
	}
	return strings.TrimSpace(q.Example + " [" + q.Pronunciation + "]")
}

// caption is the question that a short front leaves unsaid.
func caption(q *quiz.Question) string {
	switch {
	case strings.HasSuffix(q.Stem, "?"):
		return ""
	case len(q.Gaps) == 1:
		return "What belongs in the gap?"
	case len(q.Gaps) > 1:
		return "What belongs in the gaps?"
	case q.Tag("subject") == "abbreviations":
		return "What does it stand for?"
	case strings.HasSuffix(q.Key, quiz.BackSuffix) && q.Tag("subject") == "word-parts":
		return "Which word part means this?"
	case strings.HasSuffix(q.Key, quiz.BackSuffix):
		return "What is the word for it?"
	case q.Typed: // a meaning, or the word for one: the field says what to do
		return ""
	}
	return "What does it mean?"
}

// pieces is what a term is built from, or what it is cut into.
func (v *View) pieces() fyne.CanvasObject {
	m := v.Model
	taken := func(answers func() []string) func() {
		return func() { m.Gaps = answers(); v.Changed() }
	}
	if m.Question.TakesApart() {
		v.cutter = widgets.NewCutter(oneLine(m.Question.Stem, m.Question.Markup), v.Submit)
		v.cutter.OnChanged = taken(v.cutter.Answers)
		v.cutter.SetAnswers(m.Gaps)
		return v.cutter
	}
	v.tray = widgets.TrayOf(m.Tray, v.Submit)
	v.tray.OnChanged = taken(v.tray.Answers)
	v.tray.SetAnswers(m.Gaps)
	return v.tray
}

// inPlace says of every piece of a term whether it stood in its place.
func inPlace(r *quiz.Result) []bool {
	right := make([]bool, len(r.Gaps))
	for i, g := range r.Gaps {
		right[i] = g.Verdict() == quiz.Right
	}
	return right
}

// feedbackMarkup is how the reason for a mark is written: our own words are
// plain.
func (v *View) feedbackMarkup() quiz.Markup {
	switch q := &v.Model.Question; q.Kind {
	case quiz.Build, quiz.Order, quiz.Hotspot:
		return quiz.Plain
	case quiz.Code, quiz.Number:
		for _, o := range q.Options {
			if o.Feedback == v.Model.Result.Feedback {
				return orElse(o.FeedbackMarkup, q.Markup)
			}
		}
		return quiz.Plain
	}
	return v.Model.Question.Markup
}
