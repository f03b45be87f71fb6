package actions

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"chartroom/quiz"
	"chartroom/quiz/srs"
	"chartroom/storage"
)

// What is remembered of the last fit, as settings.
const (
	settingFitted  = "fitted"   // how many answers the log held, and the moment of the last one in ms: "1180 1795440000000"
	settingFitSaid = "fit_said" // what came of it, in words
)

// Fit is a fit of the memory model to the learner's log on its way. Run may be
// called beside the window; it touches nothing of Actions but the store.
type Fit struct {
	Found srs.Fitted // once Run has returned nil
	Use   quiz.HardUse

	act     *Actions
	current quiz.Scheduler
	stamp   quiz.Stamp
	seen    int64 // ms
	size    int
	last    int64 // ms
}

// FitDue reports whether the log has grown enough for a fit.
func (a *Actions) FitDue(ctx context.Context) (bool, error) {
	size, err := a.Reader().LogSize(ctx)
	fitted, _ := a.fitted()
	return srs.Stale(fitted, size), err
}

// fitted is the size of the log at the last fit, and its last moment.
func (a *Actions) fitted() (size int, last int64) {
	first, second, _ := strings.Cut(a.settings[settingFitted], " ")
	size, _ = strconv.Atoi(first)
	last, _ = strconv.ParseInt(second, 10, 64)
	return size, last
}

// FitSaid is what came of the last fit, in words; "" if there was none.
func (a *Actions) FitSaid() string { return a.settings[settingFitSaid] }

// Fit prepares to fit the memory model to the learner's log.
func (a *Actions) Fit() *Fit {
	_, seen := a.fitted()
	return &Fit{act: a, current: a.scheduler, stamp: a.stamp(), seen: seen}
}

// Run reads the log, looks for weights that foresee it better, and saves them:
// every memory is then worked out anew, which may take a second.
func (f *Fit) Run(ctx context.Context, report func(done, total int)) error {
	watch := quiz.NewHardWatch(&f.current)
	log, err := f.act.log(ctx, func(r *storage.Review) {
		watch.Add(r.Question, quiz.Answered{At: r.At, Day: r.Day, Grade: r.Grade, Marked: r.Marked})
		if r.Grade != 0 {
			f.size++
			f.last = max(f.last, r.At.UnixMilli())
		}
	})
	if err != nil {
		return fmt.Errorf("fit the schedule: %w", err)
	}
	f.Use = watch.Use()
	f.Found, err = srs.Fit(ctx, log, f.current.Model, srs.FitOptions{Seen: f.seen, Report: report})
	if err != nil {
		return fmt.Errorf("fit the schedule: %w", err)
	}
	if f.Found.Outcome != srs.Better {
		return nil
	}
	if err := f.act.store.SetSetting(ctx, f.stamp, quiz.SettingModel, quiz.FormatModel(f.Found.After)); err != nil {
		return fmt.Errorf("fit the schedule: %w", err)
	}
	return nil
}

// FitDone notes what came of a fit that Run has ended. The receipt takes the
// new weights back; it has no label when nothing better was found.
func (a *Actions) FitDone(ctx context.Context, f *Fit) (Done, error) {
	said := f.Found.Summary()
	if _, err := a.Set(ctx, settingFitted, fmt.Sprintf("%d %d", f.size, f.last)); err != nil {
		return Done{}, err
	}
	if _, err := a.Set(ctx, settingFitSaid, said); err != nil {
		return Done{}, err
	}
	hard := ""
	if f.Use.Misused() && a.settings[quiz.SettingHardSaid] == "" {
		if _, err := a.Set(ctx, quiz.SettingHardSaid, a.Today().String()); err != nil {
			return Done{}, err
		}
		hard = hardAdvice
	}
	if f.Found.Outcome != srs.Better {
		return Done{Say: hard}, nil
	}
	return Done{Label: "fitting of the schedule", Say: strings.TrimSpace(said + " " + hard), Event: f.stamp.ID,
		Change: Change{Kind: quiz.EventSetting}}, nil
}

// hardAdvice is said once to a learner who grades forgotten cards Hard.
const hardAdvice = "You seem to grade Hard what you had forgotten. Hard means that you got it, with effort; if not, choose Again, or the card comes back too late."
