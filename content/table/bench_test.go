package table

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"chartroom/content/zipfile"
)

// book50000 is a workbook of 50,000 questions as Excel writes it: most texts
// are shared, numbers are none.
func book50000(b *testing.B) []byte {
	const rows = 50_000
	var sheet, texts strings.Builder
	count := 0
	cell := func(column byte, row int, text string) {
		fmt.Fprintf(&texts, "<si><t>%s</t></si>", text)
		fmt.Fprintf(&sheet, `<c r="%c%d" s="1" t="s"><v>%d</v></c>`, column, row, count)
		count++
	}
	for i, name := range []string{"ID", "Question", "Option A", "Option B", "Option C", "Option D", "Answer", "Explanation", "Reference", "Domain"} {
		if i == 0 {
			sheet.WriteString(`<row r="1" spans="1:10">`)
		}
		cell(byte('A'+i), 1, name)
	}
	sheet.WriteString("</row>")
	for n := 2; n < rows+2; n++ {
		fmt.Fprintf(&sheet, `<row r="%d" spans="1:10"><c r="A%d"><v>%d</v></c>`, n, n, n)
		cell('B', n, fmt.Sprintf("Which document of the record, in case %d, shows what the surgeon found?", n))
		for j, text := range []string{"The operative report", "The consent", "The history and physical", "The face sheet"} {
			cell(byte('C'+j), n, text)
		}
		cell('G', n, string("ABCD"[n%4]))
		cell('H', n, "The surgeon dictates the operative report directly after the operation.")
		cell('I', n, "42 CFR 482.51 &amp; Joint Commission RC.02.01.03")
		cell('J', n, "Domain 1")
		sheet.WriteString("</row>")
	}
	return zipped(b, zip.Deflate, sheet1, sheetOf(sheet.String()), "xl/sharedStrings.xml", `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`+texts.String()+"</sst>")
}

// tokenise unpacks the two large members and reads them with encoding/xml, and
// does nothing with them.
func tokenise(b *testing.B, data []byte) {
	a, err := zipfile.Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		b.Fatal(err)
	}
	for _, name := range []string{sheet1, "xl/sharedStrings.xml"} {
		m, _ := a.Member(name)
		r, err := m.Open()
		if err != nil {
			b.Fatal(err)
		}
		for d := xml.NewDecoder(r); ; {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkXLSX50000 reads a workbook of 50,000 questions; at most 5 s are
// promised. It reports how many times as long as bare tokenising by
// encoding/xml in the same run that takes, and the memory that stays in use.
func BenchmarkXLSX50000(b *testing.B) {
	data := book50000(b)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	var bare, whole time.Duration
	var before, after runtime.MemStats
	for b.Loop() {
		b.StopTimer()
		start := time.Now()
		tokenise(b, data)
		bare += time.Since(start)
		runtime.GC()
		runtime.ReadMemStats(&before)
		b.StartTimer()
		start = time.Now()
		a, err := zipfile.Open(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			b.Fatal(err)
		}
		bank, problems, err := ParseBook(context.Background(), a, "bench", Options{}, nil)
		whole += time.Since(start)
		if err != nil || len(bank.Questions) != 50_000 || len(problems) != 0 {
			b.Fatal(len(bank.Questions), problems, err)
		}
		b.StopTimer()
		runtime.ReadMemStats(&after)
		runtime.KeepAlive(bank)
		b.StartTimer()
	}
	b.ReportMetric(float64(whole)/float64(bare), "x-encoding/xml")
	b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/(1<<20), "MB-heap")
}

// BenchmarkCSV50000 reads the same questions as a text.
func BenchmarkCSV50000(b *testing.B) {
	var text strings.Builder
	text.WriteString("ID,Question,Option A,Option B,Option C,Option D,Answer,Explanation,Reference,Domain\n")
	for n := range 50_000 {
		fmt.Fprintf(&text, "%d,\"Which document of the record, in case %d, shows what the surgeon found?\",The operative report,The consent,The history and physical,The face sheet,%c,The surgeon dictates the operative report directly after the operation.,42 CFR 482.51,Domain 1\n", n, n, "ABCD"[n%4])
	}
	data := []byte(text.String())
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if bank, problems, err := Parse(context.Background(), data, "bench", nil); err != nil || len(bank.Questions) != 50_000 || len(problems) != 0 {
			b.Fatal(len(bank.Questions), problems, err)
		}
	}
}
