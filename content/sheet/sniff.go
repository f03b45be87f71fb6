package sheet

import (
	"strings"

	"chartroom/content/parse"
)

// sample is how much of a file is looked at to find its separator.
const (
	sampleBytes = 64 << 10
	sampleRows  = 50
)

// sniff finds the separator by which the rows agree best on a number of
// columns, at least two; 0 if there is none. Anki takes the first of tab, bar,
// semicolon, colon, comma and space that occurs anywhere (metadata.rs), so that
// one colon in a text beats all the commas.
func sniff(text string) byte {
	if len(text) > sampleBytes {
		text = text[:sampleBytes]
		if i := strings.LastIndexByte(text, '\n'); i > 0 {
			text = text[:i]
		}
	}
	best, bestScore := byte(0), 0.5
	first, _, _ := strings.Cut(strings.TrimLeft(text, "\n"), "\n")
	for _, c := range []byte("\t;,|") {
		score := agreement(text, c)
		if score > bestScore || score == bestScore && best != 0 && best != '\t' && before(first, c, best) {
			best, bestScore = c, score
		}
	}
	if best == 0 && agreement(text, ':') > 0.9 {
		best = ':' // "term: meaning", one a line
	}
	return best
}

// before reports whether c comes before d in a line.
func before(line string, c, d byte) bool {
	i, j := strings.IndexByte(line, c), strings.IndexByte(line, d)
	return i >= 0 && (j < 0 || i < j)
}

// agreement is how much speaks for a separator, 0 to 1: the share of the rows
// that have two columns or more, half of it for having the same number.
func agreement(text string, separator byte) float64 {
	rows := rows{text: text, separator: separator}
	counts := map[int]int{}
	total := 0
	for total < sampleRows {
		row, ok := rows.next()
		if !ok {
			break
		}
		if row.fields[0] != "" && row.fields[0][0] == '#' && len(row.fields) == 1 {
			continue
		}
		counts[len(row.fields)]++
		total++
	}
	mode := 0
	for columns, n := range counts {
		if n > counts[mode] || n == counts[mode] && columns > mode {
			mode = columns
		}
	}
	if total == 0 || mode < 2 {
		return 0
	}
	several := float64(total-counts[1]) / float64(total)
	return several * (0.5 + 0.5*float64(counts[mode])/float64(total))
}

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
		separator = sniff(head[start:])
	}
	if separator == 0 {
		return 0
	}
	rows := rows{text: head, pos: start, separator: separator}
	first, ok := rows.next()
	switch {
	case !ok:
		return 0
	case headerRow(first.fields):
		return 2
	case agreement(head[start:], separator) > 0.8:
		return 1
	}
	return 0
}
