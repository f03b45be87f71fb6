package storage

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"
)

// quickCheck reads a whole file on a connection of its own.
func quickCheck(ctx context.Context, path string) error {
	db := openPool(path, reading, 1)
	defer db.Close()
	return check(ctx, db, "PRAGMA quick_check(3)")
}

func check(ctx context.Context, db *sql.DB, pragma string) error {
	rows, err := db.QueryContext(ctx, pragma)
	if err != nil {
		return explain(err)
	}
	var found []string
	err = eachRow(rows, func(rows *sql.Rows) error {
		var line string
		err := rows.Scan(&line)
		found = append(found, line)
		return err
	})
	if err != nil {
		return err
	}
	if len(found) != 1 || found[0] != "ok" {
		return fmt.Errorf("%w (%s)", ErrDamaged, strings.Join(found, "; "))
	}
	return nil
}

// Check reads the whole file and its indexes for damage, on a connection of
// its own: seconds for a big profile, so call it in the background, after an
// unclean end (Store.Unclean) and once a week. ErrDamaged says what was found.
func (r *Reader) Check(ctx context.Context) error {
	db := openPool(r.s.path, reading, 1)
	defer db.Close()
	if err := check(ctx, db, "PRAGMA integrity_check(10)"); err != nil {
		return fmt.Errorf("check: %w", err)
	}
	if err := gapFree(ctx, db); err != nil {
		return fmt.Errorf("check: %w", err)
	}
	if err := checkAllMedia(ctx, db); err != nil {
		return fmt.Errorf("check: %w", err)
	}
	return nil
}

// Verified is what a file that was found good holds.
type Verified struct {
	Version   int // of the schema
	Events    int
	Attempts  int // not counting those taken back
	Questions int // that can be seen
	Banks     int
	Last      time.Time // of the newest event; zero = none
}

// Verify reads a profile's file or backup for damage, and says what it holds.
// Errors: ErrForeign, ErrNewer, ErrDamaged, or ErrBadBackup if its numbers
// have gaps.
func Verify(ctx context.Context, path string) (Verified, error) {
	v, err := verify(ctx, path)
	if err != nil {
		return Verified{}, fmt.Errorf("verify %s: %w", path, explain(err))
	}
	return v, nil
}

func verify(ctx context.Context, path string) (v Verified, err error) {
	if err := checkHeader(path); err != nil {
		return v, err
	}
	db := openPool(path, reading, 1)
	defer db.Close()
	var empty bool
	if v.Version, empty, err = recognise(ctx, db, len(migrations)); err != nil {
		return v, err
	}
	if empty {
		return v, fmt.Errorf("%w: there is nothing in it", ErrBadBackup)
	}
	if err := check(ctx, db, "PRAGMA quick_check(3)"); err != nil {
		return v, err
	}
	if err := gapFree(ctx, db); err != nil {
		return v, err
	}
	var last int64
	err = db.QueryRowContext(ctx, query("verified")).Scan(&v.Events, &v.Attempts, &v.Questions, &v.Banks, &last)
	v.Last = moment(last)
	return v, err
}

// gapFree is ErrBadBackup if a device's numbers are not 1, 2, 3, ...
func gapFree(ctx context.Context, db *sql.DB) error {
	var device int64
	err := db.QueryRowContext(ctx, "SELECT device FROM event GROUP BY device HAVING count(*) <> max(number) OR min(number) <> 1 LIMIT 1").Scan(&device)
	if err == sql.ErrNoRows {
		return nil
	}
	if err != nil {
		return err
	}
	return fmt.Errorf("%w: events of device %d are missing", ErrBadBackup, device)
}
