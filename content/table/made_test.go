package table

import (
	"archive/zip"
	"bytes"
	"io"
	"testing"

	"chartroom/content/zipfile"
)

// memberText is the text of a member of an archive.
func memberText(t *testing.T, data []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// bookOf makes a workbook of parts, names and texts in turn; what every
// workbook has is added. Nothing is packed, so that the budget of archives does
// not step in before that of tables.
func bookOf(t testing.TB, members ...string) *zipfile.Archive {
	t.Helper()
	data := zipped(t, zip.Store, members...)
	a, err := zipfile.Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func zipped(t testing.TB, method uint16, members ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	have := map[string]bool{}
	add := func(name, text string) {
		if have[name] {
			return
		}
		have[name] = true
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: method})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, text); err != nil {
			t.Fatal(err)
		}
	}
	for i := 0; i < len(members); i += 2 {
		add(members[i], members[i+1])
	}
	for _, part := range parts {
		add(part.name, part.text)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const sheet1 = "xl/worksheets/sheet1.xml"

// sheetOf is a sheet of rows that are written as XML.
func sheetOf(rows string) string {
	return `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` + rows + `</sheetData></worksheet>`
}
