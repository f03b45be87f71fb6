package library

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
	"chartroom/storage"
)

// banksView is the overview: a card for every bank.
type banksView struct {
	screen *Screen
	object *fyne.Container
	cards  []*widgets.Panel
}

func newBanksView(s *Screen) *banksView {
	v := &banksView{screen: s}
	column := widgets.Column(theme.Space8)
	for i := range s.model.banks {
		card := v.card(i)
		v.cards = append(v.cards, card)
		column.Add(card)
	}
	v.object = widgets.Scroller(column)
	return v
}

// card is a bank: what it is, where it comes from, and what to do with it.
func (v *banksView) card(i int) *widgets.Panel {
	s, b := v.screen, &v.screen.model.banks[i]
	practise := widgets.QuietButton("Practise", func() { s.model.at = i; s.practise() })
	practise.SetEnabled(len(s.model.markedOf(b.ID)) > 0)
	remove := widgets.QuietButton("Remove", func() { s.model.at = i; s.removeChosen() })
	remove.SetEnabled(!b.Builtin)
	doing := widgets.Row(0, widgets.Spacer(), practise, widgets.QuietButton("Export", func() { s.model.at = i; s.exportChosen() }), remove)
	count := widgets.Fixed(theme.Scaled(48), 0, widgets.Heading(quiz.Thousands(b.Count)).In(theme.ColorAccent).OneLine().Trailing())
	words := widgets.Column(2, widgets.Strong(b.Name), widgets.Caption(bankWords(b)))
	open := widgets.Pressable(widgets.Row(theme.Space16, count, widgets.Grow(words)), func() { s.model.at = i; s.openChosen() })
	return widgets.NewPanel(widgets.Pad(theme.Space4, 0, theme.Space4, 0, widgets.Split(theme.Space8, .68, 640, open, doing)),
		v.fill(i), "", theme.Space8)
}

// fill marks the chosen card.
func (v *banksView) fill(i int) fyne.ThemeColorName {
	if i == v.screen.model.at {
		return theme.ColorAccentSoft
	}
	return theme.ColorSurface
}

// bankWords says where a bank comes from.
func bankWords(b *storage.BankHead) string {
	came := "came with the app"
	if !b.Builtin {
		came = "imported " + date(b.Imported)
	}
	answered := ""
	if b.Asked > 0 && b.Answered > 0 {
		answered = quiz.Thousands(b.Answered) + " answered"
	}
	return widgets.Sentence(came, answered, b.Licence, shorten(b.Source, 60))
}

// choose marks the chosen bank and scrolls it into view.
func (v *banksView) choose() {
	for i, c := range v.cards {
		c.SetRoles(v.fill(i), "")
	}
	scroll, ok := v.object.Objects[0].(*container.Scroll)
	if !ok {
		return
	}
	card := v.cards[v.screen.model.at]
	top, bottom := card.Position().Y, card.Position().Y+card.Size().Height
	switch {
	case top < scroll.Offset.Y:
		scroll.ScrollToOffset(fyne.NewPos(0, top))
	case bottom > scroll.Offset.Y+scroll.Size().Height:
		scroll.ScrollToOffset(fyne.NewPos(0, bottom-scroll.Size().Height))
	}
}
