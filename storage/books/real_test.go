package books_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"chartroom/content/codeset"
	"chartroom/quiz/codebook"
	"chartroom/storage/books"
)

// realData are the official files, which are not ours to ship.
const realData = "../../../shared/data"

// realShelf is a shelf with all official files that are there.
func realShelf(tb testing.TB) *books.Shelf {
	tb.Helper()
	shelf, err := books.Open(tb.TempDir())
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = shelf.Close() })
	for _, pattern := range []string{"cms/*.zip", "hcpcs/2019-Alpha*.zip"} {
		names, _ := filepath.Glob(filepath.Join(realData, pattern))
		if len(names) == 0 {
			tb.Skip("the official files are not at " + realData)
		}
		for _, name := range names {
			if err := installFile(context.Background(), shelf, name); err != nil {
				tb.Fatal(name, err)
			}
		}
	}
	return shelf
}

func installFile(ctx context.Context, shelf *books.Shelf, name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	files, _, err := codeset.Open(ctx, filepath.Base(name), f, info.Size())
	if err != nil {
		return err
	}
	for i := range files {
		err := shelf.Install(ctx, time.UnixMilli(1_800_000_000_000), files[i].Part, func(put func(codebook.Record) error) error {
			_, err := files[i].Each(ctx, nil, put)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func TestOfficialFiles(t *testing.T) {
	if testing.Short() {
		t.Skip("several seconds")
	}
	s := realShelf(t)
	got := map[codebook.Book][2]int{}
	for _, b := range must1(s.Installed(ctx))(t) {
		got[b.Book] = [2]int{b.Codes, b.Valid}
	}
	// Acceptance numbers: shared/domain/code-sets.md, 3.4.
	for b, want := range map[codebook.Book][2]int{
		cm26: {98_186, 74_719}, pcs26: {80_029, 79_115}, pcs25: {78_948, 78_948}, {Set: codebook.HCPCS, Year: 2019}: {6440, 6440 - 506},
	} {
		if got[b] != want {
			t.Errorf("%s has %v codes and valid ones, not %v", b, got[b], want)
		}
	}
	t.Run("parents", func(t *testing.T) { realParents(t, s) })
	t.Run("blocks", func(t *testing.T) { realBlocks(t, s) })
	t.Run("search", func(t *testing.T) { realSearch(t, s) })
	t.Run("exempt", func(t *testing.T) { realExempt(t, s) })
}

// order calls each with the codes of a book, in tabular order, with the code
// that each stands under.
func order(t *testing.T, s *books.Shelf, b codebook.Book, each func(n codebook.Node, parent string)) {
	t.Helper()
	var visit func(of, parent string)
	visit = func(of, parent string) {
		for _, n := range must1(s.Children(ctx, b, of))(t) {
			if n.Code != "" {
				each(n, parent)
			}
			if n.Children > 0 {
				visit(n.Of, n.Code)
			}
		}
	}
	visit("", "")
}

func realParents(t *testing.T, s *books.Shelf) {
	all := map[string]bool{}
	shorter := map[int]int{}
	parents := map[string]string{}
	order(t, s, cm26, func(n codebook.Node, parent string) {
		all[n.Code] = true
		parents[n.Code] = parent
		if parent != "" {
			shorter[len(n.Code)-len(parent)]++
		}
		if n.Valid != (n.Children == 0) {
			t.Errorf("%s is valid: %v, and %d codes are below it", n.Code, n.Valid, n.Children)
		}
	})
	if len(all) != 98_186 || shorter[1] != 85_143 || shorter[2] != 7495 || shorter[3] != 3438 || shorter[4] != 192 || len(shorter) != 4 {
		t.Errorf("%d codes; parents shorter by %v", len(all), shorter)
	}
	for code, parent := range parents {
		if want := codebook.Parent(code, func(c string) bool { return all[c] }); parent != want {
			t.Errorf("%s stands under %q, not %q", code, parent, want)
		}
	}
}

// realBlocks compares where categories fall by the ranges of the headings with
// where the tabular list itself nests them.
func realBlocks(t *testing.T, s *books.Shelf) {
	checked := 0
	old := codebook.Book{Set: codebook.ICD10CM, Year: 2021}
	for _, chapter := range must1(s.Children(ctx, cm26, ""))(t) {
		for _, block := range must1(s.Children(ctx, cm26, chapter.Of))(t) {
			if block.Code != "" {
				continue // of no block
			}
			for _, n := range must1(s.Children(ctx, cm26, block.Of))(t) {
				e, err := s.Entry(ctx, old, n.Code)
				if err != nil {
					continue // younger than the list
				}
				checked++
				if e.Code.Parent != block.Of {
					t.Errorf("%s is nested in %s, and was put in %s", n.Code, e.Code.Parent, block.Of)
				}
			}
		}
	}
	if checked < 1800 {
		t.Errorf("only %d categories", checked)
	}
	for code, want := range map[string]string{"QA0": "block Q90-Q99", "C4A": "block C43-C44"} {
		if e := must1(s.Entry(ctx, cm26, code))(t); len(e.Path) != 2 || e.Path[1].Of != want {
			t.Errorf("%s: %+v", code, e.Path)
		}
	}
}

func realSearch(t *testing.T, s *books.Shelf) {
	for text, want := range map[string]string{
		"heart failure": "I50", "chf": "I509", "htn": "I10", "diabetes": "E11", "pnuemonia": "J18", "hemorrage": "R58", "stroke": "I639",
		"type 2 diabetes": "E11", "copd": "J449", "uti": "N390", "fracture of femur": "S72", "high blood pressure": "I10", "anaemia": "D649", "E11.9": "E119", "wheelchair": "F01ZFZZ",
	} {
		if hits := must1(s.Search(ctx, codebook.Query{Text: text}))(t); len(hits) == 0 || hits[0].Code != want {
			t.Errorf("%q finds %+v", text, hits[:min(len(hits), 2)])
		}
	}
}

func realExempt(t *testing.T, s *books.Shelf) {
	for code, want := range map[string]bool{"Z79.4": true, "E11.9": false, "B90.0": true} {
		if e := must1(s.Entry(ctx, cm26, code))(t); e.Exempt != want || !e.ExemptOf {
			t.Errorf("%s is exempt: %v", code, e.Exempt)
		}
	}
}
