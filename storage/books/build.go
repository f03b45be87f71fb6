package books

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"slices"
	"strings"

	"github.com/klauspost/compress/s2"

	"chartroom/quiz/codebook"
)

// Sizes of blocks before they are packed, in bytes: small where one line of
// them is wanted, bigger where a run of them is.
const (
	lineBlock = 8 << 10
	keyBlock  = 4 << 10
	wordBlock = 32 << 10
	treeBlock = 512 // lines
)

// builder makes a volume of records that come one after the other. What it
// holds is packed: about a quarter of what came in.
type builder struct {
	year    int
	blocks  [][]byte // sealed, in the order of their numbers
	filling packer   // the block of lines that is not full yet
	one     packer
	firsts  []int // the first line of each block of lines
	lines   int

	tree  []twig
	roots []int
	names []string // of the roots: codes, or titles as they are looked for
	codes codebook.Parents
	above []int // lines of the terms that the next one may be below, by depth

	keys  []key
	index indexer
	info  []byte // two bytes a line: see look

	title     string // of the last code, whose inclusion terms follow it
	titleCode string

	records, listed, valid int
}

// twig is a line's place in the tree of its volume. Lines that are in no tree,
// such as notes, have end 0.
type twig struct {
	parent int // 1 + line; 0 = none
	end    int // the line after all that is below it
	below  int // lines directly below it
}

// key is something that a line is found by.
type key struct {
	text string
	line int
}

func newBuilder(year int) *builder {
	return &builder{year: year, index: indexer{numbers: map[string]int{}}}
}

// put takes a record.
func (b *builder) put(r codebook.Record) error {
	b.one = b.one[:0]
	b.one.record(r)
	if len(b.one) > mostLine {
		return fmt.Errorf("line %d of the part has %d bytes, and a line may have %d", b.lines+1, len(b.one), mostLine)
	}
	if len(b.filling) == 0 {
		b.firsts = append(b.firsts, b.lines)
	}
	b.filling.number(len(b.one))
	b.filling = append(b.filling, b.one...)
	if len(b.filling) >= lineBlock {
		b.seal(&b.filling)
	}
	b.plant(r)
	b.findBy(r)
	b.describe(r)
	b.lines++
	b.records++
	return nil
}

// mostLine is the longest record there may be, in bytes: our own proposal, far
// above any row of the official files.
const mostLine = 1 << 20

// seal ends a block: a checksum, and the packed bytes. SQLite has no checksums
// of its own.
func (b *builder) seal(p *packer) {
	b.blocks = append(b.blocks, sealed(*p))
	*p = (*p)[:0]
}

func sealed(raw []byte) []byte {
	data := s2.Encode(make([]byte, 4, 4+s2.MaxEncodedLen(len(raw)))[4:], raw)
	out := make([]byte, 4+len(data))
	binary.LittleEndian.PutUint32(out, crc32.Checksum(data, castagnoli))
	copy(out[4:], data)
	return out
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// unsealed is a block's bytes.
func unsealed(block []byte) (string, error) {
	if len(block) < 4 || binary.LittleEndian.Uint32(block) != crc32.Checksum(block[4:], castagnoli) {
		return "", errBroken
	}
	raw, err := s2.Decode(nil, block[4:])
	if err != nil {
		return "", errBroken
	}
	return string(raw), nil
}

// plant gives the record its place in the tree.
func (b *builder) plant(r codebook.Record) {
	parent, name := -1, ""
	switch r := r.(type) {
	case codebook.Code:
		parent, name = b.codes.Add(r.Code, b.lines), r.Code
	case codebook.Group:
		name = r.DRG
	case codebook.Term:
		b.above = b.above[:min(r.Depth, len(b.above))]
		if len(b.above) > 0 {
			parent = b.above[len(b.above)-1]
		}
		b.above = append(b.above, b.lines)
		name = folded(r.Title)
	default:
		b.tree = append(b.tree, twig{})
		return
	}
	b.tree = append(b.tree, twig{parent: parent + 1, end: b.lines + 1})
	if parent >= 0 {
		b.tree[parent].below++
		return
	}
	b.roots = append(b.roots, b.lines)
	b.names = append(b.names, name)
}

// folded is a title as main terms are looked for by: its words.
func folded(title string) string {
	var s strings.Builder
	codebook.Words(title, func(w []byte) {
		if s.Len() > 0 {
			s.WriteByte(' ')
		}
		s.Write(w)
	})
	return s.String()
}

// findBy notes what the record is found by. The first letter says what is
// looked for, so that each kind has its own stretch of the keys.
func (b *builder) findBy(r codebook.Record) {
	switch r := r.(type) {
	case codebook.Code:
		b.key("c" + r.Code)
	case codebook.Group:
		b.key("c" + r.DRG)
	case codebook.Heading:
		b.key("h" + string(r.Level))
	case codebook.Note:
		b.key("n" + r.Of)
	case codebook.Extension:
		b.key("x" + r.Of)
	case codebook.Term:
		b.termKeys(r)
	case codebook.Row:
		b.key("r" + r.Table)
	case codebook.Definition:
		b.key(definitionKey(r.Section, r.Axis, r.Label))
	case codebook.Exempt:
		b.key("e" + r.Code)
	case codebook.Change:
		b.key("a" + r.Code)
	case codebook.Mapping:
		b.key("m" + r.From)
		b.key("w" + r.To)
	}
}

func (b *builder) key(text string) { b.keys = append(b.keys, key{text, b.lines}) }

func definitionKey(section string, axis int, label string) string {
	return fmt.Sprintf("d%s %d %s", section, axis, folded(label))
}

// termKeys are the codes that a term leads to.
func (b *builder) termKeys(t codebook.Term) {
	var done []string
	for _, code := range append([]string{t.Code, t.Manifestation}, t.Cells...) {
		stem := codeStem(code)
		if stem != "" && !slices.Contains(done, stem) {
			done = append(done, stem)
			b.key("t" + stem)
		}
	}
}

// describe indexes the record's words and counts it.
func (b *builder) describe(r codebook.Record) {
	look := look{}
	b.index.line(b.lines)
	switch r := r.(type) {
	case codebook.Code:
		b.title, b.titleCode = r.Long, r.Code
		if b.title == "" {
			b.title = r.Short
		}
		look = b.code(r)
	case codebook.Group:
		b.listed++
		b.valid++
		b.index.text(r.Title)
	case codebook.Note:
		if r.Kind != codebook.NoteTerm && r.Kind != codebook.NoteIncludes {
			break
		}
		look.kind = kindIncluded
		b.index.text(r.Text)
		if r.Of == b.titleCode {
			b.index.also(b.title)
		}
	case codebook.Term:
		look.kind = kindTerm
		b.term(r)
	case codebook.Row:
		look.kind = kindRow
		look.header = true
		b.listed += rowCodes(r)
		b.valid += rowCodes(r)
		if !b.seenTable(r.Table) {
			b.index.text(rowTitle(r))
			b.index.also(r.Definition)
		}
	}
	look.words = min(b.index.place, 255)
	b.info = append(b.info, byte(look.words), look.flags())
}

func (b *builder) code(c codebook.Code) look {
	look := look{header: c.Header, ended: ended(c, b.year)}
	b.index.text(b.title)
	if !c.Modifier {
		b.listed++
		if !c.Header && !look.ended {
			b.valid++
		}
	}
	return look
}

// ended reports whether a code was out of force when the year began.
func ended(c codebook.Code, year int) bool {
	return c.Ended != "" && c.Ended < fmt.Sprintf("%04d-01-01", year)
}

// term indexes a term under its own words and those of the terms above it.
func (b *builder) term(t codebook.Term) {
	b.index.path = b.index.path[:min(t.Depth, len(b.index.path))]
	for _, title := range b.index.path {
		b.index.text(title)
	}
	b.index.text(t.Title)
	b.index.also(t.Nonessential)
	b.index.path = append(b.index.path, t.Title)
}

func (b *builder) seenTable(table string) bool {
	n := len(b.keys)
	return n > 1 && b.keys[n-2].text == "r"+table
}

// rowCodes is how many codes a row makes.
func rowCodes(r codebook.Row) int {
	n := 1
	for _, values := range r.Values {
		n *= len(values)
	}
	return n
}

func rowTitle(r codebook.Row) string { return r.Labels[1] + ", " + r.Labels[2] }

// look is what a search must know of a line without reading it.
type look struct {
	words         int // in its title, without small ones; at most 255
	kind          lineKind
	header, ended bool
}

type lineKind byte

const (
	kindTitle    lineKind = iota // a code and its title
	kindIncluded                 // what is included in a code
	kindTerm                     // of an index
	kindRow                      // of a PCS table
)

func (l look) flags() byte { return byte(l.kind)<<2 | bit(l.header) | bit(l.ended)<<1 }

func looked(info string, line int) look {
	words, flags := info[2*line], info[2*line+1]
	return look{words: int(words), kind: lineKind(flags >> 2), header: flags&1 != 0, ended: flags&2 != 0}
}

// finish is the volume's directory; its blocks are in b.blocks.
func (b *builder) finish() []byte {
	if len(b.filling) > 0 {
		b.seal(&b.filling)
	}
	b.growUp()
	var head packer
	head.number(b.lines)
	head.number(len(b.firsts))
	last := 0
	for _, first := range b.firsts {
		head.number(first - last)
		last = first
	}
	b.finishTree(&head)
	b.finishKeys(&head)
	b.index.finish(&head, b)
	head.text(string(b.info))
	return sealed(head)
}

// growUp tells each line where all that is below it ends.
func (b *builder) growUp() {
	for i := len(b.tree) - 1; i >= 0; i-- {
		t := b.tree[i]
		if t.parent > 0 {
			above := &b.tree[t.parent-1]
			above.end = max(above.end, t.end)
		}
	}
}

func (b *builder) finishTree(head *packer) {
	head.number(len(b.roots))
	last := 0
	for i, line := range b.roots {
		head.number(line - last)
		head.text(b.names[i])
		last = line
	}
	if len(b.roots) == 0 {
		return // no tree, no blocks
	}
	var p packer
	for i, t := range b.tree {
		p.fixed(t.parent)
		p.fixed(t.end)
		p.fixed(t.below)
		if (i+1)%treeBlock == 0 || i == len(b.tree)-1 {
			b.seal(&p)
		}
	}
}

func (p *packer) fixed(n int) { *p = binary.LittleEndian.AppendUint32(*p, uint32(n)) }

// finishKeys sorts the keys and writes each as what differs from the one
// before it.
func (b *builder) finishKeys(head *packer) {
	slices.SortStableFunc(b.keys, func(x, y key) int { return strings.Compare(x.text, y.text) })
	var firsts []string
	var p packer
	last := ""
	for _, k := range b.keys {
		if len(p) == 0 {
			firsts, last = append(firsts, k.text), ""
		}
		same := 0
		for same < len(last) && same < len(k.text) && last[same] == k.text[same] {
			same++
		}
		p.number(same)
		p.text(k.text[same:])
		p.number(k.line)
		last = k.text
		if len(p) >= keyBlock {
			b.seal(&p)
		}
	}
	if len(p) > 0 {
		b.seal(&p)
	}
	head.texts(firsts)
}
