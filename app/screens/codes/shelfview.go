package codes

import (
	"context"
	"errors"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"chartroom/app/actions"
	"chartroom/app/shell"
	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
	"chartroom/quiz/codebook"
)

func isCancelled(err error) bool { return errors.Is(err, context.Canceled) }

// source is where official files are had free.
type source struct{ what, which, address string }

// sources are what a coder downloads (shared design notes of 22 Nov 2026; CMS
// puts each year's files at the same addresses with another year in them).
var sources = []source{
	{"ICD-10-CM 2027, codes and titles", "In force since 1 October 2026. CMS also publishes an update on 1 April.", "https://www.cms.gov/files/zip/2027-code-descriptions-tabular-order.zip"},
	{"ICD-10-CM 2027, tabular list, index and tables", "Notes, Excludes, the alphabetic index, the neoplasm and drug tables.", "https://www.cms.gov/files/zip/2027-code-tables-tabular-index.zip"},
	{"ICD-10-PCS 2027", "Order file, tables, definitions and index.", "https://www.cms.gov/medicare/coding-billing/icd-10-codes"},
	{"HCPCS Level II", "Alpha-numeric file, every quarter.", "https://www.cms.gov/medicare/coding-billing/healthcare-common-procedure-system/quarterly-update"},
}

// shelved is the shelf page: which book is chosen.
type shelved struct{ at int }

// shelfKeys are those of the shelf.
func (s *Screen) shelfKeys() []shell.Key {
	keys := s.installKeys()
	if n := len(s.pane.model.books); n > 0 {
		keys = append([]shell.Key{
			{Name: fyne.KeyDown, Does: "next book", Do: func() { s.chooseShelved(s.shelved.at + 1) }},
			{Name: fyne.KeyUp, Does: "the book before", Do: func() { s.chooseShelved(s.shelved.at - 1) }},
			{Name: fyne.KeyReturn, Does: "open the book", Do: func() { s.openShelved(s.shelved.at) }},
			{Name: fyne.KeyDelete, Does: "remove the book", Do: func() { s.remove(s.shelved.at) }},
			{Name: fyne.KeyEscape, Does: "back to the books", Do: func() { s.turn(looking) }},
			{Rune: '1', Does: "codes", Do: func() { s.turn(looking); s.pane.turn(byCode) }},
			{Rune: '2', Does: "index", Do: func() { s.turn(looking); s.pane.turn(byIndex) }},
			{Rune: '3', Does: "build a code", Do: func() { s.turn(looking); s.pane.turn(byAxis) }},
		}, keys...)
	}
	return keys
}

// chooseShelved moves the cursor on the shelf.
func (s *Screen) chooseShelved(i int) {
	s.shelved.at = max(0, min(i, len(s.pane.model.books)-1))
	s.draw()
}

// openShelved opens a book of the shelf.
func (s *Screen) openShelved(i int) {
	m := s.pane.model
	if i < 0 || i >= len(m.books) {
		return
	}
	s.pane.report(m.choose(m.books[i].Book))
	s.pane.Draw()
	s.turn(looking)
}

// remove puts a book away; undo brings it back.
func (s *Screen) remove(i int) {
	m := s.pane.model
	if i < 0 || i >= len(m.books) {
		return
	}
	b := m.books[i].Book
	s.shell.Do(func() (actions.Done, error) { return m.act.RemoveBook(ctx(), b) })
}

// shelfPage lists the books that are there, what they lack, and where official
// files are had.
func (s *Screen) shelfPage() fyne.CanvasObject {
	m := s.pane.model
	install := widgets.Flow(theme.Space12, widgets.PrimaryButton("Install a file", s.chooseFile).WithIcon("import").WithKey("I"),
		widgets.SecondaryButton("Install a folder", s.chooseFolder).WithIcon("folder").WithKey("F"))
	if len(m.books) == 0 {
		hello := widgets.EmptyState(theme.IconCodes, "Put your code books on the shelf",
			"CCA, CCS, CCS-P and CPC are sat with open books. The official files are free: download them, and drop the zip or a folder on this window.", widgets.Centre(install))
		return widgets.Page(nil, widgets.Column(theme.Space24, widgets.Pad(theme.Space24, 0, 0, 0, hello), s.sourcesCard()), nil)
	}
	s.shelved.at = max(0, min(s.shelved.at, len(m.books)-1))
	head := widgets.Row(theme.Space12, widgets.QuietButton("Back to the books", func() { s.turn(looking) }).WithIcon("arrow-left").WithKey("Esc"), widgets.Spacer(), install)
	cards := widgets.Column(theme.Space12)
	for i := range m.books {
		cards.Add(s.bookCard(i))
	}
	cards.Add(widgets.Muted("A zip or folder can also be dropped on this window. Several years stand side by side."))
	cards.Add(s.sourcesCard())
	return widgets.Page(head, cards, nil)
}

// bookCard is a book on the shelf: its parts, and what it lacks.
func (s *Screen) bookCard(i int) fyne.CanvasObject {
	b := &s.pane.model.books[i]
	zone := s.shell.Actions().Scheduler().Days.Zone
	fill := theme.ColorSurface
	if i == s.shelved.at {
		fill = theme.ColorAccentSoft
	}
	top := widgets.Row(theme.Space12, widgets.Grow(widgets.Column(0, widgets.Heading(b.Title()), widgets.Caption(bookWords(b)))),
		widgets.SecondaryButton("Open", func() { s.openShelved(i) }), widgets.QuietButton("Remove", func() { s.remove(i) }))
	words := widgets.Column(theme.Space8, widgets.NewPanel(top, fill, "", theme.Space8), widgets.Divider())
	for _, p := range b.Parts {
		detail := widgets.Sentence(shortFile(p.File), yearWords(p.YearBy), "installed "+time.UnixMilli(p.At).In(zone).Format("2 Jan 2006"))
		words.Add(widgets.RowTop(theme.Space8, widgets.Column(0, widgets.NewIcon(theme.IconTick, theme.ColorRight)),
			widgets.Grow(widgets.Column(0, widgets.Body(quiz.Capital(partName(p.Kind))), widgets.Caption(detail).Clipped())), widgets.Caption(quiz.Thousands(p.Records)+" "+plural(p.Records)).OneLine()))
	}
	for _, kind := range b.Missing() {
		words.Add(widgets.RowTop(theme.Space8, widgets.Column(0, widgets.NewIcon(theme.IconMinus, theme.ColorClose)),
			widgets.Grow(widgets.Column(0, widgets.Body("Missing: "+partName(kind)).In(theme.ColorClose), widgets.Caption(lackOf(b, kind, s.pane.model.books))))))
	}
	return widgets.NewPanel(words, theme.ColorSurface, "", theme.Space12)
}

func plural(n int) string {
	if n == 1 {
		return "line"
	}
	return "lines"
}

func yearWords(by string) string {
	if by == "" {
		return ""
	}
	return "year from " + by
}

// lackOf says what cannot be done without a part, or which other year stands in
// for it.
func lackOf(b *codebook.Installed, kind codebook.PartKind, all []codebook.Installed) string {
	if shared[kind] {
		for i := range all {
			if o := &all[i]; o.Set == b.Set && o.Year != b.Year && o.Has(kind) {
				return "That of " + o.Title() + " stands in for it; its year is shown where it does."
			}
		}
	}
	return quiz.Capital(lackWords[kind]) + "."
}

// shared are the parts that a book takes from another year if it lacks them.
var shared = map[codebook.PartKind]bool{codebook.PartTabular: true, codebook.PartIndex: true, codebook.PartExternal: true, codebook.PartDrugs: true,
	codebook.PartNeoplasms: true, codebook.PartExempt: true, codebook.PartPCSIndex: true, codebook.PartDefinitions: true}

// sourcesCard says where official files are had.
func (s *Screen) sourcesCard() fyne.CanvasObject {
	rows := widgets.Column(theme.Space12, widgets.Overline("Where the official files are"))
	for i, f := range sources {
		if i > 0 {
			rows.Add(widgets.Divider())
		}
		address := strings.TrimPrefix(f.address, "https://")
		copy := widgets.QuietButton("Copy address", func() {
			fyne.CurrentApp().Clipboard().SetContent(f.address)
			s.shell.Say("The address is on the clipboard: paste it into your browser.")
		}).WithIcon("copy")
		rows.Add(widgets.Split(theme.Space12, .74, 640, widgets.Column(2, widgets.Strong(f.what), widgets.Muted(f.which), widgets.Caption(address)),
			widgets.Row(0, widgets.Spacer(), copy)))
	}
	rows.Add(widgets.Caption("The files are in the public domain in the USA. CPT and CDT are not among them. Chartroom is not affiliated with CMS, NCHS, AHIMA or AAPC."))
	return widgets.Card(rows)
}
