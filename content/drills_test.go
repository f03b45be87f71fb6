package content

import (
	"bytes"
	"testing"

	"chartroom/content/drills"
	"chartroom/content/parse"
	"chartroom/quiz"
)

// A table of drills is told from tables of cards and questions by its column of
// formulas, whatever it is called.
func TestTablesOfDrillsAreFound(t *testing.T) {
	bank := quiz.Bank{ID: "d", Name: "d"}
	q := quiz.Question{Kind: quiz.Drill, Key: parse.IDKey("a"), Name: "Rate", Stem: "{a} of 10?", Markup: quiz.Plain, Tags: []string{"rhit:3"},
		Drill: &quiz.DrillRule{Formula: "a/10*100", Unit: "%", Vars: []quiz.DrillVar{{Name: "a", Min: 1, Max: 9}}}}
	q.ID = quiz.NewQuestionID(bank.ID, q.Key)
	bank.Questions = []quiz.Question{q}
	var b bytes.Buffer
	if err := drills.Format(&b, bank); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"a.drills", "a.tsv", "a.txt", "a.csv", "a"} {
		for _, text := range []string{b.String(), "id,question,formula,vars\n1,\"{a} of 10?\",a*10,a 1..9\n", "stem\tformula\tvars\ttags\n{a} of 10?\ta*10\ta 1..9\trhit:3\n"} {
			if f, err := FormatOf(name, []byte(text)); err != nil || f.Name != "drills" {
				t.Errorf("%s: %s, %v\n%s", name, f.Name, err, text)
			}
		}
	}
}

// The worked solutions of drills hold {=…}, which looks like an answer of GIFT.
func TestATableOfDrillsIsNoGIFT(t *testing.T) {
	const table = "#kind:drill\nstem\tformula\tvars\tsolution\nHow many are {a} and {b}?\ta+b\ta 1..9; b 1..9\t{a} + {b} = {=a+b}\n"
	if f, err := FormatOf("unnamed", []byte(table)); err != nil || f.Name != "drills" {
		t.Errorf("it looks like %q, %v", f.Name, err)
	}
}
