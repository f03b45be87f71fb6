package srs

import "math"

// pass7 goes through cards with one set of weights and adds up the loss and
// its derivative by each weight: forward through a card's answers, and back
// through them with what each step left behind (reverse differentiation).
// Stabilities are followed as logarithms, in which every power is a product.
type pass7 struct {
	w    *Weights7
	loss float64
	grad Weights7

	shares     float64    // ln(w28/w27)
	lnDecay    float64    // ln(w23)
	lnBase     float64    // -ln(w25)
	slowFactor float64    // w26^(-1/w24) - 1
	grow       [2]float64 // w7-1.5 and w15-1.5
	easy       float64    // D0(easy)

	// Sums of which several derivatives are made at the end.
	mixed, slowRates, slowDecays, pulled float64

	tape []mark7
}

// mark7 is what the way forward leaves at one answer for the way back.
type mark7 struct {
	s, f, d  float64 // memory before the answer
	lnS, lnF float64
	fade     fade7
	slope    float64 // of the loss by recall
	slow     trace7
	fast     trace7
	follows  bool // a lapse left the fast trace at its share of the slow one
	held     bool // difficulty came to a bound
}

// fade7 is recall at an answer and how it depends on memory and weights.
type fade7 struct {
	r, fastR  float64 // recall, and the fast curve's own
	share     float64 // of recall by the fast curve's
	mix       float64 // of recall by ln(slow share / fast share)
	slowRate  float64 // of recall by ln(slow rate)
	slowDecay float64 // of recall by the slow decay
	fastDecay float64 // of the fast curve's recall by ln(decay)
	fastBase  float64 // of the fast curve's recall by -ln(w25)
	fastLnF   float64 // of the fast curve's recall by ln(Sf)
}

// trace7 is how the logarithm of a stability after an answer depends on what
// was before. All is 0 where a bound holds the stability.
type trace7 struct {
	byX, byR, byD float64 // on its own logarithm, recall and difficulty
	part          float64 // success: on the growth's logarithm; lapse: on the power
	steep         float64 // success: on the growth's exponent
}

func newPass7(w *Weights7) *pass7 {
	return &pass7{
		w:      w,
		shares: math.Log(w[28] / w[27]), lnDecay: math.Log(w[23]), lnBase: -math.Log(w[25]),
		slowFactor: math.Pow(w[26], -1/w[24]) - 1,
		grow:       [2]float64{w[slowBlock] - 1.5, w[fastBlock] - 1.5},
		easy:       w.initialDifficulty(Easy),
	}
}

// card adds one card's answers: their grades, the days elapsed before each,
// and what each weighs in the loss; 0 = it does not count. The first answer
// never counts.
func (p *pass7) card(grade []Grade, elapsed, weight []float64) {
	last := len(grade) - 1
	for last > 0 && !(weight[last] > 0) {
		last--
	}
	if last < 1 {
		return
	}
	if len(p.tape) <= last {
		p.tape = make([]mark7, 2*last+1)
	}
	p.begin(&p.tape[1], grade[0])
	for i := 1; i <= last; i++ {
		m := &p.tape[i]
		p.fade(m, elapsed[i])
		p.score(m, grade[i], weight[i])
		if i < last {
			p.answer(m, &p.tape[i+1], grade[i])
		}
	}
	p.back(grade[:last+1])
}

// begin is the memory after a first answer.
func (p *pass7) begin(m *mark7, g Grade) {
	first := p.w.After(Memory{}, 0, g)
	m.s, m.f, m.d = first.Stability, first.Fast, first.Difficulty
	m.lnS, m.lnF = math.Log(m.s), math.Log(m.f)
}

// fade works out recall at an answer after days (curve7 in logarithms).
func (p *pass7) fade(m *mark7, days float64) {
	w, f, hard := p.w, &m.fade, m.d-5

	free := math.Exp(p.lnDecay + (w[33]-.3)*m.lnF)
	decay := min(max(free, minDecay), maxDecay)
	exponent := min(p.lnBase/decay, maxExponent)
	power := math.Exp(exponent)
	x := (power - 1) * days / m.f
	ln := math.Log(1 + x)
	f.fastR = math.Exp(-decay * ln)
	fastRate := -f.fastR * decay * x / (1 + x)
	f.fastDecay, f.fastBase = -f.fastR*ln*decay, 0
	if exponent < maxExponent {
		f.fastBase = fastRate * power / (power - 1) / decay
		f.fastDecay -= f.fastBase * p.lnBase
	}
	if free != decay {
		f.fastDecay = 0
	}
	f.fastLnF = f.fastDecay*(w[33]-.3) - fastRate

	slow := w[24]
	x = p.slowFactor * days / m.s * math.Exp(hard*(w[32]-.3))
	ln = math.Log(1 + x)
	slowR := math.Exp(-slow * ln)

	share := 1 / (1 + math.Exp(p.shares+w[30]*m.lnS+w[29]*m.lnF+hard*(w[31]-.5)))
	f.r = (share*f.fastR+(1-share)*slowR)*(1-2*sureness) + sureness
	f.share = share * (1 - 2*sureness)
	rest := (1 - share) * (1 - 2*sureness)
	f.mix = rest * share * (slowR - f.fastR)
	f.slowRate = -rest * slowR * slow * x / (1 + x)
	f.slowDecay = -rest * slowR * ln
}

// score adds an answer to the loss: its weight times the surprise, in
// logarithms, at what was remembered.
func (p *pass7) score(m *mark7, g Grade, weight float64) {
	m.slope = 0
	switch {
	case !(weight > 0):
	case g == Again:
		p.loss -= weight * math.Log(1-m.fade.r)
		m.slope = weight / (1 - m.fade.r)
	default:
		p.loss -= weight * math.Log(m.fade.r)
		m.slope = -weight / m.fade.r
	}
}

// answer works out the memory after an answer (Weights7.After).
func (p *pass7) answer(m, next *mark7, g Grade) {
	next.s, next.lnS = p.trace(&m.slow, 0, m.s, m.lnS, m.d, m.fade.r, g)
	next.f, next.lnF = p.trace(&m.fast, 1, m.f, m.lnF, m.d, m.fade.fastR, g)
	if m.follows = g == Again && next.f > fastShare*next.s; m.follows {
		next.f = max(fastShare*next.s, MinStability7)
		next.lnF = math.Log(next.f)
	}
	d := .01*p.easy + .99*(m.d+(10-m.d)/9*p.step(m, g))
	next.d = min(max(d, MinDifficulty), MaxDifficulty)
	m.held = next.d != d
}

// step is how far an answer moves difficulty before damping.
func (p *pass7) step(m *mark7, g Grade) float64 {
	if g == Again {
		return 2 * p.w[6] * (m.fade.r + .1)
	}
	return -p.w[6] * (float64(g) - 3)
}

// trace works out a stability and its logarithm after an answer, and how they
// depend on what was before (Weights7.trace).
func (p *pass7) trace(t *trace7, which int, x, ln, d, r float64, g Grade) (after, lnAfter float64) {
	b := p.block(which)
	if g == Again {
		return t.lapse(b, x, ln, r)
	}
	rise := math.Exp(b[2] * (1 - r))
	size := math.Exp(p.grow[which]-b[1]*ln) * (11 - d) * bonus(b, g)
	grow := size * (rise - 1)
	after = x * (1 + grow)
	if after > MaxStability {
		*t = trace7{}
		return MaxStability, math.Log(MaxStability)
	}
	t.part, t.steep = grow/(1+grow), size*rise/(1+grow)
	t.byX, t.byR, t.byD = 1-b[1]*t.part, -b[2]*t.steep, -t.part/(11-d)
	return after, ln + math.Log(1+grow)
}

// block is the weights of the slow trace, 0, or of the fast one, 1.
func (p *pass7) block(which int) []float64 {
	from := slowBlock + which*(fastBlock-slowBlock)
	return p.w[from : from+8 : from+8]
}

// bonus is what a success's growth is multiplied by for its grade; never quite
// 0, so that the derivative by it can be had from the growth.
func bonus(b []float64, g Grade) float64 {
	switch g {
	case Hard:
		return max(b[6], 1e-9)
	case Easy:
		return b[7]
	}
	return 1
}

func (t *trace7) lapse(b []float64, x, ln, r float64) (after, lnAfter float64) {
	lnMore := math.Log1p(x)
	power := math.Expm1(b[4] * lnMore)
	after = b[3] * power * math.Exp(b[5]*(1-r))
	*t = trace7{}
	switch {
	case after < MinStability7:
		return MinStability7, math.Log(MinStability7)
	case after < x:
		ratio := (power + 1) / power
		t.byX, t.byR, t.part = ratio*b[4]*x/(1+x), -b[5], ratio*lnMore
		return after, math.Log(after)
	}
	t.byX = 1
	return x, ln
}

// back goes from a card's last answer to its first with the loss's derivative
// by the logarithms of both stabilities and by difficulty after each.
func (p *pass7) back(grade []Grade) {
	var s, f, d float64
	for i := len(grade) - 1; i > 0; i-- {
		m := &p.tape[i]
		if i == len(grade)-1 {
			s, f, d = p.backFade(m, m.slope, 0)
			continue
		}
		s, f, d = p.backAnswer(m, s, f, d, grade[i])
	}
	p.backBegin(&p.tape[1], s, f, d, grade[0])
}

// backAnswer takes derivatives by the memory after an answer to those by the
// memory before it.
func (p *pass7) backAnswer(m *mark7, s, f, d float64, g Grade) (ofS, ofF, ofD float64) {
	ofR, ofFastR := m.slope, 0.
	if !m.held {
		step := p.step(m, g)
		p.pulled += .01 * d
		ofStep := .99 * d * (10 - m.d) / 9
		ofD = .99 * d * (1 - step/9)
		p.grad[6] += ofStep * step / p.w[6]
		if g == Again {
			ofR += ofStep * 2 * p.w[6]
		}
	}
	if m.follows {
		s, f = s+f, 0
	}
	if f != 0 {
		p.backTrace(&m.fast, 1, f, m.lnF, m.fade.fastR, g)
		ofF, ofFastR, ofD = f*m.fast.byX, f*m.fast.byR, ofD+f*m.fast.byD
	}
	p.backTrace(&m.slow, 0, s, m.lnS, m.fade.r, g)
	ofR, ofD = ofR+s*m.slow.byR, ofD+s*m.slow.byD

	fadeS, fadeF, fadeD := p.backFade(m, ofR, ofFastR)
	return s*m.slow.byX + fadeS, ofF + fadeF, ofD + fadeD
}

// backTrace adds what the derivative by a stability's logarithm after an
// answer, of, means for its block of weights.
func (p *pass7) backTrace(t *trace7, which int, of, ln, r float64, g Grade) {
	from := slowBlock + which*(fastBlock-slowBlock)
	grad, b := p.grad[from:from+8:from+8], p.w[from:from+8:from+8]
	if g == Again {
		if t.part > 0 {
			grad[3] += of / b[3]
			grad[4] += of * t.part
			grad[5] += of * (1 - r)
		}
		return
	}
	grad[0] += of * t.part
	grad[1] -= of * t.part * ln
	grad[2] += of * t.steep * (1 - r)
	switch g {
	case Hard:
		grad[6] += of * t.part / bonus(b, g)
	case Easy:
		grad[7] += of * t.part / bonus(b, g)
	}
}

// backFade takes derivatives by recall and by the fast curve's own recall to
// those by the memory that faded.
func (p *pass7) backFade(m *mark7, ofR, ofFastR float64) (ofS, ofF, ofD float64) {
	w, f, hard := p.w, &m.fade, m.d-5
	mix, slowRate := ofR*f.mix, ofR*f.slowRate
	ofFastR += ofR * f.share

	p.mixed += mix
	p.grad[29] += mix * m.lnF
	p.grad[30] += mix * m.lnS
	p.grad[31] += mix * hard
	p.grad[32] += slowRate * hard
	p.slowRates += slowRate
	p.slowDecays += ofR * f.slowDecay
	p.grad[23] += ofFastR * f.fastDecay
	p.grad[33] += ofFastR * f.fastDecay * m.lnF
	p.grad[25] += ofFastR * f.fastBase

	ofS = mix*w[30] - slowRate
	ofF = mix*w[29] + ofFastR*f.fastLnF
	ofD = mix*(w[31]-.5) + slowRate*(w[32]-.3)
	return ofS, ofF, ofD
}

// backBegin adds what the derivatives by the memory after a first answer mean
// for the weights that it comes from.
func (p *pass7) backBegin(m *mark7, s, f, d float64, g Grade) {
	if m.f > MinStability7 {
		s += f
	}
	p.grad[g-1] += s / p.w[g-1]
	if m.d > MinDifficulty && m.d < MaxDifficulty {
		p.grad[4] += d
		p.grad[5] -= d * float64(g-1) * math.Exp(p.w[5]*float64(g-1))
	}
}

// derivatives are those of the loss so far by each weight.
func (p *pass7) derivatives() Weights7 {
	w, grad := p.w, p.grad
	grad[4] += p.pulled
	grad[5] -= p.pulled * 3 * math.Exp(3*w[5])
	grad[23] /= w[23]
	grad[25] /= -w[25]
	grad[27] -= p.mixed / w[27]
	grad[28] += p.mixed / w[28]
	ratio := (p.slowFactor + 1) / p.slowFactor / w[24]
	grad[24] += p.slowDecays + p.slowRates*ratio*math.Log(w[26])/w[24]
	grad[26] -= p.slowRates * ratio / w[26]
	return grad
}
