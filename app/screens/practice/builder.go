package practice

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"chartroom/app/actions"
	"chartroom/app/shell"
	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
	"chartroom/storage"
)

// states are what a question can be to the learner, in the order offered.
var states = []struct {
	word  string
	state quiz.State
}{
	{"Any", quiz.StateAny}, {"New", quiz.StateNew}, {"Wrong before", quiz.StateWrong}, {"Missed last time", quiz.StateMissed},
	{"Unsure", quiz.StateUnsure}, {"Flagged", quiz.StateFlagged}, {"Due", quiz.StateDue},
}

// levels are the exams' cognitive levels, in the order offered.
var levels = []string{"", "recall", "application", "analysis"}

// counts are the session lengths offered.
var counts = []int{5, 10, 15, 25, 50, 100}

// notSeen are the days since the last answer offered; 0 = any.
var notSeen = []int{0, 7, 30, 90}

// minutes are the time limits offered; 0 = none.
var minutes = []int{0, 10, 20, 30, 60, 90}

// modes are how a session is marked, in the order offered.
var modes = []quiz.Mode{quiz.ModeStudy, quiz.ModeTest, quiz.ModeAdapt}

// kinds are the kinds offered, with what they are called.
var kinds = []struct {
	word string
	kind quiz.Kind
}{
	{"Choice", quiz.Choice}, {"True or false", quiz.TrueFalse}, {"Typed words", quiz.Text}, {"Number", quiz.Number}, {"Gaps", quiz.Cloze},
	{"Matching", quiz.Match}, {"Ordering", quiz.Order}, {"Code", quiz.Code}, {"Table to fill", quiz.Table},
	{"Place in a picture", quiz.Hotspot}, {"Drill with new numbers", quiz.Drill}, {"Word-building", quiz.Build},
}

// drawBuilder shows what to choose a session from.
func (s *Screen) drawBuilder() {
	s.page.SetHeader(widgets.Display("Practice"))
	var parts []fyne.CanvasObject
	for _, open := range s.m.open {
		parts = append(parts, s.openCard(open))
	}
	parts = append(parts, s.readyCards())
	if len(s.m.saved) > 0 {
		parts = append(parts, s.savedCard())
	}
	if drills := s.drillsCard(); drills != nil {
		parts = append(parts, drills)
	}
	parts = append(parts, widgets.Card(widgets.Column(theme.Space24, s.choices()...)))
	s.page.SetBody(widgets.Column(theme.Space16, parts...))
	s.drawStart()
	s.countFits()
}

// countFits counts what fits the choices and reads which subjects there are,
// beside the window: in a big library that can take longer than a frame.
func (s *Screen) countFits() {
	s.count++
	began, filter, fits := s.count, s.m.filter(), 0
	var subjects []string
	s.shell.Quietly(func(ctx context.Context, _ func(int, int)) (err error) {
		if fits, err = s.m.act.Reader().CountFilter(ctx, filter); err != nil {
			return err
		}
		subjects, err = subjectsOf(ctx, s.m.act.Reader())
		return err
	}, func(err error) {
		if began != s.count || s.m.phase != building {
			return // the choices have changed meanwhile
		}
		if err != nil {
			s.shell.Fail(err)
			return
		}
		s.m.fits = fits
		if !slices.Equal(subjects, s.m.subjects) {
			s.m.subjects = subjects
			s.subjects.SetWords(append([]string{anySubject}, subjects...))
		}
		s.drawStart()
	})
}

// anySubject is the choice of no subject.
const anySubject = "Any subject"

// subjectsOf are the subjects that there are questions on.
func subjectsOf(ctx context.Context, r *storage.Reader) ([]string, error) {
	facets, err := r.Facets(ctx)
	if err != nil {
		return nil, err
	}
	var subjects []string
	for _, f := range facets {
		if subject, ok := strings.CutPrefix(f.Tag, "subject:"); ok {
			subjects = append(subjects, subject)
		}
	}
	return subjects, nil
}

// drawStart shows how many questions fit, and the button to begin.
func (s *Screen) drawStart() {
	m := &s.m
	start := widgets.PrimaryButton(fmt.Sprintf("Start %s", quiz.Count(min(m.recipe.Count, m.fits), "question")), s.start).WithKey("Enter")
	start.SetEnabled(m.fits > 0)
	fits := quiz.Count(m.fits, "question") + " fit"
	switch {
	case m.fits == 1:
		fits = "1 question fits"
	case m.fits == 0:
		fits = "No question fits: choose another state, domain or level."
	}
	s.page.SetFooter(widgets.Flow(theme.Space16, start, widgets.SecondaryButton("Save as a recipe", s.saveRecipe).WithKey("S"), widgets.Muted(fits)))
}

// builderKeys are the keys of the builder.
func (s *Screen) builderKeys() []shell.Key {
	keys := []shell.Key{{Name: fyne.KeyReturn, Does: "start", Do: s.start}, {Rune: 's', Does: "save as a recipe", Do: s.saveRecipe},
		{Rune: 'm', Does: "my misses", Do: func() { s.begin(s.m.misses) }}, {Rune: 'l', Does: "level up", Do: func() { s.begin(s.m.level) }},
		{Rune: 'q', Does: "question of the day", Do: s.questionOfTheDay}}
	for i, r := range s.m.saved {
		if i < 9 {
			keys = append(keys, shell.Key{Rune: '1' + rune(i), Does: "start " + r.Name, Do: func() { s.begin(r) }})
		}
	}
	return append(keys, s.drillKeys()...)
}

// start begins what the builder shows.
func (s *Screen) start() { s.begin(s.m.recipe) }

// begin starts a recipe, here or, with a clock, in the exam room.
func (s *Screen) begin(r quiz.Recipe) {
	timed := false
	s.run(func() (done actions.Done, err error) {
		timed, done, err = s.m.begin(r)
		return done, err
	})
	if timed {
		s.shell.Go("Exam", nil)
	}
}

func (s *Screen) questionOfTheDay() { s.run(s.m.questionOfTheDay) }

// readyCards are the recipes that need no choices.
func (s *Screen) readyCards() fyne.CanvasObject {
	card := func(title, say, key string, do func()) fyne.CanvasObject {
		return widgets.Card(widgets.Column(theme.Space8, widgets.Strong(title), widgets.Caption(say),
			widgets.Row(0, widgets.SecondaryButton("Start", do).WithKey(key))))
	}
	return widgets.Columns(theme.Space16, 220,
		card(s.m.misses.Name, "What was wrong the last time, 20 at most.", "M", func() { s.begin(s.m.misses) }),
		card(s.m.level.Name, "The lowest level that you have not mastered yet.", "L", func() { s.begin(s.m.level) }),
		card("Question of the day", "One question, the same all day.", "Q", s.questionOfTheDay))
}

// savedCard are the learner's own recipes.
func (s *Screen) savedCard() fyne.CanvasObject {
	rows := []fyne.CanvasObject{widgets.Heading("Your recipes")}
	for i, r := range s.m.saved {
		start := widgets.SecondaryButton("Start", func() { s.begin(r) })
		if i < 9 {
			start = start.WithKey(fmt.Sprint(i + 1))
		}
		rows = append(rows, widgets.Row(theme.Space12, widgets.Grow(widgets.Column(0, widgets.Body(r.Name), widgets.Caption(s.describe(&r)))),
			start, widgets.QuietButton("Change", func() { s.edit(r) }), widgets.QuietButton("Rename", func() { s.rename(r) }),
			widgets.QuietButton("Remove", func() {
				s.run(func() (actions.Done, error) { return s.m.act.RemoveRecipe(ctx(), r.Name) })
			})))
	}
	return widgets.Card(widgets.Column(theme.Space12, rows...))
}

// describe is a recipe in a line.
func (s *Screen) describe(r *quiz.Recipe) string {
	parts := []string{quiz.Count(r.Count, "question"), modeWord(r.Mode)}
	if r.Minutes > 0 {
		parts = append(parts, quiz.Count(r.Minutes, "minute"))
	}
	if b := quiz.BlueprintOf(s.blueprints, r.Exam); b != nil {
		parts = append(parts, b.Name)
		for _, d := range b.Domains {
			if d.ID == r.Domain {
				parts = append(parts, d.Short)
			}
		}
	}
	for _, st := range states {
		if st.state == r.State && r.State != quiz.StateAny {
			parts = append(parts, strings.ToLower(st.word))
		}
	}
	if r.NotSeen > 0 {
		parts = append(parts, "not seen for "+quiz.Count(r.NotSeen, "day"))
	}
	return widgets.Sentence(append(parts, r.Subject, r.Level)...)
}

func modeWord(m quiz.Mode) string {
	switch m {
	case quiz.ModeTest:
		return "test"
	case quiz.ModeAdapt:
		return "adaptive"
	}
	return "study"
}

// edit puts a saved recipe into the builder.
func (s *Screen) edit(r quiz.Recipe) {
	s.m.recipe, s.m.chosen = r, true
	s.draw()
}

// saveRecipe asks for a name and keeps what is chosen under it.
func (s *Screen) saveRecipe() {
	s.askName("Save as a recipe", "Save", func(name string) (actions.Done, error) { return s.m.save(name) })
}

// rename asks for another name of a recipe.
func (s *Screen) rename(r quiz.Recipe) {
	s.askName("Rename “"+r.Name+"”", "Rename", func(name string) (actions.Done, error) {
		was := r.Name
		r.Name = name
		done, err := s.m.act.SaveRecipe(ctx(), r)
		if err != nil {
			return done, err
		}
		s.shell.Did(done)
		return s.m.act.RemoveRecipe(ctx(), was)
	})
}

// askName asks for the name of a recipe, which no other has.
func (s *Screen) askName(title, action string, do func(string) (actions.Done, error)) {
	s.shell.AskLine(title, "A name to find it by, such as Friday privacy.", action, func(name string) error {
		name = strings.TrimSpace(name)
		switch {
		case name == "":
			return errors.New("Type a name first")
		case s.m.named(name) != nil:
			return errors.New("Another recipe has this name; type another")
		}
		s.run(func() (actions.Done, error) { return do(name) })
		return nil
	})
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
	rows := []fyne.CanvasObject{s.sources()}
	if d := s.domains(); d != nil {
		rows = append(rows, row("Domain", d))
	}
	words := make([]string, len(states))
	selected := 0
	for i, st := range states {
		words[i] = st.word
		if st.state == r.State {
			selected = i
		}
	}
	rows = append(rows, row("Questions that are", widgets.Segmented(words, selected, func(i int) { s.set(func() { r.State = states[i].state }) })))
	rows = append(rows, row("Not seen for", pick(notSeen, r.NotSeen, func(n int) string {
		if n == 0 {
			return "Any time"
		}
		return quiz.Count(n, "day")
	}, func(n int) { s.set(func() { r.NotSeen = n }) })))
	rows = append(rows, row("Level", widgets.Segmented([]string{"Any", "Recall", "Application", "Analysis"}, indexOf(levels, r.Level),
		func(i int) { s.set(func() { r.Level = levels[i] }) })))
	rows = append(rows, row("How many", pick(counts, r.Count, func(n int) string { return fmt.Sprint(n) }, func(n int) { s.set(func() { r.Count = n }) })))
	rows = append(rows, row("Marked", widgets.Column(theme.Space8,
		widgets.Segmented([]string{"At once (study)", "At the end (test)", "At once, adaptive"}, indexOf(modes, r.Mode), func(i int) {
			s.set(func() { r.Mode = modes[i] })
			s.drawBuilder()
		}), widgets.Caption(modeSays(r.Mode)))))
	if r.Mode == quiz.ModeTest {
		rows = append(rows, row("Time limit", pick(minutes, r.Minutes, func(n int) string {
			if n == 0 {
				return "None"
			}
			return quiz.Count(n, "minute")
		}, func(n int) { s.set(func() { r.Minutes = n }) })))
	}
	return rows
}

// modeSays is what a mode does, in a sentence or two.
func modeSays(m quiz.Mode) string {
	switch m {
	case quiz.ModeTest:
		return "A test lets you go back and change answers, and explains at the end. With a time limit it is asked in the exam room."
	case quiz.ModeAdapt:
		return "The next question is always the one whose answer tells most about how the exam will go, and every option is explained as you go. It stops at the number that you choose."
	}
	return "Study explains every option as you go."
}

// pick is a choice of one of some numbers.
func pick(all []int, now int, word func(int) string, changed func(int)) fyne.CanvasObject {
	if !slices.Contains(all, now) {
		all = append(slices.Clone(all), now)
	}
	words := make([]string, len(all))
	for i, n := range all {
		words[i] = word(n)
	}
	return widgets.Segmented(words, slices.Index(all, now), func(i int) { changed(all[i]) })
}

// sources are the lists of what questions can come from: exam, subject, bank,
// kind.
func (s *Screen) sources() fyne.CanvasObject {
	r := &s.m.recipe
	exams, credentials := []string{"Any exam"}, []string{""}
	for _, b := range s.blueprints {
		if !slices.Contains(credentials, b.Credential) {
			exams, credentials = append(exams, b.Name), append(credentials, b.Credential)
		}
	}
	subject := anySubject
	if r.Subject != "" {
		subject = r.Subject
	}
	s.subjects = widgets.Dropdown(append([]string{anySubject}, s.m.subjects...), subject, "", func(w string) {
		s.set(func() {
			if r.Subject = w; w == anySubject {
				r.Subject = ""
			}
		})
	})
	banks, ids := []string{"Any bank"}, []quiz.BankID{""}
	for _, b := range s.m.banks {
		banks, ids = append(banks, b.Name), append(ids, b.ID)
	}
	words := []string{"Any kind"}
	for _, k := range kinds {
		words = append(words, k.word)
	}
	bank, kind := 0, 0
	if len(r.Banks) > 0 {
		bank = indexOf(ids, r.Banks[0])
	}
	if len(r.Kinds) == 1 {
		for i, k := range kinds {
			if k.kind == r.Kinds[0] {
				kind = i + 1
			}
		}
	}
	return widgets.Columns(theme.Space16, 220,
		row("Exam", list(exams, indexOf(credentials, r.Exam), func(i int) {
			s.set(func() { r.Exam, r.Domain = credentials[i], "" })
			s.drawBuilder()
		})),
		row("Subject", s.subjects),
		row("Bank", list(banks, bank, func(i int) {
			s.set(func() {
				if r.Banks = nil; i > 0 {
					r.Banks = []quiz.BankID{ids[i]}
				}
			})
		})),
		row("Kind", list(words, kind, func(i int) {
			s.set(func() {
				if r.Kinds = nil; i > 0 {
					r.Kinds = []quiz.Kind{kinds[i-1].kind}
				}
			})
		})))
}

// list is a choice of one of many words. Of two that are alike the first is
// meant.
func list(words []string, selected int, changed func(int)) fyne.CanvasObject {
	return widgets.Dropdown(words, words[selected], "", func(w string) { changed(slices.Index(words, w)) })
}

// domains is the choice of a domain of the recipe's exam; nil without one.
func (s *Screen) domains() fyne.CanvasObject {
	r := &s.m.recipe
	b := quiz.BlueprintOf(s.blueprints, r.Exam)
	if b == nil {
		return nil
	}
	words, ids := []string{"All"}, []string{""}
	for _, d := range b.Domains {
		words, ids = append(words, d.Short), append(ids, d.ID)
	}
	return widgets.Segmented(words, indexOf(ids, r.Domain), func(i int) { s.set(func() { r.Domain = ids[i] }) })
}

// set changes the recipe and counts again what fits. The choices stay as they
// are, so that the keyboard stays in them.
func (s *Screen) set(change func()) {
	change()
	s.m.chosen, s.m.recipe.Name = true, ""
	s.countFits()
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
