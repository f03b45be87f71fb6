package widgets

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"chartroom/app/theme"
	"chartroom/quiz"
)

// Ordering is rows to be put in order: the arrows choose a row, Space takes
// hold of it and lets go, and while it is held, or with Alt or Ctrl, the arrows
// move it; a digit moves it to that place; the mouse drags it.
type Ordering struct {
	Answering
	options  []*Text
	order    []int // indices of the options as they stand
	at       int   // the row under the cursor
	held     bool
	touched  bool // nothing is answered until something was moved or held
	verdicts []*Verdict
	right    []string // what belongs in a place, once marked
	tops     []float32
	dragging float32 // y of the pointer; below 0 = no row is dragged
}

// OrderingOf makes the rows of these options, in this order; submit is called
// on Enter.
func OrderingOf(options []quiz.Option, m quiz.Markup, order []int, p *Pictures, submit func()) *Ordering {
	o := &Ordering{order: slices.Clone(order), dragging: -1}
	for _, option := range options {
		markup := m
		if option.Markup != "" {
			markup = option.Markup
		}
		o.options = append(o.options, Prose(option.Text, markup).Showing(p))
	}
	o.verdicts, o.right = make([]*Verdict, len(order)), make([]string, len(order))
	o.extend(o, submit)
	return o
}

var (
	_ fyne.Focusable    = (*Ordering)(nil)
	_ fyne.Tappable     = (*Ordering)(nil)
	_ fyne.Draggable    = (*Ordering)(nil)
	_ fyne.Shortcutable = (*Ordering)(nil)
)

// Answers is the order, once something was moved; nil before.
func (o *Ordering) Answers() []int {
	if !o.touched {
		return nil
	}
	return slices.Clone(o.order)
}

// SetAnswers puts the rows in an order without telling; nil changes nothing.
func (o *Ordering) SetAnswers(order []int) {
	if len(order) == len(o.order) {
		o.order, o.touched = slices.Clone(order), true
		o.Refresh()
	}
}

// Mark shows the verdict of a place and, if not "", what belongs there.
func (o *Ordering) Mark(place int, v Verdict, right string) {
	if place < len(o.verdicts) {
		o.verdicts[place], o.right[place] = &v, right
		o.Close()
	}
}

// choose puts the cursor on a row.
func (o *Ordering) choose(at int) {
	o.at = min(max(at, 0), max(len(o.order)-1, 0))
	o.Refresh()
}

// move moves the row under the cursor to a place.
func (o *Ordering) move(to int) {
	if to = min(max(to, 0), len(o.order)-1); o.closed || to < 0 {
		return
	}
	row := o.order[o.at]
	o.order = slices.Insert(slices.Delete(o.order, o.at, o.at+1), to, row)
	o.at, o.touched = to, true
	o.tell()
}

func (o *Ordering) step(by int) {
	if o.held {
		o.move(o.at + by)
		return
	}
	o.choose(o.at + by)
}

// TypedRune moves the row to the place of a digit.
func (o *Ordering) TypedRune(r rune) {
	switch {
	case r >= '1' && r <= '9' && int(r-'1') < len(o.order):
		o.move(int(r - '1'))
	case r == ' ':
	default:
		forwardRune(o, r)
	}
}

// TypedKey chooses, holds and moves.
func (o *Ordering) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyUp:
		o.step(-1)
	case fyne.KeyDown:
		o.step(1)
	case fyne.KeyHome:
		o.step(-len(o.order))
	case fyne.KeyEnd:
		o.step(len(o.order))
	case fyne.KeySpace:
		if !o.closed {
			o.held, o.touched = !o.held, true
			o.tell()
		}
	default:
		o.otherKey(e)
	}
}

// TypedShortcut moves the row with Alt or Ctrl and an arrow.
func (o *Ordering) TypedShortcut(s fyne.Shortcut) {
	if by := moves(s); by != 0 {
		o.move(o.at + by)
		return
	}
	o.Answering.TypedShortcut(s)
}

// Tapped chooses a row.
func (o *Ordering) Tapped(e *fyne.PointEvent) {
	o.Focus()
	o.choose(o.rowAt(e.Position.Y))
}

// rowAt is the row at a height.
func (o *Ordering) rowAt(y float32) int {
	for i := len(o.tops) - 1; i > 0; i-- {
		if y >= o.tops[i] {
			return i
		}
	}
	return 0
}

// Dragged takes the row under the pointer along.
func (o *Ordering) Dragged(e *fyne.DragEvent) {
	if o.closed {
		return
	}
	if o.dragging < 0 {
		o.choose(o.rowAt(e.Position.Y - e.Dragged.DY))
	}
	o.dragging = max(e.Position.Y, 0)
	if to := o.rowAt(e.Position.Y); to != o.at {
		o.move(to)
		return
	}
	o.Refresh()
}

// DragEnd lets the row go.
func (o *Ordering) DragEnd() { o.dragging = -1; o.Refresh() }

// Words are for tests: each row's number with what is said of it.
func (o *Ordering) Words() []string {
	var w []string
	for row := range o.order {
		s := strconv.Itoa(row + 1)
		if v := o.verdicts[row]; v != nil {
			s += " " + v.Word
			if o.right[row] != "" {
				s += ": " + o.right[row]
			}
		}
		w = append(w, s)
	}
	return w
}

const orderGap = theme.Space8

// plan is where the texts of a row go: from x on, so wide.
func (o *Ordering) plan(width float32) (x, texts float32) {
	x = theme.Space12 + theme.Scaled(26) + theme.Space12
	return x, max(1, width-x-theme.Size(theme.SizeIcon)-2*theme.Space12)
}

// rowHeight is the height of the row at a place.
func (o *Ordering) rowHeight(row int, width float32) float32 {
	_, w := o.plan(width)
	h := max(o.options[o.order[row]].HeightFor(w), theme.Scaled(26))
	if o.right[row] != "" {
		h += theme.Scaled(20)
	}
	return h + 2*theme.Space8
}

// HeightFor is for layouts.
func (o *Ordering) HeightFor(width float32) float32 {
	h := float32(0)
	for row := range o.order {
		h += o.rowHeight(row, width) + orderGap
	}
	return max(h-orderGap, 0)
}

// CreateRenderer is for Fyne.
func (o *Ordering) CreateRenderer() fyne.WidgetRenderer {
	n := len(o.order)
	boxes, numbers, below := make([]*canvas.Rectangle, n), make([]*canvas.Text, n), make([]*canvas.Text, n)
	icons := make([]*canvas.Image, n)
	var objects []fyne.CanvasObject
	for i := range n {
		boxes[i], numbers[i], below[i], icons[i] = rect(theme.RadiusRow), line("", theme.SizeBody, true), line("", theme.SizeCaption, true), newInnerIcon()
		objects = append(objects, boxes[i], numbers[i], below[i], icons[i])
	}
	for _, t := range o.options {
		objects = append(objects, t)
	}
	return newView(o, func() {
		for row := range o.order {
			at := row == o.at && o.focused && !o.closed
			look := rowLook(at, row == o.at && (o.held || o.dragging >= 0) && !o.closed, o.verdicts[row])
			fill(boxes[row], look.body, look.edge, look.width)
			write(numbers[row], strconv.Itoa(row+1))
			word, icon := theme.ColorMuted, theme.IconName("")
			if v := o.verdicts[row]; v != nil {
				word, icon = v.Role, v.Icon
			} else if !o.closed {
				icon = "menu"
			}
			ink(numbers[row], theme.SizeBody, word)
			ink(below[row], theme.SizeCaption, theme.ColorText)
			tint(icons[row], icon, word)
		}
	}, func() fyne.Size {
		return fyne.NewSize(theme.Scaled(200), o.HeightFor(max(o.Size().Width, 320)))
	}, func(s fyne.Size) {
		o.tops = o.tops[:0]
		y, k := float32(0), theme.Size(theme.SizeIcon)
		x, w := o.plan(s.Width)
		for row, option := range o.order {
			h := o.rowHeight(row, s.Width)
			o.tops = append(o.tops, y)
			place(boxes[row], 0, y, s.Width, h)
			m := numbers[row].MinSize()
			t := o.options[option]
			high := t.HeightFor(w)
			top := y + theme.Space8 + max((theme.Scaled(26)-high)/2, 0)
			place(numbers[row], theme.Space12+(theme.Scaled(26)-m.Width)/2, top+(t.pitch()-m.Height)/2, m.Width, m.Height)
			place(t, x, top, w, high)
			write(below[row], "")
			if o.right[row] != "" {
				write(below[row], clip("here belongs: "+o.right[row], below[row].TextSize, below[row].TextStyle, w))
			}
			b := below[row].MinSize()
			place(below[row], x, y+h-theme.Space8-b.Height, b.Width, b.Height)
			place(icons[row], s.Width-theme.Space12-k, top+(t.pitch()-k)/2, k, k)
			y += h + orderGap
		}
	}, objects...)
}
