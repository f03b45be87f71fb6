package responses

import (
	"encoding/csv"
	"math"
	"strconv"
	"strings"

	"chartroom/quiz"
)

// CSV is a table as comma-separated values for a spreadsheet. A text that a
// spreadsheet would take for a formula gets an apostrophe before it (OWASP, "CSV
// Injection"); figures are not touched.
func CSV(columns []string, rows [][]string) string {
	var b strings.Builder
	w := csv.NewWriter(&b) // a builder takes everything, so nothing can fail
	w.Write(columns)
	for _, row := range rows {
		line := make([]string, len(row))
		for i, v := range row {
			if _, err := strconv.ParseFloat(v, 64); err != nil && v != "" && strings.ContainsRune("=+-@\t\r", rune(v[0])) {
				v = "'" + v
			}
			line[i] = v
		}
		w.Write(line)
	}
	w.Flush()
	return b.String()
}

// Figure is a number in a table; empty if it is not defined.
func Figure(x float64) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return ""
	}
	return strconv.FormatFloat(x, 'g', 8, 64)
}

// Figures are the statistics of a test's questions as a table, a row a question.
func Figures(t *quiz.TestStats) string {
	var rows [][]string
	for i := range t.Items {
		s := &t.Items[i]
		var flags []string
		for _, f := range s.Flags {
			flags = append(flags, string(f.Kind)+": "+f.Why)
		}
		rows = append(rows, []string{s.ID, strconv.Itoa(s.Candidates), Figure(s.Max), Figure(s.Facility), Figure(s.SD), Figure(s.DiscriminationIndex),
			Figure(s.DiscriminativeEfficiency), Figure(s.GuessScore), Figure(s.IntendedWeight), Figure(s.EffectiveWeight), Figure(s.Corrected),
			Figure(s.PointBiserial), Figure(s.UpperLower), strings.Join(flags, " ")})
	}
	return CSV([]string{"question", "candidates", "max", "facility", "sd", "discrimination_index", "discriminative_efficiency", "random_guess_score",
		"intended_weight", "effective_weight", "point_biserial", "point_biserial_total", "upper_lower", "flags"}, rows)
}
