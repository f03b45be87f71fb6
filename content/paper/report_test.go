package paper

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// A report is the same bytes each time, and its words are all on its pages,
// whatever the number of rows.
func TestReportsAreTheSameEachTime(t *testing.T) {
	r := Report{Title: "RHIT: 75 % right", About: "22 November 2026", Say: []string{"41 of 55 items right."},
		Sections: []Section{{Title: "Nothing"}, {Title: "Words only", Say: "Changed answers: none."}}}
	var rows [][]string
	for i := range 200 {
		rows = append(rows, []string{fmt.Sprint(i + 1), "Access and privacy", strings.Repeat("long ", 1+i%9), "1 min 4 s"})
	}
	r.Sections = append(r.Sections, Section{Title: "Item by item", Say: "All of them.", Columns: []string{"Item", "Domain", "Result", "Time"}, Rows: rows})
	var first, again bytes.Buffer
	if err := WriteReport(&first, r); err != nil {
		t.Fatal(err)
	}
	if err := WriteReport(&again, r); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first.Bytes(), again.Bytes()) {
		t.Error("the second time it has other bytes")
	}
	if pages := bytes.Count(first.Bytes(), []byte("/Type /Page\n")); pages < 4 {
		t.Errorf("200 rows are on %d pages", pages)
	}
	r.Size = Letter
	var letter bytes.Buffer
	if err := WriteReport(&letter, r); err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(first.Bytes(), letter.Bytes()) {
		t.Error("another size of sheet changes nothing")
	}
}
