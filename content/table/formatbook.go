package table

import (
	"archive/zip"
	"bufio"
	"fmt"
	"io"
	"strings"

	"chartroom/quiz"
)

// FormatBook writes questions as a workbook of Excel with one sheet, so that
// ParseBook, given the bank's id, reads the same bank again. Every cell is a
// text, which no program takes for a formula. It writes nothing when HoldsBook
// refuses a question.
func FormatBook(w io.Writer, bank quiz.Bank) error {
	t, err := compose(bank, HoldsBook)
	if err != nil {
		return err
	}
	z := zip.NewWriter(w)
	for _, part := range parts {
		if err := write(z, part.name, func(b *bufio.Writer) { b.WriteString(part.text) }); err != nil {
			return err
		}
	}
	if err := write(z, "xl/worksheets/sheet1.xml", t.sheet); err != nil {
		return err
	}
	return z.Close()
}

func write(z *zip.Writer, name string, fill func(*bufio.Writer)) error {
	member, err := z.Create(name)
	if err != nil {
		return err
	}
	b := bufio.NewWriter(member)
	b.WriteString(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n")
	fill(b)
	return b.Flush()
}

// parts are what every workbook has beside its sheet (ECMA-376, part 1, §12).
var parts = []struct{ name, text string }{
	{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
		`<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>` +
		`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`},
	{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
	{workbookPart, `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">` +
		`<sheets><sheet name="Questions" sheetId="1" r:id="rId1"/></sheets></workbook>`},
	{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>` +
		`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`},
	// The styles: 0 = wrapped text, 1 = bold, 2 = text that keeps its first
	// character though that means a formula.
	{"xl/styles.xml", `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` +
		`<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>` +
		`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
		`<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
		`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
		`<cellXfs count="3"><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>` +
		`<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>` +
		`<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs>` +
		`<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`},
}

// The widths of columns, in characters: of long texts, and of others.
const (
	wide   = 40
	narrow = 16
)

// sheet writes the rows, with a window that keeps the names of the columns.
func (t *composed) sheet(b *bufio.Writer) {
	header := 1
	for cells := range t.rows {
		if !strings.HasPrefix(cells[0], "#") {
			break
		}
		header++
	}
	b.WriteString(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`)
	fmt.Fprintf(b, `<sheetViews><sheetView workbookViewId="0"><pane ySplit="%d" topLeftCell="A%d" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>`, header, header+1)
	for i, c := range t.columns {
		width := narrow
		if c.role == Question || c.role == Explanation {
			width = wide
		}
		fmt.Fprintf(b, `<col min="%d" max="%d" width="%d" customWidth="1"/>`, i+1, i+1, width)
	}
	b.WriteString("</cols><sheetData>")
	number := 0
	for cells := range t.rows {
		number++
		fmt.Fprintf(b, `<row r="%d">`, number)
		for i, cell := range cells {
			if cell != "" {
				writeCell(b, letter(i), number, cell, number <= header)
			}
		}
		b.WriteString("</row>")
	}
	b.WriteString("</sheetData></worksheet>")
}

// writeCell writes a text. One that begins as a formula does is marked as a
// text, as Excel does; only an apostrophe that reading would cut off is doubled.
func writeCell(b *bufio.Writer, column string, row int, text string, bold bool) {
	style := 0
	switch {
	case bold:
		style = 1
	case guard(text) != text:
		style = 2
	}
	if unguard(text) != text {
		text = "'" + text
	}
	fmt.Fprintf(b, `<c r="%s%d" s="%d" t="inlineStr"><is><t xml:space="preserve">`, column, row, style)
	b.WriteString(cellEscaper.Replace(text))
	b.WriteString("</t></is></c>")
}

// cellEscaper writes what XML and workbooks would take for something else.
var cellEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "_x", "_x005F_x")
