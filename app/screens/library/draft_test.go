package library

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"chartroom/app/actions/actionstest"
	"chartroom/quiz"
)

func TestUntouchedDraftIsTheSameQuestion(t *testing.T) {
	for _, q := range privacy().Questions {
		d := newDraft(q)
		got, err := d.question()
		if err != nil || d.changed() || !reflect.DeepEqual(got, q) {
			t.Errorf("%s: %v, changed %v\n got %+v\nwant %+v", q.Key, err, d.changed(), got, q)
		}
	}
}

func TestDraftRefusesWhatCannotBeAsked(t *testing.T) {
	q := map[string]quiz.Question{}
	for _, one := range privacy().Questions {
		q[one.Key] = one
	}
	for name, c := range map[string]struct {
		key  string
		edit func(*draft)
		want string
	}{
		"no text":         {"access", func(d *draft) { d.Stem = " " }, "has no text"},
		"no right option": {"access", func(d *draft) { d.Options[0].Right = false }, "No option is right"},
		"all right":       {"access", func(d *draft) { d.Several = true; d.mark(1, true); d.mark(2, true) }, "Every option is right"},
		"empty option":    {"access", func(d *draft) { d.Options[1].Text = "" }, "Option B is empty"},
		"twins":           {"access", func(d *draft) { d.Options[2].Text = "60  Days" }, "Option B and option C say the same"},
		"one option":      {"access", func(d *draft) { d.remove(1); d.remove(1) }, "only one option"},
		"empty back":      {"phi", func(d *draft) { d.Options[0].Text = "" }, "The back of the card is empty"},
		"no number":       {"rate", func(d *draft) { d.Options[0].Text = "seven" }, "is not a number"},
		"two readings":    {"rate", func(d *draft) { d.Options[0].Text = "1,250" }, "in one way only"},
		"tolerance":       {"rate", func(d *draft) { d.Options[0].Tolerance = "-1" }, "not a number from 0 up"},
		"no full mark":    {"drs", func(d *draft) { d.mark(0, false) }, "No answer earns the full mark"},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDraft(q[c.key])
			c.edit(d)
			if _, err := d.question(); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("says %v, want %q", err, c.want)
			}
		})
	}
}

func TestDraftSharesTheMarkAmongRightOptions(t *testing.T) {
	d := newDraft(privacy().Questions[0])
	d.mark(1, true)
	q, err := d.question()
	if err != nil || q.Options[0].Fraction != 0 || q.Options[1].Fraction != 1 {
		t.Errorf("the tick did not move: %v %+v", err, q.Options)
	}
	d.Several = true
	d.mark(0, true)
	q, err = d.question()
	if err != nil || !q.Multiple || q.Options[0].Fraction != .5 || q.Options[1].Fraction != .5 || q.Options[2].Fraction != 0 {
		t.Errorf("two right ones: %v %+v", err, q.Options)
	}
	if r := quiz.Mark(&q, quiz.Response{Chosen: []int{0, 1}}); r.Mark != 1 {
		t.Errorf("its own key earns %v", r.Mark)
	}
	number := newDraft(privacy().Questions[3])
	number.Options[0].Text, number.Options[0].Tolerance = "8", ""
	q, err = number.question()
	if err != nil || quiz.Mark(&q, quiz.Response{Text: "8"}).Mark != 1 || quiz.Mark(&q, quiz.Response{Text: "7.5"}).Mark != 0 {
		t.Errorf("a changed number: %v %+v", err, q.Options)
	}
}

func TestReviewDatePassesWithItsMonth(t *testing.T) {
	day := func(s string) quiz.Day {
		d, err := quiz.ParseDay(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, c := range []struct {
		by, today string
		want      bool
	}{
		{"", "2026-11-22", false}, {"2026-11", "2026-11-30", false}, {"2026-11", "2026-12-01", true},
		{"2026-11-22", "2026-11-22", false}, {"2026-11-22", "2026-11-23", true}, {"soon", "2026-11-22", false},
	} {
		if got := stale(c.by, day(c.today)); got != c.want {
			t.Errorf("review by %q on %s: stale %v", c.by, c.today, got)
		}
	}
}

func TestWordsForTimes(t *testing.T) {
	for days, want := range map[float64]string{.4: "less than a day", 1.2: "about a day", 12.4: "about 12 days", 90: "about 3 months", 800: "about 2.2 years"} {
		if got := lastsWord(days); got != want {
			t.Errorf("%v days: %q", days, got)
		}
	}
	today := quiz.DayOf(actionstest.Noon)
	p := quiz.Progress{Reps: 1, Due: actionstest.Noon.Add(7 * time.Minute), Step: 1}
	if got := dueWord(p, actionstest.Noon, today); got != "due in 7 minutes" {
		t.Error(got)
	}
	p = quiz.Progress{Reps: 1, Due: actionstest.Noon.AddDate(0, 0, 4), DueDay: today + 4}
	if got := dueWord(p, actionstest.Noon, today); got != "due in 4 days, on 26 Nov 2026" {
		t.Error(got)
	}
	for in, want := range map[string]string{"RHIT: unit 4/5": "RHIT- unit 4-5", " ..": "bank", "": "bank"} {
		if got := fileName(in); got != want {
			t.Errorf("%q as a file is %q", in, got)
		}
	}
}
