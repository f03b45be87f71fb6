package library

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"chartroom/app/actions"
	"chartroom/app/uitest"
	"chartroom/content/gift"
	"chartroom/content/parse"
	"chartroom/quiz"
	"chartroom/storage"
)

func TestSearchFindsAsOneTypes(t *testing.T) {
	d := newDesk(t, privacy())
	d.Sees("Privacy drills", "imported 22 Nov 2026", "45 CFR 164", "CC BY 4.0")
	d.Typed("/")
	d.Typed("amendm") // stands in the feedback of a wrong option
	d.Sees("By how many days after receipt", "RHIT 2", "recall", "All  1")
	d.Misses("What does HIPAA call")
	d.Typed("entszz")
	d.Sees("No question fits", "Try fewer words")
	d.Key(fyne.KeyEscape) // leaves the search
	if uitest.Focused(d.Window) != "" {
		t.Error("Esc leaves the focus in the search")
	}
	d.Typed("x")
	d.Sees("Privacy drills", "List all questions")
}

func TestArrowsAndEnterChooseWhileTyping(t *testing.T) {
	d := newDesk(t, privacy())
	d.Typed("/")
	d.Typed("what")
	first := d.screen.model.ids[0]
	d.Key(fyne.KeyDown)
	d.Key(fyne.KeyReturn)
	if got := d.screen.model.detail.Question.ID; got == first || got != d.screen.model.ids[1] {
		t.Errorf("Down and Enter opened %v, not the second of %v", got, d.screen.model.ids)
	}
	d.Key(fyne.KeyEscape)
	if d.screen.model.page != listing || d.screen.model.at != 1 || d.screen.model.look.Text != "what" {
		t.Error("Esc does not go back to the same place of the list")
	}
}

func TestFiltersCountAndNarrow(t *testing.T) {
	d := newDesk(t, privacy())
	p := privacy()
	d.answer(p.Questions[0], 1)
	d.Must(second(d.Act.Flag(context.Background(), p.Questions[2].ID, true)))
	d.Must(second(d.Act.Suspend(context.Background(), p.Questions[3].ID, true)))
	d.Shell.Redraw()
	d.Sees("All  6", "Wrong before  1", "Flagged  1", "Suspended  1")
	d.Tap("Flagged  1")
	d.Sees("What does HIPAA call", "flagged", "typed words")
	d.Misses("By how many days")
	d.Typed("s") // the next state: due
	d.Sees("By how many days")
	d.Typed("x")
	d.Typed("k")
	d.Tap("flashcard   1")
	d.Sees("PHI", "flashcard")
	d.Typed("x")
	d.Typed("l")
	d.Tap("analysis   1")
	d.Sees("analysis", "Of 40 charts", "suspended")
	d.Typed("d")
	d.Tap("Any domain")
	d.Sees("Of 40 charts")
}

func TestPractiseHandsOverTheFilterOrTheWordsFound(t *testing.T) {
	d := newDesk(t, privacy())
	d.Typed("l")
	d.Tap("recall   2")
	d.Typed("p")
	f, ok := d.practice.Opened.(storage.Filter)
	if !ok || f.Level != "recall" {
		t.Fatalf("Practice was asked for %#v", d.practice.Opened)
	}
	d.Shell.Go("Library", nil)
	d.Typed("x")
	d.Typed("/")
	d.Typed("access")
	d.Key(fyne.KeyEscape)
	d.Typed("p")
	s, ok := d.practice.Opened.(quiz.Session)
	if !ok || len(s.Queue) != 1 || s.Queue[0].Question != privacy().Questions[0].ID {
		t.Fatalf("Practice was asked for %#v", d.practice.Opened)
	}
}

func TestQuestionPageTellsEverything(t *testing.T) {
	d := newDesk(t, privacy())
	p := privacy()
	d.answer(p.Questions[0], 1, 0)
	d.Must(second(d.Act.Note(context.Background(), p.Questions[0].ID, "thirty plus thirty")))
	d.Shell.Go("Library", p.Questions[0].ID)
	d.Sees("30 days", "right", "The outer limit.", "That is the limit for amendments.", "The rule gives 30 days",
		"45 CFR 164.524(b)(2), 2026 · as of Nov 2026 · to be checked again by Oct 2027",
		"level:recall", "thirty plus thirty", "It lasts", "Answered 2 times",
		"Right · sure", "Wrong · sure", "“60 days”", "grade again", "1 of 6")
	d.Key(fyne.KeyRight)
	d.Sees("The minimum necessary rule", "2 of 6", "This was to be checked again by Mar 2026")
	d.Key(fyne.KeyLeft)
	d.Sees("1 of 6")
	d.Key(fyne.KeyLeft)
	d.Sees("1 of 6")
}

func TestCareByKeyAndUndo(t *testing.T) {
	d := newDesk(t, privacy())
	id := privacy().Questions[0].ID
	d.answer(privacy().Questions[0], 1)
	d.Shell.Go("Library", id)
	progress := func() quiz.Progress {
		p, err := d.Act.Reader().Progress(context.Background(), id)
		d.Must(err)
		return p
	}
	before := progress()
	d.Typed("b")
	d.Sees("waits until tomorrow", "Unbury")
	d.Typed("b")
	d.Misses("waits until tomorrow")
	d.Typed("d")
	d.Typed("12")
	d.Tap("Set the day")
	if p := progress(); p.DueDay != d.Act.Today()+12 {
		t.Errorf("comes back on %s, asked for %s", p.DueDay, d.Act.Today()+12)
	}
	d.Typed("x")
	if !progress().New() {
		t.Error("it is not new again")
	}
	for range 4 {
		d.Shell.Undo()
	}
	if p := progress(); !p.Equal(before) {
		t.Errorf("after undo %+v, before %+v", p, before)
	}
}

func TestFlagAndSuspendByKeyAndUndo(t *testing.T) {
	d := newDesk(t, privacy())
	id := privacy().Questions[0].ID
	d.Shell.Go("Library", id)
	state := func() storage.Marks {
		m, err := d.Act.Reader().Marks(context.Background(), id)
		d.Must(err)
		return m
	}
	d.Typed("f")
	d.Typed("s")
	d.Sees("flagged", "suspended", "Unflag")
	if m := state(); !m.Flag || !m.Suspended {
		t.Fatalf("on disk: %+v", m)
	}
	d.Shell.Undo()
	d.Shell.Undo()
	d.Misses("flagged", "suspended", "Unflag")
	if m := state(); m.Flag || m.Suspended {
		t.Fatalf("on disk after undo: %+v", m)
	}
	d.Typed("n")
	d.Typed("mine")
	d.Tap("Save note")
	d.Sees("YOUR NOTE", "mine")
	d.Typed("r")
	d.Typed("key is wrong")
	d.Tap("Save report")
	reports, err := d.Act.Reader().Reports(context.Background())
	d.Must(err)
	if len(reports) != 1 {
		t.Fatalf("%d reports", len(reports))
	}
}

func TestPreviewSavesNothingAndImportSavesAll(t *testing.T) {
	d := newDesk(t, privacy())
	d.Shell.Go("Library", d.file("unit 4.gift", messy))
	d.Sees("Import “unit 4.gift”", "questions read", "repaired", "could not be read", "Import 6 questions",
		"“Retention of minors' records”", "line 7, col. 73", "left out", "“Rate”", "repaired", "right: 30 days")
	texts := strings.Join(uitest.Texts(d.Window), "\n")
	if strings.Index(texts, "Retention of minors") > strings.Index(texts, "“Rate”") {
		t.Error("the worst problem does not come first")
	}
	if n := d.banks(); n != 1 {
		t.Fatalf("the preview saved: %d banks", n)
	}
	d.Typed("t") // without repairs
	d.Sees("Import 4 questions")
	d.Typed("t")
	d.screen.renameBank(d.preview(), "Privacy drills")
	d.Sees("Import 6 questions")
	d.screen.renameBank(d.preview(), "")
	d.Sees("Give the bank a name.")
	d.screen.renameBank(d.preview(), "Unit four")
	d.Key(fyne.KeyReturn)
	d.Sees("Unit four", "6 questions added", "How many days does a clinic have")
	bank, err := d.Act.Reader().BankQuestions(context.Background(), "unit-four")
	d.Must(err)
	if len(bank.Questions) != 6 || bank.Questions[0].ID != quiz.NewQuestionID("unit-four", bank.Questions[0].Key) {
		t.Fatalf("saved: %d questions, %v", len(bank.Questions), bank.Questions[0].ID)
	}
	d.Shell.Go("Library", d.file("unit 4.gift", messy))
	d.screen.renameBank(d.preview(), "Unit four")
	if got := d.screen.model.incoming.tiles().Known; got != 6 {
		t.Errorf("%d of 6 are known", got)
	}
	d.Key(fyne.KeyEscape)
	d.Shell.Undo()
	uitest.Layout(d.Window)
	if n := d.banks(); n != 1 {
		t.Errorf("%d banks after undo", n)
	}
	d.Misses("6 questions", "How many days")
}

func TestFilesThatCannotBeReadChangeNothing(t *testing.T) {
	d := newDesk(t, privacy())
	folder := filepath.Join(d.Dir, "a folder.gift")
	d.Must(os.Mkdir(folder, 0o755))
	for name, path := range map[string]string{
		"folder":   folder,
		"absent":   filepath.Join(d.Dir, "absent.gift"),
		"empty":    d.file("empty.gift", ""),
		"png":      d.file("scan.gift", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"),
		"unclosed": d.file("unclosed.gift", "::Q:: What {=a ~b"),
	} {
		t.Run(name, func(t *testing.T) {
			d.Shell.Go("Library", path)
			d.Sees("“"+filepath.Base(path)+"” was not imported", "Nothing in your library has changed.", "Choose another file")
			if n := d.banks(); n != 1 {
				t.Fatalf("%d banks", n)
			}
			d.Key(fyne.KeyReturn) // asks for another file, and imports nothing
			if d.Canvas().Overlays().Top() == nil {
				t.Fatal("Enter does not ask for another file")
			}
			d.Key(fyne.KeyEscape) // closes the dialog
			if d.Canvas().Overlays().Top() != nil {
				t.Fatal("Esc does not close the dialog")
			}
			d.Sees("was not imported")
			d.Key(fyne.KeyEscape)
			if n := d.banks(); n != 1 {
				t.Fatalf("%d banks", n)
			}
			d.Sees("Privacy drills")
		})
	}
}

func TestReportSaysWhatThePreviewSays(t *testing.T) {
	d := newDesk(t)
	path := d.file("unit 4.gift", messy)
	d.Shell.Go("Library", path)
	d.Typed("r")
	d.Tap("Save")
	b, err := os.ReadFile(filepath.Join(d.Dir, "unit 4 report.txt"))
	d.Must(err)
	for _, want := range []string{"unit 4.gift", "6 questions read, 2 repaired, 2 left out", "line 7, col. 73: left out: Retention of minors' records", "[gift-"} {
		if !strings.Contains(string(b), want) {
			t.Errorf("the report has no %q:\n%s", want, b)
		}
	}
}

func TestExportSaysWhatItLeavesOutAndReadsBack(t *testing.T) {
	d := newDesk(t, privacy())
	d.Typed("e")
	d.Tap("GIFT (Moodle): 5 of 6")
	d.Sees("Export “Privacy drills”", "Quizlet, Excel): 1 of 6", "1 question will not be in the file", "Write 5 questions")
	path := filepath.Join(d.Dir, "out.gift")
	d.screen.exports.path.SetText(path)
	d.Key(fyne.KeyReturn)
	d.Sees("5 questions written to " + path)
	b, err := os.ReadFile(path)
	d.Must(err)
	got, problems, err := gift.Parse(context.Background(), b, "Privacy drills", nil)
	d.Must(err)
	if len(got.Questions) != 5 || parse.Count(problems, parse.Error)+parse.Count(problems, parse.Repair) != 0 {
		t.Fatalf("read back: %d questions, problems %v\n%s", len(got.Questions), problems, b)
	}
	want := privacy()
	for i, q := range got.Questions[:4] {
		if q.Stem != want.Questions[i].Stem || len(q.Options) != len(want.Questions[i].Options) || q.Source != want.Questions[i].Source {
			t.Errorf("%q came back as %+v", want.Questions[i].Stem, q)
		}
	}
	d.Typed("e")
	d.Tap("GIFT (Moodle): 5 of 6")
	d.screen.exports.path.SetText(path)
	d.Key(fyne.KeyReturn)
	d.Sees("Replace out.gift?")
	d.Key(fyne.KeyEscape)
	d.screen.exports.path.SetText("out.gift")
	d.Sees("write the whole path")
}

func TestEditorSavesAndUndoes(t *testing.T) {
	d := newDesk(t, privacy())
	id := privacy().Questions[0].ID
	stem := func() string {
		q, err := d.Act.Reader().Question(context.Background(), id)
		d.Must(err)
		return q.Stem
	}
	d.Shell.Go("Library", id)
	d.Typed("e")
	d.Sees("Edit this question", "AS IT WILL LOOK", "Add an option")
	d.screen.editor.first.SetText("")
	d.screen.saveDraft()
	d.Sees("The question has no text.")
	d.screen.editor.first.SetText("How long for access?")
	d.Ctrl(fyne.KeyS)
	if stem() != "How long for access?" {
		t.Fatalf("on disk: %q", stem())
	}
	d.Sees("How long for access?", "Saved.", "1 of 6")
	d.Shell.Undo()
	uitest.Layout(d.Window)
	if stem() != privacy().Questions[0].Stem {
		t.Fatalf("on disk after undo: %q", stem())
	}
	d.Sees("By how many days")
	d.Typed("e")
	d.screen.editor.first.SetText("half done")
	d.Key(fyne.KeyEscape)
	d.Key(fyne.KeyEscape)
	d.Sees("Leave without saving?")
	d.Key(fyne.KeyReturn)
	d.Sees("By how many days")
}

func TestRemovingABankCanBeUndone(t *testing.T) {
	d := newDesk(t, privacy())
	d.Key(fyne.KeyDelete)
	d.Sees("There are no questions here yet")
	d.Shell.Undo()
	d.Sees("Privacy drills")
}

func TestFindOffersBanksAndQuestions(t *testing.T) {
	d := newDesk(t, privacy())
	found := d.screen.Find("privacy")
	if len(found) == 0 || found[0].Title != "Privacy drills" {
		t.Fatalf("found %+v", found)
	}
	found = d.screen.Find("deficiency")
	if len(found) != 1 {
		t.Fatalf("found %+v", found)
	}
	d.Shell.Go("Practice", nil)
	found[0].Open()
	d.Sees("Of 40 charts", "7.5, give or take 0.1 · right")
	if n := len(d.screen.Find("the")); n > findLimit {
		t.Errorf("%d things found", n)
	}
}

// banks counts those on disk.
func (d *desk) banks() int {
	d.T.Helper()
	all, err := d.Act.Reader().Banks(context.Background(), false)
	d.Must(err)
	return len(all)
}

// preview is the preview on show.
func (d *desk) preview() *importView { return d.screen.preview }

func second(_ actions.Done, err error) error { return err }

func TestAQuestionThatLeftTheListKeepsItsNeighbours(t *testing.T) {
	d := newDesk(t, privacy())
	p := privacy()
	for _, q := range p.Questions[:3] {
		d.Must(second(d.Act.Flag(context.Background(), q.ID, true)))
	}
	d.Shell.Redraw()
	d.Tap("Flagged  3")
	d.Key(fyne.KeyDown)
	d.Key(fyne.KeyReturn)
	d.Typed("f") // it is not flagged any more
	d.Sees("The minimum necessary rule", "not in the list any more")
	d.Key(fyne.KeyRight)
	d.Sees("What does HIPAA call", "2 of 2")
	d.Key(fyne.KeyLeft)
	d.Sees("By how many days", "1 of 2")
	d.Shell.Undo()
	d.Sees("1 of 3")
}

func TestAnswersTakenBackAreNotHistory(t *testing.T) {
	d := newDesk(t, privacy())
	q := privacy().Questions[0]
	_, done, err := d.Act.Answer(context.Background(), &q, actions.Answer{Mode: quiz.ModeReview, Response: quiz.Response{Chosen: []int{1}}})
	d.Must(err)
	_, err = d.Act.Undo(context.Background(), done)
	d.Must(err)
	d.Shell.Go("Library", q.ID)
	d.Sees("None yet.", "Not answered yet")
}

func TestWhatIsBeingEditedIsNotLostByLeaving(t *testing.T) {
	d := newDesk(t, privacy())
	d.Shell.Go("Library", privacy().Questions[0].ID)
	d.Typed("e")
	d.screen.editor.first.SetText("half done")
	d.Shell.Go("Practice", nil)
	d.Shell.Go("Library", d.file("unit 4.gift", messy)) // refused
	d.Shell.Go("Library", nil)
	d.Sees("Edit this question", "half done")
}

// A newer edition says first which answers are right now that were not before.
func TestANewerEditionShowsChangedKeysFirst(t *testing.T) {
	d := newDesk(t, privacy())
	d.Shell.Go("Library", d.file("week 1.gift", "// [id:a]\nWhich form?{=CMS-1500 ~UB-04}\n\n// [id:b]\nHow many days?{#30}\n\n// [id:c]\nWhose record?{=The hospital's ~Mine}\n"))
	d.Key(fyne.KeyReturn)
	d.Sees("3 questions added")
	d.Shell.Go("Library", d.file("week 1.gift", "// [id:a]\nWhich form?{~CMS-1500 =UB-04}\n\n// [id:b]\nHow many days, at most?{#30}\n\n// [id:d]\nA new one?{=Yes ~No}\n"))
	d.Sees("Other answers are right now in 1 question", "before", "CMS-1500", "now", "UB-04",
		"This bank is here already: 1 added, 2 changed, 0 as they are. 1 question here is not in the file and stays.")
	d.Key(fyne.KeyReturn)
	d.Sees("1 question added, 2 updated with progress kept")
}
