package anki

import (
	"archive/zip"
	"bytes"
	"database/sql"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"google.golang.org/protobuf/encoding/protowire"
)

// made is a collection that a test makes.
type made struct {
	types  []madeType
	decks  map[int64]string // with "::"
	notes  []madeNote
	cards  []madeCard
	log    [][6]int64 // id, card, ease, factor, time, type
	conf   string     // schema 11: JSON of the configuration
	damage []string   // statements that are run last
}

type madeType struct {
	id        int64
	name      string
	cloze     bool
	fields    []string
	templates [][2]string // front, back
}

type madeNote struct {
	id   int64
	guid string
	kind int64
	tags string
	text []string
}

type madeCard struct {
	id, note, deck, ord, kind, queue, due, odue, odid, flags int64
	data                                                     string
}

// basic is a note type with a front and a back.
var basic = madeType{id: 1, name: "Basic", fields: []string{"Front", "Back"}, templates: [][2]string{{"{{Front}}", "{{FrontSide}}\n\n<hr id=answer>\n\n{{Back}}"}}}

// clozeType is Anki's own for gaps.
var clozeType = madeType{id: 2, name: "Cloze", cloze: true, fields: []string{"Text", "Extra"}, templates: [][2]string{{"{{cloze:Text}}", "{{cloze:Text}}<br>\n{{Extra}}"}}}

// one is a collection of one note with one card.
func one(kind madeType, fields ...string) made {
	return made{types: []madeType{kind}, notes: []madeNote{{id: 10, guid: "guid", kind: kind.id, text: fields}}, cards: []madeCard{{id: 20, note: 10, deck: 1}}}
}

// database is the collection's bytes, of schema 11 or 18.
func (m *made) database(t testing.TB, schema int) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "made")
	pool := sql.OpenDB(writer{connector{path}})
	defer pool.Close()
	pool.SetMaxOpenConns(1)
	tx, err := pool.Begin()
	if err != nil {
		t.Fatal(err)
	}
	do := func(query string, args ...any) {
		t.Helper()
		if _, err := tx.Exec(query, args...); err != nil {
			t.Fatalf("%s: %v", query, err)
		}
	}
	if m.decks == nil {
		m.decks = map[int64]string{1: "Default"}
	}
	if schema == 11 {
		do(schemaBoth + schema11)
		m.settle11(do)
	} else {
		do(schemaBoth + schema18)
		m.settle18(do)
	}
	for _, n := range m.notes {
		do("INSERT INTO notes (id, guid, mid, mod, usn, tags, flds, sfld, csum, flags, data) VALUES (?, ?, ?, 0, 0, ?, ?, '', 0, 0, '')", n.id, n.guid, n.kind, n.tags, strings.Join(n.text, "\x1f"))
	}
	for _, c := range m.cards {
		do("INSERT INTO cards (id, nid, did, ord, mod, usn, type, queue, due, ivl, factor, reps, lapses, left, odue, odid, flags, data) VALUES (?, ?, ?, ?, 0, 0, ?, ?, ?, 0, 0, 0, 0, 0, ?, ?, ?, ?)",
			c.id, c.note, c.deck, c.ord, c.kind, c.queue, c.due, c.odue, c.odid, c.flags, c.data)
	}
	for _, l := range m.log {
		do("INSERT INTO revlog (id, cid, usn, ease, ivl, lastIvl, factor, time, type) VALUES (?, ?, 0, ?, 0, 0, ?, ?, ?)", l[0], l[1], l[2], l[3], l[4], l[5])
	}
	for _, s := range m.damage {
		do(s)
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
	pool.Close()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// created is when the collections were made: 2026-01-01, 04:00 UTC.
const created = 1_767_240_000

func (m *made) settle11(do func(string, ...any)) {
	models, decks := map[string]any{}, map[string]any{}
	for _, k := range m.types {
		var fields, templates []any
		for i, f := range k.fields {
			fields = append(fields, map[string]any{"name": f, "ord": i})
		}
		for i, f := range k.templates {
			templates = append(templates, map[string]any{"name": fmt.Sprint("Card ", i+1), "ord": i, "qfmt": f[0], "afmt": f[1]})
		}
		kind := 0
		if k.cloze {
			kind = 1
		}
		models[fmt.Sprint(k.id)] = map[string]any{"id": fmt.Sprint(k.id), "name": k.name, "type": kind, "flds": fields, "tmpls": templates}
	}
	for id, name := range m.decks {
		decks[fmt.Sprint(id)] = map[string]any{"id": id, "name": name}
	}
	asText := func(v any) string { b, _ := json.Marshal(v); return string(b) }
	if m.conf == "" {
		m.conf = `{"schedVer": 2}`
	}
	do("INSERT INTO col VALUES (1, ?, 0, 0, 11, 0, 0, 0, ?, ?, ?, '{}', '{}')", created, m.conf, asText(models), asText(decks))
}

func (m *made) settle18(do func(string, ...any)) {
	do("INSERT INTO col VALUES (1, ?, 0, 0, 18, 0, 0, 0, '', '', '', '', '')", created)
	for _, k := range m.types {
		own := ownKind{cloze: k.cloze}
		do("INSERT INTO notetypes VALUES (?, ?, 0, 0, ?)", k.id, k.name, own.config())
		for i, f := range k.fields {
			do("INSERT INTO fields VALUES (?, ?, ?, x'')", k.id, i, f)
		}
		for i, f := range k.templates {
			own := ownKind{front: f[0], back: f[1]}
			do("INSERT INTO templates VALUES (?, ?, ?, 0, 0, ?)", k.id, i, fmt.Sprint("Card ", i+1), own.templateConfig())
		}
	}
	for id, name := range m.decks {
		do("INSERT INTO decks VALUES (?, ?, 0, 0, x'', x'')", id, strings.ReplaceAll(name, "::", "\x1f"))
	}
}

// file is a member of an archive.
type file struct{ name, data string }

// zipOf is an archive of these files.
func zipOf(t testing.TB, files ...file) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range files {
		m, err := w.Create(f.name)
		if err != nil {
			t.Fatal(err)
		}
		m.Write([]byte(f.data))
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// layouts are the ways in which a collection with media becomes a package.
var layouts = map[string]func(t testing.TB, m *made, media []file) []byte{
	"legacy 1": func(t testing.TB, m *made, media []file) []byte {
		return zipOf(t, append(mediaAsJSON(media), file{legacy1, string(m.database(t, 11))})...)
	},
	"legacy 2": func(t testing.TB, m *made, media []file) []byte {
		return zipOf(t, append(mediaAsJSON(media), file{legacy1, string(stub(t))}, file{legacy2, string(m.database(t, 11))}, file{"meta", "\x08\x02"})...)
	},
	"latest": func(t testing.TB, m *made, media []file) []byte {
		files := []file{{"meta", "\x08\x03"}, {legacy1, string(stub(t))}, {latest, string(packed(m.database(t, 18)))}}
		var list []byte
		for i, f := range media {
			entry := protowire.AppendString(protowire.AppendTag(nil, 1, protowire.BytesType), f.name)
			list = protowire.AppendBytes(protowire.AppendTag(list, 1, protowire.BytesType), entry)
			files = append(files, file{fmt.Sprint(i), string(packed([]byte(f.data)))})
		}
		return zipOf(t, append(files, file{"media", string(packed(list))})...)
	},
	"legacy 1 in a folder": func(t testing.TB, m *made, media []file) []byte {
		files := append(mediaAsJSON(media), file{legacy1, string(m.database(t, 11))})
		for i := range files {
			files[i].name = "my deck/" + files[i].name
		}
		return zipOf(t, append(files, file{"__MACOSX/my deck/._media", "x"})...)
	},
}

func mediaAsJSON(media []file) []file {
	names := map[string]string{}
	var files []file
	for i, f := range media {
		names[fmt.Sprint(i)] = f.name
		files = append(files, file{fmt.Sprint(i), f.data})
	}
	list, _ := json.Marshal(names)
	return append(files, file{"media", string(list)})
}

// stub is the collection that old programs find.
func stub(t testing.TB) []byte {
	return (&made{notes: []madeNote{{id: 1, guid: "x", kind: 1, text: []string{dummy + ", then import the file again.", ""}}}}).database(t, 11)
}

// pack is a package of the oldest layout.
func (m made) pack(t testing.TB, media ...file) []byte {
	t.Helper()
	return layouts["legacy 1"](t, &m, media)
}
