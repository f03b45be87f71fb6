package qti

import (
	"context"
	"encoding/xml"
	"fmt"
	"io"
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

// tokenise reads a text with encoding/xml and does nothing with it.
func tokenise(b *testing.B, text string) {
	d := xml.NewDecoder(strings.NewReader(text))
	d.Strict, d.Entity, d.AutoClose = false, xml.HTMLEntity, xml.HTMLAutoClose
	for {
		if _, err := d.Token(); err == io.EOF {
			return
		} else if err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkParse10k reads 10,000 items, and reports how many times as long as
// bare tokenising by encoding/xml in the same run that takes; at most 1.2 is
// promised.
func BenchmarkParse10k(b *testing.B) {
	text := bank10k()
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	var bare, whole time.Duration
	for b.Loop() {
		b.StopTimer()
		start := time.Now()
		tokenise(b, text)
		bare += time.Since(start)
		b.StartTimer()
		start = time.Now()
		bank, problems, err := Parse(context.Background(), []byte(text), "bench", nil)
		whole += time.Since(start)
		if err != nil || len(bank.Questions) != 10_000 || len(problems) != 0 {
			b.Fatal(len(bank.Questions), problems, err)
		}
	}
	b.ReportMetric(float64(whole)/float64(bare), "x-encoding/xml")
}
