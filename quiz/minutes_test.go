package quiz_test

import (
	"math/rand/v2"
	"testing"

	"chartroom/quiz"
)

// TestWeekMinutes holds that what is written is read again, for any week.
func TestWeekMinutes(t *testing.T) {
	draw := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		var week [7]float64
		for i := range week {
			week[i] = float64(draw.IntN(3) * 30)
		}
		got, err := quiz.WeekMinutes(map[string]string{quiz.SettingMinutes: "30", quiz.SettingWeekMinutes: quiz.FormatWeekMinutes(week, 30)})
		if err != nil || got != week {
			t.Fatalf("%v was read as %v, %v", week, got, err)
		}
	}
	for _, bad := range []string{"xx=3", "mo", "mo=-1", "mo=1441", "mo=NaN", "30"} {
		if _, err := quiz.WeekMinutes(map[string]string{quiz.SettingWeekMinutes: bad}); err == nil {
			t.Errorf("%q was taken", bad)
		}
	}
	if _, err := quiz.WeekMinutes(map[string]string{quiz.SettingMinutes: "soon"}); err == nil {
		t.Error("minutes that are no number were taken")
	}
}
