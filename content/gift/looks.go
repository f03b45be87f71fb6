package gift

import "strings"

// Looks reports whether a file's beginning is GIFT: 2 = it has a category, a
// ::title:: or answers in braces, 1 = it has other braces, 0 = no.
func Looks(head string) int {
	for rest := head; rest != ""; {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		line = strings.TrimLeft(line, spaces)
		if strings.HasPrefix(line, categoryMark) || strings.HasPrefix(line, "::") && strings.Contains(line[2:], "::") {
			return 2
		}
	}
	r := reader{src: head}
	r.findBraces(0, len(head))
	score := 0
	for _, a := range r.blocks {
		start, end := trim(head, a.open+1, a.close)
		if a.cloze {
			return 2
		}
		if start == end || a.tex {
			score = 1
			continue
		}
		switch strings.TrimRight(strings.ToUpper(head[start:min(end, start+6)]), spaces) {
		case "T", "TRUE", "F", "FALSE":
			return 2
		}
		if strings.IndexByte("=~#", head[start]) >= 0 {
			return 2
		}
		score = 1
	}
	return score
}
