package codeset

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"chartroom/quiz/codebook"
)

// yearOf is the year of a file, and where it was read: in the file itself, in its
// name, or in that of its archive or folder, the nearest first. What a file says
// of itself counts; when its name says otherwise, that is shown.
func yearOf(said int, name string, set codebook.Set) (year int, by string) {
	named := yearIn(path.Base(name), set)
	switch {
	case said != 0 && named != 0 && said != named:
		return said, fmt.Sprintf("the file itself, while its name says %d", named)
	case said != 0:
		return said, "the file itself"
	case named != 0:
		return named, "its name"
	}
	for dir := path.Dir(name); dir != "." && dir != "/"; dir = path.Dir(dir) {
		if year := yearIn(path.Base(dir), set); year != 0 {
			return year, fmt.Sprintf("the name “%s”", path.Base(dir))
		}
	}
	return 0, ""
}

// years are those that a file may be of; the first order file of ICD-10-CM was
// of 2009.
const firstYear, lastYear = 2009, 2099

// yearIn is the one year that a name tells, or 0: "2026", "FY26", and for MS-DRGs
// "v43". A name with two years tells none, unless one of them is a fiscal year, as
// in "FY2025-Effective-10-01-2024"; and a date such as 01122026 is no year.
func yearIn(name string, set codebook.Set) int {
	var plain, fiscal oneYear
	for i := 0; i < len(name); {
		start := i
		for i < len(name) && name[i] >= '0' && name[i] <= '9' {
			i++
		}
		if i == start {
			i++
			continue
		}
		before := strings.ToLower(strings.TrimRight(name[:start], " _-."))
		year := yearFrom(before, name[start:i], set)
		if strings.HasSuffix(before, "fy") {
			fiscal.see(year)
		} else {
			plain.see(year)
		}
	}
	if fiscal > 0 {
		return int(fiscal)
	}
	return max(0, int(plain))
}

// oneYear is the only year that was seen; 0 = none, -1 = there were several.
type oneYear int

func (y *oneYear) see(year int) {
	switch {
	case year == 0 || int(*y) == year:
	case *y == 0:
		*y = oneYear(year)
	default:
		*y = -1
	}
}

// yearFrom is the year that a number in a name stands for, by what is before it.
func yearFrom(before, number string, set codebook.Set) int {
	n, err := strconv.Atoi(number)
	if err != nil {
		return 0
	}
	switch {
	case len(number) == 4:
		return within(n)
	case len(number) == 2 && (strings.HasSuffix(before, "fy") || strings.HasSuffix(before, "order")):
		return within(2000 + n)
	case len(number) == 2 && set == codebook.MSDRG && (strings.HasSuffix(before, "v") || strings.HasSuffix(before, "version")):
		return within(drgYear + n)
	}
	return 0
}

// drgYear is how far the fiscal years of MS-DRG versions are ahead of their
// numbers: version 43 is of 2026.
const drgYear = 1983

func within(year int) int {
	if year < firstYear || year > lastYear {
		return 0
	}
	return year
}

// yearWithin is the first year in a text such as "2021" or "2025 April 1", or 0.
func yearWithin(text string) int {
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r < '0' || r > '9' }) {
		if n, err := strconv.Atoi(word); err == nil && len(word) == 4 && within(n) != 0 {
			return n
		}
	}
	return 0
}

// yearsOfOthers gives a file whose year is not known that of the files of its
// archive or folder that say their own, if they agree.
func (l *looker) yearsOfOthers() {
	for i := range l.files {
		f := &l.files[i]
		if f.Part.Book.Year != 0 {
			continue
		}
		year, by := 0, ""
		for j := range l.files {
			other := &l.files[j].Part
			if other.Book.Set != f.Part.Book.Set || path.Dir(other.File) != path.Dir(f.Part.File) || other.YearBy == "" || strings.HasPrefix(other.YearBy, "beside") {
				continue
			}
			if year != 0 && year != other.Book.Year {
				year = -1
				break
			}
			year, by = other.Book.Year, fmt.Sprintf("beside it, in %s", path.Base(other.File))
		}
		if year > 0 {
			f.Part.Book.Year, f.Part.YearBy = year, by
		}
	}
}

// updates are the words by which names tell the quarter of an update, and the
// quarter.
var updates = map[string]string{
	"january": "January", "april": "April", "july": "July", "october": "October",
	"jan": "January", "apr": "April", "jul": "July", "oct": "October",
}

// updateIn is the month of the update that a name or a version tells, or "".
func updateIn(name string) string {
	for _, word := range strings.FieldsFunc(strings.ToLower(path.Base(name)), func(r rune) bool { return r < 'a' || r > 'z' }) {
		if month := updates[word]; month != "" {
			return month
		}
	}
	return ""
}

// quarter is the place of an update in the year of its set: those that come later
// hold what the earlier ones do.
func quarter(version string, set codebook.Set) int {
	months := []string{"October", "January", "April", "July"}
	if set == codebook.HCPCS {
		months = []string{"January", "April", "July", "October"}
	}
	return max(0, slices.Index(months, updateIn(version)))
}
