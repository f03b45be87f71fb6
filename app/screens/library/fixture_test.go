package library

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"chartroom/app/actions"
	"chartroom/app/shell/shelltest"
	"chartroom/quiz"
)

// desk is a library in a window, on a real file.
type desk struct {
	*shelltest.Desk
	screen   *Screen
	practice *shelltest.Other
}

// newDesk opens the library over these banks.
func newDesk(t testing.TB, banks ...quiz.Bank) *desk {
	t.Helper()
	d := &desk{Desk: shelltest.New(t, banks...), practice: shelltest.NewOther("Practice")}
	d.furnish()
	return d
}

func (d *desk) furnish() {
	d.screen = New(d.Shell, blueprints)
	d.Furnish(d.screen, d.practice)
}

// file writes a file to import.
func (d *desk) file(name, text string) string {
	d.T.Helper()
	path := filepath.Join(d.Dir, name)
	d.Must(os.WriteFile(path, []byte(text), 0o644))
	return path
}

// answer answers a question as often as there are options given.
func (d *desk) answer(q quiz.Question, chosen ...int) {
	d.T.Helper()
	for _, i := range chosen {
		_, _, err := d.Act.Answer(context.Background(), &q, actions.Answer{Mode: quiz.ModeStudy, Response: quiz.Response{Chosen: []int{i}},
			Certainty: quiz.Sure, Took: 14 * time.Second, Before: d.Progress(q.ID)})
		d.Must(err)
		d.Clock.Pass(26 * time.Hour)
	}
}

var blueprints = []quiz.Blueprint{{Credential: "rhit", Name: "RHIT", Domains: []quiz.Domain{
	{ID: "rhit:1", Name: "Data Content, Structure, and Governance"}, {ID: "rhit:2", Name: "Access, Disclosure, Privacy, and Security", Short: "Privacy"},
	{ID: "rhit:3", Name: "Data Analytics and Use"}}}}

// privacy is a bank with one question of every kind that can be edited.
func privacy() quiz.Bank {
	b := quiz.Bank{ID: "privacy", Name: "Privacy drills", Source: "45 CFR 164", Licence: "CC BY 4.0", Language: "en"}
	add := func(key string, q quiz.Question) {
		q.Key, q.Bank, q.ID, q.Markup = key, b.ID, quiz.NewQuestionID(b.ID, key), quiz.Moodle
		b.Questions = append(b.Questions, q)
	}
	add("access", quiz.Question{Kind: quiz.Choice, Name: "Access", Stem: "By how many days after receipt must a clinic act on a request for access?",
		Options: []quiz.Option{{Text: "30 days", Fraction: 1, Feedback: "The outer limit."}, {Text: "60 days", Feedback: "That is the limit for amendments."},
			{Text: "10 days", Feedback: "Some states ask for this."}},
		Rationale: "The rule gives 30 days and one extension.", Source: "45 CFR 164.524(b)(2), 2026", AsOf: "2026-11", ReviewBy: "2027-10",
		Tags: []string{"rhit:2", "level:recall", "subject:hipaa"}})
	add("minimum", quiz.Question{Kind: quiz.TrueFalse, Name: "Minimum", Stem: "The minimum necessary rule applies to disclosures for treatment.",
		Options: []quiz.Option{{Text: "True", Feedback: "Treatment is exempt."}, {Text: "False", Fraction: 1, Feedback: "Treatment is exempt."}},
		Source:  "45 CFR 164.502(b), 2025", ReviewBy: "2026-03", Tags: []string{"rhit:2", "level:application"}})
	add("drs", quiz.Question{Kind: quiz.Text, Name: "Record set", Stem: "What does HIPAA call the records used to make decisions about individuals?",
		Options: []quiz.Option{{Text: "designated record set", Fraction: 1}, {Text: "record set", Fraction: .5}}, Tags: []string{"rhit:1", "level:recall"}})
	add("rate", quiz.Question{Kind: quiz.Number, Name: "Rate", Stem: "Of 40 charts 3 are deficient. What is the deficiency rate in per cent?",
		Options: []quiz.Option{{Text: "7.5", Value: 7.5, Tolerance: .1, Fraction: 1}}, Tags: []string{"rhit:3", "level:analysis"}})
	add("phi", quiz.Question{Kind: quiz.Flip, Name: "PHI", Stem: "PHI", Options: []quiz.Option{{Text: "protected health information", Fraction: 1}},
		Example: "A name beside a diagnosis", Pronunciation: "P-H-I", Tags: []string{"rhit:2"}})
	add("essay", quiz.Question{Kind: quiz.Essay, Name: "Essay", Stem: "Describe a breach response plan."})
	return b
}
