package library

import (
	"context"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"chartroom/app/uitest"
	"chartroom/content/lint"
	"chartroom/quiz"
)

// write opens the editor on a question of the workshop.
func (d *desk) write(id quiz.QuestionID) *editView {
	d.T.Helper()
	d.Shell.Go("Library", id)
	d.Typed("e")
	return d.screen.editor
}

// into puts the cursor into a field of the editor.
func (d *desk) into(part string, i int, name string) *field {
	d.T.Helper()
	for _, f := range d.screen.editor.fields {
		if f.spot.part == part && f.spot.i == i && f.name == name {
			f.Focus()
			return f
		}
	}
	d.T.Fatalf("the editor has no field %q %d %q", part, i, name)
	return nil
}

func TestEveryKindCanBeEditedAndAnUntouchedOneStays(t *testing.T) {
	d := newDesk(t, workshop())
	for _, q := range workshop().Questions {
		t.Run(q.Key, func(t *testing.T) {
			v := d.write(q.ID)
			if v == nil || v.draft.changed() {
				t.Fatal("opening the editor changes the question")
			}
			got, err := v.draft.question()
			if want := d.saved(q.ID); err != nil || !reflect.DeepEqual(got, want) {
				t.Fatalf("%v\n got %+v\nwant %+v", err, got, want)
			}
			if !drawable(&got) {
				t.Error("it is not drawn as the learner sees it")
			}
			d.Ctrl(fyne.KeyE) // with its answers
			d.Ctrl(fyne.KeyE)
			v.first.SetText(v.first.Text + " Now.")
			d.Ctrl(fyne.KeyS)
			if stem := d.saved(q.ID).Stem; !strings.HasSuffix(stem, " Now.") {
				t.Fatalf("on disk: %q", stem)
			}
			d.Shell.Undo()
			if back := d.saved(q.ID); !reflect.DeepEqual(back, q) {
				t.Fatalf("after undo %+v", back)
			}
		})
	}
}

// tab goes on to the next field, past what is ticked and pressed.
func (d *desk) tab() *field {
	d.T.Helper()
	for range 8 {
		d.Canvas().FocusNext()
		if f, ok := d.Canvas().Focused().(*field); ok {
			return f
		}
	}
	d.T.Fatal("Tab leads to no field")
	return nil
}

func TestNewBankToFirstQuestionAskedByKeysAlone(t *testing.T) {
	d := newDesk(t)
	d.Typed("n")
	d.Sees("New bank")
	d.Typed("Unit 4")
	d.Key(fyne.KeyReturn)
	d.Sees("New question", "Unit 4", "Nothing is saved yet.")
	d.Typed("How long is a request open?")
	for i, text := range []string{"30 days", "60 days", "10 days", "90 days"} {
		if f := d.tab(); f.spot != (spot{part: "option", i: i}) || f.name != "text" {
			t.Fatalf("Tab leads to %+v %q, not to option %d", f.spot, f.name, i)
		}
		d.Typed(text)
		if i == 0 {
			d.Ctrl(fyne.KeyR) // and the cursor stays
		}
		d.tab() // why
		d.Typed("Because.")
	}
	d.Ctrl(fyne.KeyP)
	s, ok := d.practice.Opened.(quiz.Session)
	if !ok || len(s.Queue) != 1 {
		t.Fatalf("Practice was asked for %#v", d.practice.Opened)
	}
	q := d.saved(s.Queue[0].Question)
	if q.Stem != "How long is a request open?" || len(q.Options) != 4 || quiz.Mark(&q, quiz.Response{Chosen: []int{0}}).Mark != 1 || q.Bank != "unit-4" {
		t.Fatalf("saved %+v", q)
	}
}

func TestNextQuestionSharesWhatASeriesShares(t *testing.T) {
	d := newDesk(t, workshop())
	v := d.write(workshopID("choice"))
	d.Ctrl(fyne.KeyReturn)
	v = d.screen.editor
	if v == nil || !v.draft.fresh || v.draft.before.Kind != quiz.Choice {
		t.Fatal("no next question of the same kind")
	}
	if v.draft.Source != "AHIMA practice brief, 2024" || !slices.Equal(v.draft.Tags, []string{"rhit:1", "level:recall"}) || v.draft.Stem != "" {
		t.Fatalf("begins as %+v", v.draft.written)
	}
	d.Key(fyne.KeyEscape)
	d.Key(fyne.KeyEscape) // nothing was typed: nothing is asked
	d.Misses("Leave without saving?")
	if d.screen.model.page == editing {
		t.Fatal("Esc does not leave")
	}
}

func TestPartsComeGoAndMoveByKey(t *testing.T) {
	d := newDesk(t, workshop())
	v := d.write(workshopID("order"))
	d.into("option", 0, "text")
	d.Ctrl(fyne.KeyJ)
	if got := d.screen.editor.draft.Options[1].Text; got != "Log the request" {
		t.Fatalf("after Ctrl J the second step is %q", got)
	}
	if f, ok := d.Canvas().Focused().(*field); !ok || f.spot.i != 1 {
		t.Fatal("the cursor did not go along")
	}
	d.Ctrl(fyne.KeyN)
	d.Typed("File the request")
	d.Ctrl(fyne.KeyS)
	if got := d.saved(workshopID("order")).Options; len(got) != 4 || got[3].Text != "File the request" || got[0].Text != "Check the authorisation" {
		t.Fatalf("saved %+v", got)
	}
	v = d.write(workshopID("choice"))
	d.into("option", 3, "text")
	d.Ctrl(fyne.KeyD)
	d.into("option", 1, "text")
	d.Ctrl(fyne.KeyR)
	q, err := v.draft.question()
	if err != nil || len(q.Options) != 3 || q.Options[1].Fraction != 1 || q.Options[0].Fraction != 0 {
		t.Fatalf("%v %+v", err, q.Options)
	}
}

func TestSelectedWordsBecomeAGap(t *testing.T) {
	d := newDesk(t, workshop())
	v := d.write(workshopID("cloze"))
	v.first.SetText("A breach is told within 60 days.")
	v.draft.Gaps = nil
	v.again(spot{}, "stem")
	v.first.CursorColumn = 24
	d.Ctrl(fyne.KeyG) // nothing is selected: an empty gap where the cursor is
	if !strings.Contains(v.draft.Stem, "{{1}}") || len(v.draft.Gaps) != 1 {
		t.Fatalf("%q, %d gaps", v.draft.Stem, len(v.draft.Gaps))
	}
	if f, ok := d.Canvas().Focused().(*field); !ok || f.spot.part != "gap" {
		t.Fatal("the cursor is not in the answer of the gap")
	}
	v.first.TypedShortcut(&fyne.ShortcutSelectAll{})
	d.Ctrl(fyne.KeyD)
	if len(v.draft.Gaps) != 0 || strings.Contains(v.draft.Stem, "{{") {
		t.Fatalf("after taking it out: %q, %d gaps", v.draft.Stem, len(v.draft.Gaps))
	}
}

func TestRemovingAGapPutsItsWordsBackAndNumbersTheOthersAnew(t *testing.T) {
	var q quiz.Question
	for _, one := range workshop().Questions {
		if one.Key == "cloze" {
			q = one
		}
	}
	d := newDraft(q)
	d.removeGap(0)
	if want := "A request for access is answered within 30 days, with one extension of {{1}} days."; d.Stem != want {
		t.Fatalf("%q", d.Stem)
	}
	if _, err := d.question(); err != nil {
		t.Fatal(err)
	}
}

func TestBothWaysOfACardAreSavedTogether(t *testing.T) {
	d := newDesk(t, workshop())
	v := d.write(workshopID("flip"))
	if !v.draft.BothWays {
		t.Fatal("the other way round is not known")
	}
	v.first.SetText("R.O.I.")
	d.Ctrl(fyne.KeyS)
	twin := workshopID("flip" + quiz.BackSuffix)
	if q := d.saved(twin); q.Options[0].Text != "R.O.I." || q.Stem != "release of information" {
		t.Fatalf("the other way round is %+v", q)
	}
	d.Shell.Undo()
	if q := d.saved(twin); q.Options[0].Text != "ROI" {
		t.Fatalf("after one undo the other way round is %+v", q)
	}
	d.screen.draw()
	v = d.write(workshopID("flip"))
	v.draft.BothWays = false
	d.Ctrl(fyne.KeyS)
	if _, err := d.Act.Reader().Question(context.Background(), twin); err == nil {
		t.Fatal("the other way round is still asked")
	}
}

func TestCardsOfOneTextAreWrittenAsOneText(t *testing.T) {
	d := newDesk(t, workshop())
	v := d.write(workshopID("mpi" + quiz.ClozeSuffix + "2"))
	if want := "The {{c1::master patient index}} links a patient to {{c2::her records}}."; v.draft.Stem != want {
		t.Fatalf("the text is %q", v.draft.Stem)
	}
	v.first.SetText("The {{c1::MPI}} links {{c3::a patient}} to her records.")
	d.Ctrl(fyne.KeyS)
	one, three := d.saved(workshopID("mpi"+quiz.ClozeSuffix+"1")), d.saved(workshopID("mpi"+quiz.ClozeSuffix+"3"))
	if quiz.Hidden(&one.Gaps[0]) != "MPI" || quiz.Hidden(&three.Gaps[0]) != "a patient" || three.Family != "mpi" {
		t.Fatalf("cards %+v %+v", one, three)
	}
	if _, err := d.Act.Reader().Question(context.Background(), workshopID("mpi"+quiz.ClozeSuffix+"2")); err == nil {
		t.Fatal("the card of the gap that was taken out is still there")
	}
	d.Shell.Undo()
	if q := d.saved(workshopID("mpi" + quiz.ClozeSuffix + "2")); !strings.Contains(q.Stem, "master patient index") {
		t.Fatalf("after undo %q", q.Stem)
	}
}

func TestDraftsOfNewKindsSayWhatIsMissing(t *testing.T) {
	for kind, want := range map[quiz.Kind]string{
		quiz.Match: "Pair 1 is empty", quiz.Order: "Step 1 is empty", quiz.Build: "Piece 1 is empty", quiz.Cloze: "There is no gap",
		quiz.Table: "There is no gap", quiz.Hotspot: "There is no picture", quiz.Drill: "no values to draw", quiz.Code: "Answer 1 is empty",
		quiz.Choice: "Option A is empty", quiz.TrueFalse: "No option is right", quiz.Number: "Answer 1 is empty", quiz.Flip: "The back of the card is empty",
	} {
		d := freshDraft(quiz.Question{ID: quiz.QuestionID{1}, Bank: "b", Key: "k", Kind: kind}, nil)
		if d.Stem == "" {
			d.Stem = "Asked?"
		}
		if _, err := d.question(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s says %v, want %q", kind, err, want)
		}
	}
	for _, kind := range []quiz.Kind{quiz.Essay, quiz.Description} {
		d := freshDraft(quiz.Question{ID: quiz.QuestionID{1}, Bank: "b", Key: "k", Kind: kind}, nil)
		d.Stem = "Tell."
		if _, err := d.question(); err != nil {
			t.Errorf("%s: %v", kind, err)
		}
	}
}

func TestRulesAreCheckedAsOneTypesAndCanBeAccepted(t *testing.T) {
	d := newDesk(t, workshop())
	v := d.write(workshopID("choice"))
	d.Sees("The stem turns its question round", "Accept")
	d.Ctrl(fyne.KeyL)
	d.Typed("it is about what is left out")
	d.Tap("Accept it")
	d.Sees("Accepted: it is about what is left out")
	d.Ctrl(fyne.KeyS)
	q := d.saved(workshopID("choice"))
	found := lint.Question(&q, lint.Options{})
	if !slices.ContainsFunc(found, func(f lint.Finding) bool { return f.Rule.Code == "L11" && f.Accepted }) {
		t.Fatalf("tags %q", q.Tags)
	}
	v = d.write(workshopID("choice"))
	before := len(lint.Counted(v.findings))
	v.first.SetText("Which one?")
	if len(v.findings) == before && slices.Equal(v.findings, nil) {
		t.Error("typing is not checked")
	}
}

func TestTagsAreOfferedFromThoseInUse(t *testing.T) {
	d := newDesk(t, workshop(), privacy())
	v := d.write(workshopID("text"))
	d.Ctrl(fyne.KeyT)
	d.Typed("hip")
	d.Sees("subject:hipaa")
	d.Key(fyne.KeyDown)
	d.Key(fyne.KeyReturn)
	if !slices.Equal(d.screen.editor.draft.Tags, []string{"subject:hipaa"}) {
		t.Fatalf("tags %q", v.draft.Tags)
	}
	d.Typed("my own")
	d.Key(fyne.KeyReturn)
	d.Key(fyne.KeyBackspace) // in the empty field: the last one goes
	if !slices.Equal(d.screen.editor.draft.Tags, []string{"subject:hipaa"}) {
		t.Fatalf("tags %q", v.draft.Tags)
	}
}

func TestPicturesComeByDropAndByPastedPath(t *testing.T) {
	d := newDesk(t, workshop())
	path := filepath.Join(d.Dir, "scan.png")
	d.Must(os.WriteFile(path, drawing(40, 20), 0o644))
	v := d.write(workshopID("choice"))
	d.screen.dropped(path)
	d.Sees("What does the picture show, in words?")
	d.Typed("A form")
	d.Tap("Put it into the text")
	scan := quiz.NewMedia("scan.png", drawing(40, 20))
	ref := scan.Ref()
	if !strings.Contains(v.draft.Stem, "![A form]("+ref+")") || v.draft.Markup != quiz.Markdown {
		t.Fatalf("text %q, %s", v.draft.Stem, v.draft.Markup)
	}
	if d.screen.pastePicture("just words") || d.screen.pastePicture(filepath.Join(d.Dir, "none.png")) {
		t.Error("words were taken for a picture")
	}
	d.Must(os.WriteFile(filepath.Join(d.Dir, "no.png"), []byte("no picture"), 0o644))
	d.screen.takePicture(filepath.Join(d.Dir, "no.png"))
	d.Sees("it is no picture that can be shown")
	d.Ctrl(fyne.KeyS)
	if m, err := d.Act.Reader().BankMedia(context.Background(), "workshop"); err != nil || len(m) != 2 {
		t.Fatalf("%d pictures with the bank, %v", len(m), err)
	}
	v = d.write(workshopID("hotspot"))
	if !d.screen.pastePicture("file://" + filepath.ToSlash(path)) {
		t.Fatal("a pasted address of a picture was not taken")
	}
	if v.draft.Picture.Media != ref || len(v.draft.Picture.Regions) != 2 {
		t.Fatalf("picture %+v", v.draft.Picture)
	}
}

func TestPlacesInAPictureAreDrawnAndAsked(t *testing.T) {
	d := newDesk(t, workshop())
	v := d.write(workshopID("hotspot"))
	r := newRegions(v.draft.Picture, d.screen.model.media, v.addPlace, nil)
	r.Resize(fyne.NewSize(480, 240))
	r.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(240, 60)}, Dragged: fyne.NewDelta(120, 60)})
	r.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(360, 120)}, Dragged: fyne.NewDelta(120, 60)})
	r.DragEnd()
	if got := v.draft.Picture.Regions; len(got) != 3 || got[2].X != .25 || got[2].Y != 0 || got[2].W != .5 || got[2].H != .5 {
		t.Fatalf("drawn %+v", got)
	}
	d.Sees("Place 3 in the picture has no name.")
	d.Typed("box 70")
	d.Ctrl(fyne.KeyR)
	d.Ctrl(fyne.KeyS)
	p := d.saved(workshopID("hotspot")).Picture
	if p.Asked != 2 || p.Regions[2].Label != "box 70" {
		t.Fatalf("saved %+v", p)
	}
}

func TestFailedSaveKeepsTheEditorOpen(t *testing.T) {
	d := newDesk(t, workshop())
	v := d.write(workshopID("text"))
	v.first.SetText("Half of it")
	d.Must(d.Store.Close())
	d.Ctrl(fyne.KeyS)
	if d.screen.model.page != editing || d.screen.editor != v || v.draft.Stem != "Half of it" {
		t.Fatal("what was typed is gone")
	}
	if !uitest.HasText(d.Window, "save") {
		t.Error("nothing says why")
	}
}

func TestEditorListsItsKeys(t *testing.T) {
	d := newDesk(t, workshop())
	d.write(workshopID("choice"))
	d.Key(fyne.KeyEscape) // out of the text
	d.Typed("?")
	for _, k := range d.screen.Keys() {
		if k.Does != "" {
			d.Sees(k.Does)
		}
	}
}

func TestQuestionsOnARecordCarryItsTag(t *testing.T) {
	d := newDesk(t, workshop())
	d.Shell.Go("Library", workshopID("record"))
	d.Typed("a")
	d.Typed("What is the principal diagnosis?")
	d.Sees("New question", "A 54-year-old is admitted") // the record stands above the question
	if tags := d.screen.editor.draft.Tags; !slices.Equal(tags, []string{"record:record"}) {
		t.Fatalf("tags %q", tags)
	}
}

func TestEnterGoesOnFromAShortText(t *testing.T) {
	d := newDesk(t, workshop())
	v := d.write(workshopID("choice"))
	d.into("option", 0, "text")
	d.Key(fyne.KeyReturn)
	d.Key(fyne.KeyReturn)
	if f, ok := d.Canvas().Focused().(*field); !ok || f.spot.i != 1 || f.name != "text" {
		t.Fatalf("after two Enters the cursor is in %+v", d.Canvas().Focused())
	}
	if v.draft.changed() {
		t.Error("Enter changed a text")
	}
	v.first.Focus()
	d.Key(fyne.KeyReturn) // a long text has lines
	if !strings.Contains(v.draft.Stem, "\n") {
		t.Error("Enter begins no new line in the question's text")
	}
}
