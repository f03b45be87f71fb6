package exam

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"chartroom/app/shell/shelltest"
	"chartroom/quiz"
)

// TestGalleryOfFigures draws the form of an exam's figures, and what it saved.
func TestGalleryOfFigures(t *testing.T) {
	dir := shelltest.Gallery(t)
	d := newDesk(t)
	d.Must(d.Act.SyncBuiltin(ctx()))
	for _, look := range shelltest.Looks {
		d.Open()
		d.furnish()
		d.Wear(look)
		shot := d.Shots(dir, "figures-"+look.Name)
		d.show()
		d.Typed("c")
		shot("form")
		d.to(minutesField)
		d.retype("200")
		d.to(fifthLeast)
		d.retype("40")
		shot("wrong")
		d.retype("12")
		d.to(sourceField)
		d.retype("AHIMA, RHIT content outline of 2027, page 2")
		d.to(dateField + 1)
		shot("source")
		d.Ctrl(fyne.KeyS)
		d.Typed("f")
		shot("saved")
		d.screen.page.ScrollBy(700)
		shot("facts")
		d.Typed("c")
		shot("again")
		d.Ctrl(fyne.KeyR)
	}
}

// TestGalleryOfRecords draws an item of a scenario.
func TestGalleryOfRecords(t *testing.T) {
	dir := shelltest.Gallery(t)
	bank := made("rhit:", 2, 6)
	record := strings.Repeat("The patient, 64, was admitted with chest pain radiating to the left arm. ", 9)
	bank.Questions = append(bank.Questions, quiz.Question{Key: "case", Kind: quiz.Description, Name: "Discharge summary", Stem: record})
	for i := range 6 {
		bank.Questions[i].Tags = append(bank.Questions[i].Tags, "record:case")
	}
	d := newDesk(t, keyed(bank))
	d.outline(6, 10, quiz.MoveForward)
	for _, look := range shelltest.Looks {
		d.Open()
		d.furnish()
		d.Wear(look)
		d.show()
		if d.screen.m.phase != sitting {
			d.Key(enter)
		}
		d.Typed("b")
		d.Shots(dir, "records-"+look.Name)("beside")
	}
}

// TestGallery draws every page into the folder GALLERY, to be looked at.
func TestGallery(t *testing.T) {
	dir := shelltest.Gallery(t)
	d := newDesk(t)
	d.Must(d.Act.SyncBuiltin(ctx()))
	for _, look := range shelltest.Looks {
		d.Open()
		d.furnish()
		d.Wear(look)
		shot := d.Shots(dir, "exam-"+look.Name)
		d.show()
		shot("start")
		d.Typed("f")
		d.screen.page.ScrollBy(900)
		shot("start-figures")
		d.Typed("f")
		for range 8 {
			d.Key(fyne.KeyDown)
		}
		shot("start-small")
		for range 8 {
			d.Key(fyne.KeyUp)
		}
		d.Key(enter)
		n := len(d.exam().Queue)
		for i := range n {
			d.pass(time.Duration(20+(i*37)%90) * time.Second)
			d.Shell.Tick()
			q := d.screen.m.room.ask.Question
			choice := q.Kind == quiz.Choice || q.Kind == quiz.TrueFalse
			switch {
			case !choice || i%11 == 10:
			case i%5 == 4:
				d.Typed("ab")
			case i%7 == 3:
				d.Typed("bxg")
			default:
				for place, option := range d.screen.m.room.ask.Order {
					if q.Options[option].Fraction > 0 {
						d.Typed(string(rune('a' + place)))
					}
				}
				d.Typed([]string{"s", "t", ""}[i%3])
			}
			if i == n/2 {
				d.Typed("-a")
				shot("item")
			}
			if i == 1 {
				d.Clock.Pass(time.Hour)
				d.Shell.Tick()
				shot("notice")
			}
			if d.screen.m.room.ask.Record != nil && i < 40 {
				shot(fmt.Sprintf("record-%d", i))
			}
			if i < n-1 {
				d.Key(fyne.KeyPageDown)
			}
		}
		d.Key(fyne.KeyPageDown)
		shot("review")
		d.Key(enter)
		shot("hand-in")
		d.Key(enter)
		shot("result")
		d.Must(d.Act.PrintReport(filepath.Join(dir, "exam-"+look.Name+"-report.pdf"), d.screen.m.after.printed())(ctx(), nil))
		for i := range 5 {
			d.Key(fyne.KeyPageDown)
			shot(fmt.Sprintf("result-%d", i+2))
		}
		d.Key(enter)
		shot("walk")
		d.Typed("k")
		d.Key(enter)
		shot("walk-2")
		d.Clock.Pass(50 * time.Hour)
	}
}
