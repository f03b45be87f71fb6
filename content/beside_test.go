package content

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"chartroom/content/parse"
)

// A table's pictures come from its own folder and from nowhere else.
func TestPicturesAreReadBesideTheTable(t *testing.T) {
	home := t.TempDir()
	dir := filepath.Join(home, "lesson")
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 4, 4))); err != nil {
		t.Fatal(err)
	}
	for path, data := range map[string][]byte{"lesson/in.png": picture.Bytes(), "lesson/sub/in.png": picture.Bytes(), "out.png": picture.Bytes(), "lesson/big.png": make([]byte, parse.Limits.Media+1)} {
		path = filepath.Join(home, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(filepath.Join(home, "out.png"), filepath.Join(dir, "link.png")); err != nil {
		t.Skip("no links here:", err)
	}
	for name, found := range map[string]bool{
		"in.png": true, "sub/in.png": true, "sub/../in.png": true, "../out.png": false, filepath.Join(home, "out.png"): false,
		"link.png": false, "sub": false, "gone.png": false, "big.png": false, "/etc/passwd": false,
	} {
		table := filepath.Join(dir, "table.tsv")
		text := "#separator:tab\n#html:false\n#columns:front\tback\tpicture\tregions\talt\nWhere?\t\t" + name + "\tx@0,0,1,1\ta heart\nlast\tone\n"
		if err := os.WriteFile(table, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		file, err := ReadFile(context.Background(), table, Options{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if (len(file.Bank.Media) == 1) != found || (len(file.Bank.Questions) == 2) != found || (len(file.Problems) == 0) != found {
			t.Errorf("%s: %d pictures, %d cards, %v", name, len(file.Bank.Media), len(file.Bank.Questions), file.Problems)
		}
	}
}

func TestTheFilesBesideATableHaveABudget(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.png"), make([]byte, 10), 0o600); err != nil {
		t.Fatal(err)
	}
	b := &beside{dir, 25}
	for i := range 3 {
		if _, err := b.open("a.png"); (err == nil) != (i < 2) {
			t.Errorf("file %d: %v", i, err)
		}
	}
}
