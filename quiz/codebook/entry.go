package codebook

// Node is a line of the tree: chapter, block, category or code.
type Node struct {
	Of       string // what Children is asked with: "chapter 1", "block A00-A09", "A00"
	Code     string // "" for a chapter or block
	Title    string
	Valid    bool // can be reported
	Children int
}

// Gathered is a note that holds for a code and where it stands.
type Gathered struct {
	Note
	Where string // "A00-A09 Intestinal infectious diseases"; "" = at the code itself
}

// Entry is all that the books of one year say of a code.
type Entry struct {
	Book      Book
	Code      Code
	Valid     bool   // known and not a header
	Path      []Node // chapter, block, categories, down to its parent
	Below     []Node
	Notes     []Gathered  // the code's own first, then upwards
	Seventh   []Extension // that it takes
	Exempt    bool
	ExemptOf  bool      // whether the list of exempt codes is there
	Change    *Change   // against the year before
	Became    []Mapping // what replaced it, or what it replaced
	Terms     []TermHit // index entries that lead here, at most some
	Group     *Group
	Duplicate []Book // other years on the shelf that have it too
}

// TermHit is an index line with its main term and what is between.
type TermHit struct {
	ID   int64
	Term Term
	Path []string // titles from the main term down to its parent
	More int      // lines below it
}

// Query is what is searched for.
type Query struct {
	Text  string
	Book  Book // zero = the newest year of every set
	Limit int  // 0 = 30
	Terms bool // lines of the indexes too
	Valid bool // only what can be reported
}

// Hit is a code or an index line found, the best first.
type Hit struct {
	Book  Book
	Code  string
	Title string
	Valid bool
	Term  *TermHit // set if it is an index line
	Why   string   // "" or how it was understood: "CHF = congestive heart failure", "read as pneumonia"
}

// Table is a PCS table with its rows.
type Table struct {
	Book  Book
	Code  string // three characters
	Label [3]string
	Names [3]string
	Rows  []Row
}

// Choice is a legal next character of a PCS code.
type Choice struct {
	AxisValue
	Title      string // of the axis
	Definition *Definition
	Codes      int // that can still be built after it
}
