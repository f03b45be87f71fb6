package storage

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"

	"chartroom/quiz"
)

// FormPool is every question that may stand in a form of a credential's exam,
// in the order of banks and files: those that the app marks and that carry one
// of its domains, without those suspended. Used counts exams, the first is 1.
func (r *Reader) FormPool(ctx context.Context, credential string) ([]quiz.FormItem, error) {
	all, err := r.formPool(ctx, credential)
	if err != nil {
		return nil, fmt.Errorf("read the questions for %s: %w", credential, err)
	}
	return all, nil
}

func (r *Reader) formPool(ctx context.Context, credential string) ([]quiz.FormItem, error) {
	used, err := r.formsUsed(ctx)
	if err != nil {
		return nil, err
	}
	names, err := r.topicNames(ctx)
	if err != nil {
		return nil, err
	}
	banks := map[int64]quiz.BankID{}
	err = r.rows(ctx, "SELECT bank, id FROM bank", func(rows *sql.Rows) error {
		var n int64
		var id string
		err := rows.Scan(&n, &id)
		banks[n] = quiz.BankID(id)
		return err
	})
	if err != nil {
		return nil, err
	}
	var all []quiz.FormItem
	err = r.rows(ctx, query("form_pool"), func(rows *sql.Rows) error {
		var text sql.RawBytes
		if err := rows.Scan(&text); err != nil {
			return err
		}
		all, err = unpackPool(text, credential, banks, names)
		return err
	}, toJSON(quiz.CardKinds))
	for i := range all {
		all[i].Used = used[all[i].Question]
	}
	return all, err
}

// unpackPool reads what queries/form_pool.sql writes.
func unpackPool(text []byte, credential string, banks map[int64]quiz.BankID, names map[int64][]string) ([]quiz.FormItem, error) {
	sets := make(map[int64]*quiz.FormItem, len(names)) // what a set of topics says of an item; nil = not of this exam
	records := map[[2]string]string{}
	all := make([]quiz.FormItem, 0, len(text)/24)
	for len(text) > 0 {
		if len(text) < 17 {
			return nil, ErrDamaged
		}
		id := quiz.QuestionID(text[:16])
		text = text[16:]
		var n [2]int64
		for i := range n {
			comma := bytes.IndexByte(text, ',')
			if comma < 0 {
				return nil, ErrDamaged
			}
			n[i], text = number(text[:comma]), text[comma+1:]
		}
		item, known := sets[n[1]]
		if !known {
			item = itemOf(names[n[1]], credential)
			sets[n[1]] = item
		}
		if item == nil {
			continue
		}
		one := *item
		if one.Question = id; one.Record != "" {
			k := [2]string{string(banks[n[0]]), one.Record}
			if records[k] == "" {
				records[k] = quiz.NewQuestionID(banks[n[0]], one.Record).String()
			}
			one.Record = records[k]
		}
		all = append(all, one)
	}
	return all, nil
}

// itemOf is what tags say of an item: of the credential's exam, or nil.
func itemOf(tags []string, credential string) *quiz.FormItem {
	item := quiz.FormItem{Domain: firstOf(tags, credential+":")}
	if item.Domain == "" || slices.Contains(tags, quiz.PracticeOnly) {
		return nil
	}
	after := func(prefix string) string {
		if tag := firstOf(tags, prefix); tag != "" {
			return tag[len(prefix):]
		}
		return ""
	}
	item.Level, item.Record = after("level:"), after("record:")
	return &item
}

// formsUsed says in which exam each question stood last: 1 = in the first.
func (r *Reader) formsUsed(ctx context.Context) (map[quiz.QuestionID]int, error) {
	used, form := map[quiz.QuestionID]int{}, 0
	err := r.rows(ctx, query("exam_queues"), func(rows *sql.Rows) error {
		var payload string
		if err := rows.Scan(&payload); err != nil {
			return err
		}
		var p struct {
			Queue []quiz.Place `json:"queue"`
		}
		if err := json.Unmarshal([]byte(payload), &p); err != nil {
			return fmt.Errorf("an exam's questions: %w", err)
		}
		form++
		for _, place := range p.Queue {
			used[place.Question] = form
		}
		return nil
	})
	return used, err
}
