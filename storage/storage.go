package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"chartroom/quiz"
)

// Options are what Open cannot know by itself.
type Options struct {
	Draw    *rand.Rand // makes the device's id; seed it well
	Now     time.Time  // the moment of opening
	Readers int        // connections for reading at once; 0 = 3
}

// Store writes one profile. Its methods may be called from any goroutine.
// Every method that writes is one transaction that is on disk when it
// returns, and does nothing when an event with the stamp's id is there
// already. On an error nothing was written.
type Store struct {
	path    string
	dir     string
	found   os.FileInfo // the file as it was opened, to notice that it is gone
	lock    *os.File
	profile [16]byte
	unclean bool
	closed  atomic.Bool

	gate  *gate
	db    *sql.DB   // holds conn and nothing else
	conn  *sql.Conn // the writer; used inside the gate only
	stmts *statements

	device   int64 // this device's number in the file
	deviceID [16]byte
	last     int64                             // number of the newest event of this device; inside the gate
	eras     eras                              // inside the gate
	shown    atomic.Pointer[eras]              // the same, for readers
	settings map[string]string                 // inside the gate
	known    atomic.Pointer[map[string]string] // the same, for readers
	draw     *rand.Rand                        // inside the gate
	words    words                             // inside the gate

	imports sync.Mutex // one bulk writer at a time
	changes atomic.Int64
	content atomic.Int64 // changes to banks and questions
	saved   atomic.Int64 // changes when the last backup was made
	reader  *Reader
	keeper  *keeper
}

// Open opens the profile at path, or makes it. It never scans the file:
// opening takes milliseconds whatever its size. Errors: ErrInUse, ErrNewer,
// ErrForeign, ErrDamaged, ErrReadOnly, ErrFull.
func Open(path string, o Options) (*Store, error) {
	s, err := open(path, o)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, explain(err))
	}
	return s, nil
}

func open(path string, o Options) (_ *Store, err error) {
	if o.Draw == nil || o.Now.IsZero() {
		return nil, errors.New("options need Draw and Now")
	}
	if path, err = filepath.Abs(path); err != nil {
		return nil, err
	}
	s := &Store{path: path, dir: filepath.Dir(path), gate: newGate(), draw: o.Draw, words: newWords()}
	if err := privateDir(s.dir); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.release())
		}
	}()
	if s.lock, err = takeLock(path); err != nil {
		return nil, err
	}
	if _, err = privateFile(path); err != nil {
		return nil, err
	}
	if s.found, err = os.Stat(path); err != nil {
		return nil, err
	}
	if err = s.connect(o.Now); err != nil {
		return nil, err
	}
	readers := o.Readers
	if readers == 0 {
		readers = 3
	}
	pool := openPool(path, reading, readers)
	s.reader = &Reader{s: s, db: pool, stmts: newStatements(pool)}
	if err = s.catchUp(context.Background()); err != nil {
		return nil, err
	}
	s.keeper, err = startKeeper(s, o.Now)
	return s, err
}

// connect opens the writing connection and brings the file up to date.
func (s *Store) connect(now time.Time) error {
	ctx := context.Background()
	if err := checkHeader(s.path); err != nil {
		return err
	}
	if err := s.recognise(ctx); err != nil {
		return err
	}
	s.db = openPool(s.path, writing, 1)
	var err error
	if s.conn, err = s.db.Conn(ctx); err != nil {
		return err
	}
	if err := migrate(ctx, s.conn, s.path, now); err != nil {
		return err
	}
	s.stmts = newStatements(s.conn)
	return s.begin(ctx, now)
}

// recognise looks at the file before anything writes to it.
func (s *Store) recognise(ctx context.Context) error {
	db := openPool(s.path, reading, 1)
	defer db.Close()
	_, _, err := recognise(ctx, db, len(migrations))
	return err
}

// Reader reads this profile; it cannot write.
func (s *Store) Reader() *Reader { return s.reader }

// Path is the profile's file.
func (s *Store) Path() string { return s.path }

// Unclean reports whether the last program to hold this profile did not close
// it: the caller should then run Check in the background.
func (s *Store) Unclean() bool { return s.unclean }

// Close waits for writes, marks the file as closed cleanly and folds the
// write-ahead log into it. Closing again does nothing.
func (s *Store) Close() error {
	if s.closed.Swap(true) {
		return nil
	}
	err := s.keeper.stop()
	s.imports.Lock()
	defer s.imports.Unlock()
	s.gate.enter(false)
	defer s.gate.leave()
	err = errors.Join(err, s.reader.close())
	ctx := context.Background()
	_, e := s.conn.ExecContext(ctx, "INSERT INTO file (key, value) VALUES ('clean', 1) ON CONFLICT DO UPDATE SET value = 1")
	err = errors.Join(err, e, s.writeSidecar())
	s.stmts.close()
	for _, text := range []string{"PRAGMA analysis_limit = 400", "PRAGMA optimize", "PRAGMA wal_checkpoint(TRUNCATE)"} {
		_, e := s.conn.ExecContext(ctx, text)
		err = errors.Join(err, e)
	}
	if err = errors.Join(err, s.release()); err != nil {
		return fmt.Errorf("close %s: %w", s.path, explain(err))
	}
	return nil
}

// release lets go of whatever is open.
func (s *Store) release() error {
	var err error
	if s.reader != nil {
		err = errors.Join(err, s.reader.close())
	}
	if s.conn != nil {
		err = errors.Join(err, s.conn.Close())
	}
	if s.db != nil {
		err = errors.Join(err, s.db.Close())
	}
	if s.lock != nil {
		err = errors.Join(err, s.lock.Close())
	}
	return err
}

// Reader reads a profile, on connections that SQLite itself keeps from
// writing. Its methods may be called from any goroutine.
type Reader struct {
	s     *Store
	db    *sql.DB
	stmts *statements
	cache facetCache
	kept  awayCache
}

func (r *Reader) close() error {
	r.stmts.close()
	return r.db.Close()
}

// Data is the data folder that the profile is in; see Data.
func (r *Reader) Data() string { return Data(r.s.path) }

// Changes counts what was written since opening: a reader that remembers it
// knows whether to read again.
func (r *Reader) Changes() int64 { return r.s.changes.Load() }

// Scheduler is the one that the settings in force ask for; SaveAttempt expects
// progress from it.
func (r *Reader) Scheduler(ctx context.Context) (quiz.Scheduler, error) {
	settings, err := r.Settings(ctx)
	if err != nil {
		return quiz.Scheduler{}, err
	}
	return quiz.SchedulerFrom(settings)
}

// rows runs a statement and calls each for every row.
func (r *Reader) rows(ctx context.Context, text string, each func(*sql.Rows) error, args ...any) error {
	st, err := r.stmts.get(text)
	if err != nil {
		return explain(err)
	}
	rows, err := st.QueryContext(ctx, args...)
	if err != nil {
		return explain(err)
	}
	return eachRow(rows, each)
}

// row runs a statement that gives one row; ErrNotFound if it gives none.
func (r *Reader) row(ctx context.Context, text string, into []any, args ...any) error {
	st, err := r.stmts.get(text)
	if err != nil {
		return explain(err)
	}
	return notFound(st.QueryRowContext(ctx, args...).Scan(into...))
}

func eachRow(rows *sql.Rows, each func(*sql.Rows) error) error {
	defer rows.Close()
	for rows.Next() {
		if err := each(rows); err != nil {
			return explain(err)
		}
	}
	return explain(rows.Err())
}

func notFound(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return ErrNotFound
	}
	return explain(err)
}
