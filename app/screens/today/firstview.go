package today

import (
	"errors"
	"fmt"

	"fyne.io/fyne/v2"

	"chartroom/app/actions"
	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

// credentials are the exams to choose from: one of each credential, the
// newest outline first.
func (m *model) credentials() []quiz.Blueprint {
	var out []quiz.Blueprint
	seen := map[string]bool{}
	for _, b := range m.blueprints {
		if !seen[b.Credential] {
			seen[b.Credential] = true
			out = append(out, b)
		}
	}
	return out
}

// offers are the choices of the step on show, by number key.
func (s *Screen) offers() []string {
	var words []string
	switch s.m.first.Stage {
	case chooseExam:
		for _, b := range s.m.credentials() {
			words = append(words, b.Name)
		}
	case chooseMinutes:
		for _, n := range minutesOffered {
			words = append(words, fmt.Sprintf("%d minutes", n))
		}
	}
	return words
}

// choose takes the offer with this number.
func (s *Screen) choose(i int) {
	f := s.m.first
	switch f.Stage {
	case chooseExam:
		f.Exam = s.m.credentials()[i].Credential
	case chooseMinutes:
		f.Minutes = minutesOffered[i]
	}
	s.drawFirst()
}

// forward goes to the next step; the last one saves and begins.
func (s *Screen) forward() {
	f := s.m.first
	switch f.Stage {
	case chooseExam:
		if f.Exam == "" {
			f.Exam = s.m.credentials()[0].Credential
		}
	case chooseDate:
		if s.date != nil && f.setDate(s.date.Text, s.m.act.Today()) != nil {
			s.drawFirst()
			return
		}
	case beginTaster:
		s.begin()
		return
	}
	f.Stage++
	s.drawFirst()
}

func (s *Screen) back() {
	s.m.first.back()
	s.drawFirst()
}

// begin saves the choices and opens the first ten questions. While they are
// still on their way into a fresh file it waits for them. For an exam that has
// no questions here yet, it shows today's plan instead.
func (s *Screen) begin() {
	if s.shell.Busy() {
		s.waits = true
		s.shell.Say("The first ten questions come as soon as they are ready, in a second or two.")
		return
	}
	session, _, err := s.m.finish()
	switch {
	case errors.Is(err, actions.ErrNothingToAsk):
		s.load()
		s.shell.Say("There are no questions for this exam here yet. Bring some in with the library.")
	case err != nil:
		s.shell.Fail(err)
	default:
		s.shell.Go("Practice", session)
	}
}

// drawFirst shows the step of the first run.
func (s *Screen) drawFirst() {
	f := s.m.first
	s.shell.Window.Canvas().Unfocus()
	s.date = nil
	var title, why string
	var choice fyne.CanvasObject
	switch f.Stage {
	case chooseExam:
		title, why = "Which exam are you getting ready for?", "It decides what is asked and how much each part counts. You can change it in Settings."
		choice = s.examChoice()
	case chooseDate:
		title, why = "When is your exam?", "With a date, the plan counts down to it. Leave it empty if you have none yet."
		s.date = widgets.NewEntry("year-month-day, or empty", nil)
		s.date.Set(f.Date)
		s.date.CursorColumn = len([]rune(f.Date)) // where one goes on typing
		s.date.OnEnter = func(string) { s.forward() }
		s.date.OnEscape = s.back
		choice = widgets.Fixed(theme.Scaled(280), 0, s.date)
	case chooseMinutes:
		title, why = "How many minutes a day?", "An honest number is best: the plan says what does not fit, and what matters most comes first."
		at := -1
		for i, n := range minutesOffered {
			if n == f.Minutes {
				at = i
			}
		}
		choice = widgets.Segmented(s.offers(), at, s.choose)
	case beginTaster:
		title, why = "Ten questions to begin with", "They come from all parts of the exam and are explained one by one. They only tell where to start; nobody else sees them."
		choice = widgets.Muted("About ten minutes. You can stop at any time and go on later.")
	}
	parts := []fyne.CanvasObject{widgets.Overline(fmt.Sprintf("Step %d of %d", f.Stage+1, beginTaster+1)),
		widgets.Display(title), widgets.Body(why), choice}
	if f.Problem != "" {
		parts = append(parts, widgets.Note(theme.IconWarning, theme.ColorWrong, widgets.Body(f.Problem)))
	}
	next := "Go on"
	if f.Stage == beginTaster {
		next = "Begin"
	}
	buttons := []fyne.CanvasObject{widgets.PrimaryButton(next, s.forward).WithKey("Enter")}
	if f.Stage > chooseExam {
		buttons = append(buttons, widgets.SecondaryButton("Back", s.back).WithKey("Esc"))
	}
	parts = append(parts, widgets.Row(theme.Space12, buttons...))
	s.page.SetHeader(nil)
	s.page.SetFooter(widgets.Caption("Everything stays on this computer: no account, no network. Not affiliated with or endorsed by AHIMA or AAPC."))
	s.page.SetBody(widgets.Centre(widgets.ReadingWidth(widgets.Column(theme.Space16, parts...))))
	if s.date != nil {
		s.date.Focus()
	}
}

// examChoice are the exams as rows to press.
func (s *Screen) examChoice() fyne.CanvasObject {
	f := s.m.first
	rows := []fyne.CanvasObject{}
	for i, b := range s.m.credentials() {
		row := widgets.NewOptionRow(i, b.Name+" · "+b.Outline, quiz.Plain, false, func() { s.choose(i) }, nil)
		if f.Exam == b.Credential || f.Exam == "" && i == 0 {
			row.SetState(widgets.OptionChosen)
		}
		rows = append(rows, row)
	}
	return widgets.Column(theme.Space8, rows...)
}
