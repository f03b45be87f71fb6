package qti

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chartroom/content/gift"
	"chartroom/content/parse"
	"chartroom/quiz"
)

func TestHoldsSaysWhatIsLost(t *testing.T) {
	right := []quiz.Option{{Text: "a", Fraction: 1}, {Text: "b"}}
	gap := func(g quiz.Gap) quiz.Question {
		return quiz.Question{Kind: quiz.Cloze, Stem: "x {{1}}", Gaps: []quiz.Gap{g}}
	}
	for name, q := range map[string]quiz.Question{
		"a flashcard":           {Kind: quiz.Flip, Stem: "s", Options: right[:1]},
		"a built word":          {Kind: quiz.Build, Stem: "s"},
		"no right answer":       {Kind: quiz.Choice, Stem: "s", Options: []quiz.Option{{Text: "b"}, {Text: "c"}}},
		"one option":            {Kind: quiz.Choice, Stem: "s", Options: right[:1]},
		"no text":               {Kind: quiz.Choice, Stem: "<!-- x -->", Options: right},
		"an example":            {Kind: quiz.Essay, Stem: "s", Example: "x"},
		"a labelled picture":    {Kind: quiz.Essay, Stem: "s", Picture: &quiz.Picture{}},
		"an empty option":       {Kind: quiz.Choice, Stem: "s", Options: append([]quiz.Option{{Text: "<i></i>"}}, right...)},
		"too much":              {Kind: quiz.Choice, Stem: "s", Options: []quiz.Option{{Text: "a", Fraction: 2}, {Text: "b", Fraction: 1}}},
		"half true":             {Kind: quiz.TrueFalse, Stem: "s", Options: []quiz.Option{{Text: "True", Fraction: 0.5}, {Text: "False", Fraction: 0.5}}},
		"a star":                {Kind: quiz.Text, Stem: "s", Options: []quiz.Option{{Text: "a*", Fraction: 1}}},
		"all others alone":      {Kind: quiz.Text, Stem: "s", Options: []quiz.Option{{Text: "*", Any: true, Fraction: 1}}},
		"a pair without a side": {Kind: quiz.Match, Stem: "s", Options: []quiz.Option{{Text: "a", Partner: "b"}, {Text: "c"}}},
		"one item":              {Kind: quiz.Order, Stem: "s", Options: right[:1]},
		"a gap left out":        {Kind: quiz.Cloze, Stem: "a", Gaps: []quiz.Gap{{Kind: quiz.Text, Weight: 1, Options: right[:1]}}},
		"a gap in a tag":        {Kind: quiz.Cloze, Markup: quiz.HTML, Stem: `a <img alt="{{1}}">`, Gaps: []quiz.Gap{{Kind: quiz.Text, Weight: 1, Options: right[:1]}}},
		"a gap that is not":     {Kind: quiz.Cloze, Stem: "{{1}} {{2}}", Gaps: []quiz.Gap{{Kind: quiz.Text, Weight: 1, Options: right[:1]}}},
		"several in a gap":      gap(quiz.Gap{Kind: quiz.Choice, Weight: 1, Multiple: true, Options: right}),
		"no weight":             gap(quiz.Gap{Kind: quiz.Text, Options: right[:1]}),
		"a control character":   {Kind: quiz.Essay, Stem: "s\x01"},
		"half a character":      {Kind: quiz.Essay, Stem: "s\xff"},
		"too long":              {Kind: quiz.Essay, Stem: strings.Repeat("x", parse.Limits.Question+1)},
		"no kind":               {Stem: "s"},
	} {
		q.Key, q.Name = "k", "n"
		if Holds(&q) == nil {
			t.Errorf("%s: QTI cannot hold it, but Holds says nothing", name)
		}
		if err := Format(io.Discard, quiz.Bank{Questions: []quiz.Question{q}}); err == nil {
			t.Errorf("%s: written all the same", name)
		}
	}
	if q := (quiz.Question{Kind: quiz.Essay, Stem: "s"}); Holds(&q) == nil {
		t.Error("a question without a key is held")
	}
}

func TestIdentifiersAreNamesAndGiveTheKeyBack(t *testing.T) {
	for _, key := range []string{"rhit-001", "a.b_c", "1", "name:Title", "text:9f86d081884c7d65", "text:9f86 #2", "id:name:x #1", "key_", "key", "keyless", "_x", "-x", ".x", "日本 ö", "a b", "a_b c_d", "<&\">", "a:b"} {
		id := Identifier(key)
		if !isName(id) {
			t.Errorf("%q: %q is no name", key, id)
		}
		if back := keyOf(id); back != key {
			t.Errorf("%q: %q gives %q", key, id, back)
		}
	}
	for _, id := range []string{"key_zz_", "key_a_b", "key__110000_", "key_61", "key__61_", "key_x"} {
		if key, ok := decoded(id); ok && Identifier(key) != id {
			t.Errorf("%q is taken for the key %q, which is %q", id, key, Identifier(key))
		}
	}
}

// sample is a bank with one of each.
func sample() quiz.Bank {
	b := quiz.Bank{ID: "b", Name: "Sample"}
	add := func(q quiz.Question) {
		q.Bank, q.Key, q.Name, q.Category = b.ID, "q-"+string(q.Kind), "Name of "+string(q.Kind), "Part 1/A//B"
		q.ID = quiz.NewQuestionID(b.ID, q.Key)
		b.Questions = append(b.Questions, q)
	}
	add(quiz.Question{Kind: quiz.Choice, Stem: "Which?", Rationale: "Because.", Options: []quiz.Option{{Text: "a", Fraction: 1, Feedback: "Yes."}, {Text: "b", Feedback: "No."}}})
	add(quiz.Question{Kind: quiz.TrueFalse, Stem: "Is it?", Options: []quiz.Option{{Text: "True", Fraction: 1}, {Text: "False"}}})
	add(quiz.Question{Kind: quiz.Text, Stem: "Say it.", Options: []quiz.Option{{Text: "word", Fraction: 1}, {Text: "wort", Fraction: .5}}})
	add(quiz.Question{Kind: quiz.Number, Stem: "Count.", Options: []quiz.Option{{Text: "3.5", Value: 3.5, Tolerance: .5, Fraction: 1}}})
	add(quiz.Question{Kind: quiz.Match, Stem: "Pair.", Options: []quiz.Option{{Text: "a", Partner: "1"}, {Text: "b", Partner: "2"}, {Partner: "3"}}})
	add(quiz.Question{Kind: quiz.Order, Stem: "Sort.", Options: []quiz.Option{{Text: "z"}, {Text: "a"}}})
	add(quiz.Question{Kind: quiz.Essay, Stem: "Write."})
	add(quiz.Question{Kind: quiz.Description, Stem: "Read."})
	add(quiz.Question{Kind: quiz.Cloze, Stem: "A {{1}} and {{2}}.", Gaps: []quiz.Gap{{Kind: quiz.Choice, Weight: 1, Options: []quiz.Option{{Text: "x", Fraction: 1}, {Text: "y"}}}, {Kind: quiz.Text, Weight: 1, Options: []quiz.Option{{Text: "z", Fraction: 1}}}}})
	return b
}

// TestCanvasFindsWhatItLooksFor pins what Canvas's importer takes an item by,
// which no schema says (canvas-lms, gems/plugins/qti_exporter/lib/qti).
func TestCanvasFindsWhatItLooksFor(t *testing.T) {
	bank := sample()
	data := written(t, bank)
	wellFormed(t, data)
	members := map[string]string{}
	a, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range a.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		members[f.Name] = string(text)
	}
	for name, wants := range map[string][]string{
		"imsmanifest.xml":   {"<schema>QTIv2.1 Package</schema>", `xmlns:imsqti="http://www.imsglobal.org/xsd/imsqti_v2p1"`, `type="imsqti_test_xmlv2p1" href="test.xml"`, `type="imsqti_item_xmlv2p1" href="question-0009.xml"`, "<imsqti:interactionType>orderInteraction<"},
		"test.xml":          {`<assessmentItemRef identifier="q-choice" href="question-0001.xml"/>`, `title="Part 1" visible="false"`, `title="A/B" visible="false"`},
		"question-0001.xml": {`<correctResponse><value>A</value>`, "<div>Which?</div>", "<baseValue baseType=\"identifier\">feedback-1<", `identifier="feedback-1" showHide="show"><div>Yes.</div>`, `identifier="general_fb"`, "<correct identifier=\"RESPONSE\"/>"},
		"question-0002.xml": {`responseIdentifier="TF"`, `<match><variable identifier="TF"/><baseValue baseType="identifier">A<`},
		"question-0003.xml": {"rptemplates/map_response", `mapKey="wort" mappedValue="0.5"`, "<value>word</value></correctResponse>"},
		"question-0004.xml": {`tolerance="0.5 0.5"><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/>`, "<value>3.5</value>"},
		"question-0005.xml": {"<simpleMatchSet>", "<value>A partner-1</value><value>B partner-2</value>", `baseType="directedPair"`},
		"question-0006.xml": {"<value>A</value><value>B</value>", "rptemplates/match_correct", "identifier=\"B\">a</simpleChoice>\n      <simpleChoice identifier=\"A\">z<"},
		"question-0007.xml": {`<extendedTextInteraction responseIdentifier="RESPONSE"/>`},
		"question-0009.xml": {`<inlineChoiceInteraction responseIdentifier="RESPONSE_1"`, `<textEntryInteraction responseIdentifier="RESPONSE_2"/>`},
	} {
		for _, want := range wants {
			if !strings.Contains(members[name], want) {
				t.Errorf("%s has no %s:\n%s", name, want, members[name])
			}
		}
	}
	if strings.Contains(members["imsmanifest.xml"], ownMember) {
		t.Error("the manifest names what is only for us: Canvas would make a file of the course of it")
	}
}

// TestItemsThatWereChangedAreReadAsTheyAre changes one item of a package by
// hand, as an instructor does.
func TestItemsThatWereChangedAreReadAsTheyAre(t *testing.T) {
	bank := sample()
	data := written(t, bank)
	from, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	to := zip.NewWriter(&b)
	for _, f := range from.File {
		r, _ := f.Open()
		text, _ := io.ReadAll(r)
		w, _ := to.Create(f.Name)
		w.Write(bytes.Replace(text, []byte("<div>Which?</div>"), []byte("<div>Which one?</div>"), 1))
	}
	to.Close()
	got, problems := readPack(t, b.Bytes(), bank.ID, Options{})
	if len(problems) != 1 || problems[0].Rule != "qti-changed" {
		t.Errorf("%v", problems)
	}
	if q := got.Questions[0]; q.Key != "q-choice" || !strings.Contains(q.Stem, "Which one?") || len(got.Questions) != len(bank.Questions) {
		t.Errorf("%+v", q)
	}
}

// TestSameBankSamePackage: the writing knows no clock and no chance.
func TestSameBankSamePackage(t *testing.T) {
	bank := sample()
	if !bytes.Equal(written(t, bank), written(t, bank)) {
		t.Error("two packages of one bank differ")
	}
}

// TestShippedBanksSurvive writes every shipped bank of questions, and reads it
// again.
func TestShippedBanksSurvive(t *testing.T) {
	paths, _ := filepath.Glob("../builtin/banks/*/*.gift")
	if len(paths) == 0 {
		t.Fatal("no shipped banks")
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		want, _, err := gift.Parse(context.Background(), data, "shipped", nil)
		if err != nil {
			t.Fatal(err)
		}
		for i := range want.Questions {
			if err := Holds(&want.Questions[i]); err != nil {
				t.Errorf("%s, %q: %v", path, want.Questions[i].Name, err)
			}
		}
		whole := written(t, want)
		got, problems := readPack(t, without(t, whole, ownMember), "shipped", Options{})
		for i := range want.Questions {
			if differs := asks(&got.Questions[i], &want.Questions[i]); differs != "" {
				t.Errorf("%s: %s: %s", path, want.Questions[i].Key, differs)
			}
		}
		if len(problems) > 0 {
			t.Errorf("%s: %v", path, problems)
		}
	}
}
