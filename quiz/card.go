package quiz

// Picture is a picture with labelled places, for a card that asks for the name
// of one of them or a hotspot on which it is pointed at.
type Picture struct {
	Media   string   `json:"media"` // the Ref of a Media
	Alt     string   `json:"alt"`   // what it shows, in words
	Regions []Region `json:"regions"`
	Asked   int      `json:"asked"`              // index into Regions: the one asked for
	HideAll bool     `json:"hide_all,omitempty"` // every label is covered; else only the one asked for
}

// Region is a place in a picture, in shares of its width and height: 0 to 1
// from the left and from the top.
type Region struct {
	Label string  `json:"label"`
	X     float64 `json:"x"`
	Y     float64 `json:"y"`
	W     float64 `json:"w"`
	H     float64 `json:"h"`
}

// Point is a place in a picture, in shares of its width and height: 0 to 1 from
// the left and from the top.
type Point struct {
	X float64 `json:"x"`
	Y float64 `json:"y"`
}

// Holds reports whether a point lies in the region, its edges included.
func (r Region) Holds(p Point) bool {
	return p.X >= r.X && p.X <= r.X+r.W && p.Y >= r.Y && p.Y <= r.Y+r.H
}

// Part is one piece of a medical term: "hepat", "o", "megaly".
type Part struct {
	Role    PartRole `json:"role"`
	Form    string   `json:"form"`
	Meaning string   `json:"meaning,omitempty"` // a combining vowel has none
}

// PartRole is what a piece does in a term.
type PartRole string

// The roles, in the order in which a term is built.
const (
	Prefix PartRole = "prefix"
	Root   PartRole = "root"
	Vowel  PartRole = "vowel" // joins a root to what follows
	Suffix PartRole = "suffix"
)
