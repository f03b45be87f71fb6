package paper

import (
	"bytes"
	"fmt"
	"io"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansbolditalic"
	"github.com/go-fonts/liberation/liberationsansitalic"
	"github.com/go-fonts/liberation/liberationsansregular"
	"golang.org/x/image/font/sfnt"
)

// The page, in mm, and the type, in points: proportions of printed exam
// papers, of our own choice.
const (
	marginSide   = 20.0
	marginTop    = 20.0
	marginBottom = 22.0
	bodySize     = 10.5
	smallSize    = 9.0
	leading      = 1.32 // a line's height in sizes
	afterItem    = 6.0  // between two questions
	numberWidth  = 9.0  // the column of the questions' numbers
	point        = 25.4 / 72
)

// family is the font: Liberation Sans, under the SIL Open Font License.
const family = "liberation"

// face is the font's table of characters.
var face = parsed()

func parsed() *sfnt.Font {
	f, err := sfnt.Parse(liberationsansregular.TTF)
	if err != nil {
		panic(err) // the font is compiled in
	}
	return f
}

// drawable reports whether the font has a character. The library knows those
// of the first plane only.
func drawable(r rune) bool {
	if r == '\n' || r == '\t' {
		return true
	}
	var b sfnt.Buffer
	glyph, err := face.GlyphIndex(&b, r)
	return r <= 0xFFFF && err == nil && glyph != 0
}

// document is a file that is being drawn.
type document struct {
	*fpdf.Fpdf
	plan          *plan
	kind          string // "Answer key"; empty = the paper itself
	width, height float64
	y             float64 // where the next line goes, from the page's top
	pages         int     // of all, known the second time
	pictures      map[string]picture
	known         map[rune]bool // which characters the font has
}

// printed draws a document twice: the first time to learn how many pages there
// are.
func printed(w io.Writer, p *plan, draw func(*document)) error {
	pages := 0
	for range 2 {
		d := newDocument(p, pages)
		draw(d)
		if err := d.Error(); err != nil {
			return fmt.Errorf("draw the pages: %w", err)
		}
		if pages == 0 {
			pages = d.PageNo()
			continue
		}
		var out bytes.Buffer
		if err := d.Output(&out); err != nil {
			return fmt.Errorf("draw the pages: %w", err)
		}
		_, err := w.Write(out.Bytes())
		return err
	}
	return nil
}

func newDocument(p *plan, pages int) *document {
	size := map[Size]string{A4: "A4", Letter: "Letter"}[p.size]
	d := &document{Fpdf: fpdf.New("P", "mm", size, ""), plan: p, pages: pages, pictures: map[string]picture{}, known: map[rune]bool{}}
	d.width, d.height = d.GetPageSize()
	d.SetMargins(marginSide, marginTop, marginSide)
	d.SetAutoPageBreak(false, 0)
	d.AddUTF8FontFromBytes(family, "", liberationsansregular.TTF)
	d.AddUTF8FontFromBytes(family, "B", liberationsansbold.TTF)
	d.AddUTF8FontFromBytes(family, "I", liberationsansitalic.TTF)
	d.AddUTF8FontFromBytes(family, "BI", liberationsansbolditalic.TTF)
	d.SetTitle(d.clean(p.title), true)
	d.SetCreator("Chartroom", true)
	d.SetProducer("Chartroom", true)
	// The same paper has the same bytes.
	day := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	d.SetCreationDate(day)
	d.SetModificationDate(day)
	d.SetCatalogSort(true)
	d.SetLineWidth(0.2)
	return d
}

// clean is a text in characters that the font has.
func (d *document) clean(s string) string {
	out := []rune(s)
	for i, r := range out {
		has, looked := d.known[r]
		if !looked {
			has = drawable(r)
			d.known[r] = has
		}
		switch {
		case !has:
			out[i] = '□'
		case r == '\n' || r == '\t':
			out[i] = ' '
		}
	}
	return string(out)
}

// use chooses a font. style is "", "B", "I" or "BI".
func (d *document) use(style string, size float64) { d.SetFont(family, style, size) }

// line is one line of a page, or a picture or a row of a table: what is never
// cut by the end of a page.
type line struct {
	height float64
	draw   func(y float64)
	tied   bool // to the next line: no page ends between them
}

// gap is a line without anything.
func gap(height float64) line { return line{height: height, draw: func(float64) {}} }

// room is the height of a page's text.
func (d *document) room() float64 { return d.height - marginTop - marginBottom }

// put draws lines one below the other. They stay on one page where one page
// holds them.
func (d *document) put(lines []line) {
	total := 0.0
	for _, l := range lines {
		total += l.height
	}
	room := d.room()
	if d.y+total > d.height-marginBottom && total <= room {
		d.page()
	}
	for i, l := range lines {
		need := l.height
		for j := i; j+1 < len(lines) && lines[j].tied; j++ {
			need += lines[j+1].height
		}
		if d.y+min(need, room) > d.height-marginBottom {
			d.page()
		}
		l.draw(d.y)
		d.y += l.height
	}
}

// page begins a page, with the line at its foot.
func (d *document) page() {
	d.AddPage()
	d.y = marginTop
	d.use("", 8.5)
	d.SetTextColor(90, 90, 90)
	foot := d.clean(d.plan.title)
	if d.plan.form != "" {
		foot += "  ·  Form " + d.clean(d.plan.form)
	}
	if d.kind != "" {
		foot += "  ·  " + d.kind
	}
	number := fmt.Sprintf("Page %d of %d", d.PageNo(), max(d.pages, d.PageNo()))
	base := d.height - 12
	for d.GetStringWidth(foot) > d.width-2*marginSide-30 {
		runes := []rune(foot)
		foot = string(runes[:len(runes)-2]) + "…"
	}
	d.Text(marginSide, base, foot)
	d.Text(d.width-marginSide-d.GetStringWidth(number), base, number)
	d.SetDrawColor(170, 170, 170)
	d.Line(marginSide, base-4.5, d.width-marginSide, base-4.5)
	d.SetDrawColor(0, 0, 0)
	d.SetTextColor(0, 0, 0)
}
