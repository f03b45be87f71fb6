package srs

import (
	"math"
	"math/rand/v2"
)

// Simulated is the log of a learner whose memory is exactly the model's: what
// training can be held against. Each card is new on one of the first four
// fifths of the days, is asked for about when recall has fallen to .9, and
// again after ten minutes when it was forgotten. days count from the day that
// begins at 04:00 UTC on 14 November 2023. (Shares of grades and delays are
// round numbers near those of the logs in the srs-benchmark.)
func Simulated(m Model, cards, days int, draw *rand.Rand) []Review {
	const begin, morning = 19675, 14 // the first day; the hour of reviews, UTC
	reviews := make([]Review, 0, cards*9)
	for card := range cards {
		day := draw.IntN(max(days*4/5, 1))
		minutes := draw.IntN(4 * 60)
		memory, last := Memory{}, math.NaN()
		answer := func(g Grade) {
			at := float64(day) + float64(minutes)/(24*60)
			elapsed := at - last
			if !m.Fractional() {
				elapsed = math.Floor(at) - math.Floor(last)
			}
			memory, last = m.After(memory, elapsed, g), at
			reviews = append(reviews, Review{
				Card: int64(card), Day: int32(begin + day), Grade: g,
				At: int64(begin+day)*DayMilliseconds + int64(morning*60+minutes)*60_000,
			})
		}
		relearn := func(most int) {
			for range most {
				if reviews[len(reviews)-1].Grade != Again {
					return
				}
				minutes += 10
				answer([...]Grade{Again, Good, Good, Good}[draw.IntN(4)])
			}
		}
		answer(among100(draw, 24, 9, 50))
		relearn(6)
		for {
			wait := WholeDays(m.Interval(memory, .9) * math.Exp(.25*draw.NormFloat64()))
			if draw.IntN(100) < 6 { // days off
				wait += 1 + draw.IntN(7)
			}
			if day += wait; day >= days {
				break
			}
			minutes = draw.IntN(4 * 60)
			elapsed := float64(day) + float64(minutes)/(24*60) - last
			if !m.Fractional() {
				elapsed = float64(wait)
			}
			g := Again
			if draw.Float64() < m.Retrievability(memory, elapsed) {
				g = among100(draw, 0, 10, 80)
			}
			answer(g)
			relearn(4)
		}
	}
	return reviews
}

// among100 draws a grade, given how many of a hundred are again, hard and
// good.
func among100(draw *rand.Rand, again, hard, good int) Grade {
	switch n := draw.IntN(100); {
	case n < again:
		return Again
	case n < again+hard:
		return Hard
	case n < again+hard+good:
		return Good
	}
	return Easy
}
