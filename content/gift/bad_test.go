package gift

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"chartroom/content/parse"
)

// TestRefusesBadFilesClearlyAndFast reads what people pick by mistake, and what
// could eat the machine. A second is a generous limit: the longest takes 0.2 s.
func TestRefusesBadFilesClearlyAndFast(t *testing.T) {
	line := bytes.Repeat([]byte("a"), 30<<20)
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"an empty file":              {nil, "the file is empty"},
		"a picture":                  {[]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), "a PNG picture"},
		"one line of 30 MB":          {line, "30.0 MB long"},
		"a question of 30 MB":        {append([]byte("::Q::Text {=a "), line...), "30.0 MB long"},
		"more text than can be read": {bytes.Repeat(line, 2), parse.Size(int64(parse.Limits.Text))},
	} {
		start := time.Now()
		_, _, err := Parse(context.Background(), c.data, "bad", nil)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v does not say %q", name, err, c.want)
		}
		if took := time.Since(start); took > time.Minute { // quadratic, or worse; speed is for the benchmarks
			t.Errorf("%s: took %v", name, took)
		}
	}
}

// TestStaysLinear reads files that would take hours if anything were looked at
// again and again.
func TestStaysLinear(t *testing.T) {
	const size = 2 << 20
	fill := func(s string) []byte { return bytes.Repeat([]byte(s), size/len(s)) }
	for name, data := range map[string][]byte{
		"open braces":            fill("{"),
		"closed braces":          fill("}"),
		"open braces in blocks":  fill("a {\n\n"),
		"braces in pairs":        fill("{}"),
		"formulas":               fill("\\frac{a}"),
		"no blank lines":         fill("What? {T}\n"),
		"titles":                 fill("::a::b {T}\n"),
		"categories":             fill("$CATEGORY: a\n"),
		"colons":                 fill("::"),
		"answers":                append([]byte("Q {"), fill("=a ")...),
		"gaps":                   fill("{1:SA:=a} "),
		"attributes":             append([]byte("Q {=<b "), append(fill(`a="`)[:1_000_000], "~b}"...)...),
		"feedbacks":              append([]byte("Q {=a"), append(fill("#"), '}')...),
		"backslashes":            append([]byte("Q {=a"), append(fill("\\"), '}')...),
		"comments":               fill("// [tag:a] [id:b]\n"),
		"comments in a question": append([]byte("Q {=a\n"), append(fill("// x\n"), '}')...),
		"the same title":         fill("::a::b {T}\n\n"),
		"errors on long lines":   fill(strings.Repeat("x", 10_000) + " {~a ~b\n}\n\n"),
	} {
		start := time.Now()
		_, problems, err := Parse(context.Background(), data, "long", nil)
		if took := time.Since(start); took > time.Minute { // quadratic, or worse; speed is for the benchmarks
			t.Errorf("%s: took %v; %d problems, %v", name, took, len(problems), err)
		}
	}
}

func TestOneBadQuestionCostsNoOther(t *testing.T) {
	good := "::Good::Text {=yes ~no}\n\n"
	for _, bad := range []string{"Open {=a ~b", "Shut =a ~b}", "Turned } and {", "None right {~a ~b}", "One {~a}", "Number {#x}",
		"Pair {=a -> b =c}", "Gap {1:SA:x}", "Weight {~%200%a =b}", "// only a comment", "::::", "{", "}", "$CATEGORY:",
		"Long " + strings.Repeat("x", parse.Limits.Question) + " {=a ~b}"} {
		bank, _ := read(t, good+bad+"\n\n"+strings.Replace(good, "Good", "Also good", 1), Options{})
		names := map[string]bool{}
		for _, q := range bank.Questions {
			names[q.Name] = true
		}
		if !names["Good"] || !names["Also good"] {
			t.Errorf("%.40q cost a neighbour: %v", bad, names)
		}
	}
}

func TestStopsWhenAskedTo(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	_, _, err := Parse(ctx, questions10k(), "x", func(done, total int) {
		if done > total/2 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v, not cancelled", err)
	}
}

func TestReportsHowFarItIs(t *testing.T) {
	data := questions10k()
	last := -1
	_, _, err := Parse(context.Background(), data, "x", func(done, total int) {
		if done < last || total != len(data) {
			t.Fatalf("%d of %d after %d", done, total, last)
		}
		last = done
	})
	if err != nil || last != len(data) {
		t.Errorf("ended at %d of %d, %v", last, len(data), err)
	}
}

func TestReadsEveryEncoding(t *testing.T) {
	const text = "::Fièvre::La fièvre ? {=38 ° ~37 °}\r\r::Zwei::Größe? {~ä =ö}\r"
	var wide []byte
	for _, r := range text {
		wide = append(wide, byte(r), byte(r>>8))
	}
	var narrow []byte
	for _, r := range text {
		narrow = append(narrow, byte(r))
	}
	want, _ := read(t, strings.ReplaceAll(text, "\r", "\n"), Options{})
	for name, data := range map[string][]byte{
		"old Mac line ends": []byte(text), "Windows line ends": []byte(strings.ReplaceAll(text, "\r", "\r\n")),
		"UTF-16, no mark": wide, "UTF-16": append([]byte{0xFF, 0xFE}, wide...), "Windows-1252": narrow,
	} {
		bank, problems, err := Parse(context.Background(), data, "test", nil)
		if err != nil || len(bank.Questions) != 2 {
			t.Fatalf("%s: %d questions, %v, %v", name, len(bank.Questions), problems, err)
		}
		for i := range bank.Questions {
			if got := bank.Questions[i]; got.Stem != want.Questions[i].Stem || got.Line != want.Questions[i].Line || got.Options[1].Text != want.Questions[i].Options[1].Text {
				t.Errorf("%s: %+v, not %+v", name, got, want.Questions[i])
			}
		}
	}
	if _, _, err := ParseWith(context.Background(), narrow, "test", Options{NoRepairs: true}, nil); err == nil || !strings.Contains(err.Error(), "Windows-1252") {
		t.Errorf("without repairs: %v", err)
	}
}
