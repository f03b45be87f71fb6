package sheet

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"chartroom/content/parse"
	"chartroom/quiz"
)

// png is the beginning of a picture: enough to be known as one.
var png = []byte("\x89PNG\x0d\x0a\x1a\x0a\x00\x00\x00\x0dIHDR")

func pictures(name string) ([]byte, error) {
	switch name {
	case "heart.png":
		return png, nil
	case "notes.txt":
		return []byte("just words"), nil
	}
	return nil, errors.New("there is no such file")
}

// read reads a table of these columns and rows, separated by bars.
func read(t *testing.T, columns string, rows ...string) (quiz.Bank, []parse.Problem) {
	t.Helper()
	text := "#separator:pipe\n#html:false\n#columns:" + columns + "\n" + strings.Join(rows, "\n") + "\n"
	bank, problems, err := ParseWith(context.Background(), []byte(text), "test", Options{Media: pictures}, nil)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return bank, problems
}

func rules(problems []parse.Problem) string {
	var all []string
	for _, p := range problems {
		all = append(all, fmt.Sprintf("%d:%d %s %s", p.Line, p.Column, p.Severity, p.Rule))
	}
	return strings.Join(all, ", ")
}

func TestARowMakesAFamily(t *testing.T) {
	const parts = "hepat:root:liver + o:vowel + megaly:suffix:enlargement"
	const places = "left atrium@.1,.2,.3,.1; aorta@50%,0,10%,20%"
	for name, c := range map[string]struct {
		columns, row string
		want         []string // key family kind: stem = back
	}{
		"one way":       {"id|front|back", "k|a|b", []string{"k  flip: a = b"}},
		"two ways":      {"id|front|back|two-way", "k|a|b|yes", []string{"k k flip: a = b", "k <back k flip: b = a"}},
		"the other way": {"id|front|back|two-way|asked", "k|a|b|yes|back", []string{"k <back  flip: b = a"}},
		"a family":      {"id|front|back|family", "k|a|b|f", []string{"k f flip: a = b"}},
		"gaps": {"id|front|back", "k|The {{c2::left::side}} {{c1::heart}}|why", []string{
			"k <c1 k flip: The left {{1}} = The left [heart]\n\nwhy", "k <c2 k flip: The {{1}} heart = The [left] heart\n\nwhy"}},
		"gaps without a back":  {"front|back", "{{c1::heart}}|", []string{parse.TextKey("heart") + " <c1  flip: {{1}} = [heart]"}},
		"braces that are text": {"id|front|back|cloze", "k|{{c1::a}}|b|no", []string{"k  flip: {{c1::a}} = b"}},
		"a term": {"id|front|back|parts|other-parts", "k|hepatomegaly|large liver|" + parts + "|nephr:kidney", []string{
			"k k build: hepatomegaly = nephr", "k <build k build: large liver = nephr"}},
		"a picture": {"id|front|back|picture|regions|alt", "k|Where?||heart.png|" + places + "|a heart", []string{
			"k <left atrium k flip: Where? = left atrium", "k <aorta k flip: Where? = aorta"}},
		"one label of it": {"id|front|back|picture|regions|alt|asked", "k|||heart.png|" + places + "|a heart|aorta", []string{
			"k <aorta  flip: What is this place called? = aorta"}},
	} {
		t.Run(name, func(t *testing.T) {
			bank, problems := read(t, c.columns, c.row)
			var got []string
			for _, q := range bank.Questions {
				back := ""
				if len(q.Options) > 0 {
					back = q.Options[0].Text
				}
				got = append(got, fmt.Sprintf("%s %s %s: %s = %s", q.Key, q.Family, q.Kind, q.Stem, back))
			}
			if !reflect.DeepEqual(got, c.want) || len(problems) > 0 {
				t.Errorf("got\n%s\nwant\n%s\n%v", strings.Join(got, "\n"), strings.Join(c.want, "\n"), problems)
			}
		})
	}
}

func TestTheHeadSpeaksForAllRows(t *testing.T) {
	for head, want := range map[string]string{
		"#two-way:true": "2 false", "#typed:yes": "1 true", "#notetype:Basic (and reversed card)": "2 false",
		"#notetype:Basic (type in the answer)": "1 true", "#notetype:Basic (optional reversed card)": "1 false",
	} {
		bank, _, err := Parse(context.Background(), []byte(head+"\na\tb\n"), "x", nil)
		if err != nil || fmt.Sprintf("%d %v", len(bank.Questions), bank.Questions[0].Typed) != want {
			t.Errorf("%s: %+v, %v", head, bank.Questions, err)
		}
	}
}

func TestPicturesComeFromBesideTheTable(t *testing.T) {
	bank, _ := read(t, "front|back|picture|regions|hide|alt", "a||heart.png|x@0,0,1,1|all|words", "b||heart.png|y@0,0,.5,1||words")
	if len(bank.Media) != 1 || !bytes.Equal(bank.Media[0].Data, png) || bank.Media[0].Name != "heart.png" {
		t.Fatalf("media %+v", bank.Media)
	}
	a, b := bank.Questions[0].Picture, bank.Questions[1].Picture
	if a.Media != bank.Media[0].Ref() || !a.HideAll || b.HideAll || a.Alt != "words" || b.Regions[0] != (quiz.Region{Label: "y", W: .5, H: 1}) {
		t.Errorf("%+v, %+v", a, b)
	}
}

func TestBadCardsAreReportedAtTheirPlace(t *testing.T) {
	for row, want := range map[string]string{
		"term|b|hepat + o|||":              "4:8 repair sheet-parts",
		"term|b|te:root|||":                "4:8 repair sheet-parts",
		"term|b|te:root + m:suffix|||":     "4:8 repair sheet-parts",
		"term||te:root + m:suffix|||":      "4:6 error sheet-no-back",
		"term|term|te:root + rm:suffix|||": "4:6 repair sheet-parts",
		"a|b||heart.png|nowhere|":          "4:16 repair sheet-regions",
		"a|b||heart.png|x@0,0,2,1|":        "4:16 repair sheet-regions",
		"a|b||heart.png|x@.5,0,.6,1|":      "4:16 repair sheet-regions",
		"a|b||heart.png|x@NaN,0,1,1|":      "4:16 repair sheet-regions",
		"a|||../secret|x@0,0,1,1|":         "4:5 error sheet-picture",
		"a|||notes.txt|x@0,0,1,1|":         "4:5 error sheet-picture",
		"a|b||heart.png|x@0,0,1,1|":        "4:3 repair sheet-picture, 4:6 warning sheet-picture-alt",
		"{{c1::a|b||||":                    "4:1 unsupported sheet-cloze",
		"{{c1::a||||||":                    "4:1 error sheet-cloze",
		"a|b||||back":                      "4:8 repair sheet-asked",
	} {
		bank, problems, _ := ParseWith(context.Background(), []byte("#separator:pipe\n#html:false\n#columns:front|back|parts|picture|regions|asked\n"+row+"\nlast|one\n"), "test", Options{Media: pictures}, nil)
		if got := rules(problems); got != want {
			t.Errorf("%s: %s, not %s", row, got, want)
		}
		if n := len(bank.Questions); n < 1 || n > 2 || bank.Questions[n-1].Stem != "last" {
			t.Errorf("%s: %d cards", row, n)
		}
	}
}

// A table may not make gigabytes of a few megabytes.
func TestRowsOfManyGapsHaveABudget(t *testing.T) {
	var gaps strings.Builder
	for n := range 100 {
		fmt.Fprintf(&gaps, "{{c%d::a}}", n+1)
	}
	line := gaps.String() + strings.Repeat("x", 20<<10) + "\t\n"
	data := []byte("#separator:tab\n#html:false\n" + strings.Repeat(line, 100))
	bank, problems, err := Parse(context.Background(), data, "x", nil)
	if err != nil {
		t.Fatal(err)
	}
	made := 0
	for _, q := range bank.Questions {
		made += len(q.Stem) + len(q.Options[0].Text)
	}
	if made > mostMade || len(problems) == 0 || !strings.Contains(rules(problems), "sheet-too-many-cards") {
		t.Errorf("%d bytes, %d problems", made, len(problems))
	}
}

// words are what cells are made of in the law below.
func cell(r *rand.Rand) string {
	return []string{"heart", "left side", "{{c1::atrium}}", "{{c2::the {{c1::left}} side::hint}}", "x {{c3::a}} {{c3::b}}", "ö;y", "{{c1::open", "hepatomegaly"}[r.IntN(8)]
}

// TestCardsOfEveryKindAreWrittenAsTheyWereRead builds tables with all that
// makes families of rows; what is read, whole or with some questions taken
// out or changed, is written and read as it was.
func TestCardsOfEveryKindAreWrittenAsTheyWereRead(t *testing.T) {
	some := func(r *rand.Rand, words ...string) string { return words[r.IntN(len(words))] }
	written := 0
	for seed := range uint64(1500) {
		r := rand.New(rand.NewPCG(seed, 77))
		var rows []string
		for n := range 1 + r.IntN(5) {
			rows = append(rows, strings.Join([]string{
				some(r, "", "", fmt.Sprint("id", n), "id"), cell(r), cell(r), some(r, "", "", "yes"), some(r, "", "yes"), some(r, "", "", "no"),
				some(r, "", "", "", "hepat:root:liver + o:vowel + megaly:suffix:enlargement"), some(r, "", "nephr:kidney + itis"),
				some(r, "", "", "", "heart.png"), some(r, "", "a picture"), some(r, "x@0,0,.25,.5", "x@0,0,1,1;x@0,0,.5,.5;y@0.1,.2,.3,.4"), some(r, "", "all"),
				some(r, "", "", "", "back", "front", "build", "y", "x (2)"), some(r, "", "", "fam"), some(r, "plain", "html", "markdown", "moodle"), some(r, "", "t1 t2"),
			}, "|"))
		}
		bank, _, err := ParseWith(context.Background(), []byte("#separator:pipe\n#html:false\n#columns:id|front|back|two-way|typed|cloze|parts|other-parts|picture|alt|regions|hide|asked|family|markup|tags\n"+
			strings.Join(rows, "\n")+"\n"), "law", Options{Media: pictures}, nil)
		if err != nil {
			continue
		}
		keep := bank.Questions[:0]
		for i := range bank.Questions {
			q := &bank.Questions[i]
			q.Line = 0
			if r.IntN(6) == 0 { // one of a family was edited
				q.Rationale = "changed"
			}
			if r.IntN(8) > 0 && (parse.OwnID(q.Key) != "" || r.IntN(8) > 0) && Holds(q) == nil {
				keep = append(keep, *q)
			}
		}
		bank.Questions, bank.Media, bank.Name = keep, nil, "Law"
		if len(keep) == 0 || hasTwins(keep) {
			continue
		}
		written++
		got, problems, text := again(t, bank)
		for _, p := range problems {
			if p.Severity == parse.Error || p.Severity == parse.Repair {
				t.Errorf("seed %d: %v", seed, p)
			}
		}
		if !reflect.DeepEqual(got, bank) {
			t.Fatalf("seed %d: got\n%+v\nwant\n%+v\nread from\n%s\nwritten as\n%s", seed, got.Questions, bank.Questions, strings.Join(rows, "\n"), text)
		}
	}
	if written < 500 {
		t.Fatalf("only %d tables were written", written)
	}
}

// hasTwins reports whether a key carries a number: its number depends on the
// questions before it, and some may have been taken out.
func hasTwins(questions []quiz.Question) bool {
	for _, q := range questions {
		if strings.Contains(q.Key, " #") {
			return true
		}
	}
	return false
}
