package qti

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// test is one comparison of a condition.
type test struct {
	op     string // equal, lt, lte, gt, gte, subset or substring
	ident  string // of the response
	value  string
	exact  bool // capitals count
	not    bool
	margin string // Canvas: "percent" or "absolute"
	by     string // how much
	places string // Canvas: to how many decimals
}

// condition is what an answer must be, what it earns, and what is then said.
type condition struct {
	at     int
	tests  []test
	scored bool    // it changes the score
	set    bool    // it is the score; otherwise it is added
	score  float64 // below zero = a loss
	links  []string
}

// key is what is right in an item of QTI 1.2, and the feedback.
type key struct {
	conditions []condition
	texts      map[string]string // feedback by its ident, HTML
	order      []string          // idents of feedback in the order of the file
	max        float64           // what SCORE.max stands for
}

// readKey reads an item's response processing and feedback.
func (i *item1) readKey(n *node) key {
	k := key{texts: map[string]string{}, max: 100}
	for _, c := range n.all("decvar") {
		if f, err := strconv.ParseFloat(c.attr("maxvalue"), 64); err == nil && f > 0 {
			k.max = f
		}
	}
	n.each(func(c *node) bool {
		switch c.name {
		case "presentation":
			return false
		case "respcondition":
			k.conditions = append(k.conditions, k.condition(c))
			return false
		case "itemfeedback":
			ident := c.attr("ident")
			if text := material(c); !empty(text) {
				if _, known := k.texts[ident]; !known {
					k.order = append(k.order, ident)
				}
				k.texts[ident] = joined(k.texts[ident], text)
			}
			return false
		}
		return true
	})
	return k
}

// condition reads one condition.
func (k *key) condition(n *node) condition {
	c := condition{at: n.at}
	readTests(n.child("conditionvar"), false, &c.tests)
	for _, link := range n.all("displayfeedback") {
		c.links = append(c.links, link.attr("linkrefid"))
	}
	for _, s := range n.all("setvar") {
		name := strings.ToLower(s.attr("varname") + s.attr("variablename"))
		if strings.Contains(name, "incorrect") { // Brightspace counts those too
			continue
		}
		value, err := strconv.ParseFloat(s.words(), 64)
		if strings.EqualFold(s.words(), "score.max") {
			value, err = k.max, nil
		}
		if err != nil || math.IsNaN(value) || math.IsInf(value, 0) {
			continue
		}
		switch strings.ToLower(s.attr("action")) {
		case "", "set":
			c.set = true
		case "add":
		case "subtract":
			value = -value
		default:
			continue
		}
		c.scored = true
		c.score += value
	}
	// Some mark the right answer only by a word.
	if !c.scored && len(c.tests) > 0 {
		right := n.is("correctanswer")
		for _, link := range c.links {
			right = right || strings.EqualFold(link, "correct")
		}
		if right {
			c.scored, c.set, c.score = true, true, k.max
		}
	}
	return c
}

// readTests reads the comparisons in an element. What a <not> holds is not
// right.
func readTests(n *node, not bool, tests *[]test) {
	if n == nil {
		return
	}
	for c := n.first; c != nil; c = c.next {
		switch c.name {
		case "not":
			readTests(c, !not, tests)
		case "and", "or", "unanswered":
			readTests(c, not, tests)
		case "varequal", "varlt", "varlte", "vargt", "vargte", "varsubset", "varsubstring":
			*tests = append(*tests, test{op: c.name[3:], ident: c.attr("respident"), value: c.words(), exact: c.is("case"), not: not,
				margin: c.attr("margintype"), by: c.attr("margin"), places: places(c)})
		}
	}
}

// places is to how many decimals a number is compared, where that is said.
func places(n *node) string {
	if n.attr("precisiontype") == "decimals" {
		return n.attr("precision")
	}
	return ""
}

// asks is what a condition wants a response to be: what stands under <not>,
// and tests of other responses, are left out.
func (c *condition) asks(ident string) (tests []test) {
	for _, t := range c.tests {
		if !t.not && t.ident == ident {
			tests = append(tests, t)
		}
	}
	return tests
}

// one is the only thing that a condition asks for; ok is false when it asks for
// more or for nothing.
func (c *condition) one(not bool) (t test, ok bool) {
	for _, x := range c.tests {
		if x.not != not {
			continue
		}
		if ok {
			return t, false
		}
		t, ok = x, true
	}
	return t, ok
}

// range1 is the response that a condition wants in a range, when it asks for
// nothing else; "" = it does not.
func (c *condition) range1() string {
	ident, ranged := "", false
	for _, t := range c.tests {
		if t.not || ident != "" && t.ident != ident {
			return ""
		}
		ident = t.ident
		ranged = ranged || t.op != "equal" && t.op != "subset" && t.op != "substring"
	}
	if !ranged {
		return ""
	}
	return ident
}

// rangeAt stands for the value of a condition that is a range.
func rangeAt(condition int) string { return "\x00" + strconv.Itoa(condition) }

// Feedback is said on any answer, on any right one, on any wrong one, or on one
// choice.
type when uint8

const (
	always when = iota
	ifRight
	ifWrong
	ifChosen
)

// choice is one choice of one response.
type choice struct{ response, value string }

// said is when the feedback of an ident is shown, and on which choices.
func (k *key) said(ident string) (when, []choice) {
	switch low := strings.ToLower(ident); low {
	case "general_fb", "solution", "general":
		return always, nil
	case "correct_fb", "correct", "general_correct_fb":
		return ifRight, nil
	case "general_incorrect_fb", "incorrect_fb", "incorrect":
		return ifWrong, nil
	}
	var on []choice
	for j := range k.conditions {
		if !contains(k.conditions[j].links, ident) {
			continue
		}
		when, c := k.saidBy(j)
		if when != ifChosen {
			return when, nil
		}
		on = append(on, c)
	}
	if len(on) == 0 { // nothing shows it: its name may be that of a choice
		on = []choice{{"", strings.TrimPrefix(strings.TrimSuffix(ident, "_fb"), "fb_")}}
	}
	return ifChosen, on
}

// saidBy is for which answers a condition is.
func (k *key) saidBy(at int) (when, choice) {
	c := &k.conditions[at]
	if t, ok := c.one(false); ok {
		return ifChosen, choice{t.ident, t.value}
	}
	if ident := c.range1(); ident != "" {
		return ifChosen, choice{ident, rangeAt(at)}
	}
	if t, ok := c.one(true); ok && len(c.tests) == 1 { // what a pair says when it is wrong
		return ifChosen, choice{t.ident, ""}
	}
	switch {
	case c.scored && c.score > 0 && len(c.tests) > 0:
		return ifRight, choice{}
	case c.scored && c.score <= 0:
		return ifWrong, choice{}
	}
	return always, choice{}
}

// giveFeedback sets the feedback on any answer, and returns that on single
// choices. known reports whether a choice is one of the item's.
func (i *item1) giveFeedback(known func(choice) bool) map[choice]string {
	single := map[choice]string{}
	for _, ident := range i.key.order {
		text := i.key.texts[ident]
		switch when, on := i.key.said(ident); {
		case when == ifRight:
			i.right = joined(i.right, text)
		case when == ifWrong:
			i.wrong = joined(i.wrong, text)
		case when == ifChosen && !slices.ContainsFunc(on, func(c choice) bool { return !known(c) }):
			for _, c := range on {
				single[c] = joined(single[c], i.html(text))
			}
		default:
			i.general = joined(i.general, text)
		}
	}
	return single
}

// weights is what each label of a response earns, and the values of the key
// that name no label. together is for responses of several right choices.
func (k *key) weights(r *response, together bool) (earned []float64, lost []string) {
	earned = make([]float64, len(r.labels))
	seen := make([]bool, len(r.labels))
	whole := -1.0 // the best score of a condition that wants several choices at once
	for j := range k.conditions {
		c := &k.conditions[j]
		if !c.scored {
			continue
		}
		var at []int
		for _, t := range c.tests {
			if t.not {
				continue
			}
			label := r.find(t)
			switch {
			case label >= 0:
				at = append(at, label)
			case t.ident == r.ident && t.op == "equal" && c.score > 0:
				lost = append(lost, t.value)
			}
		}
		if together && len(at) > 1 {
			if c.score > whole {
				whole = c.score
				clear(earned)
				for _, l := range at {
					earned[l] = c.score / float64(len(at))
				}
			}
			continue
		}
		for _, l := range at {
			switch {
			case together && whole > 0:
			case !seen[l] || c.score > earned[l]:
				earned[l] = c.score
			}
			seen[l] = true
		}
	}
	return earned, lost
}

// find is the label that a test asks for, or -1.
func (r *response) find(t test) int {
	for j, l := range r.labels {
		if t.ident == r.ident && t.value == l.ident || t.value == "" && t.ident == l.ident && t.ident != r.ident {
			return j
		}
	}
	return -1
}

// resolve is the label that a value names in another way: without regard to
// capitals, or by its text; -1 = none.
func (r *response) resolve(value string) int {
	for j, l := range r.labels {
		if strings.EqualFold(l.ident, value) {
			return j
		}
	}
	for j, l := range r.labels {
		if value != "" && plain(l.text) == oneLine(value) {
			return j
		}
	}
	return -1
}
