package settings

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"chartroom/app/actions/actionstest"
	"chartroom/app/shell"
	"chartroom/app/shell/shelltest"
	"chartroom/app/theme"
	"chartroom/app/uitest"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

// noon is noon in New York.
var noon = time.Date(2026, 11, 22, 17, 0, 0, 0, time.UTC)

// desk is the settings beside another screen, on a real file.
type desk struct {
	*shelltest.Desk
	screen *Screen
}

// open opens the settings in a window of a size, with settings as set already.
func open(t *testing.T, size fyne.Size, set ...string) *desk {
	t.Helper()
	return openWith(t, shell.RunNow, size, set...)
}

func openWith(t *testing.T, runner shell.Runner, size fyne.Size, set ...string) *desk {
	t.Helper()
	d := &desk{Desk: shelltest.On(t, actionstest.New(t), runner)}
	d.Clock.Set(noon)
	d.Pace = 0 // the page tells the time
	d.Set(set...)
	ApplyTheme(fyne.CurrentApp(), d.Act)
	d.Resize(size)
	d.screen = New(d.Shell, []quiz.Blueprint{
		{Credential: "rhit", Name: "RHIT"}, {Credential: "rhia", Name: "RHIA"}, {Credential: "ccs", Name: "CCS"}})
	d.Furnish(shelltest.NewOther("Other"), d.screen)
	d.Shell.Go("Settings", nil)
	uitest.Layout(d.Window)
	return d
}

// is checks a setting in force, and on disk.
func (d *desk) is(key, want string) {
	d.T.Helper()
	if got := d.Act.Setting(key); got != want {
		d.T.Errorf("%s is %q, want %q", key, got, want)
	}
	stored, err := d.Act.Reader().Settings(ctx())
	d.Must(err)
	if stored[key] != want {
		d.T.Errorf("%s is %q on disk, want %q", key, stored[key], want)
	}
}

// fill types text into an entry, in place of what is there.
func (d *desk) fill(e *widgets.Entry, text string) {
	d.T.Helper()
	e.Focus()
	for range e.Text {
		d.Key(fyne.KeyEnd)
		d.Key(fyne.KeyBackspace)
	}
	d.Typed(text)
}

func TestEveryChangeIsSavedAndUndone(t *testing.T) {
	for name, c := range map[string]struct {
		tap, key, want, undo string
	}{
		"exam":       {"RHIA", quiz.SettingExam, "rhia", "exam"},
		"zone":       {"Pacific", quiz.SettingZone, "America/Los_Angeles", "time zone"},
		"appearance": {"Dark", quiz.SettingVariant, "dark", "appearance"},
		"text size":  {"125 %", quiz.SettingTextScale, "1.25", "text size"},
	} {
		t.Run(name, func(t *testing.T) {
			d := open(t, shelltest.Size)
			d.Tap(c.tap)
			d.is(c.key, c.want)
			d.Sees("undo change of " + c.undo)
			d.Ctrl(fyne.KeyZ)
			d.is(c.key, "")
			d.Sees("Undone: change of " + c.undo + ".")
		})
	}
}

func TestNumbersAreSavedAndUndone(t *testing.T) {
	d := open(t, shelltest.Size)
	for _, c := range []struct {
		number *widgets.Number
		typed  string
		key    string
		want   string
	}{
		{d.screen.minutes, "45", quiz.SettingMinutes, "45"},
		{d.screen.newPerDay, "12", quiz.SettingNewPerDay, "12"},
		{d.screen.retention, "95", quiz.SettingRetention, "0.95"},
		{d.screen.rollover, "6", quiz.SettingRollover, "6"},
	} {
		d.screen.focusIn(c.number) // the button for less; the entry follows
		d.Key(fyne.KeyTab)
		for range 4 {
			d.Key(fyne.KeyEnd)
			d.Key(fyne.KeyBackspace)
		}
		d.Typed(c.typed)
		d.is(c.key, c.want)
	}
	d.Sees("reviews come 2.5 times as often as at 90 %")
	d.Sees("What you answer before 6 am still counts for the day before.")
}

func TestADateIsCheckedBesideTheField(t *testing.T) {
	d := open(t, shelltest.Size)
	d.fill(d.screen.date, "2027-01-1")
	d.is(quiz.SettingExamDate, "")
	d.Sees("Write the date as year-month-day")
	if d.screen.model.date.Bad {
		t.Error("half a date is called wrong while it is typed")
	}
	d.Typed("8")
	d.is(quiz.SettingExamDate, "2027-01-18")
	d.Sees("Monday, 18 January 2027, in 57 days.")
	d.fill(d.screen.date, "2026-01-01")
	d.is(quiz.SettingExamDate, "2027-01-18")
	d.Sees("That day has passed. The date was not changed.")
	d.fill(d.screen.date, "")
	d.is(quiz.SettingExamDate, "2027-01-18")
	d.Sees("Press Enter to have no date.")
	d.Key(fyne.KeyReturn)
	d.is(quiz.SettingExamDate, "")
}

func TestAZoneIsCheckedBesideTheField(t *testing.T) {
	d := open(t, shelltest.Size, quiz.SettingZone, "America/New_York")
	d.Sees("It is Sunday, 12:00 pm there.")
	d.fill(d.screen.zone, "America/Chikago")
	d.Key(fyne.KeyReturn)
	d.is(quiz.SettingZone, "America/New_York")
	d.Sees("There is no zone of this name.")
	d.Tap("Hawaii")
	d.is(quiz.SettingZone, "Pacific/Honolulu")
	d.Sees("It is Sunday, 7:00 am there.")
	if uitest.HasText(d.Window, "There is no zone of this name.") {
		t.Error("the sentence about the wrong zone stays")
	}
}

func TestWhatIsTypedStaysWhileAnotherSettingChanges(t *testing.T) {
	d := open(t, shelltest.Size)
	d.fill(d.screen.date, "2027-0")
	d.Tap("CCS")
	d.is(quiz.SettingExam, "ccs")
	if d.screen.date.Text != "2027-0" {
		t.Errorf("the date field holds %q", d.screen.date.Text)
	}
}

func TestTextSizeIsLiveAndKeepsThePlace(t *testing.T) {
	d := open(t, shelltest.Size)
	before := theme.Size(theme.SizeBody)
	d.Tap("200 %")
	if got := theme.Size(theme.SizeBody); got != 2*before {
		t.Errorf("text is %g high, want %g", got, 2*before)
	}
	if f := uitest.Focused(d.Window); !strings.Contains(f, "%") {
		t.Errorf("the focus is on %q", f)
	}
	d.Key(fyne.KeyLeft)
	d.is(quiz.SettingTextScale, "1.75")
	if d.Ctrl(fyne.KeyZ); theme.Size(theme.SizeBody) != 2*before {
		t.Error("undo does not bring the size back")
	}
}

func TestABackupIsMadeListedAndExplained(t *testing.T) {
	d := open(t, shelltest.Size)
	d.Sees("There is none yet.")
	d.Typed("b")
	d.Sees("The backup is made and checked.")
	d.Sees("Sunday, 22 November 2026, 5:00 pm")
	d.Sees("made by you")
	d.Tap("Restore…")
	d.Sees("Close Chartroom, then run this in a terminal:")
	d.Key(fyne.KeyReturn)
	command := fyne.CurrentApp().Clipboard().Content()
	all, err := d.Act.Backups()
	d.Must(err)
	if !strings.HasPrefix(command, "chartroom restore --data ") || !strings.HasSuffix(command, all[0].Path) {
		t.Errorf("the command is %q", command)
	}
}

func TestManyBackupsAreShownOnRequest(t *testing.T) {
	d := open(t, shelltest.Size)
	for range backupsShown + 2 {
		d.Typed("b")
	}
	d.Tap(fmt.Sprintf("Show all %d", backupsShown+2))
	if got := strings.Count(strings.Join(uitest.Texts(d.Window), "\n"), "Restore…"); got != backupsShown+2 {
		t.Errorf("%d backups are shown", got)
	}
}

func TestTheFileIsCheckedByKey(t *testing.T) {
	d := open(t, shelltest.Size)
	d.Typed("c")
	d.Sees("The file is sound.")
	d.Sees(d.screen.model.files.file.Folder)
}

func TestEveryFieldIsReachedByTab(t *testing.T) {
	d := open(t, shelltest.Size)
	reached := map[fyne.Focusable]bool{}
	var words []string
	for range mostFields {
		d.Key(fyne.KeyTab)
		f := d.Window.Canvas().Focused()
		if f == nil || reached[f] {
			break
		}
		reached[f] = true
		words = append(words, uitest.Focused(d.Window))
	}
	for _, e := range []*widgets.Entry{d.screen.date, d.screen.off, d.screen.from, d.screen.to, d.screen.zone} {
		if !reached[e] {
			t.Errorf("Tab does not reach the entry %q", e.PlaceHolder)
		}
	}
	all := strings.Join(words, "|")
	for _, w := range []string{"RHIT", "less", "more", "Hardly any", "Eastern", "Due longest", "Leeches are suspended", "Fit now", "Export the log", "Dark", "150 %", "Back up now", "Check the file now", "Copy path"} {
		if !strings.Contains(all, w) {
			t.Errorf("Tab does not reach %q: %s", w, all)
		}
	}
}

func TestDigitsJumpToASection(t *testing.T) {
	d := open(t, shelltest.Least)
	d.Typed("6")
	if f := uitest.Focused(d.Window); !strings.Contains(f, "Back up now") {
		t.Errorf("the focus is on %q", f)
	}
	d.Key(fyne.KeyReturn)
	d.Sees("The backup is made and checked.")
}

func TestEveryKeyIsListed(t *testing.T) {
	d := open(t, shelltest.Size)
	d.ListsKeys(d.screen)
}

// TestGallery draws the page into the folder GALLERY, to be looked at.
func TestGallery(t *testing.T) {
	dir := shelltest.Gallery(t)
	filled := []string{quiz.SettingExam, "rhit", quiz.SettingExamDate, "2027-01-18", quiz.SettingZone, "America/New_York", quiz.SettingRetention, "0.92"}
	for name, c := range map[string]struct {
		set  []string
		size fyne.Size
	}{
		"light":        {append(filled, quiz.SettingVariant, "light"), shelltest.Size},
		"dark":         {append(filled, quiz.SettingVariant, "dark"), shelltest.Size},
		"narrow-light": {append(filled, quiz.SettingVariant, "light"), shelltest.Least},
		"large-dark":   {append(filled, quiz.SettingVariant, "dark", quiz.SettingTextScale, "2"), shelltest.Size},
		"large-narrow": {append(filled, quiz.SettingVariant, "light", quiz.SettingTextScale, "2"), shelltest.Least},
		"empty-light":  {[]string{quiz.SettingVariant, "light"}, shelltest.Size},
		"studied-dark": {[]string{quiz.SettingVariant, "dark", quiz.SettingDaysOff, "2026-12-25", quiz.SettingHoliday, "2026-12-30..2027-01-06",
			quiz.SettingEasyDays, "su=0", quiz.SettingWeekMinutes, "sa=60,su=0"}, shelltest.Size},
		"studied-large": {[]string{quiz.SettingVariant, "light", quiz.SettingTextScale, "2", quiz.SettingDaysOff, "2026-12-25", quiz.SettingEasyDays, "su=0"}, shelltest.Size},
	} {
		t.Run(name, func(t *testing.T) {
			d := open(t, c.size, c.set...)
			if strings.HasPrefix(name, "studied") {
				d.study(200)
				d.screen.fit()
			} else if len(c.set) > 2 {
				for range 6 {
					d.screen.backUp()
				}
				d.fill(d.screen.date, "2026-01-18")
				d.Window.Canvas().Unfocus()
			}
			for i := range 12 {
				d.Must(uitest.Capture(d.Window, filepath.Join(dir, fmt.Sprintf("settings-%s-%02d.png", name, i))))
				d.Key(fyne.KeyPageDown)
			}
			if name == "light" {
				d.Tap("Restore…")
				d.Must(uitest.Capture(d.Window, filepath.Join(dir, "settings-light-restore.png")))
			}
		})
	}
}
