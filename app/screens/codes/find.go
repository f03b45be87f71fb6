package codes

import (
	"slices"
	"strings"

	"chartroom/quiz/codebook"
)

// listed is what stands below the search while there are no words in it.
type listed uint8

const (
	contents listed = iota
	recent
	bookmarks
	changes // against the year before
)

// listNames are the lists as they stand beside each other.
var listNames = []string{"Contents", "Recent", "Bookmarks", "Changes"}

// How many hits are listed: of the open book, and of each other set.
const (
	hitsHere  = 40
	hitsThere = 5
)

// hits is what the words in the search find.
type hits struct {
	text  string
	found []codebook.Hit
	at    int
}

// searching reports whether there are words in the search.
func (m *model) searching() bool { return strings.TrimSpace(m.hits.text) != "" }

// find searches the open book, and the newest of the other sets for what it
// does not have.
func (m *model) find(text string) error {
	m.hits = hits{text: text}
	if !m.searching() {
		return nil
	}
	for i, b := range m.searched() {
		q := codebook.Query{Text: text, Book: b, Limit: hitsHere, Terms: true}
		if i > 0 {
			q.Limit = hitsThere
		}
		found, err := m.read().Search(ctx(), q)
		if err != nil {
			return err
		}
		m.hits.found = append(m.hits.found, found...)
	}
	return nil
}

// searched are the open book and the newest of each other set.
func (m *model) searched() []codebook.Book {
	all := []codebook.Book{m.book}
	for _, set := range codebook.Sets {
		if b, ok := m.newest(set); ok && set != m.book.Set {
			all = append(all, b)
		}
	}
	return all
}

// openHit opens a hit, for good or to glance at.
func (m *model) openHit(i int, for_ purpose) error {
	if i < 0 || i >= len(m.hits.found) {
		return nil
	}
	m.hits.at = i
	h := &m.hits.found[i]
	p := place{Book: h.Book, Way: m.way, Code: h.Code}
	if h.Term != nil {
		p.Index, p.Term = h.Term.Term.Index, h.Term
		p.Code = readable(h.Book.Set, h.Term.Term.Code)
	}
	return m.open(p, for_)
}

// rows are the codes of the recent list or of the bookmarks.
func (m *model) rows() []kept {
	if m.list == recent {
		return m.own.recent
	}
	return m.own.bookmarks
}

// changed are what the open year changed, read once.
type changed struct {
	of  codebook.Book
	all []codebook.Change
	at  int
}

// readChanges reads what the open year changed against the one before.
func (m *model) readChanges() error {
	if m.differs.of == m.book {
		return nil
	}
	all, err := m.read().Changes(ctx(), m.book, "")
	if err == nil {
		m.differs = changed{of: m.book, all: all, at: -1}
	}
	return err
}

// openChange opens a code that was changed.
func (m *model) openChange(i int, for_ purpose) error {
	if i < 0 || i >= len(m.differs.all) {
		return nil
	}
	m.differs.at = i
	return m.open(place{Book: m.book, Way: m.way, Code: m.differs.all[i].Code}, for_)
}

// openKept opens a row of those lists, in the open book if it is of its set.
func (m *model) openKept(i int, for_ purpose) error {
	rows := m.rows()
	if i < 0 || i >= len(rows) {
		return nil
	}
	m.own.at = i
	b, ok := m.newest(rows[i].set)
	if !ok {
		m.opened = opened{why: "There is no book of " + rows[i].set.Name() + " on the shelf."}
		return nil
	}
	return m.open(place{Book: b, Way: m.way, Code: rows[i].code}, for_)
}

// titles are those of the codes that are listed, read once.
type titles map[string]string

// title is what a code of the recent list or the bookmarks means.
func (m *model) title(k kept) string {
	key := string(k.set) + k.code
	if t, ok := m.own.titles[key]; ok {
		return t
	}
	t := "not in the books on the shelf"
	if b, ok := m.newest(k.set); ok {
		if e, err := m.read().Entry(ctx(), b, k.code); err == nil {
			t = e.Code.Long
		}
	}
	m.own.titles[key] = t
	return t
}

// known reports whether a book of this set is on the shelf.
func (m *model) known(set codebook.Set) bool {
	return slices.ContainsFunc(m.books, func(b codebook.Installed) bool { return b.Set == set })
}
