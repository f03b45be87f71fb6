package parse

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

func TestDecodeFindsTheEncoding(t *testing.T) {
	const text = "Fièvre: 38°\n日本 =naïve\n"
	utf16 := func(order unicode.Endianness, bom unicode.BOMPolicy, s string) []byte {
		out, err := unicode.UTF16(order, bom).NewEncoder().Bytes([]byte(s))
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	wide, err := utf32.UTF32(utf32.LittleEndian, utf32.UseBOM).NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		data           []byte
		text, encoding string
		repaired       bool
	}{
		"plain":                      {[]byte(text), text, UTF8, false},
		"byte order mark":            {[]byte("\uFEFF" + text), text, UTF8, false},
		"UTF-16LE with mark":         {utf16(unicode.LittleEndian, unicode.UseBOM, text), text, UTF16LE, false},
		"UTF-16BE with mark":         {utf16(unicode.BigEndian, unicode.UseBOM, text), text, UTF16BE, false},
		"UTF-16LE, no mark":          {utf16(unicode.LittleEndian, unicode.IgnoreBOM, text), text, UTF16LE, false},
		"UTF-16BE, no mark":          {utf16(unicode.BigEndian, unicode.IgnoreBOM, text), text, UTF16BE, false},
		"UTF-32":                     {wide, text, UTF32, false},
		"Windows-1252":               {[]byte("Fi\xE8vre \x93quoted\x94 na\xEFve"), "Fièvre “quoted” naïve", Windows1252, true},
		"stray bytes in UTF-8":       {[]byte("é è à \xE9"), "é è à é", UTF8, true},
		"Windows line ends":          {[]byte("a\r\nb\r\n"), "a\nb\n", UTF8, false},
		"old Mac line ends":          {[]byte("a\rb\r\rc"), "a\nb\n\nc", UTF8, false},
		"line ends of all kinds":     {[]byte("a\rb\nc\r\nd"), "a\nb\nc\nd", UTF8, false},
		"line ends doubled by a bug": {[]byte("a\r\r\nb\r\r\n"), "a\nb\n", UTF8, false},
	} {
		text, encoding, problems, err := Decode(c.data)
		if err != nil || text != c.text || encoding != c.encoding || len(problems) > 0 != c.repaired {
			t.Errorf("%s: %q in %s, %v, %v", name, text, encoding, problems, err)
		}
		for _, p := range problems {
			if p.Severity != Repair || !strings.Contains(p.Message, "Windows-1252") {
				t.Errorf("%s: %v does not say what was done", name, p)
			}
		}
	}
}

func TestDecodeSaysWhereTheFirstOddByteIs(t *testing.T) {
	_, _, problems, err := Decode([]byte("one\r\ntwo\rna\xEFve"))
	if err != nil || len(problems) != 1 || problems[0].Line != 3 || problems[0].Column != 3 {
		t.Errorf("%v, %v", problems, err)
	}
}

func TestDecodeRefusesWhatIsNoText(t *testing.T) {
	for name, c := range map[string]struct{ data, want string }{
		"nothing":    {"", "empty"},
		"only marks": {"\uFEFF \n\r\n", "empty"},
		"a picture":  {"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "PNG picture"},
		"a zip":      {"PK\x03\x04....", "zip archive"},
		"rich text":  {`{\rtf1\ansi question`, "rich text"},
		"a database": {"SQLite format 3\x00....", "SQLite"},
		"zeros":      {"text\x00with\x00\x00\x00zeros in odd places\x00", "not a text file"},
	} {
		_, _, _, err := Decode([]byte(c.data))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v does not say %q", name, err, c.want)
		}
	}
	if _, _, _, err := Decode(make([]byte, 5*Limits.Text)); err == nil || !strings.Contains(err.Error(), Size(int64(Limits.Text))) {
		t.Errorf("too long a file: %v", err)
	}
	if _, _, _, err := Decode(nil); !errors.Is(err, ErrEmpty) {
		t.Errorf("an empty file: %v", err)
	}
}

func TestLinesCountAsEditorsDo(t *testing.T) {
	lines := NewLines("né\n\nthree")
	for offset, want := range map[int][2]int{-1: {1, 1}, 0: {1, 1}, 1: {1, 2}, 3: {1, 3}, 4: {2, 1}, 5: {3, 1}, 7: {3, 3}, 99: {3, 6}} {
		if line, column := lines.At(offset); line != want[0] || column != want[1] {
			t.Errorf("offset %d: line %d, column %d, not %v", offset, line, column, want)
		}
	}
}

// TestPlacesAreThoseOfCounting compares the places of many bytes, asked for in
// any order, with counting from the beginning.
func TestPlacesAreThoseOfCounting(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	letters := []string{"a", "é", "日", "😀", "\n"}
	for range 50 {
		text := ""
		for range random.IntN(3000) {
			text += letters[random.IntN(len(letters)-random.IntN(2))]
		}
		lines := NewLines(text)
		for range 100 {
			at := random.IntN(len(text) + 1)
			for at < len(text) && !utf8.RuneStart(text[at]) {
				at--
			}
			before := text[:at]
			want := [2]int{strings.Count(before, "\n") + 1, utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]) + 1}
			if line, column := lines.At(at); line != want[0] || column != want[1] {
				t.Fatalf("byte %d of %q: line %d, column %d, not %v", at, text, line, column, want)
			}
		}
	}
}

// TestPlacesOfOneLongLine would take minutes if each were counted from the
// beginning of its line, and half a gigabyte if each line were remembered.
func TestPlacesOfOneLongLine(t *testing.T) {
	const size = 32 << 20
	for name, text := range map[string]string{"one line": strings.Repeat("x", size), "only line ends": strings.Repeat("\n", size)} {
		lines := NewLines(text)
		for at := size; at >= 0; at -= 100 {
			line, column := lines.At(at)
			if line+column != at+2 {
				t.Fatalf("%s, byte %d: line %d, column %d", name, at, line, column)
			}
		}
		if held := cap(lines.marks) * 8; held > 4<<20 {
			t.Errorf("%s: %s are held for %s of text", name, Size(int64(held)), Size(size))
		}
	}
}

func TestProblemsAreSortedAndLimited(t *testing.T) {
	var p Problems
	for i := range Limits.Problems + 5 {
		p.Add(Problem{Line: 100_000 - i, Severity: Error})
	}
	list := p.List()
	if p.Len() != Limits.Problems+5 || len(list) != Limits.Problems+1 || list[0].Line > list[1].Line {
		t.Errorf("%d problems, %d listed", p.Len(), len(list))
	}
	if last := list[len(list)-1]; !strings.HasPrefix(last.Message, "5 more") {
		t.Errorf("%v does not say how many are missing", last)
	}
}

func TestKeysGiveTheIDBack(t *testing.T) {
	for _, id := range []string{"a", "name:x", "text:y", "id:z", "item #2", "id:item #2", "x #2 #1", "#1", " #3"} {
		taken := map[string]int{}
		for n := range 3 {
			key, free := Untaken(IDKey(id), taken)
			if OwnID(key) != id {
				t.Errorf("id %q, time %d: the key %q gives %q", id, n, key, OwnID(key))
			}
			if free != (n == 0) {
				t.Errorf("id %q, time %d: free is %t", id, n, free)
			}
		}
		if len(taken) < 3 {
			t.Errorf("id %q: keys %v are not three", id, taken)
		}
	}
	if OwnID(NameKey("x")) != "" || OwnID(TextKey("x")) != "" {
		t.Error("a made key gives an id")
	}
	if TextKey("One  Two\n") != TextKey("one two") || TextKey("one two") == TextKey("one three") {
		t.Error("spaces and capitals count, or words do not")
	}
}

func TestHeadTakesOnlyItsOwnKeys(t *testing.T) {
	var h Head
	for _, line := range [][2]string{{"bank", " RHIT  practice "}, {"sources", "a; b"}, {"Licence", "CC"}, {"code-year", "FY2026"},
		{"checked-on", "2026-11-22"}, {"question", "0  name: x"}} {
		if complaint := h.Set(line[0], line[1]); complaint != "" {
			t.Errorf("%v: %s", line, complaint)
		}
	}
	if h.Name != "RHIT practice" || h.Source != "a; b" || h.Licence != "CC" || h.Edition() != "FY2026" || h.Facts() != "2026-11" {
		t.Errorf("%+v", h)
	}
	if h.Set("review-by", "next year") == "" || h.ReviewBy != "" {
		t.Error("what is no date was taken for one")
	}
}

func TestExcerptIsOneLine(t *testing.T) {
	for text, want := range map[string]string{"": "", "  a \n b\t": "a b", "日本語": "日本語", "abcdef": "abc…", "ab  cd": "ab…"} {
		if got := Excerpt(text, 3); got != want {
			t.Errorf("%q: %q, not %q", text, got, want)
		}
	}
}
