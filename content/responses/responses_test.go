package responses

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var ctx = context.Background()

func TestATableIsReadFromAFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "answers.csv")
	if err := os.WriteFile(path, []byte("candidate;q1;q2\nKEY;A;\nMAX;;2\nAnn;A;1,5\nBob;B;0\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := Open(ctx, path)
	if err != nil || len(s.Items) != 2 || s.Items[1].Max != 2 || s.Items[1].Marks[0] != 1.5 || s.Items[0].Chosen[1] != 1 || !s.Items[0].Options[0].Key {
		t.Errorf("%+v, %v", s, err)
	}
	if _, err := Open(ctx, path+" "); err == nil {
		t.Error("a file that is not there was read")
	}
	stopped, stop := context.WithCancel(ctx)
	stop()
	if _, err := Open(stopped, path); err == nil {
		t.Error("it goes on though it was cancelled")
	}
}

// FuzzParse: whatever a table holds, it is read or refused with a sentence.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{"a,b\n1,0\n", "candidate;a;b\nKEY;A;B|C\nOPTIONS;4;4\nMAX;2;\nAnn;B;\n", "\"a\n,\",b\n1,2\n", "x\tQ. 1 /3,5\nAnn\t3\n", "a,b\n,\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		sheet, err := Read(ctx, strings.NewReader(text))
		if err != nil {
			if err.Error() == "" {
				t.Error("an error without words")
			}
			return
		}
		for _, item := range sheet.Items {
			if len(item.Marks) != len(sheet.Items[0].Marks) || item.Options != nil && len(item.Chosen) != len(item.Marks) {
				t.Errorf("%+v", item)
			}
		}
	})
}
