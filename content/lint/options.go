package lint

import (
	"math"
	"strconv"
	"strings"

	"chartroom/quiz"
)

// optionRules ask that options are alike, differ in meaning, and stand in an
// order.
var optionRules = []Rule{
	{
		Code: "L13", Name: "all-of-the-above", Severity: Warning, Rubric: 9, Checklist: 5,
		Says:   "No option is about other options: no “all of the above”, no “none of the above”, no “A and B”.",
		Fix:    "Replace it by an option that stands for itself, or let several be chosen.",
		Breaks: "Which?{~a record ~an index =All of the above}",
		Keeps:  "Which?{~a record ~an index =a registry}",
		one:    aboutOthers,
	},
	{
		Code: "L14", Name: "same-options", Severity: Error, Checklist: 11,
		Says:   "No two options of a question read the same.",
		Fix:    "Take one of them out, or say what differs.",
		Breaks: "Which?{=A record ~a record. ~an index}",
		Keeps:  "Which?{=A record ~a register ~an index}",
		one:    sameOptions,
	},
	{
		Code: "L15", Name: "overlapping-options", Severity: Warning, Checklist: 8,
		Says:   "No option is part of another one, and ranges of numbers do not meet.",
		Fix:    "Let each case fall under one option, as in 10 to 19, 20 to 29.",
		Breaks: "How many?{~10-20 days =20-30 days ~31-40 days}",
		Keeps:  "How many?{~10-19 days =20-30 days ~31-40 days}",
		one:    overlapping,
	},
	{
		Code: "L16", Name: "unlike-options", Severity: Warning, Rubric: 10, Checklist: 7,
		Says:   "Options are of one kind: all numbers of one unit, all phrases, or all sentences.",
		Fix:    "Write all options in the same form.",
		Breaks: "How long?{=30 days ~60 days ~the privacy officer ~90 days}",
		Keeps:  "How long?{=30 days ~60 days ~75 days ~90 days}",
		one:    unlike,
	},
	{
		Code: "L17", Name: "numbers-unsorted", Severity: Warning, Rubric: 10, Checklist: 8,
		Says:   "Options that are numbers stand in order.",
		Fix:    "Sort the options by their numbers.",
		Breaks: "// [tag:keep-order]\nHow long?{~60 days =30 days ~90 days}",
		Keeps:  "// [tag:keep-order]\nHow long?{=30 days ~60 days ~90 days}",
		one:    unsorted,
	},
	{
		Code: "L18", Name: "numbers-shuffled", Severity: Advice, Rubric: 10, Checklist: 8,
		Says:   "Options that are numbers in order are shown in that order.",
		Fix:    "Add the mark [tag:keep-order].",
		Breaks: "How long?{=30 days ~60 days ~90 days}",
		Keeps:  "// [tag:keep-order]\nHow long?{=30 days ~60 days ~90 days}",
		one:    shuffled,
	},
	{
		Code: "L19", Name: "uneven-options", Severity: Advice, Rubric: 10, Checklist: 7,
		Says:   "The longest option has at most 1.6 times the words of the shortest; codes and numbers do not count.",
		Fix:    "Shorten the long options, or say as much in the short ones.",
		Breaks: "What is first?{=A record ~A list of all the patients who were seen ~An index of names}",
		Keeps:  "What is first?{=A record of care ~A list of all patients ~An index of names}",
		one:    uneven,
	},
}

var aboutOptions = []string{"all of the above", "none of the above", "all of these", "none of these", "all of the others", "none of the others",
	"both of the above", "both of these", "neither of the above", "neither of these", "any of the above", "all the above", "none the above",
	"all of the following", "none of the following", "all above", "all answers", "all options", "both a and", "both b and"}

func aboutOthers(i *item) {
	i.choices(func(g *group) {
		for _, t := range g.texts {
			s := fold(t.plain)
			for _, phrase := range aboutOptions {
				if strings.HasPrefix(s, phrase) {
					i.say("%sThe option %s is about other options.", g.in(), quoted(t.plain))
					return
				}
			}
			if onlyLetters(s) {
				i.say("%sThe option %s names other options by their letters.", g.in(), quoted(t.plain))
				return
			}
		}
	})
}

// onlyLetters reports whether an option is like "a and b", "a, b, and c" or
// "1 and 3 only".
func onlyLetters(s string) bool {
	letters, joined := 0, false
	for _, w := range cut(s) {
		switch {
		case w.low == "and" || w.low == "or":
			joined = true
		case w.low == "only" || w.low == "both" || w.low == "neither" || w.low == "nor" || w.low == "options" || w.low == "answers":
		case len(w.low) == 1 && w.low >= "a" && w.low <= "f", w.low == "i", w.low == "ii", w.low == "iii", w.low == "iv", len(w.low) == 1 && w.low >= "1" && w.low <= "5":
			letters++
		default:
			return false
		}
	}
	return joined && letters > 1
}

func sameOptions(i *item) {
	for n := range i.groups {
		g := &i.groups[n]
		switch g.kind {
		case quiz.Choice, quiz.Order, quiz.Match:
		default:
			continue
		}
		seen := make(map[string]bool, len(g.texts))
		for _, t := range g.texts {
			s := fold(t.plain)
			if strings.Contains(t.raw, "<") || strings.Contains(t.raw, "![") {
				s = t.raw // what differs may be a picture, or how a letter stands
			}
			if s != "" && seen[s] {
				i.say("%sThe option %s stands there twice.", g.in(), quoted(t.plain))
				break
			}
			seen[s] = true
		}
	}
}

// span is a range of numbers; an end that is open does not belong to it.
type span struct {
	from, to         float64
	openFrom, openTo bool
	twoEnds          bool
}

func (a span) meets(b span) bool {
	if a.from > b.from || a.from == b.from && a.openFrom {
		a, b = b, a
	}
	return b.from < a.to || b.from == a.to && !a.openTo && !b.openFrom
}

// spanOf reads a range: "10-20 days", "10 to 20", "less than 10", "over 30",
// "30 or more".
func spanOf(t *text) (span, bool) {
	s := fold(t.plain)
	inf := math.Inf(1)
	for _, w := range []struct {
		prefix string
		span   func(n float64) span
	}{
		{"less than ", func(n float64) span { return span{from: -inf, to: n, openTo: true} }},
		{"fewer than ", func(n float64) span { return span{from: -inf, to: n, openTo: true} }},
		{"under ", func(n float64) span { return span{from: -inf, to: n, openTo: true} }},
		{"below ", func(n float64) span { return span{from: -inf, to: n, openTo: true} }},
		{"more than ", func(n float64) span { return span{from: n, to: inf, openFrom: true} }},
		{"over ", func(n float64) span { return span{from: n, to: inf, openFrom: true} }},
		{"above ", func(n float64) span { return span{from: n, to: inf, openFrom: true} }},
		{"at least ", func(n float64) span { return span{from: n, to: inf} }},
	} {
		if rest, ok := strings.CutPrefix(s, w.prefix); ok {
			n, _, ok := number(rest)
			return w.span(n), ok
		}
	}
	from, rest, ok := number(s)
	if !ok {
		return span{}, false
	}
	rest = strings.TrimSpace(rest)
	for _, or := range []string{"or more", "and over", "or over", "and above", "or above"} {
		if strings.Contains(rest, or) {
			return span{from: from, to: inf}, true
		}
	}
	for _, dash := range []string{"-", "–", "—", "to ", "through "} {
		after, ok := strings.CutPrefix(rest, dash)
		if !ok {
			continue
		}
		if to, unit, ok := number(strings.TrimSpace(after)); ok && to > from && !strings.HasPrefix(unit, "-") && !strings.HasPrefix(unit, "/") {
			return span{from: from, to: to, twoEnds: true}, true
		}
	}
	return span{}, false
}

// number reads the number that a text begins with, and returns what follows.
func number(s string) (n float64, rest string, ok bool) {
	s = strings.TrimLeft(s, "$£€~≈ ")
	end := 0
	for end < len(s) && (isDigit(s[end]) || end > 0 && end+1 < len(s) && (s[end] == ',' || s[end] == '.') && isDigit(s[end+1]) || end == 0 && s[end] == '-' && len(s) > 1 && isDigit(s[1])) {
		end++
	}
	n, err := strconv.ParseFloat(strings.ReplaceAll(s[:end], ",", ""), 64)
	isCode := end < len(s) && s[end] >= 'A' && s[end] <= 'Z' // 0BTJ4ZZ
	return n, s[end:], err == nil && !isCode
}

// mostCompared is how many options are compared with each other.
const mostCompared = 64

func overlapping(i *item) {
	i.choices(func(g *group) {
		if len(g.texts) > mostCompared {
			return
		}
		var spans []span
		var of []int
		ranges := 0
		for n := range g.texts {
			if s, ok := spanOf(&g.texts[n]); ok {
				spans, of = append(spans, s), append(of, n)
				if s.twoEnds {
					ranges++
				}
			}
		}
		for a := range spans {
			for b := a + 1; b < len(spans) && ranges > 1; b++ {
				if spans[a].meets(spans[b]) {
					i.say("%sThe options %s and %s meet.", g.in(), quoted(g.texts[of[a]].plain), quoted(g.texts[of[b]].plain))
					return
				}
			}
		}
		if !g.multiple {
			partOfAnother(i, g)
		}
	})
}

// partOfAnother finds an option that another one repeats and adds to.
func partOfAnother(i *item, g *group) {
	folded := make([]string, len(g.texts))
	for n, t := range g.texts {
		folded[n] = strings.TrimPrefix(strings.TrimPrefix(fold(t.plain), "the "), "both ")
	}
	for a, part := range folded {
		if len(part) < 3 {
			continue
		}
		for b, whole := range folded {
			if a == b || len(whole) < len(part)+5 {
				continue
			}
			if strings.HasPrefix(whole, part+" and ") || strings.HasPrefix(whole, part+" or ") || strings.HasSuffix(whole, " and "+part) || strings.HasSuffix(whole, " or "+part) {
				i.say("%sThe option %s is part of %s.", g.in(), quoted(g.texts[a].plain), quoted(g.texts[b].plain))
				return
			}
		}
	}
}

// form is the form of an option.
type form int

const (
	words  form = iota
	figure      // a number with at most two words after it
	code        // letters and digits in one word: J18.9
)

// formOf is an option's form, and the unit of a figure.
func formOf(t *text) (form, string) {
	s := strings.TrimSpace(t.plain)
	if _, rest, ok := number(s); ok && len(t.words) <= 4 && !strings.HasPrefix(rest, "/") {
		unit := strings.Fields(strings.Trim(rest, " .-"))
		if len(unit) == 0 {
			return figure, moneySign(s)
		}
		return figure, strings.TrimSuffix(strings.ToLower(strings.Trim(unit[0], ",.;")), "s")
	}
	if len(t.words) == 1 && strings.ContainsAny(s, "0123456789") {
		return code, ""
	}
	return words, ""
}

func moneySign(s string) string {
	if strings.HasPrefix(s, "$") {
		return "$"
	}
	return ""
}

// spanUnits are units of one measure: they may stand beside each other.
var spanUnits = setOf("second minute hour day week month quarter year calendar business working")

func unlike(i *item) {
	i.choices(func(g *group) {
		if len(g.texts) < 3 {
			return
		}
		var count [3]int
		stops, small, capital := 0, 0, 0
		units := map[string]int{}
		for n := range g.texts {
			t := &g.texts[n]
			f, unit := formOf(t)
			count[f]++
			if f == figure {
				if spanUnits[unit] {
					unit = "day"
				}
				units[unit]++
			}
			if s := strings.TrimSpace(t.plain); s != "" {
				if strings.HasSuffix(s, ".") && len(t.words) > 2 {
					stops++
				}
				if first := s[0]; f == words && first >= 'a' && first <= 'z' {
					small++
				} else if f == words && first >= 'A' && first <= 'Z' {
					capital++
				}
			}
		}
		most := max(count[words], count[figure])
		all := len(g.texts)
		switch {
		case count[code] == 0 && most < all && all-most == 1 && count[figure] > 0:
			i.say("%sOne option is of another kind than the rest: numbers and words are mixed.", g.in())
		case count[figure] == all && len(units) == 2 && minCount(units) == 1 && units[""] == 0 && units["$"] == 0:
			i.say("%sOne option has another unit than the rest.", g.in())
		case stops > 0 && all-stops > 0 && (stops == 1 || all-stops == 1):
			i.say("%sOne option is written as a sentence and the others are not, or the other way round: look at the full stops.", g.in())
		case count[words] == all && small == 1 && capital > 1 && !fixedLetter(g):
			i.say("%sOne option begins with a small letter and the others do not.", g.in())
		}
	})
}

func minCount(m map[string]int) int {
	least := math.MaxInt
	for _, n := range m {
		least = min(least, n)
	}
	return least
}

// fixedLetter reports whether letters at the beginning may be as they must be:
// "pH", "eCQM", "-itis", or names only, beside which common words are small.
func fixedLetter(g *group) bool {
	names := true
	for n := range g.texts {
		if t := &g.texts[n]; len(t.words) > 1 && t.as(t.words[0]) != t.words[0].low && t.as(t.words[1]) == t.words[1].low {
			names = false
		}
	}
	if names {
		return true
	}
	for n := range g.texts {
		s := strings.TrimSpace(g.texts[n].plain)
		first, _, _ := strings.Cut(s, " ")
		if s == "" || s[0] >= 'a' && s[0] <= 'z' && strings.ToLower(first) != first || strings.HasPrefix(s, "-") {
			return true
		}
	}
	return false
}

// figures are the numbers of a group whose options are all numbers.
func figures(g *group) ([]float64, bool) {
	list := make([]float64, 0, len(g.texts))
	for n := range g.texts {
		value, rest, ok := number(strings.TrimSpace(g.texts[n].plain))
		if f, _ := formOf(&g.texts[n]); !ok || f != figure {
			return nil, false
		}
		list = append(list, value*daysOf(rest))
	}
	return list, len(list) >= 3
}

// daysOf is how many days a unit of time has; 1 without one, so that numbers
// of one unit keep their order.
func daysOf(rest string) float64 {
	rest = strings.TrimLeft(strings.ToLower(rest), " -")
	for _, kind := range []string{"calendar ", "business ", "working ", "full "} {
		rest = strings.TrimPrefix(rest, kind)
	}
	for _, u := range []struct {
		unit string
		days float64
	}{{"minute", 1. / 1440}, {"hour", 1. / 24}, {"week", 7}, {"month", 30}, {"year", 365}} {
		if strings.HasPrefix(rest, u.unit) {
			return u.days
		}
	}
	return 1
}

// sorted reports whether numbers rise or fall throughout.
func sorted(list []float64) bool {
	rising, falling := true, true
	for n := 1; n < len(list); n++ {
		rising, falling = rising && list[n] >= list[n-1], falling && list[n] <= list[n-1]
	}
	return rising || falling
}

func unsorted(i *item) {
	i.choices(func(g *group) {
		if list, ok := figures(g); ok && !sorted(list) {
			i.say("%sThe options are numbers, and not in order.", g.in())
		}
	})
}

func shuffled(i *item) {
	i.choices(func(g *group) {
		if list, ok := figures(g); ok && sorted(list) && !i.q.KeepOrder && g.gap == 0 {
			i.say("The options are numbers in order, but the app shuffles them.")
		}
	})
}

// How much longer the longest option may be (rubric, rule 10), and by how many
// words it must be longer to be seen.
const (
	unevenTimes = 1.6
	unevenWords = 5
)

func uneven(i *item) {
	i.choices(func(g *group) {
		shortest, longest := math.MaxInt, 0
		for n := range g.texts {
			if f, _ := formOf(&g.texts[n]); f != words || strings.Contains(g.texts[n].raw, "<img") {
				return
			}
			shortest, longest = min(shortest, len(g.texts[n].words)), max(longest, len(g.texts[n].words))
		}
		if len(g.texts) > 1 && float64(longest) > unevenTimes*float64(shortest) && longest-shortest >= unevenWords {
			i.say("%sThe options have from %d to %d words.", g.in(), shortest, longest)
		}
	})
}
