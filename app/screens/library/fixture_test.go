package library

import (
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"chartroom/app/actions"
	"chartroom/app/shell"
	"chartroom/app/theme"
	"chartroom/app/uitest"
	"chartroom/quiz"
	"chartroom/quiz/srs"
	"chartroom/storage"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// desk is a library in a window, on a real file.
type desk struct {
	testing.TB
	dir    string
	store  *storage.Store
	act    *actions.Actions
	shell  *shell.Shell
	window fyne.Window
	screen *Screen
	sent   *practiceStub
	now    time.Time
}

// practiceStub stands where Practice is, and remembers what it was asked for.
type practiceStub struct{ asked any }

func (p *practiceStub) Name() string             { return "Practice" }
func (p *practiceStub) Icon() theme.IconName     { return theme.IconPractice }
func (p *practiceStub) Build() fyne.CanvasObject { return container.NewStack() }
func (p *practiceStub) Keys() []shell.Key        { return nil }
func (p *practiceStub) Changed(actions.Change)   {}
func (p *practiceStub) Open(arg any) error       { p.asked = arg; return nil }

// newDesk opens the library over these banks.
func newDesk(t testing.TB, banks ...quiz.Bank) *desk {
	t.Helper()
	d := &desk{TB: t, dir: t.TempDir(), now: noon, sent: &practiceStub{}}
	var err error
	d.store, err = storage.Open(filepath.Join(d.dir, "learner", "learner.chartroom"), storage.Options{Draw: rand.New(rand.NewPCG(1, 2)), Now: noon})
	d.must(err)
	t.Cleanup(func() { d.must(d.store.Close()) })
	d.act, err = actions.New(context.Background(), d.store, func() time.Time { return d.now }, rand.New(rand.NewPCG(3, 4)))
	d.must(err)
	for _, b := range banks {
		d.must(d.act.Import(b).Run(context.Background(), func(int, int) {}))
	}
	a := test.NewApp()
	t.Cleanup(a.Quit)
	a.Settings().SetTheme(theme.New(theme.Options{Variant: theme.Light}))
	d.open()
	return d
}

// open makes the window and the screen anew.
func (d *desk) open() {
	d.window = test.NewWindow(nil)
	d.window.SetTitle("Chartroom")
	d.window.SetPadded(false)
	d.window.Resize(fyne.NewSize(1280, 800))
	d.shell = shell.New(d.window, d.act, shell.RunNow)
	d.screen = New(d.shell, blueprints)
	d.shell.Add(d.screen, d.sent)
	d.shell.Show()
	uitest.Layout(d.window)
}

func (d *desk) must(err error) {
	d.Helper()
	if err != nil {
		d.Fatal(err)
	}
}

func (d *desk) key(name fyne.KeyName) { uitest.Key(d.window, name) }
func (d *desk) typed(s string)        { uitest.TypeString(d.window, s) }
func (d *desk) tap(s string)          { d.Helper(); uitest.Tap(d.TB, d.window, s) }

// sees fails unless all of these can be read in the window.
func (d *desk) sees(all ...string) {
	d.Helper()
	for _, s := range all {
		if !uitest.HasText(d.window, s) {
			d.Fatalf("the window does not say %q but %q", s, uitest.Texts(d.window))
		}
	}
}

func (d *desk) misses(all ...string) {
	d.Helper()
	for _, s := range all {
		if uitest.HasText(d.window, s) {
			d.Fatalf("the window says %q", s)
		}
	}
}

// file writes a file to import.
func (d *desk) file(name, text string) string {
	d.Helper()
	path := filepath.Join(d.dir, name)
	d.must(os.WriteFile(path, []byte(text), 0o644))
	return path
}

// answer answers a question as often as there are options given.
func (d *desk) answer(q quiz.Question, chosen ...int) {
	d.Helper()
	for _, i := range chosen {
		before, err := d.act.Reader().Progress(context.Background(), q.ID)
		d.must(err)
		_, _, err = d.act.Answer(context.Background(), &q, actions.Answer{Mode: quiz.ModeStudy, Response: quiz.Response{Chosen: []int{i}},
			Certainty: quiz.Sure, Took: 14 * time.Second, Before: before})
		d.must(err)
		d.now = d.now.Add(26 * time.Hour)
	}
}

func (d *desk) grade(q quiz.Question, g srs.Grade) {
	d.Helper()
	before, err := d.act.Reader().Progress(context.Background(), q.ID)
	d.must(err)
	_, err = d.act.Grade(context.Background(), &q, before, g, 6*time.Second)
	d.must(err)
}

var blueprints = []quiz.Blueprint{{Credential: "rhit", Name: "RHIT", Domains: []quiz.Domain{
	{ID: "rhit:1", Name: "Data Content, Structure, and Governance"}, {ID: "rhit:2", Name: "Access, Disclosure, Privacy, and Security", Short: "Privacy"},
	{ID: "rhit:3", Name: "Data Analytics and Use"}}}}

// privacy is a bank with one question of every kind that can be edited.
func privacy() quiz.Bank {
	b := quiz.Bank{ID: "privacy", Name: "Privacy drills", Source: "45 CFR 164", Licence: "CC BY 4.0", Language: "en"}
	add := func(key string, q quiz.Question) {
		q.Key, q.Bank, q.ID, q.Markup = key, b.ID, quiz.NewQuestionID(b.ID, key), quiz.Moodle
		b.Questions = append(b.Questions, q)
	}
	add("access", quiz.Question{Kind: quiz.Choice, Name: "Access", Stem: "By how many days after receipt must a clinic act on a request for access?",
		Options: []quiz.Option{{Text: "30 days", Fraction: 1, Feedback: "The outer limit."}, {Text: "60 days", Feedback: "That is the limit for amendments."},
			{Text: "10 days", Feedback: "Some states ask for this."}},
		Rationale: "The rule gives 30 days and one extension.", Source: "45 CFR 164.524(b)(2), 2026", AsOf: "2026-11", ReviewBy: "2027-10",
		Tags: []string{"rhit:2", "level:recall", "subject:hipaa"}})
	add("minimum", quiz.Question{Kind: quiz.TrueFalse, Name: "Minimum", Stem: "The minimum necessary rule applies to disclosures for treatment.",
		Options: []quiz.Option{{Text: "True", Feedback: "Treatment is exempt."}, {Text: "False", Fraction: 1, Feedback: "Treatment is exempt."}},
		Source:  "45 CFR 164.502(b), 2025", ReviewBy: "2026-03", Tags: []string{"rhit:2", "level:application"}})
	add("drs", quiz.Question{Kind: quiz.Text, Name: "Record set", Stem: "What does HIPAA call the records used to make decisions about individuals?",
		Options: []quiz.Option{{Text: "designated record set", Fraction: 1}, {Text: "record set", Fraction: .5}}, Tags: []string{"rhit:1", "level:recall"}})
	add("rate", quiz.Question{Kind: quiz.Number, Name: "Rate", Stem: "Of 40 charts 3 are deficient. What is the deficiency rate in per cent?",
		Options: []quiz.Option{{Text: "7.5", Value: 7.5, Tolerance: .1, Fraction: 1}}, Tags: []string{"rhit:3", "level:analysis"}})
	add("phi", quiz.Question{Kind: quiz.Flip, Name: "PHI", Stem: "PHI", Options: []quiz.Option{{Text: "protected health information", Fraction: 1}},
		Example: "A name beside a diagnosis", Pronunciation: "P-H-I", Tags: []string{"rhit:2"}})
	add("essay", quiz.Question{Kind: quiz.Essay, Name: "Essay", Stem: "Describe a breach response plan."})
	return b
}
