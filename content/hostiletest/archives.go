package hostiletest

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io/fs"
	"strings"
)

// member is a file in an archive.
type member struct{ name, data string }

// zipped is an archive of these members.
func zipped(members ...member) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, m := range members {
		f, err := w.Create(m.name)
		if err == nil {
			_, err = f.Write([]byte(m.data))
		}
		must(err)
	}
	must(w.Close())
	return b.Bytes()
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

// bomb is an archive whose one member is a text so many times: the compressed
// form of one block is repeated, so that making it costs nothing.
func bomb(name, head, block string, times int, tail string) []byte {
	var packed bytes.Buffer
	size, sum := uint64(0), crc32.NewIEEE()
	put := func(s string) []byte {
		from := packed.Len()
		w, err := flate.NewWriter(&packed, flate.BestCompression)
		must(err)
		_, err = w.Write([]byte(s))
		must(err)
		must(w.Flush()) // ends at a byte, and refers to nothing before
		return packed.Bytes()[from:]
	}
	put(head)
	one := bytes.Clone(put(block))
	for range times - 1 {
		packed.Write(one)
	}
	put(tail)
	packed.Write([]byte{3, 0}) // the last block: empty (RFC 1951, 3.2.3 and 3.2.6)
	size = uint64(len(head) + times*len(block) + len(tail))
	for _, s := range []string{head, many(times, block), tail} {
		sum.Write([]byte(s))
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	f, err := w.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Deflate, CRC32: sum.Sum32(), CompressedSize64: uint64(packed.Len()), UncompressedSize64: size})
	must(err)
	_, err = f.Write(packed.Bytes())
	must(err)
	must(w.Close())
	return b.Bytes()
}

// aiken is a question that is as it should be.
const aiken = "Which one?\nA. One\nB. Two\nANSWER: A\n\n"

// zeros is a megabyte of them.
var zeros = strings.Repeat("\x00", 1<<20)

// directory changes a number in the first entry of the table of contents.
func directory(data []byte, offset int, value uint32) []byte {
	at := bytes.Index(data, []byte("PK\x01\x02"))
	binary.LittleEndian.PutUint32(data[at+offset:], value)
	return data
}

// Places in an entry of the table of contents (PKWARE APPNOTE 4.3.12).
const (
	flagsAt  = 8
	packedAt = 20
	sizeAt   = 24
)

func archives() []File {
	files := []File{
		{Row: "Z1", What: "a text of a gigabyte of zeros", Name: "a.zip", Make: func() []byte { return bomb("q.txt", "", zeros, 1024, "") }},
		{Row: "Z1", What: "200 MB of spaces before the first question", Name: "a.zip", Make: func() []byte { return bomb("q.txt", "", many(1<<20, " "), 200, aiken) }},
		{Row: "Z1", What: "a collection of a gigabyte of zeros", Name: "a.apkg", Make: func() []byte { return bomb("collection.anki2", "", zeros, 1024, "") }},
		{Row: "Z1", What: "200 MB of items", Name: "a.zip", Make: func() []byte {
			return bomb("q.xml", "<questestinterop>", many(1000, "<item></item>"), 16_000, "</questestinterop>")
		}},
		{Row: "Z2", What: "a member that claims less than it holds", Name: "a.zip", Make: func() []byte { return directory(zipped(member{"q.txt", many(1000, aiken)}), sizeAt, 10) }},
		{Row: "Z2", What: "a member that claims four gigabytes", Name: "a.zip", Make: func() []byte { return directory(zipped(member{"q.txt", aiken}), sizeAt, 1<<32-2) }},
		{Row: "Z2", What: "a member whose packed bytes end early", Name: "a.zip", Make: func() []byte { return directory(zipped(member{"q.txt", many(1000, aiken)}), packedAt, 5) }},
		{Row: "Z3", What: "a million members", Name: "a.zip", Make: func() []byte { return entries(1_000_000) }},
		{Row: "Z4", What: "an archive in an archive in an archive", Name: "a.zip", Make: func() []byte {
			data := zipped(member{"q.txt", aiken})
			for range 5 {
				data = zipped(member{"in.zip", string(data)})
			}
			return data
		}},
		{Row: "Z4", What: "a bomb in an archive", Name: "a.zip", Make: func() []byte { return zipped(member{"in.zip", string(bomb("q.txt", "", zeros, 1024, ""))}) }},
		{Row: "Z5", What: "10,000 entries of the same 5 MB", Name: "a.zip", Make: func() []byte { return overlapping(10_000) }},
		{Row: "Z5", What: "400 entries of the same 5 MB", Name: "a.zip", Make: func() []byte { return overlapping(400) }},
		{Row: "Z6", What: "only names that lead astray", Name: "a.zip", Make: func() []byte {
			var all []member
			for _, name := range []string{"../../q.txt", "/q.txt", "a/../../q.txt", `..\q.txt`, `C:\q.txt`, "NUL.txt", "con.txt", "a:q.txt", "q\x00.txt", many(300, "x") + ".txt", "\xff\xfe/../q.txt"} {
				all = append(all, member{name, aiken})
			}
			return zipped(all...)
		}},
		{Row: "Z6", What: "a name that leads astray beside a question", Name: "a.zip", Make: func() []byte {
			return zipped(member{"imsmanifest.xml", manifest("../../../../etc/passwd", "q.xml")}, member{"../../../tmp/chartroom-slip", "x"}, member{"q.xml", item2})
		}},
		{Row: "Z7", What: "a link to a file of the system", Name: "a.zip", Make: func() []byte {
			var b bytes.Buffer
			w := zip.NewWriter(&b)
			h := &zip.FileHeader{Name: "q.txt"}
			h.SetMode(fs.ModeSymlink | 0o777)
			f, err := w.CreateHeader(h)
			must(err)
			_, err = f.Write([]byte("/etc/passwd"))
			must(err)
			must(w.Close())
			return b.Bytes()
		}},
		{Row: "Z8", What: "a package whose collection is there twice", Name: "a.apkg", Make: func() []byte {
			return zipped(member{"collection.anki2", string(collection())}, member{"Collection.anki2", "no"}, member{"./collection.anki2", "no"})
		}, Harmless: true},
		{Row: "Z9", What: "a member with a password", Name: "a.zip", Make: func() []byte { return directory(zipped(member{"q.txt", aiken}), flagsAt, 1|8<<16) }},
		{Row: "Z9", What: "a member packed in an unknown way", Name: "a.zip", Make: func() []byte { return directory(zipped(member{"q.txt", aiken}), flagsAt, 97<<16) }},
		{Row: "Z9", What: "half an archive", Name: "a.zip", Make: func() []byte { data := zipped(member{"q.txt", many(1000, aiken)}); return data[:len(data)/2] }},
		{Row: "Z9", What: "an archive of nothing", Name: "a.zip", Make: func() []byte { return zipped() }},
	}
	return files
}

// entries is an archive of so many empty members.
func entries(n int) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := range n {
		_, err := w.CreateRaw(&zip.FileHeader{Name: fmt.Sprint(i)})
		must(err)
	}
	must(w.Close())
	return b.Bytes()
}

// overlapping is an archive in which so many entries of the table are of the
// same bytes: 5 MB of an item of QTI with blanks.
func overlapping(n int) []byte {
	data := bomb("0000000.xml", `<assessmentItem identifier="x"><itemBody>`, many(1<<20, " "), 5, "</itemBody></assessmentItem>")
	at := bytes.Index(data, []byte("PK\x01\x02"))
	end := bytes.Index(data, []byte("PK\x05\x06"))
	entry := data[at:end]
	out := bytes.Clone(data[:at])
	for i := range n {
		one := bytes.Clone(entry)
		copy(one[46:], fmt.Sprintf("%07d", i)) // the name
		out = append(out, one...)
	}
	tail := bytes.Clone(data[end:])
	binary.LittleEndian.PutUint16(tail[8:], uint16(n))
	binary.LittleEndian.PutUint16(tail[10:], uint16(n))
	binary.LittleEndian.PutUint32(tail[12:], uint32(n*len(entry)))
	return append(out, tail...)
}

// merged is an archive of the members of two; of one name, those of the first.
func merged(first, second []byte) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	taken := map[string]bool{}
	for _, data := range [][]byte{first, second} {
		r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		must(err)
		for _, f := range r.File {
			if !taken[f.Name] {
				must(w.Copy(f))
			}
			taken[f.Name] = true
		}
	}
	must(w.Close())
	return b.Bytes()
}
