package exam

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"chartroom/app/actions"
	"chartroom/app/ask"
	"chartroom/app/shell"
	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

func (s *Screen) walkKeys() []shell.Key {
	keys := []shell.Key{
		{Name: fyne.KeyReturn, Does: "next item", Do: func() { s.step(1) }}, {Name: fyne.KeyRight, Do: func() { s.step(1) }}, {Name: fyne.KeySpace, Do: func() { s.step(1) }},
		{Name: fyne.KeyLeft, Does: "item before", Do: func() { s.step(-1) }},
		{Name: fyne.KeyPageDown, Does: "scroll", Do: func() { s.page.ScrollBy(scrollStep) }}, {Name: fyne.KeyPageUp, Does: "scroll back", Do: func() { s.page.ScrollBy(-scrollStep) }},
	}
	if s.m.wrong() {
		for _, c := range quiz.Causes {
			keys = append(keys, shell.Key{Rune: causeWords[c].key, Does: "cause: " + causeWords[c].word, Do: func() { s.blame(c) }})
		}
	}
	return append(keys, shell.Key{Rune: 'l', Does: "show it in the library", Do: s.toLibrary}, shell.Key{Rune: 'r', Does: "report a problem", Do: s.reportProblem},
		shell.Key{Name: fyne.KeyEscape, Does: "back to the result", Do: s.endWalk})
}

// drawWalk shows an item of a finished exam, marked and explained.
func (s *Screen) drawWalk() {
	w := &s.m.walk
	a := &s.m.after
	place := w.place()
	if s.view == nil || s.view.Model != w.ask || w.ask == nil {
		var body fyne.CanvasObject
		s.view, s.parts.blame = nil, nil
		if w.ask == nil {
			body = widgets.EmptyState(theme.IconWarning, "This question cannot be shown", missing(w.broken), nil)
		} else {
			s.view = ask.NewView(w.ask, func() {}, func() { s.step(1) })
			parts := []fyne.CanvasObject{card(s.view, w.ask)}
			if s.tight() {
				parts = append(parts, widgets.Muted("It took "+s.timed(place)+"."))
				if s.m.wrong() {
					s.parts.blame = s.causes()
					parts = append(parts, s.parts.blame)
				}
			}
			if note := a.exam.Answers[place].Note; note != "" {
				parts = append(parts, widgets.Note("note", theme.ColorMuted, widgets.Body("Your note: "+note)))
			}
			body = widgets.Column(theme.Space16, parts...)
		}
		s.page = widgets.Page(nil, body, nil)
		s.put(s.page)
	}
	if s.parts.blame != nil {
		s.parts.blame.Set(slices.Index(quiz.Causes, a.exam.Answers[place].Cause))
	}
	s.page.SetHeader(s.walkHead())
	s.page.SetFooter(s.walkFoot())
}

// walkHead says which item this is and how it went.
func (s *Screen) walkHead() fyne.CanvasObject {
	w, a := &s.m.walk, &s.m.after
	place := w.place()
	g, p := &a.exam.Answers[place], &a.result.Places[place]
	line := []fyne.CanvasObject{widgets.Strong(fmt.Sprintf("Item %d", place+1)).OneLine(),
		widgets.Muted(fmt.Sprintf("%s: %d of %d", walkWords[w.kind].word, w.at+1, len(w.places))).OneLine()}
	if !s.tight() {
		line = append(line, widgets.Spacer(), widgets.Muted(s.timed(place)).OneLine())
	}
	chips := []fyne.CanvasObject{verdictChip(p)}
	add := func(on bool, text string, role fyne.ThemeColorName) {
		if on {
			chips = append(chips, widgets.Chip(text, role))
		}
	}
	add(a.pretest(place), "pretest: did not count", theme.ColorMuted)
	add(g.Remarked, "marked anew", theme.ColorClose)
	add(g.Flagged, "flagged", theme.ColorClose)
	add(g.Certainty != quiz.Unsaid, g.Certainty.String(), theme.ColorMuted)
	add(p.Changes > 0, changedWord(p), theme.ColorMuted)
	add(len(g.LookUps) > 0, lookedUp(g.LookUps), theme.ColorMuted)
	add(a.placeDomain(place) != "", a.placeDomain(place), theme.ColorMuted)
	return widgets.Column(theme.Space8, widgets.Row(theme.Space12, line...), widgets.Flow(theme.Space8, chips...))
}

func verdictChip(p *quiz.PlaceResult) fyne.CanvasObject {
	role, icon := theme.ColorWrong, theme.IconCross
	switch p.Verdict {
	case quiz.Right:
		role, icon = theme.ColorRight, theme.IconTick
	case quiz.Partly:
		role, icon = theme.ColorClose, theme.IconPartly
	}
	return widgets.Chip(verdictWord(p), role).WithIcon(icon)
}

func changedWord(p *quiz.PlaceResult) string {
	from, to := "wrong", "wrong"
	if p.First {
		from = "right"
	}
	if p.Verdict == quiz.Right {
		to = "right"
	}
	return "changed from " + from + " to " + to
}

// timed compares the time for an item with the pace.
func (s *Screen) timed(place int) string {
	a := &s.m.after
	return span(a.exam.Answers[place].Took) + "; the pace is " + span(a.result.Pace)
}

// walkFoot is the way on, and the causes of a wrong answer.
func (s *Screen) walkFoot() fyne.CanvasObject {
	w := &s.m.walk
	word := "Next item"
	if w.at == len(w.places)-1 {
		word = "Back to the result"
	}
	row := []fyne.CanvasObject{widgets.PrimaryButton(word, func() { s.step(1) }).WithKey("Enter")}
	switch {
	case s.m.wrong() && s.tight():
		row = append(row, widgets.KeyHint("K M C T B", "why it was wrong"))
	case s.m.wrong():
		row = append(row, s.causes())
	}
	return widgets.Flow(theme.Space12, row...)
}

// walkLeast is how narrow a window may be that has the causes in one line at its
// foot, at text scale 1.
const walkLeast = 1200

// tight reports whether the causes have no room at the foot of the page.
func (s *Screen) tight() bool {
	return s.shell.Window.Canvas().Size().Width < theme.Scaled(walkLeast)
}

// causes are the causes of a wrong answer to choose from: at the foot of the
// page, or under the item where there is no room.
func (s *Screen) causes() *widgets.Segments {
	words := make([]string, len(quiz.Causes))
	for i, c := range quiz.Causes {
		words[i] = fmt.Sprintf("%s (%s)", causeWords[c].word, quiz.Capital(string(causeWords[c].key)))
	}
	chosen := slices.Index(quiz.Causes, s.m.after.exam.Answers[s.m.walk.place()].Cause)
	return widgets.Segmented(words, chosen, func(i int) { s.blame(quiz.Causes[i]) })
}

// step goes to another item of the walk; after the last comes the result.
func (s *Screen) step(by int) {
	if err := s.m.step(by); err != nil {
		s.shell.Fail(fmt.Errorf("show the item: %w", err))
	}
	s.draw()
}

// blame keeps why the answer was wrong.
func (s *Screen) blame(c quiz.Cause) {
	s.shell.Do(func() (actions.Done, error) { return s.m.blame(c) })
}

func (s *Screen) toLibrary() {
	s.shell.Go("Library", s.m.after.exam.Queue[s.m.walk.place()].Question)
}

func (s *Screen) reportProblem() { s.shell.Report(s.m.after.exam.Queue[s.m.walk.place()].Question) }

func (s *Screen) endWalk() {
	s.m.phase = outcome
	s.draw()
}
