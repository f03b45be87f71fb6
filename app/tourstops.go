package main

import (
	"path/filepath"

	"fyne.io/fyne/v2"

	"chartroom/app/screens/careers"
	"chartroom/app/screens/codes"
	"chartroom/quiz"
	"chartroom/quiz/codebook"
)

// past is what a profile has seen before its walk begins.
type past int

const (
	lived past = iota // ninety days
	fresh             // nothing
	cards             // nothing, and one made-up card after the other
)

// stop is one picture of the tour: what it is called and how to get there
// from the picture before.
type stop struct {
	name  string
	in    past
	visit func(*guide)
}

// stops are the pictures, in order.
var stops = []stop{
	{"first-run", fresh, func(*guide) {}},
	{"first-run-date", fresh, func(g *guide) { g.key(fyne.KeyReturn) }},
	{"first-run-taster", fresh, func(g *guide) { g.key(fyne.KeyReturn); g.key(fyne.KeyReturn); g.key(fyne.KeyReturn) }},
	{"empty-review", fresh, func(g *guide) { g.screen(fyne.Key2) }},
	{"empty-progress", fresh, func(g *guide) { g.open("Progress", nil) }},
	{"today", lived, func(*guide) {}},
	{"review-question", lived, func(g *guide) { g.screen(fyne.Key2) }},
	{"review-answer", lived, func(g *guide) { g.key(fyne.KeySpace) }},
	{"practice-builder", lived, func(g *guide) { g.screen(fyne.Key3) }},
	{"practice-question", lived, func(g *guide) {
		g.open("Practice", quiz.Recipe{Name: "Practice", Mode: quiz.ModeStudy, Exam: "rhit", Kinds: []quiz.Kind{quiz.Choice}, Count: 10})
		g.rune('b')
		g.rune('s')
	}},
	{"practice-marked", lived, func(g *guide) { g.key(fyne.KeyReturn) }},
	{"practice-result", lived, func(g *guide) {
		for range 9 {
			g.key(fyne.KeyReturn)
			g.rune('a')
			g.key(fyne.KeyReturn)
		}
		g.key(fyne.KeyReturn)
	}},
	{"practice-adaptive", lived, func(g *guide) {
		g.open("Practice", quiz.Recipe{Name: "Adaptive practice", Mode: quiz.ModeAdapt, Exam: "rhit", Count: 20})
		for range 4 {
			g.rune('a')
			g.rune('t')
			g.key(fyne.KeyReturn)
			g.key(fyne.KeyReturn)
		}
		g.rune('b')
		g.key(fyne.KeyReturn)
	}},
	{"exam-start", lived, func(g *guide) { g.screen(fyne.Key4) }},
	{"exam-item", lived, func(g *guide) { g.key(fyne.KeyReturn); g.sit(24); g.rune('x'); g.rune('-'); g.rune('d') }},
	{"exam-review", lived, func(g *guide) { g.sit(100); g.rune('h') }},
	{"exam-result", lived, func(g *guide) { g.key(fyne.KeyReturn); g.key(fyne.KeyReturn) }},
	{"exam-result-more", lived, func(g *guide) { g.key(fyne.KeyPageDown) }},
	{"exam-walk", lived, func(g *guide) { g.key(fyne.KeyReturn); g.rune('m') }},
	{"exam-figures", lived, func(g *guide) { g.open("Exam", "rhit"); g.rune('c') }},
	{"library", lived, func(g *guide) { g.screen(fyne.Key5) }},
	{"library-search", lived, func(g *guide) { g.rune('/'); g.typed("accounting of dis") }},
	{"library-question", lived, func(g *guide) { g.key(fyne.KeyReturn); g.key(fyne.KeyReturn) }},
	{"library-import", lived, func(g *guide) { g.open("Library", filepath.Join(g.dir, "HIM 1110 unit 4.gift")) }},
	{"library-edit", lived, func(g *guide) { g.key(fyne.KeyEscape); g.key(fyne.KeyReturn); g.rune('e') }},
	{"library-edit-answers", lived, func(g *guide) { g.screen(fyne.KeyE) }},
	{"library-picked", lived, func(g *guide) {
		for range 3 { // out of the text, the editor and the question
			g.key(fyne.KeyEscape)
		}
		g.key(fyne.KeySpace)
		g.key(fyne.KeySpace)
	}},
	{"library-replace", lived, func(g *guide) { g.rune('r'); g.typed("disclosure") }},
	{"library-new-question", lived, func(g *guide) {
		for range 3 { // out of the words to find, the replacing, and what is picked
			g.key(fyne.KeyEscape)
		}
		g.rune('n')
		g.typed("HIM 1110 unit 5")
		g.key(fyne.KeyReturn)
		g.typed("Within how many days must a clinic act on a request for access?")
	}},
	{"codes-empty", lived, func(g *guide) { g.open(codes.Name, nil) }},
	{"codes-install", lived, func(g *guide) { g.shell.Drop(g.books()) }},
	{"codes-shelf", lived, func(g *guide) { g.key(fyne.KeyReturn) }},
	{"codes-entry", lived, func(g *guide) {
		g.key(fyne.KeyEscape)
		g.rune('/')
		g.typed("e11.621")
		g.key(fyne.KeyReturn)
		g.rune('b')
	}},
	{"codes-search", lived, func(g *guide) { g.rune('/'); g.typed("chf") }},
	{"codes-contents", lived, func(g *guide) {
		g.key(fyne.KeyReturn)
		g.key(fyne.KeyEscape)
		g.key(fyne.KeyEscape)
		g.key(fyne.KeyEscape)
	}},
	{"codes-index", lived, func(g *guide) { g.rune('2'); g.rune('/'); g.typed("diabetes type 2 with foot"); g.key(fyne.KeyReturn) }},
	{"codes-neoplasms", lived, func(g *guide) {
		g.key(fyne.KeyEscape)
		g.key(fyne.KeyEscape)
		g.rune('t')
		g.key(fyne.KeyDown)
		g.key(fyne.KeyDown)
	}},
	{"codes-build", lived, func(g *guide) { g.rune('3'); g.rune('/'); g.typed("0dt"); g.key(fyne.KeyDown) }},
	{"codes-built", lived, func(g *guide) { g.typed("j4zz") }},
	{"codes-supply", lived, func(g *guide) {
		g.open(codes.Name, codebook.Hit{Book: codebook.Book{Set: codebook.HCPCS, Year: 2026}, Code: "E0601"})
	}},
	{"codes-group", lived, func(g *guide) {
		g.open(codes.Name, codebook.Hit{Book: codebook.Book{Set: codebook.MSDRG, Year: 2027}, Code: "291"})
	}},
	{"careers", lived, func(g *guide) { g.aim(); g.open(careers.Name, nil) }},
	{"careers-list", lived, func(g *guide) { g.rune('7') }},
	{"careers-career", lived, func(g *guide) { g.open(careers.Name, "career:data-analyst") }},
	{"careers-credential", lived, func(g *guide) { g.open(careers.Name, "credential:rhit") }},
	{"careers-match", lived, func(g *guide) { g.open(careers.Name, "match:") }},
	{"careers-next", lived, func(g *guide) { g.rune('x') }},
	{"careers-step", lived, func(g *guide) { g.open(careers.Name, "planner:step-1"); g.rune('1'); g.rune('2') }},
	{"careers-skill", lived, func(g *guide) { g.open(careers.Name, "skill:attention-to-detail"); g.rune('3') }},
	{"careers-pay", lived, func(g *guide) { g.open(careers.Name, "pay:") }},
	{"careers-pay-history", lived, func(g *guide) { g.key(fyne.KeyPageDown); g.key(fyne.KeyPageDown) }},
	{"careers-states", lived, func(g *guide) { g.open(careers.Name, "states:") }},
	{"careers-states-imported", lived, func(g *guide) { g.shell.Drop(g.wages()) }},
	{"careers-programs", lived, func(g *guide) { g.open(careers.Name, "programme:") }},
	{"careers-old-numbers", lived, func(g *guide) { g.open(careers.Name, "correction:C3") }},
	{"careers-find", lived, func(g *guide) { g.screen(fyne.KeyK); g.typed("claims analyst") }},
	{"progress", lived, func(g *guide) { g.open("Progress", nil) }},
	{"progress-memory", lived, func(g *guide) { g.rune('2') }},
	{"progress-exam", lived, func(g *guide) { g.rune('3') }},
	{"progress-readiness", lived, func(g *guide) { g.rune('4') }},
	{"progress-missed", lived, func(g *guide) { g.rune('5') }},
	{"items-own", lived, func(g *guide) { g.rune('i'); g.key(fyne.KeyReturn) }},
	{"items", lived, func(g *guide) { g.open("Item analysis", filepath.Join(g.dir, "HIM 1110 midterm.csv")) }},
	{"items-question", lived, func(g *guide) { g.key(fyne.KeyReturn) }},
	{"items-test", lived, func(g *guide) { g.key(fyne.KeyEscape); g.rune('t') }},
	{"settings", lived, func(g *guide) { g.open("Settings", nil) }},
	{"settings-days", lived, func(g *guide) { g.rune('2') }},
	{"settings-reviews", lived, func(g *guide) { g.rune('3') }},
	{"settings-memory", lived, func(g *guide) { g.rune('4') }},
	{"keys", lived, func(g *guide) { g.screen(fyne.Key2); g.rune('?') }},
	{"find", lived, func(g *guide) { g.key(fyne.KeyEscape); g.screen(fyne.KeyK); g.typed("priv") }},
	{"today-backlog", lived, func(g *guide) { g.key(fyne.KeyEscape); g.backlog(); g.screen(fyne.Key1) }},
	{"books-drills", lived, func(g *guide) {
		g.screen(fyne.Key3)
		g.key(fyne.KeyEscape) // out of the practice that was left
		g.key(fyne.KeyPageDown)
		g.key(fyne.KeyPageDown)
	}},
	{"books-practice", lived, func(g *guide) {
		g.open("Practice", quiz.Recipe{Name: "Practice", Mode: quiz.ModeStudy, Exam: "ccs", Kinds: []quiz.Kind{quiz.Choice}, Count: 10})
		g.lookUp("chf")
	}},
	{"books-practice-entry", lived, func(g *guide) { g.key(fyne.KeyReturn) }},
	{"books-exam-start", lived, func(g *guide) {
		g.key(fyne.KeyEscape)
		g.open("Exam", "ccs")
		g.key(fyne.KeyPageDown)
		g.key(fyne.KeyPageDown)
	}},
	{"books-exam", lived, func(g *guide) {
		g.key(fyne.KeyReturn)
		g.sit(3)
		g.lookUp("cpap")
		g.key(fyne.KeyReturn)
	}},
	{"books-exam-result", lived, func(g *guide) {
		g.screen(fyne.KeyB)
		g.rune('a')
		g.sit(200)
		g.rune('h')
		g.key(fyne.KeyReturn)
		g.key(fyne.KeyReturn)
		for range 4 {
			g.key(fyne.KeyPageDown)
		}
	}},
	{"card-gap", cards, func(g *guide) { g.card("gap") }},
	{"card-gap-filled", cards, func(g *guide) { g.key(fyne.KeySpace) }},
	{"card-typed", cards, func(g *guide) { g.card("typed"); g.typed("gastroitis"); g.key(fyne.KeyReturn) }},
	{"card-build", cards, func(g *guide) { g.card("build"); g.typed("ac") }},
	{"card-build-marked", cards, func(g *guide) { g.typed("e"); g.key(fyne.KeyReturn) }},
	{"card-apart", cards, func(g *guide) {
		g.card("apart")
		for range 4 {
			g.key(fyne.KeyRight)
		}
		g.key(fyne.KeySpace)
	}},
	{"card-picture", cards, func(g *guide) { g.card("picture") }},
	{"card-picture-shown", cards, func(g *guide) { g.key(fyne.KeySpace) }},
}
