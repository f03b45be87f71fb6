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
	d.sees("Privacy drills", "imported 22 Nov 2026", "45 CFR 164", "CC BY 4.0")
	d.typed("/")
	d.typed("amendm") // stands in the feedback of a wrong option
	d.sees("By how many days after receipt", "RHIT 2", "recall", "All  1")
	d.misses("What does HIPAA call")
	d.typed("entszz")
	d.sees("No question fits", "Try fewer words")
	d.key(fyne.KeyEscape) // leaves the search
	if uitest.Focused(d.window) != "" {
		t.Error("Esc leaves the focus in the search")
	}
	d.typed("x")
	d.sees("Privacy drills", "List all questions")
}

func TestArrowsAndEnterChooseWhileTyping(t *testing.T) {
	d := newDesk(t, privacy())
	d.typed("/")
	d.typed("what")
	first := d.screen.model.ids[0]
	d.key(fyne.KeyDown)
	d.key(fyne.KeyReturn)
	if got := d.screen.model.detail.Question.ID; got == first || got != d.screen.model.ids[1] {
		t.Errorf("Down and Enter opened %v, not the second of %v", got, d.screen.model.ids)
	}
	d.key(fyne.KeyEscape)
	if d.screen.model.page != listing || d.screen.model.at != 1 || d.screen.model.look.Text != "what" {
		t.Error("Esc does not go back to the same place of the list")
	}
}

func TestFiltersCountAndNarrow(t *testing.T) {
	d := newDesk(t, privacy())
	p := privacy()
	d.answer(p.Questions[0], 1)
	d.must(second(d.act.Flag(context.Background(), p.Questions[2].ID, true)))
	d.must(second(d.act.Suspend(context.Background(), p.Questions[3].ID, true)))
	d.shell.Redraw()
	d.sees("All  6", "Wrong before  1", "Flagged  1", "Suspended  1")
	d.tap("Flagged  1")
	d.sees("What does HIPAA call", "flagged", "typed words")
	d.misses("By how many days")
	d.typed("s") // the next state: due
	d.sees("By how many days")
	d.typed("x")
	d.typed("k")
	d.tap("flashcard   1")
	d.sees("PHI", "flashcard")
	d.typed("x")
	d.typed("l")
	d.tap("analysis   1")
	d.sees("analysis", "Of 40 charts", "suspended")
	d.typed("d")
	d.tap("Any domain")
	d.sees("Of 40 charts")
}

func TestPractiseHandsOverTheFilterOrTheWordsFound(t *testing.T) {
	d := newDesk(t, privacy())
	d.typed("l")
	d.tap("recall   2")
	d.typed("p")
	f, ok := d.sent.asked.(storage.Filter)
	if !ok || f.Level != "recall" {
		t.Fatalf("Practice was asked for %#v", d.sent.asked)
	}
	d.shell.Go("Library", nil)
	d.typed("x")
	d.typed("/")
	d.typed("access")
	d.key(fyne.KeyEscape)
	d.typed("p")
	s, ok := d.sent.asked.(quiz.Session)
	if !ok || len(s.Queue) != 1 || s.Queue[0].Question != privacy().Questions[0].ID {
		t.Fatalf("Practice was asked for %#v", d.sent.asked)
	}
}

func TestQuestionPageTellsEverything(t *testing.T) {
	d := newDesk(t, privacy())
	p := privacy()
	d.answer(p.Questions[0], 1, 0)
	d.must(second(d.act.Note(context.Background(), p.Questions[0].ID, "thirty plus thirty")))
	d.shell.Go("Library", p.Questions[0].ID)
	d.sees("30 days", "right", "The outer limit.", "That is the limit for amendments.", "The rule gives 30 days",
		"45 CFR 164.524(b)(2), 2026 · as of Nov 2026 · to be checked again by Oct 2027",
		"level:recall", "thirty plus thirty", "It lasts", "Answered 2 times",
		"Right · sure", "Wrong · sure", "“60 days”", "grade again", "1 of 6")
	d.key(fyne.KeyRight)
	d.sees("The minimum necessary rule", "2 of 6", "This was to be checked again by Mar 2026")
	d.key(fyne.KeyLeft)
	d.sees("1 of 6")
	d.key(fyne.KeyLeft)
	d.sees("1 of 6")
}

func TestCareByKeyAndUndo(t *testing.T) {
	d := newDesk(t, privacy())
	id := privacy().Questions[0].ID
	d.answer(privacy().Questions[0], 1)
	d.shell.Go("Library", id)
	progress := func() quiz.Progress {
		p, err := d.act.Reader().Progress(context.Background(), id)
		d.must(err)
		return p
	}
	before := progress()
	d.typed("b")
	d.sees("waits until tomorrow", "Unbury")
	d.typed("b")
	d.misses("waits until tomorrow")
	d.typed("d")
	d.typed("12")
	d.tap("Set the day")
	if p := progress(); p.DueDay != d.act.Today()+12 {
		t.Errorf("comes back on %s, asked for %s", p.DueDay, d.act.Today()+12)
	}
	d.typed("x")
	if !progress().New() {
		t.Error("it is not new again")
	}
	for range 4 {
		d.shell.Undo()
	}
	if p := progress(); !p.Equal(before) {
		t.Errorf("after undo %+v, before %+v", p, before)
	}
}

func TestFlagAndSuspendByKeyAndUndo(t *testing.T) {
	d := newDesk(t, privacy())
	id := privacy().Questions[0].ID
	d.shell.Go("Library", id)
	state := func() storage.Marks {
		m, err := d.act.Reader().Marks(context.Background(), id)
		d.must(err)
		return m
	}
	d.typed("f")
	d.typed("s")
	d.sees("flagged", "suspended", "Unflag")
	if m := state(); !m.Flag || !m.Suspended {
		t.Fatalf("on disk: %+v", m)
	}
	d.shell.Undo()
	d.shell.Undo()
	uitest.Layout(d.window)
	d.misses("flagged", "suspended", "Unflag")
	if m := state(); m.Flag || m.Suspended {
		t.Fatalf("on disk after undo: %+v", m)
	}
	d.typed("n")
	d.typed("mine")
	d.tap("Save note")
	d.sees("YOUR NOTE", "mine")
	d.typed("r")
	d.typed("key is wrong")
	d.tap("Save report")
	reports, err := d.act.Reader().Reports(context.Background())
	d.must(err)
	if len(reports) != 1 {
		t.Fatalf("%d reports", len(reports))
	}
}

func TestPreviewSavesNothingAndImportSavesAll(t *testing.T) {
	d := newDesk(t, privacy())
	d.shell.Go("Library", d.file("unit 4.gift", messy))
	d.sees("Import “unit 4.gift”", "questions read", "repaired", "could not be read", "Import 6 questions",
		"“Retention of minors' records”", "line 7, col. 73", "left out", "“Rate”", "repaired", "right: 30 days")
	texts := strings.Join(uitest.Texts(d.window), "\n")
	if strings.Index(texts, "Retention of minors") > strings.Index(texts, "“Rate”") {
		t.Error("the worst problem does not come first")
	}
	if n := d.banks(); n != 1 {
		t.Fatalf("the preview saved: %d banks", n)
	}
	d.typed("t") // without repairs
	d.sees("Import 4 questions")
	d.typed("t")
	d.screen.renameBank(d.preview(), "Privacy drills")
	d.sees("Import 6 questions")
	d.screen.renameBank(d.preview(), "")
	d.sees("Give the bank a name.")
	d.screen.renameBank(d.preview(), "Unit four")
	d.key(fyne.KeyReturn)
	d.sees("Unit four", "6 questions added", "How many days does a clinic have")
	bank, err := d.act.Reader().BankQuestions(context.Background(), "unit-four")
	d.must(err)
	if len(bank.Questions) != 6 || bank.Questions[0].ID != quiz.NewQuestionID("unit-four", bank.Questions[0].Key) {
		t.Fatalf("saved: %d questions, %v", len(bank.Questions), bank.Questions[0].ID)
	}
	d.shell.Go("Library", d.file("unit 4.gift", messy))
	d.screen.renameBank(d.preview(), "Unit four")
	if got := d.screen.model.incoming.tiles().Known; got != 6 {
		t.Errorf("%d of 6 are known", got)
	}
	d.key(fyne.KeyEscape)
	d.shell.Undo()
	uitest.Layout(d.window)
	if n := d.banks(); n != 1 {
		t.Errorf("%d banks after undo", n)
	}
	d.misses("6 questions", "How many days")
}

func TestFilesThatCannotBeReadChangeNothing(t *testing.T) {
	d := newDesk(t, privacy())
	folder := filepath.Join(d.dir, "a folder.gift")
	d.must(os.Mkdir(folder, 0o755))
	for name, path := range map[string]string{
		"folder":   folder,
		"absent":   filepath.Join(d.dir, "absent.gift"),
		"empty":    d.file("empty.gift", ""),
		"png":      d.file("scan.gift", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"),
		"unclosed": d.file("unclosed.gift", "::Q:: What {=a ~b"),
	} {
		t.Run(name, func(t *testing.T) {
			d.shell.Go("Library", path)
			d.sees("“"+filepath.Base(path)+"” was not imported", "Nothing in your library has changed.", "Choose another file")
			if n := d.banks(); n != 1 {
				t.Fatalf("%d banks", n)
			}
			d.key(fyne.KeyReturn) // asks for another file, and imports nothing
			if d.screen.asking == nil {
				t.Fatal("Enter does not ask for another file")
			}
			d.key(fyne.KeyEscape) // closes the dialog
			d.sees("was not imported")
			d.key(fyne.KeyEscape)
			if n := d.banks(); n != 1 {
				t.Fatalf("%d banks", n)
			}
			d.sees("Privacy drills")
		})
	}
}

func TestReportSaysWhatThePreviewSays(t *testing.T) {
	d := newDesk(t)
	path := d.file("unit 4.gift", messy)
	d.shell.Go("Library", path)
	d.typed("r")
	d.tap("Save")
	b, err := os.ReadFile(filepath.Join(d.dir, "unit 4 report.txt"))
	d.must(err)
	for _, want := range []string{"unit 4.gift", "6 questions read, 2 repaired, 2 left out", "line 7, col. 73: left out: Retention of minors' records", "[gift-"} {
		if !strings.Contains(string(b), want) {
			t.Errorf("the report has no %q:\n%s", want, b)
		}
	}
}

func TestExportSaysWhatItLeavesOutAndReadsBack(t *testing.T) {
	d := newDesk(t, privacy())
	d.typed("e")
	d.tap("GIFT (Moodle): 5 of 6")
	d.sees("Export “Privacy drills”", "Quizlet, Excel): 1 of 6", "1 question will not be in the file", "Write 5 questions")
	path := filepath.Join(d.dir, "out.gift")
	d.screen.exports.path.SetText(path)
	d.key(fyne.KeyReturn)
	d.sees("5 questions written to " + path)
	b, err := os.ReadFile(path)
	d.must(err)
	got, problems, err := gift.Parse(context.Background(), b, "Privacy drills", nil)
	d.must(err)
	if len(got.Questions) != 5 || parse.Count(problems, parse.Error)+parse.Count(problems, parse.Repair) != 0 {
		t.Fatalf("read back: %d questions, problems %v\n%s", len(got.Questions), problems, b)
	}
	want := privacy()
	for i, q := range got.Questions[:4] {
		if q.Stem != want.Questions[i].Stem || len(q.Options) != len(want.Questions[i].Options) || q.Source != want.Questions[i].Source {
			t.Errorf("%q came back as %+v", want.Questions[i].Stem, q)
		}
	}
	d.typed("e")
	d.tap("GIFT (Moodle): 5 of 6")
	d.screen.exports.path.SetText(path)
	d.key(fyne.KeyReturn)
	d.sees("Replace out.gift?")
	d.key(fyne.KeyEscape)
	d.screen.exports.path.SetText("out.gift")
	d.sees("write the whole path")
}

func TestEditorSavesAndUndoes(t *testing.T) {
	d := newDesk(t, privacy())
	id := privacy().Questions[0].ID
	stem := func() string {
		q, err := d.act.Reader().Question(context.Background(), id)
		d.must(err)
		return q.Stem
	}
	d.shell.Go("Library", id)
	d.typed("e")
	d.sees("Edit this question", "AS IT WILL LOOK", "Add an option")
	d.screen.editor.first.SetText("")
	d.screen.saveDraft()
	d.sees("The question has no text.")
	d.screen.editor.first.SetText("How long for access?")
	uitest.Shortcut(d.window, fyne.KeyS, fyne.KeyModifierShortcutDefault)
	if stem() != "How long for access?" {
		t.Fatalf("on disk: %q", stem())
	}
	d.sees("How long for access?", "Saved.", "1 of 6")
	d.shell.Undo()
	uitest.Layout(d.window)
	if stem() != privacy().Questions[0].Stem {
		t.Fatalf("on disk after undo: %q", stem())
	}
	d.sees("By how many days")
	d.typed("e")
	d.screen.editor.first.SetText("half done")
	d.key(fyne.KeyEscape)
	d.key(fyne.KeyEscape)
	d.sees("Leave without saving?")
	d.key(fyne.KeyReturn)
	d.sees("By how many days")
}

func TestRemovingABankCanBeUndone(t *testing.T) {
	d := newDesk(t, privacy())
	d.key(fyne.KeyDelete)
	d.sees("There are no questions here yet")
	d.shell.Undo()
	uitest.Layout(d.window)
	d.sees("Privacy drills")
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
	d.shell.Go("Practice", nil)
	found[0].Open()
	uitest.Layout(d.window)
	d.sees("Of 40 charts", "7.5, give or take 0.1 · right")
	if n := len(d.screen.Find("the")); n > findLimit {
		t.Errorf("%d things found", n)
	}
}

// banks counts those on disk.
func (d *desk) banks() int {
	d.Helper()
	all, err := d.act.Reader().Banks(context.Background(), false)
	d.must(err)
	return len(all)
}

// preview is the preview on show.
func (d *desk) preview() *importView { return d.screen.preview }

func second(_ actions.Done, err error) error { return err }

func TestAQuestionThatLeftTheListKeepsItsNeighbours(t *testing.T) {
	d := newDesk(t, privacy())
	p := privacy()
	for _, q := range p.Questions[:3] {
		d.must(second(d.act.Flag(context.Background(), q.ID, true)))
	}
	d.shell.Redraw()
	d.tap("Flagged  3")
	d.key(fyne.KeyDown)
	d.key(fyne.KeyReturn)
	d.typed("f") // it is not flagged any more
	d.sees("The minimum necessary rule", "not in the list any more")
	d.key(fyne.KeyRight)
	d.sees("What does HIPAA call", "2 of 2")
	d.key(fyne.KeyLeft)
	d.sees("By how many days", "1 of 2")
	d.shell.Undo()
	uitest.Layout(d.window)
	d.sees("1 of 3")
}

func TestAnswersTakenBackAreNotHistory(t *testing.T) {
	d := newDesk(t, privacy())
	q := privacy().Questions[0]
	_, done, err := d.act.Answer(context.Background(), &q, actions.Answer{Mode: quiz.ModeReview, Response: quiz.Response{Chosen: []int{1}}})
	d.must(err)
	_, err = d.act.Undo(context.Background(), done)
	d.must(err)
	d.shell.Go("Library", q.ID)
	d.sees("None yet.", "Not answered yet")
}

func TestWhatIsBeingEditedIsNotLostByLeaving(t *testing.T) {
	d := newDesk(t, privacy())
	d.shell.Go("Library", privacy().Questions[0].ID)
	d.typed("e")
	d.screen.editor.first.SetText("half done")
	d.shell.Go("Practice", nil)
	d.shell.Go("Library", d.file("unit 4.gift", messy)) // refused
	d.shell.Go("Library", nil)
	uitest.Layout(d.window)
	d.sees("Edit this question", "half done")
}
