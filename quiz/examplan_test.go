package quiz_test

import (
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"chartroom/quiz"
	"chartroom/quiz/srs"
)

func plan(t *testing.T, in quiz.ExamPlanInput) quiz.ExamPlan {
	t.Helper()
	p, err := quiz.PlanExam(in)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// withMinutes is the input with as many minutes on every day.
func withMinutes(in quiz.ExamPlanInput, m float64) quiz.ExamPlanInput {
	for d := range in.Minutes {
		in.Minutes[d] = m
	}
	return in
}

// Laws of every plan: items known, each once, none that was studied today,
// never over the minutes, figures in order, and the input left as it was.
func TestAPlanKeepsItsLaws(t *testing.T) {
	seven, err := srs.NewModel(srs.FSRS7, nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, in := range map[string]quiz.ExamPlanInput{
		"scarce": examInput(600, 4, 14), "fair": examInput(600, 15, 45), "ample": examInput(300, 200, 20),
		"today": examInput(300, 10, 0), "tomorrow": examInput(300, 10, 1), "far": examInput(200, 5, 3000),
		"no time": examInput(300, 0, 30), "nothing": examInput(0, 30, 30), "over": examInput(300, 10, -5),
		"fsrs7":      func() quiz.ExamPlanInput { in := examInput(300, 10, 30); in.Model = seven; return in }(),
		"fsrs7 over": func() quiz.ExamPlanInput { in := examInput(300, 10, -3); in.Model = seven; return in }(),
	} {
		t.Run(name, func(t *testing.T) {
			for i := range in.Items {
				if i%7 == 0 && !in.Items[i].Memory.IsZero() {
					in.Items[i].LastDay = in.Today
				}
			}
			before := slices.Clone(in.Items)
			p := plan(t, in)
			if !reflect.DeepEqual(before, in.Items) {
				t.Error("the input was changed")
			}
			seconds, seen := 0.0, map[int]bool{}
			for _, i := range p.Review {
				it := in.Items[i]
				if seen[i] || !it.Memory.IsZero() && it.LastDay == in.Today {
					t.Errorf("item %d comes twice today", i)
				}
				seen[i] = true
				if it.Memory.IsZero() {
					seconds += it.SecondsNew
				} else {
					seconds += it.Seconds
				}
			}
			if seconds > in.Minutes[0]*60+1e-6 || math.Abs(seconds/60-p.Minutes) > 1e-6 {
				t.Errorf("%.2f minutes, said %.2f, of %.0f", seconds/60, p.Minutes, in.Minutes[0])
			}
			if !(0 <= p.Idle && p.Idle <= p.Score+1e-3 && p.Score <= p.Bound && p.Bound <= 1 && p.Score <= p.More && p.More <= 1) {
				t.Errorf("score %.4f, idle %.4f, bound %.4f, with more %.4f", p.Score, p.Idle, p.Bound, p.More)
			}
			if len(in.Items) > 0 && !(p.Low < p.Score && p.Score < p.High && p.Low >= 0 && p.High <= 1) {
				t.Errorf("interval %.4f to %.4f around %.4f", p.Low, p.High, p.Score)
			}
			if len(p.Review)+p.LeftOut > len(in.Items) || p.LeftOut < 0 {
				t.Errorf("%d to study and %d left out of %d", len(p.Review), p.LeftOut, len(in.Items))
			}
			for i, d := range p.Forecast {
				if d.Day != in.Today+quiz.Day(i) || d.Minutes > in.Minutes[0]+1e-6 || d.New > d.Items+1e-6 || math.IsNaN(d.Items) {
					t.Fatalf("forecast %+v", d)
				}
			}
			if again := plan(t, in); !reflect.DeepEqual(p, again) {
				t.Error("the same input gives another plan")
			}
		})
	}
}

func TestMoreMinutesNeverCostScore(t *testing.T) {
	for _, days := range []int{10, 40, 150} {
		last := quiz.ExamPlan{}
		for _, m := range []float64{0, 3, 6, 12, 24, 48, 96} {
			p := plan(t, withMinutes(examInput(800, m, days), m))
			if p.Score < last.Score-.002 {
				t.Errorf("%d days, %g minutes: %.4f after %.4f", days, m, p.Score, last.Score)
			}
			last = p
		}
	}
}

// The bound holds for every schedule, so a plan near it is nearly the best
// that there is.
func TestThePlanIsNearTheBound(t *testing.T) {
	for _, c := range []struct {
		minutes float64
		days    int
	}{{5, 14}, {15, 14}, {40, 14}, {5, 45}, {15, 45}, {8, 120}, {30, 120}} {
		p := plan(t, examInput(1000, c.minutes, c.days))
		if p.Score < .95*p.Bound {
			t.Errorf("%g minutes, %d days: expected %.4f, at most %.4f", c.minutes, c.days, p.Score, p.Bound)
		}
	}
}

func TestDomainsThatAreNotAskedAreLeft(t *testing.T) {
	in := examInput(400, 500, 20)
	in.Domains[2].Weight = 0
	p := plan(t, in)
	for _, i := range p.Review {
		if in.Items[i].Domain == 2 {
			t.Fatalf("item %d of a domain without weight", i)
		}
	}
	if len(p.Review) == 0 {
		t.Error("nothing is planned")
	}
}

// Only proportions count: of weights, and of seconds against minutes.
func TestUnitsDoNotMatter(t *testing.T) {
	in := examInput(500, 10, 30)
	want := plan(t, in)
	for d := range in.Domains {
		in.Domains[d].Weight *= 8
	}
	if got := plan(t, in); !reflect.DeepEqual(got.Review, want.Review) || math.Abs(got.Score-want.Score) > 1e-9 {
		t.Error("weights eight times as large give another plan")
	}
	in.Today, in.Exam = in.Today+700, in.Exam+700
	for i := range in.Items {
		in.Items[i].LastDay += 700
	}
	if got := plan(t, in); !reflect.DeepEqual(got.Review, want.Review) {
		t.Error("700 days later the plan is another")
	}
	in = withMinutes(in, 20)
	for i := range in.Items {
		in.Items[i].Seconds *= 2
		in.Items[i].SecondsNew *= 2
	}
	if got := plan(t, in); !reflect.DeepEqual(got.Review, want.Review) {
		t.Error("twice the minutes for twice the seconds give another plan")
	}
}

// What is worth more per second goes first among items that are otherwise alike.
func TestWeightAndSecondsDecideBetweenEquals(t *testing.T) {
	in := examInput(0, 2, 1)
	in.Domains = []quiz.ExamDomain{{ID: "light", Weight: 1}, {ID: "heavy", Weight: 3}}
	for i := range 40 {
		in.Items = append(in.Items, quiz.ExamItem{ID: string(rune('A' + i)), Domain: i % 2, Seconds: 10, SecondsNew: 20})
	}
	for _, i := range plan(t, in).Review {
		if in.Items[i].Domain != 1 {
			t.Errorf("item %d of the light domain", i)
		}
	}
	in.Domains[0].Weight = 3
	for i := range in.Items {
		in.Items[i].SecondsNew = 20 + 20*float64(i%2)
	}
	p := plan(t, in)
	for _, i := range p.Review {
		if in.Items[i].SecondsNew != 20 {
			t.Errorf("item %d takes longer", i)
		}
	}
	if len(p.Review) != 6 {
		t.Errorf("%d items in 2 minutes", len(p.Review))
	}
}

func TestDaysOffAreKept(t *testing.T) {
	in := examInput(300, 10, 30)
	in.Minutes[in.Today.Date().Weekday()] = 0
	p := plan(t, in)
	if len(p.Review) > 0 {
		t.Error("work on a day off")
	}
	for _, d := range p.Forecast {
		if in.Minutes[d.Day.Date().Weekday()] == 0 && d.Minutes > 0 {
			t.Errorf("%.1f minutes expected on %s, a day off", d.Minutes, d.Day)
		}
	}
}

// After the exam only what has faded is kept, and new material waits.
func TestKeepingAfterTheExam(t *testing.T) {
	in := examInput(300, 30, -1)
	p := plan(t, in)
	if !p.Keeping || len(p.Review) == 0 {
		t.Fatalf("keeping %v, %d items", p.Keeping, len(p.Review))
	}
	for _, i := range p.Review {
		it := in.Items[i]
		if it.Memory.IsZero() || in.Model.Retrievability(it.Memory, float64(in.Today-it.LastDay)) >= quiz.DefaultRetention {
			t.Errorf("item %d is not worth keeping today", i)
		}
	}
}

func TestAPlanRefusesWhatIsNotTrue(t *testing.T) {
	for says, spoil := range map[string]func(*quiz.ExamPlanInput){
		"minutes on weekday":        func(in *quiz.ExamPlanInput) { in.Minutes[2] = math.NaN() },
		"minutes of today are gone": func(in *quiz.ExamPlanInput) { in.Spent = math.NaN() },
		"a hundred years": func(in *quiz.ExamPlanInput) {
			in.Items[5].Memory, in.Items[5].LastDay = srs.Memory{Stability: 2, Difficulty: 5}, math.MinInt32
		},
		"the attendance is 2":    func(in *quiz.ExamPlanInput) { in.Attendance = 2 },
		"1440":                   func(in *quiz.ExamPlanInput) { in.Minutes[2] = 1e9 },
		"days ahead":             func(in *quiz.ExamPlanInput) { in.Exam = 1 << 30 },
		"item 3 is there twice":  func(in *quiz.ExamPlanInput) { in.Items[4].ID = "3" },
		"domain rhit:1 is there": func(in *quiz.ExamPlanInput) { in.Domains[1].ID = "rhit:1" },
		"domain rhit:2: the weight is NaN": func(in *quiz.ExamPlanInput) {
			in.Domains[1].Weight = math.NaN()
		},
		"domain rhit:2: the prior is 2": func(in *quiz.ExamPlanInput) { in.Domains[1].Prior = 2 },
		"item 5: its domain":            func(in *quiz.ExamPlanInput) { in.Items[5].Domain = 6 },
		"item 5: it takes -1 seconds":   func(in *quiz.ExamPlanInput) { in.Items[5].Seconds = -1 },
		"and NaN when new":              func(in *quiz.ExamPlanInput) { in.Items[5].SecondsNew = math.NaN() },
		"item 5: the stability is NaN": func(in *quiz.ExamPlanInput) {
			in.Items[5].Memory = srs.Memory{Stability: math.NaN(), Difficulty: 5}
		},
		"item 5: the stability is -2": func(in *quiz.ExamPlanInput) { in.Items[5].Memory = srs.Memory{Stability: -2, Difficulty: 5} },
		"item 5: the difficulty is 0": func(in *quiz.ExamPlanInput) { in.Items[5].Memory = srs.Memory{Stability: 2} },
		"after today": func(in *quiz.ExamPlanInput) {
			in.Items[5].Memory, in.Items[5].LastDay = srs.Memory{Stability: 2, Difficulty: 5}, in.Today+1
		},
	} {
		in := examInput(10, 10, 10)
		spoil(&in)
		if _, err := quiz.PlanExam(in); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v", says, err)
		}
	}
}
