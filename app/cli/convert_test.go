package cli

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chartroom/content"
)

// count is how many questions a file holds.
func (d *desk) count(path string) int {
	d.t.Helper()
	file, err := content.ReadFile(ctx, path, content.Options{}, nil)
	must(d.t, err)
	n := 0
	for _, b := range file.Banks() {
		n += len(b.Questions)
	}
	return n
}

func (d *desk) at(name string) string { return filepath.Join(d.dir, name) }

func TestConvertWritesEveryFormatThatHoldsTheQuestions(t *testing.T) {
	d := newDesk(t)
	in := d.file("unit.gift", good)
	file, err := content.ReadFile(ctx, in, content.Options{}, nil)
	must(t, err)
	bank := file.Bank
	for _, f := range content.Written() {
		out := d.at("out" + f.Extensions[0])
		if held, _ := f.Sort(bank); len(held.Questions) == 0 { // tables of flashcards and of drills
			d.run(failed, "convert", "--to", f.Name, in, out).complains("cannot hold any of the questions", "not written: \"Retention\"")
			if fileSize(out) != 0 {
				t.Errorf("%s was written", out)
			}
			continue
		}
		d.run(ok, "convert", in, out).says("4 questions written")
		if n := d.count(out); n != 4 {
			t.Errorf("%s: %d questions", f.Name, n)
		}
	}
	d.run(ok, "convert", "--to", "gift", in, d.at("named.dat")).says("4 questions")
	d.run(failed, "convert", in, d.at("out.doc")).complains("no ending that can be written", ".pdf")
	d.run(failed, "convert", "--to", "aiken", in, d.at("x.txt")).complains("read and not written")
	d.run(failed, "convert", "--to", "word", in, d.at("x.txt")).complains("no format")
	d.run(failed, "convert", in, in).complains("over itself")
	d.run(failed, "convert", d.at("none.gift"), d.at("x.xml")).complains("there is no such file")
	d.run(misused, "convert", in)
}

// What a format cannot hold is said first; a rehearsal writes nothing.
func TestConvertSaysWhatIsLost(t *testing.T) {
	d := newDesk(t)
	in := d.file("cards.gift", good)
	d.run(ok, "convert", in, d.at("all.chartroom"))
	cardsIn := d.file("cards.tsv", cards)
	out := d.at("cards.out.gift")
	d.run(problems, "convert", "--dry-run", cardsIn, d.at("x.xml")).complains("not written: \"brady-\"", "Moodle has no flashcards").says("0 questions would be written")
	if fileSize(d.at("x.xml")) != 0 {
		t.Error("a rehearsal wrote a file")
	}
	doc := d.run(failed, "convert", "--json", cardsIn, out).parsed()
	if doc["error"] == nil {
		t.Errorf("%v", doc)
	}
	doc = d.run(ok, "convert", "--json", in, d.at("all.xml")).parsed()
	written := doc["written"].([]any)[0].(map[string]any)
	if doc["format"] != "gift" || written["format"] != "moodle-xml" || written["written"].(float64) != 4 || len(written["why"].([]any)) != 0 || len(doc["problems"].([]any)) != 0 {
		t.Errorf("%v", doc)
	}
}

func TestAFormatCanBeAskedFor(t *testing.T) {
	d := newDesk(t)
	aiken := d.file("q.txt", "What is it?\nA) this\nB) that\nANSWER: B\n")
	d.run(ok, "check", aiken).says("Aiken")
	d.run(problems, "check", "--no-lint", "--format", "gift", "--json", aiken).says(`"format": "gift"`)
	d.run(failed, "check", "--format", "word", aiken).complains("no format")
	d.run(failed, "import", "--data", d.data(), "--format", "anki", aiken).complains("not an archive", "Nothing of it was imported")
}

func TestAPaperComesWithItsKey(t *testing.T) {
	d := newDesk(t)
	in := d.file("unit.gift", good)
	d.run(ok, "convert", in, d.at("exam.pdf"), "--title", "Midterm", "--date", "1 December 2026", "--shuffle", "--seed", "3", "--letter").says("its key to", "exam-key.pdf")
	for _, name := range []string{"exam.pdf", "exam-key.pdf"} {
		if data, err := os.ReadFile(d.at(name)); err != nil || !bytes.HasPrefix(data, []byte("%PDF-")) {
			t.Errorf("%s: %v", name, err)
		}
	}
	first, _ := os.ReadFile(d.at("exam.pdf"))
	d.run(ok, "convert", in, d.at("exam.pdf"), "--title", "Midterm", "--date", "1 December 2026", "--shuffle", "--seed", "4", "--letter")
	if second, _ := os.ReadFile(d.at("exam.pdf")); bytes.Equal(first, second) {
		t.Error("another seed gives the same paper")
	}
	odd := d.file("odd.gift", "What does 心 mean?{=heart}\n")
	d.run(ok, "convert", odd, d.at("odd.pdf")).complains("squares stand for them: 心")
	d.run(ok, "import", "--data", d.data(), in)
	doc := d.run(ok, "export", "--data", d.data(), "--json", "unit", d.at("again.pdf")).parsed()
	if doc["key"] != d.at("again-key.pdf") || fileSize(d.at("again-key.pdf")) == 0 {
		t.Errorf("%v", doc)
	}
}

func TestTheLegacyLayoutIsForAnkiOnly(t *testing.T) {
	d := newDesk(t)
	in := d.file("cards.tsv", cards)
	d.run(ok, "convert", "--legacy", in, d.at("old.apkg"))
	d.run(ok, "convert", in, d.at("new.apkg"))
	for name, old := range map[string]bool{"old.apkg": true, "new.apkg": false} {
		data, err := os.ReadFile(d.at(name))
		if err != nil || bytes.Contains(data, []byte("collection.anki21b")) == old || d.count(d.at(name)) != 2 {
			t.Errorf("%s: %v", name, err)
		}
	}
	d.run(failed, "convert", "--legacy", in, d.at("x.tsv")).complains("no older layout")
}

// Pictures go out with a bank.
func TestAnExportHasItsPictures(t *testing.T) {
	d := newDesk(t)
	const dot = "R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs="
	in := d.file("pictures.xml", `<?xml version="1.0"?><quiz><question type="essay"><name><text>P</text></name><questiontext format="html"><text><![CDATA[<img src="@@PLUGINFILE@@/dot.gif" alt="a dot">]]></text><file name="dot.gif" path="/" encoding="base64">`+dot+`</file></questiontext></question></quiz>`)
	d.run(problems, "import", "--data", d.data(), in)
	d.run(ok, "export", "--data", d.data(), "pictures", d.at("out.chartroom"))
	file, err := content.ReadFile(ctx, d.at("out.chartroom"), content.Options{}, nil)
	if err != nil || len(file.Bank.Media) != 1 {
		t.Errorf("%d pictures, %v", len(file.Bank.Media), err)
	}
}

func TestStoppedWorkLeavesNothing(t *testing.T) {
	d := newDesk(t)
	in := d.file("unit.gift", good)
	stopped, cancel := context.WithCancel(ctx)
	cancel()
	for _, args := range [][]string{{"convert", in, d.at("x.xml")}, {"pack", d.at("x.chartroom"), in}, {"check", in}, {"import", "--data", d.data(), in}} {
		d.err.Reset()
		if code := Run(stopped, d.env, args); code != failed || !strings.Contains(d.err.String(), "it was stopped") {
			t.Errorf("%v: exit %d, %s", args, code, d.err.String())
		}
	}
	if fileSize(d.at("x.xml"))+fileSize(d.at("x.chartroom")) != 0 {
		t.Error("a file was written")
	}
}

func TestColumnsAreSaidByNumberLetterOrName(t *testing.T) {
	d := newDesk(t)
	path := d.file("odd.csv", "Nr,What is asked,Good,Bad one,Bad two\n1,Which is it?,this,that,those\n2,Which was it?,here,there,nowhere\n")
	for _, columns := range []string{"header=1,question=2,answer=3,wrong a=4,wrong b=5,unused=1", "header=1,question=B,answer=C,wrong a=D,wrong b=E,unused=A", "question=What is asked, answer=good, wrong a=Bad one, wrong b=Bad two, unused=Nr"} {
		doc := d.run(ok, "check", "--no-lint", "--json", "--map", columns, path).parsed()
		questions := doc["files"].([]any)[0].(map[string]any)["questions"].([]any)
		if len(questions) != 2 || questions[0].(map[string]any)["text"] != "Which is it?" || len(questions[0].(map[string]any)["options"].([]any)) != 3 {
			t.Errorf("%s: %v", columns, questions)
		}
	}
	for columns, says := range map[string]string{"question=9": "no column", "colour=1": "nothing that a column holds", "question": "does not say", "header=x": "no row"} {
		d.run(failed, "check", "--map", columns, path).complains(says)
	}
}
