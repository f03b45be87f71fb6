package codeset

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"path"
	"slices"

	"chartroom/content/parse"
	"chartroom/content/table"
	"chartroom/content/zipfile"
)

// looker looks into files and archives.
type looker struct {
	ctx   context.Context
	seen  []string // names of the files that were looked into
	files []File
	left  []Left
	inner int // archives within archives
}

// leave says why a file is not read.
func (l *looker) leave(name, format string, args ...any) {
	l.left = append(l.left, Left{File: name, Why: fmt.Sprintf(format, args...)})
}

// plain looks into a file: an archive, a workbook or a text.
func (l *looker) plain(m member) {
	if l.full(m.name) {
		return
	}
	head, whole, err := m.head(headSize)
	switch {
	case err != nil:
		l.leave(m.name, "%v", err)
	case !zipfile.Looks(head):
		l.text(m, head, whole)
	default:
		l.archive(m)
	}
}

// full reports whether no more files are looked into.
func (l *looker) full(name string) bool {
	if l.ctx.Err() != nil {
		return true
	}
	switch l.seen = append(l.seen, name); {
	case len(l.seen) == mostFiles+1:
		l.leave(name, "it is past the %d files that are looked into, as all that follow", mostFiles)
		return true
	default:
		return len(l.seen) > mostFiles
	}
}

// archive looks into all members of an archive, and into the archives there.
func (l *looker) archive(m member) {
	if m.peek != nil {
		if l.inner++; l.inner > mostInner {
			l.leave(m.name, "it is past the %d archives within archives that are looked into", mostInner)
			return
		}
	}
	a, closer, err := m.archive()
	if err != nil {
		l.leave(m.name, "%v", err)
		return
	}
	defer closer.Close()
	if table.LooksBook(a) > 0 {
		l.workbook(m, a)
		return
	}
	for _, p := range a.Problems() {
		l.leave(m.name, "%s", p.Message)
	}
	if len(a.Members()) == 0 {
		l.leave(m.name, "the archive is empty")
	}
	for _, inner := range a.Members() {
		within := m.inner(inner)
		within.peek = inner.Open
		l.plain(within)
	}
}

// inner is a member of an archive that is itself a member. The archive is opened
// anew each time, so that nothing stays in memory between.
func (m member) inner(inner zipfile.Member) member {
	find := func() (*zipfile.Archive, zipfile.Member, io.Closer, error) {
		a, closer, err := m.archive()
		if err != nil {
			return nil, zipfile.Member{}, nil, err
		}
		found, ok := a.Member(inner.Name)
		if !ok {
			closer.Close()
			return nil, zipfile.Member{}, nil, fmt.Errorf("%q is no longer in the archive", inner.Name)
		}
		return a, found, closer, nil
	}
	return member{
		name: path.Join(m.name, inner.Name),
		size: inner.Size,
		open: func() (io.ReadCloser, error) {
			_, found, closer, err := find()
			if err != nil {
				return nil, err
			}
			in, err := found.Open()
			if err != nil {
				closer.Close()
				return nil, err
			}
			return &both{in, closer}, nil
		},
		archive: func() (*zipfile.Archive, io.Closer, error) {
			if inner.Size > int64(parse.Limits.Embedding) {
				return nil, nil, fmt.Errorf("this archive in an archive has more than %s; unpack the outer one first", parse.Size(int64(parse.Limits.Embedding)))
			}
			a, found, closer, err := find()
			if err != nil {
				return nil, nil, err
			}
			within, err := a.Inside(found)
			if err != nil {
				closer.Close()
				return nil, nil, err
			}
			return within, closer, nil
		},
	}
}

// both closes a member, and then its archive.
type both struct {
	io.ReadCloser
	archive io.Closer
}

func (b *both) Close() error {
	err := b.ReadCloser.Close()
	b.archive.Close()
	return err
}

// text looks into a file of text.
func (l *looker) text(m member, head []byte, whole bool) {
	if what := parse.Binary(head); what != "" {
		l.leave(m.name, "it is %s", what)
		return
	}
	text, err := io.ReadAll(decoded(bytes.NewReader(head)))
	if err != nil || len(bytes.TrimSpace(text)) == 0 {
		l.leave(m.name, "it is empty")
		return
	}
	l.take(m, recognise(m.name, text, whole))
}

// take keeps what a file was recognised as.
func (l *looker) take(m member, s sight) {
	m.peek = nil
	if s.left != "" {
		l.leave(m.name, "%s", s.left)
		return
	}
	f := File{Size: m.size, member: m, read: s.read, rank: s.rank + 10*quarter(s.version, s.set)}
	f.Part.Book.Set, f.Part.Kind, f.Part.File, f.Part.Version = s.set, s.kind, m.name, s.version
	if s.year == nil {
		s.year = func(*File) int { return 0 }
	}
	f.Part.Book.Year, f.Part.YearBy = yearOf(s.year(&f), m.name, s.set)
	l.files = append(l.files, f)
}

// result is what was found, each part of a book once.
func (l *looker) result(name string) ([]File, []Left, error) {
	if err := l.ctx.Err(); err != nil {
		return nil, nil, err
	}
	l.yearsOfOthers()
	l.countedBeside()
	l.once()
	l.besideNotes()
	if len(l.files) == 0 {
		return nil, l.left, l.nothing(name)
	}
	return l.files, l.left, nil
}

// nothing says that no file was recognised.
func (l *looker) nothing(name string) error {
	if len(l.left) == 1 {
		return fmt.Errorf("%s is no file of a code book that can be read: %s", l.left[0].File, l.left[0].Why)
	}
	return fmt.Errorf("%s holds no file of a code book that can be read", name)
}

// once leaves what another file says as well: of two files of one part, the one
// that says more is read, and of those the larger one. A file of valid codes is
// left where an order file has them all.
func (l *looker) once() {
	best := map[string]int{}
	key := func(f *File) string { return f.Part.Book.String() + string(f.Part.Kind) }
	for i := range l.files {
		f := &l.files[i]
		b, ok := best[key(f)]
		if !ok || f.rank > l.files[b].rank || f.rank == l.files[b].rank && f.Size > l.files[b].Size {
			best[key(f)] = i
		}
	}
	var kept []File
	for i := range l.files {
		f := &l.files[i]
		if b := best[key(f)]; b != i {
			l.leave(f.Part.File, "%s brings the same part of the book, and is read", path.Base(l.files[b].Part.File))
			continue
		}
		if order, ok := best[f.Part.Book.String()+"order"]; ok && f.Part.Kind == "codes" {
			l.leave(f.Part.File, "%s brings the same codes with their headers, and is read", path.Base(l.files[order].Part.File))
			continue
		}
		kept = append(kept, *f)
	}
	l.files = kept
	slices.SortStableFunc(l.files, func(a, b File) int { return place(a.Part.Kind) - place(b.Part.Kind) })
}
