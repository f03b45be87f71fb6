package charts

import (
	"image/color"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"chartroom/app/theme"
	"chartroom/quiz"
)

// HeatChart is a calendar of study days: a column per week, a square per day,
// darker for more.
type HeatChart struct {
	live
	first  quiz.Day
	counts []int
	unit   string
}

// HeatMap makes the calendar. counts holds one number per day, oldest first,
// and first is the day of counts[0]. On narrow screens the oldest weeks are
// left out.
func HeatMap(meaning, unit, empty string, first quiz.Day, counts []int) *HeatChart {
	h := &HeatChart{unit: unit}
	h.empty, h.hovered, h.fixed = empty, -1, true
	h.count = func() int {
		for _, n := range h.counts {
			if n > 0 {
				return len(h.counts)
			}
		}
		return 0
	}
	h.height = func(width float32) float32 {
		p := h.plan(width)
		return captionHeight() + theme.Space4 + 7*(max(p.cell, theme.Scaled(9))+p.gap) - p.gap + theme.Space8 + captionHeight()
	}
	h.draw, h.at, h.read, h.step = h.plot, h.under, h.say, h.walk
	h.set(meaning, first, counts)
	h.extend(h)
	return h
}

// Set changes sentence and days.
func (h *HeatChart) Set(meaning string, first quiz.Day, counts []int) {
	h.set(meaning, first, counts)
	h.Refresh()
}

func (h *HeatChart) set(meaning string, first quiz.Day, counts []int) {
	h.meaning, h.first, h.counts, h.hovered = meaning, first, counts, -1
	days, most := 0, -1
	for i, n := range counts {
		if n > 0 {
			days++
			if most < 0 || n > counts[most] {
				most = i
			}
		}
	}
	h.rest = ""
	if most >= 0 {
		word := " days"
		if days == 1 {
			word = " day"
		}
		h.rest = number(float64(days)) + word + " with study. Most: " + h.say(most)
	}
}

func (h *HeatChart) date(i int) time.Time { return (h.first + quiz.Day(i)).Date() }

func (h *HeatChart) say(i int) string {
	s := h.date(i).Format("Mon 2 January 2006") + ": "
	if h.counts[i] == 0 {
		return s + "nothing"
	}
	return strings.TrimSpace(s + number(float64(h.counts[i])) + " " + h.unit)
}

func monday(t time.Time) int { return (int(t.Weekday()) + 6) % 7 }

// gutter is the room of the weekdays' names.
func (h *HeatChart) gutter() float32 {
	return textSize("Wed", theme.SizeCaption, false).Width + theme.Space8
}

func (h *HeatChart) plan(width float32) weekPlan {
	return planWeeks(len(h.counts), monday(h.date(0)), width-h.gutter(), theme.Scaled(9), theme.Scaled(17), 3)
}

// shade is the colour of a level, 0 to 4.
func shade(level int) color.Color {
	switch level {
	case 0:
		return theme.Color(theme.ColorRaised)
	case 4:
		return theme.Color(theme.ColorAccent)
	}
	return theme.Mix(theme.ColorAccent, theme.ColorSurface, []float64{0, 0.75, 0.52, 0.27}[level])
}

func (h *HeatChart) plot(p *pen, s fyne.Size) {
	plan, busiest := h.plan(s.Width), 0
	for _, n := range h.counts {
		busiest = max(busiest, n)
	}
	left, top := h.gutter(), captionHeight()+theme.Space4
	for _, d := range []int{0, 2, 4} {
		y := top + float32(d)*(plan.cell+plan.gap) + plan.cell/2 - captionHeight()/2
		p.text([]string{"Mon", "", "Wed", "", "Fri"}[d], theme.SizeCaption, theme.ColorMuted, false, 0, y, fyne.TextAlignLeading)
	}
	var shades [5]color.Color
	for i := range shades {
		shades[i] = shade(i)
	}
	free, bottom := left, float32(0)
	for i := plan.first; i < len(h.counts); i++ {
		x, y := plan.place(i)
		bottom = max(bottom, y)
		if i == h.hovered {
			p.box(left+x, top+y, plan.cell, plan.cell, shades[level(h.counts[i], busiest)], theme.Color(theme.ColorText), 1.5, 3)
		} else {
			p.rect(left+x, top+y, plan.cell, plan.cell, shades[level(h.counts[i], busiest)], 3)
		}
		if d := h.date(i); d.Day() == 1 {
			if left+x >= free && left+x+textSize("Sep", theme.SizeCaption, false).Width <= s.Width {
				free = left + x + theme.Space8 + p.text(d.Format("Jan"), theme.SizeCaption, theme.ColorMuted, false, left+x, 0, fyne.TextAlignLeading)
			}
		}
	}
	// The key: less ... more, at the right end of the calendar.
	k := min(plan.cell, theme.Scaled(12))
	y := top + 7*(plan.cell+plan.gap) - plan.gap + theme.Space8
	end := left + float32(plan.weeks)*(plan.cell+plan.gap) - plan.gap
	x := end - p.text("more", theme.SizeCaption, theme.ColorMuted, false, end, y, fyne.TextAlignTrailing) - theme.Space4
	for i := 4; i >= 0; i-- {
		x -= k
		p.rect(x, y+(captionHeight()-k)/2, k, k, shades[i], 3)
		x -= 3
	}
	p.text("less", theme.SizeCaption, theme.ColorMuted, false, x-1, y, fyne.TextAlignTrailing)
}

func (h *HeatChart) under(pos fyne.Position, s fyne.Size) int {
	return h.plan(s.Width).at(pos.X-h.gutter(), pos.Y-captionHeight()-theme.Space4, len(h.counts))
}

// walk is step for days in weeks: up and down by a day, left and right by a
// week, from today.
func (h *HeatChart) walk(i int, key fyne.KeyName) (int, bool) {
	by := map[fyne.KeyName]int{fyne.KeyUp: -1, fyne.KeyDown: 1, fyne.KeyLeft: -7, fyne.KeyRight: 7}[key]
	switch first := h.plan(h.Size().Width).first; {
	case key == fyne.KeyHome:
		return first, true
	case key == fyne.KeyEnd || by != 0 && i < 0:
		return len(h.counts) - 1, true
	case by == 0:
		return i, false
	case i+by < first || i+by >= len(h.counts):
		return i, true
	default:
		return i + by, true
	}
}
