package qti

import (
	"html"
	"strings"
)

// node is an element, or a text when it has no name.
type node struct {
	name  string // as normal makes it
	text  string
	attrs []attr
	at    int // byte offset of its first tag

	first, last, next *node // its children, and the one after it
}

type attr struct{ key, value string }

// nodes gives out nodes from blocks that the next element uses again, so that
// a file costs the memory of its largest item.
type nodes struct {
	blocks [][]node
	block  int
	used   int
	attrs  []attr
}

const blockSize = 512

func (s *nodes) reset() {
	if len(s.blocks) > 64 { // one large item does not hold its memory
		s.blocks = s.blocks[:64]
	}
	s.block, s.used, s.attrs = 0, 0, s.attrs[:0]
}

func (s *nodes) add(parent *node, name string, at int) *node {
	if s.used == blockSize {
		s.block, s.used = s.block+1, 0
	}
	if s.block == len(s.blocks) {
		s.blocks = append(s.blocks, make([]node, blockSize))
	}
	n := &s.blocks[s.block][s.used]
	s.used++
	*n = node{name: name, at: at}
	switch {
	case parent == nil:
	case parent.last == nil:
		parent.first, parent.last = n, n
	default:
		parent.last.next, parent.last = n, n
	}
	return n
}

// attr is the value of an attribute, without spaces around it; "" = none.
func (n *node) attr(key string) string {
	if n == nil {
		return ""
	}
	for _, a := range n.attrs {
		if a.key == key || len(a.key) > len(key) && a.key[len(a.key)-len(key)-1] == ':' && strings.HasSuffix(a.key, key) {
			return strings.TrimSpace(a.value)
		}
	}
	return ""
}

// is reports whether an attribute says yes.
func (n *node) is(key string) bool {
	v := n.attr(key)
	return strings.EqualFold(v, "true") || strings.EqualFold(v, "yes")
}

// child is the first child of a name, or nil.
func (n *node) child(name string) *node {
	if n == nil {
		return nil
	}
	for c := n.first; c != nil; c = c.next {
		if c.name == name {
			return c
		}
	}
	return nil
}

// children are all children of a name.
func (n *node) children(name string) (found []*node) {
	if n == nil {
		return nil
	}
	for c := n.first; c != nil; c = c.next {
		if c.name == name {
			found = append(found, c)
		}
	}
	return found
}

// all are all elements of a name at any depth, in the order of the file.
func (n *node) all(name string) (found []*node) {
	n.each(func(c *node) bool {
		if c.name == name {
			found = append(found, c)
		}
		return true
	})
	return found
}

// any is the first element of a name at any depth, or nil.
func (n *node) any(name string) (found *node) {
	n.each(func(c *node) bool {
		if found == nil && c.name == name {
			found = c
		}
		return found == nil
	})
	return found
}

// each calls visit for all that is in an element; false = not for what is in
// that.
func (n *node) each(visit func(*node) bool) {
	if n == nil {
		return
	}
	for c := n.first; c != nil; c = c.next {
		if visit(c) {
			c.each(visit)
		}
	}
}

// words is the text in an element, without spaces around it.
func (n *node) words() string {
	if n == nil {
		return ""
	}
	if n.first != nil && n.first == n.last && n.first.name == "" {
		return strings.TrimSpace(n.first.text)
	}
	var b strings.Builder
	n.each(func(c *node) bool {
		b.WriteString(c.text)
		return true
	})
	return strings.TrimSpace(b.String())
}

// openTag writes an element's first tag as HTML has it.
func openTag(b *strings.Builder, n *node) {
	b.WriteByte('<')
	b.WriteString(n.name)
	for _, a := range n.attrs {
		if strings.HasPrefix(a.key, "xmlns") || strings.HasPrefix(a.key, "xsi:") || strings.HasPrefix(a.key, "on") {
			continue
		}
		b.WriteByte(' ')
		b.WriteString(strings.TrimPrefix(a.key, "xml:"))
		b.WriteString(`="`)
		b.WriteString(html.EscapeString(a.value))
		b.WriteByte('"')
	}
	b.WriteByte('>')
}

// markup is what is in an element, as HTML.
func (n *node) markup() string {
	var b strings.Builder
	n.write(&b)
	return b.String()
}

func (n *node) write(b *strings.Builder) {
	for c := n.first; c != nil; c = c.next {
		if c.name == "" {
			b.WriteString(escape(c.text))
			continue
		}
		openTag(b, c)
		if !void[c.name] {
			c.write(b)
			b.WriteString("</" + c.name + ">")
		}
	}
}

// escape writes words as HTML; quotes need none.
func escape(s string) string {
	if !strings.ContainsAny(s, "&<>") {
		return s
	}
	return escaper.Replace(s)
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
