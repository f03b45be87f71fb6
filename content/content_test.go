package content

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chartroom/content/parse"
)

const someGIFT = "// [id:q1] [tag:rhit:1]\n::Access::By when?{=30 days#Right. ~60 days}\n\nPi?{#3.14:0.01}\n"

func TestFormatOfLooksInsideFirst(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a.gift", someGIFT, "gift"},
		{"a.txt", someGIFT, "gift"},
		{"a", someGIFT, "gift"},
		{"misnamed.csv", someGIFT, "gift"},
		{"a.gift", "Only a text.\n\nAnd another.", "gift"},
		{"a.txt", "$CATEGORY: x\n\nText", "gift"},
		{"a.tsv", "#separator:tab\n#columns:front\tback\na\tb\n", "table"},
		{"a.txt", "#separator:tab\na\tb\n", "table"},
		{"misnamed.gift", "front,back\na,b\n", "table"},
		{"a.csv", "a,b\nc,d\n", "table"},
		{"a.txt", "What?\nA. one\nB. two\nANSWER: B\n", "aiken"},
		{"a.txt", "edema\tswelling\nemesis\tvomiting\n", "table"},
		{"a.csv", "brace {=x},and more\nanother {=y},row\n", "table"},
		{"unknown.xyz", "Sky?{TRUE}", "gift"},
		{"a.xml", "<?xml version=\"1.0\"?>\n<quiz><question type=\"essay\"></question></quiz>", "moodle-xml"},
		{"a.txt", "<quiz>\n<!-- question: 0 -->\n<question type=\"cloze\">{1:SA:=x}\tx</question>", "moodle-xml"},
	} {
		f, err := FormatOf(c.name, []byte(c.text))
		if err != nil || f.Name != c.want {
			t.Errorf("%s, %q: %q, %v", c.name, c.text, f.Name, err)
		}
	}
}

func TestFormatOfSaysWhatAFileIsInstead(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a.gift", "\x89PNG\r\n\x1a\n", "PNG picture"},
		{"deck.apkg", "PK\x03\x04", "zip archive"},
		{"a.xml", "<?xml version=\"1.0\"?><feed>{1:SA:=x}</feed>", "XML"},
		{"a.html", "<!DOCTYPE html><p>", "web page"},
		{"a.json", `{"questions": []}`, "JSON"},
		{"a.txt", "A letter to a friend\nwith nothing to ask.\n", "no format"},
		{"a.gift", "", "empty"},
	} {
		_, err := FormatOf(c.name, []byte(c.text))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s, %q: %v does not say %q", c.name, c.text, err, c.want)
		}
	}
}

func TestReadFileNamesTheBankAfterTheFile(t *testing.T) {
	dir := t.TempDir()
	for file, want := range map[string]string{"Unit 4.gift": "Unit 4", "quiz.gift.txt": "quiz", "a#b?.txt": "a#b?", ".gift": ".gift"} {
		path := filepath.Join(dir, file)
		if err := os.WriteFile(path, []byte(someGIFT), 0o600); err != nil {
			t.Fatal(err)
		}
		read, err := ReadFile(context.Background(), path, Options{}, nil)
		bank, format, problems := read.Bank, read.Format, read.Problems
		if err != nil || bank.Name != want || format.Name != "gift" || len(bank.Questions) != 2 || len(problems) != 0 {
			t.Errorf("%s: %q, %q, %d questions, %v, %v", file, bank.Name, format.Name, len(bank.Questions), problems, err)
		}
	}
}

func TestReadFileRefusesWhatIsNoFileOfQuestions(t *testing.T) {
	dir := t.TempDir()
	large := filepath.Join(dir, "large.gift")
	empty := filepath.Join(dir, "empty.gift")
	for path, size := range map[string]int64{large: limit + 1, empty: 0} {
		f, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(f.Truncate(size), f.Close()); err != nil {
			t.Fatal(err)
		}
	}
	for path, want := range map[string]string{dir: "folder", large: "at most", empty: "empty", filepath.Join(dir, "gone"): "no such file"} {
		_, err := ReadFile(context.Background(), path, Options{}, nil)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v does not say %q", path, err, want)
		}
	}
	if _, err := ReadFile(context.Background(), filepath.Join(dir, "gone"), Options{}, nil); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v is not fs.ErrNotExist", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	path := filepath.Join(dir, "a.gift")
	if err := os.WriteFile(path, []byte(someGIFT), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadFile(ctx, path, Options{}, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("%v is not cancelled", err)
	}
}

func TestReadFileReadsFilesLongerThanALook(t *testing.T) {
	path := filepath.Join(t.TempDir(), "long.gift")
	text := strings.Repeat("Fièvre{T}\n\n", 20_000) // a look ends inside a letter or not
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	file, err := ReadFile(context.Background(), path, Options{}, nil)
	bank, problems := file.Bank, file.Problems
	if err != nil || len(bank.Questions) != 20_000 || parse.Count(problems, parse.Repair) != 0 {
		t.Errorf("%d questions, %v, %v", len(bank.Questions), problems[:min(3, len(problems))], err)
	}
}

func TestCheckWritesWhatWasRead(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.gift")
	const text = someGIFT + "\n::Pairs::Match{=a -> b =c -> d}\n\n// [id:gap]\n{1:SA:=x#Yes.} is {1:NM:=3:2}.\n\nNobody?{~a ~b}\n\nSky?{T}\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	doc := Check(context.Background(), path, filepath.Join(dir, "gone.gift"))
	for i := range doc.Files {
		doc.Files[i].File = filepath.Base(doc.Files[i].File)
	}
	got, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"files":[{"file":"a.gift","format":"gift","questions":[` +
		`{"line":1,"id":"q1","kind":"choice","name":"Access","text":"By when?","multiple":false,"options":[{"text":"30 days","fraction":1,"feedback":"Right.","id":"A"},{"text":"60 days","fraction":0,"feedback":"","id":"B"}],"tags":["rhit:1"],"category":""},` +
		`{"line":4,"id":"","kind":"number","name":"Pi?","text":"Pi?","multiple":false,"options":[{"text":"3.14:0.01","fraction":1,"feedback":"","id":""}],"tags":[],"category":""},` +
		`{"line":6,"id":"","kind":"match","name":"Pairs","text":"Match","multiple":false,"options":[{"text":"a -\u003e b","fraction":1,"feedback":"","id":"A"},{"text":"c -\u003e d","fraction":1,"feedback":"","id":"B"}],"tags":[],"category":""},` +
		`{"line":8,"id":"gap","kind":"cloze","name":"_____ is _____.","text":"{{1}} is {{2}}.","multiple":false,"options":[{"text":"x","fraction":1,"feedback":"Yes.","id":""},{"text":"3:2","fraction":1,"feedback":"","id":""}],"tags":[],"category":""},` +
		`{"line":13,"id":"","kind":"truefalse","name":"Sky?","text":"Sky?","multiple":false,"options":[{"text":"True","fraction":1,"feedback":"","id":"A"},{"text":"False","fraction":0,"feedback":"","id":"B"}],"tags":[],"category":""}],` +
		`"problems":[` +
		`{"line":11,"column":9,"severity":"error","rule":"gift-no-right-answer","question":"Nobody?","message":"No answer is right, so this question could never be answered. Mark the right answer with =."}]},` +
		`{"file":"gone.gift","format":"","questions":[],"problems":[{"line":0,"column":0,"severity":"error","rule":"file","question":"","message":"there is no such file"}]}]}`
	if string(got) != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if doc.Worst() != parse.Error || (Document{}).Worst() != "" {
		t.Errorf("the worst is %q", doc.Worst())
	}
	if empty, _ := json.Marshal(Check(context.Background())); string(empty) != `{"files":[]}` {
		t.Errorf("nothing is %s", empty)
	}
}

// TestEveryFormatReadsWhatItWrites holds formats to their word, also those that
// are added later: what Holds lets pass survives Write and Parse.
func TestEveryFormatReadsWhatItWrites(t *testing.T) {
	banks, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range Written() {
		written := 0
		for _, bank := range banks {
			whole := bank
			whole.Questions = nil
			for _, q := range bank.Questions {
				if f.Holds(&q) == nil {
					whole.Questions = append(whole.Questions, q)
				}
			}
			if len(whole.Questions) == 0 {
				continue
			}
			var b strings.Builder
			if err := f.Write(&b, whole); err != nil {
				t.Fatal(err)
			}
			found, err := FormatOf("bank"+f.Extensions[0], []byte(b.String()))
			if err != nil || found.Name != f.Name {
				t.Errorf("%s: what %s wrote looks like %q, %v", bank.ID, f.Name, found.Name, err)
			}
			again, problems, err := f.Parse(context.Background(), []byte(b.String()), string(bank.ID), nil)
			if err != nil || len(problems) > 0 || len(again.Questions) != len(whole.Questions) {
				t.Fatalf("%s in %s: %d of %d, %v, %v", bank.ID, f.Name, len(again.Questions), len(whole.Questions), problems, err)
			}
			for i := range again.Questions {
				again.Questions[i].Line, whole.Questions[i].Line = 0, 0
				got, _ := json.Marshal(again.Questions[i])
				want, _ := json.Marshal(whole.Questions[i])
				if string(got) != string(want) {
					t.Errorf("%s in %s: got\n%s\nwant\n%s", bank.ID, f.Name, got, want)
				}
			}
			written += len(whole.Questions)
		}
		if written == 0 && f.Name != "drills" { // of which none are shipped; they have their own law
			t.Errorf("%s holds none of the shipped questions", f.Name)
		}
	}
}

func TestBuiltinHashIsOfTheMaterial(t *testing.T) {
	if h := BuiltinHash(); len(h) != 64 || h != BuiltinHash() {
		t.Errorf("hash %q", h)
	}
}

func TestBlueprintsAreSound(t *testing.T) {
	all, err := Blueprints()
	if err != nil {
		t.Fatal(err)
	}
	files, err := fs.Glob(builtin, "builtin/blueprints/*")
	if err != nil || len(files) != len(all) {
		t.Errorf("%d blueprints from %d files, %v", len(all), len(files), err)
	}
	if all[0].Credential != "rhit" || all[0].Items != 150 || all[0].Scored != 130 || len(all[0].Domains) != 6 {
		t.Errorf("the first is %+v", all[0])
	}
	ids := map[string]bool{}
	for _, b := range all {
		if ids[b.ID] {
			t.Errorf("the id %q is taken", b.ID)
		}
		ids[b.ID] = true
		for _, f := range b.Facts {
			if f.Confidence > b.Confidence {
				t.Errorf("%s: the fact %q is less certain than the whole", b.ID, f.Name)
			}
			if !parse.Date(f.VerifiedOn) {
				t.Errorf("%s: %q is no date", b.ID, f.VerifiedOn)
			}
		}
		sum := 0.0
		for _, d := range b.Domains {
			sum += b.Weight(d.ID)
		}
		if sum < 1-1e-9 || sum > 1+1e-9 {
			t.Errorf("%s: the weights add up to %v", b.ID, sum)
		}
	}
	if _, err := ParseBlueprint([]byte(`{"id":"x","unknown":1}`)); err == nil {
		t.Error("a figure that nobody sees is taken")
	}
}
