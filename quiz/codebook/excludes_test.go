package codebook

import (
	"fmt"
	"testing"

	"chartroom/quiz"
)

func TestReferencesOfNotesAreRead(t *testing.T) {
	for note, want := range map[string]string{
		"gestational diabetes (O24.4-)":                              "[{O244 }] true",
		"neonatal diabetes mellitus (P70.2)":                         "[{P702 }] true",
		"transitory disorders specific to newborn (P70-P74)":         "[{P70 P74}] true",
		"alcohol use (F10.1-, F10.2-) and (acute) poisoning (T51.-)": "[{F101 } {F102 } {T51 }] true",
		"Merkel cell carcinoma (C4A.-)":                              "[{C4A }] true",
		"poisoning (T36-T50 with fifth or sixth character 5)":        "[{T36 T50}] false",
		"diabetes NOS": "[] false",
		"pneumonia (J18.9) except in the newborn": "[{J189 }] false",
	} {
		all, whole := references(note)
		if got := fmt.Sprintf("%v %v", all, whole); got != want {
			t.Errorf("%s: %s, not %s", note, got, want)
		}
	}
}

// Two codes are apart only where neither names the other and every note is
// understood.
func TestCodesAreApartOnlyForCertain(t *testing.T) {
	entry := func(code string, notes ...string) *Entry {
		e := &Entry{Code: Code{Code: code}}
		for _, n := range notes {
			e.Notes = append(e.Notes, Gathered{Note: Note{Kind: NoteExcludes1, Text: n}})
		}
		return e
	}
	for _, c := range []struct {
		a, b *Entry
		want bool
	}{
		{entry("E119"), entry("I10"), true},
		{entry("E119", "hypertension (I10)"), entry("I10"), false},
		{entry("E119"), entry("I10", "diabetes (E11.-)"), false},
		{entry("E119", "newborn (P70-P74)"), entry("P702"), false},
		{entry("E119", "newborn (P70-P74)"), entry("P960"), false}, // of the chapter: not certain enough
		{entry("E119", "something NOS"), entry("I10"), false},
		{entry("E119", "newborn (P70-P74)"), entry("I10", "newborn (P29.2)"), true},
	} {
		if got := apart(c.a, c.b); got != c.want || apart(c.b, c.a) != got {
			t.Errorf("%s and %s apart: %v", c.a.Code.Code, c.b.Code.Code, got)
		}
	}
}

func TestMentionsOfAQuestion(t *testing.T) {
	q := quiz.Question{Kind: quiz.Choice, Stem: "Which is right for E11.65 in version 4.2 at 10.30?", Rationale: "See Z79.4; K21.9 is another.",
		Options: []quiz.Option{{Text: "C4A.9", Fraction: 1, Feedback: "It is C4A.9."}, {Text: "T07.XXXA"}, {Text: "99213"}}}
	if got, want := fmt.Sprint(Mentions(&q, ICD10CM)), "[{E1165 false false} {C4A9 false false} {C4A9 false false} {T07XXXA false true} {Z794 false false} {K219 false false}]"; got != want {
		t.Errorf("%s, not %s", got, want)
	}
	typed := quiz.Question{Kind: quiz.Code, Tags: []string{"code:icd10pcs-2026"}, Options: []quiz.Option{{Text: "0DTJ4ZZ", Fraction: 1}, {Text: "0DT*", Fraction: .5}, {Text: "0DTJ0ZZ"}}}
	if got := fmt.Sprint(Mentions(&typed, ICD10PCS), Mentions(&typed, ICD10CM)); got != "[{0DTJ4ZZ true false}] []" {
		t.Error(got)
	}
}
