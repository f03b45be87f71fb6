// Package codebook is the vocabulary of code books: the official files of
// ICD-10-CM, ICD-10-PCS, HCPCS Level II and the MS-DRGs, as what they bring and
// as what a coder reads in them. It knows no file format, no disk and no clock:
// readers make Records, a shelf keeps them, and a screen shows Entries.
package codebook

import (
	"fmt"
	"strings"

	"chartroom/quiz"
)

// Set is a code set, in the words that a question's tag uses: code:icd10cm-2026.
type Set string

// The sets.
const (
	ICD10CM  Set = "icd10cm"
	ICD10PCS Set = "icd10pcs"
	HCPCS    Set = "hcpcs"
	MSDRG    Set = "msdrg"
)

// Sets are all of them, in the order in which they are listed.
var Sets = []Set{ICD10CM, ICD10PCS, HCPCS, MSDRG}

// Name is what people call the set.
func (s Set) Name() string {
	switch s {
	case MSDRG:
		return "MS-DRG"
	case HCPCS:
		return "HCPCS Level II"
	}
	return quiz.CodeSetName(string(s))
}

// Book is a code set of one year: the fiscal year for ICD-10 and MS-DRG (2026
// begins on 1 October 2025), the calendar year for HCPCS.
type Book struct {
	Set  Set
	Year int
}

// String is the book as a tag writes it: "icd10cm-2026".
func (b Book) String() string { return fmt.Sprintf("%s-%d", b.Set, b.Year) }

// Title is the book as a person says it: "ICD-10-CM 2026".
func (b Book) Title() string { return fmt.Sprintf("%s %d", b.Set.Name(), b.Year) }

// Dotted is a code as it is written: ICD-10-CM has a dot after the third
// character.
func (s Set) Dotted(code string) string {
	if s == ICD10CM && len(code) > 3 && !strings.Contains(code, ".") {
		return code[:3] + "." + code[3:]
	}
	return code
}

// PartKind is what one official file brings to a book.
type PartKind string

// The kinds of parts.
const (
	PartOrder       PartKind = "order"       // codes and headers in tabular order, short and long descriptions
	PartCodes       PartKind = "codes"       // valid codes only
	PartAddenda     PartKind = "addenda"     // what is new, deleted and revised against the year before
	PartTabular     PartKind = "tabular"     // chapters, blocks, notes of ICD-10-CM
	PartIndex       PartKind = "index"       // of diseases and injuries
	PartExternal    PartKind = "external"    // index of external causes
	PartDrugs       PartKind = "drugs"       // table of drugs and chemicals
	PartNeoplasms   PartKind = "neoplasms"   // neoplasm table
	PartExempt      PartKind = "exempt"      // codes exempt from present on admission
	PartTables      PartKind = "tables"      // of ICD-10-PCS
	PartDefinitions PartKind = "definitions" // of ICD-10-PCS
	PartPCSIndex    PartKind = "pcsindex"    // of ICD-10-PCS
	PartItems       PartKind = "items"       // HCPCS codes and modifiers
	PartGroups      PartKind = "groups"      // MS-DRGs: Appendix A of the definitions manual
	PartConversion  PartKind = "conversion"  // table of codes that replaced codes
	PartGEM         PartKind = "gem"         // general equivalence mapping to ICD-9
	PartGEMBack     PartKind = "gemback"     // general equivalence mapping from ICD-9
)

// Part is one official file, as its reader recognised it.
type Part struct {
	Book    Book
	Kind    PartKind
	File    string // its name, after that of its archive: "cms.zip/icd10cm_order_2026.txt"
	Version string // what it says of itself, "" if nothing
	YearBy  string // where the year was read: "its first lines", "its name"; a sentence's end
}

// Installed is a book on the shelf.
type Installed struct {
	Book
	Parts   []InstalledPart
	Codes   int // lines of codes: valid ones and headers
	Valid   int
	Removed bool // put away; it can be brought back until the shelf is tidied
}

// InstalledPart is a part with what it brought.
type InstalledPart struct {
	Part
	Records int
	At      int64 // milliseconds since 1970 when it was installed
}

// Missing says which parts a book would have more, in the order in which a
// coder misses them.
func (b *Installed) Missing() []PartKind {
	var all []PartKind
	for _, kind := range wanted[b.Set] {
		if !b.Has(kind) && !(kind == PartOrder && b.Has(PartTables)) {
			all = append(all, kind)
		}
	}
	return all
}

// Has reports whether a part of this kind is there.
func (b *Installed) Has(kind PartKind) bool {
	for _, p := range b.Parts {
		if p.Kind == kind {
			return true
		}
	}
	return false
}

var wanted = map[Set][]PartKind{
	ICD10CM:  {PartOrder, PartTabular, PartIndex, PartNeoplasms, PartDrugs, PartExternal, PartExempt},
	ICD10PCS: {PartOrder, PartTables, PartDefinitions, PartPCSIndex},
	HCPCS:    {PartItems},
	MSDRG:    {PartGroups},
}
