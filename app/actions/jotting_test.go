package actions_test

import (
	"testing"

	"chartroom/quiz"
)

func TestWhatIsJottedDownIsUndone(t *testing.T) {
	d := newDesk(t)
	tick := quiz.Jotting{Subject: "planner:step-1", Field: "done", Value: "yes"}
	first, err := d.Act.Jot(ctx, tick)
	d.Must(err)
	if again, err := d.Act.Jot(ctx, tick); err != nil || !again.Event.IsZero() {
		t.Errorf("the same again: %+v, %v", again, err)
	}
	d.Reopen()
	two, err := d.Act.JotAll(ctx, []quiz.Jotting{{Subject: "planner:step-1", Field: "done"},
		{Subject: "planner:step-1", Field: "note", Value: "May"}, {Subject: "planner:step-9", Field: "note"}}, "change of step 1")
	d.Must(err)
	if two.Label != "change of step 1" || two.Change.Kind != quiz.EventJotting {
		t.Errorf("%+v", two)
	}
	all, err := d.Act.Reader().Jottings(ctx, "planner:")
	d.Must(err)
	if len(all) != 1 || all[0].Value != "May" {
		t.Errorf("%+v", all)
	}
	d.undo(two)
	d.undo(first)
	if all, _ := d.Act.Reader().Jottings(ctx, ""); len(all) != 0 {
		t.Errorf("left are %+v", all)
	}
	if _, err := d.Act.Jot(ctx, quiz.Jotting{Subject: "a", Value: "b"}); err == nil {
		t.Error("a jotting of no field is saved")
	}
}
