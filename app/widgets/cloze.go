package widgets

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"chartroom/app/theme"
	"chartroom/quiz"
)

// Cloze is a text with gaps to fill, in place: entries for words and numbers,
// lists for choices.
type Cloze struct {
	widget.BaseWidget
	gaps   []*gap
	placed []bool // in the text
	body   *fyne.Container
}

type gap struct {
	entry  *Entry
	choose *Drop
	ticks  *tickList // several may be chosen
	holder *fyne.Container
	after  *Icon
	right  *Text
}

// ClozeView shows the stem of a cloze question, where {{1}} is the first gap.
// changed (may be nil) is called when an answer changes; submit on Enter in
// the last gap, which Enter in the others leads to.
func ClozeView(stem string, m quiz.Markup, gaps []quiz.Gap, changed, submit func()) *Cloze {
	c := newCloze(gaps, changed, submit)
	c.add(c.lines(Spans(stem, m), theme.SizeHeading)...)
	c.addForgotten()
	c.ExtendBaseWidget(c)
	return c
}

// newCloze makes the gaps; the body is still empty.
func newCloze(gaps []quiz.Gap, changed, submit func()) *Cloze {
	c := &Cloze{body: Column(theme.Space12), placed: make([]bool, len(gaps))}
	for i := range gaps {
		c.gaps = append(c.gaps, c.gap(i, &gaps[i], len(gaps), changed, submit))
	}
	return c
}

func (c *Cloze) add(objects ...fyne.CanvasObject) {
	for _, o := range objects {
		c.body.Add(o)
	}
}

// addForgotten adds the gaps that the text forgot.
func (c *Cloze) addForgotten() {
	for i, g := range c.gaps {
		if !c.placed[i] {
			c.body.Add(Flow(theme.Space8, g.holder))
		}
	}
}

// lines are a text with its gaps in place: one Flow a paragraph, in words of a
// size.
func (c *Cloze) lines(spans []Span, size fyne.ThemeSizeName) []fyne.CanvasObject {
	var all, line []fyne.CanvasObject
	flush := func() {
		if len(line) > 0 {
			all = append(all, container.New(flowLayout{gap: 5, roomy: size == theme.SizeHeading}, line...))
			line = nil
		}
	}
	for _, s := range spans {
		if s.Start != Inline {
			flush()
			if s.Start == Item && s.Marker != "" {
				line = append(line, clozeWord(s.Marker, s, size))
			}
		}
		for _, w := range strings.Fields(s.Text) {
			for w != "" {
				before, n, after := cutGap(w)
				if n < 1 || n > len(c.gaps) || c.placed[n-1] {
					line = append(line, clozeWord(w, s, size))
					break
				}
				c.placed[n-1] = true
				if before != "" {
					line = append(line, clozeWord(before, s, size))
				}
				line = append(line, c.gaps[n-1].holder)
				w = after
			}
		}
	}
	flush()
	return all
}

func clozeWord(w string, s Span, size fyne.ThemeSizeName) fyne.CanvasObject {
	return newText("", size, theme.ColorText, s.Bold).one(Span{Text: w, Italic: s.Italic, Code: s.Code, Start: Paragraph})
}

// one sets a single span, on one line.
func (t *Text) one(s Span) *Text {
	t.spans = []Span{s}
	return t.OneLine()
}

// cutGap splits "a{{2}}b" into "a", 2, "b"; n is 0 when there is no gap.
func cutGap(w string) (before string, n int, after string) {
	i := strings.Index(w, "{{")
	if i < 0 {
		return w, 0, ""
	}
	j := strings.Index(w[i:], "}}")
	if j < 0 {
		return w, 0, ""
	}
	n, err := strconv.Atoi(w[i+2 : i+j])
	if err != nil {
		return w, 0, ""
	}
	return w[:i], n, w[i+j+2:]
}

func (c *Cloze) gap(i int, q *quiz.Gap, count int, changed, submit func()) *gap {
	g := &gap{after: NewIcon("", ""), right: Strong("").OneLine()}
	tell := func() {
		if changed != nil {
			changed()
		}
	}
	var control fyne.CanvasObject
	longest := ""
	for _, o := range q.Options {
		if s := PlainText(o.Text, o.Markup); len(s) > len(longest) {
			longest = s
		}
	}
	if q.Kind == quiz.Choice && q.Multiple {
		g.ticks = newTickList(q.Options, tell)
		control = g.ticks
	} else if q.Kind == quiz.Choice {
		words := make([]string, len(q.Options))
		for k, o := range q.Options {
			words[k] = o.Text
		}
		g.choose = Dropdown(words, "", "choose", func(string) { tell() })
		control = g.choose
	} else {
		g.entry = NewEntry("", func(string) { tell() })
		g.entry.OnEnter = func(string) {
			if i+1 < count {
				c.focus(i + 1)
			} else if submit != nil {
				submit()
			}
		}
		// The room does not give the answer away: two widths only.
		ems := float32(8)
		if q.Kind == quiz.Number {
			ems = 5
		} else if len(longest) > 16 {
			ems = 14
		}
		control = container.New(emsLayout{ems}, g.entry)
	}
	g.after.Hide()
	g.right.Hide()
	g.holder = Row(theme.Space4, control, g.after, g.right)
	return g
}

// emsLayout is so many ems of body text wide.
type emsLayout struct{ ems float32 }

func (l emsLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(l.ems*theme.Size(theme.SizeBody), objects[0].MinSize().Height)
}

func (l emsLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }

func (c *Cloze) focus(i int) {
	cv := canvasOf(c)
	if cv == nil {
		return
	}
	switch g := c.gaps[i]; {
	case g.entry != nil:
		cv.Focus(g.entry)
	case g.ticks != nil:
		cv.Focus(g.ticks.checks[0])
	default:
		cv.Focus(g.choose.choice)
	}
}

// Focus puts the cursor into the first gap.
func (c *Cloze) Focus() {
	if len(c.gaps) > 0 {
		c.focus(0)
	}
}

// Answers is what stands in the gaps, for quiz.Response.Gaps.
func (c *Cloze) Answers() []string {
	a := make([]string, len(c.gaps))
	for i, g := range c.gaps {
		a[i] = g.answer()
	}
	return a
}

// SetAnswers fills the gaps without telling.
func (c *Cloze) SetAnswers(answers []string) {
	for i, g := range c.gaps {
		s := ""
		if i < len(answers) {
			s = answers[i]
		}
		switch {
		case g.entry != nil:
			g.entry.Set(s)
		case g.ticks != nil:
			g.ticks.Set(s)
		default:
			g.choose.Set(s)
		}
	}
}

// answer is what stands in the gap.
func (g *gap) answer() string {
	switch {
	case g.entry != nil:
		return g.entry.Text
	case g.ticks != nil:
		return g.ticks.Answer()
	}
	return g.choose.Selected()
}

// Mark shows the verdict of gap i and, if not "", what would have been right;
// the gap is closed.
func (c *Cloze) Mark(i int, v Verdict, right string) {
	g := c.gaps[i]
	switch {
	case g.entry != nil:
		g.entry.Disable()
	case g.ticks != nil:
		g.ticks.SetEnabled(false)
	default:
		g.choose.SetEnabled(false)
	}
	g.after.Set(v.Icon, v.Role)
	g.after.Show()
	g.right.SetText(right)
	g.right.Hidden = right == ""
	g.right.SetRole(theme.ColorRight)
	c.Refresh()
}

// HeightFor is for layouts.
func (c *Cloze) HeightFor(width float32) float32 { return HeightFor(c.body, width) }

// CreateRenderer is for Fyne.
func (c *Cloze) CreateRenderer() fyne.WidgetRenderer {
	return newView(c, func() { c.body.Refresh() }, func() fyne.Size { return c.body.MinSize() },
		func(s fyne.Size) { c.body.Resize(s); c.body.Refresh() }, c.body)
}
