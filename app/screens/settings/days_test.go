package settings

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"chartroom/app/uitest"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

func TestDaysOffAreDaysAndSpans(t *testing.T) {
	for text, want := range map[string]string{
		"":                                   "",
		"2026-12-25":                         "",
		"2026-12-25,":                        "",
		" 2026-12-25 , 2026-12-30..2027-1-2": "Write days like 2026-12-22 and spans like 2027-01-01..2027-01-05, with commas between.",
		"2026-12-30..2027-01-02":             "",
		"2027-01-02..2026-12-30":             "Write days like",
		"2026-02-30":                         "Write days like",
		"Christmas":                          "Write days like",
		"2026-12-25..2062-12-26":             "is not within ten years",
		"0001-01-01":                         "is not within ten years",
	} {
		if _, got := readSpans(text, today); want == "" && got != "" || !strings.Contains(got, want) {
			t.Errorf("%q: %q; want %q in it", text, got, want)
		}
	}
}

// What is formatted is read as the same days.
func TestDaysOffSurviveBeingStored(t *testing.T) {
	draw := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		spans := make([]quiz.Span, draw.IntN(6))
		for i := range spans {
			from := today + quiz.Day(draw.IntN(400)-200)
			spans[i] = quiz.Span{From: from, To: from + quiz.Day(draw.IntN(3))}
		}
		got, problem := readSpans(formatSpans(spans), today)
		if problem != "" || !slices.Equal(got, spans) { // formatting has sorted them
			t.Fatalf("%v became %v, %s", spans, got, problem)
		}
	}
}

func TestDaysOffSayWhichAreToCome(t *testing.T) {
	for text, want := range map[string]string{
		"2026-11-21":                         "All of these days have passed.",
		"2026-11-20..2026-11-22":             "Today is off.",
		"2026-11-22,2026-11-22..2026-11-24":  "Today is off, and 2 days to come.",
		"2026-12-25":                         "Off on Friday, 25 December 2026.",
		"2026-12-30..2027-01-02, 2026-12-25": "5 days to come, the first on Friday, 25 December 2026.",
	} {
		if got := offNote(text, today); got != want {
			t.Errorf("%q: %q", text, got)
		}
	}
	if got := offNote("", today); !strings.HasPrefix(got, "None. ") {
		t.Errorf("%q", got)
	}
}

func TestAHolidayIsDaysToCome(t *testing.T) {
	for days, want := range map[[2]string]string{
		{"", ""}:                     "",
		{"2026-11-20", "2026-11-22"}: "",
		{"2026-12-20", "2027-01-03"}: "",
		{"2026-12-20", ""}:           "Write the last day too.",
		{"", "2026-12-20"}:           "Write the first day too.",
		{"2026-12-20", "2026-12-1"}:  "year-month-day",
		{"2026-12-20", "2026-12-19"}: "comes before the first",
		{"2026-11-01", "2026-11-21"}: "have passed",
		{"2037-01-01", "2037-01-02"}: "more than ten years away",
		{"2026-12-20", "2027-12-21"}: "longer than a year",
	} {
		if got := holidayProblem(days[0], days[1], today); want == "" && got != "" || !strings.Contains(got, want) {
			t.Errorf("%q: %q; want %q in it", days, got, want)
		}
	}
	for saved, want := range map[string]string{
		"":                       "None. A holiday gets no new reviews",
		"2026-11-20..2026-11-24": "Until Tuesday, 24 November 2026. It gets no new reviews",
		"2026-12-20..2027-01-02": "14 days from Sunday, 20 December 2026. It gets no new reviews",
		"2026-11-01..2026-11-02": "It ended on Monday, 2 November 2026.",
	} {
		if got := holidayNote(saved, today); !strings.HasPrefix(got, want) {
			t.Errorf("%q: %q", saved, got)
		}
	}
}

func TestAWeekdayHasMinutesOfItsOwn(t *testing.T) {
	p := open(t, window)
	uitest.Type(p.window, '2') // the button for less on Monday
	uitest.Key(p.window, fyne.KeyTab)
	uitest.Key(p.window, fyne.KeyUp)
	p.is(quiz.SettingWeekMinutes, "mo=35")
	p.says("In all 3 h 35 min a week.")
	p.says("undo change of a weekday's minutes")
	uitest.Key(p.window, fyne.KeyDown) // as many as usual
	p.is(quiz.SettingWeekMinutes, "")
	p.screen.focusIn(p.screen.planning.minutes[5])
	uitest.Key(p.window, fyne.KeyTab)
	for range 2 {
		uitest.Key(p.window, fyne.KeyEnd)
		uitest.Key(p.window, fyne.KeyBackspace)
	}
	uitest.TypeString(p.window, "0")
	p.is(quiz.SettingWeekMinutes, "sa=0")
	p.says("In all 3 hours a week.")
	p.window.Canvas().Unfocus() // or Ctrl Z would be about the text in the entry
	uitest.Shortcut(p.window, fyne.KeyZ, fyne.KeyModifierControl)
	if n := p.screen.planning.minutes[5].Value(); n == 0 {
		t.Error("undo leaves Saturday without minutes on show")
	}
}

// A day that has no minutes of its own follows the usual ones.
func TestWeekdaysFollowTheUsualMinutes(t *testing.T) {
	p := open(t, window, quiz.SettingWeekMinutes, "su=60")
	p.screen.choose(quiz.SettingMinutes, "45")
	for i, day := range week {
		want := 45
		if day.String() == "Sunday" {
			want = 60
		}
		if got := p.screen.planning.minutes[i].Value(); got != want {
			t.Errorf("%s has %d minutes, not %d", day, got, want)
		}
	}
}

func TestAWeekdayIsMadeEasierByKeys(t *testing.T) {
	p := open(t, window)
	p.screen.focusIn(p.screen.planning.eases[6])
	uitest.Key(p.window, fyne.KeyRight)
	p.is(quiz.SettingEasyDays, "su=0.5")
	p.says("Fewer is about half as many reviews")
	uitest.Key(p.window, fyne.KeyRight)
	p.is(quiz.SettingEasyDays, "su=0")
	uitest.Shortcut(p.window, fyne.KeyZ, fyne.KeyModifierControl)
	uitest.Shortcut(p.window, fyne.KeyZ, fyne.KeyModifierControl)
	p.is(quiz.SettingEasyDays, "")
	if i := p.screen.planning.eases[6].Selected(); i != 0 {
		t.Errorf("undo leaves %q chosen", eases[i].Word)
	}
}

func TestDaysOffAreCheckedBesideTheField(t *testing.T) {
	p := open(t, window)
	p.fill(p.screen.off, "2026-12-2")
	p.is(quiz.SettingDaysOff, "")
	p.says("Write days like 2026-12-22")
	if p.screen.model.off.Bad {
		t.Error("half a day is called wrong while it is typed")
	}
	uitest.TypeString(p.window, "5,2026-12-01")
	p.is(quiz.SettingDaysOff, "2026-12-01, 2026-12-25")
	p.says("2 days to come, the first on Tuesday, 1 December 2026.")
	if got := p.screen.off.Text; got != "2026-12-25,2026-12-01" {
		t.Errorf("what is typed became %q while it was typed", got)
	}
	uitest.Key(p.window, fyne.KeyReturn)
	if got := p.screen.off.Text; got != "2026-12-01, 2026-12-25" {
		t.Errorf("after Enter the field holds %q", got)
	}
	uitest.TypeString(p.window, ",x")
	uitest.Key(p.window, fyne.KeyReturn)
	if !p.screen.model.off.Bad {
		t.Error("a mistake is not called one after Enter")
	}
	p.is(quiz.SettingDaysOff, "2026-12-01, 2026-12-25")
	p.fill(p.screen.off, "")
	p.is(quiz.SettingDaysOff, "2026-12-01") // the last that could be read
	p.says("Press Enter to have no days off.")
	uitest.Key(p.window, fyne.KeyReturn)
	p.is(quiz.SettingDaysOff, "")
}

func TestAHolidayIsCheckedBesideItsFields(t *testing.T) {
	p := open(t, window)
	p.fill(p.screen.from, "2026-12-20")
	p.says("Write the last day too.")
	p.fill(p.screen.to, "2026-12-02")
	p.says("The last day comes before the first.")
	p.is(quiz.SettingHoliday, "")
	p.fill(p.screen.to, "2027-01-02")
	p.is(quiz.SettingHoliday, "2026-12-20..2027-01-02")
	p.says("14 days from Sunday, 20 December 2026.")
	p.window.Canvas().Unfocus()
	uitest.Shortcut(p.window, fyne.KeyZ, fyne.KeyModifierControl)
	p.is(quiz.SettingHoliday, "")
	if p.screen.from.Text != "" || p.screen.to.Text != "" {
		t.Errorf("after undo the fields hold %q and %q", p.screen.from.Text, p.screen.to.Text)
	}
	p.fill(p.screen.from, "2026-12-20")
	p.fill(p.screen.to, "2026-12-21")
	p.fill(p.screen.from, "")
	p.fill(p.screen.to, "")
	p.is(quiz.SettingHoliday, "2026-12-20..2026-12-21")
	p.says("Press Enter to have no holiday.")
	uitest.Key(p.window, fyne.KeyReturn)
	p.is(quiz.SettingHoliday, "")
}

// At every width the rows of the week stand in order, inside, and apart.
func TestTheWeekFitsAtEveryWidth(t *testing.T) {
	for _, scale := range []string{"1", "2"} {
		p := open(t, window, quiz.SettingTextScale, scale)
		layout := &weekLayout{}
		var objects []fyne.CanvasObject
		for i, day := range week {
			objects = append(objects, widgets.Body(day.String()).OneLine(), p.screen.planning.minutes[i], p.screen.planning.eases[i])
		}
		least := layout.MinSize(objects).Width
		for width := least; width < 3*least; width += 23 {
			bottom, right := float32(0), float32(0)
			high := layout.walk(objects, width, func(_ fyne.CanvasObject, x, y, w, h float32) {
				if x < 0 || x+w > width+.5 || y+h <= 0 || y+.5 < bottom && x+.5 < right {
					t.Fatalf("scale %s, %g wide: something at %g, %g covers another or is outside", scale, width, x, y)
				}
				if x == 0 && y > 0 && y+.5 < bottom {
					t.Fatalf("scale %s, %g wide: a row begins at %g, above %g", scale, width, y, bottom)
				}
				bottom, right = max(bottom, y+h), x+w
			})
			if high+.5 < bottom {
				t.Fatalf("scale %s, %g wide: %g high, but the last row ends at %g", scale, width, high, bottom)
			}
		}
	}
}
