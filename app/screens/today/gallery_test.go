package today

import (
	"fmt"
	"testing"
	"time"

	"chartroom/app/actions"
	"chartroom/app/shell/shelltest"
	"chartroom/quiz"
)

// TestGallery draws the page into the folder GALLERY, to be looked at.
func TestGallery(t *testing.T) {
	dir := shelltest.Gallery(t)
	for _, look := range shelltest.Looks {
		for _, answers := range []int{9, 90} {
			d := newDesk(t, 120, 30)
			d.Wear(look)
			for i := range answers {
				chosen := 0
				if i%4 == 0 {
					chosen = 1
				}
				_, _, err := d.Act.Answer(ctx(), &d.bank.Questions[i], actions.Answer{Mode: quiz.ModeStudy, Response: quiz.Response{Chosen: []int{chosen}}, Took: 20 * time.Second})
				d.Must(err)
			}
			d.chosen(quiz.SettingExamDate, "2027-01-18", quiz.SettingMinutes, "45")
			shot := d.Shots(dir, fmt.Sprintf("today-%s-%d", look.Name, answers))
			for _, part := range []string{"top", "middle", "end"} {
				shot(part)
				d.today.page.ScrollBy(500)
			}
		}
	}
}
