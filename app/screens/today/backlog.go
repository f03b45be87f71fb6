package today

import (
	"chartroom/app/actions"
)

// spreadDays is how many days a backlog is spread over.
const spreadDays = 7

// backlogged reports whether more reviews are due than today has time for. The
// plan to the exam day needs no spreading: it chooses anew each day.
func (m *model) backlogged() bool { return m.plan.Exam == nil && m.plan.LeftOut > 0 }

// spread lays what is due out over a week, after saying what that costs.
func (s *Screen) spread() {
	if !s.m.backlogged() {
		s.shell.Say("There is no backlog: what is due fits into today.")
		return
	}
	b, err := s.m.act.Backlog(ctx(), spreadDays)
	if err != nil {
		s.shell.Fail(err)
		return
	}
	s.shell.Ask("Spread the backlog?", "It becomes "+b.String()+" What loses most by waiting comes first. Ctrl Z takes it back.", "Spread", func() {
		s.shell.Do(func() (actions.Done, error) { return s.m.act.SpreadBacklog(ctx(), &b) })
	})
}
