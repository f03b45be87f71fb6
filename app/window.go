package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime/debug"
	"time"

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"

	"chartroom/app/actions"
	"chartroom/app/screens/careers"
	"chartroom/app/screens/codes"
	"chartroom/app/screens/exam"
	"chartroom/app/screens/items"
	"chartroom/app/screens/library"
	"chartroom/app/screens/practice"
	"chartroom/app/screens/progress"
	"chartroom/app/screens/review"
	"chartroom/app/screens/settings"
	"chartroom/app/screens/today"
	"chartroom/app/shell"
	"chartroom/app/speech"
	"chartroom/assets"
	"chartroom/content"
	"chartroom/quiz"
	"chartroom/quiz/codebook"
	"chartroom/storage"
)

// The window's size when it opens, and the least it can be (UI.md).
var (
	windowSize  = fyne.NewSize(1280, 800)
	windowLeast = fyne.NewSize(960, 640)
)

// How often a backup is made if something has changed, and how often what
// nobody can see any more is removed. Neither begins while the window opens.
const (
	tick = time.Second // of what goes by the clock

	materialFirst = 3 * time.Second // a newer app's; a fresh file's comes at once
	materialEvery = 24 * time.Hour

	backupFirst = time.Minute
	backupEvery = 30 * time.Minute
	checkFirst  = 20 * time.Second // after an unclean end, then weekly
	tidyFirst   = 3 * time.Minute
	tidyEvery   = 24 * time.Hour
	memoryFirst = 1500 * time.Millisecond // what opening used and nothing needs any more
	memoryEvery = 5 * time.Minute
	fitFirst    = 90 * time.Second
	fitEvery    = time.Hour // if the log has grown enough
)

// openWindow opens the learner's file and shows the window until it is
// closed.
func openWindow(data, profile string, draw *rand.Rand) error {
	ctx := context.Background()
	collect := collectLater()
	opening := shell.Meanwhile(func() (*opened, error) { return openLearner(ctx, data, profile, draw) })
	fyneapp.SetMetadata(metadata)
	a := fyneapp.NewWithID(metadata.ID)
	w := a.NewWindow(metadata.Name)
	l, err := opening()
	if err != nil {
		return err
	}
	store, act := l.store, l.act
	defer store.Close()
	fresh := act.Setting(quiz.SettingExam) == ""
	var voice review.Voice
	if system := speech.System(); system != nil {
		voice = system
		defer system.Stop()
	}
	var jobs afterFirst
	s, err := furnish(a, w, act, jobs.run, voice)
	if err != nil {
		return err
	}
	defer s.Close()
	defer act.CloseBooks()
	if err := resumeExam(ctx, s, act); err != nil {
		return err
	}
	s.Every(tick, tick, s.Tick)
	s.Every(materialFirst, materialEvery, func() { bringMaterial(ctx, s, act) })
	s.Every(memoryFirst, memoryEvery, func() { s.Quietly(giveMemoryBack, s.Concern) })
	s.Every(backupFirst, backupEvery, func() { s.Quietly(act.BackupIfDue(), s.Concern) })
	s.Every(tidyFirst, tidyEvery, func() { s.Quietly(act.Tidy(), s.Concern) })
	s.Every(fitFirst, fitEvery, func() { fitIfDue(ctx, s, act) })
	if store.Unclean() {
		s.Every(checkFirst, 7*24*time.Hour, func() { s.Quietly(act.Check(), s.Concern) })
	}
	a.Lifecycle().SetOnStarted(func() {
		s.Next(func() {
			s.Next(func() { // the window is drawn
				if os.Getenv("CHARTROOM_FIRST_FRAME") != "" { // for `make bench`
					fmt.Println("first frame")
				}
				collect()
				w.SetIcon(fyne.NewStaticResource("icon.png", assets.IconPNG))
				jobs.begin(func() { s.Quietly(giveMemoryBack, s.Concern) })
				if fresh {
					bringFirst(ctx, s, act)
				}
			})
		})
	})
	w.ShowAndRun()
	return keepClock(ctx, act)
}

// afterFirst holds jobs back until the window is drawn: what plans the day or
// works out a chance takes nothing from the first frame.
type afterFirst struct {
	drawn   bool
	waiting []func()
	left    int // of those that waited, so many have not ended
	ended   func()
}

func (j *afterFirst) run(ctx context.Context, job shell.Job, show func(done, total int), then func(error)) {
	if j.drawn {
		shell.Background(ctx, job, show, then)
		return
	}
	j.left++
	j.waiting = append(j.waiting, func() {
		shell.Background(ctx, job, show, func(err error) {
			then(err)
			if j.left--; j.left == 0 {
				j.ended()
			}
		})
	})
}

// begin starts what waits; ended hears when all of it has ended.
func (j *afterFirst) begin(ended func()) {
	j.drawn, j.ended = true, ended
	for _, start := range j.waiting {
		start()
	}
	j.waiting = nil
}

// collectLater leaves memory uncollected until collect is called: what is made
// up to the first frame stays in use nearly all.
func collectLater() (collect func()) {
	before := debug.SetGCPercent(-1)
	return func() { debug.SetGCPercent(before) }
}

// giveMemoryBack collects what nothing needs any more and gives its memory to
// the system.
func giveMemoryBack(context.Context, func(done, total int)) error {
	debug.FreeOSMemory()
	return nil
}

// keepClock keeps what the last part of a second brought to an exam that goes
// on.
func keepClock(ctx context.Context, act *actions.Actions) error {
	sitting, err := act.Sitting(ctx)
	if err == nil && sitting != nil {
		_, err = act.Beat(ctx, sitting)
	}
	return err
}

// resumeExam shows the exam that is open, if one is: after a crash the learner
// is back where she was.
func resumeExam(ctx context.Context, s *shell.Shell, act *actions.Actions) error {
	open, err := act.Reader().OpenExams(ctx)
	if err == nil && len(open) > 0 {
		s.Go(exam.Name, nil)
	}
	return err
}

// fitIfDue fits the memory model to the learner once her log has grown enough,
// and says what that changes for her.
func fitIfDue(ctx context.Context, s *shell.Shell, act *actions.Actions) {
	due, err := act.FitDue(ctx)
	if err != nil || !due {
		s.Concern(err)
		return
	}
	fit := act.Fit()
	s.Quietly(fit.Run, func(err error) {
		if err != nil {
			s.Concern(err)
			return
		}
		done, err := act.FitDone(ctx, fit)
		s.Concern(err)
		s.Did(done)
		if done.Label == "" && done.Say != "" {
			s.Say(done.Say)
		}
	})
}

// opened is the learner's file, and the verbs that change it.
type opened struct {
	store *storage.Store
	act   *actions.Actions
}

// openLearner opens the learner's file and reads what the window needs first.
func openLearner(ctx context.Context, data, profile string, draw *rand.Rand) (*opened, error) {
	store, err := openProfile(data, profile, draw)
	if err != nil {
		return nil, err
	}
	act, err := actions.New(ctx, store, time.Now, draw)
	if err == nil {
		err = noteZone(ctx, act)
	}
	if err == nil {
		_, err = act.Counts(ctx) // the slowest of what Today shows at once; it is kept
	}
	if err != nil {
		store.Close()
		return nil, err
	}
	return &opened{store, act}, nil
}

// openProfile opens the learner's file, making it if it is not there.
func openProfile(data, profile string, draw *rand.Rand) (*storage.Store, error) {
	dir, err := storage.DataDir(data)
	if err != nil {
		return nil, err
	}
	return storage.Open(storage.ProfilePath(dir, profile), storage.Options{Now: time.Now(), Draw: draw})
}

// prepare brings the shipped material into the learner's file, and on a fresh
// one notes the time zone.
func prepare(ctx context.Context, act *actions.Actions) error {
	if err := noteZone(ctx, act); err != nil {
		return err
	}
	return act.SyncBuiltin(ctx)
}

// noteZone notes on a fresh file the time zone that study days follow from now
// on.
func noteZone(ctx context.Context, act *actions.Actions) error {
	if act.Setting(quiz.SettingZone) != "" {
		return nil
	}
	_, err := act.Set(ctx, quiz.SettingZone, zoneName())
	return err
}

// bringFirst brings the material into a fresh file, for which the first ten
// questions wait: it takes about a second, in which the learner says what she
// studies for.
func bringFirst(ctx context.Context, s *shell.Shell, act *actions.Actions) {
	material := act.Material()
	s.Run("Getting the cards and questions ready", material.Run, func(err error) {
		if err == nil {
			_, err = material.Done(ctx)
		}
		if err != nil && !errors.Is(err, context.Canceled) {
			s.Fail(err)
		}
		s.Tell(actions.Change{Kind: quiz.EventImport})
	})
}

// bringMaterial brings what a newer version of the app ships, beside the
// window.
func bringMaterial(ctx context.Context, s *shell.Shell, act *actions.Actions) {
	before, material := act.Reader().Edition(), act.Material()
	s.Quietly(material.Run, func(err error) {
		s.Concern(err)
		if err == nil {
			done, err := material.Done(ctx)
			s.Concern(err)
			s.Did(done)
		}
		if act.Reader().Edition() != before {
			s.Tell(actions.Change{Kind: quiz.EventImport})
		}
	})
}

// bookPane is the code books beside a question; what is opened there is told to
// the screen that shows the question.
func bookPane(s *shell.Shell) *codes.Pane {
	pane := codes.NewPane(s)
	pane.OnLookUp = func(set codebook.Set, code, part string) {
		s.LookedUp(quiz.LookUp{Set: string(set), Code: code, Part: quiz.BookPart(part)})
	}
	return pane
}

// furnish puts the theme and the screens into a window. voice may be nil.
func furnish(a fyne.App, w fyne.Window, act *actions.Actions, runner shell.Runner, voice review.Voice) (*shell.Shell, error) {
	blueprints, err := content.Blueprints()
	if err != nil {
		return nil, fmt.Errorf("read the blueprints: %w", err)
	}
	s := shell.New(w, act, runner)
	s.Add(today.New(s, blueprints), review.New(s).WithVoice(voice), practice.New(s, blueprints), exam.New(s), library.New(s, blueprints),
		codes.New(s), careers.New(s), progress.New(s, blueprints), settings.New(s, blueprints))
	s.AddBeside(items.New(s))
	s.AddCompanion(bookPane(s))
	settings.ApplyTheme(a, act)
	s.OnSetting(func(screen string) {
		if screen != "Settings" { // it follows by itself
			settings.ApplyTheme(a, act)
			s.Restyle()
		}
	})
	w.SetPadded(false)
	w.Resize(windowSize)
	s.Show()
	return s, nil
}
