package today

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"chartroom/app/actions"
	"chartroom/quiz"
	"chartroom/storage"
)

func TestTheLastSevenDays(t *testing.T) {
	const today = quiz.Day(20000)
	day := func(back, attempts, right int) storage.DayCount {
		return storage.DayCount{Day: today - quiz.Day(back), Mode: quiz.ModeReview, Attempts: attempts, Right: right}
	}
	for name, c := range map[string]struct {
		days []storage.DayCount
		want week
	}{
		"nothing yet":                  {nil, week{}},
		"today only":                   {[]storage.DayCount{day(0, 4, 3)}, week{Active: 1, Answers: 4, Recalled: .75, Streak: 1}},
		"yesterday keeps the streak":   {[]storage.DayCount{day(1, 2, 2)}, week{Active: 1, Answers: 2, Recalled: 1, Streak: 1}},
		"the day before breaks it":     {[]storage.DayCount{day(2, 2, 1)}, week{Active: 1, Answers: 2, Recalled: .5}},
		"two modes on a day are one":   {[]storage.DayCount{day(0, 1, 1), day(0, 1, 0)}, week{Active: 1, Answers: 2, Recalled: .5, Streak: 1}},
		"the seventh day counts":       {[]storage.DayCount{day(6, 1, 1)}, week{Active: 1, Answers: 1, Recalled: 1}},
		"the eighth does not":          {[]storage.DayCount{day(7, 9, 9)}, week{}},
		"a gap ends the streak":        {[]storage.DayCount{day(0, 1, 1), day(1, 1, 1), day(3, 1, 1)}, week{Active: 3, Answers: 3, Recalled: 1, Streak: 2}},
		"a streak longer than a week":  {[]storage.DayCount{day(0, 1, 1), day(1, 1, 1), day(2, 1, 1), day(3, 1, 1), day(4, 1, 1), day(5, 1, 1), day(6, 1, 1), day(7, 1, 1), day(8, 1, 1)}, week{Active: 7, Answers: 7, Recalled: 1, Streak: 9}},
		"in any order":                 {[]storage.DayCount{day(1, 1, 0), day(0, 1, 1)}, week{Active: 2, Answers: 2, Recalled: .5, Streak: 2}},
		"yesterday and before, a week": {[]storage.DayCount{day(1, 1, 1), day(2, 1, 1)}, week{Active: 2, Answers: 2, Recalled: 1, Streak: 2}},
	} {
		if got := weekOf(c.days, today); got != c.want {
			t.Errorf("%s: %+v, not %+v", name, got, c.want)
		}
	}
	w := week{Active: 1, Answers: 1200, Recalled: .805}
	if got, want := w.String(), "Last seven days: studied on 1 day, 1,200 answers, 80 % right."; got != want {
		t.Errorf("%q, not %q", got, want)
	}
}

func TestAnExamDateIsLaterThanToday(t *testing.T) {
	today, err := quiz.ParseDay("2026-11-22")
	if err != nil {
		t.Fatal(err)
	}
	for typed, problem := range map[string]string{
		"": "", "2026-11-23": "", "2028-02-29": "",
		"2026-11-22": "That day has passed. Choose a later one, or none.", "2020-01-01": "That day has passed. Choose a later one, or none.",
		"2027-02-29": "Write the date as year-month-day, for example 2027-01-21.", "18.1.2027": "Write the date as year-month-day, for example 2027-01-21.",
		"2027-13-01": "Write the date as year-month-day, for example 2027-01-21.", "soon": "Write the date as year-month-day, for example 2027-01-21.",
	} {
		f := firstRun{Stage: chooseDate, Date: "2026-12-24", Problem: "old"}
		err := f.setDate(typed, today)
		if f.Problem != problem || (err != nil) != (problem != "") || f.Date != typed {
			t.Errorf("%q: problem %q, error %v, date %q", typed, f.Problem, err, f.Date)
		}
	}
}

func TestTheTasterGoesRoundTheDomains(t *testing.T) {
	id := func(n byte) quiz.QuestionID { return quiz.QuestionID{n} }
	lists := [][]quiz.QuestionID{{id(1), id(2), id(3)}, {}, {id(4)}, {id(5), id(6)}}
	for n, want := range map[int][]quiz.QuestionID{
		0: nil, 2: {id(1), id(4)}, 4: {id(1), id(4), id(5), id(2)}, 99: {id(1), id(4), id(5), id(2), id(6), id(3)},
	} {
		if got := roundRobin(lists, n); !slices.Equal(got, want) {
			t.Errorf("%d: %v, not %v", n, got, want)
		}
	}
	if got := roundRobin(nil, 5); len(got) != 0 {
		t.Errorf("of nothing: %v", got)
	}
}

func TestMinutesAreWholeAndNeverNone(t *testing.T) {
	for d, want := range map[time.Duration]int{0: 1, 20 * time.Second: 1, 89 * time.Second: 1, 90 * time.Second: 2, time.Hour: 60} {
		if got := minutes(d); got != want {
			t.Errorf("%v: %d, not %d", d, got, want)
		}
	}
}

func TestThePlanGoesByTheLearnersOwnPace(t *testing.T) {
	days := []storage.DayCount{
		{Day: 100, Mode: quiz.ModeReview, Attempts: 15, Took: 150 * time.Second},
		{Day: 99, Mode: quiz.ModeReview, Attempts: 15, Took: 450 * time.Second},
		{Day: 60, Mode: quiz.ModeReview, Attempts: 900, Took: time.Hour}, // long ago
		{Day: 100, Mode: quiz.ModeStudy, Attempts: 10, Took: 600 * time.Second},
		{Day: 100, Mode: quiz.ModeTest, Attempts: 10, Took: 1000 * time.Second},
	}
	review, answer := pacesOf(days, 70)
	if review != 20*time.Second || answer != 80*time.Second {
		t.Errorf("a review takes %v and an answer %v, not 20 s and 80 s", review, answer)
	}
	if review, answer := pacesOf(days[:1], 70); review != 0 || answer != 0 {
		t.Errorf("15 answers tell a pace of %v and %v", review, answer)
	}
}

// told is a chance to pass of so many answers.
func told(pass float64, answers int) *actions.Readiness {
	r := &actions.Readiness{Readiness: quiz.Readiness{Pass: pass, Low: pass / 2, High: (1 + pass) / 2, Answers: answers, Cut: [2]float64{.62, .72},
		Domains: []quiz.DomainReadiness{{Score: quiz.Range{Mean: .9, Low: .8, High: .95}, Answers: answers, PerPoint: .012}, {Score: quiz.Range{Mean: .6, Low: .3, High: .8}, PerPoint: .01}}},
		Blueprint: quiz.Blueprint{Name: "RHIT"}, Parts: []quiz.Domain{{ID: "rhit:1", Short: "Data"}, {ID: "rhit:2", Short: "Access"}}}
	return r
}

func TestAChanceIsNeverCertain(t *testing.T) {
	for p, want := range map[float64]string{0: "under 1 %", .004: "under 1 %", .01: "1 %", .5: "50 %", .99: "99 %", .994: "over 99 %", 1: "over 99 %"} {
		if got := chance(p); got != want {
			t.Errorf("%v is said as %q, not %q", p, got, want)
		}
	}
}

func TestReadinessInWords(t *testing.T) {
	r := told(.6, 40)
	for got, want := range map[string]string{
		about(r):   "Chance to pass RHIT, if it were today",
		between(r): "likely between 30 % and 80 %",
		by(r):      "By 40 first answers to questions not seen before. An estimate from practice questions, not a promise.",
		raises(r):  "What would raise it most: Access. Each further right answer in a hundred of its items adds about 1.0 points.",
	} {
		if got != want {
			t.Errorf("it says %q, not %q", got, want)
		}
	}
	for _, want := range []string{"rests on 40 answers in 2 domains", "Least is known of Access", "from 62 to 72 %", "an estimate from practice, not a promise"} {
		if !strings.Contains(rests(r), want) {
			t.Errorf("%q is not in %q", want, rests(r))
		}
	}
	day, err := quiz.ParseDay("2027-01-18")
	if err != nil {
		t.Fatal(err)
	}
	r.Dated, r.Day, r.Blueprint.Cover = true, day, "non-CPT sections only"
	if got := about(r); got != "Chance to pass RHIT, non-CPT sections only, on 18 January, if you keep to the plan" {
		t.Error(got)
	}
	for n, want := range map[int]string{19: "19 answers so far, so 1 more is missing.", 0: "0 answers so far, so 20 more are missing."} {
		if got := missing(told(math.NaN(), n)); !strings.Contains(got, want) {
			t.Errorf("of %d answers it says %q", n, got)
		}
	}
}
