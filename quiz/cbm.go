package quiz

// Certainty-based marking, as Moodle does it (question_cbm in question/engine/lib.php
// and qbehaviour_deferredcbm; Gardner-Medwin 1995): a right answer earns more
// when the learner was surer, a wrong one costs more, so that it pays to say
// how sure one is.

// cbmRight and cbmWrong are what an answer earns, by certainty; not having said
// counts as a guess.
var (
	cbmRight = [...]float64{Unsaid: 1, Guess: 1, ThinkSo: 2, Sure: 3}
	cbmWrong = [...]float64{Unsaid: 0, Guess: 0, ThinkSo: -2, Sure: -6}
)

// CBMMark is what an answer with this mark, 0 to 1, earns by certainty: -6 to 3.
func CBMMark(mark float64, c Certainty) float64 {
	if c > Sure {
		c = Unsaid
	}
	if mark <= cbmZero {
		return cbmWrong[c]
	}
	return mark * cbmRight[c]
}

// cbmZero is a mark that counts as wrong (Moodle: 0.00000005).
const cbmZero = 5e-8

// CBMWindow is the range of the share right, 0 to 1, for which a certainty earns
// the most: below two thirds a guess, up to 80 % "think so", above it "sure".
func CBMWindow(c Certainty) (low, high float64) {
	switch c {
	case Sure:
		return .8, 1
	case ThinkSo:
		return 2. / 3, .8
	}
	return 0, 2. / 3
}

// Judgement is how well answers of one certainty fit what came of them.
type Judgement uint8

// The judgements.
const (
	JustRight Judgement = iota
	Overconfident
	Underconfident
)

// CBM is answers sorted by certainty.
type CBM struct {
	Answers [4]int     // by certainty
	Marks   [4]float64 // their marks' sum
	Earned  [4]float64 // by CBMMark
}

// Add adds an answer.
func (c *CBM) Add(mark float64, certainty Certainty) {
	if certainty > Sure {
		certainty = Unsaid
	}
	c.Answers[certainty]++
	c.Marks[certainty] += mark
	c.Earned[certainty] += CBMMark(mark, certainty)
}

// Total is the number of answers, the mean mark (0 to 1) and the mean that was
// earned (-6 to 3); zero without answers.
func (c *CBM) Total() (answers int, accuracy, mean float64) {
	for i, n := range c.Answers {
		answers += n
		accuracy += c.Marks[i]
		mean += c.Earned[i]
	}
	if answers == 0 {
		return 0, 0, 0
	}
	return answers, accuracy / float64(answers), mean / float64(answers)
}

// Bonus is what certainty adds to the accuracy, or takes off it: a tenth of the
// mean earned less the best that one certainty for all would be expected to
// earn at that accuracy. Above 0: the learner tells what she knows from what
// she does not.
func (c *CBM) Bonus() float64 {
	answers, accuracy, mean := c.Total()
	if answers == 0 {
		return 0
	}
	best := accuracy
	for _, certainty := range []Certainty{ThinkSo, Sure} {
		best = max(best, accuracy*cbmRight[certainty]+(1-accuracy)*cbmWrong[certainty])
	}
	return (mean - best) / 10
}

// Judge compares the share right of a certainty with its window. It says
// something only when that is unlikely to be chance: the square of the distance
// times the answers is above one half, as in Moodle.
func (c *CBM) Judge(certainty Certainty) Judgement {
	n := c.Answers[certainty]
	if n == 0 || certainty == Unsaid {
		return JustRight
	}
	share := c.Marks[certainty] / float64(n)
	low, high := CBMWindow(certainty)
	distance, judged := low-share, Overconfident
	if share > high {
		distance, judged = share-high, Underconfident
	}
	if distance <= 0 || distance*distance*float64(n) <= .5 {
		return JustRight
	}
	return judged
}
