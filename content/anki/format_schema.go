package anki

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"

	"google.golang.org/protobuf/encoding/protowire"
)

// style is how our note types look in Anki.
const style = ".card { font-family: arial; font-size: 20px; text-align: center; color: black; background-color: white; }\n.cloze { font-weight: bold; color: blue; }"

// settle18 writes what schema 18 keeps beside notes and cards.
func (p *packer) settle18(t *sql.Tx) error {
	at := p.options.At.Unix()
	ours, err := p.ours()
	if err != nil {
		return err
	}
	do := func(query string, args ...any) {
		if err == nil {
			_, err = t.Exec(query, args...)
		}
	}
	do("INSERT INTO col (id, crt, mod, scm, ver, dty, usn, ls, conf, models, decks, dconf, tags) VALUES (1, ?, ?, ?, 18, 0, 0, 0, '', '', '', '', '')", at, at*1000, at*1000)
	do("INSERT INTO deck_config (id, name, mtime_secs, usn, config) VALUES (1, 'Default', ?, -1, x'')", at)
	do("INSERT INTO config (KEY, usn, mtime_secs, val) VALUES ('chartroom', -1, ?, ?), ('schedVer', -1, ?, ?)", at, ours, at, []byte("2"))
	for _, k := range p.usedKinds() {
		do("INSERT INTO notetypes (id, name, mtime_secs, usn, config) VALUES (?, ?, ?, -1, ?)", k.id, k.name, at, k.config())
		for i, name := range k.fields {
			do("INSERT INTO fields (ntid, ord, name, config) VALUES (?, ?, ?, ?)", k.id, i, name, fieldConfig())
		}
		do("INSERT INTO templates (ntid, ord, name, mtime_secs, usn, config) VALUES (?, 0, 'Card 1', ?, -1, ?)", k.id, at, k.templateConfig())
	}
	// The kind of a deck: field 1 = an ordinary one, whose field 1 names its
	// options (proto/anki/decks.proto, Deck.KindContainer, Deck.Normal).
	normal := protowire.AppendBytes(protowire.AppendTag(nil, 1, protowire.BytesType),
		protowire.AppendVarint(protowire.AppendTag(nil, 1, protowire.VarintType), 1))
	do("INSERT INTO decks (id, name, mtime_secs, usn, common, kind) VALUES (1, 'Default', ?, -1, x'', ?)", at, normal)
	for _, key := range sortedNumbers(p.decks) {
		d := p.decks[key]
		do("INSERT INTO decks (id, name, mtime_secs, usn, common, kind) VALUES (?, ?, ?, -1, x'', ?)", d.id, strings.ReplaceAll(d.name, "::", "\x1f"), at, normal)
	}
	return err
}

// config is a note type's (proto/anki/notetypes.proto, Notetype.Config): kind,
// style and what Anki's own it is like.
func (k *ownKind) config() []byte {
	var b []byte
	if k.cloze {
		b = protowire.AppendVarint(protowire.AppendTag(b, 1, protowire.VarintType), 1)
	}
	b = protowire.AppendString(protowire.AppendTag(b, 3, protowire.BytesType), style)
	return protowire.AppendVarint(protowire.AppendTag(b, 9, protowire.VarintType), k.stock)
}

// templateConfig is Notetype.Template.Config: front and back.
func (k *ownKind) templateConfig() []byte {
	b := protowire.AppendString(protowire.AppendTag(nil, 1, protowire.BytesType), k.front)
	return protowire.AppendString(protowire.AppendTag(b, 2, protowire.BytesType), k.back)
}

// fieldConfig is Notetype.Field.Config: the font in Anki's editor.
func fieldConfig() []byte {
	b := protowire.AppendString(protowire.AppendTag(nil, 3, protowire.BytesType), "Arial")
	return protowire.AppendVarint(protowire.AppendTag(b, 4, protowire.VarintType), 20)
}

// settle11 writes what schema 11 keeps beside notes and cards: all of it JSON
// in one row. The values are those of an untouched profile.
func (p *packer) settle11(t *sql.Tx) error {
	at := p.options.At.Unix()
	ours, err := p.ours()
	if err != nil {
		return err
	}
	type object = map[string]any
	none := []any{}
	models := object{}
	for _, k := range p.usedKinds() {
		var fields []object
		for i, name := range k.fields {
			fields = append(fields, object{"name": name, "ord": i, "font": "Arial", "size": 20, "rtl": false, "sticky": false, "media": none})
		}
		kind := 0
		if k.cloze {
			kind = 1
		}
		models[fmt.Sprint(k.id)] = object{
			"id": k.id, "name": k.name, "type": kind, "mod": at, "usn": -1, "sortf": 0, "did": 1, "css": style,
			"flds": fields, "tags": none, "vers": none, "latexPre": "", "latexPost": "",
			"req": []any{[]any{0, "any", []int{0}}},
			"tmpls": []object{{"name": "Card 1", "ord": 0, "qfmt": k.front, "afmt": k.back,
				"bqfmt": "", "bafmt": "", "did": nil}},
		}
	}
	decks := object{}
	add := func(id int64, name string) {
		decks[fmt.Sprint(id)] = object{
			"id": id, "name": name, "mod": at, "usn": -1, "desc": "", "dyn": 0, "conf": 1, "collapsed": false, "browserCollapsed": false,
			"extendNew": 0, "extendRev": 0, "newToday": []int{0, 0}, "revToday": []int{0, 0}, "lrnToday": []int{0, 0}, "timeToday": []int{0, 0},
		}
	}
	add(1, "Default")
	for _, d := range p.decks {
		add(d.id, d.name)
	}
	options := object{"1": object{
		"id": 1, "name": "Default", "mod": 0, "usn": 0, "maxTaken": 60, "autoplay": true, "timer": 0, "replayq": true, "dyn": false,
		"new":   object{"bury": true, "delays": []int{1, 10}, "initialFactor": 2500, "ints": []int{1, 4, 7}, "order": 1, "perDay": 20, "separate": true},
		"rev":   object{"bury": true, "ease4": 1.3, "fuzz": 0.05, "ivlFct": 1, "maxIvl": 36500, "minSpace": 1, "perDay": 200},
		"lapse": object{"delays": []int{10}, "leechAction": 0, "leechFails": 8, "minInt": 1, "mult": 0},
	}}
	conf := object{
		"schedVer": 2, "nextPos": len(p.bank.Questions) + 1, "curDeck": 1, "activeDecks": []int{1}, "curModel": nil, "chartroom": json.RawMessage(ours),
		"newSpread": 0, "collapseTime": 1200, "timeLim": 0, "estTimes": true, "dueCounts": true, "addToCur": true, "sortType": "noteFld", "sortBackwards": false,
	}
	cells := make([]any, 0, 7)
	for _, v := range []any{conf, models, decks, options} {
		cell, err := json.Marshal(v)
		if err != nil {
			return err
		}
		cells = append(cells, string(cell))
	}
	_, err = t.Exec("INSERT INTO col (id, crt, mod, scm, ver, dty, usn, ls, conf, models, decks, dconf, tags) VALUES (1, ?, ?, ?, 11, 0, 0, 0, ?, ?, ?, ?, '{}')",
		append([]any{at, at * 1000, at * 1000}, cells...)...)
	return err
}
