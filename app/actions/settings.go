package actions

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"chartroom/quiz"
	"chartroom/quiz/srs"
	"chartroom/storage"
)

// SetNamed is Set whose receipt calls the setting by the name that the
// learner reads: undo then says what it takes back.
func (a *Actions) SetNamed(ctx context.Context, name, key, value string) (Done, error) {
	done, err := a.Set(ctx, key, value)
	if err == nil {
		done.Label = "change of " + name
	}
	return done, err
}

// File is what there is to know about the profile's file.
type File struct {
	Path   string
	Folder string // holds the file and its backups, and nothing of other profiles
	Size   int64  // bytes, with the log of what is not folded in yet
	Events int    // in the log
}

// File looks at the profile's file.
func (a *Actions) File(ctx context.Context) (File, error) {
	path := a.store.Path()
	f := File{Path: path, Folder: filepath.Dir(path)}
	for _, part := range []string{path, path + "-wal"} {
		info, err := os.Stat(part)
		if err == nil {
			f.Size += info.Size()
		} else if part == path {
			return f, fmt.Errorf("look at the file: %w", err)
		}
	}
	var err error
	f.Events, err = a.Reader().Events(ctx)
	return f, err
}

// Backups are the backups of the profile, the newest first.
func (a *Actions) Backups() ([]storage.BackupInfo, error) {
	return storage.Backups(a.store.Path())
}

// BackupNow returns the work of making a backup that the learner asked for;
// it may run beside the window.
func (a *Actions) BackupNow() func(ctx context.Context, report func(done, total int)) error {
	now := a.Now()
	return func(ctx context.Context, _ func(done, total int)) error {
		_, err := a.store.Backup(ctx, now, "manual")
		return err
	}
}

// Basis is what the schedule rests on.
type Basis struct {
	Model   string // the memory model's name: "fsrs6"
	Own     bool   // its weights were fitted to the learner
	Checked int    // how many answers the last fit went by; 0 = there was none
	Tests   int    // reviews on later days so far, at most srs.LeastItems; not counted when Own
}

// Basis says what the schedule rests on now.
func (a *Actions) Basis(ctx context.Context) (Basis, error) {
	b := Basis{Model: a.scheduler.Model.Name(), Own: strings.Contains(a.settings[quiz.SettingModel], " ")}
	b.Checked, _ = a.fitted()
	if b.Own {
		return b, nil
	}
	last := map[quiz.QuestionID]quiz.Day{}
	err := a.Reader().Reviews(ctx, func(r *storage.Review) error {
		if r.Grade == 0 { // reset: another card from now on, as in log
			delete(last, r.Question)
			return nil
		}
		if before, known := last[r.Question]; known && r.Day > before {
			if b.Tests++; b.Tests == srs.LeastItems {
				return errEnough
			}
		}
		last[r.Question] = r.Day
		return nil
	})
	if err != nil && b.Tests < srs.LeastItems {
		return b, fmt.Errorf("count the reviews: %w", err)
	}
	return b, nil
}

// errEnough ends the reading of a log that has told what was asked.
var errEnough = errors.New("enough")

// PublishedWeights returns the work of taking the published weights instead of
// those fitted to the learner, and its receipt once that is done. Every memory
// is worked out anew, which may take a second: run may be called beside the
// window.
func (a *Actions) PublishedWeights() (run func(ctx context.Context, report func(done, total int)) error, receipt func(context.Context) (Done, error)) {
	stamp := a.stamp()
	run = func(ctx context.Context, _ func(done, total int)) error {
		if err := a.store.SetSetting(ctx, stamp, quiz.SettingModel, ""); err != nil {
			return fmt.Errorf("use the published weights: %w", err)
		}
		return nil
	}
	return run, func(ctx context.Context) (Done, error) {
		return Done{Label: "published weights", Say: "The schedule rests on the published weights, until a fit finds better ones.", Event: stamp.ID,
			Change: Change{Kind: quiz.EventSetting}}, a.loadSettings(ctx)
	}
}

// workloadDays is how far ahead a workload looks: long enough for what is new
// to settle.
const workloadDays = 60

// Workload is what a retention costs over the next 60 days: of the questions met
// so far, and of as many new cards a day as the learner wants.
func (a *Actions) Workload(ctx context.Context, retention float64) (quiz.Workload, error) {
	supply, err := a.Reader().Supply(ctx, a.Now())
	if err != nil {
		return quiz.Workload{}, err
	}
	paces, err := a.examPaces(ctx)
	if err != nil {
		return quiz.Workload{}, err
	}
	in := quiz.ExamPlanInput{Today: a.Today(), Exam: a.Today(), Model: a.scheduler.Model, Domains: []quiz.ExamDomain{{ID: "all", Weight: 1}}}
	for _, s := range supply {
		if s.Progress.New() && !s.Kind.Card() {
			continue // met in practice, not day by day
		}
		in.Items = append(in.Items, quiz.ExamItem{ID: string(s.Question[:]), Memory: s.Progress.Memory,
			LastDay: min(s.Progress.LastDay, in.Today), // the clock may have been set back
			Seconds: paces[s.Kind].review, SecondsNew: paces[s.Kind].first})
	}
	return quiz.RetentionWorkload(in, retention, float64(a.NewPerDay()), workloadDays, 1)
}
