package content_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chartroom/content"
	"chartroom/content/hostiletest"
	"chartroom/storage/storagetest"
)

// patience is how many seconds of the processors reading may go on when it was
// told to stop. The aim is 0.05, which the benchmark prints.
const patience = 0.5

// large are files of every format that take a while to read, by their names.
func large(t *testing.T) map[string][]byte {
	t.Helper()
	many := func(s string) []byte { return []byte(strings.Repeat(s, 40_000)) }
	files := map[string][]byte{
		"a.aiken":       many("Which one?\nA. One\nB. Two\nANSWER: A\n\n"),
		"a.missingword": many("The capital of France {=is Paris ~is Rome}.\n\n"),
		"bb.txt":        many("MC\tWhich one?\tOne\tcorrect\tTwo\tincorrect\n"),
		"d2l.csv":       many("NewQuestion,MC,,\nQuestionText,Which one?,,\nOption,100,One,\nOption,0,Two,\n\n"),
		"pool.dat":      hostiletest.Pool(20_000),
	}
	bank := storagetest.Bank("large", 8_000, 5)
	for _, f := range content.Written() {
		held, _ := f.Sort(bank)
		if len(held.Questions) < 1000 {
			continue // number drills, which no bank of thousands has
		}
		var b bytes.Buffer
		if err := f.Write(&b, held); err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		files["a"+f.Extensions[0]] = b.Bytes()
	}
	return files
}

// TestReadingStopsWhenToldTo cancels the reading of a large file of every
// format when it first says how far it is, and again half-way.
func TestReadingStopsWhenToldTo(t *testing.T) {
	if testing.Short() {
		t.Skip("the files are large")
	}
	for name, data := range large(t) {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), name)
			if err := os.WriteFile(path, data, 0o600); err != nil {
				t.Fatal(err)
			}
			reports, most := 0, 0
			file, err := content.ReadFile(context.Background(), path, content.Options{}, func(done, total int) {
				if reports++; done < 0 || total > 0 && done > total {
					t.Errorf("%d of %d were reported", done, total)
				}
				most = max(most, done)
			})
			if err != nil || reports < 3 || most == 0 {
				t.Fatalf("%d reports, up to %d; %d questions, %v", reports, most, len(file.Bank.Questions), err)
			}
			for _, after := range []int{1, reports / 2} {
				ctx, cancel := context.WithCancel(context.Background())
				heard, told := 0, 0.0
				_, err := content.ReadFile(ctx, path, content.Options{}, func(int, int) {
					if heard++; heard == after {
						told = hostiletest.Processor()
						cancel()
					}
				})
				took := hostiletest.Processor() - told
				cancel()
				t.Logf("%s, report %d of %d: stopped after %.3f s", file.Format.Name, after, reports, took)
				if !errors.Is(err, context.Canceled) || took > patience {
					t.Errorf("told to stop at report %d, it went on for %.3f s, to report %d: %v", after, took, heard, err)
				}
			}
		})
	}
}
