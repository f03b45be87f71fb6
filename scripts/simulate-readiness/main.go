// Command simulate-readiness draws candidates for an exam, lets them practise
// and sit it, and compares chances to pass that were said before with what
// came: ours, "75 % right is ready", and the beta-binomial chance of the raw
// share. It prints, at 20 to 400 answers, Brier scores and expected calibration
// errors, and how often our 90 % interval holds the candidate's true chance to
// pass: that of a random form, given her abilities, with the cut anywhere
// between its bounds.
//
//	go run ./scripts/simulate-readiness [-candidates 3000] [-seed 1] [-only WORDS] [-plain]
package main

import (
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"runtime"
	"strings"
	"sync"
	"time"

	"chartroom/quiz"
)

// after are the numbers of answers that are looked at.
var after = []int{20, 50, 100, 200, 400}

// worlds are the scenarios: the two that the targets are for, then worlds that
// differ from the model's priors.
var worlds = []world{
	plain,
	plain.with("3PL, difficulty known +-.5 logit", func(w *world) { w.unsure, w.shrunk = .5, true }),
	plain.with("+-.5 logit as a measurement", func(w *world) { w.unsure = .5 }),
	plain.with("domains alike by .6", func(w *world) { w.alike = .6 }),
	plain.with("2PL: no guessing", func(w *world) { w.guessLow, w.guessHigh = 0, 0 }),
	plain.with("1PL and guessing: equal slopes", func(w *world) { w.slope, w.slopeSD, w.guessLow, w.guessHigh = 1, 0, .25, .25 }),
	plain.with("slopes of .8 on the mean", func(w *world) { w.slope = .8 }),
	plain.with("slopes of 1.7 on the mean", func(w *world) { w.slope = 1.7 }),
	plain.with("a cut of 63 %", func(w *world) { w.cut = .63 }),
	plain.with("a cut of 71 %", func(w *world) { w.cut = .71 }),
	plain.with("slopes very unequal", func(w *world) { w.slopeSD = .5 }),
	plain.with("50 % pass", func(w *world) { w.passRate = .5 }),
	plain.with("80 % pass", func(w *world) { w.passRate = .8 }),
	plain.with("abilities spread by 1.3 logits", func(w *world) { w.abilitySD = 1.3 }),
	plain.with("practice a whole logit easier", func(w *world) { w.easier = 1 }),
	plain.with("answers over 90 days", func(w *world) { w.days = 90 }),
}

func main() {
	candidates := flag.Int("candidates", 3000, "how many candidates each scenario has")
	seed := flag.Uint64("seed", 1, "of the candidates")
	only := flag.String("only", "", "scenarios whose name holds these words; empty = all")
	first := flag.Bool("plain", false, "the first two scenarios only, those that the targets are for")
	flag.Parse()
	if *candidates < 100 {
		fmt.Fprintln(os.Stderr, "simulate-readiness: it takes 100 candidates or more to tell anything")
		os.Exit(2)
	}
	began := time.Now()
	fmt.Printf("%d candidates, %d scored items, cut %.0f to %.0f %%. Brier score / calibration error (10 bins).\n", *candidates, scored, 100*cut[0], 100*cut[1])
	fmt.Println("Held: how often our 90 % interval holds the candidate's true chance to pass, and the interval's mean width.")
	for i, w := range worlds {
		if *first && i > 1 || !strings.Contains(w.name, *only) {
			continue
		}
		play(newTruth(w, *seed), *candidates, *seed).print(w.name)
	}
	fmt.Printf("%.0f s, %d processors\n", time.Since(began).Seconds(), runtime.GOMAXPROCS(0))
}

// tallies are what each way of telling did, by the number of answers.
type tallies struct {
	passed int
	of     int
	rows   []row
}

type row struct {
	raw, beta, ours score
	held            int
	width           float64
}

// play lets candidates practise and sit the exam.
func play(t *truth, candidates int, seed uint64) *tallies {
	all := make([]candidate, candidates)
	said := make([][]quiz.Readiness, candidates)
	var wg sync.WaitGroup
	for p := range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := p; i < candidates; i += runtime.GOMAXPROCS(0) {
				all[i] = t.candidate(rand.New(rand.NewPCG(seed, uint64(i)+1000)), after[len(after)-1])
				for _, n := range after {
					said[i] = append(said[i], ours(all[i].answers, n))
				}
			}
		})
	}
	wg.Wait()
	out := &tallies{of: candidates, rows: make([]row, len(after))}
	for i, c := range all {
		if c.passed {
			out.passed++
		}
		for k, n := range after {
			out.rows[k].take(c, n, said[i][k])
		}
	}
	return out
}

// ours is what the app says after the first n answers.
func ours(answers []quiz.ReadinessAnswer, n int) quiz.Readiness {
	domains := make([]quiz.ReadinessDomain, len(weights))
	for d, w := range weights {
		domains[d].Weight = w
	}
	r, err := quiz.Ready(quiz.ReadinessInput{Items: scored, Cut: cut, Domains: domains, Answers: answers[:n]})
	if err != nil {
		panic(err) // a broken promise of this program
	}
	return r
}

func (r *row) take(c candidate, n int, said quiz.Readiness) {
	right := 0.0
	for _, a := range c.answers[:n] {
		right += a.Mark
	}
	ready := 0.0
	if right/float64(n) >= .75 {
		ready = 1
	}
	r.raw.add(ready, c.passed)
	r.beta.add(betaBinomial(right, float64(n)), c.passed)
	r.ours.add(said.Pass, c.passed)
	if said.Low <= c.chance && c.chance <= said.High {
		r.held++
	}
	r.width += said.High - said.Low
}

// betaBinomial is the chance that the share right reaches the cut on a form,
// where the share's prior is even: normal for the luck of the form, and the cut
// anywhere between its bounds.
func betaBinomial(right, n float64) float64 {
	a, b := right+1, n-right+1
	mean := a / (a + b)
	variance := mean * (1 - mean) / (a + b + 1) * (a + b + scored) / scored // of a share of scored items
	const steps = 20
	sum := 0.0
	for i := range steps {
		at := cut[0] + (cut[1]-cut[0])*(float64(i)+.5)/steps
		sum += math.Erfc((at-.5/scored-mean)/math.Sqrt(2*variance)) / 2 / steps
	}
	return sum
}

// score is how well chances went with what came.
type score struct {
	n       int
	squares float64
	bins    [10]struct{ said, came, n float64 }
}

func (s *score) add(said float64, came bool) {
	y := 0.0
	if came {
		y = 1
	}
	s.n++
	s.squares += (said - y) * (said - y)
	b := &s.bins[min(int(said*10), 9)]
	b.said, b.came, b.n = b.said+said, b.came+y, b.n+1
}

func (s *score) brier() float64 { return s.squares / float64(s.n) }

func (s *score) ece() float64 {
	sum := 0.0
	for _, b := range s.bins {
		sum += math.Abs(b.said-b.came) / float64(s.n)
	}
	return sum
}

func (t *tallies) print(name string) {
	share := float64(t.passed) / float64(t.of)
	fmt.Printf("\n%s: %.1f %% passed; always saying so has a Brier score of %.3f\n", name, 100*share, share*(1-share))
	fmt.Printf("%8s %18s %18s %18s %9s %7s\n", "answers", "75 % right", "beta-binomial", "ours", "held", "width")
	for k, r := range t.rows {
		fmt.Printf("%8d %10.3f / %.3f %10.3f / %.3f %9.4f / %.3f %7.1f %% %7.2f\n", after[k], r.raw.brier(), r.raw.ece(), r.beta.brier(), r.beta.ece(),
			r.ours.brier(), r.ours.ece(), 100*float64(r.held)/float64(t.of), r.width/float64(t.of))
	}
}
