package storage

import (
	"context"
	"database/sql"
	"sync"
	"time"
)

// foldAt is how many pages of 4 KiB the write-ahead log may hold before it is
// folded into the file: SQLite's own default.
const foldAt = 1000

// keeper folds the write-ahead log into the file beside the writer, on a
// connection of its own, so that no answer waits for it; and sweeps, once,
// what a crash during an import left behind.
type keeper struct {
	s      *Store
	db     *sql.DB
	mu     sync.Mutex // one fold at a time
	wakeup chan struct{}
	cancel context.CancelFunc
	ended  chan struct{}
}

func startKeeper(s *Store, now time.Time) (*keeper, error) {
	ctx, cancel := context.WithCancel(context.Background())
	k := &keeper{s: s, db: openPool(s.path, writing, 1), wakeup: make(chan struct{}, 1), cancel: cancel, ended: make(chan struct{})}
	if err := k.db.Ping(); err != nil {
		cancel()
		return nil, err
	}
	go k.run(ctx)
	return k, nil
}

func (k *keeper) run(ctx context.Context) {
	defer close(k.ended)
	k.s.imports.Lock()
	// An error here is met again by the next import, which reports it.
	_ = k.s.sweep(ctx)
	k.s.imports.Unlock()
	for {
		select {
		case <-ctx.Done():
			return
		case <-k.wakeup:
			_ = k.fold(foldAt) // tried again after the next write
		}
	}
}

// wake asks for a look at the log; it never waits.
func (k *keeper) wake() {
	if k.wakeup == nil {
		return // opening
	}
	select {
	case k.wakeup <- struct{}{}:
	default:
	}
}

// fold checkpoints if at least limit pages of the log are not in the file yet,
// without keeping any reader or writer waiting.
func (k *keeper) fold(limit int) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	var busy, pages, folded int
	if err := k.db.QueryRow("PRAGMA wal_checkpoint(NOOP)").Scan(&busy, &pages, &folded); err != nil {
		return explain(err)
	}
	if pages-folded < limit {
		return nil
	}
	_, err := k.db.Exec("PRAGMA wal_checkpoint(PASSIVE)")
	return explain(err)
}

func (k *keeper) stop() error {
	k.cancel()
	<-k.ended
	return k.db.Close()
}
