package drills

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"chartroom/content/parse"
	"chartroom/quiz"
)

const written = `#kind drill
#bank: Hospital statistics
#source: ahima.org
#as-of: 2026-11
id	stem	formula	vars	where	decimals	tolerance	unit	solution	tags	source
occ	{beds} beds, {ipsd} days of care in {days} days. Occupancy?	ipsd/(beds*days)*100	beds 100..300 step 10; days 28|30|31; ipsd 2000..9000	ipsd < beds*days	1		%	{ipsd} ÷ {=beds*days} × 100 = {answer} %	rhit:3, level:application	Horton 2016
bad	{bed} beds?	bed*2	beds 1..2
# a comment
alos	"{d} days, {n} discharges.
Average stay?"	d/n	d 500..900; n 100..200	n > 120	2	0.01	days
`

func read(t *testing.T, text string) (quiz.Bank, []parse.Problem, error) {
	t.Helper()
	return Parse(context.Background(), []byte(text), "stats", nil)
}

func TestDrillsAreReadFromATable(t *testing.T) {
	if Looks(written) != 2 {
		t.Error("not seen as drills")
	}
	bank, problems, err := read(t, written)
	if err != nil || len(bank.Questions) != 2 || bank.Name != "Hospital statistics" || bank.Source != "ahima.org" {
		t.Fatalf("%v, %+v", err, bank)
	}
	q := bank.Questions[0]
	want := &quiz.DrillRule{Formula: "ipsd/(beds*days)*100", Where: []string{"ipsd < beds*days"}, Decimals: 1, Unit: "%",
		Vars:     []quiz.DrillVar{{Name: "beds", Min: 100, Max: 300, Step: 10}, {Name: "days", Choices: []float64{28, 30, 31}}, {Name: "ipsd", Min: 2000, Max: 9000}},
		Solution: "{ipsd} ÷ {=beds*days} × 100 = {answer} %"}
	if !reflect.DeepEqual(q.Drill, want) || q.Key != parse.IDKey("occ") || q.Line != 6 || q.AsOf != "2026-11" || !q.HasTag("level:application") || q.Source != "Horton 2016" {
		t.Errorf("read %+v, %+v", q, q.Drill)
	}
	if d := bank.Questions[1].Drill; d.Tolerance != .01 || d.Unit != "days" || !strings.Contains(bank.Questions[1].Stem, "\n") {
		t.Errorf("read %+v", bank.Questions[1])
	}
	if len(problems) != 1 || problems[0].Line != 7 || problems[0].Severity != parse.Error || !strings.Contains(problems[0].Message, `"bed" is not known`) {
		t.Errorf("problems %v", problems)
	}
}

func TestWhatIsNoDrillSaysWhy(t *testing.T) {
	for row, why := range map[string]string{
		"x\t1\tn\t":           `"n" has no values`,
		"x\t1\tn a..b\t":      `"a" is not a number`,
		"x\t1\tn 1..\t":       `"" is not a number`,
		"x\t1\tn 5 step 2\t":  "a step and no range",
		"x\t1\tn 9..1\t":      "below its smallest",
		"x\t1+\t\t":           "something is missing at the end",
		"\t1\t\t":             "there is no text",
		"x\t1\t\tn < 2":       `"n" is not known`,
		"x\t1/(n-n)\tn 1|2\t": "no answer that can be used",
	} {
		_, problems, err := read(t, "stem\tformula\tvars\twhere\n"+row+"\nok\t1\t\t\n")
		if err != nil || len(problems) != 1 || !strings.Contains(problems[0].Message, why) || problems[0].Line != 2 {
			t.Errorf("%q: %v, %v; want %q", row, err, problems, why)
		}
	}
	for _, text := range []string{"", "front\tback\na\tb\n", "stem\tformula\n", "#kind drill\n"} {
		if bank, _, err := read(t, text); err == nil {
			t.Errorf("%q gives %+v", text, bank)
		}
	}
	if Looks("front\tback\na\tb\n") != 0 || Looks("id,question,formula\n1,a,2\n") != 2 {
		t.Error("other tables are told apart wrongly")
	}
}

// drawn is a drill of any shape.
func drawn(r *rand.Rand, n int) quiz.Question {
	pick := func(all ...string) string { return all[r.IntN(len(all))] }
	q := quiz.Question{Kind: quiz.Drill, Key: parse.IDKey(fmt.Sprint("d", n)), Bank: "stats", Markup: quiz.Markup(pick("", "plain", "html", "markdown", "moodle")),
		Stem: pick("{a} of {b}?", "\"{a}\"\tand {b}", "# {a}\n{=a+b}"), Name: pick("A name", "Rate #2"), Rationale: pick("", "why\nso"), Source: pick("", "a; b"),
		Category: pick("", "A/B"), AsOf: pick("", "2026-11"), ReviewBy: pick("", "2027-01-31"),
		Drill: &quiz.DrillRule{Formula: pick("a/b", "round(a*b, 1)", "max(a, b) + .5"), Decimals: r.IntN(4), Tolerance: float64(r.IntN(3)) / 100, Unit: pick("", "%", "days"),
			Solution: pick("", "{a} / {b} = {answer}"), Vars: []quiz.DrillVar{{Name: "a", Min: -2.5, Max: 1e3, Step: float64(r.IntN(3)) / 4}, {Name: "b", Choices: []float64{1, .5, 1e-7}}}}}
	for range r.IntN(3) {
		q.Tags = append(q.Tags, pick("rhit:3", "level:application", "two words"))
		q.Drill.Where = append(q.Drill.Where, pick("a > b", "b <= 1", "a != 3"))
	}
	q.ID = quiz.NewQuestionID(q.Bank, q.Key)
	return q
}

// What is written is read again, and what cannot be is refused.
func TestReadingUndoesWriting(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 1))
		bank := quiz.Bank{ID: "stats", Name: "Statistics of hospitals", Source: "a; b", Version: "2", Language: "en", Licence: "CC BY 4.0"}
		for n := range 1 + r.IntN(5) {
			q := drawn(r, n)
			if err := Holds(&q); err != nil {
				t.Fatalf("%+v: %v", q, err)
			}
			bank.Questions = append(bank.Questions, q)
		}
		var b bytes.Buffer
		if err := Format(&b, bank); err != nil {
			t.Fatal(err)
		}
		again, problems, err := read(t, b.String())
		if err != nil || len(problems) > 0 {
			t.Fatalf("%v, %v\n%s", err, problems, b.String())
		}
		for i := range again.Questions {
			again.Questions[i].Line = 0
			if again.Questions[i].Markup == quiz.Moodle {
				again.Questions[i].Markup = bank.Questions[i].Markup
			}
		}
		if !reflect.DeepEqual(again, bank) {
			t.Fatalf("seed %d: read\n%+v\nwant\n%+v\n%s", seed, again, bank, b.String())
		}
	}
	for name, spoil := range map[string]func(q *quiz.Question){
		"another kind":     func(q *quiz.Question) { q.Kind = quiz.Number },
		"a broken formula": func(q *quiz.Question) { q.Drill.Formula = "1+" },
		"a picture":        func(q *quiz.Question) { q.Picture = &quiz.Picture{} },
		"a tag of two":     func(q *quiz.Question) { q.Tags = []string{"a,b"} },
		"spaces":           func(q *quiz.Question) { q.Stem += " " },
		"a date":           func(q *quiz.Question) { q.AsOf = "soon" },
	} {
		q := drawn(rand.New(rand.NewPCG(1, 1)), 1)
		if spoil(&q); Holds(&q) == nil {
			t.Errorf("%s is held", name)
		}
	}
}

func TestReadingStopsWhenAsked(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := Parse(ctx, []byte(written), "stats", nil); err != context.Canceled {
		t.Errorf("error %v", err)
	}
}

// Whatever a file holds: no panic, and what is read can be asked, and what is
// held is read again.
func FuzzParse(f *testing.F) {
	f.Add([]byte(written))
	f.Add([]byte("stem,formula\n\"{=1\",2\n"))
	f.Add([]byte("#kind: drill\n#as-of: x\nstem|formula|vars\nx|a|a 1|2"))
	f.Add([]byte("stem\tformula\tvars\nx\ta\ta 1..1e300 step 1e-300"))
	f.Fuzz(func(t *testing.T, data []byte) {
		bank, _, err := Parse(context.Background(), data, "stats", nil)
		if err != nil {
			return
		}
		for i := range bank.Questions {
			q := &bank.Questions[i]
			if err := quiz.CheckDrill(q); err != nil {
				t.Errorf("%q was read: %v", q.Stem, err)
			}
			if Holds(q) != nil {
				continue
			}
			var b bytes.Buffer
			one := quiz.Bank{ID: bank.ID, Name: "x", Questions: []quiz.Question{*q}}
			if err := Format(&b, one); err != nil {
				t.Fatal(err)
			}
			again, problems, err := Parse(context.Background(), b.Bytes(), "stats", nil)
			if err != nil || len(problems) > 0 || len(again.Questions) != 1 || !reflect.DeepEqual(bare(again.Questions[0]), bare(*q)) {
				t.Errorf("%+v is written\n%s and read %+v, %v, %v", q, b.String(), again.Questions, problems, err)
			}
		}
	})
}
