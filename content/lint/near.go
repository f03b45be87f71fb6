package lint

import (
	"context"
	"hash/maphash"
	"slices"
	"strings"

	"chartroom/quiz"
)

// Near-duplicates are found by MinHash (Broder, On the resemblance and
// containment of documents, 1997) over triples of characters, in bands: two
// questions are compared only if all rows of a band agree. At 80 % alike, a
// pair is missed once in about 600 times; the work grows with the number of
// questions, not with its square.
const (
	bands     = 16
	rows      = 5
	alike     = 0.8 // Jaccard; rubric, rule 12
	inBucket  = 6   // how many earlier questions of a bucket are compared
	leastText = 24  // characters; shorter texts must be equal
)

// printed is a question's text, made ready to be compared.
type printed struct {
	stem, folded  string
	stemTriples   []uint32 // sorted, each once; nil = the stem is too short
	foldedTriples []uint32 // the same of the whole
}

// offered is what is offered or right, folded, in any order.
func offered(q *quiz.Question) string {
	var parts []string
	add := func(options []quiz.Option) {
		for _, o := range options {
			parts = append(parts, fold(visible(o.Text, q.Markup)+" "+o.Partner))
		}
	}
	add(q.Options)
	for _, g := range q.Gaps {
		add(g.Options)
	}
	if q.Kind == quiz.TrueFalse {
		parts = nil // which is right is no other question
	}
	slices.Sort(parts)
	return strings.Join(parts, "\n")
}

func newPrinted(q *quiz.Question) printed {
	stem := fold(visible(q.Stem, q.Markup))
	whole := stem + "\n" + offered(q)
	return printed{stem, whole, triples(stem), triples(whole)}
}

// triples are the triples of characters (bytes) in a text; nil of one that is
// too short to be told apart by them.
func triples(s string) []uint32 {
	if len(s) < leastText {
		return nil
	}
	list := make([]uint32, 0, len(s))
	for n := 2; n < len(s); n++ {
		list = append(list, uint32(s[n-2])<<16|uint32(s[n-1])<<8|uint32(s[n]))
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// alikeTo is how much two questions are the same: 0 to 1, and 0 where the stems
// differ. Many questions may be asked of the same options.
func (p *printed) alikeTo(o *printed) float64 {
	if p.stem != o.stem && (p.stemTriples == nil || o.stemTriples == nil || jaccard(p.stemTriples, o.stemTriples) < alike) {
		return 0
	}
	return jaccard(p.foldedTriples, o.foldedTriples)
}

// jaccard is the share of triples that two texts have in common: 0 to 1.
func jaccard(a, b []uint32) float64 {
	if float64(min(len(a), len(b))) < alike*float64(max(len(a), len(b))) {
		return 0
	}
	both := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			both++
			i++
			j++
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return float64(both) / float64(len(a)+len(b)-both)
}

// factors are odd numbers without a pattern. (Knuth's MMIX generator.)
var factors = func() (f [bands * rows]uint64) {
	state := uint64(0xBF58476D1CE4E5B9)
	for n := range f {
		state = state*6364136223846793005 + 1442695040888963407
		f[n] = state | 1
	}
	return f
}()

// signature is the least hash of the triples, for each of the hash functions.
func signature(triples []uint32, s *[bands * rows]uint32) {
	for n := range s {
		s[n] = ^uint32(0)
	}
	for _, t := range triples {
		// Mixed once, then by an odd factor of its own for each function
		// (multiply-shift hashing, Dietzfelbinger and others, 1997).
		x := (uint64(t) + 1) * 0x9E3779B97F4A7C15
		x ^= x >> 29
		for n := range s {
			s[n] = min(s[n], uint32(x*factors[n]>>32))
		}
	}
}

func nearDuplicates(ctx context.Context, s *set) {
	whole := make(map[string]int, len(s.questions)) // folded text: the question that has it
	var buckets [bands]map[uint64][]int32
	for n := range buckets {
		buckets[n] = make(map[uint64][]int32, len(s.questions))
	}
	all := make([]printed, len(s.questions))
	seed := maphash.MakeSeed()
	var sign [bands * rows]uint32
	for n := range s.questions {
		if n%256 == 0 && ctx.Err() != nil {
			return
		}
		q := &s.questions[n]
		if strings.TrimSpace(q.Stem) == "" || q.Picture != nil {
			continue
		}
		all[n] = newPrinted(q)
		if first, ok := whole[all[n].folded]; ok {
			if !related(q, &s.questions[first]) {
				s.say(q, "It asks the same as %s%s.", quoted(label(&s.questions[first])), onLine(&s.questions[first]))
			}
			continue
		}
		whole[all[n].folded] = n
		if all[n].foldedTriples == nil {
			continue
		}
		signature(all[n].foldedTriples, &sign)
		best, share := -1, 0.0
		for b := range buckets {
			key := maphash.Comparable(seed, [rows]uint32(sign[b*rows:(b+1)*rows]))
			bucket := buckets[b][key]
			for _, m := range bucket {
				if int(m) == best || related(q, &s.questions[m]) {
					continue
				}
				if j := all[n].alikeTo(&all[m]); j >= alike && j > share {
					best, share = int(m), j
				}
			}
			if len(bucket) < inBucket {
				buckets[b][key] = append(bucket, int32(n))
			} else {
				bucket[n%inBucket] = int32(n)
			}
		}
		if best >= 0 {
			s.say(q, "It is %.0f %% the same as %s%s.", 100*share, quoted(label(&s.questions[best])), onLine(&s.questions[best]))
		}
	}
}

// related reports whether two questions are of one fact on purpose.
func related(a, b *quiz.Question) bool {
	return a.Family != "" && a.Family == b.Family || a.Kind == quiz.Description || b.Kind == quiz.Description
}

func onLine(q *quiz.Question) string {
	if q.Line == 0 {
		return ""
	}
	return " on line " + itoa(q.Line)
}
