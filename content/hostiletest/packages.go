package hostiletest

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/zstd"
	_ "github.com/mattn/go-sqlite3" // collections are databases
)

// noteType is a note type of a collection of schema 11.
type noteType struct {
	cloze     bool
	fields    []string
	templates [][2]string // front, back
}

var basic = noteType{fields: []string{"Front", "Back"}, templates: [][2]string{{"{{Front}}", "{{Back}}"}}}

// models is the JSON of note types.
func (k noteType) models() string {
	fields, templates := []any{}, []any{}
	for i, f := range k.fields {
		fields = append(fields, map[string]any{"name": f, "ord": i})
	}
	for i, t := range k.templates {
		templates = append(templates, map[string]any{"name": fmt.Sprint("Card ", i+1), "ord": i, "qfmt": t[0], "afmt": t[1]})
	}
	kind := 0
	if k.cloze {
		kind = 1
	}
	data, err := json.Marshal(map[string]any{"1": map[string]any{"id": 1, "name": "M", "type": kind, "flds": fields, "tmpls": templates}})
	must(err)
	return string(data)
}

// collection is a collection of one note, after these statements.
func collection(statements ...string) []byte { return collectionOf(basic, statements...) }

func collectionOf(k noteType, statements ...string) []byte {
	dir, err := os.MkdirTemp("", "hostile-")
	must(err)
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "collection")
	db, err := sql.Open("sqlite3", "file:"+filepath.ToSlash(path)+"?_journal_mode=OFF&_synchronous=OFF")
	must(err)
	db.SetMaxOpenConns(1)
	defer db.Close()
	for _, s := range append([]string{
		"CREATE TABLE col (crt, ver, conf, models, decks)",
		"CREATE TABLE notes (id, guid, mid, tags, flds)",
		"CREATE TABLE cards (id, nid, did, ord, type, queue, due, odue, odid, flags, data)",
		"CREATE TABLE revlog (id, cid, ease, factor, time, type)",
		"INSERT INTO col VALUES (1767240000, 11, '{}', '" + strings.ReplaceAll(k.models(), "'", "''") + `', '{"1":{"name":"D"}}')`,
		"INSERT INTO notes VALUES (1, 'good', 1, '', 'Good?'||char(31)||'yes')",
		"INSERT INTO cards VALUES (2, 1, 1, 0, 2, 2, 5, 0, 0, 1, '{}')",
	}, statements...) {
		if _, err := db.Exec(s); err != nil {
			panic(fmt.Errorf("%.200s: %w", s, err))
		}
	}
	must(db.Close())
	data, err := os.ReadFile(path)
	must(err)
	return data
}

// counted is a common table n(i) of the numbers up to most.
func counted(most int) string {
	return fmt.Sprintf("WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < %d) ", most+9)
}

// apkg is a package of the oldest layout.
func apkg(db []byte, more ...member) []byte {
	return zipped(append([]member{{"collection.anki2", string(db)}}, more...)...)
}

// stream is zstd of a block so many times.
func stream(block string, times, window int) string {
	var b strings.Builder
	z, err := zstd.NewWriter(&b, zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(window), zstd.WithSingleSegment(false))
	must(err)
	for range times {
		_, err := z.Write([]byte(block))
		must(err)
	}
	must(z.Close())
	return b.String()
}

// letters are those of a text that does not pack well: archives of others are
// stopped before anything of them is read.
func letters(n int) string {
	random := rand.New(rand.NewPCG(3, 4))
	b := make([]byte, n)
	for i := range b {
		b[i] = 'a' + byte(random.IntN(26))
	}
	return string(b)
}

func packages() []File {
	var files []File
	add := func(row, what string, harmless bool, data func() []byte) {
		files = append(files, File{Row: row, What: "Anki package: " + what, Name: "a.apkg", Make: data, Harmless: harmless})
	}
	database := func(row, what string, harmless bool, statements ...string) {
		add(row, what, harmless, func() []byte { return apkg(collection(statements...)) })
	}
	database("D1", "notes that are an endless view", false, "DROP TABLE notes", "CREATE VIEW notes AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n) SELECT id, 'g' AS guid, 1 AS mid, '' AS tags, 'x' AS flds FROM n")
	database("D1", "reviews that are a view of zeros", false, "DROP TABLE revlog", "CREATE VIEW revlog AS SELECT zeroblob(1000000000) AS id, 1 AS cid, 1 AS ease, 1 AS factor, 1 AS time, 1 AS type")
	database("D2", "a column that computes", false, "ALTER TABLE notes ADD COLUMN more GENERATED ALWAYS AS (hex(zeroblob(10000000))) VIRTUAL")
	database("D3", "notes that are a virtual table", false, "DROP TABLE notes", "CREATE VIRTUAL TABLE notes USING fts4(id, guid, mid, tags, flds)")
	database("D4", "triggers, and views that load programs", true, "CREATE VIEW v AS SELECT load_extension('x')", "CREATE TRIGGER t AFTER INSERT ON notes BEGIN DELETE FROM notes; END")
	add("D5", "a page of letters in the middle", false, func() []byte {
		db := collection(counted(2000) + "INSERT INTO notes SELECT i, 'g'||i, 1, '', hex(randomblob(100)) FROM n")
		copy(db[len(db)/2:], many(8192, "x"))
		return apkg(db)
	})
	add("D5", "half a database", false, func() []byte {
		db := collection(counted(2000) + "INSERT INTO notes SELECT i, 'g'||i, 1, '', hex(randomblob(100)) FROM n")
		return apkg(db[:len(db)/2])
	})
	database("D7", "a field of 40 MB", false, "UPDATE notes SET flds = hex(randomblob(20000000))")
	database("D7", "twelve fields of 15 MB", false, counted(12)+"INSERT INTO notes SELECT i, 'g'||i, 1, '', hex(randomblob(7500000)) FROM n", counted(12)+"INSERT INTO cards SELECT i, i, 1, 0, 0, 0, 0, 0, 0, 0, '' FROM n")
	database("D7", "a million cards without notes", false, counted(million)+"INSERT INTO cards (id) SELECT i FROM n")
	database("D7", "a million notes without cards", false, counted(million)+"INSERT INTO notes SELECT i, 'g'||i, 1, '', 'f'||i FROM n")
	database("D7", "half a million notes without a note type", false, counted(million/4)+"INSERT INTO notes SELECT i, 'g'||i, 9, '', 'f'||i FROM n")
	database("D7", "a note of a million fields", false, fmt.Sprintf("UPDATE notes SET flds = replace(hex(zeroblob(%d)), '00', 'x'||char(31))", million))
	database("D7", "a note of a million tags", true, fmt.Sprintf("UPDATE notes SET tags = replace(hex(zeroblob(%d)), '00', 'x ')", million))
	database("D7", "100,000 notes of one id", false, counted(100_000)+"INSERT INTO notes SELECT i, 'same', 1, '', 'f'||i FROM n", counted(100_000)+"INSERT INTO cards SELECT i, i, 1, 0, 0, 0, 0, 0, 0, 0, '' FROM n")
	database("D7", "100,000 decks of long names", true, "UPDATE col SET decks = (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) SELECT '{'||group_concat('\"'||i||'\":{\"name\":\"'||hex(randomblob(50))||i||'\"}')||'}' FROM n)")
	database("D7", "note types of a depth of a million", false, "UPDATE col SET models = replace(hex(zeroblob(1000000)), '00', '[')")
	database("D7", "numbers that are texts, and texts that are numbers", false, "UPDATE cards SET nid = '1', ord = 'x', due = 1e300", "UPDATE notes SET flds = 12, guid = x'FF00FE', mid = '1'")
	add("D8", "a template that shows a field 1000 times", false, func() []byte {
		k := noteType{fields: []string{"A", "B"}, templates: [][2]string{{many(1000, "{{A}}"), "{{B}}"}}}
		return apkg(collectionOf(k, "INSERT INTO notes VALUES (3, 'x', 1, '', '"+letters(100_000)+"'||char(31)||'b')", "INSERT INTO cards VALUES (4, 3, 1, 0, 0, 0, 0, 0, 0, 0, '')"))
	})
	add("D8", "400 notes, each as long as a card may be", false, func() []byte {
		k := noteType{fields: []string{"A", "B"}, templates: [][2]string{{many(9, "{{A}}"), "{{B}}"}}}
		return apkg(collectionOf(k, counted(400)+"INSERT INTO notes SELECT i, 'g'||i, 1, '', '"+letters(100_000)+"'||i||char(31)||'b' FROM n", counted(400)+"INSERT INTO cards SELECT i, i, 1, 0, 0, 0, 0, 0, 0, 0, '' FROM n"))
	})
	add("D8", "500 templates, each long, of 20 notes", false, func() []byte {
		k := noteType{fields: []string{"A", "B"}}
		for range 500 {
			k.templates = append(k.templates, [2]string{many(9, "{{A}}"), "{{B}}"})
		}
		return apkg(collectionOf(k, counted(20)+"INSERT INTO notes SELECT i, 'g'||i, 1, '', '"+letters(20_000)+"'||char(31)||'b' FROM n",
			"INSERT INTO cards WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 10009) SELECT i, 10 + (i - 10) / 500, 1, (i - 10) % 500, 0, 0, 0, 0, 0, 0, '' FROM n"))
	})
	add("D8", "templates of a hundred thousand sections", false, func() []byte {
		k := noteType{fields: []string{"A", "B"}, templates: [][2]string{{many(100_000, "{{#A}}") + "{{A}}", many(100_000, "{{^A}}")}}}
		return apkg(collectionOf(k, counted(2000)+"INSERT INTO notes SELECT i, 'g'||i, 1, '', 'a'||i FROM n", counted(2000)+"INSERT INTO cards SELECT i, i, 1, 0, 0, 0, 0, 0, 0, 0, '' FROM n"))
	})
	add("D8", "a template of nothing but text, of 900 KB, for 2000 notes", false, func() []byte {
		k := noteType{fields: []string{"A", "B"}, templates: [][2]string{{"{{A}}" + letters(900_000), "{{B}}"}}}
		return apkg(collectionOf(k, counted(2000)+"INSERT INTO notes SELECT i, 'g'||i, 1, '', 'a'||i FROM n", counted(2000)+"INSERT INTO cards SELECT i, i, 1, 0, 0, 0, 0, 0, 0, 0, '' FROM n"))
	})
	add("D8", "a text of 9999 gaps", false, func() []byte {
		var b strings.Builder
		for i := range 9999 {
			fmt.Fprintf(&b, "{{c%d::gap %d}} words ", i+1, i)
		}
		k := noteType{cloze: true, fields: []string{"A", "B"}, templates: [][2]string{{"{{cloze:A}}", "{{cloze:A}}"}}}
		return apkg(collectionOf(k, "INSERT INTO notes VALUES (3, 'x', 1, '', '"+b.String()+"')", "INSERT INTO cards SELECT 100 + i, 3, 1, i, 0, 0, 0, 0, 0, 0, '' FROM ("+counted(9999)+"SELECT i - 10 AS i FROM n)"))
	})
	add("D8", "500,000 gaps of one number", false, func() []byte {
		k := noteType{cloze: true, fields: []string{"A", "B"}, templates: [][2]string{{"{{cloze:A}}", "{{cloze:A}}"}}}
		return apkg(collectionOf(k, "UPDATE notes SET flds = replace(hex(zeroblob(100000)), '00', '{{c1::x}}')"))
	})
	add("D8", "gaps a million deep", false, func() []byte {
		k := noteType{cloze: true, fields: []string{"A", "B"}, templates: [][2]string{{"{{cloze:A}}", "{{cloze:A}}"}}}
		return apkg(collectionOf(k, "UPDATE notes SET flds = replace(hex(zeroblob(1000000)), '00', '{{c1::')"))
	})
	add("H1", "cards with scripts, frames and fonts", true, func() []byte {
		return apkg(collection(`UPDATE notes SET flds = '<script>alert(1)</script><img src=x onerror=alert(1)>Good?'||char(31)||'<iframe src="file:///etc/passwd"></iframe><style>@font-face{src:url(http://127.0.0.1:9)}</style><link rel=stylesheet href="http://127.0.0.1:9">yes'`))
	})
	add("H1", "HTML of a depth of 200,000", true, func() []byte {
		return apkg(collection("UPDATE notes SET flds = replace(hex(zeroblob(200000)), '00', '<b>')||'Good?'"))
	})
	add("H1", "HTML of nothing but <", true, func() []byte {
		return apkg(collection("UPDATE notes SET flds = replace(hex(zeroblob(900000)), '00', '<')"))
	})
	show := "UPDATE notes SET flds = '<img src=\"a.png\"><img src=\"../../x.png\">Good?'||char(31)||'[sound:/etc/passwd][sound:C:\\x.mp3]yes'"
	add("Z6", "media whose names lead astray", false, func() []byte {
		return apkg(collection(show), member{"media", `{"0":"a.png","1":"../../x.png","2":"/etc/passwd","3":"C:\\x.mp3","4":"NUL","5":"","6":"a\u0000b"}`},
			member{"0", string(png(1, 1))}, member{"1", "x"}, member{"2", "x"}, member{"3", "x"}, member{"4", "x"}, member{"5", "x"}, member{"6", "x"})
	})
	for kind, picture := range pictures() {
		add("I", "a picture: "+kind, true, func() []byte {
			return apkg(collection("UPDATE notes SET flds = '<img src=\"a.png\">Good?'||char(31)||'yes'"), member{"media", `{"0":"a.png"}`}, member{"0", string(picture())})
		})
	}
	add("C1", "a picture of a gigabyte of zeros", false, func() []byte {
		return apkg(collection(show), member{"media", `{"0":"a.png"}`}, member{"0", stream(zeros, 1024, 8<<20)})
	})
	add("C1", "a collection of a gigabyte of zeros", false, func() []byte {
		return zipped(member{"meta", "\x08\x03"}, member{"collection.anki21b", stream(zeros, 1024, 8<<20)})
	})
	add("C1", "a window of 512 MB", false, func() []byte {
		return zipped(member{"meta", "\x08\x03"}, member{"collection.anki21b", stream(zeros, 600, 512<<20)})
	})
	add("C1", "a list of media of a gigabyte", false, func() []byte { return apkg(collection(show), member{"media", stream(zeros, 1024, 8<<20)}) })
	add("C2", "a list of media that lies of its lengths", false, func() []byte {
		return apkg(collection(show), member{"media", "\x0a\xff\xff\xff\xff\xff\xff\xff\xff\x7f\x0a\x01a"})
	})
	add("C2", "a list of half a million media", false, func() []byte { return apkg(collection(show), member{"media", many(million/2, "\x0a\x05\x0a\x03abc")}) })
	add("C2", "a list of media a million deep", false, func() []byte { return apkg(collection(show), member{"media", `{"0":` + many(million, "[")}) })
	add("C2", "a layout of the future", false, func() []byte { return zipped(member{"meta", "\x08\x7f"}, member{"collection.anki21b", "x"}) })
	return files
}

// Apkg is a package of so many notes with a card each, as Anki makes them: it
// is as it should be.
func Apkg(notes int) []byte {
	return apkg(collection(
		counted(notes-1)+"INSERT INTO notes SELECT i, 'g'||i, 1, 'one two', '<div>Which of the '||i||' rules holds?</div><br>'||hex(randomblob(100))||char(31)||'<ul><li>'||hex(randomblob(200))||'</li></ul>' FROM n",
		counted(notes-1)+"INSERT INTO cards SELECT i, i, 1, 0, 0, 0, 0, 0, 0, 0, '' FROM n"))
}
