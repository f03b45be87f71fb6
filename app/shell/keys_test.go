package shell

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"chartroom/app/uitest"
)

func TestKeysReachTheScreenOnShow(t *testing.T) {
	d := newDesk(t, RunNow)
	var got []string
	heard := func(s string) func() { return func() { got = append(got, s) } }
	d.pages[0].keys = []Key{{Name: fyne.KeyReturn, Does: "go", Do: heard("go")}, {Rune: 'f', Does: "flag", Do: heard("flag")},
		{Name: "A-F", Does: "choose"}, {Rune: '1', Do: heard("one")}, {Name: fyne.KeySpace, Do: heard("space")}}
	d.pages[1].keys = []Key{{Rune: 'f', Does: "other", Do: heard("other")}}
	uitest.Key(d.w, fyne.KeyReturn)
	uitest.Key(d.w, fyne.KeyEnter)
	uitest.Type(d.w, 'f')
	uitest.Type(d.w, 'F')
	uitest.Type(d.w, '1')
	uitest.Type(d.w, ' ')
	uitest.Type(d.w, 'q')
	d.ctrl(fyne.Key2)
	uitest.Type(d.w, 'f')
	if want := []string{"go", "go", "flag", "flag", "one", "space", "other"}; !slices.Equal(got, want) {
		t.Errorf("keys did %v, not %v", got, want)
	}
}

func TestTheListShowsTheKeysOfThisScreenAndTheWindow(t *testing.T) {
	d := newDesk(t, RunNow)
	d.pages[0].keys = []Key{{Name: fyne.KeyReturn, Does: "start studying", Do: func() {}}, {Rune: 'x', Do: func() {}}, {Rune: 'p', Does: "practise", Do: func() {}}}
	uitest.Type(d.w, '?')
	for _, s := range []string{"start studying", "Enter", "practise", "P", "Ctrl 1..9", "Ctrl K", "find anything", "Ctrl Z", "undo", "this list", "Everywhere"} {
		d.sees(s)
	}
	if slices.Contains(d.texts(), "X") {
		t.Error("a key without words is listed")
	}
	uitest.Key(d.w, fyne.KeyEscape)
	d.misses("Everywhere")
	d.ctrl(fyne.Key2)
	uitest.Type(d.w, '?')
	d.sees("No keys of its own.")
	d.misses("start studying")
}

// Every shortcut that the list names for the window does something.
func TestTheListsShortcutsWork(t *testing.T) {
	d := newDesk(t, RunNow)
	d.flag(true)
	d.ctrl(fyne.Key2)
	d.sees("this is Review")
	d.ctrl(fyne.KeyK)
	d.sees("Find a screen")
	uitest.Key(d.w, fyne.KeyEscape)
	d.ctrl(fyne.KeyZ)
	if d.flagged() {
		t.Error("Ctrl Z does nothing")
	}
}

func TestKeysStayInWhatLiesOverTheScreen(t *testing.T) {
	d := newDesk(t, RunNow)
	pressed, done := 0, 0
	d.pages[0].keys = []Key{{Name: fyne.KeyReturn, Do: func() { pressed++ }}, {Name: fyne.KeySpace, Do: func() { pressed++ }},
		{Rune: 'f', Do: func() { pressed++ }}, {Name: fyne.KeyEscape, Do: func() { pressed++ }}}
	d.flag(true)
	for name, open := range map[string]func(){
		"the list":   func() { uitest.Type(d.w, '?') },
		"the finder": func() { d.ctrl(fyne.KeyK) },
		"a question": func() { d.shell.Ask("Hand in now?", "Two are open.", "Hand in", func() { done++ }) },
		"a text":     func() { d.shell.AskText("Note", "", "Save", func(string) { done++ }) },
	} {
		open()
		uitest.Type(d.w, 'f')
		uitest.Type(d.w, '?')
		uitest.Type(d.w, ' ')
		d.ctrl(fyne.KeyZ)
		if !d.flagged() {
			t.Errorf("%s: Ctrl Z undid something behind it", name)
			d.flag(true)
		}
		uitest.Key(d.w, fyne.KeyEscape)
		if d.shell.overlay != nil {
			t.Errorf("%s: Esc does not close it", name)
		}
		if pressed+done > 0 {
			t.Errorf("%s: %d keys reached the screen, %d did it", name, pressed, done)
		}
		pressed, done = 0, 0
	}
	uitest.Type(d.w, 'f')
	if pressed != 1 {
		t.Error("afterwards keys do not reach the screen")
	}
}

func TestTheFinderOpensWhatIsTyped(t *testing.T) {
	d := newDesk(t, RunNow)
	opened := ""
	for _, title := range []string{"Release of information", "Relapse", "Record retention"} {
		d.pages[2].found = append(d.pages[2].found, Found{Title: title, Detail: "question", Open: func() { opened = title }})
	}
	d.ctrl(fyne.KeyK)
	for _, s := range []string{"Today", "Review", "Library", "Settings", "screen"} {
		d.sees(s)
	}
	uitest.TypeString(d.w, "rel")
	d.sees("Release of information")
	d.misses("Record retention")
	uitest.Key(d.w, fyne.KeyDown)
	uitest.Key(d.w, fyne.KeyReturn)
	if opened != "Relapse" || d.shell.overlay != nil {
		t.Errorf("opened %q, overlay %v", opened, d.shell.overlay)
	}
	d.ctrl(fyne.KeyK)
	uitest.TypeString(d.w, " set")
	uitest.Key(d.w, fyne.KeyReturn)
	d.sees("this is Settings")
	d.ctrl(fyne.KeyK)
	uitest.TypeString(d.w, "rel")
	uitest.Key(d.w, fyne.KeyUp) // round to the last
	uitest.Key(d.w, fyne.KeyReturn)
	if opened != "Relapse" {
		t.Errorf("opened %q", opened)
	}
	d.ctrl(fyne.KeyK)
	uitest.TypeString(d.w, "zzz")
	d.sees("Nothing is called that.")
	uitest.Key(d.w, fyne.KeyReturn)
	uitest.Key(d.w, fyne.KeyDown)
	d.sees("Nothing is called that.")
	uitest.Key(d.w, fyne.KeyEscape)
	d.misses("Nothing is called that.")
	d.sees("this is Settings")
}

func TestTheFinderListsAFewAndScreensOpenFromIt(t *testing.T) {
	d := newDesk(t, RunNow)
	for range 50 {
		d.pages[2].found = append(d.pages[2].found, Found{Title: "found " + strings.Repeat("x", 3), Open: func() {}})
	}
	d.ctrl(fyne.KeyK)
	uitest.TypeString(d.w, "found")
	n := 0
	for _, s := range d.texts() {
		if s == "found xxx" {
			n++
		}
	}
	if n != foundLimit {
		t.Errorf("%d are listed", n)
	}
	d.ctrl(fyne.Key4) // opening a screen closes it
	if d.shell.overlay != nil {
		t.Error("the finder stays over another screen")
	}
	d.sees("this is Settings")
}

func TestAskDoesItOnlyOnEnter(t *testing.T) {
	d := newDesk(t, RunNow)
	done := 0
	ask := func() { d.shell.Ask("Remove Unit 4?", "Your answers are kept.", "Remove", func() { done++ }) }
	ask()
	d.sees("Your answers are kept.")
	uitest.Key(d.w, fyne.KeyEscape)
	ask()
	uitest.Tap(t, d.w, "Cancel")
	ask()
	uitest.Key(d.w, fyne.KeyDelete)
	if done != 0 {
		t.Fatal("done without Enter")
	}
	uitest.Key(d.w, fyne.KeyReturn)
	ask()
	uitest.Tap(t, d.w, "Remove")
	if done != 2 || d.shell.overlay != nil {
		t.Errorf("done %d times", done)
	}
}

func TestAskTextSavesByKeyAndByButton(t *testing.T) {
	d := newDesk(t, RunNow)
	var saved []string
	ask := func() {
		d.shell.AskText("Note on this question", "old", "Save note", func(s string) { saved = append(saved, s) })
	}
	ask()
	uitest.Key(d.w, fyne.KeyEnd)
	uitest.TypeString(d.w, " and new ")
	d.sees("Ctrl Enter")
	d.ctrl(fyne.KeyReturn)
	ask()
	uitest.Tap(t, d.w, "Save note")
	ask()
	uitest.TypeString(d.w, "x")
	uitest.Key(d.w, fyne.KeyEscape)
	if want := []string{"old and new", "old"}; !slices.Equal(saved, want) || d.shell.overlay != nil {
		t.Errorf("saved %q, not %q", saved, want)
	}
}

func TestAScreenIsTypedIntoOnceItIsOnShow(t *testing.T) {
	d := newDesk(t, RunNow)
	d.ctrl(fyne.Key2)
	if n := d.pages[1].focused; n != 1 {
		t.Errorf("told %d times", n)
	}
	d.ctrl(fyne.KeyK)
	uitest.Key(d.w, fyne.KeyEscape)
	if n := d.pages[1].focused; n != 2 {
		t.Errorf("after the finder told %d times", n)
	}
}
