package codebook_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"chartroom/quiz/codebook"
)

func TestParentIsTheLongestExistingShorterCode(t *testing.T) {
	have := map[string]bool{"T07": true, "S52": true, "S525": true, "A00": true, "A000": true, "C4A": true}
	exists := func(c string) bool { return have[c] }
	for code, want := range map[string]string{
		"T07XXXA": "T07", "A000": "A00", "S52501A": "S525", "C4A0": "C4A", "A00": "", "": "", "Z99": "",
	} {
		if got := codebook.Parent(code, exists); got != want {
			t.Errorf("parent of %q is %q, not %q", code, got, want)
		}
	}
}

// In tabular order both ways to find parents are one.
func TestParentsInOrderAreTheLongestExistingShorterCodes(t *testing.T) {
	codes := []string{"A00", "A000", "A001", "C43", "C430", "C4A", "C4A0", "C44", "C440", "S52", "S525", "S5250", "S52501", "S52501A", "S52501B", "T07", "T07XXXA"}
	exists := func(c string) bool { return slices.Contains(codes, c) }
	var p codebook.Parents
	for i, c := range codes {
		got := ""
		if at := p.Add(c, i); at >= 0 {
			got = codes[at]
		}
		if want := codebook.Parent(c, exists); got != want {
			t.Errorf("parent of %s is %q in order and %q by looking", c, got, want)
		}
	}
}

func TestYoungCategoriesFallInTheBlockBeforeThem(t *testing.T) {
	blocks := []codebook.Heading{{First: "C43", Last: "C44"}, {First: "C45", Last: "C49"}, {First: "M05", Last: "M14"}, {First: "Q90", Last: "Q99"}, {First: "C7A", Last: "C7A"}}
	categories := []string{"C43", "C4A", "C44", "C45", "C75", "C7A", "M08", "M1A", "M10", "Q99", "QA0", "R00"}
	want := []int{0, 0, 0, 1, 1, 4, 2, 2, 2, 3, 3, -1}
	if got := codebook.Blocks(blocks, categories); !reflect.DeepEqual(got, want) {
		t.Errorf("%v, not %v", got, want)
	}
}

func TestChaptersCoverEveryLetter(t *testing.T) {
	var all strings.Builder
	for c := 'A'; c <= 'Z'; c++ {
		n := 0
		for _, h := range codebook.Chapters {
			if codebook.Covers(h.First, h.Last, string(c)+"20") || codebook.Covers(h.First, h.Last, string(c)+"75") {
				n++
			}
		}
		if n == 0 {
			all.WriteRune(c)
		}
	}
	if all.Len() > 0 || len(codebook.Chapters) != 22 {
		t.Errorf("%d chapters; none for %s", len(codebook.Chapters), all.String())
	}
}

func words(s string) (all []string) {
	codebook.Words(s, func(w []byte) { all = append(all, string(w)) })
	return all
}

func TestWords(t *testing.T) {
	for text, want := range map[string]string{
		"Type 2 diabetes mellitus, NOS": "type 2 diabetes mellitus nos",
		"Ménière's disease":             "menieres disease",
		"Sjögren’s syndrome":            "sjogrens syndrome",
		"non-ST elevation (NSTEMI)":     "non st elevation nstemi",
		"":                              "",
		"---":                           "",
		"anæmia":                        "anemia",
		"\xff\xfe bytes":                "bytes",
		strings.Repeat("x", 100):        strings.Repeat("x", 64),
		"Løffler's 5.5mg/mL <b>bold</b> co₂ µg": "lofflers 5 5mg ml b bold b co2 g",
	} {
		if got := strings.Join(words(text), " "); got != want {
			t.Errorf("%q has the words %q, not %q", text, got, want)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		open bool
		want int
	}{
		{"pnuemonia", "pneumonia", false, 1},
		{"diabetis", "diabetes", false, 1},
		{"hemorrage", "hemorrhage", false, 1},
		{"fracture", "fracture", false, 0},
		{"fractur", "fracture", false, 1},
		{"fractur", "fractures", true, 0},
		{"pnuem", "pneumonia", true, 1},
		{"heart", "liver", false, 3},
		{"", "a", false, 1},
		{"", "anything", true, 0},
		{"anaphylaxis", "ana", false, 3},
		{strings.Repeat("a", 50), strings.Repeat("a", 50), false, 3},
	} {
		if got := codebook.Distance(c.a, c.b, 2, c.open); got != c.want {
			t.Errorf("%q to %q: %d, not %d", c.a, c.b, got, c.want)
		}
	}
}

// Nothing within reach is passed over by looking at the letters first.
func TestLettersNeverHideANearWord(t *testing.T) {
	list := []string{"pneumonia", "pnuemonia", "neumonia", "pneumonias", "pneumona", "diabetes", "diabetis", "dibaetes", "asthma", "astma"}
	for _, a := range list {
		for _, b := range list {
			if d := codebook.Distance(a, b, 2, false); d <= 2 {
				far := codebook.Letters(a) ^ codebook.Letters(b)
				n := 0
				for ; far != 0; far &= far - 1 {
					n++
				}
				if n > 2*d {
					t.Errorf("%s and %s are %d apart, but differ in %d letters", a, b, d, n)
				}
			}
		}
	}
}

func TestAmericanSpelling(t *testing.T) {
	for british, want := range map[string]string{
		"anaemia": "anemia", "oedema": "edema", "haemorrhage": "hemorrhage", "tumour": "tumor", "leucocyte": "leukocyte",
		"oesophagus": "esophagus", "foetal": "fetal", "paralyse": "paralyze", "hyperkalaemia": "hyperkalemia", "leucaemia": "leukemia",
	} {
		if got := codebook.American(british); !slices.Contains(got, want) {
			t.Errorf("%s is %v, not %s", british, got, want)
		}
	}
	if got := codebook.American("fracture"); len(got) != 0 {
		t.Errorf("fracture is %v", got)
	}
}

func TestAbbreviations(t *testing.T) {
	for _, short := range []string{"chf", "htn", "copd", "dm", "mi", "cva", "uti", "gerd", "ckd", "aki"} {
		all := codebook.Abbreviations(short)
		if len(all) == 0 {
			t.Errorf("%s is not known", short)
		}
		for _, a := range all {
			if a.Short != short || a.Means == "" || strings.ContainsAny(a.Search(), "=:") {
				t.Errorf("%+v", a)
			}
		}
	}
	if a := codebook.Abbreviations("heart attack"); len(a) != 1 || a[0].String() != "heart attack = myocardial infarction" {
		t.Errorf("%v", a)
	}
	if a := codebook.Abbreviations("chf")[0].String(); a != "CHF = congestive heart failure" {
		t.Error(a)
	}
	if len(codebook.Abbreviations("fracture")) != 0 {
		t.Error("a word is no abbreviation")
	}
}

func TestVariants(t *testing.T) {
	for word, want := range map[string]string{
		"fractures": "fracture", "fracture": "fractures", "injuries": "injury", "injury": "injuries", "abscesses": "abscess",
		"abscess": "abscesses", "metastasis": "metastases", "metastases": "metastasis", "virus": "viruses",
	} {
		if got := codebook.Variants(word); got[0] != word || !slices.Contains(got, want) {
			t.Errorf("%s: %v has no %s", word, got, want)
		}
	}
}
