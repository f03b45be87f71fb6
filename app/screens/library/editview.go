package library

import (
	"slices"

	"fyne.io/fyne/v2"

	"chartroom/app/ask"
	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/content/lint"
	"chartroom/quiz"
)

// editView is the editor: what is typed at the left; at the right the question
// as the learner will see it, and what the rules of writing say. It lives until
// the draft is saved or dropped.
type editView struct {
	screen  *Screen
	draft   *draft
	form    *fyne.Container
	preview *fyne.Container
	problem *fyne.Container
	panes   *panes
	page    *widgets.Frame

	first   *field // the question's text
	tag     *field // a tag to add
	fields  []*field
	last    *field // that had the cursor last
	answers bool   // the preview shows the answers

	findings []lint.Finding
}

func newEditView(s *Screen, d *draft) *editView {
	v := &editView{screen: s, draft: d, form: widgets.Column(theme.Space16), preview: widgets.Column(theme.Space12), problem: widgets.Row(theme.Space8)}
	v.fill()
	v.panes = newPanes(widgets.Card(v.form), widgets.Pad(theme.Space4, 0, 0, 0, v.preview), func() []*field { return v.fields })
	v.look()
	foot := widgets.Column(theme.Space8, v.problem, widgets.Flow(theme.Space12, v.buttons()...))
	v.page = widgets.FixedPage(v.head(), v.panes.object, foot)
	return v
}

// head says what is written, and where.
func (v *editView) head() fyne.CanvasObject {
	what := "question"
	if v.draft.before.Kind == quiz.Flip {
		what = "card"
	}
	title := "Edit this " + what
	if v.draft.fresh {
		title = "New " + what
	}
	bank := ""
	if b := v.screen.model.bank(v.draft.before.Bank); b != nil {
		bank = shorten(b.Name, 50)
	}
	return widgets.Row(theme.Space12, widgets.Heading(title).OneLine(), widgets.Grow(widgets.Muted(bank).Clipped()),
		widgets.QuietButton("Keys", func() { v.screen.editorKeys() }).WithIcon("keyboard").WithKey("Ctrl B"))
}

func (v *editView) buttons() []fyne.CanvasObject {
	s := v.screen
	out := []fyne.CanvasObject{widgets.PrimaryButton("Save", s.saveDraft).WithKey("Ctrl S"),
		widgets.SecondaryButton("Save, next", s.saveAndNext).WithKey("Ctrl Enter")}
	if v.draft.before.Kind.Asked() && !v.draft.before.Kind.Card() {
		out = append(out, widgets.SecondaryButton("Save, practise", s.saveAndPractise).WithKey("Ctrl P"))
	}
	return append(out, widgets.SecondaryButton("Cancel", s.dropDraft).WithKey("Esc"))
}

// again builds the form anew, with the cursor where it was or at a spot.
func (v *editView) again(to spot, name string) {
	v.fill()
	v.form.Refresh()
	v.look()
	v.screen.shell.Next(v.panes.cull)
	for _, f := range v.fields {
		if f.spot == to && (f.name == name || name == "") {
			f.Focus()
			v.screen.shell.Next(func() { v.panes.reveal(f) })
			break
		}
	}
}

// stay is again with the cursor where it was.
func (v *editView) stay() {
	if v.last == nil {
		v.again(spot{}, "stem")
		return
	}
	v.again(v.last.spot, v.last.name)
}

// look shows the question as it would be, and what keeps it from being saved.
func (v *editView) look() {
	q, problems := v.draft.build()
	note := "Saving keeps your progress; Ctrl Z takes it back."
	if v.draft.fresh {
		note = "Nothing is saved yet."
	}
	v.problem.Objects = []fyne.CanvasObject{widgets.NewIcon(theme.IconInfo, theme.ColorMuted), widgets.Grow(widgets.Muted(note).Clipped())}
	if len(problems) > 0 && v.draft.changed() {
		v.problem.Objects = []fyne.CanvasObject{widgets.NewIcon(theme.IconWarning, theme.ColorWrong), widgets.Grow(widgets.Body(problems[0].Error()).In(theme.ColorWrong))}
	}
	v.problem.Refresh()
	v.findings = nil
	if !v.draft.fresh || v.draft.changed() {
		v.findings = lint.Question(&q, lint.Options{Today: v.screen.model.act.Now(), Codes: v.screen.model.act.LintCodes()})
	}
	if v.draft.fresh && len(problems) > 0 { // what is missing is said once
		v.findings = slices.DeleteFunc(v.findings, func(f lint.Finding) bool { return f.Severity == lint.Error })
	}
	at := 0
	if v.answers {
		at = 1
	}
	modes := widgets.Segmented([]string{"As asked", "With answers"}, at, func(i int) { v.answers = i == 1; v.look() })
	v.preview.Objects = []fyne.CanvasObject{
		widgets.Row(theme.Space12, widgets.Grow(widgets.Overline("As it will look")), modes, widgets.KeyCap("Ctrl E")),
		widgets.Card(v.asked(q)),
		v.checks(),
	}
	v.preview.Refresh()
	if v.page != nil {
		v.page.Refresh()
		v.panes.cull()
	}
}

// asked is the question in the widgets that ask it.
func (v *editView) asked(q quiz.Question) fyne.CanvasObject {
	if !drawable(&q) {
		return widgets.Muted("Write the question, and it stands here as the learner will see it.")
	}
	m := ask.New(q, 1)
	m.Media = v.screen.model.media
	if id := quiz.RecordID(&q); !id.IsZero() {
		if record, err := v.screen.model.act.Reader().Question(ctx(), id); err == nil {
			return widgets.Column(theme.Space16, widgets.NewPanel(widgets.Stem(record.Stem, record.Markup), theme.ColorRaised, "", theme.Space12), v.view(m))
		}
	}
	return v.view(m)
}

// view is a question as practice and review draw it.
func (v *editView) view(m *ask.Model) fyne.CanvasObject {
	switch {
	case !v.answers:
	case m.Question.Kind == quiz.Flip:
		m.Shown = true
	case m.Question.Kind.Asked():
		m.Show()
	}
	return ask.NewView(m, func() {}, func() {}).Object()
}

// drawable reports whether there is enough of a question to be drawn.
func drawable(q *quiz.Question) bool {
	switch q.Kind {
	case quiz.Flip:
		return q.Stem != "" && len(q.Options) == 1 || q.Picture != nil && q.Picture.Asked < len(q.Picture.Regions)
	case quiz.Build:
		return q.Stem != "" && len(q.Parts) > 0 && quiz.Term(q.Parts) != ""
	case quiz.Hotspot:
		return q.Picture != nil && q.Picture.Asked < len(q.Picture.Regions)
	case quiz.Cloze, quiz.Table:
		for _, g := range q.Gaps {
			if len(g.Options) == 0 {
				return false
			}
		}
	case quiz.Match:
		return len(quiz.Matched(q)) > 0
	case quiz.Drill:
		_, err := quiz.Instance(*q, 1)
		return err == nil
	}
	return q.Stem != ""
}

// checks are what the rules of writing say of the question.
func (v *editView) checks() fyne.CanvasObject {
	open := lint.Counted(v.findings)
	title := "Checked as you type: nothing to say"
	if len(open) > 0 {
		title = "Checked as you type: " + quiz.Count(len(open), "thing") + " to look at"
	}
	parts := []fyne.CanvasObject{widgets.Overline(title)}
	for i := range v.findings {
		parts = append(parts, v.finding(&v.findings[i], i))
	}
	return widgets.Column(theme.Space8, parts...)
}

// finding is one thing that a rule says, with its advice.
func (v *editView) finding(f *lint.Finding, i int) fyne.CanvasObject {
	icon, role := theme.IconInfo, theme.ColorMuted
	switch {
	case f.Accepted:
		icon = theme.IconTick
	case f.Severity == lint.Error:
		icon, role = theme.IconCross, theme.ColorWrong
	case f.Severity == lint.Warning:
		icon, role = theme.IconWarning, theme.ColorClose
	}
	words := widgets.Column(theme.Space4, widgets.Body(f.Message), widgets.Muted(f.Fix))
	if f.Accepted {
		reason := "Accepted."
		if f.Reason != "" {
			reason = "Accepted: " + f.Reason
		}
		words = widgets.Column(theme.Space4, widgets.Muted(f.Message), widgets.Caption(reason))
	}
	row := []fyne.CanvasObject{topIcon(icon, role), widgets.Grow(words)}
	if !f.Accepted {
		accept := widgets.QuietButton("Accept", func() { v.accept(f) })
		if i == v.firstOpen() {
			accept = accept.WithKey("Ctrl L")
		}
		row = append(row, accept)
	}
	return widgets.NewPanel(widgets.RowTop(theme.Space8, row...), theme.ColorSurface, "", theme.Space12)
}

// firstOpen is the first finding that is not accepted, or -1.
func (v *editView) firstOpen() int {
	for i := range v.findings {
		if !v.findings[i].Accepted {
			return i
		}
	}
	return -1
}

// accept asks why a finding is meant to be so, and notes it as a tag.
func (v *editView) accept(f *lint.Finding) {
	code := f.Rule.Code
	v.screen.shell.AskText("Why is it meant to be so?", "", "Accept it", func(reason string) {
		tag := lint.AcceptTag + code
		if reason = oneLine(reason); reason != "" {
			tag += " " + reason
		}
		v.draft.Tags = append(v.draft.Tags, tag)
		v.stay()
	})
}
