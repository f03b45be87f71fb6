package main

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"chartroom/app/actions/actionstest"
	"chartroom/app/uitest"
	"chartroom/app/widgets"
	"chartroom/content/pack"
	"chartroom/quiz"
)

// kindsBank has a question of every kind that is marked; of words to build, one
// that is put together and one that is taken apart.
func kindsBank(t *testing.T) quiz.Bank {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewRGBA(image.Rect(0, 0, 400, 200))); err != nil {
		t.Fatal(err)
	}
	form := quiz.NewMedia("form.png", b.Bytes())
	one := func(s string) []quiz.Option { return []quiz.Option{{Text: s, Fraction: 1}} }
	days := quiz.Option{Text: "30", Value: 30, Fraction: 1}
	hepat := []quiz.Part{{Role: quiz.Root, Form: "hepat", Meaning: "liver"}, {Role: quiz.Vowel, Form: "o"}, {Role: quiz.Suffix, Form: "megaly", Meaning: "enlargement"}}
	bank := quiz.Bank{ID: "every-kind", Name: "Every kind", Media: []quiz.Media{form}, Questions: []quiz.Question{
		{Key: "choice", Kind: quiz.Choice, Stem: "Who stays overnight?", Options: []quiz.Option{{Text: "inpatient", Fraction: 1}, {Text: "outpatient"}, {Text: "visitor"}}},
		{Key: "several", Kind: quiz.Choice, Multiple: true, Stem: "Which two are code sets?",
			Options: []quiz.Option{{Text: "HCPCS", Fraction: .5}, {Text: "ICD-10-CM", Fraction: .5}, {Text: "HIPAA", Fraction: -.5}}},
		{Key: "truefalse", Kind: quiz.TrueFalse, Stem: "A census counts patients.", Options: []quiz.Option{{Text: "True", Fraction: 1}, {Text: "False"}}},
		{Key: "text", Kind: quiz.Text, Stem: "What lists all patients of a hospital?", Options: one("mpi")},
		{Key: "number", Kind: quiz.Number, Stem: "Of 40 charts 3 lack a signature. How many per cent?", Options: []quiz.Option{{Text: "7.5", Value: 7.5, Tolerance: .1, Fraction: 1}}},
		{Key: "cloze", Kind: quiz.Cloze, Stem: "Access is given within {{1}} days, in {{2}}.", Gaps: []quiz.Gap{{Kind: quiz.Number, Weight: 1, Options: []quiz.Option{days}},
			{Kind: quiz.Choice, Weight: 1, Options: []quiz.Option{{Text: "speech"}, {Text: "writing", Fraction: 1}}}}},
		{Key: "build", Kind: quiz.Build, Stem: "enlargement of the liver", Parts: hepat, Options: []quiz.Option{{Text: "nephr", Feedback: "kidney"}}},
		{Key: "cut", Kind: quiz.Build, Stem: "hepatomegaly", Parts: hepat},
		{Key: "match", Kind: quiz.Match, Stem: "What belongs to what?", Options: []quiz.Option{{Text: "I10", Partner: "hypertension", Fraction: 1},
			{Text: "E11.9", Partner: "diabetes", Fraction: 1}, {Partner: "asthma", Fraction: 1}}},
		{Key: "order", Kind: quiz.Order, Stem: "In which order?", Options: []quiz.Option{{Text: "Log the request", Fraction: 1}, {Text: "Check the signature", Fraction: 1}, {Text: "Send the copies", Fraction: 1}}},
		{Key: "code", Kind: quiz.Code, Stem: "Diabetes of type 2 with hyperglycemia?", Options: one("E11.65"), Tags: []string{"code:icd10cm-2026"}},
		{Key: "table", Kind: quiz.Table, Markup: quiz.HTML, Stem: "<p>Fill it.</p><table><tr><td>weeks</td><td>{{1}}</td></tr><tr><td>days</td><td>{{2}}</td></tr></table>",
			Gaps: []quiz.Gap{{Kind: quiz.Text, Weight: 1, Options: one("four")}, {Kind: quiz.Number, Weight: 1, Options: []quiz.Option{days}}}},
		{Key: "hotspot", Kind: quiz.Hotspot, Stem: "Where is box 69?", Picture: &quiz.Picture{Media: form.Ref(), Alt: "A claim form.",
			Regions: []quiz.Region{{Label: "box 69", X: .6, Y: .6, W: .2, H: .2}}}},
		{Key: "drill", Kind: quiz.Drill, Stem: "How many days are {n} weeks?", Drill: &quiz.DrillRule{Formula: "n*7", Vars: []quiz.DrillVar{{Name: "n", Min: 2, Max: 90}}}},
	}}
	for i := range bank.Questions {
		q := &bank.Questions[i]
		q.Bank, q.ID, q.Name = bank.ID, quiz.NewQuestionID(bank.ID, q.Key), q.Key
		if q.Markup == "" {
			q.Markup = quiz.Plain
		}
	}
	return bank
}

// kindsRecipe is the learner's own name for practising the bank.
const kindsRecipe = "My fourteen"

// bringKinds brings the bank into the window's folder by the terminal, and sets
// the learner up, so that the window opens without its first questions.
func bringKinds(r *real, bank quiz.Bank) {
	r.t.Helper()
	var b bytes.Buffer
	p := pack.Pack{Manifest: pack.Manifest{Name: bank.Name, Created: "2026-11-22"}, Banks: []quiz.Bank{bank}}
	path := filepath.Join(r.t.TempDir(), "kinds.chartroom")
	if err := pack.Write(context.Background(), &b, p, nil, nil); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		r.t.Fatal(err)
	}
	r.run(r.bin, "import", "--data", r.data, path)
	profile := actionstest.In(r.t, r.data)
	defer profile.Store.Close()
	profile.Clock.Set(time.Now())
	profile.Must(prepare(context.Background(), profile.Act))
	profile.Set(quiz.SettingZone, "America/New_York", quiz.SettingExam, "rhit", quiz.SettingExamDate, "2099-01-18")
	_, err := profile.Act.SaveRecipe(context.Background(), quiz.Recipe{Name: kindsRecipe, Mode: quiz.ModeStudy, Banks: []quiz.BankID{bank.ID}, Count: len(bank.Questions)})
	profile.Must(err)
}

// twin is a real window and a window without a display on a copy of its file,
// which lays out alike. What is done with the mouse is done in both; the copy
// knows where things are.
type twin struct {
	*real
	d *desk
}

// pair copies the file as it is now and opens the copy.
func (w *twin) pair() {
	w.t.Helper()
	if w.d != nil {
		w.d.close()
	}
	dir := w.t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(w.data)); err != nil {
		w.t.Fatal(err)
	}
	w.d = &desk{Profile: actionstest.In(w.t, dir), t: w.t}
	w.d.Clock.Set(time.Now())
	w.d.open()
	w.d.Ctrl(fyne.Key3)
	uitest.Layout(w.d.Window)
}

// within are the visible objects of a type in an object, itself too, in the
// order of drawing.
func within[T any](o fyne.CanvasObject) (all []T) {
	if !o.Visible() {
		return nil
	}
	if x, ok := o.(T); ok {
		all = append(all, x)
	}
	var inner []fyne.CanvasObject
	switch o := o.(type) {
	case *fyne.Container:
		inner = o.Objects
	case fyne.Widget:
		inner = test.WidgetRenderer(o).Objects()
	}
	for _, c := range inner {
		all = append(all, within[T](c)...)
	}
	return all
}

// shown are the visible objects of a type in the copy's window.
func shown[T any](w *twin) []T { return within[T](w.d.Canvas().Content()) }

// upperLeft is where an object begins in its window.
func upperLeft(o fyne.CanvasObject) fyne.Position {
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
}

// middle is where to click on an object.
func middle(o fyne.CanvasObject) fyne.Position {
	return upperLeft(o).AddXY(o.Size().Width/2, o.Size().Height/2)
}

// find is the object of the copy that says the words.
func (w *twin) find(words string) fyne.CanvasObject {
	w.t.Helper()
	o, _ := uitest.Find(w.d.Window, words)
	if o == nil {
		w.t.Fatalf("%q is nowhere in %q", words, uitest.Texts(w.d.Window))
	}
	return o
}

// at clicks at a place of both windows.
func (w *twin) at(p fyne.Position) {
	w.t.Helper()
	w.click(int(p.X), int(p.Y))
	test.TapCanvas(w.d.Canvas(), p)
	uitest.Layout(w.d.Window)
}

// press clicks what says each of the words, one after the other.
func (w *twin) press(words ...string) {
	w.t.Helper()
	for _, s := range words {
		w.at(middle(w.find(s)))
	}
}

// write clicks into a field and types.
func (w *twin) write(field fyne.CanvasObject, s string) {
	w.t.Helper()
	w.at(middle(field))
	w.typed(s)
	uitest.TypeString(w.d.Window, s)
	uitest.Layout(w.d.Window)
}

// pull drags in both windows what says the words to another place.
func (w *twin) pull(words string, to fyne.Position) {
	w.t.Helper()
	o, above := uitest.Find(w.d.Window, words)
	var dragged fyne.Draggable // the nearest; the page can be dragged, too
	for _, a := range append(above, o) {
		if d, ok := a.(fyne.Draggable); ok {
			dragged = d
		}
	}
	if dragged == nil {
		w.t.Fatalf("%q cannot be dragged", words)
	}
	from := middle(o)
	w.drag(from, to)
	start := upperLeft(dragged.(fyne.CanvasObject))
	for _, step := range []struct{ before, now fyne.Position }{{from, from.AddXY(0, 4)}, {from.AddXY(0, 4), to}} {
		by := step.now.Subtract(step.before)
		dragged.Dragged(&fyne.DragEvent{Dragged: fyne.Delta{DX: by.X, DY: by.Y},
			PointEvent: fyne.PointEvent{AbsolutePosition: step.now, Position: step.now.Subtract(start)}})
	}
	dragged.DragEnd()
	uitest.Layout(w.d.Window)
}

// drag pulls the mouse from one place of the real window to another, in steps
// as a hand does.
func (r *real) drag(from, to fyne.Position) {
	r.t.Helper()
	place := func(p fyne.Position) []string {
		return []string{"mousemove", "--sync", strconv.Itoa(r.x + int(p.X)), strconv.Itoa(r.y + int(p.Y)), "sleep", "0.05"}
	}
	args := append(place(from), "mousedown", "1")
	args = append(args, place(from.AddXY(0, 4))...)
	for i := range 4 {
		share := float32(i+1) / 4
		args = append(args, place(from.AddXY((to.X-from.X)*share, (to.Y-from.Y)*share))...)
	}
	r.run("xdotool", append(args, "mouseup", "1")...)
	r.settle()
}

// forward clicks what goes on, and waits until the foot of the real window
// says something else.
func (w *twin) forward(words string) {
	w.t.Helper()
	p := middle(w.find(words))
	w.run("xdotool", "mousemove", "--sync", strconv.Itoa(w.x+int(p.X)), strconv.Itoa(w.y+int(p.Y)))
	w.settle()
	foot := func() string {
		return w.run("bash", "-c", "import -window "+w.id+" -crop 1280x200+0+600 rgb:- | sha256sum")
	}
	before := foot()
	w.run("xdotool", "click", "1") // a pointer that is there already never arrives
	test.TapCanvas(w.d.Canvas(), p)
	uitest.Layout(w.d.Window)
	for deadline := time.Now().Add(15 * time.Second); foot() == before; w.settle() {
		if time.Now().After(deadline) {
			w.t.Fatalf("a click on %q changed nothing", words)
		}
	}
}

// answer answers a question right with the mouse, and the keyboard only where a
// field was clicked into.
func (w *twin) answer(q *quiz.Question) {
	w.t.Helper()
	switch q.Kind {
	case quiz.Choice, quiz.TrueFalse:
		for _, o := range q.Options {
			if o.Fraction > 0 {
				w.press(o.Text)
			}
		}
	case quiz.Text, quiz.Number, quiz.Code, quiz.Drill:
		w.write(shown[*widgets.Entry](w)[0], q.Options[0].Text)
	case quiz.Cloze:
		w.write(shown[*widgets.Entry](w)[0], "30")
		w.at(middle(shown[*widgets.Drop](w)[0]))
		w.press("writing")
	case quiz.Table:
		for i, g := range q.Gaps {
			w.write(shown[*widgets.Entry](w)[i], g.Options[0].Text)
		}
	case quiz.Build:
		if q.TakesApart() {
			w.cut(q.Parts)
			return
		}
		for _, p := range q.Parts {
			w.press(p.Form)
		}
	case quiz.Match:
		w.pull(q.Options[1].Partner, middle(w.find(q.Options[1].Text)))
		w.press(q.Options[0].Text, q.Options[0].Partner)
	case quiz.Order:
		w.sort(q.Options)
	case quiz.Hotspot:
		images := within[*canvas.Image](shown[*widgets.Pointing](w)[0])
		r := q.Picture.Regions[q.Picture.Asked]
		w.at(upperLeft(images[0]).AddXY(images[0].Size().Width*float32(r.X+r.W/2), images[0].Size().Height*float32(r.Y+r.H/2)))
	default:
		w.t.Fatalf("a question of kind %s is not answered here", q.Kind)
	}
}

// cut clicks between the letters where a piece begins.
func (w *twin) cut(parts []quiz.Part) {
	w.t.Helper()
	letter := 0
	for _, p := range parts[:len(parts)-1] {
		letter += len(p.Form)
		cutter := shown[*widgets.Cutter](w)[0]
		letters := within[*canvas.Text](cutter)
		left, right := upperLeft(letters[letter-1]).X+letters[letter-1].Size().Width, upperLeft(letters[letter]).X
		w.at(fyne.NewPos((left+right)/2, middle(cutter).Y))
	}
}

// sort drags each row to its place. Rows that stand right at once are moved and
// moved back, for an order that was not touched is no answer.
func (w *twin) sort(rows []quiz.Option) {
	w.t.Helper()
	moved := false
	place := func(n int) fyne.Position {
		var all []fyne.Position
		for _, o := range rows {
			all = append(all, middle(w.find(o.Text)))
		}
		slices.SortFunc(all, func(a, b fyne.Position) int { return int(a.Y - b.Y) })
		return all[n]
	}
	for i, o := range rows {
		if to := place(i); middle(w.find(o.Text)) != to {
			w.pull(o.Text, fyne.NewPos(middle(w.find(o.Text)).X, to.Y))
			moved = true
		}
	}
	if !moved {
		w.pull(rows[0].Text, place(1))
		w.pull(rows[0].Text, place(0))
	}
}

// Every kind of question is answered and handed in with the mouse, and every
// answer is on disk with its full mark.
func TestRealWindowKinds(t *testing.T) {
	w := &twin{real: newReal(t)}
	bank := kindsBank(t)
	bringKinds(w.real, bank)
	w.pair()
	t.Cleanup(func() { w.d.close() })
	w.start()
	w.click(railX, railPracticeY)
	w.look("kinds-practice")
	row := middle(w.find(kindsRecipe))
	for _, b := range shown[*widgets.Button](w) {
		if p := middle(b); b.Words()[0] == "Start" && max(p.Y-row.Y, row.Y-p.Y) < b.Size().Height {
			w.click(int(p.X), int(p.Y)) // the copy does not draw the same questions
		}
	}
	w.look("kinds-begun")
	w.pair()
	w.d.Tap("Go on")
	session := w.open()
	for i, place := range session.Queue {
		at := slices.IndexFunc(bank.Questions, func(q quiz.Question) bool { return q.ID == place.Question })
		if at < 0 {
			t.Fatalf("place %d asks what is not in the bank", i+1)
		}
		q, err := quiz.Instance(bank.Questions[at], place.Seed)
		if err != nil {
			t.Fatal(err)
		}
		uitest.Layout(w.d.Window)
		w.answer(&q)
		w.forward("Answer")
		if w.look("kinds-" + q.Key); len(w.d.Attempts(q.ID)) != 1 {
			t.Fatalf("%s: the clicks do not answer it", q.Key)
		}
		if i+1 < len(session.Queue) {
			w.forward("Next question")
		}
	}
	w.real.close()
	profile := actionstest.In(t, w.data)
	for _, q := range bank.Questions {
		if all := profile.Attempts(q.ID); len(all) != 1 || !all[0].Marked || all[0].Mark != 1 {
			t.Errorf("%s, %s: on disk is %+v", q.Key, q.Kind, all)
		}
	}
}

// open is the session that the copy goes on with.
func (w *twin) open() quiz.Session {
	w.t.Helper()
	r := w.d.Act.Reader()
	heads, err := r.OpenSessions(context.Background())
	if err != nil || len(heads) != 1 || heads[0].Places != len(kindsBank(w.t).Questions) {
		w.t.Fatalf("open is %+v, %v", heads, err)
	}
	session, err := r.Session(context.Background(), heads[0].ID)
	w.d.Must(err)
	return session
}
