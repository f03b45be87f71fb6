package cli

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestEveryVerbHasHelp(t *testing.T) {
	d := newDesk(t)
	for _, v := range verbs() {
		for _, flag := range []string{"--help", "-h"} {
			d.run(ok, v.name, flag).says("chartroom "+v.name, v.does, "-json")
		}
		if !Is(v.name) {
			t.Errorf("%s is not known to be a verb", v.name)
		}
		d.run(misused, v.name, "--no-such-flag").complains("no-such-flag", "chartroom "+v.name)
		if d.out.Len() > 0 {
			t.Errorf("%s: wrong usage writes to standard output", v.name)
		}
	}
	for _, args := range [][]string{nil, {"help"}, {"--help"}, {"-h"}} {
		d.run(ok, args...).says("chartroom check FILE...", "chartroom export BANK FILE", "Exit codes")
	}
	d.run(misused, "frobnicate").complains(`there is no verb "frobnicate"`, "chartroom check FILE...")
	if Is("frobnicate") || Is("") || Is("--data") {
		t.Error("not a verb")
	}
}

func TestWrongUsageIsTold(t *testing.T) {
	d := newDesk(t)
	for _, args := range [][]string{
		{"check"}, {"import"}, {"export", "one"}, {"export", "a", "b", "c"}, {"tour"}, {"tour", "a", "b"}, {"backup", "x"},
		{"restore"}, {"restore", "a", "b"}, {"verify", "a", "b"}, {"rebuild", "x"}, {"version", "x"}, {"import", "--bank", "B", "a", "b"},
	} {
		d.run(misused, args...).complains("chartroom "+args[0], "print one JSON document")
		if d.out.Len() > 0 {
			t.Errorf("%v writes to standard output", args)
		}
	}
	if _, err := os.Stat(d.data()); err == nil {
		t.Error("wrong usage made a profile")
	}
}

func TestVersionAndTour(t *testing.T) {
	d := newDesk(t)
	d.run(ok, "version").says("Chartroom 9.8.7")
	if doc := d.run(ok, "version", "--json").parsed(); doc["version"] != "9.8.7" {
		t.Errorf("%v", doc)
	}
	d.run(ok, "tour", "pictures").says("01-today-light.png").complains("1 of 1 pictures")
	d.run(ok, "tour", "--json", "pictures").says(`"pictures"`)
	d.run(misused, "--json", "tour", "pictures") // a flag is no verb
	d.run(failed, "tour", "no").complains("chartroom tour: the folder cannot be made.")
	if doc := d.run(failed, "tour", "no", "--json").parsed(); doc["error"] != "the folder cannot be made" {
		t.Errorf("%v", doc)
	}
}

func keys(m any) []string { return slices.Sorted(maps.Keys(m.(map[string]any))) }

// The document that the issue promises, key by key.
func TestCheckPrintsTheDocument(t *testing.T) {
	d := newDesk(t)
	path := d.file("unit 4.gift", good+"\n::Broken::Which?{\n~a\n~b\n}\n")
	doc := d.run(problems, "check", path, "--json").parsed()
	if got := keys(doc); !slices.Equal(got, []string{"files"}) {
		t.Fatalf("keys %v", got)
	}
	file := doc["files"].([]any)[0]
	if got := keys(file); !slices.Equal(got, []string{"file", "format", "problems", "questions"}) {
		t.Fatalf("keys of a file %v", got)
	}
	if f := file.(map[string]any); f["file"] != path || f["format"] != "gift" {
		t.Errorf("file %v, format %v", f["file"], f["format"])
	}
	kinds := []string{"flip", "choice", "truefalse", "text", "number", "cloze", "match", "order", "essay", "description"}
	var seen []string
	for _, q := range file.(map[string]any)["questions"].([]any) {
		if got := keys(q); !slices.Equal(got, []string{"category", "id", "kind", "line", "multiple", "name", "options", "tags", "text"}) {
			t.Fatalf("keys of a question %v", got)
		}
		question := q.(map[string]any)
		kind := question["kind"].(string)
		seen = append(seen, kind)
		if !slices.Contains(kinds, kind) || question["line"].(float64) < 1 || question["category"] != "Unit 4/Privacy" {
			t.Errorf("question %v", question)
		}
		for _, o := range question["options"].([]any) {
			if got := keys(o); !slices.Equal(got, []string{"feedback", "fraction", "id", "text"}) {
				t.Fatalf("keys of an option %v", got)
			}
			if f := o.(map[string]any)["fraction"].(float64); f < -1 || f > 1 {
				t.Errorf("fraction %g", f)
			}
		}
	}
	if want := []string{"choice", "number", "text", "truefalse"}; !slices.Equal(slices.Compact(slices.Sorted(slices.Values(seen))), want) && len(seen) < 4 {
		t.Errorf("kinds %v", seen)
	}
	first := file.(map[string]any)["questions"].([]any)[0].(map[string]any)
	if first["id"] != "ret-1" || first["name"] != "Retention" || !slices.Contains(first["tags"].([]any), any("rhit:1")) {
		t.Errorf("the first question %v", first)
	}
	found := file.(map[string]any)["problems"].([]any)
	if len(found) == 0 {
		t.Fatal("a question without a right answer is no problem")
	}
	for _, p := range found {
		if got := keys(p); !slices.Equal(got, []string{"column", "line", "message", "question", "rule", "severity"}) {
			t.Fatalf("keys of a problem %v", got)
		}
		if s := p.(map[string]any)["severity"]; s != "error" && s != "repair" && s != "warning" && s != "unsupported" {
			t.Errorf("severity %v", s)
		}
	}
}

func TestCheckInWords(t *testing.T) {
	d := newDesk(t)
	a, b := d.file("a.gift", good), d.file("b.tsv", cards)
	d.run(ok, "check", a, b).says("a.gift: GIFT (Moodle), 4 questions", "b.tsv: Table of flashcards", "2 questions")
	broken := d.file("c.gift", "::Broken::Which?{\n~a\n~b\n}\n\n"+good)
	d.run(problems, "check", broken).says("4 questions", "1 error").complains("c.gift:2:1: error: ")
	d.run(failed, "check", a, filepath.Join(d.dir, "none.gift"), broken).says("a.gift: GIFT", "c.gift: GIFT").complains("none.gift", "there is no such file")
	if n := len(d.run(failed, "check", "--json", filepath.Join(d.dir, "none.gift")).parsed()["files"].([]any)); n != 1 {
		t.Errorf("%d files", n)
	}
	if _, err := os.Stat(d.data()); err == nil {
		t.Error("checking made a profile")
	}
}

func TestFlagsMayStandAfterArguments(t *testing.T) {
	d := newDesk(t)
	path := d.file("a.gift", good)
	before := d.run(ok, "check", "--json", path).out.String()
	if after := d.run(ok, "check", path, "--json").out.String(); after != before {
		t.Errorf("%s differs from %s", after, before)
	}
	d.run(ok, "import", path, "--data", d.data(), "--bank", "My bank")
	if got := d.banks(); got["My bank"] != 4 || len(got) != 1 {
		t.Errorf("banks %v", got)
	}
}

func TestImportingTwiceUpdates(t *testing.T) {
	d := newDesk(t)
	path := d.file("unit.gift", good)
	d.run(ok, "import", "--data", d.data(), path).says(`bank "unit": 4 questions read, 4 added, 0 updated, 0 unchanged`)
	d.file("unit.gift", strings.Replace(good, "As the law says.", "As state law says.", 1))
	d.run(ok, "import", "--data", d.data(), path).says("0 added, 1 updated, 3 unchanged")
	doc := d.run(ok, "import", "--data", d.data(), path, "--json").parsed()
	one := doc["files"].([]any)[0].(map[string]any)
	if one["unchanged"].(float64) != 4 || one["name"] != "unit" || one["bank"] != "unit" || one["questions"].(float64) != 4 {
		t.Errorf("%v", one)
	}
	if got := d.banks(); got["unit"] != 4 || len(got) != 1 {
		t.Errorf("banks %v", got)
	}
}

func TestADryRunSavesNothing(t *testing.T) {
	d := newDesk(t)
	d.run(ok, "import", "--data", d.data(), "--dry-run", d.file("unit.gift", good)).says("4 questions read")
	if got := d.banks(); len(got) != 0 {
		t.Errorf("banks %v", got)
	}
}

func TestRepairsCanBeRefused(t *testing.T) {
	d := newDesk(t)
	path := d.file("a.gift", "::Rate::What is the rate?{#0,05:0,001}\n\n"+good)
	d.run(problems, "check", path).says("5 questions", "repair")
	d.run(problems, "check", "--no-repairs", path).says("4 questions", "error")
	d.run(problems, "import", "--data", d.data(), "--no-repairs", path).says("4 questions read")
}
