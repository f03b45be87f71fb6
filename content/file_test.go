package content

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chartroom/quiz"
)

func TestWriteFileWritesTheWholeBankOrNothing(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "bank.gift")
	card := quiz.Question{Kind: quiz.Flip, Name: "a card", Stem: "front", Options: []quiz.Option{{Text: "back", Fraction: 1}}}
	essay := quiz.Question{Kind: quiz.Essay, Name: "Why?", Stem: "Why?"}
	left, err := WriteFile(path, quiz.Bank{Name: "Bank", Questions: []quiz.Question{essay, card}})
	if err != nil || len(left) != 1 || !strings.Contains(left[0].Error(), "a card") {
		t.Fatalf("%v, %v", left, err)
	}
	f, err := ReadFile(context.Background(), path, Options{Bank: "x"}, nil)
	if err != nil || len(f.Bank.Questions) != 1 || f.Bank.Name != "Bank" || f.Bank.ID != "x" {
		t.Errorf("%+v, %v", f, err)
	}
	if c := f.Checked("p", nil); c.File != "p" || c.Format != "gift" || len(c.Questions) != 1 {
		t.Errorf("%+v", c)
	}
	if _, err := WriteFile(path, quiz.Bank{Questions: []quiz.Question{card}}); err == nil {
		t.Error("a file without questions is written")
	}
	for bad, want := range map[string]string{"bank.doc": "ending", filepath.Join("gone", "bank.gift"): "no such folder"} {
		if _, err := WriteFile(filepath.Join(dir, bad), quiz.Bank{Questions: []quiz.Question{essay}}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v does not say %q", bad, err, want)
		}
	}
	if files, err := os.ReadDir(dir); err != nil || len(files) != 1 {
		t.Errorf("left behind: %v, %v", files, err)
	}
}

func TestReadWithoutRepairsLeavesQuestionsOut(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.gift")
	if err := os.WriteFile(path, []byte("Sky?{true}\n\nSea?{T}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for strict, want := range map[bool]int{false: 2, true: 1} {
		f, err := ReadFile(context.Background(), path, Options{NoRepairs: strict}, nil)
		if err != nil || len(f.Bank.Questions) != want || len(f.Problems) != 1 {
			t.Errorf("repairs off is %t: %d questions, %v, %v", strict, len(f.Bank.Questions), f.Problems, err)
		}
	}
}
