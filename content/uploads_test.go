package content

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const (
	blackboardRows = "MC\tWhat is {it}?\tone {=x}\tcorrect\ttwo ~y\tincorrect\nTF\tIs it?\ttrue\n"
	brightspaceCSV = "//a comment,,,,\nNewQuestion,TF,,,\nID,HIM-1,,,\nQuestionText,Is it {=so ~not}?,,,\nTRUE,100,,,\nFALSE,0,,,\n"
	blackboardPool = "<?xml version='1.0'?>\n<POOL><QUESTION_FILLINBLANK id='q1'><BODY><TEXT>Is it?\t{1:SA:=x}</TEXT></BODY><ANSWER id='a'><TEXT>so</TEXT></ANSWER></QUESTION_FILLINBLANK></POOL>"
)

// What universities' programs upload is known by what it holds, whatever its
// name, though it looks like a table, or holds what GIFT has.
func TestUploadsAreFoundByWhatTheyHold(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a.txt", blackboardRows, "blackboard"},
		{"a.tsv", blackboardRows, "blackboard"},
		{"a.tsv", "Type\tQuestion\tAnswer1\tStatus1\n" + blackboardRows, "blackboard"},
		{"a", "\xFF\xFE" + strings.Join(strings.Split("TF\tIs it?\ttrue\n", ""), "\x00") + "\x00", "blackboard"},
		{"a.dat", blackboardPool, "blackboard"},
		{"a.xml", blackboardPool, "blackboard"},
		{"a.csv", brightspaceCSV, "brightspace"},
		{"a.txt", strings.ReplaceAll(brightspaceCSV, ",", ";"), "brightspace"},
		{"a.gift", brightspaceCSV, "brightspace"},
		{"a.txt", "This is {=so ~75%nearly ~not}.", "missing-word"},
		{"a.txt", "This is {=so ~%75%nearly ~not}.", "gift"},
		{"a.txt", "This is {=so ~not}.", "gift"},
		{"a.missingword", "This is {=so ~not}.", "missing-word"},
		{"a.tsv", "front\tback\nMC\tmultiple choice\n", "table"},
	} {
		if f, err := FormatOf(c.name, []byte(c.text)); err != nil || f.Name != c.want {
			t.Errorf("%s, %q: %q, %v", c.name, c.text, f.Name, err)
		}
	}
}

// A package with a pool is Blackboard's, and so is one in a zip; its repairs are
// errors when they are not wanted.
func TestUploadsAreRead(t *testing.T) {
	const manifest = `<manifest><resource type="assessment/x-bb-pool" href="res00001.dat"/></manifest>`
	pack := zipped(t, "imsmanifest.xml", manifest, "res00001.dat", blackboardPool)
	for name, c := range map[string]struct {
		data, format string
		questions    int
	}{
		"exam.zip": {pack, "blackboard", 1}, "outer.zip": {zipped(t, "x/exam.zip", pack), "blackboard", 1}, "pool.dat": {blackboardPool, "blackboard", 1},
		"upload.txt": {blackboardRows, "blackboard", 2}, "quiz.csv": {brightspaceCSV, "brightspace", 1}, "csv.zip": {zipped(t, "quiz.csv", brightspaceCSV), "brightspace", 1},
		"word.txt": {"This is {=so ~75%nearly}.", "missing-word", 1},
	} {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(c.data), 0o600); err != nil {
			t.Fatal(err)
		}
		f, err := ReadFile(context.Background(), path, Options{NoRepairs: true}, nil)
		if err != nil || f.Format.Name != c.format || len(f.Bank.Questions) != c.questions || len(f.Problems) != 0 {
			t.Errorf("%s: %q, %d questions, %v, %v", name, f.Format.Name, len(f.Bank.Questions), f.Problems, err)
		}
	}
	path := filepath.Join(t.TempDir(), "upload.txt")
	if err := os.WriteFile(path, []byte(blackboardRows+"TF\tOr this?\tTRUE\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if f, err := ReadFile(context.Background(), path, Options{NoRepairs: true}, nil); err != nil || len(f.Bank.Questions) != 2 || len(f.Problems) != 1 {
		t.Errorf("without repairs: %d questions, %v, %v", len(f.Bank.Questions), f.Problems, err)
	}
}

// TestUploadsStealNothing holds every conformance file to the format that it
// has without the uploads.
func TestUploadsStealNothing(t *testing.T) {
	uploads := []string{"missing-word", "blackboard", "brightspace"}
	own := map[string]string{"question.missingword3.txt": "missing-word", "sample_blackboard_pool.dat": "blackboard"}
	all := Formats
	defer func() { Formats = all }()
	others := slices.DeleteFunc(slices.Clone(all), func(f Format) bool { return slices.Contains(uploads, f.Name) })
	files := 0
	err := filepath.WalkDir("../../shared/formats/conformance", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == "README.md" {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		files++
		Formats = all
		with, errWith := FormatOf(path, data)
		Formats = others
		without, errWithout := FormatOf(path, data)
		if want, ok := own[d.Name()]; ok {
			if with.Name != want {
				t.Errorf("%s is %q, %v", path, with.Name, errWith)
			}
		} else if with.Name != without.Name || (errWith == nil) != (errWithout == nil) {
			t.Errorf("%s is %q, %v; without the uploads %q, %v", path, with.Name, errWith, without.Name, errWithout)
		}
		return nil
	})
	if files == 0 {
		t.Skip("skipped: no conformance files")
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d files", files)
}
