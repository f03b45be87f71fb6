package settings

import (
	"fyne.io/fyne/v2"

	"chartroom/app/shell"
	"chartroom/app/theme"
)

// Keys are what the keyboard does here. Tab goes from field to field; the
// digits jump to a section.
func (s *Screen) Keys() []shell.Key {
	keys := []shell.Key{{Name: "Tab", Does: "to the next field", Do: func() { s.shell.Window.Canvas().FocusNext() }}}
	for i, section := range s.sections {
		keys = append(keys, shell.Key{Rune: rune('1' + i), Does: section.title, Do: func() { s.jump(section) }})
	}
	return append(keys,
		shell.Key{Rune: 'f', Does: "fit the schedule to you", Do: s.fit},
		shell.Key{Rune: 'e', Does: "export the log of answers", Do: s.exportLog},
		shell.Key{Rune: 'b', Does: "back up now", Do: s.backUp},
		shell.Key{Rune: 'c', Does: "check the file", Do: s.check},
		shell.Key{Name: fyne.KeyPageDown, Does: "scroll down", Do: func() { s.page.ScrollBy(s.page.Size().Height * .8) }},
		shell.Key{Name: fyne.KeyPageUp, Does: "scroll up", Do: func() { s.page.ScrollBy(-s.page.Size().Height * .8) }},
		shell.Key{Name: fyne.KeyDown, Do: func() { s.page.ScrollBy(theme.Scaled(48)) }},
		shell.Key{Name: fyne.KeyUp, Do: func() { s.page.ScrollBy(-theme.Scaled(48)) }},
		shell.Key{Name: fyne.KeyHome, Do: func() { s.page.ScrollToTop() }})
}

// jump scrolls to a section and gives the focus to its first field.
func (s *Screen) jump(section *section) {
	s.page.ScrollToTop()
	s.page.ScrollBy(section.object.Position().Y - theme.Space12)
	s.focusIn(section.object)
}

// mostFields is more fields than the window ever has, so that looking for one
// ends.
const mostFields = 300

// focusIn gives the focus to the first field inside o. A choice among segments
// has several; the arrows go between them.
func (s *Screen) focusIn(o fyne.CanvasObject) {
	canvas, driver := s.shell.Window.Canvas(), fyne.CurrentApp().Driver()
	canvas.Unfocus()
	from, size := driver.AbsolutePositionForObject(o), o.Size()
	for range mostFields {
		canvas.FocusNext()
		f, ok := canvas.Focused().(fyne.CanvasObject)
		if !ok {
			return
		}
		at := driver.AbsolutePositionForObject(f)
		if at.X >= from.X && at.X < from.X+size.Width && at.Y >= from.Y && at.Y < from.Y+size.Height {
			return
		}
	}
	canvas.Unfocus()
}
