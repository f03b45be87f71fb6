package books

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"chartroom/quiz"
	"chartroom/quiz/codebook"
	"chartroom/storage"
)

// mostTerms is how many index lines an entry names at most.
const mostTerms = 12

// Entry is all that is said of a code: what stands above and below it, the
// notes that hold for it, seventh characters, what is new, what leads to it.
// Notes, index and list of exempt codes are those of the book's year or, if it
// has none, of the newest other year, and then say so. A code that went out of
// the book is told as deleted, where that is known. Errors:
// storage.ErrNotFound.
func (s *Shelf) Entry(ctx context.Context, b codebook.Book, code string) (codebook.Entry, error) {
	var entry codebook.Entry
	err := s.read(ctx, func(v *view) error {
		g := &gathering{view: v, Entry: codebook.Entry{Book: b}}
		if err := g.gather(ctx, quiz.CodeKey(code)); err != nil {
			return err
		}
		entry = g.Entry
		return nil
	})
	if err != nil {
		return entry, fmt.Errorf("look up %s in %s: %w", b.Set.Dotted(quiz.CodeKey(code)), b.Title(), err)
	}
	return entry, nil
}

// gathering is an entry on its way.
type gathering struct {
	codebook.Entry
	view  *view
	tree  *tree
	above []string // the code and what it begins with, down to three characters
}

func (g *gathering) gather(ctx context.Context, key string) error {
	var err error
	if g.tree, err = g.view.tree(ctx, g.Book); err != nil {
		return err
	}
	found, ok, err := g.tree.list.lookUp(ctx, key)
	if err != nil {
		return err
	}
	if !ok {
		return g.gone(ctx, key)
	}
	g.Code, g.Valid, g.Group = found.code, found.valid, found.group
	for n := len(key); n >= min(3, len(key)); n-- {
		g.above = append(g.above, key[:n])
	}
	for _, step := range []func(context.Context) error{
		func(ctx context.Context) error { return g.place(ctx, found.line) },
		g.notes, g.seventh, g.exempt, g.change, g.mappings, g.terms, g.duplicates,
	} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// place finds what stands above and below.
func (g *gathering) place(ctx context.Context, line int) (err error) {
	if g.Path, err = g.tree.path(ctx, g.Code.Code, line); err != nil {
		return err
	}
	if g.Code.Parent == "" && len(g.Path) > 0 {
		g.Code.Parent = g.Path[len(g.Path)-1].Code
	}
	if line >= 0 || g.tree.isRoot(g.Code.Code) {
		g.Below, err = g.tree.ofCode(ctx, g.Code.Code)
	}
	return err
}

func (t *tree) isRoot(code string) bool { _, ok := t.places[code]; return ok }

// gone is a code that is not in the book, but is known to have been.
func (g *gathering) gone(ctx context.Context, key string) error {
	g.Code.Code = key
	if err := g.change(ctx); err != nil {
		return err
	}
	if g.Change == nil || g.Change.Kind != codebook.Deleted {
		g.Change = nil
		return storage.ErrNotFound
	}
	g.Code.Long, g.Code.Short, g.Code.Header = g.Change.Before, g.Change.Before, g.Change.Header
	if err := g.mappings(ctx); err != nil {
		return err
	}
	return g.duplicates(ctx)
}

// notes gathers what is said of the code and upwards.
func (g *gathering) notes(ctx context.Context) error {
	source := g.tree.titles
	if g.Book.Set == codebook.HCPCS {
		source = g.tree.list
	}
	if source == nil {
		return nil
	}
	since := ""
	if source.Book.Year != g.Book.Year {
		since = fmt.Sprintf(" (tabular list of %d)", source.Book.Year)
	}
	for i, code := range g.above {
		where := ""
		if i > 0 || since != "" {
			title, err := source.title(ctx, code)
			if err != nil {
				return err
			}
			where = g.Book.Set.Dotted(code) + " " + title + since
		}
		if err := g.notesOf(ctx, source, code, where); err != nil {
			return err
		}
	}
	for i := len(g.Path) - 1; i >= 0; i-- {
		if n := g.Path[i]; n.Code == "" {
			if err := g.notesOf(ctx, source, n.Of, headingName(n)+since); err != nil {
				return err
			}
		}
	}
	return nil
}

func headingName(n codebook.Node) string {
	var id string
	if _, err := fmt.Sscanf(n.Of, "block %s", &id); err == nil {
		return id + " " + n.Title
	}
	if _, err := fmt.Sscanf(n.Of, "chapter %s", &id); err == nil {
		return "Chapter " + id + " " + n.Title
	}
	return n.Title
}

// title is the title of a code; "" if the volume does not have it.
func (v *volume) title(ctx context.Context, code string) (string, error) {
	line, err := v.first(ctx, "c"+code)
	if err != nil || line < 0 {
		return "", err
	}
	c, err := v.code(ctx, line)
	return c.Long, err
}

// noteOrder is the order in which notes are shown.
var noteOrder = []codebook.NoteKind{codebook.NoteIncludes, codebook.NoteTerm, codebook.NoteExcludes1, codebook.NoteExcludes2, codebook.NoteFirst,
	codebook.NoteUse, codebook.NoteAlso, codebook.NoteText, codebook.NoteSeventh, codebook.NotePayment}

func (g *gathering) notesOf(ctx context.Context, source *volume, of, where string) error {
	records, err := source.all(ctx, "n"+of)
	if err != nil {
		return err
	}
	first := len(g.Notes)
	for _, r := range records {
		note, ok := r.(codebook.Note)
		// What is a synonym of a code above is none of this one.
		if ok && (note.Kind != codebook.NoteTerm || of == g.Code.Code) {
			g.Notes = append(g.Notes, codebook.Gathered{Note: note, Where: where})
		}
	}
	slices.SortStableFunc(g.Notes[first:], func(a, b codebook.Gathered) int {
		return cmp.Compare(slices.Index(noteOrder, a.Kind), slices.Index(noteOrder, b.Kind))
	})
	return nil
}

// seventh finds the seventh characters that the code takes or, if it has seven,
// those that it could have.
func (g *gathering) seventh(ctx context.Context) error {
	list := g.tree.titles
	if list == nil || g.Valid && len(g.Code.Code) < 7 {
		return nil
	}
	all, _, err := list.seventh(ctx, g.Code.Code)
	if err != nil || len(all) == 0 {
		return err
	}
	g.Seventh = all
	if len(g.Code.Code) == 7 {
		g.Code.Placeholder = g.Code.Code[5] == 'X'
	} else if len(g.Code.Code) < 6 && onlySevenths(g.Below) {
		g.Code.Placeholder = true
	}
	return nil
}

// onlySevenths reports whether nothing is below a code but its seventh
// characters.
func onlySevenths(below []codebook.Node) bool {
	return !slices.ContainsFunc(below, func(n codebook.Node) bool { return len(n.Code) != 7 })
}

func (g *gathering) exempt(ctx context.Context) error {
	if g.Book.Set != codebook.ICD10CM {
		return nil
	}
	list, err := g.view.nearest(ctx, g.Book, codebook.PartExempt)
	if err != nil || list == nil {
		return err
	}
	line, err := list.first(ctx, "e"+g.Code.Code)
	g.ExemptOf, g.Exempt = true, line >= 0
	return err
}

// mappings are what replaced the code, and what it replaced.
func (g *gathering) mappings(ctx context.Context) error {
	for _, kind := range []codebook.PartKind{codebook.PartConversion, codebook.PartGEM, codebook.PartGEMBack} {
		list, err := g.view.nearest(ctx, g.Book, kind)
		if err != nil {
			return err
		}
		if list == nil {
			continue
		}
		for _, key := range []string{"m", "w"} {
			records, err := list.all(ctx, key+g.Code.Code)
			if err != nil {
				return err
			}
			for _, r := range records {
				if m, ok := r.(codebook.Mapping); ok && !slices.Contains(g.Became, m) {
					g.Became = append(g.Became, m)
				}
			}
		}
	}
	return nil
}

func (g *gathering) terms(ctx context.Context) (err error) {
	g.Terms, err = g.view.leading(ctx, g.Book, g.above, mostTerms)
	return err
}

func (g *gathering) duplicates(ctx context.Context) error {
	for _, other := range g.view.years(g.Book) {
		list, err := g.view.list(ctx, other)
		if err != nil {
			return err
		}
		_, ok, err := list.lookUp(ctx, g.Code.Code)
		if err != nil {
			return err
		}
		if ok {
			g.Duplicate = append(g.Duplicate, other)
		}
	}
	return nil
}
