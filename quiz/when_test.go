package quiz_test

import (
	"testing"

	"chartroom/quiz"
)

func TestADayAsPeopleNameIt(t *testing.T) {
	const today = quiz.Day(20779) // 2026-11-22
	for text, want := range map[string]quiz.Day{"0": today, " 5 ": today + 5, "2026-11-22": today, "2026-12-01": today + 9} {
		if got, err := quiz.ParseWhen(text, today); err != nil || got != want {
			t.Errorf("%q is %v, %v; want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"", "soon", "-1", "1.5", "2026-11-21", "2226-11-21", "36501", "99999999999999999999"} {
		if got, err := quiz.ParseWhen(text, today); err == nil {
			t.Errorf("%q is taken for %v", text, got)
		}
	}
}
