package account

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"chartroom/content"
	"chartroom/content/lint"
	"chartroom/quiz"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// The least that is shipped, by the plan (issue 6).
const (
	leastCards     = 2_700
	leastQuestions = 1_000
	leastOfDomain  = 5 // cards of each domain of an exam, as they are asked
)

func report(t *testing.T) Report {
	t.Helper()
	r, err := Of(context.Background(), noon, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// All that is shipped keeps the plan, by the figures that `chartroom check
// --builtin` prints.
func TestTheMaterialIsHeldToAccount(t *testing.T) {
	r := report(t)
	if r.Cards < leastCards || r.Questions < leastQuestions || r.CardsAsked < r.Cards {
		t.Errorf("%d cards, asked in %d ways, and %d questions; at least %d and %d", r.Cards, r.CardsAsked, r.Questions, leastCards, leastQuestions)
	}
	for _, f := range r.Findings {
		if !f.Accepted {
			t.Errorf("%s: %s: %s %s", f.Bank, f.Question, f.Rule, f.Says)
		}
	}
	if r.SourcesExact < .95 {
		t.Errorf("%.1f %% of the sources have section and year: %v have not", 100*r.SourcesExact, r.Inexact)
	}
	for i, want := range quiz.LevelShares {
		if share := float64(r.Levels[quiz.Levels[i]]) / float64(r.Questions); share < want-.06 || share > want+.06 {
			t.Errorf("%.1f %% of the questions are of the level %s, not %.0f ± 6", 100*share, quiz.Levels[i], 100*want)
		}
	}
	if len(r.Overdue) > 0 {
		t.Errorf("to be reviewed before today: %v", r.Overdue)
	}
	if r.KeyLongest > .35 {
		t.Errorf("the key is the longest option in %.1f %%", 100*r.KeyLongest)
	}
}

// A few questions of a bank fall by chance as they may; of a hundred the key
// stands in each place 20 to 30 times.
func TestKeysStandInEachPlaceAlike(t *testing.T) {
	r := report(t)
	for _, b := range append(slices.Clone(r.Banks), Bank{ID: "all", Choices: r.Choices, Keys: &r.Keys}) {
		slack := .05
		if b.Choices < 100 {
			slack = .10
		}
		for place, n := range b.Keys {
			if share := float64(n) / float64(b.Choices); b.Choices > 0 && (share < .25-slack || share > .25+slack) {
				t.Errorf("%s: the key is at %c in %.0f %% of %d", b.ID, 'A'+place, 100*share, b.Choices)
			}
		}
	}
}

// The parts of the report add up to its whole.
func TestTheAccountAddsUp(t *testing.T) {
	r := report(t)
	cards, asked, questions, aged := 0, 0, 0, 0
	for _, b := range slices.Concat(r.Decks, r.Banks) {
		cards, asked, questions = cards+b.Cards, asked+b.Asked, questions+b.Questions
	}
	for _, a := range r.Ages {
		aged += a.Cards + a.Questions
	}
	levels, kinds, keys := 0, 0, 0
	for _, n := range r.Levels {
		levels += n
	}
	for _, n := range r.Kinds {
		kinds += n
	}
	for _, n := range r.Keys {
		keys += n
	}
	if cards != r.Cards || asked != r.CardsAsked || questions != r.Questions || aged != asked+questions || levels != questions || kinds != questions || keys != r.Choices {
		t.Errorf("%d %d %d %d %d %d %d, and %+v", cards, asked, questions, aged, levels, kinds, keys, r)
	}
	if r.ReadBlind+len(r.Unread) != r.Questions || len(r.Findings) != r.Errors+r.Warnings+r.Advice+r.Accepted {
		t.Errorf("%d read and %d not; %d findings", r.ReadBlind, len(r.Unread), len(r.Findings))
	}
	for _, e := range r.Exams {
		n, c := 0, 0
		for _, d := range e.Domains {
			n, c = n+d.Questions, c+d.Cards
		}
		if n != e.Questions || c != e.Cards || (e.Forms == 0) != (e.Largest > 0) {
			t.Errorf("%s: %+v", e.ID, e)
		}
	}
}

// Whoever learns for an exam has cards in every domain of it. Only the sections
// of CPC on the codes of CPT have none: their text may not be shipped.
func TestEveryExamHasCards(t *testing.T) {
	for _, e := range report(t).Exams {
		for _, d := range e.Domains {
			switch {
			case !d.LeftOut && d.Cards < leastOfDomain:
				t.Errorf("%s: %d cards of %s, %s; at least %d", e.ID, d.Cards, d.ID, d.Name, leastOfDomain)
			case d.LeftOut && (e.ID != "cpc" || d.Cards+d.Questions > 0):
				t.Errorf("%s: %s is left out and has %d cards and %d questions", e.ID, d.ID, d.Cards, d.Questions)
			}
		}
	}
}

// A tag of an exam names a domain of its outline, and a card has one domain of
// an exam at the most, since it is counted and chosen by the first.
func TestCardsNameDomainsThatThereAre(t *testing.T) {
	domains := map[string]bool{}
	credentials := map[string]bool{}
	for _, b := range outlines(t) {
		credentials[b.Credential] = true
		for _, d := range b.Domains {
			domains[d.ID] = true
		}
	}
	for _, b := range shipped(t) {
		for _, q := range b.Questions {
			named := map[string]int{}
			for _, tag := range q.Tags {
				credential, _, _ := strings.Cut(tag, ":")
				if !credentials[credential] {
					continue
				}
				if named[credential]++; !domains[tag] || q.Kind.Card() && named[credential] > 1 {
					t.Errorf("%s: %s has the domain %s among %v", b.ID, q.ID, tag, q.Tags)
				}
			}
		}
	}
}

func outlines(t *testing.T) []quiz.Blueprint {
	t.Helper()
	all, err := content.Blueprints()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// Years later the same facts are overdue, and the report says so.
func TestTheAccountGrowsOld(t *testing.T) {
	old, err := Of(context.Background(), noon.AddDate(3, 0, 0), nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(old.Overdue) != old.CardsAsked+old.Questions || old.Sound() || !reportedBy(old.Findings, "past-review") {
		t.Errorf("%d of %d are overdue", len(old.Overdue), old.CardsAsked+old.Questions)
	}
}

func reportedBy(found []Finding, rule string) bool {
	return slices.ContainsFunc(found, func(f Finding) bool { return strings.HasSuffix(f.Rule, rule) })
}

// No question of one bank is that of another in almost the same words.
func TestNoQuestionIsShippedTwice(t *testing.T) {
	all := quiz.Bank{ID: "all", Questions: questions(t)}
	for _, f := range lint.Bank(context.Background(), all, lint.Options{}) {
		if f.Rule.Name == "near-duplicate" && !f.Accepted {
			t.Errorf("%s: %s", f.Key, f.Message)
		}
	}
}

// Of a typed number the explanation works the key out: with another key, a rule
// of arithmetic finds the difference. Numbers that are counted, not reckoned,
// are listed.
func TestTypedNumbersAreWorkedOut(t *testing.T) {
	counted := map[string]bool{"privacy-213": true}
	for _, q := range questions(t) {
		if q.Kind != quiz.Number || counted[q.Key] {
			continue
		}
		wrong := q
		wrong.Options = slices.Clone(q.Options)
		for i := range wrong.Options {
			wrong.Options[i].Value++
			wrong.Options[i].Text = quiz.FormatNumber(wrong.Options[i].Value, 2)
		}
		if !slices.ContainsFunc(lint.Question(&wrong, lint.Options{}), func(f lint.Finding) bool { return f.Rule.Rubric == 13 && f.Severity != lint.Advice }) {
			t.Errorf("%s: nothing works its key out: %s", q.Key, q.Rationale)
		}
	}
}
