package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"chartroom/app/actions"
	"chartroom/content"
	"chartroom/content/lint"
	"chartroom/content/parse"
	"chartroom/quiz"
)

// check reads files and says what is in them.
func check(ctx context.Context, env *Env, o *options, args []string) (any, int, error) {
	if len(args) == 0 || o.lint && o.noLint {
		return nil, misused, errUsage
	}
	report := content.Document{Files: []content.CheckedFile{}}
	code := ok
	for _, path := range args {
		file, err := content.ReadFile(ctx, path, content.Options{NoRepairs: o.noRepairs}, nil)
		checked := file.Checked(path, err)
		if err != nil {
			report.Files = append(report.Files, checked)
			fmt.Fprintf(env.Err, "%s: %s\n", path, sentence(err))
			code = failed
			continue
		}
		tell(env, path, file.Problems)
		faults := ""
		if o.lint || !o.noLint && !o.json {
			found := lint.Bank(ctx, file.Bank, lint.Options{Today: env.Now()})
			faults = tellFaults(env, o, path, found)
			if o.lint {
				checked.Problems = append(checked.Problems, lint.Problems(found)...)
				if code == ok && lint.Worst(found) != lint.Advice && lint.Worst(found) != "" {
					code = problems
				}
			}
		}
		report.Files = append(report.Files, checked)
		if !o.json {
			fmt.Fprintf(env.Out, "%s: %s, %s%s.%s\n", path, file.Format.Title, quiz.Count(len(file.Bank.Questions), "question"), summary(file.Problems), faults)
		}
		if code == ok && len(file.Problems) > 0 {
			code = problems
		}
	}
	return report, code, nil
}

// tell prints problems with their places, as compilers do.
func tell(env *Env, path string, found []parse.Problem) {
	for _, p := range found {
		fmt.Fprintf(env.Err, "%s:%d:%d: %s: %s [%s]\n", path, p.Line, max(p.Column, 1), p.Severity, p.Message, p.Rule)
	}
}

// adviceShown is how many findings of one piece of advice are printed of a
// file, unless all were asked for.
const adviceShown = 3

// tellFaults prints what the item-writing rules find, after the problems of
// the format, and counts it in a sentence.
func tellFaults(env *Env, o *options, path string, found []lint.Finding) string {
	counts := map[lint.Severity]int{}
	accepted := 0
	perRule := map[string]int{}
	for _, f := range found {
		kind := string(f.Severity)
		if f.Accepted {
			kind = "accepted"
			accepted++
		} else {
			counts[f.Severity]++
		}
		perRule[f.Rule.Code]++
		if f.Severity == lint.Advice && perRule[f.Rule.Code] > adviceShown && !o.lint {
			continue
		}
		p := f.Problem()
		fmt.Fprintf(env.Err, "%s:%d:1: %s: %s [%s]\n", path, max(p.Line, 1), kind, p.Message, p.Rule)
	}
	if len(found) == 0 {
		return ""
	}
	for _, r := range lint.Rules() {
		if n := perRule[r.Code]; r.Severity == lint.Advice && n > adviceShown && !o.lint {
			fmt.Fprintf(env.Err, "%s: advice: The same is so of %s more; --lint prints them all. [%s]\n", path, quiz.Count(n-adviceShown, "question"), r.Slug())
		}
	}
	var b strings.Builder
	b.WriteString(" Item writing:")
	for _, s := range []lint.Severity{lint.Error, lint.Warning, lint.Advice} {
		if n := counts[s]; n > 0 && s == lint.Advice {
			fmt.Fprintf(&b, " %s of advice,", quiz.Count(n, "piece"))
		} else if n > 0 {
			fmt.Fprintf(&b, " %s,", quiz.Count(n, string(s)))
		}
	}
	if accepted > 0 {
		fmt.Fprintf(&b, " %d accepted,", accepted)
	}
	return strings.TrimSuffix(b.String(), ",") + "."
}

// summary counts problems: ", 1 error, 2 repairs".
func summary(found []parse.Problem) string {
	var b strings.Builder
	for _, s := range []parse.Severity{parse.Error, parse.Unsupported, parse.Repair, parse.Warning} {
		if n := parse.Count(found, s); n > 0 {
			fmt.Fprintf(&b, ", %s", quiz.Count(n, string(s)))
		}
	}
	return b.String()
}

// imported is what import prints of a file.
type imported struct {
	File      string          `json:"file"`
	Bank      quiz.BankID     `json:"bank"`
	Name      string          `json:"name"`
	Questions int             `json:"questions"`
	Added     int             `json:"added"`
	Updated   int             `json:"updated"`
	Unchanged int             `json:"unchanged"`
	Answers   int             `json:"answers,omitempty"` // of a history that came along
	Problems  []parse.Problem `json:"problems"`
	Error     string          `json:"error,omitempty"`
}

// importFiles saves each file as a bank. Files are independent: one that
// cannot be read does not keep the others out.
func importFiles(ctx context.Context, env *Env, o *options, args []string) (any, int, error) {
	if len(args) == 0 || o.bank != "" && len(args) > 1 {
		return nil, misused, errUsage
	}
	act, store, err := o.open(ctx, env)
	if err != nil {
		return nil, failed, err
	}
	defer store.Close()
	var all []imported
	code := ok
	for _, path := range args {
		one, err := importFile(ctx, env, o, act, path)
		if err != nil {
			fmt.Fprintf(env.Err, "%s: %s Nothing of it was imported.\n", path, sentence(err))
			one.Error, code = err.Error(), failed
		} else if code == ok && len(one.Problems) > 0 {
			code = problems
		}
		all = append(all, one)
	}
	return map[string][]imported{"files": all}, code, nil
}

func importFile(ctx context.Context, env *Env, o *options, act *actions.Actions, path string) (imported, error) {
	one := imported{File: path, Problems: []parse.Problem{}}
	file, err := content.ReadFile(ctx, path, content.Options{NoRepairs: o.noRepairs, Bank: o.bank, History: o.history}, nil)
	if err != nil {
		return one, err
	}
	tell(env, path, file.Problems)
	one.Bank, one.Name, one.Questions = file.Bank.ID, file.Bank.Name, len(file.Bank.Questions)
	one.Problems = append(one.Problems, file.Problems...)
	if one.Questions == 0 {
		return one, fmt.Errorf("there is no question in it that could be read")
	}
	if !o.dryRun {
		i := act.Import(file.Bank)
		err := i.Run(ctx, env.progress("questions"))
		env.progressed()
		if err != nil {
			return one, err
		}
		one.Added, one.Updated, one.Unchanged = i.Result.Added, i.Result.Updated, i.Result.Unchanged
		if len(file.History) > 0 {
			h := act.ImportAnki(file.Bank.ID, file.History)
			err := h.Run(ctx, env.progress("answers"))
			env.progressed()
			if err != nil {
				return one, err
			}
			one.Answers = h.Added
		}
	}
	if !o.json {
		fmt.Fprintf(env.Out, "%s: bank %q: %s read, %d added, %d updated, %d unchanged%s.\n", path, one.Name,
			quiz.Count(one.Questions, "question"), one.Added, one.Updated, one.Unchanged, summary(file.Problems))
	}
	return one, nil
}

// listed is what export prints of a bank when none is named.
type listed struct {
	ID        quiz.BankID `json:"id"`
	Name      string      `json:"name"`
	Source    string      `json:"source"`
	Version   string      `json:"version"`
	Questions int         `json:"questions"`
	Builtin   bool        `json:"builtin"` // came with the app
}

// export writes a bank to a file, or lists the banks when none is named.
func export(ctx context.Context, env *Env, o *options, args []string) (any, int, error) {
	if len(args) != 0 && len(args) != 2 {
		return nil, misused, errUsage
	}
	act, store, err := o.open(ctx, env)
	if err != nil {
		return nil, failed, err
	}
	defer store.Close()
	if len(args) == 0 {
		banks, err := act.Reader().Banks(ctx, false)
		if err != nil {
			return nil, failed, err
		}
		list := make([]listed, len(banks))
		for i, b := range banks {
			list[i] = listed{b.ID, b.Name, b.Source, b.Version, b.Count, b.Builtin}
			if !o.json {
				fmt.Fprintf(env.Out, "%-32s %6d  %s\n", b.ID, b.Count, b.Name)
			}
		}
		return map[string]any{"banks": list}, ok, nil
	}
	bank, err := act.Reader().BankQuestions(ctx, quiz.BankID(args[0]))
	if err != nil {
		return nil, failed, fmt.Errorf("bank %s: %w; `chartroom export` lists them", args[0], err)
	}
	left, err := content.WriteFile(args[1], bank)
	if err != nil {
		return nil, failed, err
	}
	for _, l := range left {
		fmt.Fprintf(env.Err, "%s: not written: %v\n", filepath.Base(args[1]), l)
	}
	written := len(bank.Questions) - len(left)
	if !o.json {
		fmt.Fprintf(env.Out, "%s: %s written.\n", args[1], quiz.Count(written, "question"))
	}
	code := ok
	if len(left) > 0 {
		code = problems
	}
	return map[string]any{"file": args[1], "written": written, "left_out": len(left)}, code, nil
}

// fileSize is a file's size in bytes, 0 if it is not there.
func fileSize(path string) int64 {
	if info, err := os.Stat(path); err == nil {
		return info.Size()
	}
	return 0
}
