package account

import (
	"math"
	"math/rand/v2"
	"testing"

	"chartroom/quiz"
)

// wholeForms is how many whole forms without a question twice the shipped
// material is enough for: two of RHIT, one of every other exam.
func wholeForms(credential string) int {
	if credential == "rhit" {
		return 2
	}
	return 1
}

// A learner who brings nothing of her own can sit a whole form of every exam
// (of CPC what is no CPT), and of RHIT a second with new questions.
func TestTheMaterialIsEnoughForWholeForms(t *testing.T) {
	blueprints := outlines(t)
	r := report(t)
	if len(r.Exams) != len(blueprints) {
		t.Fatalf("%d exams, %d blueprints", len(r.Exams), len(blueprints))
	}
	for i, e := range r.Exams {
		if want := wholeForms(blueprints[i].Credential); e.Forms < want {
			t.Errorf("%s: %s, not %d: %s.", e.Name, quiz.Count(e.Forms, "whole form"), want, e.Lacks)
		}
		for l, share := range e.Levels {
			if math.Abs(share-quiz.LevelShares[l]) > .06 {
				t.Errorf("%s: %.0f %% of the form are of the level %s, not %.0f ± 6", e.Name, 100*share, quiz.Levels[l], 100*quiz.LevelShares[l])
			}
		}
	}
}

// It is no luck of one draw: a hundred draws of every exam make a whole form
// of the shipped questions, within every domain's range.
func TestEveryDrawMakesAWholeForm(t *testing.T) {
	blueprints := outlines(t)
	banks := shipped(t)
	for i := range blueprints {
		b := &blueprints[i]
		pool := Pool(b, banks)
		covered := 0.
		for _, d := range b.Covered() {
			covered += b.Weight(d.ID)
		}
		for seed := range uint64(100) {
			form, err := quiz.Assemble(b, pool, b.FormItems(), quiz.MoveFree, rand.New(rand.NewPCG(seed, 7)))
			if err != nil {
				t.Errorf("%s, draw %d: %v.", b.Name, seed, err)
				break
			}
			counts, seen := map[string]int{}, map[quiz.QuestionID]bool{}
			for n, p := range form.Places {
				counts[p.Domain]++
				seen[form.Questions[n]] = true
			}
			if len(seen) != b.FormItems() || form.Repeats != 0 {
				t.Fatalf("%s, draw %d: %d questions of %d, %d repeated", b.Name, seed, len(seen), b.FormItems(), form.Repeats)
			}
			for _, d := range b.Covered() {
				if share := 100 * covered * float64(counts[d.ID]) / float64(len(form.Questions)); share < d.Min-1e-6 || share > d.Max+1e-6 {
					t.Errorf("%s, draw %d: %s has %d of %d", b.Name, seed, d.ID, counts[d.ID], len(form.Questions))
				}
			}
		}
	}
}
