package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
)

// followed is what memory prints.
type followed struct {
	Sequences []struct{ Stability, Difficulty, Fast, Retrievability, Interval []float64 }
}

func (d *desk) followed(document any) followed {
	d.t.Helper()
	text, err := json.Marshal(document)
	must(d.t, err)
	d.run(ok, "memory", d.file("in.json", string(text)), "--json")
	var out followed
	must(d.t, json.Unmarshal(d.out.Bytes(), &out))
	return out
}

// about checks numbers one by one, to a millionth, relative above 1.
func about(t *testing.T, what string, got []float64, want ...float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d numbers; want %d", what, len(got), len(want))
	}
	for i := range want {
		if !(math.Abs(got[i]-want[i]) <= 1e-6*math.Max(1, math.Abs(want[i]))) {
			t.Errorf("%s, step %d: %.9g; want %.9g", what, i+1, got[i], want[i])
		}
	}
}

func TestMemoryFollowsThePublishedCards(t *testing.T) {
	d := newDesk(t)
	path := d.file("in.json", `{"model": "fsrs6", "weights": [], "sequences": [
		{"ratings": [3, 3, 3, 3, 3, 3], "days": [0, 0, 2, 11, 46, 163]}, {"ratings": [], "days": []}]}`)
	doc := d.run(ok, "memory", path, "--json").parsed()
	if got := keys(doc); !slices.Equal(got, []string{"sequences"}) {
		t.Errorf("keys %v", got)
	}
	first := doc["sequences"].([]any)[0]
	if got := keys(first); !slices.Equal(got, []string{"difficulty", "interval", "retrievability", "stability"}) {
		t.Errorf("keys %v", got)
	}
	var out followed
	must(t, json.Unmarshal(d.out.Bytes(), &out))
	one := out.Sequences[0]
	stabilities := []float64{2.3065, 2.3065, 10.971048, 46.316857, 162.999815, 497.876560}
	about(t, "stability", one.Stability, stabilities...)
	about(t, "interval", one.Interval, stabilities...)
	about(t, "difficulty", one.Difficulty, 2.118104, 2.111214, 2.104331, 2.097455, 2.090586, 2.083724)
	if one.Retrievability[0] != 0 || one.Retrievability[1] != 1 || math.Abs(one.Retrievability[2]-.9) > .02 {
		t.Errorf("recall %v", one.Retrievability)
	}
	if empty := out.Sequences[1]; empty.Stability == nil || len(empty.Stability) > 0 {
		t.Errorf("no answers give %v", empty)
	}
	d.run(ok, "memory", path).says("Sequence 1", "Sequence 2", "stability", "162.9998", "2.118104")
	d.env.In = strings.NewReader(`{"model":"fsrs7","sequences":[{"ratings":[1,3,3,3,3,3],"days":[0,0,1,3,8,21]}]}`)
	must(t, json.Unmarshal(d.run(ok, "memory", "-", "--json").out.Bytes(), &out))
	if got := out.Sequences[0]; math.Abs(got.Stability[5]-25.9857) > 1e-4 || math.Abs(got.Fast[5]-700.5589) > 1e-3 || math.Abs(got.Difficulty[5]-5.8775) > 1e-4 {
		t.Errorf("FSRS-7: %+v", got)
	}
}

func TestMemoryNamesWhatIsWrong(t *testing.T) {
	d := newDesk(t)
	card := func(ratings, days string) string {
		return fmt.Sprintf(`{"sequences": [{"ratings": [3], "days": [0]}, {"ratings": [%s], "days": [%s]}]}`, ratings, days)
	}
	for text, says := range map[string]string{
		card("3, 5", "0, 1"):                   "sequence 2: step 2: the rating is 5; it must be 1, 2, 3 or 4",
		card("0", "0"):                         "sequence 2: step 1: the rating is 0",
		card("-1", "0"):                        "step 1: the rating is -1",
		card("2.5", "0"):                       "the rating is 2.5",
		card("1e300", "0"):                     "the rating is 1e+300",
		card("null", "0"):                      "sequence 2: step 1: a rating or its days are null",
		card("3", "null"):                      "are null",
		card("3, 3", "0, -1"):                  "sequence 2: step 2: the days are -1; they must lie between 0 and 1000000",
		card("3, 3", "0, 1e7"):                 "step 2: the days are 1e+07",
		card("3, 3", "0"):                      "sequence 2: it has 2 ratings and 1 days",
		card("3", `"0"`):                       "sequence 2:",
		card("NaN", "0"):                       "line 1, column ",
		card("1e999", "0"):                     "sequence 2:",
		`{"sequences": [3]}`:                   "sequence 1:",
		`{"sequences": [[]]}`:                  "sequence 1:",
		`{"sequences": {}}`:                    "sequences",
		`{"sequences": null}`:                  `no list "sequences"`,
		`{"sequence": []}`:                     `no list "sequences"`,
		`[]`:                                   "where an object belongs",
		"{\n\"sequences\": [}":                 "line 2, column 15",
		`{"sequences": []} x`:                  "line 1, column 19",
		`{"sequences": [{"ratings"`:            "unexpected end",
		`{"model": "sm2", "sequences": []}`:    `no memory model is called "sm2"`,
		`{"weights": [1, 2], "sequences": []}`: "2 weights; fsrs6 has 21",
		`{"weights": [null], "sequences": []}`: "w0 is null",
		`{"model": "fsrs7", "weights": [1], "sequences": []}`:               "1 weights; fsrs7 has 34",
		`{"weights": [` + strings.Repeat("9,", 20) + `9], "sequences": []}`: "weight w5 is 9",
		"": "empty", " \n": "empty",
		"\x89PNG\r\n\x1a\n": "line 1, column 1",
	} {
		d.run(failed, "memory", d.file("bad.json", text)).complains("chartroom memory: ", "bad.json: ", says)
		if d.out.Len() > 0 {
			t.Errorf("%s: writes to standard output", text)
		}
		d.run(failed, "memory", d.file("bad.json", text), "--json").says(`"error"`)
	}
	d.run(failed, "memory", d.dir).complains("folder")
	d.run(misused, "memory")
	d.run(misused, "memory", "a", "b")
	if got := d.followed(map[string]any{"sequences": []any{}}); len(got.Sequences) != 0 || !strings.Contains(d.out.String(), "[]") {
		t.Errorf("no cards give %s", d.out.String())
	}
}

const golden = "../../../shared/srs/golden/"

// goldenFile reads a file of steps that other implementations made.
func goldenFile(t *testing.T, name string, into any) {
	t.Helper()
	text, err := os.ReadFile(golden + name)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("not here: " + golden + name + " (the published cards are tested instead)")
	}
	must(t, err)
	must(t, json.Unmarshal(text, into))
}

type card struct {
	Ratings []float64 `json:"ratings"`
	Days    []float64 `json:"days"`
}

func TestMemoryAgreesWithTheOtherImplementations(t *testing.T) {
	d := newDesk(t)
	var file struct {
		Parameters []float64
		Sequences  []struct {
			Steps []struct {
				Rating float64
				Days   float64  `json:"elapsed_days"`
				Before *float64 `json:"retrievability_before"`
				Model  struct{ Stability, Difficulty float64 }
			}
		}
	}
	goldenFile(t, "fsrs6_default.golden.json", &file)
	var cards []card
	for _, q := range file.Sequences {
		var c card
		for _, s := range q.Steps {
			c.Ratings, c.Days = append(c.Ratings, s.Rating), append(c.Days, s.Days)
		}
		cards = append(cards, c)
	}
	out := d.followed(map[string]any{"model": "fsrs6", "weights": file.Parameters, "sequences": cards})
	for i, q := range file.Sequences {
		got := out.Sequences[i]
		for k, s := range q.Steps {
			about(t, "stability", got.Stability[k:k+1], s.Model.Stability)
			about(t, "difficulty", got.Difficulty[k:k+1], s.Model.Difficulty)
			about(t, "interval", got.Interval[k:k+1], s.Model.Stability)
			if s.Before != nil {
				about(t, "recall", got.Retrievability[k:k+1], *s.Before)
			}
		}
	}
}

func TestMemoryAgreesWithTheReferenceOfFSRS7(t *testing.T) {
	d := newDesk(t)
	var file struct {
		Weights   []float64
		Sequences [][]struct {
			Rating, Days float64
			Before       *float64 `json:"r_before"`
			S, SF, D     float64
			Interval     float64 `json:"ivl90"`
		}
	}
	goldenFile(t, "fsrs7_vectors.json", &file)
	var cards []card
	for _, q := range file.Sequences {
		var c card
		for _, s := range q {
			c.Ratings, c.Days = append(c.Ratings, s.Rating), append(c.Days, s.Days)
		}
		cards = append(cards, c)
	}
	out := d.followed(map[string]any{"model": "fsrs7", "weights": file.Weights, "sequences": cards})
	for i, q := range file.Sequences {
		got := out.Sequences[i]
		for k, s := range q {
			about(t, "stability", got.Stability[k:k+1], s.S)
			about(t, "fast stability", got.Fast[k:k+1], s.SF)
			about(t, "difficulty", got.Difficulty[k:k+1], s.D)
			about(t, "interval", got.Interval[k:k+1], s.Interval)
			if s.Before != nil {
				about(t, "recall", got.Retrievability[k:k+1], *s.Before)
			}
		}
	}
}

// Whatever the document, memory refuses it or gives numbers that JSON can
// hold, one for each answer.
func FuzzMemory(f *testing.F) {
	f.Add(`{"sequences":[{"ratings":[3,1,4,2],"days":[0,0,1e6,3]}]}`)
	f.Add(`{"model":"fsrs7","sequences":[{"ratings":[1,1,1,4,4,4,3],"days":[0,1e-300,1000000,0.5,1000000,0,2]}]}`)
	f.Add(`{"model":"fsrs6","weights":[100,100,100,100,10,4,4,0.75,4.5,0.8,3.5,5,0.25,0.9,4,1,6,2,2,0.8,0.8],"sequences":[{"ratings":[4,4,1],"days":[0,9,0]}]}`)
	f.Add(`{"weights":[0.001,0.001,0.001,0.001,1,0.001,0.001,0.001,0,0,0.001,0.001,0.001,0.001,0,0,1,0,0,0.01,0.1],"sequences":[{"ratings":[1,1,1],"days":[0,1e6,0]}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		model, cards, err := readSequences([]byte(text))
		if err != nil {
			return
		}
		for _, raw := range cards {
			r, err := follow(model, raw)
			if err != nil {
				continue
			}
			for _, list := range [][]float64{r.Stability, r.Difficulty, r.Retrievability, r.Interval} {
				if len(list) != len(r.Stability) {
					t.Fatalf("%d numbers of %d", len(list), len(r.Stability))
				}
				for _, x := range list {
					if math.IsNaN(x) || math.IsInf(x, 0) || x < 0 {
						t.Fatalf("%+v of %s", r, text)
					}
				}
			}
		}
	})
}
