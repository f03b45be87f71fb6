package review

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"chartroom/app/actions"
	"chartroom/app/learner"
	"chartroom/app/shell"
	"chartroom/app/theme"
	"chartroom/app/uitest"
	"chartroom/app/widgets"
	"chartroom/quiz"
	"chartroom/quiz/srs"
	"chartroom/storage"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

const (
	enter = fyne.KeyReturn
	space = fyne.KeySpace
)

// other stands in the rail for another screen.
type other struct{ name string }

func (o other) Name() string             { return o.name }
func (other) Icon() theme.IconName       { return theme.IconReview }
func (o other) Build() fyne.CanvasObject { return widgets.Body("this is " + o.name) }
func (other) Keys() []shell.Key          { return nil }
func (other) Changed(actions.Change)     {}

// desk is the review screen between two others, on a real file.
type desk struct {
	t      *testing.T
	clock  *learner.Clock
	store  *storage.Store
	act    *actions.Actions
	w      fyne.Window
	shell  *shell.Shell
	screen *Screen
	bank   quiz.Bank
}

func newDesk(t *testing.T, questions ...quiz.Question) *desk {
	t.Helper()
	d := &desk{t: t, clock: learner.NewClock(noon), bank: quiz.Bank{ID: "b", Name: "B"}}
	draw := rand.New(rand.NewPCG(5, 5))
	var err error
	d.store, err = storage.Open(filepath.Join(t.TempDir(), "chartroom.db"), storage.Options{Now: noon, Draw: draw})
	must(t, err)
	t.Cleanup(func() { d.store.Close() })
	d.act, err = actions.New(context.Background(), d.store, d.clock.Now, draw)
	must(t, err)
	for i, q := range questions {
		q.Key = fmt.Sprint(i)
		q.ID, q.Bank, q.Name = quiz.NewQuestionID("b", q.Key), "b", q.Stem
		d.bank.Questions = append(d.bank.Questions, q)
	}
	if len(questions) > 0 {
		must(t, d.act.Import(d.bank).Run(ctx(), nil))
	}
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{}))
	d.w = test.NewTempWindow(t, widgets.Body(""))
	d.w.SetPadded(false)
	d.w.Resize(fyne.NewSize(1280, 800))
	d.shell = shell.New(d.w, d.act, shell.RunNow)
	t.Cleanup(d.shell.Close)
	d.screen = New(d.shell)
	d.shell.Add(other{"Today"}, d.screen, other{"Practice"}, other{"Library"})
	d.shell.Show()
	return d
}

// open shows the review screen.
func (d *desk) open() *desk { d.ctrl(fyne.Key2); return d }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (d *desk) key(names ...fyne.KeyName) {
	for _, n := range names {
		d.clock.Pass(4 * time.Second)
		uitest.Key(d.w, n)
	}
}

func (d *desk) typed(s string)       { d.clock.Pass(4 * time.Second); uitest.TypeString(d.w, s) }
func (d *desk) ctrl(k fyne.KeyName)  { uitest.Shortcut(d.w, k, fyne.KeyModifierShortcutDefault) }
func (d *desk) sees(words ...string) { d.t.Helper(); d.look(true, words) }
func (d *desk) misses(words ...string) {
	d.t.Helper()
	d.look(false, words)
}

func (d *desk) look(want bool, words []string) {
	d.t.Helper()
	for _, w := range words {
		if uitest.HasText(d.w, w) != want {
			d.t.Fatalf("%q: wanted on the screen %v; there is:\n%s", w, want, strings.Join(uitest.Texts(d.w), "\n"))
		}
	}
}

// answered is how many answers there are in all.
func (d *desk) answered() int {
	d.t.Helper()
	c, err := d.act.Counts(ctx())
	must(d.t, err)
	return c.Today
}

// graded gives a card progress as if it had been graded so long ago.
func (d *desk) graded(i int, g srs.Grade, ago time.Duration) {
	d.t.Helper()
	d.clock.Set(noon.Add(-ago))
	q := &d.bank.Questions[i]
	before, err := d.act.Reader().Progress(ctx(), q.ID)
	must(d.t, err)
	_, err = d.act.Grade(ctx(), q, before, g, time.Second)
	must(d.t, err)
	d.clock.Set(noon)
}

func card(front string) quiz.Question {
	return quiz.Question{Kind: quiz.Flip, Stem: front, Options: []quiz.Option{{Text: "back of " + front, Fraction: 1}}}
}

func cards(n int) []quiz.Question {
	all := make([]quiz.Question, n)
	for i := range all {
		all[i] = card(fmt.Sprintf("card %d", i))
	}
	return all
}

func choice(stem string) quiz.Question {
	return quiz.Question{Kind: quiz.Choice, KeepOrder: true, Stem: stem, Options: []quiz.Option{
		{Text: "the right one", Fraction: 1, Feedback: "because it is"}, {Text: "a wrong one", Feedback: "because it is not"}, {Text: "another"}}}
}

// due makes question i due now by a wrong answer of an hour ago.
func (d *desk) due(i int) {
	d.t.Helper()
	d.clock.Set(noon.Add(-time.Hour))
	q := &d.bank.Questions[i]
	_, _, err := d.act.Answer(ctx(), q, actions.Answer{Mode: quiz.ModeReview, Response: quiz.Response{Chosen: []int{1}, Text: "?", Gaps: []string{"?"}}})
	must(d.t, err)
	d.clock.Set(noon)
}
