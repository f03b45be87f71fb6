package hostiletest

import (
	"fmt"
	"strings"
)

// The first rows of a sheet of questions: names of columns, and one question.
const (
	header = `<row r="1"><c r="A1" t="inlineStr"><is><t>question</t></is></c><c r="B1" t="inlineStr"><is><t>option a</t></is></c><c r="C1" t="inlineStr"><is><t>option b</t></is></c><c r="D1" t="inlineStr"><is><t>answer</t></is></c></row>`
	asked  = `<row><c t="inlineStr"><is><t>Good?</t></is></c><c t="inlineStr"><is><t>x</t></is></c><c t="inlineStr"><is><t>y</t></is></c><c t="inlineStr"><is><t>B</t></is></c></row>`
)

// sheet is a sheet of these rows.
func sheet(rows string) string {
	return `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` + rows + `</sheetData></worksheet>`
}

// book is a workbook of one sheet, and of what else is given.
func book(sheet string, more ...member) []byte {
	return zipped(append([]member{
		{"xl/workbook.xml", `<workbook><sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>`},
		{"xl/worksheets/sheet1.xml", sheet}}, more...)...)
}

func books() []File {
	var files []File
	add := func(row, what string, harmless bool, data func() []byte) {
		files = append(files, File{Row: row, What: "workbook: " + what, Name: "a.xlsx", Make: data, Harmless: harmless})
	}
	rows := func(head string, n int, s, tail string) func() []byte {
		return func() []byte { return book(sheet(header + asked + head + many(n, s) + tail)) }
	}
	add("S1", "a claim of 1,048,576 × 16,384 cells", true, func() []byte {
		return book(strings.Replace(sheet(header+asked+`<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>`), "<sheetData>", `<dimension ref="A1:XFD1048576"/><sheetData>`, 1))
	})
	add("S1", "one shared text of 30 KB in 200,000 cells", false, func() []byte {
		return book(sheet(header+asked+many(200_000, `<row><c t="s"><v>0</v></c></row>`)), member{"xl/sharedStrings.xml", "<sst><si><t>" + many(30_000, "x") + "</t></si></sst>"})
	})
	add("S1", "sixteen million shared texts", false, func() []byte {
		return book(sheet(header+asked), member{"xl/sharedStrings.xml", "<sst>" + many(16_000_000, "<si/>") + "</sst>"})
	})
	add("S1", "a shared text of 30 MB", false, func() []byte {
		return book(sheet(header+asked), member{"xl/sharedStrings.xml", "<sst><si>" + many(line/1000, "<t>"+many(993, "x")+"</t>") + "</si></sst>"})
	})
	add("S1", "three million rows of a letter", false, rows("", 3*million, `<row><c t="str"><v>x</v></c></row>`, ""))
	add("S1", "a row of two million cells", false, rows("<row>", 2*million, `<c t="str"><v>x</v></c>`, "</row>"))
	add("S1", "200,000 merged cells of a million rows each", true, func() []byte {
		return book(strings.Replace(sheet(header+asked+many(50_000, asked)), "</sheetData>", "</sheetData>"+many(200_000, `<mergeCell ref="A2:A1048576"/>`), 1))
	})
	add("S1", "a million styles", false, func() []byte {
		return book(sheet(header+asked), member{"xl/styles.xml", "<styleSheet><numFmts>" + many(million, `<numFmt numFmtId="200" formatCode="0"/>`) + "</numFmts><cellXfs>" + many(million, `<xf numFmtId="200"/>`) + "</cellXfs></styleSheet>"})
	})
	add("S1", "numbers and days without end", true, rows(`<row><c t="str"><v>Q?</v></c><c><v>1e999</v></c><c t="d"><v>99999999999999</v></c><c><v>-1e308</v></c></row>`, 1, "", ""))
	add("S2", "cells that are formulas", true, rows(`<row><c t="str"><f>HYPERLINK("http://127.0.0.1:9")</f><v>=1+1</v></c><c t="str"><v>@SUM</v></c><c t="str"><v>-1</v></c><c t="str"><v>A</v></c></row>`, 1, "", ""))
	add("S1", "links to other workbooks and pictures elsewhere", true, func() []byte {
		return book(sheet(header+asked), member{"xl/worksheets/_rels/sheet1.xml.rels", `<Relationships><Relationship Id="r" Type="x/drawing" Target="../../../../etc/passwd"/><Relationship Id="s" TargetMode="External" Target="http://127.0.0.1:9"/></Relationships>`})
	})
	add("X1", "a billion laughs", true, func() []byte {
		return book(laughs() + sheet(header+strings.Replace(asked, "Good?", "Good?&a30;&file;", 1)))
	})
	add("X2", "elements five million deep", false, rows("<row>", 5*million, "<c>", ""))
	add("X3", "a text of 30 MB", false, rows(`<row><c t="str"><v>`, line, "x", "</v></c></row>"))
	add("X3", "a million attributes", true, rows("<row><c ", million, `a="b" `, `t="str"><v>x</v></c></row>`))
	add("Z1", "200 MB of rows", false, func() []byte {
		data := bomb("xl/worksheets/sheet1.xml", "<worksheet><sheetData>"+header+asked, many(1000, "<row></row>"), 19_000, "</sheetData></worksheet>")
		return merged(data, book(sheet(header)))
	})
	add("X6", "a hundred thousand sheets", false, func() []byte {
		var sheets strings.Builder
		for i := range 100_000 {
			fmt.Fprintf(&sheets, `<sheet name="x%d" r:id="rId%d"/>`, i, i)
		}
		return zipped(member{"xl/workbook.xml", "<workbook><sheets>" + sheets.String() + "</sheets></workbook>"})
	})
	return files
}
