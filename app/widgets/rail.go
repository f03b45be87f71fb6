package widgets

import (
	"strconv"

	"fyne.io/fyne/v2"

	"chartroom/app/theme"
)

// RailItem is a place in the navigation rail: icon, word, and a badge with a
// number when there is something to do.
type RailItem struct {
	Control
	icon     theme.IconName
	text     string
	badge    int
	selected bool
}

// NewRailItem makes a place.
func NewRailItem(icon theme.IconName, text string, pressed func()) *RailItem {
	r := &RailItem{icon: icon, text: text}
	r.press = pressed
	r.extend(r)
	return r
}

// SetBadge shows n, or nothing when n is 0.
func (r *RailItem) SetBadge(n int) {
	if r.badge != n {
		r.badge = n
		r.Refresh()
	}
}

// SetSelected marks the place one is at.
func (r *RailItem) SetSelected(on bool) {
	if r.selected != on {
		r.selected = on
		r.Refresh()
	}
}

// Selected reports whether one is there.
func (r *RailItem) Selected() bool { return r.selected }

// Words are for tests.
func (r *RailItem) Words() []string {
	if r.badge > 0 {
		return []string{r.text, r.badgeText()}
	}
	return []string{r.text}
}

func (r *RailItem) badgeText() string {
	if r.badge > 9999 {
		return "9999+"
	}
	return strconv.Itoa(r.badge)
}

// HeightFor is for layouts.
func (r *RailItem) HeightFor(float32) float32 { return r.MinSize().Height }

// CreateRenderer is for Fyne.
func (r *RailItem) CreateRenderer() fyne.WidgetRenderer {
	bg, pill, ring := rect(theme.RadiusRow), rect(0), rect(theme.RadiusRow)
	ic, txt, num := newInnerIcon(), line("", theme.SizeBody, false), line("", theme.SizeCaption, true)
	badgeWidth := func() float32 {
		if r.badge <= 0 {
			return 0
		}
		m := theme.Measure(r.badgeText(), theme.Size(theme.SizeCaption), fyne.TextStyle{Bold: true})
		return max(m.Width+14, m.Height+6)
	}
	return newView(r, func() {
		word, body := theme.ColorMuted, fyne.ThemeColorName("")
		switch {
		case r.selected:
			word, body = theme.ColorAccent, theme.ColorAccentSoft
		case r.hovered:
			word, body = theme.ColorText, theme.ColorBackground
		}
		fill(bg, body, "", 0)
		if r.focused {
			fill(ring, "", theme.ColorAccent, 2)
		} else {
			fill(ring, "", "", 0)
		}
		tint(ic, r.icon, word)
		embolden(txt, r.selected)
		ink(txt, theme.SizeBody, word)
		write(num, r.badgeText())
		ink(num, theme.SizeCaption, theme.ColorOnAccent)
		fill(pill, theme.ColorAccent, "", 0)
		if r.badge > 0 {
			pill.Show()
			num.Show()
		} else {
			pill.Hide()
			num.Hide()
		}
	}, func() fyne.Size {
		m := theme.Measure(r.text, theme.Size(theme.SizeBody), fyne.TextStyle{Bold: true})
		w := theme.Space12*3 + theme.Size(theme.SizeIcon) + m.Width
		if r.badge > 0 {
			w += badgeWidth() + theme.Space8
		}
		return fyne.NewSize(w, m.Height+18)
	}, func(s fyne.Size) {
		bg.Resize(s)
		ring.Resize(s)
		k := theme.Size(theme.SizeIcon)
		place(ic, theme.Space12, (s.Height-k)/2, k, k)
		x := theme.Space12*2 + k
		room := s.Width - x - theme.Space12
		if r.badge > 0 {
			room -= badgeWidth() + theme.Space8
		}
		write(txt, clip(r.text, txt.TextSize, txt.TextStyle, room+1))
		m := txt.MinSize()
		place(txt, x, (s.Height-m.Height)/2, m.Width, m.Height)
		if r.badge > 0 {
			n := num.MinSize()
			w, h := badgeWidth(), n.Height+6
			pill.CornerRadius = h / 2
			place(pill, s.Width-theme.Space12-w+2, (s.Height-h)/2, w, h)
			place(num, s.Width-theme.Space12-w+2+(w-n.Width)/2, (s.Height-n.Height)/2, n.Width, n.Height)
		}
	}, bg, ring, ic, txt, pill, num)
}
