package widgets

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"chartroom/app/theme"
)

// Press makes anything a target: a click, Enter or Space on it does one thing.
type Press struct {
	Control
	content fyne.CanvasObject
}

// Pressable wraps content; pressed is what it does.
func Pressable(content fyne.CanvasObject, pressed func()) *Press {
	p := &Press{content: content}
	p.press = pressed
	p.extend(p)
	return p
}

// HeightFor is for layouts.
func (p *Press) HeightFor(width float32) float32 { return HeightFor(p.content, width) }

// NaturalWidth is for layouts.
func (p *Press) NaturalWidth() float32 { return naturalWidth(p.content) }

// CreateRenderer is for Fyne.
func (p *Press) CreateRenderer() fyne.WidgetRenderer {
	ring := rect(theme.RadiusRow)
	return newView(p, func() {
		edge := fyne.ThemeColorName("")
		if p.focused {
			edge = theme.ColorAccent
		}
		fill(ring, "", edge, 2)
		if p.hovered && !p.disabled {
			ring.FillColor = role(fynetheme.ColorNameHover)
		}
	}, p.content.MinSize, func(s fyne.Size) {
		ring.Resize(s)
		p.content.Resize(s)
	}, p.content, ring)
}
