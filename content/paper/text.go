package paper

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"chartroom/quiz"
)

// block is a paragraph, an item of a list, a picture or a table.
type block struct {
	runs    []run
	indent  int    // depth of lists and quotes
	marker  string // of a list's item: "•", "2."
	picture string // the Ref of a media; runs say it in words
	rows    [][]cell
}

// cell is a place in a table.
type cell struct {
	blocks []block
	head   bool
	span   int // columns; 0 = 1
}

// run is text in one style, or the hole of a gap.
type run struct {
	text         string
	bold, italic bool
	raised       int // +1 superscript, -1 subscript
	gap          int // from 1; 0 = it is text
	brk          bool
}

// mostDepth is how deep elements may stand in each other; what is deeper is
// read as if it stood there.
const mostDepth = 64

// read makes blocks of a text. Scripts and styles vanish, links become their
// words, and nothing is fetched.
func read(text string, m quiz.Markup) []block {
	text = strings.ToValidUTF8(text, "\uFFFD")
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	if m == quiz.Plain {
		r := reader{}
		r.lines(text, true)
		return r.done()
	}
	if m == quiz.Markdown {
		var out bytes.Buffer
		if err := markdown.Convert([]byte(text), &out); err == nil {
			text, m = out.String(), quiz.HTML
		}
	}
	r := reader{breaks: m != quiz.HTML}
	z := html.NewTokenizer(strings.NewReader(text))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return r.done()
		case html.TextToken:
			if r.silent == 0 {
				r.lines(string(z.Text()), false)
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			r.open(&t)
		case html.EndTagToken:
			t := z.Token()
			r.close(t.DataAtom)
		}
	}
}

// markdown writes HTML; what is HTML in it is left out.
var markdown = goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough))

// reader gathers blocks.
type reader struct {
	breaks bool // a line break is one, as in Moodle's own markup
	blocks []block
	runs   []run
	style  run
	silent int // in so many elements that are not shown

	bold, italic int
	lists        []int // the number of the last item; -1 = bullets
	quotes       int
	marker       string
	tables       []*table // those that are open
}

// table is one that is being read.
type table struct {
	outer reader // what was read before it
	rows  [][]cell
	in    bool // a cell is open
}

var gapMark = regexp.MustCompile(`\{\{(\d{1,4})\}\}`)

// lines adds text; its line breaks count if plain, or in Moodle's markup.
func (r *reader) lines(text string, plain bool) {
	if !plain && !r.breaks {
		r.words(strings.NewReplacer("\n", " ", "\t", " ").Replace(text))
		return
	}
	if !plain && len(r.tables) > 0 && !r.tables[len(r.tables)-1].in {
		return // between the rows
	}
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			r.runs = append(r.runs, run{brk: true})
		}
		r.words(strings.ReplaceAll(line, "\t", "    "))
	}
}

// words adds text with the holes in it.
func (r *reader) words(text string) {
	for {
		at := gapMark.FindStringSubmatchIndex(text)
		if at == nil {
			break
		}
		r.text(text[:at[0]])
		n, _ := strconv.Atoi(text[at[2]:at[3]])
		hole := r.style
		hole.gap = n
		r.runs = append(r.runs, hole)
		text = text[at[1]:]
	}
	r.text(text)
}

func (r *reader) text(s string) {
	if s == "" {
		return
	}
	one := r.style
	one.text, one.bold, one.italic = s, r.bold > 0, r.italic > 0
	r.runs = append(r.runs, one)
}

// paragraph ends what was read so far.
func (r *reader) paragraph() {
	runs := trim(r.runs)
	r.runs = nil
	if len(runs) == 0 {
		return
	}
	r.blocks = append(r.blocks, block{runs: runs, marker: r.marker, indent: r.depth()})
	r.marker = ""
}

func (r *reader) depth() int { return min(len(r.lists)+r.quotes, 6) }

// trim cuts breaks and blanks off the ends.
func trim(runs []run) []run {
	idle := func(x run) bool { return x.gap == 0 && (x.brk || strings.TrimSpace(x.text) == "") }
	for len(runs) > 0 && idle(runs[0]) {
		runs = runs[1:]
	}
	for len(runs) > 0 && idle(runs[len(runs)-1]) {
		runs = runs[:len(runs)-1]
	}
	return runs
}

// done is all that was read.
func (r *reader) done() []block {
	for len(r.tables) > 0 {
		r.close(atom.Table)
	}
	r.paragraph()
	return r.blocks
}

// open begins an element.
func (r *reader) open(t *html.Token) {
	switch t.DataAtom {
	case atom.Script, atom.Style, atom.Title, atom.Iframe, atom.Object, atom.Noscript:
		if t.Type == html.StartTagToken {
			r.silent++
		}
	case atom.Br:
		r.runs = append(r.runs, run{brk: true})
	case atom.B, atom.Strong, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		if t.DataAtom != atom.B && t.DataAtom != atom.Strong {
			r.paragraph()
		}
		r.bold++
	case atom.I, atom.Em:
		r.italic++
	case atom.Sup:
		r.style.raised = 1
	case atom.Sub:
		r.style.raised = -1
	case atom.P, atom.Div, atom.Pre, atom.Hr:
		r.paragraph()
	case atom.Blockquote:
		r.paragraph()
		r.quotes = min(r.quotes+1, mostDepth)
	case atom.Ul, atom.Ol:
		r.paragraph()
		if len(r.lists) < mostDepth {
			r.lists = append(r.lists, map[atom.Atom]int{atom.Ul: -1}[t.DataAtom])
		}
	case atom.Li:
		r.paragraph()
		r.marker = "•"
		if last := len(r.lists) - 1; last >= 0 && r.lists[last] >= 0 {
			r.lists[last]++
			r.marker = strconv.Itoa(r.lists[last]) + "."
		}
	case atom.Img:
		r.picture(attribute(t, "src"), attribute(t, "alt"))
	case atom.Table, atom.Tr, atom.Td, atom.Th:
		r.openTable(t)
	}
}

// close ends an element.
func (r *reader) close(a atom.Atom) {
	switch a {
	case atom.Script, atom.Style, atom.Title, atom.Iframe, atom.Object, atom.Noscript:
		r.silent = max(r.silent-1, 0)
	case atom.B, atom.Strong:
		r.bold = max(r.bold-1, 0)
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		r.paragraph()
		r.bold = max(r.bold-1, 0)
	case atom.I, atom.Em:
		r.italic = max(r.italic-1, 0)
	case atom.Sup, atom.Sub:
		r.style.raised = 0
	case atom.P, atom.Div, atom.Pre, atom.Li:
		r.paragraph()
	case atom.Blockquote:
		r.paragraph()
		r.quotes = max(r.quotes-1, 0)
	case atom.Ul, atom.Ol:
		r.paragraph()
		r.lists = r.lists[:max(len(r.lists)-1, 0)]
	case atom.Td, atom.Th:
		if len(r.tables) > 0 {
			r.endCell()
		}
	case atom.Table:
		r.closeTable()
	}
}

// picture adds a picture of the bank, or the words for another.
func (r *reader) picture(src, alt string) {
	alt = strings.TrimSpace(alt)
	if _, ok := quiz.MediaHash(src); !ok {
		if alt != "" {
			r.text("[picture: " + alt + "]")
		} else {
			r.text("[picture]")
		}
		return
	}
	r.paragraph()
	if alt == "" {
		alt = "picture"
	}
	r.blocks = append(r.blocks, block{picture: src, indent: r.depth(), runs: []run{{text: "[" + alt + "]", italic: true}}})
}

func attribute(t *html.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// openTable begins a table, a row or a cell. A table in a table is read as
// text.
func (r *reader) openTable(t *html.Token) {
	switch {
	case t.DataAtom == atom.Table && len(r.tables) == 0:
		r.paragraph()
		made := &table{outer: *r}
		*r = reader{breaks: r.breaks, tables: []*table{made}}
	case len(r.tables) == 0 || t.DataAtom == atom.Table:
		r.paragraph()
	case t.DataAtom == atom.Tr:
		r.endCell()
		r.tables[0].rows = append(r.tables[0].rows, nil)
	default:
		r.endCell()
		open := r.tables[0]
		if len(open.rows) == 0 {
			open.rows = append(open.rows, nil)
		}
		last := len(open.rows) - 1
		if len(open.rows[last]) >= mostColumns {
			return
		}
		span, _ := strconv.Atoi(attribute(t, "colspan"))
		open.rows[last] = append(open.rows[last], cell{head: t.DataAtom == atom.Th, span: max(1, min(span, mostColumns))})
		open.in = true
		if t.DataAtom == atom.Th {
			r.bold++
		}
	}
}

// mostColumns is how many columns of a table are printed.
const mostColumns = 16

func (r *reader) endCell() {
	open := r.tables[0]
	if !open.in {
		r.runs = nil // between cells
		return
	}
	r.paragraph()
	row := open.rows[len(open.rows)-1]
	row[len(row)-1].blocks = r.blocks
	*r = reader{breaks: r.breaks, tables: r.tables}
	open.in = false
}

func (r *reader) closeTable() {
	if len(r.tables) == 0 {
		return
	}
	r.endCell()
	made := r.tables[0]
	*r = made.outer
	if len(made.rows) > 0 {
		r.blocks = append(r.blocks, block{rows: made.rows, indent: r.depth()})
	}
}

// plain is a text as one line, without styles; a table is only said to be
// there.
func plain(text string, m quiz.Markup) string {
	var b strings.Builder
	for _, x := range read(text, m) {
		b.WriteByte(' ')
		for _, run := range x.runs {
			switch {
			case run.gap > 0:
				b.WriteString("____")
			case run.brk:
				b.WriteByte(' ')
			default:
				b.WriteString(run.text)
			}
		}
		if x.rows != nil {
			b.WriteString("[table]")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
