package zipfile

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"chartroom/content/parse"
)

// pack is an archive with these members: name, content, name, content, ...
func pack(t testing.TB, members ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(members); i += 2 {
		f, err := w.CreateHeader(&zip.FileHeader{Name: members[i], Method: zip.Deflate})
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(f, members[i+1])
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func mustOpen(t testing.TB, data []byte) *Archive {
	t.Helper()
	a, err := Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func names(a *Archive) (all []string) {
	for _, m := range a.Members() {
		all = append(all, m.Name)
	}
	return all
}

func TestMembersAreReadUnderTheirNames(t *testing.T) {
	a := mustOpen(t, pack(t, "a.txt", "one", `folder\b.txt`, "two", "./c.txt", "three", "folder/", ""))
	if got := names(a); !slices.Equal(got, []string{"a.txt", "folder/b.txt", "c.txt"}) || len(a.Problems()) != 0 {
		t.Fatalf("%v, %v", got, a.Problems())
	}
	m, ok := a.Member("folder/b.txt")
	if data, err := m.Read(3); !ok || err != nil || string(data) != "two" {
		t.Errorf("%q, %v", data, err)
	}
	if _, err := m.Read(2); err == nil || !strings.Contains(err.Error(), "too large") {
		t.Errorf("over the limit: %v", err)
	}
}

func TestFindLooksInFolders(t *testing.T) {
	a := mustOpen(t, pack(t, "x/y/media", "deep", "x/Media", "near", "__MACOSX/media", "junk"))
	m, ok := a.Find("media")
	if !ok || m.Name != "x/Media" {
		t.Errorf("%q, %t", m.Name, ok)
	}
	if _, ok := a.Find("missing"); ok {
		t.Error("found what is not there")
	}
}

func TestNamesThatLeadAstrayAreLeftOut(t *testing.T) {
	for _, name := range []string{
		"../../x", "/abs", "a/../../b", `..\win.txt`, `C:\x.txt`, "c:/x", "NUL", "con.png", "a/LPT1.txt", "a:stream",
		"nul\x00byte", "a\nb", "a//b", "", strings.Repeat("long", 75), `\\server\share\x`, "AUX .txt",
	} {
		a := mustOpen(t, pack(t, name, "x", "good.txt", "y"))
		problems := a.Problems()
		if got := names(a); !slices.Equal(got, []string{"good.txt"}) || len(problems) != 1 || problems[0].Severity != parse.Error {
			t.Errorf("%q: %q, %v", name, got, problems)
		}
	}
}

func TestNamesOfOldArchivesAreReadAsDOSWroteThem(t *testing.T) {
	data := bytes.ReplaceAll(pack(t, "caf_.txt", "x"), []byte("caf_"), []byte("caf\x82"))
	if got := names(mustOpen(t, data)); !slices.Equal(got, []string{"café.txt"}) {
		t.Errorf("%q", got)
	}
	if got := names(mustOpen(t, pack(t, "日本.txt", "x"))); !slices.Equal(got, []string{"日本.txt"}) {
		t.Errorf("%q", got)
	}
}

func TestJunkAndLinksAreLeftOut(t *testing.T) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range []string{"__MACOSX/._a.txt", "._a.txt", "d/.DS_Store", "Thumbs.db", "a.txt"} {
		f, _ := w.Create(name)
		io.WriteString(f, "x")
	}
	h := &zip.FileHeader{Name: "link"}
	h.SetMode(fs.ModeSymlink | 0o777)
	f, _ := w.CreateHeader(h)
	io.WriteString(f, "/etc/passwd")
	w.Close()
	a := mustOpen(t, b.Bytes())
	if got := names(a); !slices.Equal(got, []string{"a.txt"}) || len(a.Problems()) != 1 || a.Problems()[0].Rule != "zip-link" {
		t.Errorf("%q, %v", got, a.Problems())
	}
}

func TestOfTwoMembersOfOneNameTheFirstIsRead(t *testing.T) {
	a := mustOpen(t, pack(t, "d/x.txt", "first", `d\x.txt`, "second", "D/X.TXT", "another"))
	m, _ := a.Member("d/x.txt")
	data, err := m.Read(100)
	if err != nil || string(data) != "first" || len(a.Members()) != 2 || len(a.Problems()) != 1 {
		t.Errorf("%q, %v, %q, %v", data, err, names(a), a.Problems())
	}
}

// bomb is a member of zeros, packed a thousand times smaller.
func bomb(t testing.TB, size int64) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	f, err := w.Create("zeros")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.CopyN(f, zeros{}, size); err != nil {
		t.Fatal(err)
	}
	w.Close()
	return b.Bytes()
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestBombsAreStoppedEarly(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long under the race detector, and nothing here runs at once")
	}
	a := mustOpen(t, bomb(t, 100<<20))
	m, _ := a.Member("zeros")
	r, err := m.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	n, err := io.Copy(io.Discard, r)
	if err == nil || !strings.Contains(err.Error(), "expands to too much") || n > parse.Limits.Free+int64(len(bomb(t, 100<<20)))*parse.Limits.Ratio {
		t.Errorf("%d bytes, %v", n, err)
	}
}

func TestMembersTogetherAreBounded(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long under the race detector, and nothing here runs at once")
	}
	// Many entries of the table may point to the same bytes.
	a := mustOpen(t, bomb(t, parse.Limits.Free))
	m, _ := a.Member("zeros")
	var err error
	for range parse.Limits.Expanded/parse.Limits.Free + 1 {
		if _, err = m.Read(parse.Limits.Free); err != nil {
			break
		}
	}
	if err == nil || !strings.Contains(err.Error(), "expands to too much") {
		t.Errorf("%v", err)
	}
}

// table patches the first entry of the table of contents at an offset.
func table(data []byte, offset int, value uint32) []byte {
	data = bytes.Clone(data)
	at := bytes.LastIndex(data, []byte("PK\x01\x02"))
	binary.LittleEndian.PutUint32(data[at+offset:], value)
	return data
}

func TestLiesOfTheTableAreFound(t *testing.T) {
	const flags, packed, size, offset = 8, 20, 24, 42 // PKWARE APPNOTE 4.3.12
	whole := pack(t, "a.txt", strings.Repeat("some words ", 1000))
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"claims too little":      {table(whole, size, 10), "damaged"},
		"claims too much":        {table(whole, size, 20_000), "damaged"},
		"claims four gigabytes":  {table(whole, size, 1<<32-2), "expands"},
		"packed bytes elsewhere": {table(whole, offset, 7), "damaged"},
		"packed bytes cut":       {table(whole, packed, 5), "damaged"},
		"encrypted":              {table(whole, flags, 1|8<<16), "encrypted"},
		"unknown method":         {table(whole, flags, 97<<16), "method 97"},
		"content changed":        {changed(whole), "damaged"},
	} {
		a, err := Open(bytes.NewReader(c.data), int64(len(c.data)))
		if err == nil {
			m, ok := a.Member("a.txt")
			if !ok {
				t.Fatalf("%s: no member", name)
			}
			_, err = m.Read(1 << 20)
		}
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v does not say %q", name, err, c.want)
		}
	}
}

// changed is an archive whose content is not what its checksum says.
func changed(data []byte) []byte {
	at := bytes.LastIndex(data, []byte("PK\x01\x02"))
	return table(data, 16, crc32.ChecksumIEEE(data[at:at+8]))
}

func TestArchivesThatAreCutOffAreRefused(t *testing.T) {
	whole := pack(t, "a.txt", strings.Repeat("some words ", 100), "b.txt", "x")
	for n := range whole {
		a, err := Open(bytes.NewReader(whole[:n]), int64(n))
		if err == nil {
			t.Fatalf("the first %d bytes of %d gave %v", n, len(whole), names(a))
		}
		if !strings.Contains(err.Error(), "cut off") && !strings.Contains(err.Error(), "could not be read") {
			t.Fatalf("the first %d bytes: %v", n, err)
		}
	}
}

func TestTooManyMembersAreRefused(t *testing.T) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := range parse.Limits.Entries + 1 {
		if _, err := w.CreateRaw(&zip.FileHeader{Name: fmt.Sprint(i)}); err != nil {
			t.Fatal(err)
		}
	}
	w.Close()
	if _, err := Open(bytes.NewReader(b.Bytes()), int64(b.Len())); err == nil || !strings.Contains(err.Error(), "too long a table") {
		t.Errorf("%v", err)
	}
	b.Reset()
	w = zip.NewWriter(&b)
	long := strings.Repeat("x", 60_000)
	for range 200 { // few members with a long table
		w.CreateRaw(&zip.FileHeader{Name: long})
	}
	w.Close()
	if _, err := Open(bytes.NewReader(b.Bytes()), int64(b.Len())); err == nil || !strings.Contains(err.Error(), "too long a table") {
		t.Errorf("%v", err)
	}
}

func TestArchivesInArchivesEnd(t *testing.T) {
	inner := pack(t, "leaf.txt", "x")
	for range parse.Limits.Nesting {
		inner = pack(t, "in.zip", string(inner))
	}
	a := mustOpen(t, inner)
	for depth := 1; ; depth++ {
		m, ok := a.Find("in.zip")
		if !ok {
			t.Fatal("the innermost archive was reached")
		}
		next, err := a.Inside(m)
		if err != nil {
			if depth != parse.Limits.Nesting || !strings.Contains(err.Error(), "in.zip") {
				t.Errorf("depth %d: %v", depth, err)
			}
			return
		}
		a = next
	}
}

func FuzzOpen(f *testing.F) {
	whole := pack(f, "a.txt", "some words", `d\b.txt`, strings.Repeat("x", 1000), "../c", "y")
	f.Add(whole)
	f.Add(table(whole, 24, 1<<31))
	f.Add(pack(f, "in.zip", string(whole)))
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := Open(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			return
		}
		for _, m := range a.Members() {
			if complaint := unsafeName(m.Name); complaint != "" || strings.HasSuffix(m.Name, "/") {
				t.Errorf("%q is listed: %s", m.Name, complaint)
			}
			if data, err := m.Read(1 << 20); err == nil && int64(len(data)) != m.Size {
				t.Errorf("%q: %d bytes, not %d", m.Name, len(data), m.Size)
			}
			if inner, err := a.Inside(m); err == nil && inner.depth != 2 {
				t.Error("depth is not counted")
			}
		}
	})
}
