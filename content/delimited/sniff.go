package delimited

import "strings"

// sample is how much of a file is looked at to find its separator.
const (
	sampleBytes = 64 << 10
	sampleRows  = 50
)

// Sniff finds the separator by which the rows agree best on a number of
// columns, at least two; 0 if there is none. Anki takes the first of tab, bar,
// semicolon, colon, comma and space that occurs anywhere (metadata.rs), so that
// one colon in a text beats all the commas.
func Sniff(text string) byte {
	if len(text) > sampleBytes {
		text = text[:sampleBytes]
		if i := strings.LastIndexByte(text, '\n'); i > 0 {
			text = text[:i]
		}
	}
	best, bestScore := byte(0), 0.5
	first, _, _ := strings.Cut(strings.TrimLeft(text, "\n"), "\n")
	for _, c := range []byte("\t;,|") {
		score := Agreement(text, c)
		if score > bestScore || score == bestScore && best != 0 && best != '\t' && before(first, c, best) {
			best, bestScore = c, score
		}
	}
	if best == 0 && Agreement(text, ':') > 0.9 {
		best = ':' // "term: meaning", one a line
	}
	return best
}

// before reports whether c comes before d in a line.
func before(line string, c, d byte) bool {
	i, j := strings.IndexByte(line, c), strings.IndexByte(line, d)
	return i >= 0 && (j < 0 || i < j)
}

// Agreement is how much speaks for a separator, 0 to 1: the share of the rows
// that have two columns or more, half of it for having the same number.
func Agreement(text string, separator byte) float64 {
	rows := Rows{Text: text, Separator: separator}
	counts := map[int]int{}
	total := 0
	for total < sampleRows {
		row, ok := rows.Next()
		if !ok {
			break
		}
		if row.Fields[0] != "" && row.Fields[0][0] == '#' && len(row.Fields) == 1 {
			continue
		}
		counts[len(row.Fields)]++
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
