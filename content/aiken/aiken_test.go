package aiken_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"chartroom/content/aiken"
	"chartroom/content/parse"
	"chartroom/quiz"
)

const conformance = "../../../shared/formats/conformance"

func read(t *testing.T, text string) (quiz.Bank, []parse.Problem) {
	t.Helper()
	bank, problems, err := aiken.Parse(context.Background(), []byte(text), "test", nil)
	if err != nil {
		t.Fatal(err)
	}
	return bank, problems
}

// show writes a question on one line: its text, its choices with a star at
// what is right, and its rationale.
func show(q *quiz.Question) string {
	parts := []string{q.Stem}
	for _, o := range q.Options {
		mark := ""
		if o.Fraction > 0 {
			mark = "*"
		}
		parts = append(parts, mark+o.Text)
	}
	if q.Rationale != "" {
		parts = append(parts, "because "+q.Rationale)
	}
	return strings.Join(parts, " | ")
}

// TestReading holds what is read, and what is said of it, for every way in
// which real files differ.
func TestReading(t *testing.T) {
	const good = "Q?\nA) one\nB) two\nANSWER: B\n"
	for name, c := range map[string]struct{ text, want, said string }{
		"plain":                        {good, "Q? | one | *two", ""},
		"dots":                         {"Q?\nA. one\nB. two\nANSWER: A\n", "Q? | *one | two", ""},
		"no space after the letter":    {"Q?\nA)one\nB)two\nANSWER: A\n", "Q? | *one | two", ""},
		"CRLF":                         {strings.ReplaceAll(good, "\n", "\r\n"), "Q? | one | *two", ""},
		"no line end":                  {strings.TrimSuffix(good, "\n"), "Q? | one | *two", ""},
		"blank lines between":          {"Q?\n\nA) one\n\nB) two\n\nANSWER: B\n", "Q? | one | *two", ""},
		"no blank line between two":    {good + good, "Q? | one | *two; Q? | one | *two", "5 warning aiken-duplicate"},
		"long question":                {"First part\nsecond part?\nA) one\nB) two\nANSWER: B\n", "First part second part? | one | *two", "2 repair aiken-long-question"},
		"two paragraphs":               {"First part\n\nsecond part?\nA) one\nB) two\nANSWER: B\n", "First part second part? | one | *two", "3 repair aiken-blank-line"},
		"lower-case letters":           {"Q?\na) one\nb) two\nANSWER: b\n", "Q? | one | *two", "2 repair aiken-lower-case"},
		"letters in brackets":          {"Q?\n(A) one\n(B) two\nANSWER: (B)\n", "Q? | one | *two", ""},
		"Answer":                       {"Q?\nA) one\nB) two\nAnswer: B\n", "Q? | one | *two", "4 repair aiken-answer-word"},
		"ANS":                          {"Q?\nA) one\nB) two\nANS: B\n", "Q? | one | *two", "4 repair aiken-answer-word"},
		"answer with its text":         {"Q?\nA) one\nB) two\nANSWER: B) two\n", "Q? | one | *two", "4 repair aiken-answer-text"},
		"several answers":              {"Q?\nA) one\nB) two\nC) three\nANSWER: A, C\n", "Q? | *one | two | *three", "5 repair aiken-several-answers"},
		"wrapped choice":               {"Q?\nA) one\nand a half\nB) two\nANSWER: A\n", "Q? | *one and a half | two", "3 repair aiken-wrapped-choice"},
		"explanation":                  {"Q?\nA) one\nB) two\nANSWER: A\nExplanation: so it is\nand ever was\n\n" + strings.Replace(good, "Q", "P", 1), "Q? | *one | two | because so it is and ever was; P? | one | *two", "5 repair aiken-explanation"},
		"a letter is missing":          {"Q?\nA) one\nC) three\nANSWER: C\n", "Q? | one | *three", "3 repair aiken-letters"},
		"sentence that begins A.":      {good + "\nA. Smith wrote what?\nA) one\nB) two\nANSWER: A\n", "Q? | one | *two", "6 error aiken-not-started"},
		"answer beyond the last":       {good + "P?\nA) one\nB) two\nANSWER: E\n", "Q? | one | *two", "8 error aiken-no-such-choice"},
		"answer is no letter":          {good + "P?\nA) one\nB) two\nANSWER: two\n", "Q? | one | *two", "8 error aiken-no-letter"},
		"the answer misses":            {good + "P?\nA) one\nB) two\n", "Q? | one | *two", "5 error aiken-no-answer"},
		"the answer misses, then more": {"P?\nA) one\nB) two\n\n" + good, "Q? | one | *two", "5 error aiken-no-answer"},
		"one choice":                   {good + "P?\nA) one\nANSWER: A\n", "Q? | one | *two", "7 error aiken-few-choices"},
		"Windows-1252":                 {"Caf\xe9?\nA) one\nB) two\nANSWER: B\n", "Café? | one | *two", "1 repair text-encoding"},
	} {
		t.Run(name, func(t *testing.T) {
			bank, problems := read(t, c.text)
			var got, said []string
			for i := range bank.Questions {
				got = append(got, show(&bank.Questions[i]))
			}
			for _, p := range problems {
				said = append(said, fmt.Sprintf("%d %s %s", p.Line, p.Severity, p.Rule))
			}
			if strings.Join(got, "; ") != c.want {
				t.Errorf("read %q, want %q", got, c.want)
			}
			if list := strings.Join(said, "; "); list != c.said && !(name == "sentence that begins A." && strings.HasPrefix(list, c.said)) {
				t.Errorf("said %q, want %q", list, c.said)
			}
		})
	}
}

// TestNoRepairs makes every repair an error that costs its question only.
func TestNoRepairs(t *testing.T) {
	text := "Q?\na) one\nb) two\nANSWER: b\n\nP?\nA) one\nB) two\nANSWER: B\n"
	bank, problems, err := aiken.ParseWith(context.Background(), []byte(text), "test", aiken.Options{NoRepairs: true}, nil)
	if err != nil || len(bank.Questions) != 1 || bank.Questions[0].Stem != "P?" {
		t.Fatalf("read %d questions, %v", len(bank.Questions), err)
	}
	if parse.Count(problems, parse.Error) != 1 || problems[0].Line != 2 {
		t.Errorf("said %v", problems)
	}
}

// TestMoodle holds reading against Moodle's own, question for question, and
// the lines of its errors, for both line ends.
func TestMoodle(t *testing.T) {
	file, err := os.Open(filepath.Join(conformance, "expected/moodle_aiken_core.jsonl"))
	if err != nil {
		t.Skip("skipped: no conformance files")
	}
	defer file.Close()
	type answer struct {
		Text     string
		Fraction float64
	}
	want := map[string][]string{}
	for lines := bufio.NewScanner(file); lines.Scan(); {
		var q struct {
			File, Text, Error string
			Answers           []answer
		}
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			t.Fatal(err)
		}
		if q.Error != "" {
			continue
		}
		line := html.UnescapeString(q.Text)
		for _, a := range q.Answers {
			line += fmt.Sprintf(" | %s %g", html.UnescapeString(a.Text), a.Fraction)
		}
		want[q.File] = append(want[q.File], line)
	}
	want["aiken/aiken_errors_lf.txt"] = want["aiken/aiken_errors.txt"]
	for name, want := range want {
		data, err := os.ReadFile(filepath.Join(conformance, name))
		if err != nil {
			t.Fatal(err)
		}
		bank, problems := read(t, string(data))
		var got []string
		for _, q := range bank.Questions {
			line := q.Stem
			for _, o := range q.Options {
				line += fmt.Sprintf(" | %s %g", o.Text, o.Fraction)
			}
			got = append(got, line)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: read %q, Moodle %q", name, got, want)
		}
		var lines []int
		for _, p := range problems {
			if p.Severity == parse.Error {
				lines = append(lines, p.Line)
			}
		}
		if strings.Contains(name, "errors") && !slices.Equal(lines, []int{3, 5, 7, 18}) {
			t.Errorf("%s: errors at %v, want 3, 5, 7 and 18", name, lines)
		}
	}
	if len(want) < 3 {
		t.Fatalf("only %d files were compared", len(want))
	}
}

// TestBadFiles ends with a sentence, not a panic or a long wait.
func TestBadFiles(t *testing.T) {
	for name, text := range map[string]string{
		"nothing to read": "just words\nand more\n",
		"only answers":    strings.Repeat("ANSWER: A\n", 10000),
		"one long line":   strings.Repeat("x", 2<<20),
		"no answer ever":  "Q?\n" + strings.Repeat("A) one\nB) two\n", 100000),
	} {
		if _, _, err := aiken.Parse(context.Background(), []byte(text), "test", nil); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := aiken.Parse(ctx, []byte(strings.Repeat("words\n", 10000)), "test", nil); err != context.Canceled {
		t.Errorf("cancelled: %v", err)
	}
}

// FuzzParse reads anything, and whatever it reads can be asked.
func FuzzParse(f *testing.F) {
	f.Add([]byte("Q?\nA) one\nB) two\nANSWER: B\n\nExplanation: x"))
	f.Add([]byte("Q?\r\na. one\r\nwrapped\r\nb. two\r\nAns: a and b\r\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		bank, problems, err := aiken.Parse(context.Background(), data, "fuzz", nil)
		if err != nil {
			return
		}
		seen := map[string]bool{}
		for i := range bank.Questions {
			q := &bank.Questions[i]
			if q.Stem == "" || len(q.Options) < 2 || q.RightCount() == 0 || seen[q.Key] {
				t.Fatalf("question %+v", q)
			}
			seen[q.Key] = true
		}
		lines := bytes.Count(data, []byte("\n")) + bytes.Count(data, []byte("\r")) + 1
		for _, p := range problems {
			if p.Line < 0 || p.Line > lines || p.Message == "" {
				t.Fatalf("problem %+v", p)
			}
		}
	})
}
