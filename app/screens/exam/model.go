package exam

import (
	"context"
	"errors"
	"fmt"

	"chartroom/app/actions"
	"chartroom/quiz"
	"chartroom/storage"
)

// phase is what the screen shows.
type phase uint8

const (
	choosing   phase = iota // which exam to begin, and the earlier ones
	sitting                 // an exam that goes on: an item, or the page for reviewing
	outcome                 // how an exam went
	walking                 // through the items of one that was handed in
	correcting              // the figures of an exam
)

// model is what the screen shows. It lives as long as the window; the exam that
// goes on is on disk at every moment.
type model struct {
	act     *actions.Actions
	phase   phase
	start   start
	figures *figures // being corrected; nil = none
	room    room
	after   after
	walk    walk
}

func ctx() context.Context { return context.Background() }

// visit brings the model in line with what is on disk. An exam that is open
// comes first, whatever was on show.
func (m *model) visit() error {
	s, err := m.act.Sitting(ctx())
	if err != nil {
		return err
	}
	switch {
	case s != nil && s != m.room.sitting:
		return m.enter(s)
	case s != nil && m.phase == sitting:
		return m.room.show(m.act)
	case s != nil:
		m.phase = sitting
		return m.room.show(m.act)
	case m.phase == sitting:
		m.room, m.phase = room{}, choosing
	}
	if m.phase == outcome {
		return m.open(m.after.exam.ID)
	}
	if m.phase == choosing {
		return m.start.load(m.act)
	}
	if m.phase == correcting {
		return m.followFigures()
	}
	return nil
}

// enter shows an exam that goes on, and says what is to be known of an
// interruption that was noticed just now.
func (m *model) enter(s *actions.Sitting) error {
	m.room, m.phase = room{sitting: s}, sitting
	if n := len(s.Exam.Notices); n > 0 {
		if last := s.Exam.Notices[n-1]; m.act.Now().Sub(last.At) < justNow {
			m.room.notices = append(m.room.notices, last.String())
		}
	}
	return m.room.show(m.act)
}

// begin assembles the form that is chosen and begins the sitting.
func (m *model) begin() error {
	b := m.start.blueprint()
	s, _, err := m.act.StartExam(ctx(), b, m.start.items(), m.start.extra)
	if err != nil {
		var short *quiz.Shortage
		if errors.As(err, &short) {
			return fmt.Errorf("begin the exam: %w", err)
		}
		return err
	}
	return m.enter(s)
}

// handIn marks the exam and shows how it went.
func (m *model) handIn() (actions.Done, error) {
	s := m.room.sitting
	if _, err := m.room.keep(m.act); err != nil && !errors.Is(err, actions.ErrTimeOver) {
		return actions.Done{}, err
	}
	done, err := m.act.HandInExam(ctx(), s)
	if err != nil {
		return done, err
	}
	m.room = room{}
	return done, m.open(s.Exam.ID)
}

// open shows how an exam went.
func (m *model) open(id quiz.SessionID) error {
	e, r, err := m.act.ExamResult(ctx(), id)
	if err != nil {
		return err
	}
	a := after{exam: e, result: r}
	if credential := e.Setup.Blueprint.Credential; credential != "" {
		if a.history, err = m.act.ExamHistory(ctx(), credential); err != nil {
			return err
		}
	}
	if a.remarked, err = m.remarkedIn(&e); err != nil {
		return err
	}
	m.after, m.phase = a, outcome
	return nil
}

// remarkedIn is how many items of an exam were marked anew since the learner
// last looked.
func (m *model) remarkedIn(e *quiz.Exam) (int, error) {
	all, err := m.act.Remarked(ctx())
	if err != nil {
		return 0, err
	}
	fresh := map[quiz.QuestionID]bool{}
	for _, r := range all {
		fresh[r.Question] = true
	}
	n := 0
	for i, g := range e.Answers {
		if g.Remarked && fresh[e.Queue[i].Question] {
			n++
		}
	}
	return n, nil
}

// gone reports whether an error says that a question is not in the banks.
func gone(err error) bool { return errors.Is(err, storage.ErrNotFound) }
