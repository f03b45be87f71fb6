package qti

import (
	"strings"

	"golang.org/x/net/html"

	"chartroom/content/parse"
)

// Limits of one item, more than any real one has (our own proposals).
const (
	mostItem  = 4 << 20 // bytes of markup: pictures may be written into it
	mostNodes = 200_000
	mostDepth = 200
)

// scanner reads the tags and texts of a file one after the other. It takes
// them as a browser does, and so reads what is not well-formed too: a broken
// declaration, unclosed tags, HTML's entities, attributes without quotes. It
// knows no other entities and opens no other file.
type scanner struct {
	text   string
	tokens *html.Tokenizer
	at     int // byte offset of the tag or text
	end    int // and of what follows it
	kind   html.TokenType
	name   string            // of a tag, as normal makes it
	held   bool              // it is to be read once more
	names  map[string]string // by what the file calls it
	nodes  *nodes
}

func newScanner(text string) *scanner {
	return (&scanner{names: map[string]string{}, nodes: &nodes{}}).on(text)
}

// on is a scanner of another text that uses the memory of this one, whose tree
// is then gone.
func (s *scanner) on(text string) *scanner {
	s.nodes.reset()
	next := &scanner{text: text, tokens: html.NewTokenizer(strings.NewReader(text)), names: s.names, nodes: s.nodes}
	next.tokens.AllowCDATA(true)
	return next
}

// next goes to the next tag or text; false at the end of the file.
func (s *scanner) next() bool {
	if s.held {
		s.held = false
		return true
	}
	s.kind = s.tokens.Next()
	s.at, s.end = s.end, s.end+len(s.tokens.Raw())
	switch s.kind {
	case html.ErrorToken:
		return false
	case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
		s.tokens.NextIsNotRawText() // <title> is an element like any other
		s.name = s.normal(tagName(s.text[s.at:s.end]))
	}
	return true
}

// tagName is the name in a tag, as it is written.
func tagName(tag string) string {
	tag = strings.TrimPrefix(tag[1:], "/")
	if end := strings.IndexAny(tag, " \n\t\f\r/>"); end >= 0 {
		return tag[:end]
	}
	return tag
}

// opens reports whether this is a tag that begins an element.
func (s *scanner) opens() bool {
	return s.kind == html.StartTagToken || s.kind == html.SelfClosingTagToken
}

// hold has the tag read once more by the next call of next.
func (s *scanner) hold() { s.held = true }

// normal is a name without its namespace, in lower case, and as QTI 1 and 2
// write it: "imsqti:assessmentItem" and "qti-assessment-item" are
// "assessmentitem".
func (s *scanner) normal(name string) string {
	if known, ok := s.names[name]; ok {
		return known
	}
	local := strings.ToLower(name)
	if i := strings.LastIndexByte(local, ':'); i >= 0 {
		local = local[i+1:]
	}
	if rest, ok := strings.CutPrefix(local, "qti-"); ok {
		local = strings.ReplaceAll(rest, "-", "")
	}
	if len(s.names) < 1000 {
		s.names[strings.Clone(name)] = local
	}
	return local
}

// attrs are those of the tag that was read last. They can be had once.
func (s *scanner) attrs() []attr {
	start := len(s.nodes.attrs)
	for more := s.hasAttrs(); more; {
		var key, value []byte
		key, value, more = s.tokens.TagAttr()
		if len(key) > 0 {
			s.nodes.attrs = append(s.nodes.attrs, attr{s.attrName(key), string(value)})
		}
	}
	return s.nodes.attrs[start:len(s.nodes.attrs):len(s.nodes.attrs)]
}

// hasAttrs reports whether there may be attributes.
func (s *scanner) hasAttrs() bool {
	return strings.IndexByte(s.text[s.at:s.end], '=') >= 0
}

// attrName is an attribute's name in lower case, without hyphens: QTI 3's
// "response-identifier" is QTI 2's "responseIdentifier".
func (s *scanner) attrName(key []byte) string {
	if known, ok := s.names[string(key)]; ok {
		return known
	}
	name := string(key)
	if !strings.HasPrefix(name, "data-") && !strings.HasPrefix(name, "aria-") {
		name = strings.ReplaceAll(name, "-", "")
	}
	if len(s.names) < 1000 {
		s.names[string(key)] = name
	}
	return name
}

// attr is one of the tag's attributes, for tags of which no tree is made.
func (s *scanner) attr(names ...string) []string {
	values := make([]string, len(names))
	for _, a := range s.attrs() {
		for i, name := range names {
			if a.key == name {
				values[i] = strings.TrimSpace(a.value)
			}
		}
	}
	s.nodes.attrs = s.nodes.attrs[:0]
	return values
}

// fault is what is wrong with an element's markup.
type fault struct {
	at      int    // byte offset
	element string // that is not closed
}

// element is the tree of an element, and what was wrong with it.
type element struct {
	*node
	unclosed []fault
	count    int  // of its tags and texts
	cut      bool // the file ends within it
	over     bool // it is over the limits, and not whole
}

// element reads the element whose first tag was read last. A tag that begins
// the same element once more ends it, and so does one of ends. The tree is there
// until the next call.
func (s *scanner) element(ends ...string) element {
	s.nodes.reset()
	root := s.nodes.add(nil, s.name, s.at)
	root.attrs = s.attrs()
	e := element{node: root}
	if s.kind == html.SelfClosingTagToken {
		return e
	}
	stack := append(make([]*node, 0, 32), root)
	for s.next() {
		top := stack[len(stack)-1]
		if e.count++; e.count > mostNodes || s.at-root.at > mostItem {
			e.over = true
		}
		switch {
		case s.opens() && (s.name == root.name || ends != nil && contains(ends, s.name)):
			e.unclosed = append(e.unclosed, fault{root.at, root.name})
			s.hold()
			return e
		case s.kind == html.EndTagToken:
			depth := len(stack) - 1
			for depth >= 0 && stack[depth].name != s.name {
				depth--
			}
			if depth < 0 {
				continue // what was never begun
			}
			for _, n := range stack[depth+1:] {
				if len(e.unclosed) < 10 {
					e.unclosed = append(e.unclosed, fault{n.at, n.name})
				}
			}
			if stack = stack[:depth]; depth == 0 {
				return e
			}
		case e.over:
		case s.opens():
			n := s.nodes.add(top, s.name, s.at)
			n.attrs = s.attrs()
			if s.kind == html.SelfClosingTagToken || void[s.name] {
				continue
			}
			if len(stack) >= mostDepth {
				e.over = true
				continue
			}
			stack = append(stack, n)
		case s.kind == html.TextToken:
			s.nodes.add(top, "", s.at).text = words(s.text[s.at:s.end])
		}
	}
	e.cut = true
	return e
}

// Limits of an item's parts, for what takes the square of their number (our own
// proposals).
const (
	mostParts  = 1000
	mostLabels = 10_000 // in pairs, each left side has all right sides
)

// crowded reports whether an element has more of any part than a question
// could.
func crowded(n *node) bool {
	parts := map[string]int{}
	n.each(func(c *node) bool {
		parts[c.name]++
		return true
	})
	if parts["response_label"] > mostLabels {
		return true
	}
	for _, name := range []string{"response_lid", "response_str", "response_num", "response_grp", "response_xy", "respcondition", "itemfeedback", "varequal",
		"responsedeclaration", "value", "mapentry", "simplechoice", "simpleassociablechoice", "hottext", "gap", "gaptext", "inlinechoice",
		"textentryinteraction", "inlinechoiceinteraction", "choiceinteraction", "modalfeedback", "feedbackinline", "feedbackblock", "responsecondition", "equal"} {
		if parts[name] > mostParts {
			return true
		}
	}
	return false
}

// words is what a text in the file says.
func words(raw string) string {
	if rest, ok := strings.CutPrefix(raw, "<![CDATA["); ok {
		return strings.TrimSuffix(rest, "]]>")
	}
	if strings.IndexByte(raw, '&') < 0 {
		return raw
	}
	return html.UnescapeString(raw)
}

// void are the elements of HTML that have no content (WHATWG HTML, 13.1.2).
var void = map[string]bool{"area": true, "br": true, "col": true, "embed": true, "hr": true, "img": true, "input": true,
	"link": true, "meta": true, "source": true, "track": true, "wbr": true, "base": true}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// looked is how much of a text Looks looks at, in bytes.
const looked = 16 << 10

// Looks reports whether a text begins like QTI: 2 = no other format has its
// element, 0 = no.
func Looks(head string) int {
	if len(head) > looked {
		head = head[:looked]
	}
	if rootOf(head) != "" {
		return 2
	}
	return 0
}

// rootOf is the first element of QTI in a text, or "".
func rootOf(head string) string {
	s := newScanner(head)
	for range 100 {
		if !s.next() {
			return ""
		}
		if !s.opens() {
			continue
		}
		switch s.name {
		case "questestinterop", "assessmentitem", "assessmenttest":
			return s.name
		case "assessment", "section", "item": // of a file that begins in the middle
			if s.attr("ident")[0] != "" {
				return "questestinterop"
			}
			return ""
		}
		return ""
	}
	return ""
}

// excerpt is the beginning of a text, for a message.
func excerpt(s string) string { return parse.Excerpt(s, 60) }
