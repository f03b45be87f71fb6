package codeset

import (
	"fmt"
	"path"
	"strings"

	"chartroom/quiz/codebook"
)

// exemptColumn is the column of the codes, or -1. named says that the file's name
// says what it is: the first lists had other heads.
func exemptColumn(h head, named bool) int {
	if column := h.column("poaexemptcode", "poaexemptcodes"); column >= 0 || !named {
		return column
	}
	column := -1
	for name, i := range h {
		if strings.HasSuffix(name, "code") && (column < 0 || i < column) {
			column = i
		}
	}
	return column
}

// namedExempt reports whether a name is that of a list of exempt codes.
func namedExempt(name string) bool {
	base := strings.ToLower(path.Base(name))
	return strings.Contains(base, "poa") && strings.Contains(base, "exempt")
}

// exemptHead recognises the list of codes exempt from present on admission, whose
// head tells its year: "Order26".
func exemptHead(name string, h head) (sight, bool) {
	if exemptColumn(h, namedExempt(name)) < 0 {
		return sight{}, false
	}
	base := strings.ToLower(path.Base(name))
	if h.column("action") >= 0 || strings.Contains(base, "add") || strings.Contains(base, "delet") || strings.Contains(base, "revis") {
		return sight{left: "it lists what was changed in the list of exempt codes; the list itself has these changes"}, true
	}
	year := 0
	for column := range h {
		if number, ok := strings.CutPrefix(column, "order"); ok {
			year = yearFrom("order", number, codebook.ICD10CM)
		}
	}
	return sight{set: codebook.ICD10CM, kind: codebook.PartExempt, year: always(year), read: readExempt}, true
}

func readExempt(r *reading) error {
	codes, named := 0, namedExempt(r.file.Part.File)
	last := &lines{}
	err := r.rows(func(h head) bool { return exemptColumn(h, named) >= 0 }, func(line int, h head, cells []string, cut bool) error {
		code := undotted(cell(cells, exemptColumn(h, named)))
		described := h.column("description") < 0 || cell(cells, h.column("description")) != ""
		if !isCM(code) || !described {
			return r.wrongRow(line, cells, cut, "a row of the list of exempt codes")
		}
		if err := r.first(line, code); err != nil {
			return err
		}
		codes++
		last.number, last.open = line, cut
		return r.put(codebook.Exempt{Code: strings.Clone(code)})
	})
	if err != nil {
		return err
	}
	year := r.file.Part.Book.Year
	return r.held(codes, publishedExempt[year], fmt.Sprintf("The official list of exempt codes of %d", year), last)
}

// publishedExempt is how many codes the lists of exempt codes hold, as with
// published.
var publishedExempt = map[int]int{2026: 38_349}
