package progress

import (
	"context"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"os"
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

// other stands in the rail for a screen that this one opens.
type other struct {
	name   string
	opened any
	shown  int
}

func (o *other) Name() string             { return o.name }
func (o *other) Icon() theme.IconName     { return theme.IconReview }
func (o *other) Build() fyne.CanvasObject { o.shown++; return widgets.Body("this is " + o.name) }
func (o *other) Keys() []shell.Key        { return nil }
func (o *other) Changed(actions.Change)   {}
func (o *other) Open(arg any) error       { o.opened = arg; return nil }

// app is a window with this screen and the others that it opens.
type app struct {
	window                    fyne.Window
	shell                     *shell.Shell
	screen                    *Screen
	act                       *actions.Actions
	review, library, settings *other
}

// material is a deck and a question set for six domains of an exam.
func material() quiz.Bank {
	b := quiz.Bank{ID: "him", Name: "HIM", Language: "en", Version: "1"}
	for i := range 240 {
		key := fmt.Sprintf("card-%d", i)
		b.Questions = append(b.Questions, quiz.Question{ID: quiz.NewQuestionID(b.ID, key), Bank: b.ID, Key: key, Kind: quiz.Flip,
			Name: key, Stem: fmt.Sprintf("What does abbreviation %d stand for?", i), Markup: quiz.Plain, Options: []quiz.Option{{Text: "an answer", Fraction: 1}}})
	}
	for i := range 72 {
		key := fmt.Sprintf("question-%d", i)
		b.Questions = append(b.Questions, quiz.Question{ID: quiz.NewQuestionID(b.ID, key), Bank: b.ID, Key: key, Kind: quiz.Choice,
			Name: key, Markup: quiz.Plain, Tags: []string{fmt.Sprintf("rhit:%d", i%6+1)},
			Stem:    fmt.Sprintf("A release of information clerk receives request number %d without a valid authorization. What should be done first?", i),
			Options: []quiz.Option{{Text: "This", Fraction: 1}, {Text: "That"}, {Text: "Neither"}, {Text: "Both"}}})
	}
	for i := range b.Questions {
		b.Questions[i].Line = i + 1
	}
	return b
}

func blueprints() []quiz.Blueprint {
	b := quiz.Blueprint{Credential: "rhit", Name: "RHIT"}
	weights := []float64{22, 16, 15, 22, 15, 10}
	for i, name := range []string{"Data content and governance", "Access, privacy and security", "Data analytics and use", "Revenue cycle", "Compliance", "Leadership"} {
		b.Domains = append(b.Domains, quiz.Domain{ID: fmt.Sprintf("rhit:%d", i+1), Name: name, Short: name, Min: weights[i], Max: weights[i]})
	}
	return []quiz.Blueprint{b}
}

// open opens a window on a fresh profile; study, if above 0, lets a student
// work for so many days first.
func open(t *testing.T, study int, options theme.Options, size fyne.Size) *app {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(theme.New(options))
	clock := learner.NewClock(noon)
	draw := rand.New(rand.NewPCG(7, 7))
	dir := t.TempDir()
	if study > 0 {
		must(t, os.CopyFS(dir, os.DirFS(studied(t, study))))
	}
	store, err := storage.Open(filepath.Join(dir, "chartroom.db"), storage.Options{Now: noon, Draw: draw})
	must(t, err)
	t.Cleanup(func() { store.Close() })
	act, err := actions.New(ctx(), store, clock.Now, draw)
	must(t, err)
	w := test.NewTempWindow(t, widgets.Body(""))
	w.SetTitle("Chartroom")
	w.SetPadded(false)
	w.Resize(size)
	s := shell.New(w, act, shell.RunNow)
	t.Cleanup(s.Close)
	p := &app{window: w, shell: s, act: act, screen: New(s, blueprints()),
		review: &other{name: "Review"}, library: &other{name: "Library"}, settings: &other{name: "Settings"}}
	s.Add(p.screen, p.review, p.library, p.settings)
	s.Show()
	w.Resize(size)
	uitest.Layout(w)
	return p
}

// profiles holds a folder for each number of days that a student has studied.
var profiles = map[int]string{}

func TestMain(m *testing.M) {
	code := m.Run()
	for _, dir := range profiles {
		os.RemoveAll(dir)
	}
	os.Exit(code)
}

// studied is the folder of a profile in which a student has worked for so many
// days. It is made once, and copied by those who change it.
func studied(t *testing.T, days int) string {
	t.Helper()
	if dir, ok := profiles[days]; ok {
		return dir
	}
	dir, err := os.MkdirTemp("", "chartroom-progress-")
	must(t, err)
	profiles[days] = dir
	clock, draw := learner.NewClock(noon), rand.New(rand.NewPCG(1, 2))
	store, err := storage.Open(filepath.Join(dir, "chartroom.db"), storage.Options{Now: noon, Draw: draw})
	must(t, err)
	defer store.Close()
	act, err := actions.New(ctx(), store, clock.Now, draw)
	must(t, err)
	must(t, act.Import(material()).Run(ctx(), func(int, int) {}))
	_, err = act.Set(ctx(), quiz.SettingExam, "rhit")
	must(t, err)
	must(t, (&learner.Student{Act: act, Clock: clock, Draw: draw, Exam: "rhit"}).Study(context.Background(), days))
	return dir
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

var window = fyne.NewSize(1280, 800)

func TestAnEmptyProfileIsOfferedAReview(t *testing.T) {
	p := open(t, 0, theme.Options{}, window)
	if !uitest.HasText(p.window, "Nothing to show yet") {
		t.Fatalf("there is %q", uitest.Texts(p.window))
	}
	uitest.Tap(t, p.window, "Start a review")
	if p.review.shown != 1 {
		t.Error("the button does not open Review")
	}
	p.shell.Go("Progress", nil)
	uitest.Key(p.window, fyne.KeyReturn)
	if p.review.shown != 2 {
		t.Error("Enter does not open Review")
	}
}

// show goes to a section by its key.
func (p *app) show(part section) { uitest.Type(p.window, rune('1'+part)) }

func TestEveryGraphSaysWhatItMeans(t *testing.T) {
	p := open(t, 60, theme.Options{}, window)
	m := &p.screen.model
	graphs := 0
	for part, sentences := range map[section][]string{
		daysSection: {m.calendar.sentence(), m.forecast.sentence(), m.spent.sentence()},
		memorySection: {m.retention.sentence(), m.predicted.sentence(), m.remembered.sentence(), m.hours.sentence(),
			stabilitySentence(&m.slow.shape), difficultySentence(&m.slow.shape)},
		examSection:   {domainSentence(m.domains), m.readiness.sentence(), m.weeks.sentence(), m.months.sentence()},
		missedSection: {hardSentence(m.slow.hardest)},
	} {
		p.show(part)
		graphs += len(p.screen.tables)
		for _, sentence := range sentences {
			if len(sentence) < 20 || !uitest.HasText(p.window, sentence) {
				t.Errorf("%s does not say %q", part, sentence)
			}
		}
		if len(p.screen.tables) != len(sentences) {
			t.Errorf("%s has %d graphs and %d sentences", part, len(p.screen.tables), len(sentences))
		}
	}
	if len(m.slow.hardest) == 0 || m.calendar.Active < 30 || m.retention.All.Answers < 100 || m.predicted.Bins.All().Reviews != m.retention.All.Answers || graphs != 14 {
		t.Errorf("the student left too little: %+v", m.calendar)
	}
}

func TestTabGoesFromGraphToGraphAndBringsItIntoView(t *testing.T) {
	p := open(t, 60, theme.Options{}, fyne.NewSize(1000, 700))
	p.show(memorySection)
	seen := map[int]bool{}
	for range 40 {
		uitest.Key(p.window, fyne.KeyTab)
		c, ok := p.window.Canvas().Focused().(listener)
		if !ok {
			continue
		}
		seen[p.screen.at] = true
		top := fyne.CurrentApp().Driver().AbsolutePositionForObject(c).Y
		if top < 0 || top+c.Size().Height > 700 {
			t.Errorf("graph %d is at %v, %v high", p.screen.at, top, c.Size().Height)
		}
		before := strings.Join(uitest.Texts(p.window), "|")
		uitest.Key(p.window, fyne.KeyRight)
		uitest.Key(p.window, fyne.KeyDown)
		if strings.Join(uitest.Texts(p.window), "|") == before {
			t.Errorf("arrow keys read nothing of graph %d", p.screen.at)
		}
	}
	if len(seen) != len(p.screen.tables) {
		t.Errorf("Tab reached the graphs %v of %d", seen, len(p.screen.tables))
	}
}

func TestSectionsAreChosenByKeyAndByButton(t *testing.T) {
	p := open(t, 60, theme.Options{}, window)
	for _, part := range sections {
		p.show(part)
		if p.screen.model.section != part {
			t.Errorf("its key does not show %s", part)
		}
	}
	uitest.Tap(t, p.window, "Exam")
	if p.screen.model.section != examSection || !uitest.HasText(p.window, "RHIT by domain") {
		t.Error("the button does not show the exam")
	}
	p.shell.Go("Review", nil)
	p.shell.Go("Progress", nil)
	if !uitest.HasText(p.window, "RHIT by domain") {
		t.Error("the section is forgotten")
	}
}

func TestPeriodsAreChosenByKeyAndByButton(t *testing.T) {
	p := open(t, 60, theme.Options{}, window)
	p.show(memorySection)
	uitest.Type(p.window, 'p')
	if p.screen.model.period != always || !uitest.HasText(p.window, "Of all ") {
		t.Error("P does not go on to the next period")
	}
	uitest.Tap(t, p.window, "7 days")
	if p.screen.model.period != lastWeek || !uitest.HasText(p.window, "in the last 7 days the schedule expected") {
		t.Error("the button does not choose the last week")
	}
}

func TestTheForecastReachesAQuarterAndShowsThePlan(t *testing.T) {
	p := open(t, 60, theme.Options{}, window)
	uitest.Type(p.window, 'f')
	if !uitest.HasText(p.window, "in the next 90 days") || uitest.HasText(p.window, "Your plan to the exam") {
		t.Fatalf("there is %q", uitest.Texts(p.window))
	}
	_, err := p.act.Set(ctx(), quiz.SettingExamDate, (p.act.Today() + 40).String())
	must(t, err)
	p.shell.Redraw()
	if !p.screen.model.forecast.Planned || !uitest.HasText(p.window, "Your plan to the exam adds about") {
		t.Errorf("there is %q", uitest.Texts(p.window))
	}
}

func TestWhatIsSlowIsReadOnceUntilSomethingIsWritten(t *testing.T) {
	p := open(t, 10, theme.Options{}, window)
	if work, _ := p.screen.model.readSlow(); work != nil {
		t.Error("it is read again though nothing was written")
	}
	p.shell.Do(func() (actions.Done, error) { return p.act.Set(ctx(), quiz.SettingMinutes, "50") })
	if p.screen.model.slow.changes != p.act.Reader().Changes() {
		t.Error("it is not read again after a change")
	}
}

func TestAHardQuestionOpensInTheLibrary(t *testing.T) {
	p := open(t, 60, theme.Options{}, window)
	p.show(missedSection)
	h := p.screen.model.slow.hardest[0]
	uitest.Tap(t, p.window, h.Stem)
	if p.library.opened != h.ID {
		t.Errorf("opened %v, want %v", p.library.opened, h.ID)
	}
}

func TestWithoutAnExamTheDomainsSendToSettings(t *testing.T) {
	p := open(t, 10, theme.Options{}, window)
	_, err := p.act.Set(ctx(), quiz.SettingExam, "")
	must(t, err)
	p.shell.Redraw()
	p.show(examSection)
	uitest.Tap(t, p.window, "Choose an exam")
	if p.settings.shown != 1 {
		t.Error("Settings does not open")
	}
}

func TestEveryGraphIsExported(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	p := open(t, 60, theme.Options{}, window)
	uitest.Type(p.window, 'e')
	uitest.Tap(t, p.window, "Save")
	text, err := os.ReadFile(filepath.Join(home, "chartroom-days.csv"))
	must(t, err)
	if lines := strings.Count(string(text), "\n"); lines != len(p.screen.model.days)+1 {
		t.Errorf("%d lines for %d days", lines, len(p.screen.model.days))
	}
	if !uitest.HasText(p.window, "written to "+home) {
		t.Errorf("there is %q", uitest.Texts(p.window))
	}
	p.show(memorySection)
	uitest.Tap(t, p.window, "Export “Remembered by hour”")
	uitest.Tap(t, p.window, "Save")
	if text, err = os.ReadFile(filepath.Join(home, "chartroom-remembered-by-hour.csv")); err != nil || strings.Count(string(text), "\n") != 25 {
		t.Errorf("%v, %q", err, text)
	}
	names := map[string]bool{}
	for _, part := range sections {
		p.show(part)
		for _, numbers := range p.screen.tables {
			n := numbers()
			rows, err := csv.NewReader(strings.NewReader(n.csv())).ReadAll()
			if err != nil || len(rows) != len(n.rows)+1 || len(n.rows) == 0 || len(rows[0]) != len(n.columns) || names[n.name] {
				t.Errorf("%s: %v, %d lines for %d rows", n.name, err, len(rows), len(n.rows))
			}
			names[n.name] = true
		}
	}
}

func TestAnAnswerAndItsUndoAreShown(t *testing.T) {
	p := open(t, 10, theme.Options{}, window)
	before := p.screen.model.calendar.Total
	due, err := p.act.Reader().Fresh(ctx(), p.act.NewCards(), 1)
	must(t, err)
	q, err := p.act.Reader().Question(ctx(), due[0])
	must(t, err)
	p.shell.Do(func() (actions.Done, error) { return p.act.Grade(ctx(), &q, quiz.Progress{}, 3, time.Second) })
	if got := p.screen.model.calendar.Total; got != before+1 {
		t.Errorf("%d answers after one more; there were %d", got, before)
	}
	p.shell.Undo()
	if got := p.screen.model.calendar.Total; got != before {
		t.Errorf("%d answers after undo; there were %d", got, before)
	}
}

func TestEveryKeyIsListedOrKnown(t *testing.T) {
	p := open(t, 10, theme.Options{}, window)
	uitest.Type(p.window, '?')
	for _, k := range p.screen.Keys() {
		if k.Does != "" && !uitest.HasText(p.window, k.Does) {
			t.Errorf("? does not list %q", k.Does)
		}
		if k.Do == nil {
			t.Errorf("%s does nothing", k.Cap())
		}
	}
}

// TestPictures draws the page when CHARTROOM_PICTURES names a folder.
func TestPictures(t *testing.T) {
	dir := os.Getenv("CHARTROOM_PICTURES")
	if dir == "" {
		t.Skip("CHARTROOM_PICTURES is not set")
	}
	for name, c := range map[string]struct {
		study   int
		options theme.Options
		size    fyne.Size
	}{
		"light":        {90, theme.Options{Variant: theme.Light}, window},
		"dark":         {90, theme.Options{Variant: theme.Dark}, window},
		"narrow-light": {90, theme.Options{Variant: theme.Light}, fyne.NewSize(960, 640)},
		"large-dark":   {90, theme.Options{Variant: theme.Dark, TextScale: 2}, window},
		"large-narrow": {90, theme.Options{Variant: theme.Light, TextScale: 2}, fyne.NewSize(960, 640)},
		"empty-light":  {0, theme.Options{Variant: theme.Light}, window},
		"empty-dark":   {0, theme.Options{Variant: theme.Dark, TextScale: 2}, fyne.NewSize(960, 640)},
		"few-light":    {3, theme.Options{Variant: theme.Light}, window},
	} {
		t.Run(name, func(t *testing.T) {
			p := open(t, c.study, c.options, c.size)
			for _, part := range sections {
				p.show(part)
				for i := range 9 {
					must(t, uitest.Capture(p.window, filepath.Join(dir, fmt.Sprintf("progress-%s-%s-%d.png", strings.ToLower(part.String()), name, i))))
					before := place(p.screen.body)
					uitest.Key(p.window, fyne.KeyPageDown)
					if place(p.screen.body) == before {
						break
					}
				}
			}
		})
	}
}

func place(o fyne.CanvasObject) fyne.Position {
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
}
