package quiz

import (
	"fmt"
	"math"
	"strings"
)

// ItemFlag is a reason to look at a question again.
type ItemFlag struct {
	Kind ItemFlagKind
	Why  string // whole sentences, with the figures
}

// ItemFlagKind is what may be wrong with a question, in words.
type ItemFlagKind string

// The flags.
const (
	WrongKey     ItemFlagKind = "probable wrong key"
	DeadOption   ItemFlagKind = "non-functioning distractor"
	TooEasy      ItemFlagKind = "too easy"
	TooHard      ItemFlagKind = "too hard"
	Undiscerning ItemFlagKind = "low discrimination"
)

// Thresholds of the flags: facility from .3 to .9, a point-biserial of at
// least .15, and distractors that one candidate in twenty chooses (Tarrant,
// Ware and Mohammed 2009, BMC Med. Educ. 9:40, for the last; the others are
// customary for medical examinations).
const (
	leastFacility  = .3
	mostFacility   = .9
	leastBiserial  = .15
	leastDrawn     = .05
	enoughToJudge  = 100 // candidates: below, chance alone moves a correlation by .1 and more
	leastCandidate = 5   // below, nothing is flagged
)

// flags says what to look at. A question without full mark has none.
func (s *ItemStats) flags() []ItemFlag {
	if s.Candidates < leastCandidate || s.Max == 0 {
		return nil
	}
	var all []ItemFlag
	say := func(kind ItemFlagKind, format string, args ...any) {
		all = append(all, ItemFlag{kind, fmt.Sprintf(format, args...)})
	}
	wrong := s.wrongKey()
	switch {
	case wrong != "":
		say(WrongKey, "%s%s Check the key.", wrong, s.doubt())
	case s.Corrected < leastBiserial:
		say(Undiscerning, "Its marks and the rest of the test go together by %.2f; %.2f or more is expected.%s", s.Corrected, leastBiserial, s.doubt())
	}
	switch {
	case s.Facility < leastFacility:
		say(TooHard, "Candidates earned %.0f %% of its mark; below %.0f %% it tells few of them apart, and its key or its topic may be at fault.", 100*s.Facility, 100*leastFacility)
	case s.Facility > mostFacility:
		say(TooEasy, "Candidates earned %.0f %% of its mark; above %.0f %% it tells few of them apart.", 100*s.Facility, 100*mostFacility)
	}
	for i := range s.Options {
		o := &s.Options[i]
		switch {
		case o.Key || o.Functioning || math.IsNaN(o.PointBiserial) && o.Chosen > 0: // or it cannot be told
		case o.Chosen == 0:
			say(DeadOption, "Nobody chose %s.", o.Name)
		case o.Share < leastDrawn:
			say(DeadOption, "Only %.1f %% chose %s; %.0f %% or more make a distractor worth reading.", 100*o.Share, o.Name, 100*leastDrawn)
		case wrong == "": // else it may be the key
			say(DeadOption, "%s draws the better candidates rather than the weaker: the correlation is %+.2f.%s", o.Name, o.PointBiserial, s.doubt())
		}
	}
	return all
}

// wrongKey says why the key is doubted: the better a candidate, the worse her
// mark; or the best agree on another option. "" if it is not.
func (s *ItemStats) wrongKey() string {
	var why []string
	if s.Corrected < 0 {
		why = append(why, fmt.Sprintf("The better candidates are on the whole, the less they earn here: the correlation is %.2f.", s.Corrected))
	}
	key := 0.0 // share of the best who chose a right option
	for _, o := range s.Options {
		if o.Key {
			key += o.Upper
		}
	}
	for _, o := range s.Options {
		if !o.Key && o.Upper > key && o.PointBiserial > 0 {
			why = append(why, fmt.Sprintf("Of the best candidates %.0f %% chose %s and %.0f %% the key.", 100*o.Upper, o.Name, 100*key))
		}
	}
	return strings.Join(why, " ")
}

// doubt says how little few candidates prove, or "". The standard error of a
// correlation near 0 is 1/sqrt(n-1).
func (s *ItemStats) doubt() string {
	if s.Candidates >= enoughToJudge {
		return ""
	}
	return fmt.Sprintf(" With %s, chance alone moves this by %.2f or more one time in ten.", Count(s.Candidates, "candidate"), z90/math.Sqrt(float64(s.Candidates-1)))
}
