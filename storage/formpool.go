package storage

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"encoding/json"
	"fmt"

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
	sets := map[int64]*quiz.FormItem{} // what a set of topics says of an item; nil = not of this exam
	records := map[[2]string]string{}
	var all []quiz.FormItem
	err = r.raw(ctx, query("form_pool"), 4, func(v []driver.Value) error {
		id, ok := v[0].([]byte)
		if !ok || len(id) != 16 {
			return ErrDamaged
		}
		if kind, _ := v[2].(string); quiz.Kind(kind).Card() {
			return nil
		}
		set, _ := v[3].(int64)
		item, known := sets[set]
		if !known {
			item = itemOf(names[set], credential)
			sets[set] = item
		}
		if item == nil {
			return nil
		}
		one := *item
		one.Question = quiz.QuestionID(id)
		one.Used = used[one.Question]
		if one.Record != "" {
			bank, _ := v[1].(string)
			k := [2]string{bank, one.Record}
			if records[k] == "" {
				records[k] = quiz.NewQuestionID(quiz.BankID(bank), one.Record).String()
			}
			one.Record = records[k]
		}
		all = append(all, one)
		return nil
	})
	return all, err
}

// itemOf is what tags say of an item: of the credential's exam, or nil.
func itemOf(tags []string, credential string) *quiz.FormItem {
	item := quiz.FormItem{Domain: firstOf(tags, credential+":")}
	if item.Domain == "" {
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
