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
	st := newStudent(t, 21)
	for range 300 {
		_, _ = st.act()
	}
	days := map[quiz.Day]*quiz.Calibration{}
	var hours [24]quiz.Predicted
	sch := must1(st.r.Scheduler(ctx))(t)
	for _, q := range st.bank.Questions {
		for _, a := range must1(st.r.Attempts(ctx, q.ID))(t) {
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
			b := quiz.RecallBin(p)
			days[a.Day][b] = days[a.Day][b].Plus(one)
			hour := a.At.In(sch.Days.Zone).Hour() // zones changed on the way, so only the sum is held against it
			hours[hour] = hours[hour].Plus(one)
		}
	}
	all := must1(st.r.Recall(ctx, math.MinInt32))(t)
	if len(all) != len(days) || len(all) < 20 {
		t.Fatalf("%d days, not %d", len(all), len(days))
	}
	var sum quiz.Predicted
	for _, d := range all {
		for i, b := range d.Bins {
			if want := days[d.Day][i]; b.Reviews != want.Reviews || b.Kept != want.Kept || math.Abs(b.Expected-want.Expected) > 1e-9 {
				t.Fatalf("day %s bin %d: %+v, not %+v", d.Day, i, b, want)
			}
		}
		sum = sum.Plus(d.Bins.All())
	}
	var byHour, want quiz.Predicted
	for i, h := range must1(st.r.RecallHours(ctx))(t) {
		byHour, want = byHour.Plus(h), want.Plus(hours[i])
	}
	if byHour.Reviews != sum.Reviews || byHour.Kept != want.Kept || math.Abs(byHour.Expected-sum.Expected) > 1e-6 {
		t.Fatalf("by hour %+v, by day %+v, by hand %+v", byHour, sum, want)
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
