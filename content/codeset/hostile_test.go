package codeset

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"testing"

	"chartroom/content/hostiletest"
	"chartroom/content/parse"
	"chartroom/quiz/codebook"
)

// hostileFile is a file that a prankster or a broken program made, and what is
// said of it.
type hostileFile struct {
	what, name, want string
	make             func() []byte
}

func hostile(t testing.TB) []hostileFile {
	const open = "<ICD10CM.tabular><version>2031</version><chapter><name>1</name><desc>A (A00-B99)</desc><section id=\"A00-A09\"><desc>B</desc>"
	order := string(small(t, "icd10cm_order_2031.txt"))
	line := order[:strings.Index(order, "\n")+1]
	bomb := `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>`
	return []hostileFile{
		{"codes nested a million deep", "x.xml", "100 deep", func() []byte { return []byte(open + many(1_000_000, "<diag>")) }},
		{"an entity bomb", "x.xml", "invalid character entity &b;", func() []byte { return []byte(bomb + open + "<diag><name>A00</name><desc>&b;</desc></diag>") }},
		{"an entity of another file", "x.xml", "invalid character entity &c;", func() []byte {
			return []byte(`<!DOCTYPE x [<!ENTITY c SYSTEM "file:///etc/passwd">]>` + open + "<diag><name>A00</name><desc>&c;</desc></diag>")
		}},
		{"a text of 50 MB", "x.xml", "longer than 1.0 MB", func() []byte { return []byte(open + "<diag><name>A00</name><desc>" + many(50<<20, "a")) }},
		{"a tag of 50 MB", "x.xml", "longer than 1.0 MB", func() []byte { return []byte(open + "<diag " + many(5<<20, `a="bcdef" `)) }},
		{"a text in pieces", "x.xml", "longer than 1.0 MB", func() []byte { return []byte(open + "<diag><name>A00</name><desc>" + many(3<<20, "a<!---->")) }},
		{"a million notes of one code", "x.xml", "more than 5000 notes", func() []byte {
			return []byte(open + "<diag><name>A00</name><desc>B</desc><includes>" + many(1_000_000, "<note>a</note>"))
		}},
		{"a thousand terms in each other", "x.xml", "100 deep", func() []byte {
			return []byte("<ICD10CM.index><version>2031</version><letter><mainTerm><title>a</title>" + manyTerms(1000))
		}},
		{"a code of a million names", "x.xml", "ends in the middle", func() []byte { return []byte(open + "<diag>" + many(1_000_000, "<name>A00</name>")) }},
		{"an axis of a million values", "x.xml", "twice", func() []byte {
			return []byte(`<ICD10PCS.tabular><version>2031</version><pcsTable><axis pos="1" values="1">` + many(1_000_000, `<label code="0">a</label>`))
		}},
		{"XML that closes what is not open", "x.xml", "is damaged", func() []byte { return []byte(open + "<diag><name>A00</name><desc>B</diag></desc>") }},
		{"a file of nothing but line ends", "x.txt", "empty", func() []byte { return bytes.Repeat([]byte("\r\n"), 10<<20) }},
		{"a line of 40 MB", "icd10cm_order_2031.txt", "line 2 has more than 64 KB", func() []byte { return []byte(line + many(40<<20, "a")) }},
		{"zero bytes in a line", "icd10cm_order_2031.txt", "line 3", func() []byte {
			return []byte(line + strings.Replace(line, "00001 A00 ", "00002 A01 ", 1) + "00003 A0\x00\x00\r\n")
		}},
		{"a million lines of one number", "icd10cm_order_2031.txt", "twice", func() []byte { return bytes.Repeat([]byte(line), 1<<17) }},
		{"a file of more than 64 MB", "icd10cm-codes-2031.txt", "at most 64.0 MB", func() []byte {
			return bytes.Repeat([]byte("A000    Cholera of the classical type, as long as the line allows\r\n"), 1<<20)
		}},
		{"an archive that is cut off", "x.zip", "cut off", func() []byte { return packed(t, "a.txt", order)[:900] }},
		{"an archive of an archive of an archive", "x.zip", "unpack", func() []byte {
			return packed(t, "a.zip", string(packed(t, "b.zip", string(packed(t, "c.txt", order)))))
		}},
		{"a member that expands a thousand times", "x.zip", "expands to too much", func() []byte {
			return packed(t, "2031_I10gem.txt", many(40<<20, "A000    0010    00000                                            \r\n"))
		}},
		{"an archive of 3,000 members", "x.zip", "past the 2000 files", func() []byte { return packed(t, numbered(3000)...) }},
	}
}

// many is a text so often, or so many bytes of it where it is one byte or a line.
func many(n int, s string) string {
	if len(s) > 40 {
		n /= len(s)
	}
	return strings.Repeat(s, n)
}

// numbered are so many members of an archive.
func numbered(n int) (members []string) {
	for i := range n {
		members = append(members, fmt.Sprintf("%d.txt", i), "nothing")
	}
	return members
}

// manyTerms are terms in terms.
func manyTerms(n int) string {
	var b strings.Builder
	for i := 1; i <= n; i++ {
		b.WriteString(`<term><title>a</title>`)
	}
	return b.String()
}

// TestHostileFilesCostASentence reads each hostile file: it is refused in words,
// whatever was read of it before, and takes little memory.
func TestHostileFilesCostASentence(t *testing.T) {
	if testing.Short() {
		t.Skip("it makes hundreds of megabytes")
	}
	for _, c := range hostile(t) {
		t.Run(c.what, func(t *testing.T) {
			var said string
			data := c.make()
			cost := hostiletest.Measure(func() { said = allOf(c.name, data) })
			if !strings.Contains(said, c.want) {
				t.Errorf("%s does not say %q", parse.Excerpt(said, 400), c.want)
			}
			if len(said) > 4000 && !strings.Contains(c.what, "3,000") {
				t.Errorf("it says %d bytes", len(said))
			}
			if testing.Verbose() {
				t.Log(cost)
			}
			if cost.Memory > 128<<20 || cost.Seconds > 20 {
				t.Errorf("it took %v", cost)
			}
		})
	}
}

// allOf is all that is said of a file while it is opened and read.
func allOf(name string, data []byte) string {
	var said []string
	files, left, err := Open(context.Background(), name, bytes.NewReader(data), int64(len(data)))
	if err != nil {
		said = append(said, err.Error())
	}
	for _, l := range left {
		said = append(said, l.Why)
	}
	for i := range files {
		problems, err := files[i].Each(context.Background(), func(int, int) {}, func(codebook.Record) error { return nil })
		if err != nil {
			said = append(said, err.Error())
		}
		for _, p := range problems {
			said = append(said, p.Message)
		}
	}
	return strings.Join(said, "\n")
}

// broken is a disk that fails.
type broken struct{}

func (broken) ReadAt([]byte, int64) (int, error) { return 0, io.ErrClosedPipe }

func TestADiskThatFailsIsSaid(t *testing.T) {
	if _, _, err := Open(context.Background(), "x.txt", broken{}, 100); err == nil || !strings.Contains(err.Error(), "closed pipe") {
		t.Error(err)
	}
}

// FuzzParse opens bytes and reads all that is in them. Whatever was recognised has
// a book, a kind and a reader, and gives records that are whole; reading it once
// more gives the same.
func FuzzParse(f *testing.F) {
	for _, name := range ours(f) {
		f.Add(name[len("testdata/"):], small(f, name[len("testdata/"):]))
	}
	f.Add("x.zip", packed(f, "order.txt", string(small(f, "icd10cm_order_2031.txt")), "notes.txt", string(small(f, "proc_notes_JAN2031.txt"))))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		files, left, err := Open(context.Background(), name, bytes.NewReader(data), int64(len(data)))
		if err == nil && len(files) == 0 || err != nil && len(files) > 0 {
			t.Fatalf("%d files, %v", len(files), err)
		}
		for _, l := range left {
			if l.Why == "" {
				t.Fatalf("%s is left without saying why", l.File)
			}
		}
		for i := range files {
			file := &files[i]
			if file.Part.Book.Set == "" || file.Part.Kind == "" || (file.Part.Book.Year == 0) != (file.Part.YearBy == "") {
				t.Fatalf("%+v", file.Part)
			}
			first, _, err := records(file)
			again, _, err2 := records(file)
			if len(first) != len(again) || (err == nil) != (err2 == nil) {
				t.Fatalf("%d records, then %d; %v, %v", len(first), len(again), err, err2)
			}
			if err != nil {
				continue
			}
			for _, r := range first {
				if fault := fault(r); fault != "" {
					t.Fatalf("%s: %s", fault, shown(r))
				}
			}
		}
	})
}

// fault says what a record lacks, or "".
func fault(r codebook.Record) string {
	switch r := r.(type) {
	case codebook.Code:
		if r.Code == "" || !capitals(r.Code) || len(r.Code) > 7 || r.Short == "" && r.Long == "" {
			return "a code without a name or a description"
		}
	case codebook.Heading:
		if r.Level == "" {
			return "a heading without a level"
		}
	case codebook.Note:
		if r.Of == "" || r.Kind == "" || r.Text == "" {
			return "a note of nothing, or without a text"
		}
	case codebook.Row:
		made := 1
		for _, v := range r.Values {
			made *= len(v)
		}
		if len(r.Table) != 3 || made == 0 || r.Codes != 0 && r.Codes != made {
			return "a row whose values do not make its codes"
		}
	case codebook.Term:
		if r.Index == "" || r.Cells != nil && len(r.Cells) != len(r.Index.Columns()) {
			return "a term whose cells are not those of its table"
		}
	case codebook.Change:
		if r.Code == "" || r.Kind == "" || r.Before == "" && r.After == "" {
			return "a change of nothing"
		}
	case codebook.Mapping:
		if r.From == "" || r.To == "" && r.Flags == "" {
			return "a mapping from or to nothing"
		}
	case codebook.Group:
		if len(r.DRG) != 3 || r.Title == "" {
			return "a group without a number or a title"
		}
	case codebook.Exempt:
		if r.Code == "" {
			return "an exempt code without a name"
		}
	}
	return ""
}
