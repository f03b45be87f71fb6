package srs

// study is a memory model as training sees it. FSRS-6's is in fsrs6_study.go,
// FSRS-7's in fsrs7_study.go.
type study struct {
	name       string
	fractional bool // as Model.Fractional

	bounds [][2]float64 // of each weight
	scale  []float64    // about how far each weight moves in training: what one step compares them by

	// begin is where training begins, and where weights are pulled back to:
	// the published weights, with what can be read off the items directly.
	// items are places in the history, earliest first.
	begin func(h *history, items []int32) []float64
	// defaults are the published weights.
	defaults []float64
	// spread is how much each weight differs between learners, as a standard
	// deviation; 0 = the weight is free. Training adds pull times the square
	// of the weight's distance from where it began, in spreads, to the sum of
	// the items' losses.
	spread []float64
	pull   float64
	// informed says that a search may begin with the cards' word on the second
	// derivatives (sum.information). It saves most steps, but of several least
	// values it may lead to a poor one: FSRS-7's on a real log are 0.002 apart
	// in mean loss.
	informed bool
	// tidy puts weights right that training may have left out of order, given
	// how many cards began with each grade.
	tidy func(w []float64, given [4]int)
	// pass gets ready to go through cards with the weights w. What it returns
	// is called for one card after another, by one goroutine; passes made
	// apart share nothing that changes.
	pass func(w []float64) pass
}

// pass is the sum over one card's answers of weight times loss, answers given
// from the card's first. It adds the sum's derivative by each weight to grad;
// grad nil = not asked for. Where weight is 0 an answer changes the memory and
// is no part of the sum. The loss of an answer is -ln of the chance that the
// model gave it: of recall when it is hard, good or easy, else of forgetting;
// chances are held to leastChance and 1-leastChance.
type pass func(grade []Grade, elapsed, weight []float64, grad []float64) float64

// leastChance keeps a loss finite (fsrs-rs src/training.rs).
const leastChance = 1e-7

// studyOf is the study of a model of this name, or nil.
func studyOf(name string) *study {
	switch name {
	case FSRS6:
		return fsrs6Study()
	case FSRS7:
		return fsrs7Study()
	}
	return nil
}
