package actions_test

import (
	"testing"
	"time"

	"chartroom/app/actions"
	"chartroom/quiz"
)

func TestOwnAnswersAreCountedByQuestion(t *testing.T) {
	h := newHall(t)
	for i, seconds := range []int{10, 50, 20} {
		q := &h.bank.Questions[2]
		_, _, err := h.Act.Answer(ctx, q, actions.Answer{Mode: quiz.ModeStudy, Response: quiz.Response{Chosen: []int{i % 2}},
			Took: time.Duration(seconds) * time.Second, Before: h.Progress(q.ID)})
		h.Must(err)
	}
	items, err := h.Act.OwnItems(ctx, h.bank.ID)
	h.Must(err)
	if len(items) != len(h.bank.Questions) || items[1].Right.Answers != 0 || items[1].Took != 0 {
		t.Errorf("%d items; one never answered is %+v", len(items), items[1].Right)
	}
	if one := items[2]; one.Question.ID != h.bank.Questions[2].ID || one.Right.Answers != 3 || one.Right.Right != 2 || one.Took != 20*time.Second {
		t.Errorf("%+v, %v", one.Right, one.Took)
	}
	if _, err := h.Act.OwnItems(ctx, "nowhere"); err == nil {
		t.Error("a bank that is not there has items")
	}
}
