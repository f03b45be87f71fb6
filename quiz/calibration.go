package quiz

import "math"

// RecallAt is the chance, 0 to 1, that the scheduler gave a question of being
// remembered at an answer; the question was answered before.
func (s *Scheduler) RecallAt(p Progress, a Answered) float64 {
	return s.Model.Retrievability(p.Memory, s.elapsed(p, a))
}

// RecallBins is how many bins predictions of recall are counted in, each five
// points wide, as in FSRS's own measure RMSE(bins).
const RecallBins = 20

// RecallBin is the bin, from 0, of a predicted recall, 0 to 1.
func RecallBin(recall float64) int {
	return min(max(int(recall*RecallBins), 0), RecallBins-1)
}

// Predicted is a number of reviews, what was predicted of them, and what came.
// A review is the first answer on a later day to a question that had left its
// learning steps.
type Predicted struct {
	Reviews  int
	Kept     int     // of them, remembered
	Expected float64 // the predictions' sum: how many should have been remembered
}

// Plus is both together.
func (p Predicted) Plus(o Predicted) Predicted {
	return Predicted{p.Reviews + o.Reviews, p.Kept + o.Kept, p.Expected + o.Expected}
}

// Mean is the mean prediction, 0 to 1; 0 without reviews.
func (p Predicted) Mean() float64 {
	if p.Reviews == 0 {
		return 0
	}
	return p.Expected / float64(p.Reviews)
}

// Share is the share remembered, with its interval.
func (p Predicted) Share() Estimate { return NewEstimate(p.Kept, p.Reviews) }

// Enough reports whether the share is worth showing.
func (p Predicted) Enough() bool { return p.Reviews >= EnoughAnswers }

// Surprise is by how many standard deviations more was remembered than was
// predicted (below 0: less), with each prediction taken for the mean one; 0
// where nothing can surprise. That makes chance a little wider than it is
// (Jensen), so that no surprise is claimed too soon.
func (p Predicted) Surprise() float64 {
	m := p.Mean()
	spread := math.Sqrt(float64(p.Reviews) * m * (1 - m))
	if spread == 0 || math.IsNaN(spread) {
		return 0
	}
	return (float64(p.Kept) - p.Expected) / spread
}

// Surprising reports whether what was remembered differs from what was
// predicted by more than chance explains, nine times in ten, with enough
// reviews to tell.
func (p Predicted) Surprising() bool { return p.Enough() && math.Abs(p.Surprise()) > z90 }

// Calibration is reviews by the recall that was predicted of them.
type Calibration [RecallBins]Predicted

// All is the bins together.
func (c *Calibration) All() Predicted {
	var all Predicted
	for _, b := range c {
		all = all.Plus(b)
	}
	return all
}

// Error is the distance between prediction and outcome: the root of the mean
// square over the bins, weighted by reviews, 0 to 1 (RMSE(bins), see the FSRS
// project's wiki, "The Metric"). 0 without reviews.
func (c *Calibration) Error() float64 {
	sum, n := 0.0, 0
	for _, b := range c {
		if b.Reviews > 0 {
			d := b.Share().Share - b.Mean()
			sum += float64(b.Reviews) * d * d
			n += b.Reviews
		}
	}
	if n == 0 {
		return 0
	}
	return math.Sqrt(sum / float64(n))
}

// RecallRange is neighbouring bins taken together.
type RecallRange struct {
	Low, High float64 // of the predictions, 0 to 1
	Predicted
}

// Ranges are the bins, lowest first, neighbours joined until each has enough
// reviews for a share that is worth showing. None if all together have not.
func (c *Calibration) Ranges() []RecallRange {
	var down []RecallRange // from the highest, where most reviews are
	var open RecallRange
	for i := RecallBins - 1; i >= 0; i-- {
		if c[i].Reviews == 0 {
			continue
		}
		if open.Reviews == 0 {
			open.High = float64(i+1) / RecallBins
		}
		open.Low = float64(i) / RecallBins
		open.Predicted = open.Predicted.Plus(c[i])
		if open.Enough() {
			down, open = append(down, open), RecallRange{}
		}
	}
	if n := len(down); n > 0 && open.Reviews > 0 { // too few at the low end
		down[n-1].Low = open.Low
		down[n-1].Predicted = down[n-1].Predicted.Plus(open.Predicted)
	}
	for i, j := 0, len(down)-1; i < j; i, j = i+1, j-1 {
		down[i], down[j] = down[j], down[i]
	}
	return down
}
