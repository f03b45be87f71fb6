package widgets

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"chartroom/app/theme"
)

// Grades is the bar of four big buttons under a flashcard.
type Grades struct {
	widget.BaseWidget
	buttons [4]*gradeButton
	body    *fyne.Container
}

// GradeWords are what the buttons say, for grades 1 to 4.
var GradeWords = [4]string{"Again (I forgot)", "Hard (I got it)", "Good", "Easy"}

// short is a button's word where there is no room for the brackets.
func (b *gradeButton) short() string {
	word, _, _ := strings.Cut(b.word, " (")
	return word
}

// GradeBar makes the bar; pressed gets 1 (Again) to 4 (Easy).
func GradeBar(pressed func(grade int)) *Grades {
	g := &Grades{}
	roles := [4]fyne.ThemeColorName{theme.ColorWrong, theme.ColorClose, theme.ColorAccent, theme.ColorRight}
	objects := make([]fyne.CanvasObject, 4)
	for i := range g.buttons {
		b := &gradeButton{number: strconv.Itoa(i + 1), word: GradeWords[i], role: roles[i]}
		b.press = func() { pressed(i + 1) }
		b.extend(b)
		g.buttons[i] = b
		objects[i] = b
	}
	g.body = Columns(theme.Space12, 124, objects...)
	g.ExtendBaseWidget(g)
	return g
}

// SetIntervals changes the small words under the grades ("in 9 days").
func (g *Grades) SetIntervals(words [4]string) {
	for i, b := range g.buttons {
		if b.interval != words[i] {
			b.interval = words[i]
			b.Refresh()
		}
	}
}

// Suggest marks one grade, 1 to 4, as the one that the answer speaks for; the
// learner decides.
func (g *Grades) Suggest(grade int) {
	for i, b := range g.buttons {
		if on := i == grade-1; b.suggested != on {
			b.suggested = on
			b.Refresh()
		}
	}
}

// SetEnabled makes the buttons pressable or not; they stay visible.
func (g *Grades) SetEnabled(on bool) {
	for _, b := range g.buttons {
		b.SetEnabled(on)
	}
}

// HeightFor is for layouts.
func (g *Grades) HeightFor(width float32) float32 { return HeightFor(g.body, width) }

// CreateRenderer is for Fyne.
func (g *Grades) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(g.body) }

type gradeButton struct {
	Control
	number, word, interval string
	role                   fyne.ThemeColorName
	suggested              bool
}

// when is the small line: when the card comes back, and the suggestion.
func (b *gradeButton) when() string {
	if !b.suggested {
		return b.interval
	}
	return strings.TrimPrefix(b.interval+" · suggested", " · ")
}

func (b *gradeButton) Words() []string {
	w := []string{b.number, b.word}
	if when := b.when(); when != "" {
		w = append(w, when)
	}
	return w
}

func (b *gradeButton) HeightFor(float32) float32 { return b.MinSize().Height }

func (b *gradeButton) CreateRenderer() fyne.WidgetRenderer {
	bg, veil, ring := rect(theme.RadiusRow), rect(theme.RadiusRow), rect(theme.RadiusRow+3)
	key, num := rect(5), line(b.number, theme.SizeCaption, true)
	word, when := line(b.word, theme.SizeBody, true), line("", theme.SizeCaption, false)
	return newView(b, func() {
		r, body := b.role, theme.Soft(b.role)
		if b.disabled {
			r, body = theme.ColorMuted, theme.ColorRaised
		}
		edge := fyne.ThemeColorName("")
		if b.suggested {
			edge = r
		}
		fill(bg, body, edge, 2)
		veil.FillColor = role("")
		if b.hovered && !b.disabled {
			veil.FillColor = role(fynetheme.ColorNameHover)
		}
		veil.Refresh()
		fill(ring, "", "", 0)
		if b.focused {
			fill(ring, "", theme.ColorAccent, 2)
		}
		fill(key, "", r, 1)
		ink(num, theme.SizeCaption, r)
		ink(word, theme.SizeBody, r)
		write(when, b.when())
		ink(when, theme.SizeCaption, r)
	}, func() fyne.Size {
		w := word.MinSize()
		c := theme.Measure("x", theme.Size(theme.SizeCaption), fyne.TextStyle{})
		return fyne.NewSize(theme.Scaled(96), w.Height+c.Height+26)
	}, func(s fyne.Size) {
		bg.Resize(s)
		veil.Resize(s)
		place(ring, -3, -3, s.Width+6, s.Height+6)
		write(word, b.word)
		n := num.MinSize()
		k := max(n.Height+2, n.Width+8)
		room := s.Width - k - theme.Space8 - 2*theme.Space8
		if write(word, b.word); word.MinSize().Width > room {
			write(word, clip(b.short(), word.TextSize, word.TextStyle, room))
		}
		write(when, clip(b.when(), when.TextSize, when.TextStyle, s.Width-theme.Space8))
		w, c := word.MinSize(), when.MinSize()
		total := w.Height + c.Height + 2
		y := (s.Height - total) / 2
		x := (s.Width - k - theme.Space8 - w.Width) / 2
		place(key, x, y+(w.Height-k)/2, k, k)
		place(num, x+(k-n.Width)/2, y+(w.Height-n.Height)/2, n.Width, n.Height)
		place(word, x+k+theme.Space8, y, w.Width, w.Height)
		place(when, (s.Width-c.Width)/2, y+w.Height+2, c.Width, c.Height)
	}, ring, bg, veil, key, num, word, when)
}
