package books

import (
	"math/bits"
	"slices"
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
	for i := range words {
		for n := 1; n <= 2 && i+n <= len(words); n++ {
			for _, a := range codebook.Abbreviations(strings.Join(words[i:i+n], " ")) {
				if r, ok := readOut(volumes, a, slices.Concat(words[:i], words[i+n:]), open && i+n < len(words)); ok {
					all = append(all, r)
				}
			}
		}
	}
	if r, ok := allReadOut(volumes, words, open); ok {
		all = append(all[:min(len(all), mostReadings-1)], r)
	}
	return all[:min(len(all), mostReadings)]
}

// mostReadings is how many ways to understand words are tried; each takes a
// search.
const mostReadings = 6

// allReadOut reads out every short form, where there are several.
func allReadOut(volumes []*volume, words []string, open bool) (reading, bool) {
	var beside []string
	var forms []codebook.Abbreviation
	for i := 0; i < len(words); i++ {
		var form []codebook.Abbreviation
		for n := min(2, len(words)-i); n > 0 && len(form) == 0; n-- {
			if form = codebook.Abbreviations(strings.Join(words[i:i+n], " ")); len(form) > 0 {
				forms = append(forms, form[0])
				open = open && i+n < len(words)
				i += n - 1
			}
		}
		if len(form) == 0 {
			beside = append(beside, words[i])
		}
	}
	if len(forms) < 2 {
		return reading{}, false
	}
	r, ok := readOut(volumes, forms[0], beside, open)
	for _, form := range forms[1:] {
		r.slots = append(expansion(form), r.slots...)
		r.why = form.String() + "; " + r.why
	}
	r.slots = r.slots[:min(len(r.slots), matched)]
	return r, ok
}

// readOut is a reading of a short form and the words beside it.
func readOut(volumes []*volume, a codebook.Abbreviation, beside []string, open bool) (reading, bool) {
	r, ok := asTyped(volumes, beside, open)
	if !ok && len(beside) > 0 {
		return r, false
	}
	why := a.String()
	if r.why != "" {
		why += "; " + r.why
	}
	slots := append(expansion(a), r.slots...)
	return reading{slots[:min(len(slots), matched)], why, true}, true
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
