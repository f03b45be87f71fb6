package shell

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

func TestKeysReachTheScreenOnShow(t *testing.T) {
	d := newDesk(t, RunNow)
	var got []string
	heard := func(s string) func() { return func() { got = append(got, s) } }
	d.pages[0].keys = []Key{{Name: fyne.KeyReturn, Does: "go", Do: heard("go")}, {Rune: 'f', Does: "flag", Do: heard("flag")},
		{Name: "A-F", Does: "choose"}, {Rune: '1', Do: heard("one")}, {Name: fyne.KeySpace, Do: heard("space")}}
	d.pages[1].keys = []Key{{Rune: 'f', Does: "other", Do: heard("other")}}
	d.Key(fyne.KeyReturn)
	d.Key(fyne.KeyEnter)
	d.Typed("f")
	d.Typed("F")
	d.Typed("1")
	d.Typed(" ")
	d.Typed("q")
	d.Ctrl(fyne.Key2)
	d.Typed("f")
	if want := []string{"go", "go", "flag", "flag", "one", "space", "other"}; !slices.Equal(got, want) {
		t.Errorf("keys did %v, not %v", got, want)
	}
}

func TestTheListShowsTheKeysOfThisScreenAndTheWindow(t *testing.T) {
	d := newDesk(t, RunNow)
	d.pages[0].keys = []Key{{Name: fyne.KeyReturn, Does: "start studying", Do: func() {}}, {Rune: 'x', Do: func() {}}, {Rune: 'p', Does: "practise", Do: func() {}}}
	d.Typed("?")
	for _, s := range []string{"start studying", "Enter", "practise", "P", "Ctrl 1..9", "Ctrl K", "find anything", "Ctrl Z", "undo", "this list", "Everywhere"} {
		d.Sees(s)
	}
	if slices.Contains(d.texts(), "X") {
		t.Error("a key without words is listed")
	}
	d.Key(fyne.KeyEscape)
	d.Misses("Everywhere")
	d.Ctrl(fyne.Key2)
	d.Typed("?")
	d.Sees("No keys of its own.")
	d.Misses("start studying")
}

// Every shortcut that the list names for the window does something.
func TestTheListsShortcutsWork(t *testing.T) {
	d := newDesk(t, RunNow)
	d.flag(true)
	d.Ctrl(fyne.Key2)
	d.Sees("this is Review")
	d.Ctrl(fyne.KeyK)
	d.Sees("Find a screen")
	d.Key(fyne.KeyEscape)
	d.Ctrl(fyne.KeyZ)
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
		"the list":   func() { d.Typed("?") },
		"the finder": func() { d.Ctrl(fyne.KeyK) },
		"a question": func() { d.shell.Ask("Hand in now?", "Two are open.", "Hand in", func() { done++ }) },
		"a text":     func() { d.shell.AskText("Note", "", "Save", func(string) { done++ }) },
	} {
		open()
		d.Typed("f")
		d.Typed("?")
		d.Typed(" ")
		d.Ctrl(fyne.KeyZ)
		if !d.flagged() {
			t.Errorf("%s: Ctrl Z undid something behind it", name)
			d.flag(true)
		}
		d.Key(fyne.KeyEscape)
		if d.shell.overlay != nil {
			t.Errorf("%s: Esc does not close it", name)
		}
		if pressed+done > 0 {
			t.Errorf("%s: %d keys reached the screen, %d did it", name, pressed, done)
		}
		pressed, done = 0, 0
	}
	d.Typed("f")
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
	d.Ctrl(fyne.KeyK)
	for _, s := range []string{"Today", "Review", "Library", "Settings", "screen"} {
		d.Sees(s)
	}
	d.Typed("rel")
	d.Sees("Release of information")
	d.Misses("Record retention")
	d.Key(fyne.KeyDown)
	d.Key(fyne.KeyReturn)
	if opened != "Relapse" || d.shell.overlay != nil {
		t.Errorf("opened %q, overlay %v", opened, d.shell.overlay)
	}
	d.Ctrl(fyne.KeyK)
	d.Typed(" set")
	d.Key(fyne.KeyReturn)
	d.Sees("this is Settings")
	d.Ctrl(fyne.KeyK)
	d.Typed("rel")
	d.Key(fyne.KeyUp) // round to the last
	d.Key(fyne.KeyReturn)
	if opened != "Relapse" {
		t.Errorf("opened %q", opened)
	}
	d.Ctrl(fyne.KeyK)
	d.Typed("zzz")
	d.Sees("Nothing is called that.")
	d.Key(fyne.KeyReturn)
	d.Key(fyne.KeyDown)
	d.Sees("Nothing is called that.")
	d.Key(fyne.KeyEscape)
	d.Misses("Nothing is called that.")
	d.Sees("this is Settings")
}

func TestTheFinderListsAFewAndScreensOpenFromIt(t *testing.T) {
	d := newDesk(t, RunNow)
	for range 50 {
		d.pages[2].found = append(d.pages[2].found, Found{Title: "found " + strings.Repeat("x", 3), Open: func() {}})
	}
	d.Ctrl(fyne.KeyK)
	d.Typed("found")
	n := 0
	for _, s := range d.texts() {
		if s == "found xxx" {
			n++
		}
	}
	if n != foundLimit {
		t.Errorf("%d are listed", n)
	}
	d.Ctrl(fyne.Key4) // opening a screen closes it
	if d.shell.overlay != nil {
		t.Error("the finder stays over another screen")
	}
	d.Sees("this is Settings")
}

func TestAskDoesItOnlyOnEnter(t *testing.T) {
	d := newDesk(t, RunNow)
	done := 0
	ask := func() { d.shell.Ask("Remove Unit 4?", "Your answers are kept.", "Remove", func() { done++ }) }
	ask()
	d.Sees("Your answers are kept.")
	d.Key(fyne.KeyEscape)
	ask()
	d.Tap("Cancel")
	ask()
	d.Key(fyne.KeyDelete)
	if done != 0 {
		t.Fatal("done without Enter")
	}
	d.Key(fyne.KeyReturn)
	ask()
	d.Tap("Remove")
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
	d.Key(fyne.KeyEnd)
	d.Typed(" and new ")
	d.Sees("Ctrl Enter")
	d.Ctrl(fyne.KeyReturn)
	ask()
	d.Tap("Save note")
	ask()
	d.Typed("x")
	d.Key(fyne.KeyEscape)
	if want := []string{"old and new", "old"}; !slices.Equal(saved, want) || d.shell.overlay != nil {
		t.Errorf("saved %q, not %q", saved, want)
	}
}

func TestAScreenIsTypedIntoOnceItIsOnShow(t *testing.T) {
	d := newDesk(t, RunNow)
	d.Ctrl(fyne.Key2)
	if n := d.pages[1].focused; n != 1 {
		t.Errorf("told %d times", n)
	}
	d.Ctrl(fyne.KeyK)
	d.Key(fyne.KeyEscape)
	if n := d.pages[1].focused; n != 2 {
		t.Errorf("after the finder told %d times", n)
	}
}
