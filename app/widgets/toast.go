package widgets

import (
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"chartroom/app/theme"
)

// Toast is a strip at the foot of the window that says what was done. It wants
// the room of one line always, so that nothing moves when it speaks; HeightFor
// is how high it must be for a sentence that takes more.
type Toast struct {
	widget.BaseWidget
	OnTapped func() // hears of a click on it; nil = nothing does

	text   string
	words  *Text
	role   fyne.ThemeColorName
	icon   theme.IconName
	action *Button
}

// toastLines is how many lines it has at most; what is longer ends with an
// ellipsis. Eight of them leave a third of the smallest window at the largest
// text.
const toastLines = 8

// toastMargin is above and below the words.
const toastMargin float32 = 8

// NewToast makes the strip, silent.
func NewToast() *Toast {
	t := &Toast{words: Body(""), action: QuietButton("", nil)}
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

// Tapped keeps a click from what the strip lies over.
func (t *Toast) Tapped(*fyne.PointEvent) {
	if t.OnTapped != nil {
		t.OnTapped()
	}
}

// room is how wide the words may be.
func (t *Toast) room(width float32) float32 {
	width -= theme.Size(theme.SizeIcon) + theme.Space12*3
	if t.action.Visible() {
		width -= t.action.MinSize().Width
	}
	return max(0, width)
}

// set breaks the words into lines for a width, as many as may be.
func (t *Toast) set(width float32) {
	t.words.oneLine = theme.Wide(t.text, theme.Size(theme.SizeBody), fyne.TextStyle{}) <= width
	t.words.forget()
	t.words.SetText(t.text)
	most := toastLines * t.words.pitch()
	if t.words.HeightFor(width) <= most {
		return
	}
	all := []rune(t.text)
	n := sort.Search(len(all), func(n int) bool {
		t.words.SetText(string(all[:n+1]) + "…")
		return t.words.HeightFor(width) > most
	})
	t.words.SetText(string(all[:n]) + "…")
}

// HeightFor is for layouts.
func (t *Toast) HeightFor(width float32) float32 {
	least := t.MinSize().Height
	if t.text == "" {
		return least
	}
	room := t.room(width)
	t.set(room)
	if t.words.oneLine {
		return least
	}
	return max(least, t.words.HeightFor(room)+2*toastMargin)
}

// CreateRenderer is for Fyne.
func (t *Toast) CreateRenderer() fyne.WidgetRenderer {
	bg, ic := rect(theme.RadiusRow), newInnerIcon()
	return newView(t, func() {
		if t.text == "" {
			fill(bg, "", "", 0)
			t.words.Hide()
			tint(ic, "", "")
			return
		}
		t.words.SetRole(t.role)
		t.words.Show()
		tint(ic, t.icon, t.role)
	}, func() fyne.Size {
		m := theme.Measure("x", theme.Size(theme.SizeBody), fyne.TextStyle{})
		return fyne.NewSize(theme.Scaled(160), m.Height+2*toastMargin)
	}, func(s fyne.Size) {
		bg.Resize(s)
		if t.text == "" {
			return
		}
		k, room := theme.Size(theme.SizeIcon), t.room(s.Width)
		if t.action.Visible() {
			m := t.action.MinSize()
			place(t.action, s.Width-m.Width-theme.Space4, (s.Height-m.Height)/2, m.Width, m.Height)
		}
		t.set(room)
		edge := fyne.ThemeColorName("")
		if !t.words.oneLine { // it lies over something
			edge = theme.ColorEdge
		}
		fill(bg, theme.Soft(t.role), edge, 1)
		high := t.words.HeightFor(room)
		top := (s.Height - high) / 2
		place(ic, theme.Space12, top+(t.words.pitch()-k)/2, k, k)
		place(t.words, theme.Space12*2+k, top, room, high)
	}, bg, ic, t.words, t.action)
}
