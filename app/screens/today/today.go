// Package today is the first screen: what to do now, why, and where the
// learner stands. On a fresh profile it asks three things and begins.
package today

import (
	"fmt"

	"fyne.io/fyne/v2"

	"chartroom/app/actions"
	"chartroom/app/shell"
	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

// Screen is the today screen.
type Screen struct {
	shell *shell.Shell
	m     model
	page  *widgets.Frame
	date  *widgets.Entry // first run's exam date, while it is on show
	waits bool           // first run is done and begins once the questions are there

	readying *actions.Readying // the chance to pass that is being worked out; nil = none
}

// New makes the screen.
func New(s *shell.Shell, blueprints []quiz.Blueprint) *Screen {
	return &Screen{shell: s, m: model{act: s.Actions(), blueprints: blueprints}}
}

// Name is the word in the rail.
func (s *Screen) Name() string { return "Today" }

// Icon is the picture in the rail.
func (s *Screen) Icon() theme.IconName { return theme.IconToday }

// Build reads everything afresh.
func (s *Screen) Build() fyne.CanvasObject {
	s.waits = false
	s.page = widgets.Page(nil, widgets.Spacer(), nil)
	s.load()
	return s.page
}

// Focus puts the cursor into the exam's date, while first run asks for it.
func (s *Screen) Focus() {
	if s.date != nil {
		s.date.Focus()
	}
}

// Changed reads again after a verb or an undo. First run has nothing to read
// again; if its questions have come, it goes on to them.
func (s *Screen) Changed(c actions.Change) {
	if s.m.first == nil || c.Kind != quiz.EventImport {
		s.load()
	} else if s.waits {
		s.waits = false
		s.begin()
	}
}

func (s *Screen) load() {
	if err := s.m.load(); err != nil {
		s.page.SetBody(widgets.EmptyState(theme.IconWarning, "Today could not be read",
			err.Error()+". Nothing is lost; try again.", widgets.PrimaryButton("Try again", s.load)))
		s.shell.Fail(err)
		return
	}
	s.draw()
	if s.m.first == nil && s.m.plan.Pending {
		s.shell.PlanDay(s.load)
	}
	s.readBeside()
}

// Keys are the keys that do something now.
func (s *Screen) Keys() []shell.Key {
	if f := s.m.first; f != nil {
		keys := []shell.Key{{Name: fyne.KeyReturn, Does: "go on", Do: s.forward}}
		if f.Stage > chooseExam {
			keys = append(keys, shell.Key{Name: fyne.KeyEscape, Does: "one step back", Do: s.back})
		}
		for i := range s.offers() {
			keys = append(keys, shell.Key{Rune: '1' + rune(i), Does: "choose " + s.offers()[i], Do: func() { s.choose(i) }})
		}
		return keys
	}
	return []shell.Key{{Name: fyne.KeyReturn, Does: "start studying", Do: s.start}, {Rune: 'p', Does: "practise questions", Do: s.practise},
		{Rune: 'r', Does: "practise what raises the chance to pass most", Do: s.raise},
		{Rune: 'm', Does: "ten more minutes today", Do: s.studyMore}, {Rune: 'b', Does: "spread the backlog over a week", Do: s.spread}}
}

// start goes to what matters most now: a session that was begun, then what is
// due or new, then practice.
func (s *Screen) start() {
	switch {
	case s.m.open != nil:
		s.shell.Go("Practice", *s.m.open)
	case s.m.plan.Reviews+s.m.plan.New > 0 || s.m.plan.Pending:
		s.shell.Go("Review", nil)
	default:
		s.practise()
	}
}

// practise begins a block of questions not seen yet, or opens the builder.
func (s *Screen) practise() {
	if s.m.plan.Practice == 0 {
		s.shell.Go("Practice", nil)
		return
	}
	s.shell.Go("Practice", actions.Practice{Questions: s.m.plan.Chosen, Filter: s.m.practice(), Count: s.m.plan.Practice})
}

// draw shows the model as it is.
func (s *Screen) draw() {
	s.shell.SetFoot(s.foot())
	if s.m.first != nil {
		s.drawFirst()
		return
	}
	s.date = nil
	s.page.SetFooter(nil)
	header := []fyne.CanvasObject{widgets.Display(s.m.title()).OneLine(), widgets.Muted(s.m.act.Today().Date().Format("Monday, 2 January")).OneLine()}
	if n := s.m.week.Streak; n > 1 {
		header = append(header, widgets.Chip(fmt.Sprintf("%d days in a row", n), theme.ColorAccent).WithIcon("streak"))
	}
	s.page.SetHeader(widgets.Flow(theme.Space12, header...))
	cards := []fyne.CanvasObject{widgets.Columns(theme.Space16, 380, s.planCard(), s.readyCard())}
	if exam := s.examCard(); exam != nil {
		cards = append(cards, exam)
	}
	s.page.SetBody(widgets.Column(theme.Space16, append(cards, s.domainCard())...))
}

// foot is the exam in the rail.
func (s *Screen) foot() string {
	if s.m.first != nil {
		return ""
	}
	when := ""
	if day, err := quiz.ParseDay(s.m.act.Setting(quiz.SettingExamDate)); err == nil {
		when = day.Date().Format("2 Jan 2006")
	}
	return widgets.Sentence(s.m.examName(), when)
}

// planCard is what to do today, with one big Start.
func (s *Screen) planCard() fyne.CanvasObject {
	m := &s.m
	if m.plan.Pending {
		return widgets.Card(widgets.Column(theme.Space12, widgets.Overline("Today's plan"), widgets.Heading("Planning your day"),
			widgets.Body("What gains most by the exam is being chosen."), widgets.Row(0, widgets.PrimaryButton("Start studying", s.start).WithKey("Enter"))))
	}
	if m.plan.Empty() && m.open == nil {
		return widgets.Card(widgets.Column(theme.Space12, widgets.Overline("Today's plan"),
			widgets.Heading("Done for today"), widgets.Body(m.doneWhy()),
			widgets.Flow(theme.Space12, widgets.SecondaryButton("Practise anyway", s.practise).WithKey("Enter"),
				widgets.SecondaryButton("Ten more minutes", s.studyMore).WithKey("M")), widgets.Caption(m.week.String())))
	}
	var tiles []fyne.CanvasObject
	tile := func(n int, word string) {
		if n > 0 { // nothing to do is nothing to read
			tiles = append(tiles, widgets.StatTile(fmt.Sprint(n), word, theme.ColorText))
		}
	}
	tile(m.plan.Reviews, m.reviewsWord())
	tile(m.plan.New, plural(m.plan.New, "new card"))
	tile(m.plan.Practice, plural(m.plan.Practice, "question"))
	word := "Start studying"
	if m.open != nil {
		word = "Go on: " + m.open.Title
	}
	buttons := []fyne.CanvasObject{widgets.PrimaryButton(word, s.start).WithKey("Enter")}
	if m.backlogged() {
		buttons = append(buttons, widgets.SecondaryButton("Spread the backlog", s.spread).WithKey("B"))
	}
	return widgets.Card(widgets.Column(theme.Space16,
		widgets.Overline("Today's plan · about "+quiz.Count(minutes(m.plan.Time), "minute")),
		widgets.Flow(theme.Space32, tiles...),
		widgets.Flow(theme.Space12, buttons...),
		widgets.Column(theme.Space4, widgets.Caption(m.leftOut()), widgets.Caption(m.week.String()))))
}

// doneWhy says why there is nothing in the plan.
func (m *model) doneWhy() string {
	if m.counts.Ready > 0 {
		return fmt.Sprintf("You have studied your %d minutes. %s due; they wait until tomorrow.", m.act.MinutesToday(), are(m.counts.Ready, "review"))
	}
	if m.act.MinutesToday() == 0 {
		return "Today is a day off."
	}
	if m.spent > 0 && minutes(m.spent) >= m.act.MinutesToday() {
		return fmt.Sprintf("You have studied your %d minutes.", m.act.MinutesToday())
	}
	return "Nothing is due, and today's new cards are met. Tomorrow brings the next ones."
}

func are(n int, noun string) string {
	if n == 1 {
		return "1 " + noun + " is"
	}
	return quiz.Count(n, noun) + " are"
}

// reviewsWord is what the plan's reviews are: those that are due, or those that
// gain most by the exam.
func (m *model) reviewsWord() string {
	if m.plan.Exam != nil {
		return plural(m.plan.Reviews, "review")
	}
	return "due " + plural(m.plan.Reviews, "review")
}

func plural(n int, noun string) string {
	if n == 1 {
		return noun
	}
	return noun + "s"
}

// String is the last seven days in a sentence.
func (w *week) String() string {
	if w.Answers == 0 {
		return "No answer yet in the last seven days."
	}
	return fmt.Sprintf("Last seven days: studied on %s, %s, %s right.", quiz.Count(w.Active, "day"), quiz.Count(w.Answers, "answer"), percent(w.Recalled))
}

func percent(share float64) string { return fmt.Sprintf("%.0f %%", share*100) }
