package srs_test

import (
	"encoding/json"
	"errors"
	"io/fs"
	"math"
	"os"
	"testing"

	"chartroom/quiz/srs"
)

// near fails the test unless got is want within tolerance, relative above 1.
func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance*math.Max(1, math.Abs(want))) {
		t.Errorf("%s is %.9g; want %.9g", what, got, want)
	}
}

// The vectors that ts-fsrs 5.4.2 and fsrs-rs 6.6.1 agree on, default weights.
func TestAfterGivesThePublishedNumbers(t *testing.T) {
	type step struct {
		days  float64
		grade srs.Grade
		s, d  float64
	}
	for name, steps := range map[string][]step{
		"good": {
			{0, srs.Good, 2.3065, 2.118104}, {0, srs.Good, 2.3065, 2.111214}, {2, srs.Good, 10.971048, 2.104331},
			{11, srs.Good, 46.316857, 2.097455}, {46, srs.Good, 162.999815, 2.090586}, {163, srs.Good, 497.876560, 2.083724},
		},
		"lapse": {
			{0, srs.Again, .212, 6.4133}, {0, srs.Good, .246689, 6.402115}, {1, srs.Good, 2.021477, 6.390941},
			{3, srs.Good, 7.863699, 6.379779}, {8, srs.Again, 1.211842, 8.795286}, {0, srs.Good, 1.257310, 8.781719},
			{4, srs.Hard, 3.030977, 9.176477}, {9, srs.Easy, 12.149749, 8.886522},
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := srs.Default
			var m srs.Memory
			for _, s := range steps {
				m = w.After(m, s.days, s.grade)
				near(t, "stability", m.Stability, s.s, 1e-6)
				near(t, "difficulty", m.Difficulty, s.d, 1e-6)
			}
		})
	}
}

// testdata/fsrs6.json is computed with 40 digits by testdata/fsrs6.py.
func TestAfterFollowsTheFormulas(t *testing.T) {
	followsTheFormulas[srs.Weights](t, "testdata/fsrs6.json", 18)
}

// model is what the weights of a memory model do.
type model interface {
	Check() error
	Retrievability(m srs.Memory, days float64) float64
	After(m srs.Memory, days float64, g srs.Grade) srs.Memory
}

// followsTheFormulas compares a model with the sequences in a file, of which
// there are least or more.
func followsTheFormulas[W any, P interface {
	*W
	model
}](t *testing.T, file string, least int) {
	t.Helper()
	var sequences []struct {
		Name    string
		Weights W
		Steps   []struct {
			Days, Recall, S, F, D float64 // F is 0 where the model has no fast stability
			Grade                 srs.Grade
		}
	}
	readJSON(t, file, &sequences)
	if len(sequences) < least {
		t.Fatalf("%d sequences; there were %d", len(sequences), least)
	}
	for _, q := range sequences {
		t.Run(q.Name, func(t *testing.T) {
			w := P(&q.Weights)
			if err := w.Check(); err != nil {
				t.Fatal(err)
			}
			var m srs.Memory
			for _, s := range q.Steps {
				near(t, "recall", w.Retrievability(m, s.Days), s.Recall, 1e-9)
				m = w.After(m, s.Days, s.Grade)
				near(t, "stability", m.Stability, s.S, 1e-9)
				near(t, "fast stability", m.Fast, s.F, 1e-9)
				near(t, "difficulty", m.Difficulty, s.D, 1e-9)
			}
		})
	}
}

// golden is 300 sequences through ts-fsrs 5.4.2 and the fsrs-rs binding. It is
// too large for this repository and lies beside it on the build machine.
const golden = "../../../shared/srs/golden/fsrs6_default.golden.json"

func TestAfterAgreesWithTheOtherImplementations(t *testing.T) {
	type memory struct{ Stability, Difficulty, Interval float64 }
	var file struct {
		Parameters srs.Weights
		Sequences  []struct {
			ID    string
			Steps []struct {
				Rating        srs.Grade
				Days          float64  `json:"elapsed_days"`
				Before        *float64 `json:"retrievability_before"`
				Model, RS, TS memory
			}
		}
	}
	if _, err := os.Stat(golden); errors.Is(err, fs.ErrNotExist) {
		t.Skip("not here: " + golden + " (testdata/fsrs6.json is tested instead)")
	}
	readJSON(t, golden, &file)
	if file.Parameters != srs.Default {
		t.Fatalf("the file's weights are %v, not the defaults", file.Parameters)
	}
	steps := 0
	for _, q := range file.Sequences {
		t.Run(q.ID, func(t *testing.T) {
			w := srs.Default
			var m srs.Memory
			for _, s := range q.Steps {
				steps++
				if s.Before != nil { // eight decimals
					near(t, "recall before", w.Retrievability(m, s.Days), *s.Before, 1e-7)
				}
				m = w.After(m, s.Days, s.Rating)
				near(t, "stability (model)", m.Stability, s.Model.Stability, 1e-6)
				near(t, "difficulty (model)", m.Difficulty, s.Model.Difficulty, 1e-6)
				near(t, "stability (ts-fsrs)", m.Stability, s.TS.Stability, 1e-6)
				near(t, "difficulty (ts-fsrs)", m.Difficulty, s.TS.Difficulty, 1e-6)
				near(t, "stability (fsrs-rs)", m.Stability, s.RS.Stability, 5e-6) // float32 throughout
				near(t, "difficulty (fsrs-rs)", m.Difficulty, s.RS.Difficulty, 5e-6)
				near(t, "interval (fsrs-rs)", w.Interval(m, .9), s.RS.Interval, 5e-6)
			}
		})
	}
	if steps < 2000 {
		t.Errorf("only %d steps; the file has 2162", steps)
	}
}

func readJSON(t *testing.T, path string, into any) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, into); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
}
