package progress

import (
	"strings"
	"testing"

	"chartroom/quiz"
	"chartroom/storage"
)

// reviews is so many of them, so many remembered, each predicted at a recall.
func reviews(n, kept int, recall float64) quiz.Predicted {
	return quiz.Predicted{Reviews: n, Kept: kept, Expected: recall * float64(n)}
}

// reviewed is a day with reviews that were predicted alike.
func reviewed(back, n, kept int, recall float64) storage.RecallDay {
	d := storage.RecallDay{Day: today - quiz.Day(back)}
	d.Bins[quiz.RecallBin(recall)] = reviews(n, kept, recall)
	return d
}

func TestPredictionsAreCalledWrongOnlyBeyondChance(t *testing.T) {
	for name, c := range map[string]struct {
		days []storage.RecallDay
		says string
	}{
		"none":  {nil, "Each time something comes up again"},
		"few":   {[]storage.RecallDay{reviewed(1, 12, 12, .9)}, "Not yet: 12 reviews in the last 30 days"},
		"good":  {[]storage.RecallDay{reviewed(1, 100, 88, .9), reviewed(5, 100, 91, .9), reviewed(60, 500, 0, .9)}, "Of 200 reviews in the last 30 days the schedule expected you to remember 90 %, and you remembered 90 %: as good as predicted"},
		"worse": {[]storage.RecallDay{reviewed(1, 200, 150, .9)}, "less than predicted, so your reviews come a little late"},
		"more":  {[]storage.RecallDay{reviewed(1, 200, 199, .9)}, "more than predicted, so your reviews come earlier"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := predictedOf(c.days, today, lastMonth).sentence(); !strings.Contains(got, c.says) {
				t.Errorf("says %q; want %q in it", got, c.says)
			}
		})
	}
}

func TestAnHourIsOddOnlyBeyondChance(t *testing.T) {
	same := hours{8: reviews(100, 90, .9), 9: reviews(100, 87, .9), 20: reviews(100, 93, .9)}
	tired := same
	tired[22] = reviews(100, 70, .9)
	fresh := same
	fresh[6] = reviews(200, 200, .9)
	less := hours{}
	for i := range less { // an hour is not odd because all are worse than predicted
		less[i] = reviews(100, 80, .9)
	}
	for name, c := range map[string]struct {
		hours hours
		says  string
	}{
		"none":     {hours{}, "Not yet: 0 reviews so far"},
		"one":      {hours{8: reviews(50, 45, .9)}, "Not yet: it takes two hours"},
		"the same": {same, "No hour of the day stands out"},
		"tired":    {tired, "Around 22:00 you remember 70 % where 90 % was predicted"},
		"fresh":    {fresh, "Around 6:00 you remember 100 % where 90 % was predicted"},
		"all less": {less, "No hour of the day stands out"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := c.hours.sentence(); !strings.Contains(got, c.says) {
				t.Errorf("says %q; want %q in it", got, c.says)
			}
		})
	}
}

func TestWeeksOfReviewsEndToday(t *testing.T) {
	r := rememberedOf([]storage.RecallDay{reviewed(200, 9, 9, .9), reviewed(28, 100, 70, .9), reviewed(7, 10, 9, .9), reviewed(0, 90, 85, .9)}, today)
	if len(r.Weeks) != 5 || r.Weeks[4].Reviews != 90 || r.Weeks[3].Reviews != 10 || r.Weeks[0].Reviews != 100 {
		t.Fatalf("%+v", r.Weeks)
	}
	if got := r.sentence(); got != "94 % remembered in the last four weeks, up from 70 % in the four before: that is more than chance." {
		t.Error(got)
	}
}

func TestHalfOfWhatIsKnownHoldsSoLong(t *testing.T) {
	var s storage.Shape
	for name, c := range map[string]struct {
		stability [9]int
		says      string
	}{
		"few":  {[9]int{3: 10}, "Not yet: 10 questions in the schedule"},
		"new":  {[9]int{30, 5, 5}, "More than half of your 40 questions are held for less than a day yet"},
		"half": {[9]int{10, 0, 10, 12, 8}, "20 of 40 questions hold for a week or longer"},
		"long": {[9]int{8: 25}, "25 of 25 questions hold for 2 years or longer"},
	} {
		t.Run(name, func(t *testing.T) {
			s.Stability = c.stability
			if got := stabilitySentence(&s); !strings.Contains(got, c.says) {
				t.Errorf("says %q; want %q in it", got, c.says)
			}
		})
	}
}

func TestReadinessIsWhatTodaySaidThen(t *testing.T) {
	b := quiz.Blueprint{Credential: "rhit", Domains: []quiz.Domain{{ID: "rhit:1", Short: "Coding", Min: 50, Max: 50}, {ID: "rhit:2", Short: "Law", Min: 50, Max: 50}}}
	day := func(back int, tag string, first, right int) storage.TopicDay {
		return storage.TopicDay{Tag: tag, Day: today - quiz.Day(back), Attempts: first, Right: right, First: first, FirstRight: right}
	}
	answers := []storage.TopicDay{day(70, "rhit:1", 15, 5), day(60, "rhit:2", 15, 5), day(3, "rhit:1", 185, 175), day(2, "rhit:2", 185, 175)}
	r := readinessOf(answers, &b, today)
	if len(r.Weeks) != 9 || r.ends(8) != today || r.ends(0) != today-56 {
		t.Fatalf("%d weeks", len(r.Weeks))
	}
	if first, last := r.Weeks[0], r.Weeks[8]; first.Answers != 30 || last.Answers != 400 || last.Share != .9 {
		t.Errorf("from %+v to %+v", first, last)
	}
	if got := r.sentence(); !strings.Contains(got, "clearly more than the 33 % of 8 weeks ago") {
		t.Error(got)
	}
	if got := readinessOf(answers[:1], &b, today).sentence(); !strings.HasPrefix(got, "Not yet") {
		t.Error(got)
	}
	m := monthsOf(answers, &b, today)
	if m.Span != 28 || len(m.First) != 3 || m.First[2] != today-27 || m.Domains[1].Share[2].Answers != 185 || m.Domains[0].Share[0].Answers != 15 {
		t.Errorf("%+v", m)
	}
	if got := m.sentence(); !strings.HasPrefix(got, "So far 2 domains can be told") {
		t.Error(got)
	}
	answers = append(answers, day(40, "rhit:1", 50, 20), day(40, "rhit:2", 50, 47))
	if got := monthsOf(answers, &b, today).sentence(); !strings.HasPrefix(got, "Coding is clearly up: 95 % right, 40 % in the column before.") {
		t.Error(got)
	}
}

func TestTheGraphOfHoursShowsWhereThereAreReviews(t *testing.T) {
	for name, c := range map[string]struct {
		hours    []int
		from, to int
	}{"none": {nil, 16, 24}, "night": {[]int{23}, 16, 24}, "morning": {[]int{0, 1}, 0, 8}, "all day": {[]int{6, 22}, 5, 24}, "noon": {[]int{12}, 8, 17}} {
		var h hours
		for _, i := range c.hours {
			h[i].Reviews = 1
		}
		if from, to := h.awake(); to-from < 8 || from < 0 || to > 24 || len(c.hours) > 0 && (from > c.hours[0] || to <= c.hours[len(c.hours)-1]) || len(c.hours) > 1 && (from != c.from || to != c.to) {
			t.Errorf("%s: from %d to %d", name, from, to)
		}
	}
}
