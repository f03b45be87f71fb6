package books

import (
	"context"
	"fmt"
	"slices"
	"sort"
	"strings"

	"chartroom/quiz/codebook"
)

// indexParts say which part brings an index.
var indexParts = map[codebook.Index]codebook.PartKind{
	codebook.IndexDiseases:  codebook.PartIndex,
	codebook.IndexExternal:  codebook.PartExternal,
	codebook.IndexDrugs:     codebook.PartDrugs,
	codebook.IndexNeoplasms: codebook.PartNeoplasms,
	codebook.IndexPCS:       codebook.PartPCSIndex,
}

// termID is the number of a line of an index: its part, and its place in it.
func termID(part int64, line int) int64 { return part<<32 | int64(line+1) }

// termHit is a line of an index with what is above it.
func (v *volume) termHit(ctx context.Context, line int, t codebook.Term) (codebook.TermHit, error) {
	hit := codebook.TermHit{ID: termID(v.id, line), Term: t}
	at, err := v.twig(ctx, line)
	if err != nil {
		return hit, err
	}
	hit.More = at.below
	for at.parent > 0 {
		r, err := v.record(ctx, at.parent-1)
		if err != nil {
			return hit, err
		}
		above, ok := r.(codebook.Term)
		if !ok {
			return hit, errBroken
		}
		hit.Path = append([]string{above.Title}, hit.Path...)
		if at, err = v.twig(ctx, at.parent-1); err != nil {
			return hit, err
		}
	}
	return hit, nil
}

// Terms are the lines directly below the line under, or the main terms if
// under is 0, beginning at the first whose title begins with from or comes
// after it. limit 0 is all. The index is that of the book's year or, if it has
// none, of the newest other year.
func (s *Shelf) Terms(ctx context.Context, b codebook.Book, index codebook.Index, under int64, from string, limit int) ([]codebook.TermHit, error) {
	var all []codebook.TermHit
	err := s.read(ctx, func(v *view) error {
		all = nil
		volume, err := v.nearest(ctx, b, indexParts[index])
		if err != nil || volume == nil {
			return err
		}
		if under == 0 {
			all, err = volume.mainTerms(ctx, from, limit)
			return err
		}
		if under>>32 != volume.id {
			return nil // of an index that is not there any more
		}
		all, err = volume.subterms(ctx, int(under&0xffffffff)-1, from, limit)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the index of %s: %w", b.Title(), err)
	}
	return all, nil
}

func (v *volume) mainTerms(ctx context.Context, from string, limit int) ([]codebook.TermHit, error) {
	var all []codebook.TermHit
	for _, line := range v.roots[v.rootAt(folded(from)):] {
		hit, err := v.term(ctx, line)
		if err != nil {
			return nil, err
		}
		if all = append(all, hit); len(all) == limit {
			break
		}
	}
	return all, nil
}

// rootAt is the first root that begins with from or, if none does, the first
// after it among those that begin most like it. The file's own order is kept:
// it is not quite the alphabet's.
func (v *volume) rootAt(from string) int {
	for n := len(from); n > 0; n-- {
		i := slices.IndexFunc(v.names, func(name string) bool { return strings.HasPrefix(name, from[:n]) })
		if i < 0 {
			continue
		}
		for i < len(v.names) && strings.HasPrefix(v.names[i], from[:n]) && v.names[i] < from {
			i++
		}
		return i
	}
	return 0
}

func (v *volume) subterms(ctx context.Context, under int, from string, limit int) ([]codebook.TermHit, error) {
	if under < 0 || under >= v.lines {
		return nil, nil
	}
	var lines []int
	if err := v.below(ctx, under, func(line int, _ twig) error { lines = append(lines, line); return nil }); err != nil {
		return nil, err
	}
	from = folded(from)
	var all []codebook.TermHit
	for _, line := range lines {
		hit, err := v.term(ctx, line)
		if err != nil {
			return nil, err
		}
		if from != "" && len(all) == 0 && folded(hit.Term.Title) < from {
			continue
		}
		if all = append(all, hit); len(all) == limit {
			break
		}
	}
	return all, nil
}

func (v *volume) term(ctx context.Context, line int) (codebook.TermHit, error) {
	r, err := v.record(ctx, line)
	if err != nil {
		return codebook.TermHit{}, err
	}
	t, ok := r.(codebook.Term)
	if !ok {
		return codebook.TermHit{}, errBroken
	}
	return v.termHit(ctx, line, t)
}

// leading are the index lines that lead to a code: to itself, and those to the
// codes above it that ask for more characters. At most most of them.
func (v *view) leading(ctx context.Context, b codebook.Book, codes []string, most int) ([]codebook.TermHit, error) {
	var all []codebook.TermHit
	for _, index := range []codebook.Index{codebook.IndexDiseases, codebook.IndexNeoplasms, codebook.IndexDrugs, codebook.IndexExternal, codebook.IndexPCS} {
		volume, err := v.nearest(ctx, b, indexParts[index])
		if err != nil {
			return nil, err
		}
		if volume == nil || volume.Book.Set != b.Set {
			continue
		}
		for n, code := range codes {
			if len(all) >= most {
				return all[:most], nil
			}
			more, err := volume.leadingTo(ctx, code, n > 0, most-len(all))
			if err != nil {
				return nil, err
			}
			all = append(all, more...)
		}
	}
	return all, nil
}

// leadingTo are the lines of an index with a code; open are only those that
// ask for more characters.
func (v *volume) leadingTo(ctx context.Context, code string, open bool, most int) ([]codebook.TermHit, error) {
	var lines []int
	if err := v.find(ctx, "t"+code, false, func(_ string, line int) bool { lines = append(lines, line); return len(lines) < 200 }); err != nil {
		return nil, err
	}
	sort.Ints(lines)
	var all []codebook.TermHit
	for _, line := range lines {
		if len(all) == most {
			break
		}
		hit, err := v.term(ctx, line)
		if err != nil {
			return nil, err
		}
		if !open || strings.HasSuffix(strings.TrimSpace(hit.Term.Code), "-") || hit.Term.Cells != nil || v.Kind == codebook.PartPCSIndex {
			all = append(all, hit)
		}
	}
	return all, nil
}
