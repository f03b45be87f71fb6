// Package careers is the screen about work in health information: careers, the
// schooling and credentials that lead to them, pay by occupation and state, and
// the learner's own plan. What she ticks, rates, dates and notes is saved by
// app/actions and can be undone; the texts and figures are content/career's.
package careers

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"chartroom/app/actions"
	"chartroom/app/shell"
	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

// Name is the screen's name in the rail.
const Name = "Careers"

// Screen is the careers in the window.
type Screen struct {
	shell *shell.Shell
	model model
	stage *fyne.Container
	shown bool

	frame *widgets.Frame  // of the page on show
	body  *fyne.Container // what it scrolls
	again *widgets.Frame  // the page that is being drawn again, so that it stays where it is; else nil
	rows  *widgets.Rows   // its list, or nil
	first *widgets.Entry  // where one types first on it, or nil
	sync  []func()        // bring what stands on the page to what is saved
}

// New makes the screen. Nothing is read before it is shown or searched.
func New(s *shell.Shell) *Screen {
	return &Screen{shell: s, model: model{act: s.Actions()}}
}

// Name is the word in the rail.
func (s *Screen) Name() string { return Name }

// Icon is the picture in the rail.
func (s *Screen) Icon() theme.IconName { return theme.IconCareers }

// Build reads afresh and shows the page that was left.
func (s *Screen) Build() fyne.CanvasObject {
	s.shown = true
	s.stage = container.NewStack()
	s.load()
	s.draw()
	return s.stage
}

// Leave notes that another screen is shown.
func (s *Screen) Leave() { s.shown = false }

// Changed reads again what was jotted down, or taken back.
func (s *Screen) Changed(actions.Change) {
	s.load()
	switch {
	case s.rows != nil:
		s.rows.Draw()
	case len(s.sync) == 0:
		s.redraw()
	}
	for _, bring := range s.sync {
		bring()
	}
}

func (s *Screen) load() {
	if err := s.model.load(); err != nil {
		s.shell.Fail(fmt.Errorf("read the careers: %w", err))
	}
}

// Open shows what a subject names: "career:medical-coder", or the credential
// that an exam earns: "exam:rhit".
func (s *Screen) Open(arg any) error {
	subject, ok := arg.(string)
	if !ok {
		return fmt.Errorf("open %T in the careers", arg)
	}
	if err := s.model.load(); err != nil {
		return fmt.Errorf("read the careers: %w", err)
	}
	to := placeOf(subject)
	if ids := s.model.credentialsOf(to.id); to.part == "exam" && len(ids) > 0 {
		to = place{"credential", ids[0]}
	}
	if to.id != "" && s.model.index(to) < 0 && to.part != "domain" {
		return fmt.Errorf("find %s among the careers: it is not there", subject)
	}
	s.model.turn(to)
	return nil
}

// findLimit is how many things Ctrl+K is offered.
const findLimit = 5

// Find offers careers and all else of the handbook to Ctrl+K, by any of their
// names, and the careers that use a domain of an exam.
func (s *Screen) Find(text string) []shell.Found {
	if err := s.model.read(); err != nil {
		return nil
	}
	var all []shell.Found
	for _, f := range s.model.book.Find(text, findLimit) {
		all = append(all, shell.Found{Icon: partOf(placeOf(f.Subject).part).icon, Title: f.Name, Detail: widgets.Sentence(f.Kind, alias(f, text)),
			Open: func() { s.shell.Go(Name, f.Subject) }})
	}
	for _, d := range s.model.domainsNamed(text, findLimit-len(all)) {
		all = append(all, shell.Found{Icon: theme.IconExam, Title: "Careers that use " + d.Name, Detail: "exam domain " + d.ID, Open: func() { s.shell.Go(Name, "domain:"+d.ID) }})
	}
	return all
}

// turn goes to a page.
func (s *Screen) turn(to place) {
	s.shell.Window.Canvas().Unfocus()
	s.model.turn(to)
	s.draw()
}

// back goes to the page before.
func (s *Screen) back() {
	s.shell.Window.Canvas().Unfocus()
	s.model.back()
	s.draw()
}

// beside goes to another one of the same list.
func (s *Screen) beside(by int) {
	if to, ok := s.model.beside(by); ok {
		s.shell.Window.Canvas().Unfocus()
		s.model.at = to
		s.draw()
	}
}

// draw shows the page that the model is at.
func (s *Screen) draw() {
	if !s.shown || s.stage == nil {
		return
	}
	s.rows, s.sync, s.first = nil, nil, nil
	if s.model.book == nil {
		s.frame = widgets.Page(nil, widgets.EmptyState(theme.IconCareers, "The careers could not be read", "The status line says why. The rest of Chartroom works without them.", nil), nil)
	} else {
		s.frame = s.page()
	}
	s.stage.Objects = []fyne.CanvasObject{s.frame}
	s.stage.Refresh()
	if s.rows != nil {
		s.rows.Draw()
	}
	s.Focus()
}

// Focus puts the cursor where one types, if the page has such a place.
func (s *Screen) Focus() {
	if s.first != nil {
		s.first.Focus()
	}
}

// page makes the page on show.
func (s *Screen) page() *widgets.Frame {
	at := s.model.at
	switch {
	case at.part == "":
		return s.homePage()
	case at.part == "pay":
		return s.payPage()
	case at.part == "states":
		return s.statesPage()
	case at.part == "match":
		return s.matchPage()
	case at.part == "next":
		return s.nextPage()
	case at.part == "domain":
		return s.domainPage()
	case at.part == "programme" && at.id == "":
		return s.programsPage()
	case at.part == "programme":
		return s.programPage()
	case at.id == "":
		return s.listPage()
	}
	return s.detailPage()
}

// largeText is the text scale from which the head of a page scrolls too.
const largeText = 1.4

// framed is a page that scrolls, or the one that is being drawn again.
func (s *Screen) framed(head, body fyne.CanvasObject) *widgets.Frame {
	if theme.Scaled(1) > largeText { // it would take half of a small window
		head, body = nil, widgets.Column(theme.Space16, head, body)
	}
	if s.again != nil {
		s.again.SetHeader(head)
		s.body.Objects = []fyne.CanvasObject{body}
		s.again.Refresh()
		return s.again
	}
	s.body = widgets.Column(0, body)
	return widgets.Page(head, s.body, nil)
}

// redraw shows the page again, scrolled to where it was.
func (s *Screen) redraw() {
	s.again = s.frame
	s.draw()
	s.again = nil
}

// jot saves what the learner put down; undo takes back what label says.
func (s *Screen) jot(label string, all ...quiz.Jotting) {
	s.shell.Do(func() (actions.Done, error) { return s.model.act.JotAll(context.Background(), all, label) })
}

// keep brings a part of the page to what is saved, now and after each change.
func (s *Screen) keep(bring func()) {
	bring()
	s.sync = append(s.sync, bring)
}
