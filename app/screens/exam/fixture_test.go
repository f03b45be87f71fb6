package exam

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"chartroom/app/shell/shelltest"
	"chartroom/quiz"
)

const enter = fyne.KeyReturn

// desk is the exam screen between two others, on a real file. Its clock has two
// hands, as a computer's: the monotonic one is ticks.
type desk struct {
	*shelltest.Desk
	screen   *Screen
	practice *shelltest.Other
	ticks    time.Duration
}

func newDesk(t testing.TB, banks ...quiz.Bank) *desk {
	t.Helper()
	d := &desk{Desk: shelltest.New(t, banks...)}
	d.Pace = time.Millisecond // no two things happen at once; time passes by seconds and pass
	d.Set(quiz.SettingExam, "rhit")
	d.furnish()
	return d
}

func (d *desk) furnish() {
	d.T.Helper()
	d.Act.UseTicks(func() time.Duration { return d.ticks })
	d.screen, d.practice = New(d.Shell), shelltest.NewOther("Practice")
	d.Furnish(shelltest.NewOther("Today"), d.practice, d.screen)
}

// crash ends the window without a word, and opens the file again after a while
// by the wall clock; the monotonic one begins anew.
func (d *desk) crash(away time.Duration) {
	d.T.Helper()
	d.Shell.Close()
	d.Clock.Pass(away)
	d.ticks = 0
	d.Profile.Reopen()
	d.Open()
	d.furnish()
	d.show()
}

// show shows the exam screen.
func (d *desk) show() *desk { d.Ctrl(fyne.Key3); return d }

// seconds lets so many seconds pass, each with its beat.
func (d *desk) seconds(n int) {
	for range n {
		d.pass(time.Second)
		d.Shell.Tick()
	}
}

// pass lets time pass without a beat.
func (d *desk) pass(t time.Duration) {
	d.ticks += t
	d.Clock.Pass(t)
}

// begin begins the exam that the page proposes.
func (d *desk) begin() *desk {
	d.T.Helper()
	d.show()
	d.Key(enter)
	if d.screen.m.phase != sitting {
		d.Sees("Item 1 of")
	}
	return d
}

// exam is the exam that goes on.
func (d *desk) exam() *quiz.Exam { return d.screen.m.room.exam() }

// handIn goes to the page before handing in, and hands in.
func (d *desk) handIn() {
	d.T.Helper()
	if !d.screen.m.room.reviewing() {
		d.Typed("h")
	}
	d.Sees("Before you hand in")
	d.Key(enter)
	d.Sees("Hand in now?")
	d.Key(enter)
}

// mock is a made-up bank that is large enough for a whole RHIT form: the first
// option of each question is right and keeps its place.
func mock(n int) quiz.Bank { return made("rhit:", 6, n) }

// made is a bank of choices over so many domains.
func made(prefix string, domains, n int) quiz.Bank {
	b := quiz.Bank{ID: "mock", Name: "Mock"}
	for i := range n {
		q := quiz.Question{Key: fmt.Sprint("q", i), Kind: quiz.Choice, KeepOrder: true, Stem: fmt.Sprintf("Made-up question %d?", i),
			Tags: []string{fmt.Sprint(prefix, 1+i%domains), "level:" + quiz.Levels[i/domains%3]},
			Options: []quiz.Option{{Text: "the right one", Fraction: 1, Feedback: "because it is"}, {Text: "a wrong one", Feedback: "because it is not"},
				{Text: "another"}, {Text: "a fourth"}}, Rationale: "The rule says so.", Source: "45 CFR 164, 2026"}
		b.Questions = append(b.Questions, q)
	}
	return keyed(b)
}

func keyed(b quiz.Bank) quiz.Bank {
	for i := range b.Questions {
		q := &b.Questions[i]
		q.Bank, q.ID = b.ID, quiz.NewQuestionID(b.ID, q.Key)
	}
	return b
}

// outline makes a small blueprint of two domains with a rule of moving the one
// in force for RHIT.
func (d *desk) outline(items, minutes int, moves quiz.MoveRule) {
	d.T.Helper()
	b := d.Act.Blueprints()[0]
	for _, c := range d.Act.Blueprints() {
		if c.ID == "rhit" {
			b = c
		}
	}
	b.Items, b.Scored, b.Pretest, b.Minutes = items, items, 0, minutes
	b.Domains = []quiz.Domain{{ID: "rhit:1", Name: "First domain", Short: "First", Min: 50, Max: 50}, {ID: "rhit:2", Name: "Second domain", Short: "Second", Min: 50, Max: 50}}
	b.Rules = []quiz.ExamRule{{Moves: moves, Source: "made up", Confidence: "C"}}
	_, err := d.Act.SetBlueprint(ctx(), b)
	d.Must(err)
}
