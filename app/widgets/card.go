package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"chartroom/app/theme"
)

// Panel is a coloured surface with rounded corners around content. It takes
// the content's height for its width.
type Panel struct {
	widget.BaseWidget
	content fyne.CanvasObject
	padding float32
	radius  float32
	fill    fyne.ThemeColorName
	edge    fyne.ThemeColorName
}

// Card is content on a raised surface.
func Card(content fyne.CanvasObject) *Panel {
	return NewPanel(content, theme.ColorSurface, "", theme.CardPadding)
}

// NewPanel is content on a surface of the given roles, "" for none.
func NewPanel(content fyne.CanvasObject, fill, edge fyne.ThemeColorName, padding float32) *Panel {
	p := &Panel{content: content, fill: fill, edge: edge, padding: padding, radius: theme.RadiusCard}
	p.ExtendBaseWidget(p)
	return p
}

// Note is a sentence on a soft surface of a role, with the role's icon: for
// what is worth knowing and does not go away.
func Note(icon theme.IconName, role fyne.ThemeColorName, content fyne.CanvasObject) *Panel {
	return NewPanel(RowTop(theme.Space12, NewIcon(icon, role), Grow(content)), theme.Soft(role), "", theme.Space16)
}

// SetContent changes what is on the panel.
func (p *Panel) SetContent(content fyne.CanvasObject) { p.content = content; p.Refresh() }

// SetRoles changes the colours of surface and edge.
func (p *Panel) SetRoles(fill, edge fyne.ThemeColorName) { p.fill, p.edge = fill, edge; p.Refresh() }

// HeightFor is for layouts.
func (p *Panel) HeightFor(width float32) float32 {
	return HeightFor(p.content, width-2*p.padding) + 2*p.padding
}

// NaturalWidth is for layouts.
func (p *Panel) NaturalWidth() float32 { return naturalWidth(p.content) + 2*p.padding }

// CreateRenderer is for Fyne.
func (p *Panel) CreateRenderer() fyne.WidgetRenderer {
	bg := rect(p.radius)
	v := newView(p, nil,
		func() fyne.Size { return p.content.MinSize().AddWidthHeight(2*p.padding, 2*p.padding) },
		nil, bg, p.content)
	v.paint = func() {
		fill(bg, p.fill, p.edge, 1)
		v.objects[1] = p.content
	}
	v.layout = func(s fyne.Size) {
		bg.Resize(s)
		place(p.content, p.padding, p.padding, s.Width-2*p.padding, s.Height-2*p.padding)
	}
	v.paint()
	return v
}

// Divider is a hairline across the width.
func Divider() fyne.CanvasObject { return &hairline{} }

type hairline struct{ widget.BaseWidget }

func (h *hairline) HeightFor(float32) float32 { return 1 }

func (h *hairline) CreateRenderer() fyne.WidgetRenderer {
	h.ExtendBaseWidget(h)
	r := rect(0)
	return newView(h, func() { fill(r, theme.ColorLine, "", 0) },
		func() fyne.Size { return fyne.NewSize(1, 1) },
		func(s fyne.Size) { place(r, 0, (s.Height-1)/2, s.Width, 1) }, r)
}
