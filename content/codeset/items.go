package codeset

import (
	"fmt"
	"path"
	"strconv"
	"strings"

	"chartroom/content/parse"
	"chartroom/quiz"
	"chartroom/quiz/codebook"
)

// item is a line of the HCPCS file: the first of a code or a modifier, or one
// that goes on with its long description. (CMS, "HCPCS Contractor Record".)
type item struct {
	code     codebook.Code
	goesOn   bool
	sequence string
	note     string // number of the processing note
}

// itemLine takes a line of 320 columns apart. Lines that are cut after their last
// text are as good; the notes on copyright around the records are none.
func itemLine(line string) (it item, ok bool) {
	f := newFixed(line)
	record := f.raw(11, 11)
	if !digits(f.raw(6, 10), 5) || len(record) != 1 || !strings.Contains("3478", record) {
		return it, false
	}
	it.sequence = f.raw(6, 10)
	it.goesOn = record == "4" || record == "8"
	it.code = codebook.Code{Code: f.at(1, 5), Modifier: record > "6", Long: f.at(12, 91)}
	if it.code.Modifier != (len(it.code.Code) == 2) || !it.code.Modifier && len(it.code.Code) != 5 || !capitals(it.code.Code) {
		return it, false
	}
	if it.goesOn {
		return it, true
	}
	var pricing []string
	for from := 120; from < 128; from += 2 {
		if p := f.at(from, from+1); p != "" {
			pricing = append(pricing, p)
		}
	}
	it.note = f.at(253, 256)
	it.code.Short = f.at(92, 119)
	it.code.Pricing = strings.Join(pricing, " ")
	it.code.Coverage = f.at(230, 230)
	it.code.BETOS = f.at(257, 259)
	it.code.Service = strings.ReplaceAll(f.raw(261, 265), " ", "")
	it.code.Added, it.code.Effective, it.code.Ended = day(f.at(269, 276)), day(f.at(277, 284)), day(f.at(285, 292))
	it.code.Action = f.at(293, 293)
	return it, true
}

// day is 20190131 as 2019-01-31; "" for anything else.
func day(s string) string {
	if !digits(s, 8) || s == "00000000" {
		return ""
	}
	return s[:4] + "-" + s[4:6] + "-" + s[6:]
}

func isItems(name string, lines []string) (s sight, ok bool) {
	good := 0
	for _, line := range lines {
		if _, ok := itemLine(line); ok {
			good++
		}
	}
	// Around the records there are up to a dozen lines of text.
	return sight{set: codebook.HCPCS, kind: codebook.PartItems, version: updateIn(name), rank: 1, read: readItems},
		good > 0 && good*10 >= (len(lines)-12)*9
}

// items puts the lines of HCPCS codes together.
type items struct {
	r     *reading
	notes map[string]string // processing notes, by number
	open  *item
	codes int
	other int // of other code sets, left out
}

func readItems(r *reading) error {
	in, err := r.in()
	if err != nil {
		return err
	}
	x := &items{r: r}
	if err := x.readNotes(); err != nil {
		return err
	}
	lines := newLines(in)
	for lines.next() {
		it, ok := itemLine(lines.text)
		switch {
		case lines.open && ok && !it.goesOn && len(lines.text) < 293: // before its last field
			err = lines.wrong("a line of the HCPCS file")
		case ok:
			err = x.add(lines.number, it)
		case looksItem(lines.text):
			err = lines.wrong("a line of the HCPCS file")
		}
		if err != nil {
			return err
		}
	}
	if lines.err != nil {
		return lines.err
	}
	return x.end(lines)
}

// looksItem reports whether a line begins as a record does, so that it is a
// damaged one and no text.
func looksItem(line string) bool {
	return len(line) > 10 && digits(line[6:10], 4) && (digits(line[1:5], 4) || strings.HasPrefix(line, "   "))
}

func (x *items) add(line int, it item) error {
	if !it.goesOn {
		if err := x.give(); err != nil {
			return err
		}
		if err := x.r.first(line, it.code.Code); err != nil {
			return err
		}
		x.open = &it
		return nil
	}
	if x.open == nil || x.open.code.Code != it.code.Code || x.open.code.Modifier != it.code.Modifier || !follows(x.open.sequence, it.sequence) {
		return fmt.Errorf("line %s goes on with the description of %s, but the line before it is missing. The file is damaged, or was changed; download it again", quiz.Thousands(line), it.code.Code)
	}
	x.open.sequence = it.sequence
	x.open.code.Long = joined(x.open.code.Long, " ", it.code.Long)
	if len(x.open.code.Long) > mostLine {
		return fmt.Errorf("line %s: the description of %s is longer than %s; it is no official file, so it was not read further", quiz.Thousands(line), it.code.Code, parse.Size(mostLine))
	}
	return nil
}

// follows reports whether a sequence number is the next one: they rise, and where
// they rise by hundreds, none is left out.
func follows(before, after string) bool {
	a, err1 := strconv.Atoi(before)
	b, err2 := strconv.Atoi(after)
	return err1 == nil && err2 == nil && b > a && (b == a+100 || (b-a)%100 != 0)
}

// give gives the code that is open, with its processing note.
func (x *items) give() error {
	if x.open == nil {
		return nil
	}
	c := x.open.code
	c.Long = words(c.Long) // with one blank between words, where lines were joined
	switch {
	case c.Long == "" && c.Short == "":
		return fmt.Errorf("the code %s has no description. The file is damaged, or was changed; download it again", c.Code)
	case c.Code[0] <= '9' || !c.Modifier && !digits(c.Code[1:], 4):
		x.other++
		return nil
	case !c.Modifier:
		x.codes++
	}
	if err := x.r.put(c); err != nil {
		return err
	}
	if text := x.notes[x.open.note]; text != "" {
		return x.r.put(codebook.Note{Of: c.Code, Kind: codebook.NotePayment, Text: text})
	}
	return nil
}

func (x *items) end(lines *lines) error {
	if err := x.give(); err != nil {
		return err
	}
	if x.other > 0 {
		x.r.say(0, parse.Warning, "codeset-other-set", "Left out: %s of another set than HCPCS Level II, perhaps of CPT, which is under copyright.", quiz.Count(x.other, "code"))
	}
	return x.r.enough(x.codes, lines)
}

// itemsHead recognises the HCPCS file as a workbook. Beside it there are workbooks
// of the same columns with a few of its codes.
func itemsHead(name string, h head) (sight, bool) {
	base := strings.ToLower(path.Base(name))
	for _, piece := range []string{"correction", "transaction", "trans_", "noc"} {
		if strings.Contains(base, piece) {
			return sight{left: "it lists some codes of HCPCS; the file of all codes is read"}, isItemsHead(h)
		}
	}
	return sight{set: codebook.HCPCS, kind: codebook.PartItems, version: updateIn(name), read: readItemRows}, isItemsHead(h)
}

func isItemsHead(h head) bool {
	return h.column("hcpc", "hcpcs") >= 0 && h.column("recid") >= 0 && h.column("longdescription") >= 0
}

func readItemRows(r *reading) error {
	x := &items{r: r}
	if err := x.readNotes(); err != nil {
		return err
	}
	err := r.rows(isItemsHead, func(line int, h head, cells []string, cut bool) error {
		it, ok := itemRow(h, cells)
		if !ok {
			return r.wrongRow(line, cells, cut, "a row of the HCPCS file")
		}
		return x.add(line, it)
	})
	if err != nil {
		return err
	}
	return x.end(nil)
}

// itemRow takes a row of the workbook apart.
func itemRow(h head, cells []string) (it item, ok bool) {
	get := func(names ...string) string { return cell(cells, h.column(names...)) }
	record := get("recid")
	it = item{sequence: get("seqnum"), goesOn: record == "4" || record == "8", note: padded(get("procnote", "procnotes"), 4)}
	it.code = codebook.Code{
		Code: get("hcpc", "hcpcs"), Modifier: record == "7" || record == "8", Long: get("longdescription"), Short: get("shortdescription"),
		Coverage: get("cov"), BETOS: get("betos"), Action: get("actioncd", "actioncode"),
		Added: day(get("adddt", "addate")), Effective: day(get("acteffdt", "acteff")), Ended: day(get("termdt", "termdate")),
	}
	var pricing []string
	for n := '1'; n <= '5'; n++ {
		if p := get("price" + string(n)); p != "" {
			pricing = append(pricing, padded(p, 2))
		}
		it.code.Service += get("tos" + string(n))
	}
	it.code.Pricing = strings.Join(pricing, " ")
	return it, strings.Contains("3478", record) && len(record) == 1 && capitals(it.code.Code) && (len(it.code.Code) == 2) == it.code.Modifier && (it.code.Modifier || len(it.code.Code) == 5)
}

// padded is a number with zeros before it, which a workbook may have dropped.
func padded(s string, length int) string {
	if s == "" || len(s) >= length {
		return s
	}
	return strings.Repeat("0", length-len(s)) + s
}
