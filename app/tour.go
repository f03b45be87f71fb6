package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"chartroom/app/actions"
	"chartroom/app/learner"
	"chartroom/app/screens/careers"
	"chartroom/app/screens/codes"
	"chartroom/app/shell"
	"chartroom/app/uitest"
	"chartroom/content/career"
	"chartroom/quiz"
	"chartroom/quiz/codebook"
	"chartroom/quiz/srs"
	"chartroom/storage"
)

// The tour's learner: fixed clock, fixed seed, so that the same code draws
// the same pictures.
var tourNow = time.Date(2026, 11, 22, 18, 0, 0, 0, mustZone("America/New_York"))

const (
	tourSeed = 2026
	tourDays = 90
)

func mustZone(name string) *time.Location {
	z, err := time.LoadLocation(name)
	if err != nil {
		panic(err) // time/tzdata is compiled in
	}
	return z
}

// look is one way to draw every screen.
type look struct{ name, variant, scale string }

var looks = []look{
	{"light", "light", "1"}, {"dark", "dark", "1"},
	{"light-200", "light", "2"}, {"dark-200", "dark", "2"},
}

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

// tour draws every screen in every look into dir, without a display, and
// returns the pictures' paths.
func tour(dir string, report func(done, total int)) ([]string, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	scratch, err := os.MkdirTemp("", "chartroom-tour-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(scratch)
	if err := live(scratch); err != nil {
		return nil, fmt.Errorf("live through %d days: %w", tourDays, err)
	}
	var pictures []string
	for _, l := range looks {
		for _, in := range []past{fresh, lived, cards} {
			err := walk(scratch, l, in, func(name string, w fyne.Window) error {
				path := filepath.Join(dir, fmt.Sprintf("%s-%s.png", name, l.name))
				pictures = append(pictures, path)
				report(len(pictures), len(looks)*len(stops))
				return uitest.Capture(w, path)
			})
			if err != nil {
				return nil, fmt.Errorf("%s: %w", l.name, err)
			}
		}
	}
	return pictures, nil
}

// live makes the two profiles: one fresh, one with the history of a learner
// who has studied for tourDays.
func live(scratch string) error {
	ctx := context.Background()
	clock := learner.NewClock(tourNow)
	draw := rand.New(rand.NewPCG(tourSeed, 1))
	return with(ctx, filepath.Join(scratch, "lived.db"), clock, draw, func(act *actions.Actions) error {
		for _, s := range [][2]string{{quiz.SettingZone, tourNow.Location().String()}, {quiz.SettingExam, "rhit"},
			{quiz.SettingExamDate, "2027-01-18"}, {quiz.SettingMinutes, "45"}} {
			if _, err := act.Set(ctx, s[0], s[1]); err != nil {
				return err
			}
		}
		if err := act.SyncBuiltin(ctx); err != nil {
			return err
		}
		student := learner.Student{Act: act, Clock: clock, Draw: draw, Exam: "rhit"}
		return student.Study(ctx, tourDays)
	})
}

// with opens a profile for do and closes it again.
func with(ctx context.Context, path string, clock *learner.Clock, draw *rand.Rand, do func(*actions.Actions) error) error {
	store, err := storage.Open(path, storage.Options{Now: clock.Now(), Draw: draw})
	if err != nil {
		return err
	}
	defer store.Close()
	act, err := actions.New(ctx, store, clock.Now, draw)
	if err != nil {
		return err
	}
	return do(act)
}

// walk goes through the stops of one kind of profile in one look, on a copy
// of it, and shows each to take.
func walk(scratch string, l look, in past, take func(name string, w fyne.Window) error) error {
	ctx := context.Background()
	dir, err := os.MkdirTemp(scratch, "walk-")
	if err != nil {
		return err
	}
	path := filepath.Join(dir, "chartroom.db")
	if in == lived {
		b, err := os.ReadFile(filepath.Join(scratch, "lived.db"))
		if err != nil {
			return err
		}
		if err := os.WriteFile(path, b, 0o600); err != nil {
			return err
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "HIM 1110 unit 4.gift"), []byte(tourImport), 0o600); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "HIM 1110 midterm.csv"), []byte(tourAnswers()), 0o600); err != nil {
		return err
	}
	clock := learner.NewClock(tourNow)
	return with(ctx, path, clock, rand.New(rand.NewPCG(tourSeed, 2)), func(act *actions.Actions) error {
		for _, s := range [][2]string{{quiz.SettingVariant, l.variant}, {quiz.SettingTextScale, l.scale}} {
			if _, err := act.Set(ctx, s[0], s[1]); err != nil {
				return err
			}
		}
		if err := prepare(ctx, act); err != nil {
			return err
		}
		a := test.NewApp()
		defer a.Quit()
		w := a.NewWindow(metadata.Name)
		defer w.Close()
		s, err := furnish(a, w, act, shell.RunNow, nil)
		if err != nil {
			return err
		}
		defer s.Close()
		g := &guide{w: w, shell: s, dir: dir, act: act, clock: clock}
		for i, stop := range stops {
			if stop.in != in {
				continue
			}
			clock.Pass(9 * time.Second)
			stop.visit(g)
			if err := take(fmt.Sprintf("%02d-%s", i+1, stop.name), w); err != nil {
				return err
			}
		}
		return nil
	})
}

// tourAnswers are sixty made-up candidates' answers to fourteen questions of a
// midterm. The key of one question is wrong, and one is too easy.
func tourAnswers() string {
	const candidates, questions, wrongKey, easy = 60, 14, 6, 9
	draw := rand.New(rand.NewPCG(tourSeed, 3))
	var b strings.Builder
	b.WriteString("candidate")
	for q := range questions {
		fmt.Fprintf(&b, ",Question %d", q+1)
	}
	b.WriteString("\nKEY")
	for q := range questions {
		key := "ABCD"[q*3%4]
		if q == wrongKey {
			key = "ABCD"[(q*3+1)%4]
		}
		fmt.Fprintf(&b, ",%c", key)
	}
	b.WriteString("\nOPTIONS" + strings.Repeat(",4", questions))
	for c := range candidates {
		fmt.Fprintf(&b, "\ncandidate %d", c+1)
		able := draw.NormFloat64()
		for q := range questions {
			option := q * 3 % 4
			hard := float64(q%5)/2 - 1.6
			if q == easy {
				hard = -6
			}
			if able+draw.NormFloat64() < hard {
				option = (option + 1 + draw.IntN(2+q%2)) % 4
			}
			fmt.Fprintf(&b, ",%c", "ABCD"[option])
		}
	}
	return b.String() + "\n"
}

// tourImport is an instructor's file with the mistakes that such files have.
const tourImport = `// Unit 4: privacy and the record
$CATEGORY: Unit 4/Privacy

::Legal health record::Which record does a hospital disclose on a valid request?{
	~=The legal health record
	~The audit log
	~The draft note
}

::Retention of minors' records::How long are records of minors kept?{
	~Until discharge
	~Until the age of majority plus the limitation period
}

::Error rate::What is the coding error rate when 3 of 60 codes are wrong?{#0,05:0,001}

::Minimum necessary::Minimum necessary applies to treatment disclosures.{false}

::Designated record set::Which of these belong to the designated record set?{
	~%50%Billing records#They are used to make decisions about the person.
	~%50%Medical records
	~%-100%Peer review files
}
`
