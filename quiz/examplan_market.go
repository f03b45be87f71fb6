package quiz

import "math"

// market finds what a second is worth in every slot. Two passes take turns:
// one back from the exam gives each memory its value under the prices, one
// forward from today spends each slot's seconds on what is worth most per
// second, which is a schedule that keeps the budget. The worth of the last
// thing that fitted is the slot's next price. Weights are spread over nodes
// in parts, as if there were many items alike: for the hundreds that a
// learner has, chance moves the sum little (Weber and Weiss 1990, J. Appl.
// Prob. 27, 637-648).
type market struct {
	*lattice
	in      *ExamPlanInput
	stock   *stock
	groups  []group
	of      []int     // item: its group, or -1
	budget  []float64 // slot: seconds
	price   []float64 // slot: share of the exam per second
	ledgers []*ledger // a class of stock.kappa each
	books   []*book   // a group each

	idle   float64 // the share right if nothing more is studied
	best   schedule
	bound  float64  // no schedule can score more
	choice []choice // of one slot, used again
}

// schedule is what a forward pass comes to.
type schedule struct {
	price    []float64 // under which it was found
	score    float64   // expected share right on the exam day
	variance float64   // sum of weight * recall * (1 - recall) on the exam day
	unmet    float64   // new items never met
	spent    []float64 // slot: seconds
	items    []float64 // slot
	fresh    []float64 // slot: new items among them
}

// ledger is the book of one class for memories formed in slot i.
type ledger struct {
	kappa float64
	items float64     // per unit of weight
	gain  [][]float64 // slot i*n + slot j, node: value after a review in j, before its price is paid
	later [][]float64 // the same: the best that is left when no review is made up to and in j
	mass  [][]float64 // slot i, node: weight of what was last studied in i
}

// book is the same for a group of items as they stand today.
type book struct {
	study       []row // slot: where studying it leads; nil = not possible
	stop        float64
	gain, later []float64
	mass        float64
}

// choice is something that could be studied in a slot.
type choice struct {
	worth, seconds float64 // share per second; seconds for all of it
	class, from    int     // from: the slot it was last studied in; -1 = the group is at node
	node           int
}

const (
	clearings     = 8  // rounds; more add little to a plan that is made anew every day
	shortClears   = 20 // rounds when there are few slots, for which there is time
	fewSlots      = 16
	moreClearings = 2 // starting from prices that are nearly right
	priceBins     = 512
	leastMass     = 1e-6 // share of the exam that is not followed further
)

func newMarket(l *lattice, s *stock, in *ExamPlanInput) *market {
	m := &market{lattice: l, in: in, stock: s, budget: in.budgets(l, 0)}
	n := m.slotCount()
	m.groups, m.of = s.groups(in)
	items, weight := make([]float64, len(s.kappa)), make([]float64, len(s.kappa))
	for _, g := range m.groups {
		m.books = append(m.books, m.newBook(g))
		items[g.class] += g.items
		weight[g.class] += g.mass
	}
	for c, k := range s.kappa {
		m.ledgers = append(m.ledgers, &ledger{kappa: k, items: items[c] / math.Max(weight[c], 1e-300),
			gain: table(n*n, len(l.nodes)), later: table(n*n, len(l.nodes)), mass: table(n, len(l.nodes))})
	}
	m.idle = m.untouchedScore()
	m.price = m.guess()
	return m
}

// guess is where prices start: a little under what a second earns if all the
// minutes take the score from what it is to all right, and more on the last
// days, which everything wants. Clearing is slow to raise prices that are far
// too low, so the guess is on the high side.
func (m *market) guess() []float64 {
	price := make([]float64, m.slotCount())
	seconds := 0.0
	for _, b := range m.budget {
		seconds += b
	}
	for j := range price {
		price[j] = .7 * (1 - m.idle) / math.Max(seconds, 1) * (1 + 1.5*math.Exp(1-m.left()+float64(m.slots[j].day)))
	}
	return price
}

// table is rows of zeros in one piece.
func table(rows, columns int) [][]float64 {
	all := make([]float64, rows*columns)
	t := make([][]float64, rows)
	for i := range t {
		t[i] = all[i*columns : (i+1)*columns]
	}
	return t
}

func (l *lattice) slotCount() int { return len(l.slots) - 1 }

// left is how many days the exam is away.
func (l *lattice) left() float64 { return float64(l.slots[len(l.slots)-1].day) }

func (m *market) newBook(g group) *book {
	n := m.slotCount()
	b := &book{study: make([]row, n), stop: g.prior, gain: make([]float64, n), later: make([]float64, n)}
	if g.memory.IsZero() {
		meet := m.meet(g.prior)
		for j := range b.study {
			b.study[j] = meet
		}
		return b
	}
	b.stop = m.model.Retrievability(g.memory, g.elapsed+m.left())
	for j := range b.study {
		if gap := g.elapsed + float64(m.slots[j].day); gap > 0 {
			b.study[j] = m.review(g.memory, gap)
		}
	}
	return b
}

// budgets are the seconds of each slot with extra minutes on every study day. Days to
// come count for as much as the learner's days have so far.
func (in *ExamPlanInput) budgets(l *lattice, extra float64) []float64 {
	b := make([]float64, l.slotCount())
	for i := range b {
		for d := l.slots[i].first; d <= l.slots[i].last; d++ {
			if minutes := in.minutes(in.Today + Day(d)); minutes > 0 {
				b[i] += 60 * math.Min(minutes+extra, 24*60)
			}
		}
		if i > 0 && in.Attendance > 0 {
			b[i] *= in.Attendance
		}
	}
	return b
}

// rounds is how many rounds there is time for.
func (m *market) rounds() int {
	if m.slotCount() <= fewSlots {
		return shortClears
	}
	return clearings
}

// clear looks for prices in rounds and keeps the best schedule and the lowest
// bound that it saw. Steps get shorter, for near the end a small change of a
// price moves much work from one day to the next.
func (m *market) clear(rounds int) {
	m.best, m.bound = schedule{score: -1}, 1
	for r := range rounds {
		m.back()
		m.bound = min(m.bound, m.dual())
		s, cut := m.forward()
		if s.score > m.best.score {
			m.best = s
		}
		pace := .8 / (1 + .2*float64(r))
		for j := range m.price {
			m.price[j] += pace * (cut[j] - m.price[j])
		}
	}
	copy(m.price, m.best.price)
}

// back fills gain and later from the exam to today under the prices.
func (m *market) back() {
	for _, l := range m.ledgers {
		m.backClass(l)
	}
	for g, b := range m.books {
		l, n := m.ledgers[m.groups[g].class], m.slotCount()
		best := b.stop
		for j := n - 1; j >= 0; j-- {
			b.later[j] = best
			b.gain[j] = math.Inf(-1)
			if b.study[j] != nil {
				b.gain[j] = b.study[j].dot(l.value(j, n))
				best = math.Max(best, b.gain[j]-m.price[j]*m.groups[g].cost)
			}
		}
	}
}

// dual is what the items would be worth with as many seconds as they like at
// these prices, and the budget sold at them: no schedule can score more (weak
// duality).
func (m *market) dual() float64 {
	sum := 0.0
	for j, p := range m.price {
		sum += p * m.budget[j]
	}
	for g, b := range m.books {
		best := b.stop
		for j, gain := range b.gain {
			best = max(best, gain-m.price[j]*m.groups[g].cost)
		}
		sum += best * m.groups[g].mass
	}
	return sum
}

// value of a memory just formed in slot j, by node.
func (l *ledger) value(j, n int) []float64 { return l.later[j*n+j] }

func (m *market) backClass(l *ledger) {
	n := m.slotCount()
	for j := n - 1; j >= 0; j-- {
		copy(l.later[j*n+n-1], m.stop[j])
		for k := n - 1; k > j; k-- {
			paid := m.price[k] * l.kappa
			gain, after, before := l.gain[j*n+k], l.later[j*n+k], l.later[j*n+k-1]
			for s := range before {
				before[s] = max(after[s], gain[s]-paid)
			}
		}
		value := l.value(j, n)
		for i := range j {
			gain := l.gain[i*n+j]
			for s, r := range m.rows[m.slots[j].day-m.slots[i].day] {
				gain[s] = r.dot(value)
			}
		}
	}
}

// forward spends the budget slot by slot and returns the schedule with the
// worth of the last thing that fitted into each slot, 0 where all did.
func (m *market) forward() (schedule, []float64) {
	n := m.slotCount()
	s := schedule{price: append([]float64(nil), m.price...), spent: make([]float64, n), items: make([]float64, n), fresh: make([]float64, n)}
	for g, b := range m.books {
		b.mass = m.groups[g].mass
	}
	for _, l := range m.ledgers {
		for _, row := range l.mass {
			clear(row)
		}
	}
	cut := make([]float64, n)
	for j := range n {
		m.offer(j)
		r := ration(m.choice, m.budget[j])
		cut[j] = r.price
		for _, c := range m.choice {
			if part := r.part(c.worth); part > 0 {
				m.spend(&s, j, c, part)
			}
		}
	}
	m.count(&s)
	return s, cut
}

// rationed says how much of what is worth so much per second fits.
type rationed struct {
	width float64 // of a bin of worth
	bin   int     // the one that fits in part; all above fit
	share float64 // of it, 0 to 1
	price float64 // worth of the last thing that fits; 0 if everything does
}

// ration fills the seconds from the highest worth down. Worth is counted in
// bins, for sorting would take longer than all the rest.
func ration(choices []choice, seconds float64) rationed {
	top := 0.0
	for _, c := range choices {
		top = max(top, c.worth)
	}
	r := rationed{width: top / priceBins, bin: -1}
	var bins [priceBins]float64
	for _, c := range choices {
		bins[r.of(c.worth)] += c.seconds
	}
	for b := priceBins - 1; b >= 0; b-- {
		if bins[b] > seconds {
			r.bin, r.share = b, seconds/bins[b]
			r.price = r.width * (float64(b) + 1 - r.share)
			return r
		}
		seconds -= bins[b]
	}
	return r
}

func (r rationed) of(worth float64) int { return min(int(worth/r.width), priceBins-1) }

func (r rationed) part(worth float64) float64 {
	switch b := r.of(worth); {
	case b > r.bin:
		return 1
	case b == r.bin:
		return r.share
	}
	return 0
}

// spend studies a part of choice c in slot j.
func (m *market) spend(s *schedule, j int, c choice, part float64) {
	l := m.ledgers[c.class]
	s.spent[j] += part * c.seconds
	var mass float64
	var to row
	if c.from < 0 {
		g, b := &m.groups[c.node], m.books[c.node]
		mass, to = part*b.mass, b.study[j]
		b.mass -= mass
		items := mass / g.mass * g.items
		s.items[j] += items
		if g.memory.IsZero() {
			s.fresh[j] += items
		}
	} else {
		from := l.mass[c.from]
		mass, to = part*from[c.node], m.rows[m.slots[j].day-m.slots[c.from].day][c.node]
		from[c.node] -= mass
		s.items[j] += mass * l.items
	}
	for _, t := range to {
		l.mass[j][t.node] += mass * float64(t.p)
	}
}

// count adds up what the schedule comes to on the exam day.
func (m *market) count(s *schedule) {
	add := func(mass, recall float64) {
		s.score += mass * recall
		s.variance += mass * recall * (1 - recall)
	}
	for g, b := range m.books {
		add(b.mass, b.stop)
		if m.groups[g].memory.IsZero() {
			s.unmet += b.mass / m.groups[g].mass * m.groups[g].items
		}
	}
	for _, l := range m.ledgers {
		for i, masses := range l.mass {
			for node, mass := range masses {
				add(mass, m.stop[i][node])
			}
		}
	}
}

// offer lists what is worth studying in slot j.
func (m *market) offer(j int) {
	n := m.slotCount()
	m.choice = m.choice[:0]
	for g, b := range m.books {
		if worth := (b.gain[j] - b.later[j]) / m.groups[g].cost; worth > 0 && b.mass > leastMass {
			m.choice = append(m.choice, choice{worth, b.mass * m.groups[g].cost, m.groups[g].class, -1, g})
		}
	}
	for c, l := range m.ledgers {
		for i := range j {
			gain, later := l.gain[i*n+j], l.later[i*n+j]
			for s, mass := range l.mass[i] {
				if mass < leastMass {
					continue
				}
				if worth := (gain[s] - later[s]) / l.kappa; worth > 0 {
					m.choice = append(m.choice, choice{worth, mass * l.kappa, c, i, s})
				}
			}
		}
	}
}

// untouchedScore is the share right if nothing more is studied.
func (m *market) untouchedScore() float64 {
	sum := 0.0
	for i := range m.in.Items {
		if w := m.stock.weight[i]; w > 0 {
			sum += w * m.untouched(&m.in.Items[i])
		}
	}
	return sum
}

// untouched is the chance of knowing an item on the exam day if it is not
// studied again.
func (m *market) untouched(it *ExamItem) float64 {
	if it.Memory.IsZero() {
		return m.in.Domains[it.Domain].Prior
	}
	return m.model.Retrievability(it.Memory, float64(m.in.Exam-it.LastDay))
}
