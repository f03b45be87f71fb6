package career

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"chartroom/content"
	"chartroom/quiz"
)

func TestFiguresSayWhatTheyAre(t *testing.T) {
	h := handbook(t)
	titles := map[string]string{}
	seen := map[string]bool{}
	soc := regexp.MustCompile(`^\d\d-\d{4}$`)
	for _, f := range h.Figures {
		id := strings.Join([]string{f.SOC, f.Area, f.Industry, string(f.Measure), f.Period}, "|")
		switch {
		case seen[id]:
			t.Errorf("%s is there twice", id)
		case !soc.MatchString(f.SOC):
			t.Errorf("%s is no SOC number", f.SOC)
		case titles[f.SOC] != "" && titles[f.SOC] != f.Title:
			t.Errorf("%s is %q and %q", f.SOC, titles[f.SOC], f.Title)
		case f.Year() < 2010 || f.Year() > 2035:
			t.Errorf("%s: the period %q", id, f.Period)
		case f.Measure.IsPay() && (f.Value < 15_000 || f.Value > 300_000):
			t.Errorf("%s: %v dollars", id, f.Value)
		case f.Measure == Growth && (f.Value < -50 || f.Value > 50):
			t.Errorf("%s: %v percent", id, f.Value)
		}
		seen[id], titles[f.SOC] = true, f.Title
		for _, needs := range []string{f.Amount(), f.Title, f.SOC, f.Area, f.Period, f.Source} {
			if !strings.Contains(f.Words(), needs) {
				t.Errorf("%q does not say %q", f.Words(), needs)
			}
		}
	}
}

func TestNewestFiguresAreOf2025(t *testing.T) {
	h := handbook(t)
	for _, want := range []struct {
		soc    string
		m      Measure
		amount string
		period string
	}{
		{"29-2072", Median, "$51,140", "May 2025"}, {"29-2072", Growth, "7.8%", "2025-35"}, {"29-2072", Openings, "14,000", "2025-35"},
		{"29-9021", Median, "$68,020", "May 2025"}, {"29-9021", Growth, "15.9%", "2025-35"}, {"29-9021", Openings, "3,000", "2025-35"},
		{"11-9111", Median, "$123,860", "May 2025"}, {"11-9111", Growth, "24%", "2025-35"}, {"11-9111", Openings, "62,300", "2025-35"},
		{"29-2071", Median, "$40,350", "May 2018"}, {"11-3021", Median, "$171,200", "May 2024"},
	} {
		if f := h.Newest(want.soc, want.m); f == nil || f.Amount() != want.amount || f.Period != want.period {
			t.Errorf("%s %s is %v", want.soc, want.m, f)
		}
	}
	if f := h.PayIn(h.Setting("hospital")); f.Amount() != "$59,120" || f.Period != "May 2025" {
		t.Errorf("hospitals pay %s", f.Words())
	}
	if f := h.PayIn(h.Setting("nursing-facility")); f.Amount() != "$37,630" || f.Period != "May 2018" {
		t.Errorf("nursing facilities pay %s", f.Words())
	}
}

// The figures are those of the tables that they were taken from, where those
// are at hand.
func TestFiguresAreThoseOfTheirTables(t *testing.T) {
	h := handbook(t)
	have := func(soc, area, industry string, m Measure, period, value string) {
		t.Helper()
		v, err := strconv.ParseFloat(value, 64)
		if value != "" && (err != nil || !slices.ContainsFunc(h.Figures, func(f Figure) bool {
			return f.SOC == soc && f.Area == area && f.Industry == industry && f.Measure == m && (period == "" || f.Period == period) && f.Value == v
		})) {
			t.Errorf("%s %s %s %s %s: no %s", soc, area, industry, m, period, value)
		}
	}
	states := bls(t, "state_mean_wage_29-2071_May2018.csv")
	if len(states) != 50 {
		t.Errorf("%d states", len(states))
	}
	for _, r := range states {
		have("29-2071", r["state"], "", Mean, "May 2018", r["annual_mean_wage_usd"])
	}
	for _, r := range bls(t, "industry_29-2072_May2025.csv") {
		have("29-2072", National, r["industry"], Median, "May 2025", r["median_annual_usd"])
		have("29-2072", National, r["industry"], Jobs, "May 2025", r["jobs"])
	}
	for _, r := range bls(t, "industry_29-9021_May2021_mean.csv") {
		have("29-9021", National, r["industry"], Mean, "May 2021", r["annual_mean_usd"])
		have("29-9021", National, r["industry"], Jobs, "May 2021", r["employment"])
	}
	for _, r := range bls(t, "national.csv") {
		have(r["soc"], National, "", Median, r["ref_period"], r["median_annual_usd"])
		have(r["soc"], National, "", LowestTenth, r["ref_period"], r["p10_usd"])
		have(r["soc"], National, "", TopTenth, r["ref_period"], r["p90_usd"])
		have(r["soc"], National, "", Openings, r["projection_period"], r["openings_per_year"])
		have(r["soc"], National, "", Jobs, "", r["employment"])
		growth, exact, isExact := strings.Cut(strings.TrimSuffix(r["growth_pct"], ")"), " (")
		if isExact {
			growth = exact
		}
		have(r["soc"], National, "", Growth, r["projection_period"], growth)
	}
	for _, r := range bls(t, "state_other.csv") {
		have(r["soc"], r["state"], "", Mean, "", r["annual_mean_usd"])
		have(r["soc"], r["state"], "", Median, "", r["annual_median_usd"])
		have(r["soc"], r["state"], "", Jobs, "", r["employment"])
	}
}

// bls are the rows of a table of ../shared/data/bls by their columns.
func bls(t *testing.T, name string) []map[string]string {
	t.Helper()
	file, err := os.Open(filepath.Join("../../../shared/data/bls", name))
	if err != nil {
		t.Skip("skipped: the tables are not at hand")
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var all []map[string]string
	for _, row := range rows[1:] {
		r := map[string]string{}
		for i, column := range rows[0] {
			r[column] = row[i]
		}
		all = append(all, r)
	}
	return all
}

// What the texts say in dollars is a figure of the tables, which say of which
// occupation, measure and time it is; so do the cards about careers.
func TestDollarsInTextsAreFigures(t *testing.T) {
	h := handbook(t)
	known := map[string]bool{"$88,740": true} // the broken cell, named as such in C3
	for _, f := range h.Figures {
		known[f.Amount()] = true
	}
	dollars := regexp.MustCompile(`\$\d+(?:,\d{3})+`)
	found := 0
	look := func(where, text string) {
		for _, amount := range dollars.FindAllString(text, -1) {
			found++
			if !known[amount] {
				t.Errorf("%s: %s is no figure of the tables", where, amount)
			}
		}
	}
	shippedTexts(t, func(name, text string) {
		if filepath.Ext(name) == ".md" {
			look(name, text)
		}
	})
	banks, err := content.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range banks {
		for _, q := range b.Questions {
			if strings.HasPrefix(q.Key, "car-") {
				look(q.Key, q.Stem+" "+q.Example)
				for _, o := range q.Options {
					look(q.Key, o.Text)
				}
			}
		}
	}
	if found < 20 {
		t.Errorf("only %d amounts were looked at", found)
	}
}

// The shares of those who pass that C15 quotes are those of the blueprints.
func TestPassRatesAreThoseOfTheBlueprints(t *testing.T) {
	h := handbook(t)
	blueprints, err := content.Blueprints()
	if err != nil {
		t.Fatal(err)
	}
	rates := regexp.MustCompile(`(RHIT|RHIA) (\d+)%`).FindAllStringSubmatch(h.Corrections[14].Right, -1)
	if len(rates) != 2 {
		t.Fatalf("%q", h.Corrections[14].Right)
	}
	for _, r := range rates {
		b := quiz.BlueprintOf(blueprints, strings.ToLower(r[1]))
		if !slices.ContainsFunc(b.Facts, func(f quiz.Fact) bool {
			return f.Name == "Passed at the first try" && strings.HasPrefix(f.Text, r[2]+" percent")
		}) {
			t.Errorf("%s: %s%% is not in its blueprint", r[1], r[2])
		}
	}
}

// A projection in the texts is one of the tables, of the same ten years.
func TestProjectionsInTextsAreFigures(t *testing.T) {
	h := handbook(t)
	said := regexp.MustCompile(`(\d+)% (?:for |\()(\d{4}-\d\d)`)
	found := 0
	for _, p := range slices.Concat(h.Outlook, h.Questions) {
		for _, m := range said.FindAllStringSubmatch(p.Text, -1) {
			found++
			percent, _ := strconv.ParseFloat(m[1], 64)
			if !slices.ContainsFunc(h.Figures, func(f Figure) bool {
				return f.Measure == Growth && f.Period == m[2] && math.Round(f.Value) == percent
			}) {
				t.Errorf("%s: %s of %s is in no table", p.ID, m[1], m[2])
			}
		}
	}
	if found < 8 {
		t.Errorf("only %d projections were looked at", found)
	}
}
