package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"chartroom/app/actions"
	"chartroom/content/gift"
	"chartroom/quiz"
	"chartroom/storage"
	"chartroom/storage/storagetest"
)

// gift measures reading 10,000 questions from GIFT. The floor is looking at
// each byte of the file once.
func (b *bench) gift() error {
	var buf bytes.Buffer
	if err := gift.Format(&buf, storagetest.Bank("bench-gift", 10_000, 5)); err != nil {
		return err
	}
	best := time.Duration(1 << 62)
	for range 7 {
		began := time.Now()
		bank, problems, err := gift.Parse(context.Background(), buf.Bytes(), "bench-gift", nil)
		if err != nil || len(bank.Questions) != 10_000 {
			return fmt.Errorf("%d questions, %d problems: %w", len(bank.Questions), len(problems), err)
		}
		best = min(best, time.Since(began))
	}
	began, sum := time.Now(), 0
	for _, c := range buf.Bytes() {
		sum += int(c)
	}
	say("10,000 GIFT questions", best.Seconds(), "s", fmt.Sprintf("%.1f MB; each byte once %.4f s (%d)", float64(buf.Len())/1e6, time.Since(began).Seconds(), sum&1), .05)
	return nil
}

// imports measures bringing in questions against bare inserts of the same
// texts with the same full-text index in one transaction.
func (b *bench) imports() error {
	n := b.big.questions
	bank := storagetest.Bank("bench-import", n, 3)
	var ratios []float64
	var ours, bare time.Duration
	for range 3 {
		dir, err := os.MkdirTemp(b.dir, "import-")
		if err != nil {
			return err
		}
		if bare, err = bareInserts(filepath.Join(dir, "bare.db"), bank); err != nil {
			return err
		}
		if err := fill(dir, small); err != nil {
			return err
		}
		if err := with(dir, func(_ *storage.Store, act *actions.Actions) error {
			began := time.Now()
			err := act.Import(bank).Run(context.Background(), func(int, int) {})
			ours = time.Since(began)
			return err
		}); err != nil {
			return err
		}
		ratios = append(ratios, ours.Seconds()/bare.Seconds())
		if err := os.RemoveAll(dir); err != nil {
			return err
		}
	}
	say(fmt.Sprintf("import of %d questions", n), median(ratios), "x", fmt.Sprintf("%.2f s; bare SQLite inserts, same index %.2f s (last pair)", ours.Seconds(), bare.Seconds()), 1.3)
	return nil
}

// search measures a keystroke in the search box: every prefix of some words,
// as a learner types them.
func (b *bench) search() error {
	dir, err := b.profile(b.big)
	if err != nil {
		return err
	}
	return with(dir, func(store *storage.Store, act *actions.Actions) error {
		var times spread
		for _, typed := range []string{"retention of minors", "privacy rule", "discharge summary", "thrombocytopenia", "a record of", "coding audit"} {
			for end := 1; end <= len(typed); end++ {
				began := time.Now()
				if _, err := act.Reader().Search(context.Background(), typed[:end], storage.Filter{}, 50, 0); err != nil {
					return err
				}
				times = append(times, time.Since(began))
			}
		}
		times.sorted()
		say(fmt.Sprintf("search keystroke at %d questions, p99", b.big.questions), times.at(.99), "ms", times.String(), 10)
		return nil
	})
}

// rebuild measures folding the whole log anew. The floor is counting it.
func (b *bench) rebuild() error {
	dir, err := b.profile(b.big)
	if err != nil {
		return err
	}
	return with(dir, func(store *storage.Store, act *actions.Actions) error {
		began := time.Now()
		n, err := act.Reader().Events(context.Background())
		if err != nil {
			return err
		}
		count := time.Since(began)
		began = time.Now()
		r, err := store.Rebuild(context.Background(), nil)
		if err != nil {
			return err
		}
		took := time.Since(began)
		if !r.Agreed {
			return fmt.Errorf("the fold disagrees: %v", r.Differences)
		}
		say(fmt.Sprintf("rebuild of %s events", quiz.Thousands(r.Events)), took.Seconds(), "s", fmt.Sprintf("count of %s events %.3f s", quiz.Thousands(n), count.Seconds()), 4)
		return nil
	})
}
