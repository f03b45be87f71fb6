package table

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"

	"chartroom/content/parse"
	"chartroom/quiz"
)

// readBook reads a workbook of parts.
func readBook(t *testing.T, o Options, members ...string) (quiz.Bank, []parse.Problem, error) {
	t.Helper()
	return ParseBook(context.Background(), bookOf(t, members...), "test", o, nil)
}

// header names the columns of the sheets below.
const header = `<row r="1"><c r="A1" t="inlineStr"><is><t>question</t></is></c><c r="B1" t="inlineStr"><is><t>option a</t></is></c>` +
	`<c r="C1" t="inlineStr"><is><t>option b</t></is></c><c r="D1" t="inlineStr"><is><t>answer</t></is></c><c r="E1" t="inlineStr"><is><t>explanation</t></is></c></row>`

// good is a row that comes through whatever else there is.
const good = `<row r="9"><c r="A9" t="inlineStr"><is><t>Good?</t></is></c><c r="B9" t="inlineStr"><is><t>x</t></is></c><c r="C9" t="inlineStr"><is><t>y</t></is></c><c r="D9" t="inlineStr"><is><t>B</t></is></c></row>`

// TestACellIsWhatItShows reads one cell of every kind, as the explanation.
func TestACellIsWhatItShows(t *testing.T) {
	const styles = `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/><numFmt numFmtId="165" formatCode="&quot;day &quot;0.0"/><numFmt numFmtId="166" formatCode="[h]:mm"/></numFmts>` +
		`<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="9"/><xf numFmtId="166"/><xf numFmtId="22"/></cellXfs></styleSheet>`
	const texts = `<sst count="999999999" uniqueCount="999999999"><si><t>shared</t></si><si><r><t xml:space="preserve">two </t></r><r><rPr><b/></rPr><t>runs</t></r><rPh sb="0" eb="1"><t>aloud</t></rPh></si></sst>`
	for cell, want := range map[string]string{
		`<c r="E2" t="s"><v>0</v></c>`:                                      "shared",
		`<c r="E2" t="s"><v>1</v></c>`:                                      "two runs",
		`<c r="E2"><v>42</v></c>`:                                           "42",
		`<c r="E2"><v>0.30000000000000004</v></c>`:                          "0.3",
		`<c r="E2"><v>1E+20</v></c>`:                                        "1e+20",
		`<c r="E2" s="1"><v>46348</v></c>`:                                  "2026-11-22",
		`<c r="E2" s="2"><v>46348.5</v></c>`:                                "2026-11-22",
		`<c r="E2" s="6"><v>46348.5</v></c>`:                                "2026-11-22 12:00",
		`<c r="E2" s="5"><v>0.75</v></c>`:                                   "18:00",
		`<c r="E2" s="3"><v>1.5</v></c>`:                                    "1.5",
		`<c r="E2" s="4"><v>0.07</v></c>`:                                   "7%",
		`<c r="E2" s="99"><v>5</v></c>`:                                     "5",
		`<c r="E2" t="b"><v>1</v></c>`:                                      "TRUE",
		`<c r="E2" t="str"><f>A1&amp;B1</f><v>cached &amp; kept</v></c>`:    "cached & kept",
		`<c r="E2"><f>1+1</f><v>2</v></c>`:                                  "2",
		`<c r="E2" t="d"><v>2026-11-22T00:00:00</v></c>`:                    "2026-11-22",
		`<c t="inlineStr"><is><t>no place</t></is></c>`:                     "no place",
		`<x:c xmlns:x="y" r="E2" t="str"><x:v>with a prefix</x:v></x:c>`:    "with a prefix",
		`<c r="E2" t="str"><v><![CDATA[a <b]]></v></c>`:                     "a <b",
		`<c r="E2" t="inlineStr"><is><t>a_x000D_&#10;b_x0041_</t></is></c>`: "a\nbA",
		`<c r="E2" t="inlineStr"><is><t>'=1+1</t></is></c>`:                 "=1+1",
	} {
		row := `<row r="2"><c r="A2" t="inlineStr"><is><t>What?</t></is></c><c r="B2"><v>1</v></c><c r="C2"><v>2</v></c><c r="D2" t="inlineStr"><is><t>A</t></is></c>` + cell + `</row>`
		bank, problems, err := readBook(t, Options{}, sheet1, sheetOf(header+row), "xl/styles.xml", styles, "xl/sharedStrings.xml", texts)
		if err != nil || len(bank.Questions) != 1 || bank.Questions[0].Rationale != want || len(problems) > 0 {
			t.Errorf("%s: %+v, %v, %v", cell, bank.Questions, problems, err)
		}
	}
}

// TestCellsThatAreEmptyAreSaid names cells that hold nothing to read.
func TestCellsThatAreEmptyAreSaid(t *testing.T) {
	for cell, rule := range map[string]string{
		`<c r="E2" t="e"><v>#REF!</v></c>`: "table-error-cell", `<c r="E2"><f>1+1</f></c>`: "table-formula",
		`<c r="E2" t="s"><v>7</v></c>`: "table-damaged", `<c r="ZZ2"><v>7</v></c>`: "table-too-many-columns",
	} {
		row := strings.Replace(good, "</row>", cell+"</row>", 1)
		bank, problems, err := readBook(t, Options{}, sheet1, sheetOf(header+row))
		if err != nil || len(bank.Questions) != 1 || len(problems) != 1 || problems[0].Rule != rule || problems[0].Line != 9 || problems[0].Column < 5 {
			t.Errorf("%s: %+v, %v, %v", cell, bank.Questions, problems, err)
		}
	}
}

func TestAMergedCellSpeaksForAllItsRows(t *testing.T) {
	cell := func(place, text string) string {
		return `<c r="` + place + `" t="inlineStr"><is><t>` + text + `</t></is></c>`
	}
	rows := header + `<row r="2">` + cell("A2", "One?") + cell("B2", "x") + cell("C2", "y") + cell("D2", "A") + cell("E2", "for both") + `</row>` +
		`<row r="3">` + cell("A3", "Two?") + cell("B3", "x") + cell("C3", "y") + cell("D3", "B") + `</row>` + good
	text := strings.Replace(sheetOf(rows), "</sheetData>", `</sheetData><mergeCells count="2"><mergeCell ref="E2:E3"/><mergeCell ref="A1:XFD1048576"/><mergeCell ref="garbage"/></mergeCells>`, 1)
	bank, _, err := readBook(t, Options{}, sheet1, text)
	if err != nil || len(bank.Questions) != 3 || bank.Questions[1].Rationale != "for both" || bank.Questions[2].Rationale != "" {
		t.Errorf("%+v, %v", bank.Questions, err)
	}
}

// sheets are the parts of a workbook with several sheets; those whose names
// begin with # are hidden.
func sheets(named ...string) (members []string) {
	var list, relations strings.Builder
	for i := 0; i < len(named); i += 2 {
		name, hidden := strings.CutPrefix(named[i], "#")
		fmt.Fprintf(&list, `<sheet name="%s" sheetId="%d" r:id="r%d"%s/>`, name, i+1, i, word(hidden, ` state="hidden"`))
		fmt.Fprintf(&relations, `<Relationship Id="r%d" Target="/xl/worksheets/s%d.xml"/>`, i, i)
		members = append(members, fmt.Sprintf("xl/worksheets/s%d.xml", i), sheetOf(named[i+1]))
	}
	return append(members, workbookPart, "<workbook><sheets>"+list.String()+"</sheets></workbook>", "xl/_rels/workbook.xml.rels", "<Relationships>"+relations.String()+"</Relationships>")
}

func TestTheSheetWithQuestionsIsRead(t *testing.T) {
	note := `<row r="1"><c r="A1" t="str"><v>How to fill in</v></c></row>`
	parts := sheets("Notes", note, "#Old", header+good, "Bank 1", header+good, "Bank 2", header+strings.ReplaceAll(good, "Good?", "Second?"))
	bank, problems, err := readBook(t, Options{}, parts...)
	if err != nil || len(bank.Questions) != 1 || bank.Questions[0].Stem != "Good?" || len(problems) != 1 || problems[0].Rule != "table-sheets" ||
		!strings.Contains(problems[0].Message, "“Bank 1” was read; not read: “Notes”, “Old”, “Bank 2”") {
		t.Errorf("%+v, %v, %v", bank, problems, err)
	}
	if bank, _, err = readBook(t, Options{Sheet: "bank 2"}, parts...); err != nil || bank.Questions[0].Stem != "Second?" {
		t.Errorf("%+v, %v", bank, err)
	}
	if _, _, err = readBook(t, Options{Sheet: "none"}, parts...); err == nil || !strings.Contains(err.Error(), "Bank 1") {
		t.Errorf("%v does not say what sheets there are", err)
	}
	p, err := Look(zipped(t, zip.Deflate, parts...), "")
	if err != nil || p.Sheet != "Bank 1" || strings.Join(p.Sheets, ",") != "Notes,Bank 1,Bank 2,Old" || !p.Guessed || p.HeaderRow != 1 || p.Columns[3].Role != Answer {
		t.Errorf("%+v, %v", p, err)
	}
	if bank, _, err = readBook(t, Options{}, sheets("#Only", header+good)...); err != nil || len(bank.Questions) != 1 {
		t.Errorf("a workbook whose only sheet is hidden: %+v, %v", bank, err)
	}
}

// TestHostileWorkbooks reads claims that no workbook keeps. What can be read is
// read, and nothing takes the machine's memory.
func TestHostileWorkbooks(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long under the race detector, and nothing here runs at once")
	}
	many := func(n int, s string) string { return strings.Repeat(s, n) }
	rows := func(s string) []string { return []string{sheet1, sheetOf(header + s + good)} }
	for name, c := range map[string]struct {
		members []string
		want    string // of the error; "" = the good row comes through
	}{
		"a million columns":     {rows(`<row r="2">` + many(1_000_000, `<c><v>1</v></c>`) + `</row>`), ""},
		"a far column":          {rows(`<row r="2"><c r="XFD2"><v>1</v></c><c r="ZZZZZZ2"><v>1</v></c></row>`), ""},
		"a far row":             {[]string{sheet1, sheetOf(header + `<row r="1048576"><c r="A1048576"><v>1</v></c></row><row r="99999999999"/><row r="-4"/>` + good)}, ""},
		"a claim of rows":       {[]string{sheet1, strings.Replace(sheetOf(header+good), "<sheetData>", `<dimension ref="A1:XFD1048576"/><sheetData>`, 1)}, ""},
		"a million empty rows":  {rows(many(1_000_000, `<row/>`)), ""},
		"rows that go back":     {rows(`<row r="5"/><row r="2"/>`), ""},
		"depth":                 {rows(`<row r="2">` + many(300_000, "<c>") + many(300_000, "</c>") + `</row>`), ""},
		"open rows":             {rows(many(100_000, "<row>")), ""},
		"a long text":           {[]string{sheet1, sheetOf(header + good + `<row><c t="str"><v>` + many(30<<20, "x") + `</v></c></row>`)}, ""},
		"a long attribute":      {[]string{sheet1, sheetOf(header + good + `<row><c t="` + many(30<<20, "x") + `"><v>1</v></c></row>`)}, ""},
		"many attributes":       {rows(`<row r="2"><c ` + many(100_000, `a="b" `) + `><v>1</v></c></row>`), ""},
		"shared strings":        {append(rows(""), "xl/sharedStrings.xml", "<sst>"+many(8_000_000, "<si/>")+"</sst>"), "of text"},
		"one string many times": {[]string{sheet1, sheetOf(header + good + many(200_000, `<row><c t="s"><v>0</v></c></row>`)), "xl/sharedStrings.xml", "<sst><si><t>" + many(1000, "x ") + "</t></si></sst>"}, ""},
		"escapes":               {[]string{sheet1, sheetOf(header + good + `<row><c t="str"><v>` + many(140_000, "_x0041_") + `</v></c></row>`)}, ""},
		"entities":              {[]string{sheet1, `<!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b SYSTEM "file:///etc/passwd">]>` + sheetOf(header+strings.Replace(good, "Good?", "Good?&a;&b;", 1))}, ""},
		"many merged cells":     {[]string{sheet1, strings.Replace(sheetOf(header+good+many(50_000, `<row><c r="A1" t="str"><v>Q?</v></c></row>`)), "</sheetData>", "</sheetData>"+many(200_000, `<mergeCell ref="A2:A1048576"/>`), 1)}, ""},
		"many styles":           {append(rows(""), "xl/styles.xml", "<styleSheet><cellXfs>"+many(500_000, `<xf numFmtId="14"/>`)+"</cellXfs></styleSheet>"), ""},
		"many sheets":           {append(rows(""), workbookPart, "<workbook><sheets>"+many(100_000, `<sheet name="x" r:id="rId1"/>`)+"</sheets></workbook>"), ""},
		"no sheet":              {[]string{workbookPart, "<workbook/>"}, "no sheet"},
		"a sheet elsewhere":     {[]string{"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="rId1" Target="../../../etc/passwd"/></Relationships>`}, "no sheet"},
		"an empty sheet":        {[]string{sheet1, sheetOf("")}, "names the columns"},
		"cut off":               {[]string{sheet1, "<worksheet><sheetData>" + header + good[:len(good)-3]}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			a := bookOf(t, c.members...)
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			bank, problems, err := ParseBook(context.Background(), a, "b", Options{}, nil)
			runtime.ReadMemStats(&after)
			if used := after.TotalAlloc - before.TotalAlloc; used > 1<<30 {
				t.Errorf("%d MB were used in all", used>>20)
			}
			if c.want != "" {
				if err == nil || !strings.Contains(err.Error(), c.want) {
					t.Errorf("%v does not say %q", err, c.want)
				}
				return
			}
			found := false
			for _, q := range bank.Questions {
				found = found || strings.HasPrefix(q.Stem, "Good?")
				if strings.Contains(q.Stem, "haha") || strings.Contains(q.Stem, "root:") {
					t.Errorf("an entity was expanded: %q", q.Stem)
				}
			}
			if err != nil || !found {
				t.Errorf("the good row is there: %t, %v, %.3v", found, err, problems)
			}
		})
	}
}

// A workbook that unpacks to too much is refused by the budget of all archives.
func TestAWorkbookThatExpandsIsRefused(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long under the race detector, and nothing here runs at once")
	}
	data := zipped(t, zip.Deflate, sheet1, sheetOf(header+good+strings.Repeat("<x/>", 15<<20)))
	bank, problems, err := files[1].read(data, "b", Options{})
	said := err != nil && strings.Contains(err.Error(), "expands")
	for _, p := range problems {
		said = said || strings.Contains(p.Message, "expands")
	}
	if !said {
		t.Errorf("%d questions, %v, %v: nothing is said of its size", len(bank.Questions), problems, err)
	}
}

func TestAWorkbookStopsWhenAskedTo(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	a := bookOf(t, sheet1, sheetOf(header+strings.Repeat(strings.ReplaceAll(good, ` r="9"`, ""), 5000)))
	reports := 0
	_, _, err := ParseBook(ctx, a, "b", Options{}, func(done, total int) {
		if reports++; done > total/2 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) || reports < 3 {
		t.Errorf("%v, not cancelled, after %d reports", err, reports)
	}
	if _, err := LookArchive(ctx, a, ""); err != nil && !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// What other programs wrote reads as they meant it. The files are our own, made
// with excelize 2.11.1.
func TestWorkbooksOfOtherPrograms(t *testing.T) {
	data, err := os.ReadFile("testdata/excelize.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	bank, problems, err := files[1].read(data, "test", Options{})
	const want = `3 choice text:edd909b2e63af7a3 plain "Which form is it?" [1 "UB-04"] [0 "CMS-1500"] explanation "2026-11-22"
4 number text:51d5a248dddab8f4 plain "Half?" [1 "0.5"] explanation "line one\nline two"
`
	if got := describe(bank, problems, err); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
