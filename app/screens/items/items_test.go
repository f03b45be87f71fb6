package items

import (
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"chartroom/app/actions"
	"chartroom/app/actions/actionstest"
	"chartroom/app/shell/shelltest"
	"chartroom/quiz"
)

// desk is the item analysis beside the library, on a bank of choices.
type desk struct {
	*shelltest.Desk
	screen  *Screen
	library *shelltest.Other
	bank    quiz.Bank
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	b := actionstest.Bank(choice("Who owns the record?"), choice("Who may amend it?"), choice("Who may see it?"))
	d := &desk{Desk: shelltest.New(t, b), library: shelltest.NewOther("Library"), bank: b}
	d.screen = New(d.Shell)
	d.Furnish(shelltest.NewOther("Today"), d.library)
	d.Shell.AddBeside(d.screen)
	return d
}

func choice(stem string) quiz.Question {
	return quiz.Question{Kind: quiz.Choice, Stem: stem, Options: []quiz.Option{{Text: "right", Fraction: 1}, {Text: "wrong"}}}
}

// table is a file of forty candidates' answers: q1 discerns, q2 has the wrong
// key, q3 everybody knows.
func (d *desk) table() string {
	d.T.Helper()
	var b strings.Builder
	b.WriteString("candidate,q1,q2,q3,q4,q5\nKEY,A,B,A,C,A\nOPTIONS,4,4,4,4,4\n")
	for i := range 40 {
		good := i < 20
		pick := func(right, wrong string, is bool) string {
			if is {
				return right
			}
			return wrong
		}
		fmt.Fprintf(&b, "c%d,%s,%s,%s,%s,%s\n", i, pick("A", "BCD"[i%3:i%3+1], good || i%7 == 0), pick("C", "B", good), "A", pick("C", "ABD"[i%3:i%3+1], good || i%5 == 0), pick("A", "BCD"[i%3:i%3+1], good && i%6 != 0))
	}
	path := filepath.Join(d.T.TempDir(), "midterm.csv")
	d.Must(os.WriteFile(path, []byte(b.String()), 0o600))
	return path
}

func TestATableIsAnalysedByKeys(t *testing.T) {
	d := newDesk(t)
	d.Shell.Go(Name, nil)
	d.Sees("Which questions did their work?", "Open a table")
	if !d.Shell.Drop(d.table()) {
		t.Fatal("the screen takes no files")
	}
	d.Sees("midterm.csv", "40 candidates, 5 questions.", "need another look.", "q2", "probable wrong key", "too easy")
	d.Key(fyne.KeyReturn) // the one of most concern
	d.Sees("1 of 5 in the list, 40 candidates.", "Probable wrong key", "Check the key.", "What was chosen", "B: 20 candidates", "C: 20 candidates", "Facility", "50 %", "Effective weight")
	d.Key(fyne.KeyRight)
	d.Sees("2 of 5 in the list")
	d.Key(fyne.KeyLeft, fyne.KeyEscape)
	d.Typed("t")
	d.Sees("The test as a whole", "Internal consistency", "Standard error", "Kurtosis", "Skewness", "Median")
	d.Key(fyne.KeyEscape)
	d.Typed("s")
	if d.screen.m.item(0).ID != "q1" || d.screen.m.order != asGiven {
		t.Error("S does not list as in the file")
	}
	d.Key(fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyReturn)
	d.Sees("q2", "2 of 5 in the list")
	d.Key(fyne.KeyEscape, fyne.KeyEscape)
	d.Sees("Which questions did their work?")
}

func TestTheFiguresAreExported(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	d := newDesk(t)
	path := d.table()
	d.Shell.Go(Name, path)
	d.Typed("e")
	d.Tap("Save")
	rows := d.read(filepath.Join(filepath.Dir(path), "midterm figures.csv"))
	if len(rows) != 6 || rows[2][0] != "q2" || !strings.Contains(rows[2][13], "probable wrong key") {
		t.Errorf("%v", rows)
	}
}

func (d *desk) read(path string) [][]string {
	d.T.Helper()
	f, err := os.Open(path)
	d.Must(err)
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	d.Must(err)
	return rows
}

func TestOwnAnswersByBank(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	d := newDesk(t)
	for i, chosen := range []int{0, 1} {
		_, _, err := d.Act.Answer(ctx(), &d.bank.Questions[i], actions.Answer{Mode: quiz.ModeStudy, Response: quiz.Response{Chosen: []int{chosen}}, Took: 12 * time.Second})
		d.Must(err)
	}
	d.Shell.Go(Name, nil)
	d.Sees("Your own answers, by bank", "3 questions, 2 of them answered")
	d.Key(fyne.KeyReturn)
	d.Sees("You have answered 2 of 3 questions, 2 answers in all.", "1 answer", "12 seconds", "not answered yet", "They tell what is hard for you")
	if first := d.screen.m.own[d.screen.m.sorted[0]]; first.Question.ID != d.bank.Questions[1].ID {
		t.Errorf("first is %q, not the one missed", first.Question.Stem)
	}
	d.Typed("t") // there is no test as a whole
	d.Typed("e")
	d.Tap("Save")
	if rows := d.read(filepath.Join(home, "B answers.csv")); len(rows) != 4 || rows[2][4] != "0" || rows[3][4] != "" {
		t.Errorf("%v", rows)
	}
	d.Key(fyne.KeyReturn)
	if d.library.Opened != d.bank.Questions[1].ID {
		t.Errorf("opened %v", d.library.Opened)
	}
}

func TestATableThatCannotBeReadIsSaid(t *testing.T) {
	d := newDesk(t)
	for text, says := range map[string]string{"": "empty", "a,b\n1,x\n2,y\n": "row 2", "a,b\n": "no candidate"} {
		path := filepath.Join(t.TempDir(), "bad.csv")
		d.Must(os.WriteFile(path, []byte(text), 0o600))
		d.Shell.Go(Name, path)
		d.Sees(says)
		if d.screen.m.page != choosing {
			t.Errorf("%q was taken", text)
		}
	}
	if err := d.screen.Open(3); err == nil {
		t.Error("a number was opened")
	}
}

func TestEveryKeyOfEveryPageIsListed(t *testing.T) {
	d := newDesk(t)
	path := d.table()
	d.Shell.Go(Name, path)
	for _, p := range []page{questions, one, whole, choosing} {
		d.screen.turn(p)
		d.ListsKeys(d.screen)
		d.Key(fyne.KeyEscape)
	}
}

func TestEveryFigureHasASentenceWhateverTheMarks(t *testing.T) {
	nan := math.NaN()
	for _, f := range append(testFigures(&quiz.TestStats{Max: 1, Mean: nan, Median: nan, SD: nan, Skewness: nan, Kurtosis: nan, Consistency: nan, ErrorRatio: nan, SE: nan, KR20: nan}),
		itemFigures(&quiz.ItemStats{Facility: nan, SD: nan, DiscriminationIndex: nan, DiscriminativeEfficiency: nan, GuessScore: nan, IntendedWeight: nan, EffectiveWeight: nan, Corrected: nan, UpperLower: nan})...) {
		if f.Value != "not defined" || len(f.Means) < 20 || !strings.HasSuffix(f.Means, ".") || strings.Contains(f.Means, "NaN") {
			t.Errorf("%+v", f)
		}
	}
	for percent, says := range map[float64]string{80: "good", 70: "passable", 20: "do not decide"} {
		if got := consistencyMeans(percent); !strings.Contains(got, says) {
			t.Errorf("%v is said as %q", percent, got)
		}
	}
}

// TestGallery draws every page into the folder GALLERY, to be looked at.
func TestGallery(t *testing.T) {
	dir := shelltest.Gallery(t)
	for _, look := range shelltest.Looks {
		d := newDesk(t)
		d.Wear(look)
		shot := d.Shots(dir, "items-"+look.Name)
		d.Shell.Go(Name, nil)
		shot("choosing")
		d.Shell.Go(Name, d.table())
		shot("questions")
		d.screen.turn(one)
		shot("one")
		d.screen.turn(whole)
		shot("whole")
	}
}
