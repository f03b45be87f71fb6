package library

import (
	"path/filepath"

	"fyne.io/fyne/v2"

	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/content/parse"
	"chartroom/quiz"
)

// shownAtMost is how many problems or questions the preview lays out; the
// report has all of them.
const shownAtMost = 100

// importView is the preview of a file: what would come in, and what is wrong.
type importView struct {
	screen *Screen
	in     *incoming
	name   *widgets.Entry
	known  *widgets.Tile
	go_    *widgets.Button
	why    *widgets.Text
	again  *widgets.Text   // what importing again changes
	keys   *fyne.Container // the questions of which other answers are right now
	page   *widgets.Frame
}

func newImportView(s *Screen, in *incoming) *importView {
	v := &importView{screen: s, in: in, again: widgets.Muted(""), keys: widgets.Column(0)}
	t := in.tiles()
	v.known = widgets.StatTile(quiz.Thousands(t.Known), "here already, progress kept", theme.ColorMuted)
	tiles := widgets.Columns(theme.Space16, 150,
		tileCard(widgets.StatTile(quiz.Thousands(t.Read), plural(t.Read, "question")+" read", theme.ColorAccent)),
		tileCard(widgets.StatTile(quiz.Thousands(t.Repaired), "repaired", roleIf(t.Repaired, theme.ColorClose))),
		tileCard(widgets.StatTile(quiz.Thousands(t.Lost), "could not be read", roleIf(t.Lost, theme.ColorWrong))),
		tileCard(v.known))
	head := widgets.Heading("Import “" + filepath.Base(in.Path) + "”")
	v.why = widgets.Body("").In(theme.ColorWrong)
	v.go_ = widgets.PrimaryButton("", s.importNow).WithKey("Enter")
	foot := widgets.Column(theme.Space8, widgets.Flow(theme.Space12, v.go_,
		widgets.SecondaryButton("Save report", s.saveReport).WithIcon("download").WithKey("R"),
		widgets.SecondaryButton("Cancel", s.cancelImport).WithKey("Esc")))
	parts := []fyne.CanvasObject{tiles, v.settings(), v.keys}
	if v.in.Table != nil {
		parts = append(parts, s.columns(in))
	}
	v.page = widgets.Page(head, widgets.Column(theme.Space16, append(parts, v.problems(), v.questions())...), foot)
	v.draw()
	return v
}

// importPage is the preview of the file, or why there is none.
func (s *Screen) importPage() fyne.CanvasObject {
	s.preview = nil
	if in := s.model.incoming; in.Err != nil {
		return failedView(s, in)
	}
	s.preview = newImportView(s, s.model.incoming)
	return s.preview.page
}

// tileCard is a tile on its surface.
func tileCard(t *widgets.Tile) fyne.CanvasObject {
	return widgets.NewPanel(t, theme.ColorSurface, "", theme.Space16)
}

// roleIf is a role for a number above zero.
func roleIf(n int, role fyne.ThemeColorName) fyne.ThemeColorName {
	if n == 0 {
		return theme.ColorMuted
	}
	return role
}

// plural is the noun for n things.
func plural(n int, noun string) string {
	if n == 1 {
		return noun
	}
	return noun + "s"
}

// settings are the bank's name and whether to repair.
func (v *importView) settings() fyne.CanvasObject {
	v.name = widgets.NewEntry("Name of the bank", nil)
	v.name.Set(v.in.Name)
	v.name.OnChanged = func(text string) { v.screen.renameBank(v, text) }
	v.name.OnEnter = func(string) { v.screen.importNow() }
	repairs := widgets.CheckRow("Repairs", "Off: what would be repaired is left out.", v.in.Repairs, func(on bool) { v.screen.setRepairs(on) })
	left := widgets.Column(theme.Space4, widgets.Overline("Name of the bank"), v.name, v.why, v.again)
	if v.in.File.Pack != nil {
		left = v.packed()
	}
	left.Add(widgets.Spacer())
	left.Add(readAs(v.screen, v.in))
	switches := widgets.Column(theme.Space12, repairs)
	if v.in.tellsHistory() {
		switches.Add(widgets.CheckRow("Reviews and due dates", v.in.historyNote(), v.in.History, func(on bool) { v.screen.setHistory(on) }))
	}
	return widgets.Card(widgets.Split(theme.Space24, .6, 600, left, switches))
}

// packed is what a pack says of itself, in the place of the bank's name.
func (v *importView) packed() *fyne.Container {
	icon, role := theme.IconTick, theme.ColorRight
	if !v.in.File.Pack.Signed() {
		icon, role = theme.IconInfo, theme.ColorMuted
	}
	words := widgets.Column(theme.Space8, widgets.Overline("Pack"), widgets.Strong(v.in.described()),
		widgets.Note(icon, role, widgets.Body(v.in.signed()).In(role)))
	if w := v.in.warning; w != "" {
		words.Add(widgets.Note(theme.IconWarning, theme.ColorWrong, widgets.Strong(w).In(theme.ColorWrong)))
	}
	for _, b := range v.in.File.Banks() {
		words.Add(widgets.Muted(b.Name + ": " + quiz.Count(len(b.Questions), "question")))
	}
	words.Add(v.why)
	words.Add(v.again)
	return words
}

// readAs says as what the file was read, and lets the learner know better.
func readAs(s *Screen, in *incoming) fyne.CanvasObject {
	word := in.File.Format.Title
	if word == "" {
		word = "unknown"
	}
	var button *widgets.Button
	button = widgets.SecondaryButton("Read as: "+word, func() { s.chooseFormat(button) }).WithIcon("chevron-down").WithKey("F")
	s.formats = button
	return widgets.Flow(theme.Space12, button)
}

// changedKeys are the questions of which other answers are right now than in
// the bank that is here: what an instructor has to see first.
func (v *importView) changedKeys() []fyne.CanvasObject {
	all := v.in.update.KeysChanged
	if len(all) == 0 {
		return nil
	}
	rows := []fyne.CanvasObject{widgets.Note(theme.IconWarning, theme.ColorClose, widgets.Column(theme.Space4,
		widgets.Strong("Other answers are right now in "+quiz.Count(len(all), "question")).In(theme.ColorClose),
		widgets.Muted("Look at them before you import. Your answers to them are kept.")))}
	for _, c := range all[:min(len(all), shownAtMost)] {
		rows = append(rows, widgets.Divider(), widgets.Column(theme.Space4, widgets.Strong(shorten(plain(c.After.Stem, c.After.Markup), 160)),
			changed("before", rightWords(c.Before)), changed("now", rightWords(c.After))))
	}
	if over := len(all) - shownAtMost; over > 0 {
		rows = append(rows, widgets.Divider(), widgets.Muted(quiz.Count(over, "more question")+" in the report."))
	}
	return []fyne.CanvasObject{widgets.Card(widgets.Column(theme.Space12, rows...))}
}

func changed(when, words string) fyne.CanvasObject {
	return widgets.Split(theme.Space12, .12, 520, widgets.Caption(when), widgets.Body(words))
}

// problems are what the file's author should hear, worst first.
func (v *importView) problems() fyne.CanvasObject {
	all := v.in.Problems
	if len(all) == 0 {
		return widgets.Note(theme.IconTick, theme.ColorRight, widgets.Body("Every question was read just as it is written.").In(theme.ColorRight))
	}
	rows := []fyne.CanvasObject{widgets.Overline(quiz.Count(len(all), "remark") + " on this file")}
	for i, p := range all[:min(len(all), shownAtMost)] {
		if i > 0 {
			rows = append(rows, widgets.Divider())
		}
		rows = append(rows, problemRow(p))
	}
	if over := len(all) - shownAtMost; over > 0 {
		rows = append(rows, widgets.Divider(), widgets.Muted(quiz.Count(over, "more remark")+" in the report."))
	}
	return widgets.Card(widgets.Column(theme.Space12, rows...))
}

// problemRow is one problem: how bad, where, in which question, and what.
func problemRow(p parse.Problem) fyne.CanvasObject {
	icon, role := theme.IconInfo, theme.ColorMuted
	switch p.Severity {
	case parse.Error:
		icon, role = theme.IconCross, theme.ColorWrong
	case parse.Repair, parse.Unsupported:
		icon, role = theme.IconWarning, theme.ColorClose
	}
	words := widgets.Column(0)
	if p.Question != "" {
		words.Add(widgets.Strong("“" + p.Question + "”"))
	}
	words.Add(widgets.Muted(p.Message))
	return widgets.Split(theme.Space12, .2, 620,
		widgets.RowTop(theme.Space8, topIcon(icon, role), widgets.Grow(widgets.Column(0, widgets.Caption(cost(p.Severity)).In(role), widgets.Caption(place(p))))), words)
}

// questions are the first ones of the file, as they were understood.
func (v *importView) questions() fyne.CanvasObject {
	var all []quiz.Question
	for _, b := range v.in.File.Banks() {
		all = append(all, b.Questions[:min(len(b.Questions), 5)]...)
	}
	n := min(len(all), 5)
	rows := []fyne.CanvasObject{widgets.Overline("The first " + quiz.Count(n, "question") + ", as understood")}
	for i := range all[:n] {
		if i > 0 {
			rows = append(rows, widgets.Divider())
		}
		row := widgets.NewListRow(0, 2)
		row.Set(widgets.RowItem{Icon: kindIcon(all[i].Kind), Title: plain(all[i].Stem, all[i].Markup), Detail: keyWord(&all[i])})
		rows = append(rows, widgets.Pad(0, -theme.Space12, 0, -theme.Space12, row)) // in line with the heading: it cannot be chosen
	}
	return widgets.Card(widgets.Column(theme.Space8, rows...))
}

// keyWord is what is right, for a row.
func keyWord(q *quiz.Question) string {
	if !q.Kind.Asked() {
		return kindWord(q.Kind) + ": kept as text, not asked yet"
	}
	return kindWord(q.Kind) + " · right: " + rightWords(q)
}

// rightWords is what is right, without the kind.
func rightWords(q *quiz.Question) string {
	return plain(quiz.Mark(q, quiz.Response{}).Expected, q.Markup)
}

// draw shows what follows from the name as it is typed.
func (v *importView) draw() {
	t := v.in.tiles()
	v.known.Set(quiz.Thousands(t.Known), "here already, progress kept")
	v.go_.SetText("Import " + quiz.Thousands(t.Read) + " " + plural(t.Read, "question"))
	obstacle := v.in.obstacle(v.screen.model)
	v.go_.SetEnabled(obstacle == "")
	v.why.SetText(obstacle)
	v.why.Hidden = obstacle == ""
	again := v.in.changes()
	v.again.SetText(again)
	v.again.Hidden = again == "" || obstacle != ""
	v.keys.Objects = v.changedKeys()
	v.keys.Hidden = len(v.keys.Objects) == 0
	v.page.Refresh()
}

// failedView says that a file could not be read, why, and what to do.
func failedView(s *Screen, in *incoming) fyne.CanvasObject {
	title, why := in.failure()
	if in.needsMapping() {
		title, why = "What do the columns of “"+filepath.Base(in.Path)+"” hold?", "No row was found that names them. Say which holds the question and which the answer. Nothing in your library has changed."
	}
	another := widgets.PrimaryButton("Choose another file", s.chooseFile).WithKey("I")
	buttons := []fyne.CanvasObject{another}
	if len(in.Problems) > 0 {
		buttons = append(buttons, widgets.SecondaryButton("Save report", s.saveReport).WithKey("R"))
	}
	buttons = append(buttons, readAs(s, in), widgets.SecondaryButton("Back to the library", s.cancelImport).WithKey("Esc"))
	parts := []fyne.CanvasObject{widgets.EmptyState(theme.IconWarning, title, why, widgets.FlowCentred(theme.Space12, buttons...))}
	if in.needsMapping() {
		parts = append(parts, s.columns(in))
	}
	for _, p := range in.Problems[:min(len(in.Problems), shownAtMost)] {
		parts = append(parts, widgets.Card(problemRow(p)))
	}
	if len(parts) == 1 {
		return widgets.FixedPage(nil, parts[0], nil)
	}
	return widgets.Page(nil, widgets.Column(theme.Space16, parts...), nil)
}
