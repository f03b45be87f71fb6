// Package cli is Chartroom in a terminal: the same verbs as in the window, for
// instructors' scripts and for tests. It knows no Fyne. Every verb takes
// --json, which prints one JSON document on standard output; progress and
// problems go to standard error.
package cli

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/signal"
	"strings"
	"time"

	"chartroom/content"
)

// Exit codes, as PRODUCT says.
const (
	ok       = 0 // all went well
	failed   = 1 // the work could not be done
	misused  = 2 // wrong usage
	problems = 3 // done, with problems in the input
)

// Env is what the program gives to a verb.
type Env struct {
	Out, Err io.Writer
	In       io.Reader // what "-" reads; nil = standard input
	Now      func() time.Time
	Draw     *rand.Rand
	Version  string
	// Tour draws every screen into a folder and returns the pictures' paths.
	Tour func(dir string, report func(done, total int)) ([]string, error)
}

// verb is one thing to do. run gets the arguments that are left after flags.
type verb struct {
	name, args, does, more string
	flags                  func(*flag.FlagSet, *options)
	run                    func(context.Context, *Env, *options, []string) (any, int, error)
}

// options are all flags of all verbs; each verb declares those it has.
type options struct {
	json      bool
	data      string
	profile   string
	bank      string
	noRepairs bool
	dryRun    bool
	history   bool
	trust     bool // a pack that is signed otherwise than before
	format    string
	columns   string // of a table: what they hold
	sheet     string
	write     writeOptions
	pack      packOptions
	train     trainOptions
	codes     codesOptions
	lint      bool
	noLint    bool
	builtin   bool // what comes with the app, not files
}

// verbs lists every verb, in the order of help.
func verbs() []verb {
	return []verb{
		{name: "check", args: "FILE...", does: "read question files and say what is in them and what is wrong",
			more: "Nothing is saved. Formats are known by content: " + readable() + ".", flags: checkFlags, run: check},
		{name: "import", args: "FILE...", does: "save the questions of files into a profile",
			more: "Each file becomes a bank, and a pack its banks, each all of it or nothing. Importing again updates and keeps progress.",
			flags: func(f *flag.FlagSet, o *options) {
				profileFlags(f, o)
				readFlags(f, o)
				f.StringVar(&o.bank, "bank", "", "name of the bank (default: the file's name)")
				f.BoolVar(&o.history, "history", false, "bring reviews and due dates of an Anki package too")
				f.BoolVar(&o.trust, "trust", false, "take a pack though it is signed otherwise than the one before")
				f.BoolVar(&o.dryRun, "dry-run", false, "say what would be imported, and save nothing")
			}, run: importFiles},
		{name: "export", args: "BANK FILE", does: "write a bank in the format of the file's ending, or as PDF",
			more: "The format follows the file's ending:\n" + writable() + "What the format cannot hold is named before anything is written.\nBANK is an id as `chartroom export` lists them.",
			flags: func(f *flag.FlagSet, o *options) {
				profileFlags(f, o)
				writeFlags(f, o)
			}, run: export},
		{name: "convert", args: "IN OUT", does: "read a question file and write it in another format, or as PDF",
			more: "The format follows the file's ending:\n" + writable() + "What the format cannot hold is named before anything is written. A pack of several banks becomes a file for each.",
			flags: func(f *flag.FlagSet, o *options) {
				readFlags(f, o)
				f.StringVar(&o.bank, "bank", "", "name of the bank (default: the file's name)")
				writeFlags(f, o)
			}, run: convert},
		{name: "pack", args: "OUT BANKFILE...", does: "put question files into a pack, with what is said of it, signed if you like", more: packHelp, flags: packFlags, run: makePack},
		{name: "verify-pack", args: "FILE...", does: "check a pack's checksums and signature, and say who signed it", flags: verifyPackFlags, run: verifyPacks},
		{name: "codes", args: "VERB ...", does: "install code books from the official files, search them, and check codes", more: codesHelp, flags: codesFlags, run: codes},
		{name: "tour", args: "DIR", does: "draw every screen with a realistic learner's data, without a display",
			more: "Pictures are named NN-screen-variant.png.", run: tour},
		{name: "backup", args: "", does: "copy the profile's file into its backups, checked", flags: profileFlags, run: backup},
		{name: "restore", args: "BACKUP", does: "put a backup in the place of the profile's file",
			more: "What is there now is kept as a backup first.", flags: profileFlags, run: restore},
		{name: "verify", args: "[FILE]", does: "check a profile's file, or a backup, for damage", flags: profileFlags, run: verify},
		{name: "rebuild", args: "", does: "fold the log again and say whether it agrees with what is stored", flags: profileFlags, run: rebuild},
		{name: "train", args: "LOG.csv", does: "fit a memory model's weights to a log of reviews", more: trainHelp, flags: trainFlags, run: train},
		{name: "memory", args: "IN.json", does: "follow cards through a memory model, answer by answer", more: memoryHelp, run: memory},
		{name: "history", args: "FILE.csv", does: "write a profile's answers as a table of reviews", more: historyHelp, flags: profileFlags, run: history},
		{name: "plan", args: "IN.json", does: "choose what to study today so that the score on the exam day is highest", more: planHelp, run: planExam},
		{name: "readiness", args: "IN.json", does: "work out the chance to pass an exam from practice answers", more: readinessHelp, run: readiness},
		{name: "itemstats", args: "RESPONSES.csv", does: "say how the questions of a test did, and which to look at again", more: itemstatsHelp, run: itemstats},
		{name: "version", args: "", does: "print the version", run: version},
	}
}

func profileFlags(f *flag.FlagSet, o *options) {
	f.StringVar(&o.data, "data", "", "folder of the learners' files (default: the system's)")
	f.StringVar(&o.profile, "profile", "", "the learner's profile (default: Learner)")
}

func checkFlags(f *flag.FlagSet, o *options) {
	readFlags(f, o)
	f.StringVar(&o.data, "data", "", "folder of the code books that codes are looked up in (default: the system's)")
	f.BoolVar(&o.lint, "lint", false, "let faults in the writing of questions count: print them all, put them into the JSON, exit with 3")
	f.BoolVar(&o.builtin, "builtin", false, "count the material that comes with the app, instead of files; exit with 3 if it has an error, a warning, a fact past its date or a question in dispute")
	f.BoolVar(&o.noLint, "no-lint", false, "say nothing of faults in the writing of questions")
}

// Is reports whether the first argument is a verb, so that main opens no
// window.
func Is(arg string) bool {
	if arg == "help" || arg == "-h" || arg == "--help" {
		return true
	}
	for _, v := range verbs() {
		if v.name == arg {
			return true
		}
	}
	return false
}

// Run does what the arguments say and returns the exit code.
func Run(ctx context.Context, env Env, args []string) int {
	if len(args) == 0 || args[0] == "help" || strings.HasPrefix(args[0], "-h") || args[0] == "--help" {
		usage(env.Out)
		return ok
	}
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt) // Ctrl+C ends the work, not the program in its midst
	defer stop()
	for _, v := range verbs() {
		if v.name == args[0] {
			return v.do(ctx, &env, args[1:])
		}
	}
	fmt.Fprintf(env.Err, "chartroom: there is no verb %q.\n\n", args[0])
	usage(env.Err)
	return misused
}

// do parses the verb's flags, which may stand before or after its arguments,
// and runs it.
func (v verb) do(ctx context.Context, env *Env, args []string) int {
	var o options
	set := flag.NewFlagSet(v.name, flag.ContinueOnError)
	set.SetOutput(io.Discard)
	set.BoolVar(&o.json, "json", false, "print one JSON document on standard output")
	if v.flags != nil {
		v.flags(set, &o)
	}
	var rest []string
	for len(args) > 0 {
		if err := set.Parse(args); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				v.help(env.Out, set)
				return ok
			}
			fmt.Fprintf(env.Err, "chartroom %s: %v.\n\n", v.name, err)
			v.help(env.Err, set)
			return misused
		}
		if args = set.Args(); len(args) > 0 {
			rest, args = append(rest, args[0]), args[1:]
		}
	}
	document, code, err := v.run(ctx, env, &o, rest)
	switch {
	case errors.Is(err, errUsage):
		v.help(env.Err, set)
		return misused
	case err != nil:
		if errors.Is(err, context.Canceled) {
			err = errStopped
		}
		fmt.Fprintf(env.Err, "chartroom %s: %s\n", v.name, sentence(err))
		if o.json {
			document = map[string]string{"error": err.Error()}
		}
		code = failed
	}
	if o.json && document != nil {
		enc := json.NewEncoder(env.Out)
		enc.SetIndent("", " ")
		enc.SetEscapeHTML(false)
		if err := enc.Encode(document); err != nil {
			fmt.Fprintf(env.Err, "chartroom %s: write the answer: %v.\n", v.name, err)
			return failed
		}
	}
	return code
}

// sentence is an error that ends as a sentence does.
func sentence(err error) string {
	text := err.Error()
	if strings.HasSuffix(text, ".") || strings.HasSuffix(text, "?") || strings.HasSuffix(text, "!") {
		return text
	}
	return text + "."
}

// progress shows how far work has come, on one line that it writes again and
// again; progressed clears it.
func (e *Env) progress(unit string) func(done, total int) {
	return func(done, total int) { fmt.Fprintf(e.Err, "\r%-40s", fmt.Sprintf("%d of %d %s", done, total, unit)) }
}

func (e *Env) progressed() { fmt.Fprintf(e.Err, "\r%40s\r", "") }

// errUsage says that the arguments are not what the verb takes.
var errUsage = errors.New("wrong usage")

// errStopped is the error of work that was ended by Ctrl+C. What a verb writes
// is there whole or not at all.
var errStopped = errors.New("it was stopped before it was done; files and banks that were not whole were left as they were")

// readable lists what can be read.
func readable() string {
	var all []string
	for _, f := range content.Formats {
		all = append(all, f.Title)
	}
	return strings.Join(all, ", ")
}

// writable lists the endings that can be written, and what they mean.
func writable() string {
	var b strings.Builder
	for _, f := range content.Written() {
		fmt.Fprintf(&b, "  %-12s%s\n", f.Extensions[0], f.Title)
	}
	fmt.Fprintf(&b, "  %-12s%s\n", ".pdf", "Exam paper, with its key beside it in NAME-key.pdf")
	return b.String()
}

func usage(w io.Writer) {
	fmt.Fprint(w, "Chartroom: get ready for a health information exam, offline.\n\n"+
		"  chartroom                          open the window\n"+
		"  chartroom --data DIR               open it with the learners' files in DIR\n")
	for _, v := range verbs() {
		fmt.Fprintf(w, "  chartroom %-25s%s\n", strings.TrimSpace(v.name+" "+v.args), v.does)
	}
	fmt.Fprint(w, "\nchartroom VERB --help explains a verb. Exit codes: 0 done, 1 could not be done,\n"+
		"2 wrong usage, 3 done with problems in the input.\n")
}

func (v verb) help(w io.Writer, set *flag.FlagSet) {
	fmt.Fprintf(w, "chartroom %s: %s.\n", strings.TrimSpace(v.name+" "+v.args), v.does)
	if v.more != "" {
		fmt.Fprintln(w, v.more)
	}
	fmt.Fprintln(w)
	set.SetOutput(w)
	set.PrintDefaults()
	set.SetOutput(io.Discard)
}

func version(_ context.Context, env *Env, o *options, args []string) (any, int, error) {
	if len(args) > 0 {
		return nil, misused, errUsage
	}
	if !o.json {
		fmt.Fprintf(env.Out, "Chartroom %s\n", env.Version)
	}
	return map[string]string{"version": env.Version}, ok, nil
}

func tour(_ context.Context, env *Env, o *options, args []string) (any, int, error) {
	if len(args) != 1 {
		return nil, misused, errUsage
	}
	pictures, err := env.Tour(args[0], env.progress("pictures"))
	env.progressed()
	if err != nil {
		return nil, failed, err
	}
	if !o.json {
		for _, p := range pictures {
			fmt.Fprintln(env.Out, p)
		}
	}
	return map[string][]string{"pictures": pictures}, ok, nil
}
