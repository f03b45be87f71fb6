package moodlexml

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"chartroom/content/parse"
	"chartroom/quiz"
)

// good is a question that must survive whatever stands beside it.
const good = `<question type="shortanswer"><name><text>Good</text></name><questiontext format="html"><text>Good?</text></questiontext><answer fraction="100"><text>yes</text></answer></question>`

// asked is a question with something in place of its text.
func asked(text string) string {
	return `<question type="shortanswer"><name><text>Bad</text></name><questiontext format="html">` + text + `</questiontext><answer fraction="100"><text>yes</text></answer></question>`
}

// lol is the start of a file whose entities expand to gigabytes.
const lol = `<!DOCTYPE quiz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY x SYSTEM "file:///etc/passwd">]>`

func TestABadQuestionCostsNoOther(t *testing.T) {
	many := func(s string, n int) string { return strings.Repeat(s, n) }
	for name, bad := range map[string]string{
		"a broken tag":               asked(`<text <b>`),
		"a tag without end":          asked(`<text`),
		"a text without end":         asked(`<text>x`),
		"CDATA without end":          asked(`<text><![CDATA[x`),
		"a comment without end":      asked(`<text><!-- x`),
		"an attribute without end":   `<question type="shortanswer><name>`,
		"nothing after it":           `<question type="shortanswer">`,
		"a weight that is no number": `<question type="multichoice"><answer fraction="much"><text>a</text></answer><answer><text>b</text></answer></question>`,
		"a weight of 1e308":          `<question type="multichoice"><answer fraction="1e308"><text>a</text></answer><answer fraction="NaN"><text>b</text></answer></question>`,
		"no right answer":            `<question type="multichoice"><answer><text>a</text></answer><answer><text>b</text></answer></question>`,
		"no answer":                  `<question type="numerical"></question>`,
		"an endless number":          `<question type="numerical"><answer fraction="100"><text>1e999</text></answer></question>`,
		"depth of 100,000":           asked(many("<a>", 100_000)),
		"100,000 elements":           asked(many("<a/>", 100_000)),
		"100,000 answers":            `<question type="multichoice">` + many(`<answer fraction="100"><text>a</text></answer>`, 1000) + `</question>`,
		"a huge attribute":           `<question type="` + many("x", 10<<20) + `"></question>`,
		"a huge name of a tag":       `<question type="x"><` + many("x", 10<<20) + `></question>`,
		"many attributes":            `<question ` + many(`a="b" `, 1<<20) + `></question>`,
		"a huge text":                asked(`<text>` + many("x", parse.Limits.Question+1) + `</text>`),
		"gaps without end":           `<question type="cloze"><questiontext><text>` + many("{1:SA:=x", 100_000) + `</text></questiontext></question>`,
		"10,000 gaps":                `<question type="cloze"><questiontext><text>` + many("{1:SA:=x}", 10_000) + `</text></questiontext></question>`,
		"10,000 answers in a gap":    `<question type="cloze"><questiontext><text>{1:SA:` + many("~=x", 10_000) + `}</text></questiontext></question>`,
	} {
		t.Run(name, func(t *testing.T) {
			bank, problems, err := Parse(context.Background(), []byte("<quiz>"+good+bad+good+"</quiz>"), "x", nil)
			goods := 0
			for _, q := range bank.Questions {
				if q.Name == "Good" {
					goods++
				}
			}
			if err != nil || goods != 2 || len(bank.Questions) != 2 || parse.Count(problems, parse.Error) == 0 {
				t.Errorf("%d good ones of %d, %v, %.300v", goods, len(bank.Questions), err, problems)
			}
		})
	}
}

func TestEntitiesOfAFileAreNeverExpanded(t *testing.T) {
	bank, problems, err := Parse(context.Background(), []byte(lol+"<quiz>"+asked("<text>&c;&x;</text>")+good+"</quiz>"), "x", nil)
	if err != nil || len(bank.Questions) != 2 || bank.Questions[0].Stem != "&c;&x;" || parse.Count(problems, parse.Repair) != 1 {
		t.Errorf("%+v, %v, %v", bank.Questions, problems, err)
	}
}

func TestFilesThatAreNoFilesAreLeftOut(t *testing.T) {
	embedded := func(name, data string) string {
		return asked(`<text><![CDATA[<img src="@@PLUGINFILE@@/x.png">]]></text><file name="` + name + `" encoding="base64">` + data + `</file>`)
	}
	for name, file := range map[string]string{
		"not base64":         embedded("x.png", "§§§"),
		"cut off":            embedded("x.png", "iVBO="),
		"no picture":         embedded("x.png", "PHN2Zz48L3N2Zz4="),
		"not there":          embedded("y.png", "iVBORw0KGgo="),
		"a bomb of 24 MB":    embedded("x.png", "iVBORw0KGgo"+strings.Repeat("A", 32<<20)),
		"outside the folder": strings.Replace(embedded("../../etc/x.png", "iVBORw0KGgo="), "@@/x.png", "@@/../../etc/x.png", 1),
	} {
		t.Run(name, func(t *testing.T) {
			bank, problems, err := Parse(context.Background(), []byte(file+good), "x", nil)
			if err != nil || len(bank.Questions) != 2 || len(problems) == 0 && len(bank.Media) == 0 {
				t.Fatalf("%d questions, %v, %v", len(bank.Questions), problems, err)
			}
			for _, m := range bank.Media {
				if strings.ContainsAny(m.Name, "/\\") {
					t.Errorf("media %q", m.Name)
				}
			}
			if name != "outside the folder" && (len(bank.Media) > 0 || !strings.Contains(bank.Questions[0].Stem, "@@PLUGINFILE@@/x.png")) {
				t.Errorf("%d media, %q", len(bank.Media), bank.Questions[0].Stem)
			}
		})
	}
}

// TestAFileCutOffAnywhereKeepsWhatIsWhole cuts a file at every byte.
func TestAFileCutOffAnywhereKeepsWhatIsWhole(t *testing.T) {
	for _, path := range []string{"testdata/core.xml", "testdata/broken.xml"} {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		whole, _, err := Parse(context.Background(), data, "x", nil)
		if err != nil {
			t.Fatal(err)
		}
		for n := range data {
			bank, problems, err := Parse(context.Background(), data[:n], "x", nil)
			if err != nil {
				continue // nothing has begun yet
			}
			text, _, _, _ := decode(data[:n])
			checkPlaces(t, text, problems)
			line := 1 + strings.Count(text, "\n")
			for i, q := range whole.Questions {
				if i+1 < len(whole.Questions) && whole.Questions[i+1].Line < line && (i >= len(bank.Questions) || bank.Questions[i].Name != q.Name) {
					t.Fatalf("%s cut at byte %d, line %d: question %q was lost", path, n, line, q.Name)
				}
			}
		}
	}
}

func TestWhatIsNotTextOrNotMoodlesIsRefused(t *testing.T) {
	for name, data := range map[string]string{
		"nothing":         "",
		"NULs":            "<quiz>\x00\x00" + good,
		"no question":     "<?xml version=\"1.0\"?><quiz></quiz>",
		"another XML":     "<?xml version=\"1.0\"?><questestinterop><item/></questestinterop>",
		"only an archive": "PK\x03\x04" + good,
	} {
		if bank, _, err := Parse(context.Background(), []byte(data), "x", nil); err == nil || len(bank.Questions) > 0 {
			t.Errorf("%s: %d questions, %v", name, len(bank.Questions), err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := Parse(ctx, []byte(good), "x", nil); !errors.Is(err, context.Canceled) {
		t.Errorf("%v is not cancelled", err)
	}
}

func TestEncodings(t *testing.T) {
	const word = "Fièvre – Häufigkeit"
	body := asked("<text>" + word + "</text>")
	declared := func(name string) string { return `<?xml version="1.0" encoding="` + name + `"?>` + body }
	latin, _ := charmap.Windows1252.NewEncoder().String(declared("windows-1252"))
	undeclared, _ := charmap.Windows1252.NewEncoder().String(declared("UTF-8"))
	wide, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(declared("UTF-16"))
	for name, c := range map[string]struct {
		text    string
		repairs int
	}{
		"UTF-8": {declared("UTF-8"), 0}, "mark": {"\uFEFF" + declared("utf-8"), 0}, "Windows-1252": {latin, 0},
		"UTF-16": {wide, 0}, "declared wrongly": {undeclared, 1},
	} {
		bank, problems, err := Parse(context.Background(), []byte(c.text), "x", nil)
		if err != nil || len(bank.Questions) != 1 || bank.Questions[0].Stem != word || len(problems) != c.repairs {
			t.Errorf("%s: %+v, %v, %v", name, bank.Questions, problems, err)
		}
	}
	cyrillic, _ := charmap.Windows1251.NewEncoder().String(`<?xml version="1.0" encoding="windows-1251"?>` + asked("<text>Диагноз</text>"))
	if bank, _, err := Parse(context.Background(), []byte(cyrillic), "x", nil); err != nil || bank.Questions[0].Stem != "Диагноз" {
		t.Errorf("Cyrillic: %+v, %v", bank.Questions, err)
	}
}

// TestBrokenFilesAreReadAsFarAsTheyGo names what becomes of each question of a
// file in which every question is broken in another way.
func TestBrokenFilesAreReadAsFarAsTheyGo(t *testing.T) {
	data, err := os.ReadFile("testdata/broken.xml")
	if err != nil {
		t.Fatal(err)
	}
	bank, problems, err := Parse(context.Background(), data, "x", nil)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, q := range bank.Questions {
		got = append(got, q.Name+": "+q.Stem)
	}
	for _, p := range problems {
		got = append(got, fmt.Sprint(p.Line, ":", p.Column, " ", p.Severity, " ", p.Rule))
	}
	want := []string{
		"What is the ROI?: <p>What is&nbsp;the <b>ROI</b> &amp; why?<br></p>",
		"Entities: R&D \u00a0 &lol; a < b",
		"Not closed: One",
		"Whole: Four",
		"Mixed up: Five",
		"2:138 repair moodle-xml-not-escaped",
		"3:78 repair moodle-xml-ampersand",
		"4:1 repair moodle-xml-not-closed",
		"5:80 error moodle-xml-broken",
		"6:81 error moodle-xml-broken",
		"7:61 repair moodle-xml-no-text-element",
		"8:95 repair moodle-xml-end-tag",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	strict, problems, err := ParseWith(context.Background(), data, "x", Options{NoRepairs: true}, nil)
	if err != nil || len(strict.Questions) != 0 || parse.Count(problems, parse.Repair) != 0 || parse.Count(problems, parse.Error) != 7 {
		t.Errorf("strict: %d questions, %v, %v", len(strict.Questions), problems, err)
	}
}

// TestNothingIsDroppedSilently proves that each text of a question with all that
// Moodle has is found again, in the question or in what is said of it.
func TestNothingIsDroppedSilently(t *testing.T) {
	data, err := os.ReadFile("testdata/core.xml")
	if err != nil {
		t.Fatal(err)
	}
	bank, problems, err := Parse(context.Background(), data, "x", nil)
	if err != nil || bank.Name != "Records, unit 1" || bank.Licence != "CC BY 4.0" || len(bank.Questions) != 10 || len(bank.Media) != 1 {
		t.Fatalf("%d questions, %d media, %v", len(bank.Questions), len(bank.Media), err)
	}
	q := bank.Questions[0]
	if q.Key != "q1" || q.Category != "Records/Release" || q.AsOf != "2026-11" || !q.KeepOrder || !q.Multiple || !q.HasTag("hidden") ||
		q.Source != "45 CFR 164.524" || !strings.Contains(q.Rationale, "Well done!") || !strings.Contains(q.Rationale, "Hint: Think of HIPAA.") ||
		!strings.Contains(q.Stem, bank.Media[0].Ref()+`">`) || q.Options[1].Markup != quiz.Plain {
		t.Errorf("%+v", q)
	}
	said := map[string]parse.Severity{}
	for _, p := range problems {
		said[p.Rule] = p.Severity
	}
	for rule, severity := range map[string]parse.Severity{
		"moodle-xml-mark": parse.Warning, "moodle-xml-in-rationale": parse.Warning, "moodle-xml-stock-feedback": parse.Warning,
		"moodle-xml-units": parse.Warning, "moodle-xml-true-false-words": parse.Repair, "moodle-xml-unknown-type": parse.Unsupported,
		"moodle-xml-kept-as-text": parse.Unsupported, "moodle-xml-number-written-oddly": parse.Repair,
	} {
		if said[rule] != severity {
			t.Errorf("%s: %q, not %q", rule, said[rule], severity)
		}
	}
	if o := bank.Questions[1].Options; o[0].Fraction != 1 || o[1].Feedback != "Doch." {
		t.Errorf("true and false in German: %+v", o)
	}
}

// TestWhatProgramsWriteIsKept reads what real files have beyond Moodle's own.
func TestWhatProgramsWriteIsKept(t *testing.T) {
	const file = `<?xml version="1.0"?><quiz><question type=multichoice><tag><text>unit 3</text></tag><name><text>Q</text></name>
<questiontext format=html><text>One<br/>or two?</text></questiontext><note><text>Keep me.</text></note>
<answer fraction="100"><text>One</text></answer><answer><text>Two</text></answer></question></quiz>`
	bank, problems, err := Parse(context.Background(), []byte(file), "x", nil)
	if err != nil || len(bank.Questions) != 1 || parse.Count(problems, parse.Error) > 0 {
		t.Fatal(bank.Questions, problems, err)
	}
	q := bank.Questions[0]
	if q.Kind != quiz.Choice || !q.HasTag("unit 3") || q.Stem != "One<br/>or two?" || q.Markup != quiz.HTML || q.Rationale != "<p>Note: Keep me.</p>" || len(q.Options) != 2 {
		t.Errorf("%+v", q)
	}
}

// TestPlacesInOneLongLine proves that problems are found where they are in a
// file without line ends, as many programs write.
func TestPlacesInOneLongLine(t *testing.T) {
	file := "<quiz>" + strings.Repeat(strings.Replace(good, "Good?", "Wie heißt ß & Co.?", 1), 300) + "</quiz>"
	bank, problems, err := Parse(context.Background(), []byte(file), "x", nil)
	if err != nil || len(bank.Questions) != 300 || parse.Count(problems, parse.Repair) != 300 {
		t.Fatal(len(bank.Questions), len(problems), err)
	}
	chars := []rune(file)
	for _, p := range problems {
		if p.Rule == "moodle-xml-ampersand" && (p.Line != 1 || !strings.HasPrefix(string(chars[p.Column-1:min(len(chars), p.Column+30)]), "<text>Wie heißt")) {
			t.Fatal(p)
		}
	}
}
