package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"chartroom/quiz"
)

// Version is a question as it is or once was.
type Version struct {
	Question quiz.Question
	At       time.Time // it was written by hand then; zero = it came in a file
}

// Versions are what a question was over time, the newest first: what stands
// now, and what each edit that was not taken back has replaced. What a file
// replaced is there where an edit stands on either side of it.
func (r *Reader) Versions(ctx context.Context, id quiz.QuestionID) ([]Version, error) {
	var all []Version
	var last string // the JSON of the newest in all
	add := func(body json.RawMessage, at time.Time) error {
		if len(body) == 0 || string(body) == last {
			return nil
		}
		v := Version{At: at}
		if err := json.Unmarshal(body, &v.Question); err != nil {
			return err
		}
		all, last = append(all, v), string(body)
		return nil
	}
	err := r.rows(ctx, query("events_of_question"), func(rows *sql.Rows) error {
		e, err := scanEvent(rows)
		if err != nil || e.kind != quiz.EventEdit {
			return err
		}
		var p editPayload
		if err := e.read(&p); err != nil {
			return err
		}
		if err := add(p.Before, time.Time{}); err != nil {
			return err
		}
		return add(p.After, moment(e.at))
	}, id[:])
	if err != nil {
		return nil, fmt.Errorf("read the versions of %s: %w", id, err)
	}
	var body string
	err = r.row(ctx, query("question_body"), []any{&body}, id[:])
	if err == nil {
		err = add(json.RawMessage(body), time.Time{})
	}
	if err != nil && !errors.Is(err, ErrNotFound) {
		return nil, fmt.Errorf("read the versions of %s: %w", id, err)
	}
	slices.Reverse(all)
	return all, nil
}
