package library

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

// ruled are the answers of kinds that have a rule instead of options: the
// place in a picture, and how the numbers of a drill are made.
func ruled(q *quiz.Question) []fyne.CanvasObject {
	if p := q.Picture; q.Kind == quiz.Hotspot && p != nil && p.Asked < len(p.Regions) {
		return []fyne.CanvasObject{answerRow(theme.IconTick, theme.ColorRight, p.Regions[p.Asked].Label+" · the right place", p.Alt)}
	}
	r := q.Drill
	if r == nil {
		return nil
	}
	rows := []fyne.CanvasObject{answerRow(theme.IconTick, theme.ColorRight, strings.TrimSpace(r.Formula+" "+r.Unit), "Rounded to "+quiz.Count(r.Decimals, "decimal")+".")}
	for _, v := range r.Vars {
		rows = append(rows, widgets.Muted(drawnFrom(&v)))
	}
	if len(r.Where) > 0 {
		rows = append(rows, widgets.Muted("Only where "+strings.Join(r.Where, " and ")+"."))
	}
	return []fyne.CanvasObject{titled("How the answer is reckoned", widgets.Column(theme.Space8, rows...))}
}

// drawnFrom says what values a name stands for.
func drawnFrom(v *quiz.DrillVar) string {
	if len(v.Choices) > 0 {
		var words []string
		for _, c := range v.Choices {
			words = append(words, plainNumber(c))
		}
		return fmt.Sprintf("%s is one of %s.", v.Name, strings.Join(words, ", "))
	}
	step := ""
	if v.Step != 0 && v.Step != 1 {
		step = " in steps of " + plainNumber(v.Step)
	}
	return fmt.Sprintf("%s lies between %s and %s%s.", v.Name, plainNumber(v.Min), plainNumber(v.Max), step)
}
