package codes

import (
	"slices"
	"testing"

	"chartroom/quiz/codebook"
)

func TestMentionsAreTheCodesOfANote(t *testing.T) {
	for text, want := range map[string][]mention{
		"diabetes mellitus due to underlying condition (E08.-)": {{"E08.-", "E08"}},
		"insulin (Z79.4), oral antidiabetic drugs (Z79.84)":     {{"Z79.4", "Z794"}, {"Z79.84", "Z7984"}},
		"gestational diabetes (O24.4-)":                         {{"O24.4-", "O244"}},
		"complicating pregnancy (O10-O11, O13-O16)":             {{"O10-O11", "O10"}, {"O13-O16", "O13"}},
		"malignant neoplasm of skin (C4A.-, C43-C44)":           {{"C4A.-", "C4A"}, {"C43-C44", "C43"}},
		"stage of chronic kidney disease (N18.1-N18.6)":         {{"N18.1-N18.6", "N181"}},
		"poisoning (T36-T50 with fifth or sixth character 1-4)": {{"T36-T50", "T36"}},
		"twice I10 and I10":                                     {{"I10", "I10"}},
		"no code: type 2, HbA1c, 7.0 %, FY2027, COPD":           nil,
	} {
		if got := mentions(text); !slices.Equal(got, want) {
			t.Errorf("%q mentions %v, not %v", text, got, want)
		}
	}
}

func TestTargetIsWhatAnIndexCodeLeadsTo(t *testing.T) {
	for _, c := range []struct {
		set           codebook.Set
		printed, want string
	}{
		{codebook.ICD10CM, "E11.-", "E11"}, {codebook.ICD10CM, "S52.53-", "S5253"}, {codebook.ICD10CM, "I10", "I10"}, {codebook.ICD10CM, "--", ""},
		{codebook.ICD10CM, "", ""}, {codebook.ICD10PCS, "0DTJ", "0DTJ"}, {codebook.ICD10PCS, "0DJD8ZZ", "0DJD8ZZ"},
	} {
		if got := target(c.set, c.printed); got != c.want {
			t.Errorf("%s leads to %q, not %q", c.printed, got, c.want)
		}
	}
}

func TestSubjectsNameTheirCodes(t *testing.T) {
	for _, set := range codebook.Sets {
		for _, code := range []string{"E119", "0DTJ4ZZ", "J1815", "639", "S52531A"} {
			gotSet, got, ok := subjectCode(subject(set, code))
			if !ok || gotSet != set || got != code {
				t.Errorf("%s names %s %s", subject(set, code), gotSet, got)
			}
		}
	}
	if s := subject(codebook.ICD10CM, "E119"); s != "code:icd10cm:E11.9" {
		t.Errorf("E11.9 is called %s in the log", s)
	}
}
