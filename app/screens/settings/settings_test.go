package settings

import (
	"context"
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
	"chartroom/app/shell"
	"chartroom/app/theme"
	"chartroom/app/uitest"
	"chartroom/app/widgets"
	"chartroom/quiz"
	"chartroom/storage"
)

var noon = time.Date(2026, 11, 22, 17, 0, 0, 0, time.UTC)

// other stands in the rail for another screen.
type other struct{}

func (other) Name() string             { return "Other" }
func (other) Icon() theme.IconName     { return theme.IconReview }
func (other) Build() fyne.CanvasObject { return widgets.Body("this is another screen") }
func (other) Keys() []shell.Key        { return nil }
func (other) Changed(actions.Change)   {}

type app struct {
	t      *testing.T
	window fyne.Window
	shell  *shell.Shell
	screen *Screen
	act    *actions.Actions
}

func open(t *testing.T, size fyne.Size, set ...string) *app {
	t.Helper()
	return openWith(t, shell.RunNow, size, set...)
}

func openWith(t *testing.T, runner shell.Runner, size fyne.Size, set ...string) *app {
	t.Helper()
	a := test.NewTempApp(t)
	draw := rand.New(rand.NewPCG(7, 7))
	path := filepath.Join(t.TempDir(), "profiles", "learner", "chartroom.db")
	must(t, os.MkdirAll(filepath.Dir(path), 0o700))
	store, err := storage.Open(path, storage.Options{Now: noon, Draw: draw})
	must(t, err)
	t.Cleanup(func() { store.Close() })
	act, err := actions.New(context.Background(), store, func() time.Time { return noon }, draw)
	must(t, err)
	for i := 0; i+1 < len(set); i += 2 {
		_, err := act.Set(ctx(), set[i], set[i+1])
		must(t, err)
	}
	ApplyTheme(a, act)
	w := test.NewTempWindow(t, widgets.Body(""))
	w.SetTitle("Chartroom")
	w.SetPadded(false)
	w.Resize(size)
	s := shell.New(w, act, runner)
	t.Cleanup(s.Close)
	p := &app{t: t, window: w, shell: s, act: act, screen: New(s, []quiz.Blueprint{
		{Credential: "rhit", Name: "RHIT"}, {Credential: "rhia", Name: "RHIA"}, {Credential: "ccs", Name: "CCS"}})}
	s.Add(other{}, p.screen)
	s.Show()
	s.Go("Settings", nil)
	w.Resize(size)
	uitest.Layout(w)
	return p
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

var window = fyne.NewSize(1280, 800)

// is checks a setting in force, and on disk.
func (p *app) is(key, want string) {
	p.t.Helper()
	if got := p.act.Setting(key); got != want {
		p.t.Errorf("%s is %q, want %q", key, got, want)
	}
	stored, err := p.act.Reader().Settings(ctx())
	must(p.t, err)
	if stored[key] != want {
		p.t.Errorf("%s is %q on disk, want %q", key, stored[key], want)
	}
}

func (p *app) says(text string) {
	p.t.Helper()
	if !uitest.HasText(p.window, text) {
		p.t.Errorf("nothing says %q; there is %q", text, uitest.Texts(p.window))
	}
}

// fill types text into an entry, in place of what is there.
func (p *app) fill(e *widgets.Entry, text string) {
	p.t.Helper()
	e.Focus()
	for range e.Text {
		uitest.Key(p.window, fyne.KeyEnd)
		uitest.Key(p.window, fyne.KeyBackspace)
	}
	uitest.TypeString(p.window, text)
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
			p := open(t, window)
			uitest.Tap(t, p.window, c.tap)
			p.is(c.key, c.want)
			p.says("undo change of " + c.undo)
			uitest.Shortcut(p.window, fyne.KeyZ, fyne.KeyModifierControl)
			p.is(c.key, "")
			p.says("Undone: change of " + c.undo + ".")
		})
	}
}

func TestNumbersAreSavedAndUndone(t *testing.T) {
	p := open(t, window)
	for _, c := range []struct {
		number *widgets.Number
		typed  string
		key    string
		want   string
	}{
		{p.screen.minutes, "45", quiz.SettingMinutes, "45"},
		{p.screen.newPerDay, "12", quiz.SettingNewPerDay, "12"},
		{p.screen.retention, "95", quiz.SettingRetention, "0.95"},
		{p.screen.rollover, "6", quiz.SettingRollover, "6"},
	} {
		p.screen.focusIn(c.number) // the button for less; the entry follows
		uitest.Key(p.window, fyne.KeyTab)
		for range 4 {
			uitest.Key(p.window, fyne.KeyEnd)
			uitest.Key(p.window, fyne.KeyBackspace)
		}
		uitest.TypeString(p.window, c.typed)
		p.is(c.key, c.want)
	}
	p.says("reviews come 2.5 times as often as at 90 %")
	p.says("What you answer before 6 am still counts for the day before.")
}

func TestADateIsCheckedBesideTheField(t *testing.T) {
	p := open(t, window)
	p.fill(p.screen.date, "2027-01-1")
	p.is(quiz.SettingExamDate, "")
	p.says("Write the date as year-month-day")
	if p.screen.model.date.Bad {
		t.Error("half a date is called wrong while it is typed")
	}
	uitest.TypeString(p.window, "8")
	p.is(quiz.SettingExamDate, "2027-01-18")
	p.says("Monday, 18 January 2027, in 57 days.")
	p.fill(p.screen.date, "2026-01-01")
	p.is(quiz.SettingExamDate, "2027-01-18")
	p.says("That day has passed. The date was not changed.")
	p.fill(p.screen.date, "")
	p.is(quiz.SettingExamDate, "2027-01-18")
	p.says("Press Enter to have no date.")
	uitest.Key(p.window, fyne.KeyReturn)
	p.is(quiz.SettingExamDate, "")
}

func TestAZoneIsCheckedBesideTheField(t *testing.T) {
	p := open(t, window, quiz.SettingZone, "America/New_York")
	p.says("It is Sunday, 12:00 pm there.")
	p.fill(p.screen.zone, "America/Chikago")
	uitest.Key(p.window, fyne.KeyReturn)
	p.is(quiz.SettingZone, "America/New_York")
	p.says("There is no zone of this name.")
	uitest.Tap(t, p.window, "Hawaii")
	p.is(quiz.SettingZone, "Pacific/Honolulu")
	p.says("It is Sunday, 7:00 am there.")
	if uitest.HasText(p.window, "There is no zone of this name.") {
		t.Error("the sentence about the wrong zone stays")
	}
}

func TestWhatIsTypedStaysWhileAnotherSettingChanges(t *testing.T) {
	p := open(t, window)
	p.fill(p.screen.date, "2027-0")
	uitest.Tap(t, p.window, "CCS")
	p.is(quiz.SettingExam, "ccs")
	if p.screen.date.Text != "2027-0" {
		t.Errorf("the date field holds %q", p.screen.date.Text)
	}
}

func TestTextSizeIsLiveAndKeepsThePlace(t *testing.T) {
	p := open(t, window)
	before := theme.Size(theme.SizeBody)
	uitest.Tap(t, p.window, "200 %")
	if got := theme.Size(theme.SizeBody); got != 2*before {
		t.Errorf("text is %g high, want %g", got, 2*before)
	}
	if f := uitest.Focused(p.window); !strings.Contains(f, "%") {
		t.Errorf("the focus is on %q", f)
	}
	uitest.Key(p.window, fyne.KeyLeft)
	p.is(quiz.SettingTextScale, "1.75")
	if uitest.Shortcut(p.window, fyne.KeyZ, fyne.KeyModifierControl); theme.Size(theme.SizeBody) != 2*before {
		t.Error("undo does not bring the size back")
	}
}

func TestABackupIsMadeListedAndExplained(t *testing.T) {
	p := open(t, window)
	p.says("There is none yet.")
	uitest.Type(p.window, 'b')
	p.says("The backup is made and checked.")
	p.says("Sunday, 22 November 2026, 5:00 pm")
	p.says("made by you")
	uitest.Tap(t, p.window, "Restore…")
	p.says("Close Chartroom, then run this in a terminal:")
	uitest.Key(p.window, fyne.KeyReturn)
	command := fyne.CurrentApp().Clipboard().Content()
	all, err := p.act.Backups()
	must(t, err)
	if !strings.HasPrefix(command, "chartroom restore --data ") || !strings.HasSuffix(command, all[0].Path) {
		t.Errorf("the command is %q", command)
	}
}

func TestManyBackupsAreShownOnRequest(t *testing.T) {
	p := open(t, window)
	for range backupsShown + 2 {
		uitest.Type(p.window, 'b')
	}
	uitest.Tap(t, p.window, fmt.Sprintf("Show all %d", backupsShown+2))
	if got := strings.Count(strings.Join(uitest.Texts(p.window), "\n"), "Restore…"); got != backupsShown+2 {
		t.Errorf("%d backups are shown", got)
	}
}

func TestTheFileIsCheckedByKey(t *testing.T) {
	p := open(t, window)
	uitest.Type(p.window, 'c')
	p.says("The file is sound.")
	p.says(p.screen.model.files.file.Folder)
}

func TestEveryFieldIsReachedByTab(t *testing.T) {
	p := open(t, window)
	reached := map[fyne.Focusable]bool{}
	var words []string
	for range mostFields {
		uitest.Key(p.window, fyne.KeyTab)
		f := p.window.Canvas().Focused()
		if f == nil || reached[f] {
			break
		}
		reached[f] = true
		words = append(words, uitest.Focused(p.window))
	}
	for _, e := range []*widgets.Entry{p.screen.date, p.screen.off, p.screen.from, p.screen.to, p.screen.zone} {
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
	p := open(t, fyne.NewSize(960, 640))
	uitest.Type(p.window, '6')
	if f := uitest.Focused(p.window); !strings.Contains(f, "Back up now") {
		t.Errorf("the focus is on %q", f)
	}
	uitest.Key(p.window, fyne.KeyReturn)
	p.says("The backup is made and checked.")
}

func TestEveryKeyIsListed(t *testing.T) {
	p := open(t, window)
	uitest.Type(p.window, '?')
	for _, k := range p.screen.Keys() {
		if k.Does != "" {
			p.says(k.Does)
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
	filled := []string{quiz.SettingExam, "rhit", quiz.SettingExamDate, "2027-01-18", quiz.SettingZone, "America/New_York", quiz.SettingRetention, "0.92"}
	for name, c := range map[string]struct {
		set  []string
		size fyne.Size
	}{
		"light":        {append(filled, quiz.SettingVariant, "light"), window},
		"dark":         {append(filled, quiz.SettingVariant, "dark"), window},
		"narrow-light": {append(filled, quiz.SettingVariant, "light"), fyne.NewSize(960, 640)},
		"large-dark":   {append(filled, quiz.SettingVariant, "dark", quiz.SettingTextScale, "2"), window},
		"large-narrow": {append(filled, quiz.SettingVariant, "light", quiz.SettingTextScale, "2"), fyne.NewSize(960, 640)},
		"empty-light":  {[]string{quiz.SettingVariant, "light"}, window},
		"studied-dark": {[]string{quiz.SettingVariant, "dark", quiz.SettingDaysOff, "2026-12-25", quiz.SettingHoliday, "2026-12-30..2027-01-06",
			quiz.SettingEasyDays, "su=0", quiz.SettingWeekMinutes, "sa=60,su=0"}, window},
		"studied-large": {[]string{quiz.SettingVariant, "light", quiz.SettingTextScale, "2", quiz.SettingDaysOff, "2026-12-25", quiz.SettingEasyDays, "su=0"}, window},
	} {
		t.Run(name, func(t *testing.T) {
			p := open(t, c.size, c.set...)
			if strings.HasPrefix(name, "studied") {
				p.study(200)
				p.screen.fit()
			} else if len(c.set) > 2 {
				for range 6 {
					p.screen.backUp()
				}
				p.fill(p.screen.date, "2026-01-18")
				p.window.Canvas().Unfocus()
			}
			for i := range 12 {
				must(t, uitest.Capture(p.window, filepath.Join(dir, fmt.Sprintf("settings-%s-%02d.png", name, i))))
				uitest.Key(p.window, fyne.KeyPageDown)
			}
			if name == "light" {
				uitest.Tap(t, p.window, "Restore…")
				must(t, uitest.Capture(p.window, filepath.Join(dir, "settings-light-restore.png")))
			}
		})
	}
}
