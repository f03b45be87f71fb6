package main

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"time"

	"chartroom/app/actions"
	"chartroom/app/screens/progress"
	"chartroom/content"
	"chartroom/quiz"
	"chartroom/storage"
)

// progress measures opening the Progress screen: what the window waits for,
// and, apart, what is read beside it. The floor is reading the rows that the
// screen rests on bare, through the same driver.
func (b *bench) progress() error {
	for _, s := range []size{{"", b.big.questions / 10, b.big.attempts / 10}, b.big} {
		if err := b.progressAt(s); err != nil {
			return err
		}
	}
	return nil
}

// progressRuns is how often each is read, in turns with its floor.
const progressRuns = 21

func (b *bench) progressAt(s size) error {
	dir, err := b.profile(s)
	if err != nil {
		return err
	}
	blueprints, err := content.Blueprints()
	if err != nil {
		return err
	}
	return with(dir, func(store *storage.Store, act *actions.Actions) error {
		db, err := sql.Open("sqlite3", (&url.URL{Scheme: "file", OmitHost: true, Path: store.Path(), RawQuery: "mode=ro"}).String())
		if err != nil {
			return err
		}
		defer db.Close()
		first, beside := progress.Reading(act, blueprints)
		var opened, slow, floor spread
		rows := 0
		for range progressRuns {
			for _, step := range []struct {
				took *spread
				do   func() error
			}{
				{&floor, func() (err error) { rows, err = bareRows(db); return err }},
				{&opened, first},
				{&slow, func() error { return beside(context.Background()) }},
			} {
				began := time.Now()
				if err := step.do(); err != nil {
					return err
				}
				*step.took = append(*step.took, time.Since(began))
			}
		}
		at := quiz.Thousands(s.attempts) + " attempts"
		opened.sorted()
		floor.sorted()
		slow.sorted()
		say("open Progress at "+at+", p50", opened.at(.5), "ms", fmt.Sprintf("%s; %s rows bare p50 %.2f ms", opened, quiz.Thousands(rows), floor.at(.5)), 100)
		say("read beside Progress at "+at+", p50", slow.at(.5), "ms", slow.String(), 0)
		return nil
	})
}

// bareRows reads every row of the tables that the screen's first reading rests
// on, and the days of the schedule by their index.
func bareRows(db *sql.DB) (n int, err error) {
	for _, text := range []string{
		"SELECT day, attempts, right, new, took, young, young_kept, mature, mature_kept FROM day_count",
		"SELECT day, bin, 0, 0, reviews, kept, expected, 0, 0 FROM recall_count",
		"SELECT hour, 0, 0, 0, reviews, kept, expected, 0, 0 FROM hour_count",
		"SELECT c.day, c.label, 0, 0, c.attempts, c.right, c.first, c.first_right, 0 FROM label l CROSS JOIN topic_count c ON c.label = l.label WHERE l.name LIKE 'rhit:%'",
		"SELECT due_day, count(*), 0, 0, 0, 0, 0, 0, 0 FROM memory WHERE hidden = 0 AND bank > 0 GROUP BY due_day",
	} {
		rows, err := db.Query(text)
		if err != nil {
			return n, err
		}
		var v [9]int64
		for rows.Next() {
			if err := rows.Scan(&v[0], &v[1], &v[2], &v[3], &v[4], &v[5], &v[6], &v[7], &v[8]); err != nil {
				rows.Close()
				return n, err
			}
			n++
		}
		if err := rows.Err(); err != nil {
			return n, err
		}
	}
	return n, nil
}
