package shell

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"chartroom/app/actions"
	"chartroom/app/actions/actionstest"
	"chartroom/app/theme"
	"chartroom/app/uitest"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

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

// desk is a window of pages that tell what happened, on a real file.
type desk struct {
	*actionstest.Profile
	*uitest.Window
	shell    *Shell
	pages    []*page
	question quiz.QuestionID
}

func newDesk(t *testing.T, runner Runner) *desk {
	t.Helper()
	bank := actionstest.Bank(actionstest.Card("front"))
	d := &desk{Profile: actionstest.New(t, bank), question: bank.Questions[0].ID}
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{}))
	w := test.NewTempWindow(t, widgets.Body(""))
	w.SetTitle("Chartroom")
	w.SetPadded(false)
	w.Resize(fyne.NewSize(1280, 800))
	d.Window = uitest.Drive(t, w, nil)
	d.shell = New(w, d.Act, runner)
	t.Cleanup(d.shell.Close)
	for _, name := range []string{"Today", "Review", "Library", "Settings"} {
		p := &page{name: name}
		d.pages = append(d.pages, p)
		d.shell.Add(p)
	}
	d.shell.Show()
	d.Resize(fyne.NewSize(1280, 800))
	uitest.Layout(w)
	return d
}

// flag does something that can be undone, and says whether it was done.
func (d *desk) flag(on bool) bool {
	d.Clock.Pass(time.Second)
	return d.shell.Do(func() (actions.Done, error) { return d.Act.Flag(context.Background(), d.question, on) })
}

func (d *desk) flagged() bool {
	s, err := d.Act.StateOf(context.Background(), d.question)
	d.Must(err)
	return s.Flag
}

// place is where the stage is and how large.
func (d *desk) place() string {
	uitest.Layout(d.Window)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(d.shell.stage)
	return fmt.Sprint(at, d.shell.stage.Size(), d.shell.status.object.Size(), d.Window.Canvas().Size())
}

func (p *page) last() actions.Change { return p.changes[len(p.changes)-1] }

var errFull = errors.New("save the answer: the disk is full")

func (d *desk) texts() []string { return slices.Clone(uitest.Texts(d.Window)) }
