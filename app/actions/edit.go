package actions

import (
	"context"
	"errors"
	"fmt"

	"chartroom/quiz"
	"chartroom/storage"
)

// NewBank makes a bank of the learner's own, without questions. Where there is
// one of this name already, it gets a number.
func (a *Actions) NewBank(ctx context.Context, name string) (quiz.BankID, Done, error) {
	all, err := a.Reader().Banks(ctx, true)
	if err != nil {
		return "", Done{}, fmt.Errorf("make the bank: %w", err)
	}
	taken := map[quiz.BankID]bool{}
	for _, b := range all {
		taken[b.ID] = true
	}
	id := quiz.NewBankID(name)
	for n := 2; taken[id]; n++ {
		id = quiz.NewBankID(fmt.Sprintf("%s %d", name, n))
	}
	stamp := a.stamp()
	if err := a.store.NewBank(ctx, stamp, quiz.Bank{ID: id, Name: name}); err != nil {
		return "", Done{}, fmt.Errorf("make the bank: %w", err)
	}
	return id, Done{Label: "new bank " + name, Event: stamp.ID, Change: Change{Kind: quiz.EventImport}}, nil
}

// NewQuestion is an empty question of a kind with a key that its bank does not
// know. It is not saved.
func (a *Actions) NewQuestion(bank quiz.BankID, kind quiz.Kind) quiz.Question {
	key := fmt.Sprintf("own-%08x", a.draw.Uint32())
	return quiz.Question{ID: quiz.NewQuestionID(bank, key), Bank: bank, Key: key, Kind: kind, Markup: quiz.Moodle}
}

// Write saves questions as they were written by hand, new and changed ones, as
// one step; progress stays. New ones stand behind a question, or at the end of
// their bank if behind is zero.
func (a *Actions) Write(ctx context.Context, behind quiz.QuestionID, questions ...quiz.Question) (Done, error) {
	return a.Rewrite(ctx, behind, questions, nil)
}

// Rewrite is Write, and takes out the questions that there are no longer, such
// as the card of a gap that was taken out of its text.
func (a *Actions) Rewrite(ctx context.Context, behind quiz.QuestionID, questions []quiz.Question, gone []quiz.QuestionID) (Done, error) {
	var edits []storage.Edit
	for i := range questions {
		edits = append(edits, storage.Edit{Question: questions[i], Behind: behind})
		behind = following(behind, questions[i].ID)
	}
	for _, id := range gone {
		edits = append(edits, storage.Edit{Question: quiz.Question{ID: id}, Remove: true})
	}
	label := "edit"
	if len(questions) > 1 {
		label = "edit of " + quiz.Count(len(questions), "question")
	}
	return a.edited(ctx, label, edits)
}

// following is what the next new question stands behind.
func following(behind, last quiz.QuestionID) quiz.QuestionID {
	if behind.IsZero() {
		return behind
	}
	return last
}

// edited saves edits as one step.
func (a *Actions) edited(ctx context.Context, label string, edits []storage.Edit) (Done, error) {
	stamp := a.stamp()
	if err := a.store.SaveEdits(ctx, stamp, edits); err != nil {
		return Done{}, fmt.Errorf("save the %s: %w", label, err)
	}
	a.Replan()
	change := Change{Kind: quiz.EventEdit}
	if len(edits) == 1 {
		change.Question = edits[0].Question.ID
	}
	return Done{Label: label, Event: stamp.ID, Change: change}, nil
}

// errShipped keeps the banks that came with the app whole: the next version of
// the app would bring back what is taken out of them.
var errShipped = errors.New("the bank came with the app and stays as it is; copy the questions to a bank of your own")

// RemoveQuestions takes questions out of their banks. Undo brings them back.
// Their answers stay in the log.
func (a *Actions) RemoveQuestions(ctx context.Context, ids ...quiz.QuestionID) (Done, error) {
	label := "removal of " + quiz.Count(len(ids), "question")
	shipped, err := a.shipped(ctx)
	if err != nil {
		return Done{}, err
	}
	edits := make([]storage.Edit, len(ids))
	for i, id := range ids {
		q, err := a.Reader().Question(ctx, id)
		if err == nil && shipped[q.Bank] {
			err = errShipped
		}
		if err != nil {
			return Done{}, fmt.Errorf("remove the questions: %w", err)
		}
		edits[i] = storage.Edit{Question: q, Remove: true}
	}
	done, err := a.edited(ctx, label, edits)
	done.Say = quiz.Count(len(ids), "question") + " removed. Ctrl Z brings them back; answers to them are kept."
	if len(ids) == 1 {
		done.Say = "The question is removed. Ctrl Z brings it back; your answers to it are kept."
	}
	return done, err
}

// shipped are the banks that came with the app.
func (a *Actions) shipped(ctx context.Context) (map[quiz.BankID]bool, error) {
	all, err := a.Reader().Banks(ctx, true)
	if err != nil {
		return nil, fmt.Errorf("read the banks: %w", err)
	}
	shipped := map[quiz.BankID]bool{}
	for _, b := range all {
		shipped[b.ID] = b.Builtin
	}
	return shipped, nil
}

// CopyQuestions copies questions to a bank, each right behind itself where it
// is its own. The copies are new: nobody has answered them.
func (a *Actions) CopyQuestions(ctx context.Context, bank quiz.BankID, ids ...quiz.QuestionID) ([]quiz.QuestionID, Done, error) {
	return a.carry(ctx, bank, ids, false)
}

// MoveQuestions moves questions to another bank. A question's id is made of
// its bank and its key, so there it is a new one that nobody has answered; the
// answers stay in the log with the old one, which undo brings back.
func (a *Actions) MoveQuestions(ctx context.Context, bank quiz.BankID, ids ...quiz.QuestionID) ([]quiz.QuestionID, Done, error) {
	return a.carry(ctx, bank, ids, true)
}

func (a *Actions) carry(ctx context.Context, bank quiz.BankID, ids []quiz.QuestionID, move bool) ([]quiz.QuestionID, Done, error) {
	word, label := "copied", "copying of "
	if move {
		word, label = "moved", "move of "
	}
	shipped, err := a.shipped(ctx)
	if err == nil && shipped[bank] {
		err = errShipped
	}
	var edits []storage.Edit
	var new []quiz.QuestionID
	for i := 0; i < len(ids) && err == nil; i++ {
		var q quiz.Question
		if q, err = a.Reader().Question(ctx, ids[i]); err != nil {
			break
		}
		if move && shipped[q.Bank] {
			err = errShipped
			break
		}
		if move && q.Bank == bank {
			continue
		}
		edit := storage.Edit{Question: q}
		if q.Bank == bank {
			edit.Behind = q.ID
		}
		if edit.Question, err = a.in(ctx, bank, q); err != nil {
			break
		}
		new = append(new, edit.Question.ID)
		edits = append(edits, edit)
		if move {
			edits = append(edits, storage.Edit{Question: q, Remove: true})
		}
	}
	if err != nil {
		return nil, Done{}, fmt.Errorf("save the %s: %w", label+"the questions", err)
	}
	if len(edits) == 0 {
		return nil, Done{}, nil
	}
	done, err := a.edited(ctx, label+quiz.Count(len(new), "question"), edits)
	if err != nil {
		return nil, Done{}, err
	}
	done.Change.Question = quiz.QuestionID{}
	done.Say = quiz.Count(len(new), "question") + " " + word + "."
	return new, done, nil
}

// in is a question as one of another bank: under its own key if nothing is
// known of that there, else under a new one.
func (a *Actions) in(ctx context.Context, bank quiz.BankID, q quiz.Question) (quiz.Question, error) {
	id := quiz.NewQuestionID(bank, q.Key)
	_, err := a.Reader().Question(ctx, id)
	if err != nil && !errors.Is(err, storage.ErrNotFound) {
		return q, err
	}
	fresh := err != nil
	if fresh {
		answers, err := a.Reader().Attempts(ctx, id)
		if err != nil {
			return q, err
		}
		fresh = len(answers) == 0
	}
	if !fresh {
		new := a.NewQuestion(bank, q.Kind)
		id, q.Key = new.ID, new.Key
		q.Family = "" // its siblings are other questions
	}
	q.ID, q.Bank, q.Line = id, bank, 0
	return q, nil
}

// MoveInBank puts a question at a place of its bank, from 0.
func (a *Actions) MoveInBank(ctx context.Context, id quiz.QuestionID, to int) (Done, error) {
	stamp := a.stamp()
	err := a.store.MoveQuestion(ctx, stamp, id, to)
	return a.did(stamp, quiz.EventEdit, id, "move", err)
}

// AddMedia keeps a picture or a sound that a question is about to name. It is
// no step of its own: what no question names goes after 30 days.
func (a *Actions) AddMedia(ctx context.Context, name string, data []byte) (quiz.Media, error) {
	m := quiz.NewMedia(name, data)
	if err := a.store.AddMedia(ctx, a.Now(), m); err != nil {
		return quiz.Media{}, err
	}
	return m, nil
}
