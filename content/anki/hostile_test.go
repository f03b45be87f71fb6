package anki

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"chartroom/content/parse"
	"chartroom/content/whole"
	"chartroom/content/zipfile"
)

// refused reads a package and wants an error that says this.
func refused(t *testing.T, name string, data []byte, want string) {
	t.Helper()
	p, problems, err := read(t, data, Options{History: true})
	if err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("%s: %v does not say %q; %d questions, %v", name, err, want, len(p.Bank.Questions), problems)
	}
}

func TestDatabasesThatDoHarmAreRefused(t *testing.T) {
	for name, c := range map[string]struct {
		statements []string
		want       string
	}{
		"an endless view":          {[]string{"DROP TABLE notes", "CREATE VIEW notes AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n) SELECT id, 'g' AS guid, 1 AS mid, '' AS tags, 'x' AS flds FROM n"}, "not the table"},
		"a view that fills memory": {[]string{"DROP TABLE revlog", "CREATE VIEW revlog AS SELECT zeroblob(1000000000) AS id, 1 AS cid, 1 AS ease, 1 AS factor, 1 AS time, 1 AS type"}, "not the table"},
		"a column that computes":   {[]string{"ALTER TABLE notes ADD COLUMN more GENERATED ALWAYS AS (hex(zeroblob(10000000))) VIRTUAL"}, "not the table"},
		"a check that computes":    {[]string{"DROP TABLE cards", "CREATE TABLE cards (id, nid, did, ord, type, queue, due, odue, odid, flags, data, CHECK (length(hex(zeroblob(1000))) > 0))"}, "not the table"},
		"a virtual table":          {[]string{"DROP TABLE notes", "CREATE VIRTUAL TABLE notes USING fts4(id, guid, mid, tags, flds)"}, "not the table"},
		"a name in other letters":  {[]string{"DROP TABLE notes", "CREATE VIEW NOTES AS SELECT 1"}, "not the table"},
		"a text of 20 MB":          {[]string{"UPDATE notes SET flds = hex(randomblob(10000000))"}, "too long"},
		"no notes":                 {[]string{"DROP TABLE notes"}, "lacks the tables"},
		"no columns":               {[]string{"DROP TABLE notes", "CREATE TABLE notes (id)"}, "damaged"},
		"nothing in it":            {[]string{"DELETE FROM notes"}, "no notes"},
		"note types that are none": {[]string{"UPDATE col SET models = '['"}, "note types is damaged"},
		"decks that are none":      {[]string{"UPDATE col SET decks = 'x'"}, "decks is damaged"},
		"a schema of the future":   {[]string{"UPDATE col SET ver = 19"}, "newer Anki"},
	} {
		m := one(basic, "f", "b")
		m.damage = c.statements
		refused(t, name, m.pack(t), c.want)
	}
}

func TestTriggersAndOtherTablesAreNoMatter(t *testing.T) {
	m := one(basic, "f", "b")
	m.damage = []string{
		"CREATE TABLE addon (x CHECK (x <> 'y'))", "CREATE VIEW v AS SELECT 1",
		"CREATE TRIGGER t AFTER INSERT ON notes BEGIN DELETE FROM notes; END",
	}
	if p, problems := mustRead(t, m.pack(t), Options{}); len(p.Bank.Questions) != 1 || len(problems) > 0 {
		t.Errorf("%v, %v", briefs(p.Bank), problems)
	}
}

func TestPackagesThatAreNoneAreRefused(t *testing.T) {
	m := one(basic, "f", "b")
	db := string(m.database(t, 11))
	header := []byte(db)
	copy(header[18:], []byte{9, 9}) // versions of the file's layout that there are not
	for name, c := range map[string]struct {
		files []file
		want  string
	}{
		"no collection":          {[]file{{"media", "{}"}}, "no collection"},
		"the future":             {[]file{{"meta", "\x08\x04"}, {latest, db}}, "newer Anki"},
		"no version":             {[]file{{"meta", ""}, {latest, db}}, "newer Anki"},
		"a version of nonsense":  {[]file{{"meta", "\xff\xff"}, {latest, db}}, "version"},
		"only the dummy":         {[]file{{"meta", "\x08\x03"}, {legacy1, string(stub(t))}}, "export it again"},
		"no database":            {[]file{{legacy1, "hello"}}, "damaged"},
		"nothing":                {[]file{{legacy1, ""}}, "lacks the tables"},
		"half a database":        {[]file{{legacy1, db[:len(db)/2]}}, "damaged"},
		"a database of tomorrow": {[]file{{legacy1, string(header)}}, "damaged"},
		"half a stream":          {[]file{{latest, string(packed([]byte(db))[:200])}}, "could not be unpacked"},
		"media of nonsense":      {[]file{{legacy1, db}, {"media", "{"}}, "list of media is damaged"},
	} {
		refused(t, name, zipOf(t, c.files...), c.want)
	}
}

// frame is a zstd stream of a gigabyte of zeros with a window of so many
// bytes.
func frame(t *testing.T, window int) string {
	t.Helper()
	var b bytes.Buffer
	z, err := zstd.NewWriter(&b, zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(window), zstd.WithSingleSegment(false))
	if err != nil {
		t.Fatal(err)
	}
	zeros := make([]byte, 1<<20)
	for range 1024 {
		z.Write(zeros)
	}
	z.Close()
	return b.String()
}

func TestStreamsThatExpandAreStopped(t *testing.T) {
	m := one(basic, `<img src="a.png">`, "b")
	bomb := frame(t, 8<<20)
	wide := frame(t, 64<<20)
	refused(t, "a collection of zeros", zipOf(t, file{latest, bomb}), "expands to too much")
	refused(t, "a window too wide", zipOf(t, file{latest, wide}), "could not be unpacked")
	refused(t, "a list of zeros", zipOf(t, file{legacy1, string(m.database(t, 11))}, file{"media", bomb}), "media")
	p, problems := mustRead(t, zipOf(t, file{legacy1, string(m.database(t, 11))}, file{"media", `{"0":"a.png"}`}, file{"0", bomb}), Options{})
	if len(p.Bank.Questions) != 1 || len(p.Bank.Media) != 0 || rules(problems) != "anki-media" {
		t.Errorf("a picture of zeros: %v, %v", briefs(p.Bank), problems)
	}
}

func TestTemplatesThatMultiplyAreStopped(t *testing.T) {
	letters := make([]byte, 100_000) // that do not pack well, for packed ones would be stopped before
	random := rand.New(rand.NewPCG(3, 4))
	for i := range letters {
		letters[i] = 'a' + byte(random.IntN(26))
	}
	much := string(letters)
	m := one(madeType{1, "M", false, []string{"A", "B"}, [][2]string{{strings.Repeat("{{A}}", 1000), "{{B}}"}}}, much, "b")
	m.notes = append(m.notes, madeNote{11, "good", 1, "", []string{"f", "b"}})
	m.cards = append(m.cards, madeCard{id: 21, note: 11, deck: 1})
	p, problems := mustRead(t, m.pack(t), Options{})
	if len(p.Bank.Questions) != 1 || rules(problems) != "anki-too-long" {
		t.Errorf("%d questions, %v", len(p.Bank.Questions), problems)
	}
	// As much as one card may hold, a thousand times.
	m = one(madeType{1, "M", false, []string{"A", "B"}, [][2]string{{strings.Repeat("{{A}}", 9), "{{B}}"}}}, much, "b")
	for i := range int64(400) {
		m.notes = append(m.notes, madeNote{100 + i, fmt.Sprint(i), 1, "", []string{much, "b"}})
		m.cards = append(m.cards, madeCard{id: 1000 + i, note: 100 + i, deck: 1})
	}
	refused(t, "a thousand long cards", m.pack(t), "too much text")
}

func TestTooManyCardsAreRefused(t *testing.T) {
	m := one(basic, "f", "b")
	m.damage = []string{"DROP TABLE cards", "CREATE TABLE cards (id, nid, did, ord, type, queue, due, odue, odid, flags, data)",
		fmt.Sprintf("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i <= %d) INSERT INTO cards (id) SELECT i FROM n", mostCards)}
	refused(t, "a card too many", m.pack(t), "too many cards")
}

func TestDamagedPagesNeverCrash(t *testing.T) {
	m := one(basic, "f", "b")
	for i := range int64(200) {
		m.notes = append(m.notes, madeNote{100 + i, fmt.Sprint(i), 1, "tag", []string{strings.Repeat("f", int(i)), "b"}})
		m.cards = append(m.cards, madeCard{id: 1000 + i, note: 100 + i, deck: 1})
		m.log = append(m.log, [6]int64{1_767_300_000_000 + i, 1000 + i, 3, 0, 1, 0})
	}
	db := m.database(t, 11)
	random := rand.New(rand.NewPCG(1, 2))
	accepted := 0
	for range 150 {
		bad := bytes.Clone(db)
		for range 1 + random.IntN(4) {
			at := random.IntN(len(bad))
			if random.IntN(2) == 0 { // page numbers and sizes stand at the begins of pages
				at = at&^4095 + random.IntN(64)
			}
			switch at = min(at, len(bad)-4); random.IntN(3) {
			case 0:
				bad[at] ^= 1 << random.IntN(8)
			case 1:
				bad[at] = 0xFF
			default:
				binary.BigEndian.PutUint32(bad[at:], uint32(random.IntN(len(bad)/4096+2)))
			}
		}
		if _, _, err := read(t, zipOf(t, file{legacy1, string(bad)}), Options{History: true}); err == nil {
			accepted++
		}
	}
	if accepted == 0 || accepted == 150 {
		t.Errorf("%d of 150 damaged collections were read: the test damages nothing, or all", accepted)
	}
}

func TestPagesInACircleAreRefused(t *testing.T) {
	m := one(basic, "f", "b")
	for i := range int64(500) {
		m.notes = append(m.notes, madeNote{100 + i, fmt.Sprint(i), 1, "", []string{strings.Repeat("f", 100), "b"}})
	}
	db := m.database(t, 11)
	// The table of notes has become a tree: let its root, the first inner page
	// that stands after page 1, point to itself.
	for page := 1; page*4096 < len(db); page++ {
		if root := db[page*4096:]; root[0] == 5 { // inner page of a table (SQLite file format 1.6)
			binary.BigEndian.PutUint32(root[8:], uint32(page+1))
			refused(t, "a circle", zipOf(t, file{legacy1, string(db)}), "damaged")
			return
		}
	}
	t.Fatal("there is no inner page")
}

func TestHostilePackagesLeaveMemoryAlone(t *testing.T) {
	bomb := zipOf(t, file{latest, frame(t, 8<<20)})
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	refused(t, "a collection of zeros", bomb, "expands")
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; used > 64<<20 {
		t.Errorf("%s were had for a package that was refused", parse.Size(int64(used)))
	}
}

// smallDatabase is a collection in as few bytes as there may be, so that a
// change of some of them matters.
func smallDatabase(t testing.TB) []byte {
	path := filepath.Join(t.TempDir(), "small")
	pool := sql.OpenDB(writer{connector{path}})
	defer pool.Close()
	pool.SetMaxOpenConns(1)
	for _, s := range []string{
		"PRAGMA page_size = 512",
		"CREATE TABLE col (crt, ver, conf, models, decks)",
		"CREATE TABLE notes (id, guid, mid, tags, flds)",
		"CREATE TABLE cards (id, nid, did, ord, type, queue, due, odue, odid, flags, data)",
		"CREATE TABLE revlog (id, cid, ease, factor, time, type)",
		`INSERT INTO col VALUES (9, 11, '{}', '{"1":{"name":"N","type":1,"flds":[{"name":"T"}],"tmpls":[{"qfmt":"{{cloze:T}}","afmt":"{{T}}"}]}}', '{"1":{"name":"D"}}')`,
		"INSERT INTO notes VALUES (1, 'g', 1, 't', '{{c1::a}} [sound:x.mp3]')",
		"INSERT INTO cards VALUES (2, 1, 1, 0, 2, 2, 5, 0, 0, 1, '{}')",
		"INSERT INTO revlog VALUES (1767300000000, 2, 3, 0, 1, 0)",
	} {
		if _, err := pool.Exec(s); err != nil {
			t.Fatal(err)
		}
	}
	pool.Close()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// FuzzParse holds packages of any bytes to ending, and to leaving nothing
// behind.
func FuzzParse(f *testing.F) {
	small := smallDatabase(f)
	f.Add(small, []byte(`{"0":"x.mp3"}`))
	f.Add(small, []byte("\n\x07\n\x05x.mp3"))
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, database, media []byte) {
		data := zipOf(t, file{legacy1, string(database)}, file{"media", string(media)}, file{"0", "ID3\x03"})
		a, err := zipfile.Open(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		p, _, err := ParseWith(context.Background(), a, "fuzz", Options{History: true, Temp: dir}, nil)
		for i := range p.Bank.Questions {
			if err := whole.Check(&p.Bank.Questions[i]); err != nil {
				t.Errorf("%+v: %v", p.Bank.Questions[i], err)
			}
		}
		if left, _ := os.ReadDir(dir); len(left) > 0 {
			t.Errorf("left behind: %v, %v", left, err)
		}
	})
}

func FuzzMediaList(f *testing.F) {
	f.Add([]byte(`{"0":"a.png","7":"b.png"}`))
	f.Add([]byte("\n\x07\n\x05a.png\n\x0a\n\x05b.png\xf8\x0f\x07"))
	f.Fuzz(func(t *testing.T, data []byte) {
		list, err := parseMediaList(data)
		if err != nil {
			return
		}
		for _, e := range list {
			if e.member == "" && len(list) == 0 || e.name != mediaName(e.name) {
				t.Errorf("%+v", e)
			}
		}
	})
}

// fuzzed fills templates in with the names of their fields.
type fuzzed struct{}

func (fuzzed) holds(name string) bool              { return len(name)%2 == 0 }
func (fuzzed) fill(name string, _ []string) string { return "<" + name + ">" }

func FuzzTemplate(f *testing.F) {
	f.Add("{{#A}}x{{B}}{{/A}}{{^A}}{{text:hint:C}}{{/A}}{{!no}}")
	f.Add("{{#A}}{{#B}}{{/A}}{{/B}} }} {{")
	f.Fuzz(func(t *testing.T, s string) {
		template := parseTemplate(s)
		out, cut := template.render(fuzzed{}, 1<<16)
		if !strings.Contains(s, "{{") && !cut && out != s {
			t.Errorf("%q became %q", s, out)
		}
		if len(out) > 1<<16 {
			t.Errorf("%d bytes", len(out))
		}
	})
}

func FuzzCloze(f *testing.F) {
	f.Add("a {{c1::b {{c2::c::h}}}} {{1}} {{c1::d")
	f.Fuzz(func(t *testing.T, s string) {
		for _, n := range clozeNumbers(s) {
			if n > 9999 {
				t.Fatal(n)
			}
			stem, gaps := splitCloze(s, n, 0)
			if marks := gapMark.FindAllString(stem, -1); len(marks) != len(gaps) || len(gaps) == 0 {
				t.Fatalf("%q: %q has %d marks for %d gaps of number %d", s, stem, len(marks), len(gaps), n)
			}
		}
	})
}
