package gift

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

// read parses a text into the bank "test".
func read(t *testing.T, text string, opts Options) (quiz.Bank, []parse.Problem) {
	t.Helper()
	bank, problems, err := ParseWith(context.Background(), []byte(text), "test", opts, nil)
	if err != nil {
		t.Fatalf("%v, reading %q", err, text)
	}
	return bank, problems
}

// describe writes questions and problems so that a person can judge them.
func describe(bank quiz.Bank, problems []parse.Problem) string {
	var b strings.Builder
	if bank.Name != "test" || bank.Source+bank.Licence+bank.Version+bank.Language != "" {
		fmt.Fprintf(&b, "bank %q source %q licence %q version %q language %q\n", bank.Name, bank.Source, bank.Licence, bank.Version, bank.Language)
	}
	for i := range bank.Questions {
		q := &bank.Questions[i]
		fmt.Fprintf(&b, "%s %q line %d key %s", q.Kind, q.Name, q.Line, q.Key)
		for _, flag := range []struct {
			on   bool
			name string
		}{{q.Multiple, "multiple"}, {q.KeepOrder, "keep-order"}, {q.CaseSensitive, "case-sensitive"}} {
			if flag.on {
				b.WriteString(" " + flag.name)
			}
		}
		for _, field := range []struct{ name, value string }{{"markup", string(q.Markup)}, {"tags", strings.Join(q.Tags, ",")},
			{"category", q.Category}, {"as-of", q.AsOf}, {"review-by", q.ReviewBy}} {
			if field.value != "" {
				fmt.Fprintf(&b, " %s %s", field.name, field.value)
			}
		}
		fmt.Fprintf(&b, "\n  %q\n", q.Stem)
		describeOptions(&b, "  ", q.Options)
		for j, g := range q.Gaps {
			fmt.Fprintf(&b, "  gap %d %s weight %g multiple %t case-sensitive %t\n", j+1, g.Kind, g.Weight, g.Multiple, g.CaseSensitive)
			describeOptions(&b, "    ", g.Options)
		}
		if q.Rationale != "" || q.Source != "" {
			fmt.Fprintf(&b, "  because %s %q source %q\n", q.RationaleMarkup, q.Rationale, q.Source)
		}
	}
	for _, p := range problems {
		fmt.Fprintf(&b, "%d:%d %s %s %q\n", p.Line, p.Column, p.Severity, p.Rule, p.Question)
	}
	return b.String()
}

func describeOptions(b *strings.Builder, indent string, options []quiz.Option) {
	for _, o := range options {
		fmt.Fprintf(b, "%s%g%% %s %q", indent, o.Fraction*100, o.Markup, o.Text)
		if o.Value != 0 || o.Tolerance != 0 {
			fmt.Fprintf(b, " value %g tolerance %g", o.Value, o.Tolerance)
		}
		if o.Any {
			b.WriteString(" any")
		}
		if o.Partner != "" {
			fmt.Fprintf(b, " -> %q", o.Partner)
		}
		if o.Feedback != "" {
			fmt.Fprintf(b, " # %s %q", o.FeedbackMarkup, o.Feedback)
		}
		b.WriteByte('\n')
	}
}

// TestReads holds every testdata/*.txtar: NAME.gift is read, NAME.want is what
// comes out; the line "strict" in NAME.want's comment switches repairs off.
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
			name, ok := strings.CutSuffix(f.Name, ".gift")
			if !ok {
				continue
			}
			opts := Options{NoRepairs: strings.HasSuffix(name, "-strict")}
			got := describe(read(t, strings.TrimSuffix(string(f.Data), "\n"), opts))
			rewritten = append(rewritten, f, txtar.File{Name: name + ".want", Data: []byte(got)})
			if *update {
				continue
			}
			t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar")+"/"+name, func(t *testing.T) {
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

// A text that the question after it is about is a record, and nothing is to be
// said of it; one that none names is kept as text.
func TestARecordIsNoTextThatCannotBeAsked(t *testing.T) {
	const record = "// [id:case-1]\nA patient of 60 years came with a cough.\n\n// [id:q1] [tag:record:case-1]\nWhat did the patient have?{=a cough ~a rash}\n"
	bank, problems, err := Parse(context.Background(), []byte(record), "b", nil)
	if err != nil || len(problems) != 0 || len(bank.Questions) != 2 || bank.Questions[0].Kind != quiz.Description {
		t.Errorf("%d questions, %v, %v", len(bank.Questions), problems, err)
	}
	_, problems, _ = Parse(context.Background(), []byte(strings.ReplaceAll(record, "[id:case-1]", "[id:case-2]")), "b", nil)
	if len(problems) != 1 || problems[0].Rule != "gift-kept-as-text" {
		t.Errorf("a text that no question names: %v", problems)
	}
}
