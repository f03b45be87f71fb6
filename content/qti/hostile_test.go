package qti

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"chartroom/content/parse"
	"chartroom/content/zipfile"
	"chartroom/quiz"
)

// good is an item that every hostile file also has: it must come through.
const good = `<item ident="good"><presentation><material><mattext>Good?</mattext></material><response_lid ident="r"><render_choice><response_label ident="a"><material><mattext>yes</mattext></material></response_label><response_label ident="b"><material><mattext>no</mattext></material></response_label></render_choice></response_lid></presentation><resprocessing><respcondition><conditionvar><varequal respident="r">a</varequal></conditionvar><setvar>1</setvar></respcondition></resprocessing></item>`

// One bad item never costs another, and none costs the machine's memory.
func TestHostileItemsCostOnlyThemselves(t *testing.T) {
	entities := `<!DOCTYPE q [<!ENTITY a0 "ha">`
	for i := range 30 {
		entities += fmt.Sprintf(`<!ENTITY a%d "&a%d;&a%d;">`, i+1, i, i)
	}
	for name, c := range map[string]struct{ text, rule string }{
		"depth":             {"<questestinterop><item ident='x'>" + strings.Repeat("<flow>", 300_000) + strings.Repeat("</flow>", 300_000) + "</item>" + good, "qti-too-long"},
		"many tags":         {"<questestinterop><item ident='x'><presentation>" + strings.Repeat("<a/>", 300_000) + "</presentation></item>" + good, "qti-too-long"},
		"a long text":       {"<questestinterop><item ident='x'><presentation><material><mattext>" + strings.Repeat("word ", 1<<20) + "</mattext></material></presentation></item>" + good, "qti-too-long"},
		"a long attribute":  {"<questestinterop><item ident='" + strings.Repeat("x", 5<<20) + "'><presentation/></item>" + good, ""},
		"many attributes":   {"<questestinterop><item " + strings.Repeat("a='b' ", 500_000) + "><presentation/></item>" + good, ""},
		"entities":          {entities + "]><questestinterop><item ident='x'><presentation><material><mattext>&a30;</mattext></material></presentation></item>" + good, ""},
		"an external file":  {`<!DOCTYPE q [<!ENTITY x SYSTEM "file:///etc/passwd">]><questestinterop><item ident="x"><presentation><material><mattext>&x;</mattext></material></presentation></item>` + good, ""},
		"unclosed comments": {"<questestinterop>" + good + "<!-- " + strings.Repeat("-", 1<<20), ""},
		"stray ends":        {"<questestinterop>" + strings.Repeat("</item></section></x>", 100_000) + good, ""},
		"open sections":     {"<questestinterop>" + strings.Repeat("<section title='s'>", 10_000) + "</section>" + good, ""},
		"many responses":    {"<questestinterop><item ident='x'><presentation><material><mattext>" + strings.Repeat("[a] ", 200_000) + "</mattext></material>" + strings.Repeat("<response_str ident='response_b'/>", 50_000) + "</presentation></item>" + good, "qti-too-long"},
		"many keys":         {"<questestinterop><assessmentItem identifier='x'><responseDeclaration identifier='R'><correctResponse>" + strings.Repeat("<value>x</value>", 30_000) + "</correctResponse></responseDeclaration><itemBody><choiceInteraction responseIdentifier='R'>" + strings.Repeat("<simpleChoice/>", 30_000) + "</choiceInteraction></itemBody></assessmentItem>" + good, "qti-too-long"},
		"places of gaps":    {"<questestinterop><item ident='x'><presentation><material><mattext>" + strings.Repeat("\uE0000\uE001", 100_000) + "</mattext></material><response_str ident='f'/><response_str ident='g'/></presentation><resprocessing><respcondition><conditionvar><varequal respident='f'>a</varequal><varequal respident='g'>a</varequal></conditionvar><setvar>1</setvar></respcondition></resprocessing></item>" + good, ""},
		"gaps in HTML":      {"<questestinterop><item ident='x'><presentation><material><mattext>" + strings.Repeat("[a] \uE0000\uE001", 1000) + "</mattext></material><response_lid ident='response_a'><render_choice><response_label ident='1'/></render_choice></response_lid></presentation></item>" + good, "qti-no-key"},
	} {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		bank, problems, err := Parse(context.Background(), []byte(c.text), "b", nil)
		runtime.ReadMemStats(&after)
		if used := after.TotalAlloc - before.TotalAlloc; used > 400<<20 {
			t.Errorf("%s: %d MB were used in all", name, used>>20)
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		found, said := false, c.rule == ""
		for _, q := range bank.Questions {
			found = found || parse.OwnID(q.Key) == "good" && q.Kind == quiz.Choice
			if strings.Contains(q.Stem, "root:") || strings.Contains(q.Stem, "hahaha") {
				t.Errorf("%s: an entity was expanded: %.80q", name, q.Stem)
			}
		}
		for _, p := range problems {
			said = said || p.Rule == c.rule
		}
		if !found || !said {
			t.Errorf("%s: the good item is there: %t; %s is said: %t; %d problems", name, found, c.rule, said, len(problems))
		}
	}
}

// A package names no file outside of itself, however it is written.
func TestPackagesReachNothingOutside(t *testing.T) {
	secret := filepath.Join(t.TempDir(), "secret.xml")
	if err := os.WriteFile(secret, []byte("<questestinterop>"+good+"</questestinterop>"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, href := range []string{secret, "file://" + secret, "/../" + secret, "../../" + secret, `..\..\secret.xml`, "http://127.0.0.1/x.xml", "//127.0.0.1/x.xml", "C:/secret.xml", "%2e%2e/secret.xml", "$IMS-CC-FILEBASE$/../secret.xml"} {
		a := zipped(t, "imsmanifest.xml", `<manifest><resource type="imsqti_xmlv1p2" href="`+href+`"/></manifest>`,
			"q.xml", `<questestinterop><item ident="q"><presentation><material><matimage uri="`+href+`"/><mattext>only</mattext></material></presentation></item></questestinterop>`)
		bank, problems, err := ParseArchive(context.Background(), a, "b", Options{}, nil)
		if err != nil || len(bank.Questions) != 1 || len(bank.Media) != 0 || len(problems) < 2 {
			t.Errorf("%s: %d questions, %d media, %v, %v", href, len(bank.Questions), len(bank.Media), problems, err)
		}
	}
}

func TestUnsafeMembersAreLeftOut(t *testing.T) {
	a := zipped(t, "../evil.xml", "<questestinterop>"+good, "/abs.xml", "<questestinterop>"+good, "q.xml", "<questestinterop>"+good)
	bank, problems, err := ParseArchive(context.Background(), a, "b", Options{}, nil)
	if err != nil || len(bank.Questions) != 1 || len(problems) != 2 {
		t.Errorf("%d questions, %v, %v", len(bank.Questions), problems, err)
	}
}

// A file that is cut off anywhere gives the items before the cut, and says so
// where it goes through an item.
func TestCutOffAnywhere(t *testing.T) {
	text := "<?xml version=\"1.0\"?><questestinterop><assessment title=\"T\"><section>" + good + strings.Replace(good, "good", "two", 1) + "</section></assessment></questestinterop>"
	first, second := strings.Index(text, "<item"), strings.LastIndex(text, "<item")
	ends := [2]int{strings.Index(text, "</item>") + len("</item>"), strings.LastIndex(text, "</item>") + len("</item>")}
	for cut := range len(text) {
		bank, problems, _ := Parse(context.Background(), []byte(text[:cut]), "b", nil)
		want := 0
		for _, end := range ends {
			if cut >= end {
				want++
			}
		}
		within := cut > first+len("<item") && cut < ends[0] || cut > second+len("<item") && cut < ends[1]
		// The tag itself must be whole to be one.
		opened := cut > first+len(`<item ident="good">`) && cut < ends[0] || cut > second+len(`<item ident="two">`) && cut < ends[1]
		if len(bank.Questions) != want {
			t.Fatalf("cut at %d: %d questions, not %d", cut, len(bank.Questions), want)
		}
		if opened && parse.Count(problems, parse.Error) != 1 || !within && len(problems) > 0 {
			t.Fatalf("cut at %d: %v", cut, problems)
		}
	}
}

// A file costs the memory of its largest item, beside its text and what is kept
// of it: items that are left out cost nothing in the end.
func TestMemoryIsThatOfTheLargestItem(t *testing.T) {
	one := "<assessmentItem identifier='x'><p>" + strings.Repeat("word <b>word</b> ", 60) + "</p></assessmentItem>\n"
	var held []uint64
	text := []byte(strings.Repeat(one, 20_000) + "<questestinterop>" + good)
	_, problems, err := Parse(context.Background(), text, "b", func(done, total int) {
		if part := done * 4 / total; part > len(held) && part < 4 {
			var stats runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&stats)
			held = append(held, stats.HeapAlloc)
		}
	})
	if err != nil || len(held) != 3 || parse.Count(problems, parse.Error) < 10_000 {
		t.Fatalf("%d, %d problems, %v", held, len(problems), err)
	}
	// Of the first half are the problems that are listed; of the rest, nothing.
	if grown := int64(held[2]) - int64(held[1]); grown > 1<<20 {
		t.Errorf("%d KB more were held after another 5,000 items", grown>>10)
	}
}

// What is read of every conformance file is what a question may be.
func TestEveryQuestionIsWhole(t *testing.T) {
	paths, _ := filepath.Glob(filepath.Join(conformance, "qti", "*"))
	more, _ := filepath.Glob(filepath.Join(conformance, "blackboard_six", "moodle", "*qti.dat"))
	items, _ := filepath.Glob(filepath.Join(conformance, "qti", "items_*", "*.xml"))
	if len(paths) == 0 {
		t.Skip("skipped: no conformance files")
	}
	read := 0
	for _, path := range append(append(paths, more...), items...) {
		var bank quiz.Bank
		if info, err := os.Stat(path); err != nil {
			t.Fatal(err)
		} else if info.IsDir() {
			bank, _, _ = ParseArchive(context.Background(), zipFolder(t, path), "b", Options{}, nil)
		} else if data, err := os.ReadFile(path); err != nil {
			t.Fatal(err)
		} else if !zipfile.Looks(data) {
			bank, _, _ = Parse(context.Background(), data, "b", nil)
		}
		for i := range bank.Questions {
			read++
			if fault := whole(&bank.Questions[i]); fault != "" {
				t.Errorf("%s: %s: %s", filepath.Base(path), bank.Questions[i].Key, fault)
			}
		}
	}
	t.Logf("%d questions in %d files", read, len(paths)+len(more)+len(items))
}

// whole says what is wrong with a question, or "": one that is asked has an
// answer that earns everything, and a key of its own.
func whole(q *quiz.Question) string {
	switch {
	case q.Key == "" || q.ID.IsZero() || q.Line < 1:
		return "no key or line"
	case q.Name == "" && q.Stem != "":
		return "no name"
	case q.Kind == quiz.TrueFalse && (len(q.Options) != 2 || q.Options[0].Text != "True" || q.Options[1].Text != "False"):
		return fmt.Sprintf("true or false with %+v", q.Options)
	case q.Kind == quiz.Cloze && len(q.Gaps) == 0:
		return "no gaps"
	}
	check := func(options []quiz.Option, together bool) string {
		sum, best := 0.0, 0.0
		for _, o := range options {
			if o.Fraction < -1 || o.Fraction > 1 || o.Tolerance < 0 {
				return fmt.Sprintf("option %+v", o)
			}
			sum, best = sum+max(0, o.Fraction), max(best, o.Fraction)
		}
		if together && sum < 0.999 || !together && best < 0.999 {
			return fmt.Sprintf("earns at most %g", best)
		}
		return ""
	}
	for i, g := range q.Gaps {
		if g.Weight <= 0 || !strings.Contains(q.Stem, gapMark(i)) || strings.Count(q.Stem, gapMark(i)) != 1 {
			return fmt.Sprintf("gap %d is not once in %q, or has the weight %g", i+1, q.Stem, g.Weight)
		}
		if fault := check(g.Options, false); fault != "" {
			return fault
		}
	}
	switch q.Kind {
	case quiz.Choice, quiz.TrueFalse, quiz.Text, quiz.Number:
		return check(q.Options, q.Multiple)
	}
	return ""
}

// FuzzParse proves that no input makes the reader panic, that problems point
// into the file, and that what is asked can be answered.
func FuzzParse(f *testing.F) {
	for _, pattern := range []string{conformance + "/qti/items_*/*.xml", conformance + "/qti/*.xml"} {
		paths, _ := filepath.Glob(pattern)
		for _, path := range paths {
			data, err := os.ReadFile(path)
			if err != nil {
				f.Fatal(err)
			}
			if len(data) < 4<<10 { // longer ones take a minute each to minimise
				f.Add(data)
			}
		}
	}
	f.Add([]byte("<questestinterop>" + good))
	f.Fuzz(func(t *testing.T, data []byte) {
		bank, problems, err := Parse(context.Background(), data, "fuzz", nil)
		if text, _, _, decodeErr := parse.Decode(data); decodeErr == nil {
			lines := strings.Count(text, "\n") + 1
			for _, p := range problems {
				if p.Line < 0 || p.Line > lines || p.Message == "" || p.Rule == "" {
					t.Fatalf("%v in %d lines", p, lines)
				}
			}
		}
		if err != nil {
			return
		}
		keys := map[string]bool{}
		for i := range bank.Questions {
			q := &bank.Questions[i]
			if fault := whole(q); fault != "" || keys[q.Key] {
				t.Fatalf("%s: %s (twice: %t)", q.Key, fault, keys[q.Key])
			}
			keys[q.Key] = true
		}
	})
}
