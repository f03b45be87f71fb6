package careers

import (
	"cmp"
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"chartroom/app/shell"
	"chartroom/app/shell/shelltest"
	"chartroom/app/uitest"
	"chartroom/content/career"
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
	d := &desk{Desk: shelltest.New(t), exam: shelltest.NewOther("Exam"), practice: shelltest.NewOther("Practice")}
	d.screen = New(d.Shell)
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

// wages is a table of BLS's query system: a median in each state.
func (d *desk) wages(median int) string {
	d.T.Helper()
	var b strings.Builder
	b.WriteString("Occupation:Medical Records Specialists(SOC Code292072)\nPeriod:May 2025\nArea Name\tEmployment(1)\tAnnual median wage(2)\n")
	for i, s := range career.States {
		fmt.Fprintf(&b, "%s(%02d00000)\t%d\t%d\n", s.Name, i+1, 1000+i, median+i)
	}
	path := filepath.Join(d.T.TempDir(), "OES_Report.txt")
	d.Must(os.WriteFile(path, []byte(b.String()), 0o600))
	return path
}

// at opens a page, and sees its words.
func (d *desk) at(subject string, words ...string) {
	d.T.Helper()
	d.Shell.Go(Name, subject)
	d.Sees(words...)
}

func TestEveryPartOpensByItsKey(t *testing.T) {
	d := newDesk(t)
	for _, g := range groups {
		for _, p := range g.parts {
			d.Shell.Go(Name, "")
			d.screen.model.before = nil
			d.Typed(string(p.key))
			d.Sees(p.name)
			if d.screen.model.at.part != p.id {
				t.Errorf("%c opens %q", p.key, d.screen.model.at.part)
			}
			d.Key(fyne.KeyEscape)
			if d.screen.model.at.part != "" {
				t.Errorf("Esc in %s leads to %q", p.id, d.screen.model.at.part)
			}
			d.Typed(string(p.key))
			d.ListsKeys(d.screen)
		}
	}
}

// Everything that can be searched for opens, and says its name and how old it is.
func TestEverythingThatIsFoundOpens(t *testing.T) {
	d := newDesk(t)
	for _, f := range d.screen.model.book.Index() {
		if err := d.screen.Open(f.Subject); err != nil {
			t.Errorf("%s: %v", f.Subject, err)
			continue
		}
		d.screen.draw()
		if !uitest.HasText(d.screen.stage, f.Name) {
			t.Errorf("%s does not say %q", f.Subject, f.Name)
		}
		if !uitest.HasText(d.screen.stage, "To be looked at again by") {
			t.Errorf("%s does not say how old it is", f.Subject)
		}
	}
	if err := d.screen.Open("career:astronaut"); err == nil {
		t.Error("a career that is not there opens")
	}
}

func TestRolesAreFoundByAnyName(t *testing.T) {
	d := newDesk(t)
	for i := range d.screen.model.book.Careers {
		c := &d.screen.model.book.Careers[i]
		for _, name := range append([]string{c.Name}, c.Also...) {
			if !slices.ContainsFunc(d.screen.Find(name), func(f shell.Found) bool { return strings.Contains(f.Title+f.Detail, name) || f.Title == c.Name }) {
				t.Errorf("%q is not found", name)
			}
		}
	}
	found := d.screen.Find("rhit revenue")
	if len(found) == 0 {
		t.Fatal("a domain finds no careers")
	}
	found[len(found)-1].Open()
	d.Sees("Careers that use it", "Medical Coder")
	d.Key(fyne.KeyReturn)
	r, is := d.practice.Opened.(quiz.Recipe)
	if !is || r.Domain != "rhit:4" || r.Check() != nil {
		t.Errorf("practice is asked for %+v", d.practice.Opened)
	}
}

func TestACredentialOpensItsExam(t *testing.T) {
	d := newDesk(t)
	d.at("credential:rhit", "Registered Health Information Technician", "Careers that ask for it", "not affiliated with or endorsed by AHIMA or AAPC")
	d.Key(fyne.KeyReturn)
	if d.exam.Opened != "rhit" {
		t.Errorf("the exam opens %v", d.exam.Opened)
	}
	for _, b := range d.screen.model.blueprints {
		d.at("exam:"+b.Credential, "Open its exam", "What the exam asks")
	}
	d.at("career:medical-coder", "Quick facts", "29-2072", "Used from the exams")
}

func TestWhatIsTickedIsKeptAndUndone(t *testing.T) {
	d := newDesk(t)
	d.at("planner:step-1", "0 of 7 done")
	d.Typed("2")
	d.Sees("1 of 7 done")
	l := d.screen.model.list(place{"planner", "step-1"})
	if day := d.jotted("planner:step-1", "done:"+l.Items[1].ID); day != d.Act.Today().String() {
		t.Errorf("it was done on %q", day)
	}
	d.Typed("d")
	d.Typed("soon")
	d.Key(fyne.KeyReturn)
	d.Sees("write the date as 2027-03-31")
	d.Key(fyne.KeyEscape)
	d.Typed("d")
	d.Typed("2027-03-01")
	d.Key(fyne.KeyReturn)
	d.Sees("1 March 2027")
	d.Typed("n")
	d.Typed("Ask about the early exam.")
	d.Ctrl(fyne.KeyReturn)
	d.Sees("Ask about the early exam.")
	d.Typed("b")
	d.Sees("Bookmarked")
	d.Ctrl(fyne.KeyZ)
	d.Ctrl(fyne.KeyZ)
	d.Sees("Nothing noted yet.")
	d.Ctrl(fyne.KeyZ)
	d.Misses("1 March 2027")
	d.Ctrl(fyne.KeyZ)
	d.Sees("0 of 7 done")
	if all, err := d.Act.Reader().Jottings(ctx, ""); err != nil || len(all) > 0 {
		t.Errorf("left are %v, %v", all, err)
	}
}

func TestSkillsAreRatedByKeys(t *testing.T) {
	d := newDesk(t)
	d.at("skill:attention-to-detail")
	d.Typed("3")
	d.Key(fyne.KeyRight) // the next skill
	d.Typed("1")
	if d.jotted("skill:attention-to-detail", "rating") != "3" {
		t.Error("the rating is not kept")
	}
	d.at("skill:", "Well enough", "Not yet")
	d.Shell.Go(Name, "")
	d.Sees("2 of 15 rated")
}

func TestTheMatchGivesItsReasons(t *testing.T) {
	d := newDesk(t)
	d.at("match:", "Say how far your schooling went")
	d.Tap("Turning records into codes")
	if d.jotted("match", "interests") != "coding" {
		t.Error("what she likes is not kept")
	}
	_, err := d.Act.Jot(ctx, say("education", "high-school"))
	d.Must(err)
	d.at("next:")
	d.at("match:", "You like turning records into codes, and this work has it.", "of 100")
	d.Typed("x")
	d.Sees("open now", "CCA")
	d.at("credential:rhit", "By what you said of yourself", "Finish a program in health information management")
	d.at("match:")
	d.Typed("c")
	d.Sees("Say how far your schooling went")
	d.Ctrl(fyne.KeyZ)
	d.Sees("of 100")
}

func TestWagesComeInAndGoOutAgain(t *testing.T) {
	d := newDesk(t)
	d.at("states:", "May 2018", "Medical Records and Health Information Technicians (29-2071)", "most in New Jersey ($54,020)", "New Jersey")
	if !d.Shell.Drop(d.wages(50_000)) {
		t.Fatal("the screen takes no files")
	}
	d.Sees("Median yearly pay of Medical Records Specialists by state in May 2025", "most in Wyoming ($50,053)", "108 figures", "from your file OES_Report.txt")
	d.Tap("Ohio")
	d.Sees("Mean yearly pay: $43,980", "May 2018", "May 2025")
	d.Typed("m")
	d.Sees("Jobs of Medical Records Specialists by state")
	d.Ctrl(fyne.KeyZ)
	d.Misses("May 2025")
	d.Shell.Drop(d.wages(60_000))
	d.Typed("u")
	d.Misses("$60,0")
	d.Ctrl(fyne.KeyZ)
	d.Sees("May 2025")
	broken := filepath.Join(t.TempDir(), "cards.csv")
	d.Must(os.WriteFile(broken, []byte("front,back\na,b\n"), 0o600))
	d.Shell.Drop(broken)
	d.Sees("not a table of wages by state")
}

func TestProgramsAreCompared(t *testing.T) {
	d := newDesk(t)
	d.at("programme:", "No program yet")
	add := func(name, cost string) {
		d.Typed("a")
		d.Sees("Add a program")
		d.Typed(name) // the cursor is there
		d.screen.model.draft.Cost = number(cost)
		d.Key(fyne.KeyReturn)
	}
	add("River Valley", "9800")
	add("Northside", "14300")
	d.Sees("River Valley", "Northside", "$9,800", "best")
	d.Typed("2")
	d.Sees("Edit a program")
	d.screen.model.draft.Cost = 100
	d.Tap("Save")
	d.Sees("$100")
	d.Tap("Remove")
	d.Misses("$9,800")
	d.Ctrl(fyne.KeyZ)
	d.Sees("$9,800")
	d.Typed("a")
	d.Tap("Save")
	d.Sees("give the program a name")
}

// A page whose review date has passed says so, and so does the first page.
func TestOldPagesWarn(t *testing.T) {
	d := newDesk(t)
	d.at("career:medical-coder")
	d.Misses("was to be looked at again")
	d.Clock.Set(d.Clock.Now().AddDate(3, 0, 0))
	d.at("career:data-analyst", "This was to be looked at again by")
	d.Shell.Go(Name, "")
	d.Sees("were to be looked at again by now")
	d.at("pay:", "newer ones may be out")
}

func TestTheFiguresGoIntoASpreadsheet(t *testing.T) {
	d := newDesk(t)
	text := table(d.screen.model.book.Figures)
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	d.Must(err)
	if len(rows) != len(d.screen.model.book.Figures)+1 || len(rows[0]) != 9 {
		t.Errorf("%d rows", len(rows))
	}
	if got := table([]career.Figure{{SOC: "=1+1", Source: `a "b", c`, Value: -15.8}}); !strings.Contains(got, "'=1+1,") || !strings.Contains(got, `"a ""b"", c"`) || !strings.Contains(got, ",-15.8,") {
		t.Error(got)
	}
}

// TestGallery draws the pages into the folder GALLERY, to be looked at.
func TestGallery(t *testing.T) {
	dir := shelltest.Gallery(t)
	for _, look := range shelltest.Looks {
		d := newDesk(t)
		d.Wear(look)
		shot := d.Shots(dir, "careers-"+look.Name)
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
			page := cmp.Or(strings.ReplaceAll(to, ":", "-"), "start")
			shot(page)
			if to == "pay" || to == "states" || to == "career:data-analyst" {
				for range 2 {
					d.Key(fyne.KeyPageDown, fyne.KeyPageDown)
					shot(page)
				}
			}
		}
	}
}

func TestFiguresAreTakenApart(t *testing.T) {
	f := career.Figure{SOC: "29-2072", Title: "Medical Records Specialists", Area: career.National, Measure: career.Median, Value: 51140, Period: "May 2025", Source: "BLS; a page, of 2026"}
	value, period, of := figureParts(f.Words())
	if value != f.Amount() || period != f.Period || of != "Medical Records Specialists (29-2072), "+career.National+"; BLS; a page, of 2026" {
		t.Errorf("%q, %q, %q", value, period, of)
	}
	for _, words := range []string{"", "An associate degree", "RHIT, RHIA", "a; b", "1, 2; 3"} {
		if value, period, of := figureParts(words); value != words || period+of != "" {
			t.Errorf("%q is no figure: %q, %q, %q", words, value, period, of)
		}
	}
}
