// Command simulate plays learners who study for an exam and compares the
// plan to the exam day with what other tools do in the same minutes. Learners
// differ from the model that all planners share: other weights, items that
// are easier or harder than they look, noise in recall, missed days. It
// prints the mean share right on the exam day with its standard error.
//
//	go run ./scripts/simulate [-learners 5] [-only 14,45,120] [-differ 1] [-scale 1] [-quick] [-variants]
package main

import (
	"flag"
	"fmt"
	"math"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"time"
)

// setting is one cell of the table.
type setting struct {
	days, cards int
	budget      string
	minutes     float64 // a day
}

// settings are decks and days that students have. Scarce minutes do not suffice
// to meet every new card once, fair ones do and leave some for reviews, and
// ample ones are more than reviews at retention .9 take.
var settings = []setting{
	{14, 800, "scarce", 10}, {14, 800, "fair", 22}, {14, 800, "ample", 40},
	{45, 2000, "scarce", 7}, {45, 2000, "fair", 16}, {45, 2000, "ample", 32},
	{120, 3000, "scarce", 5}, {120, 3000, "fair", 11}, {120, 3000, "ample", 22},
}

func main() {
	learners := flag.Int("learners", 5, "how many learners a cell of 120 days has; three times as many for 45 days, six times for 14")
	only := flag.String("only", "", "horizons in days, with commas between; empty = all")
	cpu := flag.Int("cpu", 0, "processors to use; 0 = all")
	seed := flag.Uint64("seed", 1, "of the learners")
	differ := flag.Float64("differ", 1, "how far learners differ from the planners' model; 0 = not at all, no day is missed")
	scale := flag.Float64("scale", 1, "of decks and minutes")
	quick := flag.Bool("quick", false, "play each other tool with few settings")
	variants := flag.Bool("variants", false, "say which setting of each tool was best")
	flag.Parse()
	if *learners < 2 {
		fmt.Fprintln(os.Stderr, "simulate: it takes 2 learners or more for a standard error")
		os.Exit(2)
	}
	if *cpu <= 0 {
		*cpu = runtime.GOMAXPROCS(0)
	}
	began := time.Now()
	fmt.Println("Mean share right on the exam day, in percent, with its standard error. The same minutes for all.")
	fmt.Println("Of each other tool: the settings that did best in this cell, chosen afterwards.")
	fmt.Println("At most: what the planners' model allows any plan; held: how often the first day's 90 % interval did.")
	fmt.Println("Gain, learner by learner: over the best tool as it comes, with new cards mixed; over the best tool at all, also")
	fmt.Println("where its user brings in new cards by the blueprint's weight per card.")
	fmt.Printf("%-4s %5s %-6s %4s %3s", "days", "cards", "budget", "min", "n")
	for _, t := range tools {
		fmt.Printf(" %14s", t.name)
	}
	fmt.Printf(" %14s %7s %5s %17s %17s\n", "this plan", "at most", "held", "over as it comes", "over the best")
	for _, s := range settings {
		if !wanted(*only, s.days) {
			continue
		}
		s.cards, s.minutes = int(float64(s.cards)**scale), s.minutes**scale
		n := *learners
		switch s.days {
		case 14:
			n *= 6
		case 45:
			n *= 3
		}
		printRow(s, (&game{*seed, *differ, *quick, *cpu}).play(s, n), *variants)
	}
	fmt.Printf("%.0f s, %d processors\n", time.Since(began).Seconds(), *cpu)
}

func wanted(only string, days int) bool {
	if only == "" {
		return true
	}
	for _, o := range strings.Split(only, ",") {
		if n, err := strconv.Atoi(o); err == nil && n == days {
			return true
		}
	}
	return false
}

// outcome is what became of one learner under every policy.
type outcome struct {
	tools [][]float64 // tool, variant: score
	plan  float64
	first promise
}

// game is what holds for all learners.
type game struct {
	seed   uint64
	differ float64
	quick  bool
	cpu    int
}

// play plays n learners on several processors.
func (g *game) play(s setting, n int) []outcome {
	out := make([]outcome, n)
	var wait sync.WaitGroup
	jobs := make(chan int)
	for range g.cpu {
		wait.Add(1)
		go func() {
			defer wait.Done()
			for i := range jobs {
				out[i] = g.playOne(s, g.seed<<32+uint64(i))
			}
		}()
	}
	for i := range n {
		jobs <- i
	}
	close(jobs)
	wait.Wait()
	return out
}

func (g *game) playOne(s setting, seed uint64) outcome {
	var o outcome
	for _, t := range tools {
		var scores []float64
		for v, p := range t.variants(s) {
			if at := v % 12; g.quick && at != 4 && at != 6 && at != 8 {
				scores = append(scores, 0)
				continue
			}
			l := newLearner(s, seed, g.differ)
			scores = append(scores, l.study(p))
		}
		o.tools = append(o.tools, scores)
	}
	l := newLearner(s, seed, g.differ)
	p := &examPlan{}
	o.plan = l.study(p)
	o.first = p.first
	return o
}

// printRow prints a cell: each tool by the variant with the best mean.
func printRow(s setting, all []outcome, variants bool) {
	fmt.Printf("%4d %5d %-6s %4.0f %3d", s.days, s.cards, s.budget, s.minutes, len(all))
	var best, alone []float64
	var names []string
	for t, tool := range tools {
		scores, name := bestOf(s, all, t, func(routine) bool { return true })
		mixed, _ := bestOf(s, all, t, func(r routine) bool { return !r.heaviest })
		best, alone = better(best, scores), better(alone, mixed)
		fmt.Printf(" %s", score(scores))
		names = append(names, tool.name+": "+name)
	}
	plan := column(all, func(o outcome) float64 { return o.plan })
	held := column(all, func(o outcome) float64 {
		if o.plan >= o.first.low && o.plan <= o.first.high {
			return 1
		}
		return 0
	})
	most := mean(column(all, func(o outcome) float64 { return o.first.bound }))
	fmt.Printf(" %s %7.2f %4.0f%% %s %s\n", score(plan), 100*most, 100*mean(held), gain(plan, alone), gain(plan, best))
	if variants {
		fmt.Printf("       expected on the first day %.2f; %s\n", 100*mean(column(all, func(o outcome) float64 { return o.first.score })), strings.Join(names, "; "))
	}
}

// bestOf is the best of a tool's variants that count, by its mean.
func bestOf(s setting, all []outcome, t int, counts func(routine) bool) (scores []float64, name string) {
	for v, p := range tools[t].variants(s) {
		r := p.(routine)
		if one := column(all, func(o outcome) float64 { return o.tools[t][v] }); counts(r) && (scores == nil || mean(one) > mean(scores)) {
			scores, name = one, r.String()
		}
	}
	return scores, name
}

func better(a, b []float64) []float64 {
	if a == nil || mean(b) > mean(a) {
		return b
	}
	return a
}

// gain is how much better the plan is, relative to the other's mean, learner
// by learner.
func gain(plan, other []float64) string {
	x := make([]float64, len(plan))
	for i := range plan {
		x[i] = 100 * (plan[i] - other[i]) / mean(other)
	}
	return fmt.Sprintf("%+6.2f%% +- %4.2f%%", mean(x), stderr(x))
}

func score(x []float64) string { return fmt.Sprintf("%6.2f +- %4.2f", 100*mean(x), 100*stderr(x)) }

func column(all []outcome, f func(outcome) float64) []float64 {
	x := make([]float64, len(all))
	for i, o := range all {
		x[i] = f(o)
	}
	return x
}

func mean(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	return sum / float64(len(x))
}

// stderr is the standard error of the mean.
func stderr(x []float64) float64 {
	m, sum := mean(x), 0.0
	for _, v := range x {
		sum += (v - m) * (v - m)
	}
	return math.Sqrt(sum / float64(len(x)-1) / float64(len(x)))
}
