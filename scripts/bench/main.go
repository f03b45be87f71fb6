// Command bench measures what the learner waits for, each figure beside its
// floor in the same run: the least that this machine needs for the same kind
// of work. It prints a line a figure with its target and whether it was met;
// it never fails for being slow.
//
//	go run ./scripts/bench [-quick] [-only start,answer,...]
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime/pprof"
	"strings"
	"time"

	_ "chartroom/app/locale" // before Fyne
)

// size is how big the profile is that a figure is measured on.
type size struct {
	name                string
	questions, attempts int
}

var (
	small = size{"empty profile", 0, 0}
	big   = size{"100,000 questions, 1,000,000 attempts", 100_000, 1_000_000}
)

// bench is one run.
type bench struct {
	dir    string
	binary string // the real app; empty = no figures of a window
	floor  string // an empty Fyne window, built like the app
	big    size
	logs   string // folder of review logs
	peers  string // folder of the peer of training; empty = a copy of the shared one
	quick  bool
}

func main() {
	quick := flag.Bool("quick", false, "a tenth of the size, to try the program itself")
	only := flag.String("only", "", "figures to measure, split by commas: start, answer, import, search, rebuild, progress, gift, qti, tables, apkg, hostile, train, plan, exam, codes")
	keep := flag.String("dir", "", "folder for the big profile, to use it again (default: a new one)")
	logs := flag.String("logs", "../shared/srs/data", "folder of review logs to train on")
	peers := flag.String("peers", "", "folder of the peer that trains beside us (default: a copy of ../shared/srs/peers, filled by npm)")
	profile := flag.String("cpuprofile", "", "file to write a CPU profile to")
	flag.Parse()
	if *profile != "" {
		f, err := os.Create(*profile)
		if err == nil {
			err = pprof.StartCPUProfile(f)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, "bench:", err)
			os.Exit(1)
		}
		defer pprof.StopCPUProfile()
	}
	if err := run(*quick, *only, &bench{dir: *keep, logs: *logs, peers: *peers, quick: *quick}); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(quick bool, only string, b *bench) error {
	b.big, b.binary = big, os.Getenv("CHARTROOM_BIN")
	if quick {
		b.big = size{"10,000 questions, 100,000 attempts", 10_000, 100_000}
	}
	if b.dir == "" {
		made, err := os.MkdirTemp("", "chartroom-bench-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(made)
		b.dir = made
	} else if err := os.MkdirAll(b.dir, 0o700); err != nil {
		return err
	}
	steps := []struct {
		name string
		do   func() error
	}{
		// First, while this process is small: Linux counts a parent's memory into its child's peak.
		{"train", b.train}, {"plan", b.plan}, {"codes", b.codes},
		{"gift", b.gift}, {"qti", b.qti}, {"tables", b.tables}, {"apkg", b.apkg}, {"hostile", b.hostile}, {"import", b.imports}, {"search", b.search}, {"answer", b.answer}, {"rebuild", b.rebuild}, {"progress", b.progress}, {"exam", b.exam}, {"start", b.start},
	}
	for _, s := range steps {
		if only != "" && !strings.Contains(","+only+",", ","+s.name+",") {
			continue
		}
		began := time.Now()
		if err := s.do(); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		fmt.Fprintf(os.Stderr, "(%s took %.1f s)\n", s.name, time.Since(began).Seconds())
	}
	return nil
}

// say prints a figure. figure and target are in the same unit; a target of 0
// is none.
func say(what string, figure float64, unit, beside string, target float64) {
	verdict := ""
	if target > 0 {
		verdict = fmt.Sprintf("target %g %s: met", target, unit)
		if figure > target {
			verdict = fmt.Sprintf("target %g %s: MISSED", target, unit)
		}
	}
	fmt.Printf("%-58s %10.3f %-3s  %-48s %s\n", what, figure, unit, beside, verdict)
}

// profile is the folder of a profile of a size, filled once.
func (b *bench) profile(s size) (string, error) {
	dir := filepath.Join(b.dir, fmt.Sprintf("data-%d-%d", s.questions, s.attempts))
	return dir, fill(dir, s)
}
