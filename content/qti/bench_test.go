package qti

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"strings"
	"testing"
	"time"
)

// bank10k is 10,000 items as Canvas writes them, about 30 MB: choices with
// feedback, pairs, gaps and numbers.
func bank10k() string {
	var b strings.Builder
	b.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<questestinterop>\n<assessment ident=\"a\" title=\"Bench\"><section ident=\"root_section\">\n")
	for i := range 10_000 {
		fmt.Fprintf(&b, `  <item ident="i%d" title="Question %d">
    <itemmetadata><qtimetadata>
      <qtimetadatafield><fieldlabel>question_type</fieldlabel><fieldentry>multiple_choice_question</fieldentry></qtimetadatafield>
      <qtimetadatafield><fieldlabel>points_possible</fieldlabel><fieldentry>1.0</fieldentry></qtimetadatafield>
    </qtimetadata></itemmetadata>
    <presentation>
      <material><mattext texttype="text/html">&lt;div&gt;&lt;p&gt;Which of the documents of a record, in case %d, shows what the surgeon found?&lt;/p&gt;&lt;/div&gt;</mattext></material>
      <response_lid ident="response1" rcardinality="Single">
        <render_choice>
`, i, i, i)
		for j, text := range []string{"The operative report", "The consent", "The history", "The face sheet"} {
			fmt.Fprintf(&b, `          <response_label ident="%d%d"><material><mattext texttype="text/plain">%s</mattext></material></response_label>
`, i, j, text)
		}
		b.WriteString(`        </render_choice>
      </response_lid>
    </presentation>
    <resprocessing>
      <outcomes><decvar maxvalue="100" minvalue="0" varname="SCORE" vartype="Decimal"/></outcomes>
`)
		for j := range 4 {
			fmt.Fprintf(&b, `      <respcondition continue="Yes"><conditionvar><varequal respident="response1">%d%d</varequal></conditionvar><displayfeedback feedbacktype="Response" linkrefid="%d%d_fb"/></respcondition>
`, i, j, i, j)
		}
		fmt.Fprintf(&b, `      <respcondition continue="No"><conditionvar><varequal respident="response1">%d0</varequal></conditionvar><setvar action="Set" varname="SCORE">100</setvar></respcondition>
    </resprocessing>
`, i)
		for j := range 4 {
			fmt.Fprintf(&b, `    <itemfeedback ident="%d%d_fb"><flow_mat><material><mattext texttype="text/html">&lt;p&gt;The surgeon dictates the operative report.&lt;/p&gt;</mattext></material></flow_mat></itemfeedback>
`, i, j)
		}
		b.WriteString("  </item>\n")
	}
	b.WriteString("</section></assessment></questestinterop>\n")
	return b.String()
}

// tokenise reads a text with encoding/xml, strictly, and does nothing with it.
func tokenise(b *testing.B, r io.Reader) {
	for d := xml.NewDecoder(r); ; {
		if _, err := d.Token(); err == io.EOF {
			return
		} else if err != nil {
			b.Fatal(err)
		}
	}
}

// paired runs the bare reading and ours by turns, and reports how many times
// as long ours takes; at most 1.2 is promised.
func paired(b *testing.B, bare, ours func()) {
	b.ReportAllocs()
	var floor, whole time.Duration
	for b.Loop() {
		b.StopTimer()
		start := time.Now()
		bare()
		floor += time.Since(start)
		b.StartTimer()
		start = time.Now()
		ours()
		whole += time.Since(start)
	}
	b.ReportMetric(float64(whole)/float64(floor), "x-encoding/xml")
}

// BenchmarkParse10k reads 10,000 items of QTI 1.2 in one file, beside bare
// tokenising by encoding/xml in the same run.
func BenchmarkParse10k(b *testing.B) {
	text := bank10k()
	b.SetBytes(int64(len(text)))
	paired(b, func() { tokenise(b, strings.NewReader(text)) }, func() {
		bank, problems, err := Parse(context.Background(), []byte(text), "bench", nil)
		if err != nil || len(bank.Questions) != 10_000 || len(problems) != 0 {
			b.Fatal(len(bank.Questions), problems, err)
		}
	})
}

// BenchmarkPackage10k reads a package of QTI 2.1 with 10,000 items, as another
// program would write it and as we do, beside bare tokenising of its members.
func BenchmarkPackage10k(b *testing.B) {
	bank, _, err := Parse(context.Background(), []byte(bank10k()), "bench", nil)
	if err != nil {
		b.Fatal(err)
	}
	ours := written(b, bank)
	for name, data := range map[string][]byte{"others": without(b, ours, ownMember), "ours": ours} {
		b.Run(name, func(b *testing.B) {
			paired(b, func() { tokeniseMembers(b, data) }, func() {
				bank, problems := readPack(b, data, "bench", Options{})
				if len(bank.Questions) != 10_000 || len(problems) != 0 {
					b.Fatal(len(bank.Questions), problems)
				}
			})
		})
	}
}

func tokeniseMembers(b *testing.B, data []byte) {
	a, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		b.Fatal(err)
	}
	for _, f := range a.File {
		if path.Ext(f.Name) == ".xml" {
			r, err := f.Open()
			if err != nil {
				b.Fatal(err)
			}
			tokenise(b, r)
			r.Close()
		}
	}
}

// BenchmarkFormat10k writes 10,000 questions.
func BenchmarkFormat10k(b *testing.B) {
	bank, _, err := Parse(context.Background(), []byte(bank10k()), "bench", nil)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := Format(io.Discard, bank); err != nil {
			b.Fatal(err)
		}
	}
}
