// Command torture answers questions in a child process, kills it with
// SIGKILL at random moments, and counts what was lost: nothing, or it fails.
// Its last line is "kills N acknowledged N lost N corrupt N".
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"strconv"
)

func main() {
	kills := flag.Int("kills", 1000, "how often to kill")
	seed := flag.Uint64("seed", 1, "of the moments and answers")
	child := flag.Bool("child", false, "answer until killed (what torture starts)")
	dir := flag.String("dir", "", "folder of the profile (default: a new one)")
	flag.Parse()
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
	t, err := torture(*dir, *kills, *seed, func(seed uint64) *exec.Cmd {
		return exec.Command(self, "-child", "-dir", *dir, "-seed", strconv.FormatUint(seed, 10))
	}, func(t Tally) {
		if t.Kills%50 == 0 {
			fmt.Fprintf(os.Stderr, "%s, resumed %d, saved but not said %d\n", t, t.Resumed, t.Unacknowledged)
		}
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, "torture:", err)
	}
	fmt.Println(t)
	if err != nil || t.Lost > 0 || t.Corrupt > 0 {
		os.Exit(1)
	}
}

func fail(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "torture:", err)
		os.Exit(1)
	}
}
