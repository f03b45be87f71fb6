package lint_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	. "chartroom/content/lint"
)

var update = flag.Bool("update", false, "write docs/lint.md")

const docs = "../../docs/lint.md"

const docsHead = `# Rules for writing questions

Chartroom looks at the writing of questions by the rules below: in ` + "`chartroom check FILE...`" + ` and for the
material that comes with it. (This page is made from the rules themselves: ` + "`go test ./content/lint -run Docs -update`" + `.)

- An **error** keeps a question from being asked or marked as meant, or must not be. A **warning** misleads those who
  know, or helps those who guess. **Advice** names something good that is missing.
- ` + "`chartroom check`" + ` prints what it finds after the problems of the file's format, and its exit code does not change.
  With ` + "`--lint`" + ` errors and warnings count (exit code 3, as for other problems in the input), all advice is printed, and
  ` + "`--json`" + ` lists the findings among the problems: rule ` + "`lint/L13-all-of-the-above`" + `, severity ` + "`error`" + ` for errors and
  ` + "`warning`" + ` for all else. Without ` + "`--lint`" + ` the JSON has the problems of the format alone. ` + "`--no-lint`" + ` says nothing.
- An exception is accepted in the file. In GIFT, in the comment above the question: ` + "`// [accept:L20 the title is that long]`" + `;
  in a table, among the tags: ` + "`accept:L20`" + `. A finding on the whole set is accepted on its first question. What is accepted
  is still listed, and does not count.
- Numbers in the last column: the rule in our rubric (R) and in the checklist of item writing (C; National Board of
  Medical Examiners 2020; Haladyna, Downing and Rodriguez 2002).

| Rule | What it asks for | Breaks it | Keeps it | Numbers |
|---|---|---|---|---|
`

// page is docs/lint.md.
func page() string {
	var b strings.Builder
	b.WriteString(docsHead)
	for _, r := range Rules() {
		var numbers []string
		if r.Rubric > 0 {
			numbers = append(numbers, fmt.Sprint("R", r.Rubric))
		}
		if r.Checklist > 0 {
			numbers = append(numbers, fmt.Sprint("C", r.Checklist))
		}
		fmt.Fprintf(&b, "| **%s** %s, %s | %s %s | %s | %s | %s |\n", r.Code, r.Name, r.Severity, r.Says, r.Fix, example(r.Breaks), example(r.Keeps), strings.Join(numbers, ", "))
	}
	return b.String()
}

// example is an example on one line; of many questions only the first.
func example(s string) string {
	more := ""
	if blocks := strings.Split(strings.TrimSpace(s), "\n\n"); len(blocks) > 2 {
		more = fmt.Sprintf(" and %d more", len(blocks)-1)
		s = blocks[0]
	}
	s = strings.TrimPrefix(s, "front\tback\n")
	if r := []rune(s); len(r) > 240 {
		s = string(r[:160]) + " … " + string(r[len(r)-30:])
	}
	s = strings.NewReplacer("\n\n", " ⏎ ⏎ ", "\n", " ⏎ ", "\t", " ⇥ ", "|", "\\|").Replace(strings.TrimSpace(s))
	return "`` " + s + " ``" + more
}

func TestDocsAreCurrent(t *testing.T) {
	if *update {
		if err := os.WriteFile(docs, []byte(page()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(docs)
	if err != nil || string(got) != page() {
		t.Errorf("docs/lint.md is not what the rules say (%v); run this test with -update", err)
	}
}
