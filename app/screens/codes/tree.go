package codes

import "chartroom/quiz/codebook"

// tree is the tabular list as far as it is opened.
type tree = outline[codebook.Node]

// openTree shows the chapters, if nothing is shown yet.
func (m *model) openTree() error {
	if m.tree.lines != nil || m.book == (codebook.Book{}) {
		return nil
	}
	top, err := m.read().Children(ctx(), m.book, "")
	if err == nil {
		m.tree = newOutline(top)
	}
	return err
}

// expand opens a line of the tree.
func (m *model) expand(i int) error {
	t := &m.tree
	if !t.has(i) || t.lines[i].open || t.lines[i].item.Children == 0 {
		return nil
	}
	below, err := m.read().Children(ctx(), m.book, t.lines[i].item.Of)
	if err == nil {
		t.put(i, below)
	}
	return err
}

// reveal opens the tree down to an entry and chooses it.
func (m *model) reveal(e *codebook.Entry) error {
	if err := m.openTree(); err != nil || e.Book != m.book {
		return err
	}
	for _, n := range e.Path {
		if err := m.expand(m.tree.find(func(o *codebook.Node) bool { return o.Of == n.Of })); err != nil {
			return err
		}
	}
	m.tree.at = m.tree.find(func(o *codebook.Node) bool { return o.Code == e.Code.Code })
	return nil
}

// openNode opens a line of the tree, for good or to glance at.
func (m *model) openNode(i int, for_ purpose) error {
	if !m.tree.has(i) {
		return nil
	}
	m.tree.at = i
	return m.openItem(m.tree.lines[i].item, for_)
}

// openItem opens a chapter, block or code.
func (m *model) openItem(n codebook.Node, for_ purpose) error {
	p := place{Book: m.book, Way: m.way, Code: n.Code}
	if n.Code == "" {
		p.Of = &n
	}
	return m.open(p, for_)
}
