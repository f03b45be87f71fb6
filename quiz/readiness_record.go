package quiz

import "fmt"

// Said is what readiness said of a mock exam just before it began, as if it
// were the exam itself. It is kept with the exam, so that what happened can be
// held against it.
type Said struct {
	Pass    float64    `json:"pass"` // chance to pass, 0 to 1
	Low     float64    `json:"low"`  // its 90 % interval
	High    float64    `json:"high"`
	Score   Range      `json:"score"`   // share right that was expected
	Cut     [2]float64 `json:"cut"`     // share right that passes: between these, each as likely
	Answers int        `json:"answers"` // that it rested on
}

// Saying is what r says of an exam that begins now; nil while it says nothing.
func (r *Readiness) Saying() *Said {
	if !r.Enough() {
		return nil
	}
	return &Said{Pass: r.Pass, Low: r.Low, High: r.High, Score: r.Score, Cut: r.Cut, Answers: r.Answers}
}

// Passed is what came of it, 0 to 1: of the pass marks that are possible, the
// share that a score reaches. It is 0 or 1 but between the bounds of the cut.
func (s *Said) Passed(score float64) float64 {
	low, high := s.Cut[0], s.Cut[1]
	switch {
	case score >= high:
		return 1
	case score < low:
		return 0
	}
	return (score - low) / (high - low)
}

// Within reports whether a score lies in the interval that was expected.
func (s *Said) Within(score float64) bool { return s.Score.Low <= score && score <= s.Score.High }

// ReadinessRecord is what readiness said before mock exams and what happened,
// added up.
type ReadinessRecord struct {
	Exams  int
	Said   float64 // mean chance to pass that was told, 0 to 1
	Passed float64 // mean of Said.Passed
	Within int     // exams whose score lay in the interval that was expected
	Brier  float64 // mean squared difference of chance and outcome, 0 to 1; 0 is best (Brier 1950, Mon. Weather Rev. 78, 1-3)
	Even   float64 // the Brier score of saying 50 % each time
}

// EnoughExams is how many mock exams it takes before their Brier score is
// shown. Fewer tell chance only. (Our own choice.)
const EnoughExams = 5

// Enough reports whether there are exams enough to judge by.
func (r *ReadinessRecord) Enough() bool { return r.Exams >= EnoughExams }

// Add adds a mock exam.
func (r *ReadinessRecord) Add(s *Said, score float64) {
	passed := s.Passed(score)
	add := func(mean *float64, x float64) { *mean += (x - *mean) / float64(r.Exams) }
	r.Exams++
	add(&r.Said, s.Pass)
	add(&r.Passed, passed)
	add(&r.Brier, (s.Pass-passed)*(s.Pass-passed))
	add(&r.Even, (.5-passed)*(.5-passed))
	if s.Within(score) {
		r.Within++
	}
}

// String is the record in sentences.
func (r *ReadinessRecord) String() string {
	if r.Exams == 0 {
		return "No record yet: before each mock exam the chance to pass is kept, and afterwards it stands here beside what happened."
	}
	text := fmt.Sprintf("Before %s it said %.0f %% on average, and %.0f %% were passed. %d of %d scores lay where they were expected; nine in ten should.",
		Count(r.Exams, "mock exam"), 100*r.Said, 100*r.Passed, r.Within, r.Exams)
	if !r.Enough() {
		return text + fmt.Sprintf(" From %d mock exams on, this says how far it can be trusted.", EnoughExams)
	}
	text += fmt.Sprintf(" Its Brier score is %.2f, where 0 is best and saying 50 %% each time would have had %.2f", r.Brier, r.Even)
	if r.Brier > r.Even {
		return text + ": so far it is worse than a coin, so do not go by it."
	}
	return text + "."
}
