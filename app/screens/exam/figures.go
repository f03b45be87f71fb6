package exam

import (
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"

	"chartroom/app/actions"
	"chartroom/content"
	"chartroom/quiz"
)

// figures are an exam's figures while the learner corrects them, as they are
// typed.
type figures struct {
	before quiz.Blueprint // in force
	day    quiz.Day       // today

	Scored, Pretest, Minutes string
	Raw                      bool   // a share of right answers passes, not a scaled score
	Pass                     string // the scaled score, or percent
	Target                   string // percent to practise for; empty = what Chartroom proposes
	Navigation, ClosedBook   bool   // count only where no rule by date does
	Ranges                   []extent
	Source, VerifiedOn, Note string
	Confidence               string // A, B or C
}

// extent is the least and the most that a domain is of the exam, in percent.
type extent struct{ Min, Max string }

// newFigures are the figures in force, to be corrected.
func newFigures(b quiz.Blueprint, today quiz.Day) *figures {
	f := &figures{before: b, day: today, Scored: strconv.Itoa(b.Scored), Pretest: strconv.Itoa(b.Pretest), Minutes: strconv.Itoa(b.Minutes),
		Raw: b.Pass.Kind == quiz.PassRaw, Pass: plainNumber(b.Pass.Value), Navigation: b.Navigation, ClosedBook: b.ClosedBook,
		Source: b.Source, VerifiedOn: b.VerifiedOn, Note: b.Note, Confidence: b.Confidence}
	if f.Raw {
		f.Pass = plainNumber(100 * b.Pass.Value)
	}
	if b.Target > 0 {
		f.Target = plainNumber(100 * b.Target)
	}
	for _, d := range b.Domains {
		f.Ranges = append(f.Ranges, extent{plainNumber(d.Min), plainNumber(d.Max)})
	}
	return f
}

// plainNumber is a number as one types it, with two decimals at the most.
func plainNumber(x float64) string {
	return strconv.FormatFloat(math.Round(x*100)/100, 'f', -1, 64)
}

// changed reports whether anything typed differs from what is in force.
func (f *figures) changed() bool {
	return !reflect.DeepEqual(f, newFigures(f.before, f.day))
}

// ruled reports whether rules by date say how the exam is sat.
func (f *figures) ruled() bool { return len(f.before.Rules) > 0 }

// build is the blueprint as it is typed; the error is a sentence for the
// learner, of the first thing that is wrong.
func (f *figures) build() (quiz.Blueprint, error) {
	b := f.before
	b.Domains = append([]quiz.Domain(nil), f.before.Domains...)
	r := figureReader{}
	b.Scored = r.whole("the scored items", f.Scored, 1, mostItems)
	b.Pretest = r.whole("the pretest items", f.Pretest, 0, mostItems)
	b.Items = b.Scored + b.Pretest
	b.Minutes = r.whole("the minutes", f.Minutes, 1, mostTime)
	b.Pass = f.pass(&r)
	b.Target = 0
	if strings.TrimSpace(f.Target) != "" {
		b.Target = r.number("the percentage to practise for", f.Target, 1, 100) / 100
	}
	for i, s := range f.Ranges {
		d := &b.Domains[i]
		d.Min = r.number("the least of "+d.Name, s.Min, 0.1, 100)
		d.Max = r.number("the most of "+d.Name, s.Max, 0.1, 100)
		if d.Min > d.Max {
			r.fail("%s cannot be at least %s %% and at most %s %%.", d.Name, plainNumber(d.Min), plainNumber(d.Max))
		}
		if was := f.before.Domains[i]; d.Min != was.Min || d.Max != was.Max {
			b.Unverified = false // the learner has found them
		}
	}
	b.Navigation, b.ClosedBook = f.Navigation, f.ClosedBook
	b.Source, b.Note, b.Confidence = oneLine(f.Source), oneLine(f.Note), f.Confidence
	b.VerifiedOn = f.verified(&r)
	if b.Source == "" {
		r.fail("Write where the figures come from: a page, a book or an edition of the outline.")
	}
	if r.err != nil {
		return b, r.err
	}
	return b, checked(&b)
}

// mostItems and mostTime are how many items and minutes an exam can have: what
// is more is a slip of the finger.
const mostItems, mostTime = 999, 24 * 60

// pass is the rule by which the exam is passed.
func (f *figures) pass(r *figureReader) quiz.Pass {
	if f.Raw {
		return quiz.Pass{Kind: quiz.PassRaw, Value: r.number("the percentage that passes", f.Pass, 1, 100) / 100}
	}
	return quiz.Pass{Kind: quiz.PassScaled, Value: r.number("the scaled score that passes", f.Pass, 1, 9999)}
}

// verified is the day on which the figures were looked up.
func (f *figures) verified(r *figureReader) string {
	text := strings.TrimSpace(f.VerifiedOn)
	day, err := quiz.ParseDay(text)
	switch {
	case err != nil:
		r.fail("Write the day on which you looked the figures up as year-month-day, for example %s.", f.day)
	case day > f.day:
		r.fail("The figures cannot have been looked up after today, %s.", f.day)
	}
	return text
}

// checked says in plain words what is wrong with a blueprint as a whole.
func checked(b *quiz.Blueprint) error {
	err := b.Check()
	if err == nil {
		return nil
	}
	low, middle, high := sums(b)
	if low > 100 || high < 100 || math.Abs(middle-100) > nearHundred {
		return wrongFigure(fmt.Sprintf("The domains do not make up one exam: their middles add up to %s %%, and should to about 100.", plainNumber(middle)))
	}
	return wrongFigure(quiz.Capital(strings.TrimPrefix(err.Error(), "blueprint "+b.ID+": ")) + ".")
}

// nearHundred is how far from 100 percent quiz.Blueprint.Check lets the middles
// of the ranges add up to.
const nearHundred = 6

// sums are what the domains' ranges, and their middles, add up to in percent.
func sums(b *quiz.Blueprint) (low, middle, high float64) {
	for _, d := range b.Domains {
		low, middle, high = low+d.Min, middle+(d.Min+d.Max)/2, high+d.Max
	}
	return low, middle, high
}

// wrongFigure is a sentence on a figure that cannot be saved.
type wrongFigure string

func (w wrongFigure) Error() string { return string(w) }

// figureReader reads what is typed and keeps the first thing that is wrong.
type figureReader struct{ err error }

func (r *figureReader) fail(format string, args ...any) {
	if r.err == nil {
		r.err = wrongFigure(fmt.Sprintf(format, args...))
	}
}

// whole reads a whole number from low to high.
func (r *figureReader) whole(what, text string, low, high int) int {
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil || n < low || n > high {
		r.fail("Write %s as a whole number from %d to %d.", what, low, high)
	}
	return n
}

// number reads a number from low to high. A comma may stand for the point, and
// a percent sign behind it.
func (r *figureReader) number(what, text string, low, high float64) float64 {
	text = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(text), "%"))
	x, err := strconv.ParseFloat(strings.ReplaceAll(text, ",", "."), 64)
	if err != nil || !(x >= low && x <= high) { // not a number is no number
		r.fail("Write %s as a number from %s to %s.", what, plainNumber(low), plainNumber(high))
	}
	return x
}

// oneLine is a text without line breaks.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// correct opens the figures of the exam that is chosen.
func (m *model) correct() {
	m.figures, m.phase = newFigures(*m.start.blueprint(), m.act.Today()), correcting
}

// saveFigures keeps the figures as they are typed and goes back to the exams.
// While they cannot be saved, the form stays as it is.
func (m *model) saveFigures() (actions.Done, error) {
	b, err := m.figures.build()
	if err != nil {
		return actions.Done{}, err
	}
	if !m.figures.changed() {
		m.dropFigures()
		return actions.Done{}, nil
	}
	done, err := m.act.SetBlueprint(ctx(), b)
	if err != nil {
		return done, err
	}
	done.Label, done.Say = "figures of "+b.Name, "The figures of "+b.Name+" are saved as yours."
	m.dropFigures()
	return done, nil
}

// shippedFigures brings the shipped figures back.
func (m *model) shippedFigures() (actions.Done, error) {
	b := m.figures.before
	done, err := m.act.ResetBlueprint(ctx(), b)
	if err != nil {
		return done, err
	}
	done.Label, done.Say = "figures of "+b.Name, "The shipped figures of "+b.Name+" count again."
	m.dropFigures()
	return done, nil
}

// dropFigures leaves the form.
func (m *model) dropFigures() { m.figures, m.phase = nil, choosing }

// followFigures shows the figures in force, unless the learner has typed other
// ones, which stay.
func (m *model) followFigures() error {
	if err := m.start.load(m.act); err != nil {
		return err
	}
	if b := m.start.blueprint(); b.ID == m.figures.before.ID && !m.figures.changed() {
		m.correct()
	}
	return nil
}

// differences are the figures in which mine differs from the shipped ones, in
// words; none if nothing is shipped under this id.
func differences(mine *quiz.Blueprint) ([]string, error) {
	all, err := content.Blueprints()
	if err != nil {
		return nil, err
	}
	for i := range all {
		if all[i].ID == mine.ID {
			return differing(&all[i], mine), nil
		}
	}
	return nil, nil
}

func differing(shipped, mine *quiz.Blueprint) []string {
	var all []string
	add := func(what, was, is string) {
		if was != is {
			all = append(all, fmt.Sprintf("%s: %s, shipped as %s.", what, strings.TrimSuffix(is, "."), strings.TrimSuffix(was, ".")))
		}
	}
	add("Items", counted(shipped), counted(mine))
	add("Time", fmt.Sprintf("%d minutes", shipped.Minutes), fmt.Sprintf("%d minutes", mine.Minutes))
	add("Passing", passes(shipped.Pass), passes(mine.Pass))
	add("Practise for", percent(shipped.PracticeFor()), percent(mine.PracticeFor()))
	if len(mine.Rules) == 0 {
		add("Moving between items", moves(shipped.Rule(0).Moves), moves(mine.Rule(0).Moves))
		add("Books", books(shipped.Rule(0).Books), books(mine.Rule(0).Books))
	}
	was := map[string]quiz.Domain{}
	for _, d := range shipped.Domains {
		was[d.ID] = d
	}
	for _, d := range mine.Domains {
		if w, ok := was[d.ID]; ok {
			add(d.Name, ranged(w), ranged(d))
		}
	}
	return all
}
