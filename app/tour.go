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

// stop is one picture of the tour: what it is called and how to get there
// from the picture before.
type stop struct {
	name  string
	fresh bool // with a profile that has never been used
	visit func(*guide)
}

// guide drives the window by keys, as a learner would.
type guide struct {
	w     fyne.Window
	shell *shell.Shell
	dir   string // scratch, for a file to import
}

func (g *guide) rune(r rune)             { uitest.Type(g.w, r) }
func (g *guide) key(k fyne.KeyName)      { uitest.Key(g.w, k) }
func (g *guide) screen(k fyne.KeyName)   { uitest.Shortcut(g.w, k, fyne.KeyModifierShortcutDefault) }
func (g *guide) typed(s string)          { uitest.TypeString(g.w, s) }
func (g *guide) open(name string, a any) { g.shell.Go(name, a) }

// stops are the pictures, in order.
var stops = []stop{
	{"first-run", true, func(*guide) {}},
	{"first-run-date", true, func(g *guide) { g.key(fyne.KeyReturn) }},
	{"first-run-taster", true, func(g *guide) { g.key(fyne.KeyReturn); g.key(fyne.KeyReturn); g.key(fyne.KeyReturn) }},
	{"empty-review", true, func(g *guide) { g.screen(fyne.Key2) }},
	{"empty-progress", true, func(g *guide) { g.screen(fyne.Key5) }},
	{"today", false, func(*guide) {}},
	{"review-question", false, func(g *guide) { g.screen(fyne.Key2) }},
	{"review-answer", false, func(g *guide) { g.key(fyne.KeySpace) }},
	{"practice-builder", false, func(g *guide) { g.screen(fyne.Key3) }},
	{"practice-question", false, func(g *guide) { g.key(fyne.KeyReturn); g.rune('b'); g.rune('s') }},
	{"practice-marked", false, func(g *guide) { g.key(fyne.KeyReturn) }},
	{"practice-result", false, func(g *guide) {
		for range 9 {
			g.key(fyne.KeyReturn)
			g.rune('a')
			g.key(fyne.KeyReturn)
		}
		g.key(fyne.KeyReturn)
	}},
	{"library", false, func(g *guide) { g.screen(fyne.Key4) }},
	{"library-search", false, func(g *guide) { g.rune('/'); g.typed("accounting of dis") }},
	{"library-question", false, func(g *guide) { g.key(fyne.KeyReturn); g.key(fyne.KeyReturn) }},
	{"library-import", false, func(g *guide) { g.open("Library", filepath.Join(g.dir, "HIM 1110 unit 4.gift")) }},
	{"progress", false, func(g *guide) { g.screen(fyne.Key5) }},
	{"settings", false, func(g *guide) { g.screen(fyne.Key6) }},
	{"keys", false, func(g *guide) { g.screen(fyne.Key2); g.rune('?') }},
	{"find", false, func(g *guide) { g.key(fyne.KeyEscape); g.screen(fyne.KeyK); g.typed("priv") }},
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
		for _, fresh := range []bool{true, false} {
			err := walk(scratch, l, fresh, func(name string, w fyne.Window) error {
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
func walk(scratch string, l look, fresh bool, take func(name string, w fyne.Window) error) error {
	ctx := context.Background()
	dir, err := os.MkdirTemp(scratch, "walk-")
	if err != nil {
		return err
	}
	path := filepath.Join(dir, "chartroom.db")
	if !fresh {
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
		s, err := furnish(a, w, act, shell.RunNow)
		if err != nil {
			return err
		}
		defer s.Close()
		g := &guide{w: w, shell: s, dir: dir}
		for i, stop := range stops {
			if stop.fresh != fresh {
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

// tourImport is an instructor's file with the mistakes that such files have.
const tourImport = `// Unit 4: privacy and the record
$CATEGORY: Unit 4/Privacy

::Legal health record::Which record does a hospital disclose on a valid request?{
	~=The legal health record
	~The audit log
	~The draft note
}

::Retention of minors' records::How long are records of minors kept?{
	~Until discharge
	~Until the age of majority plus the limitation period
}

::Error rate::What is the coding error rate when 3 of 60 codes are wrong?{#0,05:0,001}

::Minimum necessary::Minimum necessary applies to treatment disclosures.{false}

::Designated record set::Which of these belong to the designated record set?{
	~%50%Billing records#They are used to make decisions about the person.
	~%50%Medical records
	~%-100%Peer review files
}
`
