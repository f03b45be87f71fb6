package quiz_test

import (
	"testing"

	"chartroom/quiz"
)

// In any n days from a round's beginning each of n questions comes once.
func TestEachQuestionHasItsDay(t *testing.T) {
	for n := 1; n <= 60; n++ {
		seen, first := map[int]bool{}, -1
		for day := 20_000 / n * n; day < 20_000/n*n+n; day++ {
			at := quiz.QuestionOfTheDay(quiz.Day(day), n)
			if at < 0 || at >= n || seen[at] {
				t.Fatalf("day %d of %d brings %d", day, n, at)
			}
			seen[at] = true
			first = at
		}
		if again := quiz.QuestionOfTheDay(quiz.Day(20_000/n*n+n-1), n); again != first {
			t.Errorf("the same day brings %d and %d", first, again)
		}
	}
	if quiz.QuestionOfTheDay(20_000, 0) != -1 {
		t.Error("of nothing something comes")
	}
}

func TestLevelUpAsksTheLowestLevelNotMastered(t *testing.T) {
	known, unknown := quiz.NewEstimate(95, 100), quiz.NewEstimate(80, 100)
	for _, c := range []struct {
		levels map[string]quiz.Estimate
		want   string
	}{
		{nil, "recall"},
		{map[string]quiz.Estimate{"recall": unknown}, "recall"},
		{map[string]quiz.Estimate{"recall": known}, "application"},
		{map[string]quiz.Estimate{"recall": known, "application": known, "analysis": unknown}, "analysis"},
		{map[string]quiz.Estimate{"recall": known, "application": known, "analysis": known}, "analysis"},
	} {
		if r := quiz.LevelUp("rhit", c.levels); r.Level != c.want || r.Check() != nil {
			t.Errorf("%v: %+v", c.levels, r)
		}
	}
}

func TestARecipeThatCannotBeIsRefused(t *testing.T) {
	good := quiz.Recipe{Name: "Mine", Mode: quiz.ModeTest, Count: 20, Minutes: 30}
	if err := good.Check(); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(*quiz.Recipe){
		"no name":       func(r *quiz.Recipe) { r.Name = "" },
		"no questions":  func(r *quiz.Recipe) { r.Count = 0 },
		"too many":      func(r *quiz.Recipe) { r.Count = quiz.MaxRecipe + 1 },
		"review":        func(r *quiz.Recipe) { r.Mode = quiz.ModeReview },
		"timed study":   func(r *quiz.Recipe) { r.Mode = quiz.ModeStudy },
		"negative time": func(r *quiz.Recipe) { r.Minutes = -1 },
		"negative days": func(r *quiz.Recipe) { r.NotSeen = -1 },
	} {
		r := good
		if spoil(&r); r.Check() == nil {
			t.Errorf("%s: nothing is found", name)
		}
	}
	misses := quiz.MyMisses("rhit")
	if err := misses.Check(); err != nil {
		t.Error(err)
	}
}
