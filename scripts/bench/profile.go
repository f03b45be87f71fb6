package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sort"
	"time"

	"chartroom/app/actions"
	"chartroom/quiz"
	"chartroom/storage"
	"chartroom/storage/storagetest"
)

// now is the moment of the benchmarks: the morning after the big profile's
// last day.
var now = storagetest.Noon

func draw() *rand.Rand { return rand.New(rand.NewPCG(2026, 11)) }

// fill makes the profile under dir unless it is there.
func fill(dir string, s size) error {
	path := storage.ProfilePath(dir, "")
	if _, err := os.Stat(filepath.Join(dir, "filled")); err == nil {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	store, err := storage.Open(path, storage.Options{Now: now, Draw: draw()})
	if err != nil {
		return err
	}
	defer store.Close()
	act, err := actions.New(context.Background(), store, func() time.Time { return now }, draw())
	if err != nil {
		return err
	}
	if s.questions > 0 {
		fmt.Fprintf(os.Stderr, "filling a profile: %s\n", s.name)
		if _, err := act.Set(context.Background(), quiz.SettingExam, "rhit"); err != nil {
			return err
		}
		if _, err := storagetest.Fill(store, s.questions, s.attempts, 7); err != nil {
			return err
		}
	}
	if err := act.SyncBuiltin(context.Background()); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "filled"), nil, 0o600)
}

// with opens the profile under dir for do.
func with(dir string, do func(*storage.Store, *actions.Actions) error) error {
	store, err := storage.Open(storage.ProfilePath(dir, ""), storage.Options{Now: now, Draw: draw()})
	if err != nil {
		return err
	}
	defer store.Close()
	act, err := actions.New(context.Background(), store, clock(), draw())
	if err != nil {
		return err
	}
	return do(store, act)
}

// clock starts at now and goes on as time does.
func clock() func() time.Time {
	began := time.Now()
	return func() time.Time { return now.Add(time.Since(began)) }
}

// spread is a set of times with its quantiles.
type spread []time.Duration

func (s spread) sorted() spread {
	sort.Slice(s, func(i, j int) bool { return s[i] < s[j] })
	return s
}

// at is the quantile q, 0 to 1, of a sorted spread, in milliseconds.
func (s spread) at(q float64) float64 {
	return float64(s[min(int(q*float64(len(s))), len(s)-1)].Microseconds()) / 1000
}

func (s spread) String() string {
	s.sorted()
	return fmt.Sprintf("p50 %.2f  p99 %.2f  max %.2f ms", s.at(.5), s.at(.99), s.at(1))
}
