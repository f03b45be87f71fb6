package anki

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"chartroom/content/parse"
)

// noteType says what the fields of a note are, and which cards they make.
type noteType struct {
	name      string
	cloze     bool // one template, and a card for each number of a gap
	fields    []string
	templates map[int64]*cardTemplate // by a card's ord; of a cloze: 0
	ords      []int64                 // of the templates, in order
	said      map[string]bool         // rules that spoke of this note type already
}

// cardTemplate is how one card looks.
type cardTemplate struct {
	name        string
	front, back template
}

// field is the place of a field; -1 = there is none of that name.
func (n *noteType) field(name string) int { return slices.Index(n.fields, name) }

// template is the one for a card's ord; nil = there is none.
func (n *noteType) template(ord int64) *cardTemplate {
	if n.cloze {
		ord = 0
	}
	return n.templates[ord]
}

// reverses reports whether the second card of a note type asks for what is in
// front of the first, and the other way about.
func (n *noteType) reverses() bool {
	first, second := n.templates[0], n.templates[1]
	if n.cloze || len(n.templates) != 2 || first == nil || second == nil {
		return false
	}
	asksBack, asksFront := false, false
	for _, field := range n.fields {
		one, two := first.front.uses(field), second.front.uses(field)
		if one && two {
			return false
		}
		asksFront = asksFront || one && second.back.uses(field)
		asksBack = asksBack || two && first.back.uses(field)
	}
	return asksFront && asksBack
}

// collection is what the tables say beside notes and cards.
type collection struct {
	created   int64 // when the collection was made, at the hour its days begin; seconds since 1970
	scheduler int64 // 1 = the one before 2018, whose grades have other numbers
	types     map[int64]*noteType
	decks     map[int64]string // paths with "/"
	ours      bank             // what our own writer says of the bank
}

// newestSchema is the newest of Anki's database layouts that is known
// (ankitects/anki, rslib/src/storage/upgrades).
const newestSchema = 18

// readCollection reads the note types and decks of either schema.
func (r *reader) readCollection(ctx context.Context, d *database) (err error) {
	there, err := d.tables(ctx, "col", "notes", "cards", "revlog", "notetypes", "fields", "templates", "decks", "config")
	if err != nil {
		return err
	}
	if !there["col"] || !there["notes"] || !there["cards"] {
		return errors.New("the collection lacks the tables of notes and cards")
	}
	r.hasHistory = there["revlog"]
	c := &r.collection
	c.types, c.decks = map[int64]*noteType{}, map[int64]string{}
	version := int64(0)
	var conf, models, decks string
	err = d.each(ctx, "SELECT CAST(crt AS INTEGER), CAST(ver AS INTEGER), CAST(conf AS TEXT), CAST(models AS TEXT), CAST(decks AS TEXT) FROM col LIMIT 1", func(row row) error {
		c.created, version, conf, models, decks = row.number(0), row.number(1), row.text(2), row.text(3), row.text(4)
		return nil
	})
	switch {
	case err != nil:
		return err
	case version > newestSchema:
		return fmt.Errorf("this collection was made by a newer Anki (schema %d) than can be read here; export it again with \"Support older Anki versions\" ticked", version)
	}
	if there["notetypes"] && there["fields"] && there["templates"] {
		err = r.readTypeTables(ctx, d)
	} else {
		err = r.readModels(models)
	}
	if err != nil {
		return err
	}
	if there["decks"] {
		err = d.each(ctx, "SELECT CAST(id AS INTEGER), CAST(name AS TEXT) FROM decks", func(row row) error {
			c.decks[row.number(0)] = deckPath(row.text(1))
			return nil
		})
	} else {
		err = r.readDecks(decks)
	}
	if err != nil {
		return err
	}
	return r.readConfig(ctx, d, there["config"], conf)
}

// readTypeTables reads note types of schema 15 and later. A template's and a
// note type's config are protobuf messages (ankitects/anki,
// proto/anki/notetypes.proto).
func (r *reader) readTypeTables(ctx context.Context, d *database) error {
	types := r.collection.types
	err := d.each(ctx, "SELECT CAST(id AS INTEGER), CAST(name AS TEXT), CAST(config AS BLOB) FROM notetypes", func(row row) error {
		n := newNoteType(row.text(1))
		for f, err := range fields(row.bytes(2)) {
			if err != nil {
				break // what is known stays; the kind is first
			}
			if f.number == 1 {
				n.cloze = f.value == 1
			}
		}
		types[row.number(0)] = n
		return nil
	})
	if err != nil {
		return err
	}
	type named struct {
		ord  int64
		name string
	}
	lists := map[int64][]named{}
	err = d.each(ctx, "SELECT CAST(ntid AS INTEGER), CAST(ord AS INTEGER), CAST(name AS TEXT) FROM fields", func(row row) error {
		lists[row.number(0)] = append(lists[row.number(0)], named{row.number(1), row.text(2)})
		return nil
	})
	if err != nil {
		return err
	}
	for id, list := range lists {
		slices.SortStableFunc(list, func(a, b named) int { return int(max(-1, min(1, a.ord-b.ord))) })
		for _, f := range list {
			if n := types[id]; n != nil && len(n.fields) < parse.Limits.Columns {
				n.fields = append(n.fields, f.name)
			}
		}
	}
	return d.each(ctx, "SELECT CAST(ntid AS INTEGER), CAST(ord AS INTEGER), CAST(name AS TEXT), CAST(config AS BLOB) FROM templates", func(row row) error {
		front, back := "", ""
		for f, err := range fields(row.bytes(3)) {
			if err != nil {
				break
			}
			switch f.number {
			case 1:
				front = cleanText(string(f.bytes))
			case 2:
				back = cleanText(string(f.bytes))
			}
		}
		if n := types[row.number(0)]; n != nil {
			n.add(row.number(1), row.text(2), front, back)
		}
		return nil
	})
}

func newNoteType(name string) *noteType {
	return &noteType{name: name, templates: map[int64]*cardTemplate{}, said: map[string]bool{}}
}

// add takes a template; those beyond the budget are not there.
func (n *noteType) add(ord int64, name, front, back string) {
	if len(n.templates) < parse.Limits.Columns {
		if at, taken := slices.BinarySearch(n.ords, ord); !taken {
			n.ords = slices.Insert(n.ords, at, ord)
		}
		n.templates[ord] = &cardTemplate{name: name, front: parseTemplate(front), back: parseTemplate(back)}
	}
}

// integer is a number in JSON that some programs write as a text or with a
// decimal point.
type integer int64

func (n *integer) UnmarshalJSON(data []byte) error {
	f, err := strconv.ParseFloat(strings.Trim(string(data), `"`), 64)
	if err == nil && f > -1e15 && f < 1e15 {
		*n = integer(f)
	}
	return nil
}

// readModels reads the note types of schema 11: JSON in one cell.
func (r *reader) readModels(text string) error {
	var models map[string]struct {
		Name   string  `json:"name"`
		Type   integer `json:"type"`
		Fields []struct {
			Name string   `json:"name"`
			Ord  *integer `json:"ord"`
		} `json:"flds"`
		Templates []struct {
			Name  string   `json:"name"`
			Ord   *integer `json:"ord"`
			Front string   `json:"qfmt"`
			Back  string   `json:"afmt"`
		} `json:"tmpls"`
	}
	if err := json.Unmarshal([]byte(text), &models); err != nil {
		return fmt.Errorf("the collection's list of note types is damaged: %w", err)
	}
	for id, m := range models {
		n := newNoteType(cleanText(m.Name))
		n.cloze = m.Type == 1
		slices.SortStableFunc(m.Fields, func(a, b struct {
			Name string   `json:"name"`
			Ord  *integer `json:"ord"`
		}) int {
			if a.Ord == nil || b.Ord == nil {
				return 0
			}
			return int(max(-1, min(1, *a.Ord-*b.Ord)))
		})
		for _, f := range m.Fields[:min(len(m.Fields), parse.Limits.Columns)] {
			n.fields = append(n.fields, cleanText(f.Name))
		}
		for i, t := range m.Templates {
			ord := int64(i)
			if t.Ord != nil {
				ord = int64(*t.Ord)
			}
			n.add(ord, cleanText(t.Name), cleanText(t.Front), cleanText(t.Back))
		}
		if key, err := strconv.ParseInt(id, 10, 64); err == nil {
			r.collection.types[key] = n
		}
	}
	return nil
}

// readDecks reads the decks of schema 11.
func (r *reader) readDecks(text string) error {
	var decks map[string]struct {
		Name string `json:"name"`
	}
	if err := json.Unmarshal([]byte(text), &decks); err != nil {
		return fmt.Errorf("the collection's list of decks is damaged: %w", err)
	}
	for id, deck := range decks {
		if key, err := strconv.ParseInt(id, 10, 64); err == nil {
			r.collection.decks[key] = deckPath(cleanText(deck.Name))
		}
	}
	return nil
}

// readConfig reads which scheduler the collection had and what our own writer
// left there.
func (r *reader) readConfig(ctx context.Context, d *database, table bool, conf string) error {
	c := &r.collection
	if !table {
		var values struct {
			Scheduler *integer        `json:"schedVer"`
			Bank      json.RawMessage `json:"chartroom"`
		}
		c.scheduler = 1 // what collections have that do not say
		if json.Unmarshal([]byte(conf), &values) == nil {
			if values.Scheduler != nil {
				c.scheduler = int64(*values.Scheduler)
			}
			c.ours.read(values.Bank)
		}
		return nil
	}
	c.scheduler = 2
	return d.each(ctx, "SELECT CAST(KEY AS TEXT), CAST(val AS TEXT) FROM config", func(row row) error {
		switch row.text(0) {
		case "schedVer":
			if n, err := strconv.ParseInt(row.text(1), 10, 64); err == nil {
				c.scheduler = n
			}
		case "chartroom":
			c.ours.read([]byte(row.text(1)))
		}
		return nil
	})
}

// deckPath makes a path of a deck's name: its parts stand between "::", in
// schema 15 and later between 0x1f. A slash in a part is doubled.
func deckPath(name string) string {
	var path []string
	for _, p := range strings.Split(strings.ReplaceAll(name, "\x1f", "::"), "::") {
		if p = strings.Trim(strings.Join(strings.Fields(p), " "), ": "); p != "" {
			path = append(path, strings.ReplaceAll(p, "/", "//"))
		}
	}
	return strings.Join(path, "/")
}
