package library

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

// writtenKinds are the kinds as the editor offers them for a new question.
var writtenKinds = []quiz.Kind{quiz.Choice, quiz.TrueFalse, quiz.Flip, quiz.Text, quiz.Number, quiz.Cloze, quiz.Match, quiz.Order,
	quiz.Build, quiz.Code, quiz.Table, quiz.Hotspot, quiz.Drill, quiz.Essay, quiz.Description}

// fill builds the form. It runs again when parts come or go.
func (v *editView) fill() {
	v.fields = nil
	var parts []fyne.CanvasObject
	if v.draft.fresh {
		parts = append(parts, v.kindRow())
	}
	parts = append(parts, v.stem())
	switch v.draft.before.Kind {
	case quiz.Flip:
		parts = append(parts, v.card()...)
	case quiz.Build:
		parts = append(parts, v.pieces()...)
	case quiz.Cloze, quiz.Table:
		parts = append(parts, v.gaps()...)
	case quiz.Match:
		parts = append(parts, v.pairs()...)
	case quiz.Order:
		parts = append(parts, v.steps()...)
	case quiz.Hotspot:
		parts = append(parts, v.picture())
	case quiz.Drill:
		parts = append(parts, v.drill()...)
	case quiz.Essay, quiz.Description:
	default:
		parts = append(parts, v.offered()...)
	}
	v.form.Objects = append(parts, v.about()...)
}

func (v *editView) kindRow() fyne.CanvasObject {
	words := make([]string, len(writtenKinds))
	for i, k := range writtenKinds {
		words[i] = quiz.Capital(kindWord(k))
	}
	now := quiz.Capital(kindWord(v.draft.before.Kind))
	return widgets.FormRow("Kind", "Ctrl O goes to the next kind.", widgets.Dropdown(words, now, "", func(word string) {
		v.become(writtenKinds[slices.Index(words, word)])
	}))
}

// become changes the kind of a new question.
func (v *editView) become(k quiz.Kind) {
	v.draft.become(k)
	v.page.SetHeader(v.head())
	v.again(spot{}, "stem")
}

// nextKind goes on to the next kind of a new question.
func (v *editView) nextKind() {
	if at := slices.Index(writtenKinds, v.draft.before.Kind); v.draft.fresh && at >= 0 {
		v.become(writtenKinds[(at+1)%len(writtenKinds)])
	}
}

// stem is the question's text.
func (v *editView) stem() fyne.CanvasObject {
	d := v.draft
	label, rows := "Question", 3
	switch d.before.Kind {
	case quiz.Flip:
		label, rows = "Front", 2
	case quiz.Description:
		label, rows = "Text", 8
	case quiz.Table:
		rows = 7
	case quiz.Build:
		label, rows = "Meaning, or the whole term to be taken apart", 2
	}
	f, part := v.labelled(label, "stem", d.Stem, rows, func(s string) { d.Stem = s })
	v.first = f
	return part
}

// card is the rest of a flashcard.
func (v *editView) card() []fyne.CanvasObject {
	d := v.draft
	var parts []fyne.CanvasObject
	label := "Back"
	if d.gapped() {
		label = "More to say on the back, below the text"
	}
	for i := range d.Options {
		o := &d.Options[i]
		_, back := v.labelled(label, "back", o.Text, 2, func(s string) { o.Text = s })
		parts = append(parts, back)
	}
	if n := len(d.family); n > 1 {
		parts = append(parts, widgets.Note(theme.IconInfo, theme.ColorMuted, widgets.Muted(fmt.Sprintf("This text makes %d cards, one a number. All of them are saved.", n))))
	}
	parts = append(parts, widgets.CheckRow("The answer is typed", "What differs is shown before the learner grades herself.", d.Typed, func(on bool) { d.Typed = on; v.look() }))
	if d.Picture == nil && !d.gapped() {
		parts = append(parts, widgets.CheckRow("Ask the other way round, too", "A second card asks the back for the front. They are not asked on one day.", d.BothWays,
			func(on bool) { d.BothWays = on; v.look() }))
	}
	parts = append(parts, v.picture())
	_, example := v.labelled("Example", "example", d.Example, 1, func(s string) { d.Example = s })
	_, said := v.labelled("Pronunciation, stress in capitals", "pronunciation", d.Pronunciation, 1, func(s string) { d.Pronunciation = oneLine(s) })
	return append(parts, example, said)
}

// offered are the options of a choice, or the answers that are taken.
func (v *editView) offered() []fyne.CanvasObject {
	d := v.draft
	var parts []fyne.CanvasObject
	switch d.before.Kind {
	case quiz.Choice:
		parts = append(parts, widgets.CheckRow("Several options are right", "The learner ticks all of them.", d.Several, func(on bool) {
			d.Several = on
			if !on {
				v.keepFirstRight()
			}
			v.stay()
		}), widgets.CheckRow("Keep this order", "Else the options are shuffled.", d.KeepOrder, func(on bool) { d.KeepOrder = on; v.look() }))
	case quiz.Text:
		parts = append(parts, widgets.CheckRow("Capitals count", "", d.CaseSensitive, func(on bool) { d.CaseSensitive = on; v.look() }))
	case quiz.Code:
		parts = append(parts, v.codeSet())
	}
	for i := range d.Options {
		parts = append(parts, v.option(i))
	}
	if !d.fixed() {
		parts = append(parts, v.adder(v.noun(), func() { v.grow(spot{part: "option"}) }))
	}
	return parts
}

// codeSets are the code sets that can be asked for, by their tags.
var codeSets = []string{"icd10cm", "icd10pcs", "hcpcs"}

func (v *editView) codeSet() fyne.CanvasObject {
	q := quiz.Question{Tags: v.draft.Tags}
	set, year := q.CodeSet()
	var words []string
	for _, s := range codeSets {
		words = append(words, quiz.CodeSetName(s))
	}
	put := func(set string, year int) {
		tag := "code:" + set
		if year > 0 {
			tag += fmt.Sprint("-", year)
		}
		v.draft.setTag("code", tag)
		v.look()
	}
	years := newLine("any year", nil)
	if year > 0 {
		years.SetText(fmt.Sprint(year))
	}
	v.wire(years, spot{}, "code year", func(s string) {
		n := 0
		_, _ = fmt.Sscan(s, &n)
		if n != 0 && n < 1900 {
			return // not typed to its end
		}
		set, _ := (&quiz.Question{Tags: v.draft.Tags}).CodeSet()
		put(set, n)
	})
	return widgets.FormRow("Code set, and its fiscal year", "Dots, spaces and capitals of a code do not matter.",
		widgets.Row(theme.Space8, widgets.Dropdown(words, quiz.CodeSetName(set), "", func(word string) {
			_, year := (&quiz.Question{Tags: v.draft.Tags}).CodeSet()
			put(codeSets[slices.Index(words, word)], year)
		}), widgets.Fixed(theme.Scaled(96), 0, years)))
}

// noun is what the form calls an option.
func (v *editView) noun() string {
	switch v.draft.before.Kind {
	case quiz.Choice, quiz.TrueFalse:
		return "an option"
	case quiz.Code:
		return "a code"
	case quiz.Match:
		return "a pair"
	case quiz.Order:
		return "a step"
	}
	return "an answer"
}

// keepFirstRight leaves one option right, when only one may be.
func (v *editView) keepFirstRight() {
	for i, o := range v.draft.Options {
		if o.Right {
			v.draft.mark(i, true)
			return
		}
	}
}

// option is the form of one option: right or not, text, why.
func (v *editView) option(i int) fyne.CanvasObject {
	d := v.draft
	o := &d.Options[i]
	at := spot{part: "option", i: i}
	right := widgets.Toggle("right", o.Right, func(on bool) {
		d.mark(i, on)
		v.stay()
	})
	parts := []fyne.CanvasObject{v.rowHead(d.name(i), at, !d.fixed(), right)}
	switch {
	case o.any():
		parts = append(parts, widgets.Muted("Any other answer."))
	case d.before.Kind == quiz.TrueFalse:
	case d.before.Kind == quiz.Number:
		parts = append(parts, v.numbers(o, at))
	default:
		hint := "What it says"
		if d.before.Kind == quiz.Code {
			hint = "E11.9"
		}
		parts = append(parts, v.box(hint, at, "text", o.Text, 1, func(s string) { o.Text = s }))
	}
	parts = append(parts, v.box("Why it is right or wrong", at, "feedback", o.Feedback, 1, func(s string) { o.Feedback = s }))
	return framed(parts...)
}

// numbers are a number and how far off is still right.
func (v *editView) numbers(o *draftOption, at spot) fyne.CanvasObject {
	value, within := newLine("1250.5", nil), newLine("exactly", nil)
	value.SetText(o.Text)
	within.SetText(o.Tolerance)
	v.wire(value, at, "text", func(s string) { o.Text = s })
	v.wire(within, at, "tolerance", func(s string) { o.Tolerance = s })
	return widgets.Row(theme.Space8, widgets.Grow(value), widgets.Muted("give or take").OneLine(), widgets.Grow(within))
}

// rowHead is the first line of a part of the form: its name, and what can be
// done with it.
func (v *editView) rowHead(name string, at spot, loose bool, more ...fyne.CanvasObject) fyne.CanvasObject {
	head := append([]fyne.CanvasObject{widgets.Grow(widgets.Strong(name))}, more...)
	if loose {
		head = append(head, widgets.IconButton("arrow-up", "move "+name+" up", func() { v.shift(at, -1) }),
			widgets.IconButton("arrow-down", "move "+name+" down", func() { v.shift(at, 1) }),
			widgets.IconButton("trash", "remove "+name, func() { v.drop(at) }))
	}
	return widgets.Row(theme.Space4, head...)
}

func framed(parts ...fyne.CanvasObject) fyne.CanvasObject {
	return widgets.NewPanel(widgets.Column(theme.Space8, parts...), "", theme.ColorLine, theme.Space12)
}

func (v *editView) adder(what string, add func()) fyne.CanvasObject {
	return widgets.Flow(0, widgets.SecondaryButton("Add "+what, add).WithIcon(theme.IconPlus).WithKey("Ctrl N"))
}

// labelled is a labelled text.
func (v *editView) labelled(label, name, text string, rows int, set func(string)) (*field, fyne.CanvasObject) {
	f := v.box("", spot{}, name, text, rows, set)
	return f, widgets.Column(theme.Space4, widgets.Overline(label), f)
}

// box is a text that grows.
func (v *editView) box(hint string, at spot, name, text string, rows int, set func(string)) *field {
	f := newField(hint, rows)
	f.SetText(text)
	return v.wire(f, at, name, set)
}

// wire makes a field change the draft, and its place known.
func (v *editView) wire(f *field, at spot, name string, set func(string)) *field {
	f.spot, f.name = at, name
	f.OnChanged = func(s string) {
		set(s)
		v.look()
		if f.outgrown() {
			v.panes.again()
		}
	}
	f.came = func(f *field) {
		v.last = f
		if v.panes != nil {
			v.panes.reveal(f)
		}
	}
	f.paste, f.next = v.screen.pastePicture, v.goOn
	v.fields = append(v.fields, f)
	return f
}

// goOn puts the cursor into the field behind f.
func (v *editView) goOn(f *field) {
	if at := slices.Index(v.fields, f); at >= 0 && at+1 < len(v.fields) {
		v.fields[at+1].Focus()
	}
}

// oneLine is a text without line breaks.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func orWord(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}
