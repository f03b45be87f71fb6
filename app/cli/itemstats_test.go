package cli

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
)

// stats runs itemstats on a table and gives its document.
func (d *desk) stats(table string) (out struct {
	Quiz      map[string]*float64
	Questions []struct {
		ID       string
		Max      float64
		Facility *float64
		Guess    *float64 `json:"random_guess_score"`
		Index    *float64 `json:"discrimination_index"`
		Options  []struct {
			Option        string
			Key           bool
			Chosen        int
			PointBiserial *float64 `json:"point_biserial"`
		}
		Flags []struct{ Flag, Why string }
	}
	Notes []string
}) {
	d.t.Helper()
	must(d.t, json.Unmarshal(d.run(ok, "itemstats", d.file("in.csv", table), "--json").out.Bytes(), &out))
	return out
}

// Moodle's own quiz of seven questions, as quiz/itemstats_test.go compares it
// in full.
func TestItemStatsPrintMoodlesFigures(t *testing.T) {
	const path = "../../../shared/formats/conformance/moodle-stats/results00.csv"
	text, err := os.ReadFile(path)
	if err != nil {
		t.Skipf("Moodle's table is not here: %v", err)
	}
	var cut []string // without the last column, the sums
	for _, line := range strings.Split(strings.TrimSpace(string(text)), "\n") {
		cut = append(cut, line[:strings.LastIndex(line, ",")])
	}
	d := newDesk(t)
	out := d.stats(strings.Join(cut, "\n"))
	for name, want := range map[string]float64{"candidates": 25, "questions": 7, "median": 4.5, "mean": 4.617333332, "sd": .8117265554, "skewness": -.092502502,
		"kurtosis": -.7073968557, "cic": -87.2230935542, "error_ratio": 136.8294900795, "se": 1.1106813066} {
		if got := out.Quiz[name]; got == nil || math.Abs(*got-want) > 1.5e-5*math.Abs(want) {
			t.Errorf("%s is %v, not %v", name, got, want)
		}
	}
	if out.Quiz["kr20"] != nil {
		t.Error("partial marks have a KR-20")
	}
	if first := out.Questions[0]; first.ID != "slots.1.mark" || math.Abs(*first.Facility-.704) > 1e-9 || math.Abs(*first.Index+7.0650767526) > 1e-5 {
		t.Errorf("%+v", first)
	}
	d.run(ok, "itemstats", d.dir+"/in.csv").says("25 candidates, 7 questions", "slots.7.mark", "probable wrong key", "With 25 candidates")
}

func TestItemStatsReadTablesAsPeopleSaveThem(t *testing.T) {
	d := newDesk(t)
	plain := d.stats("a,b,c\n1,0,1\n0,1,1\n1,1,0\n0,0,0\n")
	for name, table := range map[string]string{
		"names":          "candidate,a,b,c\nAnn,1,0,1\nBob,0,1,1\nCy,1,1,0\nDi,0,0,0\n",
		"an own heading": "Teilnehmer,a,b,c\nAnn,1,0,1\nBob,0,1,1\nCy,1,1,0\nDi,0,0,0\n",
		"semicolons":     "a;b;c\n1,0;0;1\n0;1;1\n1;1,00;0\n0;0;0\n",
		"tabs, no end":   "a\tb\tc\n1\t0\t1\n0\t1\t1\n1\t1\t0\n0\t0\t0",
		"CR and LF":      "a,b,c\r\n1,0,1\r\n0,1,1\r\n1,1,0\r\n0,0,0\r\n",
		"empty cells":    "name,a,b,c\nAnn,1,,1\nBob,-,1,1\nCy,1,1,\nDi,,,\n",
		"quoted":         "\uFEFF\"candidate\",\"a\",\"b\",\"c\"\n\"Ann, A.\",1,0,1\nBob,0,1,1\nCy,1,1,0\nDi,0,0,0\n",
		"full marks":     "candidate,a /1.00,b /1.00,c /1.00\nAnn,1,0,1\nBob,0,1,1\nCy,1,1,0\nDi,0,0,0\n",
		"a key":          "x,a,b,c\nkey,A,B,C|D\nAnn,a,C,d\nBob,B,b,C\nCy,A,B,A\nDi,,A,B\n",
	} {
		t.Run(name, func(t *testing.T) {
			out := newDesk(t).stats(table)
			if len(out.Questions) != 3 {
				t.Fatalf("%+v", out)
			}
			for i, q := range out.Questions {
				if q.ID != plain.Questions[i].ID || *q.Facility != *plain.Questions[i].Facility || math.Abs(*q.Index-*plain.Questions[i].Index) > 1e-9 {
					t.Errorf("%+v; plain: %+v", q, plain.Questions[i])
				}
			}
			if math.Abs(*out.Quiz["cic"]-*plain.Quiz["cic"]) > 1e-9 {
				t.Errorf("%+v", out.Quiz)
			}
		})
	}
}

func TestItemStatsTellDistractorsApart(t *testing.T) {
	d := newDesk(t)
	var b strings.Builder
	b.WriteString("candidate,q1,q2,q3,rest\nKEY,A,B,A,\nOPTIONS,4,4,3,\nMAX,,,2,10\n")
	for i := range 40 { // the rest of the marks rises; q2's key is wrong: the better choose C
		row := []string{fmt.Sprint("c", i), "B", "B", "B", fmt.Sprint(float64(i) / 4)}
		if i%4 > 0 && i > 8 {
			row[1], row[3] = "A", "A"
		}
		if i > 15 {
			row[2] = "C"
		}
		b.WriteString(strings.Join(row, ",") + "\n")
	}
	out := d.stats(b.String())
	var table []string
	for _, o := range out.Questions[1].Options {
		table = append(table, fmt.Sprintf("%s %v %d", o.Option, o.Key, o.Chosen))
	}
	if want := []string{"A false 0", "B true 16", "C false 24", "D false 0"}; !slices.Equal(table, want) {
		t.Errorf("table %v, not %v", table, want)
	}
	if out.Questions[0].Options[0].PointBiserial == nil || out.Questions[1].Options[0].PointBiserial != nil || math.Abs(*out.Questions[2].Guess-100./3) > 1e-9 || out.Questions[3].Guess != nil {
		t.Errorf("%+v", out.Questions)
	}
	flags := map[string]string{}
	for _, f := range out.Questions[1].Flags {
		flags[f.Flag] += f.Why
	}
	if !strings.Contains(flags["probable wrong key"], "100 % chose C and 0 % the key") || flags["non-functioning distractor"] != "Nobody chose A.Nobody chose D." {
		t.Errorf("%v", flags)
	}
	if out.Questions[2].Max != 2 || *out.Quiz["max"] != 14 {
		t.Errorf("%+v", out.Questions[2])
	}
}

func TestItemStatsNameRowAndColumn(t *testing.T) {
	d := newDesk(t)
	for says, table := range map[string]string{
		"row 3, column 2: \"x\" is not a mark":               "a,b\n1,1\n1,x\n",
		"row 2, column 2: \"0x1p4\" is not a mark":           "a,b\n1,0x1p4\n",
		"row 2, column 1: \"NaN\" is not a mark":             "a\nNaN\n",
		"row 3 has not as many columns":                      "a,b\n1,1\n1\n",
		"row 2, character 4: the quotation marks do not":     "a,b\n1,1\"\n",
		"row 1, column 2: the question has no id":            "a,\n1,1\n",
		"row 1, column 2: the question a stands there":       "a,a\n1,1\n",
		"no candidate's row":                                 "a,b\n",
		"the header names no question":                       "candidate\nAnn\n",
		"question a: a candidate has 3 of 2 marks":           "a /2,b\n3,1\n",
		"row 3, column 1: the row KEY must stand above":      "candidate,a\nAnn,1\nKEY,B\n",
		"row 2, column 2: a question cannot offer 1 options": "candidate,a\nOPTIONS,1\nAnn,1\n",
		"row 2, column 2: \"-3\" is not a number from 0":     "candidate,a\nMAX,-3\nAnn,1\n",
		"row 1 has more than 512 columns":                    strings.Repeat("a,", 100_000) + "\n",
		"row 3, column 2: \"an essay of so":                  "candidate,a\nKEY,B\nAnn," + "an essay of so many words that no option is so long" + "\n",
		"has more than 26 options":                           "candidate,a\nKEY,B\n" + manyOptions(40),
		"the file is empty":                                  "\n",
		"this is a PNG picture":                              "\x89PNG\r\n\x1a\n",
	} {
		d.run(failed, "itemstats", d.file("in.csv", table), "--json").complains(says)
	}
	d.run(failed, "itemstats", d.dir+"/none.csv").complains("there is no such file")
	d.run(misused, "itemstats")
	if out := d.stats("a,b\n5,1\n2,0\n"); len(out.Notes) != 1 || out.Questions[0].Max != 5 {
		t.Errorf("%+v", out)
	}
	d.complains("Question a: no full mark is given, so that the highest, 5, is taken for it.")
}

func manyOptions(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "c%d,option %d\n", i, i)
	}
	return b.String()
}
