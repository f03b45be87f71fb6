package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"chartroom/app/theme"
)

// Verdict is how an answer was marked; it says it by role, icon and word.
type Verdict struct {
	Role fyne.ThemeColorName // ColorRight, ColorWrong or ColorClose
	Icon theme.IconName
	Word string
}

// The verdicts.
var (
	VerdictRight = Verdict{theme.ColorRight, theme.IconTick, "right"}
	VerdictWrong = Verdict{theme.ColorWrong, theme.IconCross, "wrong"}
	VerdictClose = Verdict{theme.ColorClose, theme.IconPartly, "partly right"}
)

// VerdictLine is a verdict as a line: icon, word, and what follows.
func VerdictLine(v Verdict, more string) *fyne.Container {
	words := v.Word
	if more != "" {
		words += " · " + more
	}
	return Row(theme.Space8, NewIcon(v.Icon, v.Role), Strong(words).In(v.Role))
}

// Typed is an entry for a word or a number, with a button to hand it in.
type Typed struct {
	widget.BaseWidget
	entry  *Entry
	unit   *Text // behind the entry; hidden where there is none
	button *Button
	mark   *fyne.Container
	body   *fyne.Container
}

// TypedAnswer makes the entry; submit gets the text on Enter or the button.
func TypedAnswer(placeholder string, submit func(string)) *Typed {
	t := &Typed{}
	t.entry = NewEntry(placeholder, nil)
	hand := func() {
		if !t.button.Disabled() {
			submit(t.entry.Text)
		}
	}
	t.entry.OnEnter = func(string) { hand() }
	t.button = NewButton("Answer", Primary, hand).WithKey("Enter")
	t.mark = Row(0)
	t.mark.Hide()
	t.unit = Body("").OneLine()
	t.unit.Hide()
	t.body = Column(theme.Space12, limit(36, Row(theme.Space12, Grow(t.entry), t.unit, t.button)), t.mark)
	t.ExtendBaseWidget(t)
	return t
}

// WithUnit shows the unit that the number is typed in, and returns the answer.
func (t *Typed) WithUnit(unit string) *Typed {
	t.unit.SetText(unit)
	t.unit.Hidden = unit == ""
	return t
}

// CodeAnswer is TypedAnswer for a code: in capitals of one width, with its
// format as a hint.
func CodeAnswer(hint string, submit func(string)) *Typed {
	t := TypedAnswer(hint, submit)
	t.entry.Capitals = true
	t.entry.TextStyle = fyne.TextStyle{Monospace: true}
	return t
}

// Entry is the entry, to set its keys.
func (t *Typed) Entry() *Entry { return t.entry }

// Text is what was typed.
func (t *Typed) Text() string { return t.entry.Text }

// Reset empties it for a new question.
func (t *Typed) Reset(placeholder string) {
	t.entry.Set("")
	t.entry.SetPlaceHolder(placeholder)
	t.entry.Enable()
	t.button.SetEnabled(true)
	t.mark.Objects = nil
	t.mark.Hide()
	t.Refresh()
}

// SetText puts words into the entry.
func (t *Typed) SetText(s string) { t.entry.Set(s) }

// Focus puts the cursor into the entry.
func (t *Typed) Focus() { t.entry.Focus() }

// Mark shows the verdict and what follows it, and closes the entry.
func (t *Typed) Mark(v Verdict, more string) {
	t.entry.Disable()
	t.button.SetEnabled(false)
	t.mark.Objects = []fyne.CanvasObject{VerdictLine(v, more)}
	t.mark.Show()
	t.Refresh()
}

// HeightFor is for layouts.
func (t *Typed) HeightFor(width float32) float32 { return HeightFor(t.body, width) }

// CreateRenderer is for Fyne.
func (t *Typed) CreateRenderer() fyne.WidgetRenderer {
	return newView(t, func() { t.body.Refresh() }, func() fyne.Size { return t.body.MinSize() },
		func(s fyne.Size) { t.body.Resize(s); t.body.Refresh() }, t.body)
}
