package practice

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
	"chartroom/storage"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

const enter = fyne.KeyReturn

// other stands in the rail for another screen.
type other struct{ name string }

func (o other) Name() string             { return o.name }
func (other) Icon() theme.IconName       { return theme.IconReview }
func (o other) Build() fyne.CanvasObject { return widgets.Body("this is " + o.name) }
func (other) Keys() []shell.Key          { return nil }
func (other) Changed(actions.Change)     {}

// desk is the practice screen between two others, on a real file.
type desk struct {
	t      *testing.T
	clock  *learner.Clock
	store  *storage.Store
	act    *actions.Actions
	w      fyne.Window
	shell  *shell.Shell
	screen *Screen
	path   string
	draw   *rand.Rand
	bank   quiz.Bank
}

var blueprints = []quiz.Blueprint{{ID: "rhit", Name: "RHIT", Credential: "rhit", Domains: []quiz.Domain{
	{ID: "rhit:1", Short: "Data content"}, {ID: "rhit:2", Short: "Access"}, {ID: "rhit:3", Short: "Analytics"}}}}

func newDesk(t *testing.T, questions ...quiz.Question) *desk {
	t.Helper()
	d := &desk{t: t, clock: learner.NewClock(noon), bank: quiz.Bank{ID: "b", Name: "B"},
		path: filepath.Join(t.TempDir(), "chartroom.db"), draw: rand.New(rand.NewPCG(5, 5))}
	for i, q := range questions {
		q.Key = fmt.Sprint(i)
		q.ID, q.Bank, q.Name = quiz.NewQuestionID("b", q.Key), "b", q.Stem
		q.Tags = append(q.Tags, fmt.Sprintf("rhit:%d", 1+i%3))
		d.bank.Questions = append(d.bank.Questions, q)
	}
	d.start()
	t.Cleanup(func() { d.store.Close() })
	if len(questions) > 0 {
		must(t, d.act.Import(d.bank).Run(ctx(), nil))
	}
	_, err := d.act.Set(ctx(), quiz.SettingExam, "rhit")
	must(t, err)
	return d
}

// start opens the file and the window.
func (d *desk) start() {
	d.t.Helper()
	var err error
	d.store, err = storage.Open(d.path, storage.Options{Now: d.clock.Now(), Draw: d.draw})
	must(d.t, err)
	d.act, err = actions.New(context.Background(), d.store, d.clock.Now, d.draw)
	must(d.t, err)
	test.NewTempApp(d.t).Settings().SetTheme(theme.New(theme.Options{}))
	d.w = test.NewTempWindow(d.t, widgets.Body(""))
	d.w.SetPadded(false)
	d.w.Resize(fyne.NewSize(1280, 800))
	d.shell = shell.New(d.w, d.act, shell.RunNow)
	d.t.Cleanup(d.shell.Close)
	d.screen = New(d.shell, blueprints)
	d.shell.Add(other{"Today"}, other{"Review"}, d.screen)
	d.shell.Show()
}

// reopen closes the window and the file, and opens them a minute later.
func (d *desk) reopen() {
	d.t.Helper()
	d.shell.Close()
	must(d.t, d.store.Close())
	d.clock.Pass(time.Minute)
	d.start()
	d.open()
}

// open shows the practice screen.
func (d *desk) open() *desk { d.ctrl(fyne.Key3); return d }

func (d *desk) tap(words ...string) *desk {
	d.t.Helper()
	for _, w := range words {
		uitest.Tap(d.t, d.w, w)
	}
	return d
}

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

func choice(stem string) quiz.Question {
	return quiz.Question{Kind: quiz.Choice, KeepOrder: true, Stem: stem, Options: []quiz.Option{
		{Text: "the right one", Fraction: 1, Feedback: "because it is"}, {Text: "a wrong one", Feedback: "because it is not"}, {Text: "another"}}}
}

// choices are n questions whose options keep their order: A is right.
func choices(n int) []quiz.Question {
	all := make([]quiz.Question, n)
	for i := range all {
		all[i] = choice(fmt.Sprintf("Question %d?", i))
	}
	return all
}

// attempts are those of all questions.
func (d *desk) attempts() []quiz.Attempt {
	d.t.Helper()
	var all []quiz.Attempt
	for _, q := range d.bank.Questions {
		some, err := d.act.Reader().Attempts(ctx(), q.ID)
		must(d.t, err)
		all = append(all, some...)
	}
	return all
}
