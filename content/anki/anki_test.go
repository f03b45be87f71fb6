package anki

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"chartroom/content/parse"
	"chartroom/content/zipfile"
)

// conformance is the folder of third-party test files beside the project.
const conformance = "../../../shared/formats/conformance/anki"

// fixture is one of those files.
func fixture(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(conformance, name))
	if os.IsNotExist(err) {
		t.Skip("skipped: no conformance files")
	}
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// read reads a package; a folder for its collection is empty afterwards.
func read(t testing.TB, data []byte, o Options) (Package, []parse.Problem, error) {
	t.Helper()
	a, err := zipfile.Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return Package{}, nil, err
	}
	o.Temp = t.TempDir()
	p, problems, err := ParseWith(context.Background(), a, "test", o, nil)
	left, readErr := os.ReadDir(o.Temp)
	if readErr != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, readErr)
	}
	return p, problems, err
}

func mustRead(t testing.TB, data []byte, o Options) (Package, []parse.Problem) {
	t.Helper()
	p, problems, err := read(t, data, o)
	if err != nil {
		t.Fatal(err)
	}
	return p, problems
}

func TestDump(t *testing.T) {
	for _, f := range []string{"diffmodels2-1.apkg", "media.apkg", "latest-layout-generated.apkg"} {
		p, problems := mustRead(t, fixture(t, f), Options{History: true})
		t.Log(f, p.Bank.Name, p.Bank.ID)
		for _, q := range p.Bank.Questions {
			t.Logf("%+v", q)
		}
		for _, m := range p.Bank.Media {
			t.Log(m.Hash, m.Name, m.Type)
		}
		for _, h := range p.History {
			t.Logf("%+v", h)
		}
		t.Log(problems)
	}
}
