package storage

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"chartroom/quiz"
	"chartroom/quiz/srs"
)

// DayCount is what was done on a study day in a mode.
type DayCount struct {
	Day      quiz.Day
	Mode     quiz.Mode
	Attempts int
	Right    int
	New      int // first answers to a question
	Took     time.Duration
}

// DayCounts are the counts from day from to day to, both included, by day and
// mode. Days without answers are not there.
func (r *Reader) DayCounts(ctx context.Context, from, to quiz.Day) ([]DayCount, error) {
	var all []DayCount
	err := r.rows(ctx, "SELECT day, mode, attempts, right, new, took FROM day_count WHERE day BETWEEN ? AND ? ORDER BY day, mode",
		func(rows *sql.Rows) error {
			var c DayCount
			var took int64
			err := rows.Scan(&c.Day, &c.Mode, &c.Attempts, &c.Right, &c.New, &took)
			c.Took = time.Duration(took) * time.Millisecond
			all = append(all, c)
			return err
		}, int64(from), int64(to))
	if err != nil {
		return nil, fmt.Errorf("read day counts: %w", err)
	}
	return all, nil
}

// RetentionDay is how much was remembered on a study day: answers to questions
// that had left their learning steps, the first of a later day. Mature ones
// had a stability of 21 days or more.
type RetentionDay struct {
	Day                quiz.Day
	Young, YoungKept   int
	Mature, MatureKept int
}

// Retention is the true retention of each study day from day from on.
func (r *Reader) Retention(ctx context.Context, from quiz.Day) ([]RetentionDay, error) {
	var all []RetentionDay
	err := r.rows(ctx, query("retention"), func(rows *sql.Rows) error {
		var d RetentionDay
		err := rows.Scan(&d.Day, &d.Young, &d.YoungKept, &d.Mature, &d.MatureKept)
		all = append(all, d)
		return err
	}, int64(from))
	if err != nil {
		return nil, fmt.Errorf("read retention: %w", err)
	}
	return all, nil
}

// TopicDay is the answers to questions with a tag, on a study day.
type TopicDay struct {
	Tag        string // "rhit:2"
	Day        quiz.Day
	Attempts   int
	Right      int
	First      int // first answers to a question
	FirstRight int
}

// DomainAnswers are the answers by domain of an exam and study day, from day
// from on: answers that the app marked, not cards that the learner graded
// herself. Each counts for the tags that its question had then.
// "subject" and "level" are prefixes like exams.
func (r *Reader) DomainAnswers(ctx context.Context, exam string, from quiz.Day) ([]TopicDay, error) {
	var all []TopicDay
	err := r.rows(ctx, query("topic_days"), func(rows *sql.Rows) error {
		var d TopicDay
		err := rows.Scan(&d.Tag, &d.Day, &d.Attempts, &d.Right, &d.First, &d.FirstRight)
		all = append(all, d)
		return err
	}, exam, int64(from))
	if err != nil {
		return nil, fmt.Errorf("read answers by domain of %s: %w", exam, err)
	}
	return all, nil
}

// Hard is a question that goes wrong often.
type Hard struct {
	Question quiz.QuestionID
	Wrong    int
	Progress quiz.Progress
}

// Hardest are the questions in the schedule with the most wrong answers.
func (r *Reader) Hardest(ctx context.Context, limit int) ([]Hard, error) {
	var all []Hard
	err := r.memories(ctx, "hardest", func(id quiz.QuestionID, m *memoryRow) {
		all = append(all, Hard{id, int(m.wrong), m.Progress})
	}, limit)
	if err != nil {
		return nil, fmt.Errorf("read the hardest questions: %w", err)
	}
	return all, nil
}

// paceOf is how many of the newest events TookMedian looks at.
const paceOf = 1000

// TookMedian is the learner's pace: the median time of her newest answers to
// questions of a kind. n is how many there were; 0 = no answer, no pace.
func (r *Reader) TookMedian(ctx context.Context, kind quiz.Kind) (median time.Duration, n int, err error) {
	took, err := r.numbers(ctx, query("took"), paceOf, string(kind))
	if err != nil {
		return 0, 0, fmt.Errorf("read the pace: %w", err)
	}
	if len(took) == 0 {
		return 0, 0, nil
	}
	slices.Sort(took)
	middle := took[len(took)/2]
	if len(took)%2 == 0 {
		middle = (middle + took[len(took)/2-1]) / 2
	}
	return time.Duration(middle) * time.Millisecond, len(took), nil
}

// Events is how many events the log holds.
func (r *Reader) Events(ctx context.Context) (int, error) {
	var n int
	if err := r.row(ctx, query("event_count"), []any{&n}); err != nil {
		return 0, fmt.Errorf("count events: %w", err)
	}
	return n, nil
}

// Attempts is the history of a question: its answers in order, without those
// taken back, each with the progress before and after it.
func (r *Reader) Attempts(ctx context.Context, id quiz.QuestionID) ([]quiz.Attempt, error) {
	eras := *r.s.shown.Load()
	var all []quiz.Attempt
	h := history{id: id, keep: true}
	err := r.rows(ctx, query("events_of_question"), func(rows *sql.Rows) error {
		e, err := scanEvent(rows)
		if err != nil {
			return err
		}
		sch := eras.at(e.device, e.number)
		if e.kind != quiz.EventAttempt {
			h.take(sch, &e)
			return nil
		}
		a, err := attemptOf(&e)
		if err != nil {
			return err
		}
		h.under(sch)
		a.Before = h.Progress
		h.take(sch, &e)
		a.After = h.Progress
		all = append(all, a)
		return nil
	}, id[:])
	if err != nil {
		return nil, fmt.Errorf("read attempts on %s: %w", id, err)
	}
	return all, nil
}

// attemptOf is the attempt that an event tells of, without progress.
func attemptOf(e *event) (quiz.Attempt, error) {
	var p attemptPayload
	if err := e.read(&p); err != nil {
		return quiz.Attempt{}, err
	}
	a := quiz.Attempt{Stamp: quiz.Stamp{ID: e.id, At: moment(e.at), Day: e.day}, Question: *e.question,
		Response: p.Response, Certainty: p.Certainty, Hint: p.Hint}
	if e.session != nil && e.place != nil {
		a.Session, a.Index = *e.session, int(*e.place)
	}
	if e.mode == nil || e.grade == nil || e.mark == nil || e.marked == nil || e.took == nil {
		return a, fmt.Errorf("event %s: %w", e.id, ErrDamaged)
	}
	a.Mode, a.Grade, a.Mark, a.Marked = quiz.Mode(*e.mode), srs.Grade(*e.grade), *e.mark, *e.marked
	a.Took = time.Duration(*e.took) * time.Millisecond
	if e.days != nil {
		a.Interval = int(*e.days)
	}
	return a, nil
}

// ProblemReport is what the learner said is wrong with a question.
type ProblemReport struct {
	Question quiz.QuestionID
	At       time.Time
	Text     string
}

// Reports are what the learner said is wrong with questions, the oldest first.
func (r *Reader) Reports(ctx context.Context) ([]ProblemReport, error) {
	var all []ProblemReport
	err := r.rows(ctx, query("events_of_kind"), func(rows *sql.Rows) error {
		e, err := scanEvent(rows)
		if err != nil || e.undone || e.question == nil {
			return err
		}
		var p reportPayload
		if err := e.read(&p); err != nil {
			return err
		}
		all = append(all, ProblemReport{*e.question, moment(e.at), p.Text})
		return nil
	}, string(quiz.EventReport))
	if err != nil {
		return nil, fmt.Errorf("read reports: %w", err)
	}
	return all, nil
}
