package cli

import (
	"maps"
	"os"
	"strings"
	"testing"
)

func TestAPackIsMadeVerifiedAndImported(t *testing.T) {
	d := newDesk(t)
	questions, flash := d.file("unit.gift", good), d.file("prefixes.tsv", cards)
	d.run(ok, "pack", "--new-key", d.at("me.key")).says("a new key")
	d.run(failed, "pack", "--new-key", d.at("me.key")).complains("is there already")
	info, err := os.Stat(d.at("me.key"))
	must(t, err)
	if info.Mode().Perm()&0o077 != 0 {
		t.Errorf("others may read the key: %v", info.Mode())
	}
	doc := d.run(ok, "pack", d.at("course.chartroom"), questions, flash, "--name", "HIM 101", "--version", "1", "--author", "A. Teacher", "--licence", "CC BY 4.0",
		"--language", "en", "--exam", "rhit, cca", "--key", d.at("me.key"), "--json").parsed()
	signer, _ := doc["signed_by"].(string)
	if doc["name"] != "HIM 101" || len(doc["banks"].([]any)) != 2 || doc["questions"].(float64) != 6 || len(signer) != 24 {
		t.Errorf("%v", doc)
	}
	d.run(ok, "verify-pack", d.at("course.chartroom")).says("HIM 101", "2 banks", signer)
	one := d.run(ok, "verify-pack", "--json", d.at("course.chartroom")).parsed()["files"].([]any)[0].(map[string]any)
	if one["author"] != "A. Teacher" || one["created"] != "2026-11-22" || len(one["exams"].([]any)) != 2 || one["signed_by"] != signer {
		t.Errorf("%v", one)
	}
	d.run(ok, "check", "--no-lint", d.at("course.chartroom")).says("6 questions")
	d.run(ok, "import", "--data", d.data(), d.at("course.chartroom")).says("signed with the key "+signer, `bank "unit": 4 questions read, 4 added`, `bank "Prefixes": 2 questions`)
	want := map[string]int{"unit": 4, "Prefixes": 2}
	if _, named := d.banks()["Prefixes"]; !named {
		want = map[string]int{"unit": 4, "prefixes": 2}
	}
	if got := d.banks(); !maps.Equal(got, want) {
		t.Errorf("banks %v", got)
	}
}

// A newer version updates the same banks and says what it changes; another key
// is shouted.
func TestANewerPackUpdatesInPlace(t *testing.T) {
	d := newDesk(t)
	in := d.file("unit.gift", good)
	d.run(ok, "pack", "--new-key", d.at("me.key"))
	d.run(ok, "pack", "--new-key", d.at("thief.key"))
	d.run(ok, "pack", d.at("v1.chartroom"), in, "--name", "Unit", "--version", "1", "--key", d.at("me.key"))
	d.run(ok, "import", "--data", d.data(), d.at("v1.chartroom")).says("4 added")
	newer := strings.Replace(good, "{#30:2}", "{#31:2}", 1) + "\n::More::Is it?{F}\n"
	d.file("unit.gift", newer)
	d.run(ok, "pack", d.at("v2.chartroom"), in, "--name", "Unit", "--version", "2", "--key", d.at("me.key"))
	d.run(ok, "import", "--data", d.data(), d.at("v2.chartroom")).says("1 added, 1 updated, 1 with another key, 3 unchanged").complains("other answers are right now: 31")
	d.run(ok, "verify-pack", "--older", d.at("v1.chartroom"), d.at("v2.chartroom")).says("1 added, 1 changed (1 with another key), 0 removed")
	d.run(problems, "verify-pack", "--older", d.at("v2.chartroom"), d.at("v1.chartroom")).complains("older than the one")
	d.run(ok, "pack", d.at("v3.chartroom"), in, "--name", "Unit", "--version", "3", "--key", d.at("thief.key"))
	d.run(problems, "verify-pack", "--older", d.at("v2.chartroom"), d.at("v3.chartroom")).complains("THE KEY HAS CHANGED")
	d.run(failed, "import", "--data", d.data(), d.at("v3.chartroom")).complains("THE KEY HAS CHANGED", "--trust", "Nothing of it was imported")
	d.run(ok, "import", "--trust", "--data", d.data(), d.at("v3.chartroom")).complains("THE KEY HAS CHANGED")
	d.run(failed, "import", "--data", d.data(), d.at("v2.chartroom")).complains("--trust")
	d.run(ok, "pack", d.at("v4.chartroom"), in, "--name", "Unit", "--version", "4").says("not signed")
	d.run(problems, "verify-pack", "--older", d.at("v3.chartroom"), d.at("v4.chartroom")).complains("THE SIGNATURE IS GONE")
}

func TestADamagedPackIsRefused(t *testing.T) {
	d := newDesk(t)
	d.run(ok, "pack", d.at("p.chartroom"), d.file("unit.gift", good))
	data, err := os.ReadFile(d.at("p.chartroom"))
	must(t, err)
	data[len(data)/2] ^= 1
	must(t, os.WriteFile(d.at("p.chartroom"), data, 0o600))
	d.run(failed, "verify-pack", d.at("p.chartroom"))
	d.run(failed, "import", "--data", d.data(), d.at("p.chartroom")).complains("Nothing of it was imported")
	d.run(failed, "verify-pack", d.file("no.chartroom", "text"))
}

func TestPackSaysWhatIsWrongWithItsArguments(t *testing.T) {
	d := newDesk(t)
	in := d.file("unit.gift", good)
	d.run(misused, "pack", d.at("x.chartroom"))
	d.run(misused, "pack", "--new-key", d.at("k"), in)
	d.run(misused, "verify-pack")
	d.run(failed, "pack", d.at("x.zip"), in).complains("ends with .chartroom")
	d.run(failed, "pack", d.at("x.chartroom"), in, "--key", in).complains("no key to sign with")
	d.run(failed, "pack", d.at("x.chartroom"), in, in).complains("twice")
	d.run(failed, "pack", d.at("x.chartroom"), d.at("none.gift")).complains("no such file")
	if fileSize(d.at("x.chartroom")) != 0 {
		t.Error("a pack was written")
	}
}

// A pack of several banks becomes a file for each, and a pack again.
func TestAPackIsUnpackedIntoFiles(t *testing.T) {
	d := newDesk(t)
	d.run(ok, "pack", d.at("p.chartroom"), d.file("one.gift", good), d.file("two.gift", "// bank: Two\n\nIs it?{T}\n"))
	d.run(ok, "convert", d.at("p.chartroom"), d.at("out.xml")).says("out-one.xml: 4 questions", "out-two.xml: 1 question")
	if d.count(d.at("out-one.xml")) != 4 || d.count(d.at("out-two.xml")) != 1 {
		t.Error("the files hold other questions")
	}
	d.run(ok, "convert", d.at("p.chartroom"), d.at("again.chartroom")).says("5 questions")
	if d.count(d.at("again.chartroom")) != 5 {
		t.Error("the pack holds other questions")
	}
}
