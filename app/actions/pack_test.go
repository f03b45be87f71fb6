package actions_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"chartroom/content/pack"
	"chartroom/quiz"
)

func named(id string, n int) quiz.Bank {
	b := quiz.Bank{ID: quiz.BankID(id), Name: id}
	for i := range n {
		key := string(rune('a' + i))
		b.Questions = append(b.Questions, quiz.Question{ID: quiz.NewQuestionID(b.ID, key), Bank: b.ID, Key: key, Kind: quiz.Choice, Stem: "Which " + key + "?",
			Options: []quiz.Option{{Text: "this", Fraction: 1}, {Text: "that"}}})
	}
	return b
}

func TestAPackComesInWholeAndGoesInOneUndo(t *testing.T) {
	d := newDesk(t)
	before := d.state()
	m := &pack.Manifest{Name: "Unit 1 to 3", Version: "1", Key: []byte("0123456789abcdef0123456789abcdef")}
	all := d.Act.ImportAll([]quiz.Bank{named("one", 3), named("two", 2), named("three", 4)}, m)
	d.Must(all.Run(ctx, nil))
	done, err := all.Done(ctx)
	d.Must(err)
	if !strings.Contains(done.Say, "3 banks: 9 questions added") {
		t.Errorf("the receipt says %q", done.Say)
	}
	for _, id := range []quiz.BankID{"one", "two", "three"} {
		if _, err := d.Act.Reader().BankQuestions(ctx, id); err != nil {
			t.Errorf("bank %s: %v", id, err)
		}
	}
	if w := d.Act.PackWarning(m); w != "" {
		t.Errorf("the same pack again is warned of: %s", w)
	}
	other := *m
	other.Key = []byte("another key, of 32 bytes in all.")
	if w := d.Act.PackWarning(&other); w == "" {
		t.Error("another key is not said")
	}
	other.Key = nil
	if w := d.Act.PackWarning(&other); w == "" {
		t.Error("a signature that is gone is not said")
	}
	d.undo(done)
	same(t, "after undo", d.state(), before)
	if w := d.Act.PackWarning(&other); w != "" {
		t.Errorf("a pack that was taken back is remembered: %s", w)
	}
}

func TestAPackOfWhichOneBankFailsLeavesNothing(t *testing.T) {
	d := newDesk(t)
	twice := named("two", 2)
	twice.Questions[1] = twice.Questions[0]
	all := d.Act.ImportAll([]quiz.Bank{named("one", 3), twice}, nil)
	if err := all.Run(ctx, nil); err == nil {
		t.Fatal("two questions of one id came in")
	}
	if bank, err := d.Act.Reader().BankQuestions(ctx, "one"); err == nil && len(bank.Questions) > 0 {
		t.Errorf("the first bank stayed: %d questions", len(bank.Questions))
	}
	stopped, stop := context.WithCancel(ctx)
	all = d.Act.ImportAll([]quiz.Bank{named("three", 3), named("four", 2)}, nil)
	err := all.Run(stopped, func(done, _ int) {
		if done >= 3 {
			stop()
		}
	})
	if err != nil && !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	if bank, found := d.Act.Reader().BankQuestions(ctx, "three"); err != nil && found == nil && len(bank.Questions) > 0 {
		t.Errorf("cancelled, and the first bank stayed: %d questions", len(bank.Questions))
	}
}
