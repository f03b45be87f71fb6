package library

import (
	"context"
	"os"
	"testing"

	"fyne.io/fyne/v2"

	"chartroom/app/shell/shelltest"
	"chartroom/quiz"
)

// TestEditorGallery draws the editor of every kind, and the pages about many
// questions, into the folder GALLERY, to be looked at.
func TestEditorGallery(t *testing.T) {
	dir := shelltest.Gallery(t)
	bank := workshop()
	twin := bank.Questions[0]
	twin.Key, twin.ID, twin.Stem = "again", workshopID("again"), "Which record is not part of a legal health record?"
	bank.Questions = append(bank.Questions, twin)
	d := newDesk(t, bank, privacy())
	q := bank.Questions[6]
	q.Stem, q.Rationale, q.Tags = "What is a patient called who stays for a night?", "A stay over midnight.", []string{"rhit:1"}
	d.Must(second(d.Act.Edit(context.Background(), q)))
	for _, look := range shelltest.Looks {
		d.Open()
		d.furnish()
		d.Wear(look)
		shot := d.Shots(dir, "edit-"+look.Name)
		for _, q := range workshop().Questions {
			if only := os.Getenv("ONLY"); only != "" && only != string(q.Kind) {
				continue
			}
			d.Must(d.screen.Open(q.ID))
			d.Shell.Redraw()
			d.Typed("e")
			shot(string(q.Kind) + "-" + q.Key)
			if q.Kind == quiz.Choice {
				d.Ctrl(fyne.KeyE)
				shot("choice-answers")
				d.Ctrl(fyne.KeyB)
				shot("keys")
				d.Key(fyne.KeyEscape)
			}
			if q.Kind == quiz.Build {
				d.screen.editor.tag.Focus()
				shot("scrolled")
			}
			d.Key(fyne.KeyEscape)
			d.Key(fyne.KeyEscape)
		}
		d.Must(d.screen.Open(quiz.BankID("workshop")))
		d.Shell.Redraw()
		d.Key(fyne.KeySpace)
		d.Key(fyne.KeySpace)
		shot("picked")
		d.Typed("t")
		shot("tags")
		d.Key(fyne.KeyEscape)
		d.Typed("m")
		shot("banks")
		d.Key(fyne.KeyEscape)
		d.Typed("x")
		d.Typed("n")
		shot("new-bank")
		d.Typed("Unit 5 " + look.Name)
		d.Key(fyne.KeyReturn)
		shot("new-question")
		d.Key(fyne.KeyEscape)
		d.Key(fyne.KeyEscape)
		d.Must(d.screen.Open(quiz.BankID("workshop")))
		d.Shell.Redraw()
		d.Typed("r")
		d.Typed("record")
		d.screen.model.swap.With = "chart"
		d.screen.swap.look()
		shot("replace")
		d.Key(fyne.KeyEscape)
		d.Key(fyne.KeyEscape)
		d.Typed("c")
		shot("near")
		d.Key(fyne.KeyEscape)
		d.Must(d.screen.Open(q.ID))
		d.Shell.Redraw()
		d.Typed("h")
		shot("versions")
	}
}
