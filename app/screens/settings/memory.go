package settings

import (
	"fmt"
	"math"
	"strings"

	"fyne.io/fyne/v2"

	"chartroom/app/actions"
	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
	"chartroom/quiz/srs"
)

// remembering is the widgets of the section Memory.
type remembering struct {
	retention *widgets.Number
	costNote  *note
	basis     *widgets.Text
	said      *widgets.Text
	published *widgets.Button
}

func (s *Screen) buildMemory() *section {
	m, r := &s.model, &s.remembering
	r.retention = widgets.Stepper(m.retention(), leastRetention, mostRetention, 1, "%",
		func(n int) { s.try(func() (actions.Done, error) { return m.setRetention(n) }) })
	r.costNote = newNote()
	r.basis, r.said = widgets.Muted(""), widgets.Caption("")
	r.published = widgets.QuietButton("Use the published weights", s.usePublished)
	return newSection("Memory", "How well you want to remember, and what foresees when you would forget.",
		noted("Aim to remember", r.retention, r.costNote),
		widgets.Column(theme.Space12,
			widgets.Column(theme.Space4, widgets.Body("What the schedule rests on"), r.basis, r.said),
			widgets.Flow(theme.Space12,
				widgets.SecondaryButton("Fit now", s.fit).WithKey("F"),
				widgets.SecondaryButton("Export the log", s.exportLog).WithKey("E"),
				r.published)))
}

func (s *Screen) drawMemory() {
	m, r := &s.model, &s.remembering
	r.retention.Set(m.retention())
	note := cost(m.act.Scheduler().Model, m.retention())
	if !m.planned() {
		work, err := m.workload()
		if err != nil {
			s.shell.Fail(err)
		}
		note += " " + work
	}
	r.costNote.set(strings.TrimSpace(note), false)
	basis, err := m.act.Basis(ctx())
	if err != nil {
		s.shell.Fail(err)
	}
	r.basis.SetText(basisSaid(basis))
	said := m.act.FitSaid()
	r.said.SetText(said)
	show(r.said, said != "" && basis.Own)
	r.published.SetEnabled(basis.Own)
}

// show shows or hides an object.
func show(o fyne.CanvasObject, on bool) {
	if on {
		o.Show()
	} else {
		o.Hide()
	}
}

// fit fits the memory model to the learner's log beside the window, and says
// what came of it.
func (s *Screen) fit() {
	act := s.model.act
	fit := act.Fit()
	s.shell.Run("Fitting the schedule to you", fit.Run, func(err error) {
		if !s.report(err) {
			return
		}
		done, err := act.FitDone(ctx(), fit)
		if !s.report(err) {
			return
		}
		s.shell.Did(done)
		if done.Label == "" {
			s.shell.Say(strings.TrimSpace(act.FitSaid() + " " + done.Say))
		}
		s.draw()
	})
}

// usePublished goes back to the published weights, beside the window.
func (s *Screen) usePublished() {
	run, receipt := s.model.act.PublishedWeights()
	s.shell.Run("Taking the published weights", run, func(err error) {
		if s.report(err) {
			s.shell.Do(func() (actions.Done, error) { return receipt(ctx()) })
		}
	})
}

// exportLog asks where to and writes the learner's answers there.
func (s *Screen) exportLog() {
	s.shell.SaveAs("chartroom-log.csv", "the log", s.exportLogTo)
}

func (s *Screen) exportLogTo(path string) {
	answers := 0
	s.shell.Run("Exporting the log", s.model.act.ExportLog(path, func(n int) { answers = n }), func(err error) {
		if s.report(err) {
			s.shell.Say(quiz.Count(answers, "answer") + " written to " + path + ".")
		}
	})
}

// work is the sentence about the work that a retention costs, and what it was
// worked out for.
type work struct {
	retention, newPerDay int
	model, said          string
}

// workload says what the retention in force costs.
func (m *model) workload() (string, error) {
	now := work{retention: m.retention(), newPerDay: m.act.NewPerDay(), model: m.act.Setting(quiz.SettingModel)}
	if was := m.work; was.said != "" && was == (work{now.retention, now.newPerDay, now.model, was.said}) {
		return was.said, nil
	}
	w, err := m.act.Workload(ctx(), m.act.Scheduler().Retention)
	if err != nil {
		return "", fmt.Errorf("work out the workload: %w", err)
	}
	now.said = workSaid(w, now.newPerDay)
	m.work = now
	return now.said, nil
}

// workSaid is a workload in words.
func workSaid(w quiz.Workload, newPerDay int) string {
	if w.Minutes == 0 {
		return "It costs nothing yet: there is nothing to review."
	}
	minutes := int(math.Ceil(w.Minutes))
	said := fmt.Sprintf("That is about %s a day over the next two months", span(minutes))
	if newPerDay > 0 {
		return said + fmt.Sprintf(", with up to %s a day.", quiz.Count(newPerDay, "new card"))
	}
	return said + ", without new cards."
}

// modelNames are what the memory models are called.
var modelNames = map[string]string{srs.FSRS6: "FSRS-6", srs.FSRS7: "FSRS-7"}

// basisSaid is what the schedule rests on, in words.
func basisSaid(b actions.Basis) string {
	name := modelNames[b.Model]
	switch {
	case b.Own && b.Checked > 0:
		return fmt.Sprintf("%s, fitted to you and last checked on %s.", name, quiz.Count(b.Checked, "answer"))
	case b.Own:
		return name + ", fitted to you."
	case b.Tests < srs.LeastItems:
		return fmt.Sprintf("%s with the published weights. A fit takes %d reviews on later days; there are %d so far.", name, srs.LeastItems, b.Tests)
	}
	return name + " with the published weights."
}
