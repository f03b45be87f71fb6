package codebook

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"chartroom/quiz"
)

// reference is the codes that a note points to: those that begin with First,
// or those from First to Last.
type reference struct{ First, Last string }

var (
	inBrackets = regexp.MustCompile(`\(([^()]*)\)`)
	oneCode    = regexp.MustCompile(`^([A-Z][0-9][0-9A-Z])(?:\.([0-9A-Z]{0,4}))?-?$`)
	aRange     = regexp.MustCompile(`^([A-Z][0-9][0-9A-Z](?:\.[0-9A-Z]{1,4})?)-([A-Z][0-9][0-9A-Z](?:\.[0-9A-Z]{1,4})?)$`)
)

// references are the codes that a note of the tabular list names in brackets,
// as in “(E08.-)”, “(P70-P74)” and “(T36-T50 with fifth character 5)”. whole is
// false if it names none, makes an exception, or has something in a bracket that
// was not understood.
func references(note string) (all []reference, whole bool) {
	whole = !strings.Contains(strings.ToLower(note), "except")
	for _, m := range inBrackets.FindAllStringSubmatch(note, -1) {
		if !strings.ContainsAny(m[1], "0123456789") {
			continue // “(acute)”
		}
		for part := range strings.FieldsFuncSeq(m[1], func(r rune) bool { return r == ',' || r == ';' || r == ' ' }) {
			if r := aRange.FindStringSubmatch(part); r != nil {
				all = append(all, reference{quiz.CodeKey(r[1]), quiz.CodeKey(r[2])})
			} else if c := oneCode.FindStringSubmatch(part); c != nil {
				all = append(all, reference{First: c[1] + c[2]})
			} else {
				whole = false
			}
		}
	}
	return all, whole && len(all) > 0
}

// touches reports whether a reference may mean a code, one that is below it or
// above it. Of a range it is enough to be of its chapters.
func (r reference) touches(code string) bool {
	if r.Last != "" {
		return code[0] >= r.First[0] && code[0] <= r.Last[0]
	}
	return strings.HasPrefix(code, r.First) || strings.HasPrefix(r.First, code)
}

// excluded are the codes that the Excludes1 notes of a code point to, its own
// and those from above. whole is false if one of them cannot be read.
func excluded(e *Entry) (all []reference, whole bool) {
	for _, n := range e.Notes {
		if n.Kind != NoteExcludes1 {
			continue
		}
		refs, ok := references(n.Text)
		if !ok {
			return nil, false
		}
		all = append(all, refs...)
	}
	return all, true
}

// apart reports whether no Excludes1 note of either code points to the other,
// as far as that is certain.
func apart(a, b *Entry) bool {
	for _, pair := range [][2]*Entry{{a, b}, {b, a}} {
		refs, whole := excluded(pair[0])
		if !whole {
			return false
		}
		for _, r := range refs {
			if r.touches(pair[1].Code.Code) {
				return false
			}
		}
	}
	return true
}

// excludes asks which of four codes an Excludes1 note keeps from a code.
func (d *driller) excludes() (quiz.Question, bool, error) {
	e, ok, err := d.reportable()
	if !ok {
		return quiz.Question{}, false, err
	}
	refs, whole := excluded(&e)
	if !whole || len(refs) == 0 {
		return quiz.Question{}, false, nil
	}
	ref := refs[d.draw.IntN(len(refs))]
	if ref.Last != "" || ref.touches(e.Code.Code) {
		return quiz.Question{}, false, nil
	}
	key := ref.First
	if !d.isValid(key) {
		if nodes, err := d.from.Children(d.ctx, d.book, key); err != nil || len(nodes) == 0 {
			return quiz.Question{}, false, nil // a code of another year
		}
		if key, err = d.leaf(key); err != nil || key == "" || !d.isValid(key) {
			return quiz.Question{}, false, err
		}
	}
	right, err := d.from.Entry(d.ctx, d.book, key)
	if err != nil {
		return quiz.Question{}, false, err
	}
	options := []quiz.Option{d.offered(&right, 1, "An Excludes1 note keeps it from this code.")}
	used := []string{e.Code.Code, key}
	for range 40 {
		if len(options) == 4 {
			break
		}
		other, ok, err := d.reportable()
		if err != nil {
			return quiz.Question{}, false, err
		}
		if !ok || !apart(&e, &other) || slices.Contains(used, other.Code.Code) {
			continue
		}
		used = append(used, other.Code.Code)
		options = append(options, d.offered(&other, 0, "No Excludes1 note of either code names the other."))
	}
	if len(options) < 4 {
		return quiz.Question{}, false, nil
	}
	return quiz.Question{Key: e.Code.Code + ":" + key, Kind: quiz.Choice, Options: options,
		Stem: fmt.Sprintf("%s: by the Excludes1 notes, which of these is not reported together with %s, %s", d.book.Title(), d.write(e.Code.Code),
			strings.TrimSuffix(describes(&e), ".")+"?"),
		Rationale: d.noteOn(&e, ref)}, true, nil
}

// offered is a code as an option.
func (d *driller) offered(e *Entry, fraction float64, feedback string) quiz.Option {
	return quiz.Option{Text: d.write(e.Code.Code) + " " + describes(e), Fraction: fraction, Feedback: feedback}
}

// noteOn is the Excludes1 note of a code that holds a reference, and where it
// stands.
func (d *driller) noteOn(e *Entry, ref reference) string {
	for _, n := range e.Notes {
		if n.Kind != NoteExcludes1 {
			continue
		}
		refs, _ := references(n.Text)
		for _, r := range refs {
			if r == ref {
				where := "at the code itself"
				if n.Where != "" {
					where = "at " + n.Where
				}
				return fmt.Sprintf("The note stands %s: Excludes1: %s The two are not coded together unless they are unrelated (ICD-10-CM Official Guidelines, I.A.12.a).", where, sentenceOf(n.Text))
			}
		}
	}
	return ""
}
