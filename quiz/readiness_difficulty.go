package quiz

import "math"

// Difficulty is how hard a question is, in logits: 0 = as the items of an exam
// are on the mean, 1 = its odds are 1/e of theirs.
type Difficulty struct{ Mean, SD float64 }

// AssumedDifficulty is what is known of a question before anybody answered it,
// from its level (recall, application or analysis, as in its tag; else none)
// and its kind. Writers' levels and judgements tell little of how hard a
// question proves to be, so that the difficulty stays unsure by almost as much
// as the questions of an exam differ. (The steps are our own proposal.)
func AssumedDifficulty(level string, kind Kind) Difficulty {
	d := Difficulty{SD: .8}
	switch level {
	case "recall":
		d.Mean = -.4
	case "application":
		d.Mean = .1
	case "analysis":
		d.Mean = .5
	default:
		d.SD = .9
	}
	switch kind {
	case Text, Number, Cloze: // nothing to choose from and to be reminded by
		d.Mean += .4
	}
	return d
}

// Trial is what was seen of a question: right answers among those of people
// whose abilities are known so far. One's own answers are a trial each, and
// tell little; a class's results are one trial of many answers.
type Trial struct {
	Right, Answers int
	Options        int     // that a guess chooses from; 0 = an open question
	Ability        float64 // mean of the people's, logits
	AbilitySD      float64 // how far they differ; one person: how unsure hers is
	MeanSD         float64 // how far Ability may be off for all of them together
}

// After is the difficulty after a trial, by Bayes' rule. A trial without
// answers, or with more right ones than answers, changes nothing.
func (d Difficulty) After(t Trial) Difficulty {
	if t.Answers <= 0 || t.Right < 0 || t.Right > t.Answers || !(d.SD > 0) {
		return d
	}
	const points, reach = 121, 6 // of the grid, and its half width in standard deviations
	at, weight := make([]float64, points), make([]float64, points)
	slope, guess := flattened(t.AbilitySD), 0.0
	if t.Options > 0 {
		guess = 1 / float64(t.Options)
	}
	right, wrong := float64(t.Right), float64(t.Answers-t.Right)
	for j := range at {
		z := reach * (2*float64(j)/(points-1) - 1)
		at[j] = d.Mean + z*d.SD
		// The mean ability's error is integrated out, seven points wide.
		logs := make([]float64, len(gauss7x))
		for i, x := range gauss7x {
			miss := (1 - guess) * logistic(-slope*(t.Ability+t.MeanSD*x-at[j]))
			logs[i] = math.Log(gauss7w[i]) + right*math.Log(1-miss) + wrong*math.Log(miss)
		}
		weight[j] = exponentiate(logs) - z*z/2
	}
	exponentiate(weight)
	s := moments(weight, at)
	return Difficulty{s.mean, math.Sqrt(s.variance)}
}
