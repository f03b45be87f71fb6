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

// pairs are things that belong together; one side may be left empty for a
// partner too many.
func (v *editView) pairs() []fyne.CanvasObject {
	var parts []fyne.CanvasObject
	for i := range v.draft.Options {
		o := &v.draft.Options[i]
		at := spot{part: "option", i: i}
		left := v.box("Left side; empty = a partner too many", at, "text", o.Text, 1, func(s string) { o.Text = s })
		right := v.box("What belongs to it", at, "partner", o.Partner, 1, func(s string) { o.Partner = s })
		parts = append(parts, framed(v.rowHead(v.draft.name(i), at, true), widgets.Columns(theme.Space8, 150, left, right)))
	}
	return append(parts, v.adder("a pair", func() { v.grow(spot{part: "option"}) }))
}

// steps are things in their order.
func (v *editView) steps() []fyne.CanvasObject {
	parts := []fyne.CanvasObject{widgets.Caption("In the right order. Ctrl U and Ctrl J move the step with the cursor.")}
	for i := range v.draft.Options {
		o := &v.draft.Options[i]
		at := spot{part: "option", i: i}
		parts = append(parts, framed(v.rowHead(v.draft.name(i), at, true), v.box("What is done, or comes, here", at, "text", o.Text, 1, func(s string) { o.Text = s })))
	}
	return append(parts, v.adder("a step", func() { v.grow(spot{part: "option"}) }))
}

// gaps are the holes of a text, each with its answers.
func (v *editView) gaps() []fyne.CanvasObject {
	parts := []fyne.CanvasObject{widgets.Flow(0, widgets.SecondaryButton("Make a gap of the selected words", v.makeGap).WithKey("Ctrl G"))}
	for i := range v.draft.Gaps {
		parts = append(parts, v.gap(i))
	}
	return parts
}

func (v *editView) gap(i int) fyne.CanvasObject {
	g := &v.draft.Gaps[i]
	var words []string
	for _, k := range gapKinds {
		words = append(words, kindWord(k))
	}
	kind := widgets.Dropdown(words, kindWord(g.Kind), "", func(word string) {
		g.Kind = gapKinds[slices.Index(words, word)]
		if g.Kind == quiz.Choice && len(g.Answers) < 2 {
			g.Answers = append(g.Answers, draftOption{})
		}
		v.stay()
	})
	name := fmt.Sprintf("Gap %d", i+1)
	parts := []fyne.CanvasObject{widgets.Row(theme.Space8, widgets.Grow(widgets.Strong(name+"  "+hole(i))), kind,
		widgets.IconButton("trash", "remove "+name, func() { v.draft.removeGap(i); v.again(spot{}, "stem") }))}
	for k := range g.Answers {
		a := &g.Answers[k]
		at := spot{part: "gap", i: i, under: k}
		right := widgets.Toggle("right", a.Right, func(on bool) { v.draft.markGap(i, k, on); v.stay() })
		remove := widgets.IconButton("trash", fmt.Sprintf("remove answer %d of %s", k+1, small(name)), func() { v.drop(at) })
		var entry fyne.CanvasObject = v.box("The answer", at, "text", a.Text, 1, func(s string) { a.Text = s })
		switch {
		case a.any():
			entry = widgets.Muted("Any other answer.")
		case g.Kind == quiz.Number:
			entry = v.numbers(a, at)
		}
		parts = append(parts, widgets.Row(theme.Space4, widgets.Grow(entry), right, remove))
	}
	return framed(append(parts, v.adder("an answer", func() { v.grow(spot{part: "gap", i: i}) }))...)
}

// partRoles are the roles of pieces, as the editor offers them.
var partRoles = []quiz.PartRole{quiz.Prefix, quiz.Root, quiz.Vowel, quiz.Suffix}

// pieces are a term's pieces in order, and those that do not belong.
func (v *editView) pieces() []fyne.CanvasObject {
	d := v.draft
	parts := []fyne.CanvasObject{widgets.Overline("The term's pieces, in order: " + orWord(quiz.Term(d.Parts), "none yet"))}
	for i := range d.Parts {
		p := &d.Parts[i]
		at := spot{part: "piece", i: i}
		var words []string
		for _, r := range partRoles {
			words = append(words, string(r))
		}
		role := widgets.Dropdown(words, string(p.Role), "", func(word string) { p.Role = quiz.PartRole(word); v.look() })
		form := v.box("hepat", at, "text", p.Form, 1, func(s string) { p.Form = oneLine(s) })
		meaning := v.box("What it means", at, "meaning", p.Meaning, 1, func(s string) { p.Meaning = oneLine(s) })
		parts = append(parts, framed(v.rowHead(fmt.Sprintf("Piece %d", i+1), at, true, role), widgets.Columns(theme.Space8, 130, form, meaning)))
	}
	parts = append(parts, v.adder("a piece", func() { v.grow(spot{part: "piece"}) }), widgets.Overline("Pieces that do not belong"))
	for i := range d.Options {
		o := &d.Options[i]
		at := spot{part: "option", i: i}
		form := v.box("nephr", at, "text", o.Text, 1, func(s string) { o.Text = s })
		meaning := v.box("What it means", at, "feedback", o.Feedback, 1, func(s string) { o.Feedback = s })
		parts = append(parts, framed(v.rowHead(d.name(i), at, true), widgets.Columns(theme.Space8, 130, form, meaning)))
	}
	return append(parts, widgets.Flow(0, widgets.SecondaryButton("Add a wrong piece", func() { v.grow(spot{part: "option"}) }).WithIcon(theme.IconPlus)))
}

// drill is how the numbers of a drill are made.
func (v *editView) drill() []fyne.CanvasObject {
	d := &v.draft.Drill
	parts := []fyne.CanvasObject{widgets.Caption("Write {beds} in the question where the value called beds goes, and {=beds*days} for one that is reckoned.")}
	for i := range d.Vars {
		x := &d.Vars[i]
		at := spot{part: "value", i: i}
		line := func(hint, name, text string, set func(string)) fyne.CanvasObject {
			f := newLine(hint, nil)
			f.SetText(text)
			v.wire(f, at, name, set)
			return f
		}
		parts = append(parts, framed(v.rowHead(fmt.Sprintf("Value %d", i+1), at, true),
			widgets.Columns(theme.Space8, 84, line("name: beds", "text", x.Name, func(s string) { x.Name = strings.TrimSpace(s) }),
				line("smallest", "min", x.Min, func(s string) { x.Min = s }), line("largest", "max", x.Max, func(s string) { x.Max = s }),
				line("step: 1", "step", x.Step, func(s string) { x.Step = s })),
			line("or one of these: 10; 20; 50", "choices", x.Choices, func(s string) { x.Choices = s })))
	}
	parts = append(parts, v.adder("a value", func() { v.grow(spot{part: "value"}) }))
	_, formula := v.labelled("Formula of the answer", "formula", d.Formula, 1, func(s string) { d.Formula = oneLine(s) })
	_, where := v.labelled("Conditions, one a line: deaths < discharges", "where", d.Where, 1, func(s string) { d.Where = s })
	_, decimals := v.labelled("Decimals", "decimals", d.Decimals, 1, func(s string) { d.Decimals = oneLine(s) })
	_, within := v.labelled("Give or take", "tolerance", d.Tolerance, 1, func(s string) { d.Tolerance = oneLine(s) })
	_, unit := v.labelled("Unit", "unit", d.Unit, 1, func(s string) { d.Unit = oneLine(s) })
	_, solution := v.labelled("Worked solution; {answer} is the answer", "solution", d.Solution, 2, func(s string) { d.Solution = s })
	return append(parts, formula, where, widgets.Columns(theme.Space8, 84, decimals, within, unit), solution)
}
