package sheet

import (
	"chartroom/content/delimited"
	"slices"
	"strings"
)

// columns is where what stands, from 0; -1 = nowhere.
type columns struct {
	id, front, back, example, pronunciation, note, source, tags, deck, markup, asOf, reviewBy     int
	notetype, twoWay, typed, cloze, family, picture, alt, regions, hide, parts, otherParts, asked int

	width  int     // how many columns are known; more in a row are odd
	others []other // columns that mean nothing to us, kept in the note
}

type other struct {
	index int
	name  string
}

// names are what the columns may be called, in small letters.
var names = map[string][]string{
	"id":            {"id", "guid", "key", "uuid"},
	"front":         {"front", "question", "term", "prompt", "word", "stem", "concept", "side 1", "q"},
	"back":          {"back", "answer", "definition", "meaning", "response", "description", "side 2", "a"},
	"example":       {"example", "examples", "example sentence"},
	"pronunciation": {"pronunciation", "pronounced"},
	"note":          {"note", "notes", "rationale", "explanation", "extra", "comment", "comments"},
	"source":        {"source", "sources", "reference", "citation"},
	"tags":          {"tags", "tag", "labels", "keywords"},
	"deck":          {"deck", "category", "topic", "chapter", "domain"},
	"markup":        {"markup"},
	"as-of":         {"as-of", "as of"},
	"review-by":     {"review-by", "review by"},
	"two-way":       {"two-way", "two_way", "two way", "reverse", "reversed", "add reverse"},
	"typed":         {"typed", "type in"},
	"cloze":         {"cloze"},
	"family":        {"family"},
	"picture":       {"picture", "image"},
	"alt":           {"alt", "alt text", "picture in words"},
	"regions":       {"regions", "labels in picture"},
	"hide":          {"hide"},
	"parts":         {"parts", "word parts"},
	"other-parts":   {"other-parts", "other parts"},
	"asked":         {"asked"},
}

// meaning is which column a name means, or "".
func meaning(name string) string {
	name = strings.ToLower(strings.TrimSpace(name))
	for column, list := range names {
		if slices.Contains(list, name) {
			return column
		}
	}
	return ""
}

// headerRow reports whether a row names its columns: a front and a back.
func headerRow(fields []string) bool {
	var front, back bool
	for _, f := range fields {
		switch meaning(f) {
		case "front":
			front = true
		case "back":
			back = true
		}
	}
	return front && back
}

// byName is every column that a title can name.
func (c *columns) byName() map[string]*int {
	return map[string]*int{
		"id": &c.id, "front": &c.front, "back": &c.back, "example": &c.example, "pronunciation": &c.pronunciation,
		"note": &c.note, "source": &c.source, "tags": &c.tags, "deck": &c.deck, "markup": &c.markup,
		"as-of": &c.asOf, "review-by": &c.reviewBy, "two-way": &c.twoWay, "typed": &c.typed, "cloze": &c.cloze,
		"family": &c.family, "picture": &c.picture, "alt": &c.alt, "regions": &c.regions, "hide": &c.hide,
		"parts": &c.parts, "other-parts": &c.otherParts, "asked": &c.asked,
	}
}

// findColumns says what stands where: by "#columns:", by a header row, or by
// position. It reports whether the first row is such a header row.
func (r *reader) findColumns(first delimited.Row) (isHeader bool) {
	const no = -1
	var c columns
	var titles []string
	if r.head.columns != "" {
		line := delimited.Rows{Text: r.head.columns, Separator: r.head.separator}
		if named, ok := line.Next(); ok {
			titles = named.Fields
		}
	} else if headerRow(first.Fields) {
		titles, isHeader = first.Fields, true
	}
	fields := c.byName()
	for _, column := range fields {
		*column = no
	}
	c.notetype = no
	used := map[int]bool{}
	for _, given := range []struct {
		number int
		column *int
	}{{r.head.guidColumn, &c.id}, {r.head.tagsColumn, &c.tags}, {r.head.deckColumn, &c.deck}, {r.head.notetypeColumn, &c.notetype}} {
		if given.number > 0 {
			*given.column = given.number - 1
			used[given.number-1] = true
		}
	}
	for i, title := range titles {
		if column := fields[meaning(title)]; column != nil && *column < 0 && !used[i] {
			*column = i
			used[i] = true
		}
	}
	// What has no name yet: the first free columns are the front and the back.
	c.width = max(len(titles), len(first.Fields))
	for i := range c.width {
		switch {
		case used[i]:
			continue
		case c.front < 0:
			c.front = i
		case c.back < 0:
			c.back = i
		default:
			title := ""
			if i < len(titles) {
				title = strings.TrimSpace(titles[i])
			}
			c.others = append(c.others, other{i, title})
		}
	}
	r.columns = c
	return isHeader
}
