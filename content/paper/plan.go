package paper

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"chartroom/content/parse"
	"chartroom/quiz"
)

// plan is what stands where, on paper and in the key.
type plan struct {
	title, form, date string
	bank              *quiz.Bank
	size              Size
	items             []item
	asked             int // items with a number
}

// item is one question of a paper, or a text that others are about.
type item struct {
	q       quiz.Question // of a drill: with its values
	number  int           // from 1; 0 = a text that asks nothing
	until   int           // of a text: the last question about it; 0 = it is about none
	order   []int         // indices into the options, as they are printed
	right   []string      // match: the partners, as they are lettered
	answers []quiz.Option // of a drill: what is accepted
}

// planned chooses the places of all questions.
func planned(bank *quiz.Bank, o Options) (*plan, error) {
	p := &plan{title: o.Title, form: o.Form, date: o.Date, bank: bank, size: o.Size}
	if p.title == "" {
		p.title = bank.Name
	}
	for _, i := range sequence(bank, o) {
		it, err := planItem(bank.Questions[i], o)
		if err != nil {
			return nil, fmt.Errorf("question %q: %w", bank.Questions[i].Name, err)
		}
		if it.q.Kind != quiz.Description {
			p.asked++
			it.number = p.asked
		}
		p.items = append(p.items, it)
	}
	if p.asked == 0 {
		return nil, errNothing
	}
	for i := range p.items {
		for j := i + 1; p.items[i].number == 0 && j < len(p.items) && about(&p.items[j].q, &p.items[i].q); j++ {
			p.items[i].until = p.items[j].number
		}
	}
	return p, nil
}

// about reports whether a question is about a record.
func about(q, record *quiz.Question) bool {
	key, ok := quiz.RecordOf(q)
	return ok && record.Kind == quiz.Description && (key == record.Key || key == parse.OwnID(record.Key))
}

// sequence is the order in which the questions of a bank are printed: as they
// stand or shuffled, each record with the questions about it behind it.
func sequence(bank *quiz.Bank, o Options) []int {
	all := make([]int, len(bank.Questions))
	for i := range all {
		all[i] = i
	}
	if o.Shuffle {
		r := rand.New(rand.NewPCG(o.Seed, uint64(len(all))))
		r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	}
	record := func(i int) int {
		for j := range bank.Questions {
			if about(&bank.Questions[i], &bank.Questions[j]) {
				return j
			}
		}
		return -1
	}
	sets := map[int][]int{} // by record, in the order of the file: one question may lead to the next
	of := make([]int, len(all))
	for i := range bank.Questions {
		if of[i] = record(i); of[i] >= 0 {
			sets[of[i]] = append(sets[of[i]], i)
		}
	}
	var out []int
	done := map[int]bool{}
	put := func(record int) {
		if !done[record] {
			done[record] = true
			out = append(out, record)
			out = append(out, sets[record]...)
		}
	}
	for _, i := range all {
		switch {
		case of[i] >= 0:
			put(of[i])
		case sets[i] != nil:
			put(i)
		default:
			out = append(out, i)
		}
	}
	return out
}

// planItem is a question with its options in their printed order.
func planItem(q quiz.Question, o Options) (item, error) {
	seed := o.Seed
	for _, b := range []byte(q.Key) { // questions differ, or all keys would stand at one letter
		seed = seed*1099511628211 ^ uint64(b) // the step of FNV-1 (Fowler, Noll and Vo)
	}
	it := item{q: q}
	if q.Kind == quiz.Drill {
		drawn, err := quiz.Instance(q, seed)
		if err != nil {
			return it, err
		}
		it.q = drawn
	}
	switch {
	case q.Kind == quiz.Order || o.Shuffle:
		it.order = quiz.Shuffled(&it.q, seed)
	default:
		for i := range it.q.Options {
			it.order = append(it.order, i)
		}
	}
	if q.Kind == quiz.Match {
		for _, option := range q.Options {
			if !slices.Contains(it.right, option.Partner) {
				it.right = append(it.right, option.Partner)
			}
		}
		r := rand.New(rand.NewPCG(seed, 2))
		r.Shuffle(len(it.right), func(i, j int) { it.right[i], it.right[j] = it.right[j], it.right[i] })
	}
	return it, nil
}

// letter names the option at a printed place: A to Z, then AA, AB, ...
func letter(place int) string {
	if place >= 26 {
		return letter(place/26-1) + letter(place%26)
	}
	return string(rune('A' + place))
}

// answer is what is right, in short: "B", "A, C", "1-C 2-A", "3.5 (± 0.5)".
func (it *item) answer() string {
	q := &it.q
	switch q.Kind {
	case quiz.Choice:
		var right []string
		best := 0.0
		for _, o := range q.Options {
			best = max(best, o.Fraction)
		}
		for place, i := range it.order {
			if f := q.Options[i].Fraction; f > 0 && (q.Multiple || f == best) {
				right = append(right, letter(place))
			}
		}
		return strings.Join(right, ", ")
	case quiz.TrueFalse:
		if len(q.Options) == 2 && q.Options[1].Fraction > q.Options[0].Fraction {
			return "False"
		}
		return "True"
	case quiz.Match:
		var pairs []string
		place := 0
		for _, o := range q.Options {
			if o.Text != "" {
				place++
				pairs = append(pairs, fmt.Sprintf("%d-%s", place, letter(slices.Index(it.right, o.Partner))))
			}
		}
		return strings.Join(pairs, ", ")
	case quiz.Order:
		letters := make([]string, len(it.order))
		for place, i := range it.order {
			letters[i] = letter(place)
		}
		return strings.Join(letters, ", ")
	case quiz.Cloze, quiz.Table:
		var gaps []string
		for i, g := range q.Gaps {
			gaps = append(gaps, fmt.Sprintf("(%d) %s", i+1, gapAnswer(&g)))
		}
		return strings.Join(gaps, "; ")
	case quiz.Hotspot:
		if p := q.Picture; p != nil && p.Asked >= 0 && p.Asked < len(p.Regions) {
			return "the place marked: " + p.Regions[p.Asked].Label
		}
	case quiz.Build:
		return quiz.BuiltFrom(q.Parts)
	case quiz.Essay:
		return "marked by hand"
	}
	return accepted(q.Kind, q.Options)
}

// gapAnswer is what is right in a gap: of a list the letter as well.
func gapAnswer(g *quiz.Gap) string {
	if g.Kind != quiz.Choice {
		return accepted(g.Kind, g.Options)
	}
	var right []string
	for place, o := range g.Options {
		if o.Fraction >= 1 || g.Multiple && o.Fraction > 0 {
			right = append(right, letter(place)+" "+o.Text)
		}
	}
	return strings.Join(right, ", ")
}

// accepted are the typed answers that earn full marks, or the best there are.
func accepted(kind quiz.Kind, options []quiz.Option) string {
	best := 0.0
	for _, o := range options {
		best = max(best, o.Fraction)
	}
	var right []string
	for _, o := range options {
		if o.Fraction < best || o.Any {
			continue
		}
		text := o.Text
		if kind == quiz.Number {
			text = numberText(o)
		}
		right = append(right, text)
	}
	return strings.Join(right, " or ")
}

func numberText(o quiz.Option) string {
	text := o.Text
	if text == "" {
		text = strconv.FormatFloat(o.Value, 'f', -1, 64)
	}
	if o.Tolerance > 0 {
		text += " (± " + strconv.FormatFloat(o.Tolerance, 'g', 6, 64) + ")"
	}
	return text
}
