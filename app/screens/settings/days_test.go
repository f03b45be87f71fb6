package settings

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"chartroom/app/shell/shelltest"
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
	d := open(t, shelltest.Size)
	d.Typed("2") // the button for less on Monday
	d.Key(fyne.KeyTab)
	d.Key(fyne.KeyUp)
	d.is(quiz.SettingWeekMinutes, "mo=35")
	d.Sees("In all 3 h 35 min a week.")
	d.Sees("undo change of a weekday's minutes")
	d.Key(fyne.KeyDown) // as many as usual
	d.is(quiz.SettingWeekMinutes, "")
	d.screen.focusIn(d.screen.planning.minutes[5])
	d.Key(fyne.KeyTab)
	for range 2 {
		d.Key(fyne.KeyEnd)
		d.Key(fyne.KeyBackspace)
	}
	d.Typed("0")
	d.is(quiz.SettingWeekMinutes, "sa=0")
	d.Sees("In all 3 hours a week.")
	d.Window.Canvas().Unfocus() // or Ctrl Z would be about the text in the entry
	d.Ctrl(fyne.KeyZ)
	if n := d.screen.planning.minutes[5].Value(); n == 0 {
		t.Error("undo leaves Saturday without minutes on show")
	}
}

// A day that has no minutes of its own follows the usual ones.
func TestWeekdaysFollowTheUsualMinutes(t *testing.T) {
	d := open(t, shelltest.Size, quiz.SettingWeekMinutes, "su=60")
	d.screen.choose(quiz.SettingMinutes, "45")
	for i, day := range week {
		want := 45
		if day.String() == "Sunday" {
			want = 60
		}
		if got := d.screen.planning.minutes[i].Value(); got != want {
			t.Errorf("%s has %d minutes, not %d", day, got, want)
		}
	}
}

func TestAWeekdayIsMadeEasierByKeys(t *testing.T) {
	d := open(t, shelltest.Size)
	d.screen.focusIn(d.screen.planning.eases[6])
	d.Key(fyne.KeyRight)
	d.is(quiz.SettingEasyDays, "su=0.5")
	d.Sees("Fewer is about half as many reviews")
	d.Key(fyne.KeyRight)
	d.is(quiz.SettingEasyDays, "su=0")
	d.Ctrl(fyne.KeyZ)
	d.Ctrl(fyne.KeyZ)
	d.is(quiz.SettingEasyDays, "")
	if i := d.screen.planning.eases[6].Selected(); i != 0 {
		t.Errorf("undo leaves %q chosen", eases[i].Word)
	}
}

func TestDaysOffAreCheckedBesideTheField(t *testing.T) {
	d := open(t, shelltest.Size)
	d.fill(d.screen.off, "2026-12-2")
	d.is(quiz.SettingDaysOff, "")
	d.Sees("Write days like 2026-12-22")
	if d.screen.model.off.Bad {
		t.Error("half a day is called wrong while it is typed")
	}
	d.Typed("5,2026-12-01")
	d.is(quiz.SettingDaysOff, "2026-12-01, 2026-12-25")
	d.Sees("2 days to come, the first on Tuesday, 1 December 2026.")
	if got := d.screen.off.Text; got != "2026-12-25,2026-12-01" {
		t.Errorf("what is typed became %q while it was typed", got)
	}
	d.Key(fyne.KeyReturn)
	if got := d.screen.off.Text; got != "2026-12-01, 2026-12-25" {
		t.Errorf("after Enter the field holds %q", got)
	}
	d.Typed(",x")
	d.Key(fyne.KeyReturn)
	if !d.screen.model.off.Bad {
		t.Error("a mistake is not called one after Enter")
	}
	d.is(quiz.SettingDaysOff, "2026-12-01, 2026-12-25")
	d.fill(d.screen.off, "")
	d.is(quiz.SettingDaysOff, "2026-12-01") // the last that could be read
	d.Sees("Press Enter to have no days off.")
	d.Key(fyne.KeyReturn)
	d.is(quiz.SettingDaysOff, "")
}

func TestAHolidayIsCheckedBesideItsFields(t *testing.T) {
	d := open(t, shelltest.Size)
	d.fill(d.screen.from, "2026-12-20")
	d.Sees("Write the last day too.")
	d.fill(d.screen.to, "2026-12-02")
	d.Sees("The last day comes before the first.")
	d.is(quiz.SettingHoliday, "")
	d.fill(d.screen.to, "2027-01-02")
	d.is(quiz.SettingHoliday, "2026-12-20..2027-01-02")
	d.Sees("14 days from Sunday, 20 December 2026.")
	d.Window.Canvas().Unfocus()
	d.Ctrl(fyne.KeyZ)
	d.is(quiz.SettingHoliday, "")
	if d.screen.from.Text != "" || d.screen.to.Text != "" {
		t.Errorf("after undo the fields hold %q and %q", d.screen.from.Text, d.screen.to.Text)
	}
	d.fill(d.screen.from, "2026-12-20")
	d.fill(d.screen.to, "2026-12-21")
	d.fill(d.screen.from, "")
	d.fill(d.screen.to, "")
	d.is(quiz.SettingHoliday, "2026-12-20..2026-12-21")
	d.Sees("Press Enter to have no holiday.")
	d.Key(fyne.KeyReturn)
	d.is(quiz.SettingHoliday, "")
}

// At every width the rows of the week stand in order, inside, and apart.
func TestTheWeekFitsAtEveryWidth(t *testing.T) {
	for _, scale := range []string{"1", "2"} {
		d := open(t, shelltest.Size, quiz.SettingTextScale, scale)
		layout := &weekLayout{}
		var objects []fyne.CanvasObject
		for i, day := range week {
			objects = append(objects, widgets.Body(day.String()).OneLine(), d.screen.planning.minutes[i], d.screen.planning.eases[i])
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
