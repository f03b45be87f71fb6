package books

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"chartroom/quiz/codebook"
)

// change finds what the year changed at the code.
func (g *gathering) change(ctx context.Context) error {
	addenda, err := g.view.own(ctx, g.Book, codebook.PartAddenda)
	if err != nil {
		return err
	}
	if addenda != nil {
		all, err := addenda.changes(ctx, "a"+g.Code.Code, false)
		if len(all) > 0 {
			g.Change = &all[0]
		}
		return err
	}
	before, now, err := g.view.before(ctx, g.Book)
	if err != nil || before == nil {
		return err
	}
	was, had, err := before.lookUp(ctx, g.Code.Code)
	if err != nil {
		return err
	}
	is, has, err := now.lookUp(ctx, g.Code.Code)
	if change, changed := compare(was.code, had, is.code, has); changed {
		g.Change = &change
	}
	return err
}

// before are the list of codes of the year before and that of the year, of the
// same kind; nil if one is missing.
func (v *view) before(ctx context.Context, b codebook.Book) (before, now *volume, err error) {
	if now, err = v.list(ctx, b); err != nil || now == nil {
		return nil, nil, err
	}
	before, err = v.list(ctx, codebook.Book{Set: b.Set, Year: b.Year - 1})
	if err != nil || before == nil || before.Kind != now.Kind {
		return nil, nil, err
	}
	return before, now, nil
}

// compare says what became of a code.
func compare(was codebook.Code, had bool, is codebook.Code, has bool) (codebook.Change, bool) {
	c := codebook.Change{Code: cmp.Or(is.Code, was.Code), Header: is.Header, Before: was.Long, After: is.Long}
	switch {
	case !had && !has:
		return c, false
	case !had:
		c.Kind = codebook.Added
	case !has:
		c.Kind, c.Header = codebook.Deleted, was.Header
	case was.Long != is.Long || was.Header != is.Header:
		c.Kind = codebook.Revised
	default:
		return c, false
	}
	return c, true
}

// changes are the changes with a key, or with one that begins so. An addenda
// takes a code out and puts it in again where it became a header: that is a
// revision.
func (v *volume) changes(ctx context.Context, key string, prefix bool) ([]codebook.Change, error) {
	var lines []int
	if err := v.find(ctx, key, prefix, func(_ string, line int) bool { lines = append(lines, line); return true }); err != nil {
		return nil, err
	}
	at := map[string]int{}
	var all []codebook.Change
	for _, line := range lines {
		r, err := v.record(ctx, line)
		if err != nil {
			return nil, err
		}
		c, ok := r.(codebook.Change)
		if !ok {
			continue
		}
		i, twice := at[c.Code]
		if !twice {
			at[c.Code] = len(all)
			all = append(all, c)
			continue
		}
		all[i] = merged(all[i], c)
	}
	return all, nil
}

// merged is one change of two of the same code.
func merged(a, b codebook.Change) codebook.Change {
	if a.Kind == codebook.Added || a.Kind == codebook.Revised && b.Kind == codebook.Deleted {
		a, b = b, a
	}
	return codebook.Change{Code: a.Code, Kind: codebook.Revised, Header: b.Header, Before: cmp.Or(a.Before, b.Before), After: cmp.Or(b.After, a.After)}
}

// Changes are what a year changed, of one kind or of all if kind is "", by
// code: from its addenda or, without them, against the year before if that is
// on the shelf. There are none where neither is.
func (s *Shelf) Changes(ctx context.Context, b codebook.Book, kind codebook.ChangeKind) ([]codebook.Change, error) {
	var all []codebook.Change
	err := s.read(ctx, func(v *view) (err error) {
		all, err = v.changes(ctx, b)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read what changed in %s: %w", b.Title(), err)
	}
	if kind != "" {
		all = slices.DeleteFunc(all, func(c codebook.Change) bool { return c.Kind != kind })
	}
	return all, nil
}

func (v *view) changes(ctx context.Context, b codebook.Book) ([]codebook.Change, error) {
	addenda, err := v.own(ctx, b, codebook.PartAddenda)
	if err != nil {
		return nil, err
	}
	if addenda != nil {
		return addenda.changes(ctx, "a", true)
	}
	before, now, err := v.before(ctx, b)
	if err != nil || before == nil || before.Kind == codebook.PartTables {
		return nil, err
	}
	was, err := before.allCodes(ctx)
	if err != nil {
		return nil, err
	}
	is, err := now.allCodes(ctx)
	if err != nil {
		return nil, err
	}
	return compareAll(was, is), nil
}

// compareAll compares two lists that are sorted by code.
func compareAll(was, is []codebook.Code) []codebook.Change {
	var all []codebook.Change
	for len(was) > 0 || len(is) > 0 {
		var a, b codebook.Code
		had := len(was) > 0 && (len(is) == 0 || was[0].Code <= is[0].Code)
		has := len(is) > 0 && (len(was) == 0 || is[0].Code <= was[0].Code)
		if had {
			a, was = was[0], was[1:]
		}
		if has {
			b, is = is[0], is[1:]
		}
		if c, changed := compare(a, had, b, has); changed {
			all = append(all, c)
		}
	}
	return all
}

// allCodes are the codes of a list, with their titles, sorted by code.
func (v *volume) allCodes(ctx context.Context) ([]codebook.Code, error) {
	all := make([]codebook.Code, 0, v.lines)
	err := v.each(ctx, 0, v.lines, func(_ int, r codebook.Record) error {
		if code, err := asCode(r); err == nil {
			all = append(all, codebook.Code{Code: code.Code, Header: code.Header, Long: code.Long})
		}
		return nil
	})
	slices.SortStableFunc(all, func(a, b codebook.Code) int { return cmp.Compare(a.Code, b.Code) })
	return all, err
}
