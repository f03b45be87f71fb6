package books

import (
	"context"
	"fmt"
	"strings"

	"chartroom/quiz/codebook"
	"chartroom/storage"
)

// Children are the lines below a line of the tree, in tabular order; of "" are
// the chapters. Errors: storage.ErrNotFound.
func (s *Shelf) Children(ctx context.Context, b codebook.Book, of string) ([]codebook.Node, error) {
	var all []codebook.Node
	err := s.read(ctx, func(v *view) error {
		t, err := v.tree(ctx, b)
		if err != nil {
			return err
		}
		all, err = t.children(ctx, of)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("open %s in %s: %w", named(of), b.Title(), err)
	}
	return all, nil
}

func named(of string) string {
	if of == "" {
		return "the chapters"
	}
	return of
}

// tree is a book's list of codes with what stands above it.
type tree struct {
	book codebook.Book
	list *volume
	*outline
	titles *volume // of categories that the list does not have; nil = none
}

func (v *view) tree(ctx context.Context, b codebook.Book) (*tree, error) {
	list, err := v.list(ctx, b)
	if err != nil {
		return nil, err
	}
	if list == nil {
		return nil, storage.ErrNotFound
	}
	o, err := v.outline(ctx, b, list)
	if err != nil {
		return nil, err
	}
	t := &tree{book: b, list: list, outline: o}
	if b.Set == codebook.ICD10CM {
		t.titles, err = v.nearest(ctx, b, codebook.PartTabular)
	}
	return t, err
}

func (t *tree) children(ctx context.Context, of string) ([]codebook.Node, error) {
	if of == "" {
		return t.chapterNodes(), nil
	}
	if id, ok := strings.CutPrefix(of, "chapter "); ok {
		return t.ofChapter(ctx, indexOf(t.chapters, id))
	}
	if id, ok := strings.CutPrefix(of, "block "); ok {
		return t.ofBlock(ctx, indexOf(t.blocks, id))
	}
	return t.ofCode(ctx, of)
}

func (t *tree) chapterNodes() []codebook.Node {
	var all []codebook.Node
	for _, h := range t.chapters {
		if n := t.node(h); n.Children > 0 {
			all = append(all, n)
		}
	}
	return all
}

// ofChapter are the blocks of a chapter and the outermost codes in none, as
// they come.
func (t *tree) ofChapter(ctx context.Context, chapter int) ([]codebook.Node, error) {
	if chapter < 0 {
		return nil, storage.ErrNotFound
	}
	var all []codebook.Node
	had := map[int]bool{}
	for _, r := range t.roots {
		switch {
		case r.chapter != chapter || r.block >= 0 && had[r.block]:
		case r.block >= 0:
			had[r.block] = true
			all = append(all, t.node(t.blocks[r.block]))
		default:
			n, err := t.rootNode(ctx, r)
			if err != nil {
				return nil, err
			}
			all = append(all, n)
		}
	}
	return all, nil
}

func (t *tree) ofBlock(ctx context.Context, block int) ([]codebook.Node, error) {
	if block < 0 {
		return nil, storage.ErrNotFound
	}
	var all []codebook.Node
	for _, r := range t.roots {
		if r.block != block {
			continue
		}
		n, err := t.rootNode(ctx, r)
		if err != nil {
			return nil, err
		}
		all = append(all, n)
	}
	return all, nil
}

// rootNode is an outermost code as a line of the tree.
func (t *tree) rootNode(ctx context.Context, r root) (codebook.Node, error) {
	if r.line >= 0 {
		return t.lineNode(ctx, r.line)
	}
	n := codebook.Node{Of: r.code, Code: r.code}
	err := t.list.find(ctx, "c"+r.code, true, func(string, int) bool { n.Children++; return true })
	if err != nil || t.titles == nil {
		return n, err
	}
	line, err := t.titles.first(ctx, "c"+r.code)
	if line < 0 || err != nil {
		return n, err
	}
	code, err := t.titles.code(ctx, line)
	n.Title = code.Long
	return n, err
}

func (t *tree) lineNode(ctx context.Context, line int) (codebook.Node, error) {
	r, err := t.list.record(ctx, line)
	if err != nil {
		return codebook.Node{}, err
	}
	if row, ok := r.(codebook.Row); ok {
		rows, err := t.list.rows(ctx, row.Table)
		return codebook.Node{Of: row.Table, Code: row.Table, Title: rowTitle(row), Children: count(rows, "")}, err
	}
	code, err := asCode(r)
	if err != nil {
		return codebook.Node{}, err
	}
	at, err := t.list.twig(ctx, line)
	return codebook.Node{Of: code.Code, Code: code.Code, Title: code.Long, Valid: t.list.reports(code), Children: at.below}, err
}

func (t *tree) ofCode(ctx context.Context, code string) ([]codebook.Node, error) {
	var lines []int
	line, err := t.list.first(ctx, "c"+code)
	switch i, isRoot := t.places[code]; {
	case err != nil:
		return nil, err
	case line >= 0:
		err = t.list.below(ctx, line, func(line int, _ twig) error { lines = append(lines, line); return nil })
	case isRoot && t.roots[i].line < 0:
		err = t.list.find(ctx, "c"+code, true, func(_ string, line int) bool { lines = append(lines, line); return true })
	case isRoot:
		return t.ofTable(ctx, code)
	default:
		if _, ok, err := t.list.lookUp(ctx, code); ok || err != nil {
			return nil, err // made by a row: nothing is below it
		}
		return nil, storage.ErrNotFound
	}
	if err != nil {
		return nil, err
	}
	all := make([]codebook.Node, 0, len(lines))
	for _, line := range lines {
		n, err := t.lineNode(ctx, line)
		if err != nil {
			return nil, err
		}
		all = append(all, n)
	}
	return all, nil
}

// ofTable are the codes of a table that is only known by its rows.
func (t *tree) ofTable(ctx context.Context, table string) ([]codebook.Node, error) {
	rows, err := t.list.rows(ctx, table)
	if err != nil {
		return nil, err
	}
	var all []codebook.Node
	for _, r := range rows {
		eachCode(r, func(code, title string) {
			all = append(all, codebook.Node{Of: code, Code: code, Title: title, Valid: true})
		})
	}
	return all, nil
}

// path are the lines above a code, from its chapter down to its parent.
func (t *tree) path(ctx context.Context, code string, line int) ([]codebook.Node, error) {
	var codes []codebook.Node
	outermost := code
	for line >= 0 && t.list.Kind != codebook.PartTables {
		at, err := t.list.twig(ctx, line)
		if err != nil {
			return nil, err
		}
		if line = at.parent - 1; line < 0 {
			break
		}
		n, err := t.lineNode(ctx, line)
		if err != nil {
			return nil, err
		}
		codes = append([]codebook.Node{n}, codes...)
		outermost = n.Code
	}
	place, ok := t.places[outermost]
	if !ok && len(code) > 3 { // a code of which only the category stands above it
		if place, ok = t.places[code[:3]]; ok {
			n, err := t.rootNode(ctx, t.roots[place])
			if err != nil {
				return nil, err
			}
			codes = append([]codebook.Node{n}, codes...)
		}
	}
	if !ok {
		return codes, nil
	}
	return append(t.headingsOf(t.roots[place]), codes...), nil
}

func (t *tree) headingsOf(r root) []codebook.Node {
	var all []codebook.Node
	if r.chapter >= 0 {
		all = append(all, t.node(t.chapters[r.chapter]))
	}
	if r.block >= 0 {
		all = append(all, t.node(t.blocks[r.block]))
	}
	return all
}
