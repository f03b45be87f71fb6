package widgets_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"chartroom/app/theme"
	"chartroom/app/uitest"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

// onScreen puts an answer into a window and gives it the keys.
func onScreen(t *testing.T, o fyne.CanvasObject) *uitest.Window {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{}))
	w := test.NewTempWindow(t, o)
	w.Resize(fyne.NewSize(800, 700))
	uitest.Layout(w)
	if f, ok := o.(interface{ Focus() }); ok {
		f.Focus()
	}
	return uitest.Drive(t, w, nil)
}

func TestMatchingByKeys(t *testing.T) {
	rows, partners := pairs()
	handed := 0
	m := widgets.MatchingOf(rows, quiz.HTML, partners, nil, func() { handed++ })
	told := 0
	m.OnChanged = func() { told++ }
	w := onScreen(t, m)
	expect := func(want ...string) {
		t.Helper()
		if got := m.Answers(); !slices.Equal(got, want) {
			t.Errorf("answers %q; want %q", got, want)
		}
	}
	w.Typed("b")
	expect(partners[1], "", "")
	w.Typed("1") // the cursor went on to the next open row
	expect(partners[1], partners[0], "")
	w.Key(fyne.KeyUp, fyne.KeyUp)
	w.Key(fyne.KeyBackspace)
	expect("", partners[0], "")
	w.Key(fyne.KeyRight)
	expect(partners[0], partners[0], "")
	w.Key(fyne.KeyLeft)
	expect(partners[3], partners[0], "")
	w.Key(fyne.KeyEnd)
	w.Typed("z") // no such partner
	expect(partners[3], partners[0], "")
	w.Typed("C")
	expect(partners[3], partners[0], partners[2])
	if told != 6 || handed != 0 {
		t.Errorf("%d changes told, %d handed in", told, handed)
	}
	w.Key(fyne.KeyReturn)
	if handed != 1 {
		t.Error("Enter does not hand in")
	}
	m.Mark(0, widgets.VerdictWrong, partners[1])
	m.Mark(1, widgets.VerdictRight, "")
	w.Typed("a")
	expect(partners[3], partners[0], partners[2])
	w.Sees("wrong", "right: "+partners[1])
}

func TestMatchingByMouse(t *testing.T) {
	rows, partners := pairs()
	m := widgets.MatchingOf(rows, quiz.HTML, partners, nil, func() {})
	w := onScreen(t, m)
	w.Tap("I10")
	w.Tap("Essential hypertension")
	button, above := uitest.Find(w, "Gout")
	dragged := slices.IndexFunc(above, func(o fyne.CanvasObject) bool { _, ok := o.(fyne.Draggable); return ok })
	if button == nil || dragged < 0 {
		t.Fatal("Gout cannot be dragged")
	}
	row, _ := uitest.Find(w, "E11.9")
	to := fyne.CurrentApp().Driver().AbsolutePositionForObject(row).AddXY(3, 3)
	d := above[dragged].(fyne.Draggable)
	d.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{AbsolutePosition: to}})
	d.DragEnd()
	if got := m.Answers(); !slices.Equal(got, []string{"Gout", "Essential hypertension", ""}) {
		t.Errorf("answers %q", got)
	}
	d.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{AbsolutePosition: fyne.NewPos(-50, -50)}})
	d.DragEnd()
	if got := m.Answers(); !slices.Equal(got, []string{"Gout", "Essential hypertension", ""}) {
		t.Errorf("dropped beside all rows: %q", got)
	}
}

func TestOrderingByKeys(t *testing.T) {
	handed := 0
	o := widgets.OrderingOf([]quiz.Option{{Text: "a"}, {Text: "b"}, {Text: "c"}, {Text: "d"}}, quiz.Plain, []int{3, 2, 1, 0}, nil, func() { handed++ })
	w := onScreen(t, o)
	if o.Answers() != nil {
		t.Error("what was not touched is an answer")
	}
	w.Key(fyne.KeyDown, fyne.KeyUp)
	if o.Answers() != nil {
		t.Error("looking is an answer")
	}
	expect := func(want ...int) {
		t.Helper()
		if got := o.Answers(); !slices.Equal(got, want) {
			t.Errorf("order %v; want %v", got, want)
		}
	}
	w.Key(fyne.KeySpace)
	expect(3, 2, 1, 0)
	w.Key(fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown) // held, to the end and no further
	expect(2, 1, 0, 3)
	w.Key(fyne.KeySpace, fyne.KeyUp)
	uitest.Shortcut(w, fyne.KeyUp, fyne.KeyModifierAlt)
	expect(2, 0, 1, 3)
	uitest.Shortcut(w, fyne.KeyUp, fyne.KeyModifierControl)
	expect(0, 2, 1, 3)
	w.Key(fyne.KeyDown)
	w.Typed("3")
	expect(0, 1, 2, 3)
	w.Typed("9")
	expect(0, 1, 2, 3)
	w.Key(fyne.KeyReturn)
	if handed != 1 {
		t.Error("Enter does not hand in")
	}
	o.Mark(0, widgets.VerdictRight, "")
	w.Typed("4")
	expect(0, 1, 2, 3)
	w.Sees("1 right")
}

func TestOrderingByMouse(t *testing.T) {
	o := widgets.OrderingOf([]quiz.Option{{Text: "a"}, {Text: "b"}, {Text: "c"}}, quiz.Plain, []int{2, 0, 1}, nil, func() {})
	w := onScreen(t, o)
	w.Sees("a")
	bottom := o.HeightFor(o.Size().Width) - 4
	o.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(20, 12)}, Dragged: fyne.NewDelta(0, 2)})
	o.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(20, bottom)}, Dragged: fyne.NewDelta(0, bottom-12)})
	o.DragEnd()
	if got := o.Answers(); !slices.Equal(got, []int{0, 1, 2}) {
		t.Errorf("order %v", got)
	}
}

func hotspot() *quiz.Picture {
	m := quiz.NewMedia("a.png", []byte("a"))
	return &quiz.Picture{Media: m.Ref(), Alt: "A claim form", Regions: []quiz.Region{{Label: "box 21", X: .1, Y: .1, W: .2, H: .2}}}
}

func near(p *quiz.Point, x, y float64) bool {
	return p != nil && max(p.X-x, x-p.X, p.Y-y, y-p.Y) < .005
}

func TestPointingByKeys(t *testing.T) {
	handed, told := 0, 0
	p := widgets.PointingInto(hotspot(), plate(), func() { handed++ })
	p.OnChanged = func() { told++ }
	w := onScreen(t, p)
	w.Key(fyne.KeyRight, fyne.KeyUp)
	if p.Answer() != nil {
		t.Error("moving the cross is an answer")
	}
	w.Key(fyne.KeyReturn)
	if !near(p.Answer(), .51, .49) || handed != 0 {
		t.Errorf("Enter points at %v, %d handed in", p.Answer(), handed)
	}
	p.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	w.Key(fyne.KeyLeft, fyne.KeyDown)
	p.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	w.Key(fyne.KeyLeft)
	w.Key(fyne.KeySpace)
	if !near(p.Answer(), .4, .59) {
		t.Errorf("with Shift: %v", p.Answer())
	}
	w.Key(fyne.KeyReturn)
	if handed != 1 {
		t.Error("Enter on the point does not hand in")
	}
	w.Typed("7")
	w.Key(fyne.KeyReturn)
	if !near(p.Answer(), 1./6, 1./6) {
		t.Errorf("7 points at %v", p.Answer())
	}
	for range 30 {
		w.Key(fyne.KeyLeft)
	}
	w.Key(fyne.KeySpace)
	if !near(p.Answer(), 0, 1./6) {
		t.Errorf("beyond the edge: %v", p.Answer())
	}
	w.Key(fyne.KeyBackspace)
	if p.Answer() != nil || told != 5 {
		t.Errorf("Backspace leaves %v; %d changes told", p.Answer(), told)
	}
}

func TestPointingByMouse(t *testing.T) {
	p := widgets.PointingInto(hotspot(), plate(), func() {})
	w := onScreen(t, p)
	size := p.Size()
	height := p.HeightFor(size.Width)
	p.Tapped(&fyne.PointEvent{Position: fyne.NewPos(size.Width/2, 210)}) // the picture is 420 high, in the middle
	if !near(p.Answer(), .5, .5) {
		t.Errorf("the middle is %v", p.Answer())
	}
	p.Tapped(&fyne.PointEvent{Position: fyne.NewPos(size.Width/2, height-2)}) // its words
	if !near(p.Answer(), .5, .5) {
		t.Error("pointing at the words points into the picture")
	}
	p.Mark(widgets.VerdictWrong)
	p.Tapped(&fyne.PointEvent{Position: fyne.NewPos(size.Width/2, 40)})
	if !near(p.Answer(), .5, .5) {
		t.Error("a marked point moves")
	}
	w.Sees("wrong", "box 21")
	none := widgets.PointingInto(hotspot(), nil, func() {})
	w = onScreen(t, none)
	none.Tapped(&fyne.PointEvent{Position: fyne.NewPos(10, 10)})
	w.Key(fyne.KeyReturn)
	w.Sees("[picture: A claim form]")
	if none.Answer() != nil {
		t.Error("what cannot be seen is pointed at")
	}
}

func TestATableIsFilledByKeys(t *testing.T) {
	number := quiz.Gap{Kind: quiz.Number, Options: []quiz.Option{{Text: "1"}}}
	several := quiz.Gap{Kind: quiz.Choice, Multiple: true, Options: []quiz.Option{{Text: "Medicine"}, {Text: "Surgery"}}}
	handed := 0
	c := widgets.TableView("<table><tr><th>a</th><th>b</th></tr><tr><td>{{1}}</td><td>{{2}}</td></tr><tr><td>{{3}}</td><td>{{4}}</td></tr></table><p>{{5}}</p>",
		quiz.HTML, []quiz.Gap{number, number, number, number, several}, nil, func() { handed++ })
	w := onScreen(t, c)
	w.Typed("11")
	w.Key(fyne.KeyDown)
	w.Typed("21")
	w.Key(fyne.KeyReturn)
	w.Typed("22")
	w.Key(fyne.KeyUp)
	w.Typed("12")
	w.Key(fyne.KeyUp) // there is none above
	w.Key(fyne.KeyDown, fyne.KeyReturn, fyne.KeySpace)
	want := []string{"11", "12", "21", "22", "Medicine"}
	if got := c.Answers(); !slices.Equal(got, want) {
		t.Errorf("cells %q; want %q", got, want)
	}
	c.SetAnswers([]string{"1", "2", "3", "4", "Surgery" + quiz.GapJoin + "Medicine"})
	if got := c.Answers()[4]; got != "Medicine"+quiz.GapJoin+"Surgery" {
		t.Errorf("several: %q", got)
	}
}

func TestCodesAreTypedInCapitals(t *testing.T) {
	got := ""
	c := widgets.CodeAnswer("ICD-10-CM", func(s string) { got = s })
	w := onScreen(t, c)
	w.Typed("e11.65")
	w.Key(fyne.KeyReturn)
	if got != "E11.65" {
		t.Errorf("handed in: %q", got)
	}
}
