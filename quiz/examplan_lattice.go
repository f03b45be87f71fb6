package quiz

import (
	"math"

	"chartroom/quiz/srs"
)

// slot is a stretch of days that is planned as one: every item is studied at
// most once in it.
type slot struct {
	first, last int // days after today
	day         int // that stands for it
}

// decisionDays parts the days until the exam, today up to the day before it,
// into slots: today alone; single days in the last week; wider ones between,
// for there a day more or less changes little. On the exam day itself there
// is one slot, today.
func decisionDays(left int) []slot {
	var back []slot
	growth := .2
	if left > 200 {
		growth = .3 // or there would be more slots than time to price them
	}
	for last := left - 1; last >= 1; {
		toExam := left - last
		width := 1
		if toExam > 7 {
			width = max(1, int(growth*float64(toExam)))
		}
		first := max(last-width+1, 1)
		back = append(back, slot{first, last, (first + last) / 2})
		last = first - 1
	}
	slots := []slot{{}}
	for i := len(back) - 1; i >= 0; i-- {
		slots = append(slots, back[i])
	}
	return append(slots, slot{left, left, left}) // the exam
}

// lattice is the model on a grid of memories: an even grid of log stability
// by one of difficulty. Memories between nodes are read by straight lines.
type lattice struct {
	model      srs.Model
	slots      []slot // the last is the exam
	low, step  float64
	stability  int // nodes
	difficulty int
	nodes      []srs.Memory // at s*difficulty + d
	fast       []float64    // log of Fast/Stability, by stability node; nil = the model has none
	rows       map[int][]row
	stop       [][]float64 // slot, node: recall at the exam with no further review
}

// row is where a review leads: nodes with their chances, which add up to 1.
type row []share

type share struct {
	node int32
	p    float32
}

const (
	stabilityNodes  = 16
	difficultyNodes = 3
	leastStability  = .05 // days: below it, recall is lost within the day whatever the model
)

// newLattice lays out the grid and works out every step that may be taken
// between two slots.
func newLattice(model srs.Model, slots []slot) *lattice {
	left := float64(slots[len(slots)-1].day)
	high := math.Log(math.Max(100, 20*left))
	l := &lattice{model: model, slots: slots, low: math.Log(leastStability), stability: stabilityNodes, difficulty: difficultyNodes, rows: map[int][]row{}}
	l.step = (high - l.low) / float64(l.stability-1)
	if model.Fractional() {
		l.fast = l.fastRatios()
	}
	for s := range l.stability {
		for d := range l.difficulty {
			l.nodes = append(l.nodes, l.memory(math.Exp(l.low+float64(s)*l.step), 1+9*float64(d)/float64(l.difficulty-1)))
		}
	}
	n := len(slots) - 1
	for i := range n {
		stop := make([]float64, len(l.nodes))
		for s, m := range l.nodes {
			stop[s] = model.Retrievability(m, left-float64(slots[i].day))
		}
		l.stop = append(l.stop, stop)
		for j := i + 1; j < n; j++ {
			l.learn(slots[j].day - slots[i].day)
		}
	}
	return l
}

// learn works out the reviews after gap days, once.
func (l *lattice) learn(gap int) {
	if l.rows[gap] != nil {
		return
	}
	rows := make([]row, len(l.nodes))
	for s, m := range l.nodes {
		rows[s] = l.review(m, float64(gap))
	}
	l.rows[gap] = rows
}

// review is where a review of memory m after elapsed days leads.
func (l *lattice) review(m srs.Memory, elapsed float64) row {
	r := l.model.Retrievability(m, elapsed)
	out := make(row, 0, 12)
	out = l.add(out, l.model.After(m, elapsed, srs.Again), 1-r)
	for i, p := range PassGrades {
		out = l.add(out, l.model.After(m, elapsed, srs.Hard+srs.Grade(i)), r*p)
	}
	return out
}

// meet is where meeting a new item leads. Who knows it already, which prior
// tells, does not grade it again.
func (l *lattice) meet(prior float64) row {
	out := make(row, 0, 12)
	for i, p := range firstGrades(prior) {
		out = l.add(out, l.model.After(srs.Memory{}, 0, srs.Grade(i+1)), p)
	}
	return out
}

// firstGrades are FirstGrades for those who do not know the item and the same
// without again for those who do.
func firstGrades(prior float64) [4]float64 {
	p := FirstGrades
	known := 1 - p[0]
	p[0] *= 1 - prior
	for i := 1; i < 4; i++ {
		p[i] *= (1 - prior) + prior/known
	}
	return p
}

// add spreads p over the nodes around memory m.
func (l *lattice) add(out row, m srs.Memory, p float64) row {
	s, fs, d, fd := l.place(m)
	at := s*l.difficulty + d
	out = out.plus(at, p*(1-fs)*(1-fd)).plus(at+1, p*(1-fs)*fd)
	return out.plus(at+l.difficulty, p*fs*(1-fd)).plus(at+l.difficulty+1, p*fs*fd)
}

// plus adds p to a node's chance.
func (r row) plus(node int, p float64) row {
	if p == 0 {
		return r
	}
	for i := range r {
		if r[i].node == int32(node) {
			r[i].p += float32(p)
			return r
		}
	}
	return append(r, share{int32(node), float32(p)})
}

// place is the node below memory m and how far m lies above it, 0 to 1, along
// stability and along difficulty.
func (l *lattice) place(m srs.Memory) (s int, fs float64, d int, fd float64) {
	s, fs = cell((math.Log(m.Stability)-l.low)/l.step, l.stability)
	d, fd = cell((m.Difficulty-1)/9*float64(l.difficulty-1), l.difficulty)
	return s, fs, d, fd
}

func cell(x float64, nodes int) (int, float64) {
	x = math.Min(math.Max(x, 0), float64(nodes-1))
	i := min(int(x), nodes-2)
	return i, x - float64(i)
}

// at reads the values of the nodes at memory m.
func (l *lattice) at(v []float64, m srs.Memory) float64 {
	s, fs, d, fd := l.place(m)
	a := v[s*l.difficulty+d:]
	b := v[(s+1)*l.difficulty+d:]
	return (1-fs)*(a[0]+fd*(a[1]-a[0])) + fs*(b[0]+fd*(b[1]-b[0]))
}

func (r row) dot(v []float64) float64 {
	sum := 0.0
	for _, c := range r {
		sum += float64(c.p) * v[c.node]
	}
	return sum
}

// memory is the memory of a stability and difficulty; FSRS-7's fast trace is
// the one that usually goes with them.
func (l *lattice) memory(stability, difficulty float64) srs.Memory {
	m := srs.Memory{Stability: stability, Difficulty: difficulty}
	if l.fast != nil {
		s, f := cell((math.Log(stability)-l.low)/l.step, l.stability)
		m.Fast = math.Min(stability*math.Exp((1-f)*l.fast[s]+f*l.fast[s+1]), srs.MaxStability)
	}
	return m
}

// completed are the items with the fast trace that usually goes with a memory
// where the model has one and the input does not say it.
func (l *lattice) completed(items []ExamItem) []ExamItem {
	if l.fast == nil {
		return items
	}
	out := append([]ExamItem(nil), items...)
	for i := range out {
		if m := &out[i].Memory; !m.IsZero() && m.Fast == 0 {
			*m = l.memory(m.Stability, m.Difficulty)
		}
	}
	return out
}

// fastRatios is how many times longer than the slow the fast trace is, by
// stability, as logarithms: the mean along the chains that begin with each
// grade and go on being remembered at nine in ten. Grid points that no chain
// comes near take the next one's.
func (l *lattice) fastRatios() []float64 {
	sum, count := make([]float64, l.stability), make([]float64, l.stability)
	for _, g := range srs.Grades {
		m := l.model.After(srs.Memory{}, 0, g)
		for range 12 {
			at := int(math.Round(math.Min(math.Max((math.Log(m.Stability)-l.low)/l.step, 0), float64(l.stability-1))))
			sum[at] += math.Log(m.Fast / m.Stability)
			count[at]++
			m = l.model.After(m, math.Max(1, l.model.Interval(m, DefaultRetention)), srs.Good)
		}
	}
	last := 0.0
	for i := range sum {
		if count[i] > 0 {
			last = sum[i] / count[i]
		}
		sum[i] = last
	}
	return sum
}
