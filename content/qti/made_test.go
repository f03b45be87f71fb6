package qti

import (
	"archive/zip"
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"chartroom/content/parse"
	"chartroom/content/zipfile"
	"chartroom/quiz"
)

var update = flag.Bool("update", false, "rewrite the want parts of testdata/*.txtar")

// zipFolder is a folder of files as an archive.
func zipFolder(t testing.TB, dir string) *zipfile.Archive {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	if err := w.AddFS(os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	return closed(t, &b, w)
}

// zipped is an archive of these members: name, content, name, content, ...
func zipped(t testing.TB, members ...string) *zipfile.Archive {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(members); i += 2 {
		f, err := w.Create(members[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(members[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	return closed(t, &b, w)
}

func closed(t testing.TB, b *bytes.Buffer, w *zip.Writer) *zipfile.Archive {
	t.Helper()
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	a, err := zipfile.Open(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// describe writes what was read so that a person can judge it.
func describe(bank quiz.Bank, problems []parse.Problem, err error) string {
	var b strings.Builder
	for i := range bank.Questions {
		q := &bank.Questions[i]
		fmt.Fprintf(&b, "%s %q line %d key %s", q.Kind, q.Name, q.Line, q.Key)
		for _, flag := range []struct {
			on   bool
			name string
		}{{q.Multiple, "multiple"}, {q.KeepOrder, "keep-order"}, {q.CaseSensitive, "case-sensitive"}} {
			if flag.on {
				b.WriteString(" " + flag.name)
			}
		}
		if q.Category != "" {
			b.WriteString(" category " + q.Category)
		}
		fmt.Fprintf(&b, "\n  %s\n", q.Stem)
		describeOptions(&b, "  ", q.Options)
		for j, g := range q.Gaps {
			fmt.Fprintf(&b, "  gap %d %s weight %g case-sensitive %t\n", j+1, g.Kind, g.Weight, g.CaseSensitive)
			describeOptions(&b, "    ", g.Options)
		}
		if q.Rationale != "" {
			fmt.Fprintf(&b, "  because %s\n", q.Rationale)
		}
	}
	for _, m := range bank.Media {
		fmt.Fprintf(&b, "media %s %s %d bytes\n", m.Name, m.Type, len(m.Data))
	}
	for _, p := range problems {
		fmt.Fprintf(&b, "%d:%d %s %s %q %s\n", p.Line, p.Column, p.Severity, p.Rule, p.Question, p.Message)
	}
	if err != nil {
		fmt.Fprintf(&b, "error: %v\n", err)
	}
	return b.String()
}

func describeOptions(b *strings.Builder, indent string, options []quiz.Option) {
	for _, o := range options {
		fmt.Fprintf(b, "%s%.4g%% %q", indent, o.Fraction*100, o.Text)
		if o.Value != 0 || o.Tolerance != 0 {
			fmt.Fprintf(b, " value %g tolerance %g", o.Value, o.Tolerance)
		}
		if o.Any {
			b.WriteString(" any")
		}
		if o.Partner != "" {
			fmt.Fprintf(b, " -> %q", o.Partner)
		}
		if o.Feedback != "" {
			fmt.Fprintf(b, " # %s", o.Feedback)
		}
		b.WriteByte('\n')
	}
}

// pixel is the smallest picture: one point.
const pixel = "GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"

// TestReads holds every testdata/*.txtar. Each file of an archive is read, or
// with others in a folder "NAME.zip/" they are read as a package; NAME.want is
// what comes out. "-strict" at the end of a name switches repairs off.
func TestReads(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no testdata/*.txtar", err)
	}
	for _, path := range files {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]string{}
		members := map[string][]string{}
		var names []string
		var rewritten []txtar.File
		for _, f := range archive.Files {
			if name, ok := strings.CutSuffix(f.Name, ".want"); ok {
				want[name] = string(f.Data)
				continue
			}
			name, member, _ := strings.Cut(f.Name, "/")
			if members[name] == nil {
				names = append(names, name)
			}
			data := string(f.Data)
			if strings.HasSuffix(member, ".gif") {
				data = pixel
			}
			members[name] = append(members[name], member, data)
		}
		for _, name := range names {
			o := Options{NoRepairs: strings.Contains(name, "-strict.")}
			var got string
			if strings.HasSuffix(name, ".zip") {
				a := zipped(t, members[name]...)
				if LooksArchive(a) != 2 {
					t.Errorf("%s does not look like a package", name)
				}
				got = describe(ParseArchive(context.Background(), a, "test", o, nil))
			} else {
				if Looks(members[name][1]) != 2 {
					t.Errorf("%s does not look like QTI", name)
				}
				got = describe(ParseWith(context.Background(), []byte(members[name][1]), "test", o, nil))
			}
			for _, f := range archive.Files {
				if f.Name == name || strings.HasPrefix(f.Name, name+"/") {
					rewritten = append(rewritten, f)
				}
			}
			rewritten = append(rewritten, txtar.File{Name: name + ".want", Data: []byte(got)})
			if *update {
				continue
			}
			t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar")+"/"+name, func(t *testing.T) {
				if got != want[name] {
					t.Errorf("got\n%s\nwant\n%s", got, want[name])
				}
			})
		}
		if *update {
			archive.Files = rewritten
			if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// Reading stops when it is told to, and says how far it is.
func TestReadingCanBeStoppedAndIsReported(t *testing.T) {
	text := "<questestinterop>" + strings.Repeat(good, 3000)
	ctx, stop := context.WithCancel(context.Background())
	last, total := 0, 0
	_, _, err := Parse(ctx, []byte(text), "b", func(done, all int) {
		if done < last || done > all {
			t.Errorf("%d of %d after %d", done, all, last)
		}
		if last, total = done, all; done > all/2 {
			stop()
		}
	})
	if err == nil || total != len(text) || last < total/2 || last == total {
		t.Errorf("%d of %d, %v", last, total, err)
	}
}
