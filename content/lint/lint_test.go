package lint_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"chartroom/content/gift"
	. "chartroom/content/lint"
	"chartroom/content/parse"
	"chartroom/content/sheet"
	"chartroom/quiz"
)

var (
	ctx  = context.Background()
	noon = Options{Today: time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC), Codes: small{}}
)

// small is a code book of 2026 with very little in it.
type small struct{}

func (small) Valid(set string, year int, code string) (valid, known bool) {
	return set == "icd10cm" && code == "E119", set == "icd10cm" && year == 2026
}

func (small) Heading(set string, year int, code string) bool { return code == "E11" || code == "E116" }

// read reads a text as the examples of rules are written: a table when it has
// a tab, else GIFT.
func read(t testing.TB, text string) quiz.Bank {
	t.Helper()
	parser := gift.Parse
	if strings.Contains(text, "\t") {
		parser = sheet.Parse
	}
	bank, problems, err := parser(ctx, []byte(text), "example", nil)
	if err != nil || len(bank.Questions) == 0 || parse.Count(problems, parse.Error)+parse.Count(problems, parse.Repair) > 0 {
		t.Fatalf("%v, %v in\n%s", err, problems, text)
	}
	return bank
}

// of are the findings of a rule.
func of(found []Finding, code string) []Finding {
	return slices.DeleteFunc(slices.Clone(found), func(f Finding) bool { return f.Rule.Code != code })
}

func TestEveryRuleFindsItsExample(t *testing.T) {
	for _, r := range Rules() {
		t.Run(r.Code+" "+r.Name, func(t *testing.T) {
			found := of(Bank(ctx, read(t, r.Breaks), noon), r.Code)
			if len(found) == 0 {
				t.Errorf("finds nothing in\n%s", r.Breaks)
			}
			for _, f := range found {
				if f.Severity != r.Severity || !isSentence(f.Message) || f.Fix != r.Fix || f.Accepted || r.OfSet() != (f.Key == "") && r.Code != "L43" {
					t.Errorf("%+v", f)
				}
			}
			for _, f := range of(Bank(ctx, read(t, r.Keeps), noon), r.Code) {
				t.Errorf("finds %q in\n%s", f.Message, r.Keeps)
			}
		})
	}
}

func isSentence(s string) bool {
	first := []rune(s)[0]
	return len(s) > 10 && strings.HasSuffix(s, ".") && (unicode.IsUpper(first) || unicode.IsDigit(first) || first == '“')
}

func TestRulesAreNumberedOnce(t *testing.T) {
	names := map[string]bool{}
	for n, r := range Rules() {
		if want := fmt.Sprintf("L%02d", n+1); r.Code != want || names[r.Name] || r.Name == "" || strings.Trim(r.Name, "abcdefghijklmnopqrstuvwxyz-") != "" {
			t.Errorf("%s, %q: not %s and a slug of its own", r.Code, r.Name, want)
		}
		names[r.Name] = true
		if !isSentence(r.Says) || !strings.ContainsAny(r.Fix[len(r.Fix)-1:], ".]26") || r.Rubric < 0 || r.Rubric > 20 || r.Checklist < 0 || r.Checklist > 20 {
			t.Errorf("%s: %q, %q, rules %d and %d", r.Code, r.Says, r.Fix, r.Rubric, r.Checklist)
		}
		if r.Slug() != "lint/"+r.Code+"-"+r.Name || (r.Severity != Error && r.Severity != Warning && r.Severity != Advice) {
			t.Errorf("%s: %s, %s", r.Code, r.Slug(), r.Severity)
		}
	}
}

func TestEveryRuleCanBeAccepted(t *testing.T) {
	for _, r := range Rules() {
		q := quiz.Question{Kind: quiz.Essay, Stem: "Explain this.", Tags: []string{AcceptTag + r.Code}}
		if found := of(Question(&q, noon), "L48"); len(found) > 0 {
			t.Errorf("%s: %s", r.Code, found[0].Message)
		}
	}
	next := fmt.Sprintf("L%02d", len(Rules())+1)
	q := quiz.Question{Kind: quiz.Essay, Stem: "Explain this.", Tags: []string{AcceptTag + next, AcceptTag + "L00"}}
	if len(of(Question(&q, noon), "L48")) != 2 {
		t.Errorf("%s is taken for a rule", next)
	}
}

func TestWhatIsAcceptedIsListedAndNotCounted(t *testing.T) {
	const marked = "// [id:a] [accept:L13 the exam asks so] [tag:rhit:2]\nWhich?{~a record ~an index =All of the above}"
	const tabled = "#separator:tab\n#columns:id\tfront\tback\ttags\nx\tpresent on admission\tpresent on admission\taccept:L41 rhit:2\n"
	for text, want := range map[string]Finding{
		marked: {Accepted: true, Reason: "the exam asks so"},
		strings.Replace(marked, "[accept:L13 the exam asks so]", "[tag:accept:l13]", 1): {Accepted: true},
		strings.Replace(marked, "L13", "L14", 1):                                        {},
	} {
		found := of(Bank(ctx, read(t, text), noon), "L13")
		if len(found) != 1 || found[0].Accepted != want.Accepted || found[0].Reason != want.Reason {
			t.Errorf("%+v, not %+v, in\n%s", found, want, text)
		}
		if counted := of(Counted(found), "L13"); (len(counted) == 0) != want.Accepted {
			t.Errorf("counted: %v", counted)
		}
		if p := found[0].Problem(); strings.Contains(p.Message, "Accepted") != want.Accepted || p.Severity != parse.Warning || p.Rule != "lint/L13-all-of-the-above" || p.Line != 1 {
			t.Errorf("%+v", p)
		}
	}
	if found := of(Bank(ctx, read(t, tabled), noon), "L41"); len(found) != 1 || !found[0].Accepted {
		t.Errorf("in a table: %+v", found)
	}
	one := strings.Repeat("Which?{=a ~b ~c ~d}\n\n", 24)
	if found := of(Bank(ctx, read(t, "// [accept:L44 shuffled]\n"+one), noon), "L44"); len(found) != 1 || !found[0].Accepted || found[0].Line != 0 {
		t.Errorf("of a set: %+v", found)
	}
}

// An acceptance lives in the file: it is written back as it was read, and
// Moodle takes it for no tag.
func TestAcceptancesAreKeptByGIFT(t *testing.T) {
	want := read(t, "// [id:a] [tag:rhit:2] [accept:L13 [why\\]] [accept:L20] [tag:accept:]\nWhich?{=a ~b ~c}")
	if tags := want.Questions[0].Tags; !slices.Equal(tags, []string{"rhit:2", "accept:L13 [why]", "accept:L20", "accept:"}) {
		t.Errorf("tags %q", tags)
	}
	var b strings.Builder
	if err := gift.Format(&b, want); err != nil {
		t.Fatal(err)
	}
	got, _, err := gift.Parse(ctx, []byte(b.String()), "example", nil)
	if err != nil || !slices.Equal(got.Questions[0].Tags, want.Questions[0].Tags) || !strings.Contains(b.String(), "[accept:L20]") {
		t.Errorf("%v, %q in\n%s", err, got.Questions[0].Tags, b.String())
	}
}

func TestRulesCanBeSwitchedOff(t *testing.T) {
	q := read(t, "Which of the following is true?{=a ~b}").Questions[0]
	for _, f := range Question(&q, noon) {
		less := Question(&q, Options{Today: noon.Today, Off: []string{f.Rule.Code}})
		if len(of(less, f.Rule.Code)) > 0 || len(less) >= len(Question(&q, noon)) {
			t.Errorf("%s is still looked at", f.Rule.Code)
		}
	}
	if len(of(Question(&q, noon), "L10")) != 1 {
		t.Error("finds nothing")
	}
}

// Whatever a file holds, looking at it ends and changes nothing.
func TestOddQuestionsAreLookedAt(t *testing.T) {
	odd := []string{"", " ", "<", "<b", "</", "&", "%", "$", "=", "1/0 = 2", "((((1 = 1", strings.Repeat("(", 300) + "1+1 = 2", "-", "?", "a", "é", "\xff\xfe", "{{1}}",
		strings.Repeat("1 + ", 200) + "1 = 3", "D", "12345", "@", "@a.b", "9-9", "which", "which not", "an", "you", "(", "average of 1 = 1"}
	for _, kind := range append(slices.Clone(quiz.Kinds), "", "unknown") {
		for _, s := range odd {
			for _, options := range [][]quiz.Option{nil, {{}}, {{Text: s, Fraction: 1}}, {{Text: s, Fraction: 1, Feedback: s}, {Text: s}, {Text: s, Partner: s}}} {
				q := quiz.Question{Kind: kind, Stem: s, Options: options, Rationale: s, Source: s, AsOf: s, ReviewBy: s, Tags: []string{s, AcceptTag + s},
					Gaps: []quiz.Gap{{Kind: quiz.Choice, Options: options}, {Kind: kind}}}
				before := fmt.Sprintf("%#v", q)
				found := Bank(ctx, quiz.Bank{Questions: []quiz.Question{q, q, {}}}, noon)
				for _, f := range found {
					if f.Rule == nil || f.Problem().Message == "" {
						t.Errorf("%+v", f)
					}
				}
				if fmt.Sprintf("%#v", q) != before {
					t.Fatalf("%s is changed", before)
				}
			}
		}
	}
	gone, cancel := context.WithCancel(ctx)
	cancel()
	if found := Bank(gone, read(t, "Which?{=a ~b}"), noon); len(found) != 0 {
		t.Errorf("cancelled: %v", found)
	}
}

// What is no sum, and what comes out, is left alone; what does not is found.
func TestSums(t *testing.T) {
	for _, s := range []string{"4 / 5 = 0.8", "2/3 = 0.67", "2 / 3 = 66.7%", "2 / 3 x 100 = 66.7", "25% of 80 is 20", "30 of 400 is 7.5%", "1 - 25% = 75%", "$54,240 - $48,000 = $6,240",
		"412 divided by 8 is 51.5", "40 hours x 52 weeks = 2,080 hours", "The mean of 2, 3 and 7 is 4", "the median of 2, 9, 3 is 3", "6 / 1,250 = 4.8 per 1,000 days", "300 / 400 = 0.75 = 75%",
		"(30 - 12) / (400 - 12) x 100 = 18 / 388 x 100 = 4.64", "1 / 3 = 0.33 x 100 = 33", "Unit 3 - 4 / 8 = 0.5", "SOC 29-2072 = $51,140", "45 CFR 164.524 = access", "rate = deaths / cases",
		"x = 5", "2024-2025 is the year", "4,158 / 4,950 ≈ 0.84", "1,000 / 7 = about 143", "480-17-7 = 456", "5 / 0 = 1", "2 + 2 is even", "1/2/2026 = Friday", "10 − 4 × 2 = 2", "6 times 7 equals 42", "−3 + 5 = 2", "3 - 5 = -2"} {
		q := quiz.Question{Kind: quiz.Essay, Stem: "Explain this.", Rationale: s}
		for _, f := range of(Question(&q, noon), "L29") {
			t.Errorf("%q: %s", s, f.Message)
		}
	}
	for _, s := range []string{"4 / 5 = 0.9", "2 / 3 = 67.7%", "25% of 80 is 25", "30 of 400 is 8.5%", "$54,240 - $48,000 = $6,340", "412 divided by 8 is 52.5", "The mean of 2, 3 and 7 is 5",
		"6 / 1,250 = 5.8 per 1,000 days", "300 / 400 = 0.76 = 75%", "(30 - 12) / (400 - 12) x 100 = 4.74", "480-17-7 = 466", "10 − 4 × 2 = 12", "3 - 5 = 2", "12 hours × 5 days = 50 hours"} {
		q := quiz.Question{Kind: quiz.Essay, Stem: "Explain this.", Rationale: s}
		if len(of(Question(&q, noon), "L29")) == 0 {
			t.Errorf("%q comes out", s)
		}
	}
}

// Codes that are licensed are found; numbers that only look like them are not.
func TestProcedureCodes(t *testing.T) {
	for s, want := range map[string]bool{
		"Report CPT 99213 today.": true, "The code is 27447.": true, "Modifier 25 goes on 99213-25.": true, "Bill 0075T.": true, "The dentist reports D0120.": true, "E/M 99205 was billed.": true,
		"Code J1885 is a drug.": false, "Code D35.01 in ICD-10-CM.": false, "ICD-10-CM D3501 is a code.": false, "Code E11.22 applies.": false, "The code year is 2026.": false,
		"A clinic in Chicago, IL 60601 codes visits.": false, "ZIP code 60601 is coded.": false, "The coder earns $48000 a year.": false, "They coded 12000 discharges.": false, "A code for 12,345 patients.": false,
		"LOINC code 24323-8 is a panel.": false, "NDC code 12345-6789-01.": false, "A 45-year-old gets a code.": false, "PCS code 0BTJ4ZZ.": false, "Record number 12345 has a code.": false,
		"It holds 45210 images, by code.": false, "28000 / 2.5 codes": false, "42 CFR 1001.1901 on codes": false,
	} {
		q := quiz.Question{Kind: quiz.Essay, Stem: s}
		if found := of(Question(&q, noon), "L32"); len(found) > 0 != want {
			t.Errorf("%q: %v", s, found)
		}
	}
}

func TestNumbersAmongOptionsAreNoCodes(t *testing.T) {
	for stem, want := range map[string]bool{"How many codes were reported?": false, "How many patients were seen?": false, "What is the census?": false, "Which code is reported?": true} {
		q := quiz.Question{Kind: quiz.Choice, KeepOrder: true, Stem: stem, Options: []quiz.Option{{Text: "12345", Fraction: 1}, {Text: "23456"}, {Text: "34567"}}}
		if found := of(Question(&q, noon), "L32"); len(found) > 0 != want {
			t.Errorf("%q: %v", stem, found)
		}
	}
}

// Long texts that repeat what a rule looks for do not take it long.
func TestLongTextsEnd(t *testing.T) {
	for _, piece := range []string{"<", "<b ", "<img ", "<img>", "&lt;", "D1234 ", "99213 ", "1 + ", "1 = ", "(", "(1 - ", "which not ", "MPI ", "a, ", "you think ", "@a.b ", "1-", "=", "average of 1, ", "Ã©", "a;", "{{1}}"} {
		long := strings.Repeat(piece, (64<<10)/len(piece))
		for _, kind := range []quiz.Kind{quiz.Choice, quiz.Flip, quiz.Number} {
			for _, markup := range []quiz.Markup{quiz.Moodle, quiz.Plain} {
				q := quiz.Question{Kind: kind, Stem: long, Markup: markup, Rationale: long, Options: []quiz.Option{{Text: long, Fraction: 1}, {Text: "b"}, {Text: "c"}}}
				Question(&q, noon)
			}
		}
	}
	many := quiz.Question{Kind: quiz.Choice, Stem: "Which?"}
	for n := range 20_000 {
		many.Options = append(many.Options, quiz.Option{Text: fmt.Sprint(n, "-", n+9)})
	}
	Question(&many, noon)
}

func FuzzQuestion(f *testing.F) {
	for n, r := range Rules() {
		f.Add(r.Breaks, r.Keeps, r.Says, n, true)
	}
	f.Add("(30 - 12) / (400 - 12) x 100 = 18 / 388 x 100 = 4.64", "<b>x</b> &amp; <", "10-20 days", 3, false)
	f.Fuzz(func(t *testing.T, stem, right, feedback string, kind int, multiple bool) {
		options := []quiz.Option{{Text: right, Fraction: 1, Feedback: feedback, Partner: stem}, {Text: feedback, Fraction: -0.5}, {Text: stem}, {Text: right + " and " + stem}}
		q := quiz.Question{Key: "a", Kind: quiz.Kinds[uint(kind)%uint(len(quiz.Kinds))], Stem: stem, Options: options, Multiple: multiple, Rationale: feedback, Source: right,
			Tags: []string{AcceptTag + right}, Gaps: []quiz.Gap{{Kind: quiz.Choice, Options: options}}}
		other := q
		other.Key, other.Stem = "b", right
		for _, found := range Bank(ctx, quiz.Bank{Questions: []quiz.Question{q, other, q}}, noon) {
			if !utf8.ValidString(found.Message) && utf8.ValidString(stem+right+feedback) {
				t.Errorf("%q cuts a letter", found.Message)
			}
		}
	})
}
