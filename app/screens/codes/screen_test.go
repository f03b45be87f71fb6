package codes

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"chartroom/app/shell"
	"chartroom/app/uitest"
	"chartroom/quiz/codebook"
)

func TestSearchShowsTheBestAsOneTypes(t *testing.T) {
	d := stocked(t)
	d.Typed("/")
	d.Typed("e11.9")
	d.Sees("E11.9", "Type 2 diabetes mellitus without complications", "valid code", "needs a present-on-admission indicator", "Chapter 4", "Excludes1: not coded here",
		"never together with this code", "at E11 Type 2 diabetes mellitus", "Use additional code")
	d.Key(fyne.KeyReturn)
	if uitest.Focused(d.Window) != "" {
		t.Error("Enter leaves the keys with the search")
	}
	d.Typed("/")
	d.Typed("zzzzqq") // takes the place of what was typed before
	d.Sees("Nothing found")
	d.Key(fyne.KeyBackspace, fyne.KeyEscape)
	d.Typed("/")
	d.Typed("e11.9")
	d.Key(fyne.KeyEscape, fyne.KeyEscape)
	d.Sees("Contents", "E08-E13", "E11.A") // the tree is open at what is read
	d.ListsKeys(d.screen)
}

func TestOtherSetsAreFoundToo(t *testing.T) {
	d := stocked(t)
	d.Typed("/")
	d.Typed("j1815")
	d.Sees("Injection, insulin, per 5 units", "HCPCS Level II", "D = special coverage instructions apply", "51 = drugs", "Added", "1 Jan 2003")
	d.Typed("/")
	d.Key(fyne.KeyEscape)
	d.Typed("/")
	d.Typed("637")
	d.Sees("Diabetes with MCC", "Medical", "Major diagnostic category", "10")
}

func TestCodesInNotesAreFollowedAndTheWayBackIsKept(t *testing.T) {
	d := stocked(t)
	d.Must(d.screen.Open(codebook.Hit{Book: cm2027, Code: "E119"}))
	d.Shell.Redraw()
	d.Tap("E10.-")
	d.Sees("Type 1 diabetes mellitus", "brittle diabetes (mellitus)")
	d.Tap("E08.-") // is not in the sample
	d.Sees("There is no E08 in ICD-10-CM 2027.")
	for _, k := range d.screen.pane.model.own.recent {
		if k.code == "E08" {
			t.Error("a code that is not there is among the recent ones")
		}
	}
	alt := func(k fyne.KeyName) {
		d.Canvas().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierAlt})
	}
	alt(fyne.KeyLeft)
	alt(fyne.KeyLeft)
	d.Sees("E11.9", "Type 2 diabetes mellitus without complications")
	alt(fyne.KeyRight)
	d.Sees("brittle diabetes (mellitus)")
	d.Typed("/") // also while typing
	if typing, ok := d.Canvas().Focused().(fyne.Shortcutable); ok {
		typing.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyLeft, Modifier: fyne.KeyModifierAlt})
		typing.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyRight, Modifier: fyne.KeyModifierAlt})
		typing.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyLeft, Modifier: fyne.KeyModifierAlt})
	}
	d.Sees("Type 2 diabetes mellitus without complications")
	d.Key(fyne.KeyEscape)
	alt(fyne.KeyRight)
	d.Key(fyne.KeyBackspace)
	d.Sees("Type 2 diabetes mellitus without complications")
	d.Typed("l")
	if uitest.Focused(d.Window) == "" && d.Canvas().Focused() == nil {
		t.Error("L does not go to the links")
	}
	d.Key(fyne.KeyReturn) // the first is the chapter
	d.Sees("Endocrine, nutritional and metabolic diseases", "LINES BELOW")
}

func TestTheTreeOpensByArrows(t *testing.T) {
	d := stocked(t)
	d.Key(fyne.KeyDown)
	d.Misses("E08-E13  ")
	d.Key(fyne.KeyRight)
	d.Sees("E08-E13 Diabetes mellitus")
	d.Key(fyne.KeyDown)
	d.Key(fyne.KeyRight)
	d.Key(fyne.KeyDown)
	d.Sees("E10 Type 1 diabetes mellitus")
	if e := d.opened().entry; e == nil || e.Code.Code != "E10" {
		t.Fatal("the entry under the cursor is not read")
	}
	d.Key(fyne.KeyLeft) // it is closed: to its block
	d.Key(fyne.KeyLeft)
	d.Misses("E10 Type 1")
	if o := d.opened(); o.node == nil || !strings.Contains(o.node.Title, "Diabetes mellitus") {
		t.Error("the block is not shown")
	}
}

// opened is what is shown.
func (d *desk) opened() *opened { return &d.screen.pane.model.opened }

func TestSeventhCharactersAreExplained(t *testing.T) {
	d := stocked(t)
	d.Must(d.screen.Open(codebook.Hit{Book: cm2027, Code: "S52531"}))
	d.Shell.Redraw()
	d.Sees("header: not reported by itself", "SEVENTH CHARACTER", "initial encounter for closed fracture", "4 LINES BELOW", "S52.531A")
	d.Must(d.screen.Open(codebook.Hit{Book: cm2027, Code: "I5022"}))
	d.Shell.Redraw()
	d.Sees("revised in 2027", "Until 2027 it was called", "Chronic systolic heart failure")
	d.Must(d.screen.Open(codebook.Hit{Book: cm2027, Code: "E11A"}))
	d.Shell.Redraw()
	d.Sees("new in 2027")
	d.Must(d.screen.Open(codebook.Hit{Book: cm2027, Code: "Z794"}))
	d.Shell.Redraw()
	d.Sees("exempt from present on admission", "IN THE INDEX UNDER", "Long-term › drug therapy › insulin")
}

func TestTheIndexIsReadAsACoderDoes(t *testing.T) {
	d := stocked(t)
	d.Typed("2")
	d.Typed("/")
	d.Typed("diabetes type 2 with foot")
	d.Sees("foot ulcer", "E11.621", "Type 2 diabetes mellitus with foot ulcer", "Diabetes, diabetic › type 2 › with")
	d.Typed("/")
	d.Key(fyne.KeyEscape)
	d.Typed("/")
	d.Typed("adiposity")
	d.Sees("See", "Obesity")
	d.Tap("Obesity")
	d.Sees("Obesity, unspecified", "E66.9")
	d.Key(fyne.KeyBackspace)
	d.Sees("See")
	d.Key(fyne.KeyEscape)
	d.Typed("/")
	d.Typed("neoplasm")
	d.Key(fyne.KeyReturn)
	d.Tap("Table of Neoplasms")
	d.Sees("Malignant primary", "bladder (urinary)")
}

func TestTablesAreReadByTheirColumns(t *testing.T) {
	d := stocked(t)
	d.Typed("2")
	d.Tap("Drugs")
	d.Sees("Substance", "Underdosing", "Metformin T38.3X1 T38.3X2 T38.3X3 T38.3X4 T38.3X5 T38.3X6", "Alcohol T51.91 T51.92 T51.93 T51.94 -- --")
	d.Typed("/")
	d.Typed("metf")
	d.Key(fyne.KeyReturn)
	d.Sees("T38.3X1", "accidental (unintentional)")
	d.Key(fyne.KeyEscape)
	for range 4 {
		d.Key(fyne.KeyRight)
	}
	d.Key(fyne.KeyReturn)
	d.Sees("Adverse effect of insulin and oral hypoglycemic [antidiabetic] drugs")
	d.Window.Resize(fyne.NewSize(700, 640)) // no room for columns: they stand below each other
	d.Key(fyne.KeyEscape)
	d.Misses("Metformin T38.3X1")
	d.Key(fyne.KeyReturn)
	d.Sees("Poisoning, assault", "T38.3X3")
}

func TestBookmarksNotesAndRecentCodes(t *testing.T) {
	d := stocked(t)
	for _, code := range []string{"E119", "I10"} {
		d.Typed("/")
		d.Typed(code)
		d.Key(fyne.KeyReturn)
		d.Clock.Pass(60e9)
	}
	d.Typed("b")
	d.Sees("Bookmarked")
	d.Typed("n")
	d.Typed("ask for the cause")
	d.Ctrl(fyne.KeyReturn)
	d.Sees("Your note", "ask for the cause")
	d.Key(fyne.KeyEscape)
	d.Key(fyne.KeyEscape)
	d.Tap("Recent")
	rows := d.screen.pane.model.rows()
	if len(rows) != 2 || rows[0].code != "I10" || rows[1].code != "E119" {
		t.Fatalf("recent codes are %v", rows)
	}
	d.Tap("Bookmarks")
	d.Sees("Essential (primary) hypertension", "note")
	d.Shell.Undo() // the note
	d.Misses("ask for the cause")
	d.Shell.Undo() // the bookmark
	d.Sees("No bookmarks yet")
}

func TestTheRecentListIsKeptShort(t *testing.T) {
	d := stocked(t)
	m := d.screen.pane.model
	for i := range recentLimit + 15 {
		d.Clock.Pass(60e9)
		d.Must(m.own.see(d.Act, codebook.HCPCS, []string{"A", "B", "C", "E", "G"}[i%5]+string(rune('0'+i/50))+string(rune('0'+i/5%10))+"00"))
	}
	if n := len(m.own.recent); n != recentLimit {
		t.Errorf("%d recent codes are kept, not %d", n, recentLimit)
	}
}

func TestCtrlKFindsCodes(t *testing.T) {
	d := stocked(t)
	d.Shell.Go("Practice", nil)
	d.Ctrl(fyne.KeyK)
	d.Typed("e11.621")
	d.Key(fyne.KeyReturn)
	d.Sees("Type 2 diabetes mellitus with foot ulcer", "Bookmark")
}

func TestThePaneKeepsToTheExamsBooksAndTellsWhatIsOpened(t *testing.T) {
	d := stocked(t)
	p := NewPane(d.Shell)
	var told []string
	p.OnLookUp = func(set codebook.Set, code, part string) { told = append(told, string(set)+" "+code+" "+part) }
	p.Only(pcs2027)
	d.SetContent(p.Object())
	d.Window.Resize(fyne.NewSize(420, 700))
	p.Focus()
	d.Typed("e11.9")
	d.Sees("Nothing found")
	p.Only(cm2027, pcs2027)
	p.turn(byCode)
	p.report(p.model.choose(cm2027))
	p.Draw()
	p.Focus()
	d.Typed("e11.9")
	if len(told) != 0 {
		t.Fatalf("what is only under the cursor is told: %q", told)
	}
	d.Key(fyne.KeyReturn)
	d.Sees("Type 2 diabetes mellitus without complications", "Back to the list")
	d.Tap("Back to the list")
	p.turn(byIndex)
	p.Focus()
	d.Typed("obes")
	d.Key(fyne.KeyReturn)
	p.turn(byAxis)
	p.Focus()
	d.Typed("0ft44zz")
	want := []string{"icd10cm E119 tabular", "icd10cm Obesity index", "icd10pcs 0FT44ZZ tables"}
	if !slices.Equal(told, want) {
		t.Errorf("told %q, not %q", told, want)
	}
	p.Only(codebook.Book{Set: codebook.ICD10CM, Year: 2031})
	d.Sees("The code books of this exam are not here", "ICD-10-CM 2031")
	p.Only(cm2027, codebook.Book{Set: codebook.ICD10PCS, Year: 2031})
	d.Sees("This exam also allows ICD-10-PCS 2031: not on the shelf.")
	p.Only(cm2027, pcs2027)
	d.Misses("not on the shelf")
}

func TestSearchingBeginsFromAnEntryThatHasThePaneForItself(t *testing.T) {
	d := stocked(t)
	p := NewPane(d.Shell)
	d.SetContent(p.Object())
	d.Window.Resize(fyne.NewSize(420, 700))
	p.Focus()
	d.Typed("e11.9")
	d.Key(fyne.KeyReturn)
	d.Sees("Back to the list")
	i := slices.IndexFunc(p.Keys(), func(k shell.Key) bool { return k.Rune == '/' })
	p.Keys()[i].Do()
	d.Misses("Back to the list")
	d.Typed("e11.621")
	d.Sees("Type 2 diabetes mellitus with foot ulcer", "E11.621")
}

func TestAHitIsNamedByItsTitle(t *testing.T) {
	d := stocked(t)
	p := NewPane(d.Shell)
	p.Load()
	d.Must(p.model.choose(cm2027))
	d.Must(p.model.find("chf"))
	if row := p.hitRow(0); row.Title != "Heart failure, unspecified" || row.Value != "I50.9" || !strings.HasPrefix(row.Detail, "CHF = ") {
		t.Errorf("%+v", row)
	}
}

func TestModifiersAndEndedCodesAreNoHeaders(t *testing.T) {
	d := stocked(t)
	d.Typed("/")
	d.Typed("left side")
	d.Sees("LT", "modifier", "HCPCS Level II")
	d.Misses("header")
}
