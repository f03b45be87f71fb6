package storage_test

import (
	"math"
	"testing"
	"time"

	"chartroom/quiz"
	"chartroom/quiz/srs"
	"chartroom/storage"
	"chartroom/storage/storagetest"
)

// TestRecallIsCountedAsItWasPredicted folds the histories by hand.
func TestRecallIsCountedAsItWasPredicted(t *testing.T) {
	s := storagetest.Open(t)
	ids := must1(storagetest.Fill(s, 120, 3000, 21))(t)
	r := s.Reader()
	sch := must1(r.Scheduler(ctx))(t)
	days, hours := map[quiz.Day]*quiz.Calibration{}, [24]quiz.Predicted{}
	for _, id := range ids {
		for _, a := range must1(r.Attempts(ctx, id))(t) {
			if a.Before.New() || a.Before.Learning() || a.Day <= a.Before.LastDay {
				continue
			}
			p := sch.RecallAt(a.Before, quiz.Answered{At: a.At, Day: a.Day, Grade: a.Grade, Marked: a.Marked})
			one := quiz.Predicted{Reviews: 1, Expected: math.Round(p*1e6) / 1e6}
			if a.Grade != srs.Again {
				one.Kept = 1
			}
			if days[a.Day] == nil {
				days[a.Day] = &quiz.Calibration{}
			}
			bin, hour := quiz.RecallBin(p), a.At.In(sch.Days.Zone).Hour()
			days[a.Day][bin] = days[a.Day][bin].Plus(one)
			hours[hour] = hours[hour].Plus(one)
		}
	}
	same := func(a, b quiz.Predicted) bool {
		return a.Reviews == b.Reviews && a.Kept == b.Kept && math.Abs(a.Expected-b.Expected) < 1e-6
	}
	all := must1(r.Recall(ctx, math.MinInt32))(t)
	if len(all) != len(days) || len(all) < 20 {
		t.Fatalf("%d days, not %d", len(all), len(days))
	}
	for _, d := range all {
		for i, b := range d.Bins {
			if want := days[d.Day][i]; !same(b, want) {
				t.Fatalf("day %s bin %d: %+v, not %+v", d.Day, i, b, want)
			}
		}
	}
	for i, h := range must1(r.RecallHours(ctx))(t) {
		if !same(h, hours[i]) {
			t.Fatalf("hour %d: %+v, not %+v", i, h, hours[i])
		}
	}
}

// TestAStaleProfileIsMadeGoodWhenItIsOpened: a migration makes tables that
// only the log can fill.
func TestAStaleProfileIsMadeGoodWhenItIsOpened(t *testing.T) {
	st := newStudent(t, 22)
	for range 150 {
		_, _ = st.act()
	}
	path := st.s.Path()
	whole := dump(t, path, dumped...)
	must(t, st.s.Close())
	db := plainDB(t, path, "rw")
	for _, text := range []string{"DELETE FROM recall_count", "DELETE FROM hour_count", "INSERT INTO file (key, value) VALUES ('stale', 1) ON CONFLICT DO UPDATE SET value = 1"} {
		must1(db.Exec(text))(t)
	}
	must(t, db.Close())
	if difference(whole, dump(t, path, dumped...)) == "" {
		t.Fatal("the student left no review")
	}
	s := storagetest.OpenAt(t, path)
	if d := difference(whole, dump(t, path, dumped...)); d != "" {
		t.Fatal(d)
	}
	if must1(s.Reader().Stale(ctx))(t) {
		t.Error("it is still stale")
	}
}

// TestRecallCountsTheReviewsOfRetention: both come from the same answers.
func TestRecallCountsTheReviewsOfRetention(t *testing.T) {
	s := storagetest.Open(t)
	must1(storagetest.Fill(s, 300, 6000, 3))(t)
	r := s.Reader()
	kept := map[quiz.Day]storage.RetentionDay{}
	for _, d := range must1(r.Retention(ctx, math.MinInt32))(t) {
		kept[d.Day] = d
	}
	all := must1(r.Recall(ctx, math.MinInt32))(t)
	if len(all) != len(kept) || len(all) == 0 {
		t.Fatalf("%d days, not %d", len(all), len(kept))
	}
	for _, d := range all {
		want, got := kept[d.Day], d.Bins.All()
		if got.Reviews != want.Young+want.Mature || got.Kept != want.YoungKept+want.MatureKept {
			t.Fatalf("%s: %+v, not %+v", d.Day, got, want)
		}
	}
	from := all[len(all)/2].Day
	if late := must1(r.Recall(ctx, from))(t); len(late) == len(all) || late[0].Day != from {
		t.Fatalf("from %s on: %d days of %d", from, len(late), len(all))
	}
}

// TestHoursAreTheLearners: an answer at noon in Kolkata counts at noon.
func TestHoursAreTheLearners(t *testing.T) {
	st := newStudent(t, 4)
	must(t, st.s.SetSetting(ctx, st.stamps.Next(), quiz.SettingZone, "Asia/Kolkata"))
	q := st.question()
	for _, hours := range []int{0, 72} {
		st.stamps.At = storagetest.Noon.Add(time.Duration(hours) * time.Hour)
		sch := must1(st.r.Scheduler(ctx))(t)
		before := must1(st.r.Progress(ctx, q))(t)
		stamp := st.stamps.Next()
		a := storagetest.Attempt(stamp, sch, q, before, srs.Easy)
		must(t, st.s.SaveAttempt(ctx, a))
	}
	sch := must1(st.r.Scheduler(ctx))(t)
	want := st.stamps.At.In(sch.Days.Zone).Hour()
	if h := must1(st.r.RecallHours(ctx))(t); h[want].Reviews != 1 || want == st.stamps.At.UTC().Hour() {
		t.Fatalf("%+v, wanted at %d", h, want)
	}
}
