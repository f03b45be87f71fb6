package practice

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"chartroom/app/ask"
	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
	"chartroom/quiz/srs"
)

// draw shows the model as it is.
func (s *Screen) draw() {
	switch s.m.phase {
	case building:
		s.view = nil
		s.drawBuilder()
	case results:
		s.view = nil
		s.drawResults()
	case asking:
		s.drawAsking()
	}
	s.shell.Follow()
}

func (s *Screen) drawAsking() {
	m := &s.m
	if s.view == nil || s.view.Model != m.ask {
		s.view = ask.NewView(m.ask, s.touched, s.forward)
		s.beneath = widgets.Column(0)
		s.page.SetBody(widgets.Column(theme.Space16, widgets.Card(s.view.Object()), s.beneath))
		s.page.ScrollToTop()
		s.view.Focus()
	} else {
		s.view.Draw()
	}
	s.beneath.Objects = nil
	if m.session.Done() == 0 && !m.marked() { // once a session
		s.beneath.Objects = []fyne.CanvasObject{widgets.ReadingWidthCentred(widgets.Caption(certaintyPays))}
	}
	if m.marked() && !m.session.Finished && !m.extra {
		if card := s.beliefsCard(); card != nil {
			s.beneath.Objects = []fyne.CanvasObject{card}
		}
	}
	s.beneath.Refresh()
	s.page.SetHeader(s.header())
	s.drawFooter()
}

// header is where in the session this is, and what the question is about.
func (s *Screen) header() fyne.CanvasObject {
	m := &s.m
	n := m.asks()
	parts := []fyne.CanvasObject{widgets.Caption(m.place()).OneLine(),
		widgets.Grow(widgets.ProgressBar(float64(m.session.Done()) / float64(n)))}
	if m.state.Flag {
		parts = append(parts, widgets.Chip("flagged", theme.ColorClose).WithIcon("flag-filled"))
	}
	if d := s.domain(&m.ask.Question); d != "" {
		parts = append(parts, widgets.Chip(d, theme.ColorMuted))
	}
	if level := m.ask.Question.Tag("level"); level != "" {
		parts = append(parts, widgets.Chip(level, theme.ColorMuted))
	}
	return widgets.Row(theme.Space12, parts...)
}

// domain is the blueprint's short name of what the question belongs to.
func (s *Screen) domain(q *quiz.Question) string {
	for _, b := range s.blueprints {
		for _, d := range b.Domains {
			if q.HasTag(d.ID) {
				return b.Name + " · " + d.Short
			}
		}
	}
	return ""
}

// drawFooter shows what can be done now.
func (s *Screen) drawFooter() {
	m := &s.m
	var row []fyne.CanvasObject
	switch {
	case m.session.Finished:
		row = append(row, widgets.PrimaryButton("Back to the result", s.leaveLook).WithKey("Enter"))
	case m.deferred():
		row = append(row, widgets.SecondaryButton("Back", func() { s.move(-1) }).WithKey("Left"),
			widgets.PrimaryButton("Save and go on", s.forward).WithKey("Enter"), s.certainty(), widgets.Spacer(),
			widgets.SecondaryButton("Hand in", s.handIn).WithKey("H"))
	case m.marked():
		var more []fyne.CanvasObject
		if m.drill() {
			more = append(more, widgets.SecondaryButton("Another one", s.another).WithKey("D"))
		}
		row = append(row, widgets.PrimaryButton(s.nextWord(), s.forward).WithKey("Enter"))
		if m.attempt != nil {
			role := theme.ColorAccent
			if m.attempt.Grade == srs.Again {
				role = theme.ColorWrong
			}
			row = append(row, widgets.Chip("comes back "+quiz.WaitFor(m.attempt.After, m.attempt.At, m.attempt.Day), role))
		}
		if c := m.ask.Certainty; c != quiz.Unsaid {
			row = append(row, widgets.Caption(earned(m.ask.Result.Mark, c)).OneLine())
		}
		row = append(append(row, more...), widgets.Spacer(), widgets.SecondaryButton("Again tomorrow", s.again).WithKey("L"), widgets.SecondaryButton("Flag", s.flag).WithKey("X"),
			widgets.SecondaryButton("Note", s.note).WithKey("N"), widgets.SecondaryButton("Report", s.report).WithKey("R"))
	default:
		if !s.view.Enters() {
			answer := widgets.PrimaryButton("Answer", s.forward).WithKey("Enter")
			answer.SetEnabled(m.ask.Answered())
			row = append(row, answer)
		}
		row = append(row, s.certainty(), widgets.Spacer(), widgets.SecondaryButton("Leave", s.leave).WithKey("Esc"))
	}
	s.page.SetFooter(widgets.Flow(theme.Space12, row...))
}

// nextWord is what Enter does after a mark.
func (s *Screen) nextWord() string {
	if s.m.session.Done() >= s.m.asks() {
		return "See the result"
	}
	return "Next question"
}

// certainty lets the learner say how sure she is. It decides how late a right
// answer comes back.
func (s *Screen) certainty() fyne.CanvasObject {
	selected := -1
	if c := s.m.ask.Certainty; c != quiz.Unsaid {
		selected = int(c) - 1
	}
	return widgets.Segmented([]string{"Guess (G)", "Think so (T)", "Sure (S)"}, selected, func(i int) { s.certain(quiz.Certainty(i + 1)) })
}

// leaveLook goes back from looking at a marked place to the result.
func (s *Screen) leaveLook() {
	s.m.phase, s.m.ask = results, nil
	s.draw()
}

// drawResults is the end of a session.
func (s *Screen) drawResults() {
	m := &s.m
	right, answered := m.score()
	e := quiz.NewEstimate(right, answered)
	title := "Done"
	if m.session.Mode == quiz.ModeTaster {
		title = "A first look"
	}
	tiles := widgets.Card(widgets.Columns(theme.Space24, 140,
		widgets.StatTile(fmt.Sprint(right), "right", theme.ColorRight),
		widgets.StatTile(fmt.Sprint(answered-right), "to see again", theme.ColorWrong),
		widgets.StatTile(percent(e.Share), "of "+quiz.Count(answered, "answer"), theme.ColorText)))
	say := widgets.Body(s.meaning(e, answered))
	rows := []fyne.CanvasObject{tiles, widgets.ReadingWidth(say)}
	sum, err := m.summary()
	if err != nil {
		s.shell.Fail(err)
	}
	rows = append(rows, lookedUpCard(&sum.lookUps), s.certaintyCard(&sum.cbm), s.beliefsCard(), s.sharesCard(&sum), s.comingCard(&sum))
	if missed := m.missed(); len(missed) > 0 {
		list := []fyne.CanvasObject{widgets.Heading("To see again")}
		for _, at := range missed {
			list = append(list, s.missedRow(at))
		}
		rows = append(rows, widgets.Card(widgets.Column(theme.Space4, list...)))
	}
	s.page.SetHeader(widgets.Display(title))
	s.page.SetBody(widgets.Column(theme.Space16, slices.DeleteFunc(rows, func(o fyne.CanvasObject) bool { return o == nil })...))
	word, do := s.afterwards()
	buttons := []fyne.CanvasObject{widgets.PrimaryButton(word, do).WithKey("Enter")}
	if len(m.missed()) > 0 {
		buttons = append(buttons, widgets.SecondaryButton("Ask misses again", s.againMissed).WithKey("A"),
			widgets.SecondaryButton("Look at misses", s.lookMissed).WithKey("M"))
	}
	if answered > 0 {
		buttons = append(buttons, widgets.SecondaryButton("Walk through all", s.walk).WithKey("W"))
	}
	s.page.SetFooter(widgets.Flow(theme.Space12, buttons...))
}

// meaning says in a sentence what the result rests on and what follows.
func (s *Screen) meaning(e quiz.Estimate, answered int) string {
	switch {
	case answered == 0:
		return "Nothing was answered, so nothing changed."
	case answered < quiz.EnoughAnswers:
		return fmt.Sprintf("With %s the true share lies anywhere between %s and %s: too few to say more. What you missed is in your reviews already.",
			quiz.Count(answered, "answer"), percent(e.Low), percent(e.High))
	}
	return fmt.Sprintf("The true share likely lies between %s and %s. What you missed is in your reviews already.", percent(e.Low), percent(e.High))
}

// missedRow is one question that was missed; pressing it shows it again.
func (s *Screen) missedRow(at int) fyne.CanvasObject {
	title := ""
	if q, err := s.m.act.Reader().Question(ctx(), s.m.session.Queue[at].Question); err == nil {
		title = widgets.PlainText(q.Stem, q.Markup)
	}
	row := widgets.NewListRow(4, 1)
	row.Set(widgets.RowItem{Icon: theme.IconCross, Role: theme.ColorWrong, Lead: fmt.Sprint(at + 1), Title: title})
	return widgets.Pressable(row, func() { s.look(at) })
}

func (s *Screen) toToday() {
	s.m.phase = building
	s.shell.Go("Today", nil)
}

func percent(share float64) string { return fmt.Sprintf("%.0f %%", share*100) }
