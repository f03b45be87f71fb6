package quiz_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"
	_ "time/tzdata" // the same zones on every machine

	"chartroom/quiz"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// zones have their clocks changed by an hour at 2, by an hour at 1 UTC, by half
// an hour, not at all, and at midnight.
var zones = []string{"America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu",
	"America/Santiago", "Africa/Cairo", "Pacific/Kiritimati", "UTC"}

var rollovers = []time.Duration{0, 30 * time.Minute, time.Hour, 90 * time.Minute, 2 * time.Hour, 150 * time.Minute,
	3 * time.Hour, quiz.DefaultRollover, 4*time.Hour + 30*time.Second, 12 * time.Hour}

// Every moment lies in exactly one study day, whatever the clocks do.
func TestAMomentLiesInItsStudyDay(t *testing.T) {
	for _, name := range zones {
		for _, rollover := range rollovers {
			t.Run(fmt.Sprint(name, " ", rollover), func(t *testing.T) {
				days := quiz.Days{Zone: zone(t, name), Rollover: rollover}
				check := func(at time.Time) {
					day := days.Of(at)
					if from, to := days.Start(day), days.Start(day+1); at.Before(from) || !at.Before(to) {
						t.Fatalf("%v is in day %v, which lasts from %v to %v", at.In(days.Zone), day, from, to)
					}
				}
				r := rand.New(rand.NewPCG(1, 2))
				begin := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
				for range 100 {
					check(begin.Add(time.Duration(r.Int64N(int64(4 * 365 * 24 * time.Hour)))))
				}
				// Around each change of the clocks, every seven minutes.
				for at := begin; at.Year() < 2027; {
					_, change := at.In(days.Zone).ZoneBounds()
					if change.IsZero() {
						break
					}
					for d := -26 * time.Hour; d <= 26*time.Hour; d += 7 * time.Minute {
						check(change.Add(d))
					}
					check(change)
					check(change.Add(-1))
					at = change
				}
			})
		}
	}
}

func TestStudyDaysFollowOneAnother(t *testing.T) {
	for _, name := range zones {
		days := quiz.Days{Zone: zone(t, name), Rollover: quiz.DefaultRollover}
		first, err := quiz.ParseDay("2025-01-01")
		if err != nil {
			t.Fatal(err)
		}
		for day := first; day < first+800; day++ {
			start := days.Start(day)
			if got := days.Of(start); got != day {
				t.Fatalf("%s: %v begins in %v", name, day, got)
			}
			if got := days.Of(start.Add(-1)); got != day-1 {
				t.Fatalf("%s: the moment before %v is in %v", name, day, got)
			}
			if long := days.Start(day + 1).Sub(start); long < 23*time.Hour || long > 25*time.Hour {
				t.Fatalf("%s: %v lasts %v", name, day, long)
			}
			if start.Hour() != 4 || start.Minute() != 0 || start.Format(time.DateOnly) != day.String() {
				t.Fatalf("%s: %v begins at %v", name, day, start)
			}
		}
	}
}

func TestAStudyDayBeginsAtTheRollover(t *testing.T) {
	for _, c := range []struct{ zone, at, day string }{
		{"America/New_York", "2026-11-22T03:59:59.999-05:00", "2026-11-21"},
		{"America/New_York", "2026-11-22T04:00:00-05:00", "2026-11-22"},
		{"America/New_York", "2026-03-08T01:59:59-05:00", "2026-03-07"}, // a second later it is 3:00
		{"America/New_York", "2026-03-08T04:00:00-04:00", "2026-03-08"},
		{"America/New_York", "2026-11-01T01:30:00-05:00", "2026-10-31"}, // 1:30 for the second time
		{"Europe/Berlin", "2026-10-25T03:30:00+01:00", "2026-10-24"},
		{"Australia/Lord_Howe", "2026-10-04T03:59:00+11:00", "2026-10-03"},
		{"Asia/Kathmandu", "2026-11-21T22:14:59Z", "2026-11-21"}, // 3:59:59 at +5:45
		{"Asia/Kathmandu", "2026-11-21T22:15:00Z", "2026-11-22"},
		{"UTC", "1969-12-31T12:00:00Z", "1969-12-31"},
	} {
		at, err := time.Parse(time.RFC3339, c.at)
		if err != nil {
			t.Fatal(err)
		}
		days := quiz.Days{Zone: zone(t, c.zone), Rollover: quiz.DefaultRollover}
		if got := days.Of(at).String(); got != c.day {
			t.Errorf("%s in %s is in study day %s; want %s", c.at, c.zone, got, c.day)
		}
	}
}

func TestTheRolloverCountsToTheSecond(t *testing.T) {
	for _, rollover := range rollovers {
		days := quiz.Days{Zone: time.UTC, Rollover: rollover}
		if start := days.Start(0); start.Sub(time.Unix(0, 0)) != rollover {
			t.Errorf("with a rollover of %v a day begins at %v", rollover, start)
		}
	}
}

func TestADayIsItsDate(t *testing.T) {
	if quiz.Day(0).String() != "1970-01-01" || quiz.Day(20780).String() != "2026-11-23" {
		t.Errorf("day 0 is %v, day 20780 %v", quiz.Day(0), quiz.Day(20780))
	}
	for day := quiz.Day(-50000); day < 100000; day += 37 {
		back, err := quiz.ParseDay(day.String())
		if err != nil || back != day || quiz.DayOf(day.Date()) != day {
			t.Fatalf("%d is %v, which is read as %d (%v)", int(day), day, int(back), err)
		}
	}
	// The calendar date counts, not the moment.
	late := time.Date(2026, 11, 22, 23, 59, 0, 0, zone(t, "America/New_York"))
	if got := quiz.DayOf(late).String(); got != "2026-11-22" {
		t.Errorf("%v has the date %s", late, got)
	}
	for _, s := range []string{"", "2026-11", "2026-02-30", "22.11.2026", "2026-11-22T00:00"} {
		if day, err := quiz.ParseDay(s); err == nil {
			t.Errorf("%q is read as %v", s, day)
		}
	}
}
