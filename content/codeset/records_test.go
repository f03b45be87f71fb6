package codeset

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"chartroom/quiz/codebook"
)

var update = flag.Bool("update", false, "rewrite what is expected of the files in testdata")

// ours are the names of our own small files, in the layouts of the official ones.
func ours(t testing.TB) []string {
	t.Helper()
	var names []string
	for _, pattern := range []string{"testdata/*.txt", "testdata/*.xml"} {
		found, err := filepath.Glob(pattern)
		if err != nil || len(found) == 0 {
			t.Fatalf("%s: %d files, %v", pattern, len(found), err)
		}
		names = append(names, found...)
	}
	return names
}

// small is one of our own files.
func small(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// opened is what Open says of a file.
func opened(t testing.TB, name string, data []byte) ([]File, []Left, error) {
	t.Helper()
	return Open(context.Background(), name, bytes.NewReader(data), int64(len(data)))
}

// only is the one part that a file holds.
func only(t testing.TB, name string, data []byte) *File {
	t.Helper()
	files, left, err := opened(t, name, data)
	if err != nil || len(files) != 1 {
		t.Fatalf("%s: %d files, left %v, %v", name, len(files), left, err)
	}
	return &files[0]
}

// records are those of a file.
func records(f *File) (all []codebook.Record, said []string, err error) {
	problems, err := f.Each(context.Background(), nil, func(r codebook.Record) error {
		all = append(all, r)
		return nil
	})
	for _, p := range problems {
		said = append(said, p.Rule)
	}
	return all, said, err
}

// read are the records of a file without fault.
func read(t testing.TB, f *File) []codebook.Record {
	t.Helper()
	all, said, err := records(f)
	if err != nil || len(said) > 0 {
		t.Fatalf("%s: %v, %v", f.Part.File, said, err)
	}
	return all
}

// shown is a record in one line: what is set of it.
func shown(r codebook.Record) string {
	v := reflect.ValueOf(r)
	var b strings.Builder
	b.WriteString(v.Type().Name())
	for i := range v.NumField() {
		if !v.Field(i).IsZero() {
			fmt.Fprintf(&b, " %s=%q", v.Type().Field(i).Name, fmt.Sprint(v.Field(i).Interface()))
		}
	}
	return b.String()
}

// TestRecordsOfOurOwnFiles holds every reader to what is expected of a small file
// in the layout that it reads.
func TestRecordsOfOurOwnFiles(t *testing.T) {
	var got strings.Builder
	for _, name := range ours(t) {
		base := filepath.Base(name)
		fmt.Fprintf(&got, "-- %s --\n", base)
		files, left, err := opened(t, base, small(t, base))
		if err != nil {
			fmt.Fprintf(&got, "not read: %v\n", left)
			continue
		}
		f := &files[0]
		fmt.Fprintf(&got, "%s %s, version %q, year by %s\n", f.Part.Book.Title(), f.Part.Kind, f.Part.Version, f.Part.YearBy)
		for _, r := range read(t, f) {
			got.WriteString(shown(r) + "\n")
		}
	}
	golden := filepath.Join("testdata", "records.golden")
	if *update {
		if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("the records are not as expected; -update, and look at the difference:\n%s", got.String())
	}
}
