package sheet

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestRefusesBadFilesClearlyAndFast reads what people pick by mistake, and what
// took Go's own CSV reader up to 27 s and 4.4 GB (RELIABILITY T1 to T4). A
// second is a generous limit: the longest takes 0.2 s.
func TestRefusesBadFilesClearlyAndFast(t *testing.T) {
	long := strings.Repeat("a", 30<<20)
	for name, c := range map[string]struct{ data, want string }{
		"an empty file":         {"", "the file is empty"},
		"a picture":             {"\x89PNG\r\n\x1a\n", "a PNG picture"},
		"a spreadsheet":         {"PK\x03\x04....", "zip archive"},
		"one line of 30 MB":     {long, "no columns"},
		"one field of 30 MB":    {"a\t" + long + "\n", "30.0 MB"},
		"30 million columns":    {"a,b\n" + strings.Repeat(",", 30<<20), ""},
		"a quote that is open":  {"a,\"" + long, "not closed"},
		"a quote of many lines": {"a,\"" + strings.Repeat("aaa\n", 7<<20), "not closed"},
		"quotes that never end": {"#separator:tab\n" + strings.Repeat("\"\"\"\n", 7<<20), ""},
		"quotes across lines":   {"#separator:tab\n" + strings.Repeat("a\t\"\n", 1<<20), ""},
	} {
		start := time.Now()
		_, _, err := Parse(context.Background(), []byte(c.data), "bad", nil)
		if c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: %v does not say %q", name, err, c.want)
		}
		if took := time.Since(start); took > time.Minute { // quadratic, or worse; speed is for the benchmarks
			t.Errorf("%s: took %v", name, took)
		}
	}
}

func TestARowThatBreaksALimitCostsNoOther(t *testing.T) {
	for name, bad := range map[string]string{
		"columns": strings.Repeat("x,", 600), "field": "x," + strings.Repeat("y", 2<<20), "no back": "x,",
	} {
		bank, problems, err := Parse(context.Background(), []byte("front,back\none,1\n"+bad+"\ntwo,2\n"), "x", nil)
		if err != nil || len(bank.Questions) != 2 || len(problems) != 1 || problems[0].Line != 3 {
			t.Errorf("%s: %d cards, %v, %v", name, len(bank.Questions), problems, err)
		}
	}
}

func TestStopsWhenAskedTo(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	data := bytes.Repeat([]byte("front\tback\n"), 10_000)
	_, _, err := Parse(ctx, data, "x", func(done, total int) {
		if done > total/2 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v, not cancelled", err)
	}
}

func BenchmarkParse10k(b *testing.B) {
	var text strings.Builder
	text.WriteString("#columns:id\tfront\tback\texample\tpronunciation\tsource\ttags\n")
	for i := range 10_000 {
		fmt.Fprintf(&text, "card-%d\tA front of some words, as cards have\tA back, of a few more words than the front\texample\t\tsource, 2026\tsubject:x rhit:1\n", i)
	}
	data := []byte(text.String())
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, _, err := Parse(context.Background(), data, "x", nil); err != nil {
			b.Fatal(err)
		}
	}
}
