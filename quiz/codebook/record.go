package codebook

// Record is one thing that a part brings: Code, Heading, Note, Extension,
// Term, Row, Definition, Exempt, Change, Mapping or Group. Records come in the
// file's order, and codes are written without their dot.
type Record interface{ record() }

// Code is a line of a code list.
type Code struct {
	Code   string
	Header bool // a category or table that is not itself reported
	Short  string
	Long   string
	Parent string // of a tabular list, which nests them, a category in its "block A00-A09"; "" = follows from the other codes

	// HCPCS
	Modifier  bool
	Coverage  string // the coverage letter
	Pricing   string // pricing indicator codes, space between
	BETOS     string
	Service   string // type of service
	Added     string // yyyy-mm-dd
	Effective string // of the last action
	Ended     string // termination; "" = in force
	Action    string // the action's letter

	// ICD-10-CM tabular
	Placeholder bool // an X fills the code up to its seventh character
}

// Level is a heading's rank.
type Level string

// The levels above codes.
const (
	LevelChapter Level = "chapter" // ICD-10-CM chapter, PCS section, HCPCS letter, MDC
	LevelBlock   Level = "block"   // ICD-10-CM section "A00-A09", PCS body system
)

// Heading is a chapter or a block.
type Heading struct {
	Level       Level
	ID          string // "1", "A00-A09"
	Title       string
	First, Last string // categories that it covers
	Parent      string // a block's chapter
}

// NoteKind is a kind of note of the tabular list.
type NoteKind string

// The kinds of notes, in the order in which they are shown.
const (
	NoteIncludes  NoteKind = "includes"
	NoteTerm      NoteKind = "inclusion term"
	NoteExcludes1 NoteKind = "excludes1"
	NoteExcludes2 NoteKind = "excludes2"
	NoteFirst     NoteKind = "code first"
	NoteUse       NoteKind = "use additional code"
	NoteAlso      NoteKind = "code also"
	NoteText      NoteKind = "note"
	NoteSeventh   NoteKind = "seventh character"
	NotePayment   NoteKind = "processing note" // HCPCS
)

// Note is said of a code, a block or a chapter and all below it.
type Note struct {
	Of   string // a code, or a heading's ID after its level: "block A00-A09", "chapter 1"
	Kind NoteKind
	Text string
}

// Extension is a seventh character and what it means for the codes below Of.
type Extension struct {
	Of, Character, Meaning string
}

// Index is one of the indexes that terms are of.
type Index string

// The indexes.
const (
	IndexDiseases  Index = "diseases"
	IndexExternal  Index = "external"
	IndexDrugs     Index = "drugs"
	IndexNeoplasms Index = "neoplasms"
	IndexPCS       Index = "procedures"
)

// Term is a line of an index. Depth 0 is a main term; a term's parent is the
// nearest one before it of a smaller depth.
type Term struct {
	Index         Index
	Depth         int
	Title         string
	Nonessential  string // modifiers in brackets, which do not change the code
	Code          string // as printed, with dot and dash: "E11.-"; "" if it only refers
	Manifestation string // second code, in square brackets
	See, SeeAlso  string
	Use           string   // of the PCS index: the value that this is a name for
	Cells         []string // of the drug and neoplasm tables, by their columns; "" where the table has "--"
}

// Columns are the heads of a table's columns, "" for other indexes.
func (i Index) Columns() []string {
	switch i {
	case IndexDrugs:
		return []string{"Poisoning, accidental", "Poisoning, intentional self-harm", "Poisoning, assault", "Poisoning, undetermined", "Adverse effect", "Underdosing"}
	case IndexNeoplasms:
		return []string{"Malignant primary", "Malignant secondary", "Ca in situ", "Benign", "Uncertain behavior", "Unspecified behavior"}
	}
	return nil
}

// AxisValue is a character at a position of a PCS code and its label.
type AxisValue struct {
	Character, Label string
}

// Row is a row of a PCS table: any value of each axis with any of the others.
type Row struct {
	Table      string         // "001": section, body system, operation
	Names      [3]string      // the titles of axes 1 to 3: "Section", "Body System", "Operation"
	Labels     [3]string      // of the table's three characters
	Definition string         // of its operation
	Titles     [4]string      // of axes 4 to 7
	Values     [4][]AxisValue // positions 4 to 7
	Codes      int            // how many codes the file says it makes; 0 = not said
}

// Definition explains a value of PCS.
type Definition struct {
	Section string // "0": its character; "" = every section
	Axis    int    // 3 root operation, 4 body part, 5 approach, 6 device, 7 qualifier; 0 = other
	Label   string
	Text    string   // what it means
	Explain string   // explanation
	Include []string // "Includes/examples", or synonyms
}

// Exempt is a code that needs no present-on-admission indicator.
type Exempt struct{ Code string }

// ChangeKind is what happened to a code.
type ChangeKind string

// The kinds of changes.
const (
	Added   ChangeKind = "new"
	Deleted ChangeKind = "deleted"
	Revised ChangeKind = "revised"
)

// Change is what a year changed at a code.
type Change struct {
	Code          string
	Kind          ChangeKind
	Header        bool
	Before, After string // descriptions
}

// Mapping leads from a code to another: of the conversion table (Since is the
// first fiscal year of the new code) or of a GEM (Flags as published).
type Mapping struct {
	From, To string
	Since    int
	Flags    string
}

// Group is an MS-DRG.
type Group struct {
	DRG, MDC, Type, Title string // Type: "M" medical, "P" surgical, "" neither
}

func (Code) record()       {}
func (Heading) record()    {}
func (Note) record()       {}
func (Extension) record()  {}
func (Term) record()       {}
func (Row) record()        {}
func (Definition) record() {}
func (Exempt) record()     {}
func (Change) record()     {}
func (Mapping) record()    {}
func (Group) record()      {}
