package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"chartroom/app/theme"
)

// Segments is a choice of one among a few, side by side. It wraps when narrow.
type Segments struct {
	widget.BaseWidget
	parts    []*segment
	body     *fyne.Container
	selected int
	changed  func(int)
}

// Segmented makes the choice; selected is the index chosen at first, -1 for
// none. changed is called for the learner's choices, not for Set.
func Segmented(words []string, selected int, changed func(int)) *Segments {
	s := &Segments{selected: selected, changed: changed}
	objects := make([]fyne.CanvasObject, len(words))
	for i, w := range words {
		p := &segment{text: w, on: i == selected}
		p.press = func() {
			if s.selected == i {
				return
			}
			s.Set(i)
			if s.changed != nil {
				s.changed(i)
			}
		}
		p.step = func(by int) {
			if j := s.selected + by; j >= 0 && j < len(s.parts) {
				s.parts[j].press()
			}
		}
		p.extend(p)
		s.parts = append(s.parts, p)
		objects[i] = p
	}
	s.body = Flow(theme.Space8, objects...)
	s.ExtendBaseWidget(s)
	return s
}

// Set chooses without telling.
func (s *Segments) Set(i int) {
	s.selected = i
	for k, p := range s.parts {
		if p.on != (k == i) {
			p.on = k == i
			p.Refresh()
		}
	}
}

// Selected is the index chosen, -1 for none.
func (s *Segments) Selected() int { return s.selected }

// SetEnabled makes all of it pressable or not.
func (s *Segments) SetEnabled(on bool) {
	for _, p := range s.parts {
		p.SetEnabled(on)
	}
}

// HeightFor is for layouts.
func (s *Segments) HeightFor(width float32) float32 { return HeightFor(s.body, width) }

// NaturalWidth is for layouts.
func (s *Segments) NaturalWidth() float32 { return naturalWidth(s.body) }

// CreateRenderer is for Fyne.
func (s *Segments) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.body) }

type segment struct {
	Control
	text string
	on   bool
	step func(by int)
}

func (p *segment) Words() []string           { return []string{p.text} }
func (p *segment) HeightFor(float32) float32 { return p.MinSize().Height }

func (p *segment) TypedKey(e *fyne.KeyEvent) {
	switch {
	case p.disabled:
		p.Control.TypedKey(e)
	case e.Name == fyne.KeyLeft:
		p.step(-1)
	case e.Name == fyne.KeyRight:
		p.step(1)
	default:
		p.Control.TypedKey(e)
	}
}

func (p *segment) CreateRenderer() fyne.WidgetRenderer {
	bg, txt := rect(theme.RadiusRow), line(p.text, theme.SizeBody, false)
	return newView(p, func() {
		body, edge, word := theme.ColorSurface, theme.ColorEdge, theme.ColorText
		width := float32(1)
		switch {
		case p.on:
			body, edge, word, width = theme.ColorAccentSoft, theme.ColorAccent, theme.ColorAccent, 1.5
		case p.disabled:
			body, edge, word = "", theme.ColorLine, theme.ColorMuted
		case p.hovered:
			body = theme.ColorRaised
		}
		if p.focused {
			edge, width = theme.ColorAccent, 2.5
		}
		fill(bg, body, edge, width)
		embolden(txt, p.on)
		ink(txt, theme.SizeBody, word)
	}, func() fyne.Size {
		m := theme.Measure(p.text, theme.Size(theme.SizeBody), fyne.TextStyle{Bold: true})
		return fyne.NewSize(m.Width+28, m.Height+14)
	}, func(s fyne.Size) {
		bg.Resize(s)
		m := txt.MinSize()
		place(txt, (s.Width-m.Width)/2, (s.Height-m.Height)/2, m.Width, m.Height)
	}, bg, txt)
}

// Check is a row with a box to tick; the whole row is the target.
type Check struct {
	Control
	on      bool
	text    *Text
	help    *Text
	body    *fyne.Container
	changed func(bool)
}

// CheckRow makes the row. help may be "". changed is called for the learner's
// ticks, not for Set.
func CheckRow(text, help string, on bool, changed func(bool)) *Check {
	c := &Check{on: on, text: Body(text), changed: changed}
	c.body = Column(0, c.text)
	if help != "" {
		c.help = Caption(help)
		c.body.Add(c.help)
	}
	c.press = func() {
		c.Set(!c.on)
		if c.changed != nil {
			c.changed(c.on)
		}
	}
	c.extend(c)
	return c
}

// Set ticks without telling.
func (c *Check) Set(on bool) {
	if c.on != on {
		c.on = on
		c.Refresh()
	}
}

// On reports whether it is ticked.
func (c *Check) On() bool { return c.on }

func (c *Check) indent() float32 { return theme.Size(theme.SizeIcon) + theme.Space12 }

// HeightFor is for layouts.
func (c *Check) HeightFor(width float32) float32 {
	return HeightFor(c.body, width-c.indent()) + 2*theme.Space8
}

// NaturalWidth is for layouts.
func (c *Check) NaturalWidth() float32 { return naturalWidth(c.body) + c.indent() }

// CreateRenderer is for Fyne.
func (c *Check) CreateRenderer() fyne.WidgetRenderer {
	bg, ic := rect(theme.RadiusRow), newInnerIcon()
	return newView(c, func() {
		body, edge := fyne.ThemeColorName(""), fyne.ThemeColorName("")
		if c.hovered && !c.disabled {
			body = theme.ColorRaised
		}
		if c.focused {
			edge = theme.ColorAccent
		}
		fill(bg, body, edge, 2)
		name, ink := theme.IconCheckBox, theme.ColorEdge
		if c.on {
			name, ink = theme.IconCheckBoxChecked, theme.ColorAccent
		}
		if c.disabled {
			ink = theme.ColorMuted
			c.text.SetRole(theme.ColorMuted)
		} else {
			c.text.SetRole(theme.ColorText)
		}
		tint(ic, name, ink)
	}, func() fyne.Size {
		return c.body.MinSize().AddWidthHeight(c.indent(), 2*theme.Space8)
	}, func(s fyne.Size) {
		place(bg, -theme.Space8, 0, s.Width+2*theme.Space8, s.Height)
		k := theme.Size(theme.SizeIcon) + 2
		place(ic, -1, theme.Space8+(c.text.pitch()-k)/2, k, k)
		place(c.body, c.indent(), theme.Space8, s.Width-c.indent(), s.Height-2*theme.Space8)
	}, bg, ic, c.body)
}

// Toggle is CheckRow without a line of help.
func Toggle(text string, on bool, changed func(bool)) *Check { return CheckRow(text, "", on, changed) }
