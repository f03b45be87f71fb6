package career

import (
	"encoding/csv"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

// docs/seed-coverage.tsv says of each of the 215 facts and 22 contradictions of
// the career pages that Chartroom began with where it is shown, where it is
// shown corrected, or why it is left out. Phrases that must stand there are
// separated by " | ".

type covered struct{ id, outcome, where, phrases, note string }

func coverage(t *testing.T) []covered {
	t.Helper()
	data, err := os.ReadFile("../../docs/seed-coverage.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var all []covered
	for i, line := range strings.Split(strings.TrimRight(string(data), "\n"), "\n") {
		cells := strings.Split(line, "\t")
		if len(cells) != 5 {
			t.Fatalf("line %d has %d cells", i+1, len(cells))
		}
		if i > 0 {
			all = append(all, covered{cells[0], cells[1], cells[2], cells[3], cells[4]})
		}
	}
	return all
}

func TestEverySeedFactIsCoveredOnce(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range coverage(t) {
		if seen[c.id] {
			t.Errorf("%s is there twice", c.id)
		}
		seen[c.id] = true
	}
	for i := 1; i <= 215; i++ {
		if id := fmt.Sprintf("F%03d", i); !seen[id] {
			t.Errorf("%s is missing", id)
		}
	}
	for i := 1; i <= 22; i++ {
		if id := fmt.Sprintf("C%d", i); !seen[id] {
			t.Errorf("%s is missing", id)
		}
	}
	if len(seen) != 215+22 {
		t.Errorf("%d rows", len(seen))
	}
}

func TestCoveredFactsStandWhereTheTableSays(t *testing.T) {
	for _, c := range coverage(t) {
		if c.outcome == "left out" {
			if c.where != "" || c.note == "" {
				t.Errorf("%s is left out without a reason, or is somewhere", c.id)
			}
			continue
		}
		if c.outcome != "shown" && c.outcome != "corrected" || c.phrases == "" {
			t.Errorf("%s: %q with the phrases %q", c.id, c.outcome, c.phrases)
			continue
		}
		text := strings.ToLower(textAt(t, c))
		for _, phrase := range strings.Split(c.phrases, " | ") {
			if !strings.Contains(text, strings.ToLower(phrase)) {
				t.Errorf("%s: %q does not stand in %s", c.id, phrase, c.where)
			}
		}
	}
}

// textAt is what stands under a heading of a file, its lines as one.
func textAt(t *testing.T, c covered) string {
	file, heading, _ := strings.Cut(c.where, "#")
	at := filepath.Join("../builtin/careers", file)
	if path.Ext(file) == ".go" {
		at = filepath.Join("../..", file)
	}
	data, err := os.ReadFile(at)
	if err != nil {
		t.Errorf("%s: %v", c.id, err)
		return ""
	}
	text := string(data)
	if heading != "" {
		_, after, there := strings.Cut(text, "\n# "+heading+"\n")
		if !there {
			t.Errorf("%s: %s has no heading %q", c.id, file, heading)
		}
		under, _, _ := strings.Cut(after, "\n# ")
		text = heading + "\n" + under
	}
	return strings.Join(strings.Fields(text), " ")
}

// What was wrong in a source is corrected here or left out, never just shown;
// what is right is not left out without need. The table of the facts is not
// part of the project: the test looks at it where it is.
func TestWhatTheSeedsHaveWrongIsNotShownAsItWas(t *testing.T) {
	file, err := os.Open("../../../shared/domain/seed-facts.csv")
	if err != nil {
		t.Skip("skipped: the table of the facts is not at hand")
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	outcome := map[string]string{}
	for _, c := range coverage(t) {
		outcome[c.id] = c.outcome
	}
	left := 0
	for _, row := range rows[1:] {
		id, section, status := row[0], row[1], row[4]
		switch got := outcome[id]; {
		case got == "":
			t.Errorf("%s is not covered", id)
		case (status == "WRONG" || status == "TYPO") && got != "corrected":
			t.Errorf("%s is %s and %s", id, status, got)
		case status == "DATED" && got == "left out":
			t.Errorf("%s is dated and left out: show it with its year", id)
		case status == "OK" && got == "left out" && !strings.HasPrefix(section, "A.") && !strings.Contains(row[3], "No salary figure"):
			t.Errorf("%s is right and left out", id)
		case got == "left out":
			left++
		}
	}
	if left > 20 {
		t.Errorf("%d facts are left out", left)
	}
}
