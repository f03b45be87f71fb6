package codeset

import (
	"bytes"
	"encoding/xml"
	"path"
	"slices"
	"strings"

	"chartroom/quiz/codebook"
)

// sight is what a file was recognised as.
type sight struct {
	left    string // why it is not read; "" = it is
	set     codebook.Set
	kind    codebook.PartKind
	version string
	rank    int
	year    func(*File) int // that it says itself, 0 = none; nil = it says none
	read    func(*reading) error
}

// kinds are all kinds of parts, in the order in which they are best installed:
// codes before what is said of them.
var kinds = []codebook.PartKind{
	codebook.PartOrder, codebook.PartCodes, codebook.PartTables, codebook.PartItems, codebook.PartGroups,
	codebook.PartTabular, codebook.PartIndex, codebook.PartNeoplasms, codebook.PartDrugs, codebook.PartExternal,
	codebook.PartDefinitions, codebook.PartPCSIndex, codebook.PartExempt, codebook.PartAddenda,
	codebook.PartConversion, codebook.PartGEM, codebook.PartGEMBack, partNotes,
}

func place(kind codebook.PartKind) int { return slices.Index(kinds, kind) }

// unknown is said of texts that are none of the files that are read.
const unknown = "it is not one of the official files that are read"

// addendaXML is said of the addenda of a tabular list or of an index.
const addendaXML = "it is an addenda for people to read; the tabular list and the indexes themselves have these changes"

// always is a year that the first lines say.
func always(year int) func(*File) int { return func(*File) int { return year } }

// recognise says by a file's beginning what it is; whole says that it is all.
func recognise(name string, head []byte, whole bool) sight {
	if trimmed := bytes.TrimLeft(head, " \t\r\n"); bytes.HasPrefix(trimmed, []byte("<")) {
		if strings.Contains(strings.ToLower(path.Base(name)), "addenda") {
			return sight{left: addendaXML}
		}
		return recogniseXML(name, head)
	}
	if !whole {
		end := bytes.LastIndexByte(head, '\n')
		if end < 0 {
			return sight{left: unknown}
		}
		head = head[:end+1]
	}
	var text []string
	lines := newLines(bytes.NewReader(head))
	for lines.next() {
		text = append(text, lines.text)
	}
	if len(text) == 0 {
		return sight{left: unknown}
	}
	for _, known := range []func(string, []string) (sight, bool){isOrder, isAddenda, isTable, isItems, isNotes, isGroups, isGEM, isCodes} {
		if s, ok := known(name, text); ok {
			return s
		}
	}
	return sight{left: unknown}
}

// most reports whether the first line is of a kind, and all others but one in ten
// or a single one: a damaged line further down is for the reader to name.
func most(lines []string, is func(string) bool) bool {
	if !is(lines[0]) {
		return false
	}
	bad := 0
	for _, line := range lines[1:] {
		if !is(line) {
			bad++
		}
	}
	return bad <= max(1, len(lines)/10)
}

func isOrder(name string, lines []string) (sight, bool) {
	var codes []string
	ok := most(lines, func(line string) bool {
		_, c, ok := orderLine(line)
		codes = append(codes, c.Code)
		return ok
	})
	return sight{set: setOf(name, codes), kind: codebook.PartOrder, version: updateIn(name), read: readOrder}, ok
}

func isCodes(name string, lines []string) (sight, bool) {
	var codes []string
	ok := most(lines, func(line string) bool {
		c, ok := codesLine(line)
		codes = append(codes, c.Code)
		return ok && c.Code[1] <= '9' // no word, but for the few codes that begin with QA
	})
	return sight{set: setOf(name, codes), kind: codebook.PartCodes, version: updateIn(name), read: readCodes}, ok
}

// setOf is the set that codes are of. Every list of ICD-10-PCS begins with codes
// that begin with a digit, and no code of ICD-10-CM does; a piece of one is told
// by its name, or by the lengths of its codes.
func setOf(name string, codes []string) codebook.Set {
	if base := strings.ToLower(path.Base(name)); strings.Contains(base, "pcs") {
		return codebook.ICD10PCS
	} else if strings.Contains(base, "10cm") || strings.Contains(base, "10-cm") {
		for _, c := range codes {
			if isCM(c) {
				return codebook.ICD10CM
			}
		}
	}
	lengths := true
	for _, c := range codes {
		if c != "" && c[0] <= '9' {
			return codebook.ICD10PCS
		}
		lengths = lengths && (c == "" || isPCS(c)) && (len(c) < 7 || c[3] != 'X')
	}
	if lengths && slices.ContainsFunc(codes, func(c string) bool { return len(c) == 7 }) {
		return codebook.ICD10PCS
	}
	return codebook.ICD10CM
}

// recogniseXML says by the root of an XML file, and by what stands before its
// first term, what it is.
func recogniseXML(name string, head []byte) sight {
	m := newMarkup(bytes.NewReader(head))
	var version, title, heads, first string
	root, cells := "", false
	for first == "" {
		token, err := m.next()
		if err != nil {
			break
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		var into *string
		switch {
		case root == "":
			root = start.Name.Local
			if m.attr("isAddenda") == "true" {
				return sight{left: addendaXML}
			}
		case m.depth == 2 && start.Name.Local == "version":
			into = &version
		case m.depth == 2 && start.Name.Local == "title":
			into = &title
		case start.Name.Local == "head":
			into = &heads
		case start.Name.Local == "cell":
			cells = true
		case start.Name.Local == "mainTerm" || start.Name.Local == "chapter" || start.Name.Local == "pcsTable":
			first = mainTerm(m)
		}
		if into != nil {
			text, err := m.text()
			if err != nil {
				break
			}
			*into = strings.TrimSpace(*into + " " + text)
		}
	}
	s := sight{set: codebook.ICD10PCS, version: version}
	switch strings.ToLower(root) {
	case "icd10cm.tabular":
		s.set, s.kind, s.read = codebook.ICD10CM, codebook.PartTabular, readTabular
	case "icd10pcs.tabular":
		s.kind, s.read = codebook.PartTables, readTables
	case "icd10pcs.definitions":
		s.kind, s.read = codebook.PartDefinitions, readDefinitions
	case "icd10pcs.index":
		s.kind, s.read = codebook.PartPCSIndex, readIndex(codebook.IndexPCS)
	case "icd10cm.index":
		index := indexOf(path.Base(name), title, heads, first, cells)
		s.set, s.kind, s.read = codebook.ICD10CM, indexParts[index], readIndex(index)
	default:
		s.left = unknown
	}
	year := yearWithin(version)
	if year == 0 {
		year = yearWithin(title)
	}
	s.year = always(year)
	return s
}

// mainTerm is the title of the first main term, which has just begun; "-" for
// other elements.
func mainTerm(m *markup) string {
	if m.start.Name.Local != "mainTerm" {
		return "-"
	}
	for {
		token, err := m.next()
		if err != nil {
			return "-"
		}
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == "title" {
			text, _ := m.text()
			return text + " "
		}
	}
}

// indexParts are the parts that the indexes of ICD-10-CM are.
var indexParts = map[codebook.Index]codebook.PartKind{
	codebook.IndexDiseases:  codebook.PartIndex,
	codebook.IndexExternal:  codebook.PartExternal,
	codebook.IndexDrugs:     codebook.PartDrugs,
	codebook.IndexNeoplasms: codebook.PartNeoplasms,
}

// indexOf says which index of ICD-10-CM a file is: by its title, by the heads of
// its columns, by its first term, and at last by its name.
func indexOf(name, title, heads, first string, cells bool) codebook.Index {
	title, heads, name = strings.ToLower(title), strings.ToLower(heads), strings.ToLower(name)
	switch {
	case strings.Contains(heads, "substance"), strings.Contains(title, "drug"):
		return codebook.IndexDrugs
	case strings.Contains(heads, "neoplasm"), strings.Contains(heads, "malignant"), strings.Contains(title, "neoplasm"):
		return codebook.IndexNeoplasms
	case strings.Contains(title, "external"):
		return codebook.IndexExternal
	case strings.Contains(title, "disease"):
		return codebook.IndexDiseases
	case strings.Contains(name, "eindex"), strings.Contains(name, "external"):
		return codebook.IndexExternal
	case strings.Contains(name, "drug"):
		return codebook.IndexDrugs
	case strings.HasPrefix(first, "Neoplasm, neoplastic"), strings.Contains(name, "neoplasm"):
		return codebook.IndexNeoplasms
	case heads != "" || cells:
		return codebook.IndexDrugs
	}
	return codebook.IndexDiseases
}
