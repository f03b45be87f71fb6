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

// change is a line of an addenda: what is done, and to which code. The verb takes
// 13 columns; then follows a line of an order file from its flag or its code on,
// or one of a codes file.
type change struct {
	verb string // "Add:", "Delete:", "Revise from:" or "Revise to:"
	code codebook.Code
}

var verbs = []string{"Add:", "Delete:", "Revise from:", "Revise to:"}

// changeLine takes a line of an addenda apart; ordered says that it has short and
// long descriptions.
func changeLine(text string, ordered bool) (c change, ok bool) {
	for _, verb := range verbs {
		if !strings.HasPrefix(text, verb) {
			continue
		}
		f := newFixed(text)
		c.verb = verb
		start, flag := 14, f.raw(14, 15)
		if flag == "0 " || flag == "1 " {
			start += 2
		}
		c.code.Code = strings.TrimRight(f.raw(start, start+6), " ")
		c.code.Header = flag == "0 "
		if ordered {
			c.code.Short, c.code.Long = f.at(start+8, start+67), f.rest(start+69)
		} else {
			c.code.Long = f.rest(start + 8)
		}
		return c, f.raw(start+7, start+7) == " " && c.code.Long != "" && (isCM(c.code.Code) || isPCS(c.code.Code))
	}
	return c, false
}

// isVerb reports whether a line says what is done to a code.
func isVerb(text string) bool {
	for _, verb := range verbs {
		if strings.HasPrefix(text, verb) {
			return true
		}
	}
	return false
}

func isAddenda(name string, lines []string) (s sight, ok bool) {
	ordered, changes, first := 0, 0, 0
	var codes []string
	for i, text := range lines {
		if !isVerb(text) {
			continue
		}
		if changes++; changes == 1 {
			first = i
		}
		c, ok := changeLine(text, true)
		if ok && c.code.Short != "" {
			ordered++
		}
		codes = append(codes, c.code.Code)
	}
	if changes == 0 || first > 10 {
		return s, false
	}
	both := ordered > 0 && changes-ordered <= max(1, changes/10) // a damaged line is for the reader to name
	s = sight{set: setOf(name, codes), kind: codebook.PartAddenda, version: updateIn(name), read: readAddenda(both)}
	s.year = func(f *File) int { return addendaYear(f, s.set) }
	if both {
		s.rank = 1
	}
	return s, true
}

// changes are how many an addenda lists, and says at its end that it lists: "487
// additions".
type changes struct{ additions, deletions, revisions int }

// told is what a line at the end of an addenda says.
func (c *changes) told(text string) bool {
	words := strings.Fields(text)
	if len(words) != 2 {
		return false
	}
	n, err := strconv.Atoi(words[0])
	if err != nil {
		return false
	}
	switch words[1] {
	case "additions":
		c.additions = n
	case "deletions":
		c.deletions = n
	case "revisions":
		c.revisions = n
	default:
		return false
	}
	return true
}

func (c *changes) count(verb string) {
	switch verb {
	case "Add:":
		c.additions++
	case "Delete:":
		c.deletions++
	case "Revise to:":
		c.revisions++
	}
}

// addendaYear is the later of the two years whose files an addenda compares:
// "74719 codes in icd10cm_order_2026.txt". How many codes there are is kept.
func addendaYear(f *File, set codebook.Set) int {
	in, err := f.member.open()
	if err != nil {
		return 0
	}
	defer in.Close()
	year := 0
	for lines := newLines(decoded(in)); lines.next() && lines.number < mostRecords; {
		count, file, ok := strings.Cut(lines.text, " in ")
		if !ok || isVerb(lines.text) {
			continue
		}
		if of := yearIn(strings.TrimSpace(file), set); of >= year {
			year = of
			if words := strings.Fields(count); len(words) == 2 && words[1] == "codes" {
				f.told, _ = strconv.Atoi(words[0])
			}
		}
	}
	return year
}

// countedBeside gives the lists of codes the count that the addenda beside them
// says.
func (l *looker) countedBeside() {
	for i := range l.files {
		addenda := &l.files[i]
		if addenda.Part.Kind != codebook.PartAddenda || addenda.told == 0 {
			continue
		}
		for j := range l.files {
			f := &l.files[j]
			if f.Part.Book == addenda.Part.Book && path.Dir(f.Part.File) == path.Dir(addenda.Part.File) && (f.Part.Kind == codebook.PartOrder || f.Part.Kind == codebook.PartCodes) {
				f.told = addenda.told
			}
		}
	}
}

// readAddenda is the reader of an addenda. What it lists must be as much as it says
// at its end.
func readAddenda(ordered bool) func(*reading) error {
	return func(r *reading) error {
		in, err := r.in()
		if err != nil {
			return err
		}
		a := addenda{r: r, lines: newLines(in)}
		for a.lines.next() {
			if !isVerb(a.lines.text) {
				a.tell(strings.TrimSpace(a.lines.text))
				continue
			}
			c, ok := changeLine(a.lines.text, ordered)
			if !ok || a.said {
				return a.lines.wrong("a line of an addenda")
			}
			if err := a.add(c); err != nil {
				return err
			}
		}
		if a.lines.err != nil {
			return a.lines.err
		}
		return a.end()
	}
}

// addenda is one that is being read.
type addenda struct {
	r             *reading
	lines         *lines
	from          *codebook.Code // of a "Revise from:" whose "Revise to:" must follow
	codes, heads  changes        // that are listed, of codes and of headers
	ofCodes       changes        // that it says
	ofHeads       changes
	heading, said bool // it speaks of headers; it said how many there are
}

// tell takes a line at the end, which says how many changes there are.
func (a *addenda) tell(text string) {
	told := &a.ofCodes
	if a.heading {
		told = &a.ofHeads
	}
	switch {
	case text == "Headers", text == "Codes":
		a.heading = text == "Headers"
	case told.told(text):
		a.said = true
	}
}

// add takes a change.
func (a *addenda) add(c change) error {
	if a.r.file.Part.Book.Set == codebook.ICD10PCS { // whose addenda have no flag
		c.code.Header = len(c.code.Code) == 3
	}
	if (a.from != nil) != (c.verb == "Revise to:") || a.from != nil && a.from.Code != c.code.Code {
		return fmt.Errorf("line %s: “Revise from” and “Revise to” do not belong together. The file is damaged, or was changed; download it again", quiz.Thousands(a.lines.number))
	}
	if c.code.Header {
		a.heads.count(c.verb)
	} else {
		a.codes.count(c.verb)
	}
	if c.verb == "Revise from:" {
		a.from = &c.code
		return nil
	}
	err := a.r.put(c.record(a.from))
	a.from = nil
	return err
}

// end says what is missing in a file that was read to its end.
func (a *addenda) end() error {
	switch {
	case a.from != nil:
		return fmt.Errorf("the file ends at line %s, after a “Revise from”; what comes after it is missing. Download it again", quiz.Thousands(a.lines.number))
	case !a.said && a.lines.open:
		return a.lines.wrong("a line of an addenda")
	case !a.said:
		a.r.say(0, parse.Warning, "codeset-no-counts", "The file does not say at its end how many changes it lists; it may be cut off.")
	case a.ofCodes != a.codes:
		return fmt.Errorf("the file says that it lists %v of codes, but it lists %v. It is damaged, or was changed; download it again", a.ofCodes, a.codes)
	case a.ofHeads != changes{} && a.ofHeads != a.heads:
		return fmt.Errorf("the file says that it lists %v of headers, but it lists %v. It is damaged, or was changed; download it again", a.ofHeads, a.heads)
	}
	return nil
}

func (c changes) String() string {
	return fmt.Sprintf("%s, %s and %s", quiz.Count(c.additions, "addition"), quiz.Count(c.deletions, "deletion"), quiz.Count(c.revisions, "revision"))
}

// record is the change that a line is; from is the line before, of a revision.
func (c *change) record(from *codebook.Code) codebook.Change {
	it := codebook.Change{Code: strings.Clone(c.code.Code), Header: c.code.Header, After: c.code.Long}
	switch c.verb {
	case "Delete:":
		it.Kind, it.Before, it.After = codebook.Deleted, c.code.Long, ""
	case "Revise to:":
		it.Kind, it.Before = codebook.Revised, from.Long
	default:
		it.Kind = codebook.Added
	}
	return it
}
