package brightspace_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"chartroom/content/brightspace"
	"chartroom/content/intake/intaketest"
	"chartroom/content/parse"
	"chartroom/quiz"
)

func parser(noRepairs bool) intaketest.Parse {
	return func(ctx context.Context, data []byte, report parse.Report) (quiz.Bank, []parse.Problem, error) {
		return brightspace.ParseWith(ctx, data, "test", brightspace.Options{NoRepairs: noRepairs}, report)
	}
}

// question is a question of a type with a text, and rows.
func question(kind, text string, rows ...string) string {
	return "NewQuestion," + kind + ",,,\nQuestionText," + text + ",,,\n" + strings.Join(rows, "\n") + "\n"
}

const (
	good = "NewQuestion,TF,,,\nQuestionText,G?,,,\nTRUE,100,,,\nFALSE,0,,,\n"
	read = "truefalse G? | 100 True | 0 False"
)

// TestReading holds what is read of every type, and what is said of it.
func TestReading(t *testing.T) {
	intaketest.Table(t, parser(false), map[string][3]string{
		"MC":               {question("MC", "Q?", "Option,100,a,,yes", "Option,0,b,,no", "Option,25,c,,"), "choice Q? | 100 a (yes) | 0 b (no) | 25 c", ""},
		"MC, HTML":         {question("MC", "Q?", "Option,100,<b>a</b>,HTML,yes", "Option,0,b,NOT HTML,no"), "choice Q? | 100 <b>a</b> (yes) | 0 b (no)", ""},
		"MS":               {question("MS", "Q?", "Scoring,RightAnswers,,,", "Option,1,a,,", "Option,0,b,,", "Option,1,c,,"), "choice multiple Q? | 50 a | 0 b | 50 c", ""},
		"MS, right-wrong":  {question("MS", "Q?", "Scoring,RightMinusWrong,,,", "Option,100,a,,", "Option,0,b,,", "Option,100,c,,"), "choice multiple Q? | 50 a | -50 b | 50 c", ""},
		"MS, all":          {question("MS", "Q?", "Scoring,AllOrNothing,,,", "Option,1,a,,", "Option,0,b,,"), "choice multiple Q? | 100 a | 0 b", "3 warning scoring"},
		"TF":               {question("TF", "Q?", "TRUE,0,no,,", "FALSE,100,yes,,"), "truefalse Q? | 0 True (no) | 100 False (yes)", ""},
		"SA":               {question("SA", "Q?", "InputBox,3,40,,", "Answer,100,a,,", "Answer,50,b*,,"), `text Q? | 100 a | 50 b\*`, ""},
		"SA, sensitive":    {question("SA", "Q?", "Answer,100,a,sensitive,"), "text case-sensitive Q? | 100 a", ""},
		"SA, plain regexp": {question("SA", "Q?", "Answer,100,a b,regexp,"), "text Q? | 100 a b", ""},
		"SA, regexp":       {question("SA", "Q?", "Answer,100,^(gr[ae]y|silver)$,regexp,"), "text Q? | 100 gray | 100 grey | 100 silver", "3 repair regexp-words"},
		"SA, any regexp":   {question("SA", "Q?", "Answer,100,colou?r.*,regexp,"), "text Q? | 100 colour* | 100 color*", "3 repair regexp-words"},
		"SA, regexp only":  {question("SA", "Q?", `Answer,100,\d+,regexp,`), `essay Q? | because Answer (a regular expression): \d+`, "1 unsupported regexp-only; 3 warning regexp"},
		"SA, one regexp":   {question("SA", "Q?", "Answer,100,a+,regexp,", "Answer,100,b,,"), "text Q? | 100 b | because Answer (a regular expression): a+", "3 warning regexp"},
		"M":                {question("M", "Q?", "Scoring,EquallyWeighted,,,", "Choice,1,c1,,", "Choice,2,c2,,", "Choice,3,c3,,", "Match,2,m2,,", "Match,1,m1,,"), "match Q? | m2 -> c2 | m1 -> c1 |  -> c3", ""},
		"O":                {question("O", "Q?", "Item,a,NOT HTML,first,", "Item,<i>b</i>,HTML,,"), "order Q? | a (first) | <i>b</i>", ""},
		"WR":               {question("WR", "Q?", "InitialText,so,,,", "AnswerKey,thus,,,"), "essay Q? | because Text to begin with: so\n\nModel answer: thus", "1 unsupported kept-as-text"},
		"FIB":              {question("FIB", "Q?", "Blank,100,a"), "essay Q? | because Blank: 100 a", "1 unsupported type"},
		"hint, feedback":   {question("TF", "Q?", "TRUE,100,,,", "FALSE,0,,,", "Hint,h,,,", "Feedback ,f,,,"), "truefalse Q? | 100 True | 0 False | because f\n\nHint: h", ""},
		"feedback, HTML":   {question("TF", "Q?", "TRUE,100,,,", "FALSE,0,,,", "Feedback,<i>f</i>,HTML,,", "Hint,h < i,,,"), "truefalse Q? | 100 True | 0 False | because <i>f</i><p>Hint: h &lt; i</p>", ""},
		"text, HTML":       {"NewQuestion,TF\nQuestionText,<b>Q</b>,HTML\nTRUE,100\nFALSE,0", "truefalse html <b>Q</b> | 100 True | 0 False", ""},
		"comments":         {"//one,,,,\n\"// two, \"\"quoted\"\"\",,,,\n,,,,\n" + good, read, ""},
		"quotes":           {question("TF", `"Q, ""he"" said"`, "TRUE,100,\"so, yes\",,", "FALSE,0,,,"), `truefalse Q, "he" said | 100 True (so, yes) | 0 False`, ""},
		"lines in quotes":  {question("TF", "\"Q\nor not\"", "TRUE,100,,,", "FALSE,0,,,") + good, "truefalse Q\nor not | 100 True | 0 False; " + read, ""},
		"points":           {question("TF", "Q?", "Points,10,,,", "TRUE,100,,,", "FALSE,0,,,"), "truefalse Q? | 100 True | 0 False", "1 warning points"},
		"one point":        {question("TF", "Q?", "Points,1.0,,,", "TRUE,100,,,", "FALSE,0,,,"), "truefalse Q? | 100 True | 0 False", ""},
		"tags, unmarked":   {question("TF", "<b>Q</b>?", "TRUE,100,,,", "FALSE,0,,,"), "truefalse <b>Q</b>? | 100 True | 0 False", "2 warning no-html"},
		"a picture":        {question("TF", "Q?", "Image,images/a.png,,,", "TRUE,100,,,", "FALSE,0,,,"), "truefalse Q? | 100 True | 0 False", "1 warning media-missing"},
		"CRLF":             {strings.ReplaceAll(good, "\n", "\r\n"), read, ""},
		"UTF-8 mark":       {"\xEF\xBB\xBF" + good, read, ""},
	})
}

// TestRepairs holds how what people get wrong is read, and that it is said.
func TestRepairs(t *testing.T) {
	intaketest.Table(t, parser(false), map[string][3]string{
		"semicolons":           {strings.ReplaceAll(good, ",", ";"), read, "1 repair separator"},
		"tabs":                 {strings.ReplaceAll(good, ",", "\t"), read, "1 repair separator"},
		"rows in quotes":       {"\"NewQuestion,MC,,,\"\n\"QuestionText,\"\"Q, or?\"\",,,\"\n\"Option,100,a,,\"\n\"Option,0,b,,\"\n", "choice Q, or? | 100 a | 0 b", "1 repair row-in-quotes"},
		"Windows-1252":         {question("TF", "Caf\xe9?", "TRUE,100,,,", "FALSE,0,,,"), "truefalse Café? | 100 True | 0 False", "2 repair text-encoding"},
		"shifted weight":       {question("MC", "Q?", "Option,,100,a,,yes", "Option,0,b,,"), "choice Q? | 100 a (yes) | 0 b", "3 repair shifted"},
		"shifted feedback":     {question("MC", "Q?", "Option,100,a,yes", "Option,0,b,,"), "choice Q? | 100 a (yes) | 0 b", "3 repair shifted"},
		"shifted hint":         {question("TF", "Q?", "TRUE,100,,,", "FALSE,0,,,", "Feedback,,,,f"), "truefalse Q? | 100 True | 0 False | because f", "5 repair shifted"},
		"swapped":              {question("MC", "Q?", "Option,a,100,,", "Option,b,0,,"), "choice Q? | 100 a | 0 b", "3 repair swapped"},
		"no weight":            {question("MC", "Q?", "Option,100,a,,", "Option,,b,,"), "choice Q? | 100 a | 0 b", "4 repair no-weight"},
		"weights of one":       {question("MC", "Q?", "Option,1,a,,", "Option,0,b,,"), "choice Q? | 100 a | 0 b", "1 repair weight-of-one"},
		"unquoted text":        {"NewQuestion,TF,,,\nQuestionText,Is it so, or is it 3,4-D?,,,\nTRUE,100,,,\nFALSE,0,,,\n", "truefalse Is it so, or is it 3,4-D? | 100 True | 0 False", "2 repair unquoted"},
		"unquoted option":      {question("MC", "Q?", "Option,100,Paris, the capital,,yes", "Option,0,b,,"), "choice Q? | 100 Paris, the capital (yes) | 0 b", "3 repair unquoted"},
		"unquoted, no space":   {question("MC", "Q?", "Option,100,a,b,c,,yes", "Option,0,b,,"), "choice Q? | 100 a,b,c (yes) | 0 b", "3 repair unquoted"},
		"unquoted number":      {question("MC", "Q?", "Option,100,1,000 mg,,", "Option,0,b,,"), "choice Q? | 100 1,000 mg | 0 b", "3 repair unquoted"},
		"unquoted feedback":    {question("MC", "Q?", "Option,100,a,,good, well done", "Option,0,b,,"), "choice Q? | 100 a (good, well done) | 0 b", "3 repair unquoted"},
		"text over lines":      {question("TF", "Q\nor not?", "TRUE,100,,,", "FALSE,0,,,"), "truefalse Q\nor not? | 100 True | 0 False", "3 repair text-over-lines"},
		"a quote, and no more": {question("TF", "\"Q", "TRUE,100,,,", "FALSE,0,,,") + good, "truefalse Q | 100 True | 0 False; " + read, "2 repair quote-not-closed"},
		"a quote not closed":   {question("TF", "\"Q", "TRUE,100,,,", "FALSE,0,,,") + strings.Replace(good, "G?", "G so\"", 1), "truefalse Q | 100 True | 0 False; truefalse G so\" | 100 True | 0 False", "2 repair quote-not-closed"},
		"WAHR":                 {question("TF", "Q?", "WAHR,100,,,", "FALSCH,0,,,"), "truefalse Q? | 100 True | 0 False", "3 repair localised"},
		"one of TRUE, FALSE":   {question("TF", "Q?", "FALSE,100,,,"), "truefalse Q? | 0 True | 100 False", "1 repair true-false"},
		"Multiple Choice":      {question("Multiple Choice", "Q?", "Option,100,a,,", "Option,0,b,,"), "choice Q? | 100 a | 0 b", "1 repair type-name"},
		"an empty option":      {question("MC", "Q?", "Option,100,a,,", "Option,0,,,", "Option,0,b,,"), "choice Q? | 100 a | 0 b", "4 repair empty-answer"},
		"rows of another":      {question("MC", "Q?", "Option,100,a,,", "Option,0,b,,", "Item,c,,,"), "choice Q? | 100 a | 0 b", "5 repair other-row"},
		"rows before":          {"Title,x,,,\n" + good, read, "1 repair stray-row"},
		"no question text":     {good + "NewQuestion,TF,,,\nTRUE,100,,,\nFALSE,0,,,\n", read, "5 error no-text"},
		"no type":              {good + question("", "Q?", "TRUE,100,,,"), read, "5 error no-type"},
		"nothing right":        {good + question("MC", "Q?", "Option,0,a,,", "Option,0,b,,"), read, "5 error no-right-answer"},
		"both right":           {good + question("TF", "Q?", "TRUE,100,,,", "FALSE,100,,,"), read, "5 error true-false"},
		"a weight of words":    {good + question("MC", "Q?", "Option,all,a,,", "Option,0,b,,"), read, "7 error no-weight"},
		"a weight too large":   {good + question("MC", "Q?", "Option,200,a,,", "Option,0,b,,"), read, "7 error weight"},
		"an empty right one":   {good + question("MC", "Q?", "Option,100,,,", "Option,0,b,,"), read, "7 error empty-right-answer"},
		"no such choice":       {good + question("M", "Q?", "Choice,1,a,,", "Match,2,b,,"), read, "8 error no-such-choice"},
		"a choice twice":       {good + question("M", "Q?", "Choice,1,a,,", "Choice,1,b,,", "Match,1,c,,"), read, "8 error choice-twice"},
		"one item":             {good + question("O", "Q?", "Item,a,,,"), read, "5 error few-answers"},
		"no answer":            {good + question("SA", "Q?"), read, "5 error few-answers"},
		"an option swallowed":  {question("MC", "Q?", "Option,100,\"a,,", "Option,0,b\",,", "Option,0,c,,"), "choice Q? | 100 a | 0 b\" | 0 c", "3 repair quote-not-closed"},
		"a list in quotes":     {question("TF", "\"Q:\nOption, or\nTrue, so\"", "TRUE,100,,,", "FALSE,0,,,"), "truefalse Q:\nOption, or\nTrue, so | 100 True | 0 False", ""},
		"a first row too long": {good + "NewQuestion,MC" + strings.Repeat(",c", 600) + "\nOption,100,a\n" + strings.Replace(good, "G?", "H?", 1), read + "; truefalse H? | 100 True | 0 False", "5 error too-many-columns"},
		"too many columns":     {good + question("MC", "Q?", "Option,100,a,,", "Option,0,b"+strings.Repeat(",c", 600)), read, "8 error too-many-columns"},
	})
}

// TestNoRepairs makes every repair an error that costs its question only.
func TestNoRepairs(t *testing.T) {
	intaketest.Table(t, parser(true), map[string][3]string{
		"a question": {good + question("MC", "Q?", "Option,,100,a,,yes", "Option,0,b,,"), read, "7 error shifted"},
		"a row":      {"Title,x,,,\n" + good, read, "1 error stray-row"},
		"no repair":  {good, read, ""},
	})
	for _, file := range []string{strings.ReplaceAll(good, ",", ";"), strings.ReplaceAll(good, "G", "\xe9")} {
		if _, _, err := parser(true)(context.Background(), []byte(file), nil); err == nil {
			t.Errorf("%q was read", file)
		}
	}
}

// TestNames: the id is the key, the title the name; difficulty is a tag, and
// the source is cut off the feedback.
func TestNames(t *testing.T) {
	file := "NewQuestion,TF\nID,HIM-1\nTitle,\"T, so\"\nQuestionText,Q?\nDifficulty,7\nTRUE,100\nFALSE,0\nFeedback,Why. Source: 45 CFR 164.524"
	bank, problems, err := parser(true)(context.Background(), []byte(file), nil)
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	if q := bank.Questions[0]; q.Key != "HIM-1" || q.Name != "T, so" || !q.HasTag("difficulty:7") || q.Rationale != "Why." || q.Source != "45 CFR 164.524" {
		t.Errorf("read %+v", q)
	}
}

// TestPictures takes pictures from beside the file.
func TestPictures(t *testing.T) {
	const pixel = "GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
	media := func(name string) ([]byte, error) {
		switch name {
		case "images/a.gif", "b.gif":
			return []byte(pixel + name), nil
		case "a.txt":
			return []byte("words"), nil
		}
		return nil, errors.New("there is no such file")
	}
	file := "NewQuestion,MC\nQuestionText,Q < R?\nImage,images/a.gif,a point\nOption,100,\"<img src=\"\"b.gif\"\">\",HTML\nOption,0,\"<img src='gone.gif'> <img src=http://x/y.gif>\",HTML\nOption,0,<img src=a.txt>,HTML"
	bank, problems, err := brightspace.ParseWith(context.Background(), []byte(file), "test", brightspace.Options{Media: media}, nil)
	if err != nil || len(bank.Media) != 2 {
		t.Fatal(err, problems)
	}
	q := bank.Questions[0]
	want := []string{`Q &lt; R?<p><img src="` + bank.Media[1].Ref() + `" alt="a point"></p>`, `<img src="` + bank.Media[0].Ref() + `">`, `<img src='gone.gif'> <img src=http://x/y.gif>`, "<img src=a.txt>"}
	for i, got := range []string{q.Stem, q.Options[0].Text, q.Options[1].Text, q.Options[2].Text} {
		if got != want[i] {
			t.Errorf("read %s, want %s", got, want[i])
		}
	}
	var said []string
	for _, p := range problems {
		said = append(said, p.Rule)
	}
	if list := strings.Join(said, " "); list != "brightspace-media-missing brightspace-media-remote brightspace-media-type" {
		t.Errorf("said %s", list)
	}
}

// made writes the i-th question of a type, with a sound key.
func made(draw *rand.Rand, kind string, i int) string {
	var rows []string
	n := 2 + draw.IntN(5)
	right := draw.IntN(n)
	weight := map[bool]int{true: 100}
	for j := range n {
		switch kind {
		case "MC":
			rows = append(rows, fmt.Sprintf("Option,%d,answer %d,,why %d", weight[j == right], j, j))
		case "MS":
			rows = append(rows, fmt.Sprintf("Option,%d,\"answer, %d\",HTML,", weight[j <= right]/100, j))
		case "SA":
			rows = append(rows, fmt.Sprintf("Answer,%d,answer %d,,", max(50, weight[j == right]), j))
		case "M":
			rows = append(rows, fmt.Sprintf("Choice,%d,choice %d,,", j+1, j), fmt.Sprintf("Match,%d,match %d,,", j+1, j))
		case "O":
			rows = append(rows, fmt.Sprintf("Item,item %d,HTML,,", j))
		}
	}
	if kind == "TF" {
		rows = append(rows, fmt.Sprintf("TRUE,%d,,,", weight[right > 0]), fmt.Sprintf("FALSE,%d,,,", weight[right == 0]))
	}
	return question(kind, fmt.Sprintf("Question %d?", i), rows...)
}

// TestLaws: what is right in a file earns everything, one bad question never
// costs another, and all keep their order.
func TestLaws(t *testing.T) {
	kinds := []string{"MC", "MS", "TF", "SA", "M", "O", "WR"}
	bad := []string{"NewQuestion,MC,,,\n", question("MC", "B", "Option,x,y,,"), question("TF", "\"B", "TRUE,0,,,"), question("SA", "B", "Answer,100,,,"),
		question("M", "B", "Match,1,x,,"), "NewQuestion,,,,\nQuestionText,B\n", question("O", "B")}
	draw := rand.New(rand.NewPCG(5, 4))
	for round := range 200 {
		var b strings.Builder
		var want []int
		total := 1 + draw.IntN(30)
		for i := range total {
			if i > 0 && draw.IntN(4) == 0 {
				b.WriteString(bad[draw.IntN(len(bad))])
			} else {
				b.WriteString(made(draw, kinds[draw.IntN(len(kinds))], i))
				want = append(want, i)
			}
			b.WriteString([]string{"", "\n", ",,,,\n", "// a comment,,,,\n"}[draw.IntN(4)])
		}
		bank, problems, err := parser(true)(context.Background(), []byte(b.String()), nil)
		if err != nil || len(bank.Questions) != len(want) || parse.Count(problems, parse.Error) < total-len(want) {
			t.Fatalf("round %d: %d of %d questions, %v, %v\n%s", round, len(bank.Questions), len(want), problems, err, b.String())
		}
		intaketest.Whole(t, bank)
		for at, i := range want {
			q := &bank.Questions[at]
			if q.Stem != fmt.Sprintf("Question %d?", i) || q.Kind.Asked() && !intaketest.Mark(q, 1) {
				t.Fatalf("round %d: question %d is %s\n%s", round, i, intaketest.Show(q), b.String())
			}
		}
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := parser(false)(ctx, []byte(good), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("said %v", err)
	}
}

// TestLooks knows the format by its first word.
func TestLooks(t *testing.T) {
	for text, want := range map[string]int{
		good: 2, "//x\n\"NewQuestion\";MC": 2, "newquestion\tMC": 2, "NewQuestion": 0, "NewQuestionnaire,x": 0, "a,NewQuestion,b": 0, "front,back\na,b": 0, "": 0,
	} {
		if got := brightspace.Looks(text); got != want {
			t.Errorf("%q: %d, not %d", text, got, want)
		}
	}
}

// TestBadFiles ends with a sentence, not a panic or a long wait.
func TestBadFiles(t *testing.T) {
	const begins = "NewQuestion,MC,,,\n"
	for name, text := range map[string]string{
		"no question":        "Title,x\n",
		"only commas":        begins + strings.Repeat(",", 4<<20),
		"only quotes":        begins + strings.Repeat("\"", 4<<20),
		"quotes not closed":  begins + strings.Repeat("\"a\n", 1<<20),
		"lines that go on":   begins + "QuestionText,Q\n" + strings.Repeat("and\n", 1<<20),
		"many rows":          begins + strings.Repeat("Option,0,x\n", 300_000),
		"many questions":     strings.Repeat(begins, 1_000_000),
		"a long row":         begins + "QuestionText" + strings.Repeat(", x", 1<<20),
		"swallowed again":    strings.Repeat("NewQuestion,\"MC\nNewQuestion,x\",\n", 100_000),
		"an endless regexp":  question("SA", "", "Answer,100,"+strings.Repeat("(a|b)", 190)+",regexp"),
		"a bomb of a regexp": question("SA", "", "Answer,100,((a{0,100}){0,100}){0,100},regexp"),
	} {
		if _, _, err := parser(false)(context.Background(), []byte(text), nil); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// everything is a file with a question of each type.
var everything = "//c,,,,\n" + question("MC", "\"Q, x\"", "ID,x", "Title,t", "Points,2", "Difficulty,3", "Image,a.png", "Option,100,a,HTML,y", "Option,0,b,,n", "Hint,h", "Feedback,f. Source: s") +
	question("MS", "Q", "Scoring,RightMinusWrong", "Option,1,a", "Option,0,b") + question("TF", "Q", "TRUE,100", "FALSE,0") + question("SA", "Q", "Answer,100,a[bc],regexp") +
	question("M", "Q", "Choice,1,a", "Choice,2,b", "Match,2,c", "Match,1,d") + question("O", "Q", "Item,a", "Item,b") + question("WR", "Q", "AnswerKey,k")

func TestEveryByteMayBeWrong(t *testing.T) { intaketest.Mutated(t, parser(false), everything) }

// FuzzParse reads anything, and whatever it reads can be asked.
func FuzzParse(f *testing.F) {
	f.Add([]byte(everything))
	f.Add([]byte("\"NewQuestion;MC;;\"\n\"Option;;100;a;b; c;d\"\nand so\nWAHR;1"))
	f.Add([]byte("NewQuestion,SA\nQuestionText,\"Q\nAnswer,100,(a|b)?c*\\*.*,regexp\nNewQuestion,TF\nQuestionText,\"x\",\n"))
	f.Fuzz(func(t *testing.T, data []byte) { intaketest.Any(t, parser(false), data) })
}

// BenchmarkParse reads 10,000 questions.
func BenchmarkParse(b *testing.B) {
	draw := rand.New(rand.NewPCG(5, 5))
	var text strings.Builder
	for i := range 10_000 {
		text.WriteString(made(draw, "MC", i))
	}
	b.SetBytes(int64(text.Len()))
	for b.Loop() {
		if bank, _, err := parser(false)(context.Background(), []byte(text.String()), nil); err != nil || len(bank.Questions) != 10_000 {
			b.Fatal(err)
		}
	}
}

func TestOneBadQuestionCostsNoOther(t *testing.T) {
	const last = "NewQuestion,SA,,,\nQuestionText,\"C, so\",,,\nAnswer,100,\"y, z\",,\n"
	for _, broken := range strings.SplitAfter(everything, "NewQuestion,") {
		broken = "NewQuestion," + strings.TrimSuffix(broken, "NewQuestion,")
		head, rest, _ := strings.Cut(broken, "\n")
		if rest = strings.TrimSuffix(rest, "\n"); rest != "" {
			// Where its first row is no more, its rows belong to the one before.
			intaketest.Alone(t, parser(false), good, head+"\n", rest, "\n"+last)
		}
	}
}
