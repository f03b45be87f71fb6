package shell

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
)

// retype puts a text in place of what the line holds.
func (d *desk) retype(text string) {
	d.Ctrl(fyne.KeyA)
	d.Key(fyne.KeyBackspace)
	d.Typed(text)
}

func TestAFileIsSavedWhereTheLearnerSays(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	d := newDesk(t, RunNow)
	var saved []string
	ask := func() { d.shell.SaveAs("log.csv", "the log", func(path string) { saved = append(saved, path) }) }
	ask()
	d.Sees("Save the log as", filepath.Join(home, "log.csv"))
	for wrong, why := range map[string]string{
		"":                                     "Say what the file is to be called.",
		home + "/":                             "Say what the file is to be called.",
		home:                                   "This is a folder.",
		"log.csv":                              "write the whole path",
		filepath.Join(home, "no", "log.csv"):   "There is no folder " + filepath.Join(home, "no") + ".",
		filepath.Join(home, "no", "no", "log"): "There is no folder",
	} {
		d.retype(wrong)
		d.Key(fyne.KeyReturn)
		d.Sees("Save the log as", why)
	}
	if len(saved) > 0 {
		t.Fatalf("saved %v", saved)
	}
	there := filepath.Join(t.TempDir(), "log.csv")
	d.retype(" " + there + " ")
	d.Key(fyne.KeyReturn)
	d.Misses("Save the log as")
	if len(saved) != 1 || saved[0] != there {
		t.Fatalf("saved %v, not %s", saved, there)
	}
	ask()
	d.Sees(there) // the folder is remembered
}

func TestAFileThatIsThereIsReplacedOnlyAfterAQuestion(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log.csv")
	d := newDesk(t, RunNow)
	d.Must(os.WriteFile(path, []byte("old"), 0o644))
	saved := 0
	for _, c := range []struct {
		key  fyne.KeyName
		want int
	}{{fyne.KeyEscape, 0}, {fyne.KeyReturn, 1}} {
		d.shell.SaveAs(path, "the log", func(string) { saved++ })
		d.Key(fyne.KeyReturn)
		d.Sees("Replace log.csv?")
		if text, err := os.ReadFile(path); saved != 0 || err != nil || string(text) != "old" {
			t.Errorf("before the answer: saved %d times, %q, %v", saved, text, err)
		}
		d.Key(c.key)
		d.Misses("Replace log.csv?")
		if saved != c.want {
			t.Errorf("after %s it is saved %d times, not %d", c.key, saved, c.want)
		}
	}
}

func TestAFolderIsChosenAndTheNameKept(t *testing.T) {
	folder := t.TempDir()
	d := newDesk(t, RunNow)
	d.shell.SaveAs(filepath.Join(folder, "log.csv"), "the log", func(string) { t.Error("saved before it was asked for") })
	d.Tap("Choose a folder")
	d.Misses("Save the log as")
	d.Typed("?") // the dialog has the keys
	d.Misses("go to a screen")
	d.Tap("Open")
	d.Sees("Save the log as", filepath.Join(folder, "log.csv"))
	d.Tap("Choose a folder")
	d.Key(fyne.KeyEscape)
	d.Misses("Save the log as")
	d.Sees("this is Today")
	if top := d.Canvas().Overlays().Top(); top != nil {
		t.Errorf("%T lies over the screen still", top)
	}
	d.Typed("?") // the screen has the keys again
	d.Sees("go to a screen")
}
