package codebook

import "strings"

// Slips is how many slips of the pen are forgiven in a word: none in a short
// one, since nearly any three letters are near to three others.
func Slips(word string) int {
	switch {
	case len(word) < 4:
		return 0
	case len(word) < 8:
		return 1
	}
	return 2
}

// Distance is how many letters of a were left out, added, mistaken or swapped
// with their neighbour to make b (optimal string alignment); most+1 if there
// are more than most. open lets b go on where a ends: it is then the distance
// to the nearest beginning of b. Both are in ASCII.
func Distance(a, b string, most int, open bool) int {
	if len(a) > maxWord || len(a)-len(b) > most || !open && len(b)-len(a) > most {
		return most + 1
	}
	b = b[:min(len(b), len(a)+most)] // what comes later is not near any more
	var rows [3][maxWord + 1]int
	before, last, row := &rows[0], &rows[1], &rows[2]
	for i := range len(a) + 1 {
		last[i] = i
	}
	best := last[len(a)]
	for j := 1; j <= len(b); j++ {
		row[0] = j
		least := j
		for i := 1; i <= len(a); i++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d := min(last[i-1]+cost, last[i]+1, row[i-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, before[i-2]+1)
			}
			row[i] = d
			least = min(least, d)
		}
		best = min(best, row[len(a)])
		if least > most && !open {
			return most + 1
		} else if least > most {
			break
		}
		before, last, row = last, row, before
	}
	if !open {
		best = last[len(a)]
	}
	return min(best, most+1)
}

// maxWord is the longest word whose slips are looked for. The longest of
// ICD-10-CM 2026 has 33 letters.
const maxWord = 40

// Letters are the letters of a word as bits, to see at once that two words
// are far apart: each slip changes two bits at most.
func Letters(word string) (bits uint64) {
	for i := range len(word) {
		bits |= 1 << (word[i] & 63)
	}
	return bits
}

// american are the letters that British spelling writes otherwise, the British
// first. One of them is tried at a time, then all.
var american = [][2]string{
	{"ae", "e"}, {"oe", "e"}, {"our", "or"}, {"yse", "yze"}, {"ise", "ize"}, {"isation", "ization"}, {"ising", "izing"},
	{"centre", "center"}, {"metre", "meter"}, {"litre", "liter"}, {"fibre", "fiber"}, {"calibre", "caliber"}, {"sulph", "sulf"}, {"leuc", "leuk"},
	{"programme", "program"}, {"grey", "gray"}, {"mould", "mold"}, {"plough", "plow"}, {"labelled", "labeled"}, {"travelling", "traveling"},
}

// American are the ways in which American English, and so a code book, may
// write a word of British English: anaemia, anemia. There are none for most
// words.
func American(word string) []string {
	var ways []string
	all := word
	for _, a := range american {
		if one := strings.ReplaceAll(word, a[0], a[1]); one != word {
			ways = append(ways, one)
			all = strings.ReplaceAll(all, a[0], a[1])
		}
	}
	if len(ways) > 1 && all != word {
		ways = append(ways, all)
	}
	return ways
}
