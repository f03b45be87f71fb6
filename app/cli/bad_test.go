package cli

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"
)

// utf16le is a text as Windows' Notepad once saved "Unicode".
func utf16le(s string) string {
	b := []byte{0xFF, 0xFE}
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return string(b)
}

// Bad input, each with a good file after it: each says one clear sentence,
// nothing of it is imported, and the file after it still goes in.
func TestABadFileImportsNothingAndTheNextGoesIn(t *testing.T) {
	d := newDesk(t)
	folder := filepath.Join(d.dir, "folder")
	must(t, os.Mkdir(folder, 0o755))
	line := "::Q::" + strings.Repeat("long ", 10<<20) + "{=a ~b}"
	cases := []struct {
		path, says string
		check      int // exit code of check
	}{
		{folder, "this is a folder", failed},
		{d.file("empty.gift", ""), "the file is empty", failed},
		{d.file("spaces.gift", " \n\t\n"), "the file is empty", failed},
		{d.file("picture.gift", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00"), "this is a PNG picture, not a text file", failed},
		{d.file("line.gift", line), "", failed},
		{d.file("braces.gift", "::Open::Which?{\n=a\n~b\n\n::Never closed::Which?{=a ~b\n"), "no question in it that could be read", problems},
		{filepath.Join(d.dir, "none.gift"), "there is no such file", failed},
		{d.file("page.gift", "<!DOCTYPE html><html><body>x</body></html>"), "this is a web page", failed},
	}
	args := []string{"import", "--data", d.data()}
	for i, c := range cases {
		args = append(args, c.path, d.file(fmt.Sprintf("next-%d.gift", i), good))
	}
	d.run(failed, args...)
	for _, b := range []string{"goroutine", "panic", "runtime error"} {
		if strings.Contains(d.err.String(), b) {
			t.Errorf("a trace:\n%s", d.err.String())
		}
	}
	want := map[string]int{}
	for i, c := range cases {
		want[fmt.Sprintf("next-%d", i)] = 4
		var told []string
		for _, l := range strings.FieldsFunc(d.err.String(), func(r rune) bool { return r == '\n' || r == '\r' }) {
			if strings.HasPrefix(l, c.path+": ") && strings.HasSuffix(l, "Nothing of it was imported.") {
				told = append(told, l)
			}
		}
		if len(told) != 1 || !strings.Contains(told[0], c.says) || len(told[0]) > 400 {
			t.Errorf("%s: told %q", c.path, told)
		}
	}
	if got := d.banks(); !maps.Equal(got, want) {
		t.Errorf("banks %v", got)
	}
	for _, c := range cases {
		d.run(c.check, "check", c.path)
	}
}

// Files in other encodings and with other line ends are read, and say so where
// something was guessed.
func TestOddFilesAreRead(t *testing.T) {
	accent := strings.Replace(good, "Swelling is", "Ménière’s swelling is", 1)
	for name, c := range map[string]struct {
		content string
		code    int
		says    string
	}{
		"UTF-16":      {utf16le(accent), ok, ""},
		"UTF-8, BOM":  {"\uFEFF" + accent, ok, ""},
		"CP1252":      {strings.NewReplacer("é", "\xe9", "è", "\xe8", "’", "\x92").Replace(accent), problems, "Windows-1252"},
		"CR only":     {strings.ReplaceAll(accent, "\n", "\r"), ok, ""},
		"CR and LF":   {strings.ReplaceAll(accent, "\n", "\r\n"), ok, ""},
		"no last end": {strings.TrimSpace(accent), ok, ""},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			path := d.file("odd.gift", c.content)
			d.run(c.code, "import", "--data", d.data(), path).says("4 questions read, 4 added")
			d.complains(c.says)
			d.run(c.code, "check", "--json", path).says("Ménière’s swelling")
			lines := d.run(c.code, "check", "--json", path).parsed()["files"].([]any)[0].(map[string]any)["questions"].([]any)
			if at := lines[1].(map[string]any)["line"].(float64); at != 9 {
				t.Errorf("the second question is on line %g, not 9", at)
			}
		})
	}
}

// A file with good and bad questions: the good ones go in, the bad ones are
// named with their line.
func TestBadQuestionsAreNamedAndTheOthersGoIn(t *testing.T) {
	d := newDesk(t)
	path := d.file("mixed.gift", good+"\n::No key::Which?{\n~a\n~b\n}\n\n::Last::Is it?{F}\n")
	d.run(problems, "import", "--data", d.data(), path).says("5 questions read, 5 added", "1 error").complains("mixed.gift:16:1: error: ")
	if got := d.banks(); got["mixed"] != 5 {
		t.Errorf("banks %v", got)
	}
}
