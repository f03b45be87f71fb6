package career_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"chartroom/content/career"
	"chartroom/content/hostiletest"
)

var specialists = []career.Occupation{{SOC: "29-2072", Title: "Medical Records Specialists"}}

func readWages(t testing.TB, name string, data []byte, want ...career.Occupation) (career.Wages, error) {
	t.Helper()
	return career.ReadWages(context.Background(), name, bytes.NewReader(data), int64(len(data)), want, nil)
}

// workbook is a workbook of these rows, each cell a text.
func workbook(t testing.TB, rows ...[]string) []byte {
	t.Helper()
	var sheet strings.Builder
	sheet.WriteString(`<worksheet><sheetData>`)
	for i, row := range rows {
		fmt.Fprintf(&sheet, `<row r="%d">`, i+1)
		for _, cell := range row {
			cell = strings.NewReplacer("&", "&amp;", "<", "&lt;").Replace(cell)
			fmt.Fprintf(&sheet, `<c t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, cell)
		}
		sheet.WriteString(`</row>`)
	}
	sheet.WriteString(`</sheetData></worksheet>`)
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, text := range map[string]string{
		"xl/workbook.xml":            `<workbook><sheets><sheet name="OES" id="r1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml":   sheet.String(),
	} {
		f, err := w.Create(name)
		if err == nil {
			_, err = f.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// query is a table as the query system makes it, with every sign it has.
var query = [][]string{
	{"One occupation for multiple geographical areas"}, {},
	{"Occupation:Medical Records Specialists(SOC Code292072)"}, {"Period:May 2024"}, {},
	{"Area Name", "Employment(1)", "Annual mean wage(2)", "Hourly median wage", "Annual median wage(2)", "Annual 90th percentile wage(2)"},
	{"National(0000000)", "      187910", "       54900", "       24.16", "       50250", "       80950"},
	{"Alabama(0100000)", "        2120", "       47610", "       19.00", "       43040", "       (5)"},
	{"Wyoming(5600000)", "           -", "       50250", "       (8)", "        (8)", "       70550"},
	{"Abilene, TX(0010180)", "           7", "       50250", "       20.00", "        50250", "       70550"},
	{"District of Columbia(1100000)", "        twelve", "       70250(4)", "       30.00", "        69250", "       90550"},
	{}, {"(1)Estimates for detailed occupations do not sum to the totals."}, {"(2)Annual wages have been calculated."},
	{"(5)This wage is equal to or greater than $115.00 per hour or $239,200 per year."}, {"(8)Estimate not released."}, {},
	{"SOC code: Standard Occupational Classification code"}, {"Date extracted on :Oct 21, 2026"},
}

func TestTheQuerySystemsTableIsRead(t *testing.T) {
	var lines []string
	for _, row := range query {
		lines = append(lines, strings.Join(row, "\t"))
	}
	for name, data := range map[string][]byte{"OES_Report.xlsx": workbook(t, query...), "OES_Report.txt": []byte(strings.Join(lines, "\r\n"))} {
		w, err := readWages(t, name, data, specialists...)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range w.Figures {
			got = append(got, fmt.Sprintf("%s %s %s %s", f.Area, f.Measure, f.Amount(), f.Note))
			if f.SOC != "29-2072" || f.Title != "Medical Records Specialists" || f.Period != "May 2024" || f.Confidence != "A" || !strings.Contains(f.Source, name) {
				t.Errorf("%+v", f)
			}
		}
		want := []string{"United States jobs 187,910 ", "United States mean $54,900 ", "United States median $50,250 ", "United States p90 $80,950 ",
			"Alabama jobs 2,120 ", "Alabama mean $47,610 ", "Alabama median $43,040 ",
			"Wyoming mean $50,250 ", "Wyoming p90 $70,550 ",
			"District of Columbia mean $70,250 ", "District of Columbia median $69,250 ", "District of Columbia p90 $90,550 ", "Alabama p90 $239,200 or more"}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s: there are\n%s\nnot\n%s", name, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		if w.Withheld != 2 || w.Areas != 1 || len(w.Problems) != 1 || w.Problems[0].Column != 2 || w.Problems[0].Question != "District of Columbia" {
			t.Errorf("%s: %+v", name, w)
		}
	}
}

const yearly = `AREA,AREA_TITLE,PRIM_STATE,OCC_CODE,OCC_TITLE,O_GROUP,TOT_EMP,A_MEAN,A_PCT10,A_MEDIAN,A_PCT90
01,Alabama,AL,00-0000,All Occupations,total,"2,075,800","55,000","24,000","42,000","99,000"
01,Alabama,AL,29-2072,Medical Records Specialists,detailed,"2,120","47,610","30,000","43,040",#
56,Wyoming,WY,29-2072,Medical Records Specialists,detailed,**,"50,250",*,~,"70,550"
72,Puerto Rico,PR,29-9021,Health Information Technologists and Medical Registrars,detailed,90,"40,000","30,000","41,000","60,000"
`

func TestTheYearlyTableIsRead(t *testing.T) {
	want := append(slices.Clone(specialists), career.Occupation{SOC: "29-9021"})
	w, err := readWages(t, "state_M2024_dl.csv", []byte("\ufeff"+yearly), want...)
	if err != nil {
		t.Fatal(err)
	}
	parts := career.ByOccupation(w.Figures)
	if len(w.Figures) != 11 || len(parts) != 2 || len(parts[0]) != 6 || w.Withheld != 4 || w.Others != 1 || w.Figures[0].Period != "May 2024" {
		t.Errorf("%d figures, %d parts, %d withheld, %d others: %+v", len(w.Figures), len(parts), w.Withheld, w.Others, w.Figures)
	}
	for _, part := range parts {
		again, err := career.LoadWages(part[0].SOC, part[0].Period, career.KeepWages(part))
		if err != nil || !reflect.DeepEqual(again, part) {
			t.Errorf("kept they are %+v, %v", again, err)
		}
	}
	// without codes an occupation is known by its title
	bare := strings.NewReplacer(",OCC_CODE", "", ",29-2072", "", ",29-9021", "", ",00-0000", "").Replace(yearly)
	if w, err := readWages(t, "state_M2024_dl.csv", []byte(bare), specialists...); err != nil || len(w.Figures) != 6 || w.Figures[0].SOC != "29-2072" {
		t.Errorf("without codes: %+v, %v", w, err)
	}
}

// An occupation that is wanted by its code alone is not taken for a row that
// says neither code nor title.
func TestARowWithoutAnOccupationIsNobodys(t *testing.T) {
	w, err := readWages(t, "state_M2024_dl.csv", []byte("AREA_TITLE,OCC_TITLE,A_MEAN\nUtah,,50000\nOhio,Medical Records Specialists,40000\n"), career.Occupation{SOC: "29-9021"}, specialists[0])
	if err != nil || len(w.Figures) != 1 || w.Figures[0].Area != "Ohio" {
		t.Errorf("%+v, %v", w.Figures, err)
	}
}

func TestWagesThatCannotBeUsedAreRefused(t *testing.T) {
	for name, c := range map[string]struct{ file, data, says string }{
		"another table":   {"a.csv", "question,answer\nWhat?,That\n", "Area Name"},
		"no year":         {"wages.csv", yearly, "of which year"},
		"no such work":    {"state_M2024_dl.csv", strings.ReplaceAll(yearly, "29-", "15-"), "none of its occupations"},
		"no columns":      {"state_M2024_dl.csv", strings.NewReplacer("TOT_EMP", "a", ",A_", ",b").Replace(yearly), "no column"},
		"nothing in it":   {"state_M2024_dl.csv", strings.SplitAfter(yearly, "\n")[0], "no figure"},
		"an empty file":   {"state_M2024_dl.csv", "", "empty"},
		"a broken book":   {"OES_Report.xlsx", "PK\x03\x04 and no more", ""},
		"only far places": {"state_M2024_dl.csv", strings.NewReplacer("Alabama", "Abilene", "Wyoming", "Bend", "Puerto Rico", "Ponce").Replace(yearly), "no figure"},
	} {
		w, err := readWages(t, c.file, []byte(c.data), specialists...)
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, %+v", name, err, w)
		}
	}
	stopped, stop := context.WithCancel(context.Background())
	stop()
	data := workbook(t, query...)
	if _, err := career.ReadWages(stopped, "a.xlsx", bytes.NewReader(data), int64(len(data)), nil, nil); err == nil {
		t.Error("a reading that was stopped goes on")
	}
}

func TestHostileFilesCostASentence(t *testing.T) {
	if testing.Short() {
		t.Skip("the files take long to make under the race detector")
	}
	for _, f := range hostiletest.Files() {
		if !strings.Contains(f.What, "workbook") && !strings.Contains(f.What, "table of") { // others are as soon refused, and take long to make
			continue
		}
		data := f.Make()
		if w, err := readWages(t, "state_M2024_dl.csv", data, specialists...); err == nil && len(w.Figures) > 0 {
			t.Errorf("%s has wages", f.Name)
		}
	}
}

// The files that BLS made, where they are at hand.
func TestRealFilesAreRead(t *testing.T) {
	const folder = "../../../shared/data/bls/real_format/"
	scientists := []career.Occupation{{SOC: "15-2051", Title: "Data Scientists"}}
	for name, figures := range map[string]int{"OES_Report_DataScientists.xlsx": 255, "state_M2023_dl.csv": 255} {
		data, err := os.ReadFile(folder + name)
		if err != nil {
			t.Skipf("the real files are not at hand: %v", err)
		}
		w, err := readWages(t, name, data, scientists...)
		if err != nil {
			t.Fatal(err)
		}
		at := map[string]float64{}
		for _, f := range w.Figures {
			at[f.Area+" "+string(f.Measure)] = f.Value
			if f.Period != "May 2023" || f.SOC != "15-2051" {
				t.Fatalf("%+v", f)
			}
		}
		if at["California mean"] != 140490 || at["Alabama jobs"] != 1120 || at["Wyoming median"] != 130370 || at["Wyoming jobs"] != 0 || len(at) != len(w.Figures) || len(w.Problems) > 0 {
			t.Errorf("%s: %v, %v", name, at, w.Problems)
		}
		t.Logf("%s: %d figures, %d withheld", name, len(w.Figures), w.Withheld)
		if len(w.Figures) < figures-8 || len(w.Figures) > figures+12 {
			t.Errorf("%s: %d figures", name, len(w.Figures))
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("state_M2024_dl.csv", []byte(yearly))
	f.Add("state_M2024_d\x80", []byte(yearly)) // a name that is no text
	f.Add("OES_Report.xlsx", workbook(f, query...))
	for _, row := range []string{"Area Name\tEmployment\nTexas\t(5)\n(5) $1,000,000 per year\n", "Period:May 2024,\nAREA_TITLE,A_MEAN\nUtah,1e9\n"} {
		f.Add("OES_Report.txt", []byte(row))
	}
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		w, err := readWages(t, name, data)
		if err != nil {
			return
		}
		had := map[string]bool{}
		for _, f := range w.Figures {
			key := fmt.Sprint(f.SOC, "\x00", f.Title, "\x00", f.Area, "\x00", f.Measure)
			if had[key] || f.Value < 0 || f.Value > 1e9 || f.Period == "" || !utf8.ValidString(f.Title+f.Source) || f.Area != career.National && career.StateNamed(f.Area) == nil {
				t.Fatalf("%+v", f)
			}
			had[key] = true
		}
		for _, part := range career.ByOccupation(w.Figures) {
			text := career.KeepWages(part)
			again, err := career.LoadWages(part[0].SOC, part[0].Period, text)
			if err != nil || career.KeepWages(again) != text || len(again) != len(part) {
				t.Fatalf("%q: %+v, %v", text, again, err)
			}
		}
	})
}
