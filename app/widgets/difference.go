package widgets

import (
	"fyne.io/fyne/v2"

	"chartroom/app/theme"
	"chartroom/quiz"
)

// Difference shows a typed answer against the right one: what is missing with
// a line under it, what is too much with a line through it, and both in words
// below.
func Difference(runs []quiz.Run) *fyne.Container {
	return Column(theme.Space4, differenceText(runs).Centred(), Caption(quiz.DiffWords(runs)).Centred())
}

// DifferenceLeft is Difference at the left, under a question.
func DifferenceLeft(runs []quiz.Run) *fyne.Container {
	return Column(theme.Space4, differenceText(runs), Caption(quiz.DiffWords(runs)))
}

func differenceText(runs []quiz.Run) *Text {
	t := newText("", theme.SizeHeading, theme.ColorText, false)
	var spans []Span
	for _, r := range runs {
		s := Span{Text: r.Want, Start: Inline}
		switch r.Kind {
		case quiz.Missing:
			s.Mark = MissingMark
		case quiz.Extra:
			s.Text, s.Mark = r.Given, ExtraMark
		}
		if len(spans) == 0 {
			s.Start = Paragraph
		}
		spans = append(spans, s)
	}
	t.SetSpans(spans)
	return t
}
