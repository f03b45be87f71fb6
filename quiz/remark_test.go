package quiz_test

import (
	"slices"
	"testing"

	"chartroom/quiz"
	"chartroom/quiz/srs"
)

func TestResponsesMoveWithTheirOptions(t *testing.T) {
	options := func(texts ...string) *quiz.Question {
		q := &quiz.Question{Kind: quiz.Choice}
		for _, text := range texts {
			q.Options = append(q.Options, quiz.Option{Text: text})
		}
		return q
	}
	from := options("a", "b", "c", "c")
	for _, c := range []struct {
		to     *quiz.Question
		chosen []int
		want   []int
		ok     bool
	}{
		{options("c", "b", "a", "c"), []int{0, 1}, []int{2, 1}, true},
		{options("a", "b", "c", "c"), []int{3}, []int{3}, true},
		{options("a", "c"), []int{1}, nil, false},
		{options("a"), []int{7}, nil, false},
		{options("a"), nil, nil, true},
	} {
		got, ok := quiz.Translate(from, c.to, quiz.Response{Chosen: c.chosen})
		if ok != c.ok || ok && !slices.Equal(got.Chosen, c.want) {
			t.Errorf("%v of %v is %v, %v", c.chosen, c.to.Options, got.Chosen, ok)
		}
	}
	if _, ok := quiz.Translate(&quiz.Question{Gaps: make([]quiz.Gap, 2)}, &quiz.Question{}, quiz.Response{Gaps: []string{"x", "y"}}); ok {
		t.Error("gaps that are gone are filled")
	}
}

func TestOnlyAnotherVerdictIsAnotherGrade(t *testing.T) {
	for _, c := range []struct {
		mark  float64
		grade srs.Grade
		sure  quiz.Certainty
		now   float64
		want  srs.Grade
	}{
		{1, srs.Easy, quiz.Sure, 1, srs.Easy}, {1, srs.Easy, quiz.Sure, .5, srs.Again}, {0, srs.Again, quiz.Sure, 1, srs.Good},
		{0, srs.Again, quiz.Guess, 1, srs.Hard}, {.5, srs.Again, quiz.Unsaid, 0, srs.Again}, {0, srs.Hard, quiz.Unsaid, .5, srs.Hard},
	} {
		a := quiz.Attempt{Mark: c.mark, Grade: c.grade, Certainty: c.sure}
		if got := quiz.GradeAnew(&a, quiz.Result{Mark: c.now}); got != c.want {
			t.Errorf("%+v: %s", c, got)
		}
	}
}
