package cli

import (
	"context"
	"fmt"
	"strings"

	"chartroom/content"
	"chartroom/content/lint"
	"chartroom/content/parse"
	"chartroom/quiz"
)

// check reads files, or the material that comes with the app, and says what is
// in them.
func check(ctx context.Context, env *Env, o *options, args []string) (any, int, error) {
	if (len(args) == 0) != o.builtin || o.lint && o.noLint {
		return nil, misused, errUsage
	}
	if o.builtin {
		return checkBuiltin(ctx, env, o)
	}
	report := content.Document{Files: []content.CheckedFile{}}
	code := ok
	for _, path := range args {
		file, err := o.read(ctx, env, path, content.Options{})
		if ctx.Err() != nil {
			return report, failed, ctx.Err()
		}
		for _, b := range file.More { // the banks of a pack are checked together
			file.Bank.Questions = append(file.Bank.Questions, b.Questions...)
		}
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
			shelf, err := o.shelf(env)
			if err != nil {
				return report, failed, err
			}
			found := lint.Bank(ctx, file.Bank, lint.Options{Today: env.Now(), Codes: shelf.Lint()})
			shelf.Close()
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
