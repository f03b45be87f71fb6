package moodlexml

import (
	"context"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"chartroom/content/parse"
	"chartroom/quiz"
)

// FuzzParse proves that no input makes the reader panic, that problems point
// into the file, and that what was read survives writing and reading again.
func FuzzParse(f *testing.F) {
	for _, pattern := range []string{"testdata/*.xml", conformance + "/xml-moodle*/*.xml", conformance + "/multianswer/moodle/*.xml"} {
		paths, _ := filepath.Glob(pattern)
		for _, path := range paths {
			data, err := os.ReadFile(path)
			if err != nil {
				f.Fatal(err)
			}
			if len(data) < 4<<10 { // longer ones take a minute each to minimise
				f.Add(data)
			}
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		bank, problems, err := Parse(context.Background(), data, "fuzz", nil)
		if text, _, _, decodeErr := decode(data); decodeErr == nil {
			checkPlaces(t, text, problems)
		}
		if err != nil {
			return
		}
		kept := bank
		kept.Questions = nil
		for i := range bank.Questions {
			if Holds(&bank.Questions[i]) == nil {
				kept.Questions = append(kept.Questions, bank.Questions[i])
			}
		}
		if len(kept.Questions) == 0 {
			return
		}
		// A question that is left out may free a key, or a category.
		first, _, written := again(t, kept)
		second, _, rewritten := again(t, first)
		if len(first.Questions) != len(kept.Questions) {
			t.Fatalf("%d questions became %d:\n%s", len(kept.Questions), len(first.Questions), written)
		}
		a, b := withoutMedia(first), withoutMedia(kept)
		if len(kept.Questions) == len(bank.Questions) && !reflect.DeepEqual(a, b) {
			t.Fatalf("got\n%+v\nwant\n%+v\nwritten as\n%s", a, b, written)
		}
		if b = withoutMedia(second); !reflect.DeepEqual(a, b) {
			t.Fatalf("not stable:\n%s\nthen\n%s", written, rewritten)
		}
		_, problems, err = ParseWith(context.Background(), data, "fuzz", Options{NoRepairs: true}, nil)
		if err == nil && parse.Count(problems, parse.Repair) > 0 {
			t.Fatalf("repairs although they are off: %v", problems)
		}
	})
}

// withoutMedia is a bank without lines and media, whose names may change when
// two texts name one file differently.
func withoutMedia(bank quiz.Bank) quiz.Bank {
	bank = withoutLines(bank)
	bank.Media = nil
	return bank
}

func checkPlaces(t *testing.T, text string, problems []parse.Problem) {
	t.Helper()
	lines := strings.Split(text, "\n")
	for _, p := range problems {
		if p.Line < 1 || p.Line > len(lines) || p.Column < 0 || p.Column > utf8.RuneCountInString(lines[p.Line-1])+1 {
			t.Fatalf("%v is not in the file of %d lines", p, len(lines))
		}
		if p.Rule == "" || p.Message == "" || p.Severity == "" || strings.Contains(p.Message, "%!") {
			t.Fatalf("%+v says nothing", p)
		}
	}
}
