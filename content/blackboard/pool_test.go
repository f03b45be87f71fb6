package blackboard_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chartroom/content/blackboard"
	"chartroom/content/intake/intaketest"
	"chartroom/content/parse"
	"chartroom/content/zipfile"
)

// conformance is the folder of third-party test files beside the project.
const conformance = "../../../shared/formats/conformance"

const aTrueFalse = "<QUESTION_TRUEFALSE id='q1'><BODY><TEXT><![CDATA[<b>So</b>?]]></TEXT></BODY><ANSWER id='a'><TEXT>False</TEXT></ANSWER><ANSWER id='b'><TEXT>True</TEXT></ANSWER>" +
	"<GRADABLE><CORRECTANSWER answer_id='b'/><FEEDBACK_WHEN_CORRECT>Yes</FEEDBACK_WHEN_CORRECT><FEEDBACK_WHEN_INCORRECT>No</FEEDBACK_WHEN_INCORRECT></GRADABLE></QUESTION_TRUEFALSE>"

const aMatch = "<QUESTION_MATCH id='mine'><BODY><TEXT>M</TEXT></BODY><ANSWER id='a'><TEXT>x</TEXT></ANSWER><ANSWER id='b'><TEXT>y</TEXT></ANSWER>" +
	"<CHOICE id='c'><TEXT>1</TEXT></CHOICE><CHOICE id='d'><TEXT>2</TEXT></CHOICE><CHOICE id='e'><TEXT>3</TEXT></CHOICE>" +
	"<GRADABLE><CORRECTANSWER answer_id='a' choice_id='d'/><CORRECTANSWER answer_id='b' choice_id='c'/></GRADABLE></QUESTION_MATCH>"

// item is a question of a pool: its element, its text, its answers as "id=text"
// and its key.
func item(kind, stem string, answers []string, key string) string {
	var b strings.Builder
	b.WriteString("<QUESTION_" + kind + " id='q1'><BODY><TEXT>" + stem + "</TEXT></BODY>")
	for _, a := range answers {
		id, text, _ := strings.Cut(a, "=")
		b.WriteString("<ANSWER id='" + id + "'><TEXT>" + text + "</TEXT></ANSWER>")
	}
	return b.String() + "<GRADABLE>" + key + "</GRADABLE></QUESTION_" + kind + ">"
}

// TestPool holds what is read of a pool, and what is said of it.
func TestPool(t *testing.T) {
	const readTF = "truefalse html <b>So</b>? | 100 True (Yes) | 0 False (No)"
	cases := map[string][3]string{
		"true/false, false first": {aTrueFalse, readTF, ""},
		"match":                   {aMatch, "match M | x -> 2 | y -> 1 |  -> 3", ""},
		"choice":                  {item("MULTIPLECHOICE", "Q", []string{"a=1 &amp;lt; 2", "b=&lt;i>2&lt;/i>"}, "<CORRECTANSWER answer_id='b'/>"), "choice Q | 0 1 &lt; 2 | 100 <i>2</i>", ""},
		"of several":              {item("MULTIPLEANSWER", "Q", []string{"a=1", "b=2", "c=3"}, "<CORRECTANSWER answer_id='b'/><CORRECTANSWER answer_id='c'/>"), "choice multiple Q | 0 1 | 50 2 | 50 3", ""},
		"either/or":               {item("EITHEROR", "Q", []string{"a=yes_no.true", "b=yes_no.false"}, "<CORRECTANSWER answer_id='b'/>"), "choice Q | 0 Yes | 100 No", ""},
		"blank":                   {item("FILLINBLANK", "Q", []string{"a=frog", "b=toad"}, "<FEEDBACK_WHEN_INCORRECT>No</FEEDBACK_WHEN_INCORRECT>"), "text Q | 100 frog | 100 toad | 0 * (No)", ""},
		"order": {item("ORDER", "Q", []string{"a=1", "b=2", "c=3"}, "<CORRECTANSWER answer_id='b' order='2'/><CORRECTANSWER answer_id='c' order='1'/><CORRECTANSWER answer_id='a' order='3'/>"),
			"order Q | 3 | 2 | 1", ""},
		"order as listed":     {item("ORDER", "Q", []string{"a=1", "b=2"}, "<CORRECTANSWER answer_id='b'/><CORRECTANSWER answer_id='a'/>"), "order Q | 2 | 1", ""},
		"essay":               {item("ESSAY", "Q", []string{"a=Think"}, ""), "essay Q | because Model answer: Think", "1 unsupported kept-as-text"},
		"a type not known":    {item("HOTSPOT", "Q", []string{"a=1,2"}, ""), "essay Q | because Answer: 1,2", "1 unsupported type"},
		"HTML as it is":       {item("FILLINBLANK", "A <b>bold</b> thing", []string{"a=x"}, ""), "text html A <b>bold</b> thing | 100 x", "1 warning raw-html"},
		"not HTML":            {strings.Replace(item("FILLINBLANK", "a &lt; b", []string{"a=x"}, ""), "</BODY>", "<FLAGS><ISHTML value='false'/></FLAGS></BODY>", 1), "text a < b | 100 x", ""},
		"line ends are meant": {strings.Replace(item("FILLINBLANK", "&lt;b>a&lt;/b>\nb", []string{"a=x"}, ""), "</BODY>", "<FLAGS><ISNEWLINELITERAL value='true'/></FLAGS></BODY>", 1), "text html <b>a</b><br>b | 100 x", ""},
		"not closed":          {strings.Replace(aTrueFalse, "</QUESTION_TRUEFALSE>", "", 1) + aMatch, readTF + "; match M | x -> 2 | y -> 1 |  -> 3", "1 repair unclosed"},
		"text not closed":     {strings.Replace(aTrueFalse, "</TEXT></BODY>", "</BODY>", 1), readTF, "1 repair unclosed"},
		"words not known":     {strings.NewReplacer(">False<", ">Oui<", ">True<", ">Gar<").Replace(aTrueFalse), "truefalse html <b>So</b>? | 0 True (No) | 100 False (Yes)", "1 repair true-false"},
		"not begun":           {aTrueFalse + strings.Replace(aMatch, "<QUESTION_MATCH id='mine'>", "", 1), readTF, "1 error not-begun"},
		"a tag not closed":    {aTrueFalse + strings.Replace(aMatch, "choice_id='c'/>", "choice_id='c/>", 1) + aTrueFalse, readTF + "; " + readTF, "1 error broken-tag; 1 warning duplicate"},
		"CDATA not closed":    {strings.Replace(aTrueFalse, "]]>", "", 1) + aMatch, "match M | x -> 2 | y -> 1 |  -> 3", "1 error broken-tag"},
		"listed, not there":   {"<QUESTIONLIST><QUESTION id='q1'/><QUESTION id='q9'/></QUESTIONLIST>" + aTrueFalse, readTF, "1 error listed-question"},
		"no key":              {aMatch + item("MULTIPLECHOICE", "Q", []string{"a=1", "b=2"}, ""), "match M | x -> 2 | y -> 1 |  -> 3", "1 error no-right-answer"},
		"no such answer":      {aMatch + item("TRUEFALSE", "Q", []string{"a=True", "b=False"}, "<CORRECTANSWER answer_id='c'/>"), "match M | x -> 2 | y -> 1 |  -> 3", "1 error no-such-answer"},
		"no partner":          {aTrueFalse + strings.Replace(aMatch, "choice_id='d'", "", 1), readTF, "1 error no-partner"},
		"no order":            {aTrueFalse + item("ORDER", "Q", []string{"a=1", "b=2"}, "<CORRECTANSWER answer_id='b'/>"), readTF, "1 error no-order"},
	}
	for name, c := range cases {
		c[0] = "<?xml version='1.0' encoding='utf-8'?><POOL><TITLE value='T'/>" + c[0] + "</POOL>"
		cases[name] = c
	}
	cases["cut off"] = [3]string{"<POOL>" + aTrueFalse + "<QUESTION_ESSAY id='q2'><BODY><TEXT>Q", readTF, "1 error cut-off"}
	intaketest.Table(t, parser(false), cases)
}

// TestPoolNoRepairs makes a repair an error that costs its question only, and
// an encoding that the file declares no repair.
func TestPoolNoRepairs(t *testing.T) {
	const latin = "<?xml version='1.0' encoding='ISO-8859-1'?>"
	fib := item("FILLINBLANK", "Caf\xe9", []string{"a=x"}, "")
	intaketest.Table(t, parser(true), map[string][3]string{
		"not closed":        {"<POOL>" + strings.Replace(aTrueFalse, "</TEXT></BODY>", "</BODY>", 1) + aMatch + "</POOL>", "match M | x -> 2 | y -> 1 |  -> 3", "1 error unclosed"},
		"a declared Latin1": {latin + "<POOL>" + fib + "</POOL>", "text Café | 100 x", ""},
	})
	if _, _, err := parser(true)(context.Background(), []byte("<POOL>"+fib+"</POOL>"), nil); err == nil {
		t.Error("an encoding was guessed")
	}
}

// TestPoolKeys: an id that only numbers the questions is no name, others are.
func TestPoolKeys(t *testing.T) {
	bank, _, err := parser(false)(context.Background(), []byte("<POOL><TITLE value='A/B'/>"+aTrueFalse+aMatch+"</POOL>"), nil)
	if err != nil || !strings.HasPrefix(bank.Questions[0].Key, "text:") || bank.Questions[1].Key != "mine" || bank.Questions[0].Category != "A//B" {
		t.Errorf("%v, %+v", err, bank.Questions)
	}
}

// samplePool is what is read of Moodle's own fixture. Moodle's tests expect the
// same (question/format/blackboard_six/tests/blackboardformatpool_test.php)
// but that the true/false is false there, because False stands first; that
// kinds come one after the other; and that pairs come in the order of the
// right sides.
var samplePool = []string{
	`truefalse html <span style="font-size:12pt">42 is the Absolute Answer to everything.</span> | 100 True (You gave the right answer.) | 0 False (42 is the Ultimate Answer.)`,
	`choice html <span style="font-size:12pt">What's between orange and green in the spectrum?</span> | 0 <span style="font-size:12pt">red</span> (Only yellow is between orange and green in the spectrum.) | 100 <span style="font-size:12pt">yellow</span> (You gave the right answer.) | 0 <span style="font-size:12pt">blue</span> (Only yellow is between orange and green in the spectrum.)`,
	`choice multiple html <span style="font-size:12pt">What's between orange and green in the spectrum?</span> | 50 <span style="font-size:12pt">yellow</span> | 0 <span style="font-size:12pt">red</span> | 50 <span style="font-size:12pt">off-beige</span> | 0 <span style="font-size:12pt">blue</span> | because If right: You gave the right answer.<p>If wrong: Only yellow and off-beige are between orange and green in the spectrum.</p>`,
	`match html <i>Classify the animals.</i> | frog -> amphibian | cat -> mammal | newt -> amphibian |  -> insect`,
	`essay How are you? | because Model answer: Blackboard answer for essay questions will be imported as informations for graders.`,
	`text html <span style="font-size:12pt">Name an amphibian: __________.</span> | 100 frog`,
}

func sample(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(conformance, "blackboard_six/moodle", name))
	if err != nil {
		t.Skip("skipped: no conformance files")
	}
	return data
}

// archive is an archive of these members: name, content, name, content, ...
func archive(t *testing.T, members ...string) *zipfile.Archive {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(members); i += 2 {
		f, err := w.Create(members[i])
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(f, members[i+1])
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	a, err := zipfile.Open(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

const poolManifest = `<manifest><resources><resource bb:file="res00001.dat" bb:title="exam" identifier="res00001" type="assessment/x-bb-pool"/></resources></manifest>`

// TestSamplePool reads Moodle's fixture as a file and from a package.
func TestSamplePool(t *testing.T) {
	data := sample(t, "sample_blackboard_pool.dat")
	bank, problems, err := parser(false)(context.Background(), data, nil)
	packed, packedProblems, packedErr := blackboard.ParseArchive(context.Background(),
		archive(t, "imsmanifest.xml", poolManifest, "res00001.dat", string(data)), "test", blackboard.Options{}, nil)
	if err != nil || packedErr != nil || len(bank.Questions) != len(samplePool) || len(packed.Questions) != len(samplePool) {
		t.Fatalf("%d and %d questions, %v, %v", len(bank.Questions), len(packed.Questions), err, packedErr)
	}
	for i, want := range samplePool {
		if got := intaketest.Show(&bank.Questions[i]); got != want {
			t.Errorf("read %s\nwant %s", got, want)
		}
		if packed.Questions[i].ID != bank.Questions[i].ID {
			t.Errorf("%q has another id in a package", bank.Questions[i].Name)
		}
	}
	intaketest.Whole(t, bank)
	// The essay, and the choice whose text is that of the choice before it.
	if len(problems) != 2 || len(packedProblems) != 2 || parse.Count(problems, parse.Unsupported) != 1 || parse.Count(problems, parse.Warning) != 1 {
		t.Errorf("said %v and %v", problems, packedProblems)
	}
}

// TestPackage reads pools and QTI of one package, with the pictures that pools
// name in Blackboard's way.
func TestPackage(t *testing.T) {
	const pixel = "GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
	const other = pixel + "x"
	pool := "<POOL>" + item("FILLINBLANK", `<![CDATA[<IMG SRC="@X@EmbeddedFile.location@X@a%20b.gif"> <img alt='x' src='@X@EmbeddedFile.requestUrlStub@X@bbcswebdav/xid-7_1'> <img src="gone.gif">]]>`, []string{"a=x"}, "") + "</POOL>"
	const item2 = `<assessmentItem identifier="q" title="Q"><responseDeclaration identifier="R" cardinality="single"><correctResponse><value>a</value></correctResponse></responseDeclaration>` +
		`<itemBody><p>Q</p><choiceInteraction responseIdentifier="R" maxChoices="1"><simpleChoice identifier="a">yes</simpleChoice><simpleChoice identifier="b">no</simpleChoice></choiceInteraction></itemBody></assessmentItem>`
	a := archive(t, "imsmanifest.xml", poolManifest, "res00001.dat", pool, "res00001/embedded/a b.gif", pixel, "csfiles/home_dir/__xid-7_1.gif", other,
		"res00002.dat", item2, "res00003.dat", "<PARENT/>", "res00004.dat", "<POOL>"+aTrueFalse+"</POOL>")
	if blackboard.LooksArchive(a) != 2 {
		t.Error("the package is not known")
	}
	bank, problems, err := blackboard.ParseArchive(context.Background(), a, "test", blackboard.Options{}, nil)
	if err != nil || len(bank.Questions) != 3 || len(bank.Media) != 2 || len(problems) != 1 || problems[0].Rule != "blackboard-media-missing" {
		t.Fatalf("%d questions, %d media, %v, %v", len(bank.Questions), len(bank.Media), problems, err)
	}
	for _, m := range bank.Media {
		if !strings.Contains(bank.Questions[0].Stem, `"`+m.Ref()+`"`) {
			t.Errorf("%s is not in %s", m.Name, bank.Questions[0].Stem)
		}
	}
	intaketest.Whole(t, bank)
	if blackboard.LooksArchive(archive(t, "imsmanifest.xml", poolManifest, "res00002.dat", item2)) != 0 {
		t.Error("a package of QTI is taken for a pool")
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := blackboard.ParseArchive(ctx, a, "test", blackboard.Options{}, nil); err != context.Canceled {
		t.Errorf("cancelled: %v", err)
	}
}
