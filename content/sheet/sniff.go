package sheet

import (
	"chartroom/content/delimited"
	"chartroom/content/parse"
)

// Looks reports whether a file's beginning is a table: 2 = it has a line of
// Anki's head or a header row with a front and a back, 1 = its rows agree on
// a number of columns, 0 = no.
func Looks(head string) int {
	r := reader{lines: parse.NewLines(head)}
	start := r.readHead(head)
	if r.head.anki {
		return 2
	}
	separator := r.head.separator
	if separator == 0 {
		separator = delimited.Sniff(head[start:])
	}
	if separator == 0 {
		return 0
	}
	rows := delimited.Rows{Text: head, Pos: start, Separator: separator}
	first, ok := rows.Next()
	switch {
	case !ok:
		return 0
	case headerRow(first.Fields):
		return 2
	case delimited.Agreement(head[start:], separator) > enough(separator):
		return 1
	}
	return 0
}

// enough is the share of lines that must have as many cells as most: tabs stand
// in little else than tables, so that a ragged one is a table still.
func enough(separator byte) float64 {
	if separator == '\t' {
		return 0.6
	}
	return 0.8
}
