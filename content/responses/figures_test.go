package responses

import (
	"encoding/csv"
	"math"
	"strconv"
	"strings"
	"testing"

	"chartroom/quiz"
)

func TestFiguresComeBackAsTheyWere(t *testing.T) {
	sheet, err := Read(ctx, strings.NewReader("candidate,=1+1,q2,q3\nAnn,1,0,1\nBob,0,1,1\nCy,1,1,0\nDi,0,0,0\nEd,1,1,1\n"))
	if err != nil {
		t.Fatal(err)
	}
	stats, err := quiz.AnalyseItems(sheet.Items)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(Figures(&stats))).ReadAll()
	if err != nil || len(rows) != 4 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	if rows[1][0] != "'=1+1" {
		t.Errorf("a spreadsheet would work %q out", rows[1][0])
	}
	for i, s := range stats.Items {
		for column, want := range map[int]float64{3: s.Facility, 5: s.DiscriminationIndex, 7: s.GuessScore, 10: s.Corrected} {
			cell := rows[i+1][column]
			got, err := strconv.ParseFloat(cell, 64)
			if math.IsNaN(want) != (cell == "") || cell != "" && (err != nil || math.Abs(got-want) > 1e-6*math.Abs(want)) {
				t.Errorf("question %d, %s: %q, not %v", i, rows[0][column], cell, want)
			}
		}
	}
}
