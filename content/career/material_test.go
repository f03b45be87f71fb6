package career

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"chartroom/content"
	"chartroom/quiz"
)

// What is shipped is whole: nothing that a page should hold is missing.

func TestEveryCareerIsWhole(t *testing.T) {
	h := handbook(t)
	if len(h.Careers) < 16 {
		t.Errorf("%d careers", len(h.Careers))
	}
	for _, c := range h.Careers {
		for what, is := range map[string]bool{
			"summary": len(c.Summary) > 80, "duties": len(c.Duties) >= 4, "settings": len(c.Settings) >= 2, "education": c.Education != "",
			"credentials": len(c.Credentials) >= 2, "skills": len(c.Skills) >= 5, "occupation": len(c.SOC) > 0, "pay note": c.PayNote != "",
			"related": len(c.Related) >= 2, "domains": len(c.Domains) >= 2, "day": c.Day != "", "other names": len(c.Also) >= 2,
			"interests": len(c.Traits.Interests) >= 2, "hours": len(c.Traits.Hours) > 0, "entry before usual": c.Traits.Entry <= c.Traits.Usual,
			"next": len(c.Next) > 0 || c.ID == "cio", "not itself": !slices.Contains(slices.Concat(c.Next, c.Related), c.ID),
			"fields of the years": c.Traits.Years == 0 || len(c.Traits.Fields) > 0,
		} {
			if !is {
				t.Errorf("%s: %s", c.ID, what)
			}
		}
		for _, m := range []Measure{Median, Growth} {
			if h.Newest(c.SOC[0], m) == nil {
				t.Errorf("%s: no national %s of %s", c.ID, m, c.SOC[0])
			}
		}
		for _, f := range h.QuickFacts(&c) {
			if f[0] == "" || f[1] == "" {
				t.Errorf("%s: the quick facts hold %q", c.ID, f)
			}
		}
	}
}

func TestEverythingElseIsWhole(t *testing.T) {
	h := handbook(t)
	counts := map[string][3]int{ // how many there are, at least, at most
		"settings": {len(h.Settings), 12, 20}, "rungs": {len(h.Ladder), 5, 5}, "schooling": {len(h.Schooling), 5, 20}, "credentials": {len(h.Credentials), 18, 40},
		"steps": {len(h.Plan), 4, 4}, "lists": {len(h.Lists), 4, 8}, "skills": {len(h.Skills), 12, 15}, "organizations": {len(h.Organizations), 22, 40},
		"questions": {len(h.Questions), 10, 40}, "corrections": {len(h.Corrections), 22, 22}, "outlook": {len(h.Outlook), 3, 10},
	}
	for what, n := range counts {
		if n[0] < n[1] || n[0] > n[2] {
			t.Errorf("%d %s", n[0], what)
		}
	}
	for _, s := range h.Settings {
		if len(s.Duties) < 3 || len(h.CareersIn(s.ID)) == 0 {
			t.Errorf("setting %s: %d duties, %d careers", s.ID, len(s.Duties), len(h.CareersIn(s.ID)))
		}
		if s.Industry != "" && h.PayIn(&s) == nil {
			t.Errorf("setting %s: no pay in %q", s.ID, s.Industry)
		}
	}
	for _, r := range h.Ladder {
		if len(r.Coursework) < 4 || r.Leads == "" || r.From >= r.Level {
			t.Errorf("rung %s: %+v", r.Level, r)
		}
	}
	for _, s := range h.Skills {
		if len(s.Signs) < 3 || len(h.CareersNeeding(s.ID)) == 0 {
			t.Errorf("skill %s: %d signs, %d careers", s.ID, len(s.Signs), len(h.CareersNeeding(s.ID)))
		}
	}
	for _, l := range slices.Concat(h.Plan, h.Lists) {
		if len(l.Items) < 5 {
			t.Errorf("list %s: %d items", l.ID, len(l.Items))
		}
	}
	for _, s := range h.Plan {
		if len(s.Notes) == 0 || len(s.Dates) == 0 {
			t.Errorf("step %s: notes %q, dates %q", s.ID, s.Notes, s.Dates)
		}
	}
	for i, c := range h.Corrections {
		if c.ID != fmt.Sprint("C", i+1) || c.Said == "" || c.Right == "" || c.Why == "" || c.Basis == "" {
			t.Errorf("correction %d: %+v", i+1, c)
		}
	}
}

func TestWhatHasEndedSaysSo(t *testing.T) {
	h := handbook(t)
	for _, id := range []string{"cchit", "hitsp"} {
		if h.Organization(id).Ended == "" {
			t.Errorf("%s works today", id)
		}
	}
	for _, id := range []string{"chts", "cphi", "comptia-hit", "ctr"} {
		if h.Credential(id).Ended == "" {
			t.Errorf("%s can be earned", id)
		}
	}
	for _, c := range h.Careers {
		for _, id := range c.Credentials {
			if h.Credential(id).Ended != "" {
				t.Errorf("%s asks for %s, which has ended", c.ID, id)
			}
		}
	}
}

// Both ways: from a credential to its exam and from every domain of every exam
// to a career that uses it.
func TestCareersAndExamsAreLinked(t *testing.T) {
	h := handbook(t)
	blueprints, err := content.Blueprints()
	if err != nil {
		t.Fatal(err)
	}
	domains := map[string]bool{}
	for _, b := range blueprints {
		if c := h.Credential(b.Credential); c == nil || c.Exam != b.Credential || c.Ended != "" {
			t.Errorf("the exam %s has no credential", b.ID)
		}
		for _, d := range b.Domains {
			domains[d.ID] = true
			if len(h.CareersUsing(d.ID)) == 0 {
				t.Errorf("no career uses %s, %s", d.ID, d.Name)
			}
		}
	}
	for _, c := range h.Careers {
		for _, d := range c.Domains {
			if !domains[d] {
				t.Errorf("%s uses %s, which is no domain", c.ID, d)
			}
		}
	}
	for _, c := range h.Credentials {
		switch {
		case c.Exam != "" && quiz.BlueprintOf(blueprints, c.Exam) == nil:
			t.Errorf("%s has no blueprint %s", c.ID, c.Exam)
		case c.Ended == "" && len(c.Ways) == 0:
			t.Errorf("%s: nobody may sit it", c.ID)
		case c.Ended == "" && c.Exam == "" && c.Asks == "":
			t.Errorf("%s does not say who may sit it", c.ID)
		case c.Ended == "" && len(h.CareersWith(c.ID)) == 0:
			t.Errorf("no career asks for %s", c.ID)
		}
	}
}

var numberWords = []string{"zero", "one", "two", "three", "four", "five", "six"}

// The years that a way into an exam asks for are those that its blueprint, or
// the credential's own words, say.
func TestWaysSayWhatTheWordsSay(t *testing.T) {
	h := handbook(t)
	blueprints, err := content.Blueprints()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range h.Credentials {
		words := c.Asks
		if b := quiz.BlueprintOf(blueprints, c.Exam); b != nil {
			for _, f := range b.Facts {
				if f.Name == "Who may sit it" {
					words = f.Text
				}
			}
		}
		words = strings.ToLower(words)
		for _, w := range c.Ways {
			n := int(w.Years)
			if n > 0 && !strings.Contains(words, numberWords[n]) && !(n == 1 && strings.Contains(words, "a year")) {
				t.Errorf("%s: %d years are not in %q", c.ID, n, words)
			}
			for _, also := range w.Also {
				if n := regexp.MustCompile(`\d+`).FindString(also); !strings.Contains(words, n) {
					t.Errorf("%s: %q is not in %q", c.ID, also, words)
				}
			}
			if w.HIM && !strings.Contains(words, "cahiim") {
				t.Errorf("%s: accreditation is not in %q", c.ID, words)
			}
			for _, id := range w.Credentials {
				if name := strings.ToLower(h.Credential(id).Name); !strings.Contains(words, name) {
					t.Errorf("%s: %s is not in %q", c.ID, name, words)
				}
			}
		}
	}
}

// Rule 6 of the rubric: what has a date is looked at again within a year.
func TestEverythingIsReviewedWithinAYear(t *testing.T) {
	h := handbook(t)
	within := func(of, checkedOn, reviewBy string) {
		checked, err1 := time.Parse(time.DateOnly, checkedOn)
		review, err2 := time.Parse(time.DateOnly, reviewBy)
		if err1 != nil || err2 != nil || !review.After(checked) || review.After(checked.AddDate(1, 0, 0)) {
			t.Errorf("%s is checked on %s and reviewed by %s", of, checkedOn, reviewBy)
		}
	}
	for _, f := range h.Index() {
		within(f.Subject, f.Stamp.CheckedOn, f.Stamp.ReviewBy)
		if _, err := time.Parse("2006-01", f.Stamp.AsOf); err != nil || len(f.Stamp.Sources) == 0 {
			t.Errorf("%s: %+v", f.Subject, f.Stamp)
		}
	}
	for _, f := range h.Figures {
		within(f.Words(), f.CheckedOn, f.ReviewBy)
	}
	if pages, figures := h.Overdue("2026-11-22"); len(pages) != 0 || figures != 0 {
		t.Errorf("overdue already: %v and %d figures", pages, figures)
	}
	if pages, figures := h.Overdue("2030-01-01"); len(pages) != len(h.Index()) || figures != len(h.Figures) {
		t.Errorf("in 2030 only %d pages and %d figures are overdue", len(pages), figures)
	}
}

// Every role title that the old career pages named leads to a career.
func TestEveryRoleTitleIsFound(t *testing.T) {
	h := handbook(t)
	for title, want := range map[string]string{
		"Health informational technologist": "health-information-technician", "Health care informational technologist": "health-information-technician",
		"Health information technician": "health-information-technician", "HIT": "health-information-technician", "Insurance claims analyst": "revenue-cycle",
		"Patient records technician": "health-information-technician", "Clinical coding specialist": "medical-coder",
		"Patient information coordinator": "patient-access", "Health data analyst": "data-analyst", "HIT specialist": "health-information-technician",
		"HIT professional": "health-information-technician", "IT manager": "health-it-manager", "Medical coder": "medical-coder",
		"Health information manager": "him-director", "Health information software specialist": "software-specialist",
		"Medical records specialist": "medical-coder", "Chief information officer": "cio", "Medical and health services manager": "health-services-manager",
		"Registered health information technician": "health-information-technician", "Health Technician - Military": "military-technician",
		"Medical Records Technician (Outpatient Coder)": "outpatient-coder", "Outpatient coder": "outpatient-coder",
		"Health Information Management Technician": "him-technician", "Supervisor": "him-supervisor", "Clinical documentation specialist": "cdi-specialist",
		"Healthcare security and privacy specialist": "privacy-officer", "Health information management director": "him-director",
		"Health Information Technician (radiology)": "radiology-technician", "Customer support": "software-specialist",
		"System and application maintenance": "software-specialist", "Health informatics": "ehr-specialist", "Clinical informatics": "ehr-specialist",
		"Privacy officer": "privacy-officer", "Cancer registrar": "cancer-registrar", "tumor regi": "cancer-registrar", "Health information technologist": "ehr-specialist",
	} {
		found := h.Find(title, 20)
		i := slices.IndexFunc(found, func(f Found) bool { return f.Kind == "Career" })
		if i < 0 || found[i].Subject != "career:"+want {
			t.Errorf("%q finds %v", title, found)
		}
	}
	if h.Find("  ", 5) != nil || h.Find("zzz", 5) != nil || len(h.Find("health", 3)) != 3 {
		t.Error("a search finds what it should not")
	}
}

// shippedTexts calls with each file that is shipped.
func shippedTexts(t *testing.T, each func(name, text string)) {
	files := content.Careers()
	n := 0
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(files, name)
		n++
		each(name, string(data))
		return err
	})
	if err != nil || n < 15 {
		t.Fatalf("%d files: %v", n, err)
	}
}

var (
	plainWord = regexp.MustCompile(`[\pL\d]+`)
	// What looks like a code of CPT or CDT.
	foreignCode = regexp.MustCompile(`\b(?:\d{5}|\d{4}[FTUM]|D\d{4})\b`)
	// What a page that sells would hold.
	selling = regexp.MustCompile(`(?i)https?://|www\.|\.edu\b|sponsor|advertis|university of|state university|click here|enroll now|top online|best schools|ranking|bootcamp|request info`)
)

// Rules 5 and 18 of the rubric, and none of the selling of the pages that the
// facts come from.
func TestShippedPagesAreOurOwnAndSellNothing(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/domain/*")
	const run = 12
	theirs := map[string]string{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		list := plainWord.FindAllString(strings.ToLower(string(data)), -1)
		for i := 0; i+run <= len(list); i++ {
			theirs[strings.Join(list[i:i+run], " ")] = filepath.Base(file)
		}
	}
	shippedTexts(t, func(name, text string) {
		list := plainWord.FindAllString(strings.ToLower(text), -1)
		for i := 0; i+run <= len(list); i++ {
			same := strings.Join(list[i:i+run], " ")
			if file, taken := theirs[same]; taken {
				t.Errorf("%s: %q is in %s", name, same, file)
			}
		}
		if found := selling.FindString(text); found != "" {
			t.Errorf("%s: %q sells something", name, found)
		}
		if found := foreignCode.FindString(text); found != "" && !strings.HasSuffix(name, ".csv") {
			t.Errorf("%s: %q looks like a CPT or CDT code", name, found)
		}
	})
}
