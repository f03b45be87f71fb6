package quiz

import (
	"errors"
	"fmt"
	"math"
)

// ReadinessInput is what a chance to pass an exam is worked out from.
type ReadinessInput struct {
	Items    int        // scored items of the exam
	Cut      [2]float64 // share right that is needed, 0 to 1: between these, each as likely; equal where the exam tells it
	PassRate float64    // share of first-time candidates who pass, 0 to 1; 0 = FirstTimePass
	Options  int        // of the exam's items; 0 = 4
	DaysLeft float64    // until the exam; answers grow older until then
	Domains  []ReadinessDomain
	Answers  []ReadinessAnswer
}

// ReadinessDomain is one part of the exam.
type ReadinessDomain struct {
	Weight float64 // share of the exam; the weights need not add up to 1

	// Recall is the mean chance of remembering the domain's questions that were
	// met, today and on the exam day as planned, 0 to 1: what will be forgotten
	// until then, and what the plan adds. Zeros = not known: as today.
	Recall, RecallThen float64
}

// ReadinessAnswer is the first answer to a question. (A later one says how well
// that question is remembered, and little of those which were never met.)
type ReadinessAnswer struct {
	Domain       int     // index of its domain
	Difficulty   float64 // logits; 0 = as the exam's items are on the mean
	DifficultySD float64 // how far it may be off, logits
	Options      int     // that a guess chooses from; 0 = an open question
	Mark         float64 // 0 to 1
	DaysAgo      float64 // 0 = today
}

// Readiness is a chance to pass, what it rests on and what would raise it.
type Readiness struct {
	Pass      float64 // 0 to 1; NaN while there are too few answers
	Low, High float64 // nine in ten who answered so have a chance between these by their ability; NaN as Pass
	Domains   []DomainReadiness
	Score     Range // share of the exam's items right, by ability alone: without the luck of the form
	Cut       [2]float64
	Answers   int
	Evidence  float64 // answers' weight, less than Answers where they are old
}

// Enough reports whether there are answers enough for a chance to pass.
func (r *Readiness) Enough() bool { return r.Answers >= EnoughAnswers }

// Range is an estimate with its 90 % interval, all 0 to 1.
type Range struct{ Mean, Low, High float64 }

// DomainReadiness is how one domain will go on the exam day.
type DomainReadiness struct {
	Score    Range // share of its items right
	Answers  int
	Evidence float64 // as Readiness.Evidence
	PerPoint float64 // what one more right answer in a hundred of this domain adds to Pass, 0 to 1
}

// Priors of the model. Candidates differ in ability by one logit, as in most
// certification examinations, and abilities in two domains go together by .8
// (shared/domain/psychometrics.md, Readiness; correlations between the content
// areas of one examination are .7 to .9 once corrected for their reliability,
// Sinharay 2010, J. Educ. Meas. 47, 150-174). The items of an exam differ by
// one logit too.
const (
	abilitySD     = 1
	domainsAlike  = .8
	examSpread    = 1
	examOptions   = 4
	FirstTimePass = .68 // RHIT 74 %, RHIA 67 %, CCS 62 % in 2025 (AHIMA)
)

// Ready works out the chance to pass. Errors name what does not fit, domains
// and answers counted from 0.
//
// An answer is right with the chance c + (1-c) / (1 + exp(slope (difficulty -
// ability))), c = 1/options (Birnbaum's model with one slope for all items,
// which is found as well); the unsure difficulty is integrated out. An ability is what all of a candidate's
// domains share plus what is the domain's own, and both are found by Bayes'
// rule on a grid. The prior's mean is such that, before any answer, the chance
// to pass is that of all first-time candidates. The chance is that of a random
// form of the exam, under a cut that may lie anywhere between its bounds.
func Ready(in ReadinessInput) (Readiness, error) {
	if err := in.check(); err != nil {
		return Readiness{}, err
	}
	m := newReadyModel(&in)
	return m.result(), nil
}

func (in *ReadinessInput) check() error {
	switch {
	case in.Items <= 0:
		return fmt.Errorf("the exam has %d scored items; it must have one or more", in.Items)
	case !(0 < in.Cut[0] && in.Cut[0] <= in.Cut[1] && in.Cut[1] < 1):
		return fmt.Errorf("the cut %v to %v is not a share right between 0 and 1, lower one first", in.Cut[0], in.Cut[1])
	case in.PassRate != 0 && !(in.PassRate > 0 && in.PassRate < 1):
		return fmt.Errorf("the share of candidates who pass, %v, does not lie between 0 and 1", in.PassRate)
	case in.Options < 0 || in.Options == 1:
		return fmt.Errorf("items with %d options cannot be asked", in.Options)
	case !(in.DaysLeft >= 0 && in.DaysLeft <= mostDays):
		return fmt.Errorf("the exam is %v days away; that must lie between 0 and %d", in.DaysLeft, int(mostDays))
	case len(in.Domains) == 0:
		return errors.New("the exam has no domains")
	}
	total := 0.0
	for i, d := range in.Domains {
		if !(d.Weight >= 0) || math.IsInf(d.Weight, 0) {
			return fmt.Errorf("domain %d: the weight %v is not a number from 0 on", i, d.Weight)
		}
		if !isShare(d.Recall) || !isShare(d.RecallThen) || (d.Recall == 0) != (d.RecallThen == 0) {
			return fmt.Errorf("domain %d: recall %v today and %v on the exam day must both be given, from 0 to 1", i, d.Recall, d.RecallThen)
		}
		total += d.Weight
	}
	if total == 0 {
		return errors.New("no domain has a weight")
	}
	for i := range in.Answers {
		if err := in.Answers[i].check(len(in.Domains)); err != nil {
			return fmt.Errorf("answer %d: %w", i, err)
		}
	}
	return nil
}

// Bounds of what answers may say: far beyond any real item.
const (
	mostDifficulty   = 20 // logits
	mostDifficultySD = 20 // logits
	mostDays         = 1e6
)

func (a *ReadinessAnswer) check(domains int) error {
	switch {
	case a.Domain < 0 || a.Domain >= domains:
		return fmt.Errorf("there is no domain %d; they are counted from 0 to %d", a.Domain, domains-1)
	case !(math.Abs(a.Difficulty) <= mostDifficulty):
		return fmt.Errorf("the difficulty %v does not lie between -%d and %d logits", a.Difficulty, mostDifficulty, mostDifficulty)
	case !(a.DifficultySD >= 0 && a.DifficultySD <= mostDifficultySD):
		return fmt.Errorf("the difficulty's standard deviation %v does not lie between 0 and %d logits", a.DifficultySD, mostDifficultySD)
	case a.Options < 0 || a.Options == 1:
		return fmt.Errorf("a question with %d options cannot be asked; 0 is an open one", a.Options)
	case !isShare(a.Mark):
		return fmt.Errorf("the mark %v does not lie between 0 and 1", a.Mark)
	case !(a.DaysAgo >= 0 && a.DaysAgo <= mostDays):
		return fmt.Errorf("it was given %v days ago; that must lie between 0 and %d", a.DaysAgo, int(mostDays))
	}
	return nil
}

func isShare(x float64) bool { return x >= 0 && x <= 1 }
