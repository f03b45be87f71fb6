// Package settings shows what the learner can choose, and what belongs to the
// profile as a whole: its backups, its file, and what the app is made of.
// Every choice is saved at once, as a verb that undo takes back.
package settings

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"chartroom/app/actions"
	"chartroom/app/shell"
	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

// Screen is the settings.
type Screen struct {
	shell *shell.Shell
	model model
	shown looks // that the window has now

	page     *widgets.Frame
	sections []*section

	exam, variant, textSize *widgets.Segments
	minutes, newPerDay      *widgets.Number
	newNote                 *note
	date                    *widgets.Entry
	dateNote                *note
	appearance              *section

	planning
	reviewing
	remembering

	backups    *fyne.Container
	allBackups bool // listed, not only the newest
	path       *widget.Label
	fileNote   *note
}

// New makes the screen. The exams to choose from are those with a blueprint.
func New(s *shell.Shell, blueprints []quiz.Blueprint) *Screen {
	screen := &Screen{shell: s, model: model{act: s.Actions()}, shown: looksOf(s.Actions())}
	for _, b := range blueprints {
		if !slices.ContainsFunc(screen.model.exams, func(e exam) bool { return e.Credential == b.Credential }) {
			screen.model.exams = append(screen.model.exams, exam{b.Credential, b.Name})
		}
	}
	return screen
}

// Name is for the rail.
func (s *Screen) Name() string { return "Settings" }

// Icon is for the rail.
func (s *Screen) Icon() theme.IconName { return theme.IconSettings }

// looks is what a theme is made of, as it is stored.
type looks struct{ Variant, TextScale string }

func looksOf(act *actions.Actions) looks {
	return looks{act.Setting(quiz.SettingVariant), act.Setting(quiz.SettingTextScale)}
}

// ApplyTheme gives the app the looks that the learner chose.
func ApplyTheme(a fyne.App, act *actions.Actions) {
	l := looksOf(act)
	o := theme.Options{TextScale: textScale(l.TextScale)}
	switch l.Variant {
	case "light":
		o.Variant = theme.Light
	case "dark":
		o.Variant = theme.Dark
	}
	a.Settings().SetTheme(theme.New(o))
}

// Changed shows what is in force after a change, or after its undo.
func (s *Screen) Changed(c actions.Change) {
	if c.Kind != quiz.EventSetting {
		return
	}
	s.model.follow()
	before := s.shown
	s.shown = looksOf(s.model.act)
	if s.shown != before {
		ApplyTheme(fyne.CurrentApp(), s.model.act)
	}
	if s.shown.TextScale == before.TextScale {
		s.draw()
		return
	}
	// Everything has another size: build anew, where the learner was.
	s.shell.Restyle()
	s.jump(s.appearance)
	s.focusIn(s.textSize)
	if c.Undone { // the status bar is a new one
		s.shell.Say("Undone: change of " + names[quiz.SettingTextScale] + ".")
	}
}

// choose saves a setting.
func (s *Screen) choose(key, value string) {
	s.try(func() (actions.Done, error) { return s.model.set(key, value) })
}

// try runs a verb; if it fails, the fields show again what is in force.
func (s *Screen) try(verb func() (actions.Done, error)) {
	if !s.shell.Do(verb) {
		s.model.follow()
	}
	s.draw()
}

// Build makes the page.
func (s *Screen) Build() fyne.CanvasObject {
	if now := looksOf(s.model.act); now != s.shown { // undone while another screen was on show
		s.shown = now
		ApplyTheme(fyne.CurrentApp(), s.model.act)
	}
	s.model.load()
	s.loadFiles()
	s.allBackups = false
	s.appearance = s.buildAppearance()
	s.sections = []*section{s.buildExam(), s.buildDays(), s.buildReviews(), s.buildMemory(), s.appearance,
		s.buildBackups(), s.buildFile(), s.buildAbout()}
	rows := []fyne.CanvasObject{widgets.Muted("Every change is saved at once. Ctrl Z takes it back.")}
	for _, section := range s.sections {
		rows = append(rows, section.object)
	}
	s.page = widgets.Page(widgets.Display("Settings").OneLine(), widgets.Column(theme.Space24, rows...), nil)
	s.draw()
	return s.page
}

func (s *Screen) buildExam() *section {
	m := &s.model
	words := make([]string, len(m.exams))
	for i, e := range m.exams {
		words[i] = e.Name
	}
	s.exam = widgets.Segmented(words, m.exam(), func(i int) { s.choose(quiz.SettingExam, m.exams[i].Credential) })
	s.date = widgets.NewEntry("2027-01-21", func(text string) { s.typed(m.typeDate, text, false) })
	s.date.OnEnter = func(text string) { s.typed(m.typeDate, text, true) }
	s.dateNote = newNote()
	s.minutes = widgets.Stepper(m.act.Minutes(), leastMinutes, mostMinutes, 5, "minutes",
		func(n int) { s.choose(quiz.SettingMinutes, strconv.Itoa(n)) })
	s.newNote = newNote()
	s.newPerDay = widgets.Stepper(m.act.NewPerDay(), 0, mostNew, 5, "cards",
		func(n int) { s.choose(quiz.SettingNewPerDay, strconv.Itoa(n)) })
	return newSection("Exam", "What you prepare for, and how much time you give it.",
		stacked("The exam", s.exam),
		noted("Date of the exam", width(11, s.date), s.dateNote),
		widgets.FormRow("Time to study", "Today's plan fills these minutes with what is worth most.", s.minutes),
		noted("New cards a day", s.newPerDay, s.newNote))
}

// newNote says what the number of new cards does. The plan to the exam day
// chooses how many, unless the learner has.
func (m *model) newNote() string {
	if m.planned() && m.act.Setting(quiz.SettingNewPerDay) == "" {
		return "The plan to your exam chooses how many. A number of your own would be its limit."
	}
	return "At most. Each one comes back on the days after, so more of them means more reviews."
}

func (s *Screen) buildAppearance() *section {
	m := &s.model
	words := make([]string, len(variants))
	for i, v := range variants {
		words[i] = v.Word
	}
	s.variant = widgets.Segmented(words, m.variant(), func(i int) { s.choose(quiz.SettingVariant, variants[i].Value) })
	sizes := make([]string, len(textSizes))
	for i, p := range textSizes {
		sizes[i] = strconv.Itoa(p) + " %"
	}
	s.textSize = widgets.Segmented(sizes, m.textSize(), func(i int) {
		s.choose(quiz.SettingTextScale, strconv.FormatFloat(float64(textSizes[i])/100, 'g', 3, 64))
	})
	return newSection("Appearance", "Both looks and every size keep their contrast.",
		stacked("Look", s.variant),
		stacked("Size of text", s.textSize))
}

// typed hands what is typed to the model and shows what it makes of it.
func (s *Screen) typed(take func(string, bool) (actions.Done, error), text string, entered bool) {
	s.try(func() (actions.Done, error) { return take(text, entered) })
}

// draw shows the model as it is.
func (s *Screen) draw() {
	m := &s.model
	s.exam.Set(m.exam())
	setEntry(s.date, m.date.Text)
	s.dateNote.set(m.date.Note, m.date.Bad)
	s.minutes.Set(m.act.Minutes())
	s.newPerDay.Set(m.act.NewPerDay())
	s.newNote.set(m.newNote(), false)
	s.drawDays()
	s.drawReviews()
	s.drawMemory()
	s.variant.Set(m.variant())
	s.textSize.Set(m.textSize())
	s.drawBackups()
	s.drawFile()
}

// setEntry changes the text of an entry unless it says the same already but
// for spaces, so that typing is never disturbed.
func setEntry(e *widgets.Entry, text string) {
	if strings.TrimSpace(e.Text) != text {
		e.Set(text)
	}
}
