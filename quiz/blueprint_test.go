package quiz_test

import (
	"math"
	"testing"

	"chartroom/quiz"
)

func sample() quiz.Blueprint {
	return quiz.Blueprint{ID: "x", Name: "X", Credential: "x", Items: 12, Scored: 10, Pretest: 2, Minutes: 30,
		Pass: quiz.Pass{Kind: quiz.PassScaled, Value: 300}, Source: "made up", VerifiedOn: "2026-11-22", Confidence: "B",
		Domains: []quiz.Domain{{ID: "x:1", Name: "One", Short: "One", Min: 20, Max: 30}, {ID: "x:2", Name: "Two", Short: "Two", Min: 70, Max: 82}}}
}

func TestWeightsAddUpToOne(t *testing.T) {
	b := sample()
	one, two := b.Weight("x:1"), b.Weight("x:2")
	if math.Abs(one+two-1) > 1e-12 || math.Abs(one-25.0/101) > 1e-12 {
		t.Errorf("weights %v and %v", one, two)
	}
	if b.Weight("x:3") != 0 || (&quiz.Blueprint{}).Weight("x:1") != 0 {
		t.Error("a domain that is not there has a weight")
	}
}

func TestCheckFindsWhatIsWrong(t *testing.T) {
	good := sample()
	if err := good.Check(); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(*quiz.Blueprint){
		"no id":           func(b *quiz.Blueprint) { b.ID = "" },
		"items":           func(b *quiz.Blueprint) { b.Pretest = 3 },
		"no time":         func(b *quiz.Blueprint) { b.Minutes = 0 },
		"pass rule":       func(b *quiz.Blueprint) { b.Pass.Kind = "guess" },
		"raw above one":   func(b *quiz.Blueprint) { b.Pass = quiz.Pass{Kind: quiz.PassRaw, Value: 70} },
		"no source":       func(b *quiz.Blueprint) { b.Source = "" },
		"confidence":      func(b *quiz.Blueprint) { b.Confidence = "sure" },
		"fact":            func(b *quiz.Blueprint) { b.Facts = []quiz.Fact{{Name: "fee"}} },
		"foreign domain":  func(b *quiz.Blueprint) { b.Domains[0].ID = "y:1" },
		"same domain":     func(b *quiz.Blueprint) { b.Domains[0].ID = "x:2" },
		"no short name":   func(b *quiz.Blueprint) { b.Domains[0].Short = "" },
		"turned range":    func(b *quiz.Blueprint) { b.Domains[0].Min = 31 },
		"not 100 percent": func(b *quiz.Blueprint) { b.Domains[1].Min, b.Domains[1].Max = 60, 70 },
		"target":          func(b *quiz.Blueprint) { b.Target = 75 },
		"cover":           func(b *quiz.Blueprint) { b.Cover = "half of it" },
		"left out unsaid": func(b *quiz.Blueprint) { b.Domains[0].LeftOut = true },
		"rule":            func(b *quiz.Blueprint) { b.Rules = []quiz.ExamRule{{Moves: "sideways", Source: "x", Confidence: "A"}} },
		"rules' order": func(b *quiz.Blueprint) {
			r := quiz.ExamRule{Moves: quiz.MoveFree, Source: "x", Confidence: "A"}
			b.Rules = []quiz.ExamRule{r, r}
		},
		"no domains": func(b *quiz.Blueprint) { b.Domains = nil },
	} {
		b := sample()
		if spoil(&b); b.Check() == nil {
			t.Errorf("%s: nothing is found", name)
		}
	}
}
