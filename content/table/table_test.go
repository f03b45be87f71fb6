package table

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"chartroom/content/parse"
	"chartroom/quiz"
)

var update = flag.Bool("update", false, "rewrite the .want parts of testdata/*.txtar")

// describe writes questions and problems so that a person can judge them.
func describe(bank quiz.Bank, problems []parse.Problem, err error) string {
	var b strings.Builder
	if err != nil {
		fmt.Fprintf(&b, "error %v\n", err)
	}
	if bank.Name != "test" || bank.Source+bank.Licence+bank.Version+bank.Language != "" {
		fmt.Fprintf(&b, "bank %q source %q licence %q version %q language %q\n", bank.Name, bank.Source, bank.Licence, bank.Version, bank.Language)
	}
	for _, q := range bank.Questions {
		fmt.Fprintf(&b, "%d %s %s %s %q", q.Line, q.Kind, q.Key, q.Markup, q.Stem)
		for _, o := range q.Options {
			fmt.Fprintf(&b, " [%.4g %q", o.Fraction, o.Text)
			if o.Tolerance != 0 {
				fmt.Fprintf(&b, " ± %g", o.Tolerance)
			}
			for _, of := range []struct{ mark, text string }{{"->", o.Partner}, {"#", o.Feedback}} {
				if of.text != "" {
					fmt.Fprintf(&b, " %s %q", of.mark, of.text)
				}
			}
			b.WriteByte(']')
		}
		for _, field := range []struct{ name, value string }{{"explanation", q.Rationale}, {"source", q.Source}, {"tags", strings.Join(q.Tags, "|")},
			{"category", q.Category}, {"as-of", q.AsOf}, {"review-by", q.ReviewBy}} {
			if field.value != "" {
				fmt.Fprintf(&b, " %s %q", field.name, field.value)
			}
		}
		b.WriteString(word(q.Multiple, " several") + word(q.KeepOrder, " in-order") + word(q.CaseSensitive, " case"))
		b.WriteByte('\n')
	}
	for _, p := range problems {
		fmt.Fprintf(&b, "%d:%d %s %s %q\n", p.Line, p.Column, p.Severity, p.Rule, p.Question)
	}
	return b.String()
}

// TestReads holds every testdata/*.txtar: NAME.txt is read, NAME.want is what
// comes out.
func TestReads(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatal("no testdata/*.txtar", err)
	}
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i+1 < len(archive.Files); i += 2 {
			in, want := archive.Files[i], &archive.Files[i+1]
			name := strings.TrimSuffix(in.Name, ".txt")
			if want.Name != name+".want" {
				t.Fatalf("no %s.want behind it", name)
			}
			text := strings.NewReplacer("→", "\t", "␋", "\v").Replace(string(in.Data))
			bank, problems, err := Parse(context.Background(), []byte(text), "test", nil)
			got := describe(bank, problems, err)
			if *update {
				want.Data = []byte(got)
			} else if got != string(want.Data) {
				t.Errorf("%s: got\n%s\nwant\n%s", name, got, want.Data)
			}
		}
		if *update {
			if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestLooksAtQuestionsOnly(t *testing.T) {
	for text, want := range map[string]int{
		"Question,A,B,C,D,Answer\nWhat?,a,b,c,d,A\n":              2,
		"question\toption 1\toption 2\tcorrect\n":                 2,
		"Front,Back,Notes\nx,y,z\n":                               0,
		"question,answer\nWhat?,That.\n":                          0,
		"term,definition,type\ncough,tussis,noun\n":               0,
		"type,question,answer\nflashcard,What?,That.\n":           2,
		"a,b\nc,d\ne,f\n":                                         0,
		"What is it?,one,two,B\nWhat else?,x,y,A\n":               2,
		"#separator:tab\n#columns:question\ta\tb\tanswer\n":       0,
		"A letter - to a friend\nwith nothing to ask.\n":          0,
		"edema - swelling\nemesis - vomiting\n":                   2,
		"What?\nA. one\nB. two\nANSWER: B\n":                      0,
		"::T::What?{=a ~b}\n\nWhat else, then?{=a ~b}\n":          0,
		"\uFEFF\"#bank:x\"\r\n\"type\",\"question\",\"answer\"\n": 2,
	} {
		text = strings.TrimPrefix(strings.ReplaceAll(text, "\r\n", "\n"), "\uFEFF")
		if got := Looks(text); got != want {
			t.Errorf("%q: %d, not %d", text, got, want)
		}
	}
}

func TestARoleIsWhatItIsCalled(t *testing.T) {
	for _, role := range Roles(60) {
		if got := RoleOf(string(role)); got != role {
			t.Errorf("%q is read as %q", role, got)
		}
		if got := RoleOf(role.Title()); got != role && role != Unused {
			t.Errorf("the title %q of %q is read as %q", role.Title(), role, got)
		}
	}
	for name, want := range map[string]Role{
		"OptionA": Option(0), "option_b": Option(1), "Option (C)": Option(2), "Choice #4": Option(3), "answer1": Option(0), "Ans B": Option(1),
		"Feedback for option A": Feedback(0), "Option B Rationale": Feedback(1), "Correct Answer(s) - choose at least one": Answer,
		"Question - max 120 characters": Question, "Distractor 2": Wrong(1), "Image Link": Picture, "id": ID, "Answer explanation": Explanation, "Reviewer": Unused,
	} {
		if got := RoleOf(name); got != want {
			t.Errorf("%q is read as %q, not %q", name, got, want)
		}
	}
}

func TestAMappingIsTakenAsItIs(t *testing.T) {
	text := []byte("col1,col2,col3,col4,col5\nWhat?,x,y,second,why\nWhat else?,x,y,1,\n")
	if _, _, err := Parse(context.Background(), text, "b", nil); err != ErrMapping {
		t.Fatalf("%v is not ErrMapping", err)
	}
	p, err := Look(text, "")
	if err != nil || p.Guessed || len(p.Columns) != 5 || !slices.Equal(p.Columns[3].Sample, []string{"col4", "second", "1"}) {
		t.Fatalf("%+v, %v", p, err)
	}
	m := p.Mapping()
	m.HeaderRow = 1
	copy(m.Roles, []Role{Question, Option(0), Option(1), Answer, Explanation})
	bank, problems, err := ParseWith(context.Background(), text, "b", Options{Mapping: &m}, nil)
	if err != nil || len(bank.Questions) != 1 || bank.Questions[0].Options[0].Fraction != 1 || len(problems) != 1 || problems[0].Line != 2 || problems[0].Column != 11 {
		t.Errorf("%+v, %v, %v", bank.Questions, problems, err)
	}
	if _, _, err := ParseWith(context.Background(), text, "b", Options{Mapping: &Mapping{}}, nil); err == nil {
		t.Error("a mapping without a question is taken")
	}
}

func TestAPreviewShowsWhatIsGuessed(t *testing.T) {
	p, err := Look([]byte("My quiz\n\nQuestion,A,B,Answer,Who\nWhat?,x,y,A,Kim\n"), "")
	if err != nil || !p.Guessed || p.HeaderRow != 3 || p.Sheets != nil {
		t.Fatalf("%+v, %v", p, err)
	}
	var got []string
	for _, c := range p.Columns {
		got = append(got, fmt.Sprintf("%s=%s %q", c.Header, c.Role, c.Sample))
	}
	const want = `Question=question ["What?"], A=option a ["x"], B=option b ["y"], Answer=answer ["A"], Who= ["Kim"]`
	if s := strings.Join(got, ", "); s != want {
		t.Errorf("got %s, want %s", s, want)
	}
}

func TestRepairsAreErrorsWhereTheyAreOff(t *testing.T) {
	text := []byte("question,type,a,b,answer\n<b>What?</b>,,x,y,A\nHow many?,number,,,\"$1,250.5\"\nBoth?,single choice,x,y,\"A,B\"\nFine?,,x,y,A\n")
	for strict, want := range map[bool]int{false: 4, true: 1} {
		bank, problems, err := ParseWith(context.Background(), text, "b", Options{NoRepairs: strict}, nil)
		severity := map[bool]parse.Severity{false: parse.Repair, true: parse.Error}[strict]
		if err != nil || len(bank.Questions) != want || len(problems) != 3 || parse.Count(problems, severity) != 3 {
			t.Errorf("repairs off is %t: %d questions, %v, %v", strict, len(bank.Questions), problems, err)
		}
	}
	if _, _, err := ParseWith(context.Background(), []byte("question,a,b,answer\nFi\xE8vre?,x,y,A\n"), "b", Options{NoRepairs: true}, nil); err == nil {
		t.Error("a guessed encoding is taken though repairs are off")
	}
}

func TestPicturesComeFromBesideTheTable(t *testing.T) {
	png := []byte("\x89PNG\r\n\x1a\n")
	text := []byte("question,a,b,answer,picture,alt\n1 < 2?,x & y,y,A,heart.png,a \"heart\"\nGone?,x,y,A,gone.png,\nWeb?,x,y,A,https://example.org/x.png,\n")
	bank, problems, err := ParseWith(context.Background(), text, "b", Options{Media: func(name string) ([]byte, error) {
		if name == "heart.png" {
			return png, nil
		}
		return nil, os.ErrNotExist
	}}, nil)
	if err != nil || len(bank.Questions) != 3 || len(bank.Media) != 1 || len(problems) != 2 {
		t.Fatalf("%+v, %v, %v", bank, problems, err)
	}
	q := bank.Questions[0]
	if want := `1 &lt; 2?<p><img src="` + bank.Media[0].Ref() + `" alt="a &#34;heart&#34;"></p>`; q.Stem != want || q.Markup != quiz.HTML || q.Options[0].Text != "x &amp; y" {
		t.Errorf("%+v", q)
	}
}
