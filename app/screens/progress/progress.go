// Package progress shows the learner what the log says: study days, what is
// remembered and what was predicted of it, what comes due, the exam's domains
// over time, time spent and the questions that keep going wrong. Every graph
// says in a sentence what it means, reads out its values, and goes into a
// spreadsheet. It changes nothing.
package progress

import (
	"fmt"

	"fyne.io/fyne/v2"

	"chartroom/app/actions"
	"chartroom/app/shell"
	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

// Screen is the progress of the learner.
type Screen struct {
	shell *shell.Shell
	model model

	page     *widgets.Frame
	header   fyne.CanvasObject // stays; nil where the text is large:
	top      fyne.CanvasObject // then this scrolls with the rest
	body     *fyne.Container
	sections *widgets.Segments
	parts    parts
	tables   []func() *table // of the graphs on show, in their order
	at       int             // the graph that had the keys last, among tables
}

// largeText is the text scale from which the head of the page scrolls too.
const largeText = 1.4

// New makes the screen.
func New(s *shell.Shell, blueprints []quiz.Blueprint) *Screen {
	return &Screen{shell: s, model: model{act: s.Actions(), blueprints: blueprints, period: lastMonth}}
}

// Name is for the rail.
func (s *Screen) Name() string { return "Progress" }

// Icon is for the rail.
func (s *Screen) Icon() theme.IconName { return theme.IconProgress }

// Keys are what the keyboard does here.
func (s *Screen) Keys() []shell.Key {
	review := shell.Key{Rune: 'r', Does: "review what is due", Do: s.review}
	if s.model.empty() {
		return []shell.Key{{Name: fyne.KeyReturn, Does: "review what is due", Do: s.review}, review}
	}
	var keys []shell.Key
	for i, part := range sections {
		keys = append(keys, shell.Key{Rune: rune('1' + i), Does: part.does(), Do: func() { s.setSection(part) }})
	}
	return append(keys,
		shell.Key{Name: fyne.KeyTab, Does: "go to the next graph; then arrow keys read it", Do: func() { s.shell.Window.Canvas().FocusNext() }},
		shell.Key{Rune: 'e', Does: "export the graph's numbers", Do: s.exportCurrent},
		shell.Key{Rune: 'p', Does: "memory over 7 days, 30 days or all", Do: s.nextPeriod},
		shell.Key{Rune: 'f', Does: "look 30 or 90 days ahead", Do: s.nextReach},
		review,
		shell.Key{Rune: 'i', Does: "how each question of a bank, or of a test, did", Do: s.analyse},
		shell.Key{Name: fyne.KeyPageDown, Does: "scroll down", Do: func() { s.page.ScrollBy(s.seen() * .9) }},
		shell.Key{Name: fyne.KeyPageUp, Does: "scroll up", Do: func() { s.page.ScrollBy(-s.seen() * .9) }},
		shell.Key{Name: fyne.KeyDown, Do: func() { s.page.ScrollBy(theme.Scaled(48)) }},
		shell.Key{Name: fyne.KeyUp, Do: func() { s.page.ScrollBy(-theme.Scaled(48)) }},
		shell.Key{Name: fyne.KeyHome, Do: func() { s.page.ScrollToTop() }})
}

// Changed reads again after an answer, or after its undo.
func (s *Screen) Changed(c actions.Change) {
	switch c.Kind {
	case quiz.EventFlag, quiz.EventNote, quiz.EventReport, quiz.EventDraft:
		return
	}
	s.load()
	s.draw()
	s.readBeside()
}

// Build reads afresh and makes the page.
func (s *Screen) Build() fyne.CanvasObject {
	s.load()
	s.body = widgets.Column(theme.Space16)
	words := make([]string, len(sections))
	for i, part := range sections {
		words[i] = part.String()
	}
	s.sections = widgets.Segmented(words, int(s.model.section), func(i int) { s.setSection(section(i)) })
	s.sections.SetEnabled(!s.model.empty())
	title := widgets.Display("Progress").OneLine()
	s.top, s.header = nil, head(title, s.sections)
	if theme.Scaled(1) > largeText { // it would take half of a small window
		s.top, s.header = widgets.Column(theme.Space12, title, s.sections), nil
	}
	s.page = widgets.Page(s.header, s.body, nil)
	s.draw()
	s.readBeside()
	return s.page
}

func (s *Screen) load() {
	if err := s.model.load(); err != nil {
		s.shell.Fail(fmt.Errorf("read your progress: %w", err))
	}
}

// readBeside reads and plans beside the window what takes longer.
func (s *Screen) readBeside() {
	if s.model.pending {
		s.shell.PlanDay(func() {
			s.load()
			s.draw()
		})
	}
	s.readSlow()
}

// readSlow reads beside the window what takes longer; what was read last time
// stays on show meanwhile.
func (s *Screen) readSlow() {
	if s.model.empty() {
		return
	}
	work, take := s.model.readSlow()
	if work == nil {
		return
	}
	s.shell.Quietly(work, func(err error) {
		if err != nil {
			s.shell.Fail(err)
			return
		}
		take()
		s.drawSlow()
	})
}

// analyse shows how each question of a bank goes.
func (s *Screen) analyse() { s.shell.Go("Item analysis", nil) }

func (s *Screen) review() { s.shell.Go("Review", nil) }

// setSection shows another part of the page, from its top.
func (s *Screen) setSection(part section) {
	if s.model.empty() || part == s.model.section {
		return
	}
	s.model.section = part
	s.sections.Set(int(part))
	s.shell.Window.Canvas().Unfocus()
	s.draw()
	s.page.ScrollToTop()
}

// draw shows the model as it is.
func (s *Screen) draw() {
	s.parts, s.tables, s.at = parts{}, nil, 0
	switch {
	case s.model.empty():
		s.body.Objects = []fyne.CanvasObject{widgets.Grow(s.nothing())}
	case s.model.section == memorySection:
		s.body.Objects = s.memoryCards()
	case s.model.section == examSection:
		s.body.Objects = s.examCards()
	case s.model.section == readySection:
		s.body.Objects = s.readyCards()
	case s.model.section == missedSection:
		s.body.Objects = []fyne.CanvasObject{s.hardestCard()}
	default:
		s.body.Objects = s.dayCards()
	}
	if s.top != nil {
		s.body.Objects = append([]fyne.CanvasObject{s.top}, s.body.Objects...)
	}
	s.page.Refresh()
}

// nothing is shown before the first answer.
func (s *Screen) nothing() fyne.CanvasObject {
	return widgets.EmptyState(theme.IconProgress, "Nothing to show yet",
		"Answer a few questions, and this page says what you remember and where most is to be gained.",
		widgets.PrimaryButton("Start a review", s.review).WithKey("Enter"))
}

// exportCurrent exports the graph that had the keys last, or the first one.
func (s *Screen) exportCurrent() {
	if s.at < len(s.tables) {
		s.export(s.tables[s.at]())
	}
}

// export asks where to and writes a graph's numbers there.
func (s *Screen) export(t *table) {
	s.shell.SaveAs("chartroom-"+t.name+".csv", "the numbers", func(path string) {
		if err := s.model.act.SaveText(path, t.csv()); err != nil {
			s.shell.Fail(err)
			return
		}
		s.shell.Say(quiz.Count(len(t.rows), "line") + " written to " + path + ".")
	})
}
