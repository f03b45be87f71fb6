package today

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"chartroom/app/actions"
	"chartroom/app/theme"
	"chartroom/app/uitest"
	"chartroom/quiz"
)

// TestPictures draws the page when CHARTROOM_PICTURES names a folder.
func TestPictures(t *testing.T) {
	dir := os.Getenv("CHARTROOM_PICTURES")
	if dir == "" {
		t.Skip("CHARTROOM_PICTURES is not set")
	}
	for name, o := range map[string]theme.Options{"light": {Variant: theme.Light}, "dark": {Variant: theme.Dark},
		"light-200": {Variant: theme.Light, TextScale: 2}, "dark-200": {Variant: theme.Dark, TextScale: 2}} {
		for _, answers := range []int{9, 90} {
			d := newDesk(t, 120, 30)
			fyne.CurrentApp().Settings().SetTheme(theme.New(o))
			d.Shell.Restyle()
			for i := range answers {
				chosen := 0
				if i%4 == 0 {
					chosen = 1
				}
				_, _, err := d.Act.Answer(ctx(), &d.bank.Questions[i], actions.Answer{Mode: quiz.ModeStudy, Response: quiz.Response{Chosen: []int{chosen}}, Took: 20 * time.Second})
				d.Must(err)
			}
			d.chosen(quiz.SettingExamDate, "2027-01-18", quiz.SettingMinutes, "45")
			for i := range 3 {
				d.Must(uitest.Capture(d.Window, filepath.Join(dir, fmt.Sprintf("today-%s-%d-%d.png", name, answers, i))))
				d.today.page.ScrollBy(500)
			}
		}
	}
}
