package content

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"chartroom/quiz"
)

// Codes and tables come back from the formats that know neither, and what the
// app alone has is said to be left out.
func TestKindsOfTheAppSurviveOtherFormats(t *testing.T) {
	text := "// [tag:code:icd10cm-2026]\n::Code::Code for type 2 diabetes with hyperglycaemia {=E11.65}\n\n::Word::The same as a word {=diabetes}\n"
	path := filepath.Join(t.TempDir(), "a.gift")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	file, err := ReadFile(context.Background(), path, Options{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	bank := file.Bank
	table := quiz.Question{Kind: quiz.Table, Markup: quiz.HTML, Name: "Days", Stem: "<p>Fill in.</p><table><tr><td>beds</td><td>{{1}}</td></tr></table>",
		Gaps: []quiz.Gap{{Kind: quiz.Number, Weight: 1, Options: []quiz.Option{{Text: "120", Value: 120, Fraction: 1}}}}}
	table.Key = "id:days"
	table.ID = quiz.NewQuestionID(bank.ID, table.Key)
	bank.Questions = append(bank.Questions, table)
	want := []quiz.Kind{quiz.Code, quiz.Text, quiz.Table}
	drill := quiz.Question{Kind: quiz.Drill, Key: "id:d", Name: "Drill", Stem: "x", Drill: &quiz.DrillRule{Formula: "1"}}
	for _, ending := range []string{".gift", ".xml"} {
		path := filepath.Join(t.TempDir(), "b"+ending)
		whole := bank
		whole.Questions = append(whole.Questions, drill)
		left, err := WriteFile(path, whole)
		if err != nil || len(left) != 1 {
			t.Fatalf("%s: %v, left out %v", ending, err, left)
		}
		again, err := ReadFile(context.Background(), path, Options{}, nil)
		if err != nil || len(again.Bank.Questions) != len(want) {
			t.Fatalf("%s: %v, %v", ending, err, again.Problems)
		}
		for i, q := range again.Bank.Questions {
			if q.Kind != want[i] || q.Name != bank.Questions[i].Name {
				t.Errorf("%s: %q comes back as %s; want %s", ending, q.Name, q.Kind, want[i])
			}
		}
	}
}
