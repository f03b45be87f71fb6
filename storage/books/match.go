package books

import (
	"context"
	"sort"
	"sync"
)

// word is the number of a word; -1 if the volume has it not.
func (v *volume) word(w string) int {
	i := sort.SearchStrings(v.words, w)
	if i < len(v.words) && v.words[i] == w {
		return i
	}
	return -1
}

// What is known of a line while words are matched, one after the other: how
// many of them it has, and
const (
	matched  = 0x0f
	begun    = 0x40 // that the last word only begins one of its own
	elsewhen = 0x80 // that a word stands elsewhere than in its place from the title's beginning
)

var states = sync.Pool{New: func() any { return new([]byte) }}

// match adds the lines of a volume that have all words of a reading.
func (f *finding) match(ctx context.Context, in, reading int, r reading) error {
	v := f.scope[in].volume
	pooled := states.Get().(*[]byte)
	defer states.Put(pooled)
	if cap(*pooled) < v.lines {
		*pooled = make([]byte, v.lines)
	}
	state := (*pooled)[:v.lines]
	clear(state)
	for n, s := range r.slots {
		hit, err := f.mark(ctx, in, state, n, s)
		if err != nil || !hit {
			return err
		}
	}
	all := byte(len(r.slots))
	for line, s := range state {
		if s&matched == all {
			f.addLine(in, reading, line, s, len(r.slots))
		}
	}
	return nil
}

// mark notes which lines have the word n of a reading, and reports whether any
// has it.
func (f *finding) mark(ctx context.Context, in int, state []byte, n int, s slot) (hit bool, err error) {
	v := f.scope[in].volume
	note := func(flag byte) func(line, place int) {
		return func(line, place int) {
			was := state[line]
			if was&matched != byte(n) {
				return
			}
			hit = true
			if place != n {
				was |= elsewhen
			}
			state[line] = was&^matched | byte(n+1) | flag
		}
	}
	if s.code != "" {
		if f.scope[in].list != v {
			return false, nil
		}
		return hit, v.find(ctx, "c"+s.code, true, func(_ string, line int) bool { note(0)(line, n); return true })
	}
	whole := note(0)
	for _, w := range s.words {
		if i := v.word(w); i >= 0 {
			if err := v.list(ctx, i, whole); err != nil {
				return false, err
			}
		}
	}
	if s.begin == "" {
		return hit, nil
	}
	from, to := v.prefixed(s.begin)
	begins := note(begun)
	for i := from; i < to; i++ {
		if err := v.list(ctx, i, begins); err != nil {
			return false, err
		}
	}
	return hit, nil
}

// The tiers of a line, the best first.
const (
	tierTitle         = iota // the words are the title
	tierIncluded             // they are what is included
	tierTitleBegins          // the title begins with them
	tierIncludedBegin        //
	tierTitleHas             // they stand in the title
	tierIncludedHas          //
	tierTerm                 // they are a line of an index
	tierTermBegins           //
	tierTermHas              //
)

func (f *finding) addLine(in, reading, line int, state byte, words int) {
	group, least := groupWords, 0
	if state&begun != 0 {
		group = groupBegins
	}
	if state&elsewhen != 0 {
		least = tierTitleHas
	}
	if f.late(group, least) {
		return
	}
	v := f.scope[in]
	look := looked(v.info, line)
	switch {
	case look.kind == kindTitle && v.list != v.volume, // the list has the titles
		f.query.Valid && look.kind == kindTitle && (look.header || look.ended),
		f.query.Valid && look.kind == kindRow:
		return
	}
	if look.ended {
		group = groupEnded
	}
	f.add(candidate{f.key(group, f.tier(look, state, words), look.words, in, line), in, line, reading})
}

func (f *finding) tier(look look, state byte, words int) int {
	fit := 2 // has the words
	if state&elsewhen == 0 {
		fit = 1
		if look.words == words {
			fit = 0
		}
	}
	switch {
	case look.kind == kindIncluded:
		return [...]int{tierIncluded, tierIncludedBegin, tierIncludedHas}[fit]
	case look.kind == kindTerm && !f.query.Terms:
		return [...]int{tierTerm, tierTermBegins, tierTermHas}[fit]
	}
	return [...]int{tierTitle, tierTitleBegins, tierTitleHas}[fit]
}
