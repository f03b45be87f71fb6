package library

import (
	"fmt"

	"chartroom/app/actions"
	"chartroom/quiz"
)

// duplicate copies questions: each behind itself, or those of banks that came
// with the app into a bank that is chosen.
func (s *Screen) duplicate() {
	ids := s.model.selection()
	if len(ids) == 0 {
		return
	}
	all, err := s.model.act.Reader().Questions(ctx(), ids)
	if err != nil || len(all) == 0 {
		return
	}
	copyTo := func(bank quiz.BankID) {
		var made []quiz.QuestionID
		ok := s.did(func() (done actions.Done, err error) {
			made, done, err = s.model.act.CopyQuestions(ctx(), bank, ids...)
			return done, err
		})
		if ok && len(made) == 1 {
			s.turn(s.model.openOnly(made[0]))
		}
	}
	bank := all[0].Bank
	for i := range all {
		if all[i].Bank != bank || s.model.builtin(all[i].Bank) {
			s.chooseBank("", copyTo)
			return
		}
	}
	copyTo(bank)
}

// moveToBank moves questions to another bank, and says before what that means
// for progress.
func (s *Screen) moveToBank() {
	m := s.model
	ids := m.selection()
	if len(ids) == 0 {
		return
	}
	var from quiz.BankID
	answered := 0
	for _, id := range ids {
		e := m.index.byID[id]
		if e == nil {
			continue
		}
		from = e.Bank
		if m.builtin(e.Bank) {
			s.shell.Say("Questions that came with the app stay where they are. Y copies them into a bank of your own.")
			return
		}
		if p, err := m.act.Reader().Progress(ctx(), id); err == nil && !p.New() {
			answered++
		}
	}
	s.chooseBank(from, func(to quiz.BankID) {
		move := func() {
			s.did(func() (actions.Done, error) {
				_, done, err := m.act.MoveQuestions(ctx(), to, ids...)
				return done, err
			})
		}
		if answered == 0 {
			move()
			return
		}
		s.shell.Ask("Move "+quiz.Count(len(ids), "question")+"?", fmt.Sprintf("You have answered %s of them. In the other bank they are new questions and begin without progress. "+
			"Your answers stay in the log, and undo brings all of it back.", quiz.Thousands(answered)), "Move", move)
	})
}
