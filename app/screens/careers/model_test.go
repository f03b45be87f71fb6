package careers

import (
	"slices"
	"testing"

	"chartroom/app/actions/actionstest"
	"chartroom/content/career"
	"chartroom/quiz"
)

// newModel is the screen without a window, on an empty profile.
func newModel(t testing.TB) (*model, *actionstest.Profile) {
	t.Helper()
	p := actionstest.New(t)
	m := &model{act: p.Act}
	p.Must(m.load())
	return m, p
}

func TestBackLeadsWhereOneCameFrom(t *testing.T) {
	m, _ := newModel(t)
	way := []place{{"career", ""}, {"career", "medical-coder"}, {"credential", "ccs"}, {"career", "data-analyst"}}
	for _, to := range way {
		m.turn(to)
	}
	for _, at := range slices.Backward(way) {
		if m.at != at {
			t.Fatalf("at %v, not %v", m.at, at)
		}
		m.back()
	}
	m.back()
	if m.at != (place{}) {
		t.Errorf("in the end at %v", m.at)
	}
}

// Left and Right go through a list from end to end, and no further.
func TestBesideGoesThroughAList(t *testing.T) {
	m, _ := newModel(t)
	for _, part := range []string{"career", "education", "correction", "planner"} {
		all := m.items(part)
		m.at = place{part, all[0].id}
		if _, ok := m.beside(-1); ok {
			t.Errorf("something is before the first of %s", part)
		}
		n := 1
		for to, ok := m.beside(1); ok; to, ok = m.beside(1) {
			m.at = to
			n++
		}
		if n != len(all) || m.at.id != all[len(all)-1].id {
			t.Errorf("%d of %d in %s", n, len(all), part)
		}
	}
}

// Whatever is indexed has a place, and its subject names it again.
func TestSubjectsArePlaces(t *testing.T) {
	m, _ := newModel(t)
	for _, f := range m.book.Index() {
		at := placeOf(f.Subject)
		if at.part != "pay" && (m.index(at) < 0 || at.subject() != f.Subject) {
			t.Errorf("%s is at %v, which is %s", f.Subject, at, at.subject())
		}
	}
}

// What the learner says comes back as it was said.
func TestAnswersAreReadAsTheyWereGiven(t *testing.T) {
	m, p := newModel(t)
	if m.answered() {
		t.Error("nothing was said yet")
	}
	_, err := p.Act.JotAll(ctx, []quiz.Jotting{say("education", "bachelor"), say("last-term", "associate"), say("held", "rhit,cca"), say("interests", "data,law,nonsense"),
		say("hours", "flexible"), say("years:coding", "0.5"), say("years:health-data", "many"), say("patients", "no")}, "answers")
	p.Must(err)
	p.Must(m.load())
	a := m.answers()
	if !m.answered() || a.Education != career.Bachelor || a.LastTerm != career.Associate || a.HIM != career.NoDiploma || !slices.Equal(a.Held, []string{"rhit", "cca"}) ||
		!slices.Equal(a.Interests, []career.Interest{career.Data, career.Law}) || len(a.Hours) != 1 || len(a.Years) != 1 || a.Years[career.CodingWork] != .5 || a.Patients != career.Unwanted || a.Remote != career.NoMatter {
		t.Errorf("%+v", a)
	}
}

func TestAListIsToggled(t *testing.T) {
	list := ""
	for _, c := range [][2]string{{"a", "a"}, {"b", "a,b"}, {"a", "b"}, {"b", ""}} {
		var words []string
		if list != "" {
			words = []string{list}
			if list == "a,b" {
				words = []string{"a", "b"}
			}
		}
		if list = toggled(words, c[0]); list != c[1] {
			t.Errorf("%s: %q, not %q", c[0], list, c[1])
		}
	}
}

// What is imported stands beside what is shipped, the newest first, and each
// says its year.
func TestImportedWagesStandBesideTheShippedOnes(t *testing.T) {
	m, p := newModel(t)
	before := len(m.states.series)
	var figures []career.Figure
	for i, s := range career.States {
		figures = append(figures, career.Figure{SOC: "29-2072", Title: "Medical Records Specialists", Area: s.Name, Measure: career.Median, Value: float64(40_000 + i), Period: "May 2025", Source: "BLS"})
	}
	_, err := p.Act.JotAll(ctx, keeping(&career.Wages{Figures: figures}), "import")
	p.Must(err)
	p.Must(m.load())
	if len(m.states.series) != before+1 || m.states.now().period != "May 2025" || !m.states.show("29-2072", "May 2025") || m.states.show("29-9021", "May 2025") {
		t.Errorf("%d series, %s is shown", len(m.states.series), m.states.now().name())
	}
	for i := range m.states.series {
		if x := &m.states.series[i]; len(x.figures) < mapLeast || x.period == "" {
			t.Errorf("%s has %d states", x.name(), len(x.figures))
		}
	}
	sorted := m.states.sorted()
	if sorted[0].Area != "Wyoming" || sorted[len(sorted)-1].Area != "Alabama" {
		t.Errorf("by amount it begins with %s", sorted[0].Area)
	}
	m.states.byName = true
	if m.states.sorted()[0].Area != "Alabama" {
		t.Error("by name it does not begin with Alabama")
	}
}

func TestWordsAreCut(t *testing.T) {
	for text, want := range map[string]string{
		"One sentence that is long enough. Another.": "One sentence that is long enough.",
		"U.S. agencies do **much**. More.":           "U.S. agencies do much.",
		"no end":                                     "no end",
	} {
		if got := firstSentence(text); got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
	for text, good := range map[string]bool{"": true, "2027-02-28": true, "2027-02-30": false, "28.2.2027": false} {
		if (checkDate(text) == nil) != good {
			t.Errorf("%q", text)
		}
	}
	for text, want := range map[string]int{"": 0, "$12,300": 12300, "24 ": 24} {
		if n, err := amount(text, "cost"); err != nil || n != want {
			t.Errorf("%q is %d, %v", text, n, err)
		}
	}
	for _, text := range []string{"-1", "many", "1e9"} {
		if _, err := amount(text, "cost"); err == nil {
			t.Errorf("%q is a number", text)
		}
	}
}
