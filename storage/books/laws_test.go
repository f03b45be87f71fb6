package books_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chartroom/quiz/codebook"
	"chartroom/storage"
	"chartroom/storage/books"
)

func TestNoFileIsMadeBeforeTheFirstInstall(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "not yet", "there")
	s := open(t, dir)
	if all := must1(s.Installed(ctx))(t); len(all) != 0 {
		t.Errorf("installed: %v", all)
	}
	if hits := must1(s.Search(ctx, codebook.Query{Text: "e11"}))(t); len(hits) != 0 {
		t.Errorf("found: %v", hits)
	}
	if _, err := s.Entry(ctx, cm26, "E11"); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("entry: %v", err)
	}
	if err := s.Remove(ctx, cm26); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("remove: %v", err)
	}
	must(t, s.Tidy(ctx))
	if valid, known := s.Valid("icd10cm", 2026, "E119"); valid || known {
		t.Error("a code is known")
	}
	if files, err := os.ReadDir(dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("files: %v", files)
	}
	must(t, install(s, parts[0]))
	for _, f := range must1(os.ReadDir(dir))(t) {
		if !strings.HasPrefix(f.Name(), books.FileName) {
			t.Errorf("%s was left", f.Name())
		}
	}
	if info := must1(os.Stat(filepath.Join(dir, books.FileName)))(t); info.Mode().Perm()&0o077 != 0 && os.PathSeparator == '/' {
		t.Errorf("others may read it: %v", info.Mode())
	}
}

func TestRestoreUndoesRemove(t *testing.T) {
	s := full(t)
	before := everything(t, s)
	for _, p := range parts {
		if err := s.Remove(ctx, p.book); errors.Is(err, storage.ErrNotFound) {
			continue // with another part of it
		} else if err != nil {
			t.Fatal(err)
		}
		if after := everything(t, s); after == before {
			t.Errorf("removing %s changes nothing", p.book)
		}
		if valid, known := s.Valid(string(p.book.Set), p.book.Year, "E119"); valid || known {
			t.Errorf("%s is removed and yet known", p.book)
		}
		must(t, s.Restore(ctx, p.book))
		if after := everything(t, s); after != before {
			t.Fatalf("%s came back otherwise:\n%s\n---\n%s", p.book, before, after)
		}
	}
	if err := s.Restore(ctx, cm26); !errors.Is(err, books.ErrNoUndo) {
		t.Errorf("nothing was removed: %v", err)
	}
}

func TestRemovePartUndoesInstall(t *testing.T) {
	s := full(t)
	other := lines("A00 0 Another file\nA000 1 Of the same book")
	for _, p := range parts {
		before := everything(t, s)
		again := p
		again.records = other
		if p.kind != codebook.PartOrder {
			again.records = p.records[:1]
		}
		must(t, install(s, again))
		after := everything(t, s)
		if after == before && len(p.records) > 1 {
			t.Errorf("another %s part of %s changes nothing", p.kind, p.book)
		}
		must(t, s.RemovePart(ctx, p.book, p.kind))
		if back := everything(t, s); back != before {
			t.Fatalf("the %s part of %s came back otherwise:\n%s\n---\n%s", p.kind, p.book, before, back)
		}
		must(t, s.RestorePart(ctx, p.book, p.kind))
		if redone := everything(t, s); redone != after {
			t.Fatalf("the %s part of %s came back otherwise:\n%s\n---\n%s", p.kind, p.book, after, redone)
		}
		must(t, s.RemovePart(ctx, p.book, p.kind))
	}
}

func TestAFirstInstallIsUndoneToNothing(t *testing.T) {
	s := open(t, t.TempDir())
	must(t, install(s, parts[0]))
	must(t, s.RemovePart(ctx, cm26, codebook.PartOrder))
	if all := must1(s.Installed(ctx))(t); len(all) != 0 {
		t.Errorf("installed: %v", all)
	}
	if err := s.RemovePart(ctx, cm26, codebook.PartOrder); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("again: %v", err)
	}
	must(t, s.RestorePart(ctx, cm26, codebook.PartOrder))
	if valid, known := s.Valid("icd10cm", 0, "E11.9"); !valid || !known {
		t.Error("it did not come back")
	}
}

func TestTidyingFreesAndChangesNothingThatIsRead(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	for _, p := range parts {
		must(t, install(s, p))
	}
	before := everything(t, s)
	must(t, install(s, part{cm26, codebook.PartOrder, order25}))
	must(t, s.RemovePart(ctx, cm26, codebook.PartOrder))
	must(t, install(s, part{codebook.Book{Set: codebook.HCPCS, Year: 2020}, codebook.PartItems, items26}))
	must(t, s.Remove(ctx, codebook.Book{Set: codebook.HCPCS, Year: 2020}))
	size := func() (n int64) {
		for _, f := range must1(os.ReadDir(dir))(t) {
			n += must1(f.Info())(t).Size()
		}
		return n
	}
	much := make([]codebook.Record, 20_000)
	for i := range much {
		much[i] = codebook.Code{Code: fmt.Sprintf("Z%06d", i), Long: fmt.Sprint("Something else ", i*i)}
	}
	must(t, install(s, part{cm25, codebook.PartOrder, much}))
	must(t, s.RemovePart(ctx, cm25, codebook.PartOrder))
	big := size()
	must(t, s.Tidy(ctx))
	if size() > big/2 {
		t.Errorf("%d bytes before, %d when it was tidied", big, size())
	}
	if after := everything(t, s); after != before {
		t.Errorf("it reads otherwise:\n%s\n---\n%s", before, after)
	}
	if err := s.RestorePart(ctx, cm26, codebook.PartOrder); !errors.Is(err, books.ErrNoUndo) {
		t.Errorf("what was tidied away cannot come back: %v", err)
	}
	if after := everything(t, s); after != before {
		t.Error("an undo that failed changed something")
	}
}

func TestAnInstallThatFailsLeavesNothing(t *testing.T) {
	broken := errors.New("the file ends in the middle of line 3")
	s := full(t)
	before := everything(t, s)
	stopped, stop := context.WithCancel(ctx)
	stop()
	for name, try := range map[string]func() error{
		"a reader that fails": func() error {
			return s.Install(ctx, noon, parts[0].official(), func(put func(codebook.Record) error) error {
				return errors.Join(put(order26[0]), broken)
			})
		},
		"nothing in it": func() error { return install(s, part{cm26, codebook.PartOrder, nil}) },
		"cancelled": func() error {
			return s.Install(stopped, noon, parts[0].official(), func(put func(codebook.Record) error) error { return put(order26[0]) })
		},
		"too long": func() error {
			return install(s, part{cm26, codebook.PartOrder, []codebook.Record{codebook.Code{Code: "A00", Long: strings.Repeat("x", 2<<20)}}})
		},
	} {
		if err := try(); err == nil {
			t.Errorf("%s: it was installed", name)
		}
		if after := everything(t, s); after != before {
			t.Errorf("%s changed what is read", name)
		}
	}
}

func TestSeveralProcessesShareTheShelf(t *testing.T) {
	dir := t.TempDir()
	a, b := open(t, dir), open(t, dir)
	if all := must1(b.Installed(ctx))(t); len(all) != 0 {
		t.Fatal("something is there")
	}
	for _, p := range parts {
		must(t, install(a, p))
	}
	want := everything(t, a)
	if got := everything(t, b); got != want {
		t.Error("the other sees something else")
	}
	// One takes away what the other still remembers.
	must(t, b.Remove(ctx, cm26))
	must(t, b.Tidy(ctx))
	if _, err := a.Entry(ctx, cm26, "E119"); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("entry of a book that is gone: %v", err)
	}
	if everything(t, a) != everything(t, b) {
		t.Error("they see different shelves")
	}
}

func TestInstallingManyAtOnceWaitsItsTurn(t *testing.T) {
	dir := t.TempDir()
	done := make(chan error)
	for _, p := range parts {
		go func() {
			s, err := books.Open(dir)
			if err == nil {
				err = errors.Join(install(s, p), s.Close())
			}
			done <- err
		}()
	}
	for range parts {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	if got, want := everything(t, open(t, dir)), everything(t, full(t)); len(got) != len(want) {
		t.Errorf("%d bytes, not %d", len(got), len(want))
	}
}

func TestADamagedFileIsPutAside(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, books.FileName)
	must(t, os.WriteFile(path, []byte("this is no database at all, but somebody's letter"), 0o600))
	s := open(t, dir)
	_, err := s.Installed(ctx)
	if !errors.Is(err, books.ErrDamaged) || !strings.Contains(err.Error(), "install the official files again") {
		t.Fatalf("%v", err)
	}
	if text := must1(os.ReadFile(filepath.Join(dir, "codebooks.damaged.db")))(t); !strings.Contains(string(text), "letter") {
		t.Errorf("aside: %s", text)
	}
	must(t, install(s, parts[0]))
	if valid, _ := s.Valid("icd10cm", 2026, "E119"); !valid {
		t.Error("a new file is not used")
	}
}

func TestAFileOfANewerAppIsLeftAlone(t *testing.T) {
	dir := t.TempDir()
	s, err := books.Open(dir)
	must(t, err)
	must(t, install(s, parts[0]))
	must(t, s.Close())
	path := filepath.Join(dir, books.FileName)
	text := must1(os.ReadFile(path))(t)
	copy(text[60:64], []byte{0, 0, 0, 99}) // user_version: sqlite.org/fileformat.html
	must(t, os.WriteFile(path, text, 0o600))
	if _, err := open(t, dir).Installed(ctx); !errors.Is(err, books.ErrNewer) {
		t.Errorf("%v", err)
	}
	if after := must1(os.ReadFile(path))(t); string(after) != string(text) {
		t.Error("it was changed")
	}
}

// Whatever byte of the file is damaged, what is read is right, or it is said
// that it is damaged; never anything else, and never a panic.
func TestDamageIsSeen(t *testing.T) {
	dir := t.TempDir()
	s, err := books.Open(dir)
	must(t, err)
	for _, p := range parts {
		must(t, install(s, p))
	}
	read := func(s *books.Shelf) (string, error) {
		var b strings.Builder
		for _, text := range typed {
			hits, err := s.Search(ctx, codebook.Query{Text: text})
			if err != nil {
				return "", err
			}
			for _, h := range hits {
				b.WriteString(h.Code + h.Title + h.Why + "\n")
			}
		}
		for _, code := range []string{"E11.9", "T07.XXXA"} {
			e, err := s.Entry(ctx, cm26, code)
			if err != nil {
				return "", err
			}
			b.WriteString(e.Code.Long)
		}
		return b.String(), nil
	}
	want, err := read(s)
	must(t, err)
	must(t, s.Close())
	good := must1(os.ReadFile(filepath.Join(dir, books.FileName)))(t)
	seen := 0
	for at := 1; at < len(good); at += len(good)/300 + 1 {
		bad := t.TempDir()
		text := append([]byte{}, good...)
		text[at] ^= 0xff
		must(t, os.WriteFile(filepath.Join(bad, books.FileName), text, 0o600))
		s, err := books.Open(bad)
		must(t, err)
		got, err := read(s)
		switch {
		case err == nil && got != want:
			// The names of parts have no checksum: then a book is missing.
			all, _ := s.Installed(ctx)
			if len(all) == 7 {
				t.Errorf("byte %d: it reads otherwise", at)
			}
		case err != nil && !isAny(err, books.ErrDamaged, storage.ErrNotFound, books.ErrNewer):
			t.Errorf("byte %d: %v", at, err)
		case err != nil:
			seen++
		}
		_ = s.Close()
	}
	if seen < 10 {
		t.Errorf("only %d were seen", seen)
	}
}
