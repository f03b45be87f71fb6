package shell

// PlanDay plans the day beside the window, again if something was saved
// meanwhile, and then calls then on the window's goroutine. It shows nothing
// while it runs.
func (s *Shell) PlanDay(then func()) {
	work, take := s.act.Planning()
	s.Quietly(work, func(err error) {
		switch {
		case err != nil:
			s.Fail(err)
		case !take():
			s.PlanDay(then)
		default:
			then()
			s.Recount()
		}
	})
}
