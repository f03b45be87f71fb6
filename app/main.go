// Package main is Chartroom: it opens the learner's file, makes the actions,
// the shell and the screens, and shows the window. With a verb it does that
// verb in the terminal instead. The clock, the seeds, the flags and the paths
// come from here.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"runtime/debug"
	"time"
	_ "time/tzdata" // time zones by name on every system

	"fyne.io/fyne/v2"

	"chartroom/app/cli"
	_ "chartroom/app/locale" // before Fyne
)

func main() { os.Exit(run(os.Args[1:])) }

func run(args []string) int {
	env := cli.Env{Out: os.Stdout, Err: os.Stderr, Now: time.Now, Draw: seed(), Version: metadata.Version, Tour: tour}
	if len(args) > 0 && cli.Is(args[0]) {
		return cli.Run(context.Background(), env, args)
	}
	flags := flag.NewFlagSet("chartroom", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	data := flags.String("data", "", "folder of the learners' files")
	profile := flags.String("profile", "", "the learner's profile")
	if err := flags.Parse(args); err != nil || flags.NArg() > 0 {
		if flags.NArg() > 0 {
			return cli.Run(context.Background(), env, flags.Args())
		}
		fmt.Fprintf(os.Stderr, "chartroom: %v. `chartroom help` lists what there is.\n", err)
		return 2
	}
	if why := noDisplay(os.Getenv); why != "" {
		fmt.Fprintf(os.Stderr, "chartroom: %s\nWithout one, `chartroom tour DIR` draws every screen into pictures, and `chartroom help` lists the verbs for a terminal.\n", why)
		return 1
	}
	defer sayWhatBroke()
	if err := openWindow(*data, *profile, env.Draw); err != nil {
		fmt.Fprintf(os.Stderr, "chartroom: %v.\n", err)
		return 1
	}
	return 0
}

// metadata is FyneApp.toml in code, for a binary that runs away from it; a
// test compares the two.
var metadata = fyne.AppMetadata{ID: "app.chartroom.desktop", Name: "Chartroom", Version: "0.1.0", Build: 1,
	Migrations: map[string]bool{"fyneDo": true}}

// seed is a source of chance that nobody can foresee.
func seed() *rand.Rand { return rand.New(rand.NewPCG(rand.Uint64(), rand.Uint64())) }

// sayWhatBroke turns a mistake of ours into a sentence and a local report,
// instead of a trace on the screen. What was answered is on disk already.
func sayWhatBroke() {
	broken := recover()
	if broken == nil {
		return
	}
	place := "no report could be written"
	if f, err := os.CreateTemp("", "chartroom-report-*.txt"); err == nil {
		fmt.Fprintf(f, "Chartroom %s\n%v\n\n%s", metadata.Version, broken, debug.Stack())
		if f.Close() == nil {
			place = "a report for the people who build it is in " + f.Name()
		}
	}
	fmt.Fprintf(os.Stderr, "chartroom: stopped by a mistake of its own; %s. Every answer that was shown as saved is safe.\n", place)
	os.Exit(1)
}
