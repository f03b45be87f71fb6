package careers

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"chartroom/app/shell/shelltest"
	"chartroom/app/theme"
	"chartroom/app/uitest"
	"chartroom/content"
	"chartroom/quiz"
)

var ctx = context.Background()

// desk is the careers beside what they lead to.
type desk struct {
	*shelltest.Desk
	screen         *Screen
	exam, practice *shelltest.Other
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	blueprints, err := content.Blueprints()
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{Desk: shelltest.New(t), exam: shelltest.NewOther("Exam"), practice: shelltest.NewOther("Practice")}
	d.screen = New(d.Shell, blueprints)
	d.Furnish(d.screen, d.exam, d.practice)
	return d
}

// jotted is what is on disk of a subject's field.
func (d *desk) jotted(subject, field string) string {
	d.T.Helper()
	j, err := d.Act.Reader().Jottings(ctx, subject)
	d.Must(err)
	for _, x := range j {
		if x.Subject == subject && x.Field == field {
			return x.Value
		}
	}
	return ""
}

func TestPictures(t *testing.T) {
	dir := os.Getenv("CAREERS_PICTURES")
	if dir == "" {
		t.Skip("CAREERS_PICTURES names no folder")
	}
	for name, look := range map[string]theme.Options{"light": {Variant: theme.Light}, "dark": {Variant: theme.Dark}, "light-200": {Variant: theme.Light, TextScale: 2}} {
		d := newDesk(t)
		fyne.CurrentApp().Settings().SetTheme(theme.New(look))
		d.Shell.Restyle()
		for _, j := range []quiz.Jotting{say("education", "associate"), say("him", "associate"), say("interests", "coding,data"), say("years:coding", "2"),
			{Subject: "planner:step-1", Field: "done:goal", Value: "2026-11-20"}, {Subject: "planner:step-1", Field: "date:Application deadline", Value: "2027-03-01"},
			{Subject: "skill:problem-solving", Field: "rating", Value: "3"}, {Subject: "career:data-analyst", Field: "note", Value: "Ask Ms Ito what her day is like."},
			{Subject: "programme:1", Field: "name", Value: "River Valley, AAS in HIM"}, {Subject: "programme:1", Field: "level", Value: "associate"}, {Subject: "programme:1", Field: "cahiim", Value: "accredited"}, {Subject: "programme:1", Field: "cost", Value: "9800"}, {Subject: "programme:1", Field: "months", Value: "24"},
			{Subject: "programme:2", Field: "name", Value: "Northside Online, AAS in HIT"}, {Subject: "programme:2", Field: "level", Value: "associate"}, {Subject: "programme:2", Field: "cahiim", Value: "candidate"}, {Subject: "programme:2", Field: "cost", Value: "14300"}, {Subject: "programme:2", Field: "months", Value: "18"}, {Subject: "programme:2", Field: "online", Value: "all"}} {
			_, err := d.Act.Jot(ctx, j)
			d.Must(err)
		}
		for _, to := range []string{"", "career", "career:data-analyst", "credential:rhit", "planner:step-1", "skill:problem-solving", "pay", "states", "match", "next", "programme", "correction:C3", "organization:cchiim", "domain:rhit:4", "education:associate"} {
			d.Shell.Go(Name, to)
			uitest.Layout(d.Window)
			file := strings.ReplaceAll(to, ":", "-")
			d.Must(uitest.Capture(d.Window, filepath.Join(dir, name+"-"+file+".png")))
			if to == "pay" || to == "states" || to == "career:data-analyst" {
				for i := range 2 {
					d.Key(fyne.KeyPageDown, fyne.KeyPageDown)
					uitest.Layout(d.Window)
					d.Must(uitest.Capture(d.Window, filepath.Join(dir, name+"-"+file+string(rune('a'+i))+".png")))
				}
			}
		}
	}
}
