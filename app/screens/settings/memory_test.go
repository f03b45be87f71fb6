package settings

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"chartroom/app/actions"
	"chartroom/app/shell"
	"chartroom/app/uitest"
	"chartroom/quiz"
	"chartroom/quiz/srs"
)

func TestTheOrderOfReviewsIsChosenByKeys(t *testing.T) {
	p := open(t, window)
	uitest.Type(p.window, '3')
	p.says("First comes what you would forget soonest")
	for _, o := range orders[1:] {
		uitest.Key(p.window, fyne.KeyRight)
		p.is(quiz.SettingOrder, string(o.Order))
		p.says(o.Does)
	}
	uitest.Shortcut(p.window, fyne.KeyZ, fyne.KeyModifierControl)
	p.is(quiz.SettingOrder, string(quiz.OrderOverdue))
	p.says(orders[2].Does)
}

func TestTheOrderSaysWhatThePlanDecides(t *testing.T) {
	p := open(t, window, quiz.SettingExam, "rhit", quiz.SettingExamDate, "2027-01-18")
	p.says("for the exam the plan decides")
	if strings.Contains(strings.Join(uitest.Texts(p.window), " "), "over the next two months") {
		t.Error("with an exam date the aim says a workload that the plan does not keep to")
	}
}

func TestTicksAreSavedAndUndone(t *testing.T) {
	for text, c := range map[string]struct{ key, value, undo string }{
		"Related questions wait until tomorrow": {quiz.SettingBury, "off", "related questions"},
		"Days are evened out":                   {quiz.SettingBalance, "off", "even days"},
		"Leeches are suspended":                 {quiz.SettingLeech, "on", "leeches"},
	} {
		p := open(t, window)
		p.screen.focusIn(map[string]fyne.CanvasObject{quiz.SettingBury: p.screen.bury, quiz.SettingBalance: p.screen.even, quiz.SettingLeech: p.screen.leech}[c.key])
		if f := uitest.Focused(p.window); !strings.Contains(f, text) {
			t.Errorf("the focus is on %q, not on %q", f, text)
		}
		was := p.screen.model.on(c.key)
		uitest.Key(p.window, fyne.KeySpace)
		p.is(c.key, c.value)
		p.says("undo change of " + c.undo)
		if p.screen.model.on(c.key) == was {
			t.Errorf("%s: the tick changes nothing", text)
		}
		uitest.Shortcut(p.window, fyne.KeyZ, fyne.KeyModifierControl)
		p.is(c.key, "")
	}
}

func TestALimitOfReviewsIsTakenAway(t *testing.T) {
	p := open(t, window)
	p.says("0 is no limit")
	p.screen.focusIn(p.screen.most)
	uitest.Key(p.window, fyne.KeyTab) // less is disabled: the entry comes first
	uitest.Key(p.window, fyne.KeyReturn)
	p.is(quiz.SettingReviews, "10")
	p.says("What is over the limit waits for another day.")
	uitest.Shortcut(p.window, fyne.KeyZ, fyne.KeyModifierControl)
	p.is(quiz.SettingReviews, "")
}

func TestEverySettingThatIsUndoneHasAName(t *testing.T) {
	for _, key := range []string{quiz.SettingExam, quiz.SettingExamDate, quiz.SettingMinutes, quiz.SettingNewPerDay, quiz.SettingWeekMinutes,
		quiz.SettingEasyDays, quiz.SettingDaysOff, quiz.SettingHoliday, quiz.SettingOrder, quiz.SettingReviews, quiz.SettingBury, quiz.SettingBalance,
		quiz.SettingLeech, quiz.SettingRetention, quiz.SettingRollover, quiz.SettingZone, quiz.SettingVariant, quiz.SettingTextScale} {
		if names[key] == "" {
			t.Errorf("%s has no name", key)
		}
	}
}

// study brings a bank of cards and the answers of somebody who forgets after a
// sixth of the usual time.
func (p *app) study(cards int) int {
	p.t.Helper()
	bank := quiz.Bank{ID: "b", Name: "B"}
	for i := range cards {
		key := fmt.Sprint("card ", i)
		bank.Questions = append(bank.Questions, quiz.Question{ID: quiz.NewQuestionID(bank.ID, key), Bank: bank.ID, Key: key, Name: key,
			Kind: quiz.Flip, Stem: key, Options: []quiz.Option{{Text: "the back", Fraction: 1}}})
	}
	must(p.t, p.act.Import(bank).Run(ctx(), func(int, int) {}))
	weights := srs.Default
	for i := range 4 {
		weights[i] /= 6
	}
	weights[8]--
	var list []quiz.Attempt
	reviews, last := srs.Simulated(&weights, cards, 300, p.act.Draw()), int32(0)
	for _, r := range reviews {
		last = max(last, r.Day)
	}
	for i, r := range reviews {
		day := p.act.Today() - 1 - quiz.Day(last-r.Day)
		at := p.act.Scheduler().Days.Start(day).Add(time.Duration(i%3600) * time.Second)
		list = append(list, quiz.Attempt{Stamp: quiz.Stamp{ID: quiz.NewEventID(at, p.act.Draw()), At: at, Day: day},
			Question: bank.Questions[int(r.Card)%cards].ID, Mode: quiz.ModeReview, Grade: r.Grade})
	}
	must(p.t, p.act.ImportHistory(list).Run(ctx(), func(int, int) {}))
	return len(list)
}

func TestAFitIsMadeSaidAndTakenBack(t *testing.T) {
	p := open(t, window)
	uitest.Type(p.window, 'f')
	p.says("Nothing changed: fitting the schedule to you takes 100 reviews on later days, and there are 0 so far.")
	n := p.study(200)
	p.shell.Redraw()
	p.says("FSRS-6 with the published weights.")
	p.says("over the next two months, with up to 20 new cards a day.")
	if uitest.CanTap(p.window, "Use the published weights") {
		t.Error("one can go back to what is in use")
	}
	uitest.Type(p.window, 'f')
	p.says("The schedule was fitted to you")
	p.says(fmt.Sprintf("fitted to you and last checked on %s.", quiz.Count(n, "answer")))
	p.says("undo fitting of the schedule")
	fitted := p.act.Setting(quiz.SettingModel)
	uitest.Type(p.window, 'f') // nothing new to learn from
	p.is(quiz.SettingModel, fitted)
	p.says("Nothing changed: the schedule in use foresaw your last")
	uitest.Tap(t, p.window, "Use the published weights")
	p.is(quiz.SettingModel, "")
	p.says("The schedule rests on the published weights")
	uitest.Shortcut(p.window, fyne.KeyZ, fyne.KeyModifierControl)
	p.is(quiz.SettingModel, fitted)
	uitest.Shortcut(p.window, fyne.KeyZ, fyne.KeyModifierControl)
	p.is(quiz.SettingModel, "")
}

// A fit that is cancelled, at once or on its way, changes nothing.
func TestAFitThatIsCancelledChangesNothing(t *testing.T) {
	for _, after := range []int{0, 3} {
		p := openWith(t, func(ctx context.Context, job shell.Job, show func(done, total int), then func(error)) {
			ctx, cancel := context.WithCancel(ctx)
			defer cancel()
			reports := 0
			if after == 0 {
				cancel()
			}
			then(job(ctx, func(done, total int) {
				if show(done, total); reports == after {
					cancel()
				}
				reports++
			}))
		}, window)
		p.study(200)
		uitest.Type(p.window, 'f')
		p.says("Fitting the schedule to you: cancelled. Nothing was changed.")
		p.is(quiz.SettingModel, "")
		if said := p.act.FitSaid(); said != "" {
			t.Errorf("it says %q", said)
		}
	}
}

func TestTheLogIsExportedWhole(t *testing.T) {
	p := open(t, window)
	n := p.study(20)
	path := filepath.Join(t.TempDir(), "log.csv")
	p.screen.exportLogTo(path)
	p.says(quiz.Count(n, "answer") + " written to " + path + ".")
	text, err := os.ReadFile(path)
	must(t, err)
	if lines := strings.Count(string(text), "\n"); lines != n+1 {
		t.Errorf("%d lines, not %d", lines, n+1)
	}
	p.screen.exportLogTo(filepath.Join(t.TempDir(), "no folder", "log.csv"))
	p.says("Could not export the log to log.csv")
	uitest.Type(p.window, 'e')
	p.says("chartroom-log.csv") // the dialog's proposal
}

// The work is worked out again when the aim changes, and only then.
func TestTheAimSaysItsWork(t *testing.T) {
	p := open(t, window)
	p.study(60)
	p.shell.Redraw()
	low := p.screen.model.work.said
	p.screen.try(func() (actions.Done, error) { return p.screen.model.setRetention(97) })
	if high := p.screen.model.work.said; high == low || high == "" {
		t.Errorf("at 90 %%: %q, at 97 %%: %q", low, high)
	}
	p.screen.model.work.said = "kept"
	p.screen.choose(quiz.SettingOrder, "due")
	p.says("kept")
}

func TestWorkAndBasisAreSaid(t *testing.T) {
	for want, w := range map[string]quiz.Workload{
		"It costs nothing yet: there is nothing to review.":                           {},
		"That is about 1 minute a day over the next two months, without new cards.":   {Minutes: .2, Reviews: 1},
		"That is about 24 minutes a day over the next two months, without new cards.": {Minutes: 23.4},
		"That is about 1 h 30 min a day over the next two months, without new cards.": {Minutes: 90},
		"That is about 2 hours a day over the next two months, without new cards.":    {Minutes: 119.2},
	} {
		if got := workSaid(w, 0); got != want {
			t.Errorf("%+v: %q", w, got)
		}
	}
	for want, b := range map[string]actions.Basis{
		"FSRS-6 with the published weights. A fit takes 100 reviews on later days; there are 37 so far.": {Model: srs.FSRS6, Tests: 37},
		"FSRS-6 with the published weights.":                       {Model: srs.FSRS6, Tests: 100, Checked: 300},
		"FSRS-7, fitted to you and last checked on 1,180 answers.": {Model: srs.FSRS7, Own: true, Checked: 1180},
		"FSRS-6, fitted to you.":                                   {Model: srs.FSRS6, Own: true},
	} {
		if got := basisSaid(b); got != want {
			t.Errorf("%+v: %q", b, got)
		}
	}
}
