package exam

import (
	"reflect"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"chartroom/content"
	"chartroom/quiz"
)

// today is the day on which figures are corrected here.
const today = quiz.Day(20779) // 2026-11-22

// Figures that are not touched are the ones in force, of every shipped exam.
func TestFiguresAreBuiltAsTheyWere(t *testing.T) {
	all, err := content.Blueprints()
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range all {
		f := newFigures(b, today)
		got, err := f.build()
		if err != nil || !reflect.DeepEqual(got, b) {
			t.Errorf("%s: %v\n%+v\nwas\n%+v", b.ID, err, got, b)
		}
		if f.changed() || len(differing(&b, &got)) > 0 {
			t.Errorf("%s: nothing was changed, and it says so", b.ID)
		}
	}
}

func TestFiguresThatCannotBeAreRefused(t *testing.T) {
	all, err := content.Blueprints()
	if err != nil {
		t.Fatal(err)
	}
	for why, spoil := range map[string]func(*figures){
		"scored items as a whole number from 1":        func(f *figures) { f.Scored = "0" },
		"pretest items as a whole number":              func(f *figures) { f.Pretest = "a few" },
		"minutes as a whole number":                    func(f *figures) { f.Minutes = "99999999999999999999" },
		"scaled score that passes":                     func(f *figures) { f.Pass = "NaN" },
		"percentage that passes":                       func(f *figures) { f.Raw, f.Pass = true, "300" },
		"percentage to practise for":                   func(f *figures) { f.Target = "0.75" },
		"the least of Leadership as a number":          func(f *figures) { f.Ranges[5].Min = "" },
		"the most of Leadership as a number":           func(f *figures) { f.Ranges[5].Max = "Inf" },
		"Leadership cannot be at least 40 %":           func(f *figures) { f.Ranges[5].Min = "40" },
		"their middles add up to 120 %":                func(f *figures) { f.Ranges[5] = extent{"20", "40"} },
		"where the figures come from":                  func(f *figures) { f.Source = " \n" },
		"year-month-day, for example 2026-11-22":       func(f *figures) { f.VerifiedOn = "22 November" },
		"cannot have been looked up after today":       func(f *figures) { f.VerifiedOn = "2026-11-23" },
		"The confidence \"\" is none of A, B, C.":      func(f *figures) { f.Confidence = "" },
		"the minutes as a whole number from 1 to 1440": func(f *figures) { f.Minutes = "-5" },
	} {
		f := newFigures(all[0], today)
		spoil(f)
		if _, err := f.build(); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%s: %v", why, err)
		}
		if !f.changed() {
			t.Errorf("%s: it was changed", why)
		}
	}
}

// What the learner finds of a domain is not a stand-in any more.
func TestRangesThatAreFoundAreNoStandIns(t *testing.T) {
	b := unverified(t)
	f := newFigures(b, today)
	if got, err := f.build(); err != nil || !got.Unverified {
		t.Fatalf("%v, %v", got.Unverified, err)
	}
	f.Ranges[0].Max = plainNumber(b.Domains[0].Max + 1)
	if got, err := f.build(); err != nil || got.Unverified || b.Domains[0].Max == got.Domains[0].Max {
		t.Errorf("%v, %v", got.Unverified, err)
	}
}

func unverified(t *testing.T) quiz.Blueprint {
	t.Helper()
	all, err := content.Blueprints()
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range all {
		if b.Unverified {
			return b
		}
	}
	t.Skip("every shipped outline is verified")
	return quiz.Blueprint{}
}

// retype types a text in place of what is in the field with the cursor.
func (d *desk) retype(text string) {
	f := d.screen.form.last
	for range len(f.Text) {
		d.Key(fyne.KeyEnd, fyne.KeyBackspace)
	}
	d.Typed(text)
}

// tab goes so many fields on.
func (d *desk) tab(n int) {
	for range n {
		d.Key(fyne.KeyTab)
	}
}

// to goes to an entry of the form: its place among them.
func (d *desk) to(field int) {
	d.T.Helper()
	for range 99 {
		if d.screen.form.last == d.screen.form.fields[field] {
			return
		}
		d.tab(1)
	}
	d.T.Fatalf("Tab never comes to field %d", field)
}

// The entries of RHIT's form, in order.
const (
	minutesField = 2
	fifthLeast   = 5 + 2*4 // of Compliance
	sourceField  = 5 + 2*6
	dateField    = sourceField + 1
)

func TestFiguresAreCorrectedByKeys(t *testing.T) {
	d := newDesk(t, mock(400)).show()
	d.Sees("Correct these figures", "150 items · 3 h 25 min", "13 to 17 %")
	d.Misses("your figures")
	d.Typed("c")
	d.Sees("Correct the figures of RHIT", "Nothing is changed yet.", "150 items in all, 82 seconds for each", "the middles make 100.5 %", "Compliance")
	d.Misses("Back to the shipped figures")
	d.to(minutesField)
	d.retype("200")
	d.Sees("150 items in all, 80 seconds for each", "Say under Source where you found them.")
	d.to(fifthLeast)
	d.retype("12,5")
	d.Sees("the middles make 100.25 %")
	d.to(sourceField)
	d.retype("Content outline of 2027, page 2")
	d.Sees("These figures can be saved; Ctrl Z takes it back.")
	d.Ctrl(fyne.KeyS)
	d.Sees("The figures of RHIT are saved as yours.", "your figures", "150 items · 3 h 20 min", "12.5 to 17 %", "Your figures. Source: Content outline of 2027, page 2.")
	d.Typed("f")
	d.Sees("Corrected by you", "Time: 200 minutes, shipped as 205 minutes.", "Compliance: 12.5 to 17 %, shipped as 13 to 17 %.")
	d.Typed("f")
	d.Ctrl(fyne.KeyZ)
	d.Sees("Undone: figures of RHIT.", "150 items · 3 h 25 min", "13 to 17 %")
	d.Misses("your figures")
}

func TestTheFormBeginsFromWhatIsInForce(t *testing.T) {
	d := newDesk(t, mock(400)).show()
	d.Typed("c")
	d.to(minutesField)
	d.retype("200")
	d.Key(enter)
	d.Sees("3 h 20 min")
	d.begin()
	d.Sees("3:20:00") // the exam follows
	d.handIn()
	d.Key(fyne.KeyEscape)
	d.Typed("c")
	d.Sees("200", "Back to the shipped figures")
	d.to(minutesField)
	d.retype("190")
	d.Ctrl(fyne.KeyR)
	d.Sees("What you typed here and did not save is lost.")
	d.Key(enter)
	d.Sees("The shipped figures of RHIT count again.", "3 h 25 min")
	d.Misses("your figures")
	d.Ctrl(fyne.KeyZ)
	d.Sees("3 h 20 min", "your figures")
}

func TestWhatIsTypedIsNotLost(t *testing.T) {
	d := newDesk(t, mock(60)).show()
	d.Typed("c")
	d.Key(fyne.KeyEscape) // nothing is changed
	d.Sees("Correct these figures")
	d.Typed("c")
	d.to(minutesField)
	d.retype("soon")
	d.Sees("Write the minutes as a whole number from 1 to 1440.")
	d.Ctrl(fyne.KeyS)
	d.Sees("Correct the figures of RHIT")
	if d.Act.Corrected("rhit") {
		t.Fatal("it is saved")
	}
	d.retype("210")
	d.Ctrl(fyne.Key1)
	d.Sees("this is Today")
	if err := d.screen.Open("rhia"); err == nil {
		t.Error("another exam is shown instead of what is typed")
	}
	d.show()
	d.Sees("Correct the figures of RHIT", "210")
	d.Key(fyne.KeyEscape)
	d.Sees("Leave without saving?")
	d.Key(fyne.KeyEscape)
	d.Sees("210", "Say under Source")
	d.to(dateField)
	d.retype("2099-01-01")
	d.Sees("cannot have been looked up after today")
	d.Key(fyne.KeyEscape, enter)
	d.Sees("Correct these figures", "3 h 25 min")
}

func TestAFailedSaveKeepsTheForm(t *testing.T) {
	d := newDesk(t, mock(60)).show()
	d.Typed("c")
	d.to(minutesField)
	d.retype("210")
	d.Must(d.Store.Close())
	d.Ctrl(fyne.KeyS)
	d.Sees("Could not save", "Correct the figures of RHIT", "210")
	if d.screen.m.figures.Minutes != "210" {
		t.Error("what was typed is lost")
	}
}

// The entry with the cursor is in view, and what is scrolled away draws nothing.
func TestTheEntryWithTheCursorIsInView(t *testing.T) {
	d := newDesk(t, mock(60)).show()
	d.Typed("c")
	fields := d.screen.form.fields
	if last := len(fields) - 1; fields[0].away || !fields[last].away {
		t.Error("the top of the form is not what is drawn first")
	}
	for i := range fields {
		d.to(i)
		if fields[i].away {
			t.Errorf("entry %d has the cursor and is out of view", i)
		}
	}
	if !fields[0].away {
		t.Error("the first entry is drawn at the end of the form")
	}
	d.Canvas().Unfocus()
	for range 9 {
		d.Key(fyne.KeyPageUp)
	}
	if fields[0].away {
		t.Error("Page Up does not lead to the top")
	}
	// What is typed into a number stands in its place.
	d.to(minutesField)
	d.Typed("195")
	d.Sees("These figures can be saved", "78 seconds")
}

func TestTheFormListsItsKeys(t *testing.T) {
	d := newDesk(t, mock(60)).show()
	d.ListsKeys(d.screen)
	d.Key(fyne.KeyEscape)
	d.Typed("c")
	d.Window.Canvas().Unfocus()
	d.ListsKeys(d.screen)
}
