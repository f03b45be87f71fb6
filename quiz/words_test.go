package quiz_test

import (
	"math"
	"strings"
	"testing"
	"time"

	"chartroom/quiz"
)

func TestWaitsAreWords(t *testing.T) {
	for d, want := range map[time.Duration]string{
		-time.Hour: "in 1 minute", 0: "in 1 minute", time.Minute: "in 1 minute", 89 * time.Second: "in 1 minute",
		2 * time.Minute: "in 2 minutes", 10 * time.Minute: "in 10 minutes", 59 * time.Minute: "in 59 minutes",
		59*time.Minute + 45*time.Second: "in 1 hour", time.Hour: "in 1 hour", 2 * time.Hour: "in 2 hours", 23 * time.Hour: "in 23 hours",
		24 * time.Hour: "tomorrow", 4 * aDay: "in 4 days", 59 * aDay: "in 59 days", 91 * aDay: "in 3 months",
		365 * aDay: "in 12 months", 1096 * aDay: "in 3.0 years", 36500 * aDay: "in 99.9 years",
	} {
		if got := quiz.Wait(d); got != want {
			t.Errorf("%v is %q; want %q", d, got, want)
		}
	}
	for days, want := range map[int]string{1: "tomorrow", 2: "in 2 days", 60: "in 2 months"} {
		if got := quiz.WaitDays(days); got != want {
			t.Errorf("%d days is %q; want %q", days, got, want)
		}
	}
}

// Words for a longer wait never sound shorter, and never say "1 hours" or "60 minutes".
func TestLongerWaitsSoundLonger(t *testing.T) {
	units := map[string]float64{"minute": 1, "hour": 60, "day": 1440, "month": 1440 * 30.44, "year": 1440 * 365.25}
	last := 0.0
	for minutes := 0.0; minutes < 36500*1440; minutes += math.Max(.25, minutes/2000) {
		words := quiz.Wait(time.Duration(minutes * float64(time.Minute)))
		said := 1440.0
		if words != "tomorrow" {
			parts := strings.Fields(words)
			n := number(t, parts[1])
			unit := strings.TrimSuffix(parts[2], "s")
			if (n == 1) == strings.HasSuffix(parts[2], "s") || unit == "minute" && n >= 60 || unit == "hour" && n >= 24 || parts[0] != "in" {
				t.Fatalf("%.2f minutes is %q", minutes, words)
			}
			said = n * units[unit]
		}
		if said < last*.999-1 { // 24 months are a little more than 2 years here
			t.Fatalf("%.2f minutes is %q, less than the wait before it", minutes, words)
		}
		if minutes > 3 && math.Abs(said/minutes-1) > .51 {
			t.Fatalf("%.2f minutes is %q", minutes, words)
		}
		last = said
	}
}

func number(t *testing.T, s string) float64 {
	t.Helper()
	n := quiz.ParseNumber(s)
	if len(n) != 1 {
		t.Fatalf("%q is not one number", s)
	}
	return n[0]
}

func TestWaitForSaysWhenItComesBack(t *testing.T) {
	learning := quiz.Progress{Step: 1, Due: noonUTC.Add(10 * time.Minute), DueDay: 20779}
	if got := quiz.WaitFor(learning, noonUTC, 20779); got != "in 10 minutes" {
		t.Errorf("learning: %q", got)
	}
	for days, want := range map[quiz.Day]string{1: "tomorrow", 4: "in 4 days"} {
		// The day begins before it is a whole number of 24 hours away.
		learnt := quiz.Progress{DueDay: 20779 + days, Due: noonUTC.Add(time.Duration(days)*aDay - 8*time.Hour)}
		if got := quiz.WaitFor(learnt, noonUTC, 20779); got != want {
			t.Errorf("%d days: %q; want %q", days, got, want)
		}
	}
}

func TestCountsAreWords(t *testing.T) {
	for n, want := range map[int]string{0: "0 cards", 1: "1 card", 2: "2 cards", 1180: "1,180 cards"} {
		if got := quiz.Count(n, "card"); got != want {
			t.Errorf("%d: %q; want %q", n, got, want)
		}
	}
}

func TestThousandsHaveCommas(t *testing.T) {
	for n, want := range map[int]string{
		0: "0", 7: "7", 999: "999", 1000: "1,000", 1180: "1,180", 12345: "12,345", 123456: "123,456", 1234567: "1,234,567",
		-1: "-1", -999: "-999", -1000: "-1,000", -100000: "-100,000", math.MaxInt32: "2,147,483,647",
	} {
		if got := quiz.Thousands(n); got != want {
			t.Errorf("%d: %q; want %q", n, got, want)
		}
	}
}

func TestCapitalBeginsASentence(t *testing.T) {
	for in, want := range map[string]string{"": "", "a": "A", "no room": "No room", "ICD": "ICD", "é": "é", "3 codes": "3 codes"} {
		if got := quiz.Capital(in); got != want {
			t.Errorf("%q becomes %q, not %q", in, got, want)
		}
	}
}
