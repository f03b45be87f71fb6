package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"chartroom/quiz"
)

// Question is one that can be seen; ErrNotFound otherwise. Questions of banks
// that were put away can still be read: sessions show them.
func (r *Reader) Question(ctx context.Context, id quiz.QuestionID) (quiz.Question, error) {
	var body string
	var q quiz.Question
	err := r.row(ctx, query("question_body"), []any{&body}, id[:])
	if err == nil {
		err = json.Unmarshal([]byte(body), &q)
	}
	if err != nil {
		return quiz.Question{}, fmt.Errorf("read question %s: %w", id, err)
	}
	return q, nil
}

// Questions are those of ids that can be seen, in the order of ids.
func (r *Reader) Questions(ctx context.Context, ids []quiz.QuestionID) ([]quiz.Question, error) {
	all := make([]quiz.Question, 0, len(ids))
	for _, id := range ids {
		q, err := r.Question(ctx, id)
		if errors.Is(err, ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		all = append(all, q)
	}
	return all, nil
}

// BankQuestions are the questions of a bank as they stand, in its order:
// what an export writes. ErrNotFound if there is no such bank.
func (r *Reader) BankQuestions(ctx context.Context, id quiz.BankID) (quiz.Bank, error) {
	b, err := r.bank(ctx, id)
	if err != nil {
		return quiz.Bank{}, fmt.Errorf("read bank %s: %w", id, err)
	}
	err = r.rows(ctx, query("bank_bodies"), func(rows *sql.Rows) error {
		var body []byte
		if err := rows.Scan(&body); err != nil {
			return err
		}
		var q quiz.Question
		if err := json.Unmarshal(body, &q); err != nil {
			return err
		}
		b.Questions = append(b.Questions, q)
		return nil
	}, string(id))
	if err != nil {
		return quiz.Bank{}, fmt.Errorf("read bank %s: %w", id, err)
	}
	return b, nil
}
