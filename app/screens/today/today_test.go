package today

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"chartroom/app/actions"
	"chartroom/app/actions/actionstest"
	"chartroom/app/shell/shelltest"
	"chartroom/quiz"
	"chartroom/quiz/srs"
)

var noon = actionstest.Noon

const enter = fyne.KeyReturn

// desk is the screen Today beside two others, on a real file.
type desk struct {
	*shelltest.Desk
	practice *shelltest.Other
	bank     quiz.Bank
	today    *Screen
}

// newDesk has questions of two domains of the RHIT and some cards.
func newDesk(t *testing.T, questions, cards int) *desk {
	t.Helper()
	var all []quiz.Question
	for i := range questions + cards {
		q := quiz.Question{Stem: fmt.Sprint("Question ", i), Kind: quiz.Flip, Options: []quiz.Option{{Text: "back", Fraction: 1}}}
		if i < questions {
			q.Kind, q.Tags = quiz.Choice, []string{fmt.Sprintf("rhit:%d", 1+i%2)}
			q.Options = append(q.Options, quiz.Option{Text: "wrong"})
		}
		all = append(all, q)
	}
	bank := actionstest.Bank(all...)
	d := &desk{Desk: shelltest.New(t, bank), practice: shelltest.NewOther("Practice"), bank: bank}
	d.today = New(d.Shell, []quiz.Blueprint{
		{Name: "RHIT", Credential: "rhit", Outline: "outline of 2026", Domains: []quiz.Domain{
			{ID: "rhit:1", Short: "Data content", Min: 20, Max: 40}, {ID: "rhit:2", Short: "Access", Min: 60, Max: 80}}},
		{Name: "CCA", Credential: "cca", Outline: "outline of 2025", Domains: []quiz.Domain{{ID: "cca:1", Short: "Coding", Min: 90, Max: 100}}},
	})
	d.Furnish(d.today, shelltest.NewOther("Review"), d.practice)
	return d
}

// chosen has the exam chosen already.
func (d *desk) chosen(set ...string) *desk {
	d.T.Helper()
	d.Set(append([]string{quiz.SettingExam, "rhit"}, set...)...)
	d.Shell.Redraw()
	return d
}

func TestFirstRunByNumberKeys(t *testing.T) {
	d := newDesk(t, 24, 0)
	d.Sees("Which exam are you getting ready for?", "STEP 1 OF 4", "RHIT · outline of 2026", "CCA · outline of 2025")
	d.Key(fyne.KeyEscape) // there is nothing before
	d.Typed("2")
	d.Typed("1")
	d.Key(enter)
	d.Sees("When is your exam?", "STEP 2 OF 4")
	for _, wrong := range []string{"2020-01-01", "soon"} {
		d.Typed(wrong)
		d.Key(enter)
		d.Sees("When is your exam?", wrong) // what was typed stays, to be put right
		for range wrong {
			d.Key(fyne.KeyBackspace)
		}
	}
	d.Typed("2027-01-18")
	d.Key(enter)
	d.Sees("How many minutes a day?")
	d.Misses("Write the date")
	d.Typed("2")
	d.Key(fyne.KeyEscape)
	d.Sees("When is your exam?", "2027-01-18")
	d.Key(enter)
	d.Key(enter)
	d.Sees("Ten questions to begin with", "STEP 4 OF 4")
	if s, err := d.Act.Reader().Settings(ctx()); err != nil || len(s) != 0 {
		t.Errorf("saved before the last step: %v, %v", s, err)
	}
	d.Key(enter)
	d.Sees("this is Practice")
	session, ok := d.practice.Opened.(quiz.Session)
	if !ok || len(session.Queue) != tasterSize || session.Mode != quiz.ModeTaster {
		t.Fatalf("opened %+v", d.practice.Opened)
	}
	byDomain := map[string]int{}
	for _, p := range session.Queue {
		q, err := d.Act.Reader().Question(ctx(), p.Question)
		d.Must(err)
		byDomain[q.Tags[0]]++
	}
	if byDomain["rhit:1"] != 5 || byDomain["rhit:2"] != 5 {
		t.Errorf("the taster is %v", byDomain)
	}
	if d.Act.Setting(quiz.SettingExamDate) != "2027-01-18" || d.Act.Minutes() != 30 || d.Act.Setting(quiz.SettingExam) != "rhit" {
		t.Error("the choices are not saved")
	}
	d.Ctrl(fyne.Key1)
	d.Sees("57 days to RHIT", "Go on: First ten questions", "RHIT · ")
	d.Key(enter)
	if again, ok := d.practice.Opened.(quiz.Session); !ok || again.ID != session.ID {
		t.Errorf("Enter opens %+v", d.practice.Opened)
	}
}

func TestAnExamWithoutQuestionsIsNoDeadEnd(t *testing.T) {
	d := newDesk(t, 4, 3)
	d.Typed("2")
	d.Key(enter, enter, enter, enter)
	d.Sees("Getting ready for CCA", "There are no questions for this exam here yet.", "TODAY'S PLAN · ABOUT 1 MINUTE")
	d.Misses("MINUTES")
	d.Misses("Could not")
}

func TestChoicesThatCannotBeSavedStay(t *testing.T) {
	d := newDesk(t, 12, 0)
	d.Key(enter, enter, enter)
	d.Must(d.Store.Close())
	d.Key(enter)
	d.Sees("Ten questions to begin with", "Could not save the change of setting")
}

func TestTheDateIsTypedAtOnceOnComingBack(t *testing.T) {
	d := newDesk(t, 4, 0)
	d.Key(enter)
	d.Ctrl(fyne.Key2)
	d.Ctrl(fyne.Key1)
	d.Typed("2027-01-18")
	d.Sees("2027-01-18")
}

func TestThePlanInWords(t *testing.T) {
	d := newDesk(t, 20, 8)
	d.Clock.Set(noon.Add(-2 * time.Hour))
	for i := 20; i < 23; i++ {
		_, err := d.Act.Grade(ctx(), &d.bank.Questions[i], quiz.Progress{}, srs.Again, time.Minute)
		d.Must(err)
	}
	d.Clock.Set(noon)
	d.chosen(quiz.SettingExamDate, "2026-11-23", quiz.SettingMinutes, "60")
	d.Sees("RHIT is tomorrow", "Sunday, 22 November", "reviews", "new cards", "questions", "Start studying",
		"Studied today: 3 of 60 minutes.", "Last seven days: studied on 1 day, 3 answers, 0 % right.", "Not yet", "0 first answers so far")
	d.Key(enter)
	d.Sees("this is Review")
	d.Ctrl(fyne.Key1)
	d.Typed("p")
	if p, ok := d.practice.Opened.(actions.Practice); !ok || len(p.Questions) != 20 {
		t.Errorf("P opens %+v", d.practice.Opened)
	}
}

func TestTheExamPlanInWords(t *testing.T) {
	d := newDesk(t, 24, 8)
	for i := range 24 {
		q := &d.bank.Questions[i]
		_, _, err := d.Act.Answer(ctx(), q, actions.Answer{Mode: quiz.ModeStudy, Response: quiz.Response{Chosen: []int{i % 2}}, Took: time.Second})
		d.Must(err)
	}
	d.chosen(quiz.SettingExamDate, "2027-01-18", quiz.SettingMinutes, "1")
	d.Sees("REMEMBERED ON 18 JANUARY, IF YOU KEEP TO THE PLAN", "of what is here, likely between", "of those new to you, 30 % were right", "Without another day of study it would be",
		"Ten more minutes a day would add", "It is not a chance to pass.", "in the next four weeks")
	left := d.Act.Today()
	d.Typed("m")
	d.Sees("You added 10 minutes today.")
	d.chosen(quiz.SettingExamDate, (left - 3).String())
	d.Sees("RHIT was 3 days ago", "The exam's day is over.")
}

func TestWhatDoesNotFitIsSaid(t *testing.T) {
	d := newDesk(t, 0, 30)
	d.Clock.Set(noon.Add(-24 * time.Hour))
	for i := range d.bank.Questions {
		_, err := d.Act.Grade(ctx(), &d.bank.Questions[i], quiz.Progress{}, srs.Again, 20*time.Second)
		d.Must(err)
	}
	d.Clock.Set(noon)
	d.chosen(quiz.SettingMinutes, "5")
	d.Sees("Left out today: 15 reviews. There is no room for more in 5 minutes; what is left stays due and comes first tomorrow.")
}

func TestTheBacklogIsSpread(t *testing.T) {
	d := newDesk(t, 0, 30)
	d.Clock.Set(noon.Add(-24 * time.Hour))
	for i := range d.bank.Questions {
		_, err := d.Act.SetDue(ctx(), []quiz.QuestionID{d.bank.Questions[i].ID}, d.Act.Today())
		if err == nil {
			continue
		}
		_, err = d.Act.Grade(ctx(), &d.bank.Questions[i], quiz.Progress{}, srs.Easy, 20*time.Second)
		d.Must(err)
	}
	d.Clock.Set(noon.Add(40 * 24 * time.Hour))
	d.chosen(quiz.SettingMinutes, "5")
	due := d.Act.Today()
	d.Sees("Left out today: 5 reviews", "Spread the backlog")
	d.Typed("b")
	d.Sees("It becomes 30 reviews over 6 days, at most 5 a day;", "forgotten")
	d.Key(enter)
	load, err := d.Act.Reader().DueLoad(ctx(), due, due+9)
	d.Must(err)
	for i, n := range load {
		if want := map[bool]int{true: 5}[i < 6]; n != want {
			t.Errorf("after spreading %v are due", load)
			break
		}
	}
	d.Misses("Left out today")
	d.Typed("b")
	d.Sees("There is no backlog")
}

func TestDaysToTheExam(t *testing.T) {
	for date, want := range map[string]string{"": "Getting ready for RHIT", "2026-12-24": "32 days to RHIT", "2026-11-23": "RHIT is tomorrow",
		"2026-11-22": "RHIT is today", "2026-11-21": "RHIT was 1 day ago", "2026-11-01": "RHIT was 21 days ago"} {
		d := newDesk(t, 1, 1).chosen(quiz.SettingExamDate, date)
		d.Sees(want)
		d.Store.Close()
	}
}

func TestDoneForToday(t *testing.T) {
	d := newDesk(t, 0, 2)
	for i := range 2 {
		_, err := d.Act.Grade(ctx(), &d.bank.Questions[i], quiz.Progress{}, srs.Easy, time.Minute)
		d.Must(err)
	}
	d.chosen()
	d.Sees("Done for today", "Nothing is due, and today's new cards are met.", "Practise anyway")
	d.Key(enter)
	d.Sees("this is Practice")
	if d.practice.Opened != nil {
		t.Errorf("Enter begins %+v of nothing", d.practice.Opened)
	}
	d.Clock.Pass(60 * 24 * time.Hour)
	d.Ctrl(fyne.Key1)
	d.Sees("due reviews", "Start studying")
}

func TestTheChanceToPassIsShownOnlyWhenItMeansSomething(t *testing.T) {
	d := newDesk(t, 40, 0)
	answer := func(i, chosen int) {
		_, _, err := d.Act.Answer(ctx(), &d.bank.Questions[i], actions.Answer{Mode: quiz.ModeStudy, Response: quiz.Response{Chosen: []int{chosen}}, Took: time.Second})
		d.Must(err)
	}
	for i := range quiz.EnoughAnswers - 1 {
		answer(i, i%2) // all of domain 1 right, all of domain 2 wrong
	}
	d.chosen()
	d.Sees("CHANCE TO PASS", "Not yet", "19 answers so far, so 1 more is missing.", "not yet, 10 first answers")
	d.Misses("likely between")
	d.Typed("r")
	if p, ok := d.practice.Opened.(actions.Practice); !ok || p.Filter.Exam != "rhit" || p.Filter.Domain != "" {
		t.Errorf("R opens %+v", d.practice.Opened)
	}
	answer(quiz.EnoughAnswers-1, 1)
	d.Ctrl(fyne.Key1)
	d.Sees("CHANCE TO PASS RHIT, IF IT WERE TODAY", "likely between", "It rests on 20 answers in 6 domains.", "It is an estimate from practice, not a promise.",
		"What would raise it most: ", "with its 90 % interval")
	part, _ := d.ready().Best()
	d.Sees("Practise " + part.Short)
	d.Typed("r")
	if p, ok := d.practice.Opened.(actions.Practice); !ok || p.Filter.Domain != part.ID {
		t.Errorf("R opens %+v, not %s", d.practice.Opened, part.ID)
	}
	d.Ctrl(fyne.Key1)
	d.chosen(quiz.SettingExamDate, (d.Act.Today() + 30).String())
	d.Sees("CHANCE TO PASS RHIT ON 22 DECEMBER, IF YOU KEEP TO THE PLAN", "right on the exam day", "not as adding to it")
}

// ready is the chance to pass as it is on show.
func (d *desk) ready() *actions.Readiness {
	d.T.Helper()
	r, work := d.Act.Readiness(0)
	if work != nil {
		d.T.Fatal("what is on show is not up to date")
	}
	return r
}

func TestAFileThatCannotBeReadIsSaid(t *testing.T) {
	d := newDesk(t, 1, 1).chosen()
	d.Must(d.Store.Close())
	d.Clock.Pass(time.Minute)
	d.Shell.Redraw()
	d.Sees("Today could not be read", "Nothing is lost; try again.", "Try again")
	d.Tap("Try again")
	d.Sees("Today could not be read")
}
