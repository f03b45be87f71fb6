package shell

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"chartroom/app/theme"
	"chartroom/app/widgets"
)

// open shows something over the screen until Esc. onKey, if not nil, hears
// named keys meanwhile.
func (s *Shell) open(content fyne.CanvasObject, onKey func(fyne.KeyName)) *widget.PopUp {
	s.closeOverlay()
	pop := widget.NewModalPopUp(content, s.Window.Canvas())
	s.overlay, s.overlayKey = pop, onKey
	pop.Show()
	return pop
}

// closeOverlay takes away what open showed, if anything.
func (s *Shell) closeOverlay() {
	over := s.overlay
	if over == nil {
		return
	}
	s.overlay, s.overlayKey = nil, nil
	over.Hide()
	s.Window.Canvas().Unfocus()
	s.focus()
}

// Ask asks before something that cannot be undone; Enter does it, Esc does
// not.
func (s *Shell) Ask(title, text, action string, do func()) {
	yes := func() { s.closeOverlay(); do() }
	box := widgets.Fixed(theme.Scaled(420), 0, widgets.PadAll(theme.Space16, widgets.Column(theme.Space16,
		widgets.Heading(title), widgets.Body(text),
		widgets.Row(theme.Space12, widgets.PrimaryButton(action, yes).WithKey("Enter"),
			widgets.SecondaryButton("Cancel", s.closeOverlay).WithKey("Esc")))))
	s.open(box, func(k fyne.KeyName) {
		if k == fyne.KeyReturn {
			yes()
		}
	})
}

// AskText asks for some words, such as a note; save gets them. Ctrl+Enter
// saves, for Enter begins a new line.
func (s *Shell) AskText(title, text, action string, save func(string)) {
	entry := widgets.NewTextArea("", 5, nil)
	entry.Set(text)
	done := func() { words := entry.Text; s.closeOverlay(); save(strings.TrimSpace(words)) }
	entry.OnEscape = s.closeOverlay
	box := widgets.Fixed(theme.Scaled(460), 0, widgets.PadAll(theme.Space16, widgets.Column(theme.Space16,
		widgets.Heading(title), entry,
		widgets.Row(theme.Space12, widgets.PrimaryButton(action, done).WithKey("Ctrl Enter"),
			widgets.SecondaryButton("Cancel", s.closeOverlay).WithKey("Esc")))))
	s.open(box, func(k fyne.KeyName) {
		if k == fyne.KeyReturn {
			done()
		}
	})
	s.Window.Canvas().Focus(entry)
}

// AskLine asks for one line, such as a day. What take complains of stands under
// the line until it is put right; nil closes.
func (s *Shell) AskLine(title, hint, action string, take func(string) error) {
	s.askLine(line{title: title, hint: hint, action: action, check: take, then: func(string) {}})
}

// line is a question for one line.
type line struct {
	title, text, hint, action string
	check                     func(string) error // what is wrong with it
	then                      func(string)       // after the question has closed
	more                      fyne.CanvasObject  // beside the buttons; nil = nothing
}

// askLine asks for one line and returns where it is typed.
func (s *Shell) askLine(l line) *widgets.Entry {
	entry := widgets.NewEntry("", nil)
	entry.Set(l.text)
	note := widgets.Muted(l.hint)
	done := func() {
		text := entry.Text
		if err := l.check(text); err != nil {
			note.SetText(err.Error() + ".")
			note.SetRole(theme.ColorWrong)
			return
		}
		s.closeOverlay()
		l.then(text)
	}
	entry.OnEscape = s.closeOverlay
	entry.OnEnter = func(string) { done() }
	buttons := []fyne.CanvasObject{widgets.PrimaryButton(l.action, done).WithKey("Enter"),
		widgets.SecondaryButton("Cancel", s.closeOverlay).WithKey("Esc")}
	width := theme.Scaled(420)
	if l.more != nil {
		buttons, width = append(buttons, l.more), theme.Scaled(560)
	}
	s.open(widgets.Fixed(width, 0, widgets.PadAll(theme.Space16, widgets.Column(theme.Space16,
		widgets.Heading(l.title), widgets.Column(theme.Space8, entry, note), widgets.Row(theme.Space12, buttons...)))), nil)
	s.Window.Canvas().Focus(entry)
	return entry
}

// showKeys lists the keys of the screen on show and of the window.
func (s *Shell) showKeys() {
	window := []Key{
		{Name: "Ctrl 1..9", Does: "go to a screen"}, {Name: "Ctrl K", Does: "find anything"},
		{Name: "Ctrl B", Does: "code books beside a question, and back to it"}, {Name: "Ctrl Shift B", Does: "put them away"},
		{Name: "Ctrl Z", Does: "undo"}, {Rune: '?', Does: "this list"}, {Name: "Esc", Does: "close this"},
	}
	title := s.screen().Name()
	if s.beside.shown() && s.beside.active {
		title = "Code books"
	}
	lists := widgets.Columns(theme.Space32, 260, keyList(title, s.keys()), keyList("Everywhere", window))
	room := s.Window.Canvas().Size().SubtractWidthHeight(2*theme.Space32, 2*theme.Space32)
	width := min(theme.Scaled(640), room.Width)
	if widgets.HeightFor(lists, width-2*theme.Space16)+2*theme.Space16 <= room.Height {
		s.open(widgets.Fixed(width, 0, widgets.PadAll(theme.Space16, lists)), nil)
		return
	}
	scroller := widgets.Scroller(lists)
	s.open(widgets.Fixed(width, room.Height, widgets.PadAll(theme.Space16, scroller)), func(k fyne.KeyName) {
		scroll, ok := scroller.Objects[0].(*container.Scroll)
		if by := map[fyne.KeyName]float32{fyne.KeyDown: 1, fyne.KeyUp: -1, fyne.KeyPageDown: 8, fyne.KeyPageUp: -8}[k]; ok && by != 0 {
			scroll.ScrollToOffset(scroll.Offset.AddXY(0, by*theme.Scaled(30)))
		}
	})
}

// keyList is a heading and a row a key.
func keyList(title string, keys []Key) fyne.CanvasObject {
	rows := []fyne.CanvasObject{widgets.Heading(title)}
	for _, k := range keys {
		if k.Does != "" {
			rows = append(rows, widgets.KeyHint(k.Cap(), k.Does))
		}
	}
	if len(rows) == 1 {
		rows = append(rows, widgets.Muted("No keys of its own."))
	}
	return widgets.Column(theme.Space8, rows...)
}
