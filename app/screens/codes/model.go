package codes

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"chartroom/app/actions"
	"chartroom/quiz/codebook"
	"chartroom/storage"
)

// way is how codes are looked for.
type way uint8

const (
	byCode  way = iota // words and codes, and the tabular list
	byIndex            // the alphabetic index and its tables
	byAxis             // building a PCS code
)

// wayNames are the ways as they stand beside each other.
var wayNames = []string{"Codes", "Index", "Build a code"}

// model is the code books on the screen. It lives as long as the window.
type model struct {
	act   *actions.Actions
	only  []codebook.Book      // the books that may be used; none = all
	books []codebook.Installed // on the shelf, by set and then the newest year first
	book  codebook.Book        // the one that is open; zero = there is none
	left  codebook.Book        // the one that was open before a way of looking needed another; zero = none

	way   way
	list  listed
	hits  hits
	tree  tree
	terms terms
	build build
	own   own

	differs changed
	axes    map[axisPlace][]codebook.Choice // of the PCS tables, as far as they were read
	trail   trail
	here    *place // what is shown; nil = nothing was yet

	opened opened
	front  bool // where there is room for one, it is what is opened and not the list
}

func ctx() context.Context { return context.Background() }

func (m *model) read() actions.Books { return m.act.Books() }

// load reads which books there are, and what the learner noted in them.
func (m *model) load() error {
	all, err := m.read().Installed(ctx())
	if err != nil {
		return err
	}
	m.books = slices.DeleteFunc(all, func(b codebook.Installed) bool {
		return b.Removed || len(m.only) > 0 && !slices.Contains(m.only, b.Book)
	})
	if err := m.own.load(m.act); err != nil {
		return err
	}
	if m.installed(m.book) == nil {
		m.opened, m.trail = opened{}, trail{}
		first := codebook.Book{}
		if len(m.books) > 0 {
			first = m.books[0].Book
		}
		return m.choose(first)
	}
	return nil
}

// wanted are the books that the exam allows and that are not here.
func (m *model) wanted() []string {
	var all []string
	for _, b := range m.only {
		if m.installed(b) == nil {
			all = append(all, b.Title())
		}
	}
	return all
}

// lacking says which of the exam's books are not here, "" if all are.
func (m *model) lacking() string {
	wanted := m.wanted()
	if len(wanted) == 0 {
		return ""
	}
	return "This exam also allows " + strings.Join(wanted, ", ") + ": not on the shelf."
}

// changed reads again what a verb, or undo, has changed.
func (m *model) changed(c actions.Change) error {
	if c.Kind == actions.ChangedBooks {
		m.tree, m.terms, m.hits.found, m.differs, m.axes = tree{}, terms{}, nil, changed{}, nil
		if err := m.load(); err != nil {
			return err
		}
		if err := m.enter(m.way); err != nil {
			return err
		}
		return m.find(m.hits.text)
	}
	return m.own.load(m.act)
}

// installed is what is known of a book on the shelf, or nil.
func (m *model) installed(b codebook.Book) *codebook.Installed {
	for i := range m.books {
		if m.books[i].Book == b {
			return &m.books[i]
		}
	}
	return nil
}

// newest is the newest book of a set, the open one if it is of that set.
func (m *model) newest(set codebook.Set) (codebook.Book, bool) {
	if m.book.Set == set {
		return m.book, true
	}
	for i := range m.books {
		if m.books[i].Set == set {
			return m.books[i].Book, true
		}
	}
	return codebook.Book{}, false
}

// choose opens another book.
func (m *model) choose(b codebook.Book) error {
	if b == m.book {
		return nil
	}
	code := ""
	if e := m.opened.entry; e != nil && e.Book.Set == b.Set {
		code = e.Code.Code
	}
	m.book, m.left = b, codebook.Book{}
	m.tree, m.terms, m.build = tree{}, terms{}, build{}
	if b == (codebook.Book{}) {
		m.opened = opened{}
		return nil
	}
	if err := m.enter(m.way); err != nil {
		return err
	}
	if code != "" { // the same code in another year
		return m.visit(place{Book: b, Way: byCode, Code: code})
	}
	m.opened = opened{}
	return m.find(m.hits.text)
}

// enter turns to a way of looking, and to a book that has it.
func (m *model) enter(w way) error {
	m.way = w
	if w == byCode && m.left != (codebook.Book{}) && m.installed(m.left) != nil {
		m.book, m.left = m.left, codebook.Book{}
		m.forget()
	}
	set, ok := m.book.Set, true
	switch {
	case w == byAxis && set != codebook.ICD10PCS:
		set = codebook.ICD10PCS
	case w == byIndex && set != codebook.ICD10CM && set != codebook.ICD10PCS:
		set = codebook.ICD10CM
	}
	if set != m.book.Set {
		var b codebook.Book
		if b, ok = m.newest(set); ok {
			m.book, m.left = b, m.book
			m.forget()
		}
	}
	if !ok {
		return nil
	}
	switch w {
	case byIndex:
		return m.openIndex()
	case byAxis:
		return m.setAxes(m.build.code)
	}
	return m.openTree()
}

// forget closes what is open of a book.
func (m *model) forget() {
	m.tree, m.terms, m.build, m.opened = tree{}, terms{}, build{}, opened{}
}

// opened is what is shown of the books: an entry, a chapter, or an index line.
type opened struct {
	entry *codebook.Entry
	axes  []codebook.Choice // a PCS code, taken apart
	node  *codebook.Node    // a chapter or block
	below []codebook.Node
	term  *codebook.TermHit // the index line that led here
	index codebook.Index    // it is of
	why   string            // nothing is shown, and this is why
	code  string            // that is not in the book
	years []codebook.Book   // that have it
}

// empty reports whether there is nothing to show.
func (o *opened) empty() bool {
	return o.entry == nil && o.node == nil && o.term == nil && o.why == ""
}

// entry reads what the book says of a code. That a code is not there is said,
// and is no error.
func (m *model) entry(b codebook.Book, code string) (opened, error) {
	e, err := m.read().Entry(ctx(), b, code)
	if errors.Is(err, storage.ErrNotFound) {
		return m.absent(b, code), nil
	}
	if err != nil {
		return opened{}, fmt.Errorf("read %s: %w", b.Set.Dotted(code), err)
	}
	o := opened{entry: &e}
	if b.Set == codebook.ICD10PCS {
		o.axes, err = m.apart(b, e.Code.Code)
	}
	return o, err
}

// absent says that a code is not in a book, and which other years have it.
func (m *model) absent(b codebook.Book, code string) opened {
	o := opened{code: code, why: fmt.Sprintf("There is no %s in %s.", b.Set.Dotted(code), b.Title())}
	for i := range m.books {
		if other := m.books[i].Book; other.Set == b.Set && other != b {
			if _, err := m.read().Entry(ctx(), other, code); err == nil {
				o.years = append(o.years, other)
			}
		}
	}
	return o
}

// node reads what is below a line of the tree that is not a code.
func (m *model) nodeOf(b codebook.Book, n codebook.Node) (opened, error) {
	below, err := m.read().Children(ctx(), b, n.Of)
	if err != nil {
		return opened{}, fmt.Errorf("read %s: %w", n.Title, err)
	}
	return opened{node: &n, below: below}, nil
}
