package qti

import (
	"bytes"
	"path"
	"regexp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	render "github.com/yuin/goldmark/renderer/html"
	xhtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"chartroom/quiz"
)

// markdown makes HTML of Markdown, with tables. What is not allowed in QTI is
// left out of it later.
var markdown = goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough), goldmark.WithRendererOptions(render.WithUnsafe()))

// asHTML is a text as HTML.
func asHTML(s string, markup quiz.Markup) string {
	switch markup {
	case quiz.HTML:
		return s
	case quiz.Plain:
		return fromPlain(s)
	case quiz.Markdown:
		var b bytes.Buffer
		if markdown.Convert([]byte(s), &b) != nil {
			return fromPlain(s)
		}
		return strings.TrimSpace(b.String())
	}
	return strings.ReplaceAll(s, "\n", "<br>\n") // Moodle's own markup keeps line ends
}

// allowed are the elements of HTML that the text of an item may have, and
// their attributes beside class (QTI 2.1 Information Model, 6.3 and 7). What an
// element holds that is not among them is written without it.
var allowed = map[string][]string{
	"p": nil, "div": nil, "span": nil, "br": nil, "hr": nil, "pre": nil, "blockquote": nil, "address": nil,
	"h1": nil, "h2": nil, "h3": nil, "h4": nil, "h5": nil, "h6": nil, "ul": nil, "ol": nil, "li": nil, "dl": nil, "dt": nil, "dd": nil,
	"table": nil, "caption": nil, "thead": nil, "tbody": nil, "tfoot": nil, "tr": nil, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"},
	"em": nil, "strong": nil, "b": nil, "i": nil, "tt": nil, "small": nil, "big": nil, "sub": nil, "sup": nil, "code": nil, "kbd": nil,
	"samp": nil, "var": nil, "abbr": nil, "acronym": nil, "cite": nil, "dfn": nil, "q": nil, "a": {"href"}, "img": {"src", "alt", "width", "height"},
}

// page writes texts as the XHTML of QTI.
type page struct {
	b     strings.Builder
	media map[string]*quiz.Media // by hash
	used  map[string]bool        // hashes of what the texts name
	gap   func(i int) string     // what stands in the place of a gap; nil = the text has none
	gaps  []int                  // that were met, in order
}

// text is a text in XHTML.
func (p *page) text(s string, markup quiz.Markup) string {
	p.b.Reset()
	context := &xhtml.Node{Type: xhtml.ElementNode, Data: "div", DataAtom: atom.Div}
	nodes, err := xhtml.ParseFragment(strings.NewReader(asHTML(s, markup)), context)
	if err != nil { // nested too deeply for a reader
		return xmlText(plain(s))
	}
	for _, n := range nodes {
		p.node(n)
	}
	return strings.TrimSpace(p.b.String())
}

// oneText is what a learner reads of a text, on one line.
func oneText(s string, markup quiz.Markup) string {
	var p page
	return plain(p.text(s, markup))
}

// gapPlace is where a gap stands.
var gapPlace = regexp.MustCompile(`\{\{([0-9]+)\}\}`)

func (p *page) node(n *xhtml.Node) {
	name := n.Data
	switch {
	case n.Type == xhtml.TextNode:
		p.words(n.Data)
	case n.Type != xhtml.ElementNode || active[name]:
	case n.Namespace == "math":
		p.math(n)
	case name == "audio" || name == "video":
		p.sound(n)
	case name == "br" || name == "hr" || name == "img":
		p.open(n)
		p.b.WriteString("/>")
	default:
		_, whole := allowed[name]
		if whole {
			p.open(n)
			p.b.WriteByte('>')
		}
		p.within(n)
		if whole {
			p.b.WriteString("</" + name + ">")
		}
	}
}

func (p *page) within(n *xhtml.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		p.node(c)
	}
}

// words writes a text, and the gaps in it.
func (p *page) words(s string) {
	if p.gap == nil {
		p.b.WriteString(xmlText(s))
		return
	}
	for {
		at := gapPlace.FindStringSubmatchIndex(s)
		if at == nil {
			p.b.WriteString(xmlText(s))
			return
		}
		p.b.WriteString(xmlText(s[:at[0]]))
		i, _ := strconv.Atoi(s[at[2]:at[3]])
		p.gaps = append(p.gaps, i)
		p.b.WriteString(p.gap(i - 1))
		s = s[at[1]:]
	}
}

// open writes an element's first tag, but for its end.
func (p *page) open(n *xhtml.Node) {
	p.b.WriteString("<" + n.Data)
	alt := n.Data != "img"
	for i, a := range n.Attr {
		if a.Key != "class" && !contains(allowed[n.Data], a.Key) || again(n.Attr, i) {
			continue
		}
		if a.Key == "src" {
			a.Val = p.source(a.Val)
		}
		alt = alt || a.Key == "alt"
		p.b.WriteString(" " + a.Key + `="` + attribute(a.Val) + `"`)
	}
	if !alt {
		p.b.WriteString(` alt=""`)
	}
}

// again reports whether an attribute has a namespace, or stands there twice:
// XML takes each once.
func again(attrs []xhtml.Attribute, at int) bool {
	for _, a := range attrs[:at] {
		if a.Key == attrs[at].Key {
			return true
		}
	}
	return attrs[at].Namespace != ""
}

// source is the member of the package that a text names.
func (p *page) source(src string) string {
	hash, ok := quiz.MediaHash(src)
	m := p.media[hash]
	if !ok || m == nil || m.Ref() != src {
		return src
	}
	p.used[hash] = true
	return mediaMember(m)
}

// mediaMember is the name of a media in a package.
func mediaMember(m *quiz.Media) string {
	return path.Join("media", strings.TrimPrefix(m.Ref(), "media:"))
}

// sound writes a sound or a film as QTI has it.
func (p *page) sound(n *xhtml.Node) {
	src, typ := "", n.Data+"/mpeg"
	for c := n; c != nil && src == ""; {
		for _, a := range c.Attr {
			if a.Key == "src" {
				src = a.Val
			}
		}
		if c == n {
			c = n.FirstChild
		} else {
			c = c.NextSibling
		}
	}
	if hash, ok := quiz.MediaHash(src); ok && p.media[hash] != nil {
		if typ = p.media[hash].Type; !strings.HasPrefix(typ, n.Data) {
			typ = n.Data + "/ogg" // a container that has no type of its own
		}
	}
	p.b.WriteString(`<object data="` + attribute(p.source(src)) + `" type="` + attribute(typ) + `">`)
	p.within(n)
	p.b.WriteString("</object>")
}

// math writes a formula in MathML.
func (p *page) math(n *xhtml.Node) {
	if n.Type == xhtml.TextNode {
		p.b.WriteString(xmlText(n.Data))
		return
	}
	if n.Type != xhtml.ElementNode || !isName(n.Data) {
		return
	}
	p.b.WriteString("<" + n.Data)
	if n.Data == "math" {
		p.b.WriteString(` xmlns="http://www.w3.org/1998/Math/MathML"`)
	}
	for i, a := range n.Attr {
		if !again(n.Attr, i) && isName(a.Key) && !strings.HasPrefix(a.Key, "xmlns") && !strings.HasPrefix(a.Key, "on") {
			p.b.WriteString(" " + a.Key + `="` + attribute(a.Val) + `"`)
		}
	}
	p.b.WriteByte('>')
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		p.math(c)
	}
	p.b.WriteString("</" + n.Data + ">")
}

// xmlText writes words as XML, without the characters that XML has not.
func xmlText(s string) string { return escape(strings.Map(xmlRune, s)) }

var quoted = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\n", "&#10;", "\t", "&#9;")

// attribute writes a value between quotes.
func attribute(s string) string { return quoted.Replace(strings.Map(xmlRune, s)) }

// xmlRune is a character as XML can hold it, or -1 (XML 1.0, 2.2 Char).
func xmlRune(r rune) rune {
	if r == '\n' || r == '\t' || r >= ' ' && r != 0xFFFE && r != 0xFFFF {
		return r
	}
	return -1
}
