package content

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"chartroom/content/pack"
	"chartroom/quiz"
)

func essays(id quiz.BankID, n int) quiz.Bank {
	b := quiz.Bank{ID: id, Name: "Bank " + string(id)}
	for i := range n {
		q := quiz.Question{Key: fmt.Sprint("id:", i), Kind: quiz.Essay, Stem: "Write.", Name: "Write.", Bank: id}
		q.ID = quiz.NewQuestionID(id, q.Key)
		b.Questions = append(b.Questions, q)
	}
	return b
}

// A pack is read with all its banks, under the ids that they had.
func TestAPackIsReadWithAllItsBanks(t *testing.T) {
	want := []quiz.Bank{essays("one", 2), essays("two", 3)}
	var out bytes.Buffer
	ctx := context.Background()
	if err := pack.Write(ctx, &out, pack.Pack{Manifest: pack.Manifest{Name: "Both"}, Banks: want}, nil, nil); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "any.zip")
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	file, err := ReadFile(ctx, path, Options{}, nil)
	if err != nil || file.Format.Name != "chartroom" || file.Pack == nil || file.Pack.Name != "Both" || !reflect.DeepEqual(file.Banks(), want) {
		t.Errorf("%+v, %v", file, err)
	}
	if _, err := ReadFile(ctx, path, Options{Bank: "Mine"}, nil); err == nil || !strings.Contains(err.Error(), "2 banks") {
		t.Errorf("two banks under one name: %v", err)
	}
	if m, problems, err := OpenPack(ctx, path, nil); err != nil || len(problems) > 0 || m.Signed() || len(m.Banks) != 2 {
		t.Errorf("%+v, %v, %v", m, problems, err)
	}
}

func TestAPackOfOneBankMayHaveAnotherName(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.chartroom")
	if left, err := WriteFile(path, essays("one", 2)); err != nil || len(left) > 0 {
		t.Fatal(left, err)
	}
	file, err := ReadFile(context.Background(), path, Options{Bank: "My own"}, nil)
	if err != nil || file.Bank.ID != "my-own" || file.Bank.Name != "My own" || file.Bank.Questions[0].ID != quiz.NewQuestionID("my-own", "id:0") {
		t.Errorf("%+v, %v", file.Bank, err)
	}
}

// A format that is asked for is the one that is read, or an error says why not.
func TestAFormatCanBeForced(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "q.txt")
	if err := os.WriteFile(text, []byte("What is it?\nA) this\nB) that\nANSWER: B\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	packed := filepath.Join(dir, "x.chartroom")
	if _, err := WriteFile(packed, essays("one", 1)); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ path, format, is, says string }{
		{text, "", "aiken", ""}, {text, "gift", "gift", ""}, {text, "anki", "", "not an archive"}, {text, "word", "", "is no format"},
		{packed, "gift", "", "zip archive"}, {packed, "chartroom", "chartroom", ""}, {packed, "anki", "", ""},
	} {
		file, err := ReadFile(context.Background(), c.path, Options{Format: c.format}, nil)
		if c.is == "" && (err == nil || !strings.Contains(err.Error(), c.says)) || c.is != "" && (err != nil || file.Format.Name != c.is) {
			t.Errorf("%s as %q: %q, %v", filepath.Base(c.path), c.format, file.Format.Name, err)
		}
	}
}

// What an error lists is what there is.
func TestErrorsListTheFormatsThatThereAre(t *testing.T) {
	_, ending := FormatByEnding("x.doc")
	_, name := FormatByName("doc")
	for _, f := range Formats {
		if !strings.Contains(ErrFormat.Error(), f.Title) {
			t.Errorf("%q does not name %s", ErrFormat, f.Title)
		}
		if !strings.Contains(name.Error(), f.Name) {
			t.Errorf("%q does not name %s", name, f.Name)
		}
		if f.Write != nil && !strings.Contains(ending.Error(), f.Extensions[0]+" (") {
			t.Errorf("%q does not name %s", ending, f.Extensions[0])
		}
	}
}

func TestTheLegacyLayoutIsWrittenWhereThereIsOne(t *testing.T) {
	dir := t.TempDir()
	for _, f := range Written() {
		old, ok := f.Legacy()
		if ok != (f.Name == "anki") {
			t.Errorf("%s has an older layout: %t", f.Name, ok)
		}
		if !ok {
			continue
		}
		held, _ := old.Sort(essays("one", 2))
		path := filepath.Join(dir, "old.apkg")
		if err := old.WriteFile(path, held); err != nil {
			t.Fatal(err)
		}
		if got, err := ReadFile(context.Background(), path, Options{}, nil); err != nil || len(got.Bank.Questions) != 2 {
			t.Errorf("%v", err)
		}
		data, err := os.ReadFile(path)
		if err != nil || !bytes.Contains(data, []byte("collection.anki21")) || bytes.Contains(data, []byte("collection.anki21b")) {
			t.Errorf("not the older layout: %v", err)
		}
	}
}
