package progress

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"chartroom/app/actions"
	"chartroom/app/actions/actionstest"
	"chartroom/app/learner"
	"chartroom/app/shell"
	"chartroom/app/shell/shelltest"
	"chartroom/app/theme"
	"chartroom/app/uitest"
	"chartroom/quiz"
)

// desk is a window with this screen and the others that it opens.
type desk struct {
	*shelltest.Desk
	screen                           *Screen
	review, library, settings, items *shelltest.Other
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

// open opens a window of a size on a fresh profile; study, if above 0, lets a
// student work for so many days first.
func open(t *testing.T, study int, options theme.Options, size fyne.Size) *desk {
	t.Helper()
	dir := t.TempDir()
	if study > 0 {
		if err := os.CopyFS(dir, os.DirFS(studied(t, study))); err != nil {
			t.Fatal(err)
		}
	}
	d := &desk{Desk: shelltest.On(t, actionstest.In(t, dir), shell.RunNow),
		review: shelltest.NewOther("Review"), library: shelltest.NewOther("Library"), settings: shelltest.NewOther("Settings"), items: shelltest.NewOther("Item analysis")}
	fyne.CurrentApp().Settings().SetTheme(theme.New(options))
	d.Resize(size)
	d.screen = New(d.Shell, blueprints())
	d.Furnish(d.screen, d.review, d.library, d.settings)
	d.Shell.AddBeside(d.items)
	return d
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
	if err != nil {
		t.Fatal(err)
	}
	profiles[days] = dir
	p := actionstest.In(t, dir)
	p.Bring(material())
	p.Set(quiz.SettingExam, "rhit")
	p.Must((&learner.Student{Act: p.Act, Clock: p.Clock, Draw: p.Draw, Exam: "rhit"}).Study(ctx(), days))
	p.Must(p.Store.Close())
	return dir
}

func TestAnEmptyProfileIsOfferedAReview(t *testing.T) {
	d := open(t, 0, theme.Options{}, shelltest.Size)
	d.Sees("Nothing to show yet")
	d.Tap("Start a review")
	if d.review.Shown != 1 {
		t.Error("the button does not open Review")
	}
	d.Shell.Go("Progress", nil)
	d.Key(fyne.KeyReturn)
	if d.review.Shown != 2 {
		t.Error("Enter does not open Review")
	}
}

// show goes to a section by its key.
func (d *desk) show(part section) { uitest.Type(d.Window, rune('1'+part)) }

func TestEveryGraphSaysWhatItMeans(t *testing.T) {
	d := open(t, 60, theme.Options{}, shelltest.Size)
	d.mock()
	m := &d.screen.model
	record := recordOf(m.slow.exams)
	graphs := 0
	for part, sentences := range map[section][]string{
		daysSection: {m.calendar.sentence(), m.forecast.sentence(), m.spent.sentence()},
		memorySection: {m.retention.sentence(), m.predicted.sentence(), m.remembered.sentence(), m.hours.sentence(),
			stabilitySentence(&m.slow.shape), difficultySentence(&m.slow.shape)},
		examSection:   {domainSentence(m.domains), m.readiness.sentence(), m.weeks.sentence(), m.months.sentence()},
		readySection:  {chanceSentence(m.ready), recordSentence(&record), examsSentence(m.slow.exams)},
		missedSection: {hardSentence(m.slow.hardest)},
	} {
		d.show(part)
		graphs += len(d.screen.tables)
		for _, sentence := range sentences {
			if len(sentence) < 20 || !uitest.HasText(d.Window, sentence) {
				t.Errorf("%s does not say %q", part, sentence)
			}
		}
		if len(d.screen.tables) != len(sentences) {
			t.Errorf("%s has %d graphs and %d sentences", part, len(d.screen.tables), len(sentences))
		}
	}
	if len(m.slow.hardest) == 0 || m.calendar.Active < 30 || m.retention.All.Answers < 100 || m.predicted.Bins.All().Reviews != m.retention.All.Answers || graphs != 17 {
		t.Errorf("the student left too little: %+v", m.calendar)
	}
}

func TestTabGoesFromGraphToGraphAndBringsItIntoView(t *testing.T) {
	d := open(t, 60, theme.Options{}, fyne.NewSize(1000, 700))
	d.show(memorySection)
	seen := map[int]bool{}
	for range 40 {
		d.Key(fyne.KeyTab)
		c, ok := d.Window.Canvas().Focused().(listener)
		if !ok {
			continue
		}
		seen[d.screen.at] = true
		top := fyne.CurrentApp().Driver().AbsolutePositionForObject(c).Y
		if top < 0 || top+c.Size().Height > 700 {
			t.Errorf("graph %d is at %v, %v high", d.screen.at, top, c.Size().Height)
		}
		before := strings.Join(uitest.Texts(d.Window), "|")
		d.Key(fyne.KeyRight)
		d.Key(fyne.KeyDown)
		if strings.Join(uitest.Texts(d.Window), "|") == before {
			t.Errorf("arrow keys read nothing of graph %d", d.screen.at)
		}
	}
	if len(seen) != len(d.screen.tables) {
		t.Errorf("Tab reached the graphs %v of %d", seen, len(d.screen.tables))
	}
}

func TestSectionsAreChosenByKeyAndByButton(t *testing.T) {
	d := open(t, 60, theme.Options{}, shelltest.Size)
	for _, part := range sections {
		d.show(part)
		if d.screen.model.section != part {
			t.Errorf("its key does not show %s", part)
		}
	}
	d.Tap("Exam")
	if d.screen.model.section != examSection || !uitest.HasText(d.Window, "RHIT by domain") {
		t.Error("the button does not show the exam")
	}
	d.Shell.Go("Review", nil)
	d.Shell.Go("Progress", nil)
	if !uitest.HasText(d.Window, "RHIT by domain") {
		t.Error("the section is forgotten")
	}
}

func TestPeriodsAreChosenByKeyAndByButton(t *testing.T) {
	d := open(t, 60, theme.Options{}, shelltest.Size)
	d.show(memorySection)
	d.Typed("p")
	if d.screen.model.period != always || !uitest.HasText(d.Window, "Of all ") {
		t.Error("P does not go on to the next period")
	}
	d.Tap("7 days")
	if d.screen.model.period != lastWeek || !uitest.HasText(d.Window, "in the last 7 days the schedule expected") {
		t.Error("the button does not choose the last week")
	}
}

func TestTheForecastReachesAQuarterAndShowsThePlan(t *testing.T) {
	d := open(t, 60, theme.Options{}, shelltest.Size)
	d.Typed("f")
	if !uitest.HasText(d.Window, "in the next 90 days") || uitest.HasText(d.Window, "Your plan to the exam") {
		t.Fatalf("there is %q", uitest.Texts(d.Window))
	}
	_, err := d.Act.Set(ctx(), quiz.SettingExamDate, (d.Act.Today() + 40).String())
	d.Must(err)
	d.Shell.Redraw()
	if !d.screen.model.forecast.Planned || !uitest.HasText(d.Window, "Your plan to the exam adds about") {
		t.Errorf("there is %q", uitest.Texts(d.Window))
	}
}

func TestWhatIsSlowIsReadOnceUntilSomethingIsWritten(t *testing.T) {
	d := open(t, 10, theme.Options{}, shelltest.Size)
	if work, _ := d.screen.model.readSlow(); work != nil {
		t.Error("it is read again though nothing was written")
	}
	d.Shell.Do(func() (actions.Done, error) { return d.Act.Set(ctx(), quiz.SettingMinutes, "50") })
	if d.screen.model.slow.changes != d.Act.Reader().Changes() {
		t.Error("it is not read again after a change")
	}
}

func TestAHardQuestionOpensInTheLibrary(t *testing.T) {
	d := open(t, 60, theme.Options{}, shelltest.Size)
	d.show(missedSection)
	h := d.screen.model.slow.hardest[0]
	d.Tap(h.Stem)
	if d.library.Opened != h.ID {
		t.Errorf("opened %v, want %v", d.library.Opened, h.ID)
	}
	d.Shell.Go("Progress", nil)
	d.Typed("i")
	d.Sees("this is Item analysis")
}

func TestWithoutAnExamTheDomainsSendToSettings(t *testing.T) {
	d := open(t, 10, theme.Options{}, shelltest.Size)
	_, err := d.Act.Set(ctx(), quiz.SettingExam, "")
	d.Must(err)
	d.Shell.Redraw()
	d.show(examSection)
	d.Tap("Choose an exam")
	if d.settings.Shown != 1 {
		t.Error("Settings does not open")
	}
}

func TestEveryGraphIsExported(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	d := open(t, 60, theme.Options{}, shelltest.Size)
	d.Typed("e")
	d.Tap("Save")
	text, err := os.ReadFile(filepath.Join(home, "chartroom-days.csv"))
	d.Must(err)
	if lines := strings.Count(string(text), "\n"); lines != len(d.screen.model.days)+1 {
		t.Errorf("%d lines for %d days", lines, len(d.screen.model.days))
	}
	d.Sees("written to " + home)
	d.show(memorySection)
	d.Tap("Export “Remembered by hour”")
	d.Tap("Save")
	if text, err = os.ReadFile(filepath.Join(home, "chartroom-remembered-by-hour.csv")); err != nil || strings.Count(string(text), "\n") != 25 {
		t.Errorf("%v, %q", err, text)
	}
	d.mock()
	names := map[string]bool{}
	for _, part := range sections {
		d.show(part)
		for _, numbers := range d.screen.tables {
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
	d := open(t, 10, theme.Options{}, shelltest.Size)
	before := d.screen.model.calendar.Total
	due, err := d.Act.Reader().Fresh(ctx(), d.Act.NewCards(), 1)
	d.Must(err)
	q, err := d.Act.Reader().Question(ctx(), due[0])
	d.Must(err)
	d.Shell.Do(func() (actions.Done, error) { return d.Act.Grade(ctx(), &q, quiz.Progress{}, 3, time.Second) })
	if got := d.screen.model.calendar.Total; got != before+1 {
		t.Errorf("%d answers after one more; there were %d", got, before)
	}
	d.Shell.Undo()
	if got := d.screen.model.calendar.Total; got != before {
		t.Errorf("%d answers after undo; there were %d", got, before)
	}
}

func TestEveryKeyIsListedOrKnown(t *testing.T) {
	d := open(t, 10, theme.Options{}, shelltest.Size)
	d.ListsKeys(d.screen)
}

// TestGallery draws the page into the folder GALLERY, to be looked at.
func TestGallery(t *testing.T) {
	dir := shelltest.Gallery(t)
	for name, c := range map[string]struct {
		study   int
		options theme.Options
		size    fyne.Size
	}{
		"light":        {90, theme.Options{Variant: theme.Light}, shelltest.Size},
		"dark":         {90, theme.Options{Variant: theme.Dark}, shelltest.Size},
		"narrow-light": {90, theme.Options{Variant: theme.Light}, shelltest.Least},
		"large-dark":   {90, theme.Options{Variant: theme.Dark, TextScale: 2}, shelltest.Size},
		"large-narrow": {90, theme.Options{Variant: theme.Light, TextScale: 2}, shelltest.Least},
		"empty-light":  {0, theme.Options{Variant: theme.Light}, shelltest.Size},
		"empty-dark":   {0, theme.Options{Variant: theme.Dark, TextScale: 2}, shelltest.Least},
		"few-light":    {3, theme.Options{Variant: theme.Light}, shelltest.Size},
	} {
		t.Run(name, func(t *testing.T) {
			d := open(t, c.study, c.options, c.size)
			for _, part := range sections {
				d.show(part)
				for i := range 9 {
					d.Must(uitest.Capture(d.Window, filepath.Join(dir, fmt.Sprintf("progress-%s-%s-%d.png", strings.ToLower(part.String()), name, i))))
					before := place(d.screen.body)
					d.Key(fyne.KeyPageDown)
					if place(d.screen.body) == before {
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
