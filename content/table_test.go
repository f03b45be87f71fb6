package content

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"chartroom/content/table"
	"chartroom/quiz"
)

// Tables with the same endings are of flashcards or of questions.
func TestTablesAreFlashcardsOrQuestions(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a.csv", "Question,A,B,C,D,Answer\nWhat?,a,b,c,d,A\n", "csv"},
		{"a.tsv", "question\toption 1\toption 2\tcorrect\nWhat?\ta\tb\t2\n", "csv"},
		{"a.txt", "Question Text\tQuestion Type\tOption 1\tOption 2\tCorrect Answer\n", "csv"},
		{"a.csv", "question,answer\nWhat?,That.\n", "table"},
		{"a.csv", "Tags,Answer,Question,Reference,Reviewer\nx,30 days,How long?,45 CFR,Kim\n", "table"},
		{"a.txt", "edema - swelling\nemesis - vomiting\n", "csv"},
		{"a.txt", "edema\tswelling\nemesis\tvomiting\n", "table"},
	} {
		if f, err := FormatOf(c.name, []byte(c.text)); err != nil || f.Name != c.want {
			t.Errorf("%s, %q: %q, %v", c.name, c.text, f.Name, err)
		}
	}
}

func TestATableIsWrittenAsWhatItHolds(t *testing.T) {
	dir := t.TempDir()
	card := quiz.Question{Kind: quiz.Flip, Markup: quiz.Plain, Key: "text:0", Name: "front", Stem: "front", Options: []quiz.Option{{Text: "back", Fraction: 1}}}
	typed := card
	typed.Typed = true
	choice := quiz.Question{Kind: quiz.Choice, Markup: quiz.Plain, Key: "q1", Name: "What?", Stem: "What?", Options: []quiz.Option{{Text: "a", Fraction: 1}, {Text: "b"}}}
	for name, c := range map[string]struct {
		questions []quiz.Question
		format    string
	}{
		"cards.csv": {[]quiz.Question{card}, "table"}, "typed.csv": {[]quiz.Question{typed}, "table"},
		"questions.csv": {[]quiz.Question{choice}, "csv"}, "mixed.tsv": {[]quiz.Question{card, choice}, "csv"},
		"mixed.xlsx": {[]quiz.Question{card, choice}, "xlsx"},
	} {
		path := filepath.Join(dir, name)
		left, err := WriteFile(path, quiz.Bank{Name: "Bank", Questions: c.questions})
		if err != nil || len(left) > 0 {
			t.Errorf("%s: %v, %v", name, left, err)
			continue
		}
		f, err := ReadFile(context.Background(), path, Options{}, nil)
		if err != nil || f.Format.Name != c.format || len(f.Bank.Questions) != len(c.questions) || f.Bank.Name != "Bank" {
			t.Errorf("%s: %q, %+v, %v", name, f.Format.Name, f.Bank, err)
		}
	}
}

func TestAMappingMakesQuestionsOfCards(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.csv")
	if err := os.WriteFile(path, []byte("front,back,wrong\nWhat?,That.,This.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	m := table.Mapping{HeaderRow: 1, Roles: []table.Role{table.Question, table.Answer, table.Wrong(0)}}
	f, err := ReadFile(context.Background(), path, Options{Mapping: &m}, nil)
	if err != nil || f.Format.Name != "csv" || len(f.Bank.Questions) != 1 || f.Bank.Questions[0].Kind != quiz.Choice {
		t.Errorf("%+v, %v", f, err)
	}
}
