package shell

import (
	"context"

	"chartroom/app/actions"
	"chartroom/quiz"
)

// Flag puts a flag on a question, or takes it off.
func (s *Shell) Flag(q quiz.QuestionID, on bool) {
	s.Do(func() (actions.Done, error) { return s.act.Flag(context.Background(), q, on) })
}

// Suspend takes a question out of the schedule, or puts it back.
func (s *Shell) Suspend(q quiz.QuestionID, on bool) {
	s.Do(func() (actions.Done, error) { return s.act.Suspend(context.Background(), q, on) })
}

// Note asks for the learner's own words on a question; before is what they
// are now. An empty note takes it away.
func (s *Shell) Note(q quiz.QuestionID, before string) {
	s.AskText("Your note on this question", before, "Save note", func(text string) {
		if text != before {
			s.Do(func() (actions.Done, error) { return s.act.Note(context.Background(), q, text) })
		}
	})
}

// Report asks what is wrong with a question.
func (s *Shell) Report(q quiz.QuestionID) {
	s.AskText("What is wrong with this question?", "", "Save report", func(text string) {
		if text != "" {
			s.Do(func() (actions.Done, error) { return s.act.Report(context.Background(), q, text) })
		}
	})
}

// Bury lets a question wait for the next study day, or brings it back.
func (s *Shell) Bury(q quiz.QuestionID, on bool) {
	verb := s.act.Bury
	if !on {
		verb = s.act.Unbury
	}
	s.Do(func() (actions.Done, error) { return verb(context.Background(), q) })
}

// Reset makes a question new again.
func (s *Shell) Reset(q quiz.QuestionID) {
	s.Do(func() (actions.Done, error) { return s.act.Reset(context.Background(), []quiz.QuestionID{q}) })
}

// SetDue asks for the day on which a question is to come back.
func (s *Shell) SetDue(q quiz.QuestionID) {
	s.AskLine("When shall it come back?", "In how many days, or the date: 5, or "+(s.act.Today()+5).String()+". 0 is today.", "Set the day", func(text string) error {
		day, err := quiz.ParseWhen(text, s.act.Today())
		if err != nil {
			return err
		}
		s.Do(func() (actions.Done, error) { return s.act.SetDue(context.Background(), []quiz.QuestionID{q}, day) })
		return nil
	})
}
