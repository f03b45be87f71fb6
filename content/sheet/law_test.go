package sheet

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/tools/txtar"

	"chartroom/content/parse"
	"chartroom/quiz"
)

// again writes a bank and reads it back.
func again(t *testing.T, bank quiz.Bank) (quiz.Bank, []parse.Problem, string) {
	t.Helper()
	var b strings.Builder
	if err := Format(&b, bank); err != nil {
		t.Fatalf("format: %v", err)
	}
	got, problems, err := Parse(context.Background(), []byte(b.String()), string(bank.ID), nil)
	if err != nil {
		t.Fatalf("parse what format wrote: %v\n%s", err, b.String())
	}
	for i := range got.Questions {
		got.Questions[i].Line = 0
	}
	return got, problems, b.String()
}

var pieces = []string{"a", "B", "ö", "日本", " ", "\n", "\t", "\"", "\"\"", "#", ",", ";", ":", "|", "<b>", "&amp;", "\\", "tags:", "sep=;", "{{c1::x}}", "'", "="}

func text(r *rand.Rand) string {
	for {
		var b strings.Builder
		for range 1 + r.IntN(6) {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		if s := strings.TrimSpace(b.String()); s != "" {
			return s
		}
	}
}

func maybe(r *rand.Rand) string {
	if r.IntN(2) == 0 {
		return ""
	}
	return text(r)
}

func randomBank(r *rand.Rand) quiz.Bank {
	bank := quiz.Bank{ID: "law", Name: "A deck: of laws", Source: "a; b", Version: "FY2026", Language: "en", Licence: "CC BY 4.0"}
	taken := map[string]int{}
	for n := range 1 + r.IntN(6) {
		q := quiz.Question{Bank: "law", Kind: quiz.Flip, Stem: text(r), Options: []quiz.Option{{Text: text(r), Fraction: 1}}}
		q.Markup = []quiz.Markup{quiz.Plain, quiz.Plain, quiz.Markdown, quiz.HTML, quiz.Moodle}[r.IntN(5)]
		q.Example, q.Pronunciation, q.Source, q.Rationale = maybe(r), maybe(r), maybe(r), maybe(r)
		q.Name = parse.Excerpt(q.Stem, nameLength)
		if r.IntN(2) == 0 {
			q.AsOf, q.ReviewBy = "2026-11", fmt.Sprintf("2027-%02d-01", 1+n)
		}
		q.Category = []string{"", "A", "A/B", "A//C/D::"[:6]}[r.IntN(4)]
		for i := range r.IntN(3) {
			q.Tags = append(q.Tags, []string{"rhit:1", "two words", "ö"}[(n+i)%3])
		}
		key := parse.TextKey(q.Stem)
		if r.IntN(2) == 0 {
			key = parse.IDKey(fmt.Sprintf("id \" %d", r.IntN(5)))
		}
		q.Key, _ = parse.Untaken(key, taken)
		q.ID = quiz.NewQuestionID(bank.ID, q.Key)
		bank.Questions = append(bank.Questions, q)
	}
	return bank
}

// TestParseOfFormatIsTheSame builds random decks with texts made of all that
// means something in a table.
func TestParseOfFormatIsTheSame(t *testing.T) {
	for seed := range uint64(500) {
		want := randomBank(rand.New(rand.NewPCG(seed, 9)))
		got, problems, written := again(t, want)
		for _, p := range problems {
			if p.Severity == parse.Error || p.Severity == parse.Repair {
				t.Errorf("seed %d: %v", seed, p)
			}
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("seed %d: got\n%+v\nwant\n%+v\nwritten as\n%s", seed, got, want, written)
		}
	}
}

func TestHoldsSaysWhatIsLost(t *testing.T) {
	back := []quiz.Option{{Text: "back", Fraction: 1}}
	for name, q := range map[string]quiz.Question{
		"a choice":       {Kind: quiz.Choice, Stem: "front", Options: back},
		"two backs":      {Kind: quiz.Flip, Stem: "front", Options: append(back, back...)},
		"no front":       {Kind: quiz.Flip, Options: back},
		"two markups":    {Kind: quiz.Flip, Stem: "front", Options: []quiz.Option{{Text: "b", Markup: quiz.HTML}}},
		"feedback":       {Kind: quiz.Flip, Stem: "front", Options: []quiz.Option{{Text: "b", Feedback: "f"}}},
		"a comma in tag": {Kind: quiz.Flip, Stem: "front", Options: back, Tags: []string{"a,b"}},
	} {
		if Holds(&q) == nil {
			t.Errorf("%s: a table cannot hold it, but Holds says nothing", name)
		}
		if err := Format(&strings.Builder{}, quiz.Bank{Questions: []quiz.Question{q}}); err == nil {
			t.Errorf("%s: written all the same", name)
		}
	}
}

// FuzzParse proves that no input makes the reader panic, that problems point
// into the file, and that what was read survives writing and reading again.
func FuzzParse(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txtar")
	for _, path := range files {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			if strings.HasSuffix(file.Name, ".txt") {
				f.Add([]byte(strings.ReplaceAll(string(file.Data), "→", "\t")))
			}
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		bank, problems, err := Parse(context.Background(), data, "fuzz", nil)
		Looks(string(data))
		if text, _, _, decodeErr := parse.Decode(data); decodeErr == nil {
			lines := strings.Split(text, "\n")
			for _, p := range problems {
				if p.Line < 1 || p.Line > len(lines) || p.Column < 0 || p.Column > utf8.RuneCountInString(lines[p.Line-1])+1 || p.Message == "" {
					t.Fatalf("%v is not in the file of %d lines", p, len(lines))
				}
			}
		}
		if err != nil {
			return
		}
		for i := range bank.Questions {
			if err := Holds(&bank.Questions[i]); err != nil {
				t.Fatalf("what was read cannot be written: %v", err)
			}
			bank.Questions[i].Line = 0
		}
		first, _, written := again(t, bank)
		if !reflect.DeepEqual(first, bank) {
			t.Fatalf("got\n%+v\nwant\n%+v\nwritten as\n%s", first, bank, written)
		}
	})
}

// TestReadsAnkisFixtures reads the text files of Anki's own tests.
func TestReadsAnkisFixtures(t *testing.T) {
	const folder = "../../../shared/formats/conformance/anki/"
	if _, err := os.Stat(folder); err != nil {
		t.Skip("skipped: no conformance files")
	}
	for file, want := range map[string]string{
		"text-2fields.txt": "食べる=to eat 飲む=to drink テスト=test to eat=食べる 飲む=to drink 多すぎる=too many",
		"text-tags.txt":    "foo=bar foo2=bar2",
	} {
		data, err := os.ReadFile(folder + file)
		if err != nil {
			t.Fatal(err)
		}
		bank, problems, err := Parse(context.Background(), data, "anki", nil)
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		var got []string
		for _, q := range bank.Questions {
			got = append(got, q.Stem+"="+q.Options[0].Text)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: got %q, want %q; %v", file, strings.Join(got, " "), want, problems)
		}
	}
}
