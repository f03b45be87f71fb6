package actions_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chartroom/app/actions"
	"chartroom/app/actions/actionstest"
	"chartroom/quiz"
	"chartroom/quiz/codebook"
	"chartroom/storage/books"
)

// layout is one of the small files in the layouts of the official ones.
func layout(name string) string {
	return filepath.Join("..", "..", "content", "codeset", "testdata", name)
}

var cm2031 = codebook.Book{Set: codebook.ICD10CM, Year: 2031}

// bookDesk is a profile with a shelf of its own.
func bookDesk(t *testing.T) *actionstest.Profile {
	t.Helper()
	p := actionstest.New(t)
	t.Cleanup(func() { p.Must(p.Act.CloseBooks()) })
	return p
}

func install(p *actionstest.Profile, paths ...string) actions.Done {
	job := p.Act.InstallBooks(paths...)
	p.Must(job.Look(ctx, nil))
	p.Must(job.Run(ctx, func(int, int) {}))
	return job.Done()
}

// has is what the shelf says of the book of 2031: its parts.
func has(p *actionstest.Profile) string {
	all, err := p.Act.Books().Installed(ctx)
	p.Must(err)
	var parts []string
	for _, b := range all {
		if b.Book == cm2031 && !b.Removed {
			for _, part := range b.Parts {
				parts = append(parts, string(part.Kind))
			}
		}
	}
	return strings.Join(parts, " ")
}

func TestNothingIsMadeBeforeTheFirstBook(t *testing.T) {
	p := bookDesk(t)
	if got := has(p); got != "" {
		t.Error(got)
	}
	p.Act.Books().Valid("icd10cm", 2026, "E119")
	p.Must(p.Act.Tidy()(ctx, nil))
	if _, err := os.Stat(filepath.Join(p.Dir, books.FileName)); !os.IsNotExist(err) {
		t.Errorf("the shelf's file is there: %v", err)
	}
}

// Undo of an install, and of a removal, is as if neither had been; both go by
// the receipt, as every undo does.
func TestInstallAndRemovalAreUndone(t *testing.T) {
	p := bookDesk(t)
	first := install(p, layout("icd10cm_order_2031.txt"))
	if !first.CanUndo() || !first.Event.IsZero() || first.Change.Kind != actions.ChangedBooks || !strings.Contains(first.Say, "ICD-10-CM 2031: 1 part installed, 20 codes that can be reported.") {
		t.Errorf("%+v", first)
	}
	more := install(p, layout("icd10cm_tabular_2031.xml"), layout("icd10cm_order_2031.txt"))
	both := has(p)
	done, err := p.Act.RemoveBook(ctx, cm2031)
	p.Must(err)
	if valid, known := p.Act.Books().Valid("icd10cm", 2031, "A000"); valid || known || has(p) != "" {
		t.Error("the book is still there")
	}
	p.Must(p.Act.Tidy()(ctx, nil)) // what may be undone stays
	for _, step := range []struct {
		undo actions.Done
		want string
	}{{done, both}, {more, "order"}, {first, ""}} {
		change, err := p.Act.Undo(ctx, step.undo)
		p.Must(err)
		if got := has(p); got != step.want || !change.Undone || change.Kind != actions.ChangedBooks {
			t.Errorf("after undo of %s there is %q, not %q: %+v", step.undo.Label, got, step.want, change)
		}
	}
	events, err := p.Act.Reader().Events(ctx)
	p.Must(err)
	if events != 0 {
		t.Errorf("%d events of the learner's", events)
	}
}

// A preview says what would come and what is left; leaving a part out leaves it
// out.
func TestThePreviewIsWhatIsInstalled(t *testing.T) {
	p := bookDesk(t)
	p.Must(os.WriteFile(filepath.Join(p.Dir, "notes.txt"), []byte("hello"), 0o600))
	install(p, layout("icd10cm_order_2031.txt"))
	job := p.Act.InstallBooks(layout("icd10cm_order_2031.txt"), layout("icd10cm_tabular_2031.xml"), layout("icd10cm_index_2031.xml"), filepath.Join(p.Dir, "notes.txt"))
	p.Must(job.Look(ctx, nil))
	if len(job.Parts) != 3 || len(job.Left) != 1 || job.Left[0].Why == "" {
		t.Fatalf("%+v %+v", job.Parts, job.Left)
	}
	for i := range job.Parts {
		part := &job.Parts[i]
		if part.Replaces != (part.Kind == codebook.PartOrder) {
			t.Errorf("%s replaces: %v", part.Kind, part.Replaces)
		}
		part.Skip = part.Kind == codebook.PartIndex
	}
	p.Must(job.Run(ctx, nil))
	if got := has(p); got != "order tabular" {
		t.Error(got)
	}
	if got := job.Done().Say; !strings.Contains(got, "2 parts") {
		t.Error(got)
	}
}

func TestACancelledInstallLeavesNothing(t *testing.T) {
	p := bookDesk(t)
	install(p, layout("icd10cm_order_2031.txt"))
	job := p.Act.InstallBooks(layout("icd10cm_tabular_2031.xml"), layout("icd10cm_index_2031.xml"))
	p.Must(job.Look(ctx, nil))
	going, cancel := context.WithCancel(ctx)
	if err := job.Run(going, func(done, total int) {
		if done >= total/2 {
			cancel()
		}
	}); err == nil || going.Err() == nil {
		t.Errorf("not cancelled: %v", err)
	}
	cancel()
	if got := has(p); got != "order" {
		t.Errorf("%q is there", got)
	}
}

func TestAFileWithoutAYearAsksForIt(t *testing.T) {
	p := bookDesk(t)
	text, err := os.ReadFile(layout("icd10cm_order_2031.txt"))
	p.Must(err)
	path := filepath.Join(p.Dir, "order.txt")
	p.Must(os.WriteFile(path, text, 0o600))
	job := p.Act.InstallBooks(path)
	p.Must(job.Look(ctx, nil))
	if len(job.Parts) != 1 || job.Parts[0].Book.Year != 0 {
		t.Fatalf("%+v", job.Parts)
	}
	if err := job.Run(ctx, nil); err == nil || !strings.Contains(err.Error(), "no year was given") {
		t.Errorf("%v", err)
	}
	job.Parts[0].Book.Year = 2031
	p.Must(job.Run(ctx, nil))
	if got := has(p); got != "order" {
		t.Error(got)
	}
}

// A wrong code is marked with what the installed book of its year says.
func TestAWrongCodeIsMarkedByTheBook(t *testing.T) {
	p := bookDesk(t)
	install(p, layout("icd10cm_order_2031.txt"))
	q := quiz.Question{Kind: quiz.Code, Tags: []string{"code:icd10cm-2031"}, Options: []quiz.Option{{Text: "A00.0", Fraction: 1}}}
	for code, want := range map[string]string{"A00.9": "A00.9 is a code of ICD-10-CM 2031, but not this one.", "A00.4": "A00.4 is no valid code of ICD-10-CM 2031."} {
		if r := quiz.MarkWith(&q, quiz.Response{Text: code}, p.Act.Books()); !strings.Contains(r.Feedback, want) || r.Mark != 0 {
			t.Errorf("%s: %q", code, r.Feedback)
		}
	}
	q.Tags[0] = "code:icd10cm-2030"
	if r := quiz.MarkWith(&q, quiz.Response{Text: "A00.4"}, p.Act.Books()); strings.Contains(r.Feedback, "valid") {
		t.Errorf("by a book of another year: %q", r.Feedback)
	}
}
