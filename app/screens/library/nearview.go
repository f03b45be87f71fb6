package library

import (
	"context"

	"fyne.io/fyne/v2"

	"chartroom/app/actions"
	"chartroom/app/shell"
	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

// findNear looks for questions that say nearly the same, beside the window.
func (s *Screen) findNear() {
	all, where, err := s.model.searched()
	if err != nil {
		s.shell.Fail(err)
		return
	}
	var pairs []pair
	s.shell.Run("Looking for questions that say nearly the same", func(c context.Context, _ func(done, total int)) error {
		pairs = pairsAmong(c, all)
		return c.Err()
	}, func(err error) {
		switch {
		case err != nil:
		case len(pairs) == 0:
			s.shell.Say("No two questions " + where + " say nearly the same.")
		default:
			s.model.near, s.model.page = &near{pairs: pairs, where: where}, pairing
			s.draw()
		}
	})
}

// mostPairs is how many pairs are shown at once.
const mostPairs = 60

func (s *Screen) nearPage() fyne.CanvasObject {
	n := s.model.near
	head := widgets.Row(theme.Space12, widgets.QuietButton("Back to the list", s.leaveNear).WithIcon("arrow-left").WithKey("Esc"),
		widgets.Grow(widgets.Heading("Nearly the same: "+quiz.Count(len(n.pairs), "pair")).OneLine()), widgets.Muted(n.where).OneLine())
	column := widgets.Column(theme.Space8)
	for i := range n.pairs[:min(len(n.pairs), mostPairs)] {
		column.Add(s.pairCard(i))
	}
	if over := len(n.pairs) - mostPairs; over > 0 {
		column.Add(widgets.Caption(quiz.Count(over, "more pair") + " once these are settled"))
	}
	s.reading = widgets.Page(head, column, widgets.Flow(theme.Space12,
		widgets.SecondaryButton("Open the first", func() { s.openNear(true) }).WithKey("1"),
		widgets.SecondaryButton("Open the second", func() { s.openNear(false) }).WithKey("2"),
		widgets.SecondaryButton("Remove the second", s.removeNear).WithKey("Del")))
	return s.reading
}

// pairCard is a pair: both questions, and in what the second differs.
func (s *Screen) pairCard(i int) fyne.CanvasObject {
	n := s.model.near
	p := &n.pairs[i]
	fill := theme.ColorSurface
	if i == n.at {
		fill = theme.ColorAccentSoft
	}
	name := func(q *quiz.Question) string { return plain(stemText(q), q.Markup) }
	parts := []fyne.CanvasObject{widgets.Caption(widgets.Sentence(p.says, s.bankName(p.first.Bank), kindWord(p.second.Kind))),
		widgets.Body(shorten(name(&p.first), 200))}
	changes := differences(&p.first, &p.second)
	for k := range changes[:min(len(changes), 3)] {
		before, after := changes[k].excerpt()
		parts = append(parts, differing(changes[k].name, shorten(before, 160), shorten(after, 160)))
	}
	return widgets.Pressable(widgets.NewPanel(widgets.Column(theme.Space8, parts...), fill, "", theme.Space12), func() { n.at = i; s.draw() })
}

func (s *Screen) bankName(id quiz.BankID) string {
	if b := s.model.bank(id); b != nil {
		return shorten(b.Name, 40)
	}
	return ""
}

// chosenPair is the chosen pair, or nil.
func (s *Screen) chosenPair() *pair {
	if n := s.model.near; n != nil && len(n.pairs) > 0 {
		return &n.pairs[n.at]
	}
	return nil
}

// openNear opens one question of the chosen pair.
func (s *Screen) openNear(first bool) {
	p := s.chosenPair()
	switch {
	case p == nil:
	case first:
		s.turn(s.model.openOnly(p.first.ID))
	default:
		s.turn(s.model.openOnly(p.second.ID))
	}
}

// removeNear takes the second of the chosen pair out; undo brings it back.
func (s *Screen) removeNear() {
	p := s.chosenPair()
	if p == nil {
		return
	}
	if s.model.builtin(p.second.Bank) {
		s.shell.Say("Questions that came with the app stay. Suspend them to keep them out of the way.")
		return
	}
	if s.shell.Do(func() (actions.Done, error) { return s.model.act.RemoveQuestions(ctx(), p.second.ID) }) && len(s.model.near.pairs) == 0 {
		s.leaveNear()
	}
}

func (s *Screen) leaveNear() {
	s.model.near = nil
	s.turn(s.model.back())
}

func (s *Screen) pairingKeys() []shell.Key {
	step := func(by int) func() {
		return func() {
			n := s.model.near
			n.at = max(0, min(n.at+by, min(len(n.pairs), mostPairs)-1))
			s.draw()
		}
	}
	return []shell.Key{
		{Name: fyne.KeyDown, Does: "next pair", Do: step(1)},
		{Name: fyne.KeyUp, Does: "the pair before", Do: step(-1)},
		{Name: fyne.KeyPageDown, Does: "scroll", Do: func() { s.reading.ScrollBy(400) }},
		{Name: fyne.KeyPageUp, Do: func() { s.reading.ScrollBy(-400) }},
		{Rune: '1', Does: "open the first", Do: func() { s.openNear(true) }},
		{Rune: '2', Does: "open the second", Do: func() { s.openNear(false) }},
		{Name: fyne.KeyReturn, Do: func() { s.openNear(false) }},
		{Name: fyne.KeyDelete, Does: "remove the second", Do: s.removeNear},
		{Name: fyne.KeyEscape, Does: "back to the list", Do: s.leaveNear},
	}
}
