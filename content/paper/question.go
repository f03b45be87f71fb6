package paper

import (
	"fmt"
	"slices"
	"strings"

	"chartroom/quiz"
)

// paper draws the exam paper.
func (d *document) paper() {
	d.page()
	d.front()
	for i := range d.plan.items {
		it := &d.plan.items[i]
		if it.number == 0 {
			d.put(d.record(it))
			continue
		}
		d.put(append(d.question(it), gap(afterItem)))
	}
	d.put(d.said("End of the paper", "I", column{marginSide, d.width - 2*marginSide, smallSize}))
}

// body is the column of texts, beside the numbers.
func (d *document) body() column {
	return column{marginSide + numberWidth, d.width - 2*marginSide - numberWidth, bodySize}
}

// front draws the head of the first page.
func (d *document) front() {
	full := column{marginSide, d.width - 2*marginSide, 18}
	lines := d.said(d.plan.title, "B", full)
	full.size = smallSize + 0.5
	var about []string
	for _, s := range []string{d.plan.form, d.plan.date} {
		if s != "" {
			about = append(about, s)
		}
	}
	if d.plan.form != "" {
		about[0] = "Form " + about[0]
	}
	if len(about) > 0 {
		lines = append(lines, d.said(strings.Join(about, "  ·  "), "", full)...)
	}
	lines = append(lines, gap(3))
	if d.kind == "" {
		lines = append(lines, d.nameLine(full), gap(2))
		lines = append(lines, d.boxed(d.instructions(), full)...)
	} else {
		lines = append(lines, d.said(d.kind, "B", column{full.x, full.width, 13})...)
	}
	d.put(append(lines, gap(5)))
}

// nameLine is where the candidate writes who she is.
func (d *document) nameLine(c column) line {
	height := 9.0
	return line{height: height, draw: func(y float64) {
		d.use("", c.size)
		base := y + 6
		fields := []struct {
			label string
			share float64
		}{{"Name", 0.55}, {"Date", 0.22}, {"Score", 0.23}}
		if d.plan.date != "" {
			fields[1].label = "Seat"
		}
		x := c.x
		for i, f := range fields {
			width := c.width * f.share
			d.Text(x, base, f.label)
			end := x + width - 3
			if i == len(fields)-1 {
				of := fmt.Sprintf("/ %d", d.plan.asked)
				end = x + width - d.GetStringWidth(of) - 1
				d.Text(end+1, base, of)
			}
			d.Line(x+d.GetStringWidth(f.label)+1.5, base+0.8, end, base+0.8)
			x += width
		}
	}}
}

// instructions are what the candidate must know, from what is on the paper.
func (d *document) instructions() []string {
	has := map[quiz.Kind]bool{}
	multiple := false
	for i := range d.plan.items {
		q := &d.plan.items[i].q
		has[q.Kind] = true
		multiple = multiple || q.Kind == quiz.Choice && q.Multiple
	}
	all := []string{fmt.Sprintf("This paper has %s. Each counts the same. Answer all of them.", quiz.Count(d.plan.asked, "question"))}
	if has[quiz.Choice] || has[quiz.TrueFalse] {
		all = append(all, "Circles ○: mark the one best answer.")
	}
	if multiple {
		all = append(all, "Squares □: mark as many answers as the question says.")
	}
	if has[quiz.Text] || has[quiz.Number] || has[quiz.Cloze] || has[quiz.Table] || has[quiz.Code] || has[quiz.Flip] || has[quiz.Build] {
		all = append(all, "Lines: write your answer in clear letters or digits.")
	}
	return all
}

// boxed is sentences in a frame.
func (d *document) boxed(all []string, c column) []line {
	var lines []line
	for _, s := range all {
		lines = append(lines, d.said(s, "", c.in(3))...)
	}
	total := 5.0
	for _, l := range lines {
		total += l.height
	}
	return []line{{height: total, draw: func(y float64) {
		d.SetFillColor(246, 246, 246)
		d.Rect(c.x, y, c.width, total, "FD")
		at := y + 2.5
		for _, l := range lines {
			l.draw(at)
			at += l.height
		}
	}}}
}

// record is a text that asks nothing, with a line beside it. It is tied to what
// comes after it.
func (d *document) record(it *item) []line {
	c := column{marginSide + 4, d.width - 2*marginSide - 4, bodySize}
	head := ""
	if it.until > 0 {
		from := it.until
		for i := range d.plan.items {
			if about(&d.plan.items[i].q, &it.q) {
				from = min(from, d.plan.items[i].number)
			}
		}
		head = fmt.Sprintf("Questions %d to %d are about this record.", from, it.until)
		if from == it.until {
			head = fmt.Sprintf("Question %d is about this record.", from)
		}
	}
	var lines []line
	if head != "" {
		lines = append(lines, d.said(head, "B", c)...)
		lines = append(lines, gap(1.5))
	}
	lines = append(lines, d.blocks(read(it.q.Stem, it.q.Markup), c)...)
	for i, l := range lines {
		draw, height := l.draw, l.height
		lines[i].draw = func(y float64) {
			d.SetLineWidth(0.8)
			d.SetDrawColor(120, 120, 120)
			d.Line(marginSide+0.5, y, marginSide+0.5, y+height)
			d.SetDrawColor(0, 0, 0)
			d.SetLineWidth(0.2)
			draw(y)
		}
	}
	if len(lines) > 0 {
		lines[0].tied = true
	}
	return append(lines, gap(afterItem))
}

// question is a question with its number, and with what is needed to answer
// it.
func (d *document) question(it *item) []line {
	c := d.body()
	stem := d.blocks(read(it.q.Stem, it.q.Markup), c)
	if len(stem) == 0 {
		stem = []line{gap(c.step())}
	}
	lines := d.led(fmt.Sprintf("%d.", it.number), stem, column{marginSide, numberWidth, bodySize})
	if hint := d.howMany(it); hint != "" {
		lines = append(lines, d.said(hint, "I", column{c.x, c.width, smallSize + 0.5})...)
	}
	lines[len(lines)-1].tied = true
	lines = append(lines, gap(1.8))
	lines[len(lines)-1].tied = true
	return append(lines, d.answers(it, c)...)
}

// howMany says how many answers there are, where that is not one.
func (d *document) howMany(it *item) string {
	switch q := &it.q; {
	case q.Kind == quiz.Choice && q.Multiple && q.RightCount() > 1:
		return fmt.Sprintf("Choose %d.", q.RightCount())
	case q.Kind == quiz.Choice && q.Multiple:
		return "Choose all that are right."
	case q.Kind == quiz.Match:
		return "Write the letter of the right column that belongs to each line of the left one."
	case q.Kind == quiz.Order:
		return "Write the letters in the right order."
	case q.Kind == quiz.Hotspot:
		return "Mark the place on the picture with a cross."
	case q.Kind == quiz.Build && q.TakesApart():
		return "Take the term apart: write each part and its meaning."
	case q.Kind == quiz.Build:
		return "Build the term from its parts."
	}
	return ""
}

// answers is where the answer goes.
func (d *document) answers(it *item, c column) []line {
	q := &it.q
	switch q.Kind {
	case quiz.Choice:
		return d.options(it, c)
	case quiz.TrueFalse:
		return []line{d.ticks([]string{"True", "False"}, false, c)}
	case quiz.Number, quiz.Drill:
		return []line{d.writing("Answer:", 45, c)}
	case quiz.Code:
		return []line{d.writing("Code:", 45, c)}
	case quiz.Text:
		return []line{d.writing("Answer:", c.width-25, c)}
	case quiz.Cloze, quiz.Table:
		return d.lists(q, c)
	case quiz.Match:
		return d.match(it, c)
	case quiz.Order:
		return d.ordering(it, c)
	case quiz.Essay:
		return d.ruled(10, c)
	case quiz.Build:
		return d.ruled(max(len(q.Parts), 1), c)
	case quiz.Flip:
		var lines []line
		if q.Picture != nil {
			lines = d.picture(q.Picture.Media, c, d.places(q.Picture, true, true), []run{{text: "[" + q.Picture.Alt + "]", italic: true}})
		}
		return append(lines, d.writing("Answer:", c.width-25, c))
	case quiz.Hotspot:
		if q.Picture != nil {
			return d.picture(q.Picture.Media, c, nil, []run{{text: "[" + q.Picture.Alt + "]", italic: true}})
		}
	}
	return d.ruled(2, c)
}

// options are the options of a choice, each with its mark and letter.
func (d *document) options(it *item, c column) []line {
	const marks, letters = 6.0, 7.0
	var out []line
	for place, i := range it.order {
		o := &it.q.Options[i]
		lines := d.blocks(read(o.Text, orElse(o.Markup, it.q.Markup)), c.in(marks+letters))
		lines = d.led(letter(place)+".", lines, c.in(marks))
		first := lines[0]
		draw := first.draw
		lines[0].draw = func(y float64) {
			d.mark(c.x+1, y+first.height-c.step(), it.q.Multiple, c)
			draw(y)
		}
		out = append(out, lines...)
		if place < len(it.order)-1 {
			out = append(out, gap(1.2))
		}
	}
	return out
}

// mark draws a circle, or a square where several may be marked.
func (d *document) mark(x, y float64, square bool, c column) {
	side := c.size * point * 0.82
	top := y + c.size*point - side + 0.2
	if square {
		d.Rect(x, top, side, side, "D")
		return
	}
	d.Circle(x+side/2, top+side/2, side/2, "D")
}

// ticks are short options in one line.
func (d *document) ticks(words []string, square bool, c column) line {
	return line{height: c.step(), draw: func(y float64) {
		x := c.x + 1
		for _, w := range words {
			d.mark(x, y, square, c)
			d.use("", c.size)
			d.Text(x+6, y+c.size*point, d.clean(w))
			x += 6 + d.GetStringWidth(w) + 14
		}
	}}
}

// writing is a line to write on, with a word before it.
func (d *document) writing(word string, width float64, c column) line {
	height := 8.0
	return line{height: height, draw: func(y float64) {
		d.use("", c.size)
		d.Text(c.x, y+6, word)
		from := c.x + d.GetStringWidth(word) + 2
		d.Line(from, y+6.8, min(from+width, c.x+c.width), y+6.8)
	}}
}

// ruled is lines to write on.
func (d *document) ruled(n int, c column) []line {
	out := make([]line, n)
	for i := range out {
		out[i] = line{height: 8, draw: func(y float64) {
			d.SetDrawColor(150, 150, 150)
			d.Line(c.x, y+7, c.x+c.width, y+7)
			d.SetDrawColor(0, 0, 0)
		}}
	}
	return out
}

// lists are the options of those gaps that have some.
func (d *document) lists(q *quiz.Question, c column) []line {
	var out []line
	for i, g := range q.Gaps {
		if g.Kind != quiz.Choice {
			continue
		}
		var words []string
		for place, o := range g.Options {
			words = append(words, letter(place)+".\u00A0"+plain(o.Text, orElse(o.Markup, q.Markup)))
		}
		text := strings.Join(words, "\u00A0\u00A0\u00A0 ") // wide gaps between options
		out = append(out, d.led(fmt.Sprintf("(%d)", i+1), d.paragraph([]run{{text: text}}, c.in(8)), c)...)
	}
	return out
}

// match is two columns: what is asked, with a line for the letter, and the
// partners.
func (d *document) match(it *item, c column) []line {
	half := (c.width - 8) / 2
	left, right := column{c.x, half, c.size}, column{c.x + half + 8, half, c.size}
	var asked [][]line
	for _, o := range it.q.Options {
		if o.Text == "" {
			continue
		}
		lines := d.blocks(read(o.Text, orElse(o.Markup, it.q.Markup)), left.in(20))
		lines = d.led(fmt.Sprintf("%d.", len(asked)+1), lines, left.in(13))
		first := lines[0]
		draw := first.draw
		lines[0].draw = func(y float64) {
			base := y + first.height - c.step() + c.size*point + 0.8
			d.Line(left.x, base, left.x+10, base)
			draw(y)
		}
		asked = append(asked, lines)
	}
	var partners [][]line
	for place, p := range it.right {
		lines := d.blocks(read(p, it.q.Markup), right.in(7))
		partners = append(partners, d.led(letter(place)+".", lines, right))
	}
	var out []line
	for i := range max(len(asked), len(partners)) {
		var pair [][]line
		if i < len(asked) {
			pair = append(pair, asked[i])
		}
		if i < len(partners) {
			pair = append(pair, partners[i])
		}
		if row := beside(pair); row.height <= d.room() {
			out = append(out, row)
		} else {
			out = append(out, slices.Concat(pair...)...)
		}
	}
	return out
}

// beside is texts that stand side by side.
func beside(texts [][]line) line {
	height := 0.0
	for _, lines := range texts {
		tall := 2.0
		for _, l := range lines {
			tall += l.height
		}
		height = max(height, tall)
	}
	return line{height: height, draw: func(y float64) {
		for _, lines := range texts {
			at := y
			for _, l := range lines {
				l.draw(at)
				at += l.height
			}
		}
	}}
}

// ordering is what is to be put in order, and a line for the letters.
func (d *document) ordering(it *item, c column) []line {
	var out []line
	for place, i := range it.order {
		o := &it.q.Options[i]
		lines := d.blocks(read(o.Text, orElse(o.Markup, it.q.Markup)), c.in(7))
		out = append(out, d.led(letter(place)+".", lines, c)...)
		out = append(out, gap(1))
	}
	return append(out, d.writing("Order:", 70, c))
}

func orElse(m, otherwise quiz.Markup) quiz.Markup {
	if m == "" {
		return otherwise
	}
	return m
}
