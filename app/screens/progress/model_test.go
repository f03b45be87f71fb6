package progress

import (
	"strings"
	"testing"
	"time"

	"chartroom/quiz"
)

const today = quiz.Day(20779) // 22 November 2026, a Sunday

// on makes study days from how many days back each was.
func on(back ...int) []day {
	var days []day
	for _, b := range back {
		days = append(days, day{Day: today - quiz.Day(b), Answers: 10, Right: 8})
	}
	return days
}

func TestStreakIsDaysInARowUpToTodayOrYesterday(t *testing.T) {
	for name, c := range map[string]struct {
		back            []int
		streak, longest int
		says            string
	}{
		"empty":            {nil, 0, 0, "Nothing is answered yet"},
		"only today":       {[]int{0}, 1, 1, "Today begins a new run; your longest is 1 day."},
		"only yesterday":   {[]int{1}, 1, 1, "You studied yesterday"},
		"up to today":      {[]int{2, 1, 0}, 3, 3, "3 days in a row, your longest run so far."},
		"up to yesterday":  {[]int{3, 2, 1}, 3, 3, "An answer today keeps the run going."},
		"broken":           {[]int{9, 8, 7, 5}, 0, 3, "You last studied 5 days ago; your longest run is 3 days."},
		"longer before":    {[]int{9, 8, 7, 1, 0}, 2, 3, "2 days in a row; your longest run is 3."},
		"two years ago":    {[]int{801, 800}, 0, 2, "In the last year there is no answer."},
		"tomorrow's clock": {[]int{0, -1}, 1, 1, "Today begins"},
	} {
		t.Run(name, func(t *testing.T) {
			got := calendarOf(on(c.back...), today)
			if got.Streak != c.streak || got.Longest != c.longest {
				t.Errorf("streak %d, longest %d; want %d, %d", got.Streak, got.Longest, c.streak, c.longest)
			}
			if s := got.sentence(); !strings.Contains(s, c.says) {
				t.Errorf("says %q; want %q in it", s, c.says)
			}
		})
	}
}

func TestRetentionComparesWithWhatIsAimedFor(t *testing.T) {
	for name, c := range map[string]struct {
		kept, reviews int
		period        period
		says          string
	}{
		"none ever":   {0, 0, always, "Nothing has come up for a second day yet."},
		"none lately": {0, 0, lastWeek, "Nothing came up again in the last 7 days."},
		"too few":     {10, 12, always, "Not yet: 12 reviews so far, and it takes 20"},
		"in line":     {178, 200, always, "Of all 200 reviews you remembered 89 % (likely 85 to 92): in line with the 90 % you aim for."},
		"below":       {150, 200, lastMonth, "less than the 90 % you aim for."},
		"above":       {199, 200, lastWeek, "more than the 90 % you aim for."},
	} {
		t.Run(name, func(t *testing.T) {
			days := []day{{Day: today, Young: c.reviews, YoungKept: c.kept}}
			if s := retentionOf(days, today, c.period, .9).sentence(); !strings.Contains(s, c.says) {
				t.Errorf("says %q; want %q in it", s, c.says)
			}
		})
	}
}

func TestRetentionCountsThePeriodOnly(t *testing.T) {
	days := []day{
		{Day: today - 400, Mature: 100, MatureKept: 90}, {Day: today - 29, Young: 10, YoungKept: 5},
		{Day: today - 6, Young: 7, YoungKept: 6}, {Day: today, Mature: 3, MatureKept: 3},
	}
	for p, want := range map[period][2]int{lastWeek: {10, 9}, lastMonth: {20, 14}, always: {120, 104}} {
		r := retentionOf(days, today, p, .9)
		if r.All.Answers != want[0] || r.All.Right != want[1] {
			t.Errorf("%v: %d of %d; want %d of %d", p, r.All.Right, r.All.Answers, want[1], want[0])
		}
		if r.Young.Answers+r.Mature.Answers != r.All.Answers {
			t.Errorf("%v: young and mature are not all", p)
		}
	}
}

func TestForecastPutsWhatIsLateIntoTheBacklog(t *testing.T) {
	counts := make([]int, month.days()+2)
	counts[0], counts[1], counts[4], counts[30], counts[31] = 4, 5, 20, 1, 99
	f := forecastOf(counts, nil, today, month, 12*time.Second)
	if f.Backlog != 4 || f.Due[0] != 5 || f.Due[3] != 20 || f.Due[29] != 1 || f.Total != 30 {
		t.Fatalf("%+v", f)
	}
	want := "30 reviews in the next 30 days: about 1.0 a day, less than a minute at your pace. 4 were due before today and come first. The busiest day is Wednesday, 25 November with 20."
	if got := f.sentence(); got != want {
		t.Errorf("says %q", got)
	}
	counts[0] = 40
	if got := forecastOf(counts, nil, today, month, 0).sentence(); !strings.HasSuffix(got, "New cards will add to it.") {
		t.Errorf("today is the busiest day, and it says %q", got)
	}
	if got := forecastOf(nil, nil, today, month, 0).sentence(); !strings.Contains(got, "No review is due") {
		t.Error(got)
	}
	if got := forecastOf([]int{1}, nil, today, month, 0).sentence(); !strings.Contains(got, "1 was due before today and comes first.") {
		t.Error(got)
	}
}

func TestThePlanSaysWhatIsReviewedOnItsDays(t *testing.T) {
	plan := []quiz.ExamDay{{Day: today, Items: 37.6, New: 7.6, Minutes: 40}, {Day: today + 1, Items: 17, New: 5, Minutes: 50}, {Day: today + 200, Items: 9}}
	f := forecastOf([]int{9, 4, 4, 4}, plan, today, month, 12*time.Second)
	if !f.Planned || f.Backlog != 0 || f.Due[0] != 30 || f.Due[1] != 12 || f.Due[2] != 4 || f.Fresh[0] != 7.6 || f.Total != 46 {
		t.Fatalf("%+v", f)
	}
	if got := f.sentence(); got != "46 reviews in the next 30 days: about 1.5 a day. Your plan to the exam adds about 13 new questions, whose reviews are counted too, and takes 45 minutes a day." {
		t.Error(got)
	}
}

func TestDomainsSayWhereMostIsToBeGained(t *testing.T) {
	a := domain{Short: "Privacy", Weight: .2, Estimate: quiz.NewEstimate(18, 20)}
	b := domain{Short: "Coding", Weight: .3, Estimate: quiz.NewEstimate(15, 30)}
	few := domain{Short: "Law", Weight: .5, Estimate: quiz.NewEstimate(1, 5)}
	for name, c := range map[string]struct {
		domains []domain
		says    string
	}{
		"none":    {[]domain{few}, "Not yet: a domain shows its share once 20 of its questions are answered."},
		"one":     {[]domain{a, few}, "Most is to be gained in Privacy: it is 20 % of the exam and you get 90 % right there when you first see a question. One domain has not enough answers yet."},
		"heavier": {[]domain{a, b}, "Most is to be gained in Coding: it is 30 % of the exam and you get 50 % right there when you first see a question."},
		"perfect": {[]domain{{Short: "Privacy", Weight: 1, Estimate: quiz.NewEstimate(20, 20)}}, "Every answer so far was right."},
	} {
		t.Run(name, func(t *testing.T) {
			if got := domainSentence(c.domains); got != c.says {
				t.Errorf("says %q", got)
			}
		})
	}
}

func TestAccuracyCallsAChangeOnlyWhatChanceDoesNotExplain(t *testing.T) {
	month := func(back, right, answers int) topicDay {
		return topicDay{Day: today - quiz.Day(back), Right: right, Answers: answers}
	}
	for name, c := range map[string]struct {
		days []topicDay
		says string
	}{
		"none":     {nil, "No question of your exam is answered"},
		"few":      {[]topicDay{month(0, 5, 10)}, "Not yet: 10 answers in the last four weeks"},
		"first":    {[]topicDay{month(0, 15, 25)}, "In the last four weeks you got 60 % of 25 answers right."},
		"the same": {[]topicDay{month(30, 60, 100), month(3, 63, 100)}, "no clear change"},
		"up":       {[]topicDay{month(30, 50, 100), month(3, 80, 100)}, "80 % right in the last four weeks, up from 50 % in the four before"},
		"down":     {[]topicDay{month(30, 80, 100), month(3, 50, 100)}, "down from 80 %"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := weeksOf(c.days, today).sentence(); !strings.Contains(got, c.says) {
				t.Errorf("says %q; want %q in it", got, c.says)
			}
		})
	}
}

func TestWeeksEndTodayAndBeginWithTheFirstAnswer(t *testing.T) {
	w := weeksOf([]topicDay{{today - 7, 4, 2}, {today - 6, 10, 9}, {today, 10, 5}, {today - 7*weekCount, 9, 9}}, today)
	if len(w.Weeks) != 2 || w.Weeks[0].Answers != 4 || w.Weeks[1].Answers != 20 {
		t.Fatalf("%+v", w)
	}
	if got := w.name(1); got != "16 Nov to 22 Nov, 20 answers" {
		t.Error(got)
	}
	if got := w.begins(0); got != today-13 {
		t.Error(got)
	}
}

func TestTimeSpentIsComparedWithThePlan(t *testing.T) {
	d := func(back, minutes int) day {
		return day{Day: today - quiz.Day(back), Answers: 1, Took: time.Duration(minutes) * time.Minute}
	}
	week := func(minutes int) []day {
		var days []day
		for back := range enoughDays {
			days = append(days, d(back, minutes))
		}
		return days
	}
	for name, c := range map[string]struct {
		days []day
		says string
	}{
		"none":  {[]day{d(30, 50)}, "No time was spent in the last 30 days."},
		"few":   {[]day{d(0, 10), d(29, 20)}, "30 minutes together on 2 of the last 30 days: 15 minutes on a day you study."},
		"less":  {week(15), "105 minutes together on 7 of the last 30 days: 15 minutes on a day you study, less than the 30 you plan with."},
		"about": {week(29), "about the 30 you plan with."},
		"more":  {week(70), "8.2 hours together on 7 of the last 30 days: 70 minutes on a day you study, more than the 30 you plan with."},
	} {
		t.Run(name, func(t *testing.T) {
			if got := spentOf(c.days, today, 30).sentence(); !strings.Contains(got, c.says) {
				t.Errorf("says %q; want %q in it", got, c.says)
			}
		})
	}
}

func TestCSVHasOneLineADay(t *testing.T) {
	m := model{days: []day{{Day: today, Answers: 12, Right: 9, New: 3, Took: 90 * time.Second, Young: 5, YoungKept: 4, Mature: 2, MatureKept: 2}}}
	want := "day,answers,right,new,seconds,young,young_remembered,mature,mature_remembered\n2026-11-22,12,9,3,90,5,4,2,2\n"
	if got := m.dayTable().csv(); got != want {
		t.Errorf("%q", got)
	}
}

func TestNothingInAFileIsTakenForAFormula(t *testing.T) {
	out := newTable("x", "a", "b")
	for _, text := range []string{"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "a=1", "", "ünder"} {
		out.add(text, -2.5)
	}
	want := "a,b\n'=1+1,-2.5\n'+1,-2.5\n'-1,-2.5\n'@SUM(A1),-2.5\n'\t=1,-2.5\n\"'\r=1\",-2.5\na=1,-2.5\n,-2.5\nünder,-2.5\n"
	if got := out.csv(); got != want {
		t.Errorf("%q", got)
	}
}

func TestHardestSaysHowOftenTheyWereMissed(t *testing.T) {
	for want, all := range map[string][]hard{
		"No question has been missed twice.":             nil,
		"You missed this one twice.":                     {{Answers: 5, Wrong: 2}},
		"You missed these 2 questions 7 times together.": {{Answers: 9, Wrong: 5}, {Answers: 3, Wrong: 2}},
	} {
		if got := hardSentence(all); !strings.HasPrefix(got, want) {
			t.Errorf("says %q; want %q", got, want)
		}
	}
}

func TestALeechIsNamedWithWhatToDo(t *testing.T) {
	all := []hard{{Answers: 20, Wrong: 9, Lapses: 8, Leech: true}, {Answers: 5, Wrong: 2}}
	if got := hardSentence(all); !strings.Contains(got, "One is a leech") {
		t.Error(got)
	}
	if got := all[0].detail(); !strings.Contains(got, "Forgotten 8 times: rewrite it, split it") {
		t.Error(got)
	}
}
