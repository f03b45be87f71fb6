package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"chartroom/content"
	"chartroom/content/anki"
	"chartroom/content/hostiletest"
	"chartroom/content/zipfile"
)

// hostile measures what the files of the catalogue of bad input take of the
// machine: those that take longest and most, by themselves.
func (b *bench) hostile() error {
	path := func(name string) string { return filepath.Join(b.dir, name) }
	var slow, large hostiletest.Cost
	var slowest, largest string
	files := hostiletest.Files()
	for _, f := range files {
		if err := os.WriteFile(path(f.Name), f.Make(), 0o600); err != nil {
			return err
		}
		cost := hostiletest.Measure(func() {
			// What becomes of the file is for the tests.
			_, _ = content.ReadFile(context.Background(), path(f.Name), content.Options{History: true}, nil)
		})
		if cost.Seconds > slow.Seconds {
			slow, slowest = cost, f.Row+" "+f.What
		}
		if cost.Memory > large.Memory {
			large, largest = cost, f.Row+" "+f.What
		}
		if err := os.Remove(path(f.Name)); err != nil {
			return err
		}
	}
	say(fmt.Sprintf("worst of %d hostile files, of the processors", len(files)), slow.Seconds, "s", slowest, 2)
	say("worst of them, memory", float64(large.Memory)/(1<<20), "MB", largest, 256)
	return nil
}

// apkg measures reading a package of Anki, at two sizes. The floor is
// unpacking the same archive.
func (b *bench) apkg() error {
	for _, n := range []int{2_000, 20_000} {
		file := hostiletest.Apkg(n)
		open := func() (*zipfile.Archive, error) {
			return zipfile.Open(bytes.NewReader(file), int64(len(file)))
		}
		var bare, ours spread
		for range 5 {
			began := time.Now()
			a, err := open()
			if err != nil {
				return err
			}
			for _, m := range a.Members() {
				if _, err := m.Read(m.Size); err != nil {
					return err
				}
			}
			bare = append(bare, time.Since(began))
			began = time.Now()
			if a, err = open(); err != nil {
				return err
			}
			bank, problems, err := anki.Parse(context.Background(), a, "bench-apkg", nil)
			if err != nil || len(bank.Questions) != n {
				return fmt.Errorf("%d questions, %d problems: %w", len(bank.Questions), len(problems), err)
			}
			ours = append(ours, time.Since(began))
		}
		target := 0.
		if n == 20_000 {
			target = 3
		}
		say(fmt.Sprintf("%d notes in a package of Anki", n), ours.sorted().at(.5)/1e3, "s", fmt.Sprintf("%.1f MB; unpacking the archive %.3f s", float64(len(file))/1e6, bare.sorted().at(.5)/1e3), target)
	}
	return nil
}
