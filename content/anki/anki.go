// Package anki reads and writes the packages in which people share decks of
// Anki: .apkg and .colpkg, in all three layouts (ankitects/anki,
// rslib/src/import_export/package). A card becomes a question of kind flip; its
// note type's templates are filled in, its gaps, its typed answers and the
// places in its pictures become ours, its pictures and sounds come along, and,
// when asked, so do its history and schedule.
//
// A package is a database of a stranger, so it is opened in a private file
// that is gone afterwards, read-only, by an allow-list, within limits of size
// and time. What cannot be read as meant is kept as text and reported; one
// broken card never costs another.
//
// The key of a card is its note's guid, followed by what tells the cards of one
// fact apart: quiz.BackSuffix for the other way about, quiz.ClozeSuffix and the
// number of the gap, quiz.LabelSuffix and the number of the place. So a newer
// package of the same deck updates it, whatever became of its texts.
package anki

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"chartroom/content/parse"
	"chartroom/content/zipfile"
	"chartroom/quiz"
)

// Options say what to read of a package.
type Options struct {
	History   bool   // what the learner did with the cards, and when they come back
	NoRepairs bool   // every repair is an error, and costs its card
	Temp      string // folder for the collection while it is read; "" = the system's for such files
}

// Package is what a package holds.
type Package struct {
	Bank    quiz.Bank
	History []History // of the cards that have any, in the order of the bank; nil unless it was asked for
}

// patience is how long a package may take. A hostile one can make every
// statement slow; 20,000 notes take about a second.
const patience = 2 * time.Minute

var errSlow = errors.New("the collection takes too long to read, so it was not read; it may be made to do harm")

// Parse reads a package into the bank of this name. The error is for packages
// of which nothing could be read.
func Parse(ctx context.Context, a *zipfile.Archive, bank string, report parse.Report) (quiz.Bank, []parse.Problem, error) {
	p, problems, err := ParseWith(ctx, a, bank, Options{}, report)
	return p.Bank, problems, err
}

// ParseWith is Parse with options.
func ParseWith(ctx context.Context, a *zipfile.Archive, bank string, o Options, report parse.Report) (Package, []parse.Problem, error) {
	ctx, stop := context.WithTimeoutCause(ctx, patience, errSlow)
	defer stop()
	r := reader{
		options: o,
		report:  report,
		taken:   map[string]int{},
		bank:    quiz.Bank{ID: quiz.NewBankID(bank), Name: bank},
	}
	for _, p := range a.Problems() {
		r.problems.Add(p)
	}
	if err := r.readAll(ctx, a); err != nil {
		return Package{}, r.problems.List(), err
	}
	r.bank.Media = r.shelf.media
	return Package{Bank: r.bank, History: r.history}, r.problems.List(), nil
}

// reader reads one package.
type reader struct {
	options    Options
	report     parse.Report
	problems   parse.Problems
	bank       quiz.Bank
	taken      map[string]int
	folder     string // of the archive, in which the package lies; ends with "/" or is ""
	shelf      *shelf
	collection collection
	hasHistory bool // there is a table of reviews
	cards      []card
	history    []History
	length     int64 // bytes of all questions' texts, and perCard for each
	pieces     int   // of templates that were filled in

	clozeText   string // that was cut into pieces last
	clozePieces []clozePiece
	decks       map[string]bool
}

// card is a row of the table of cards.
type card struct {
	id, note, deck, ord, due int64
	kind, queue, flags       int64
	data                     string // JSON; only where history is asked for
	question                 int    // place in the bank; -1 = it became none
}

// say reports a problem; question is the text of a note's first field.
func (r *reader) say(severity parse.Severity, rule, question, format string, args ...any) {
	if r.problems.Skip() {
		return
	}
	r.problems.Add(parse.Problem{
		Severity: severity, Rule: rule,
		Question: parse.Excerpt(textOf(question), nameLength), Message: fmt.Sprintf(format, args...),
	})
}

// mostSaid is how many different things are said of a note type.
const mostSaid = 100

// sayOnce is say for what all cards of a note type have in common.
func (r *reader) sayOnce(n *noteType, severity parse.Severity, rule, question, format string, args ...any) {
	if len(n.said) >= mostSaid {
		return
	}
	message := fmt.Sprintf(format, args...)
	if !n.said[rule+message] {
		n.said[rule+message] = true
		r.say(severity, rule, question, "%s", message)
	}
}

// nameLength is how long a card's name is, in characters, as in the other
// formats.
const nameLength = 80

func (r *reader) readAll(ctx context.Context, a *zipfile.Archive) error {
	m, err := collectionOf(a)
	if err != nil {
		return err
	}
	if r.folder = path.Dir(m.Name) + "/"; r.folder == "./" {
		r.folder = ""
	}
	if err := checkVersion(a, r.folder); err != nil {
		return err
	}
	if err := r.openShelf(a); err != nil {
		return err
	}
	stream, err := unpacked(m)
	if err != nil {
		return err
	}
	defer stream.Close()
	d, err := openDatabase(ctx, stream, r.options.Temp)
	if err != nil {
		return err
	}
	defer d.close()
	if err := r.readCollection(ctx, d); err != nil {
		return err
	}
	if err := r.readCards(ctx, d); err != nil {
		return err
	}
	if err := r.readNotes(ctx, d); err != nil {
		return err
	}
	r.settle()
	if r.options.History {
		if err := r.readHistory(ctx, d); err != nil {
			return err
		}
	}
	if r.report != nil {
		r.report(len(r.cards), len(r.cards))
	}
	return nil
}

// readCards reads the cards, sorted by their notes and numbers.
func (r *reader) readCards(ctx context.Context, d *database) error {
	query := "SELECT CAST(id AS INTEGER), CAST(nid AS INTEGER), CAST(did AS INTEGER), CAST(ord AS INTEGER), CAST(type AS INTEGER), CAST(queue AS INTEGER), CAST(due AS INTEGER), CAST(odue AS INTEGER), CAST(odid AS INTEGER), CAST(flags AS INTEGER)"
	if r.options.History {
		query += ", CAST(data AS TEXT)"
	}
	err := d.each(ctx, query+" FROM cards", func(row row) error {
		if len(r.cards) >= mostCards {
			return fmt.Errorf("the package has too many cards; at most %d can be read", mostCards)
		}
		c := card{
			id: row.number(0), note: row.number(1), deck: row.number(2), ord: row.number(3),
			kind: row.number(4), queue: row.number(5), due: row.number(6), flags: row.number(9), question: -1,
		}
		// A card in a filtered deck belongs to another one, which has its due
		// day too.
		if home := row.number(8); home != 0 {
			c.deck, c.due = home, row.number(7)
		}
		if r.options.History {
			if c.data = row.text(10); len(c.data) > 1<<10 {
				c.data = ""
			}
		}
		r.cards = append(r.cards, c)
		return nil
	})
	slices.SortStableFunc(r.cards, func(a, b card) int {
		return cmp.Or(cmp.Compare(a.note, b.note), cmp.Compare(a.ord, b.ord))
	})
	return err
}

// cardsOf is a note's cards.
func (r *reader) cardsOf(note int64) []card {
	first, _ := slices.BinarySearchFunc(r.cards, note, func(c card, id int64) int { return cmp.Compare(c.note, id) })
	end := first
	for end < len(r.cards) && r.cards[end].note == note {
		end++
	}
	return r.cards[first:end]
}

// mostText is how many bytes the texts of all cards may have, filled in from
// their templates, which can multiply what the notes hold; perCard is what a
// card counts for beside its texts. That is 40,000 cards of 2 KB, more than the
// largest shared decks have, and about 200 MB of memory at the most.
//
// mostPieces is how many fields, sections and texts of templates may be filled
// in: 50 of them on each side of 100,000 cards. It takes a second.
const (
	mostText   = 96 << 20
	perCard    = 600
	mostCards  = mostText / perCard
	mostPieces = 10_000_000
)

// dummy is how the note of a collection begins that is there only for old
// programs (ankitects/anki, rslib/src/import_export/package/colpkg/export.rs).
const dummy = "Please update to the latest Anki version"

// readNotes makes questions of the notes, in the order of the table.
func (r *reader) readNotes(ctx context.Context, d *database) error {
	r.decks = map[string]bool{}
	r.bank.Questions = make([]quiz.Question, 0, min(len(r.cards), 100_000))
	notes, used, dummies := 0, 0, 0
	err := d.each(ctx, "SELECT CAST(id AS INTEGER), CAST(guid AS TEXT), CAST(mid AS INTEGER), CAST(tags AS TEXT), CAST(flds AS TEXT) FROM notes", func(row row) error {
		if notes%256 == 0 && r.report != nil {
			r.report(used, len(r.cards))
		}
		if notes++; notes > mostCards {
			return fmt.Errorf("the package has too many notes; at most %d can be read", mostCards)
		}
		n := note{
			id: row.number(0), guid: row.text(1), kind: r.collection.types[row.number(2)],
			tags: strings.Fields(row.text(3)), values: strings.Split(row.text(4), "\x1f"), cards: r.cardsOf(row.number(0)),
		}
		used += len(n.cards)
		if n.kind == nil && strings.HasPrefix(n.values[0], dummy) {
			dummies++
			return nil
		}
		switch r.note(&n); {
		case r.pieces > mostPieces:
			return errors.New("the templates of the package have too many pieces; it may be made to do harm, so it was not read")
		case r.length > mostText:
			return fmt.Errorf("the cards of the package hold too much text; at most %s can be read, and each card counts for %d bytes more", parse.Size(mostText), perCard)
		}
		return nil
	})
	switch {
	case err != nil:
		return err
	case notes > 0 && notes == dummies:
		return errors.New("this package holds only a note that asks for a newer Anki: its real collection is missing; export it again")
	case notes == 0:
		return errors.New("the package holds no notes")
	}
	if lost := len(r.cards) - used; lost > 0 {
		r.say(parse.Error, "anki-card-without-note", "", "%d cards belong to no note of the package; they were left out.", lost)
	}
	return nil
}

// settle gives the bank its name: what our own writer left, or that of the one
// deck at the top, unless it is the one that every collection has.
func (r *reader) settle() {
	tops := map[string]bool{}
	top := ""
	for deck := range r.decks {
		top, _, _ = strings.Cut(strings.ReplaceAll(deck, "//", "\x00"), "/")
		tops[top] = true
	}
	if len(tops) == 1 && top != "" && top != "Default" {
		r.bank.Name = strings.ReplaceAll(top, "\x00", "/")
	}
	r.collection.ours.give(&r.bank)
}

// sortedNumbers are the keys of a map, numbers by their value.
func sortedNumbers[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b string) int {
		x, errX := strconv.Atoi(a)
		y, errY := strconv.Atoi(b)
		if errX == nil && errY == nil {
			return cmp.Or(cmp.Compare(x, y), cmp.Compare(a, b))
		}
		return cmp.Compare(a, b)
	})
	return keys
}
