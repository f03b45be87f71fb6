package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"chartroom/app/actions"
	"chartroom/app/screens/review"
	"chartroom/app/shell"
	"chartroom/app/theme"
	"chartroom/app/uitest"
	"chartroom/storage"
	"chartroom/storage/storagetest"
)

// answers is how many grades are given, alone.
const answers = 1000

// answer measures from a key press to the next question laid out on the
// screen, with the answer on disk in between: alone, and while an import of
// as many questions as the profile holds runs. The floor is one append of
// 4 KiB with fsync on the same disk.
func (b *bench) answer() error {
	dir, err := b.profile(b.big)
	if err != nil {
		return err
	}
	floor, err := appends(dir)
	if err != nil {
		return err
	}
	return with(dir, func(store *storage.Store, act *actions.Actions) error {
		a := test.NewApp()
		defer a.Quit()
		a.Settings().SetTheme(theme.New(theme.Options{}))
		w := a.NewWindow("bench")
		s := shell.New(w, act, shell.RunNow)
		s.Add(review.New(s))
		w.SetPadded(false)
		w.Resize(fyne.NewSize(1280, 800))
		s.Show()
		alone, err := grade(w, func(i int) bool { return i < answers })
		if err != nil {
			return err
		}
		alone.sorted()
		say("key to durable to next question, p99", alone.at(.99), "ms", fmt.Sprintf("%s; append + fsync %s", alone, floor), 16)

		bank := storagetest.Bank("bench-import", b.big.questions, 99)
		imp := act.Import(bank)
		done := make(chan error, 1)
		go func() { done <- imp.Run(context.Background(), func(int, int) {}) }()
		ended := false
		during, err := grade(w, func(int) bool {
			select {
			case err = <-done:
				ended = true
			default:
			}
			return !ended
		})
		if err != nil {
			return err
		}
		during.sorted()
		say(fmt.Sprintf("the same while %d questions are imported, p99", b.big.questions), during.at(.99), "ms", fmt.Sprintf("%s, %d answers", during, len(during)), 50)
		_, err = act.Undo(context.Background(), imp.Done())
		return err
	})
}

// grade answers what is due by keys for as long as more says, and times each
// last key of an answer.
func grade(w fyne.Window, more func(i int) bool) (spread, error) {
	var times spread
	for i := 0; more(i); i++ {
		if uitest.HasText(w, "Nothing is due") {
			return nil, fmt.Errorf("nothing is due after %d answers", i)
		}
		if uitest.HasText(w, "Show answer") {
			key(w, fyne.KeySpace)
			began := time.Now()
			w.Canvas().OnTypedRune()('3')
			times = append(times, time.Since(began))
			continue
		}
		w.Canvas().OnTypedRune()('a')
		for range 2 { // marked, saved and explained; then the next question
			began := time.Now()
			key(w, fyne.KeyReturn)
			times = append(times, time.Since(began))
		}
	}
	return times, nil
}

// key presses a key as the window's driver does.
func key(w fyne.Window, name fyne.KeyName) { w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: name}) }

// appends is the floor: what an fsync costs here.
func appends(dir string) (spread, error) {
	f, err := os.Create(filepath.Join(dir, "floor"))
	if err != nil {
		return nil, err
	}
	defer os.Remove(f.Name())
	defer f.Close()
	var times spread
	block := make([]byte, 4096)
	for range 500 {
		began := time.Now()
		if _, err := f.Write(block); err != nil {
			return nil, err
		}
		if err := f.Sync(); err != nil {
			return nil, err
		}
		times = append(times, time.Since(began))
	}
	return times, nil
}
