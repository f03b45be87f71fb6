package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"chartroom/app/theme"
)

// Toast is a strip at the foot of the window that says what was done. It has
// its room always, so that nothing moves when it speaks, and it lies over
// nothing.
type Toast struct {
	widget.BaseWidget
	text   string
	role   fyne.ThemeColorName
	icon   theme.IconName
	action *Button
}

// NewToast makes the strip, silent.
func NewToast() *Toast {
	t := &Toast{action: QuietButton("", nil)}
	t.action.Hide()
	t.ExtendBaseWidget(t)
	return t
}

// Say shows a sentence in a role, with the role's icon. action ("Undo") may be
// "".
func (t *Toast) Say(text string, role fyne.ThemeColorName, action string, pressed func()) {
	t.text, t.role, t.icon = text, role, theme.IconInfo
	switch role {
	case theme.ColorRight:
		t.icon = theme.IconTick
	case theme.ColorWrong, theme.ColorClose:
		t.icon = theme.IconWarning
	}
	t.action.SetText(action)
	t.action.SetPressed(pressed)
	if action == "" {
		t.action.Hide()
	} else {
		t.action.Show()
	}
	t.Refresh()
}

// Clear makes it silent.
func (t *Toast) Clear() {
	t.text = ""
	t.action.Hide()
	t.Refresh()
}

// Text is what it says now, "" for nothing.
func (t *Toast) Text() string { return t.text }

// Words are for tests.
func (t *Toast) Words() []string {
	if t.text == "" {
		return nil
	}
	return []string{t.text}
}

// HeightFor is for layouts.
func (t *Toast) HeightFor(float32) float32 { return t.MinSize().Height }

// CreateRenderer is for Fyne.
func (t *Toast) CreateRenderer() fyne.WidgetRenderer {
	bg, ic, txt := rect(theme.RadiusRow), newInnerIcon(), line("", theme.SizeBody, false)
	return newView(t, func() {
		if t.text == "" {
			fill(bg, "", "", 0)
			txt.Hide()
			tint(ic, "", "")
			return
		}
		fill(bg, theme.Soft(t.role), "", 0)
		ink(txt, theme.SizeBody, t.role)
		txt.Show()
		tint(ic, t.icon, t.role)
	}, func() fyne.Size {
		m := theme.Measure("x", theme.Size(theme.SizeBody), fyne.TextStyle{})
		return fyne.NewSize(theme.Scaled(160), m.Height+16)
	}, func(s fyne.Size) {
		bg.Resize(s)
		k := theme.Size(theme.SizeIcon)
		place(ic, theme.Space12, (s.Height-k)/2, k, k)
		room := s.Width - k - theme.Space12*3
		if t.action.Visible() {
			m := t.action.MinSize()
			place(t.action, s.Width-m.Width-theme.Space4, (s.Height-m.Height)/2, m.Width, m.Height)
			room -= m.Width
		}
		write(txt, clip(t.text, theme.Size(theme.SizeBody), fyne.TextStyle{}, room))
		m := txt.MinSize()
		place(txt, theme.Space12*2+k, (s.Height-m.Height)/2, m.Width, m.Height)
	}, bg, ic, txt, t.action)
}
