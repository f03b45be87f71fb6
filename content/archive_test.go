package content

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chartroom/content/anki"
	"chartroom/quiz"
)

// zipped is an archive of these members: name, content, name, content, ...
func zipped(t *testing.T, members ...string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(members); i += 2 {
		f, err := w.Create(members[i])
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(f, members[i+1])
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestArchivesAreReadByWhatIsInThem(t *testing.T) {
	var b bytes.Buffer
	if err := anki.Format(&b, quiz.Bank{Name: "Cards", Questions: []quiz.Question{{
		Key: "one", Kind: quiz.Flip, Stem: "front", Options: []quiz.Option{{Text: "back", Fraction: 1}},
	}}}); err != nil {
		t.Fatal(err)
	}
	deck := b.String()
	for name, c := range map[string]struct{ data, format, refused string }{
		"a package":                  {deck, "anki", ""},
		"a package in an archive":    {zipped(t, "folder/cards.apkg", deck, "__MACOSX/folder/._cards.apkg", "x"), "anki", ""},
		"a text in an archive":       {zipped(t, "readme.md", "hello", "quiz/q.gift", "::T::Is it?{T}"), "gift", ""},
		"two texts in an archive":    {zipped(t, "a.gift", "Is it?{T}", "b.gift", "Is it?{F}"), "", "choose one"},
		"nothing that asks":          {zipped(t, "word/document.xml", "<w/>"), "", "no format"},
		"an archive three deep":      {zipped(t, "a.zip", zipped(t, "b.zip", zipped(t, "c.gift", "Is it?{T}"))), "", "unpack"},
		"a picture called questions": {zipped(t, "a.gift", "\x89PNG\r\n\x1a\n"), "", "PNG"},
	} {
		path := filepath.Join(t.TempDir(), "file.gift") // the name does not decide
		if err := os.WriteFile(path, []byte(c.data), 0o600); err != nil {
			t.Fatal(err)
		}
		file, err := ReadFile(context.Background(), path, Options{}, nil)
		switch {
		case c.refused != "":
			if err == nil || !strings.Contains(err.Error(), c.refused) {
				t.Errorf("%s: %v does not say %q", name, err, c.refused)
			}
		case err != nil || file.Format.Name != c.format || len(file.Bank.Questions) != 1:
			t.Errorf("%s: %q, %d questions, %v, %v", name, file.Format.Name, len(file.Bank.Questions), file.Problems, err)
		}
	}
}
