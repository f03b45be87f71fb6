package quiz

import (
	"errors"
	"fmt"
	"hash/fnv"
	"html"
	"math"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// DrillRule is how a question of kind drill makes its numbers. In the stem and
// the solution {beds} stands for the value of the variable beds, and
// {=beds*days} for a reckoned value; in the solution {answer} is the answer.
type DrillRule struct {
	Vars      []DrillVar `json:"vars"`
	Where     []string   `json:"where,omitempty"`     // conditions that the values meet: "deaths < discharges"
	Formula   string     `json:"formula"`             // the answer, not rounded: "deaths / discharges * 100"
	Decimals  int        `json:"decimals,omitempty"`  // that the answer is rounded to, half up; 0 to 9
	Tolerance float64    `json:"tolerance,omitempty"` // how far off the rounded answer is still right, 0 or more
	Unit      string     `json:"unit,omitempty"`      // of the answer: "%", "days"
	Solution  string     `json:"solution,omitempty"`  // the worked solution, in the question's RationaleMarkup
}

// DrillVar is a value that is drawn anew each time: one of Choices, or where
// there are none one of Min, Min+Step, Min+2 Step and so on up to Max.
type DrillVar struct {
	Name    string    `json:"name"` // a letter, then letters, digits and underscores
	Min     float64   `json:"min,omitempty"`
	Max     float64   `json:"max,omitempty"`
	Step    float64   `json:"step,omitempty"` // 0 = 1
	Choices []float64 `json:"choices,omitempty"`
}

// Limits of a drill (our own proposals).
const (
	drillVars   = 20
	drillValues = 1_000_000 // of one variable
	drillDraws  = 2_000     // until the conditions are met
	drillMost   = 1e12      // a value, so that its decimals are exact
)

// drillAnswer is the name of the answer in a solution.
const drillAnswer = "answer"

var drillName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]{0,39}$`)

// step is the distance between values.
func (v DrillVar) step() float64 {
	if v.Step == 0 {
		return 1
	}
	return v.Step
}

// count is how many values there are to draw from.
func (v DrillVar) count() float64 {
	if len(v.Choices) > 0 {
		return float64(len(v.Choices))
	}
	return math.Floor((v.Max-v.Min)/v.step()+1e-9) + 1
}

// value is the value with a number from 0 on.
func (v DrillVar) value(i int) float64 {
	if len(v.Choices) > 0 {
		return v.Choices[i]
	}
	return RoundHalfUp(v.Min+float64(i)*v.step(), v.decimals())
}

// decimals is how many decimals the values are written with.
func (v DrillVar) decimals() int {
	if len(v.Choices) == 0 {
		return max(decimalsOf(v.Min), decimalsOf(v.step()))
	}
	most := 0
	for _, c := range v.Choices {
		most = max(most, decimalsOf(c))
	}
	return most
}

func decimalsOf(x float64) int {
	_, after, _ := strings.Cut(strconv.FormatFloat(x, 'f', -1, 64), ".")
	return min(len(after), 9)
}

// check says what is wrong with a variable, or nil.
func (v DrillVar) check() error {
	_, taken := functions[v.Name]
	switch {
	case !drillName.MatchString(v.Name):
		return fmt.Errorf("%q is no name for a value: a letter comes first, then letters, digits and underscores", v.Name)
	case taken || v.Name == drillAnswer:
		return fmt.Errorf("no value can be called %q, which means something else", v.Name)
	}
	for _, x := range append([]float64{v.Min, v.Max, v.Step}, v.Choices...) {
		if !(math.Abs(x) <= drillMost) {
			return fmt.Errorf("the values of %q lie within ±%s", v.Name, FormatNumber(drillMost, 0))
		}
	}
	switch {
	case len(v.Choices) == 0 && v.Step < 0:
		return fmt.Errorf("the step of %q is above 0", v.Name)
	case len(v.Choices) == 0 && v.Max < v.Min:
		return fmt.Errorf("the largest value of %q is below its smallest", v.Name)
	case v.count() > drillValues:
		return fmt.Errorf("%q has more than %s values", v.Name, FormatNumber(drillValues, 0))
	}
	return nil
}

// drill is a rule ready to be used.
type drill struct {
	rule    *DrillRule
	names   []string
	answer  formula
	where   []condition
	exact   float64 // the answer before it is rounded
	values  map[string]float64
	written map[string]string
}

// compile reads a rule. The error says what is wrong with it.
func (d *DrillRule) compile() (*drill, error) {
	switch {
	case d == nil:
		return nil, errors.New("the drill has no rule")
	case len(d.Vars) > drillVars:
		return nil, fmt.Errorf("a drill has %d values at most", drillVars)
	case d.Decimals < 0 || d.Decimals > 9:
		return nil, fmt.Errorf("an answer has 0 to 9 decimals, not %d", d.Decimals)
	case !(d.Tolerance >= 0) || math.IsInf(d.Tolerance, 0):
		return nil, errors.New("a tolerance is 0 or more")
	}
	c := &drill{rule: d}
	for _, v := range d.Vars {
		if err := v.check(); err != nil {
			return nil, err
		}
		if slices.Contains(c.names, v.Name) {
			return nil, fmt.Errorf("two values are called %q", v.Name)
		}
		c.names = append(c.names, v.Name)
	}
	var err error
	if c.answer, err = parseFormula(d.Formula, c.names); err != nil {
		return nil, err
	}
	for _, w := range d.Where {
		one, err := parseCondition(w, c.names)
		if err != nil {
			return nil, err
		}
		c.where = append(c.where, one)
	}
	return c, nil
}

// draw draws values until they meet the conditions and have an answer.
func (c *drill) draw(seed uint64) error {
	r := rand.New(rand.NewPCG(seed, 0x6472696c6c)) // "drill"
	why := errors.New("no values that were tried meet the conditions")
	for range drillDraws {
		c.values = make(map[string]float64, len(c.names))
		for _, v := range c.rule.Vars {
			c.values[v.Name] = v.value(r.IntN(int(v.count())))
		}
		if slices.ContainsFunc(c.where, func(w condition) bool { return !w(c.values) }) {
			continue
		}
		x, err := c.answer.finite(c.values)
		if err == nil && math.Abs(x) <= drillMost {
			c.exact = x
			c.write()
			return nil
		}
		why = errors.New("the formula has no answer that can be used with any values that were tried")
	}
	return why
}

// write writes the values as they stand in the texts.
func (c *drill) write() {
	c.written = map[string]string{}
	for _, v := range c.rule.Vars {
		c.written[v.Name] = FormatNumber(c.values[v.Name], v.decimals())
	}
}

// FormatNumber writes a number with so many decimals, and its thousands apart
// from 10,000 on, so that years stay as they are.
func FormatNumber(x float64, decimals int) string {
	x = RoundHalfUp(x, decimals) + 0 // without a negative zero
	s := strconv.FormatFloat(math.Abs(x), 'f', decimals, 64)
	whole, rest, _ := strings.Cut(s, ".")
	if len(whole) > 4 {
		for at := len(whole) - 3; at > 0; at -= 3 {
			whole = whole[:at] + "," + whole[at:]
		}
	}
	if rest != "" {
		whole += "." + rest
	}
	if x < 0 {
		return "-" + whole
	}
	return whole
}

// drillPlace is where a value goes in a text.
var drillPlace = regexp.MustCompile(`\{(=[^{}]*|[A-Za-z][A-Za-z0-9_]*)\}`)

// fill puts the values into a text. names are those that it may use besides.
func (c *drill) fill(text string, names ...string) (string, error) {
	var failed error
	out := drillPlace.ReplaceAllStringFunc(text, func(place string) string {
		inner := place[1 : len(place)-1]
		expression, reckoned := strings.CutPrefix(inner, "=")
		all := slices.Concat(c.names, names)
		if !reckoned {
			if !slices.Contains(all, inner) && failed == nil {
				failed = fmt.Errorf("the name %q in the text is not known; %s", inner, known(all))
			}
			return c.written[inner]
		}
		f, err := parseFormula(expression, all)
		x := 0.0
		if err == nil {
			x, err = f.finite(c.values)
		}
		if err != nil && failed == nil {
			failed = err
		}
		return c.shown(x)
	})
	return out, failed
}

// shown writes a value on the way to the answer: with two decimals more than
// the answer has, without noughts at the end.
func (c *drill) shown(x float64) string {
	decimals := min(c.rule.Decimals+2, 9)
	s := FormatNumber(x, decimals)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// Instance is a question as it is put to a learner at a place with this seed:
// of a drill the number question with its values, its key, and the worked
// solution as rationale; every other question is itself. The same question and
// seed make the same instance for ever. The error says why a drill makes none.
func Instance(q Question, seed uint64) (Question, error) {
	if q.Kind != Drill {
		return q, nil
	}
	c, err := q.Drill.compile()
	if err == nil {
		err = c.draw(seed)
	}
	if err == nil {
		q, err = c.instance(q)
	}
	if err != nil {
		return q, fmt.Errorf("the drill cannot be asked: %w", err)
	}
	return q, nil
}

// instance is the number question with the values that were drawn.
func (c *drill) instance(q Question) (Question, error) {
	d := c.rule
	answer := RoundHalfUp(c.exact, d.Decimals)
	stem, err := c.fill(q.Stem)
	if err != nil {
		return q, err
	}
	c.values[drillAnswer], c.written[drillAnswer] = answer, FormatNumber(answer, d.Decimals)
	solution, err := c.fill(d.Solution, drillAnswer)
	if err != nil {
		return q, err
	}
	made := q
	made.Kind = Number
	made.Stem = below(stem, escaped(d.asks(), q.Markup), q.Markup)
	made.Options = c.key(answer)
	made.Rationale = below(solution, q.Rationale, orMarkup(q.RationaleMarkup, q.Markup))
	return made, nil
}

// asks is how the answer is to be given.
func (d *DrillRule) asks() string {
	s := "rounded to " + Count(d.Decimals, "decimal")
	if d.Decimals == 0 {
		s = "rounded to a whole number"
	}
	if d.Unit != "" {
		s = "in " + d.Unit + ", " + s
	}
	s = "Give the answer " + s + "."
	if d.Tolerance > 0 {
		s += " Up to " + strconv.FormatFloat(d.Tolerance, 'f', -1, 64) + " off is right, too."
	}
	return s
}

// key is the answer, and the errors that people make whose reason can be told.
func (c *drill) key(answer float64) []Option {
	d := c.rule
	text := FormatNumber(answer, d.Decimals)
	if d.Unit != "" {
		text += " " + d.Unit
	}
	right := Option{Text: text, Fraction: 1, Value: answer, Tolerance: d.Tolerance}
	slip := func(value, tolerance float64, why string) Option {
		return Option{Text: FormatNumber(value, min(d.Decimals+2, 9)), Value: value, Tolerance: tolerance, Feedback: why, FeedbackMarkup: Plain}
	}
	options := []Option{right}
	if answer != 0 {
		options = append(options, slip(answer/100, d.Tolerance/100+.5*math.Pow10(-d.Decimals-2), "This is 100 times too little: was the share meant as a percentage?"),
			slip(answer*100, d.Tolerance*100, "This is 100 times too much."))
	}
	return append(options, slip(c.exact, math.Pow10(-d.Decimals), "Nearly: the reckoning is right, the rounding is not. "+d.asks()))
}

// below is a text and what stands under it, both in one markup.
func below(text, more string, m Markup) string {
	switch {
	case more == "":
		return text
	case text == "":
		return more
	case m == Plain || m == Markdown:
		return text + "\n\n" + more
	}
	return text + "<p>" + more + "</p>"
}

// escaped is a plain text in a markup that may know tags.
func escaped(text string, m Markup) string {
	if m == Plain || m == Markdown {
		return text
	}
	return html.EscapeString(text)
}

func orMarkup(m, otherwise Markup) Markup {
	if m != "" {
		return m
	}
	return otherwise
}

// CheckDrill says why a drill cannot be asked, or nil. It tries several sets of
// values.
func CheckDrill(q *Question) error {
	for seed := range uint64(16) {
		if _, err := Instance(*q, seed); err != nil {
			return err
		}
	}
	return nil
}

// ReviewSeed is the seed of a question in review, from how many answers were
// given to it before: a repetition has new numbers, and what was on show can be
// told from the attempt (Attempt.Before.Reps). Places of a session have their
// own.
func ReviewSeed(id QuestionID, reps int) uint64 {
	h := fnv.New64a()
	h.Write(id[:])
	fmt.Fprintf(h, "/%d", reps)
	return h.Sum64()
}

// withoutUnit is what was typed without the unit that the app shows beside it.
func (d *DrillRule) withoutUnit(given string) string {
	if d == nil || d.Unit == "" {
		return given
	}
	typed, unit := strings.TrimSpace(given), Normalise(d.Unit, false)
	if n := len(typed) - len(d.Unit); n > 0 && Normalise(typed[n:], false) == unit {
		return typed[:n]
	}
	return given
}
