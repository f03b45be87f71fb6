package quiz

import "chartroom/quiz/srs"

// worth is what studying each item today gains per second over the best that
// can be done with it later under the prices; 0 or below = waiting is better.
// The best later day is that of the item's group. Items whose group is far
// from being chosen keep the group's worth.
func (m *market) worth() []float64 {
	m.back()
	later, rough := make([]int, len(m.groups)), make([]float64, len(m.groups))
	for g, b := range m.books {
		later[g] = m.bestLater(g)
		rough[g] = (b.gain[0] - b.later[0]) / m.groups[g].cost
	}
	out := make([]float64, len(m.in.Items))
	for i := range m.in.Items {
		g := m.of[i]
		switch {
		case g < 0 || !m.in.Items[i].Memory.IsZero() && m.in.Items[i].LastDay == m.in.Today:
		case rough[g] < contending*m.price[0]:
			out[i] = rough[g]
		default:
			out[i] = m.worthOf(i, g, later[g])
		}
	}
	return out
}

// contending is the part of today's price that a group must be worth for its
// items to be looked at one by one.
const contending = .5

// bestLater is the slot after today in which a group is best studied, or 0.
func (m *market) bestLater(g int) int {
	b, best := m.books[g], 0
	value := b.stop
	for j := 1; j < m.slotCount(); j++ {
		if v := b.gain[j] - m.price[j]*m.groups[g].cost; v > value {
			best, value = j, v
		}
	}
	return best
}

func (m *market) worthOf(i, g, later int) float64 {
	it, b, n := &m.in.Items[i], m.books[g], m.slotCount()
	l, cost := m.ledgers[m.stock.class[i]], it.cost()/m.stock.weight[i]
	wait := m.untouched(it)
	if it.Memory.IsZero() {
		if later > 0 {
			wait = max(wait, b.gain[later]-m.price[later]*cost)
		}
		return (b.gain[0] - wait) / cost
	}
	elapsed := float64(m.in.Today - it.LastDay)
	if later > 0 {
		gain := m.expect(it.Memory, elapsed+float64(m.slots[later].day), l.value(later, n))
		wait = max(wait, gain-m.price[later]*cost)
	}
	return (m.expect(it.Memory, elapsed, l.value(0, n)) - wait) / cost
}

// expect is the mean of value v after a review of memory m after elapsed days.
func (l *lattice) expect(m srs.Memory, elapsed float64, v []float64) float64 {
	r := l.model.Retrievability(m, elapsed)
	sum := (1 - r) * l.at(v, l.model.After(m, elapsed, srs.Again))
	for i, p := range PassGrades {
		sum += r * p * l.at(v, l.model.After(m, elapsed, srs.Hard+srs.Grade(i)))
	}
	return sum
}
