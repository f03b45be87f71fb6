package qti

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"chartroom/quiz"
)

// kind makes a question of the item: by its type where that says what the
// markup does not, and else by its responses.
func (i *item1) kind() {
	fibs, lids, others, ordered := 0, 0, 0, false
	for _, r := range i.responses {
		switch {
		case r.kind == "xy" || r.render == "hotspot" || r.render == "slider":
			others++
		case r.render == "fib" || r.kind == "str" || r.kind == "num":
			fibs++
		default:
			lids++
		}
		ordered = ordered || r.ordered
	}
	typ := strings.TrimSuffix(strings.ReplaceAll(i.typ, " ", "_"), "_question")
	switch {
	case strings.Contains(typ, "essay"), typ == "long_answer", typ == "written_response", typ == "short_response":
		i.essay()
	case typ == "text_only", len(i.responses) == 0 && typ != "file_upload" && typ != "calculated":
		i.plain(quiz.Description)
	case typ == "calculated", typ == "formula", typ == "arithmetic", typ == "significant_figures":
		i.plain(quiz.Essay)
		i.asText("qti-calculated", "A question whose numbers are drawn anew each time cannot be asked; it was kept as text.")
	case typ == "file_upload":
		i.plain(quiz.Essay)
		i.asText("qti-upload", "A question that is answered with a file cannot be asked; it was kept as text.")
	case others > 0:
		i.plain(quiz.Essay)
		i.asText("qti-hot-spot", "A question that is answered by a place in a picture or on a scale cannot be asked; it was kept as text.")
	case ordered && len(i.responses) == 1:
		i.ordering()
	case fibs == 1 && lids == 0:
		i.typed()
	case fibs > 0, i.named():
		i.cloze()
	case lids > 1 && i.manyEach():
		i.categories()
	case (lids > 1 || typ == "matching") && i.prompted():
		i.matching()
	case lids > 1:
		i.cloze()
	default:
		i.choices()
	}
}

// plain is a text.
func (i *item1) plain(kind quiz.Kind) {
	i.q.Kind, i.q.Stem = kind, i.stem(nil)
	for _, r := range i.responses {
		i.q.Stem = joined(i.q.Stem, r.prompt)
	}
	i.giveFeedback(func(choice) bool { return false })
}

// essay is a question that a person marks. What it accepts is a model answer.
func (i *item1) essay() {
	i.plain(quiz.Essay)
	for _, r := range i.responses {
		for _, c := range i.key.conditions {
			for _, t := range c.asks(r.ident) {
				i.general = joined(i.general, fromPlain(t.value))
			}
		}
	}
}

// choices is one response with its choices.
func (i *item1) choices() {
	r := &i.responses[0]
	q := &i.q
	q.Kind, q.Stem = quiz.Choice, joined(i.stem(nil), r.prompt)
	q.Multiple = r.many || strings.HasPrefix(i.typ, "multiple_answers")
	earned, lost := i.key.weights(r, q.Multiple)
	i.mend(r, earned, lost)
	texts := i.giveFeedback(func(c choice) bool { return i.label(r, c) })
	options := make([]quiz.Option, len(r.labels))
	for j, l := range r.labels {
		options[j] = quiz.Option{Text: l.text, Fraction: earned[j], Feedback: feedbackOn(texts, r, l)}
		if options[j].Text == "" && truth(l.ident) != 0 { // Blackboard has only idents
			options[j].Text = l.ident
		}
		q.KeepOrder = q.KeepOrder || l.fixed
	}
	if q.KeepOrder && allFixed(r.labels) {
		q.KeepOrder = false // that is how some write all choices
	}
	options = i.dropEmpty(options)
	shares(options, q.Multiple)
	q.Options = options
	switch {
	case len(options) < 2:
		i.asText("qti-few-choices", "The question has %s; it takes at least two, so it was kept as text.", quiz.Count(len(options), "choice"))
	case !earns(options):
		i.asText("qti-no-key", "No choice of this question is right, so it was kept as text.")
	default:
		i.choice(options)
	}
}

func allFixed(labels []label) bool {
	return !slices.ContainsFunc(labels, func(l label) bool { return !l.fixed })
}

// mend gives what the key's lost values earn to the labels that they name in
// another way.
func (i *item1) mend(r *response, earned []float64, lost []string) {
	for _, value := range lost {
		if at := r.resolve(value); at >= 0 {
			earned[at] = max(earned[at], 1)
			if best := slices.Max(earned); best > 1 {
				earned[at] = best
			}
			i.repair(r.at, "qti-key", "The right answer is given as %q, which is no identifier of a choice; the choice %q was taken.", excerpt(value), excerpt(plain(r.labels[at].text)))
			continue
		}
		i.repair(r.at, "qti-key-lost", "The right answer is given as %q, which is no choice of this question; that part of the key was left out.", excerpt(value))
	}
}

// label reports whether feedback on a choice is on a label of a response.
func (i *item1) label(r *response, c choice) bool {
	for _, l := range r.labels {
		if l.is(r, c) {
			return true
		}
	}
	return false
}

func (l *label) is(r *response, c choice) bool {
	return c.value == l.ident && (c.response == r.ident || c.response == "") || c.response == l.ident && c.value == ""
}

func feedbackOn(texts map[choice]string, r *response, l label) string {
	text := texts[choice{r.ident, l.ident}]
	text = joined(text, texts[choice{"", l.ident}])
	if r.ident != l.ident {
		text = joined(text, texts[choice{l.ident, ""}])
	}
	return text
}

// ordering is choices to put in order.
func (i *item1) ordering() {
	r := &i.responses[0]
	q := &i.q
	q.Kind, q.Stem = quiz.Order, joined(i.stem(nil), r.prompt)
	var right []int
	for j := range i.key.conditions {
		c := &i.key.conditions[j]
		if !c.scored || c.score <= 0 || len(right) > 0 {
			continue
		}
		for _, t := range c.asks(r.ident) {
			if at := r.find(t); at >= 0 {
				right = append(right, at)
			}
		}
	}
	texts := i.giveFeedback(func(c choice) bool { return i.label(r, c) })
	i.inOrder(right, len(r.labels), func(j int) quiz.Option {
		return quiz.Option{Text: r.labels[j].text, Feedback: feedbackOn(texts, r, r.labels[j])}
	})
}

// inOrder sets the options of an order: right holds each of n places once, or
// the key is not whole.
func (d *draft) inOrder(right []int, n int, option func(int) quiz.Option) {
	q := &d.q
	whole := len(right) == n && n > 1
	seen := map[int]bool{}
	for _, at := range right {
		whole = whole && !seen[at]
		seen[at] = true
	}
	if !whole {
		for j := range n {
			q.Options = append(q.Options, option(j))
		}
		d.asText("qti-no-key", "The right order does not name each of the %d choices once, so the question was kept as text.", n)
		return
	}
	for _, at := range right {
		q.Options = append(q.Options, option(at))
	}
}

// typed is one answer that is typed: words, a number, or an essay where nothing
// is right.
func (i *item1) typed() {
	r := &i.responses[0]
	q := &i.q
	kind, options, exact := i.accepted(r)
	last := len(i.pieces) > 0 && i.pieces[len(i.pieces)-1].response >= 0
	switch {
	case len(options) == 0 && len(r.labels) == 0 && r.rows > 1, len(options) == 0 && kind == quiz.Text:
		i.essay()
		if r.rows <= 1 && i.typ != "" {
			i.asText("qti-no-key", "No answer of this question is right, so it was kept as text.")
		}
	case len(options) == 0:
		i.plain(quiz.Essay)
		i.asText("qti-no-key", "No number of this question is right, so it was kept as text.")
	case last:
		q.Kind, q.Stem, q.Options, q.CaseSensitive = kind, joined(i.stem(nil), r.prompt), options, exact
		i.typedFeedback(r, q.Options)
	default:
		i.cloze()
	}
}

// typedFeedback gives accepted answers their feedback.
func (i *item1) typedFeedback(r *response, options []quiz.Option) {
	texts := i.giveFeedback(func(c choice) bool {
		return c.response == r.ident && c.value != "" && slices.ContainsFunc(options, func(o quiz.Option) bool { return i.accepts(o, c.value) })
	})
	i.typedTexts(r, options, texts)
}

func (i *item1) typedTexts(r *response, options []quiz.Option, texts map[choice]string) {
	for c, text := range texts {
		for j := range options {
			if c.response == r.ident && i.accepts(options[j], c.value) {
				options[j].Feedback = joined(options[j].Feedback, text)
				break
			}
		}
	}
}

// accepts reports whether an option was made of a value, or of a range.
func (i *item1) accepts(o quiz.Option, value string) bool {
	if of, ok := i.ranges[value]; ok {
		return o.Value == of.Value && o.Tolerance == of.Tolerance
	}
	if f, err := strconv.ParseFloat(value, 64); err == nil && o.Value == f && o.Text == decimal(f) {
		return true
	}
	return o.Text == typed(value, 0).Text
}

// accepted is what a typed response takes: words or numbers.
func (i *item1) accepted(r *response) (kind quiz.Kind, options []quiz.Option, exact bool) {
	kind = quiz.Text
	if numeric(r, i.typ) {
		options, ok := i.numbers(r)
		if ok {
			shares(options, false)
			return quiz.Number, options, false
		}
	}
	for j := range i.key.conditions {
		c := &i.key.conditions[j]
		if !c.scored || c.score <= 0 {
			continue
		}
		for _, t := range c.asks(r.ident) {
			o := typed(t.value, c.score)
			switch t.op {
			case "subset", "substring":
				o.Text = "*" + o.Text + "*"
			case "equal":
			default:
				continue
			}
			if o.Text == "" || slices.ContainsFunc(options, func(known quiz.Option) bool { return known.Text == o.Text }) {
				continue
			}
			options = append(options, o)
			exact = exact || t.exact
		}
	}
	shares(options, false)
	return kind, options, exact
}

// numeric reports whether a response takes numbers.
func numeric(r *response, typ string) bool {
	switch r.fib {
	case "decimal", "integer", "scientific":
		return true
	}
	return r.kind == "num" || strings.HasPrefix(typ, "numeric")
}

// numbers is the accepted numbers of a response; ok is false when one of them
// is no number.
func (i *item1) numbers(r *response) (options []quiz.Option, ok bool) {
	for j := range i.key.conditions {
		c := &i.key.conditions[j]
		if !c.scored || c.score <= 0 {
			continue
		}
		low, high, equals, inside := math.NaN(), math.NaN(), []test{}, true
		for _, t := range c.asks(r.ident) {
			values := quiz.ParseNumber(t.value)
			if len(values) != 1 {
				return nil, false
			}
			switch t.op {
			case "gt", "gte":
				low = values[0]
			case "lt", "lte":
				high = values[0]
			case "equal":
				equals = append(equals, t)
			}
		}
		ranged := !math.IsNaN(low) && !math.IsNaN(high)
		for _, t := range equals {
			x := quiz.ParseNumber(t.value)[0]
			inside = inside && (!ranged || low <= x && x <= high)
		}
		switch {
		case ranged && inside && len(equals) <= 1:
			if low > high {
				low, high = high, low
				i.repair(c.at, "qti-range-reversed", "The range of the right answer begins with its higher end; it was read the other way round.")
			}
			o := between(low, high, c.score)
			i.ranges[rangeAt(j)] = o
			options = append(options, o)
		default:
			if ranged {
				i.repair(c.at, "qti-number-outside", "The right number %s is not in its own range; the number was taken and the range left out.", excerpt(equals[0].value))
			}
			for _, t := range equals {
				o, _ := number(t.value, t.tolerance(), c.score)
				options = append(options, o)
			}
		}
	}
	return options, true
}

// tolerance is how far off a number may be, where the test itself says so.
func (t *test) tolerance() float64 {
	by, err := strconv.ParseFloat(t.by, 64)
	if err == nil && by > 0 && !math.IsInf(by, 0) {
		if t.margin == "percent" {
			x, _ := strconv.ParseFloat(t.value, 64)
			return math.Abs(x) * by / 100
		}
		return by
	}
	if n, err := strconv.Atoi(t.places); err == nil && n >= 0 && n < 15 {
		return 0.5 * math.Pow10(-n)
	}
	return 0
}

// between is a range as a number and a tolerance, rounded so that the middle of
// 41.5 and 42.5 is 42 and not 41.99999.
func between(low, high, score float64) quiz.Option {
	value, tolerance := rounded((low+high)/2), rounded((high-low)/2)
	return quiz.Option{Text: decimal(value), Value: value, Tolerance: tolerance, Fraction: score}
}

// rounded is a number to twelve digits.
func rounded(f float64) float64 {
	g, err := strconv.ParseFloat(strconv.FormatFloat(f, 'g', 12, 64), 64)
	if err != nil {
		return f
	}
	return g
}

// named reports whether a response stands in the stem as [name].
func (i *item1) named() bool {
	stem := ""
	for _, p := range i.pieces {
		stem += p.text
	}
	return slices.ContainsFunc(i.responses, func(r response) bool { return r.bracket(stem) != "" })
}

// bracket is how Canvas writes the place of a response into the stem: its name
// in brackets; "" = it is not there.
func (r *response) bracket(stem string) string {
	name := strings.TrimPrefix(r.ident, "response_")
	for _, b := range []string{"[" + name + "]", "[" + escape(name) + "]", "[" + r.prompt + "]"} {
		if len(b) > 2 && strings.Contains(stem, b) {
			return b
		}
	}
	return ""
}

// cloze is a text with gaps: in the places of its responses, or where it names
// them in brackets.
func (i *item1) cloze() {
	q := &i.q
	q.Kind = quiz.Cloze
	places := make([]string, len(i.responses)) // marks of their own, until the gaps have their order
	for j := range i.responses {
		places[j] = "\uE000" + strconv.Itoa(j) + "\uE001"
	}
	bracketed := i.named()
	stem := i.stem(func(r int) string {
		if bracketed {
			return ""
		}
		return places[r]
	})
	missing := ""
	for j := range i.responses {
		r := &i.responses[j]
		if b := r.bracket(stem); bracketed && b != "" {
			stem = strings.Replace(stem, b, places[j], 1)
		} else if bracketed {
			missing += " " + places[j]
			i.repair(r.at, "qti-gap-missing", "The text has no place for the answer %q; its gap was put at the end.", excerpt(strings.TrimPrefix(r.ident, "response_")))
		}
	}
	stem += missing
	texts := i.giveFeedback(func(c choice) bool {
		return slices.ContainsFunc(i.responses, func(r response) bool { return c.response == r.ident || i.label(&r, c) })
	})
	for {
		from := strings.Index(stem, "\uE000")
		if from < 0 {
			break
		}
		end := strings.Index(stem[from:], "\uE001") + from
		at := -1
		if end > from {
			at, _ = strconv.Atoi(stem[from+len("\uE000") : end])
		}
		if at < 0 || at >= len(i.responses) {
			stem = strings.Replace(stem, "\uE000", "", 1)
			continue
		}
		g, ok := i.gap(&i.responses[at], texts)
		if !ok {
			i.plain(quiz.Essay)
			i.asText("qti-no-key", "A gap of this text has no right answer, so it was kept as text.")
			return
		}
		stem = stem[:from] + gapMark(len(q.Gaps)) + stem[end+len("\uE001"):]
		q.Gaps = append(q.Gaps, g)
	}
	q.Stem = stem
}

// gap is one gap of a cloze.
func (i *item1) gap(r *response, texts map[choice]string) (quiz.Gap, bool) {
	g := quiz.Gap{Kind: quiz.Text, Weight: 1}
	if len(r.labels) == 0 || r.render == "fib" {
		g.Kind, g.Options, g.CaseSensitive = i.accepted(r)
		i.typedTexts(r, g.Options, texts)
		g.Weight = i.weight(r)
		return g, len(g.Options) > 0
	}
	earned, lost := i.key.weights(r, false)
	i.mend(r, earned, lost)
	g.Weight = max(slices.Max(earned), 0)
	open := strings.HasPrefix(i.typ, "fill_in_multiple_blanks") && r.labels[0].answer != "dropdown" && r.labels[0].answer != "wordbank" ||
		r.labels[0].answer == "openEntry" || r.labels[0].answer == "" && r.oneWord()
	if !open {
		g.Kind = quiz.Choice
	}
	for j, l := range r.labels {
		o := quiz.Option{Text: plain(l.text), Fraction: earned[j], Markup: quiz.Plain, Feedback: feedbackOn(texts, r, l)}
		if open { // Canvas accepts every answer that is listed, and exports the score of one
			o.Text, o.Fraction = typed(o.Text, 1).Text, 1
			i.method(r, l)
			if l.method == "TextContainsAnswer" {
				o.Text = "*" + o.Text + "*"
			}
		}
		if o.Text == "" {
			continue
		}
		g.Options = append(g.Options, o)
	}
	shares(g.Options, false)
	if g.Weight <= 0 {
		g.Weight = 1
	}
	return g, earns(g.Options)
}

// oneWord reports whether all labels are the same word, but for capitals: that
// is a list of what is accepted, not of what is offered.
func (r *response) oneWord() bool {
	return !slices.ContainsFunc(r.labels, func(l label) bool { return !strings.EqualFold(plain(l.text), plain(r.labels[0].text)) })
}

// weight is what a typed gap adds to the score, where each has its own
// condition; otherwise 1.
func (i *item1) weight(r *response) float64 {
	best := 0.0
	for j := range i.key.conditions {
		c := &i.key.conditions[j]
		if c.scored && !c.set && len(c.asks(r.ident)) == len(c.tests) {
			best = max(best, c.score)
		}
	}
	if best <= 0 {
		return 1
	}
	return best
}

// method says when an answer is marked in a way that is not ours.
func (i *item1) method(r *response, l label) {
	switch l.method {
	case "TextRegex":
		i.repair(r.at, "qti-regular-expression", "The answer %q is a pattern for programs; it was taken as the words to type.", excerpt(plain(l.text)))
	case "TextCloseEnough":
		i.repair(r.at, "qti-close-enough", "Answers near to %q were accepted; only the answer itself is.", excerpt(plain(l.text)))
	}
}

// manyEach reports whether each response takes several choices.
func (i *item1) manyEach() bool {
	return !slices.ContainsFunc(i.responses, func(r response) bool { return !r.many })
}

// prompted reports whether every response but empty ones has its own text.
func (i *item1) prompted() bool {
	return slices.ContainsFunc(i.responses, func(r response) bool { return r.prompt != "" })
}

// matching is pairs: each response is a left side.
func (i *item1) matching() {
	q := &i.q
	q.Kind, q.Stem = quiz.Match, i.stem(nil)
	texts := i.giveFeedback(func(c choice) bool {
		return slices.ContainsFunc(i.responses, func(r response) bool { return c.response == r.ident || i.label(&r, c) })
	})
	var extra []string
	used := map[string]bool{}
	lost := false
	for j := range i.responses {
		r := &i.responses[j]
		earned, missing := i.key.weights(r, false)
		i.mend(r, earned, missing)
		best := -1
		for k := range r.labels {
			if earned[k] > 0 && (best < 0 || earned[k] > earned[best]) {
				best = k
			}
			if text := i.partner(r, k); !slices.Contains(extra, text) {
				extra = append(extra, text)
			}
		}
		switch {
		case best < 0 && empty(r.prompt), best >= 0 && empty(r.prompt) && empty(i.partner(r, best)):
			i.repair(r.at, "qti-empty-pair", "A pair without any text was left out.")
			continue
		case best < 0:
			lost = true
			q.Options = append(q.Options, quiz.Option{Text: r.prompt})
			continue
		}
		o := quiz.Option{Text: r.prompt, Partner: i.partner(r, best), Fraction: 1}
		o.Feedback = joined(texts[choice{r.ident, ""}], feedbackOn(texts, r, r.labels[best]))
		used[o.Partner] = true
		q.Options = append(q.Options, o)
	}
	for _, text := range extra {
		if !used[text] && !empty(text) {
			q.Options = append(q.Options, quiz.Option{Partner: text})
		}
	}
	i.pairs(lost)
}

// pairs keeps a match as text when its key is not whole.
func (d *draft) pairs(lost bool) {
	left := 0
	for _, o := range d.q.Options {
		if o.Text != "" && o.Partner != "" {
			left++
		}
	}
	switch {
	case lost:
		d.asText("qti-no-key", "Not every choice of this question has its partner, so it was kept as text.")
	case left == 0:
		d.asText("qti-few-choices", "The question has no pair, so it was kept as text.")
	}
}

// partner is a label's text. Blackboard's labels have none: they stand for the
// right sides in their order.
func (i *item1) partner(r *response, at int) string {
	if text := r.labels[at].text; text != "" || at >= len(i.partners) {
		return text
	}
	return i.partners[at]
}

// categories is choices to sort into categories, each of which is a response:
// a match of each choice with its category.
func (i *item1) categories() {
	q := &i.q
	q.Kind, q.Stem = quiz.Match, i.stem(nil)
	i.giveFeedback(func(choice) bool { return false })
	placed := map[string]bool{}
	twice := false
	for j := range i.responses {
		r := &i.responses[j]
		earned, lost := i.key.weights(r, true)
		i.mend(r, earned, lost)
		for k, l := range r.labels {
			if earned[k] > 0 {
				twice = twice || placed[l.ident]
				placed[l.ident] = true
				q.Options = append(q.Options, quiz.Option{Text: l.text, Partner: r.prompt, Fraction: 1})
			}
		}
	}
	for j, r := range i.responses {
		for _, l := range r.labels {
			if j == 0 && !placed[l.ident] {
				i.warn(r.at, "qti-in-no-category", "The choice %q belongs to no category; a match cannot hold it, so it was left out.", excerpt(plain(l.text)))
			}
		}
	}
	i.pairs(twice)
}
