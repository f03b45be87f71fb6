package srs

import "math"

// pass7 goes through cards with one set of weights: forward through a card's
// answers, and back through them with what each left behind, which gives the
// loss's derivative by every weight at once (reverse differentiation).
// Stabilities are followed as logarithms, in which every power is a product.
type pass7 struct {
	w    Weights7
	grad *Weights7 // where the derivatives of the card at hand go
	tape []mark7   // of the card at hand; the first answer has none

	shares     float64    // ln(w28/w27)
	lnDecay    float64    // ln(w23)
	lnBase     float64    // -ln(w25)
	slowFactor float64    // w26^(-1/w24) - 1
	grow       [2]float64 // w7-1.5 and w15-1.5
	easy       float64    // D0(easy)
	easyPower  float64    // e^(3*w5)
	factorBy24 float64    // derivative of ln(slowFactor)
	factorBy26 float64    // the same by w26
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

var lnMin7, lnMax = math.Log(MinStability7), math.Log(MaxStability)

// fsrs7Pass goes through cards with the formulas of Weights7.After.
func fsrs7Pass(w []float64) pass {
	p := &pass7{w: Weights7(w)}
	p.shares, p.lnDecay, p.lnBase = math.Log(p.w[28]/p.w[27]), math.Log(p.w[23]), -math.Log(p.w[25])
	p.slowFactor = math.Pow(p.w[26], -1/p.w[24]) - 1
	p.grow = [2]float64{p.w[slowBlock] - 1.5, p.w[fastBlock] - 1.5}
	p.easy, p.easyPower = p.w.initialDifficulty(Easy), math.Exp(3*p.w[5])
	ratio := (p.slowFactor + 1) / p.slowFactor / p.w[24]
	p.factorBy24, p.factorBy26 = ratio*math.Log(p.w[26])/p.w[24], -ratio/p.w[26]
	return p.card
}

// card is a pass over one card.
func (p *pass7) card(grade []Grade, elapsed, weight, grad []float64) float64 {
	last := len(grade) - 1
	for last > 0 && !(weight[last] > 0) {
		last--
	}
	if last < 1 {
		return 0
	}
	if len(p.tape) <= last {
		p.tape = make([]mark7, 2*last+1)
	}
	loss := 0.
	p.begin(&p.tape[1], grade[0])
	for i := 1; i <= last; i++ {
		m := &p.tape[i]
		p.fade(m, elapsed[i])
		if m.slope = 0; weight[i] > 0 {
			chance, sign := m.fade.r, -1.
			if grade[i] == Again {
				chance, sign = 1-m.fade.r, 1
			}
			loss -= weight[i] * log(chance)
			m.slope = weight[i] * sign / chance
		}
		if i < last {
			p.answer(m, &p.tape[i+1], grade[i])
		}
	}
	if grad != nil {
		p.grad = (*Weights7)(grad)
		p.back(grade[:last+1])
	}
	return loss
}

// begin is the memory after a first answer.
func (p *pass7) begin(m *mark7, g Grade) {
	first := p.w.After(Memory{}, 0, g)
	m.s, m.f, m.d = first.Stability, first.Fast, first.Difficulty
	m.lnS, m.lnF = log(m.s), log(m.f)
}

// fade works out recall at an answer after days (curve7 in logarithms).
func (p *pass7) fade(m *mark7, days float64) {
	w, f, hard := &p.w, &m.fade, m.d-5

	free := exp(p.lnDecay + (w[33]-.3)*m.lnF)
	decay := min(max(free, minDecay), maxDecay)
	exponent := min(p.lnBase/decay, maxExponent)
	power := exp(exponent)
	x := (power - 1) * days / m.f
	ln := log(1 + x)
	f.fastR = exp(-decay * ln)
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
	x = p.slowFactor * days / m.s * exp(hard*(w[32]-.3))
	ln = log(1 + x)
	slowR := exp(-slow * ln)

	share := 1 / (1 + exp(p.shares+w[30]*m.lnS+w[29]*m.lnF+hard*(w[31]-.5)))
	f.r = (share*f.fastR+(1-share)*slowR)*(1-2*sureness) + sureness
	f.share = share * (1 - 2*sureness)
	rest := (1 - share) * (1 - 2*sureness)
	f.mix = rest * share * (slowR - f.fastR)
	f.slowRate = -rest * slowR * slow * x / (1 + x)
	f.slowDecay = -rest * slowR * ln
}

// answer works out the memory after an answer (Weights7.After).
func (p *pass7) answer(m, next *mark7, g Grade) {
	next.s, next.lnS = p.trace(&m.slow, 0, m.s, m.lnS, m.d, m.fade.r, g)
	next.f, next.lnF = p.trace(&m.fast, 1, m.f, m.lnF, m.d, m.fade.fastR, g)
	if m.follows = g == Again && next.f > fastShare*next.s; m.follows {
		next.f = max(fastShare*next.s, MinStability7)
		next.lnF = log(next.f)
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
	rise := exp(b[2] * (1 - r))
	size := exp(p.grow[which]-b[1]*ln) * (11 - d) * bonus(b, g)
	grow := size * (rise - 1)
	after = x * (1 + grow)
	if after > MaxStability {
		*t = trace7{}
		return MaxStability, lnMax
	}
	t.part, t.steep = grow/(1+grow), size*rise/(1+grow)
	t.byX, t.byR, t.byD = 1-b[1]*t.part, -b[2]*t.steep, -t.part/(11-d)
	return after, ln + log(1+grow)
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
	after = b[3] * power * exp(b[5]*(1-r))
	*t = trace7{}
	switch {
	case after < MinStability7:
		return MinStability7, lnMin7
	case after < x:
		ratio := (power + 1) / power
		t.byX, t.byR, t.part = ratio*b[4]*x/(1+x), -b[5], ratio*lnMore
		return after, log(after)
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
		p.grad[4] += .01 * d
		p.grad[5] -= .01 * d * 3 * p.easyPower
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
	w, f, hard := &p.w, &m.fade, m.d-5
	mix, slowRate := ofR*f.mix, ofR*f.slowRate
	ofFastR += ofR * f.share

	p.grad[27] -= mix / w[27]
	p.grad[28] += mix / w[28]
	p.grad[29] += mix * m.lnF
	p.grad[30] += mix * m.lnS
	p.grad[31] += mix * hard
	p.grad[32] += slowRate * hard
	p.grad[24] += ofR*f.slowDecay + slowRate*p.factorBy24
	p.grad[26] += slowRate * p.factorBy26
	p.grad[23] += ofFastR * f.fastDecay / w[23]
	p.grad[33] += ofFastR * f.fastDecay * m.lnF
	p.grad[25] -= ofFastR * f.fastBase / w[25]

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
