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
