package table

import (
	"archive/zip"
	"bytes"
	"context"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/tools/txtar"

	"chartroom/content/parse"
	"chartroom/quiz"
)

// FuzzParse proves that no text makes the reader panic, that problems point into
// the file, and that what was read survives writing and reading again.
func FuzzParse(f *testing.F) {
	archive, err := txtar.ParseFile("testdata/text.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range archive.Files {
		if strings.HasSuffix(file.Name, ".txt") {
			f.Add([]byte(strings.NewReplacer("→", "\t", "␋", "\v").Replace(string(file.Data))))
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		bank, problems, err := Parse(context.Background(), data, "fuzz", nil)
		if text, _, _, decodeErr := parse.Decode(data); decodeErr == nil {
			Looks(text)
			lines := strings.Split(text, "\n")
			for _, p := range problems {
				if p.Line < 1 || p.Line > len(lines) || p.Column < 0 || p.Column > utf8.RuneCountInString(lines[p.Line-1])+1 {
					t.Fatalf("%v is not in the file of %d lines", p, len(lines))
				}
			}
		}
		Look(data, "")
		checkProblems(t, problems)
		if err == nil {
			checkAgain(t, bank)
		}
		if _, problems, err = ParseWith(context.Background(), data, "fuzz", Options{NoRepairs: true}, nil); err == nil && parse.Count(problems, parse.Repair) > 0 {
			t.Fatalf("repairs although they are off: %v", problems)
		}
	})
}

// FuzzParseBook proves the same of a workbook's sheet, texts and styles.
func FuzzParseBook(f *testing.F) {
	const texts, styles = "<sst><si><t>a</t></si></sst>", `<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>`
	f.Add(sheetOf(header+good), texts, styles)
	f.Add(strings.Replace(sheetOf(header+good), "</sheetData>", `</sheetData><mergeCell ref="E2:E3"/>`, 1), texts, styles)
	f.Add(sheetOf(header+`<row><c t="s"><v>0</v></c><c s="0"><v>46348.5</v></c><c t="e"><v>#REF!</v></c><c><f>1</f></c></row>`), texts, styles)
	f.Fuzz(func(t *testing.T, sheet, texts, styles string) {
		data := zipped(t, zip.Store, sheet1, sheet, "xl/sharedStrings.xml", texts, "xl/styles.xml", styles)
		bank, problems, err := files[1].read(data, "fuzz", Options{})
		Look(data, "")
		checkProblems(t, problems)
		if err == nil {
			checkAgain(t, bank)
		}
	})
}

func checkProblems(t *testing.T, problems []parse.Problem) {
	t.Helper()
	for _, p := range problems {
		if p.Rule == "" || p.Message == "" || p.Severity == "" || strings.Contains(p.Message, "%!") {
			t.Fatalf("%+v says nothing", p)
		}
	}
}

// checkAgain writes what can be written of a bank, and reads it back.
func checkAgain(t *testing.T, bank quiz.Bank) {
	t.Helper()
	for _, f := range files {
		kept := bank
		kept.Questions = nil
		for i := range bank.Questions {
			if q := bank.Questions[i]; f.holds(&q) == nil {
				q.Line = 0
				kept.Questions = append(kept.Questions, q)
			}
		}
		if len(kept.Questions) == 0 {
			continue
		}
		// A question that is left out may free a key.
		first, _, written := f.again(t, kept)
		second, _, rewritten := f.again(t, first)
		if len(first.Questions) != len(kept.Questions) || len(kept.Questions) == len(bank.Questions) && !reflect.DeepEqual(first.Questions, kept.Questions) {
			t.Fatalf("%s: got\n%+v\nwant\n%+v\nwritten as\n%s", f.name, first.Questions, kept.Questions, written)
		}
		if !reflect.DeepEqual(first, second) {
			t.Fatalf("%s: not stable:\n%s\nthen\n%s", f.name, written, rewritten)
		}
	}
}

// TestHostileTexts reads what took Go's own reader seconds and gigabytes
// (RELIABILITY T1 to T4).
func TestHostileTexts(t *testing.T) {
	const head, last = "question,a,b,answer\n", "\nGood?,x,y,A\n"
	for name, text := range map[string]string{
		"one line":               strings.Repeat("a", 30<<20),
		"one field":              head + "x," + strings.Repeat("a", 30<<20) + last,
		"30 million columns":     head + strings.Repeat(",", 30<<20) + last,
		"an open quote":          head + "\"" + strings.Repeat("aaa\n", 1<<19),
		"quotes":                 head + strings.Repeat("\"\"\"\n", 1<<16) + last,
		"a key of commas":        head + "What?,x,y,\"" + strings.Repeat("A,", 400_000) + "\"" + last,
		"a key of lines":         head + "What?,x,y,\"" + strings.Repeat("A\n", 400_000) + "\"" + last,
		"tags":                   "question,a,b,answer,tags\nWhat?,x,y,A,\"" + strings.Repeat("t;", 400_000) + "\"" + last,
		"an order of everything": "type,question,a,b,answer\norder,What?,x,y,\"" + strings.Repeat("A,", 400_000) + "\"\nchoice,Good?,x,y,A\n",
		"names":                  strings.Repeat("question,", 500) + "\n" + strings.Repeat("option a,", 500) + "\n",
		"options":                "question,answer" + strings.Repeat(",option gr,option z", 200) + "\n",
		"brackets":               strings.Repeat("(", 100) + "," + strings.Repeat("((a", 40) + "\n" + strings.Repeat("(", 1<<20),
		"cards":                  strings.Repeat("a - b\n", 1<<16),
		"cards of one line":      "a - b" + strings.Repeat(";", 5<<20),
		"a stack":                "Question\nOption A\nOption B\nAnswer\n" + strings.Repeat("\n", 5<<20) + "x",
		"tags of HTML":           head + strings.Repeat("<b <b ", 100_000) + ",x,y,A" + last,
	} {
		t.Run(name, func(t *testing.T) {
			bank, _, err := Parse(context.Background(), []byte(text), "bad", nil)
			if strings.HasSuffix(text, last) && (err != nil || !bytes.ContainsAny([]byte(bank.Questions[len(bank.Questions)-1].Stem), "G")) {
				t.Errorf("the good row is not there: %v", err)
			}
		})
	}
}
