package library

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"chartroom/app/shell/shelltest"
	"chartroom/content"
	"chartroom/quiz"
	"chartroom/quiz/srs"
	"chartroom/storage/storagetest"
)

// TestGallery draws every page into the folder GALLERY, to be looked at.
func TestGallery(t *testing.T) {
	dir := shelltest.Gallery(t)
	shipped, err := content.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	d := newDesk(t, privacy())
	d.Must(d.Act.SyncBuiltin(context.Background()))
	if blueprints, err = content.Blueprints(); err != nil {
		t.Fatal(err)
	}
	d.Must(func() error { _, err := d.Act.Set(context.Background(), quiz.SettingExam, "rhit"); return err }())
	p := privacy()
	d.answer(p.Questions[0], 1, 0, 2, 0)
	d.answer(p.Questions[1], 0)
	d.Grade(&p.Questions[4], srs.Good, 6*time.Second)
	d.Clock.Pass(4 * 24 * time.Hour)
	for _, q := range []quiz.Question{p.Questions[0], shipped[0].Questions[3]} {
		_, err := d.Act.Flag(context.Background(), q.ID, true)
		d.Must(err)
	}
	_, err = d.Act.Suspend(context.Background(), p.Questions[3].ID, true)
	d.Must(err)
	_, err = d.Act.Note(context.Background(), p.Questions[0].ID, "30 + 30, and the second 30 only in writing.")
	d.Must(err)
	gift := d.file("HIM 1110 unit 4.gift", messy)
	png := d.file("scan.gift", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")

	for _, look := range shelltest.Looks {
		d.Open()
		d.furnish()
		d.Wear(look)
		shot := d.Shots(dir, "library-"+look.Name)
		shot("banks")
		d.Typed("/")
		d.Typed("disclosure")
		shot("search")
		d.Key(fyne.KeyEscape)
		d.Typed("x")
		d.Typed("d")
		shot("domains")
		d.Key(fyne.KeyEscape)
		d.Must(d.screen.Open(quiz.BankID("privacy")))
		d.Shell.Redraw()
		shot("bank")
		d.Typed("k")
		shot("menu")
		d.Key(fyne.KeyEscape)
		d.Key(fyne.KeyReturn)
		shot("question")
		d.Typed("n")
		shot("note")
		d.Key(fyne.KeyEscape)
		d.Typed("e")
		shot("edit")
		d.Key(fyne.KeyEscape)
		d.Key(fyne.KeyEscape)
		d.Must(d.screen.Open(p.Questions[1].ID))
		d.Shell.Redraw()
		shot("stale")
		d.Must(d.screen.Open(p.Questions[4].ID))
		d.Shell.Redraw()
		shot("card")
		d.Typed("e")
		shot("edit-card")
		d.Key(fyne.KeyEscape)
		d.Key(fyne.KeyEscape)
		d.Must(d.screen.Open(p.Questions[3].ID))
		d.Shell.Redraw()
		d.Typed("e")
		shot("edit-number")
		d.Key(fyne.KeyEscape)
		d.Key(fyne.KeyEscape)
		d.Must(d.screen.Open(shipped[0].Questions[3].ID))
		d.Shell.Redraw()
		shot("long")
		d.Must(d.screen.Open(p.Questions[2].ID))
		d.Shell.Redraw()
		shot("text")
		d.Key(fyne.KeyEscape)
		d.Must(d.screen.Open(gift))
		shot("import")
		d.Key(fyne.KeyEscape)
		d.Must(d.screen.Open(png))
		shot("failed")
		d.Key(fyne.KeyEscape)
		d.Typed("x")
		d.Typed("e")
		shot("export")
		d.Key(fyne.KeyEscape)
		d.Typed("/")
		d.Typed("zebra crossing")
		shot("nothing")
		d.Key(fyne.KeyEscape)
		d.Typed("x")
	}
}

// messy is a file as instructors send it.
const messy = `// bank: HIM 1110 unit 4

$CATEGORY: Unit 4/Privacy

::Access request::How many days does a clinic have to act on a request for access? {=30 days#Right. ~60 days#Amendments. ~10 days}

::Retention of minors' records::Until when are records of minors kept? {~until 18 ~until 21 ~for ever}

::Legal health record::What is disclosed on request? {~=the legal health record ~the audit log ~e-mail drafts}

::Rate::What is the rate? {#0,05:0,01}

::Weights::Which are part of the designated record set? {~%60%medical records ~%60%billing records ~%-50%peer review files}

::True::The minimum necessary rule applies to treatment. {F#Treatment is exempt.}

::Broken::An answer that never ends {=yes ~no

::After::A question after the broken one. {=fine ~not fine}
`

// BenchmarkKeyPress is a letter typed into the search over 5,000 questions.
func BenchmarkKeyPress(b *testing.B) {
	d := newDesk(b, storagetest.Bank("big", 5000, 1))
	d.Typed("/")
	words := []string{"c", "co", "cod", "codi", "codin", "coding", "pat", "pati", "diag"}
	for i := 0; b.Loop(); i++ {
		d.screen.typed(words[i%len(words)])
	}
}

// BenchmarkLoad is coming to the library of 5,000 questions.
func BenchmarkLoad(b *testing.B) {
	d := newDesk(b, storagetest.Bank("big", 5000, 1))
	for b.Loop() {
		d.Must(d.screen.model.load())
	}
}
