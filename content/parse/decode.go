package parse

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// Errors that say why a file is no text at all.
var (
	ErrEmpty  = errors.New("the file is empty")
	ErrBinary = errors.New("the file contains bytes that no text has; it is not a text file")
)

// The encodings that Decode names.
const (
	UTF8        = "UTF-8"
	UTF16LE     = "UTF-16LE"
	UTF16BE     = "UTF-16BE"
	UTF32       = "UTF-32"
	Windows1252 = "Windows-1252"
)

// NotUTF8 is why a reader without repairs refuses a text that Decode had to
// guess the encoding of; guess is the problem that Decode reports.
func NotUTF8(guess Problem, encoding string) error {
	return fmt.Errorf("line %d: the file is not UTF-8, but probably %s; save it as UTF-8", guess.Line, encoding)
}

// Decode makes text of a file's bytes: it finds the encoding, removes byte
// order marks and makes every line end "\n" (so that the line numbers are
// those of an editor). It knows UTF-8, UTF-16 and UTF-32; UTF-16 also without
// a byte order mark. Bytes that are none of these are read as Windows-1252,
// with a repair that names the encoding and the place. Empty and binary files
// are refused.
func Decode(data []byte) (text, encoding string, problems []Problem, err error) {
	return decode(data, Limits.Text)
}

// DecodeEmbedding is Decode for formats whose pictures stand in the text.
func DecodeEmbedding(data []byte) (text, encoding string, problems []Problem, err error) {
	return decode(data, Limits.Embedding)
}

func decode(data []byte, most int) (text, encoding string, problems []Problem, err error) {
	if len(data) == 0 {
		return "", "", nil, ErrEmpty
	}
	if len(data) > 2*most { // UTF-16 takes two bytes for most letters
		return "", "", nil, tooLong(len(data), most)
	}
	if what := Binary(data); what != "" {
		return "", "", nil, fmt.Errorf("this is %s, not a text file", what)
	}
	switch encoding = sniff(data); encoding {
	case UTF16LE, UTF16BE, UTF32:
		text, err = decodeWide(data, encoding)
	default:
		text, problems, encoding = decodeBytes(data)
	}
	if err != nil {
		return "", "", nil, fmt.Errorf("read the file as %s: %w", encoding, err)
	}
	if strings.IndexByte(text, 0) >= 0 {
		return "", "", nil, ErrBinary
	}
	if len(text) > most {
		return "", "", nil, tooLong(len(text), most)
	}
	if strings.TrimSpace(text) == "" {
		return "", "", nil, ErrEmpty
	}
	return text, encoding, problems, nil
}

func tooLong(size, most int) error {
	return fmt.Errorf("the file holds %s of text; at most %s can be read", Size(int64(size)), Size(int64(most)))
}

// signatures are the first bytes of files that are often picked by mistake.
// (Source: the formats' own specifications, as in libmagic.)
var signatures = []struct{ head, what string }{
	{"\x89PNG", "a PNG picture"},
	{"\xFF\xD8\xFF", "a JPEG picture"},
	{"GIF87a", "a GIF picture"},
	{"GIF89a", "a GIF picture"},
	{"PK\x03\x04", "a zip archive (Word, Excel and Anki packages are such archives too)"},
	{"PK\x05\x06", "an empty zip archive"},
	{"%PDF-", "a PDF document"},
	{"{\\rtf", "a rich text (RTF) document; save it as plain text"},
	{"\xD0\xCF\x11\xE0", "an old Word or Excel document"},
	{"\x1F\x8B", "a gzip archive"},
	{"\x28\xB5\x2F\xFD", "a zstd archive"},
	{"7z\xBC\xAF\x27\x1C", "a 7z archive"},
	{"Rar!\x1A", "a RAR archive"},
	{"SQLite format 3\x00", "a SQLite database"},
	{"\x7FELF", "a program"},
	{"MZ\x90", "a program"},
	{"ID3\x03", "a sound"},
	{"ID3\x04", "a sound"},
}

// Binary says what kind of binary file begins like this, or "" when nothing
// speaks against text.
func Binary(head []byte) string {
	for _, s := range signatures {
		if len(head) >= len(s.head) && string(head[:len(s.head)]) == s.head {
			return s.what
		}
	}
	return ""
}

// sniff is the encoding by byte order mark, or by where the zero bytes are, or
// "" for one byte a character.
func sniff(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE, 0, 0}), bytes.HasPrefix(data, []byte{0, 0, 0xFE, 0xFF}):
		return UTF32
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}):
		return UTF16LE
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		return UTF16BE
	}
	// In UTF-16, spaces, line ends and Latin letters have a zero byte on one
	// side, the same one throughout. A tenth is enough for any script.
	head := data[:min(len(data), 4096)&^1]
	var zeros [2]int
	for i, b := range head {
		if b == 0 {
			zeros[i&1]++
		}
	}
	switch few := len(head) / 20; {
	case zeros[1] > few && zeros[0] == 0:
		return UTF16LE
	case zeros[0] > few && zeros[1] == 0:
		return UTF16BE
	}
	return ""
}

func decodeWide(data []byte, encoding string) (string, error) {
	order, bom := unicode.LittleEndian, unicode.UseBOM
	if encoding == UTF16BE {
		order = unicode.BigEndian
	}
	decoder := unicode.UTF16(order, bom).NewDecoder()
	if encoding == UTF32 {
		decoder = utf32.UTF32(utf32.LittleEndian, utf32.UseBOM).NewDecoder()
	}
	out, err := decoder.Bytes(data)
	if err != nil {
		return "", err
	}
	return lineEnds(strings.TrimPrefix(string(out), "\uFEFF")), nil
}

func decodeBytes(data []byte) (text string, problems []Problem, encoding string) {
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	if utf8.Valid(data) {
		return lineEnds(string(data)), nil, UTF8
	}
	// Bytes of both kinds happen where texts were pasted together. The
	// majority decides; stray bytes in UTF-8 are still read one by one.
	good, bad, first := 0, 0, -1
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			if bad++; first < 0 {
				first = i
			}
		} else {
			good++
		}
		i += size
	}
	encoding = Windows1252
	if good > bad {
		encoding = UTF8
	}
	var b strings.Builder
	b.Grow(len(data) + bad + bad/2)
	for i := 0; i < len(data); {
		r, size := rune(data[i]), 1
		if r >= utf8.RuneSelf {
			if encoding == UTF8 {
				r, size = utf8.DecodeRune(data[i:])
			}
			if size == 1 {
				r = charmap.Windows1252.DecodeByte(data[i])
			}
		}
		b.WriteRune(r)
		i += size
	}
	line, column := place(data[:first], encoding)
	problem := Problem{Line: line, Column: column, Severity: Repair, Rule: "text-encoding"}
	if encoding == UTF8 {
		problem.Message = fmt.Sprintf("The file is UTF-8, but for %d bytes, the first of them here. They were read as Windows-1252; check the letters with accents, and save the file as UTF-8.", bad)
	} else {
		problem.Message = "The file is not UTF-8. It was read as Windows-1252 (Western European); check the letters with accents, and save the file as UTF-8."
	}
	return lineEnds(b.String()), []Problem{problem}, encoding
}

// place is the line and column that follow the given bytes.
func place(before []byte, encoding string) (line, column int) {
	before = []byte(lineEnds(string(before)))
	line = bytes.Count(before, []byte{'\n'}) + 1
	before = before[bytes.LastIndexByte(before, '\n')+1:]
	if encoding == UTF8 {
		return line, utf8.RuneCount(before) + 1
	}
	return line, len(before) + 1
}

// lineEnds makes every line end "\n": of Windows ("\r\n", also where a program
// doubled the "\r"), of old Macs ("\r") and of Unix.
func lineEnds(s string) string {
	i := strings.IndexByte(s, '\r')
	if i < 0 {
		return s
	}
	b := make([]byte, 0, len(s))
	for {
		b = append(b, s[:i]...)
		s = s[i:]
		n := 1
		for n < len(s) && s[n] == '\r' {
			n++
		}
		switch {
		case n < len(s) && s[n] == '\n':
			n++
			b = append(b, '\n')
		default: // a run of lone "\r" is as many lines
			b = append(b, strings.Repeat("\n", n)...)
		}
		s = s[n:]
		if i = strings.IndexByte(s, '\r'); i < 0 {
			return string(append(b, s...))
		}
	}
}
