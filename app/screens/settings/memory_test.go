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
	"chartroom/app/actions/actionstest"
	"chartroom/app/shell"
	"chartroom/app/shell/shelltest"
	"chartroom/app/uitest"
	"chartroom/quiz"
	"chartroom/quiz/srs"
)

func TestTheOrderOfReviewsIsChosenByKeys(t *testing.T) {
	d := open(t, shelltest.Size)
	d.Typed("3")
	d.Sees("First comes what you would forget soonest")
	for _, o := range orders[1:] {
		d.Key(fyne.KeyRight)
		d.is(quiz.SettingOrder, string(o.Order))
		d.Sees(o.Does)
	}
	d.Ctrl(fyne.KeyZ)
	d.is(quiz.SettingOrder, string(quiz.OrderOverdue))
	d.Sees(orders[2].Does)
}

func TestTheOrderSaysWhatThePlanDecides(t *testing.T) {
	d := open(t, shelltest.Size, quiz.SettingExam, "rhit", quiz.SettingExamDate, "2027-01-18")
	d.Sees("for the exam the plan decides")
	if strings.Contains(strings.Join(uitest.Texts(d.Window), " "), "over the next two months") {
		t.Error("with an exam date the aim says a workload that the plan does not keep to")
	}
}

func TestTicksAreSavedAndUndone(t *testing.T) {
	for text, c := range map[string]struct{ key, value, undo string }{
		"Related questions wait until tomorrow": {quiz.SettingBury, "off", "related questions"},
		"Days are evened out":                   {quiz.SettingBalance, "off", "even days"},
		"Leeches are suspended":                 {quiz.SettingLeech, "on", "leeches"},
	} {
		d := open(t, shelltest.Size)
		d.screen.focusIn(map[string]fyne.CanvasObject{quiz.SettingBury: d.screen.bury, quiz.SettingBalance: d.screen.even, quiz.SettingLeech: d.screen.leech}[c.key])
		if f := uitest.Focused(d.Window); !strings.Contains(f, text) {
			t.Errorf("the focus is on %q, not on %q", f, text)
		}
		was := d.screen.model.on(c.key)
		d.Key(fyne.KeySpace)
		d.is(c.key, c.value)
		d.Sees("undo change of " + c.undo)
		if d.screen.model.on(c.key) == was {
			t.Errorf("%s: the tick changes nothing", text)
		}
		d.Ctrl(fyne.KeyZ)
		d.is(c.key, "")
	}
}

func TestALimitOfReviewsIsTakenAway(t *testing.T) {
	d := open(t, shelltest.Size)
	d.Sees("0 is no limit")
	d.screen.focusIn(d.screen.most)
	d.Key(fyne.KeyTab) // less is disabled: the entry comes first
	d.Key(fyne.KeyReturn)
	d.is(quiz.SettingReviews, "10")
	d.Sees("What is over the limit waits for another day.")
	d.Ctrl(fyne.KeyZ)
	d.is(quiz.SettingReviews, "")
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
func (d *desk) study(cards int) int {
	d.T.Helper()
	var all []quiz.Question
	for i := range cards {
		all = append(all, actionstest.Card(fmt.Sprint("card ", i)))
	}
	bank := actionstest.Bank(all...)
	d.Bring(bank)
	weights := srs.Default
	for i := range 4 {
		weights[i] /= 6
	}
	weights[8]--
	var list []quiz.Attempt
	reviews, last := srs.Simulated(&weights, cards, 300, d.Act.Draw()), int32(0)
	for _, r := range reviews {
		last = max(last, r.Day)
	}
	for i, r := range reviews {
		day := d.Act.Today() - 1 - quiz.Day(last-r.Day)
		at := d.Act.Scheduler().Days.Start(day).Add(time.Duration(i%3600) * time.Second)
		list = append(list, quiz.Attempt{Stamp: quiz.Stamp{ID: quiz.NewEventID(at, d.Act.Draw()), At: at, Day: day},
			Question: bank.Questions[int(r.Card)%cards].ID, Mode: quiz.ModeReview, Grade: r.Grade})
	}
	d.Must(d.Act.ImportHistory(list).Run(ctx(), func(int, int) {}))
	return len(list)
}

func TestAFitIsMadeSaidAndTakenBack(t *testing.T) {
	d := open(t, shelltest.Size)
	d.Typed("f")
	d.Sees("Nothing changed: fitting the schedule to you takes 100 reviews on later days, and there are 0 so far.")
	n := d.study(200)
	d.Shell.Redraw()
	d.Sees("FSRS-6 with the published weights.")
	d.Sees("over the next two months, with up to 20 new cards a day.")
	if uitest.CanTap(d.Window, "Use the published weights") {
		t.Error("one can go back to what is in use")
	}
	d.Typed("f")
	d.Sees("The schedule was fitted to you")
	d.Sees(fmt.Sprintf("fitted to you and last checked on %s.", quiz.Count(n, "answer")))
	d.Sees("undo fitting of the schedule")
	fitted := d.Act.Setting(quiz.SettingModel)
	d.Typed("f") // nothing new to learn from
	d.is(quiz.SettingModel, fitted)
	d.Sees("Nothing changed: the schedule in use foresaw your last")
	d.Tap("Use the published weights")
	d.is(quiz.SettingModel, "")
	d.Sees("The schedule rests on the published weights")
	d.Ctrl(fyne.KeyZ)
	d.is(quiz.SettingModel, fitted)
	d.Ctrl(fyne.KeyZ)
	d.is(quiz.SettingModel, "")
}

// A fit that is cancelled, at once or on its way, changes nothing.
func TestAFitThatIsCancelledChangesNothing(t *testing.T) {
	for _, after := range []int{0, 3} {
		d := openWith(t, func(ctx context.Context, job shell.Job, show func(done, total int), then func(error)) {
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
		}, shelltest.Size)
		d.study(200)
		d.Typed("f")
		d.Sees("Fitting the schedule to you: cancelled. Nothing was changed.")
		d.is(quiz.SettingModel, "")
		if said := d.Act.FitSaid(); said != "" {
			t.Errorf("it says %q", said)
		}
	}
}

func TestTheLogIsExportedWhole(t *testing.T) {
	d := open(t, shelltest.Size)
	n := d.study(20)
	path := filepath.Join(t.TempDir(), "log.csv")
	d.screen.exportLogTo(path)
	d.Sees(quiz.Count(n, "answer") + " written to " + path + ".")
	text, err := os.ReadFile(path)
	d.Must(err)
	if lines := strings.Count(string(text), "\n"); lines != n+1 {
		t.Errorf("%d lines, not %d", lines, n+1)
	}
	d.screen.exportLogTo(filepath.Join(t.TempDir(), "no folder", "log.csv"))
	d.Sees("Could not export the log to log.csv")
	d.Typed("e")
	d.Sees("chartroom-log.csv") // the dialog's proposal
}

// The work is worked out again when the aim changes, and only then.
func TestTheAimSaysItsWork(t *testing.T) {
	d := open(t, shelltest.Size)
	d.study(60)
	d.Shell.Redraw()
	low := d.screen.model.work.said
	d.screen.try(func() (actions.Done, error) { return d.screen.model.setRetention(97) })
	if high := d.screen.model.work.said; high == low || high == "" {
		t.Errorf("at 90 %%: %q, at 97 %%: %q", low, high)
	}
	d.screen.model.work.said = "kept"
	d.screen.choose(quiz.SettingOrder, "due")
	d.Sees("kept")
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
