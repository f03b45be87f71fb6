package books

import (
	"context"

	"chartroom/quiz/codebook"
)

// part is the live part of a book; false if there is none.
func (v *view) part(b codebook.Book, kind codebook.PartKind) (partRow, bool) {
	for _, p := range v.parts {
		if p.Book == b && p.Kind == kind && p.state == live {
			return p, true
		}
	}
	return partRow{}, false
}

// own is the volume of a book's part; nil if there is none.
func (v *view) own(ctx context.Context, b codebook.Book, kind codebook.PartKind) (*volume, error) {
	p, ok := v.part(b, kind)
	if !ok {
		return nil, nil
	}
	return v.shelf.volume(ctx, p)
}

// nearest is the volume of a book's part or, where that year has none, of the
// newest other year; nil if no year has it.
func (v *view) nearest(ctx context.Context, b codebook.Book, kind codebook.PartKind) (*volume, error) {
	best, ok := v.part(b, kind)
	if !ok {
		for _, p := range v.parts {
			if p.Book.Set == b.Set && p.Kind == kind && p.state == live && p.Book.Year > best.Book.Year {
				best, ok = p, true
			}
		}
	}
	if !ok {
		return nil, nil
	}
	return v.shelf.volume(ctx, best)
}

// list is the volume that says which codes a book has; nil if none does.
func (v *view) list(ctx context.Context, b codebook.Book) (*volume, error) {
	for _, kind := range lists {
		if p, ok := v.part(b, kind); ok {
			return v.shelf.volume(ctx, p)
		}
	}
	return nil, nil
}

func (v *view) hasList(b codebook.Book) bool {
	for _, kind := range lists {
		if _, ok := v.part(b, kind); ok {
			return true
		}
	}
	return false
}

// newest is the newest year of a set that says which codes it has, 0 if none
// does.
func (v *view) newest(set codebook.Set) (year int) {
	for _, p := range v.parts {
		if p.state == live && p.Book.Set == set && p.Book.Year > year && v.hasList(p.Book) {
			year = p.Book.Year
		}
	}
	return year
}

// latest is the newest year of a set of which anything is there, 0 if nothing
// is.
func (v *view) latest(set codebook.Set) (year int) {
	for _, p := range v.parts {
		if p.state == live && p.Book.Set == set {
			year = max(year, p.Book.Year)
		}
	}
	return year
}

// years are the other years of a book's set that say which codes they have.
func (v *view) years(b codebook.Book) []codebook.Book {
	var all []codebook.Book
	for _, other := range v.books() {
		if other.Set == b.Set && other.Year != b.Year && v.hasList(other) {
			all = append(all, other)
		}
	}
	return all
}
