// Package intaketest holds readers that build on content/intake to their
// promises. Only tests import it.
package intaketest

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"chartroom/content/parse"
	"chartroom/quiz"
)

// Parse is a reader of one format.
type Parse func(ctx context.Context, data []byte, report parse.Report) (quiz.Bank, []parse.Problem, error)

// Table checks cases: a file, what is read from it (as Show writes it, with "; "
// between questions) and what is said of it (line, severity and the rule
// without its prefix, with "; " between problems).
func Table(t *testing.T, parser Parse, cases map[string][3]string) {
	t.Helper()
	for name, c := range cases {
		file, wantRead, wantSaid := c[0], c[1], c[2]
		t.Run(name, func(t *testing.T) {
			bank, problems, err := parser(context.Background(), []byte(file), nil)
			if err != nil {
				t.Fatalf("%v, %v", err, problems)
			}
			var got, said []string
			for i := range bank.Questions {
				got = append(got, Show(&bank.Questions[i]))
			}
			for _, p := range problems {
				_, rule, _ := strings.Cut(p.Rule, "-")
				if p.Rule == "text-encoding" {
					rule = p.Rule
				}
				said = append(said, fmt.Sprintf("%d %s %s", p.Line, p.Severity, rule))
			}
			if list := strings.Join(got, "; "); list != wantRead {
				t.Errorf("read %q,\nwant %q", list, wantRead)
			}
			if list := strings.Join(said, "; "); list != wantSaid {
				t.Errorf("said %q,\nwant %q\n%v", list, wantSaid, problems)
			}
			Whole(t, bank)
		})
	}
}

// Show writes a question on one line: its kind and text, then its answers with
// their percents and feedback, its gaps and its rationale.
func Show(q *quiz.Question) string {
	kind := string(q.Kind)
	if q.Multiple {
		kind += " multiple"
	}
	if q.CaseSensitive {
		kind += " case-sensitive"
	}
	if q.Markup == quiz.HTML {
		kind += " html"
	}
	parts := []string{kind + " " + q.Stem}
	parts = append(parts, options(q.Kind, q.Options)...)
	for i, g := range q.Gaps {
		parts = append(parts, fmt.Sprintf("gap %d %s: %s", i+1, g.Kind, strings.Join(options(g.Kind, g.Options), ", ")))
	}
	if q.Rationale != "" {
		parts = append(parts, "because "+q.Rationale)
	}
	return strings.Join(parts, " | ")
}

func options(kind quiz.Kind, list []quiz.Option) (shown []string) {
	for _, o := range list {
		s := fmt.Sprintf("%.4g %s", o.Fraction*100, o.Text)
		switch {
		case o.Any:
			s = fmt.Sprintf("%.4g *", o.Fraction*100)
		case kind == quiz.Number:
			s += fmt.Sprintf("±%g", o.Tolerance)
		case kind == quiz.Match:
			s = o.Text + " -> " + o.Partner
		case kind == quiz.Order:
			s = o.Text
		}
		if o.Feedback != "" {
			s += " (" + o.Feedback + ")"
		}
		shown = append(shown, s)
	}
	return shown
}

// Whole checks that every question of a bank can be what it is, that those
// which are asked can be answered fully, and that no two have one key.
func Whole(t testing.TB, bank quiz.Bank) {
	t.Helper()
	keys := map[string]bool{}
	for i := range bank.Questions {
		q := &bank.Questions[i]
		switch {
		case q.Key == "" || keys[q.Key] || q.ID.IsZero() || q.Line < 1 || q.Bank != bank.ID:
			t.Fatalf("key, id or line of %+v", q)
		case q.Stem == "" || q.Name == "" && strings.TrimSpace(q.Stem) == "":
			t.Fatalf("no text: %+v", q)
		}
		keys[q.Key] = true
		fractions(t, q, q.Options)
		for n, g := range q.Gaps {
			if strings.Count(q.Stem, fmt.Sprintf("{{%d}}", n+1)) != 1 || g.Weight <= 0 {
				t.Fatalf("gap %d of %+v", n+1, q)
			}
			fractions(t, q, g.Options)
		}
		if !q.Kind.Asked() {
			continue
		}
		if best := best(q); best < 1-1e-4 && !Mark(q, 1) {
			continue // the file itself gives no full mark
		}
		if !Mark(q, 1) {
			t.Fatalf("the right answer earns less than everything: %s", Show(q))
		}
	}
}

func fractions(t testing.TB, q *quiz.Question, list []quiz.Option) {
	t.Helper()
	for _, o := range list {
		if !(math.Abs(o.Fraction) <= 1+1e-9) || !(o.Tolerance >= 0) || math.IsNaN(o.Value) || math.IsInf(o.Value, 0) {
			t.Fatalf("option %+v of %+v", o, q)
		}
	}
}

// best is the most that a question's options give.
func best(q *quiz.Question) float64 {
	best, sum := 0.0, 0.0
	for _, o := range q.Options {
		best, sum = max(best, o.Fraction), sum+max(0, o.Fraction)
	}
	switch q.Kind {
	case quiz.Choice, quiz.TrueFalse, quiz.Text, quiz.Number:
		if q.Multiple {
			return sum
		}
		return best
	}
	return 1
}

// Mark reports whether the answer that the key calls right earns a mark.
func Mark(q *quiz.Question, mark float64) bool {
	return math.Abs(quiz.Mark(q, Right(q)).Mark-mark) < 1e-4
}

// Right is an answer that the key calls right.
func Right(q *quiz.Question) (r quiz.Response) {
	switch q.Kind {
	case quiz.Choice, quiz.TrueFalse:
		top := 0
		for i, o := range q.Options {
			if q.Multiple && o.Fraction > 0 {
				r.Chosen = append(r.Chosen, i)
			}
			if o.Fraction > q.Options[top].Fraction {
				top = i
			}
		}
		if !q.Multiple {
			r.Chosen = []int{top}
		}
	case quiz.Text, quiz.Number:
		r.Text = typed(q.Options)
	case quiz.Cloze:
		for _, g := range q.Gaps {
			r.Gaps = append(r.Gaps, typed(g.Options))
		}
	case quiz.Match:
		for _, o := range q.Options {
			if o.Text != "" {
				r.Gaps = append(r.Gaps, o.Partner)
			}
		}
	case quiz.Order:
		for i := range q.Options {
			r.Chosen = append(r.Chosen, i)
		}
	}
	return r
}

// typed is what to type for the best of accepted answers; a star that stands
// for anything stands for a word.
func typed(list []quiz.Option) string {
	if len(list) == 0 {
		return ""
	}
	top := slices.MaxFunc(list, func(a, b quiz.Option) int {
		switch {
		case a.Fraction < b.Fraction:
			return -1
		case a.Fraction > b.Fraction:
			return 1
		}
		return 0
	})
	return strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(top.Text, `\*`, "\x00"), "*", "x"), "\x00", "*")
}

// Any reads any bytes, for a fuzz test: without panic, with problems that lie
// in the file, and with questions that are whole.
func Any(t *testing.T, parser Parse, data []byte) {
	t.Helper()
	bank, problems, err := parser(context.Background(), data, nil)
	lines := 1 << 30
	if text, _, _, decoded := parse.Decode(data); decoded == nil {
		lines = strings.Count(text, "\n") + 1
	}
	for _, p := range problems {
		if p.Line < 0 || p.Line > lines || p.Message == "" || p.Rule == "" || strings.Contains(p.Message, "%!") {
			t.Fatalf("problem %+v in %d lines", p, lines)
		}
	}
	if err == nil {
		Whole(t, bank)
	}
}

// Mutated reads a file with every one of its bytes replaced, doubled, taken out
// and made the last, as Any does.
func Mutated(t *testing.T, parser Parse, file string) {
	t.Helper()
	for i := range len(file) {
		for _, b := range []string{"", "\x00", "\xff", "\n", "\t", "\"", "<", "{", ",", "9", file[i:i+1] + file[i:i+1]} {
			Any(t, parser, []byte(file[:i]+b+file[i+1:]))
		}
		Any(t, parser, []byte(file[:i]))
	}
}

// Alone proves that one broken question never costs another: between two
// questions that are whole, a third one is a good one with any of its bytes
// replaced by what often breaks a file, but for those that say where it begins.
// before and after must be read as they are without it.
func Alone(t *testing.T, parser Parse, before, begins, broken, after string) {
	t.Helper()
	alone := func(file string) quiz.Question {
		bank, problems, err := parser(context.Background(), []byte(file), nil)
		if err != nil || len(bank.Questions) != 1 {
			t.Fatalf("%q is %d questions, %v, %v", file, len(bank.Questions), problems, err)
		}
		return bank.Questions[0]
	}
	first, last := alone(before), alone(after)
	for i := range len(broken) {
		for _, b := range []string{"", "\"", "\"\"", "\t\"", ",\"", "\n", "\"\n", "\n\"", "\t", ",", "{", "}", "=", "~", "<", ">", "\\", "é"} {
			file := before + begins + broken[:i] + b + broken[i+1:] + after
			bank, problems, err := parser(context.Background(), []byte(file), nil)
			n := len(bank.Questions)
			if err != nil || n < 2 || Show(&bank.Questions[0]) != Show(&first) || Show(&bank.Questions[n-1]) != Show(&last) {
				for j := range bank.Questions {
					t.Log(Show(&bank.Questions[j]))
				}
				t.Fatalf("%q with %q: %d questions, %v, %v", file, b, n, problems, err)
			}
		}
	}
}
