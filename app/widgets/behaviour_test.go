package widgets_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"chartroom/app/theme"
	"chartroom/app/uitest"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

// show puts o into a window of the app's theme.
func show(t *testing.T, o fyne.CanvasObject) fyne.Window {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.New(theme.Options{Variant: theme.Light}))
	w := app.NewWindow("test")
	w.SetPadded(false)
	w.SetContent(o)
	w.Resize(fyne.NewSize(960, 640))
	uitest.Layout(w)
	return w
}

func TestButtonPressesByMouseAndKey(t *testing.T) {
	pressed, keys := 0, []fyne.KeyName{}
	b := widgets.PrimaryButton("Start", func() { pressed++ })
	w := show(t, widgets.Column(8, b, widgets.NewEntry("x", nil)))
	w.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { keys = append(keys, e.Name) })

	uitest.Tap(t, w, "Start")
	if pressed != 1 || w.Canvas().Focused() != nil {
		t.Fatalf("pressed %d times, focus on %q", pressed, uitest.Focused(w))
	}
	uitest.Key(w, fyne.KeyTab)
	if uitest.Focused(w) != "Start" {
		t.Fatalf("Tab leads to %q", uitest.Focused(w))
	}
	uitest.Key(w, fyne.KeySpace)
	uitest.Key(w, fyne.KeyReturn)
	uitest.Type(w, ' ')
	if pressed != 4 {
		t.Errorf("pressed %d times, want 4", pressed)
	}
	uitest.Key(w, fyne.Key3)
	if !slices.Equal(keys, []fyne.KeyName{fyne.Key3}) {
		t.Errorf("the screen got %v, want the key 3 only", keys)
	}
	b.SetEnabled(false)
	uitest.Key(w, fyne.KeySpace)
	if pressed != 4 || uitest.CanTap(w, "Start") {
		t.Error("a disabled button can be pressed")
	}
}

func TestClickingTakesTheFocusFromAnEntry(t *testing.T) {
	e := widgets.NewEntry("answer", nil)
	w := show(t, widgets.Column(8, e, widgets.SecondaryButton("Flag", func() {})))
	w.Canvas().Focus(e)
	uitest.Tap(t, w, "Flag")
	if w.Canvas().Focused() != nil {
		t.Error("the entry still has the focus")
	}
}

func TestEntryLetsTheScreenKeepItsKeys(t *testing.T) {
	var got []string
	e := widgets.SearchEntry("find", func(s string) { got = append(got, "changed "+s) })
	e.OnEscape = func() { got = append(got, "esc") }
	e.OnDown = func() { got = append(got, "down") }
	e.OnUp = func() { got = append(got, "up") }
	e.OnEnter = func(s string) { got = append(got, "enter "+s) }
	w := show(t, e)
	w.Canvas().AddShortcut(&desktop.CustomShortcut{KeyName: fyne.Key1, Modifier: fyne.KeyModifierControl}, func(fyne.Shortcut) { got = append(got, "ctrl 1") })
	w.Canvas().Focus(e)
	uitest.TypeString(w, "ab")
	for _, k := range []fyne.KeyName{fyne.KeyDown, fyne.KeyUp, fyne.KeyReturn, fyne.KeyEscape} {
		uitest.Key(w, k)
	}
	uitest.Shortcut(w, fyne.Key1, fyne.KeyModifierControl)
	e.Set("silent")
	want := []string{"changed a", "changed ab", "down", "up", "enter ab", "esc", "ctrl 1"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestOptionRow(t *testing.T) {
	chosen, struck := 0, 0
	o := widgets.NewOptionRow(2, "2 <b>May</b>", quiz.HTML, false, func() { chosen++ }, func() { struck++ })
	w := show(t, widgets.Column(8, o))
	uitest.Tap(t, w, "2 May")
	uitest.Tap(t, w, "C")
	uitest.TapSecondary(t, w, "2 May")
	if chosen != 2 || struck != 1 {
		t.Errorf("chosen %d times, struck %d times", chosen, struck)
	}
	before := o.HeightFor(600)
	o.SetState(widgets.OptionChosen)
	if o.HeightFor(600) != before {
		t.Error("choosing moves the layout")
	}
	o.SetState(widgets.OptionChosenWrong)
	o.Explain("30 days, and one extension.", quiz.Plain, "sure")
	for _, want := range []string{"your answer · wrong · sure", "30 days, and one extension."} {
		if !uitest.HasText(w, want) {
			t.Errorf("%q is missing from %q", want, uitest.Texts(w))
		}
	}
	if uitest.CanTap(w, "2 May") {
		t.Error("a marked option can be chosen")
	}
}

func TestGradeBar(t *testing.T) {
	var got []int
	g := widgets.GradeBar(func(n int) { got = append(got, n) })
	g.SetIntervals([4]string{"in 10 minutes", "in 4 days", "in 9 days", "in 21 days"})
	w := show(t, widgets.Column(8, g))
	for _, s := range []string{"Again", "in 4 days", "Good", "4"} {
		uitest.Tap(t, w, s)
	}
	if !slices.Equal(got, []int{1, 2, 3, 4}) {
		t.Errorf("got %v", got)
	}
}

func TestTheFrontOfACardDoesNotMove(t *testing.T) {
	f := widgets.FlipCard()
	f.Set(widgets.Face{Front: "thromb/o", Back: "clot", Example: "thrombocytopenia"}, false)
	w := show(t, widgets.Page(nil, widgets.Card(f), nil))
	at := func() fyne.Position {
		o, _ := uitest.Find(w, "thromb/o")
		return fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
	}
	before := at()
	if uitest.HasText(w, "clot") {
		t.Fatal("the back is shown before its time")
	}
	f.Reveal(true)
	uitest.Layout(w)
	if !uitest.HasText(w, "clot") || at() != before {
		t.Errorf("shown %v; the front was at %v and is at %v", uitest.Texts(w), before, at())
	}
}

func TestSegmentsStepperAndCheck(t *testing.T) {
	var got []any
	s := widgets.Segmented([]string{"guess", "think so", "sure"}, -1, func(i int) { got = append(got, i) })
	n := widgets.Stepper(35, 5, 45, 5, "minutes", func(v int) { got = append(got, v) })
	c := widgets.CheckRow("Say it", "when shown", false, func(on bool) { got = append(got, on) })
	w := show(t, widgets.Column(8, s, n, c))
	uitest.Tap(t, w, "sure")
	uitest.Tap(t, w, "sure")
	uitest.Tap(t, w, "more")
	uitest.Tap(t, w, "more")
	if uitest.CanTap(w, "more") {
		t.Error("the number can be raised above its limit")
	}
	uitest.Tap(t, w, "when shown")
	s.Set(0)
	n.Set(10)
	c.Set(false)
	if want := []any{2, 40, 45, true}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if s.Selected() != 0 || n.Value() != 10 || c.On() {
		t.Error("Set does not set")
	}
}

func TestTypedAnswerAndCloze(t *testing.T) {
	var got []string
	a := widgets.TypedAnswer("a number", func(s string) { got = append(got, s) })
	c := widgets.ClozeView("within {{1}} days, {{2}}.", quiz.Plain, []quiz.Gap{{Kind: quiz.Number}, {Kind: quiz.Text}}, nil, func() { got = append(got, "submit") })
	w := show(t, widgets.Column(8, a, c))
	a.Focus()
	uitest.TypeString(w, "90.0")
	uitest.Key(w, fyne.KeyReturn)
	a.Mark(widgets.VerdictRight, "90.0 %")
	if uitest.CanTap(w, "Answer") || !uitest.HasText(w, "right · 90.0 %") {
		t.Errorf("after marking: %q", uitest.Texts(w))
	}
	c.Focus()
	uitest.TypeString(w, "30")
	uitest.Key(w, fyne.KeyReturn)
	uitest.TypeString(w, "once")
	uitest.Key(w, fyne.KeyReturn)
	if want := []string{"90.0", "submit"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if want := []string{"30", "once"}; !slices.Equal(c.Answers(), want) {
		t.Errorf("answers %q, want %q", c.Answers(), want)
	}
}

func TestToastHasItsRoomAlways(t *testing.T) {
	undone := false
	toast := widgets.NewToast()
	w := show(t, widgets.Column(8, toast))
	before := toast.MinSize()
	toast.Say("Suspended.", theme.ColorAccent, "Undo", func() { undone = true })
	if toast.MinSize() != before {
		t.Error("a message moves the layout")
	}
	uitest.Tap(t, w, "Undo")
	toast.Clear()
	if !undone || uitest.HasText(w, "Suspended") || uitest.HasText(w, "Undo") {
		t.Errorf("undone %v, texts %q", undone, uitest.Texts(w))
	}
}

func TestRailItemSaysItsBadge(t *testing.T) {
	gone := false
	r := widgets.NewRailItem(theme.IconReview, "Review", func() { gone = true })
	r.SetBadge(42)
	w := show(t, widgets.Column(8, r))
	uitest.Tap(t, w, "Review")
	if !gone || !slices.Equal(uitest.Texts(w), []string{"Review", "42"}) {
		t.Errorf("%v %q", gone, uitest.Texts(w))
	}
}

func TestRowsInAListCanBeTappedByTheirWords(t *testing.T) {
	names := []string{"Anemia", "Anoxia", "Ataxia"}
	l := widget.NewList(func() int { return len(names) }, func() fyne.CanvasObject { return widgets.NewListRow(0, 1) },
		func(i widget.ListItemID, o fyne.CanvasObject) {
			o.(*widgets.ListRow).Set(widgets.RowItem{Title: names[i]})
		})
	picked := -1
	l.OnSelected = func(i widget.ListItemID) { picked = i }
	w := show(t, l)
	uitest.Tap(t, w, "Anoxia")
	if picked != 1 {
		t.Errorf("picked %d", picked)
	}
}

func TestAPageScrollsWhatDoesNotFit(t *testing.T) {
	var parts []fyne.CanvasObject
	for range 60 {
		parts = append(parts, widgets.Body("A line that is long enough to be wrapped when the window is as narrow as the smallest one that is allowed, which this is."))
	}
	p := widgets.Page(widgets.Display("Top"), widgets.Column(8, parts...), widgets.SecondaryButton("Foot", nil))
	w := show(t, p)
	if got := w.Canvas().Size(); got != fyne.NewSize(960, 640) {
		t.Errorf("the window grew to %v", got)
	}
	p.ScrollBy(100)
	p.ScrollBy(-40)
	p.ScrollBy(1e6)
	p.ScrollToTop()
}

func TestQuestionMapGoesWhereOneClicks(t *testing.T) {
	to := -1
	m := widgets.NewQuestionMap(func(i int) { to = i })
	m.Set([]widgets.MapCell{{Answered: true}, {Flagged: true}, {}}, 2)
	w := show(t, widgets.Column(8, m))
	test.TapAt(m, fyne.NewPos(30, 8))
	if to != 1 || !uitest.HasText(w, "answered 1 · flagged 1") {
		t.Errorf("went to %d; %q", to, uitest.Texts(w))
	}
	m.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(30, 8)}})
	if !uitest.HasText(w, "Question 2: open, flagged") {
		t.Errorf("%q", uitest.Texts(w))
	}
}
