package library

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"chartroom/app/ask"
	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

// questionCard shows a question with all that belongs to it: options with
// what is right, rationale, source. chips stand above; they may be nil.
func questionCard(q *quiz.Question, today quiz.Day, chips ...fyne.CanvasObject) fyne.CanvasObject {
	var parts []fyne.CanvasObject
	if len(chips) > 0 {
		parts = append(parts, widgets.Flow(theme.Space8, chips...))
	}
	parts = append(parts, widgets.ReadingWidth(widgets.Stem(stemText(q), q.Markup)))
	parts = append(parts, answers(q)...)
	if q.Rationale != "" {
		parts = append(parts, titled("Why", widgets.ReadingWidth(widgets.Prose(q.Rationale, rationaleMarkup(q)))))
	}
	return widgets.Card(widgets.Column(theme.Space16, append(parts, sourceLine(q, today)...)...))
}

// stemText is the stem, with a line for every gap of a cloze.
func stemText(q *quiz.Question) string {
	text := q.Stem
	for i := range q.Gaps {
		text = strings.ReplaceAll(text, fmt.Sprintf("{{%d}}", i+1), fmt.Sprintf("____ (%d)", i+1))
	}
	return text
}

func rationaleMarkup(q *quiz.Question) quiz.Markup {
	if q.RationaleMarkup != "" {
		return q.RationaleMarkup
	}
	return q.Markup
}

func feedbackMarkup(q *quiz.Question, o *quiz.Option) quiz.Markup {
	if o.FeedbackMarkup != "" {
		return o.FeedbackMarkup
	}
	return q.Markup
}

// titled is a part of a card under a small title.
func titled(title string, content fyne.CanvasObject) fyne.CanvasObject {
	return widgets.Column(theme.Space4, widgets.Overline(title), content)
}

// answers are the options as rows, by kind.
func answers(q *quiz.Question) []fyne.CanvasObject {
	switch q.Kind {
	case quiz.Choice, quiz.TrueFalse:
		return offered(q)
	case quiz.Flip:
		return back(q)
	case quiz.Hotspot, quiz.Drill:
		return ruled(q)
	case quiz.Cloze, quiz.Table:
		var rows []fyne.CanvasObject
		for i, g := range q.Gaps {
			rows = append(rows, titled(fmt.Sprintf("Gap %d, %s", i+1, kindWord(g.Kind)), widgets.Column(theme.Space8, accepted(q, g.Options)...)))
		}
		return rows
	case quiz.Build:
		rows := []fyne.CanvasObject{titled("Pieces", widgets.TermParts(q.Parts, nil))}
		for _, o := range q.Options {
			rows = append(rows, answerRow(theme.IconCross, theme.ColorWrong, o.Text+" · does not belong", o.Feedback))
		}
		return rows
	case quiz.Match:
		var rows []fyne.CanvasObject
		for _, o := range q.Options {
			rows = append(rows, answerRow(theme.IconTick, theme.ColorRight, widgets.PlainText(o.Text, markupOf(q, o.Markup))+" – "+o.Partner, ""))
		}
		return rows
	case quiz.Order:
		var rows []fyne.CanvasObject
		for i, o := range q.Options {
			rows = append(rows, answerRow(theme.IconTick, theme.ColorRight, fmt.Sprintf("%d. %s", i+1, widgets.PlainText(o.Text, markupOf(q, o.Markup))), ""))
		}
		return rows
	}
	return accepted(q, q.Options)
}

// offered are the options of a choice: letters, which is right, and why.
func offered(q *quiz.Question) []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for i := range q.Options {
		o := &q.Options[i]
		row := widgets.NewOptionRow(i, o.Text, markupOf(q, o.Markup), false, nil, nil)
		row.SetState(widgets.OptionWrong)
		why := o.Feedback
		switch {
		case o.Fraction >= 1 || q.Multiple && o.Fraction > 0:
			row.SetState(widgets.OptionRight)
		case o.Fraction > 0:
			why = strings.TrimSpace(fmt.Sprintf("Earns %.0f %%. %s", o.Fraction*100, why))
		}
		row.Explain(why, feedbackMarkup(q, o), "")
		rows = append(rows, row)
	}
	return []fyne.CanvasObject{widgets.Column(theme.Space8, rows...)}
}

// back is a flashcard's other side.
func back(q *quiz.Question) []fyne.CanvasObject {
	var parts []fyne.CanvasObject
	if q.Pronunciation != "" {
		parts = append(parts, widgets.Row(theme.Space8, widgets.NewIcon("sound", theme.ColorMuted), widgets.Muted(q.Pronunciation)))
	}
	if q.Picture != nil && q.Picture.Asked < len(q.Picture.Regions) {
		parts = append(parts, titled("Picture", widgets.Muted(fmt.Sprintf("%s Asked for: %s.", q.Picture.Alt, q.Picture.Regions[q.Picture.Asked].Label))))
	}
	if q.Typed {
		parts = append(parts, widgets.Row(0, widgets.Chip("the answer is typed", theme.ColorMuted)))
	}
	parts = append(parts, widgets.Divider())
	for i := range q.Options {
		o := &q.Options[i]
		parts = append(parts, titled("Answer", widgets.ReadingWidth(widgets.Stem(o.Text, markupOf(q, o.Markup)))))
	}
	if q.Example != "" {
		parts = append(parts, titled("Example", widgets.ReadingWidth(widgets.Prose(q.Example, q.Markup))))
	}
	return parts
}

// accepted are answers that are typed: what is taken, and what it earns.
func accepted(q *quiz.Question, options []quiz.Option) []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for i := range options {
		o := &options[i]
		text := widgets.PlainText(o.Text, markupOf(q, o.Markup))
		switch {
		case o.Any:
			text = "any other answer"
		case o.Tolerance > 0:
			text = fmt.Sprintf("%s, give or take %s", plainNumber(o.Value), plainNumber(o.Tolerance))
		case q.Kind == quiz.Number && text == "":
			text = plainNumber(o.Value)
		}
		feedback := widgets.PlainText(o.Feedback, feedbackMarkup(q, o))
		switch {
		case o.Fraction >= 1:
			rows = append(rows, answerRow(theme.IconTick, theme.ColorRight, text+" · right", feedback))
		case o.Fraction > 0:
			rows = append(rows, answerRow(theme.IconPartly, theme.ColorClose, fmt.Sprintf("%s · partly right, %.0f %%", text, o.Fraction*100), feedback))
		default:
			rows = append(rows, answerRow(theme.IconCross, theme.ColorWrong, text+" · wrong", feedback))
		}
	}
	return rows
}

func answerRow(icon theme.IconName, role fyne.ThemeColorName, text, why string) fyne.CanvasObject {
	words := widgets.Column(theme.Space4, widgets.Strong(text))
	if why != "" {
		words.Add(widgets.Muted(why))
	}
	return widgets.NewPanel(widgets.RowTop(theme.Space12, topIcon(icon, role), widgets.Grow(words)), theme.Soft(role), "", theme.Space12)
}

// topIcon is an icon beside the first line of a text.
func topIcon(icon theme.IconName, role fyne.ThemeColorName) fyne.CanvasObject {
	return widgets.Pad(1, 0, 0, 0, widgets.Column(0, widgets.NewIcon(icon, role)))
}

// sourceLine says where the key comes from and until when it can be trusted.
func sourceLine(q *quiz.Question, today quiz.Day) []fyne.CanvasObject {
	var parts []string
	if q.Source != "" {
		parts = append(parts, q.Source)
	}
	if q.AsOf != "" {
		parts = append(parts, "as of "+monthWord(q.AsOf))
	}
	out := []fyne.CanvasObject{}
	if q.ReviewBy != "" && !stale(q.ReviewBy, today) {
		parts = append(parts, "to be checked again by "+monthWord(q.ReviewBy))
	}
	if only := ask.PracticeOnly(q); only != "" {
		parts = append(parts, only)
	}
	if len(parts) > 0 {
		out = append(out, widgets.Caption(widgets.Sentence(parts...)))
	}
	if stale(q.ReviewBy, today) {
		out = append(out, widgets.Note(theme.IconWarning, theme.ColorClose, widgets.Body(
			"This was to be checked again by "+monthWord(q.ReviewBy)+". Look at the source before you rely on it.").In(theme.ColorClose)))
	}
	return out
}

// plain is a text from a question file as one line.
func plain(text string, m quiz.Markup) string {
	return strings.Join(strings.Fields(widgets.PlainText(text, m)), " ")
}
