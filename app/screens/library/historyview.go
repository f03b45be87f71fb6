package library

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

// gave is what the learner answered, short enough for a row.
func gave(q *quiz.Question, a *quiz.Attempt) string {
	r := a.Response
	switch {
	case len(r.Chosen) > 0:
		var parts []string
		for _, i := range r.Chosen {
			if i >= 0 && i < len(q.Options) {
				parts = append(parts, plain(q.Options[i].Text, markupOf(q, q.Options[i].Markup)))
			}
		}
		return strings.Join(parts, "; ")
	case len(r.Gaps) > 0:
		return strings.Join(r.Gaps, "; ")
	}
	return r.Text
}

// kindIcon is the picture of a kind of question.
func kindIcon(k quiz.Kind) theme.IconName {
	switch k {
	case quiz.Flip:
		return theme.IconReview
	case quiz.Choice:
		return theme.IconRadioChecked
	case quiz.TrueFalse:
		return theme.IconPartly
	case quiz.Text, quiz.Cloze, quiz.Table:
		return "edit"
	case quiz.Number, quiz.Code, quiz.Drill:
		return theme.IconCodes
	case quiz.Hotspot:
		return "target"
	case quiz.Essay, quiz.Description:
		return "note"
	}
	return theme.IconPractice
}

// memoryCard says how well the question is remembered, and when it is back.
func memoryCard(d *detail, m *model) fyne.CanvasObject {
	p := d.Progress
	if p.New() {
		return widgets.Card(titled("Your memory", widgets.Muted("Not answered yet, so there is nothing to say.")))
	}
	due := dueWord(p, m.act.Now(), m.act.Today())
	if d.State.Suspended {
		due = "suspended: it does not come back"
	}
	return widgets.Card(widgets.Column(theme.Space8, titled("Your memory", widgets.Heading(quiz.Capital(due))),
		widgets.Body(fmt.Sprintf("It lasts %s.", lastsWord(p.Memory.Stability))),
		widgets.Muted(fmt.Sprintf("Chance to know it today: %.0f %%. Answered %s, forgotten %s.",
			d.Recall*100, times(p.Reps), times(p.Lapses)))))
}

// times is how often: "never", "once", "5 times".
func times(n int) string {
	switch n {
	case 0:
		return "never"
	case 1:
		return "once"
	}
	return quiz.Thousands(n) + " times"
}

// historyLimit is how many answers the page lists.
const historyLimit = 30

// historyCard lists the learner's own answers, the newest first.
func historyCard(d *detail, m *model) fyne.CanvasObject {
	if len(d.Attempts) == 0 {
		return widgets.Card(titled("Your answers", widgets.Muted("None yet. Practise it, or wait until it comes up.")))
	}
	rows := []fyne.CanvasObject{widgets.Overline("Your answers, " + quiz.Thousands(len(d.Attempts)))}
	for i := range d.Attempts[:min(len(d.Attempts), historyLimit)] {
		if i > 0 {
			rows = append(rows, widgets.Divider())
		}
		rows = append(rows, attemptRow(&d.Question, &d.Attempts[i], m.act.Today()))
	}
	if over := len(d.Attempts) - historyLimit; over > 0 {
		rows = append(rows, widgets.Caption(quiz.Count(over, "older answer")+" not shown"))
	}
	return widgets.Card(widgets.Column(theme.Space8, rows...))
}

// attemptRow is one answer: how it went, when, and what was chosen.
func attemptRow(q *quiz.Question, a *quiz.Attempt, today quiz.Day) fyne.CanvasObject {
	v := widgets.VerdictWrong
	switch quiz.VerdictOf(a.Mark) {
	case quiz.Right:
		v = widgets.VerdictRight
	case quiz.Partly:
		v = widgets.VerdictClose
	}
	word := v.Word
	if !a.Marked {
		word = map[bool]string{true: "remembered", false: "forgotten"}[a.Right()]
	}
	sure := ""
	if a.Certainty != quiz.Unsaid {
		sure = a.Certainty.String()
	}
	words := widgets.Column(0, widgets.Strong(widgets.Sentence(quiz.Capital(word), sure)).In(v.Role),
		widgets.Caption(widgets.Sentence(dayWord(a.Day, today), modeWord(a.Mode), "grade "+strings.ToLower(gradeWord(a.Grade)), tookWord(a.Took))))
	if what := gave(q, a); what != "" {
		words.Add(widgets.Muted("“" + what + "”"))
	}
	return widgets.RowTop(theme.Space8, topIcon(v.Icon, v.Role), widgets.Grow(words))
}

// aboutCard are the tags and the place in the file, or nil if there are none.
func aboutCard(q *quiz.Question) fyne.CanvasObject {
	var parts []fyne.CanvasObject
	if len(q.Tags) > 0 {
		var chips []fyne.CanvasObject
		for _, t := range q.Tags {
			chips = append(chips, widgets.Chip(t, theme.ColorMuted))
		}
		parts = append(parts, titled("Tags", widgets.Flow(theme.Space4, chips...)))
	}
	if q.Name != "" && q.Name != q.Stem {
		parts = append(parts, titled("Name in its file", widgets.Muted(q.Name)))
	}
	if q.Category != "" {
		parts = append(parts, titled("Category", widgets.Muted(strings.ReplaceAll(q.Category, "/", " / "))))
	}
	if len(parts) == 0 {
		return nil
	}
	return widgets.Card(widgets.Column(theme.Space12, parts...))
}
