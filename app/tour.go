package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"chartroom/app/actions"
	"chartroom/app/learner"
	"chartroom/app/shell"
	"chartroom/app/uitest"
	"chartroom/quiz"
	"chartroom/storage"
)

// The tour's learner: fixed clock, fixed seed, so that the same code draws
// the same pictures.
var tourNow = time.Date(2026, 11, 22, 18, 0, 0, 0, mustZone("America/New_York"))

const (
	tourSeed = 2026
	tourDays = 90
)

func mustZone(name string) *time.Location {
	z, err := time.LoadLocation(name)
	if err != nil {
		panic(err) // time/tzdata is compiled in
	}
	return z
}

// look is one way to draw every screen.
type look struct{ name, variant, scale string }

var looks = []look{
	{"light", "light", "1"}, {"dark", "dark", "1"},
	{"light-200", "light", "2"}, {"dark-200", "dark", "2"},
}

// tour draws every screen in every look into dir, without a display, and
// returns the pictures' paths.
func tour(dir string, report func(done, total int)) ([]string, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	scratch, err := os.MkdirTemp("", "chartroom-tour-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(scratch)
	if err := live(scratch); err != nil {
		return nil, fmt.Errorf("live through %d days: %w", tourDays, err)
	}
	var pictures []string
	for _, l := range looks {
		for _, in := range []past{fresh, lived, cards} {
			err := walk(scratch, l, in, func(name string, w fyne.Window) error {
				path := filepath.Join(dir, fmt.Sprintf("%s-%s.png", name, l.name))
				pictures = append(pictures, path)
				report(len(pictures), len(looks)*len(stops))
				return uitest.Capture(w, path)
			})
			if err != nil {
				return nil, fmt.Errorf("%s: %w", l.name, err)
			}
		}
	}
	return pictures, nil
}

// live makes the two profiles: one fresh, one with the history of a learner
// who has studied for tourDays.
func live(scratch string) error {
	ctx := context.Background()
	clock := learner.NewClock(tourNow)
	draw := rand.New(rand.NewPCG(tourSeed, 1))
	return with(ctx, filepath.Join(scratch, "lived.db"), clock, draw, func(act *actions.Actions) error {
		for _, s := range [][2]string{{quiz.SettingZone, tourNow.Location().String()}, {quiz.SettingExam, "rhit"},
			{quiz.SettingExamDate, "2027-01-18"}, {quiz.SettingMinutes, "45"}} {
			if _, err := act.Set(ctx, s[0], s[1]); err != nil {
				return err
			}
		}
		if err := act.SyncBuiltin(ctx); err != nil {
			return err
		}
		student := learner.Student{Act: act, Clock: clock, Draw: draw, Exam: "rhit"}
		return student.Study(ctx, tourDays)
	})
}

// with opens a profile for do and closes it again.
func with(ctx context.Context, path string, clock *learner.Clock, draw *rand.Rand, do func(*actions.Actions) error) error {
	store, err := storage.Open(path, storage.Options{Now: clock.Now(), Draw: draw})
	if err != nil {
		return err
	}
	defer store.Close()
	act, err := actions.New(ctx, store, clock.Now, draw)
	if err != nil {
		return err
	}
	return do(act)
}

// walk goes through the stops of one kind of profile in one look, on a copy
// of it, and shows each to take.
func walk(scratch string, l look, in past, take func(name string, w fyne.Window) error) error {
	ctx := context.Background()
	dir, err := os.MkdirTemp(scratch, "walk-")
	if err != nil {
		return err
	}
	path := filepath.Join(dir, "chartroom.db")
	if in == lived {
		b, err := os.ReadFile(filepath.Join(scratch, "lived.db"))
		if err != nil {
			return err
		}
		if err := os.WriteFile(path, b, 0o600); err != nil {
			return err
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "HIM 1110 unit 4.gift"), []byte(tourImport), 0o600); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "HIM 1110 midterm.csv"), []byte(tourAnswers()), 0o600); err != nil {
		return err
	}
	clock := learner.NewClock(tourNow)
	return with(ctx, path, clock, rand.New(rand.NewPCG(tourSeed, 2)), func(act *actions.Actions) error {
		for _, s := range [][2]string{{quiz.SettingVariant, l.variant}, {quiz.SettingTextScale, l.scale}} {
			if _, err := act.Set(ctx, s[0], s[1]); err != nil {
				return err
			}
		}
		if err := prepare(ctx, act); err != nil {
			return err
		}
		a := test.NewApp()
		defer a.Quit()
		w := a.NewWindow(metadata.Name)
		defer w.Close()
		s, err := furnish(a, w, act, shell.RunNow, nil)
		if err != nil {
			return err
		}
		defer s.Close()
		g := &guide{w: w, shell: s, dir: dir, act: act, clock: clock}
		for i, stop := range stops {
			if stop.in != in {
				continue
			}
			clock.Pass(9 * time.Second)
			stop.visit(g)
			if err := take(fmt.Sprintf("%02d-%s", i+1, stop.name), w); err != nil {
				return err
			}
		}
		return nil
	})
}
