package practice

import (
	"fmt"

	"fyne.io/fyne/v2"

	"chartroom/app/actions"
	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
	"chartroom/storage"
)

// states are what a question can be to the learner, in the order offered.
var states = []struct {
	word  string
	state storage.State
}{
	{"Any", storage.StateAny}, {"New", storage.StateNew}, {"Wrong before", storage.StateWrong},
	{"Flagged", storage.StateFlagged}, {"Due", storage.StateDue},
}

// levels are the exams' cognitive levels, in the order offered.
var levels = []string{"", "recall", "application", "analysis"}

// counts are the session lengths offered.
var counts = []int{5, 10, 15, 25, 50}

// drawBuilder shows what to choose a session from.
func (s *Screen) drawBuilder() {
	m := &s.m
	s.page.SetHeader(widgets.Display("Practice"))
	var parts []fyne.CanvasObject
	for _, open := range m.open {
		parts = append(parts, s.openCard(open))
	}
	parts = append(parts, widgets.Card(widgets.Column(theme.Space24, s.choices()...)))
	s.page.SetBody(widgets.Column(theme.Space16, parts...))
	start := widgets.PrimaryButton(fmt.Sprintf("Start %s", quiz.Count(min(m.recipe.Count, m.fits), "question")), s.start).WithKey("Enter")
	start.SetEnabled(m.fits > 0)
	fits := quiz.Count(m.fits, "question") + " fit"
	if m.fits == 1 {
		fits = "1 question fits"
	}
	if m.fits == 0 {
		fits = "No question fits: choose another state, domain or level."
	}
	s.page.SetFooter(widgets.Row(theme.Space16, start, widgets.Muted(fits)))
}

// openCard offers to go on with a session that was begun.
func (s *Screen) openCard(open quiz.Session) fyne.CanvasObject {
	resume := func() {
		if err := s.m.resume(open); err != nil {
			s.shell.Fail(err)
		}
		s.draw()
	}
	return widgets.Card(widgets.Row(theme.Space16,
		widgets.Grow(widgets.Column(theme.Space4, widgets.Strong(open.Title+" not finished"),
			widgets.Muted(fmt.Sprintf("%d of %s answered. Every answer is saved.", open.Done(), quiz.Count(len(open.Queue), "question"))))),
		widgets.SecondaryButton("Go on", resume),
		widgets.QuietButton("End it", func() { s.run(func() (actions.Done, error) { return s.m.discard(open) }) })))
}

// choices are the rows of the builder.
func (s *Screen) choices() []fyne.CanvasObject {
	r := &s.m.recipe
	rows := []fyne.CanvasObject{}
	if d := s.domains(); d != nil {
		rows = append(rows, row("Domain", d))
	}
	words := make([]string, len(states))
	selected := 0
	for i, st := range states {
		words[i] = st.word
		if st.state == r.Filter.State {
			selected = i
		}
	}
	rows = append(rows, row("Questions that are", widgets.Segmented(words, selected, func(i int) { s.set(func() { r.Filter.State = states[i].state }) })))
	rows = append(rows, row("Level", widgets.Segmented([]string{"Any", "Recall", "Application", "Analysis"}, indexOf(levels, r.Filter.Level),
		func(i int) { s.set(func() { r.Filter.Level = levels[i] }) })))
	numbers := make([]string, len(counts))
	for i, n := range counts {
		numbers[i] = fmt.Sprint(n)
	}
	rows = append(rows, row("How many", widgets.Segmented(numbers, indexOf(counts, r.Count), func(i int) { s.set(func() { r.Count = counts[i] }) })))
	mode := 0
	if r.Test {
		mode = 1
	}
	rows = append(rows, row("Marked", widgets.Column(theme.Space8,
		widgets.Segmented([]string{"At once (study)", "At the end (test)"}, mode, func(i int) { s.set(func() { r.Test = i == 1 }) }),
		widgets.Caption("Study explains every option as you go. A test lets you go back and change answers, and explains at the end."))))
	return rows
}

// domains is the choice of a domain of the learner's exam; nil without one.
func (s *Screen) domains() fyne.CanvasObject {
	r := &s.m.recipe
	b := quiz.BlueprintOf(s.blueprints, r.Filter.Exam)
	if b == nil {
		return nil
	}
	words, ids := []string{"All"}, []string{""}
	for _, d := range b.Domains {
		words, ids = append(words, d.Short), append(ids, d.ID)
	}
	return widgets.Segmented(words, indexOf(ids, r.Filter.Domain), func(i int) { s.set(func() { r.Filter.Domain = ids[i] }) })
}

// set changes the recipe and counts again what fits.
func (s *Screen) set(change func()) {
	change()
	if err := s.m.build(); err != nil {
		s.shell.Fail(err)
	}
	s.draw()
}

// row is a choice with its name.
func row(name string, choice fyne.CanvasObject) fyne.CanvasObject {
	return widgets.Column(theme.Space8, widgets.Strong(name), choice)
}

// indexOf is where x stands in list; 0 if it does not.
func indexOf[T comparable](list []T, x T) int {
	for i, y := range list {
		if x == y {
			return i
		}
	}
	return 0
}
