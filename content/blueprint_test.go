package content

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"chartroom/quiz"
)

// Every form of every shipped exam lies within every range of its outline, all
// of it and what is scored, whatever the bank: 1,000 banks and draws an exam.
func TestFormsOfShippedExamsAreWithinEveryRange(t *testing.T) {
	blueprints, err := Blueprints()
	if err != nil {
		t.Fatal(err)
	}
	seeds := uint64(1000)
	if testing.Short() {
		seeds = 50
	}
	for i := range blueprints {
		b := &blueprints[i]
		t.Run(b.ID, func(t *testing.T) {
			for seed := range seeds {
				draw := rand.New(rand.NewPCG(seed, uint64(i)))
				f, err := quiz.Assemble(b, items(b, draw), b.FormItems(), quiz.MoveFree, draw)
				if err != nil {
					t.Fatalf("seed %d: %v", seed, err)
				}
				all := outside(b, f.Places, func(quiz.ExamPlace) bool { return true })
				scored := outside(b, f.Places, func(p quiz.ExamPlace) bool { return !p.Pretest })
				if len(f.Places) != b.FormItems() || all != "" || scored != "" {
					t.Fatalf("seed %d: %d items; all: %s; scored: %s", seed, len(f.Places), all, scored)
				}
			}
		})
	}
}

// ids are the ids of a bank's items.
var ids = func() (all [600]quiz.QuestionID) {
	for i := range all {
		all[i] = quiz.NewQuestionID("pool", fmt.Sprint(i))
	}
	return all
}()

// items is a bank for an exam: 600 items, some of them in scenarios.
func items(b *quiz.Blueprint, draw *rand.Rand) []quiz.FormItem {
	domains := b.Covered()
	all := make([]quiz.FormItem, len(ids))
	for i := range all {
		all[i] = quiz.FormItem{Question: ids[i], Domain: domains[draw.IntN(len(domains))].ID,
			Level: quiz.Levels[draw.IntN(3)], Used: draw.IntN(3)}
		if draw.IntN(8) == 0 {
			all[i].Record = fmt.Sprint("case ", i/30)
		}
	}
	return all
}

// outside says which domain has a share outside its range, of the places kept.
func outside(b *quiz.Blueprint, places []quiz.ExamPlace, keep func(quiz.ExamPlace) bool) string {
	counts, n, covered := map[string]int{}, 0, 0.0
	for _, p := range places {
		if keep(p) {
			counts[p.Domain]++
			n++
		}
	}
	for _, d := range b.Covered() {
		covered += b.Weight(d.ID)
	}
	for _, d := range b.Covered() {
		if share := 100 * covered * float64(counts[d.ID]) / float64(n); share < d.Min-1e-6 || share > d.Max+1e-6 {
			return fmt.Sprintf("%s has %d of %d, %.2f %%, outside %g to %g", d.ID, counts[d.ID], n, share, d.Min, d.Max)
		}
	}
	return ""
}

// Every figure says where it comes from and when that was looked up, and every
// outline asks to be compared with the certifying body's own.
func TestBlueprintsSayWhatTheyRestOn(t *testing.T) {
	blueprints, err := Blueprints()
	if err != nil {
		t.Fatal(err)
	}
	asked := []string{"Domains and ranges|Sections", "Items", "Passing score", "Navigation", "Books", "Fee", "Who may sit it", "Continuing education"}
	for _, b := range blueprints {
		if !strings.Contains(b.Note, "Compare them with") || !strings.Contains(b.Note, "is a mark of") {
			t.Errorf("%s: the note does not ask to compare: %s", b.ID, b.Note)
		}
		weakest, checked := "A", []string{b.VerifiedOn}
		for _, f := range b.Facts {
			weakest = max(weakest, f.Confidence)
			checked = append(checked, f.VerifiedOn)
		}
		if b.Confidence != weakest {
			t.Errorf("%s: its confidence is %s, and that of its weakest figure %s", b.ID, b.Confidence, weakest)
		}
		for _, on := range checked {
			if _, err := time.Parse(time.DateOnly, on); err != nil {
				t.Errorf("%s: looked up on %q", b.ID, on)
			}
		}
		if slices.ContainsFunc(b.Facts, func(f quiz.Fact) bool { return f.Name == "Everything else" }) {
			continue // its figures are those of a newer outline
		}
		for _, names := range asked {
			if !slices.ContainsFunc(b.Facts, func(f quiz.Fact) bool {
				return slices.ContainsFunc(strings.Split(names, "|"), func(name string) bool { return strings.HasPrefix(f.Name, name) })
			}) {
				t.Errorf("%s: nothing says where its %s come from", b.ID, names)
			}
		}
	}
}

func TestNineExamsAreShipped(t *testing.T) {
	blueprints, err := Blueprints()
	if err != nil {
		t.Fatal(err)
	}
	for _, credential := range []string{"rhit", "rhia", "cca", "ccs", "ccsp", "chda", "chps", "cdip", "cpc"} {
		b := quiz.BlueprintOf(blueprints, credential)
		if b == nil {
			t.Errorf("%s is missing", credential)
			continue
		}
		if b.Eligibility == "" || b.Education.Units == 0 || b.Education.Years != 2 || b.Note == "" {
			t.Errorf("%s: who may sit it, or what keeps it, is missing", credential)
		}
	}
	cpc := quiz.BlueprintOf(blueprints, "cpc")
	if cpc.FormItems() != 26 || cpc.Cover != "non-CPT sections only" || cpc.PracticeFor() != .7 {
		t.Errorf("CPC: %d items, %q, practise for %v", cpc.FormItems(), cpc.Cover, cpc.PracticeFor())
	}
	before, after := quiz.Day(20_573), quiz.Day(20_574) // 30 April and 1 May 2026
	cca := quiz.BlueprintOf(blueprints, "cca")
	if x, y := cca.Rule(before), cca.Rule(after); x.Books.Year != 2025 || y.Books.Year != 2026 || !y.Books.Open || y.Moves != quiz.MoveFree {
		t.Errorf("CCA: %v on %v, %v on %v", x, before, y, after)
	}
	if rule := blueprints[0].Rule(after); rule.Books.Open || rule.Moves != quiz.MoveFree {
		t.Errorf("RHIT: %+v", rule)
	}
}
