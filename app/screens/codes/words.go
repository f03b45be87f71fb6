package codes

import (
	"fmt"
	"time"

	"chartroom/quiz"
	"chartroom/quiz/codebook"
)

// partWords are what the parts of a book are called.
var partWords = map[codebook.PartKind]string{
	codebook.PartOrder:       "codes and titles",
	codebook.PartCodes:       "valid codes",
	codebook.PartAddenda:     "what changed against the year before",
	codebook.PartTabular:     "tabular list with its notes",
	codebook.PartIndex:       "index of diseases and injuries",
	codebook.PartExternal:    "index of external causes",
	codebook.PartDrugs:       "table of drugs and chemicals",
	codebook.PartNeoplasms:   "neoplasm table",
	codebook.PartExempt:      "codes exempt from present on admission",
	codebook.PartTables:      "PCS tables",
	codebook.PartDefinitions: "PCS definitions",
	codebook.PartPCSIndex:    "PCS index",
	codebook.PartItems:       "codes and modifiers",
	codebook.PartGroups:      "MS-DRGs",
	codebook.PartConversion:  "codes that replaced codes",
	codebook.PartGEM:         "equivalents in ICD-9",
	codebook.PartGEMBack:     "equivalents of ICD-9 codes",
}

// partName is what a part is called.
func partName(kind codebook.PartKind) string {
	if w := partWords[kind]; w != "" {
		return w
	}
	return string(kind)
}

// lackWords say what cannot be done without a part.
var lackWords = map[codebook.PartKind]string{
	codebook.PartOrder:       "no code can be looked up",
	codebook.PartTabular:     "no notes, no Excludes, no seventh characters",
	codebook.PartIndex:       "diseases cannot be looked up by their index",
	codebook.PartNeoplasms:   "no neoplasm table",
	codebook.PartDrugs:       "no table of drugs",
	codebook.PartExternal:    "external causes cannot be looked up by their index",
	codebook.PartExempt:      "nothing is said about present on admission",
	codebook.PartTables:      "no code can be built or taken apart",
	codebook.PartDefinitions: "no explanations while a code is built",
	codebook.PartPCSIndex:    "procedures cannot be looked up by their index",
	codebook.PartItems:       "no code can be looked up",
	codebook.PartGroups:      "no group can be looked up",
}

// indexNames are the indexes as they stand beside each other.
var indexNames = map[codebook.Index]string{
	codebook.IndexDiseases: "Diseases", codebook.IndexNeoplasms: "Neoplasms", codebook.IndexDrugs: "Drugs",
	codebook.IndexExternal: "External", codebook.IndexPCS: "Procedures",
}

// indexParts are the parts that bring the indexes.
var indexParts = map[codebook.Index]codebook.PartKind{
	codebook.IndexDiseases: codebook.PartIndex, codebook.IndexNeoplasms: codebook.PartNeoplasms, codebook.IndexDrugs: codebook.PartDrugs,
	codebook.IndexExternal: codebook.PartExternal, codebook.IndexPCS: codebook.PartPCSIndex,
}

// noteWords are a kind of note as the tabular list heads it, and what it asks
// of the coder (ICD-10-CM Official Guidelines, section I.A.11 to I.A.17).
var noteWords = map[codebook.NoteKind][2]string{
	codebook.NoteIncludes:  {"Includes", "what is coded here too"},
	codebook.NoteTerm:      {"Inclusion terms", "conditions for which this code is used"},
	codebook.NoteExcludes1: {"Excludes1: not coded here", "never together with this code, unless the two are unrelated"},
	codebook.NoteExcludes2: {"Excludes2: not included here", "may be coded together with this code if the patient has both"},
	codebook.NoteFirst:     {"Code first", "the underlying condition comes before this code"},
	codebook.NoteUse:       {"Use additional code", "a further code after this one"},
	codebook.NoteAlso:      {"Code also", "a second code; the order depends on the case"},
	codebook.NoteText:      {"Note", ""},
	codebook.NoteSeventh:   {"Seventh character", ""},
	codebook.NotePayment:   {"Processing note", ""},
}

// noteOrder are the kinds of notes in the order in which they are shown.
var noteOrder = []codebook.NoteKind{codebook.NoteTerm, codebook.NoteIncludes, codebook.NoteExcludes1, codebook.NoteExcludes2, codebook.NoteFirst, codebook.NoteUse,
	codebook.NoteAlso, codebook.NoteText, codebook.NoteSeventh, codebook.NotePayment}

// date is a day of the books, "2018-01-01", as it is read.
func date(day string) string {
	t, err := time.Parse("2006-01-02", day)
	if err != nil {
		return day
	}
	return t.Format("2 Jan 2006")
}

func lastAction(c *codebook.Code) string {
	words := letterWords(c.Action, actionWords)
	if c.Effective == "" {
		return words
	}
	if words == "" {
		return date(c.Effective)
	}
	return date(c.Effective) + ": " + words
}

// groupFacts are what there is to say of an MS-DRG. Types: MS-DRG Definitions
// Manual, Appendix A.
func groupFacts(e *codebook.Entry) [][2]string {
	g := e.Group
	kind := map[string]string{"M": "medical", "P": "surgical"}[g.Type]
	if kind == "" {
		kind = "neither medical nor surgical"
	}
	mdc := g.MDC
	if mdc == "" {
		mdc = "none: it may come from any"
	} else if len(e.Path) > 0 {
		mdc += ": " + e.Path[0].Title
	}
	return [][2]string{{"Type", kind}, {"Major diagnostic category", mdc}}
}

// changeWords say what this year did to a code.
func changeWords(c *codebook.Change, year int) string {
	switch c.Kind {
	case codebook.Added:
		return fmt.Sprintf("new in %d", year)
	case codebook.Deleted:
		return fmt.Sprintf("deleted in %d", year)
	}
	return fmt.Sprintf("revised in %d", year)
}

// bookWords say how large a book is.
func bookWords(b *codebook.Installed) string {
	if b.Codes == 0 {
		return "no codes yet"
	}
	if b.Set == codebook.MSDRG {
		return quiz.Count(b.Codes, "group")
	}
	words := quiz.Count(b.Valid, "valid code")
	if over := b.Codes - b.Valid; over > 0 {
		other := quiz.Count(over, "header")
		if b.Set == codebook.HCPCS {
			other = quiz.Thousands(over) + " that ended"
		}
		words += " and " + other
	}
	return words
}

// ordinals are the places of a PCS code in words.
var ordinals = [codeLength]string{"First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh"}
