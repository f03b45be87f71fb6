package exam

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"chartroom/app/shell"
	"chartroom/quiz"
)

// letters is how many options have their letter for a key, A to F; further ones
// have their number.
const letters = 6

// certaintyKey are the letters of the three certainties.
var certaintyKey = [...]rune{quiz.Guess: 'g', quiz.ThinkSo: 't', quiz.Sure: 's'}

// roomKeys are the keys of an exam that goes on. Page Up and Page Down also
// work while typing; Esc gets the cursor out of a field, for the others.
func (s *Screen) roomKeys() []shell.Key {
	r := &s.m.room
	forward := r.exam().Setup.Rule.Moves == quiz.MoveForward
	keys := []shell.Key{}
	if r.reviewing() {
		keys = append(keys, shell.Key{Name: fyne.KeyReturn, Does: "hand in", Do: s.handIn})
		if !forward {
			keys = append(keys, shell.Key{Rune: 'o', Does: "first open item", Do: func() { s.first(r.open(), "Every item is answered.") }},
				shell.Key{Rune: 'x', Does: "first flagged item", Do: func() { s.first(r.flagged(), "No item is flagged.") }})
		}
	} else {
		keys = append(keys, shell.Key{Name: fyne.KeyReturn, Does: "next item", Do: s.next}, shell.Key{Name: fyne.KeyRight, Do: s.next}, shell.Key{Name: fyne.KeyPageDown, Does: "the same, also while typing", Do: s.next})
		keys = append(keys, s.itemKeys()...)
	}
	if !forward {
		keys = append(keys, shell.Key{Name: fyne.KeyLeft, Does: "item before", Do: s.back}, shell.Key{Name: fyne.KeyPageUp, Does: "the same, also while typing", Do: s.back},
			shell.Key{Rune: 'j', Does: "jump to an item", Do: s.jump})
		if !r.reviewing() {
			keys = append(keys, shell.Key{Rune: 'h', Does: "what is open, and handing in", Do: s.review})
		}
	}
	keys = append(keys, shell.Key{Name: fyne.KeyDown, Does: "scroll", Do: func() { s.page.ScrollBy(lineStep) }}, shell.Key{Name: fyne.KeyUp, Does: "scroll back", Do: func() { s.page.ScrollBy(-lineStep) }})
	return append(keys, shell.Key{Rune: 'm', Does: "show the map, or put it away", Do: s.toggleMap},
		shell.Key{Name: fyne.KeyF11, Does: "full screen", Do: s.fullScreen},
		shell.Key{Name: fyne.KeyEscape, Does: "leave; the clock goes on", Do: s.leave})
}

// itemKeys are the keys of an item that may be answered.
func (s *Screen) itemKeys() []shell.Key {
	r := &s.m.room
	if r.ask == nil || r.ask.Readonly {
		return nil
	}
	var keys []shell.Key
	if k := r.ask.Question.Kind; k == quiz.Choice || k == quiz.TrueFalse {
		for place := range r.ask.Order {
			pick := func() { s.pick(place) }
			if place < letters {
				keys = append(keys, shell.Key{Rune: 'a' + rune(place), Do: pick})
			}
			if place < 9 {
				keys = append(keys, shell.Key{Rune: '1' + rune(place), Do: pick})
			}
		}
		keys = append(keys, shell.Key{Name: "A-F", Does: "choose an option"},
			shell.Key{Rune: '-', Does: "strike out the option of the next letter", Do: s.strike}, shell.Key{Name: "Right click", Does: "strike an option out"})
	}
	for c := quiz.Guess; c <= quiz.Sure; c++ {
		keys = append(keys, shell.Key{Rune: certaintyKey[c], Does: c.String(), Do: func() { s.certain(c) }})
	}
	return append(keys, shell.Key{Rune: 'x', Does: "flag, or take the flag off", Do: s.flag}, shell.Key{Rune: 'n', Does: "note", Do: s.note})
}

// lineStep is how far an arrow scrolls a long item.
const lineStep = 90

// pick chooses the option at a place, or strikes it out after the key for that.
func (s *Screen) pick(place int) {
	if s.m.room.striking {
		s.m.room.striking = false
		s.shell.Say("")
		s.view.Strike(place)
		return
	}
	s.view.Choose(place)
}

func (s *Screen) strike() {
	s.m.room.striking = true
	s.shell.Say("Press the letter of the option to strike out, or to bring back.")
}

// certain says how sure the learner is.
func (s *Screen) certain(c quiz.Certainty) {
	s.kept(s.m.room.certain(s.m.act, c))
	if s.m.phase == sitting {
		s.drawFooter()
	}
}

// flag flags the item, or takes the flag off.
func (s *Screen) flag() {
	if s.m.room.reviewing() {
		return
	}
	s.kept(s.m.room.change(s.m.act, func(g *quiz.Given) { g.Flagged = !g.Flagged }))
}

// note asks for words on the item; they are seen again in the walk.
func (s *Screen) note() {
	e := s.m.room.exam()
	s.shell.AskText("Your note on this item", e.Answers[e.At].Note, "Save note", func(text string) {
		if s.m.room.sitting == nil { // handed in meanwhile
			return
		}
		s.kept(s.m.room.change(s.m.act, func(g *quiz.Given) { g.Note = text }))
		if s.m.phase == sitting {
			s.again()
		}
	})
}

// next goes on to the item after; the page for reviewing follows the last.
func (s *Screen) next() {
	e := s.m.room.exam()
	s.turnTo(min(e.At+1, len(e.Queue)))
}

// back goes to the item before.
func (s *Screen) back() {
	if e := s.m.room.exam(); e.At > 0 {
		s.turnTo(e.At - 1)
	}
}

// review goes to the page for reviewing.
func (s *Screen) review() { s.turnTo(len(s.m.room.exam().Queue)) }

// first goes to the first of these items.
func (s *Screen) first(places []int, empty string) {
	if len(places) == 0 {
		s.shell.Say(empty)
		return
	}
	s.turnTo(places[0])
}

// jump asks for the number of an item.
func (s *Screen) jump() {
	n := len(s.m.room.exam().Queue)
	s.shell.AskLine("Which item?", fmt.Sprintf("1 to %d", n), "Go there", func(text string) error {
		at, err := strconv.Atoi(strings.TrimSpace(text))
		if err != nil || at < 1 || at > n {
			return fmt.Errorf("Write a number from 1 to %d", n)
		}
		if s.m.room.sitting == nil { // handed in meanwhile
			return nil
		}
		if s.m.room.closing(at-1) > 0 {
			return errors.New("That would close items that are not answered. Go on with Enter, item by item")
		}
		s.turnTo(at - 1)
		return nil
	})
}

// turnTo goes to another place, after a question if that closes items which are
// still open.
func (s *Screen) turnTo(place int) {
	r := &s.m.room
	if err := r.exam().MayGo(place); err != nil {
		s.shell.Fail(fmt.Errorf("go there: %w", err))
		return
	}
	if place == r.exam().At {
		return
	}
	if n := r.closing(place); n > 0 {
		s.shell.Ask("Leave for good?", fmt.Sprintf("%s not answered, and this exam does not let you come back.", are(n)), "Leave", func() { s.turn(place) })
		return
	}
	s.turn(place)
}

func (s *Screen) turn(place int) {
	if s.m.room.sitting == nil {
		return
	}
	s.shell.ToQuestion()
	if err := s.m.room.turn(s.m.act, place); err != nil {
		s.failed(err)
		if s.m.phase != sitting {
			return
		}
	}
	if s.view == nil || s.view.Model != s.m.room.ask {
		s.shell.Window.Canvas().Unfocus()
	}
	s.drawRoom()
	s.shell.Follow()
}

// handIn asks before the exam is handed in.
func (s *Screen) handIn() {
	t := s.m.room.exam().Tally()
	text := "Every item is answered."
	if open := t.Items - t.Answered; open > 0 {
		text = fmt.Sprintf("%s still open and will count as wrong.", are(open))
	}
	if t.Flagged > 0 {
		text += fmt.Sprintf(" %s flagged.", are(t.Flagged))
	}
	s.shell.Ask("Hand in now?", text+" An exam that is handed in cannot be taken back.", "Hand in", s.hand)
}

func (s *Screen) toggleMap() {
	r := &s.m.room
	r.noMap, r.mapChosen = !r.noMap, true
	if r.noMap {
		s.parts.side.Hide()
	} else {
		s.parts.side.Show()
	}
	s.drawHead()
	s.parts.frame.Refresh()
}

func (s *Screen) fullScreen() {
	s.shell.Window.SetFullScreen(!s.shell.Window.FullScreen())
}

// leave shows today. The exam stays open, and its clock goes on.
func (s *Screen) leave() { s.shell.Go("Today", nil) }
