package parse

import (
	"fmt"
	"strings"
	"time"
)

// Head is what a file says about itself in its first lines: "// key: value" in
// GIFT, "#key:value" in tables. Unknown keys mean nothing.
type Head struct {
	Name     string // key "bank"
	Source   string // "source" or "sources"
	Licence  string // "licence" or "license"
	Language string // "language"; BCP 47
	Version  string // "version"
	CodeYear string // "code-year", such as "FY2026"
	Checked  string // "checked-on"; yyyy-mm-dd or yyyy-mm
	AsOf     string // "as-of"; yyyy-mm
	ReviewBy string // "review-by"; yyyy-mm-dd or yyyy-mm
}

// Set takes one line of a head. The complaint is a sentence about a value that
// was not used, or "".
func (h *Head) Set(key, value string) (complaint string) {
	value = strings.Join(strings.Fields(value), " ")
	field := h.field(key)
	switch {
	case field == nil:
		return ""
	case field == &h.Checked || field == &h.AsOf || field == &h.ReviewBy:
		if !Date(value) {
			return NoDate(value)
		}
		if field == &h.AsOf {
			value = Month(value)
		}
	}
	*field = value
	return ""
}

// Knows reports whether a key means something here.
func (h *Head) Knows(key string) bool { return h.field(key) != nil }

// field is where the value of a key goes; nil for a key that is not ours.
func (h *Head) field(key string) *string {
	switch strings.ToLower(strings.TrimSpace(key)) {
	case "bank":
		return &h.Name
	case "source", "sources":
		return &h.Source
	case "licence", "license":
		return &h.Licence
	case "language":
		return &h.Language
	case "version":
		return &h.Version
	case "code-year":
		return &h.CodeYear
	case "checked-on":
		return &h.Checked
	case "as-of":
		return &h.AsOf
	case "review-by":
		return &h.ReviewBy
	}
	return nil
}

// Facts is the month in which the facts were right: as-of, or else the month in
// which they were checked.
func (h *Head) Facts() string {
	if h.AsOf == "" {
		return Month(h.Checked)
	}
	return h.AsOf
}

// Edition is the version, or else the code year.
func (h *Head) Edition() string {
	if h.Version == "" {
		return h.CodeYear
	}
	return h.Version
}

// Date reports whether a text is yyyy-mm-dd or yyyy-mm.
func Date(s string) bool {
	for _, form := range []string{"2006-01-02", "2006-01"} {
		if _, err := time.Parse(form, s); err == nil {
			return true
		}
	}
	return false
}

// NoDate is the sentence about a text that is not a date.
func NoDate(s string) string {
	return fmt.Sprintf("%q is not a date and was not used; write 2026-11-22 or 2026-11.", Excerpt(s, 30))
}

// Month is a date without its day.
func Month(date string) string { return date[:min(len(date), len("yyyy-mm"))] }
