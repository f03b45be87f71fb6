package anki

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"chartroom/quiz"
	"chartroom/quiz/srs"
)

func TestHistoryKeepsWhatTheMemoryLearntFrom(t *testing.T) {
	const l, r, relearn, cram, hand, moved = learning, 1, relearning, filtered, manual, rescheduled
	type step [3]int64 // ease, kind, factor
	for name, c := range map[string]struct {
		scheduler string
		log       []step
		want      string // grades
	}{
		"learnt and reviewed":           {"2", []step{{3, l, 0}, {3, l, 0}, {1, r, 2500}, {3, relearn, 2300}, {4, r, 2300}}, "3 3 1 3 4"},
		"crammed meanwhile":             {"2", []step{{3, l, 0}, {1, cram, 0}, {2, r, 2500}}, "3 2"},
		"a filtered deck that counts":   {"2", []step{{3, l, 0}, {1, cram, 2500}}, "3 1"},
		"moved by hand":                 {"2", []step{{3, l, 0}, {0, hand, 2500}, {3, l, 0}, {0, moved, 2500}, {3, r, 2500}}, "3 3 3"},
		"forgotten and learnt again":    {"2", []step{{3, l, 0}, {4, r, 2500}, {0, hand, 0}, {1, l, 0}, {3, r, 2500}}, "1 3"},
		"forgotten at the end":          {"2", []step{{3, l, 0}, {4, r, 2500}, {0, hand, 0}}, ""},
		"learnt twice without a reset":  {"2", []step{{3, l, 0}, {4, r, 2500}, {1, l, 0}, {3, r, 2500}}, "1 3"},
		"the beginning is missing":      {"2", []step{{3, r, 2500}, {3, r, 2500}}, ""},
		"three buttons while learning":  {"1", []step{{1, l, 0}, {2, l, 0}, {3, l, 0}, {2, r, 2500}, {2, relearn, 2500}}, "1 3 4 2 3"},
		"grades that there are not":     {"2", []step{{3, l, 0}, {5, r, 2500}, {0, r, 2500}, {-1, r, 2500}}, "3"},
		"kinds that there are not":      {"2", []step{{3, l, 0}, {3, 9, 2500}}, "3"},
		"nothing but a filtered review": {"2", []step{{3, cram, 0}}, ""},
	} {
		m := one(basic, "f", "b")
		m.conf = `{"schedVer": ` + c.scheduler + `}`
		for i, s := range c.log {
			// Backwards, for the log need not be in order of time.
			m.log = append([][6]int64{{1_767_300_000_000 + int64(i)*60_000, 20, s[0], s[2], 4_321, s[1]}}, m.log...)
		}
		p, problems := mustRead(t, m.pack(t), Options{History: true})
		var grades []string
		for _, h := range p.History {
			for i, review := range h.Reviews {
				if i > 0 && !review.At.After(h.Reviews[i-1].At) || review.Took != 4321*time.Millisecond || review.At.Location() != time.UTC {
					t.Errorf("%s: %+v", name, h.Reviews)
				}
				grades = append(grades, fmt.Sprint(int(review.Grade)))
			}
		}
		if got := strings.Join(grades, " "); got != c.want {
			t.Errorf("%s: %s, not %s; %v", name, got, c.want, problems)
		}
	}
}

func TestScheduleIsReadWhenAsked(t *testing.T) {
	day := func(n int) time.Time { return time.Unix(created, 0).UTC().AddDate(0, 0, n) }
	for name, c := range map[string]struct {
		card madeCard
		want History
	}{
		"never learnt":         {madeCard{due: 5}, History{}},
		"to be reviewed":       {madeCard{kind: 2, queue: 2, due: 35, data: `{"s": 12.5, "d": 6.4, "dr": 0.9}`}, History{Due: day(35), Memory: srs.Memory{Stability: 12.5, Difficulty: 6.4}}},
		"being learnt":         {madeCard{kind: 1, queue: 1, due: 1_767_300_000}, History{Due: time.Unix(1_767_300_000, 0).UTC()}},
		"late":                 {madeCard{kind: 2, queue: 2, due: -3}, History{Due: day(-3)}},
		"suspended":            {madeCard{queue: -1, flags: 4}, History{Suspended: true, Flag: 4}},
		"buried by hand":       {madeCard{kind: 2, queue: -3, due: 1}, History{Buried: true, Due: day(1)}},
		"buried by a sibling":  {madeCard{kind: 2, queue: -2, due: 1}, History{Buried: true, Due: day(1)}},
		"in a filtered deck":   {madeCard{kind: 2, queue: 2, due: -100_000, odue: 8, odid: 1}, History{Due: day(8)}},
		"no day that there is": {madeCard{kind: 2, queue: 2, due: 900_000_000}, History{}},
		"a memory of nonsense": {madeCard{kind: 2, queue: 2, due: 1, data: `{"s": -1, "d": 1e9}`}, History{Due: day(1)}},
		"data that is none":    {madeCard{kind: 2, queue: 2, due: 1, data: `{"s": "x`}, History{Due: day(1)}},
	} {
		m := one(basic, "f", "b")
		c.card.id, c.card.note, c.card.deck = 20, 10, 1
		m.cards = []madeCard{c.card}
		for _, layout := range []string{"legacy 1", "latest"} {
			data := layouts[layout](t, &m, nil)
			p, problems := mustRead(t, data, Options{History: true})
			want := c.want
			want.Question, want.Key = p.Bank.Questions[0].ID, "guid"
			if want.Due.IsZero() && !want.Suspended {
				if len(p.History) != 0 {
					t.Errorf("%s, %s: %+v", name, layout, p.History)
				}
			} else if len(p.History) != 1 || fmt.Sprint(p.History[0]) != fmt.Sprint(want) || len(problems) > 0 {
				t.Errorf("%s, %s: %+v, not %+v", name, layout, p.History, want)
			}
			if p, _ := mustRead(t, data, Options{}); p.History != nil {
				t.Errorf("%s: %+v was not asked for", name, p.History)
			}
		}
	}
}

func TestAttemptsAreTheSameEachTime(t *testing.T) {
	m := made{types: []madeType{basic}, notes: []madeNote{{10, "a", 1, "", []string{"f", "b"}}, {11, "b", 1, "", []string{"g", "c"}}},
		cards: []madeCard{{id: 20, note: 10, deck: 1}, {id: 21, note: 11, deck: 1}}}
	for i := range int64(6) {
		m.log = append(m.log, [6]int64{1_767_300_000_000 + (i*7%5)*60_000 + i, 20 + i%2, 1 + i%4, 0, 100 * i, learning})
	}
	days := quiz.Days{Zone: time.UTC, Rollover: quiz.DefaultRollover}
	first, _ := mustRead(t, m.pack(t), Options{History: true})
	again, _ := mustRead(t, layouts["latest"](t, &m, nil), Options{History: true})
	want := slices.Collect(Attempts(again.History, days))
	ids := map[quiz.EventID]bool{}
	last := time.Time{}
	n := 0
	for a := range Attempts(first.History, days) {
		if fmt.Sprint(a) != fmt.Sprint(want[n]) || ids[a.ID] || a.At.Before(last) || a.Day != days.Of(a.At) || a.Mode != quiz.ModeReview || (a.Mark == 1) != a.Right() {
			t.Errorf("%d: %+v, %+v", n, a, want[n])
		}
		if id, err := uuid.Parse(a.ID.String()); err != nil || id.Version() != 7 || id.Variant() != uuid.RFC4122 {
			t.Errorf("%v is no UUIDv7: %v", a.ID, err)
		} else if seconds, _ := id.Time().UnixTime(); seconds != a.At.Unix() {
			t.Errorf("%v is of %d, not %d", a.ID, seconds, a.At.Unix())
		}
		ids[a.ID], last = true, a.At
		n++
	}
	if n != 6 {
		t.Errorf("%d answers", n)
	}
	for range Attempts(first.History, days) {
		break // a reader may stop
	}
}
