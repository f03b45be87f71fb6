// Package review asks what is due, one question at a time, of every kind.
package review

import (
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"chartroom/app/actions"
	"chartroom/app/ask"
	"chartroom/app/shell"
	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
	"chartroom/quiz/srs"
)

// Screen is the review screen.
type Screen struct {
	shell *shell.Shell
	m     model
	view  *ask.View
	page  *widgets.Frame
	voice Voice // nil = the system has none
}

// Voice reads words aloud, one text at a time.
type Voice interface {
	Say(words string) error
	Stop()
}

// WithVoice lets the screen read questions aloud, and returns it.
func (s *Screen) WithVoice(v Voice) *Screen { s.voice = v; return s }

// New makes the screen.
func New(s *shell.Shell) *Screen { return &Screen{shell: s, m: model{act: s.Actions()}} }

// Name is the word in the rail.
func (s *Screen) Name() string { return "Review" }

// Icon is the picture in the rail.
func (s *Screen) Icon() theme.IconName { return theme.IconReview }

// Badge is how many reviews are due.
func (s *Screen) Badge() int {
	counts, err := s.m.act.Counts(ctx())
	if err != nil {
		return 0
	}
	return counts.Ready
}

// Build shows the question on show, or the one that is due now.
func (s *Screen) Build() fyne.CanvasObject {
	if err := s.m.visit(); err != nil {
		s.shell.Fail(err)
	}
	s.page = widgets.Page(nil, widgets.Spacer(), nil)
	s.view = nil
	s.draw()
	return s.page
}

// Focus puts the cursor where the question on show is answered by typing.
func (s *Screen) Focus() {
	if s.view != nil {
		s.view.Focus()
	}
}

// Keys are the keys that do something now.
func (s *Screen) Keys() []shell.Key {
	m := &s.m
	if m.ask == nil {
		if m.failed != nil {
			return []shell.Key{{Name: fyne.KeyReturn, Does: "try again", Do: s.again}}
		}
		return []shell.Key{{Name: fyne.KeyReturn, Does: "practise", Do: s.practise}}
	}
	var keys []shell.Key
	switch {
	case m.graded():
		for _, g := range srs.Grades {
			keys = append(keys, shell.Key{Rune: '0' + rune(g), Does: "grade it " + g.String(), Do: func() { s.grade(g) }})
		}
		if g := m.ask.Suggested(); g != 0 {
			keys = append(keys, shell.Key{Name: fyne.KeyReturn, Does: "take the suggested grade", Do: func() { s.grade(g) }})
		}
	case m.ask.Question.Kind == quiz.Flip:
		keys = forward("show the answer", s.forward)
	case m.attempt != nil:
		keys = forward("next question", s.forward)
	default:
		keys = forward("answer", s.forward)
		if len(s.options()) == 0 {
			break
		}
		for place := range s.options() {
			choose := func() { s.view.Choose(place) }
			keys = append(keys, shell.Key{Rune: 'a' + rune(place), Do: choose}, shell.Key{Rune: '1' + rune(place), Do: choose})
		}
		return append(append(keys, shell.Key{Name: "A-F", Does: "choose an option"}), s.voiceKeys()...)
	}
	keys = append(keys, s.voiceKeys()...)
	return append(keys,
		shell.Key{Rune: 'f', Does: "flag", Do: s.flag}, shell.Key{Rune: 's', Does: "suspend", Do: s.suspend},
		shell.Key{Rune: 'b', Does: "bury until tomorrow", Do: s.bury}, shell.Key{Rune: 'd', Does: "set the day it comes back", Do: s.setDue},
		shell.Key{Rune: 'x', Does: "make it new again", Do: s.reset},
		shell.Key{Rune: 'n', Does: "note", Do: s.note}, shell.Key{Rune: 'r', Does: "report a problem", Do: s.report},
		shell.Key{Rune: 'e', Does: "open in the library", Do: s.open})
}

// voiceKeys is V, where there is a voice.
func (s *Screen) voiceKeys() []shell.Key {
	if s.voice == nil {
		return nil
	}
	return []shell.Key{{Rune: 'v', Does: "say it", Do: s.say}}
}

// say reads the question aloud.
func (s *Screen) say() {
	if err := s.voice.Say(s.m.ask.Spoken()); err != nil {
		s.shell.Fail(err)
	}
}

// hush ends what is being read.
func (s *Screen) hush() {
	if s.voice != nil {
		s.voice.Stop()
	}
}

// forward is Space and Enter.
func forward(does string, do func()) []shell.Key {
	return []shell.Key{{Name: fyne.KeySpace, Does: does, Do: do}, {Name: fyne.KeyReturn, Does: "the same", Do: do}}
}

// options are the options to choose among, if the question has any.
func (s *Screen) options() []int {
	if k := s.m.ask.Question.Kind; k == quiz.Choice || k == quiz.TrueFalse {
		return s.m.ask.Order
	}
	return nil
}

// Changed follows what was done or undone.
func (s *Screen) Changed(c actions.Change) {
	if err := s.m.changed(c); err != nil {
		s.shell.Fail(err)
	}
	s.draw()
}

// forward turns the card, hands an answer in, or goes on after a marked one.
func (s *Screen) forward() {
	if s.m.attempt != nil {
		s.again()
		return
	}
	s.shell.Step(s.m.reveal, s.draw)
}

// again shows what is to be asked now.
func (s *Screen) again() {
	if err := s.m.load(); err != nil {
		s.shell.Fail(err)
	}
	s.draw()
}

// grade grades the card whose back is on show.
func (s *Screen) grade(g srs.Grade) {
	s.shell.Step(func() (actions.Done, error) { return s.m.grade(g) }, s.draw)
}

func (s *Screen) flag()    { s.shell.Flag(s.m.ask.Question.ID, !s.m.state.Flag) }
func (s *Screen) suspend() { s.shell.Suspend(s.m.ask.Question.ID, true) }
func (s *Screen) note()    { s.shell.Note(s.m.ask.Question.ID, s.m.state.Note) }
func (s *Screen) report()  { s.shell.Report(s.m.ask.Question.ID) }
func (s *Screen) bury()    { s.shell.Bury(s.m.ask.Question.ID, true) }
func (s *Screen) reset()   { s.shell.Reset(s.m.ask.Question.ID) }

// setDue asks for a day; a question never answered has none yet.
func (s *Screen) setDue() {
	if s.m.before.New() && s.m.attempt == nil {
		s.shell.Say("A new question has no day yet: answer it once, or bury it until tomorrow.")
		return
	}
	s.shell.SetDue(s.m.ask.Question.ID)
}

func (s *Screen) open() { s.shell.Go("Library", s.m.ask.Question.ID) }

func (s *Screen) practise() { s.shell.Go("Practice", nil) }

// draw shows the model as it is.
func (s *Screen) draw() {
	if s.m.ask == nil {
		s.hush()
		s.view = nil
		s.page.SetHeader(nil)
		s.page.SetFooter(nil)
		s.page.SetBody(s.nothing())
		return
	}
	if s.view == nil || s.view.Model != s.m.ask {
		s.hush()
		s.view = ask.NewView(s.m.ask, s.touched, s.forward)
		body := s.view.Object()
		if s.m.ask.Question.Kind == quiz.Flip {
			body = widgets.Column(0, widgets.Spacer(), widgets.ReadingWidthCentred(body), widgets.Spacer())
		}
		s.page.SetBody(widgets.Card(body))
		s.view.Focus()
	} else {
		s.view.Draw()
	}
	s.page.SetHeader(s.header())
	s.drawFooter()
}

// header is how far along today is, and what this question belongs to.
func (s *Screen) header() fyne.CanvasObject {
	all := s.m.done + s.m.left
	if s.m.attempt != nil || s.m.left == 0 {
		all = max(all, s.m.done)
	}
	at := min(s.m.done+1, max(all, 1))
	if s.m.attempt != nil {
		at = s.m.done
	}
	parts := []fyne.CanvasObject{widgets.Caption(fmt.Sprintf("%d of %d", at, max(all, 1))).OneLine(),
		widgets.Grow(widgets.ProgressBar(float64(s.m.done) / float64(max(all, 1))))}
	if s.m.state.Flag {
		parts = append(parts, widgets.Chip("flagged", theme.ColorClose).WithIcon("flag-filled"))
	}
	if s.m.before.New() {
		parts = append(parts, widgets.Chip("new", theme.ColorAccent))
	}
	if s.m.before.Leech() {
		parts = append(parts, widgets.Chip(fmt.Sprintf("leech: forgotten %d times", s.m.before.Lapses), theme.ColorWrong))
	}
	if where := topic(&s.m.ask.Question); where != "" {
		parts = append(parts, widgets.Chip(where, theme.ColorMuted))
	}
	if s.voice != nil {
		parts = append(parts, widgets.QuietButton("Say it", s.say).WithIcon("sound").WithKey("V"))
	}
	return widgets.Row(theme.Space12, parts...)
}

// topic is the last part of a question's category, or its subject.
func topic(q *quiz.Question) string {
	if q.Category != "" {
		parts := strings.Split(strings.ReplaceAll(q.Category, "::", "/"), "/")
		return parts[len(parts)-1]
	}
	return strings.ReplaceAll(q.Tag("subject"), "-", " ")
}

// drawFooter shows what can be done now.
func (s *Screen) drawFooter() {
	m := &s.m
	var row fyne.CanvasObject
	switch {
	case m.attempt != nil:
		role := theme.ColorAccent
		if m.attempt.Grade == srs.Again {
			role = theme.ColorWrong
		}
		row = widgets.FlowCentred(theme.Space16, widgets.PrimaryButton("Next question", s.forward).WithKey("Enter"),
			widgets.Chip("comes back "+m.comesBack(), role))
	case m.graded():
		bar := widgets.GradeBar(func(g int) { s.grade(srs.Grade(g)) })
		bar.SetIntervals([4]string{m.wait(srs.Again), m.wait(srs.Hard), m.wait(srs.Good), m.wait(srs.Easy)})
		bar.Suggest(int(m.ask.Suggested()))
		row = bar
	case m.ask.Question.Kind == quiz.Flip:
		key := "Space"
		if m.ask.Typed() {
			key = "Enter"
		}
		row = widgets.FlowCentred(0, widgets.PrimaryButton("Show answer", s.forward).WithKey(key))
	case s.view.Enters():
		row = widgets.Spacer()
	default:
		answer := widgets.PrimaryButton("Answer", s.forward).WithKey("Enter")
		answer.SetEnabled(m.ask.Answered())
		row = widgets.FlowCentred(0, answer)
	}
	s.page.SetFooter(widgets.Column(theme.Space12, row, s.hints()))
}

// hints are the keys worth a reminder, of those that work now.
func (s *Screen) hints() fyne.CanvasObject {
	switch {
	case s.m.ask.Suggested() != 0:
		return widgets.KeyHints("Enter", "take the suggested grade", "1-4", "your own", "F", "flag", "?", "all keys")
	case s.m.attempt == nil && s.m.ask.Question.Kind == quiz.Build && s.m.ask.Question.TakesApart():
		return widgets.KeyHints("Enter", "answer", "Esc", "leave the term for other keys")
	case s.m.attempt == nil && s.m.ask.Question.Kind == quiz.Build:
		return widgets.KeyHints("Enter", "answer", "Backspace", "take a piece back", "Esc", "leave the tray for other keys")
	case s.m.attempt == nil && len(s.view.Hints()) > 0:
		return widgets.KeyHints(append(s.view.Hints(), "Esc", "leave it for other keys")...)
	case s.m.attempt == nil && s.view.Typing() && s.m.ask.Typed():
		return widgets.KeyHints("Enter", "show the answer", "Esc", "leave the field for other keys")
	case s.m.attempt == nil && s.view.Typing():
		return widgets.KeyHints("Enter", "answer", "Esc", "leave the field for other keys")
	case s.m.attempt == nil && len(s.options()) > 0:
		return widgets.KeyHints("A-F", "choose an option", "?", "all keys")
	}
	return widgets.KeyHints("F", "flag", "S", "suspend", "B", "bury", "N", "note", "R", "report", "?", "all keys")
}

// nothing is the page when nothing is due, or nothing could be read.
func (s *Screen) nothing() fyne.CanvasObject {
	if err := s.m.failed; err != nil {
		return widgets.EmptyState(theme.IconWarning, "What is due could not be read", err.Error()+". Nothing is lost; try again.",
			widgets.PrimaryButton("Try again", s.again).WithKey("Enter"))
	}
	text := "Questions that you answer in practice, and new cards, come up here when it is time to see them again."
	if !s.m.next.IsZero() {
		text = "The next question comes " + until(s.m.next.Sub(s.m.act.Now())) + ". Practice is the best use of the time until then."
	}
	title := "Nothing is due"
	if s.m.done > 0 {
		title = fmt.Sprintf("Done for now: %s answered", quiz.Count(s.m.done, "question"))
	}
	return widgets.EmptyState("tick", title, text, widgets.PrimaryButton("Practise questions", s.practise).WithKey("Enter"))
}

// until is a wait that may be over already.
func until(d time.Duration) string {
	if d <= 0 {
		return "now"
	}
	return quiz.Wait(d)
}
