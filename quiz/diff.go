package quiz

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/go-text/typesetting/segmenter"
	"golang.org/x/text/unicode/norm"

	"chartroom/quiz/srs"
)

// RunKind is how a stretch of what was typed compares with what is right.
type RunKind uint8

// The kinds of runs.
const (
	Same    RunKind = iota // typed as it should be
	Missing                // should be there and is not
	Extra                  // is there and should not be
)

// Run is one stretch of a typed answer beside the right one.
type Run struct {
	Kind  RunKind
	Given string // as typed; empty where something is missing
	Want  string // as it should be; empty where something is too much
}

// Tolerance says which differences are none.
type Tolerance struct {
	Case    bool // capital and small letters
	Accents bool // marks on letters: é and e
}

// diffCells is how many pairs of characters are compared at most, after what
// both texts begin and end with; more would freeze the window. Beyond it one
// text stands against the other as a whole.
const diffCells = 1 << 20

// Diff lays given beside want, character by character as a reader sees them
// (Unicode's grapheme clusters, UAX 29). The Givens of the runs together are
// given, the Wants are want, both with single spaces. Stretches too short to
// mean anything between two differences are part of the difference.
func Diff(given, want string, t Tolerance) []Run {
	a, b := clusters(given), clusters(want)
	ka, kb := foldAll(a, t), foldAll(b, t)
	head := 0
	for head < len(a) && head < len(b) && ka[head] == kb[head] {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && ka[len(a)-1-tail] == kb[len(b)-1-tail] {
		tail++
	}
	d := differ{a: a, b: b}
	d.same(0, 0, head)
	d.middle(ka, kb, head, len(a)-tail, len(b)-tail)
	d.same(len(a)-tail, len(b)-tail, tail)
	return d.runs()
}

// clusters are the characters of a text with single spaces.
func clusters(s string) []string {
	return graphemes(strings.Join(strings.Fields(norm.NFC.String(s)), " "))
}

// graphemes cuts a text into what a reader takes for one character each.
func graphemes(s string) []string {
	var seg segmenter.Segmenter
	seg.Init([]rune(s))
	var out []string
	for it := seg.GraphemeIterator(); it.Next(); {
		out = append(out, string(it.Grapheme().Text))
	}
	return out
}

func foldAll(clusters []string, t Tolerance) []string {
	out := make([]string, len(clusters))
	for i, c := range clusters {
		out[i] = fold(c, t)
	}
	return out
}

// fold is what a character is compared by.
func fold(c string, t Tolerance) string {
	if c == " " {
		return c
	}
	c = Normalise(c, !t.Case)
	if t.Accents {
		c = norm.NFC.String(strings.Map(func(r rune) rune {
			if unicode.Is(unicode.Mn, r) {
				return -1
			}
			return r
		}, norm.NFD.String(c)))
	}
	return c
}

// stretch is a Run in indices: a[from:to] beside b[over:until].
type stretch struct {
	from, to, over, until int
	equal                 bool
}

func (s stretch) size() int { return max(s.to-s.from, s.until-s.over) }

// differ collects the stretches of a and b, equal and different by turns.
type differ struct {
	a, b  []string
	parts []stretch
}

// add goes on with a stretch behind the last, joining two of one kind.
func (d *differ) add(s stretch) {
	n := len(d.parts)
	switch {
	case s.size() == 0:
	case n > 0 && d.parts[n-1].equal == s.equal:
		d.parts[n-1].to, d.parts[n-1].until = s.to, s.until
	default:
		d.parts = append(d.parts, s)
	}
}

func (d *differ) same(i, j, n int) { d.add(stretch{i, i + n, j, j + n, true}) }

// middle aligns a[from:to] with b[from:until] by their longest common
// subsequence.
func (d *differ) middle(ka, kb []string, from, to, until int) {
	n, m := to-from, until-from
	if n == 0 || m == 0 || n > diffCells/m {
		d.add(stretch{from, to, from, until, false})
		return
	}
	width := m + 1
	length := make([]int32, (n+1)*width) // of the rests from i and j on
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			switch {
			case ka[from+i] == kb[from+j]:
				length[i*width+j] = length[(i+1)*width+j+1] + 1
			default:
				length[i*width+j] = max(length[(i+1)*width+j], length[i*width+j+1])
			}
		}
	}
	for i, j := 0, 0; i < n || j < m; {
		switch {
		case i < n && j < m && ka[from+i] == kb[from+j]:
			d.add(stretch{from + i, from + i + 1, from + j, from + j + 1, true})
			i, j = i+1, j+1
		case j == m || i < n && length[(i+1)*width+j] >= length[i*width+j+1]:
			d.add(stretch{from + i, from + i + 1, from + j, from + j, false})
			i++
		default:
			d.add(stretch{from + i, from + i, from + j, from + j + 1, false})
			j++
		}
	}
}

// runs are the stretches as texts. An equal stretch no longer than the
// differences on either side is chance, and is told as a difference (the
// "semantic cleanup" of Fraser's diff-match-patch).
func (d *differ) runs() []Run {
	kept := differ{a: d.a, b: d.b}
	for i, s := range d.parts {
		if s.equal && i > 0 && i+1 < len(d.parts) {
			s.equal = s.size() > d.parts[i-1].size() || s.size() > d.parts[i+1].size()
		}
		kept.add(s)
	}
	var out []Run
	for _, s := range kept.parts {
		given, want := strings.Join(d.a[s.from:s.to], ""), strings.Join(d.b[s.over:s.until], "")
		if s.equal {
			out = append(out, Run{Same, given, want})
			continue
		}
		if given != "" {
			out = append(out, Run{Kind: Extra, Given: given})
		}
		if want != "" {
			out = append(out, Run{Kind: Missing, Want: want})
		}
	}
	return out
}

// Compare is the Diff against the accepted answer that is nearest to what was
// typed. Capitals and accents do not count.
func Compare(given string, accepted []string) []Run {
	var best []Run
	for i, want := range accepted {
		if runs := Diff(given, want, Tolerance{Case: true, Accents: true}); i == 0 || edits(runs) < edits(best) {
			best = runs
		}
	}
	return best
}

// Alternatives are the answers that a card's back takes: the whole of it, what
// it lists between semicolons or commas, and each without what is in brackets.
func Alternatives(back string) []string {
	all := []string{back}
	for _, s := range strings.FieldsFunc(back, func(r rune) bool { return r == ';' || r == ',' || r == '\n' }) {
		all = append(all, s)
	}
	for _, s := range all {
		if open := strings.IndexByte(s, '('); open >= 0 {
			if end := strings.IndexByte(s[open:], ')'); end >= 0 {
				all = append(all, s[:open]+s[open+end+1:])
			}
		}
	}
	out := all[:0]
	for i, s := range all {
		if s = strings.TrimSpace(s); s != "" || i == 0 {
			out = append(out, s)
		}
	}
	return out
}

// edits is how many characters have to be put right.
func edits(runs []Run) int {
	n := 0
	for i := 0; i < len(runs); i++ {
		switch runs[i].Kind {
		case Extra:
			e := len(graphemes(runs[i].Given))
			if i+1 < len(runs) && runs[i+1].Kind == Missing { // one is typed over the other
				i++
				e = max(e, len(graphemes(runs[i].Want)))
			}
			n += e
		case Missing:
			n += len(graphemes(runs[i].Want))
		}
	}
	return n
}

// SuggestGrade is the grade that a typed answer speaks for; the learner
// decides. Without a difference it is Good; with a slip of the pen, one letter
// in six at most (our own proposal), Hard; else Again.
func SuggestGrade(runs []Run) srs.Grade {
	n, total := edits(runs), 0
	for _, r := range runs {
		total += len(graphemes(r.Want))
	}
	switch {
	case n == 0 && total > 0:
		return srs.Good
	case n*6 <= total:
		return srs.Hard
	}
	return srs.Again
}

// DiffWords says a difference in words, for those who do not see its colours
// and lines: "Missing: “o”. Too much: “a”."
func DiffWords(runs []Run) string {
	var missing, extra []string
	for _, r := range runs {
		switch r.Kind {
		case Missing:
			missing = append(missing, fmt.Sprintf("“%s”", r.Want))
		case Extra:
			extra = append(extra, fmt.Sprintf("“%s”", r.Given))
		}
	}
	var sentences []string
	if len(missing) > 0 {
		sentences = append(sentences, "Missing: "+strings.Join(missing, ", ")+".")
	}
	if len(extra) > 0 {
		sentences = append(sentences, "Too much: "+strings.Join(extra, ", ")+".")
	}
	if len(sentences) == 0 {
		return "Typed as it is written."
	}
	return strings.Join(sentences, " ")
}
