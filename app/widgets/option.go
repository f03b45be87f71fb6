package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"chartroom/app/theme"
	"chartroom/quiz"
)

// OptionState is what an option is at the moment.
type OptionState int

// The states. The last five are for after marking, when an option cannot be
// pressed any more.
const (
	OptionIdle        OptionState = iota
	OptionChosen                  // chosen, not marked yet
	OptionChosenRight             // chosen and right
	OptionChosenWrong             // chosen and wrong
	OptionRight                   // right, not chosen, where one was to be chosen
	OptionMissed                  // right, not chosen, where all right ones were to be chosen
	OptionWrong                   // neither right nor chosen
)

// OptionRow is one option of a question: a letter key and a text; the whole
// row is the target. After marking it carries its verdict and its own
// explanation.
type OptionRow struct {
	Control
	letter   string
	multiple bool
	state    OptionState
	struck   bool
	extra    string
	text     *Text
	why      *Text
	onStrike func()
}

// NewOptionRow makes the option at index (0 = A). multiple: several may be
// chosen, shown as a box to tick. struck, if not nil, is called for the right
// mouse button: the learner rules the option out.
func NewOptionRow(index int, text string, m quiz.Markup, multiple bool, pressed, struck func()) *OptionRow {
	o := &OptionRow{letter: string(rune('A' + index)), multiple: multiple, text: Prose(text, m), why: Muted(""), onStrike: struck}
	o.why.Hide()
	o.press = pressed
	o.extend(o)
	return o
}

// Showing makes the row show the pictures that its texts name.
func (o *OptionRow) Showing(p *Pictures) *OptionRow {
	o.text.Showing(p)
	o.why.Showing(p)
	return o
}

// SetState changes the state. From OptionChosenRight on, the row cannot be
// pressed.
func (o *OptionRow) SetState(s OptionState) {
	o.state = s
	o.disabled = s >= OptionChosenRight
	o.text.bold = s == OptionChosenRight || s == OptionChosenWrong || s == OptionRight || s == OptionMissed
	o.text.forget()
	o.Refresh()
}

// SetStruck shows that the learner has ruled the option out.
func (o *OptionRow) SetStruck(on bool) {
	if o.struck != on {
		o.struck = on
		o.Refresh()
	}
}

// Struck reports whether it is ruled out.
func (o *OptionRow) Struck() bool { return o.struck }

// Explain shows why, and what follows the verdict ("sure"); both may be "".
func (o *OptionRow) Explain(why string, m quiz.Markup, extra string) {
	o.extra = extra
	o.why.SetProse(why, m)
	if len(o.why.spans) == 0 {
		o.why.Hide()
	} else {
		o.why.Show()
	}
	o.Refresh()
}

// verdict is the icon, the words and the role after marking.
func (o *OptionRow) verdict() (icon theme.IconName, words string, role fyne.ThemeColorName) {
	switch o.state {
	case OptionChosenRight:
		icon, words, role = theme.IconTick, "your answer · right", theme.ColorRight
	case OptionChosenWrong:
		icon, words, role = theme.IconCross, "your answer · wrong", theme.ColorWrong
	case OptionRight:
		return theme.IconTick, "right", theme.ColorRight
	case OptionMissed:
		return theme.IconPartly, "right, not chosen", theme.ColorClose
	default:
		return "", "", ""
	}
	if o.extra != "" {
		words += " · " + o.extra
	}
	return icon, words, role
}

// Words are for tests: the letter, and the verdict if there is one. The texts
// speak for themselves.
func (o *OptionRow) Words() []string {
	w := []string{o.letter}
	if _, v, _ := o.verdict(); v != "" {
		w = append(w, v)
	}
	if o.struck {
		w = append(w, "ruled out")
	}
	return w
}

// TappedSecondary rules the option out or back in.
func (o *OptionRow) TappedSecondary(*fyne.PointEvent) {
	if !o.disabled && o.onStrike != nil {
		o.onStrike()
	}
}

// optionPlan is where the parts of a row go at a width.
type optionPlan struct {
	pad, key, x, width     float32 // padding, key size, left and width of the texts
	text, why              float32 // heights
	vx, vy, vw, vh, height float32 // the verdict's place; the row's height
}

func (o *OptionRow) plan(width float32) optionPlan {
	p := optionPlan{pad: theme.Space12 + 2, key: theme.Scaled(26)}
	p.x = p.pad + p.key + theme.Space12
	p.width = max(1, width-p.x-p.pad)
	if o.multiple {
		p.width = max(1, p.width-theme.Size(theme.SizeIcon)-theme.Space8)
	}
	p.text = o.text.HeightFor(p.width)
	below := p.text
	if _, words, _ := o.verdict(); words != "" {
		m := theme.Measure(words, theme.Size(theme.SizeBody), fyne.TextStyle{})
		k := theme.Size(theme.SizeIcon) * 0.85
		p.vw, p.vh = k+5+m.Width, o.text.pitch()
		ex, ey := o.text.end(p.width)
		if ex+theme.Space12+p.vw <= p.width {
			p.vx, p.vy = ex+theme.Space12, ey
		} else {
			p.vx, p.vy = 0, p.text
			below += p.vh
		}
	}
	if o.why.Visible() {
		p.why = o.why.HeightFor(p.width)
		below += 2 + p.why
	}
	p.height = max(below, p.key) + 2*p.pad
	return p
}

// HeightFor is for layouts.
func (o *OptionRow) HeightFor(width float32) float32 { return o.plan(width).height }

// CreateRenderer is for Fyne.
func (o *OptionRow) CreateRenderer() fyne.WidgetRenderer {
	bg, ring := rect(theme.RadiusRow), rect(theme.RadiusRow+3)
	key, letter := rect(6), line(o.letter, theme.SizeBody, true)
	vic, vtext := newInnerIcon(), line("", theme.SizeBody, false)
	tick := &canvas.Image{FillMode: canvas.ImageFillContain}
	return newView(o, func() {
		body, edge, width := fyne.ThemeColorName(""), theme.ColorLine, float32(1)
		keyFill, keyInk, textInk := theme.ColorRaised, theme.ColorText, theme.ColorText
		box, boxInk := theme.IconCheckBox, theme.ColorEdge
		switch o.state {
		case OptionChosen:
			body, edge, width = theme.ColorAccentSoft, theme.ColorAccent, 1.5
			keyFill, keyInk = theme.ColorAccent, theme.ColorOnAccent
			box, boxInk = theme.IconCheckBoxChecked, theme.ColorAccent
		case OptionChosenRight, OptionRight:
			body, edge, width = theme.ColorRightSoft, theme.ColorRight, 1.5
			keyFill, keyInk = theme.ColorRight, theme.ColorOnAccent
			boxInk = theme.ColorRight
		case OptionChosenWrong:
			body, edge, width = theme.ColorWrongSoft, theme.ColorWrong, 1.5
			keyFill, keyInk, boxInk = theme.ColorWrong, theme.ColorOnAccent, theme.ColorWrong
		case OptionMissed:
			body, edge, width = theme.ColorCloseSoft, theme.ColorClose, 1.5
			keyFill, keyInk, boxInk = theme.ColorClose, theme.ColorOnAccent, theme.ColorClose
		case OptionIdle:
			if o.struck {
				keyInk, textInk = theme.ColorMuted, theme.ColorMuted
			}
			if o.hovered {
				body, edge, keyFill = theme.ColorRaised, theme.ColorEdge, theme.ColorSurface
			}
		}
		if o.state == OptionChosenRight || o.state == OptionChosenWrong {
			box = theme.IconCheckBoxChecked
		}
		fill(bg, body, edge, width)
		if o.focused {
			fill(ring, "", theme.ColorAccent, 2)
		} else {
			fill(ring, "", "", 0)
		}
		fill(key, keyFill, "", 0)
		ink(letter, theme.SizeBody, keyInk)
		o.text.SetRole(textInk)
		o.text.SetStruck(o.struck && o.state == OptionIdle)
		icon, words, r := o.verdict()
		write(vtext, words)
		ink(vtext, theme.SizeBody, r)
		tint(vic, icon, r)
		if o.multiple {
			tint(tick, box, boxInk)
		} else {
			tint(tick, "", "")
		}
	}, func() fyne.Size {
		w := o.BaseWidget.Size().Width
		if w <= 0 {
			w = 480
		}
		return fyne.NewSize(theme.Scaled(160), o.HeightFor(w))
	}, func(s fyne.Size) {
		p := o.plan(s.Width)
		bg.Resize(s)
		place(ring, -3, -3, s.Width+6, s.Height+6)
		top := p.pad
		if p.height <= p.key+2*p.pad { // one line: centred on the key
			top += (p.key - p.text) / 2
		}
		ky := top + (o.text.pitch()-p.key)/2
		place(key, p.pad, ky, p.key, p.key)
		m := letter.MinSize()
		place(letter, p.pad+(p.key-m.Width)/2, ky+(p.key-m.Height)/2, m.Width, m.Height)
		place(o.text, p.x, top, p.width, p.text)
		below := top + p.text
		if p.vw > 0 {
			k := theme.Size(theme.SizeIcon) * 0.85
			place(vic, p.x+p.vx, top+p.vy+(p.vh-k)/2+theme.Scaled(1), k, k)
			v := vtext.MinSize()
			place(vtext, p.x+p.vx+k+5, top+p.vy+(p.vh-v.Height)/2, v.Width, v.Height)
			if p.vy >= p.text {
				below += p.vh
			}
		}
		if o.why.Visible() {
			place(o.why, p.x, below+2, p.width, p.why)
		}
		if o.multiple {
			k := theme.Size(theme.SizeIcon)
			place(tick, s.Width-p.pad-k, top+(o.text.pitch()-k)/2, k, k)
		}
	}, ring, bg, key, letter, o.text, vic, vtext, o.why, tick)
}
