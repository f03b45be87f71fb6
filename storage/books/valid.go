package books

import (
	"context"

	"chartroom/quiz"
	"chartroom/quiz/codebook"
)

// Valid reports whether a code of a set and year can be reported, and whether
// the book is there at all; year 0 is the newest. It is a quiz.CodeBook. A
// shelf that cannot be read knows nothing.
func (s *Shelf) Valid(set string, year int, code string) (valid, known bool) {
	ctx := context.Background()
	err := s.read(ctx, func(v *view) error {
		b := codebook.Book{Set: codebook.Set(set), Year: year}
		if year == 0 {
			b.Year = v.newest(b.Set)
		}
		list, err := v.list(ctx, b)
		if err != nil || list == nil {
			return err
		}
		found, ok, err := list.lookUp(ctx, quiz.CodeKey(code))
		known = err == nil
		valid = known && ok && found.valid
		return err
	})
	return valid, known && err == nil
}

// lookedUp is a code in a list.
type lookedUp struct {
	code  codebook.Code
	group *codebook.Group
	line  int // -1 if the code has no line, but follows from others
	valid bool
}

// lookUp finds a code: its line, or what makes it in a list that does not
// have every code on a line of its own.
func (v *volume) lookUp(ctx context.Context, key string) (lookedUp, bool, error) {
	line, err := v.first(ctx, "c"+key)
	if err != nil {
		return lookedUp{}, false, err
	}
	if line >= 0 {
		r, err := v.record(ctx, line)
		if err != nil {
			return lookedUp{}, false, err
		}
		code, err := asCode(r)
		found := lookedUp{code: code, line: line, valid: v.reports(code)}
		if g, ok := r.(codebook.Group); ok {
			found.group = &g
		}
		return found, true, err
	}
	switch v.Kind {
	case codebook.PartTables:
		return v.lookUpTable(ctx, key)
	case codebook.PartTabular:
		return v.lookUpSeventh(ctx, key)
	}
	return lookedUp{}, false, nil
}

// lookUpTable finds a PCS code, or a table, where only the tables are there.
func (v *volume) lookUpTable(ctx context.Context, key string) (lookedUp, bool, error) {
	if len(key) != 3 && len(key) != 7 {
		return lookedUp{}, false, nil
	}
	rows, err := v.rows(ctx, key[:3])
	if err != nil || len(rows) == 0 {
		return lookedUp{}, false, err
	}
	if len(key) == 3 {
		title := rowTitle(rows[0])
		return lookedUp{code: codebook.Code{Code: key, Header: true, Short: title, Long: title}, line: -1}, true, nil
	}
	title, ok := made(rows, key)
	return lookedUp{code: codebook.Code{Code: key, Short: title, Long: title}, line: -1, valid: ok}, ok, nil
}

// lookUpSeventh finds a code with a seventh character where only the tabular
// list is there, which has it without.
func (v *volume) lookUpSeventh(ctx context.Context, key string) (lookedUp, bool, error) {
	if len(key) != 7 {
		return lookedUp{}, false, nil
	}
	for n := 6; n >= 3; n-- {
		line, err := v.first(ctx, "c"+key[:n])
		if err != nil {
			return lookedUp{}, false, err
		}
		if line < 0 {
			if key[n-1] != 'X' {
				return lookedUp{}, false, nil
			}
			continue
		}
		code, err := v.code(ctx, line)
		if err != nil {
			return lookedUp{}, false, err
		}
		at, err := v.twig(ctx, line)
		if err != nil || at.below > 0 {
			return lookedUp{}, false, err
		}
		seventh, _, err := v.seventh(ctx, key[:n])
		for _, e := range seventh {
			if e.Character == key[6:] {
				title := code.Long + ", " + e.Meaning
				return lookedUp{code: codebook.Code{Code: key, Short: title, Long: title, Parent: key[:n]}, line: -1, valid: true}, true, err
			}
		}
		return lookedUp{}, false, err
	}
	return lookedUp{}, false, nil
}

// seventh are the seventh characters that a code takes: those of the nearest
// code above it, or of itself, that says which; of is that code.
func (v *volume) seventh(ctx context.Context, code string) (all []codebook.Extension, of string, err error) {
	for n := min(len(code), 7); n >= 3; n-- {
		records, err := v.all(ctx, "x"+code[:n])
		if err != nil {
			return nil, "", err
		}
		for _, r := range records {
			if e, ok := r.(codebook.Extension); ok {
				all = append(all, e)
			}
		}
		if len(all) > 0 {
			return all, code[:n], nil
		}
	}
	return nil, "", nil
}
