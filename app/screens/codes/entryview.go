package codes

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"chartroom/app/actions"
	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
	"chartroom/quiz/codebook"
)

// entryParts are all that the books say of the code on show.
func (p *Pane) entryParts() []fyne.CanvasObject {
	e := p.model.opened.entry
	s := subject(e.Book.Set, e.Code.Code)
	parts := []fyne.CanvasObject{p.entryHead(e), p.entryVerbs(s)}
	if note := p.model.own.notes[s]; note != "" {
		parts = append(parts, widgets.NewPanel(widgets.Column(theme.Space4, widgets.Caption("Your note").Bold(), widgets.Body(note)), theme.ColorAccentSoft, "", theme.Space16))
	}
	parts = append(parts, p.becameView(e)...)
	if len(p.model.opened.axes) > 0 {
		parts = append(parts, p.apartView("Character by character", p.model.opened.axes))
	}
	if e.Group != nil {
		parts = append(parts, factsView(groupFacts(e)))
	}
	if e.Book.Set == codebook.HCPCS {
		parts = append(parts, factsView(factsOf(&e.Code)))
	}
	parts = append(parts, p.seventhView(e)...)
	parts = append(parts, p.notesView(e)...)
	parts = append(parts, p.below(e.Below)...)
	parts = append(parts, p.termsView(e)...)
	if len(e.Duplicate) > 0 {
		parts = append(parts, p.yearLinks("Also in", e.Duplicate, e.Code.Code))
	}
	return append(parts, widgets.Caption(p.sourceLine(e)))
}

// entryHead is the code, large, what it means, and what is to be known first.
func (p *Pane) entryHead(e *codebook.Entry) fyne.CanvasObject {
	head := widgets.Column(theme.Space8)
	if len(e.Path) > 0 {
		head.Add(p.path(e))
	}
	head.Add(widgets.Display(e.Book.Set.Dotted(e.Code.Code)).OneLine())
	head.Add(widgets.Heading(title(e)))
	if short := e.Code.Short; short != "" && !strings.HasPrefix(e.Code.Long, short) {
		head.Add(widgets.Caption("In short: " + short))
	}
	if all := chips(e); len(all) > 0 {
		head.Add(widgets.Flow(theme.Space8, all...))
	}
	return head
}

// title is what a code means.
func title(e *codebook.Entry) string {
	switch {
	case e.Code.Long != "":
		return e.Code.Long
	case e.Group != nil:
		return e.Group.Title
	}
	return e.Code.Short
}

// chips are what is to be known of a code at one glance, each in words.
func chips(e *codebook.Entry) []fyne.CanvasObject {
	var all []fyne.CanvasObject
	add := func(word string, role fyne.ThemeColorName, icon theme.IconName) {
		all = append(all, widgets.Chip(word, role).WithIcon(icon))
	}
	switch {
	case e.Change != nil && e.Change.Kind == codebook.Deleted:
		add(changeWords(e.Change, e.Book.Year), theme.ColorWrong, theme.IconCross)
	case e.Book.Set == codebook.MSDRG: // assigned by a grouper, not reported
	case e.Code.Modifier:
		add("modifier", theme.ColorMuted, theme.IconPlus)
	case e.Code.Ended != "":
		add("ended "+date(e.Code.Ended), theme.ColorWrong, theme.IconCross)
	case e.Valid:
		add("valid code", theme.ColorRight, theme.IconTick)
	default:
		add("header: not reported by itself", theme.ColorClose, theme.IconPartly)
	}
	if e.Change != nil && e.Change.Kind != codebook.Deleted {
		add(changeWords(e.Change, e.Book.Year), theme.ColorAccent, theme.IconInfo)
	}
	if e.ExemptOf && e.Valid {
		if e.Exempt {
			add("exempt from present on admission", theme.ColorMuted, theme.IconTick)
		} else {
			add("needs a present-on-admission indicator", theme.ColorMuted, theme.IconInfo)
		}
	}
	return all
}

// path is where the code stands, each step to be followed.
func (p *Pane) path(e *codebook.Entry) fyne.CanvasObject {
	var steps []fyne.CanvasObject
	for i, n := range e.Path {
		if i > 0 {
			steps = append(steps, widgets.NewIcon(theme.IconChevronRight, theme.ColorMuted).Sized(theme.SizeBody))
		}
		word := e.Book.Set.Dotted(n.Code)
		if n.Code == "" {
			word = headingWord(e.Book.Set, n)
		}
		do := func() { p.openItem(n) }
		step := widgets.Pressable(widgets.Pad(2, 0, 2, 0, widgets.Body(word).In(theme.ColorAccent).Clipped()), do)
		p.links = append(p.links, step)
		steps = append(steps, step)
	}
	return widgets.Flow(theme.Space4, steps...)
}

// headingWord is a chapter or block in few words.
func headingWord(set codebook.Set, n codebook.Node) string {
	if set != codebook.ICD10CM {
		return n.Title
	}
	return headingOf(set, n)
}

// headingOf is what a chapter or block is called without its title.
func headingOf(set codebook.Set, n codebook.Node) string {
	lead := headingLead(n.Of)
	if set == codebook.ICD10CM && strings.HasPrefix(n.Of, "chapter ") {
		return "Chapter " + lead
	}
	return lead
}

// entryVerbs are what can be done with the code.
func (p *Pane) entryVerbs(subject string) fyne.CanvasObject {
	mark, icon := "Bookmark", theme.IconName("bookmark")
	if p.model.own.marked[subject] {
		mark, icon = "Bookmarked", "bookmark-filled"
	}
	return widgets.Flow(theme.Space8,
		widgets.SecondaryButton(mark, p.mark).WithIcon(icon).WithKey("B"),
		widgets.SecondaryButton("Note", p.note).WithIcon("note").WithKey("N"),
		widgets.SecondaryButton("Copy code", p.copyCode).WithIcon("copy").WithKey("C"))
}

// mark sets or takes away the bookmark.
func (p *Pane) mark() { p.shell.Step(p.model.mark, p.Draw); p.Changed(actions.Change{}) }

// note asks for the learner's own words on the code.
func (p *Pane) note() {
	e := p.model.opened.entry
	if e == nil {
		return
	}
	set, code := e.Book.Set, e.Code.Code
	before := p.model.own.notes[subject(set, code)]
	p.shell.AskText("Your note at "+set.Dotted(code), before, "Save note", func(text string) {
		if text != before {
			p.shell.Do(func() (actions.Done, error) { return p.model.note(set, code, text) })
			p.Changed(actions.Change{})
		}
	})
}

// copyCode puts the code on the clipboard.
func (p *Pane) copyCode() {
	if e := p.model.opened.entry; e != nil {
		code := e.Book.Set.Dotted(e.Code.Code)
		fyne.CurrentApp().Clipboard().SetContent(code)
		p.shell.Say(code + " is on the clipboard.")
	}
}

// becameView says what the code was revised from, and what replaced it.
func (p *Pane) becameView(e *codebook.Entry) []fyne.CanvasObject {
	var all []fyne.CanvasObject
	if c := e.Change; c != nil && c.Kind == codebook.Revised && c.Before != "" {
		all = append(all, widgets.Column(2, widgets.Caption(fmt.Sprintf("Until %d it was called", e.Book.Year)).Bold(), widgets.Body(c.Before)))
	}
	var rows []fyne.CanvasObject
	for _, b := range e.Became {
		word, other := "It became", b.To
		if b.To == e.Code.Code {
			word, other = "It replaced", b.From
		}
		since := ""
		if b.Since > 0 {
			since = fmt.Sprintf("since %d", b.Since)
		}
		if other != "" {
			rows = append(rows, widgets.Row(theme.Space8, widgets.Body(word).OneLine(), p.link(e.Book.Set.Dotted(other), func() { p.follow(e.Book, other) }), widgets.Muted(since).OneLine()))
		}
	}
	if len(rows) > 0 {
		all = append(all, widgets.Column(theme.Space4, rows...))
	}
	return all
}

// factsView is fields with their names.
func factsView(facts [][2]string) fyne.CanvasObject {
	rows := widgets.Column(theme.Space8)
	for _, f := range facts {
		rows.Add(widgets.Split(theme.Space12, .34, 300, widgets.Pad(3, 0, 0, 0, widgets.Caption(f[0])), widgets.Body(quiz.Capital(f[1]))))
	}
	return rows
}

// seventhView are the seventh characters that the code takes.
func (p *Pane) seventhView(e *codebook.Entry) []fyne.CanvasObject {
	if len(e.Seventh) == 0 {
		return nil
	}
	rows := widgets.Column(theme.Space4, widgets.Overline("Seventh character"))
	for _, x := range e.Seventh {
		rows.Add(widgets.RowTop(theme.Space12, widgets.Fixed(theme.Scaled(20), 0, widgets.Strong(x.Character)), widgets.Grow(widgets.Body(x.Meaning))))
	}
	if how := seventhWords(e); how != "" {
		rows.Add(widgets.Muted(how))
	}
	return []fyne.CanvasObject{rows}
}

// seventhWords say how the seventh character comes to its place: with an X in
// each place that is empty (ICD-10-CM Official Guidelines, section I.A.4 and
// I.A.5).
func seventhWords(e *codebook.Entry) string {
	code := e.Code.Code
	if len(code) >= codeLength {
		return ""
	}
	gap := codeLength - 1 - len(code)
	if e.Valid || len(e.Below) > 0 && !e.Code.Placeholder || len(code) < 3 || gap < 0 {
		return ""
	}
	filled := code + strings.Repeat("X", gap) + e.Seventh[0].Character
	if gap == 0 {
		return fmt.Sprintf("It stands in the seventh place: %s.", e.Book.Set.Dotted(filled))
	}
	return fmt.Sprintf("It has to stand in the seventh place, so X fills what is empty before it: %s.", e.Book.Set.Dotted(filled))
}

// termsView are the index lines that lead here.
func (p *Pane) termsView(e *codebook.Entry) []fyne.CanvasObject {
	if len(e.Terms) == 0 {
		return nil
	}
	rows := widgets.Column(0, widgets.Overline("In the index under"))
	for _, t := range e.Terms {
		rows.Add(p.linkRow("", termPath(&t), t.Term.Code, func() {
			p.report(p.model.followTerm(e.Book, &t))
			p.looked()
			p.Draw()
		}))
	}
	return []fyne.CanvasObject{rows}
}

// yearLinks lead to the same code in other years.
func (p *Pane) yearLinks(words string, years []codebook.Book, code string) fyne.CanvasObject {
	row := []fyne.CanvasObject{}
	for _, b := range years {
		if p.model.installed(b) != nil {
			row = append(row, p.link(b.Title(), func() { p.follow(b, code) }))
		}
	}
	if len(row) > 0 {
		row = append([]fyne.CanvasObject{widgets.Caption(words).OneLine()}, row...)
	}
	return widgets.Flow(theme.Space8, row...)
}
