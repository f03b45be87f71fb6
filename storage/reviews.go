package storage

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"chartroom/quiz"
	"chartroom/quiz/srs"
)

// Review is an answer as training, statistics and an export of the log need
// it; or, with grade 0, the moment at which a question was made new.
type Review struct {
	Question quiz.QuestionID
	At       time.Time // UTC
	Day      quiz.Day
	Grade    srs.Grade // 0 = the question was reset here
	Took     time.Duration
	Mode     quiz.Mode
	Marked   bool // by the app; else the learner graded herself
}

// Reviews calls each for every answer in the log, in its order, without those
// taken back. The Review is good until each returns. 1 s for a million.
func (r *Reader) Reviews(ctx context.Context, each func(*Review) error) error {
	if err := r.reviews(ctx, each); err != nil {
		return fmt.Errorf("read the log: %w", explain(err))
	}
	return nil
}

func (r *Reader) reviews(ctx context.Context, each func(*Review) error) error {
	// One transaction: what is written meanwhile is not seen.
	t, err := r.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	defer t.Rollback()
	in, lasts, err := r.startReviews(ctx, t)
	if err != nil {
		return err
	}
	packed, err := t.PrepareContext(ctx, query("packed_attempts"))
	if err != nil {
		return err
	}
	defer packed.Close()
	for device, last := range lasts {
		for from := int64(1); from <= last; from += chunk {
			to := min(from+chunk-1, last)
			var text []byte
			if err := packed.QueryRowContext(ctx, int64(device), from, to).Scan(&text); err != nil {
				return err
			}
			batch, err := in.unpack(text, int64(device), to)
			if err != nil {
				return err
			}
			if err := in.tell(batch, each); err != nil {
				return err
			}
		}
	}
	return nil
}

// startReviews finds how far each device's numbers go, and what was taken back
// or reset. The place in lasts is the device.
func (r *Reader) startReviews(ctx context.Context, t *sql.Tx) (in *unpacker, lasts []int64, err error) {
	undone := map[[2]int64]bool{}
	f := &folded{eras: *r.s.shown.Load()}
	read := func(text string, each func(*sql.Rows) error) {
		if err != nil {
			return
		}
		var rows *sql.Rows
		if rows, err = t.QueryContext(ctx, text); err == nil {
			err = eachRow(rows, each)
		}
	}
	read("SELECT d.device, (SELECT ifnull(max(number), 0) FROM event e WHERE e.device = d.device) FROM device d", func(rows *sql.Rows) error {
		var device, last int64
		err := rows.Scan(&device, &last)
		for int64(len(lasts)) <= device {
			lasts = append(lasts, 0)
		}
		lasts[device] = last
		return err
	})
	read(query("undone_attempts"), func(rows *sql.Rows) error {
		var k [2]int64
		err := rows.Scan(&k[0], &k[1])
		undone[k] = true
		return err
	})
	read(query("resets"), func(rows *sql.Rows) error {
		e, err := scanEvent(rows)
		if err != nil || e.undone {
			return err
		}
		return f.foldList(&e)
	})
	return newUnpacker(f, undone), lasts, err
}

// tell calls each for a batch.
func (u *unpacker) tell(batch []folding, each func(*Review) error) error {
	var r Review
	for i := range batch {
		a := &batch[i]
		r = Review{Question: u.questions[a.question], At: moment(a.at), Day: a.day}
		if a.kind == answered {
			r.Grade, r.Marked, r.Mode = a.grade, a.marked, u.modes[a.mode]
			r.Took = time.Duration(a.took) * time.Millisecond
		}
		if err := each(&r); err != nil {
			return err
		}
	}
	return nil
}

// LogSize is how many answers the log holds, without those taken back: whether
// a fit to it is still good enough.
func (r *Reader) LogSize(ctx context.Context) (int, error) {
	var n int
	if err := r.row(ctx, "SELECT ifnull(sum(attempts), 0) FROM day_count", []any{&n}); err != nil {
		return 0, fmt.Errorf("count the answers: %w", err)
	}
	return n, nil
}
