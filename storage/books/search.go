package books

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"chartroom/quiz"
	"chartroom/quiz/codebook"
)

// Search finds codes by their beginning, with or without the dot, and by the
// words of their titles, of what they include and of the index lines that lead
// to them; lines of the indexes themselves too if q.Terms. All words must be
// there, the last may be the beginning of one. A short form that is known is
// read out too, and a word that no book has is taken for the nearest one that
// a book has; the hits say so. The best come first: the code itself, titles
// that begin so, shorter titles; then in tabular order.
func (s *Shelf) Search(ctx context.Context, q codebook.Query) ([]codebook.Hit, error) {
	if q.Limit <= 0 {
		q.Limit = 30
	}
	q.Text = q.Text[:min(len(q.Text), mostText)]
	var hits []codebook.Hit
	err := s.read(ctx, func(v *view) error {
		found := &finding{view: v, query: q}
		if err := found.open(ctx); err != nil {
			return err
		}
		if err := found.codes(ctx); err != nil {
			return err
		}
		if err := found.words(ctx); err != nil {
			return err
		}
		var err error
		hits, err = found.hits(ctx)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("search the code books: %w", err)
	}
	return hits, nil
}

// mostText is how much of a text is searched for, in bytes: a title of 400
// letters, pasted, and some.
const mostText = 1000

// finding is one search on its way.
type finding struct {
	view  *view
	query codebook.Query
	scope []scope
	best  []candidate // the smallest keys
	whys  []string    // of the readings
	short bool        // a short form was read out
}

// scope is a volume to search in, and the book that its hits are of.
type scope struct {
	*volume
	book codebook.Book
	list *volume // which says what codes the book has
	rank int     // of its set
}

// candidate is a line found. Smaller keys are better.
type candidate struct {
	key     uint64
	scope   int
	line    int
	reading int // -1 = found as a code
}

// open finds the volumes to search in.
func (f *finding) open(ctx context.Context) error {
	books := []codebook.Book{f.query.Book}
	if f.query.Book == (codebook.Book{}) {
		books = nil
		for _, set := range codebook.Sets {
			if year := cmp.Or(f.view.newest(set), f.view.latest(set)); year > 0 {
				books = append(books, codebook.Book{Set: set, Year: year})
			}
		}
	}
	for _, b := range books {
		if err := f.openBook(ctx, b); err != nil {
			return err
		}
	}
	return nil
}

// beside are the parts whose words lead to codes of a list.
var beside = []codebook.PartKind{codebook.PartTabular, codebook.PartIndex, codebook.PartNeoplasms, codebook.PartDrugs, codebook.PartExternal, codebook.PartPCSIndex}

func (f *finding) openBook(ctx context.Context, b codebook.Book) error {
	list, err := f.view.list(ctx, b)
	if err != nil {
		return err
	}
	if list != nil {
		f.scope = append(f.scope, scope{list, b, list, rank(b.Set)})
	}
	for _, kind := range beside {
		v, err := f.view.nearest(ctx, b, kind)
		if err != nil {
			return err
		}
		if v != nil && v != list {
			f.scope = append(f.scope, scope{v, b, list, rank(b.Set)})
		}
	}
	return nil
}

// The groups of candidates, the best first.
const (
	groupCode    = iota // the code itself
	groupCodes          // codes that begin so
	groupWords          // whole words
	groupBegins         // the last word is the beginning of one
	groupLetters        // codes that begin with these letters, which may be a word
	groupEnded          // out of force
)

// key puts candidates in order: group, tier, words, place in the scope, line.
func (f *finding) key(group, tier, words, scope, line int) uint64 {
	return uint64(group)<<56 | uint64(tier)<<52 | uint64(min(words, 255))<<44 | uint64(f.scope[scope].rank)<<40 | uint64(scope)<<32 | uint64(line)
}

// keep is how many candidates are kept: several can be of one code.
func (f *finding) keep() int { return f.query.Limit*4 + 20 }

func (f *finding) add(c candidate) {
	if n := f.keep(); len(f.best) < n {
		f.best = append(f.best, c)
		if len(f.best) == n {
			heap(f.best)
		}
	} else if c.key < f.best[0].key {
		f.best[0] = c
		sift(f.best, 0)
	}
}

// late reports whether enough candidates are better than any of a group and a
// tier.
func (f *finding) late(group, tier int) bool {
	return len(f.best) == f.keep() && uint64(group)<<56|uint64(tier)<<52 > f.best[0].key
}

// heap and sift keep the worst candidate in front.
func heap(all []candidate) {
	for i := len(all)/2 - 1; i >= 0; i-- {
		sift(all, i)
	}
}

func sift(all []candidate, i int) {
	for {
		worst := i
		for child := 2*i + 1; child <= 2*i+2 && child < len(all); child++ {
			if all[child].key > all[worst].key {
				worst = child
			}
		}
		if worst == i {
			return
		}
		all[i], all[worst] = all[worst], all[i]
		i = worst
	}
}

// codes finds what was typed as a code or the beginning of one.
func (f *finding) codes(ctx context.Context) error {
	text := strings.TrimSpace(f.query.Text)
	key := quiz.CodeKey(text)
	if key == "" || len(key) > 7 || strings.ContainsAny(text, " ,;") || strings.Trim(key, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") != "" {
		return nil
	}
	for i, s := range f.scope {
		if s.volume != s.list {
			continue
		}
		lines, err := s.codesFrom(ctx, key, f.keep())
		if err != nil {
			return err
		}
		for n, line := range lines {
			if n >= f.query.Limit/3 && !strings.ContainsAny(key, "0123456789") {
				break // it may well be a word
			}
			f.addCode(i, key, line)
		}
	}
	return nil
}

func (f *finding) addCode(scope int, key string, line codeLine) {
	look := looked(f.scope[scope].info, line.line)
	group := groupCodes
	switch {
	case line.code == key:
		group = groupCode
	case look.ended:
		group = groupEnded
	case len(key) > 1 && !strings.ContainsAny(key, "0123456789"):
		group = groupLetters
	}
	f.add(candidate{f.key(group, 0, 0, scope, line.line), scope, line.line, -1})
}

// codeLine is a code and its line.
type codeLine struct {
	code string
	line int
}

// codesFrom are the lines of codes that begin with text, in tabular order, at
// most most of them. Where there are many, only the outermost are given.
func (v *volume) codesFrom(ctx context.Context, text string, most int) ([]codeLine, error) {
	var all []codeLine
	for i, name := range v.names {
		if len(name) > len(text) && strings.HasPrefix(name, text) && len(all) < most {
			all = append(all, codeLine{name, v.roots[i]})
		}
	}
	if len(all) > 0 {
		line, err := v.first(ctx, "c"+text)
		if line >= 0 {
			all = append([]codeLine{{text, line}}, all...)
		}
		return all, err
	}
	for _, kind := range []string{"c", "r"} {
		if err := v.find(ctx, kind+text, true, func(key string, line int) bool {
			if n := len(all); n == 0 || all[n-1].code != key[1:] { // a table has many rows
				all = append(all, codeLine{key[1:], line})
			}
			return true
		}); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(all, func(a, b codeLine) int { return cmp.Compare(a.line, b.line) })
	return all[:min(len(all), most)], nil
}

// words finds what was typed as words.
func (f *finding) words(ctx context.Context) error {
	words, open := typed(f.query.Text)
	if len(words) == 0 {
		return nil
	}
	var volumes []*volume
	for _, s := range f.scope {
		volumes = append(volumes, s.volume)
	}
	for n, r := range readings(volumes, words, open) {
		f.whys = append(f.whys, r.why)
		f.short = f.short || r.short
		for i := range f.scope {
			if err := f.match(ctx, i, n, r); err != nil {
				return err
			}
		}
	}
	return nil
}
