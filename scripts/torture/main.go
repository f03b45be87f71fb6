// Command torture answers questions in a child process, kills it with
// SIGKILL at random moments, and counts what was lost: nothing, or it fails.
// First it does so in exams: the line "exam kills N acknowledged N lost N corrupt
// N clock N"; then in practice: the last line "kills N acknowledged N lost N
// corrupt N". With -only exam or -only practice it does one of them.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"
)

func main() {
	kills := flag.Int("kills", 1000, "how often to kill")
	seed := flag.Uint64("seed", 1, "of the moments and answers")
	child := flag.Bool("child", false, "answer until killed (what torture starts)")
	dir := flag.String("dir", "", "folder of the profiles (default: a new one)")
	only := flag.String("only", "", "exam or practice (default: both)")
	flag.Parse()
	if *child && *only == "exam" {
		fail(sitForever(*dir, *seed, os.Stdout))
	}
	if *child {
		fail(answerForever(*dir, *seed, os.Stdout))
	}
	if *dir == "" {
		made, err := os.MkdirTemp("", "chartroom-torture-")
		fail(err)
		defer os.RemoveAll(made)
		*dir = made
	}
	self, err := os.Executable()
	fail(err)
	start := func(what string) (folder string, child starter) {
		folder = filepath.Join(*dir, what)
		return folder, func(seed uint64) *exec.Cmd {
			return exec.Command(self, "-child", "-only", what, "-dir", folder, "-seed", strconv.FormatUint(seed, 10))
		}
	}
	whole := true
	if *only != "practice" {
		folder, child := start("exam")
		t, err := tortureExams(folder, *kills, *seed, child, func(t Exams) {
			if t.Kills%50 == 0 {
				fmt.Fprintf(os.Stderr, "%s, resumed %d, saved but not said %d, opened within %v\n", t, t.Resumed, t.Unacknowledged, t.Slowest.Round(time.Millisecond))
			}
		})
		whole = tell(t, err, t.Tally) && t.Clock == 0
	}
	if *only != "exam" {
		folder, child := start("practice")
		t, err := torture(folder, *kills, *seed, child, func(t Tally) {
			if t.Kills%50 == 0 {
				fmt.Fprintf(os.Stderr, "%s, resumed %d, saved but not said %d\n", t, t.Resumed, t.Unacknowledged)
			}
		})
		whole = tell(t, err, t) && whole
	}
	if !whole {
		os.Exit(1)
	}
}

// starter makes the command that runs the child with a seed.
type starter func(seed uint64) *exec.Cmd

// tell prints the line of what was found, and reports whether nothing was lost.
func tell(line fmt.Stringer, err error, t Tally) bool {
	if err != nil {
		fmt.Fprintln(os.Stderr, "torture:", err)
	}
	fmt.Println(line)
	return err == nil && t.Lost == 0 && t.Corrupt == 0
}

func fail(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "torture:", err)
		os.Exit(1)
	}
}
