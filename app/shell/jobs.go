package shell

import (
	"context"
	"errors"
	"time"

	"fyne.io/fyne/v2"
)

// Job is work that may take longer than a frame. It hears of being cancelled
// through ctx and may call report as often as it likes; done and total are in
// the same unit, total 0 when it is not known. It must not touch widgets.
type Job func(ctx context.Context, report func(done, total int)) error

// Runner starts a job and later calls then on the window's goroutine. show
// hears of progress, also there. This file is the only place in the app with
// goroutines and fyne.Do.
type Runner func(ctx context.Context, job Job, show func(done, total int), then func(error))

// redrawEvery is how often progress is drawn at most (Anki throttles at 0.1 s
// too).
const redrawEvery = 100 * time.Millisecond

// Background runs the job beside the window.
func Background(ctx context.Context, job Job, show func(done, total int), then func(error)) {
	var last time.Time
	report := func(done, total int) {
		if now := time.Now(); now.Sub(last) >= redrawEvery {
			last = now
			fyne.Do(func() { show(done, total) })
		}
	}
	go func() {
		err := job(ctx, report)
		fyne.Do(func() { then(err) })
	}()
}

// Meanwhile begins f and returns at once; wait waits for what it gives.
func Meanwhile[T any](f func() (T, error)) (wait func() (T, error)) {
	type result struct {
		is  T
		err error
	}
	done := make(chan result, 1)
	go func() {
		is, err := f()
		done <- result{is, err}
	}()
	return func() (T, error) { r := <-done; return r.is, r.err }
}

// RunNow runs the job at once on the caller, for tests and the tour: the test
// driver has no goroutine of its own to come back to.
func RunNow(ctx context.Context, job Job, show func(done, total int), then func(error)) {
	then(job(ctx, show))
}

// running is the job that the window waits for, if any.
type running struct {
	label  string
	cancel context.CancelFunc
}

// Run does a job under a label, with progress and Cancel in the status bar,
// and calls then with its error on the window's goroutine. A cancelled job
// is not a failure: then hears context.Canceled and nothing is reported. One
// job runs at a time; a second is refused with a sentence.
func (s *Shell) Run(label string, job Job, then func(error)) {
	if s.job != nil {
		s.Say("Wait for “" + s.job.label + "” to end, or cancel it.")
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	s.job = &running{label: label, cancel: cancel}
	s.status.begin(cancel)
	s.status.working(label, 0, 0)
	s.runner(ctx, job, func(done, total int) {
		if s.job != nil {
			s.status.working(label, done, total)
		}
	}, func(err error) {
		cancel()
		s.job = nil
		s.status.idle()
		if errors.Is(err, context.Canceled) {
			s.Say(label + ": cancelled. Nothing was changed.")
		}
		then(err)
	})
}

// Quietly does a job that the learner did not ask for, such as a backup. It
// shows nothing while it runs.
func (s *Shell) Quietly(job Job, then func(error)) {
	s.runner(s.background, job, func(int, int) {}, then)
}

// Next calls do when the window has drawn what was asked of it so far.
func (s *Shell) Next(do func()) { fyne.Do(do) }

// Every calls do on the window's goroutine after the first wait and then again
// and again until the window closes. Tests never call it.
func (s *Shell) Every(first, wait time.Duration, do func()) {
	go func() {
		timer := time.NewTimer(first)
		defer timer.Stop()
		for {
			select {
			case <-s.background.Done():
				return
			case <-timer.C:
				fyne.Do(do)
				timer.Reset(wait)
			}
		}
	}()
}
