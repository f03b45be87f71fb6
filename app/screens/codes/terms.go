package codes

import (
	"slices"
	"strings"

	"chartroom/quiz/codebook"
)

// terms is an index as far as it is opened.
type terms struct {
	outline[codebook.TermHit]
	index codebook.Index
	text  string // what was typed to jump to
	cell  int    // of a table: the chosen column
}

// table reports whether the lines have a code in each of several columns.
func (t *terms) table() bool { return t.index.Columns() != nil }

// allTerms is more than the main terms of any index, and the lines below any.
const allTerms = 100_000

// indexes are those of the open book's set.
func (m *model) indexes() []codebook.Index {
	switch m.book.Set {
	case codebook.ICD10CM:
		return []codebook.Index{codebook.IndexDiseases, codebook.IndexNeoplasms, codebook.IndexDrugs, codebook.IndexExternal}
	case codebook.ICD10PCS:
		return []codebook.Index{codebook.IndexPCS}
	}
	return nil
}

// openIndex shows the main terms, if nothing is shown yet.
func (m *model) openIndex() error {
	all := m.indexes()
	if len(all) == 0 || m.terms.lines != nil {
		return nil
	}
	if !slices.Contains(all, m.terms.index) {
		m.terms.index = all[0]
	}
	return m.turnTo(m.terms.index)
}

// turnTo opens another index of the book.
func (m *model) turnTo(index codebook.Index) error {
	top, err := m.read().Terms(ctx(), m.book, index, 0, "", allTerms)
	if err != nil {
		return err
	}
	m.terms = terms{index: index, outline: newOutline(top)}
	if len(top) == 1 { // the neoplasm table is one term with all below it
		return m.unfold(0)
	}
	return nil
}

// unfold opens an index line.
func (m *model) unfold(i int) error {
	t := &m.terms
	if !t.has(i) || t.lines[i].open || t.lines[i].item.More == 0 {
		return nil
	}
	below, err := m.read().Terms(ctx(), m.book, t.index, t.lines[i].item.ID, "", allTerms)
	if err == nil {
		t.put(i, below)
	}
	return err
}

// standsIn is the book of another year that an index is taken from because the
// open one lacks it; ok is false if none is.
func (m *model) standsIn(index codebook.Index) (b codebook.Book, ok bool) {
	kind := indexParts[index]
	for i := range m.books {
		switch o := &m.books[i]; {
		case o.Set != m.book.Set || !o.Has(kind):
		case o.Book == m.book:
			return codebook.Book{}, false
		case !ok: // the newest comes first
			b, ok = o.Book, true
		}
	}
	return b, ok
}

// titled fits index lines whose title, as they are ordered by, is like.
func titled(like func(title string) bool) func(*codebook.TermHit) bool {
	return func(h *codebook.TermHit) bool { return like(orderTitle(h.Term.Title)) }
}

// orderTitle is a title as main terms are ordered by.
func orderTitle(s string) string { return strings.ToLower(strings.ReplaceAll(s, ",", "")) }

// jump goes to the main term that begins with the words, or comes where it
// would stand. With several words of which the first is a main term, the others
// choose among the lines below it.
func (m *model) jump(text string) error {
	t := &m.terms
	t.text = text
	words := strings.Fields(orderTitle(text))
	if len(words) == 0 {
		t.at = -1
		return nil
	}
	whole, first := strings.Join(words, " "), words[0]
	if i := t.below(-1, titled(func(s string) bool { return strings.HasPrefix(s, whole) })); i >= 0 {
		t.at = i
		return nil
	}
	i := t.below(-1, titled(func(s string) bool { return s == first }))
	if i < 0 {
		i = t.below(-1, titled(func(s string) bool { return strings.HasPrefix(s, first) }))
	}
	if i < 0 {
		t.at = t.below(-1, titled(func(s string) bool { return s > whole }))
		return nil
	}
	t.at = i
	for words = words[1:]; len(words) > 0; {
		if err := m.unfold(t.at); err != nil {
			return err
		}
		next, fit := t.closest(words)
		if fit == 0 {
			return nil
		}
		t.at, words = next, words[fit:]
	}
	return nil
}

// closest is the line directly below the chosen one whose title has the most of
// the first words, and how many.
func (t *terms) closest(words []string) (line, fit int) {
	for k := t.at + 1; k < t.end(t.at); k++ {
		if t.lines[k].depth != t.lines[t.at].depth+1 {
			continue
		}
		if n := begun(orderTitle(t.lines[k].item.Term.Title), words); n > fit {
			line, fit = k, n
		}
	}
	return line, fit
}

// begun is how many of the first words begin words of a title.
func begun(title string, words []string) int {
	in := strings.Fields(title)
	for n, w := range words {
		if !slices.ContainsFunc(in, func(s string) bool { return strings.HasPrefix(s, w) }) {
			return n
		}
	}
	return len(words)
}

// revealTerm opens the index down to a line and chooses it.
func (m *model) revealTerm(index codebook.Index, hit *codebook.TermHit) error {
	if m.terms.index != index || m.terms.lines == nil {
		if err := m.turnTo(index); err != nil {
			return err
		}
	}
	t, at := &m.terms, -1
	for i, title := range append(slices.Clone(hit.Path), hit.Term.Title) {
		if i > 0 {
			if err := m.unfold(at); err != nil {
				return err
			}
		}
		at = t.below(at, titled(func(s string) bool { return s == orderTitle(title) }))
		if at < 0 {
			return nil
		}
	}
	t.at = at
	return nil
}

// refer goes to what "see" or "see also" of an index line names: "Diabetes,
// type 2", or a line of a table.
func (m *model) refer(to string) error {
	index, words, cell := referred(to)
	if index != "" && slices.Contains(m.indexes(), index) {
		if err := m.turnTo(index); err != nil {
			return err
		}
		m.terms.cell = cell
	}
	if err := m.jump(words); err != nil {
		return err
	}
	m.terms.text = ""
	if err := m.unfold(m.terms.at); err != nil {
		return err
	}
	err := m.openTerm(m.terms.at, toRead)
	m.front = false // the line may have others below it, of which one is meant
	return err
}

// neoplasmColumns are the columns of the neoplasm table that references name:
// "see Neoplasm, skin, benign".
var neoplasmColumns = map[string]int{"malignant": 0, "primary": 0, "secondary": 1, "situ": 2, "benign": 3, "uncertain": 4, "unspecified": 5}

// referred is the table that a reference leads to, "" for the index that it
// stands in, with what to look for there and in which column.
func referred(to string) (index codebook.Index, words string, cell int) {
	low := orderTitle(to)
	switch {
	case strings.Contains(low, "table of drugs"):
		return codebook.IndexDrugs, "", 0
	case !strings.HasPrefix(low, "neoplasm") && !strings.Contains(low, "table of neoplasms"):
		return "", strings.Trim(low, " ;."), 0
	}
	words = "neoplasm"
	for _, w := range strings.Fields(low) {
		column, named := neoplasmColumns[w]
		switch {
		case named:
			cell = column
		case !slices.Contains([]string{"neoplasm", "table", "of", "neoplasms", "by", "site", "in", "behavior"}, w):
			words += " " + w
		}
	}
	return codebook.IndexNeoplasms, words, cell
}

// openTerm opens an index line, for good or to glance at.
func (m *model) openTerm(i int, for_ purpose) error {
	t := &m.terms
	if !t.has(i) {
		return nil
	}
	t.at = i
	hit := t.lines[i].item
	code := hit.Term.Code
	if t.table() && t.cell < len(hit.Term.Cells) {
		code = hit.Term.Cells[t.cell]
	}
	return m.open(place{Book: m.book, Way: byIndex, Index: t.index, Term: &hit, Code: readable(m.book.Set, code)}, for_)
}
