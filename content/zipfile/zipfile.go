// Package zipfile reads zip archives that strangers made. It holds them to one
// budget (members, bytes once expanded, how far a member may expand, archives
// within archives), takes the names of members for keys and never for places
// on a disk, leaves out what no archive of questions needs (links, what Macs
// and Windows add, unsafe names) and says so. All importers of archives share
// it. It never writes a file.
package zipfile

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"chartroom/content/parse"
)

// Archive is an archive whose members can be read. It is for one goroutine at a
// time.
type Archive struct {
	Size int64 // bytes as it is packed

	members  []Member
	byName   map[string]int
	problems parse.Problems
	meter    *meter
	depth    int
}

// Member is one file in an archive.
type Member struct {
	Name string // with "/" between folders; safe, and unique in its archive
	Size int64  // bytes once expanded, as the archive claims

	file  *zip.File
	meter *meter
}

// meter counts what was expanded of an archive and of those within it.
type meter struct{ left int64 }

// errExpands is the end of an archive that is made to fill the memory.
var errExpands = errors.New("the archive expands to too much; it may be damaged, or made to do harm, so it was not read")

// Looks reports whether a file that begins like this is a zip archive, be it
// an empty one.
func Looks(head []byte) bool {
	return bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.HasPrefix(head, []byte("PK\x05\x06"))
}

// Open reads an archive's table of contents. An archive over the budget is
// refused before anything is expanded.
func Open(r io.ReaderAt, size int64) (*Archive, error) {
	return open(r, size, &meter{left: parse.Limits.Expanded}, 1)
}

func open(r io.ReaderAt, size int64, m *meter, depth int) (*Archive, error) {
	if size > parse.Limits.File {
		return nil, fmt.Errorf("the archive has %s; at most %s can be read", parse.Size(size), parse.Size(parse.Limits.File))
	}
	table := &tableReader{from: r, left: parse.Limits.Directory}
	z, err := zip.NewReader(table, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, unreadable(err)
	}
	table.from, table.done = r, true
	if len(z.File) > parse.Limits.Entries {
		return nil, errTable
	}
	a := &Archive{Size: size, byName: make(map[string]int, len(z.File)), meter: m, depth: depth}
	total := uint64(0)
	for _, f := range z.File {
		if total += min(f.UncompressedSize64, 1<<62); total > uint64(m.left) {
			return nil, errExpands
		}
		a.list(f)
	}
	return a, nil
}

// list takes a member into the archive, or says why not.
func (a *Archive) list(f *zip.File) {
	name, complaint := cleanName(f)
	switch {
	case strings.HasSuffix(name, "/") || f.Mode().IsDir() || junk(name):
		return
	case complaint != "":
		a.say(parse.Error, "zip-name", "The member %q was left out: %s.", parse.Excerpt(name, 80), complaint)
		return
	case !f.Mode().IsRegular():
		a.say(parse.Warning, "zip-link", "The member %q was left out: it is a link or a device, not a file.", name)
		return
	}
	if _, taken := a.byName[name]; taken {
		a.say(parse.Warning, "zip-duplicate", "The archive has two members of the name %q; the first was read.", name)
		return
	}
	a.byName[name] = len(a.members)
	a.members = append(a.members, Member{Name: name, Size: int64(min(f.UncompressedSize64, 1<<62)), file: f, meter: a.meter})
}

func (a *Archive) say(severity parse.Severity, rule, format string, args ...any) {
	if !a.problems.Skip() {
		a.problems.Add(parse.Problem{Severity: severity, Rule: rule, Message: fmt.Sprintf(format, args...)})
	}
}

// Members lists the files in the order of the table of contents.
func (a *Archive) Members() []Member { return a.members }

// Problems says what was left out, and why.
func (a *Archive) Problems() []parse.Problem { return a.problems.List() }

// Member is the file of exactly this name.
func (a *Archive) Member(name string) (Member, bool) {
	i, ok := a.byName[name]
	if !ok {
		return Member{}, false
	}
	return a.members[i], true
}

// Find is the file of this name in whichever folder it lies, the shallowest
// first, and of those the first: people zip a folder as often as what is in
// it. Large and small letters are the same here.
func (a *Archive) Find(name string) (Member, bool) {
	best, found := Member{}, false
	for _, m := range a.members {
		if !strings.EqualFold(path.Base(m.Name), name) {
			continue
		}
		if !found || strings.Count(m.Name, "/") < strings.Count(best.Name, "/") {
			best, found = m, true
		}
	}
	return best, found
}

// Inside is the archive that a member is. Archives within archives share one
// budget, and there may be few of them.
func (a *Archive) Inside(m Member) (*Archive, error) {
	if a.depth >= parse.Limits.Nesting {
		return nil, fmt.Errorf("%q is an archive in an archive in an archive; unpack the outer ones first", m.Name)
	}
	data, err := m.Read(parse.Limits.Entry)
	if err != nil {
		return nil, err
	}
	return open(bytes.NewReader(data), int64(len(data)), a.meter, a.depth+1)
}

// errTable is for archives of too many members.
var errTable = fmt.Errorf("the archive has too long a table of contents; at most %d members can be read", parse.Limits.Entries)

// tableReader bounds what is read of an archive until its table is there: that
// is before one can know how many members it lists.
type tableReader struct {
	from io.ReaderAt
	left int64
	done bool // the table was read; members are on the meter
}

func (t *tableReader) ReadAt(p []byte, at int64) (int, error) {
	if !t.done {
		if t.left -= int64(len(p)); t.left < 0 {
			return 0, errTable
		}
	}
	return t.from.ReadAt(p, at)
}

// unreadable says in words why an archive's table could not be read.
func unreadable(err error) error {
	switch {
	case errors.Is(err, errTable):
		return errTable
	case errors.Is(err, zip.ErrFormat):
		return errors.New("the zip archive is cut off or damaged: its table of contents, which stands at the end, is not there; download or copy the file again")
	}
	return fmt.Errorf("the archive could not be read: %w", err)
}
