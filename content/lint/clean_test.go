package lint_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"chartroom/quiz"
)

// writer writes questions without a fault, in the variety that people's files
// have: all kinds, several markups, and much that only looks like a fault (ZIP
// codes, amounts, ages, years, HCPCS codes, quotation marks, entities).
type writer struct {
	*rand.Rand
	made int
	used map[string]bool
}

func newWriter(seed uint64) *writer {
	return &writer{Rand: rand.New(rand.NewPCG(seed, 0xC1EA)), used: map[string]bool{}}
}

func pick[T any](w *writer, list []T) T { return list[w.IntN(len(list))] }

// fact is a term and what it is.
type fact struct{ term, is string }

// topics are facts that can stand beside each other as options.
var topics = map[string][]fact{
	"index": {
		{"master patient index", "links every person to one record number"}, {"disease index", "lists cases in order of diagnosis"},
		{"operation index", "lists cases in order of surgery"}, {"physician index", "lists cases in order of doctor"},
		{"cancer registry", "follows tumors over a lifetime"}, {"trauma registry", "collects data on injuries"},
		{"birth defects registry", "collects data on malformations"}, {"implant registry", "keeps track of devices"},
	},
	"quality": {
		{"accuracy", "values are free of mistakes"}, {"currency", "values are up to date"}, {"granularity", "values have enough detail"},
		{"timeliness", "values arrive when needed"}, {"consistency", "values agree across systems"}, {"relevancy", "values serve their purpose"},
		{"accessibility", "values can be obtained easily"}, {"completeness", "values are all there"},
	},
	"law": {
		{"False Claims Act", "punishes bills for care that was not given"}, {"Stark Law", "bars doctors from sending cases to firms they own"},
		{"Anti-Kickback Statute", "forbids gifts in return for business"}, {"Sherman Act", "forbids firms to fix prices together"},
		{"Sunshine Act", "makes drug makers publish what they give"}, {"Fair Labor Standards Act", "sets overtime and minimum wages"},
		{"Family and Medical Leave Act", "grants unpaid time off to parents"}, {"Equal Pay Act", "forbids lower wages for women"},
	},
	"statistics": {
		{"histogram", "shows touching bars of a continuous scale"}, {"pie chart", "shows the parts of one whole"}, {"scatter plot", "shows how two quantities move together"},
		{"line graph", "shows a trend over several weeks"}, {"box plot", "shows quartiles and outliers"}, {"Pareto chart", "shows causes from frequent to rare"},
		{"control chart", "shows a process between its limits"}, {"frequency table", "shows counts in each class"},
	},
	"storage": {
		{"straight numeric filing", "orders folders by the whole number"}, {"terminal digit filing", "orders folders by the last two figures"},
		{"middle digit filing", "orders folders by the central pair"}, {"alphabetic filing", "orders folders by surname"},
		{"unit numbering", "gives one number for life"}, {"serial numbering", "gives a new number at each visit"},
		{"family numbering", "gives one number to a household"}, {"serial-unit numbering", "moves old folders to the newest number"},
	},
	"payment": {
		{"capitation", "pays a fixed sum per member"}, {"fee for service", "pays for each thing that is done"}, {"global payment", "pays one sum for professional and technical parts"},
		{"per diem", "pays a fixed sum for every night"}, {"case rate", "pays a fixed sum for a whole stay"}, {"bundled payment", "pays one sum for an episode"},
		{"coinsurance", "leaves a share of the bill to the insured"}, {"deductible", "leaves the first dollars to the insured"},
	},
}

var topicNames = []string{"index", "quality", "law", "statistics", "storage", "payment"}

var sources = []string{"45 CFR 164.524(b)(2), 2026", "42 CFR 482.24(b)(1), 2025", "ICD-10-CM Official Guidelines FY2026, Section I.C.4.a", "AHIMA Practice Brief, Data Quality Management Model, 2015",
	"OIG General Compliance Program Guidance, section III, 2023", "standard formula, occupancy = service days / bed count days x 100", "29 CFR 825.110(a), 2025", "Federal Register 89 FR 12472, 2024"}

// dress gives a question what every good one has.
func (w *writer) dress(q quiz.Question, topic string) quiz.Question {
	w.made++
	q.Key = fmt.Sprintf("clean-%d", w.made)
	q.Line = 10 * w.made
	q.AsOf, q.ReviewBy = pick(w, []string{"2026-11", "2026-08", "2026-01"}), pick(w, []string{"2026-12-31", "2026-12"})
	q.Tags = []string{pick(w, []string{"rhit", "rhia", "ccs"}) + fmt.Sprintf(":%d", 1+w.IntN(6)), "subject:" + topic, "level:" + pick(w, []string{"recall", "application", "analysis"})}
	q.Source = pick(w, sources)
	if q.Rationale == "" && q.Kind != quiz.Flip {
		q.Rationale = pick(w, []string{"The definition in the standard decides; see the section named.", "This follows from the rule as it stands.",
			"Learn the purpose of each tool, and the choice is clear.", "The case has 3 visits in ZIP 60611 and a bill of $48,250; none of it matters.",
			"The résumé of the rule: purpose before form — “what for?” comes first."})
	}
	return q
}

// place puts the right option somewhere, and gives each a reason.
func (w *writer) place(q *quiz.Question) {
	w.Shuffle(len(q.Options), func(a, b int) { q.Options[a], q.Options[b] = q.Options[b], q.Options[a] })
	w.reasons(q)
}

func (w *writer) reasons(q *quiz.Question) {
	for n := range q.Options {
		o := &q.Options[n]
		if o.Feedback != "" {
			continue
		}
		o.Feedback = pick(w, []string{"This has another purpose, which the section before describes.", "Students mix this up with its neighbor in the list.",
			"This was so before 2024 and is not any more.", "A tool of that name exists, but it serves another end."})
		if o.Fraction > 0 {
			o.Feedback = pick(w, []string{"Right: this is what the rule names.", "Right, since it serves exactly this purpose."})
		}
	}
}

// facts are n facts of one topic, the first of them not asked before under
// that heading.
func (w *writer) facts(heading string, n int) (string, []fact) {
	for range 200 {
		topic := pick(w, topicNames)
		list := slices.Clone(topics[topic])
		w.Shuffle(len(list), func(a, b int) { list[a], list[b] = list[b], list[a] })
		if id := heading + list[0].term; !w.used[id] {
			w.used[id] = true
			return topic, list[:n]
		}
	}
	return "", nil
}

// question is the next question without a fault.
func (w *writer) question() quiz.Question {
	for {
		kinds := []func() (quiz.Question, bool){w.term, w.term, w.definition, w.deadline, w.rate, w.rate, w.typed, w.coding, w.supply, w.words, w.truth,
			w.several, w.gaps, w.matching, w.ordering, w.essay, w.card, w.card, w.caseStudy, w.money, w.completion}
		if q, ok := kinds[w.IntN(len(kinds))](); ok {
			return q
		}
	}
}

func (w *writer) term() (quiz.Question, bool) {
	topic, f := w.facts("term", 4)
	if f == nil {
		return quiz.Question{}, false
	}
	stem := pick(w, []string{
		"Which of these " + f[0].is + "?", "A supervisor looks for something that " + f[0].is + ". Which one fits?",
		"A 45-year-old manager asks which of four choices " + f[0].is + ". What is the right reply?",
		"A new clerk in a 250-bed hospital needs what " + f[0].is + ". Which is it?",
		"In 2026 a clinic in Peoria, IL 61602 wants what " + f[0].is + ". What should it use?",
		"A consultant writes: “We need what " + f[0].is + ".” What does the consultant mean?"})
	q := quiz.Question{Kind: quiz.Choice, Stem: stem}
	for n, one := range f {
		q.Options = append(q.Options, quiz.Option{Text: strings.ToUpper(one.term[:1]) + one.term[1:], Fraction: float64(btoi(n == 0))})
	}
	w.place(&q)
	if w.IntN(4) == 0 {
		q.Markup = quiz.HTML
		q.Stem = "<p>" + q.Stem + "</p>"
	}
	return w.dress(q, topic), true
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (w *writer) definition() (quiz.Question, bool) {
	topic, f := w.facts("definition", 4)
	if f == nil {
		return quiz.Question{}, false
	}
	q := quiz.Question{Kind: quiz.Choice, Stem: pick(w, []string{"What is the main purpose of the following: " + f[0].term + "?", "What best describes this term: " + f[0].term + "?",
		"A trainee reads about " + f[0].term + " for the first time. What should the trainee understand?"})}
	for n, one := range f {
		q.Options = append(q.Options, quiz.Option{Text: "It " + one.is, Fraction: float64(btoi(n == 0))})
	}
	for _, o := range q.Options { // of like length, as a good writer would
		if a, b := len(strings.Fields(o.Text)), len(strings.Fields(q.Options[0].Text)); a-b > 3 || b-a > 3 {
			return quiz.Question{}, false
		}
	}
	w.place(&q)
	return w.dress(q, topic), true
}

func (w *writer) deadline() (quiz.Question, bool) {
	what := pick(w, []string{"answer a request for a copy", "act on a wish to amend", "report a breach to the people concerned", "complete the chart after the patient went home", "return money that was paid twice"})
	unit := pick(w, []string{"days", "hours", "weeks", "months", "years", "business days"})
	list := [][]int{{15, 30, 60, 90}, {5, 7, 14, 30}, {24, 48, 72, 96}, {3, 6, 7, 10}, {1, 2, 3, 6}}[w.IntN(5)]
	if id := what + unit; w.used[id] {
		return quiz.Question{}, false
	} else {
		w.used[id] = true
	}
	q := quiz.Question{Kind: quiz.Choice, KeepOrder: true, Stem: "Under the rule in force, within how many " + unit + " must a hospital " + what + "?"}
	key := w.IntN(4)
	for n, d := range list {
		text := fmt.Sprintf("%d %s", d, unit)
		if d == 1 {
			text = strings.TrimSuffix(text, "s")
		}
		q.Options = append(q.Options, quiz.Option{Text: text, Fraction: float64(btoi(n == key))})
	}
	w.reasons(&q)
	return w.dress(q, "deadlines"), true
}

func commas(n int) string { return quiz.Thousands(n) }

// rate is a percentage to be worked out, with the usual mistakes.
func (w *writer) rate() (quiz.Question, bool) {
	all := 100 + w.IntN(40_000)
	part := all/20 + w.IntN(all/2)
	other := part/2 + 1
	name := pick(w, []string{"autopsy rate", "occupancy", "denial rate", "cesarean section rate", "delinquency rate", "infection rate"})
	q := quiz.Question{Kind: quiz.Choice, KeepOrder: true, Family: "drill-" + name,
		Stem: fmt.Sprintf("Of %s cases in 2025, %s count. What is the %s, rounded to one decimal?", commas(all), commas(part), name)}
	type share struct {
		value    float64
		why      string
		fraction float64
	}
	times := pick(w, []string{" x 100", " × 100", " * 100"})
	percent := func(a, b int) float64 { return 100 * float64(a) / float64(b) }
	shares := []share{{percent(part, all), fmt.Sprintf("Right: %s / %s%s = %.1f.", commas(part), commas(all), times, percent(part, all)), 1}}
	low := []share{
		{percent(part-other, all), fmt.Sprintf("(%d - %d) / %s%s = %.1f%%, which leaves some out.", part, other, commas(all), times, percent(part-other, all)), 0},
		{percent(part, 3*all), fmt.Sprintf("This divides by three: %s / (3 x %s) = %.1f percent.", commas(part), commas(all), percent(part, 3*all)), 0},
		{percent(part, all+part), fmt.Sprintf("%s ÷ (%d + %d) × 100 = %.1f, which counts some below twice.", commas(part), all, part, percent(part, all+part)), 0}}
	high := []share{
		{percent(part, all-part), fmt.Sprintf("This divides by the rest: %d / (%d - %d) = %.1f percent.", part, all, part, percent(part, all-part)), 0},
		{percent(part+other/3, all), fmt.Sprintf("(%d + %d) / %d x 100 = %.1f, which counts some twice.", part, other/3, all, percent(part+other/3, all)), 0},
		{percent(2*part, all), fmt.Sprintf("%.1f%% + %.1f%% = %.1f%% takes it twice.", round1(percent(part, all)), round1(percent(part, all)), 2*round1(percent(part, all))), 0}}
	at := w.IntN(4)
	shares = append(append(shares, low[:at]...), high[:3-at]...)
	if w.IntN(3) == 0 {
		shares[0].why = fmt.Sprintf("%d cases divided by %d cases is %.3f, and %.3f x 100 = %.1f%%.", part, all, float64(part)/float64(all), float64(part)/float64(all), round3(float64(part)/float64(all))*100)
	}
	slices.SortFunc(shares, func(a, b share) int { return int(math.Copysign(1, a.value-b.value)) })
	last := -1.0
	for _, s := range shares {
		if s.value < last+0.2 {
			return quiz.Question{}, false
		}
		last = s.value
		q.Options = append(q.Options, quiz.Option{Text: fmt.Sprintf("%.1f%%", s.value), Fraction: s.fraction, Feedback: s.why})
	}
	return w.dress(q, "statistics"), true
}

func round1(v float64) float64 { return math.Round(v*10) / 10 }
func round3(v float64) float64 { return math.Round(v*1000) / 1000 }

func (w *writer) typed() (quiz.Question, bool) {
	days, stays := 200+w.IntN(5000), 20+w.IntN(180)
	v := float64(days) / float64(stays)
	list := []int{2 + w.IntN(9), 3 + w.IntN(9), 4 + w.IntN(9), 5 + w.IntN(30)}
	mean := float64(list[0]+list[1]+list[2]+list[3]) / 4
	q := quiz.Question{Kind: quiz.Number, Family: "drill-stay"}
	switch w.IntN(3) {
	case 0:
		q.Stem = fmt.Sprintf("%s patients stayed %s days together. What is the average stay in days, rounded to one decimal?", commas(stays), commas(days))
		q.Options = []quiz.Option{{Fraction: 1, Value: round1(v), Tolerance: 0.05, Text: fmt.Sprint(round1(v))}}
		q.Rationale = fmt.Sprintf("%s days / %s patients = %.1f days.", commas(days), commas(stays), v)
	case 1:
		q.Stem = fmt.Sprintf("Four stays lasted %d, %d, %d and %d days. What is their mean, to two decimals?", list[0], list[1], list[2], list[3])
		q.Options = []quiz.Option{{Fraction: 1, Value: mean, Text: fmt.Sprint(mean)}}
		q.Rationale = fmt.Sprintf("The mean of %d, %d, %d, and %d is %.2f.", list[0], list[1], list[2], list[3], mean)
	case 2:
		q.Stem = fmt.Sprintf("A department works %d hours a week for 50 weeks. How many hours is that?", stays)
		q.Options = []quiz.Option{{Fraction: 1, Value: float64(50 * stays), Text: fmt.Sprint(50 * stays)}}
		q.Rationale = fmt.Sprintf("%d hours x 50 weeks = %s hours.", stays, commas(50*stays))
	}
	return w.dress(q, "statistics"), true
}

func (w *writer) coding() (quiz.Question, bool) {
	letter, n := string(rune('A'+w.IntN(20))), 10+w.IntN(80)
	if id := fmt.Sprint("icd", letter, n/8); w.used[id] {
		return quiz.Question{}, false
	} else {
		w.used[id] = true
	}
	q := quiz.Question{Kind: quiz.Choice, Stem: fmt.Sprintf("A %d-year-old is seen for a condition in category %s%d. Which ICD-10-CM code is reported for %s?", 20+n, letter, n,
		pick(w, []string{"the acute form on the left", "the chronic form with a complication", "an unspecified site", "the second encounter"}))}
	for k, digit := range w.Perm(9)[:4] {
		q.Options = append(q.Options, quiz.Option{Text: fmt.Sprintf("%s%d.%d%d", letter, n, digit, k), Fraction: float64(btoi(k == 0))})
	}
	w.place(&q)
	return w.dress(q, "icd-10-cm"), true
}

func (w *writer) supply() (quiz.Question, bool) {
	letter := pick(w, []string{"J", "G", "L", "E", "A", "Q"})
	n := 1000 + w.IntN(8000)
	if id := fmt.Sprint("hcpcs", letter, n/500); w.used[id] {
		return quiz.Question{}, false
	} else {
		w.used[id] = true
	}
	q := quiz.Question{Kind: quiz.Choice, Stem: fmt.Sprintf("A supplier with %d claims a year bills one unit for $%d. Which HCPCS Level II code has the shape of %s?", 10000+w.IntN(80000), 10000+w.IntN(9000),
		pick(w, []string{"a drug given by injection", "a durable device", "an orthotic part", "a temporary service"}))}
	for k := range 4 {
		q.Options = append(q.Options, quiz.Option{Text: fmt.Sprintf("%s%d", letter, n+k*7), Fraction: float64(btoi(k == 0))})
	}
	w.place(&q)
	return w.dress(q, "hcpcs"), true
}

func (w *writer) words() (quiz.Question, bool) {
	list := []fact{{"DNFB", "discharged, not final billed"}, {"POA", "present on admission"}, {"MPI", "master patient index"}, {"CMI", "case mix index"}, {"PHI", "protected health information"}, {"RAC", "recovery audit contractor"}}
	f := pick(w, list)
	if w.used["words"+f.term] {
		return quiz.Question{}, false
	}
	w.used["words"+f.term] = true
	q := quiz.Question{Kind: quiz.Text, Stem: "What do the letters " + f.term + " stand for?", Options: []quiz.Option{{Text: f.is, Fraction: 1}, {Text: strings.ToUpper(f.is), Fraction: 1}, {Text: f.is[:len(f.is)-2], Fraction: 0.5}}}
	return w.dress(q, "abbreviations"), true
}

func (w *writer) truth() (quiz.Question, bool) {
	_, f := w.facts("truth", 2)
	if f == nil {
		return quiz.Question{}, false
	}
	right := w.IntN(2)
	q := quiz.Question{Kind: quiz.TrueFalse, Stem: fmt.Sprintf("What is called %s %s.", f[0].term, f[right].is), Rationale: "It " + f[0].is + ", as the standard says.",
		Options: []quiz.Option{{Text: "True", Fraction: float64(1 - right)}, {Text: "False", Fraction: float64(right)}}}
	return w.dress(q, "terms"), true
}

func (w *writer) several() (quiz.Question, bool) {
	_, f := w.facts("several", 5)
	if f == nil {
		return quiz.Question{}, false
	}
	q := quiz.Question{Kind: quiz.Choice, Multiple: true, Stem: pick(w, []string{
		fmt.Sprintf("Which two of these either %s or %s?", verb(f[0].is), verb(f[1].is)), fmt.Sprintf("A team needs one thing that %s and one that %s. Choose two.", f[0].is, f[1].is),
		fmt.Sprintf("A team wants what %s, and also what %s. Select all that apply.", f[0].is, f[1].is)})}
	for n, one := range f {
		q.Options = append(q.Options, quiz.Option{Text: one.term, Fraction: 0.5 * float64(btoi(n < 2))})
	}
	w.place(&q)
	return w.dress(q, "terms"), true
}

func verb(s string) string {
	first, rest, _ := strings.Cut(s, " ")
	return strings.TrimSuffix(first, "s") + " " + rest
}

func (w *writer) gaps() (quiz.Question, bool) {
	_, f := w.facts("gaps", 3)
	if f == nil {
		return quiz.Question{}, false
	}
	q := quiz.Question{Kind: quiz.Cloze, Stem: "What " + f[0].is + " is named {{1}}. The rule gives {{2}} days, as of 2026.", Gaps: []quiz.Gap{
		{Kind: quiz.Choice, Weight: 1, Options: []quiz.Option{{Text: f[1].term}, {Text: f[0].term, Fraction: 1}, {Text: f[2].term}}},
		{Kind: quiz.Number, Weight: 1, Options: []quiz.Option{{Text: "30", Value: 30, Fraction: 1}}}}}
	return w.dress(q, "terms"), true
}

func (w *writer) matching() (quiz.Question, bool) {
	_, f := w.facts("match", 4)
	if f == nil {
		return quiz.Question{}, false
	}
	q := quiz.Question{Kind: quiz.Match, Stem: "Match each term with what it does, beginning with " + f[0].term + "."}
	for _, one := range f {
		q.Options = append(q.Options, quiz.Option{Text: one.term, Partner: one.is})
	}
	return w.dress(q, "terms"), true
}

func (w *writer) ordering() (quiz.Question, bool) {
	_, f := w.facts("order", 4)
	if f == nil {
		return quiz.Question{}, false
	}
	q := quiz.Question{Kind: quiz.Order, Stem: "Put these in the order of the alphabet, with " + f[0].term + " in its place."}
	for _, one := range f {
		q.Options = append(q.Options, quiz.Option{Text: one.term})
	}
	return w.dress(q, "terms"), true
}

func (w *writer) essay() (quiz.Question, bool) {
	_, f := w.facts("essay", 1)
	if f == nil {
		return quiz.Question{}, false
	}
	kind := pick(w, []quiz.Kind{quiz.Essay, quiz.Description})
	return w.dress(quiz.Question{Kind: kind, Stem: "Explain in your own words why something " + f[0].is + ", and what follows from it."}, "terms"), true
}

func (w *writer) card() (quiz.Question, bool) {
	topic, f := w.facts("card", 1)
	if f == nil {
		return quiz.Question{}, false
	}
	q := quiz.Question{Kind: quiz.Flip, Markup: quiz.Plain, Stem: f[0].term, Options: []quiz.Option{{Text: f[0].is, Fraction: 1}}, Example: pick(w, []string{"", "Seen in AT&T's files: a < b, 30% of 12,000 records, ages 65-70."})}
	switch w.IntN(3) {
	case 0:
		q.Stem = "What " + f[0].is + "?"
		q.Options[0].Text = f[0].term
	case 1:
		q.Markup = quiz.HTML
		q.Stem = "<b>" + q.Stem + "</b><br>in <i>HIM</i> &amp; coding"
	}
	q = w.dress(q, topic)
	q.Tags = q.Tags[:2]
	return q, true
}

func (w *writer) caseStudy() (quiz.Question, bool) {
	topic, f := w.facts("case", 4)
	if f == nil {
		return quiz.Question{}, false
	}
	q := quiz.Question{Kind: quiz.Choice, Stem: strings.Join([]string{
		pick(w, []string{"A hospital with 350 beds and 18400 discharges a year is not content with its files.", "On March 3, 2026, a clinic of 12 doctors hires you as its first manager.", "The board never asked about this before, but an auditor from Austin, TX 78701 did."}),
		pick(w, []string{"Its director, who does not like surprises, asks for a proposal of $25,000.", "The contract is not signed, and only two people know of it.", "Nobody is to blame, except perhaps the vendor."}),
		"The team wants what " + f[0].is + ".", pick(w, []string{"What should be proposed first?", "What meets the wish best?", "Which proposal fits?"})}, " ")}
	for n, one := range f {
		q.Options = append(q.Options, quiz.Option{Text: one.term, Fraction: float64(btoi(n == 0))})
	}
	w.place(&q)
	if w.IntN(5) == 0 {
		q.Stem = strings.Replace(q.Stem, "The team wants", "The team does NOT want a report; it wants", 1)
	}
	return w.dress(q, topic), true
}

func (w *writer) money() (quiz.Question, bool) {
	budget := 1000 * (20 + w.IntN(200))
	over := 100 * (1 + w.IntN(90))
	q := quiz.Question{Kind: quiz.Choice, KeepOrder: true, Family: "drill-budget", Stem: fmt.Sprintf("A budget of $%d was overspent by $%s. How much was spent?", budget, commas(over))}
	key := w.IntN(4)
	for n := range 4 {
		v := budget + over + (n-key)*1500
		o := quiz.Option{Text: "$" + commas(v), Fraction: float64(btoi(n == key))}
		if n == key {
			o.Feedback = fmt.Sprintf("Right: $%s + $%s = $%s.", commas(budget), commas(over), commas(v))
		}
		q.Options = append(q.Options, o)
	}
	w.reasons(&q)
	return w.dress(q, "budget"), true
}

func (w *writer) completion() (quiz.Question, bool) {
	topic, f := w.facts("completion", 4)
	if f == nil {
		return quiz.Question{}, false
	}
	q := quiz.Question{Kind: quiz.Choice, Stem: pick(w, []string{"What " + f[0].is + " is called", "Something that " + f[0].is + " is known as", "The name for what " + f[0].is + ":", "_____ is the name for what " + f[0].is + "."})}
	for n, one := range f {
		q.Options = append(q.Options, quiz.Option{Text: one.term, Fraction: float64(btoi(n == 0))})
	}
	w.place(&q)
	return w.dress(q, topic), true
}
