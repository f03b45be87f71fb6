package paper

import (
	"fmt"
	"strings"

	"chartroom/quiz"
)

// key draws the answers in short, and then why.
func (d *document) key() {
	d.kind = "Answer key"
	d.page()
	d.front()
	d.put(d.short())
	d.put([]line{gap(6)})
	d.put(d.said("Answers and rationales", "B", column{marginSide, d.width - 2*marginSide, 13}))
	d.put([]line{gap(3)})
	for i := range d.plan.items {
		if it := &d.plan.items[i]; it.number > 0 {
			d.put(append(d.explained(it), gap(afterItem)))
		}
	}
}

// mostShort is how long an answer of the short key is, in characters.
const mostShort = 22

// short is a grid of numbers and answers; what is long is below.
func (d *document) short() []line {
	const columns = 5
	full := column{marginSide, d.width - 2*marginSide, smallSize + 0.5}
	width := full.width / columns
	var cells []*item
	for i := range d.plan.items {
		if it := &d.plan.items[i]; it.number > 0 {
			cells = append(cells, it)
		}
	}
	rows := (len(cells) + columns - 1) / columns
	var out []line
	for row := range rows {
		out = append(out, line{height: 6.2, draw: func(y float64) {
			for col := range columns {
				at := col*rows + row // down the columns, as on an answer sheet
				if at >= len(cells) {
					continue
				}
				it, x := cells[at], full.x+float64(col)*width
				if row%2 == 1 {
					d.SetFillColor(244, 244, 244)
					d.Rect(x, y, width-2, 6.2, "F")
				}
				d.use("", full.size)
				number := fmt.Sprintf("%d.", it.number)
				d.Text(x+8-d.GetStringWidth(number), y+4.4, number)
				d.use("B", full.size)
				d.Text(x+10, y+4.4, d.fitting(it.answer(), width-13))
			}
		}})
	}
	return out
}

// fitting is an answer that is no wider than width, or the word that it stands
// below.
func (d *document) fitting(answer string, width float64) string {
	if answer = d.clean(shortened(answer, mostShort)); d.GetStringWidth(answer) <= width {
		return answer
	}
	d.use("I", smallSize)
	return "see below"
}

// explained is a question's answer with all that explains it.
func (d *document) explained(it *item) []line {
	c := d.body()
	q := &it.q
	stem := d.said(shortened(plain(q.Stem, q.Markup), 220), "", c)
	lines := d.led(fmt.Sprintf("%d.", it.number), stem, column{marginSide, numberWidth, bodySize})
	lines[len(lines)-1].tied = true
	answer := plain(it.answer(), orElse(q.Markup, quiz.Moodle))
	if q.Kind == quiz.Text || q.Kind == quiz.Number || q.Kind == quiz.Code {
		answer = it.answer()
	}
	if answer != "" {
		lines = append(lines, gap(1))
		lines = append(lines, d.paragraph([]run{{text: "Answer: "}, {text: answer, bold: true}}, c)...)
	}
	if q.Kind == quiz.Hotspot && q.Picture != nil {
		lines = append(lines, d.picture(q.Picture.Media, c, d.places(q.Picture, true, false), nil)...)
	}
	small := column{c.x, c.width, smallSize}
	lines = append(lines, d.reasons(it, small)...)
	if q.Rationale != "" {
		lines = append(lines, gap(1.2))
		lines = append(lines, d.blocks(read(q.Rationale, orElse(q.RationaleMarkup, q.Markup)), small)...)
	}
	if q.Source != "" {
		lines = append(lines, gap(1))
		lines = append(lines, d.said("Source: "+q.Source, "I", small)...)
	}
	return lines
}

// reasons are the options with why each is right or wrong.
func (d *document) reasons(it *item, c column) []line {
	q := &it.q
	var out []line
	add := func(lead string, o *quiz.Option, right bool) {
		runs := []run{{text: plain(o.Text, orElse(o.Markup, q.Markup)), bold: right}}
		if o.Fraction != 0 && o.Fraction != 1 {
			runs = append(runs, run{text: fmt.Sprintf(" (%.3g %%)", 100*o.Fraction)})
		}
		if o.Feedback != "" {
			runs = append(runs, run{text: ": "}, run{text: plain(o.Feedback, orElse(o.FeedbackMarkup, q.Markup)), italic: true})
		}
		out = append(out, gap(0.8))
		out = append(out, d.led(lead, d.paragraph(runs, c.in(8)), c)...)
	}
	switch q.Kind {
	case quiz.Choice:
		for place, i := range it.order {
			o := &q.Options[i]
			add(letter(place)+".", o, o.Fraction > 0)
		}
	case quiz.Match, quiz.Order, quiz.Flip, quiz.Build, quiz.Hotspot, quiz.Essay:
	case quiz.Cloze, quiz.Table:
		for i, g := range q.Gaps {
			for j := range g.Options {
				if g.Options[j].Feedback != "" {
					add(fmt.Sprintf("(%d)", i+1), &g.Options[j], g.Options[j].Fraction > 0)
				}
			}
		}
	default:
		for i := range q.Options {
			if o := &q.Options[i]; strings.TrimSpace(o.Feedback) != "" {
				add("", o, o.Fraction > 0)
			}
		}
	}
	return out
}
