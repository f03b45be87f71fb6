package codeset

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"chartroom/content/table"
	"chartroom/content/zipfile"
)

// inBook is a workbook of sheets of rows with tabs between their cells.
func inBook(t testing.TB, sheets ...string) []byte {
	t.Helper()
	var names, relations strings.Builder
	members := []string{}
	for i, rows := range sheets {
		fmt.Fprintf(&names, `<sheet name="S%d" sheetId="%d" r:id="r%d"/>`, i, i, i)
		fmt.Fprintf(&relations, `<Relationship Id="r%d" Target="worksheets/sheet%d.xml"/>`, i, i)
		var sheet strings.Builder
		sheet.WriteString(`<worksheet><sheetData>`)
		for _, row := range strings.Split(strings.TrimSpace(rows), "\n") {
			sheet.WriteString("<row>")
			for _, cell := range tabbed(strings.TrimRight(row, "\r")) {
				fmt.Fprintf(&sheet, `<c t="inlineStr"><is><t>%s</t></is></c>`, cell)
			}
			sheet.WriteString("</row>")
		}
		sheet.WriteString(`</sheetData></worksheet>`)
		members = append(members, fmt.Sprintf("xl/worksheets/sheet%d.xml", i), sheet.String())
	}
	return packed(t, append(members,
		"xl/workbook.xml", `<workbook><sheets>`+names.String()+`</sheets></workbook>`,
		"xl/_rels/workbook.xml.rels", `<Relationships>`+relations.String()+`</Relationships>`)...)
}

func TestWorkbooksSayWhatTheTextsSay(t *testing.T) {
	for _, name := range []string{"POAexemptCodesFY31.txt", "icd10cm_conversion_table_FY2031.txt"} {
		data := small(t, name)
		want := read(t, only(t, name, data))
		for what, book := range map[string][]byte{
			"the first sheet":  inBook(t, string(data)),
			"the second sheet": inBook(t, "Disclaimer", string(data)),
		} {
			f := only(t, strings.Replace(name, ".txt", ".xlsx", 1), book)
			if got := read(t, f); !reflect.DeepEqual(got, want) || f.Part.Book.Year != 2031 {
				t.Errorf("%s in %s: %v, not %v", name, what, got, want)
			}
		}
	}
	const items = "HCPC\tSEQNUM\tRECID\tLONG_DESCRIPTION\tSHORT_DESCRIPTION\tPRICE1\tTERM_DT\tACTION_CD\n" +
		"A1\t0010\t7\tDressing for one wound\tDressing\t\t\tN\nA4206\t0010\t3\tSyringe with needle,\tSyringe\t0\t20301231\tD\nA4206\t0020\t4\tsterile\t\t\t\t\n"
	f := only(t, "HCPC2031_JUL_ANWEB.xlsx", inBook(t, "***Disclaimers\n"+items))
	if got := codes(t, f); len(got) != 2 || !got[0].Modifier || got[1].Long != "Syringe with needle, sterile" || got[1].Ended != "2030-12-31" || got[1].Pricing != "00" || f.Part.Version != "July" {
		t.Errorf("%+v of %+v", got, f.Part)
	}
	for _, name := range []string{"HCPC2031_JUL_Corrections.xlsx", "HCPC2031_JUL_ANWEB_Transaction Report.xlsx"} {
		if files, left, err := opened(t, name, inBook(t, items)); err == nil || len(files) > 0 || len(left) != 1 {
			t.Errorf("%s: %v, %v, %v", name, files, left, err)
		}
	}
	a, err := zipfile.Open(bytes.NewReader(inBook(t, "a\tb")), int64(len(inBook(t, "a\tb"))))
	if err != nil {
		t.Fatal(err)
	}
	if err := table.EachRowOf(context.Background(), a, 1, nil); !errors.Is(err, table.ErrNoSheet) {
		t.Errorf("the second sheet of one: %v", err)
	}
	if _, left, err := opened(t, "x.xlsx", inBook(t, "a\tb", "c\td")); err == nil || len(left) != 1 || !strings.Contains(left[0].Why, "workbook") {
		t.Errorf("%v, %v", left, err)
	}
}
