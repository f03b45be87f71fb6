package books

import (
	"encoding/binary"
	"slices"
	"strings"

	"chartroom/quiz/codebook"
)

// indexer collects in which lines each word stands, and where in their titles.
type indexer struct {
	numbers map[string]int
	lists   []postings
	now     int      // the line that is being read
	place   int      // of its next word
	path    []string // titles of the terms above the next one
}

// postings are the lines with a word, each as a number: what is added to the
// line before it times 16, and the place of the word in the line, from 0.
type postings struct {
	data []byte
	last int // 1 + the last line
}

// later is the place of a word that is far behind, or not in the title.
const later = 15

func (x *indexer) line(n int) { x.now, x.place = n, 0 }

// text indexes words in their places. What stands in brackets may be there or
// not in what somebody types, and "unspecified" is what is meant where nothing
// else is said: such words take no place.
func (x *indexer) text(s string) {
	for _, tail := range []string{", site not specified", ", not elsewhere classified", ", not otherwise specified"} {
		if rest, ok := strings.CutSuffix(s, tail); ok {
			defer x.also(tail)
			s = rest
		}
	}
	for s != "" {
		open := strings.IndexAny(s, "([")
		if open < 0 {
			x.placed(s)
			return
		}
		x.placed(s[:open])
		end := strings.IndexAny(s[open:], ")]")
		if end < 0 {
			end = len(s) - open - 1
		}
		x.also(s[open : open+end+1])
		s = s[open+end+1:]
	}
}

func (x *indexer) placed(s string) {
	codebook.Words(s, func(w []byte) {
		switch {
		case codebook.Small(w):
		case string(w) == "unspecified":
			x.word(w, later)
		default:
			x.word(w, min(x.place, later))
			x.place++
		}
	})
}

// also indexes words that do not count.
func (x *indexer) also(s string) {
	codebook.Words(s, func(w []byte) {
		if !codebook.Small(w) {
			x.word(w, later)
		}
	})
}

func (x *indexer) word(w []byte, place int) {
	n, ok := x.numbers[string(w)]
	if !ok {
		n = len(x.lists)
		x.numbers[string(w)] = n
		x.lists = append(x.lists, postings{})
	}
	l := &x.lists[n]
	if l.last == x.now+1 {
		return // twice in a line: the first place counts
	}
	l.data = binary.AppendUvarint(l.data, uint64(x.now+1-l.last)<<4|uint64(place))
	l.last = x.now + 1
}

// finish writes the words, sorted, and their lists, which follow each other in
// blocks. A list is never parted.
func (x *indexer) finish(head *packer, b *builder) {
	words := make([]string, 0, len(x.numbers))
	for w := range x.numbers {
		words = append(words, w)
	}
	slices.Sort(words)
	var p packer
	var ends []int // of the blocks: the number of words up to it
	head.texts(words)
	for i, w := range words {
		data := x.lists[x.numbers[w]].data
		head.number(len(data))
		p = append(p, data...)
		if len(p) >= wordBlock || i == len(words)-1 {
			b.seal(&p)
			ends = append(ends, i+1)
		}
	}
	head.number(len(ends))
	for _, e := range ends {
		head.number(e)
	}
}
