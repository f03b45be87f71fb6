package practice

import (
	"strings"
	"testing"
	"time"

	"chartroom/quiz"
)

func TestSpansAndMarksAreWrittenForPeople(t *testing.T) {
	for d, want := range map[time.Duration]string{0: "0 seconds", time.Second: "1 second", 59400 * time.Millisecond: "59 seconds",
		59600 * time.Millisecond: "1 minute", 80 * time.Second: "1 minute 20 seconds", 2 * time.Minute: "2 minutes"} {
		if got := lasting(d); got != want {
			t.Errorf("%v: %q, want %q", d, got, want)
		}
	}
	for n, want := range map[float64]string{3: "+3", -6: "−6", 1.5: "+1.5", 0: "+0"} {
		if got := signed(n); got != want {
			t.Errorf("%v: %q, want %q", n, got, want)
		}
	}
}

// Who is sure exactly of what she knows gains by it; who is sure of what she
// does not know loses.
func TestBonusSaysWhetherCertaintyPays(t *testing.T) {
	var good, bad quiz.CBM
	for range 10 {
		good.Add(1, quiz.Sure)
		good.Add(0, quiz.Guess)
		bad.Add(0, quiz.Sure)
		bad.Add(1, quiz.Guess)
	}
	if s := bonus(&good); !strings.Contains(s, "worth") {
		t.Error(s)
	}
	if s := bonus(&bad); !strings.Contains(s, "costs") {
		t.Error(s)
	}
}
