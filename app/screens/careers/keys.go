package careers

import (
	"fyne.io/fyne/v2"

	"chartroom/app/shell"
	"chartroom/app/theme"
)

// rowsStep is how many rows PageUp and PageDown move.
const rowsStep = 8

// Keys are those of the page on show.
func (s *Screen) Keys() []shell.Key {
	at := s.model.at
	if s.model.book == nil {
		return nil
	}
	back := shell.Key{Name: fyne.KeyEscape, Does: "back", Do: s.back}
	switch {
	case at.part == "":
		return append(s.partKeys(), s.scrollKeys()...)
	case s.rows != nil:
		return append(s.listKeys(), back)
	}
	keys := append(s.pageKeys(at), s.scrollKeys()...)
	return append(keys, back)
}

// partKeys open the parts from the first page.
func (s *Screen) partKeys() (keys []shell.Key) {
	for _, g := range groups {
		for _, p := range g.parts {
			keys = append(keys, shell.Key{Rune: p.key, Does: p.name, Do: func() { s.turn(place{part: p.id}) }})
		}
	}
	return keys
}

func (s *Screen) listKeys() []shell.Key {
	move := func(by int) func() { return func() { s.move(by) } }
	return []shell.Key{{Name: fyne.KeyReturn, Does: "open", Do: s.enter},
		{Name: fyne.KeyDown, Does: "next row", Do: move(1)}, {Name: fyne.KeyUp, Does: "row before", Do: move(-1)},
		{Name: fyne.KeyPageDown, Does: "some rows on", Do: move(rowsStep)}, {Name: fyne.KeyPageUp, Does: "some rows back", Do: move(-rowsStep)},
		{Name: fyne.KeyHome, Do: move(-1 << 20)}, {Name: fyne.KeyEnd, Do: move(1 << 20)}}
}

func (s *Screen) scrollKeys() []shell.Key {
	by := func(dy float32) func() { return func() { s.frame.ScrollBy(theme.Scaled(dy)) } }
	return []shell.Key{{Name: fyne.KeyPageDown, Does: "scroll down", Do: by(400)}, {Name: fyne.KeyPageUp, Does: "scroll up", Do: by(-400)},
		{Name: fyne.KeyDown, Do: by(48)}, {Name: fyne.KeyUp, Do: by(-48)}, {Name: fyne.KeyHome, Do: func() { s.frame.ScrollToTop() }},
		{Name: fyne.KeyTab, Does: "go to the next thing to press; Space presses it", Do: func() { s.shell.Window.Canvas().FocusNext() }}}
}

// pageKeys are those that a page has beside scrolling and going back.
func (s *Screen) pageKeys(at place) []shell.Key {
	turn := func(part string) func() { return func() { s.turn(place{part: part}) } }
	switch at.part {
	case "pay":
		return []shell.Key{{Rune: 'e', Does: "export the figures", Do: s.export}, {Rune: 's', Does: "pay by state", Do: turn("states")}}
	case "states":
		return []shell.Key{{Rune: 'm', Does: "next occupation, year or measure", Do: s.nextSeries}, {Rune: 't', Does: "sort the table by amount or by name", Do: s.sortTable},
			{Rune: 'i', Does: "import figures of BLS", Do: s.chooseWages}, {Rune: 'u', Does: "take imported figures out", Do: s.removeWages}, {Rune: 'e', Does: "export the figures", Do: s.export}}
	case "match":
		return []shell.Key{{Rune: 'x', Does: "next step", Do: turn("next")}, {Rune: 'c', Does: "take all answers back", Do: s.clearAnswers}}
	case "next":
		return []shell.Key{{Rune: 'm', Does: "career match", Do: turn("match")}, {Rune: 'c', Does: "take all answers back", Do: s.clearAnswers}}
	case "domain":
		return []shell.Key{{Name: fyne.KeyReturn, Does: "practise it", Do: s.practise}}
	case "programme":
		return s.programKeys(at)
	}
	keys := []shell.Key{{Name: fyne.KeyRight, Does: "next one of the list", Do: func() { s.beside(1) }}, {Name: fyne.KeyLeft, Does: "one before", Do: func() { s.beside(-1) }},
		{Rune: 'n', Does: "write a note", Do: s.note}, {Rune: 'b', Does: "bookmark, or no more", Do: s.bookmark}}
	switch at.part {
	case "credential":
		return append(keys, shell.Key{Name: fyne.KeyReturn, Does: "open its exam", Do: s.openExam})
	case "planner", "list":
		keys = append(keys, shell.Key{Rune: 'd', Does: "set the next date", Do: s.nextDate})
		return append(keys, s.numberKeys(9, "tick")...)
	case "skill":
		return append(keys, s.numberKeys(len(ratings), "rate")...)
	}
	return keys
}

// numberKeys are the digits.
func (s *Screen) numberKeys(most int, does string) (keys []shell.Key) {
	for n := 1; n <= most; n++ {
		k := shell.Key{Rune: rune('0' + n), Do: func() { s.number(n) }}
		if n == 1 {
			k.Does = does + " by its number, 1 to " + string(rune('0'+most))
		}
		keys = append(keys, k)
	}
	return keys
}

func (s *Screen) programKeys(at place) []shell.Key {
	if at.id != "" {
		return []shell.Key{{Name: fyne.KeyReturn, Does: "save", Do: s.saveProgram}}
	}
	keys := []shell.Key{{Rune: 'a', Does: "add a program", Do: s.addProgram}}
	for n := 1; n <= 9; n++ {
		k := shell.Key{Rune: rune('0' + n), Do: func() { s.editProgram(n - 1) }}
		if n == 1 {
			k.Does = "edit a program by its number"
		}
		keys = append(keys, k)
	}
	return keys
}
