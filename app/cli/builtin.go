package cli

import (
	"context"
	"fmt"
	"io"
	"strings"

	"chartroom/content/account"
	"chartroom/quiz"
)

// checkBuiltin counts the material that comes with the app, and says what is
// wrong with it. Codes are looked up in the books that are installed.
func checkBuiltin(ctx context.Context, env *Env, o *options) (any, int, error) {
	shelf, err := o.shelf(env)
	if err != nil {
		return nil, failed, err
	}
	defer shelf.Close()
	report, err := account.Of(ctx, env.Now(), shelf.Lint())
	if err != nil {
		return nil, failed, err
	}
	if !o.json {
		tellAccount(env.Out, &report)
		for _, f := range report.Findings {
			fmt.Fprintf(env.Err, "%s: %s: %s: %s [%s]\n", f.Bank, f.Question, f.Severity, f.Says, f.Rule)
		}
	}
	code := ok
	if !report.Sound() {
		code = problems
	}
	return report, code, nil
}

// tellAccount prints the account as lines of words and columns of numbers.
func tellAccount(w io.Writer, r *account.Report) {
	fmt.Fprintf(w, "cards: %s, asked in %s ways\n", quiz.Thousands(r.Cards), quiz.Thousands(r.CardsAsked))
	fmt.Fprintf(w, "questions: %s, and %s that some of them are about\n", quiz.Thousands(r.Questions), quiz.Count(r.Records, "record"))
	fmt.Fprintf(w, "errors: %d\nwarnings: %d\nadvice: %d\naccepted: %d\n", r.Errors, r.Warnings, r.Advice, r.Accepted)
	fmt.Fprintf(w, "read blind: %s of %s%s\n", quiz.Thousands(r.ReadBlind), quiz.Thousands(r.Questions), named("; not yet", r.Unread))
	fmt.Fprintf(w, "unsettled: %d%s\n", len(r.Unsettled), named("", r.Unsettled))
	fmt.Fprintf(w, "held against: the text of the source %s, another text %s, their own numbers %s; nothing found for %s\n",
		quiz.Thousands(r.SourcesRead["text"]), quiz.Thousands(r.SourcesRead["other"]), quiz.Thousands(r.SourcesRead["sum"]), quiz.Thousands(r.SourcesRead["unread"]))
	fmt.Fprintf(w, "only for practice: %d%s\n", len(r.PracticeOnly), named("", r.PracticeOnly))
	fmt.Fprintf(w, "in exams without being held against anything: %d%s\n", len(r.Unproven), named("", r.Unproven))
	fmt.Fprintf(w, "cards read a second time: %s agreed, %s settled, %s mended, %s in doubt; not read %s\n", quiz.Thousands(r.CardsRead["agrees"]),
		quiz.Thousands(r.CardsRead["settled"]), quiz.Thousands(r.CardsRead["mended"]), quiz.Thousands(r.CardsRead["doubt"]), quiz.Thousands(r.CardsRead["unread"]))
	fmt.Fprintf(w, "sources with section and year: %.1f %%%s\n", 100*r.SourcesExact, named("; not", r.Inexact))
	fmt.Fprintf(w, "to be reviewed before today: %d%s\n", len(r.Overdue), named("", r.Overdue))
	fmt.Fprintf(w, "the right option is the longest in: %.1f %% of %s\n", 100*r.KeyLongest, quiz.Thousands(r.Choices))

	fmt.Fprintln(w, "\nfacts as of      cards asked  questions")
	for _, a := range r.Ages {
		fmt.Fprintf(w, "  %-14s %11s %10s\n", a.AsOf, quiz.Thousands(a.Cards), quiz.Thousands(a.Questions))
	}
	fmt.Fprintln(w, "\nlevel          questions")
	for _, level := range quiz.Levels {
		fmt.Fprintf(w, "  %-12s %9d  %4.1f %%\n", level, r.Levels[level], 100*float64(r.Levels[level])/float64(max(1, r.Questions)))
	}
	fmt.Fprintln(w, "\nkind           questions")
	for _, kind := range quiz.Kinds {
		if n := r.Kinds[string(kind)]; n > 0 {
			fmt.Fprintf(w, "  %-12s %9d\n", kind, n)
		}
	}
	fmt.Fprintln(w, "\ndeck                                          cards  asked")
	for _, d := range r.Decks {
		fmt.Fprintf(w, "  %-42s %6d %6d\n", d.Name, d.Cards, d.Asked)
	}
	fmt.Fprintln(w, "\nbank                                      questions   the right option at A    B    C    D")
	for _, b := range r.Banks {
		fmt.Fprintf(w, "  %-42s %6d                       %4d %4d %4d %4d\n", b.Name, b.Questions, b.Keys[0], b.Keys[1], b.Keys[2], b.Keys[3])
	}
	fmt.Fprintf(w, "  %-42s %6d                       %4d %4d %4d %4d\n", "all", r.Questions, r.Keys[0], r.Keys[1], r.Keys[2], r.Keys[3])
	tellExams(w, r.Exams)
}

func tellExams(w io.Writer, exams []account.Exam) {
	for _, e := range exams {
		forms := fmt.Sprintf("%s of %d without a question twice", quiz.Count(e.Forms, "whole form"), e.Items)
		if e.Forms == 0 {
			forms = fmt.Sprintf("no whole form: %s", e.Lacks)
		}
		fmt.Fprintf(w, "\n%s, %s\n  %s\n  cards asked  questions  recall  application  analysis\n", e.Name, e.Outline, forms)
		for _, d := range e.Domains {
			if d.LeftOut {
				continue
			}
			fmt.Fprintf(w, "  %11d %10d %7d %12d %9d  %s\n", d.Cards, d.Questions, d.Levels["recall"], d.Levels["application"], d.Levels["analysis"], d.Name)
		}
	}
}

// namesShown is how many ids are printed of a list; the JSON has all.
const namesShown = 12

// named lists ids behind a word, or is empty.
func named(word string, ids []string) string {
	if len(ids) == 0 {
		return ""
	}
	rest := ""
	if len(ids) > namesShown {
		rest = fmt.Sprintf(" and %d more (--json names all)", len(ids)-namesShown)
	}
	return word + ": " + strings.Join(ids[:min(len(ids), namesShown)], ", ") + rest
}
