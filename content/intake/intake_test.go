package intake

import (
	"strings"
	"testing"

	"chartroom/content/parse"
	"chartroom/quiz"
)

func TestRichKnowsHTML(t *testing.T) {
	for text, want := range map[string]quiz.Markup{
		"a <b>c</b>": quiz.HTML, "a &amp; b": quiz.HTML, "<BR/>": quiz.HTML, `<img src="x">`: quiz.HTML, "&#x27;": quiz.HTML,
		"a < b > c": quiz.Plain, "AT&T; R&D": quiz.Plain, "<5 mg": quiz.Plain, "<name>": quiz.Plain, "": quiz.Plain,
	} {
		if _, got := Rich(text); got != want {
			t.Errorf("%q is %s, not %s", text, got, want)
		}
	}
}

func TestWordsAreWhatALearnerReads(t *testing.T) {
	for text, want := range map[string]string{
		"<p>a</p><p>b</p>": "a b", "a<br>b": "a b", "a<b>b</b>c": "abc", "1 &lt; 2": "1 < 2", " a  b\n": "a b", "a < b": "a < b", "&nbsp;a": "a",
	} {
		if got := Words(text); got != want {
			t.Errorf("%q is %q, not %q", text, got, want)
		}
	}
}

// What an author wrote is never taken for a gap.
func TestForGapsHidesWhatLooksLikeOne(t *testing.T) {
	for _, text := range []string{"{{1}} a < b", "<b>{{1}}</b>", "{{{{1}}", "a"} {
		stem, _ := ForGaps(text)
		if strings.Contains(stem, "{{1}}") || Words(stem) != Words(text) {
			t.Errorf("%q became %q", text, stem)
		}
	}
}

// Texts of two markups in one rationale are both read as they were meant.
func TestAsidesKeepTheirMarkup(t *testing.T) {
	for _, c := range []struct {
		first, second   string
		markup1, markup quiz.Markup
		want            string
	}{
		{"a < b", "c", quiz.Plain, quiz.Plain, "A: a < b\n\nB: c"},
		{"a < b", "<i>c</i>", quiz.Plain, quiz.HTML, "A: a &lt; b<p>B: <i>c</i></p>"},
		{"<i>a</i>", "b < c", quiz.HTML, quiz.Plain, "A: <i>a</i><p>B: b &lt; c</p>"},
		{"", "b", quiz.Plain, quiz.HTML, "B: b"},
	} {
		d := New("bank", "test", false).Draft(0)
		d.Aside("A", c.first, c.markup1)
		d.Aside("B", c.second, c.markup)
		if d.Q.Rationale != c.want {
			t.Errorf("%q and %q became %q", c.first, c.second, d.Q.Rationale)
		}
	}
}

// A repair is said, and is an error where repairs are off; one bad question
// never costs another; equal ones are told apart.
func TestDraftsAreKeptOrSaidWhy(t *testing.T) {
	for _, strict := range []bool{false, true} {
		in := New("bank", "test", strict)
		if _, err := in.Decode("a.txt", []byte("one\ntwo\nthree")); err != nil {
			t.Fatal(err)
		}
		for i, at := range []int{0, 4, 8, 8} {
			d := in.Draft(at)
			d.Q.Stem, d.Q.Kind, d.Q.Options = "Q", quiz.Text, []quiz.Option{{Text: "x", Fraction: 1}}
			switch i {
			case 0:
				d.Repair(at, "mended", "This was mended.")
			case 1:
				d.Repair(at, "mended", "This was mended.")
				d.Fail(at+1, "broken", "This is broken")
			}
			d.Keep()
		}
		bank, problems, err := in.Result(nil, 0)
		want := "1 repair test-mended, 2 error test-broken, 3 warning test-duplicate, 3 warning test-duplicate"
		kept := 3
		if strict {
			want, kept = "1 error test-mended, 2 error test-mended, 2 error test-broken, 3 warning test-duplicate", 2
		}
		var said []string
		for _, p := range problems {
			said = append(said, strings.Join([]string{string('0' + rune(p.Line)), string(p.Severity), p.Rule}, " "))
			if !strings.HasPrefix(p.Message, `In "a.txt": `) {
				t.Errorf("%q does not name its member", p.Message)
			}
		}
		if got := strings.Join(said, ", "); got != want || err != nil || len(bank.Questions) != kept {
			t.Errorf("strict %t: %d questions, said %s, %v", strict, len(bank.Questions), got, err)
		}
	}
}

// A bank joined to another keeps its order and gets keys of its own.
func TestJoinedQuestionsHaveKeysOfTheirOwn(t *testing.T) {
	in := New("bank", "test", false)
	more := quiz.Bank{Questions: []quiz.Question{{Key: "a"}, {Key: "a"}}, Media: []quiz.Media{quiz.NewMedia("x", []byte("GIF89a")), quiz.NewMedia("y", []byte("GIF89a"))}}
	in.Join(more, []parse.Problem{{Rule: "theirs"}})
	bank, problems, err := in.Result(nil, 0)
	if err != nil || len(problems) != 1 || len(bank.Questions) != 2 || bank.Questions[0].Key == bank.Questions[1].Key || len(bank.Media) != 1 {
		t.Errorf("%+v, %v, %v", bank, problems, err)
	}
}
