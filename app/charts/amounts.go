package charts

import (
	"fyne.io/fyne/v2"

	"chartroom/app/theme"
)

// Amount is a named value that is written out: a median in an industry.
type Amount struct {
	Name  string
	Value float64
	Text  string // as it is written: "$59,120"
	Say   string // its reading; "" = Name and Text
	Mark  bool   // drawn in the full accent
}

// AmountChart is values below each other, each with its name above or beside a
// bar from 0 and the number at its end.
type AmountChart struct {
	live
	amounts []Amount
}

// Amounts makes the chart. meaning and empty are as for Bars.
func Amounts(meaning, empty string, amounts []Amount) *AmountChart {
	a := &AmountChart{}
	a.empty, a.hovered, a.fixed = empty, -1, true
	a.count = func() int { return len(a.amounts) }
	a.height = func(width float32) float32 { return float32(max(1, len(a.amounts))) * a.pitch(width) }
	a.draw, a.at, a.step = a.plot, a.under, a.down
	a.read = a.say
	a.words = labelsOf(&a.amounts, func(x Amount) string { return x.Name + " " + x.Text })
	a.set(meaning, amounts)
	a.extend(a)
	return a
}

// Set changes sentence and values.
func (a *AmountChart) Set(meaning string, amounts []Amount) { a.set(meaning, amounts); a.Refresh() }

func (a *AmountChart) set(meaning string, amounts []Amount) {
	a.meaning, a.amounts, a.hovered, a.rest = meaning, amounts, -1, ""
	for i := range amounts {
		if i == 0 || amounts[i].Mark {
			a.rest = a.say(i)
		}
	}
}

func (a *AmountChart) say(i int) string {
	if s := a.amounts[i].Say; s != "" {
		return s
	}
	return a.amounts[i].Name + ": " + a.amounts[i].Text
}

// names is the room of the names beside the bars; 0 = they stand above.
func (a *AmountChart) names(width float32) float32 {
	widest := float32(0)
	for _, x := range a.amounts {
		widest = max(widest, textSize(x.Name, theme.SizeBody, false).Width)
	}
	if widest > width*.45 {
		return 0
	}
	return widest + theme.Space12
}

func (a *AmountChart) pitch(width float32) float32 {
	body := textSize("x", theme.SizeBody, false).Height
	if a.names(width) == 0 {
		return 2*body + theme.Space8
	}
	return body + theme.Space8
}

func (a *AmountChart) plot(p *pen, s fyne.Size) {
	left, pitch := a.names(s.Width), a.pitch(s.Width)
	body := textSize("x", theme.SizeBody, false).Height
	most, numbers := 0.0, float32(0)
	for _, x := range a.amounts {
		most = max(most, x.Value)
		numbers = max(numbers, textSize(x.Text, theme.SizeBody, x.Mark).Width)
	}
	room := s.Width - left - numbers - theme.Space12
	for i, x := range a.amounts {
		y := float32(i) * pitch
		name := s.Width
		if left > 0 {
			name = left
		}
		p.text(fit(x.Name, theme.SizeBody, name), theme.SizeBody, theme.ColorText, x.Mark, 0, y, fyne.TextAlignLeading)
		if left == 0 {
			y += body
		}
		c := theme.Mix(theme.ColorAccent, theme.ColorSurface, 0.45)
		if x.Mark || i == a.hovered {
			c = theme.Color(theme.ColorAccent)
		}
		w := max(2, room*scaled(x.Value, 0, most))
		p.rect(left, y+body*.15, w, body*.7, c, 3)
		p.text(x.Text, theme.SizeBody, theme.ColorText, x.Mark, left+w+theme.Space8, y, fyne.TextAlignLeading)
	}
}

func (a *AmountChart) under(pos fyne.Position, s fyne.Size) int {
	i := int(pos.Y / a.pitch(s.Width))
	if pos.Y < 0 || i >= len(a.amounts) {
		return -1
	}
	return i
}
