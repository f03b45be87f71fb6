package blackboard_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"chartroom/content/blackboard"
	"chartroom/content/intake/intaketest"
	"chartroom/content/parse"
	"chartroom/quiz"
)

func parser(noRepairs bool) intaketest.Parse {
	return func(ctx context.Context, data []byte, report parse.Report) (quiz.Bank, []parse.Problem, error) {
		return blackboard.ParseWith(ctx, data, "test", blackboard.Options{NoRepairs: noRepairs}, report)
	}
}

// TestRows holds what is read of an upload, and what is said of it.
func TestRows(t *testing.T) {
	const good = "TF\tG?\ttrue\n"
	const read = "truefalse G? | 100 True | 0 False"
	intaketest.Table(t, parser(false), map[string][3]string{
		"MC":                 {"MC\tQ?\ta\tincorrect\tb\tcorrect\n", "choice Q? | 0 a | 100 b", ""},
		"MA":                 {"MA\tQ?\ta\tcorrect\tb\tincorrect\tc\tcorrect", "choice multiple Q? | 50 a | 0 b | 50 c", ""},
		"TF":                 {"TF\tQ?\tfalse\n" + good, "truefalse Q? | 0 True | 100 False; " + read, ""},
		"ORD":                {"ORD\tQ?\ta\tb\tc", "order Q? | a | b | c", ""},
		"MAT":                {"MAT\tQ?\ta\t1\tb\t2", "match Q? | a -> 1 | b -> 2", ""},
		"MAT, more partners": {"MAT\tQ?\ta\t1\tb\t2\t\t3", "match Q? | a -> 1 | b -> 2 |  -> 3", ""},
		"FIB":                {"FIB\t___ is it?\tQuartz\tSiO2", "text ___ is it? | 100 Quartz | 100 SiO2", ""},
		"FIB, a star":        {"FIB\t7 ? 6 = 42\t*", `text 7 ? 6 = 42 | 100 \*`, ""},
		"FIB_PLUS": {"FIB_PLUS\tFour [a] and [b] ago\ta\tscore\ttwenty\t\tb\tseven years",
			"cloze Four {{1}} and {{2}} ago | gap 1 text: 100 score, 100 twenty | gap 2 text: 100 seven years", ""},
		"FIB_PLUS, the other way round": {"FIB_PLUS\t[x] then [y]\ty\t2\t\tx\t1", "cloze {{1}} then {{2}} | gap 1 text: 100 1 | gap 2 text: 100 2", ""},
		"FIB_PLUS without empty fields": {"FIB_PLUS\t[x] then [y]\tx\t1\ty\t2", "cloze {{1}} then {{2}} | gap 1 text: 100 1 | gap 2 text: 100 2", "1 repair no-empty-field"},
		"FIB_PLUS, brackets":            {"FIB_PLUS\t[x] or [this]\t[x]\t1", "cloze {{1}} or [this] | gap 1 text: 100 1", ""},
		"FIB_PLUS, a gap written":       {"FIB_PLUS\t{{1}} [x]\tx\t1", "cloze html &#123;{1}} {{1}} | gap 1 text: 100 1", ""},
		"JUMBLED_SENTENCE": {"JUMBLED_SENTENCE\tThe [x] sat on the [y]\tcat\tx\tdog\t\tmat\ty",
			"cloze The {{1}} sat on the {{2}} | gap 1 choice: 100 cat, 0 dog, 0 mat | gap 2 choice: 0 cat, 0 dog, 100 mat", ""},
		"JUMBLED_SENTENCE, a last distractor": {"JUMBLED_SENTENCE\tThe [x]\tcat\tx\tdog\t", "cloze The {{1}} | gap 1 choice: 100 cat, 0 dog", ""},
		"NUM":                                 {"NUM\tQ?\t9.5\t0.5", "number Q? | 100 9.5±0.5", ""},
		"NUM, no tolerance":                   {"NUM\tQ?\t9", "number Q? | 100 9±0", "1 warning no-tolerance"},
		"NUM, thousands":                      {"NUM\tQ?\t10,000\t1000", "number Q? | 100 10000±1000", "1 repair comma"},
		"ESS":                                 {"ESS\tQ?\t[Think.]", "essay Q? | because Model answer: Think.", "1 unsupported kept-as-text"},
		"ESS, nothing more":                   {"ESS\tQ?", "essay Q?", "1 unsupported kept-as-text"},
		"SR":                                  {"SR\tQ?\tso", "essay Q? | because Model answer: so", "1 unsupported kept-as-text"},
		"FIL":                                 {"FIL\tQ?", "essay Q?", "1 unsupported kept-as-text"},
		"OP":                                  {"OP\tQ?", "essay Q?", "1 unsupported kept-as-text"},
		"QUIZ_BOWL":                           {"QUIZ_BOWL\tA fish\twhat is\ta cod", "essay A fish | because Question words and phrases: what is\n\nQuestion words and phrases: a cod", "1 unsupported kept-as-text"},
		"a type not known":                    {"HOT_SPOT\tQ?\ta\tb", "essay Q? | because Answers: a; b", "1 unsupported type"},
		"HTML":                                {"MC\t<b>Q</b>?\t<i>a</i>\tcorrect\tb &amp; c\tincorrect\td < e\tincorrect", "choice html <b>Q</b>? | 100 <i>a</i> | 0 b &amp; c | 0 d < e", ""},
		"HTML, typed":                         {"FIB\tQ?\t<p>b &amp; c</p>", "text Q? | 100 b & c", ""},
		"quotes of the text":                  {"FIB\t\"Four [a]\" is it\t\"so\"", `text "Four [a]" is it | 100 "so"`, ""},

		"quotes of Excel":   {"TF\t\"He said \"\"no\"\", so\"\ttrue", `truefalse He said "no", so | 100 True | 0 False`, "1 repair excel-quotes"},
		"a tab in quotes":   {"TF\t\"a\tb\"\ttrue", "truefalse a\tb | 100 True | 0 False", "1 repair excel-quotes"},
		"lines in quotes":   {"TF\t\"a\nb\"\ttrue\n" + good, "truefalse a\nb | 100 True | 0 False; " + read, "1 repair row-over-lines; 1 repair excel-quotes"},
		"a quote not ended": {"FIB\t\"a\tb\n" + good, `text "a | 100 b; ` + read, ""},
		"Correct":           {"MC\tQ?\ta\tCORRECT\tb\tIncorrect\n", "choice Q? | 100 a | 0 b", "1 repair word"},
		"richtig":           {"MC\tQ?\ta\trichtig\tb\tfalsch\n", "choice Q? | 100 a | 0 b", "1 repair word"},
		"TRUE of Excel":     {"TF\tQ?\tTRUE", "truefalse Q? | 100 True | 0 False", "1 repair word"},
		"mc":                {"mc\tQ?\ta\tcorrect\tb\tincorrect\n", "choice Q? | 100 a | 0 b", "1 repair type-case"},
		"trailing tabs":     {"TF\tQ?\ttrue\t\t\t\n" + good, "truefalse Q? | 100 True | 0 False; " + read, "1 repair trailing-tabs"},
		"blank lines":       {good + "\n\n" + "TF\tQ?\ttrue\n\n", read + "; truefalse Q? | 100 True | 0 False", "2 repair blank-line"},
		"a header":          {"Type\tQuestion\tAnswer1\n" + good, read, "1 repair header"},
		"CRLF":              {strings.ReplaceAll(good, "\n", "\r\n"), read, ""},
		"a mark at first":   {"\xEF\xBB\xBF" + good, read, "1 warning byte-order-mark"},
		"UTF-16":            {"\xFF\xFE" + strings.ReplaceAll(strings.Join(strings.Split(good, ""), "\x00")+"\x00", "\x00\x00", "\x00"), read, "1 warning text-encoding"},
		"Windows-1252":      {"TF\tCaf\xe9?\ttrue\n", "truefalse Café? | 100 True | 0 False", "1 repair text-encoding"},
		"an empty answer":   {"MC\tQ?\ta\tcorrect\t\tincorrect\tb\tincorrect", "choice Q? | 100 a | 0 b", "1 repair empty-answer"},
		"MC with two right": {"MC\tQ?\ta\tcorrect\tb\tcorrect\tc\tincorrect", "choice multiple Q? | 50 a | 50 b | 0 c", "1 repair several-correct"},
		"more fields":       {"TF\tQ?\ttrue\twhy", "truefalse Q? | 100 True | 0 False", "1 repair more-fields"},
		"the same twice":    {good + good, read + "; " + read, "2 warning duplicate"},

		"no word":               {good + "MC\tQ?\ta\tcorrect\tb\n", read, "2 error no-word"},
		"another word":          {good + "MC\tQ?\ta\tcorrect\tb\tc\n", read, "2 error no-word"},
		"nothing right":         {good + "MC\tQ?\ta\tincorrect\tb\tincorrect\n", read, "2 error no-right-answer"},
		"one answer":            {good + "MC\tQ?\ta\tcorrect\n", read, "2 error few-answers"},
		"an empty right answer": {good + "MC\tQ?\t\tcorrect\ta\tincorrect\n", read, "2 error empty-right-answer"},
		"TF and no word":        {good + "TF\tQ?\n", read, "2 error no-word"},
		"no partner":            {good + "MAT\tQ?\ta\t1\tb\n", read, "2 error no-partner"},
		"no number":             {good + "NUM\tQ?\ten\n", read, "2 error no-number"},
		"no variable in text":   {good + "FIB_PLUS\tQ?\tx\t1\n", read, "2 error variable-not-in-text"},
		"no answer":             {good + "FIB_PLUS\tQ [x]?\tx\n", read, "2 error no-answer"},
		"no variable":           {good + "FIB_PLUS\tQ [x]?\n", read, "2 error no-variable"},
		"no text":               {good + "TF\t\ttrue\n", read, "2 error no-text"},
		"no type":               {good + "Is it?\ttrue\n", read, "2 error no-type"},
		"no tabs":               {good + "TF Is it? true\n", read, "2 error no-tabs"},
	})
}

// TestNoRepairs makes every repair an error that costs its question only.
func TestNoRepairs(t *testing.T) {
	const good = "TF\tG?\ttrue"
	const read = "truefalse G? | 100 True | 0 False"
	intaketest.Table(t, parser(true), map[string][3]string{
		"a row":     {good + "\nTF\tQ?\tTRUE\n", read, "2 error word"},
		"the file":  {"Type\tText\n" + good, read, "1 error header"},
		"no repair": {good, read, ""},
	})
	if _, _, err := parser(true)(context.Background(), []byte("TF\tCaf\xe9?\ttrue\n"), nil); err == nil {
		t.Error("an encoding was guessed")
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, file := range []string{"TF\tG?\ttrue", "<POOL>" + aTrueFalse + "</POOL>"} {
		if _, _, err := parser(false)(ctx, []byte(file), nil); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: said %v", file, err)
		}
	}
}

// TestLooks knows an upload by its types and a pool by its element.
func TestLooks(t *testing.T) {
	for text, want := range map[string]int{
		"TF\tQ?\ttrue": 2, "tf\tQ?\ttrue\nMC\tx": 2, "Type\tQuestion\nTF\tx\nMC\ty\n": 2, "TF Q? true": 0, "front\tback\nTF\tx\na\tb": 0,
		"edema\tswelling": 0, "": 0, "<?xml version='1.0'?><POOL>": 2, "<pool><x/></pool>": 2, "<ASSESSMENT><QUESTIONLIST/>": 2,
		"<assessment ident='x'><section/></assessment>": 0, "<questestinterop>": 0, "<QUESTION_ESSAY id='q1'>": 2, "<html>": 0,
	} {
		if got := blackboard.Looks(text); got != want {
			t.Errorf("%q: %d, not %d", text, got, want)
		}
	}
}

// TestBadFiles ends with a sentence, not a panic or a long wait.
func TestBadFiles(t *testing.T) {
	for name, text := range map[string]string{
		"only tabs":             strings.Repeat("\t", 2<<20) + "x",
		"only quotes":           strings.Repeat("\"", 4<<20),
		"quotes and tabs":       strings.Repeat("\"\t", 2<<20),
		"rows that never close": strings.Repeat("TF\t\"x\n\"\n", 200_000),
		"brackets":              "FIB_PLUS\t" + strings.Repeat("[", 900_000) + "]\tx\ty",
		"many variables":        "FIB_PLUS\t[x]" + strings.Repeat("y", 900_000) + strings.Repeat("\tx\t1\t", 400),
		"many answers":          "FIB\tQ" + strings.Repeat("\tx", 200_000),
		"many errors":           strings.Repeat("TF\tQ\tmaybe\n", 3_000_000),
		"a pool of tags":        "<POOL><QUESTION_ESSAY>" + strings.Repeat("<ANSWER>", 500_000),
		"a pool of beginnings":  "<POOL>" + strings.Repeat("<QUESTION_A>", 1<<20),
		"a pool never closed":   "<POOL><QUESTION_ESSAY><BODY><TEXT>" + strings.Repeat("x<b>", 1<<20),
		"a pool of nothing":     "<POOL></POOL>",
		"pools in pools":        strings.Repeat("<POOL>", 1<<20),
	} {
		if _, _, err := parser(false)(context.Background(), []byte(text), nil); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// FuzzParse reads anything, and whatever it reads can be asked.
func FuzzParse(f *testing.F) {
	f.Add([]byte(everything))
	f.Add([]byte("TF\t\"He said \"\"no\"\", so\nhe\"\tTRUE\t\t\n\nmc\tQ\ta\trichtig\t\tfalsch\tb\tincorrect\nHOT\tx\ty"))
	f.Add([]byte("<?xml version='1.0'?><POOL><TITLE value='t'/><QUESTIONLIST><QUESTION id='q1'/></QUESTIONLIST>" + aTrueFalse + aMatch + "</POOL>"))
	f.Fuzz(func(t *testing.T, data []byte) { intaketest.Any(t, parser(false), data) })
}

// everything is an upload with a row of each type.
const everything = "MC\tQ?\ta\tincorrect\tb\tcorrect\nMA\tQ?\ta\tcorrect\tb\tcorrect\tc\tincorrect\nTF\tQ?\tfalse\nORD\tQ?\ta\tb\nMAT\tQ?\ta\t1\tb\t2\n" +
	"FIB\tQ?\tx\nFIB_PLUS\t[x] [y]\tx\t1\t\ty\t2\nJUMBLED_SENTENCE\t[x]\ta\tx\tb\t\nNUM\tQ?\t1\t.5\nESS\tQ?\tx\nQUIZ_BOWL\tQ\twho is\tx\n"

func TestEveryByteMayBeWrong(t *testing.T) {
	intaketest.Mutated(t, parser(false), everything)
	intaketest.Mutated(t, parser(false), "<POOL><TITLE value='t'/><QUESTIONLIST><QUESTION id='q1'/></QUESTIONLIST>"+aTrueFalse+aMatch+"</POOL>")
}
