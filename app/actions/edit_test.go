package actions_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"chartroom/app/actions"
	"chartroom/app/actions/actionstest"
	"chartroom/quiz"
	"chartroom/quiz/srs"
)

// keysOf are the keys of a bank's questions in their order.
func keysOf(t *testing.T, p *actionstest.Profile, bank quiz.BankID) (keys []string) {
	t.Helper()
	b, err := p.Act.Reader().BankQuestions(context.Background(), bank)
	p.Must(err)
	for _, q := range b.Questions {
		keys = append(keys, q.Key)
	}
	return keys
}

// written is a profile with a bank of the learner's own that holds three cards.
func written(t *testing.T) (*actionstest.Profile, quiz.BankID, []quiz.Question) {
	t.Helper()
	p := actionstest.New(t)
	bank, _, err := p.Act.NewBank(context.Background(), "Unit 4")
	p.Must(err)
	var all []quiz.Question
	for _, word := range []string{"one", "two", "three"} {
		q := p.Act.NewQuestion(bank, quiz.Flip)
		q.Stem, q.Options = word, []quiz.Option{{Text: "back of " + word, Fraction: 1}}
		all = append(all, q)
	}
	_, err = p.Act.Write(context.Background(), quiz.QuestionID{}, all...)
	p.Must(err)
	return p, bank, all
}

func undo(t *testing.T, p *actionstest.Profile, done actions.Done) {
	t.Helper()
	_, err := p.Act.Undo(context.Background(), done)
	p.Must(err)
}

func TestBanksOfOneNameAreTwoBanks(t *testing.T) {
	p, first, _ := written(t)
	second, done, err := p.Act.NewBank(context.Background(), "Unit 4")
	p.Must(err)
	if first == second {
		t.Fatal("both have the id", first)
	}
	undo(t, p, done)
	if banks, _ := p.Act.Reader().Banks(context.Background(), true); len(banks) != 1 {
		t.Fatalf("%d banks after undo", len(banks))
	}
}

func TestWritingSeveralIsOneStep(t *testing.T) {
	p, bank, all := written(t)
	before := keysOf(t, p, bank)
	if want := []string{all[0].Key, all[1].Key, all[2].Key}; !slices.Equal(before, want) {
		t.Fatalf("%v, want %v", before, want)
	}
	for i := range all {
		all[i].Tags = []string{"level:recall"}
	}
	done, err := p.Act.Write(context.Background(), quiz.QuestionID{}, all...)
	p.Must(err)
	q, _ := p.Act.Reader().Question(context.Background(), all[2].ID)
	if !q.HasTag("level:recall") {
		t.Fatal("not tagged")
	}
	undo(t, p, done)
	for _, one := range all {
		if q, _ := p.Act.Reader().Question(context.Background(), one.ID); len(q.Tags) > 0 {
			t.Fatalf("%s is still tagged after one undo", one.Key)
		}
	}
}

func TestMovingToAnotherBankMakesNewQuestionsAndUndoBringsProgressBack(t *testing.T) {
	p, from, all := written(t)
	p.Grade(&all[1], srs.Good, 5e9)
	before := p.Progress(all[1].ID)
	to, _, err := p.Act.NewBank(context.Background(), "Unit 5")
	p.Must(err)
	moved, done, err := p.Act.MoveQuestions(context.Background(), to, all[1].ID, all[2].ID)
	p.Must(err)
	if got := keysOf(t, p, from); !slices.Equal(got, []string{all[0].Key}) {
		t.Fatalf("left behind: %v", got)
	}
	if got := keysOf(t, p, to); !slices.Equal(got, []string{all[1].Key, all[2].Key}) {
		t.Fatalf("arrived: %v", got)
	}
	if !p.Progress(moved[0]).New() {
		t.Fatal("the moved question is not new")
	}
	undo(t, p, done)
	if got := keysOf(t, p, from); len(got) != 3 || !p.Progress(all[1].ID).Equal(before) {
		t.Fatalf("after undo %v, progress %+v", got, p.Progress(all[1].ID))
	}
}

func TestCopiesStandBehindTheirQuestionAndAreNew(t *testing.T) {
	p, bank, all := written(t)
	p.Grade(&all[0], srs.Good, 5e9)
	copies, done, err := p.Act.CopyQuestions(context.Background(), bank, all[0].ID)
	p.Must(err)
	q, err := p.Act.Reader().Question(context.Background(), copies[0])
	p.Must(err)
	if got := keysOf(t, p, bank); len(got) != 4 || got[1] != q.Key || q.Stem != "one" || !p.Progress(q.ID).New() {
		t.Fatalf("%v, copy %+v", got, q)
	}
	undo(t, p, done)
	if got := keysOf(t, p, bank); len(got) != 3 {
		t.Fatalf("after undo %v", got)
	}
}

func TestShippedBanksStayWhole(t *testing.T) {
	p, bank, all := written(t)
	p.Must(p.Act.SyncBuiltin(context.Background()))
	var shipped quiz.BankID
	banks, _ := p.Act.Reader().Banks(context.Background(), false)
	for _, b := range banks {
		if b.Builtin {
			shipped = b.ID
		}
	}
	inside, err := p.Act.Reader().BankQuestions(context.Background(), shipped)
	p.Must(err)
	ids := []quiz.QuestionID{inside.Questions[0].ID}
	for name, do := range map[string]func() error{
		"remove":    func() error { _, err := p.Act.RemoveQuestions(context.Background(), ids...); return err },
		"move from": func() error { _, _, err := p.Act.MoveQuestions(context.Background(), bank, ids...); return err },
		"move into": func() error { _, _, err := p.Act.MoveQuestions(context.Background(), shipped, all[0].ID); return err },
	} {
		if err := do(); err == nil || !strings.Contains(err.Error(), "came with the app") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, _, err := p.Act.CopyQuestions(context.Background(), bank, ids...); err != nil {
		t.Errorf("copy: %v", err)
	}
}

func TestRemovedQuestionsAreNotAskedAndComeBack(t *testing.T) {
	p, bank, all := written(t)
	done, err := p.Act.RemoveQuestions(context.Background(), all[0].ID, all[2].ID)
	p.Must(err)
	if got := keysOf(t, p, bank); !slices.Equal(got, []string{all[1].Key}) {
		t.Fatalf("left: %v", got)
	}
	undo(t, p, done)
	if got := keysOf(t, p, bank); !slices.Equal(got, []string{all[0].Key, all[1].Key, all[2].Key}) {
		t.Fatalf("after undo: %v", got)
	}
}

func TestMediaOfNoKnownTypeIsRefused(t *testing.T) {
	p := actionstest.New(t)
	if _, err := p.Act.AddMedia(context.Background(), "notes.txt", []byte("words")); err == nil {
		t.Fatal("a text was taken for a picture")
	}
}
