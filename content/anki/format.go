package anki

import (
	"archive/zip"
	"context"
	"crypto/sha1"
	"crypto/sha256"
	"database/sql"
	"database/sql/driver"
	_ "embed"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/klauspost/compress/zstd"
	"github.com/mattn/go-sqlite3"
	"google.golang.org/protobuf/encoding/protowire"

	"chartroom/quiz"
)

// WriteOptions say how to write a package.
type WriteOptions struct {
	Old  bool      // for Anki before 2.1.50 (2022): schema 11, media as JSON
	At   time.Time // when the notes were changed last: on import, Anki takes a note only if it is newer than its own; zero = 2026
	Temp string    // folder for the collection while it is written; "" = the system's for such files
}

// Format writes a bank as a package of the latest layout, which Parse reads as
// the same bank, and Anki as cards. The questions' keys are the notes' guids,
// so that a later package updates them. It writes nothing when Holds refuses a
// question.
func Format(w io.Writer, bank quiz.Bank) error { return FormatWith(w, bank, WriteOptions{}) }

// FormatWith is Format with options.
func FormatWith(w io.Writer, b quiz.Bank, o WriteOptions) error {
	for i := range b.Questions {
		if err := Holds(&b.Questions[i]); err != nil {
			return fmt.Errorf("question %q: %w", b.Questions[i].Name, err)
		}
	}
	if o.At.IsZero() {
		o.At = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	p := packer{options: o, bank: &b, zip: zip.NewWriter(w), decks: map[string]deck{}}
	if err := p.write(); err != nil {
		return err
	}
	return p.zip.Close()
}

// packer writes one package.
type packer struct {
	options WriteOptions
	bank    *quiz.Bank
	zip     *zip.Writer
	decks   map[string]deck // by Anki's name in lower case: capitals do not tell decks apart
	ids     map[int64]bool  // of notes, cards and decks, taken
	cards   int             // written so far
}

func (p *packer) write() error {
	const noteForOldPrograms = "Please update to the latest Anki version, then import the .colpkg/.apkg file again.\x1f"
	collection, err := p.collection()
	if err != nil {
		return err
	}
	empty := packer{options: p.options, bank: &quiz.Bank{}, decks: map[string]deck{}}
	empty.options.Old = true
	stub, err := empty.database(func(t *sql.Tx) error {
		return empty.insert(t, &ownKind{id: 1}, "x", noteForOldPrograms, "", 1)
	})
	if err != nil {
		return err
	}
	if p.options.Old {
		if err := p.member(legacy2, collection, zip.Deflate); err != nil {
			return err
		}
		if err := p.member(legacy1, stub, zip.Deflate); err != nil {
			return err
		}
		return p.mediaJSON()
	}
	if err := p.member("meta", protowire.AppendVarint(protowire.AppendTag(nil, 1, protowire.VarintType), newestVersion), zip.Store); err != nil {
		return err
	}
	if err := p.member(latest, packed(collection), zip.Store); err != nil {
		return err
	}
	if err := p.member(legacy1, stub, zip.Store); err != nil {
		return err
	}
	return p.mediaList()
}

// member adds a file to the package.
func (p *packer) member(name string, data []byte, method uint16) error {
	f, err := p.zip.CreateHeader(&zip.FileHeader{Name: name, Method: method})
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return err
}

// packed is data compressed by zstd.
func packed(data []byte) []byte {
	z, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
	if err != nil {
		panic(err) // these options are right
	}
	defer z.Close()
	return z.EncodeAll(data, nil)
}

// mediaList writes the media and their list as protobuf.
func (p *packer) mediaList() error {
	var list []byte
	for i, m := range p.bank.Media {
		if err := p.member(fmt.Sprint(i), packed(m.Data), zip.Store); err != nil {
			return err
		}
		sum := sha1.Sum(m.Data)
		var entry []byte
		entry = protowire.AppendString(protowire.AppendTag(entry, 1, protowire.BytesType), mediaFile(m.Ref()))
		entry = protowire.AppendVarint(protowire.AppendTag(entry, 2, protowire.VarintType), uint64(len(m.Data)))
		entry = protowire.AppendBytes(protowire.AppendTag(entry, 3, protowire.BytesType), sum[:])
		list = protowire.AppendBytes(protowire.AppendTag(list, 1, protowire.BytesType), entry)
	}
	return p.member("media", packed(list), zip.Store)
}

// mediaJSON writes the media and their list as JSON.
func (p *packer) mediaJSON() error {
	names := map[string]string{}
	for i, m := range p.bank.Media {
		names[fmt.Sprint(i)] = mediaFile(m.Ref())
		if err := p.member(fmt.Sprint(i), m.Data, zip.Deflate); err != nil {
			return err
		}
	}
	data, err := json.Marshal(names)
	if err != nil {
		return err
	}
	return p.member("media", data, zip.Deflate)
}

// collection is the database with a note and a card for each question.
func (p *packer) collection() ([]byte, error) {
	return p.database(func(t *sql.Tx) error {
		for i := range p.bank.Questions {
			q := &p.bank.Questions[i]
			data, err := json.Marshal(q)
			if err != nil {
				return err
			}
			fields := strings.Join(append(ownValues(q), string(data)), "\x1f")
			tags := ""
			if t := ankiTags(q.Tags); len(t) > 0 {
				tags = " " + strings.Join(t, " ") + " "
			}
			if err := p.insert(t, kindFor(q), q.Key, fields, tags, p.deck(deckName(p.bank.Name, q.Category))); err != nil {
				return err
			}
		}
		if p.options.Old {
			return p.settle11(t)
		}
		return p.settle18(t)
	})
}

//go:embed schema.sql
var schemaBoth string

//go:embed schema11.sql
var schema11 string

//go:embed schema18.sql
var schema18 string

// database makes a database in a private file, has it filled, and returns its
// bytes.
func (p *packer) database(fill func(*sql.Tx) error) (data []byte, err error) {
	folder, err := os.MkdirTemp(p.options.Temp, "chartroom-anki-*")
	if err != nil {
		return nil, fmt.Errorf("the collection could not be written: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	path := filepath.Join(folder, "collection")
	pool := sql.OpenDB(writer{connector{path}})
	defer pool.Close()
	pool.SetMaxOpenConns(1)
	t, err := pool.Begin()
	if err != nil {
		return nil, err
	}
	defer t.Rollback()
	own := schema18
	if p.options.Old {
		own = schema11
	}
	if _, err := t.Exec(schemaBoth + own); err != nil {
		return nil, err
	}
	if err := fill(t); err != nil {
		return nil, err
	}
	if err := t.Commit(); err != nil {
		return nil, err
	}
	if err := pool.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
}

// writer opens the file that a collection is written to. Nothing else knows
// it, and it is thrown away when it is not whole.
type writer struct{ connector }

func (w writer) Driver() driver.Driver {
	return &sqlite3.SQLiteDriver{ConnectHook: func(c *sqlite3.SQLiteConn) error {
		if _, err := c.Exec("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", nil); err != nil {
			return err
		}
		return c.RegisterCollation("unicase", func(a, b string) int {
			return strings.Compare(strings.ToLower(a), strings.ToLower(b))
		})
	}}
}

func (w writer) Connect(context.Context) (driver.Conn, error) { return w.Driver().Open(w.path) }

// insert adds a note with one card.
func (p *packer) insert(t *sql.Tx, kind *ownKind, guid, fields, tags string, deck int64) error {
	at := p.options.At.Unix()
	first, _, _ := strings.Cut(fields, "\x1f")
	sorted := textOf(first)
	sum := sha1.Sum([]byte(sorted))
	note := p.id("note", p.cards)
	p.cards++
	_, err := t.Exec("INSERT INTO notes (id, guid, mid, mod, usn, tags, flds, sfld, csum, flags, data) VALUES (?, ?, ?, ?, -1, ?, ?, ?, ?, 0, '')",
		note, guid, kind.id, at, tags, fields, sorted, int64(binary.BigEndian.Uint32(sum[:4])))
	if err != nil || kind.fields == nil {
		return err
	}
	_, err = t.Exec("INSERT INTO cards (id, nid, did, ord, mod, usn, type, queue, due, ivl, factor, reps, lapses, left, odue, odid, flags, data) VALUES (?, ?, ?, 0, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '{}')",
		p.id("card", p.cards), note, deck, at, p.cards)
	return err
}

// id is the number of a note, a card or a deck: those of one bank follow each
// other, in the range of Anki's ids, which are moments in ms. Anki knows notes
// by their guid, and gives another number to one that is taken.
func (p *packer) id(kind string, place int) int64 {
	sum := sha256.Sum256([]byte(kind + "\x00" + string(p.bank.ID)))
	const from, span = 1_400_000_000_000, 300_000_000_000 // 2014 to 2023
	return from + int64(binary.BigEndian.Uint64(sum[:8])%span) + int64(place)
}

// deck is a deck of the package.
type deck struct {
	id   int64
	name string
}

// deck is the number of a deck, whose parents are made too.
func (p *packer) deck(name string) int64 {
	if strings.EqualFold(name, "Default") {
		return 1 // which every collection has
	}
	if i := strings.LastIndex(name, "::"); i >= 0 {
		p.deck(name[:i])
	}
	key := strings.ToLower(name)
	d, ok := p.decks[key]
	if !ok {
		d = deck{p.id("deck", len(p.decks)), name}
		p.decks[key] = d
	}
	return d.id
}

// usedKinds are the note types of the bank's questions.
func (p *packer) usedKinds() (used []*ownKind) {
	seen := map[*ownKind]bool{}
	for i := range p.bank.Questions {
		seen[kindFor(&p.bank.Questions[i])] = true
	}
	for _, k := range ownKinds {
		if seen[k] {
			used = append(used, k)
		}
	}
	return used
}

func (p *packer) ours() ([]byte, error) {
	b := p.bank
	return json.Marshal(bank{b.Name, b.Source, b.Version, b.Language, b.Licence})
}
