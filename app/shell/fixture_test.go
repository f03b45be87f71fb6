package shell

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"chartroom/app/actions"
	"chartroom/app/learner"
	"chartroom/app/theme"
	"chartroom/app/uitest"
	"chartroom/app/widgets"
	"chartroom/quiz"
	"chartroom/storage"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// page is a screen that tells what happened to it.
type page struct {
	name    string
	keys    []Key
	changes []actions.Change
	built   int
	left    int
	opened  any
	refuse  error
	focused int
	badge   int
	found   []Found
}

func (p *page) Name() string         { return p.name }
func (p *page) Icon() theme.IconName { return theme.IconReview }
func (p *page) Build() fyne.CanvasObject {
	p.built++
	return widgets.Body("this is " + p.name)
}
func (p *page) Keys() []Key              { return p.keys }
func (p *page) Changed(c actions.Change) { p.changes = append(p.changes, c) }
func (p *page) Open(arg any) error       { p.opened = arg; return p.refuse }
func (p *page) Leave()                   { p.left++ }
func (p *page) Focus()                   { p.focused++ }
func (p *page) Badge() int               { return p.badge }
func (p *page) Find(text string) []Found {
	var out []Found
	for _, f := range p.found {
		if strings.Contains(strings.ToLower(f.Title), strings.ToLower(text)) {
			out = append(out, f)
		}
	}
	return out
}

// held runs a job only when told to, so that a test can look in between.
type held struct {
	ctx  context.Context
	job  Job
	show func(done, total int)
	then func(error)
}

func (h *held) run(ctx context.Context, job Job, show func(done, total int), then func(error)) {
	*h = held{ctx, job, show, then}
}

func (h *held) end() { h.then(h.job(h.ctx, h.show)) }

type desk struct {
	t        *testing.T
	w        fyne.Window
	shell    *Shell
	act      *actions.Actions
	store    *storage.Store
	clock    *learner.Clock
	pages    []*page
	question quiz.QuestionID
}

func newDesk(t *testing.T, runner Runner) *desk {
	t.Helper()
	d := &desk{t: t, clock: learner.NewClock(noon)}
	draw := rand.New(rand.NewPCG(3, 3))
	var err error
	d.store, err = storage.Open(filepath.Join(t.TempDir(), "chartroom.db"), storage.Options{Now: noon, Draw: draw})
	must(t, err)
	t.Cleanup(func() { d.store.Close() })
	d.act, err = actions.New(context.Background(), d.store, d.clock.Now, draw)
	must(t, err)
	d.question = quiz.NewQuestionID("b", "1")
	must(t, d.act.Import(quiz.Bank{ID: "b", Name: "B", Questions: []quiz.Question{{ID: d.question, Bank: "b", Key: "1", Kind: quiz.Flip,
		Stem: "front", Options: []quiz.Option{{Text: "back"}}}}}).Run(context.Background(), nil))
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{}))
	d.w = test.NewTempWindow(t, widgets.Body(""))
	d.w.SetTitle("Chartroom")
	d.w.SetPadded(false)
	d.w.Resize(fyne.NewSize(1280, 800))
	d.shell = New(d.w, d.act, runner)
	t.Cleanup(d.shell.Close)
	for _, name := range []string{"Today", "Review", "Library", "Settings"} {
		p := &page{name: name}
		d.pages = append(d.pages, p)
		d.shell.Add(p)
	}
	d.shell.Show()
	d.w.Resize(fyne.NewSize(1280, 800))
	uitest.Layout(d.w)
	return d
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (d *desk) sees(text string) {
	d.t.Helper()
	if !uitest.HasText(d.w, text) {
		d.t.Errorf("%q is not on the screen; there is:\n%s", text, strings.Join(uitest.Texts(d.w), "\n"))
	}
}

func (d *desk) misses(text string) {
	d.t.Helper()
	if uitest.HasText(d.w, text) {
		d.t.Errorf("%q is on the screen", text)
	}
}

func (d *desk) ctrl(k fyne.KeyName) { uitest.Shortcut(d.w, k, fyne.KeyModifierShortcutDefault) }

// flag does something that can be undone, and says whether it was done.
func (d *desk) flag(on bool) bool {
	d.clock.Pass(time.Second)
	return d.shell.Do(func() (actions.Done, error) { return d.act.Flag(context.Background(), d.question, on) })
}

func (d *desk) flagged() bool {
	d.t.Helper()
	s, err := d.act.StateOf(context.Background(), d.question)
	must(d.t, err)
	return s.Flag
}

// place is where the stage is and how large.
func (d *desk) place() string {
	uitest.Layout(d.w)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(d.shell.stage)
	return fmt.Sprint(at, d.shell.stage.Size(), d.shell.status.object.Size(), d.w.Canvas().Size())
}

func (p *page) last() actions.Change { return p.changes[len(p.changes)-1] }

var errFull = errors.New("save the answer: the disk is full")

func (d *desk) texts() []string { return slices.Clone(uitest.Texts(d.w)) }
