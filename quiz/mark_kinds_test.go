package quiz_test

import (
	"slices"
	"strings"
	"testing"

	"chartroom/quiz"
)

func matchQuestion() quiz.Question {
	return quiz.Question{Kind: quiz.Match, Options: []quiz.Option{
		{Text: "E11.9", Partner: "diabetes"}, {Text: "I10", Partner: "hypertension"}, {Text: "I11.9", Partner: "hypertension"},
		{Text: "J45.909", Partner: "asthma"}, {Partner: "gout"}}}
}

func TestMatchIsTheShareOfRightPairs(t *testing.T) {
	for _, c := range []struct {
		name   string
		given  []string
		mark   float64
		reason string
	}{
		{"all", []string{"diabetes", "hypertension", "hypertension", "asthma"}, 1, "Right."},
		{"three of four", []string{"diabetes", "hypertension", "hypertension", "gout"}, .75, "Partly right: 3 of 4 pairs are right."},
		{"one, the others open", []string{"", "", "", "asthma"}, .25, "Partly right: 1 of 4 pairs is right."},
		{"none", []string{"gout", "gout", "gout", "gout"}, 0, "Not right."},
		{"fewer than asked for", []string{"diabetes", "hypertension"}, .5, "Partly right: 2 of 4 pairs are right."},
		{"more than asked for", []string{"diabetes", "hypertension", "hypertension", "asthma", "gout", "gout"}, 1, "Right."},
		{"nothing", nil, 0, "Not answered."},
		{"only blanks", []string{"", "", "", ""}, 0, "Not answered."},
	} {
		t.Run(c.name, func(t *testing.T) {
			q := matchQuestion()
			r := quiz.Mark(&q, quiz.Response{Gaps: c.given})
			isMark(t, r, c.mark)
			if r.Reason != c.reason || len(r.Gaps) != 4 {
				t.Errorf("%q, %d parts; want %q, 4", r.Reason, len(r.Gaps), c.reason)
			}
		})
	}
	q := matchQuestion()
	if got := quiz.Matched(&q); !slices.Equal(got, []int{0, 1, 2, 3}) {
		t.Errorf("to be matched: %v", got)
	}
	for seed := range uint64(20) {
		all := quiz.Partners(&q, seed)
		if !slices.Equal(all, quiz.Partners(&q, seed)) || !slices.Equal(slices.Sorted(slices.Values(all)), []string{"asthma", "diabetes", "gout", "hypertension"}) {
			t.Errorf("seed %d: %v", seed, all)
		}
	}
}

func TestOrderIsTheShareOfRightPlaces(t *testing.T) {
	q := quiz.Question{Kind: quiz.Order, Options: []quiz.Option{{Text: "admit"}, {Text: "code"}, {Text: "bill"}, {Text: "pay"}}}
	for _, c := range []struct {
		name     string
		given    []int
		mark     float64
		feedback string
	}{
		{"right", []int{0, 1, 2, 3}, 1, ""},
		{"two swapped", []int{0, 2, 1, 3}, .5, "Only one is out of its place"},
		{"the last comes first", []int{3, 0, 1, 2}, 0, "Only one is out of its place: “pay” belongs after “bill”."},
		{"the first comes last", []int{1, 2, 3, 0}, 0, "Only one is out of its place: “admit” belongs first."},
		{"backwards", []int{3, 2, 1, 0}, 0, ""},
		{"some only", []int{0, 1}, .5, ""},
		{"no such option", []int{0, 1, 2, 4}, 0, ""},
		{"one twice", []int{0, 0, 2, 3}, 0, ""},
		{"nothing", nil, 0, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := quiz.Mark(&q, quiz.Response{Chosen: c.given})
			isMark(t, r, c.mark)
			if !strings.HasPrefix(r.Feedback, c.feedback) || c.feedback == "" && r.Feedback != "" || r.Expected != "admit → code → bill → pay" {
				t.Errorf("feedback %q, expected %q", r.Feedback, r.Expected)
			}
		})
	}
	same := quiz.Question{Kind: quiz.Order, Options: []quiz.Option{{Text: "a"}, {Text: "b"}, {Text: "a"}}}
	isMark(t, quiz.Mark(&same, quiz.Response{Chosen: []int{2, 1, 0}}), 1)
}

// What is to be put in order is never shown in the right order, for then
// leaving it alone would be an answer.
func TestOrderIsNeverShownRight(t *testing.T) {
	for n := 2; n < 7; n++ {
		q := quiz.Question{Kind: quiz.Order, KeepOrder: true}
		for i := range n {
			q.Options = append(q.Options, quiz.Option{Text: string(rune('a' + i))})
		}
		for seed := range uint64(300) {
			order := quiz.Shuffled(&q, seed)
			if !slices.Equal(order, quiz.Shuffled(&q, seed)) || len(order) != n || quiz.Mark(&q, quiz.Response{Chosen: order}).Verdict() == quiz.Right {
				t.Fatalf("%d options, seed %d: %v", n, seed, order)
			}
		}
	}
}

func TestHotspotIsRightInItsRegion(t *testing.T) {
	q := quiz.Question{Kind: quiz.Hotspot, Picture: &quiz.Picture{Asked: 1, Regions: []quiz.Region{
		{Label: "left atrium", X: .1, Y: .1, W: .2, H: .2}, {Label: "aorta", X: .5, Y: .5, W: .25, H: .25}}}}
	for _, c := range []struct {
		x, y, mark float64
		feedback   string
	}{{.6, .6, 1, ""}, {.5, .5, 1, ""}, {.75, .75, 1, ""}, {.76, .6, 0, ""}, {.2, .2, 0, "That is: left atrium."}, {-1, 3, 0, ""}} {
		r := quiz.Mark(&q, quiz.Response{Point: &quiz.Point{X: c.x, Y: c.y}})
		isMark(t, r, c.mark)
		if r.Feedback != c.feedback || r.Expected != "aorta" {
			t.Errorf("%g, %g: %+v", c.x, c.y, r)
		}
	}
	if r := quiz.Mark(&q, quiz.Response{}); r.Mark != 0 || r.Reason != "Not answered." {
		t.Errorf("no point: %+v", r)
	}
	q.Picture.Asked = 2
	isMark(t, quiz.Mark(&q, quiz.Response{Point: &quiz.Point{X: .6, Y: .6}}), 0)
}

func TestGapsWithSeveralRightOptionsAreMarkedAsAChoice(t *testing.T) {
	q := quiz.Question{Kind: quiz.Table, Stem: "<table><tr><td>{{1}}</td></tr></table>", Gaps: []quiz.Gap{{Kind: quiz.Choice, Multiple: true, Weight: 1,
		Options: []quiz.Option{{Text: "name", Fraction: .5}, {Text: "age", Fraction: .5}, {Text: "colour", Fraction: -.5}}}}}
	for given, want := range map[string]float64{
		"name" + quiz.GapJoin + "age": 1, "age" + quiz.GapJoin + "name": 1, "name": .5, "name" + quiz.GapJoin + "colour": 0, "": 0,
		"name" + quiz.GapJoin + "age" + quiz.GapJoin + "colour": 0, "name" + quiz.GapJoin + "shoe": 0, "name" + quiz.GapJoin + "name": 0,
	} {
		r := quiz.Mark(&q, quiz.Response{Gaps: []string{given}})
		isMark(t, r, want)
		if r.Expected != "name; age" {
			t.Errorf("expected %q", r.Expected)
		}
	}
}

// book has one code.
type book map[string]bool

func (b book) Valid(set string, year int, code string) (valid, known bool) {
	return b[code], set == "icd10cm" && year == 2026
}

func codeQuestion(tag string, codes ...string) quiz.Question {
	return quiz.Question{Kind: quiz.Code, Tags: []string{tag}, Options: accepts(codes...)}
}

func TestCodesAreMarkedAsCoders(t *testing.T) {
	for _, typed := range []string{"E11.65", "e1165", "E11 65", " e11-65 ", "E11．65", "Ｅ11.65", "e11.65\n"} {
		q := codeQuestion("code:icd10cm-2026", "E11.65")
		isMark(t, quiz.Mark(&q, quiz.Response{Text: typed}), 1)
	}
	for _, c := range []struct{ tag, key, typed, why string }{
		{"icd10cm-2026", "E11.65", "E11.6", "Right as far as it goes, but 1 character is missing: the code has 5."},
		{"icd10cm-2026", "S52.501A", "S52.50", "Right as far as it goes, but 2 characters are missing: the code has 7."},
		{"icd10cm-2026", "E11.9", "E11.65", "The category E11 is right; the fourth character is not."},
		{"icd10cm-2026", "E11.65", "E11.69", "The category E11 is right; the fifth character is not."},
		{"icd10cm-2026", "I10", "I10.9", "The code ends after 3 characters; what follows is too much."},
		{"icd10cm-2026", "O80", "080", "A letter and a digit that look alike are mixed up: O and 0, or I and 1."},
		{"icd10cm-2026", "E11.65", "E11.56", "Two characters that follow each other are swapped."},
		{"icd10cm-2026", "E11.65", "J45", ""},
		{"icd10cm-2026", "E11.65", "E78.5", "The first character is right; the second character is not."},
		{"icd10pcs-2026", "0DTJ4ZZ", "0DTJ0ZZ", "The section, body system, root operation and body part are right; the approach, which is the fifth character, is not."},
		{"icd10pcs-2026", "0DTJ4ZZ", "0DBJ4ZZ", "The section and body system are right; the root operation, which is the third character, is not."},
		{"icd10pcs-2026", "0DTJ4ZZ", "0FTJ4ZZ", "The section is right; the body system, which is the second character, is not."},
		{"icd10pcs-2026", "B2111ZZ", "B2110ZZ", "The first 4 characters are right; the fifth character is not."},
		{"hcpcs-2026", "J1885", "J1890", "The first 3 characters are right; the fourth character is not."},
	} {
		q := codeQuestion("code:"+c.tag, c.key)
		r := quiz.Mark(&q, quiz.Response{Text: c.typed})
		isMark(t, r, 0)
		if r.Feedback != c.why || r.Expected != c.key {
			t.Errorf("%s for %s: %q; want %q", c.typed, c.key, r.Feedback, c.why)
		}
	}
}

func TestABookSaysWhetherThereIsSuchACode(t *testing.T) {
	q := codeQuestion("code:icd10cm-2026", "E11.65")
	b := book{"E1169": true}
	for typed, want := range map[string]string{
		"e11.69": "The category E11 is right; the fifth character is not. E11.69 is a code of ICD-10-CM 2026, but not this one.",
		"e11.61": "The category E11 is right; the fifth character is not. E11.61 is no valid code of ICD-10-CM 2026.",
		"zz":     "ZZ is no valid code of ICD-10-CM 2026.",
	} {
		if r := quiz.MarkWith(&q, quiz.Response{Text: typed}, b); r.Feedback != want || r.Mark != 0 {
			t.Errorf("%s: %+v; want %q", typed, r, want)
		}
	}
	q.Tags = []string{"code:icd10cm-2020"} // a year that is not installed
	if r := quiz.MarkWith(&q, quiz.Response{Text: "zz"}, b); r.Feedback != "" {
		t.Errorf("a book that is not there says %q", r.Feedback)
	}
	q = codeQuestion("code:icd10cm-2026", "E11.65")
	isMark(t, quiz.MarkWith(&q, quiz.Response{Text: "E11.65"}, b), 1) // the key decides, not the book
}

func TestACodesOwnFeedbackComesFirst(t *testing.T) {
	q := codeQuestion("code:icd10cm-2026", "E11.65")
	q.Options = append(q.Options, quiz.Option{Text: "E11.9", Feedback: "Hyperglycaemia is stated."}, quiz.Option{Text: "E11*", Fraction: .5})
	for typed, want := range map[string]struct {
		mark     float64
		feedback string
	}{"E119": {.5, "The category E11 is right; the fourth character is not."}, "E11.65": {1, ""}, "E10.65": {0, "The first 2 characters are right; the third character is not."}} {
		r := quiz.Mark(&q, quiz.Response{Text: typed})
		isMark(t, r, want.mark)
		if r.Feedback != want.feedback {
			t.Errorf("%s: %q", typed, r.Feedback)
		}
	}
}

func TestTheTagNamesTheCodeSet(t *testing.T) {
	for tag, want := range map[string]struct {
		set  string
		year int
	}{"code:icd10cm-2026": {"icd10cm", 2026}, "code:ICD10PCS-2027": {"icd10pcs", 2027}, "code:hcpcs": {"hcpcs", 0}, "code:icd-10": {"icd-10", 0}, "subject:x": {"", 0}} {
		q := quiz.Question{Tags: []string{tag}}
		if set, year := q.CodeSet(); set != want.set || year != want.year {
			t.Errorf("%s: %q, %d", tag, set, year)
		}
	}
}
