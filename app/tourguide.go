package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"chartroom/app/actions"
	"chartroom/app/learner"
	"chartroom/app/shell"
	"chartroom/app/uitest"
	"chartroom/content/career"
	"chartroom/quiz"
	"chartroom/quiz/srs"
	"chartroom/storage"
)

// guide drives the window by keys, as a learner would.
type guide struct {
	w     fyne.Window
	shell *shell.Shell
	dir   string // scratch, for a file to import
	act   *actions.Actions
	clock *learner.Clock
	shown quiz.QuestionID // by card
}

func (g *guide) rune(r rune)             { uitest.Type(g.w, r) }
func (g *guide) key(k fyne.KeyName)      { uitest.Key(g.w, k) }
func (g *guide) screen(k fyne.KeyName)   { uitest.Shortcut(g.w, k, fyne.KeyModifierShortcutDefault) }
func (g *guide) typed(s string)          { uitest.TypeString(g.w, s) }
func (g *guide) open(name string, a any) { g.shell.Go(name, a) }

// books is a folder with a sample of every official file of code books.
func (g *guide) books() string {
	folder, err := learner.CodeBooks(g.dir)
	must(err)
	return folder
}

// card makes one of the made-up cards the only one that is due, and shows it.
func (g *guide) card(key string) {
	ctx := context.Background()
	all, picture, err := learner.Cards()
	must(err)
	r := g.act.Reader()
	if !g.shown.IsZero() { // what was shown is done
		g.answered(ctx, r, g.shown)
	}
	for _, q := range all {
		if q.Key != key {
			continue
		}
		bank := quiz.Bank{ID: quiz.NewBankID("tour " + key), Name: "Cards of many sorts", Media: []quiz.Media{picture}}
		q.Bank, q.ID = bank.ID, quiz.NewQuestionID(bank.ID, key)
		bank.Questions = []quiz.Question{q}
		must(g.act.Import(bank).Run(ctx, nil))
		now := g.clock.Now()
		g.clock.Set(now.AddDate(0, 0, -40))
		g.answered(ctx, r, q.ID)
		g.clock.Set(now)
		g.shown = q.ID
	}
	g.screen(fyne.Key1)
	g.screen(fyne.Key2)
}

// lookUp searches the code books beside the question on show.
func (g *guide) lookUp(words string) {
	g.screen(fyne.KeyB)
	g.typed(words)
}

// backlog lets days go by without study, and leaves little time for what has
// come due. It takes the exam's date away: with one, the plan chooses anew each
// day.
func (g *guide) backlog() {
	for key, value := range map[string]string{quiz.SettingExamDate: "", quiz.SettingMinutes: "15"} {
		_, err := g.act.Set(context.Background(), key, value)
		must(err)
	}
	g.clock.Set(g.clock.Now().AddDate(0, 0, 12))
}

// aim puts down what the learner says of herself, and two programs that she
// compares.
func (g *guide) aim() {
	var all []quiz.Jotting
	for subject, fields := range map[string]map[string]string{
		"match":               {"education": "associate", "last-term": "associate", "interests": "coding,data", "years:coding": "1", "remote": "yes"},
		"programme:1":         {"name": "River Valley, AAS in HIM", "level": "associate", "cahiim": "accredited", "cost": "9800", "months": "24"},
		"programme:2":         {"name": "Northside Online, AAS in HIT", "level": "associate", "cahiim": "candidate", "cost": "14300", "months": "18", "online": "all"},
		"career:data-analyst": {"note": "Ask Ms Ito what her day is like.", "bookmark": "yes"},
	} {
		for field, value := range fields {
			all = append(all, quiz.Jotting{Subject: subject, Field: field, Value: value})
		}
	}
	_, err := g.act.JotAll(context.Background(), all, "answers")
	must(err)
}

// wages is a made-up table as the query system of BLS makes it.
func (g *guide) wages() string {
	var b strings.Builder
	b.WriteString("One occupation for multiple geographical areas\n\nOccupation:Medical Records Specialists(SOC Code292072)\nPeriod:May 2025\n\n" +
		"Area Name\tEmployment(1)\tAnnual mean wage(2)\tAnnual median wage(2)\n")
	for i, s := range career.States {
		fmt.Fprintf(&b, "%s(%02d00000)\t%d\t%d\t%d\n", s.Name, i+1, 400+i*i*17%9000, 45_000+i*i*7919%24_000, 42_000+i*i*7919%22_000)
	}
	path := filepath.Join(g.dir, "OES_Report made up.txt")
	must(os.WriteFile(path, []byte(b.String()), 0o600))
	return path
}

// answered answers a question as remembered, now.
func (g *guide) answered(ctx context.Context, r *storage.Reader, id quiz.QuestionID) {
	q, err := r.Question(ctx, id)
	must(err)
	before, err := r.Progress(ctx, id)
	must(err)
	_, err = g.act.Grade(ctx, &q, before, srs.Good, 5*time.Second)
	must(err)
}

// sit answers so many items of the exam that goes on, as far as there are any:
// most of them right, some flagged, some changed, and some left open.
func (g *guide) sit(items int) {
	ctx := context.Background()
	for range items {
		s, err := g.act.Sitting(ctx)
		must(err)
		at := s.Exam.At
		if at >= len(s.Exam.Queue) {
			return
		}
		g.clock.Pass(time.Duration(25+at*37%80) * time.Second)
		q, err := g.act.Reader().Question(ctx, s.Exam.Queue[at].Question)
		must(err)
		if q.Kind == quiz.Choice && at%13 != 12 {
			for place, option := range quiz.Shuffled(&q, s.Exam.Queue[at].Seed) {
				if q.Options[option].Fraction > 0 && at%4 != 3 {
					g.rune('a' + rune(place))
				}
			}
			if at%4 == 3 {
				g.rune('b')
			}
			g.rune([]rune("ssstg")[at%5])
			if at%9 == 7 {
				g.rune('x')
			}
		}
		g.key(fyne.KeyPageDown)
	}
}

// must stops the tour at a mistake of ours.
func must(err error) {
	if err != nil {
		panic(err)
	}
}
