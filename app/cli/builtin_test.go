package cli

import "testing"

// The material is counted without a file and without a profile, in words and as
// one document with the same figures.
func TestTheBuiltinMaterialIsCounted(t *testing.T) {
	d := newDesk(t)
	doc := d.run(ok, "check", "--builtin", "--json").parsed()
	for _, key := range []string{"cards", "cards_asked", "questions", "sources_exact", "read_blind", "choices"} {
		if n, ok := doc[key].(float64); !ok || n <= 0 {
			t.Errorf("%s is %v", key, doc[key])
		}
	}
	for _, key := range []string{"errors", "warnings"} {
		if n, ok := doc[key].(float64); !ok || n != 0 {
			t.Errorf("%s is %v", key, doc[key])
		}
	}
	for _, key := range []string{"decks", "banks", "exams", "ages"} {
		if list, ok := doc[key].([]any); !ok || len(list) == 0 {
			t.Errorf("%s is %v", key, doc[key])
		}
	}
	d.run(ok, "check", "--builtin").says("cards: ", "questions: ", "errors: 0", "warnings: 0", "read blind: ", "RHIT, Six domains", "whole forms of 150 without a question twice")
	d.run(misused, "check", "--builtin", "a.gift")
}

// Where a code book of a question's year is installed, the codes are looked up
// in it: one that lacks them makes findings.
func TestTheBuiltinMaterialIsHeldAgainstTheBooks(t *testing.T) {
	d := newDesk(t)
	data := "--data=" + d.dir
	book := d.file("icd10cm_order_2026.txt", order([3]string{"A00", "0", "Cholera"}, [3]string{"A000", "1", "Cholera, classical"}))
	d.run(problems, "codes", "install", book, data) // a short list is told
	d.run(problems, "check", "--builtin", data).complains("code-not-valid")
}
