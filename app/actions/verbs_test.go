package actions_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chartroom/app/actions"
	"chartroom/content"
	"chartroom/content/paper"
	"chartroom/quiz"
	"chartroom/storage"
)

func TestABadSettingIsRefusedAndChangesNothing(t *testing.T) {
	d := newDesk(t)
	_, err := d.Act.Set(ctx, quiz.SettingRetention, "0.85")
	d.Must(err)
	before, events := d.state(), d.events()
	for _, s := range [][2]string{
		{quiz.SettingRetention, "2"}, {quiz.SettingRetention, "0.69"}, {quiz.SettingRetention, "nine"}, {quiz.SettingRetention, "NaN"},
		{quiz.SettingRollover, "-1"}, {quiz.SettingRollover, "13"}, {quiz.SettingRollover, "4 am"},
		{quiz.SettingZone, "Mars/Olympus"}, {quiz.SettingModel, "fsrs6 1,2,3"}, {quiz.SettingModel, "fsrs6 " + strings.Repeat("0,", 20) + "0"}, {quiz.SettingModel, "sm2"},
	} {
		done, err := d.Act.Set(ctx, s[0], s[1])
		if err == nil || done != (actions.Done{}) {
			t.Errorf("%s = %q is accepted", s[0], s[1])
			continue
		}
		if !strings.HasPrefix(err.Error(), "save the change of setting: ") {
			t.Errorf("%s = %q: after “Could not ” the learner reads %q", s[0], s[1], err)
		}
	}
	same(t, "after refused settings", d.state(), before)
	if n := d.events(); n != events {
		t.Errorf("%d events were written", n-events)
	}
	if r := d.Act.Scheduler().Retention; r != .85 {
		t.Errorf("the scheduler aims for %g", r)
	}
}

func (d *desk) events() int {
	d.t.Helper()
	n, err := d.Act.Reader().Events(ctx)
	d.Must(err)
	return n
}

func TestASettingIsInForceAtOnceAndUndone(t *testing.T) {
	d := newDesk(t)
	done, err := d.Act.SetNamed(ctx, "retention", quiz.SettingRetention, "0.8")
	d.Must(err)
	if d.Act.Scheduler().Retention != .8 || d.Act.Setting(quiz.SettingRetention) != "0.8" || done.Label != "change of retention" {
		t.Errorf("retention %g, receipt %+v", d.Act.Scheduler().Retention, done)
	}
	d.undo(done)
	if d.Act.Scheduler().Retention != quiz.DefaultRetention || d.Act.Setting(quiz.SettingRetention) != "" {
		t.Error("undo leaves the setting in force")
	}
}

func TestAnImportAddsUpdatesAndIsUndone(t *testing.T) {
	d := newDesk(t)
	before := d.state()
	first := d.Act.Import(bank("unit-9", 1))
	d.Must(first.Run(ctx, nil))
	if r := first.Result; r.Added != 22 || r.Updated+r.Unchanged != 0 {
		t.Errorf("first: %+v", r)
	}
	if done := first.Done(); done.Label != "import of Unit 4" || done.Say != "22 questions added." {
		t.Errorf("receipt %+v", done)
	}
	second := bank("unit-9", 1)
	second.Questions[3].Rationale = "Other."
	i := d.Act.Import(second)
	d.Must(i.Run(ctx, nil))
	if say := i.Done().Say; say != "0 questions added, 1 updated with progress kept, 21 unchanged." {
		t.Errorf("second: %q", say)
	}
	d.undo(i.Done())
	d.undo(first.Done())
	same(t, "after both were undone", d.state(), before)
}

func TestACancelledImportLeavesNothing(t *testing.T) {
	d := newDesk(t)
	before := d.state()
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	if err := d.Act.Import(bank("unit-9", 1)).Run(cancelled, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	same(t, "after a cancelled import", d.state(), before)
	d.Must(d.Act.Tidy()(ctx, func(int, int) {}))
	same(t, "after tidying up", d.state(), before)
}

func TestShippedMaterialIsSavedOnce(t *testing.T) {
	d := newDesk(t)
	d.Must(d.Act.SyncBuiltin(ctx))
	events, changes := d.events(), d.Act.Reader().Changes()
	cards, err := d.Act.Reader().CountFilter(ctx, d.Act.NewCards())
	if err != nil || cards < 200 {
		t.Errorf("%d cards come with the app", cards)
	}
	d.Must(d.Act.SyncBuiltin(ctx))
	if n := d.events(); n != events {
		t.Errorf("%d events more the second time", n-events)
	}
	if d.Act.Reader().Changes() != changes {
		t.Log("the second time wrote something")
	}
	d.agrees("shipped material")
}

func TestMarksAreKeptAndUndone(t *testing.T) {
	d := newDesk(t)
	q, before := d.question(quiz.Choice), d.state()
	flag, err := d.Act.Flag(ctx, q.ID, true)
	d.Must(err)
	suspend, err := d.Act.Suspend(ctx, q.ID, true)
	d.Must(err)
	note, err := d.Act.Note(ctx, q.ID, "see § 164.524")
	d.Must(err)
	report, err := d.Act.Report(ctx, q.ID, "B is right too")
	d.Must(err)
	if s, err := d.Act.StateOf(ctx, q.ID); err != nil || s != (actions.State{Suspended: true, Flag: true, Note: "see § 164.524"}) {
		t.Errorf("state %+v, %v", s, err)
	}
	reports, err := d.Act.Reader().Reports(ctx)
	d.Must(err)
	if len(reports) != 1 || reports[0].Text != "B is right too" {
		t.Errorf("reports %+v", reports)
	}
	for _, done := range []actions.Done{report, note, suspend, flag} {
		d.undo(done)
	}
	same(t, "after undo", d.state(), before)
	if _, err := d.Act.Flag(ctx, quiz.QuestionID{1}, true); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("flag of nothing: %v", err)
	}
}

func TestUndoingTwiceIsRefused(t *testing.T) {
	d := newDesk(t)
	done, err := d.Act.Flag(ctx, d.question(quiz.Flip).ID, true)
	d.Must(err)
	d.undo(done)
	if _, err := d.Act.Undo(ctx, done); !errors.Is(err, storage.ErrChanged) || !strings.HasPrefix(err.Error(), "undo flag: ") {
		t.Errorf("error %v", err)
	}
}

func TestATextIsSavedWholeOrNotAtAll(t *testing.T) {
	d := newDesk(t)
	dir := t.TempDir()
	path := filepath.Join(dir, "report.txt")
	d.Must(d.Act.SaveText(path, "first"))
	d.Must(d.Act.SaveText(path, "second"))
	if b, err := os.ReadFile(path); err != nil || string(b) != "second" {
		t.Errorf("%q, %v", b, err)
	}
	if err := d.Act.SaveText(filepath.Join(dir, "no folder", "x.txt"), "x"); err == nil || !strings.HasPrefix(err.Error(), "save x.txt: ") {
		t.Errorf("error %v", err)
	}
	if err := d.Act.SaveText(dir, "x"); err == nil {
		t.Error("a folder is written over")
	}
	left, err := os.ReadDir(dir)
	d.Must(err)
	if len(left) != 1 {
		t.Errorf("%d files are left", len(left))
	}
}

func TestAPaperIsPrintedWithItsKeyBeside(t *testing.T) {
	d := newDesk(t)
	path, n := filepath.Join(t.TempDir(), "unit 4.pdf"), 0
	d.Must(d.Act.Print("unit-4", path, paper.Options{}, func(k int) { n = k })(ctx, nil))
	for _, file := range []string{path, filepath.Join(filepath.Dir(path), "unit 4-key.pdf")} {
		if b, err := os.ReadFile(file); err != nil || !strings.HasPrefix(string(b), "%PDF-") || n == 0 {
			t.Errorf("%s: %d questions, %v", filepath.Base(file), n, err)
		}
	}
}

func TestExportWritesWhatTheFormatCanHold(t *testing.T) {
	d := newDesk(t)
	path, n := filepath.Join(t.TempDir(), "cards.tsv"), 0
	tsv, err := content.FormatByName("table")
	d.Must(err)
	d.Must(d.Act.Export("unit-4", path, tsv, func(k int) { n = k })(ctx, func(int, int) {}))
	if b, err := os.ReadFile(path); err != nil || n != 12 || strings.Count(string(b), "the back") != 12 {
		t.Errorf("%d written, %v:\n%s", n, err, b)
	}
	err = d.Act.Export("no-bank", path, tsv, func(int) { t.Error("written") })(ctx, nil)
	if !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("error %v", err)
	}
}
