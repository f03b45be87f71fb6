package today

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

const enter = fyne.KeyReturn

// other stands in the rail for another screen, and keeps what it is asked to
// open.
type other struct {
	name   string
	opened any
}

func (o *other) Name() string             { return o.name }
func (*other) Icon() theme.IconName       { return theme.IconReview }
func (o *other) Build() fyne.CanvasObject { return widgets.Body("this is " + o.name) }
func (*other) Keys() []shell.Key          { return nil }
func (*other) Changed(actions.Change)     {}
func (o *other) Open(arg any) error       { o.opened = arg; return nil }

type desk struct {
	t        *testing.T
	clock    *learner.Clock
	store    *storage.Store
	act      *actions.Actions
	w        fyne.Window
	shell    *shell.Shell
	practice *other
	bank     quiz.Bank
}

// newDesk has questions of two domains of the RHIT and some cards.
func newDesk(t *testing.T, questions, cards int) *desk {
	t.Helper()
	d := &desk{t: t, clock: learner.NewClock(noon), practice: &other{name: "Practice"}, bank: quiz.Bank{ID: "b", Name: "B"}}
	draw := rand.New(rand.NewPCG(5, 5))
	var err error
	d.store, err = storage.Open(filepath.Join(t.TempDir(), "chartroom.db"), storage.Options{Now: noon, Draw: draw})
	must(t, err)
	t.Cleanup(func() { d.store.Close() })
	d.act, err = actions.New(context.Background(), d.store, d.clock.Now, draw)
	must(t, err)
	for i := range questions + cards {
		q := quiz.Question{Bank: "b", Key: fmt.Sprint(i), Stem: fmt.Sprint("Question ", i), Kind: quiz.Flip, Options: []quiz.Option{{Text: "back", Fraction: 1}}}
		if i < questions {
			q.Kind, q.Tags = quiz.Choice, []string{fmt.Sprintf("rhit:%d", 1+i%2)}
			q.Options = append(q.Options, quiz.Option{Text: "wrong"})
		}
		q.ID = quiz.NewQuestionID("b", q.Key)
		d.bank.Questions = append(d.bank.Questions, q)
	}
	must(t, d.act.Import(d.bank).Run(ctx(), nil))
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{}))
	d.w = test.NewTempWindow(t, widgets.Body(""))
	d.w.SetPadded(false)
	d.w.Resize(fyne.NewSize(1280, 800))
	d.shell = shell.New(d.w, d.act, shell.RunNow)
	t.Cleanup(d.shell.Close)
	d.shell.Add(New(d.shell, []quiz.Blueprint{
		{Name: "RHIT", Credential: "rhit", Outline: "outline of 2026", Domains: []quiz.Domain{
			{ID: "rhit:1", Short: "Data content", Min: 20, Max: 40}, {ID: "rhit:2", Short: "Access", Min: 60, Max: 80}}},
		{Name: "CCA", Credential: "cca", Outline: "outline of 2025", Domains: []quiz.Domain{{ID: "cca:1", Short: "Coding", Min: 90, Max: 100}}},
	}), &other{name: "Review"}, d.practice)
	d.shell.Show()
	return d
}

// chosen has the exam chosen already.
func (d *desk) chosen(set ...string) *desk {
	d.t.Helper()
	for i, set := 0, append([]string{quiz.SettingExam, "rhit"}, set...); i < len(set); i += 2 {
		_, err := d.act.Set(ctx(), set[i], set[i+1])
		must(d.t, err)
	}
	d.shell.Redraw()
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
		uitest.Key(d.w, n)
	}
}
func (d *desk) typed(s string) { uitest.TypeString(d.w, s) }

func (d *desk) sees(words ...string) {
	d.t.Helper()
	for _, w := range words {
		if !uitest.HasText(d.w, w) {
			d.t.Fatalf("%q is not on the screen; there is:\n%s", w, strings.Join(uitest.Texts(d.w), "\n"))
		}
	}
}

func (d *desk) misses(words ...string) {
	d.t.Helper()
	for _, w := range words {
		if uitest.HasText(d.w, w) {
			d.t.Fatalf("%q is on the screen", w)
		}
	}
}

func TestFirstRunByNumberKeys(t *testing.T) {
	d := newDesk(t, 24, 0)
	d.sees("Which exam are you getting ready for?", "STEP 1 OF 4", "RHIT · outline of 2026", "CCA · outline of 2025")
	d.key(fyne.KeyEscape) // there is nothing before
	d.typed("2")
	d.typed("1")
	d.key(enter)
	d.sees("When is your exam?", "STEP 2 OF 4")
	for _, wrong := range []string{"2020-01-01", "soon"} {
		d.typed(wrong)
		d.key(enter)
		d.sees("When is your exam?", wrong) // what was typed stays, to be put right
		for range wrong {
			d.key(fyne.KeyBackspace)
		}
	}
	d.typed("2027-01-18")
	d.key(enter)
	d.sees("How many minutes a day?")
	d.misses("Write the date")
	d.typed("2")
	d.key(fyne.KeyEscape)
	d.sees("When is your exam?", "2027-01-18")
	d.key(enter)
	d.key(enter)
	d.sees("Ten questions to begin with", "STEP 4 OF 4")
	if s, err := d.act.Reader().Settings(ctx()); err != nil || len(s) != 0 {
		t.Errorf("saved before the last step: %v, %v", s, err)
	}
	d.key(enter)
	d.sees("this is Practice")
	session, ok := d.practice.opened.(quiz.Session)
	if !ok || len(session.Queue) != tasterSize || session.Mode != quiz.ModeTaster {
		t.Fatalf("opened %+v", d.practice.opened)
	}
	byDomain := map[string]int{}
	for _, p := range session.Queue {
		q, err := d.act.Reader().Question(ctx(), p.Question)
		must(t, err)
		byDomain[q.Tags[0]]++
	}
	if byDomain["rhit:1"] != 5 || byDomain["rhit:2"] != 5 {
		t.Errorf("the taster is %v", byDomain)
	}
	if d.act.Setting(quiz.SettingExamDate) != "2027-01-18" || d.act.Minutes() != 30 || d.act.Setting(quiz.SettingExam) != "rhit" {
		t.Error("the choices are not saved")
	}
	uitest.Shortcut(d.w, fyne.Key1, fyne.KeyModifierShortcutDefault)
	d.sees("57 days to RHIT", "Go on: First ten questions", "RHIT · ")
	d.key(enter)
	if again, ok := d.practice.opened.(quiz.Session); !ok || again.ID != session.ID {
		t.Errorf("Enter opens %+v", d.practice.opened)
	}
}

func TestAnExamWithoutQuestionsIsNoDeadEnd(t *testing.T) {
	d := newDesk(t, 4, 3)
	d.typed("2")
	d.key(enter, enter, enter, enter)
	d.sees("Getting ready for CCA", "There are no questions for this exam here yet.", "TODAY'S PLAN · ABOUT 1 MINUTE")
	d.misses("MINUTES")
	d.misses("Could not")
}

func TestChoicesThatCannotBeSavedStay(t *testing.T) {
	d := newDesk(t, 12, 0)
	d.key(enter, enter, enter)
	must(t, d.store.Close())
	d.key(enter)
	d.sees("Ten questions to begin with", "Could not save the change of setting")
}

func TestTheDateIsTypedAtOnceOnComingBack(t *testing.T) {
	d := newDesk(t, 4, 0)
	d.key(enter)
	uitest.Shortcut(d.w, fyne.Key2, fyne.KeyModifierShortcutDefault)
	uitest.Shortcut(d.w, fyne.Key1, fyne.KeyModifierShortcutDefault)
	d.typed("2027-01-18")
	d.sees("2027-01-18")
}

func TestThePlanInWords(t *testing.T) {
	d := newDesk(t, 20, 8)
	d.clock.Set(noon.Add(-2 * time.Hour))
	for i := 20; i < 23; i++ {
		_, err := d.act.Grade(ctx(), &d.bank.Questions[i], quiz.Progress{}, srs.Again, time.Minute)
		must(t, err)
	}
	d.clock.Set(noon)
	d.chosen(quiz.SettingExamDate, "2026-11-23", quiz.SettingMinutes, "60")
	d.sees("RHIT is tomorrow", "Sunday, 22 November", "reviews", "new cards", "questions", "Start studying",
		"Studied today: 3 of 60 minutes.", "Last seven days: studied on 1 day, 3 answers, 0 % right.", "Not yet", "0 first answers so far")
	d.key(enter)
	d.sees("this is Review")
	uitest.Shortcut(d.w, fyne.Key1, fyne.KeyModifierShortcutDefault)
	d.typed("p")
	if p, ok := d.practice.opened.(actions.Practice); !ok || len(p.Questions) != 20 {
		t.Errorf("P opens %+v", d.practice.opened)
	}
}

func TestTheExamPlanInWords(t *testing.T) {
	d := newDesk(t, 24, 8)
	for i := range 24 {
		q := &d.bank.Questions[i]
		_, _, err := d.act.Answer(ctx(), q, actions.Answer{Mode: quiz.ModeStudy, Response: quiz.Response{Chosen: []int{i % 2}}, Took: time.Second})
		must(t, err)
	}
	d.chosen(quiz.SettingExamDate, "2027-01-18", quiz.SettingMinutes, "1")
	d.sees("REMEMBERED ON 18 JANUARY, IF YOU KEEP TO THE PLAN", "of what is here, likely between", "of those new to you, 30 % were right", "Without another day of study it would be",
		"Ten more minutes a day would add", "It is not a chance to pass.", "in the next four weeks")
	left := d.act.Today()
	d.typed("m")
	d.sees("You added 10 minutes today.")
	d.chosen(quiz.SettingExamDate, (left - 3).String())
	d.sees("RHIT was 3 days ago", "The exam's day is over.")
}

func TestWhatDoesNotFitIsSaid(t *testing.T) {
	d := newDesk(t, 0, 30)
	d.clock.Set(noon.Add(-24 * time.Hour))
	for i := range d.bank.Questions {
		_, err := d.act.Grade(ctx(), &d.bank.Questions[i], quiz.Progress{}, srs.Again, 20*time.Second)
		must(t, err)
	}
	d.clock.Set(noon)
	d.chosen(quiz.SettingMinutes, "5")
	d.sees("Left out today: 15 reviews", "for 5 minutes are not enough. They stay due and come first tomorrow.")
}

func TestTheBacklogIsSpread(t *testing.T) {
	d := newDesk(t, 0, 30)
	d.clock.Set(noon.Add(-24 * time.Hour))
	for i := range d.bank.Questions {
		_, err := d.act.SetDue(ctx(), []quiz.QuestionID{d.bank.Questions[i].ID}, d.act.Today())
		if err == nil {
			continue
		}
		_, err = d.act.Grade(ctx(), &d.bank.Questions[i], quiz.Progress{}, srs.Easy, 20*time.Second)
		must(t, err)
	}
	d.clock.Set(noon.Add(40 * 24 * time.Hour))
	d.chosen(quiz.SettingMinutes, "5")
	due := d.act.Today()
	d.sees("Left out today: 5 reviews", "Spread the backlog")
	d.typed("b")
	d.sees("It becomes 30 reviews over 6 days, at most 5 a day;", "forgotten")
	d.key(enter)
	load, err := d.act.Reader().DueLoad(ctx(), due, due+9)
	must(t, err)
	for i, n := range load {
		if want := map[bool]int{true: 5}[i < 6]; n != want {
			t.Errorf("after spreading %v are due", load)
			break
		}
	}
	d.misses("Left out today")
	d.typed("b")
	d.sees("There is no backlog")
}

func TestDaysToTheExam(t *testing.T) {
	for date, want := range map[string]string{"": "Getting ready for RHIT", "2026-12-24": "32 days to RHIT", "2026-11-23": "RHIT is tomorrow",
		"2026-11-22": "RHIT is today", "2026-11-21": "RHIT was 1 day ago", "2026-11-01": "RHIT was 21 days ago"} {
		d := newDesk(t, 1, 1).chosen(quiz.SettingExamDate, date)
		d.sees(want)
		d.store.Close()
	}
}

func TestDoneForToday(t *testing.T) {
	d := newDesk(t, 0, 2)
	for i := range 2 {
		_, err := d.act.Grade(ctx(), &d.bank.Questions[i], quiz.Progress{}, srs.Easy, time.Minute)
		must(t, err)
	}
	d.chosen()
	d.sees("Done for today", "Nothing is due, and today's new cards are met.", "Practise anyway")
	d.key(enter)
	d.sees("this is Practice")
	if d.practice.opened != nil {
		t.Errorf("Enter begins %+v of nothing", d.practice.opened)
	}
	d.clock.Pass(60 * 24 * time.Hour)
	uitest.Shortcut(d.w, fyne.Key1, fyne.KeyModifierShortcutDefault)
	d.sees("due reviews", "Start studying")
}

func TestTheShareIsShownOnlyWhenItMeansSomething(t *testing.T) {
	d := newDesk(t, 40, 0)
	answer := func(i, chosen int) {
		_, _, err := d.act.Answer(ctx(), &d.bank.Questions[i], actions.Answer{Mode: quiz.ModeStudy, Response: quiz.Response{Chosen: []int{chosen}}, Took: time.Second})
		must(t, err)
	}
	for i := range quiz.EnoughAnswers - 1 {
		answer(i, i%2) // all of domain 1 right, all of domain 2 wrong
	}
	d.chosen()
	d.sees("Not yet: 19 first answers so far, and it takes 20")
	answer(quiz.EnoughAnswers-1, 1)
	d.shell.Redraw()
	d.sees("likely between", "Rests on 20 first answers", "Most to gain: Access.", "It is not a chance to pass.")
}

func TestAFileThatCannotBeReadIsSaid(t *testing.T) {
	d := newDesk(t, 1, 1).chosen()
	must(t, d.store.Close())
	d.clock.Pass(time.Minute)
	d.shell.Redraw()
	d.sees("Today could not be read", "Nothing is lost; try again.", "Try again")
	uitest.Tap(t, d.w, "Try again")
	d.sees("Today could not be read")
}
