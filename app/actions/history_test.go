package actions_test

import (
	"testing"
	"time"

	"chartroom/content/anki"
	"chartroom/quiz/srs"
)

// TestWhatWasLearntInAnkiComesAlong brings answers, due days, suspensions and
// flags, once, whatever the bank is called here.
func TestWhatWasLearntInAnkiComesAlong(t *testing.T) {
	d := newDesk(t)
	days := d.Act.Scheduler().Days
	today := d.Act.Today()
	history := func() []anki.History {
		return []anki.History{
			{Key: d.bank.Questions[0].Key, Due: days.Start(today + 9), Reviews: []anki.Review{
				{At: days.Start(today - 30), Grade: srs.Good, Took: 4 * time.Second}, {At: days.Start(today - 20), Grade: srs.Good}}},
			{Key: d.bank.Questions[1].Key, Due: days.Start(today - 3), Suspended: true, Reviews: []anki.Review{{At: days.Start(today - 8), Grade: srs.Again}}},
			{Key: d.bank.Questions[2].Key, Flag: 3},
		}
	}
	list := history()
	h := d.Act.ImportAnki(d.bank.ID, list)
	d.Must(h.Run(ctx, func(int, int) {}))
	if done := d.Act.HistoryDone(h); h.Added != 3 || done.Say != "3 answers came in, and 2 cards come back on the day that Anki gave." {
		t.Errorf("%d added: %q", h.Added, done.Say)
	}
	first := d.Progress(d.bank.Questions[0].ID)
	want := srs.Default.After(srs.Default.After(srs.Memory{}, 0, srs.Good), 10, srs.Good)
	if first.Reps != 2 || first.DueDay != today+9 || first.Memory != want {
		t.Errorf("the first card stands at %+v, want memory %+v", first, want)
	}
	for i, sure := range []bool{false, true, false} {
		m, err := d.Act.StateOf(ctx, d.bank.Questions[i].ID)
		d.Must(err)
		if m.Suspended != sure || m.Flag != (i == 2) {
			t.Errorf("question %d is marked %+v", i, m)
		}
	}
	d.agrees("a history")
	report, err := d.Store.Rebuild(ctx, nil)
	d.Must(err)
	if !report.Agreed {
		t.Errorf("the log says otherwise: %v", report.Differences)
	}
	again := d.Act.ImportAnki(d.bank.ID, history()[:1])
	d.Must(again.Run(ctx, func(int, int) {}))
	if again.Added != 0 || len(d.Attempts(d.bank.Questions[0].ID)) != 2 {
		t.Errorf("brought twice, %d answers are added", again.Added)
	}
}
