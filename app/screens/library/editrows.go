package library

import (
	"slices"

	"chartroom/quiz"
)

// here is the part of the form that has the cursor, or had it last.
func (v *editView) here() spot {
	if v.last == nil {
		return spot{}
	}
	return v.last.spot
}

// growHere adds another part of the sort that the cursor is in, or of the sort
// that the kind has most of.
func (v *editView) growHere() {
	at := v.here()
	if at.part == "" {
		at.part = map[quiz.Kind]string{quiz.Build: "piece", quiz.Hotspot: "place", quiz.Drill: "value", quiz.Cloze: "gap", quiz.Table: "gap"}[v.draft.before.Kind]
		switch {
		case at.part == "gap":
			v.makeGap()
			return
		case at.part == "" && v.draft.before.Kind == quiz.Flip:
			at.part = "place"
		case at.part == "":
			at.part = "option"
		}
	}
	v.grow(at)
}

// grow adds another part behind a spot, and puts the cursor into it.
func (v *editView) grow(at spot) {
	d := v.draft
	switch at.part {
	case "option":
		if !d.add() {
			return
		}
		if d.before.Kind == quiz.Build {
			d.Options[len(d.Options)-1].Right = false
		}
		at.i = len(d.Options) - 1
	case "gap":
		g := &d.Gaps[at.i]
		g.Answers = append(g.Answers, draftOption{Right: g.Kind != quiz.Choice})
		at.under = len(g.Answers) - 1
	case "piece":
		at.i = min(at.i+1, len(d.Parts))
		if v.here().part != "piece" {
			at.i = len(d.Parts)
		}
		d.Parts = slices.Insert(d.Parts, at.i, quiz.Part{Role: quiz.Root})
	case "value":
		d.Drill.Vars = append(d.Drill.Vars, draftVar{})
		at.i = len(d.Drill.Vars) - 1
	case "place":
		if d.Picture == nil {
			v.screen.choosePicture()
			return
		}
		v.addPlace(quiz.Region{X: .4, Y: .4, W: .2, H: .2})
		return
	default:
		return
	}
	v.again(at, "text")
}

// dropHere takes the part with the cursor away.
func (v *editView) dropHere() {
	if at := v.here(); at.part != "" {
		v.drop(at)
	}
}

// drop takes a part away.
func (v *editView) drop(at spot) {
	d := v.draft
	switch at.part {
	case "option":
		if d.fixed() {
			return
		}
		d.remove(at.i)
	case "gap":
		g := &d.Gaps[at.i]
		if len(g.Answers) == 1 {
			d.removeGap(at.i)
			v.again(spot{}, "stem")
			return
		}
		g.Answers = slices.Delete(g.Answers, at.under, at.under+1)
		at.under = max(0, at.under-1)
		v.again(at, "text")
		return
	case "piece":
		d.Parts = slices.Delete(d.Parts, at.i, at.i+1)
	case "value":
		d.Drill.Vars = slices.Delete(d.Drill.Vars, at.i, at.i+1)
	case "place":
		p := d.Picture
		p.Regions = slices.Delete(p.Regions, at.i, at.i+1)
		if p.Asked >= at.i && p.Asked > 0 {
			p.Asked--
		}
	}
	at.i = max(0, at.i-1)
	v.again(at, "text")
}

// shiftHere moves the part with the cursor up or down.
func (v *editView) shiftHere(by int) { v.shift(v.here(), by) }

func (v *editView) shift(at spot, by int) {
	d := v.draft
	moved := false
	switch at.part {
	case "option":
		if d.fixed() {
			return
		}
		at.i, moved = shift(d.Options, at.i, by)
	case "gap":
		at.under, moved = shift(d.Gaps[at.i].Answers, at.under, by)
	case "piece":
		at.i, moved = shift(d.Parts, at.i, by)
	case "value":
		at.i, moved = shift(d.Drill.Vars, at.i, by)
	case "place":
		p := d.Picture
		was := at.i
		if at.i, moved = shift(p.Regions, at.i, by); moved {
			switch p.Asked {
			case was:
				p.Asked = at.i
			case at.i:
				p.Asked = was
			}
		}
	}
	if !moved {
		return
	}
	name := "text"
	if v.last != nil && v.last.spot.part == at.part {
		name = v.last.name
	}
	v.again(at, name)
}

// markHere ticks the part with the cursor as right, or the place as the one
// asked for; again unticks it.
func (v *editView) markHere() {
	d, at := v.draft, v.here()
	switch at.part {
	case "option":
		if d.before.Kind == quiz.Match || d.before.Kind == quiz.Order || d.before.Kind == quiz.Build {
			return
		}
		d.mark(at.i, d.single() || !d.Options[at.i].Right)
	case "gap":
		d.markGap(at.i, at.under, !d.Gaps[at.i].Answers[at.under].Right)
	case "place":
		d.Picture.Asked = at.i
	default:
		return
	}
	v.stay()
}

// makeGap hides the selected words of the text, or begins an empty gap where
// the cursor is.
func (v *editView) makeGap() {
	d, f := v.draft, v.first
	words := f.SelectedText()
	switch d.before.Kind {
	case quiz.Cloze, quiz.Table:
		f.insert(d.addGap(words))
		at := spot{part: "gap", i: len(d.Gaps) - 1}
		v.again(at, "text")
	case quiz.Flip:
		n := 1
		if cards, err := quiz.ClozeCards(d.Stem, d.Markup); err == nil && len(cards) > 0 {
			n = cards[len(cards)-1].Number + 1
		}
		f.insert(clozeOf(n, words))
		v.again(spot{}, "stem")
	default:
		v.screen.shell.Say("Gaps belong to questions with gaps, tables, and cards.")
	}
}
