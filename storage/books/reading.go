package books

import (
	"math/bits"
	"strings"

	"chartroom/quiz"
	"chartroom/quiz/codebook"
)

// reading is a way to understand what was typed: words that must all be there.
type reading struct {
	slots []slot
	why   string // "" if it is as typed
	short bool   // a short form was read out
}

// slot is a word of a query and what is taken for it.
type slot struct {
	words []string // any of these
	begin string   // or a word that begins so; "" = none
	code  string   // or a code that begins so
}

// mostWords are as many as the longest titles have; each costs time.
const mostWords = matched - 1

// typed are the words of a query. The last may go on if nothing was typed
// after it. Small words go if there are others.
func typed(text string) (words []string, open bool) {
	var kept []string
	last := ""
	codebook.Words(text, func(w []byte) {
		last = string(w)
		if !codebook.Small(w) && len(kept) < mostWords {
			kept = append(kept, last)
		}
	})
	open = !strings.HasSuffix(text, " ")
	if len(kept) == 0 {
		if last == "" {
			return nil, false
		}
		return []string{last}, open
	}
	return kept, open && kept[len(kept)-1] == last
}

// readings are the ways to understand words, the one as typed first, where
// these volumes have the words at all.
func readings(volumes []*volume, words []string, open bool) []reading {
	var all []reading
	if r, ok := asTyped(volumes, words, open); ok {
		all = append(all, r)
	}
	for i, w := range words {
		for _, a := range codebook.Abbreviations(w) {
			others := append(append([]string{}, words[:i]...), words[i+1:]...)
			if r, ok := asTyped(volumes, others, open && i < len(words)-1); ok || len(others) == 0 {
				r.slots = append(expansion(a), r.slots...)
				r.slots = r.slots[:min(len(r.slots), matched)]
				why := strings.ToUpper(a.Short) + " = " + a.Means
				if r.why != "" {
					why += "; " + r.why
				}
				all = append(all, reading{r.slots, why, true})
			}
		}
	}
	return all[:min(len(all), 6)]
}

func expansion(a codebook.Abbreviation) []slot {
	var slots []slot
	codebook.Words(a.Search(), func(w []byte) {
		if !codebook.Small(w) {
			slots = append(slots, slot{words: codebook.Variants(string(w))})
		}
	})
	return slots
}

// asTyped takes each word as it is or, if no volume has it, as the nearest that
// one has. Short forms that are no words are not taken for slips.
func asTyped(volumes []*volume, words []string, open bool) (reading, bool) {
	var r reading
	var why []string
	for i, w := range words {
		s := slot{words: codebook.Variants(w)}
		if open && i == len(words)-1 {
			s.begin = w
		}
		if !known(volumes, s) {
			instead, ok := instead(volumes, s, w, i == 0 && len(words) > 1)
			if !ok {
				return reading{}, false
			}
			if instead.code == "" {
				why = append(why, "read as "+shownWord(volumes, instead))
			}
			s = instead
		}
		r.slots = append(r.slots, s)
	}
	r.why = strings.Join(why, "; ")
	return r, len(r.slots) > 0
}

// instead is what is taken for a word that is not known.
func instead(volumes []*volume, s slot, word string, beside bool) (slot, bool) {
	if strings.ContainsAny(word, "0123456789") {
		return slot{code: quiz.CodeKey(word)}, beside && len(word) > 2
	}
	if len(codebook.Abbreviations(word)) > 0 {
		return slot{}, false
	}
	for _, american := range codebook.American(word) {
		other := slot{words: codebook.Variants(american)}
		if s.begin != "" {
			other.begin = american
		}
		if known(volumes, other) {
			return other, true
		}
	}
	if near := nearest(volumes, word, s.begin != ""); near != "" {
		return slot{words: codebook.Variants(near)}, true
	}
	return slot{}, false
}

func known(volumes []*volume, s slot) bool {
	for _, v := range volumes {
		for _, w := range s.words {
			if v.word(w) >= 0 {
				return true
			}
		}
		if s.begin != "" {
			if from, to := v.prefixed(s.begin); from < to {
				return true
			}
		}
	}
	return false
}

// shownWord is the word to say for a slot: the one that stands in most lines.
func shownWord(volumes []*volume, s slot) string {
	best, most := s.words[0], 0
	for _, v := range volumes {
		if v.word(s.words[0]) >= 0 {
			return s.words[0]
		}
		if s.begin == "" {
			continue
		}
		from, to := v.prefixed(s.begin)
		for i := from; i < to; i++ {
			if v.sizes[i] > most {
				best, most = v.words[i], v.sizes[i]
			}
		}
	}
	return best
}

// nearest is the word that is the fewest slips away, and of these the one that
// stands in most lines; "" if none is near.
func nearest(volumes []*volume, word string, open bool) string {
	most := codebook.Slips(word)
	if most == 0 {
		return ""
	}
	letters := codebook.Letters(word)
	best, size := "", 0
	for _, v := range volumes {
		for i, w := range v.words {
			if far(letters, v.letters[i], open) > 2*most || len(w) < 4 {
				continue
			}
			d := codebook.Distance(word, w, most, open)
			if d > most || d == most && best != "" && v.sizes[i] <= size {
				continue
			}
			if d < most {
				size = 0
			}
			if v.sizes[i] > size {
				best, size, most = w, v.sizes[i], d
			}
		}
	}
	return best
}

// far is in how many letters two words differ; of a word that goes on only the
// letters count that it has not.
func far(typed, word uint64, open bool) int {
	if open {
		return 2 * bits.OnesCount64(typed&^word)
	}
	return bits.OnesCount64(typed ^ word)
}
