package careers

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"chartroom/content/career"
	"chartroom/quiz"
)

// stateView is the pay by state: what there is of it, and what is on show.
type stateView struct {
	all    []career.Figure // shipped and imported, of states
	series []series
	shown  string // key of the series on show; "" = the first
	byName bool   // the table is sorted by state; else by value
	picked string // letters of a state
}

// series is one measure of one occupation and period, by state: what one map
// shows.
type series struct {
	soc, title, period string
	measure            career.Measure
	own                bool // imported by the learner
	figures            []career.Figure
}

// mapLeast is in how many states figures must be for a map (our own proposal).
const mapLeast = 20

// key names a series.
func (x *series) key() string {
	return x.soc + " " + x.period + " " + string(x.measure) + " " + fmt.Sprint(x.own)
}

// name is a series for a menu: the year stands in it.
func (x *series) name() string {
	return joined(", ", x.measure.Name(), x.title+" ("+x.soc+")", x.period)
}

// load reads what is shipped and what the learner imported.
func (v *stateView) load(h *career.Handbook, jottings []quiz.Jotting) error {
	v.all, v.series = nil, nil
	add := func(figures []career.Figure, own bool) {
		for _, f := range figures {
			if career.StateNamed(f.Area) == nil || f.Industry != "" {
				continue
			}
			v.all = append(v.all, f)
			x := series{soc: f.SOC, title: f.Title, period: f.Period, measure: f.Measure, own: own}
			i := slices.IndexFunc(v.series, func(o series) bool { return o.key() == x.key() })
			if i < 0 {
				i = len(v.series)
				v.series = append(v.series, x)
			}
			v.series[i].figures = append(v.series[i].figures, f)
		}
	}
	var failed error
	for _, j := range jottings {
		soc, is := strings.CutPrefix(j.Subject, career.WageSubject)
		if !is {
			continue
		}
		figures, err := career.LoadWages(soc, j.Field, j.Value)
		if err != nil {
			failed = errors.Join(failed, err)
			continue
		}
		add(figures, true)
	}
	add(h.Figures, false)
	v.series = slices.DeleteFunc(v.series, func(x series) bool { return len(x.figures) < mapLeast })
	slices.SortStableFunc(v.series, func(a, b series) int {
		return cmp.Or(cmp.Compare(b.figures[0].Year(), a.figures[0].Year()), cmp.Compare(a.soc, b.soc), cmp.Compare(order(a.measure), order(b.measure)))
	})
	return failed
}

// order is where a measure comes in the menu.
func order(m career.Measure) int {
	return slices.Index([]career.Measure{career.Median, career.Mean, career.Jobs, career.LowestTenth, career.TopTenth}, m)
}

// now is the series on show, or nil.
func (v *stateView) now() *series {
	for i := range v.series {
		if v.series[i].key() == v.shown {
			return &v.series[i]
		}
	}
	if len(v.series) == 0 {
		return nil
	}
	return &v.series[0]
}

// show shows what the learner imported of an occupation and period; it reports
// false if that is too little for a map.
func (v *stateView) show(soc, period string) bool {
	for i := range v.series {
		if x := &v.series[i]; x.own && x.soc == soc && x.period == period {
			v.shown = x.key()
			return true
		}
	}
	return false
}

// sorted are the figures on show as the table lists them.
func (v *stateView) sorted() []career.Figure {
	x := v.now()
	if x == nil {
		return nil
	}
	all := slices.Clone(x.figures)
	slices.SortStableFunc(all, func(a, b career.Figure) int {
		if v.byName {
			return strings.Compare(a.Area, b.Area)
		}
		return cmp.Or(cmp.Compare(b.Value, a.Value), strings.Compare(a.Area, b.Area))
	})
	return all
}

// sentence says what the map shows.
func (v *stateView) sentence() string {
	x := v.now()
	if x == nil {
		return ""
	}
	most, least := slices.MaxFunc(x.figures, byValue), slices.MinFunc(x.figures, byValue)
	return fmt.Sprintf("%s of %s by state in %s: most in %s (%s), least in %s (%s).", x.measure.Name(), x.title, x.period, most.Area, most.Amount(), least.Area, least.Amount())
}

func byValue(a, b career.Figure) int { return cmp.Compare(a.Value, b.Value) }

// of are all figures of a state, of whichever occupation and year, the newest
// first.
func (v *stateView) of(code string) []career.Figure {
	var all []career.Figure
	for _, f := range v.all {
		if st := career.StateNamed(f.Area); st != nil && st.Code == code {
			all = append(all, f)
		}
	}
	slices.SortStableFunc(all, func(a, b career.Figure) int { return cmp.Or(b.Year()-a.Year(), strings.Compare(a.SOC, b.SOC)) })
	return all
}

// short is a value for a square of the map.
func short(f career.Figure) string {
	switch {
	case f.Measure.IsPay():
		return fmt.Sprintf("$%.0fk", f.Value/1000)
	case f.Value >= 10_000:
		return fmt.Sprintf("%.0fk", f.Value/1000)
	case f.Value >= 1000:
		return fmt.Sprintf("%.1fk", f.Value/1000)
	}
	return quiz.Thousands(int(f.Value))
}

// wanted are the occupations whose wages are taken from a file: those that a
// career is counted in.
func (m *model) wanted() []career.Occupation {
	var all []career.Occupation
	for i := range m.book.Careers {
		for _, soc := range m.book.Careers[i].SOC {
			if !slices.ContainsFunc(all, func(o career.Occupation) bool { return o.SOC == soc }) {
				o := career.Occupation{SOC: soc}
				if f := m.book.Newest(soc, career.Median); f != nil {
					o.Title = f.Title
				}
				all = append(all, o)
			}
		}
	}
	return all
}

// keeping is what is jotted down of wages that were read.
func keeping(w *career.Wages) []quiz.Jotting {
	var all []quiz.Jotting
	for _, part := range career.ByOccupation(w.Figures) {
		all = append(all, quiz.Jotting{Subject: career.WageSubject + part[0].SOC, Field: part[0].Period, Value: career.KeepWages(part)})
	}
	return all
}

// brought says what came in with a file, and what did not.
func brought(w *career.Wages) string {
	parts := career.ByOccupation(w.Figures)
	areas := map[string]bool{}
	for _, f := range w.Figures {
		areas[f.Area] = true
	}
	text := fmt.Sprintf("%s of %s in %s came in, %s.", quiz.Count(len(w.Figures), "figure"), quiz.Count(len(parts), "occupation"), quiz.Count(len(areas), "area"), w.Figures[0].Period)
	if w.Withheld > 0 {
		text += fmt.Sprintf(" %s not published by BLS.", quiz.Count(w.Withheld, "figure"))
	}
	if n := len(w.Problems); n > 0 {
		text += fmt.Sprintf(" %s could not be read, the first in line %d.", quiz.Count(n, "cell"), w.Problems[0].Line)
	}
	return text
}
