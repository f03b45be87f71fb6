package books

import (
	"context"
	"strings"

	"chartroom/quiz/codebook"
)

// outline is what stands above the codes of a book: chapters, blocks, and where
// each outermost code belongs.
type outline struct {
	chapters []codebook.Heading
	blocks   []codebook.Heading // their Parent is a chapter's ID
	roots    []root             // in tabular order
	places   map[string]int     // of the roots, by their codes
	titles   *volume            // where chapters and blocks are from; nil = from us
}

// root is an outermost code: a category, a table, or a code of a set that has
// no tree.
type root struct {
	code           string
	line           int // -1 = the list does not have it, only codes below it
	chapter, block int // -1 = none
}

// modifiers are HCPCS's chapter of them.
var modifiers = codebook.Heading{Level: codebook.LevelChapter, ID: "modifiers", Title: "Modifiers"}

// outline is that of a book whose list this is. It is made once.
func (v *view) outline(ctx context.Context, b codebook.Book, list *volume) (*outline, error) {
	s := v.shelf
	s.mu.Lock()
	o := s.outlines[b]
	s.mu.Unlock()
	if o != nil {
		return o, nil
	}
	o, err := v.makeOutline(ctx, b, list)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.outlines == nil {
		s.outlines = map[codebook.Book]*outline{}
	}
	if s.view == v {
		s.outlines[b] = o
	}
	return o, nil
}

func (v *view) makeOutline(ctx context.Context, b codebook.Book, list *volume) (*outline, error) {
	o := &outline{places: map[string]int{}}
	if err := o.readRoots(ctx, list); err != nil {
		return nil, err
	}
	kind := map[codebook.Set]codebook.PartKind{codebook.ICD10CM: codebook.PartTabular, codebook.ICD10PCS: codebook.PartTables}[b.Set]
	if kind != "" {
		titles, err := v.nearest(ctx, b, kind)
		if err != nil {
			return nil, err
		}
		if err := o.readHeadings(ctx, titles); err != nil {
			return nil, err
		}
	}
	switch b.Set {
	case codebook.ICD10CM:
		o.ofDiagnoses()
	case codebook.ICD10PCS:
		return o, o.ofProcedures(ctx, list)
	case codebook.HCPCS:
		return o, o.ofItems(ctx, list)
	case codebook.MSDRG:
		return o, o.ofGroups(ctx, list)
	}
	return o, nil
}

func (o *outline) readRoots(ctx context.Context, list *volume) error {
	add := func(code string, line int) {
		if _, twice := o.places[code]; !twice {
			o.places[code] = len(o.roots)
			o.roots = append(o.roots, root{code, line, -1, -1})
		}
	}
	if list.Kind == codebook.PartTables {
		return list.find(ctx, "r", true, func(key string, line int) bool { add(key[1:], line); return true })
	}
	for i, name := range list.names {
		if list.Kind == codebook.PartCodes && len(name) > 3 && list.Book.Set != codebook.HCPCS {
			add(name[:3], -1)
		} else {
			add(name, list.roots[i])
		}
	}
	return nil
}

func (o *outline) readHeadings(ctx context.Context, titles *volume) error {
	if titles == nil {
		return nil
	}
	o.titles = titles
	for level, into := range map[codebook.Level]*[]codebook.Heading{codebook.LevelChapter: &o.chapters, codebook.LevelBlock: &o.blocks} {
		all, err := titles.all(ctx, "h"+string(level))
		if err != nil {
			return err
		}
		for _, r := range all {
			if h, ok := r.(codebook.Heading); ok {
				*into = append(*into, h)
			}
		}
	}
	return nil
}

// ofDiagnoses puts categories under chapters and blocks. The chapters are
// those of today, which may reach further than a list of an older year says.
func (o *outline) ofDiagnoses() {
	for _, h := range codebook.Chapters {
		i := indexOf(o.chapters, h.ID)
		if i < 0 {
			o.chapters = append(o.chapters, h)
			continue
		}
		o.chapters[i].First, o.chapters[i].Last = h.First, h.Last
	}
	codes := make([]string, len(o.roots))
	for i, r := range o.roots {
		codes[i] = r.code
	}
	chapters, blocks := codebook.Blocks(o.chapters, codes), codebook.Blocks(o.blocks, codes)
	for i := range o.roots {
		r := &o.roots[i]
		r.chapter, r.block = chapters[i], blocks[i]
		if r.block >= 0 && r.chapter >= 0 && o.blocks[r.block].Parent != o.chapters[r.chapter].ID {
			r.block = -1 // the block before it is of another chapter
		}
	}
}

// ofProcedures puts tables under sections and body systems, which are their
// first two characters.
func (o *outline) ofProcedures(ctx context.Context, list *volume) error {
	for i := range o.roots {
		r := &o.roots[i]
		if len(r.code) < 3 {
			continue
		}
		section, system := r.code[:1], r.code[:2]
		r.chapter = o.chapter(section, codebook.PCSSections)
		if r.block = indexOf(o.blocks, system); r.block >= 0 {
			continue
		}
		title, err := o.systemTitle(ctx, list, r.line)
		if err != nil {
			return err
		}
		r.block = len(o.blocks)
		o.blocks = append(o.blocks, codebook.Heading{Level: codebook.LevelBlock, ID: system, Title: title, First: system, Last: system, Parent: section})
	}
	return nil
}

// systemTitle is the body system in a table's title: "Central Nervous System
// and Cranial Nerves, Bypass".
func (o *outline) systemTitle(ctx context.Context, list *volume, line int) (string, error) {
	if line < 0 {
		return "", nil
	}
	r, err := list.record(ctx, line)
	if err != nil {
		return "", err
	}
	if row, ok := r.(codebook.Row); ok {
		return row.Labels[1], nil
	}
	code, err := asCode(r)
	title := code.Long
	if i := strings.LastIndex(title, ", "); i > 0 {
		title = title[:i]
	}
	return title, err
}

// ofItems puts items under their letters, and modifiers behind all of them.
func (o *outline) ofItems(ctx context.Context, list *volume) error {
	const after = 1 << 20
	for i := range o.roots {
		r := &o.roots[i]
		code, err := list.code(ctx, r.line)
		if err != nil {
			return err
		}
		if code.Modifier {
			r.chapter = after
		} else {
			r.chapter = o.chapter(r.code[:min(1, len(r.code))], codebook.HCPCSLetters)
		}
	}
	for i := range o.roots {
		if r := &o.roots[i]; r.chapter == after {
			r.chapter = o.chapter(modifiers.ID, []codebook.Heading{modifiers})
		}
	}
	return nil
}

func (o *outline) ofGroups(ctx context.Context, list *volume) error {
	for i := range o.roots {
		r, err := list.record(ctx, o.roots[i].line)
		if err != nil {
			return err
		}
		g, _ := r.(codebook.Group)
		o.roots[i].chapter = o.chapter(g.MDC, codebook.DiagnosticCategories)
	}
	return nil
}

// chapter is the place of the chapter with an id, which is added, by its name
// among known ones, if it is not there.
func (o *outline) chapter(id string, known []codebook.Heading) int {
	if i := indexOf(o.chapters, id); i >= 0 {
		return i
	}
	h := codebook.Heading{Level: codebook.LevelChapter, ID: id, First: id, Last: id, Title: id}
	if i := indexOf(known, id); i >= 0 {
		h = known[i]
	}
	o.chapters = append(o.chapters, h)
	return len(o.chapters) - 1
}

func indexOf(all []codebook.Heading, id string) int {
	for i, h := range all {
		if h.ID == id {
			return i
		}
	}
	return -1
}

// of is what Children is asked with for a heading.
func of(h codebook.Heading) string { return string(h.Level) + " " + h.ID }

// node is a heading with what is below it: its blocks, and the outermost codes
// that are in none.
func (o *outline) node(h codebook.Heading) codebook.Node {
	n := codebook.Node{Of: of(h), Title: h.Title}
	blocks := map[int]bool{}
	for _, r := range o.roots {
		switch {
		case h.Level == codebook.LevelBlock && r.block >= 0 && o.blocks[r.block].ID == h.ID:
			n.Children++
		case h.Level == codebook.LevelChapter && r.chapter >= 0 && o.chapters[r.chapter].ID == h.ID:
			if r.block < 0 {
				n.Children++
			} else if !blocks[r.block] {
				blocks[r.block] = true
				n.Children++
			}
		}
	}
	return n
}
