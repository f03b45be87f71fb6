package storage_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"chartroom/quiz"
	"chartroom/quiz/srs"
	"chartroom/storage"
	"chartroom/storage/storagetest"
)

// answered is a student's profile in which questions 0 to n-1 were answered
// once, good, one a second.
func answered(t *testing.T, n int) (st *student, ids []quiz.QuestionID) {
	st = newStudent(t, 77)
	for i := range st.bank.Questions {
		ids = append(ids, st.bank.Questions[i].ID)
	}
	for _, q := range ids[:n] {
		st.give(q, srs.Good)
	}
	return st, ids
}

// give answers a question now, as one that the app marks.
func (st *student) give(q quiz.QuestionID, g srs.Grade) quiz.Attempt {
	st.t.Helper()
	sch := must1(st.r.Scheduler(ctx))(st.t)
	a := storagetest.Attempt(st.stamps.Next(), sch, q, must1(st.r.Progress(ctx, q))(st.t), g)
	must(st.t, st.s.SaveAttempt(ctx, a))
	return a
}

func (st *student) today() quiz.Day { return st.stamps.Days.Of(st.stamps.At) }

// due is what Due gives, and Counts, DueAll and the filter must say the same.
func (st *student) due(at time.Time) []quiz.QuestionID {
	st.t.Helper()
	var ids, all []quiz.QuestionID
	for _, d := range must1(st.r.Due(ctx, at, 1000))(st.t) {
		ids = append(ids, d.Question)
	}
	for _, w := range must1(st.r.DueAll(ctx, at, ""))(st.t) {
		all = append(all, w.Question)
	}
	c := must1(st.r.Counts(ctx, at, st.stamps.Days.Of(at)))(st.t)
	filtered := must1(st.r.CountFilter(ctx, storage.Filter{State: storage.StateDue, Now: at}))(st.t)
	fresh := must1(st.r.Fresh(ctx, storage.Filter{Now: at}, 1000))(st.t)
	if len(ids) != c.Due+c.Learning || len(ids) != filtered || len(fresh) != c.New || !equalSets(ids, all) {
		st.t.Fatalf("due %d, all %d, filter %d, new %d, counts %+v", len(ids), len(all), filtered, len(fresh), c)
	}
	return ids
}

func equalSets(a, b []quiz.QuestionID) bool {
	order := func(x, y quiz.QuestionID) int { return slices.Compare(x[:], y[:]) }
	return slices.Equal(slices.SortedFunc(slices.Values(a), order), slices.SortedFunc(slices.Values(b), order))
}

func TestBuriedQuestionsComeBackWhenTheirDayBegins(t *testing.T) {
	st, ids := answered(t, 12)
	later := st.stamps.At.AddDate(0, 0, 40)
	day := st.stamps.Days.Of(later)
	stamp := st.stamps.Next()
	must(t, st.s.SetBuried(ctx, stamp, ids[10:12], day+1))
	if due := st.due(later); len(due) != 10 || slices.Contains(due, ids[10]) {
		t.Fatalf("due %v", due)
	}
	begins := st.stamps.Days.Start(day + 1)
	if due := st.due(begins.Add(-time.Millisecond)); len(due) != 10 {
		t.Errorf("%d due just before the day", len(due))
	}
	if due := st.due(begins); len(due) != 12 {
		t.Errorf("%d due when the day begins", len(due))
	}
	if n := must1(st.r.CountFilter(ctx, storage.Filter{State: storage.StateBuried, Now: later}))(t); n != 2 {
		t.Errorf("%d are listed as buried", n)
	}
	if m := must1(st.r.Marks(ctx, ids[10]))(t); m.Buried != day+1 {
		t.Errorf("marks %+v", m)
	}
	must(t, st.s.SetBuried(ctx, st.stamps.Next(), ids[10:11], 0))
	if due := st.due(later); len(due) != 11 {
		t.Errorf("%d due after one was dug up", len(due))
	}
	if err := st.s.Undo(ctx, st.stamps.Next(), stamp.ID); !errors.Is(err, storage.ErrChanged) {
		t.Errorf("undo under a newer one: %v", err)
	}
	agreed(t, st.s)
}

func TestNextDueKnowsWhatIsBuried(t *testing.T) {
	st, ids := answered(t, 1)
	p := must1(st.r.Progress(ctx, ids[0]))(t)
	must(t, st.s.SetBuried(ctx, st.stamps.Next(), ids[:1], p.DueDay+9))
	if next := must1(st.r.NextDue(ctx, st.stamps.At))(t); !next.Equal(st.stamps.Days.Start(p.DueDay + 9)) {
		t.Errorf("next due %v", next)
	}
	// One that is buried for less long than it waits comes when it is due.
	must(t, st.s.SetBuried(ctx, st.stamps.Next(), ids[:1], st.today()+1))
	if next := must1(st.r.NextDue(ctx, st.stamps.At))(t); !next.Equal(p.Due) {
		t.Errorf("next due %v, not %v", next, p.Due)
	}
}

// The bank's first nine questions are three families of three.
func TestAnAnswerBuriesItsSiblingsForTheDay(t *testing.T) {
	st, ids := answered(t, 12)
	st.stamps.At = st.stamps.At.AddDate(0, 0, 40)
	if due := st.due(st.stamps.At); len(due) != 12 {
		t.Fatalf("%d due", len(due))
	}
	a := st.give(ids[0], srs.Good)
	due := st.due(st.stamps.At)
	if len(due) != 9 || slices.Contains(due, ids[1]) || slices.Contains(due, ids[2]) {
		t.Fatalf("due %v", due)
	}
	if due := st.due(st.stamps.At.AddDate(0, 0, 1)); !slices.Contains(due, ids[1]) {
		t.Error("a sibling waits longer than a day")
	}
	// The learner may take one back, and undo that.
	stamp := st.stamps.Next()
	must(t, st.s.SetBuried(ctx, stamp, ids[1:2], st.today()))
	if due := st.due(st.stamps.At); len(due) != 10 {
		t.Errorf("%d due after one was dug up", len(due))
	}
	must(t, st.s.Undo(ctx, st.stamps.Next(), stamp.ID))
	must(t, st.s.SetSetting(ctx, st.stamps.Next(), quiz.SettingBury, "off"))
	if due := st.due(st.stamps.At); len(due) != 11 {
		t.Errorf("%d due without burying", len(due))
	}
	must(t, st.s.SetSetting(ctx, st.stamps.Next(), quiz.SettingBury, ""))
	must(t, st.s.Undo(ctx, st.stamps.Next(), a.ID))
	if due := st.due(st.stamps.At); len(due) != 12 {
		t.Errorf("%d due after the answer was undone", len(due))
	}
	agreed(t, st.s)
}

func TestASiblingInALearningStepIsNotBuried(t *testing.T) {
	st, ids := answered(t, 12)
	st.stamps.At = st.stamps.At.AddDate(0, 0, 40)
	st.give(ids[0], srs.Again) // waits ten minutes
	st.give(ids[1], srs.Good)
	due := st.due(st.stamps.At.Add(20 * time.Minute))
	if !slices.Contains(due, ids[0]) || slices.Contains(due, ids[2]) {
		t.Errorf("due %v", due)
	}
	if got := must1(st.r.Siblings(ctx, ids[0]))(t); !slices.Equal(got, ids[1:3]) {
		t.Errorf("siblings %v", got)
	}
	if got := must1(st.r.SiblingDays(ctx, ids[0]))(t); len(got) != 2 {
		t.Errorf("days %v", got)
	}
	if got := must1(st.r.Siblings(ctx, ids[9]))(t); len(got) != 0 {
		t.Errorf("siblings of one without a family: %v", got)
	}
}

func TestAnotherDayMovesTheDayAlone(t *testing.T) {
	st, ids := answered(t, 3)
	st.give(ids[0], srs.Again)
	before := must1(st.r.Progress(ctx, ids[0]))(t)
	if !before.Learning() {
		t.Fatal("not learning")
	}
	stamp := st.stamps.Next()
	must(t, st.s.SpreadDue(ctx, stamp, ids[:3], []quiz.Day{st.today() + 5, st.today() + 6, st.today() + 7}))
	for i, q := range ids[:3] {
		p := must1(st.r.Progress(ctx, q))(t)
		if p.DueDay != st.today()+5+quiz.Day(i) || !p.Due.Equal(st.stamps.Days.Start(p.DueDay)) || p.Learning() {
			t.Errorf("%d: due %v on %v, step %d", i, p.Due, p.DueDay, p.Step)
		}
		if i == 0 && (p.Memory != before.Memory || p.Reps != before.Reps || p.Lapses != before.Lapses) {
			t.Errorf("progress %+v, was %+v", p, before)
		}
	}
	if err := st.s.SetDue(ctx, st.stamps.Next(), ids[3:4], 1); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("a new question got a day: %v", err)
	}
	if err := st.s.SetDue(ctx, st.stamps.Next(), []quiz.QuestionID{ids[0], ids[0]}, 1); err == nil {
		t.Error("a question was moved twice at once")
	}
	must(t, st.s.Undo(ctx, st.stamps.Next(), stamp.ID))
	if p := must1(st.r.Progress(ctx, ids[0]))(t); !p.Equal(before) {
		t.Errorf("after undo %+v, was %+v", p, before)
	}
	agreed(t, st.s)
}

func TestAnswersUnderAMoveStay(t *testing.T) {
	for name, move := range map[string]func(*student, quiz.Stamp, []quiz.QuestionID) error{
		"another day": func(st *student, stamp quiz.Stamp, ids []quiz.QuestionID) error {
			return st.s.SetDue(ctx, stamp, ids, stamp.Day+9)
		},
		"a reset": func(st *student, stamp quiz.Stamp, ids []quiz.QuestionID) error { return st.s.Reset(ctx, stamp, ids) },
	} {
		t.Run(name, func(t *testing.T) {
			st, ids := answered(t, 2)
			a := st.give(ids[0], srs.Good)
			stamp := st.stamps.Next()
			must(t, move(st, stamp, ids[:2]))
			if err := st.s.Undo(ctx, st.stamps.Next(), a.ID); !errors.Is(err, storage.ErrChanged) {
				t.Errorf("an answer was taken from under it: %v", err)
			}
			b := st.give(ids[1], srs.Good)
			if err := st.s.Undo(ctx, st.stamps.Next(), stamp.ID); !errors.Is(err, storage.ErrChanged) {
				t.Errorf("it was taken from under an answer: %v", err)
			}
			must(t, st.s.Undo(ctx, st.stamps.Next(), b.ID))
			must(t, st.s.Undo(ctx, st.stamps.Next(), stamp.ID))
			must(t, st.s.Undo(ctx, st.stamps.Next(), a.ID))
			agreed(t, st.s)
		})
	}
}

func TestAResetQuestionIsNewAndItsDaysStay(t *testing.T) {
	st, ids := answered(t, 3)
	before := dump(t, st.s.Path(), "day_count", "topic_count")
	must(t, st.s.Reset(ctx, st.stamps.Next(), ids[:1]))
	if p := must1(st.r.Progress(ctx, ids[0]))(t); p != (quiz.Progress{}) {
		t.Errorf("progress %+v", p)
	}
	if d := difference(before, dump(t, st.s.Path(), "day_count", "topic_count")); d != "" {
		t.Error(d)
	}
	if n := len(must1(st.r.Attempts(ctx, ids[0]))(t)); n != 1 {
		t.Errorf("%d answers are left in the log", n)
	}
	first := must1(st.r.Attempts(ctx, ids[1]))(t)[0]
	again := st.give(ids[0], srs.Good)
	if again.After.Memory != first.After.Memory || again.After.Reps != 1 {
		t.Errorf("after a reset %+v, the first time %+v", again.After, first.After)
	}
	// Another model recalls what came after the reset, and nothing before.
	must(t, st.s.SetSetting(ctx, st.stamps.Next(), quiz.SettingModel, srs.FSRS7))
	sch := must1(st.r.Scheduler(ctx))(t)
	want := sch.Remember(quiz.Progress{}, quiz.Answered{At: again.At, Day: again.Day, Grade: again.Grade})
	if p := must1(st.r.Progress(ctx, ids[0]))(t); p.Memory != want {
		t.Errorf("memory %+v, not %+v", p.Memory, want)
	}
	agreed(t, st.s)
}

func TestAnotherModelRecallsEveryMemoryAndMovesNoDay(t *testing.T) {
	st := newStudent(t, 78)
	for range 120 {
		st.give(st.question(), srs.Grades[st.draw.IntN(4)])
		st.stamps.At = st.stamps.At.Add(time.Duration(st.draw.IntN(40)) * time.Hour)
	}
	whole := dump(t, st.s.Path(), dumped...)
	stamp := st.stamps.Next()
	must(t, st.s.SetSetting(ctx, stamp, quiz.SettingModel, srs.FSRS7))
	sch := must1(st.r.Scheduler(ctx))(t)
	for _, q := range st.bank.Questions {
		history := must1(st.r.Attempts(ctx, q.ID))(t)
		var want quiz.Progress
		for _, a := range history {
			want.Memory = sch.Remember(want, quiz.Answered{At: a.At, Day: a.Day, Grade: a.Grade})
			want.Last, want.LastDay, want.Reps = a.At, a.Day, want.Reps+1
		}
		p, last := must1(st.r.Progress(ctx, q.ID))(t), history[len(history)-1]
		if p.Memory != want.Memory || p.Memory.Fast == 0 {
			t.Errorf("memory %+v, not %+v", p.Memory, want.Memory)
		}
		if p.Memory = last.After.Memory; !p.Equal(last.After) {
			t.Errorf("progress %+v, was %+v", p, last.After)
		}
	}
	a := st.give(st.question(), srs.Good) // by the new model
	agreed(t, st.s)
	must(t, st.s.Undo(ctx, st.stamps.Next(), stamp.ID))
	agreed(t, st.s)
	must(t, st.s.Undo(ctx, st.stamps.Next(), a.ID))
	if d := difference(whole, dump(t, st.s.Path(), dumped...)); d != "" {
		t.Error(d)
	}
}

func TestAFinishedSessionTakesNoAnswer(t *testing.T) {
	st := newStudent(t, 79)
	must(t, st.start(st.stamps.Next()))
	session := st.sessions[0]
	finish := st.stamps.Next()
	must(t, st.s.FinishSession(ctx, finish, session.ID))
	a := st.attempt(session.Queue[0].Question)
	a.Session = session.ID
	if err := st.s.SaveAttempt(ctx, a); !errors.Is(err, storage.ErrChanged) {
		t.Errorf("error %v", err)
	}
	must(t, st.s.Undo(ctx, st.stamps.Next(), finish.ID))
	must(t, st.s.SaveAttempt(ctx, a))
}

func TestOnlyDaysInTheRangeCanBeChosen(t *testing.T) {
	st, ids := answered(t, 1)
	st.stamps.At = st.stamps.At.AddDate(0, 0, 30)
	sch := must1(st.r.Scheduler(ctx))(t)
	before := must1(st.r.Progress(ctx, ids[0]))(t)
	try := func(days int) error {
		a := storagetest.Attempt(st.stamps.Next(), sch, ids[0], before, srs.Good)
		a.Interval = days
		a.After = sch.After(ids[0], before, quiz.Answered{At: a.At, Day: a.Day, Grade: a.Grade, Marked: true, Interval: days})
		return st.s.SaveAttempt(ctx, a)
	}
	low, high := srs.FuzzRange(sch.Model.Interval(sch.Remember(before, quiz.Answered{At: st.stamps.At, Day: st.today(), Grade: srs.Good}), sch.Retention))
	for _, days := range []int{-1, 1, low - 3, high * 3} {
		if err := try(days); !errors.Is(err, storage.ErrSchedule) {
			t.Errorf("%d days, with %d to %d allowed: %v", days, low, high, err)
		}
	}
	must(t, try(high))
	if p := must1(st.r.Progress(ctx, ids[0]))(t); p.DueDay != st.today()+quiz.Day(high) {
		t.Errorf("due on %v", p.DueDay)
	}
	if a := must1(st.r.Attempts(ctx, ids[0]))(t); a[1].Interval != high || a[1].After.DueDay != st.today()+quiz.Day(high) {
		t.Errorf("history %+v", a[1])
	}
	agreed(t, st.s)
}

func TestReviewsAreTheLogWithoutWhatWasTakenBack(t *testing.T) {
	st := newStudent(t, 80)
	for range 150 {
		id, err := st.act()
		if err == nil && st.draw.IntN(4) == 0 {
			must(t, st.s.Undo(ctx, st.later(), id))
		}
	}
	of := map[quiz.QuestionID][]storage.Review{}
	n := 0
	must(t, st.r.Reviews(ctx, func(r *storage.Review) error {
		if r.Grade != 0 {
			of[r.Question] = append(of[r.Question], *r)
			n++
		}
		return nil
	}))
	if size := must1(st.r.LogSize(ctx))(t); size != n || n < 30 {
		t.Errorf("%d reviews, log size %d", n, size)
	}
	for q, reviews := range of {
		history := must1(st.r.Attempts(ctx, q))(t)
		if len(history) != len(reviews) {
			t.Fatalf("%d reviews, history of %d", len(reviews), len(history))
		}
		for i, a := range history {
			want := storage.Review{Question: q, At: a.At, Day: a.Day, Grade: a.Grade, Took: a.Took, Mode: a.Mode, Marked: a.Marked}
			if reviews[i] != want {
				t.Errorf("%+v, not %+v", reviews[i], want)
			}
		}
	}
	stop := errors.New("enough")
	if err := st.r.Reviews(ctx, func(*storage.Review) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("error %v", err)
	}
}

func TestReviewsTellOfResets(t *testing.T) {
	st, ids := answered(t, 2)
	taken := st.stamps.Next()
	must(t, st.s.Reset(ctx, taken, ids[1:2]))
	must(t, st.s.Undo(ctx, st.stamps.Next(), taken.ID))
	must(t, st.s.Reset(ctx, st.stamps.Next(), ids[:1]))
	st.give(ids[0], srs.Easy)
	var grades []srs.Grade
	must(t, st.r.Reviews(ctx, func(r *storage.Review) error {
		grades = append(grades, r.Grade)
		return nil
	}))
	if !slices.Equal(grades, []srs.Grade{srs.Good, srs.Good, 0, srs.Easy}) {
		t.Errorf("grades %v", grades)
	}
}
