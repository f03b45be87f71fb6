package books

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"chartroom/quiz/codebook"
)

// hits are the best candidates, read. Each code comes once.
func (f *finding) hits(ctx context.Context) ([]codebook.Hit, error) {
	slices.SortFunc(f.best, func(a, b candidate) int { return cmp.Compare(a.key, b.key) })
	f.share()
	var hits []codebook.Hit
	type seen struct {
		book codebook.Book
		code string
		term int64
	}
	had := map[seen]bool{}
	for _, c := range f.best {
		h, ok, err := f.hit(ctx, c)
		if err != nil {
			return nil, err
		}
		one := seen{book: h.Book, code: h.Code}
		if h.Term != nil {
			one = seen{term: h.Term.ID}
		}
		if !ok || had[one] || f.query.Valid && h.Term == nil && !h.Valid {
			continue
		}
		had[one] = true
		if hits = append(hits, h); len(hits) == f.query.Limit {
			break
		}
	}
	return hits, nil
}

// share keeps short forms that are read out from hiding the words that begin
// like them: these get half the places.
func (f *finding) share() {
	begins := slices.IndexFunc(f.best, func(c candidate) bool { return c.key>>56 == groupBegins })
	if !f.short || begins < f.query.Limit/2 {
		return
	}
	head := f.best[:f.query.Limit/2]
	rest := f.best[len(head):begins]
	f.best = slices.Concat(head, f.best[begins:], rest)
}

func (f *finding) hit(ctx context.Context, c candidate) (h codebook.Hit, ok bool, err error) {
	s := f.scope[c.scope]
	r, err := s.record(ctx, c.line)
	if err != nil {
		return h, false, err
	}
	h.Book = s.book
	if c.reading >= 0 {
		h.Why = f.whys[c.reading]
	}
	switch r := r.(type) {
	case codebook.Code, codebook.Group:
		code, err := asCode(r)
		h.Code, h.Title, h.Valid = code.Code, code.Long, s.reports(code)
		return h, true, err
	case codebook.Note:
		return f.codeHit(ctx, h, s, r.Of, "includes "+r.Text)
	case codebook.Row:
		h.Code, h.Title = r.Table, rowTitle(r)
		return h, true, nil
	case codebook.Term:
		return f.termHit(ctx, h, s, c.line, r)
	}
	return h, false, nil
}

// reports reports whether a code of the list can be reported.
func (v *volume) reports(c codebook.Code) bool {
	return !c.Header && !ended(c, v.Book.Year)
}

// codeHit is the hit of a code that a note or an index line led to.
func (f *finding) codeHit(ctx context.Context, h codebook.Hit, s scope, key, why string) (codebook.Hit, bool, error) {
	if s.list == nil || key == "" {
		return h, false, nil
	}
	line, err := s.list.first(ctx, "c"+key)
	if err == nil && line < 0 && s.Kind == codebook.PartPCSIndex && len(key) > 3 {
		line, err = s.list.first(ctx, "c"+key[:3]) // the beginning of a code: its table
	}
	if err != nil || line < 0 {
		return h, false, err
	}
	code, err := s.list.code(ctx, line)
	h.Code, h.Title, h.Valid = code.Code, code.Long, s.list.reports(code)
	if h.Why != "" {
		h.Why += "; "
	}
	h.Why += why
	return h, true, err
}

func (f *finding) termHit(ctx context.Context, h codebook.Hit, s scope, line int, t codebook.Term) (codebook.Hit, bool, error) {
	hit, err := s.termHit(ctx, line, t)
	if err != nil {
		return h, false, err
	}
	stem := codeStem(t.Code)
	if f.query.Terms {
		h.Term, h.Code, h.Title = &hit, stem, t.Title
		if s.Book != s.book {
			h.Why = strings.TrimPrefix(h.Why+fmt.Sprintf("; index of %d", s.Book.Year), "; ")
		}
		return h, true, nil
	}
	return f.codeHit(ctx, h, s, stem, "index: "+strings.TrimSuffix(strings.Join(append(hit.Path, t.Title), ", "), ", "))
}
