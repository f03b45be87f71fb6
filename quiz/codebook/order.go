package codebook

import "strings"

// Parent is the longest code that exists and is the beginning of code, or ""
// if none is. The parent of a code is not the code less a character: where an
// X fills empty places (T07XXXA), two, three or four characters go at once.
func Parent(code string, exists func(string) bool) string {
	for n := len(code) - 1; n > 0; n-- {
		if exists(code[:n]) {
			return code[:n]
		}
	}
	return ""
}

// Parents finds the parents of codes that come in tabular order, where what
// belongs to a code follows it.
type Parents struct {
	codes  []string // from the outermost to the last, each below the one before it
	places []int
}

// Add is the place of the parent of the next code, which is itself at place;
// -1 if it has none.
func (p *Parents) Add(code string, place int) int {
	n := len(p.codes)
	for n > 0 && !isBelow(code, p.codes[n-1]) {
		n--
	}
	parent := -1
	if n > 0 {
		parent = p.places[n-1]
	}
	p.codes, p.places = append(p.codes[:n], code), append(p.places[:n], place)
	return parent
}

func isBelow(code, above string) bool {
	return len(code) > len(above) && strings.HasPrefix(code, above)
}

// Covers reports whether a category stands from first to last as these are
// written. A letter in the third place comes after the digits here, which it
// does not always in the tabular list (M1A comes before M10, and C4A before
// C44): what no range covers belongs where the category before it does.
func Covers(first, last, category string) bool {
	return first <= category && (category <= last || strings.HasPrefix(category, last))
}

// Blocks says for each of the categories, which come in tabular order, which
// of the headings it stands under; -1 for none. That is the narrowest one that
// covers it. A category that none covers stands where the one before it of the
// same letter does; and so does one with a letter in the third place, if that
// is narrower.
func Blocks(headings []Heading, categories []string) []int {
	under := make([]int, len(categories))
	for i, c := range categories {
		under[i] = covering(headings, c)
		if i == 0 || c == "" || !strings.HasPrefix(categories[i-1], c[:1]) || under[i-1] < 0 {
			continue
		}
		if before := under[i-1]; under[i] < 0 || c[len(c)-1] > '9' && within(headings[before], headings[under[i]]) {
			under[i] = before
		}
	}
	return under
}

// covering is the narrowest heading that covers a category.
func covering(headings []Heading, category string) int {
	best := -1
	for i, h := range headings {
		if Covers(h.First, h.Last, category) && (best < 0 || within(h, headings[best])) {
			best = i
		}
	}
	return best
}

func within(h, wide Heading) bool { return h.First >= wide.First && h.Last <= wide.Last }
