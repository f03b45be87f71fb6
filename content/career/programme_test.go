package career

import (
	"slices"
	"testing"
)

var (
	near = Programme{ID: "1", Name: "Near", Level: Associate, CAHIIM: Accredited, Cost: 12_000, Months: 24, Online: OnCampus}
	fast = Programme{ID: "2", Name: "Fast", Level: Certificate, CAHIIM: NotAccredited, Cost: 4_000, Months: 9, Online: OnlineAll}
	open = Programme{ID: "3", Name: "Open", Level: Bachelor, Note: "asked on Monday"}
)

func TestProgrammesSideBySide(t *testing.T) {
	h := handbook(t)
	rows := h.Compare([]Programme{near, fast, open})
	for _, want := range []struct {
		row   string
		cells []string
		best  []bool
	}{
		{"CAHIIM", []string{"Accredited", "Not accredited", "Not looked up yet"}, []bool{true, false, false}},
		{"Opens", []string{"RHIT", "No credential that needs a degree; coding exams need none", "RHIT and RHIA, if it is accredited when you graduate"}, nil},
		{"Cost", []string{"$12,000", "$4,000", "Not known"}, []bool{false, true, false}},
		{"Months", []string{"24", "9", "Not known"}, []bool{false, true, false}},
		{"Cost a month", []string{"$500", "$444", "Not known"}, nil},
	} {
		i := slices.IndexFunc(rows, func(r ComparedRow) bool { return r.Name == want.row })
		if i < 0 || !slices.Equal(rows[i].Cells, want.cells) || want.best != nil && !slices.Equal(rows[i].Best, want.best) {
			t.Errorf("%s: %+v", want.row, rows)
		}
	}
}

func TestComparingNoneOrEqualsMarksNothing(t *testing.T) {
	h := handbook(t)
	for _, all := range [][]Programme{nil, {near}, {near, near}, {open, open}} {
		for _, r := range h.Compare(all) {
			if len(r.Cells) != len(all) || slices.Contains(r.Best, true) {
				t.Errorf("%+v", r)
			}
		}
	}
}

func TestProgrammesSurviveJotting(t *testing.T) {
	for _, p := range []Programme{near, fast, open, {ID: "4"}} {
		if got := ProgrammeOf(p.ID, p.Fields()); got != p {
			t.Errorf("%+v became %+v", p, got)
		}
	}
	if got := ProgrammeOf("5", map[string]string{"cost": "-1", "level": "doctor", "online": "?", "months": "soon"}); got != (Programme{ID: "5"}) {
		t.Errorf("nonsense became %+v", got)
	}
}

// The tables of careers and of credentials have a cell for each and say of which
// occupation and time a figure is.
func TestCareersAndCredentialsSideBySide(t *testing.T) {
	h := handbook(t)
	var careers []*Career
	for i := range h.Careers {
		careers = append(careers, &h.Careers[i])
	}
	var credentials []*Credential
	for i := range h.Credentials {
		credentials = append(credentials, &h.Credentials[i])
	}
	for _, r := range h.CompareCareers(careers) {
		if len(r.Cells) != len(careers) || slices.Contains(r.Cells, "") {
			t.Errorf("%+v", r)
		}
	}
	median := h.CompareCareers([]*Career{h.Career("cancer-registrar")})[4]
	if median.Name != "Median yearly pay" || median.Cells[0] != "$68,020 (29-9021, May 2025)" {
		t.Errorf("%+v", median)
	}
	rows := h.CompareCredentials(Answers{Education: HighSchool}, credentials)
	for _, r := range rows {
		if len(r.Cells) != len(credentials) || slices.Contains(r.Cells, "") {
			t.Errorf("%+v", r)
		}
	}
	pair := h.CompareCredentials(Answers{Education: HighSchool}, []*Credential{h.Credential("cca"), h.Credential("chts")})
	if open := pair[2].Cells; open[0] != "Now" || open[1] != "Not offered any more" {
		t.Errorf("%q", open)
	}
}
