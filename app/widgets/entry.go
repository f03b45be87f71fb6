package widgets

import (
	"runtime"
	"strconv"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"chartroom/app/theme"
)

// Entry is Fyne's entry that lets the screen keep its keys: Esc, Up, Down,
// Enter and all shortcuts with Ctrl that are not about editing go on.
type Entry struct {
	widget.Entry
	OnEscape func() // nil: Esc takes the focus away
	OnUp     func() // single line only
	OnDown   func()
	OnEnter  func(text string)
	Capitals bool // what is typed becomes capitals
}

// NewEntry makes a single-line entry. changed may be nil.
func NewEntry(placeholder string, changed func(string)) *Entry {
	e := &Entry{}
	e.ExtendBaseWidget(e)
	e.PlaceHolder = placeholder
	e.OnChanged = changed
	e.OnSubmitted = func(s string) {
		if e.OnEnter != nil {
			e.OnEnter(s)
		}
	}
	return e
}

// NewTextArea makes an entry of several lines that wraps.
func NewTextArea(placeholder string, rows int, changed func(string)) *Entry {
	e := NewEntry(placeholder, changed)
	e.MultiLine = true
	e.Wrapping = fyne.TextWrapWord
	e.SetMinRowsVisible(rows)
	return e
}

// SearchEntry is an entry with a magnifying glass.
func SearchEntry(placeholder string, changed func(string)) *Entry {
	e := NewEntry(placeholder, changed)
	e.Icon = theme.TintedIcon(theme.IconSearch, theme.ColorMuted) // SetIcon would draw it at once
	return e
}

// Words are for tests: the text, or the placeholder while there is none.
func (e *Entry) Words() []string {
	if e.Text == "" {
		return []string{e.PlaceHolder}
	}
	return []string{e.Text}
}

// HeightFor is for layouts.
func (e *Entry) HeightFor(float32) float32 { return e.MinSize().Height }

// NaturalWidth is for layouts: room for a name.
func (e *Entry) NaturalWidth() float32 { return 18 * theme.Size(theme.SizeBody) }

// Set changes the text without telling OnChanged.
func (e *Entry) Set(s string) {
	if e.Text == s {
		return
	}
	f := e.OnChanged
	e.OnChanged = nil
	e.SetText(s)
	e.OnChanged = f
}

// Focus puts the cursor into the entry.
func (e *Entry) Focus() {
	if cv := canvasOf(e); cv != nil {
		cv.Focus(e)
	}
}

// TypedKey takes out the keys that the screen wants.
func (e *Entry) TypedKey(k *fyne.KeyEvent) {
	switch {
	case k.Name == fyne.KeyEscape && e.OnEscape != nil:
		e.OnEscape()
	case k.Name == fyne.KeyEscape:
		if cv := canvasOf(e); cv != nil {
			cv.Unfocus()
		}
	case k.Name == fyne.KeyUp && e.OnUp != nil && !e.MultiLine:
		e.OnUp()
	case k.Name == fyne.KeyDown && e.OnDown != nil && !e.MultiLine:
		e.OnDown()
	case !e.MultiLine && (k.Name == fyne.KeyPageUp || k.Name == fyne.KeyPageDown || strings.HasPrefix(string(k.Name), "F") && len(k.Name) > 1):
		forwardKey(e, k)
	default:
		e.Entry.TypedKey(k)
	}
}

// TypedRune makes a capital of what is typed, if it is to be one.
func (e *Entry) TypedRune(r rune) {
	if e.Capitals {
		r = unicode.ToUpper(r)
	}
	e.Entry.TypedRune(r)
}

// TypedShortcut keeps what edits text and hands the rest on to the window, so
// that Ctrl+1 and Alt+Left work while typing.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	if c, ok := s.(*desktop.CustomShortcut); ok {
		away := c.Modifier == fyne.KeyModifierAlt && runtime.GOOS != "darwin" // there it goes from word to word
		switch c.KeyName {
		case fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown, fyne.KeyHome, fyne.KeyEnd, fyne.KeyBackspace, fyne.KeyDelete:
		default:
			away = true
		}
		if away {
			if cv, ok := canvasOf(e).(fyne.Shortcutable); ok {
				cv.TypedShortcut(s)
			}
			return
		}
	}
	e.Entry.TypedShortcut(s)
}

// Number is a whole number with buttons to lower and raise it.
type Number struct {
	widget.BaseWidget
	value, low, high, step int
	entry                  *Entry
	unit                   *Text
	less, more             *Button
	body                   *fyne.Container
	changed                func(int)
}

// Stepper makes a number entry from low to high; unit ("minutes") may be "".
// changed is called for the learner's changes, not for Set.
func Stepper(value, low, high, step int, unit string, changed func(int)) *Number {
	n := &Number{value: value, low: low, high: high, step: step, changed: changed}
	n.entry = NewEntry("", nil)
	n.entry.Scroll = fyne.ScrollNone // all digits fit, and what scrolls inside a page is not always cut off by it
	n.entry.SetText(strconv.Itoa(value))
	n.entry.OnChanged = func(s string) {
		if v, err := strconv.Atoi(strings.TrimSpace(s)); err == nil && v >= n.low && v <= n.high && v != n.value {
			n.value = v
			n.draw()
			n.tell()
		}
	}
	n.entry.OnUp = func() { n.by(n.step) }
	n.entry.OnDown = func() { n.by(-n.step) }
	n.entry.OnEnter = func(string) { n.entry.Set(strconv.Itoa(n.value)) }
	n.less = stepButton(theme.IconMinus, "less", func() { n.by(-n.step) })
	n.more = stepButton(theme.IconPlus, "more", func() { n.by(n.step) })
	n.unit = Muted(unit).OneLine()
	parts := []fyne.CanvasObject{n.less, container.New(digitsLayout{n}, n.entry), n.more}
	if unit != "" {
		parts = append(parts, n.unit)
	}
	n.body = Row(theme.Space8, parts...)
	n.draw()
	n.ExtendBaseWidget(n)
	return n
}

func stepButton(icon theme.IconName, name string, f func()) *Button {
	b := IconButton(icon, name, f)
	b.edged = true
	return b
}

// digitsLayout is as wide as the highest number.
type digitsLayout struct{ n *Number }

func (l digitsLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	m := theme.Measure(strconv.Itoa(l.n.high), theme.Size(theme.SizeBody), fyne.TextStyle{})
	return fyne.NewSize(m.Width+32, objects[0].MinSize().Height)
}

func (l digitsLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }

func (n *Number) by(d int) {
	v := min(max(n.value+d, n.low), n.high)
	if v == n.value {
		return
	}
	n.Set(v)
	n.tell()
}

func (n *Number) tell() {
	if n.changed != nil {
		n.changed(n.value)
	}
}

func (n *Number) draw() {
	n.less.SetEnabled(n.value > n.low)
	n.more.SetEnabled(n.value < n.high)
}

// Set changes the number without telling.
func (n *Number) Set(v int) {
	n.value = v
	n.entry.Set(strconv.Itoa(v))
	n.draw()
}

// Value is the number.
func (n *Number) Value() int { return n.value }

// HeightFor is for layouts.
func (n *Number) HeightFor(width float32) float32 { return HeightFor(n.body, width) }

// NaturalWidth is for layouts.
func (n *Number) NaturalWidth() float32 { return naturalWidth(n.body) }

// CreateRenderer is for Fyne.
func (n *Number) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(n.body) }

// FormRow is one setting: what it is, a line of help under it (may be ""), and
// its control at the right, or below when the window is narrow.
func FormRow(label, help string, control fyne.CanvasObject) *fyne.Container {
	words := Column(2, Body(label))
	if help != "" {
		words.Add(Caption(help))
	}
	return container.New(formLayout{}, words, control)
}

type formLayout struct{}

// split is the width of words and control side by side; ok is false when they
// must be stacked.
func (formLayout) split(objects []fyne.CanvasObject, width float32) (words, control float32, ok bool) {
	control = max(naturalWidth(objects[1]), objects[1].MinSize().Width)
	words = width - control - theme.Space24
	return words, control, words >= 14*theme.Size(theme.SizeBody)
}

func (l formLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(max(a.Width, b.Width), max(a.Height, b.Height))
}

func (l formLayout) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	if words, control, ok := l.split(objects, width); ok {
		return max(HeightFor(objects[0], words), HeightFor(objects[1], control))
	}
	return HeightFor(objects[0], width) + theme.Space8 + HeightFor(objects[1], width)
}

func (l formLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	if words, control, ok := l.split(objects, size.Width); ok {
		h := HeightFor(objects[0], words)
		place(objects[0], 0, max(0, (size.Height-h)/2), words, h)
		h = HeightFor(objects[1], control)
		place(objects[1], size.Width-control, max(0, (size.Height-h)/2), control, h)
		return
	}
	h := HeightFor(objects[0], size.Width)
	place(objects[0], 0, 0, size.Width, h)
	w := min(size.Width, max(naturalWidth(objects[1]), objects[1].MinSize().Width))
	place(objects[1], 0, h+theme.Space8, w, HeightFor(objects[1], w))
}
