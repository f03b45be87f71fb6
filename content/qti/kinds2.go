package qti

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"chartroom/quiz"
)

// key is the declaration of an interaction's response. One that names none, or
// the wrong one, has the only one there is.
func (i *item2) key(a interaction) *declared {
	if r := i.decls[a.id]; r != nil {
		return r
	}
	if len(i.decls) == 1 && len(i.asked) == 1 {
		for id, r := range i.decls {
			i.repair(a.at, "qti-response", "The question is answered in %q, which the item does not declare; it was taken for %q.", excerpt(a.id), excerpt(id))
			return r
		}
	}
	return &declared{at: a.at}
}

// find is the choice that a value of the key names; where it is no identifier,
// it is looked for without regard to capitals and then among the texts, which
// is said. -1 = none, which is said too.
func (i *item2) find(at int, value string, choices []*node) int {
	value = strings.TrimSpace(value)
	for j, c := range choices {
		if c.attr("identifier") == value {
			return j
		}
	}
	for _, same := range []func(*node) bool{
		func(c *node) bool { return strings.EqualFold(c.attr("identifier"), value) },
		func(c *node) bool { return oneLine(c.words()) == oneLine(value) && value != "" },
	} {
		if j := slices.IndexFunc(choices, same); j >= 0 {
			i.repair(at, "qti-key", "The right answer is given as %q, which is no identifier of a choice; the choice %q was taken.", excerpt(value), excerpt(oneLine(choices[j].words())))
			return j
		}
	}
	i.repair(at, "qti-key-lost", "The right answer is given as %q, which is no choice of this question; that part of the key was left out.", excerpt(value))
	return -1
}

// earned is what each choice earns.
func (i *item2) earned(r *declared, choices []*node) []float64 {
	earned := make([]float64, len(choices))
	if r.mapped {
		named := make([]bool, len(choices))
		for _, e := range r.entries {
			if at := i.find(r.at, e.key, choices); at >= 0 {
				earned[at], named[at] = e.value, true
			}
		}
		for j := range earned {
			if !named[j] {
				earned[j] = min(r.other, 0)
			}
		}
		return earned
	}
	for _, value := range r.correct {
		if at := i.find(r.at, value, choices); at >= 0 {
			earned[at] = 1
		}
	}
	return earned
}

// choices is one or several choices that are right.
func (i *item2) choices(a interaction, list []*node) {
	q, r := &i.q, i.key(a)
	q.Kind = quiz.Choice
	q.Multiple = !r.single && a.attr("maxchoices") != "1"
	earned := i.earned(r, list)
	options := make([]quiz.Option, len(list))
	for j, c := range list {
		text := i.inner(c)
		options[j] = quiz.Option{ID: c.attr("identifier"), Text: text, Fraction: earned[j], Feedback: i.html(i.chosen[c.attr("identifier")])}
		q.KeepOrder = q.KeepOrder || c.is("fixed")
	}
	if q.KeepOrder && !slices.ContainsFunc(list, func(c *node) bool { return !c.is("fixed") }) && a.is("shuffle") {
		q.KeepOrder = false
	}
	if r.single && len(r.correct) > 1 && !r.mapped {
		i.warn(r.at, "qti-several-keys", "The key names %d choices, and one may be chosen; each of them is right.", len(r.correct))
	}
	i.choice(options)
}

// order is choices to put in order.
func (i *item2) order(a interaction) {
	i.q.Kind = quiz.Order
	r, list := i.key(a), a.all("simplechoice")
	var right []int
	for _, value := range r.correct {
		if at := i.find(r.at, value, list); at >= 0 {
			right = append(right, at)
		}
	}
	i.inOrder(right, len(list), func(j int) quiz.Option { return quiz.Option{ID: list[j].attr("identifier"), Text: i.inner(list[j])} })
}

// pairsOf is the pairs of a key: places in two lists, which may be the same. A
// pair that is written the other way about is turned.
func (i *item2) pairsOf(r *declared, left, right []*node) (pairs [][2]int) {
	values := r.correct
	if r.mapped && len(values) == 0 {
		for _, e := range r.entries {
			if e.value > 0 {
				values = append(values, e.key)
			}
		}
	}
	named := func(list []*node, id string) bool {
		return slices.ContainsFunc(list, func(c *node) bool { return c.attr("identifier") == id })
	}
	for _, value := range values {
		ids := strings.Fields(value)
		if len(ids) != 2 {
			i.repair(r.at, "qti-key-lost", "%q in the key is no pair of two choices; that part of the key was left out.", excerpt(value))
			continue
		}
		if !named(left, ids[0]) && named(left, ids[1]) && named(right, ids[0]) {
			ids[0], ids[1] = ids[1], ids[0]
			i.repair(r.at, "qti-pair-turned", "The pair %q in the key begins with its right side; it was read the other way about.", excerpt(value))
		}
		x, y := i.find(r.at, ids[0], left), i.find(r.at, ids[1], right)
		if x >= 0 && y >= 0 {
			pairs = append(pairs, [2]int{x, y})
		}
	}
	return pairs
}

// match is choices of one list with their partners in another.
func (i *item2) match(a interaction) {
	q := &i.q
	q.Kind = quiz.Match
	sets := a.children("simplematchset")
	if len(sets) != 2 {
		i.unsupported("qti-few-choices", "The question has no two lists to match, so it was kept as text.")
		return
	}
	left, right := sets[0].all("simpleassociablechoice"), sets[1].all("simpleassociablechoice")
	pairs := i.pairsOf(i.key(a), left, right)
	if twice(pairs, 0) && !twice(pairs, 1) { // the lists stand the other way about
		left, right = right, left
		for j, p := range pairs {
			pairs[j] = [2]int{p[1], p[0]}
		}
	}
	i.matched(left, right, pairs)
}

// twice reports whether a place on one side is in more than one pair.
func twice(pairs [][2]int, side int) bool {
	seen := map[int]bool{}
	for _, p := range pairs {
		if seen[p[side]] {
			return true
		}
		seen[p[side]] = true
	}
	return false
}

// matched sets the options of a match.
func (i *item2) matched(left, right []*node, pairs [][2]int) {
	q := &i.q
	used, lost := map[int]bool{}, twice(pairs, 0)
	for j, c := range left {
		o := quiz.Option{ID: c.attr("identifier"), Text: i.inner(c), Fraction: 1}
		at := slices.IndexFunc(pairs, func(p [2]int) bool { return p[0] == j })
		if at < 0 {
			lost = true
		} else {
			used[pairs[at][1]] = true
			o.Partner = i.inner(right[pairs[at][1]])
		}
		q.Options = append(q.Options, o)
	}
	for j, c := range right {
		if !used[j] {
			q.Options = append(q.Options, quiz.Option{ID: c.attr("identifier"), Partner: i.inner(c)})
		}
	}
	i.pairs(lost)
}

// associate is pairs out of one list. Choices in no pair are extra partners.
func (i *item2) associate(a interaction) {
	q := &i.q
	q.Kind = quiz.Match
	list := a.all("simpleassociablechoice")
	seen := map[int]bool{}
	lost := false
	for _, p := range i.pairsOf(i.key(a), list, list) {
		lost = lost || seen[p[0]] || seen[p[1]] || p[0] == p[1]
		seen[p[0]], seen[p[1]] = true, true
		q.Options = append(q.Options, quiz.Option{ID: list[p[0]].attr("identifier"), Text: i.inner(list[p[0]]), Partner: i.inner(list[p[1]]), Fraction: 1})
	}
	for j, c := range list {
		if !seen[j] {
			q.Options = append(q.Options, quiz.Option{ID: c.attr("identifier"), Partner: i.inner(c)})
		}
	}
	i.pairs(lost)
}

// gapMatch is a text whose gaps are filled from one list.
func (i *item2) gapMatch(a interaction) {
	q, r := &i.q, i.key(a)
	texts := a.all("gaptext")
	wordless := slices.ContainsFunc(texts, func(c *node) bool { return c.words() == "" })
	if len(a.all("gapimg")) > 0 || len(texts) == 0 || wordless {
		i.unsupported("qti-gap-pictures", "Gaps that are filled with pictures cannot be asked; the item was kept as text.")
		return
	}
	pairs := i.pairsOf(r, texts, i.gaps)
	for j, gap := range i.gaps {
		g := quiz.Gap{Kind: quiz.Choice, Weight: 1}
		for k, c := range texts {
			o := quiz.Option{ID: c.attr("identifier"), Text: oneLine(c.words()), Markup: quiz.Plain}
			if slices.Contains(pairs, [2]int{k, j}) {
				o.Fraction = 1
				g.Weight = max(r.worth(c.attr("identifier")+" "+gap.attr("identifier")), 0)
			}
			g.Options = append(g.Options, o)
		}
		if g.Weight == 0 {
			g.Weight = 1
		}
		if !earns(g.Options) {
			i.unsupported("qti-no-key", "A gap of this text has no right answer, so it was kept as text.")
			return
		}
		q.Gaps = append(q.Gaps, g)
	}
	q.Kind = quiz.Cloze
}

// worth is what a mapping gives for a key; 0 = nothing, or there is none.
func (r *declared) worth(key string) float64 {
	for _, e := range r.entries {
		if r.mapped && strings.Join(strings.Fields(e.key), " ") == key {
			return e.value
		}
	}
	return 0
}

// typed is one answer that is typed.
func (i *item2) typed(a interaction) {
	q := &i.q
	kind, options, exact, _ := i.accepted(a)
	if len(options) == 0 {
		i.unsupported("qti-no-key", "No answer of this question is right, so it was kept as text.")
		return
	}
	q.Kind, q.Options, q.CaseSensitive = kind, options, exact
	for _, place := range []string{"<p>" + gapMark(0) + "</p>", gapMark(0)} {
		q.Stem = strings.TrimSpace(strings.Replace(q.Stem, place, "", 1))
	}
	if empty(q.Stem) {
		q.Stem = fromPlain(i.title)
	}
}

// clozeOf is a text whose gaps are typed or chosen.
func (i *item2) clozeOf() {
	q := &i.q
	for _, a := range i.asked {
		g := quiz.Gap{Kind: quiz.Choice, Weight: 1}
		if a.name != "textentryinteraction" {
			list := append(a.all("inlinechoice"), a.all("simplechoice")...)
			r := i.key(a)
			earned := i.earned(r, list)
			for j, c := range list {
				text := plain(i.inner(c))
				if text == "" && earned[j] <= 0 && c.name == "inlinechoice" {
					continue // the first line of a list that is not yet open
				}
				g.Options = append(g.Options, quiz.Option{ID: c.attr("identifier"), Text: text, Fraction: earned[j], Markup: quiz.Plain})
			}
			if slices.ContainsFunc(g.Options, func(o quiz.Option) bool { return o.Text == "" }) {
				q.Gaps = nil
				i.unsupported("qti-gap-pictures", "Gaps that are filled with pictures cannot be asked; the item was kept as text.")
				return
			}
			if r.mapped {
				g.Weight = max(slices.Max(append(earned, 0)), 0)
			}
			shares(g.Options, false)
		} else {
			g.Kind, g.Options, g.CaseSensitive, g.Weight = i.accepted(a)
		}
		if g.Weight == 0 {
			g.Weight = 1
		}
		if !earns(g.Options) {
			q.Gaps = nil
			i.unsupported("qti-no-key", "A gap of this text has no right answer, so it was kept as text.")
			return
		}
		q.Gaps = append(q.Gaps, g)
	}
	q.Kind = quiz.Cloze
}

// accepted is what a typed response takes, words or numbers, and what the best
// of it is worth.
func (i *item2) accepted(a interaction) (kind quiz.Kind, options []quiz.Option, exact bool, best float64) {
	r := i.key(a)
	type answer struct {
		text  string
		worth float64
	}
	var answers []answer
	if r.mapped {
		for _, e := range r.entries {
			if e.value > 0 {
				answers = append(answers, answer{e.key, e.value})
				exact = exact || e.exact
			}
		}
	} else {
		for _, value := range r.correct {
			answers = append(answers, answer{value, 1})
		}
	}
	for _, m := range i.process.all("stringmatch") {
		if m.any("variable").attr("identifier") == a.id && m.any("correct") != nil {
			exact = exact || m.is("casesensitive")
		}
	}
	if r.base == "float" || r.base == "integer" {
		for _, x := range answers {
			o, ok := number(x.text, 0, x.worth)
			if !ok {
				options = nil
				break
			}
			options = append(options, o)
		}
		if options = i.compared(a.id, options); len(options) > 0 {
			best = highest(options)
			shares(options, false)
			return quiz.Number, options, false, best
		}
	}
	for _, x := range answers {
		if o := typed(x.text, x.worth); o.Text != "" && !slices.ContainsFunc(options, func(k quiz.Option) bool { return k.Text == o.Text }) {
			options = append(options, o)
		}
	}
	best = highest(options)
	shares(options, false)
	return quiz.Text, options, exact, best
}

// highest is the most that any option earns.
func highest(options []quiz.Option) (best float64) {
	for _, o := range options {
		best = max(best, o.Fraction)
	}
	return best
}

// compared gives numbers the tolerance with which the response processing
// compares them, and adds those that only it has, with what they earn.
func (i *item2) compared(id string, options []quiz.Option) []quiz.Option {
	keyed := len(options)
	for _, name := range []string{"equal", "equalrounded"} {
		for _, c := range i.process.all(name) {
			v := c.any("variable")
			switch {
			case v == nil || v.attr("identifier") != id:
			case c.any("correct") != nil:
				for j := range options[:keyed] {
					options[j] = near(c, options[j])
				}
			}
		}
	}
	for _, c := range i.process.all("responsecondition") {
		for b := c.first; b != nil; b = b.next {
			score := float(scoreOf(b))
			test := b.first
			for test != nil && test.name == "" {
				test = test.next
			}
			if score <= 0 || test == nil || test.name != "equal" && test.name != "equalrounded" || test.any("variable").attr("identifier") != id {
				continue
			}
			if test.any("correct") != nil && keyed > 0 {
				options[0].Fraction = score
			}
			o, ok := number(test.child("basevalue").words(), 0, score)
			if !ok {
				continue
			}
			value := o.Value
			o = near(test, o)
			if at := slices.IndexFunc(options, func(k quiz.Option) bool { return k.Value == value }); at >= 0 {
				options[at] = o
			} else if len(options) < mostParts {
				options = append(options, o)
			}
		}
	}
	return options
}

// scoreOf is what a branch of the response processing adds to the score, where
// that is a number; "" = it is not.
func scoreOf(n *node) string {
	for _, set := range n.children("setoutcomevalue") {
		if strings.EqualFold(set.attr("identifier"), "score") {
			return set.any("basevalue").words()
		}
	}
	return ""
}

// near gives a number the tolerance of a comparison.
func near(c *node, o quiz.Option) quiz.Option {
	if c.name == "equalrounded" {
		o.Tolerance = halfPlace(c, o.Value)
		return o
	}
	low, high := bounds(c.attr("tolerance"))
	switch strings.ToLower(c.attr("tolerancemode")) {
	case "relative":
		low, high = math.Abs(o.Value)*low/100, math.Abs(o.Value)*high/100
	case "absolute":
	default:
		return o
	}
	if low == high {
		o.Tolerance = rounded(low)
		return o
	}
	b := between(o.Value-low, o.Value+high, o.Fraction)
	b.Markup = quiz.Plain
	return b
}

// bounds is a tolerance below and above: one number for both, or two.
func bounds(s string) (low, high float64) {
	parts := strings.Fields(s)
	switch len(parts) {
	case 1:
		low = math.Abs(float(parts[0]))
		return low, low
	case 2:
		return math.Abs(float(parts[0])), math.Abs(float(parts[1]))
	}
	return 0, 0
}

// halfPlace is half of the last place to which a number is compared.
func halfPlace(c *node, value float64) float64 {
	n, err := strconv.Atoi(c.attr("figures"))
	if err != nil || n < 0 || n > 14 {
		return 0
	}
	if strings.EqualFold(c.attr("roundingmode"), "decimalPlaces") {
		return 0.5 * math.Pow10(-n)
	}
	if value == 0 || n == 0 {
		return 0
	}
	return 0.5 * math.Pow10(int(math.Floor(math.Log10(math.Abs(value))))-n+1)
}
