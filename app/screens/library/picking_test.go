package library

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"chartroom/quiz"
)

// list shows the workshop as it stands.
func (d *desk) list() {
	d.T.Helper()
	d.Shell.Go("Library", quiz.BankID("workshop"))
}

// keys are the keys of a bank's questions in their order.
func (d *desk) keys(bank quiz.BankID) (keys []string) {
	d.T.Helper()
	b, err := d.Act.Reader().BankQuestions(context.Background(), bank)
	d.Must(err)
	for _, q := range b.Questions {
		keys = append(keys, q.Key)
	}
	return keys
}

func TestPickedQuestionsAreTaggedInOneStep(t *testing.T) {
	d := newDesk(t, workshop())
	d.list()
	d.Key(fyne.KeySpace, fyne.KeySpace)
	d.Sees("2 questions picked")
	d.Typed("t")
	d.Typed("unit:4, -level:recall")
	d.Key(fyne.KeyReturn)
	for key, want := range map[string][]string{"choice": {"rhit:1", "unit:4"}, "truefalse": {"unit:4"}, "flip": nil} {
		if q := d.saved(workshopID(key)); !slices.Equal(q.Tags, want) {
			t.Errorf("%s: %q, want %q", key, q.Tags, want)
		}
	}
	d.Sees("Tags of 2 questions changed.", "The chosen question")
	d.Shell.Undo()
	if q := d.saved(workshopID("choice")); !slices.Equal(q.Tags, []string{"rhit:1", "level:recall"}) {
		t.Errorf("after one undo %q", q.Tags)
	}
	if q := d.saved(workshopID("truefalse")); len(q.Tags) > 0 {
		t.Errorf("after one undo %q", q.Tags)
	}
}

func TestAllThatIsListedIsPickedAndLetGo(t *testing.T) {
	d := newDesk(t, workshop())
	d.list()
	d.Ctrl(fyne.KeyA)
	d.Sees("19 questions picked")
	d.Key(fyne.KeyEscape)
	d.Sees("The chosen question")
	if d.screen.model.overview() {
		t.Error("Esc let the list go with the picked questions")
	}
	d.screen.model.extend(3) // as Shift and Down do
	d.screen.draw()
	d.Sees("4 questions picked")
}

func TestQuestionsChangePlaces(t *testing.T) {
	d := newDesk(t, workshop())
	d.list()
	d.Ctrl(fyne.KeyJ)
	d.Ctrl(fyne.KeyJ)
	if got := d.keys("workshop")[:3]; !slices.Equal(got, []string{"truefalse", "flip", "choice"}) {
		t.Fatalf("order %v", got)
	}
	if id := d.screen.model.ids[d.screen.model.at]; id != workshopID("choice") {
		t.Error("the chosen row did not go along")
	}
	d.Shell.Undo()
	d.Shell.Undo()
	if got := d.keys("workshop")[:2]; !slices.Equal(got, []string{"choice", "truefalse"}) {
		t.Fatalf("after undo %v", got)
	}
}

func TestMovingToAnotherBankSaysWhatBecomesOfProgress(t *testing.T) {
	d := newDesk(t, workshop(), privacy())
	d.answer(workshop().Questions[0], 0)
	d.list()
	d.Typed("m")
	d.Tap("Privacy drills")
	d.Sees("Move 1 question?", "In the other bank they are new questions and begin without progress.")
	d.Key(fyne.KeyReturn)
	if got := d.keys("privacy"); !slices.Contains(got, "choice") || slices.Contains(d.keys("workshop"), "choice") {
		t.Fatalf("privacy has %v", got)
	}
	d.Shell.Undo()
	if slices.Contains(d.keys("privacy"), "choice") || d.Progress(workshopID("choice")).New() {
		t.Fatal("undo did not bring it back with its progress")
	}
}

func TestCopyAndRemoveByKey(t *testing.T) {
	d := newDesk(t, workshop())
	d.list()
	d.Typed("y")
	if got := d.keys("workshop"); len(got) != 20 || got[0] != "choice" || !strings.HasPrefix(got[1], "own-") {
		t.Fatalf("after copying %v", got)
	}
	d.Key(fyne.KeyDelete) // the copy is on the page
	if got := d.keys("workshop"); len(got) != 19 || got[0] != "choice" {
		t.Fatalf("after removing %v", got)
	}
	d.Sees("The question is removed.")
	d.Shell.Undo()
	d.Shell.Undo()
	if got := d.keys("workshop"); len(got) != 19 {
		t.Fatalf("after undo %v", got)
	}
}

func TestReplacingShowsEachChangeAndIsOneUndo(t *testing.T) {
	d := newDesk(t, workshop())
	before := map[quiz.QuestionID]string{}
	for _, q := range workshop().Questions {
		before[q.ID] = q.Stem
	}
	d.list()
	d.Typed("r")
	d.Sees("Find and replace", "in 19 questions")
	d.Typed("request")
	d.Canvas().FocusNext()
	d.Typed("demand")
	d.Sees("Replace in 2 questions", "One step")
	if w := d.screen.model.swap; len(w.changes) != 2 || len(w.changes[0].texts) != 1 {
		t.Fatalf("changes %+v", w.changes)
	}
	d.Tap("A request for access") // leave this one out
	d.Sees("Replace in 1 question")
	d.Ctrl(fyne.KeyReturn)
	if q := d.saved(workshopID("order")); q.Options[0].Text != "Log the demand" {
		t.Fatalf("order: %+v", q.Options)
	}
	if q := d.saved(workshopID("cloze")); !strings.Contains(q.Stem, "request") {
		t.Fatalf("what was left out changed: %q", q.Stem)
	}
	d.Shell.Undo()
	if q := d.saved(workshopID("order")); q.Options[0].Text != "Log the request" {
		t.Fatalf("after undo: %+v", q.Options)
	}
}

func TestReplacingBreaksNothing(t *testing.T) {
	w := &swap{all: workshop().Questions}
	for name, c := range map[string]struct {
		find, with string
		whole, cap bool
		want       int // questions that change
		left       int // that would break
	}{
		"a gap's mark stays":            {find: "{{1}}", with: "", want: 0, left: 4},
		"a picture's name stays":        {find: "media:", with: "x", want: 0},
		"a number's value goes along":   {find: "7.5", with: "8", want: 1},
		"a number stays one":            {find: "7.5", with: "some", left: 1},
		"an empty option is none":       {find: "Audit logs", with: "", left: 1},
		"capitals":                      {find: "roi", with: "x", cap: true},
		"no capitals":                   {find: "roi", with: "x", want: 2},
		"whole words":                   {find: "record", with: "chart", whole: true, want: 2},
		"signs are only signs":          {find: "(", with: "["},
		"what is put there is no code":  {find: "inpatient", with: "$1", want: 2},
		"nothing looked for, no change": {},
	} {
		t.Run(name, func(t *testing.T) {
			w.Find, w.With, w.Whole, w.Case = c.find, c.with, c.whole, c.cap
			w.look()
			if len(w.changes) != c.want || w.left != c.left {
				t.Errorf("%d change and %d are left out, want %d and %d", len(w.changes), w.left, c.want, c.left)
			}
			for _, ch := range w.changes {
				if _, err := newDraft(ch.after).question(); err != nil {
					t.Errorf("%s could not be asked: %v", ch.after.Key, err)
				}
				if c.find == "7.5" && ch.after.Options[0].Value != 8 {
					t.Errorf("the value is %v", ch.after.Options[0].Value)
				}
			}
		})
	}
	if q := workshop().Questions[0]; w.all[0].Stem != q.Stem || w.all[0].Options[0].Text != q.Options[0].Text {
		t.Error("looking changed the questions themselves")
	}
}

func TestEarlierVersionsAreComparedAndRestored(t *testing.T) {
	d := newDesk(t, workshop())
	d.Shell.Go("Library", workshopID("choice"))
	d.Typed("h")
	d.Sees("This question has no earlier versions")
	for _, stem := range []string{"Which record is left out?", "What is left out?"} {
		d.Typed("e")
		d.screen.editor.first.SetText(stem)
		d.Ctrl(fyne.KeyS)
	}
	d.Typed("h")
	d.Sees("Earlier versions", "As it stands now", "As it came", "Which record is left out?")
	d.Key(fyne.KeyDown)
	if got := d.screen.model.versions.compared(); len(got) != 1 || got[0].before != "Which record is not part of the legal health record?" || got[0].after != "What is left out?" {
		t.Fatalf("compared %+v", got)
	}
	d.Key(fyne.KeyReturn)
	if q := d.saved(workshopID("choice")); q.Stem != "Which record is not part of the legal health record?" {
		t.Fatalf("restored %q", q.Stem)
	}
	d.Sees("Restored:")
	d.Shell.Undo()
	if q := d.saved(workshopID("choice")); q.Stem != "What is left out?" {
		t.Fatalf("after undo %q", q.Stem)
	}
}

func TestNearCopiesAreFoundAndRemoved(t *testing.T) {
	bank := workshop()
	twin := bank.Questions[0]
	twin.Key, twin.ID = "again", workshopID("again")
	twin.Stem = "Which record is not part of a legal health record?"
	bank.Questions = append(bank.Questions, twin)
	d := newDesk(t, bank)
	d.list()
	d.Typed("c")
	d.Sees("Nearly the same: 1 pair", "Which record is not part of")
	d.Key(fyne.KeyDelete)
	if slices.Contains(d.keys("workshop"), "again") {
		t.Fatal("the second is still there")
	}
	if d.screen.model.page != listing {
		t.Error("an empty list of pairs is on show")
	}
	d.Typed("c")
	d.Sees("No two questions")
}

func TestDifferencesTellEveryFieldThatChanged(t *testing.T) {
	for _, q := range workshop().Questions {
		if got := differences(&q, &q); len(got) > 0 {
			t.Errorf("%s differs from itself: %+v", q.Key, got)
		}
		other := apart(q)
		for i, text := range texts(&other) {
			if *text.text == "" {
				continue
			}
			*text.text += " more"
			if got := differences(&q, &other); len(got) == 0 {
				t.Errorf("%s: a change of text %d, %s, is not told", q.Key, i, text.name)
			}
			other = apart(q)
			break
		}
		other.Tags = append(other.Tags, "new:tag")
		if len(differences(&q, &other)) != 1 {
			t.Errorf("%s: a new tag is not told", q.Key)
		}
	}
}

func TestListAndQuestionPageListTheirKeys(t *testing.T) {
	d := newDesk(t, workshop())
	d.list()
	d.Typed("?")
	for _, k := range d.screen.Keys() {
		if k.Does != "" {
			d.Sees(k.Does)
		}
		if k.Do == nil {
			t.Errorf("%s does nothing", k.Cap())
		}
	}
}
