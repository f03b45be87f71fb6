package codeset

import (
	"fmt"
	"strconv"
	"strings"

	"chartroom/content/parse"
	"chartroom/quiz"
	"chartroom/quiz/codebook"
)

// orderLine takes a line of an order file apart (CMS, "ICD-10 Order File"):
// columns 1-5 order number, 7-13 code, 15 header or valid, 17-76 short and from
// 78 on long description.
func orderLine(line string) (number int, c codebook.Code, ok bool) {
	f := newFixed(line)
	flag := f.raw(15, 15)
	if !digits(f.raw(1, 5), 5) || f.raw(6, 6) != " " || f.raw(14, 14) != " " || f.raw(16, 16) != " " || flag != "0" && flag != "1" {
		return 0, c, false
	}
	number, _ = strconv.Atoi(f.raw(1, 5))
	c = codebook.Code{Code: strings.TrimRight(f.raw(7, 13), " "), Header: flag == "0", Short: f.at(17, 76), Long: f.rest(78)}
	return number, c, number > 0 && (isCM(c.Code) || isPCS(c.Code))
}

// readOrder reads an order file. Its numbers say which order is meant: a file
// that somebody sorted by code comes in the order of the numbers all the same.
// A number that is missing is an error.
func readOrder(r *reading) error {
	in, err := r.in()
	if err != nil {
		return err
	}
	lines := newLines(in)
	o := order{r: r, next: 1, waiting: map[int]codebook.Code{}}
	for lines.next() {
		number, c, ok := orderLine(lines.text)
		if !ok || lines.open && cutOff(c.Short, c.Long) {
			return o.half(lines)
		}
		if err := o.add(lines.number, number, c); err != nil {
			return err
		}
	}
	if lines.err != nil {
		return lines.err
	}
	return o.end(lines)
}

// cutOff reports whether a file's last line, which has no end, ends too early: a
// long description is as long as the short one at least, but where words are
// abbreviated in quite another way.
func cutOff(short, long string) bool {
	return long == "" || len(long) < len(short) && strings.HasPrefix(short, long)
}

// order puts the codes of an order file in their order.
type order struct {
	r       *reading
	next    int                   // order number to give
	waiting map[int]codebook.Code // that were read before their turn
	valid   int
	sorted  bool // it was said that the file is in another order
}

func (o *order) add(line, number int, c codebook.Code) error {
	if err := o.r.first(line, c.Code); err != nil {
		return err
	}
	if _, twice := o.waiting[number]; twice || number < o.next {
		return fmt.Errorf("line %s: the order number %d stands in the file twice. The file is damaged, or was changed; download it again", quiz.Thousands(line), number)
	}
	if !c.Header {
		o.valid++
	}
	if number != o.next {
		o.waiting[number] = c
		return nil
	}
	if len(o.waiting) > 0 && !o.sorted {
		o.sorted = true
		o.r.say(line, parse.Repair, "codeset-order", "The lines are not in the order of their numbers; they were put in it.")
	}
	for {
		if err := o.r.put(c); err != nil {
			return err
		}
		o.next++
		after, ok := o.waiting[o.next]
		if !ok {
			return nil
		}
		delete(o.waiting, o.next)
		c = after
	}
}

// end says what is missing in a file that was read to its end.
func (o *order) end(lines *lines) error {
	if len(o.waiting) > 0 {
		last := o.next
		for {
			if _, ok := o.waiting[last]; ok {
				break
			}
			last++
		}
		if last-1 == o.next {
			return fmt.Errorf("the line with the order number %05d is missing. The file is damaged, or was changed; download it again", o.next)
		}
		return fmt.Errorf("%s with the order numbers %05d to %05d are missing. The file is damaged, or was changed; download it again", quiz.Count(last-o.next, "line"), o.next, last-1)
	}
	return o.r.enough(o.valid, lines)
}

// half is why a line cannot be read, and how much is missing of a file that ends
// in it, where that is known.
func (o *order) half(lines *lines) error {
	if want := published[o.r.file.Part.Book]; lines.open && want.lines > o.next {
		return fmt.Errorf("the file ends in the middle of line %s; %s fewer than the official one has. Download it again", quiz.Thousands(lines.number), quiz.Count(want.lines-o.next+1, "line"))
	}
	return lines.wrong("a line of an order file")
}

// count is how much a list holds, as it was first published; 0 = not known.
type count struct{ lines, valid int }

// published are the counts that were checked with the official files themselves
// (shared/domain/code-sets.md, §3.3 and trap 7).
var published = map[codebook.Book]count{
	{Set: codebook.ICD10CM, Year: 2025}:  {97_584, 74_260},
	{Set: codebook.ICD10CM, Year: 2026}:  {98_186, 74_719},
	{Set: codebook.ICD10CM, Year: 2027}:  {0, 74_879},
	{Set: codebook.ICD10PCS, Year: 2025}: {0, 78_948},
	{Set: codebook.ICD10PCS, Year: 2026}: {80_029, 79_115},
	{Set: codebook.ICD10PCS, Year: 2027}: {0, 79_256},
	{Set: codebook.HCPCS, Year: 2019}:    {0, 6_440},
}

// enough holds a list to the count that its addenda says, or else to that of the
// official list of its year.
func (r *reading) enough(valid int, lines *lines) error {
	book, told := r.file.Part.Book, r.file.told
	if told > 0 {
		return r.held(valid, told, "By its addenda, the list of "+book.Title(), lines)
	}
	return r.held(valid, published[book].valid, "The official list of "+book.Title(), lines)
}

// held holds a count to the one that was published, 0 = not known. A file that has
// much of a list but not all is a part of it, and an error; one that has next to
// nothing is a sample that somebody made, and one that has nearly all may be
// another edition, and both are warned of. lines are those of a text, at its end.
func (r *reading) held(have, want int, what string, lines *lines) error {
	open := lines != nil && lines.open
	switch sample := have*20 < want; {
	case have >= want && want > 0, want == 0 && !open:
	case want == 0:
		r.say(lines.number, parse.Warning, "codeset-last-line", "The last line has no line end: the file may be cut off within it.")
	case !sample && (open || have*100 < want*99):
		return fmt.Errorf("%s has %s; this file has %s, so %s are missing. It is only a part of the official file; download it again", what, quiz.Count(want, "code"), quiz.Thousands(have), quiz.Thousands(want-have))
	default:
		r.say(0, parse.Warning, "codeset-fewer", "%s has %s; this file has %s, so %s are missing. If it was not made shorter on purpose, download it again.", what, quiz.Count(want, "code"), quiz.Thousands(have), quiz.Thousands(want-have))
	}
	return nil
}

// codesLine takes a line of a codes file apart: columns 1-7 code, from 9 on
// description.
func codesLine(line string) (c codebook.Code, ok bool) {
	f := newFixed(line)
	c = codebook.Code{Code: strings.TrimRight(f.raw(1, 7), " "), Long: f.rest(9)}
	return c, f.raw(8, 8) == " " && c.Long != "" && (isCM(c.Code) || isPCS(c.Code)) && !isMapping(c.Long)
}

// isMapping reports whether what follows a code is another code and a number, as
// in general equivalence mappings, and no description.
func isMapping(text string) bool {
	words := strings.Fields(text)
	return len(words) == 2 && digits(words[1], len(words[1])) && (capitals(words[0]) || strings.HasPrefix(words[0], "No"))
}

// readCodes reads a codes file: valid codes only, in tabular order.
func readCodes(r *reading) error {
	in, err := r.in()
	if err != nil {
		return err
	}
	lines, valid := newLines(in), 0
	for lines.next() {
		c, ok := codesLine(lines.text)
		if !ok {
			return lines.wrong("a line of a codes file")
		}
		valid++
		if err := r.first(lines.number, c.Code); err != nil {
			return err
		}
		if err := r.put(c); err != nil {
			return err
		}
	}
	if lines.err != nil {
		return lines.err
	}
	return r.enough(valid, lines)
}
