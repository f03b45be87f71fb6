package sheet

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"chartroom/content/parse"
	"chartroom/quiz"
)

var update = flag.Bool("update", false, "rewrite the .want parts of testdata/*.txtar")

// describe writes cards and problems so that a person can judge them.
func describe(bank quiz.Bank, problems []parse.Problem, err error) string {
	var b strings.Builder
	if err != nil {
		fmt.Fprintf(&b, "error %v\n", err)
	}
	if bank.Name != "test" || bank.Source+bank.Licence+bank.Version+bank.Language != "" {
		fmt.Fprintf(&b, "bank %q source %q licence %q version %q language %q\n", bank.Name, bank.Source, bank.Licence, bank.Version, bank.Language)
	}
	for _, q := range bank.Questions {
		fmt.Fprintf(&b, "%d %s %s %q = %q", q.Line, q.Key, q.Markup, q.Stem, q.Options[0].Text)
		for _, field := range []struct{ name, value string }{{"family", q.Family}, {"example", q.Example}, {"pronunciation", q.Pronunciation}, {"note", q.Rationale},
			{"source", q.Source}, {"tags", strings.Join(q.Tags, "|")}, {"category", q.Category}, {"as-of", q.AsOf}, {"review-by", q.ReviewBy}} {
			if field.value != "" {
				fmt.Fprintf(&b, " %s %q", field.name, field.value)
			}
		}
		b.WriteByte('\n')
	}
	for _, p := range problems {
		fmt.Fprintf(&b, "%d:%d %s %s %q\n", p.Line, p.Column, p.Severity, p.Rule, p.Question)
	}
	return b.String()
}

// TestReads holds every testdata/*.txtar: NAME.txt is read, NAME.want is what
// comes out. "→" stands for a tab.
func TestReads(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no testdata/*.txtar", err)
	}
	for _, path := range files {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var rewritten []txtar.File
		for i, f := range archive.Files {
			name, ok := strings.CutSuffix(f.Name, ".txt")
			if !ok {
				continue
			}
			bank, problems, err := Parse(context.Background(), []byte(strings.ReplaceAll(string(f.Data), "→", "\t")), "test", nil)
			got := describe(bank, problems, err)
			rewritten = append(rewritten, f, txtar.File{Name: name + ".want", Data: []byte(got)})
			if *update {
				continue
			}
			t.Run(name, func(t *testing.T) {
				if i+1 >= len(archive.Files) || archive.Files[i+1].Name != name+".want" {
					t.Fatalf("no %s.want behind it", name)
				}
				if want := string(archive.Files[i+1].Data); got != want {
					t.Errorf("got\n%s\nwant\n%s", got, want)
				}
			})
		}
		if *update {
			archive.Files = rewritten
			if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// TestAHeadMayHoldSeparators takes a line of the head for what it is, whatever
// its value holds.
func TestAHeadMayHoldSeparators(t *testing.T) {
	for _, head := range []string{"#source:Smith, Jones; Miller\n", "#separator:tab\n#licence:CC BY, 4.0\n"} {
		bank, problems, err := Parse(context.Background(), []byte(head+"front\tback\nedema\tswelling\n"), "test", nil)
		if err != nil || len(problems) > 0 || len(bank.Questions) != 1 {
			t.Errorf("%q: %d cards, %v, %v", head, len(bank.Questions), problems, err)
		}
	}
}

// A table with tabs is one though a third of its lines are ragged; commas stand
// in prose too.
func TestARaggedTableWithTabsIsATable(t *testing.T) {
	ragged := "eat\tto eat\nanother\tone\na third\tone\ntoo\tmany\tcells\nnone\nits front\tits back\n"
	if Looks(ragged) == 0 {
		t.Error("a table with tabs is not taken for one")
	}
	if got := Looks(strings.ReplaceAll(ragged, "\t", ",")); got != 0 {
		t.Errorf("lines with commas, here and there, look like a table: %d", got)
	}
}
