package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"chartroom/storage"
)

func TestExportAndCheckAreARoundTrip(t *testing.T) {
	d := newDesk(t)
	path := d.file("unit.gift", good)
	d.run(ok, "import", "--data", d.data(), path, d.file("prefixes.tsv", cards))
	for bank, name := range map[string]string{"unit": "out.gift", "prefixes": "out.tsv"} {
		out := filepath.Join(d.dir, name)
		d.run(ok, "export", bank, out, "--data", d.data()).says("questions written")
		first, err := os.ReadFile(out)
		must(t, err)
		checked := d.run(ok, "check", out).out.String()
		if want := map[string]string{"unit": "4 questions", "prefixes": "2 questions"}[bank]; !strings.Contains(checked, want) {
			t.Errorf("%s: %s", bank, checked)
		}
		d.run(ok, "import", "--data", d.data(), "--bank", "again "+bank, out)
		d.run(ok, "export", "again-"+bank, out, "--data", d.data())
		second, err := os.ReadFile(out)
		must(t, err)
		if strings.ReplaceAll(string(second), "again ", "") != string(first) {
			t.Errorf("%s: the second export is\n%s\nnot\n%s", bank, second, first)
		}
	}
}

func TestExportListsBanksAndSaysWhatItCannot(t *testing.T) {
	d := newDesk(t)
	d.run(ok, "import", "--data", d.data(), d.file("unit.gift", good))
	d.run(ok, "export", "--data", d.data()).says("unit", "RHIT")
	banks := d.run(ok, "export", "--json", "--data", d.data()).parsed()["banks"].([]any)
	found := false
	for _, b := range banks {
		head := b.(map[string]any)
		found = found || head["id"] == "unit" && head["name"] == "unit" && head["questions"].(float64) == 4
	}
	if !found {
		t.Errorf("banks %v", banks)
	}
	d.run(failed, "export", "none", filepath.Join(d.dir, "x.gift"), "--data", d.data()).complains("bank none: ", "`chartroom export` lists them")
	d.run(failed, "export", "unit", filepath.Join(d.dir, "x.docx"), "--data", d.data()).complains(`".docx" is no ending`)
	d.run(failed, "export", "unit", filepath.Join(d.dir, "no folder", "x.gift"), "--data", d.data()).complains("x.gift")
	d.run(failed, "export", "unit", filepath.Join(d.dir, "x.tsv"), "--to", "table", "--data", d.data()).complains("cannot hold any of the questions")
	for _, name := range []string{"x.gift", "x.docx", "x.tsv"} {
		if _, err := os.Stat(filepath.Join(d.dir, name)); err == nil {
			t.Errorf("%s is there", name)
		}
	}
}

func TestBackupVerifyRestoreRebuild(t *testing.T) {
	d := newDesk(t)
	flags := []string{"--data", d.data()}
	do := func(code int, args ...string) *desk { t.Helper(); return d.run(code, append(args, flags...)...) }
	do(ok, "import", d.file("first.gift", good))
	backup := strings.TrimSpace(do(ok, "backup").out.String())
	do(ok, "verify", backup).says("sound")
	do(ok, "import", d.file("second.gift", good))
	if got := d.banks(); len(got) != 2 {
		t.Fatalf("banks %v", got)
	}
	do(ok, "verify").says("sound", "events")
	do(ok, "rebuild").says("all that was stored agrees")
	do(ok, "restore", backup).says("is in place", "backups")
	if got := d.banks(); len(got) != 1 || got["first"] != 4 {
		t.Errorf("after restoring: %v", got)
	}
	for verb, want := range map[string][]string{
		"backup":  {"backup", "bytes"},
		"verify":  {"attempts", "banks", "events", "file", "questions", "schema"},
		"rebuild": {"agreed", "attempts", "differences", "events", "questions", "undone", "unknown"},
	} {
		if got := keys(do(ok, verb, "--json").parsed()); !slices.Equal(got, want) {
			t.Errorf("%s: keys %v, not %v", verb, got, want)
		}
	}
}

func TestDamageIsFoundAndNothingIsReplacedByIt(t *testing.T) {
	d := newDesk(t)
	flags := []string{"--data", d.data()}
	d.run(ok, append([]string{"import", d.file("first.gift", good)}, flags...)...)
	backup := strings.TrimSpace(d.run(ok, append([]string{"backup"}, flags...)...).out.String())
	whole, err := os.ReadFile(backup)
	must(t, err)
	bad := filepath.Join(d.dir, "bad.db")
	for name, content := range map[string][]byte{
		"half":     whole[:len(whole)/2],
		"scribble": append(append(bytes.Clone(whole[:8192]), bytes.Repeat([]byte("x"), 8192)...), whole[16384:]...),
		"text":     []byte("this is no database, but a text of some length"),
		"empty":    nil,
	} {
		must(t, os.WriteFile(bad, content, 0o600))
		d.run(failed, append([]string{"verify", bad}, flags...)...).complains("chartroom verify: ")
		d.run(failed, append([]string{"restore", bad}, flags...)...).complains("chartroom restore: ")
		if got := d.banks(); got["first"] != 4 {
			t.Errorf("%s: after a refused restore there is %v", name, got)
		}
	}
	d.run(failed, append([]string{"restore", filepath.Join(d.dir, "none.db")}, flags...)...).complains("none.db")
	d.run(failed, "verify", filepath.Join(d.dir, "none.db")).complains("none.db")
	d.run(failed, "verify", "--data", filepath.Join(d.dir, "fresh"))
	if _, err := os.Stat(storage.ProfilePath(filepath.Join(d.dir, "fresh"), "")); err == nil {
		t.Error("verifying made a profile")
	}
}

func TestAProfileInUseIsSaid(t *testing.T) {
	d := newDesk(t)
	path := storage.ProfilePath(d.data(), "")
	d.run(ok, "import", "--data", d.data(), d.file("first.gift", good))
	store, err := storage.Open(path, storage.Options{Now: noon, Draw: d.env.Draw})
	must(t, err)
	defer store.Close()
	for _, args := range [][]string{{"import", d.file("second.gift", good)}, {"backup"}, {"rebuild"}, {"restore", path}, {"export"}} {
		d.run(failed, append(args, "--data", d.data())...).complains("this profile is open in another window")
	}
}

func TestProfilesAreApart(t *testing.T) {
	d := newDesk(t)
	d.run(ok, "import", "--data", d.data(), "--profile", "Zoë", d.file("first.gift", good))
	if got := d.banks(); len(got) != 0 {
		t.Errorf("banks of another profile: %v", got)
	}
	d.run(ok, "export", "--data", d.data(), "--profile", "Zoë").says("first")
}
