package storage_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"
	"time"

	"chartroom/quiz"
	"chartroom/quiz/srs"
	"chartroom/storage"
	"chartroom/storage/storagetest"
)

// student does random things that can be undone.
type student struct {
	t        testing.TB
	s        *storage.Store
	r        *storage.Reader
	draw     *rand.Rand
	stamps   *storagetest.Stamps
	bank     quiz.Bank
	sessions []quiz.Session // open
	version  int
	extra    int
}

func newStudent(t testing.TB, seed uint64) *student {
	s := storagetest.Open(t)
	st := &student{t: t, s: s, r: s.Reader(), draw: storagetest.Draw(seed), stamps: storagetest.NewStamps(seed), bank: storagetest.Bank("law", 12, seed)}
	for i := range st.bank.Questions[:9] { // three families of three
		st.bank.Questions[i].Family = fmt.Sprint("family ", i/3)
	}
	must1(s.SaveBank(ctx, st.stamps.Next(), st.bank, nil))(t)
	return st
}

func (st *student) question() quiz.QuestionID {
	return st.bank.Questions[st.draw.IntN(len(st.bank.Questions))].ID
}

func (st *student) later() quiz.Stamp {
	st.stamps.At = st.stamps.At.Add(time.Duration(st.draw.IntN(60*60*30)) * time.Second)
	return st.stamps.Next()
}

func (st *student) attempt(q quiz.QuestionID) quiz.Attempt {
	sch := must1(st.r.Scheduler(ctx))(st.t)
	before := must1(st.r.Progress(ctx, q))(st.t)
	a := storagetest.Attempt(st.later(), sch, q, before, srs.Grade(1+st.draw.IntN(4)))
	if st.draw.IntN(2) == 0 {
		a.Mode, a.Marked = quiz.ModeStudy, false
	}
	given := quiz.Answered{At: a.At, Day: a.Day, Grade: a.Grade, Marked: a.Marked}
	if st.draw.IntN(2) == 0 {
		given = st.balanced(sch, q, before, given)
	}
	a.Interval, a.After = given.Interval, sch.After(q, before, given)
	return a
}

// balanced is the answer with the day that a balance chooses for it.
func (st *student) balanced(sch quiz.Scheduler, q quiz.QuestionID, before quiz.Progress, a quiz.Answered) quiz.Answered {
	from, to := sch.Reach(before, a)
	load := must1(st.r.Load(ctx, q, from, to))(st.t)
	off := quiz.Span{From: a.Day + 2, To: a.Day + quiz.Day(st.draw.IntN(9))}
	b := quiz.Balance{Even: true, Off: []quiz.Span{off}}
	return sch.Choices(q, before, a, &b, &load)[a.Grade-1]
}

// some is one to four questions, each once; answered ones if asked for.
func (st *student) some(answered bool) (ids []quiz.QuestionID) {
	for _, i := range st.draw.Perm(len(st.bank.Questions)) {
		id := st.bank.Questions[i].ID
		if len(ids) < 1+st.draw.IntN(4) && (!answered || !must1(st.r.Progress(ctx, id))(st.t).New()) {
			ids = append(ids, id)
		}
	}
	return ids
}

// move buries questions, gives them another day or makes them new.
func (st *student) move(stamp quiz.Stamp) error {
	day := stamp.Day + quiz.Day(st.draw.IntN(6)) - 1
	switch st.draw.IntN(4) {
	case 0:
		return st.s.SetBuried(ctx, stamp, st.some(false), day)
	case 1:
		return st.s.SetDue(ctx, stamp, st.some(true), day)
	case 2:
		ids := st.some(true)
		days := make([]quiz.Day, len(ids))
		for i := range days {
			days[i] = day + quiz.Day(i)
		}
		return st.s.SpreadDue(ctx, stamp, ids, days)
	}
	return st.s.Reset(ctx, stamp, st.some(false))
}

// model is another memory model, or the one that was.
func (st *student) model(stamp quiz.Stamp) error {
	w := srs.Default
	w[8] += st.draw.Float64() / 10
	return st.s.SetSetting(ctx, stamp, quiz.SettingModel, []string{"", "fsrs7", "fsrs6", quiz.FormatModel(&w)}[st.draw.IntN(4)])
}

// act does one thing and gives the id of its event.
func (st *student) act() (quiz.EventID, error) {
	stamp := st.later()
	q := st.question()
	on := st.draw.IntN(2) == 0
	switch st.draw.IntN(25) {
	default:
		a := st.attempt(q)
		return a.ID, st.s.SaveAttempt(ctx, a)
	case 0:
		return stamp.ID, st.s.SetSuspended(ctx, stamp, q, on)
	case 1:
		return stamp.ID, st.s.SetFlag(ctx, stamp, q, on)
	case 2:
		return stamp.ID, st.s.SetNote(ctx, stamp, q, []string{"", "a", "b ü"}[st.draw.IntN(3)])
	case 3:
		return stamp.ID, st.setting(stamp)
	case 4:
		return stamp.ID, st.edit(stamp)
	case 5:
		return stamp.ID, st.reimport(stamp)
	case 6:
		return stamp.ID, st.start(stamp)
	case 7:
		return st.inSession(stamp)
	case 8:
		return st.handIn()
	case 9, 10:
		return stamp.ID, st.move(stamp)
	case 11:
		return stamp.ID, st.model(stamp)
	case 12, 13:
		return st.exam(stamp)
	case 14, 15:
		return st.correct(stamp)
	case 16:
		return stamp.ID, st.recipe(stamp)
	case 17, 18:
		return stamp.ID, st.s.Jot(ctx, stamp, st.jottings())
	}
}

func (st *student) setting(stamp quiz.Stamp) error {
	switch st.draw.IntN(4) {
	case 0:
		return st.s.SetSetting(ctx, stamp, quiz.SettingRollover, strconv.Itoa(st.draw.IntN(6)))
	case 1:
		return st.s.SetSetting(ctx, stamp, quiz.SettingZone, []string{"", "America/New_York", "Asia/Kolkata"}[st.draw.IntN(3)])
	case 2:
		return st.s.SetSetting(ctx, stamp, quiz.SettingExam, []string{"", "rhit"}[st.draw.IntN(2)])
	}
	return st.s.SetSetting(ctx, stamp, quiz.SettingRetention, fmt.Sprint(0.8+st.draw.Float64()/10))
}

func (st *student) edit(stamp quiz.Stamp) error {
	q := must1(st.r.Question(ctx, st.question()))(st.t)
	switch st.draw.IntN(4) {
	case 0:
		q.Kind = quiz.Essay // cannot be asked
	case 1:
		q.Kind = quiz.Choice
		q.Tags = append([]string{"rhit:9"}, q.Tags...)
	case 2:
		q.Stem = "edited " + strconv.Itoa(st.draw.IntN(100))
	case 3:
		st.extra++
		q.Key = "extra" + strconv.Itoa(st.extra)
		q.ID = quiz.NewQuestionID(q.Bank, q.Key)
	}
	return st.s.SaveQuestion(ctx, stamp, q)
}

func (st *student) reimport(stamp quiz.Stamp) error {
	st.version++
	b := st.bank
	b.Version = strconv.Itoa(st.version)
	b.Questions = slices.Clone(b.Questions)
	for range 3 {
		q := &b.Questions[st.draw.IntN(len(b.Questions))]
		q.Stem = "version " + b.Version
		q.Kind = []quiz.Kind{quiz.Choice, quiz.Choice, quiz.Match}[st.draw.IntN(3)]
	}
	key := "new" + b.Version
	b.Questions = append(b.Questions, quiz.Question{ID: quiz.NewQuestionID(b.ID, key), Bank: b.ID, Key: key, Kind: quiz.Flip, Stem: key})
	_, err := st.s.SaveBank(ctx, stamp, b, nil)
	return err
}

func (st *student) start(stamp quiz.Stamp) error {
	var ids []quiz.QuestionID
	for _, i := range st.draw.Perm(len(st.bank.Questions))[:3] {
		ids = append(ids, st.bank.Questions[i].ID)
	}
	session := quiz.NewSession(stamp, quiz.ModeTest, "law", ids, st.draw)
	st.sessions = append(st.sessions, session)
	return st.s.StartSession(ctx, session, stamp.Day)
}

func (st *student) openSession() (quiz.Session, bool) {
	heads := must1(st.r.OpenSessions(ctx))(st.t)
	if len(heads) == 0 {
		return quiz.Session{}, false
	}
	return must1(st.r.Session(ctx, heads[st.draw.IntN(len(heads))].ID))(st.t), true
}

var errNothing = errors.New("nothing to do")

func (st *student) inSession(stamp quiz.Stamp) (quiz.EventID, error) {
	session, ok := st.openSession()
	if !ok {
		return stamp.ID, errNothing
	}
	i := st.draw.IntN(len(session.Queue))
	if st.draw.IntN(3) == 0 {
		a := st.attempt(session.Queue[i].Question)
		a.Session, a.Index = session.ID, i
		return a.ID, st.s.SaveAttempt(ctx, a)
	}
	return stamp.ID, st.s.SaveDraft(ctx, stamp, session.ID, i, quiz.Given{Response: quiz.Response{Chosen: []int{st.draw.IntN(4)}}, Certainty: quiz.Sure})
}

func (st *student) handIn() (quiz.EventID, error) {
	session, ok := st.openSession()
	if !ok {
		return quiz.EventID{}, errNothing
	}
	var all []quiz.Attempt
	if st.draw.IntN(3) > 0 {
		for i, p := range session.Queue {
			a := st.attempt(p.Question)
			a.Session, a.Index = session.ID, i
			all = append(all, a)
		}
	}
	stamp := st.later()
	if all == nil {
		return stamp.ID, st.s.FinishSession(ctx, stamp, session.ID)
	}
	return stamp.ID, st.s.SaveAttempts(ctx, all, session.ID, stamp)
}

func TestUndoReversesAnyWrites(t *testing.T) {
	for seed := range uint64(12) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			st := newStudent(t, seed)
			type step struct {
				id     quiz.EventID
				before string
			}
			var done []step
			for range 60 {
				before := dump(t, st.s.Path(), dumped...)
				id, err := st.act()
				if errors.Is(err, errNothing) || errors.Is(err, storage.ErrNotFound) {
					continue
				}
				must(t, err)
				done = append(done, step{id, before})
				if st.draw.IntN(5) == 0 { // and some are undone at once
					done = done[:len(done)-1]
					must(t, st.s.Undo(ctx, st.later(), id))
					must(t, st.s.Tidy(ctx, storagetest.Noon))
					if d := difference(before, dump(t, st.s.Path(), dumped...)); d != "" {
						t.Fatalf("undo of %s left %s", id, d)
					}
				}
			}
			agreed(t, st.s)
			for i := len(done) - 1; i >= 0; i-- {
				must(t, st.s.Undo(ctx, st.later(), done[i].id))
				must(t, st.s.Tidy(ctx, storagetest.Noon))
				if d := difference(done[i].before, dump(t, st.s.Path(), dumped...)); d != "" {
					t.Fatalf("undo %d of %s left %s", i, done[i].id, d)
				}
			}
			agreed(t, st.s)
			checkIndex(t, st.s.Path())
			must(t, st.r.Check(ctx))
		})
	}
}

func agreed(t testing.TB, s *storage.Store) {
	t.Helper()
	if rep := must1(s.Rebuild(ctx, nil))(t); !rep.Agreed {
		t.Fatalf("the log says otherwise: %v", rep.Differences)
	}
}

func TestRebuildMakesGoodWhatWasDamaged(t *testing.T) {
	st := newStudent(t, 5)
	for range 40 {
		_, _ = st.act()
	}
	agreed(t, st.s)
	whole := dump(t, st.s.Path(), dumped...)
	db := plainDB(t, st.s.Path(), "rw")
	for _, text := range []string{
		"UPDATE memory SET stability = stability + 0.0000001 WHERE rowid_is_not_there IS NULL",
		"DELETE FROM day_count WHERE attempts > 0",
		"INSERT INTO topic_count VALUES (77, 1, 1, 1, 1, 1)",
		"UPDATE memory SET reps = reps + 1",
		"DELETE FROM mark",
	} {
		_, _ = db.Exec(text)
	}
	rep := must1(st.s.Rebuild(ctx, nil))(t)
	if rep.Agreed || len(rep.Differences) == 0 {
		t.Fatalf("report %+v", rep)
	}
	if d := difference(whole, dump(t, st.s.Path(), dumped...)); d != "" {
		t.Fatal(d)
	}
	agreed(t, st.s)
}

func TestUnknownEventsAreKeptAndSkipped(t *testing.T) {
	st := newStudent(t, 6)
	path := st.s.Path()
	_, _ = plainDB(t, path, "rw").Exec("INSERT INTO event (device, number, id, at, day, kind, payload) VALUES (1, 2, randomblob(16), 1, 1, 'from the future', '{}')")
	must(t, st.s.Close())
	s := storagetest.OpenAt(t, path)
	must(t, s.SetFlag(ctx, st.stamps.Next(), st.question(), true))
	rep := must1(s.Rebuild(ctx, nil))(t)
	if !rep.Agreed || rep.Unknown != 1 || rep.Events != 3 {
		t.Fatalf("report %+v", rep)
	}
}

func TestSavingTwiceIsSavingOnce(t *testing.T) {
	st := newStudent(t, 7)
	for range 80 {
		before := *st.draw
		_ = before
		a := st.attempt(st.question())
		for range 2 {
			must(t, st.s.SaveAttempt(ctx, a))
		}
		stamp := st.later()
		for range 2 {
			must(t, st.s.Undo(ctx, stamp, a.ID))
		}
	}
	if n := must1(st.r.Events(ctx))(t); n != 161 {
		t.Fatalf("%d events, not 161", n)
	}
	stamp := st.later()
	for range 2 {
		must(t, st.reimport(stamp))
	}
	agreed(t, st.s)
}

func TestOldAnswersDoNotGiveWay(t *testing.T) {
	st := newStudent(t, 8)
	q := st.question()
	a := st.attempt(q)
	must(t, st.s.SaveAttempt(ctx, a))
	stale := a
	stale.ID = st.later().ID
	if err := st.s.SaveAttempt(ctx, stale); !errors.Is(err, storage.ErrChanged) {
		t.Fatalf("stale: %v", err)
	}
	b := st.attempt(q)
	b.After.Due = b.After.Due.Add(time.Hour)
	if err := st.s.SaveAttempt(ctx, b); !errors.Is(err, storage.ErrSchedule) {
		t.Fatalf("other schedule: %v", err)
	}
	b = st.attempt(q)
	must(t, st.s.SaveAttempt(ctx, b))
	if err := st.s.Undo(ctx, st.later(), a.ID); !errors.Is(err, storage.ErrChanged) {
		t.Fatalf("undo under a newer one: %v", err)
	}
	if err := st.s.Undo(ctx, st.later(), quiz.EventID{1}); !errors.Is(err, storage.ErrNotFound) {
		t.Fatalf("undo of nothing: %v", err)
	}
	history := must1(st.r.Attempts(ctx, q))(t)
	if len(history) != 2 || !history[1].Before.Equal(history[0].After) || !history[1].After.Equal(b.After) {
		t.Fatalf("history %+v", history)
	}
}
