package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"text/tabwriter"

	"chartroom/content/responses"
	"chartroom/quiz"
)

const itemstatsHelp = `RESPONSES.csv, or - for standard input: the header names the questions, each row is a candidate, each cell a mark; an
empty cell or - is a question not answered, 0. Commas, semicolons or tabs; a first column may name the candidates. A question
of several marks says so in its header, as Moodle does: "Q. 3 /8.00", or in a row MAX; else the full mark is 1. Where a row
KEY holds the right option of a question (A, or A|C where either is), its cells are the options chosen, and the table of
distractors follows. A row OPTIONS says how many options each question offers, for the random guess score.
Figures as in Moodle's statistics: indices, weights and consistency in percent, facility from 0 to 1. null = not defined.`

// defined is a figure that prints as null where the marks do not define it.
type defined float64

func (d defined) MarshalJSON() ([]byte, error) {
	if math.IsNaN(float64(d)) || math.IsInf(float64(d), 0) {
		return []byte("null"), nil
	}
	return json.Marshal(float64(d))
}

func (d defined) String() string {
	if math.IsNaN(float64(d)) {
		return "-"
	}
	return fmt.Sprintf("%.2f", float64(d))
}

// analysed is what itemstats prints.
type analysed struct {
	Quiz      analysedQuiz       `json:"quiz"`
	Questions []analysedQuestion `json:"questions"`
	Notes     []string           `json:"notes"` // what was assumed
}

type analysedQuiz struct {
	Candidates  int     `json:"candidates"`
	Questions   int     `json:"questions"`
	Max         float64 `json:"max"`
	Mean        defined `json:"mean"`
	Median      defined `json:"median"`
	SD          defined `json:"sd"`
	Skewness    defined `json:"skewness"`
	Kurtosis    defined `json:"kurtosis"`
	Consistency defined `json:"cic"`
	ErrorRatio  defined `json:"error_ratio"`
	SE          defined `json:"se"`
	KR20        defined `json:"kr20"`
}

type analysedQuestion struct {
	ID            string           `json:"id"`
	Candidates    int              `json:"candidates"`
	Max           float64          `json:"max"`
	Facility      defined          `json:"facility"`
	SD            defined          `json:"sd"`
	Index         defined          `json:"discrimination_index"`
	Efficiency    defined          `json:"discriminative_efficiency"`
	Guess         defined          `json:"random_guess_score"` // percent
	Intended      defined          `json:"intended_weight"`
	Effective     defined          `json:"effective_weight"`
	PointBiserial defined          `json:"point_biserial"` // with the rest of the marks
	WithTotal     defined          `json:"point_biserial_total"`
	UpperLower    defined          `json:"upper_lower"`
	Options       []analysedOption `json:"options"`
	Flags         []analysedFlag   `json:"flags"`
}

type analysedOption struct {
	Option        string  `json:"option"`
	Key           bool    `json:"key"`
	Chosen        int     `json:"chosen"`
	Share         defined `json:"share"`
	Upper         defined `json:"upper"`
	Lower         defined `json:"lower"`
	PointBiserial defined `json:"point_biserial"`
	Functioning   bool    `json:"functioning"`
}

type analysedFlag struct {
	Flag quiz.ItemFlagKind `json:"flag"`
	Why  string            `json:"why"`
}

// itemstats reads candidates' marks and prints how each question did.
func itemstats(ctx context.Context, env *Env, o *options, args []string) (any, int, error) {
	if len(args) != 1 {
		return nil, misused, errUsage
	}
	sheet, err := readMarks(ctx, env, args[0])
	if err != nil {
		return nil, failed, fmt.Errorf("%s: %w", args[0], err)
	}
	stats, err := quiz.AnalyseItems(sheet.Items)
	if err != nil {
		return nil, failed, fmt.Errorf("%s: %w", args[0], err)
	}
	out := analysedOf(&stats, sheet.Notes)
	for _, note := range sheet.Notes {
		fmt.Fprintf(env.Err, "%s: %s\n", args[0], note)
	}
	if !o.json {
		out.print(env)
	}
	return out, ok, nil
}

// readMarks reads a file, or standard input for "-".
func readMarks(ctx context.Context, env *Env, path string) (responses.Sheet, error) {
	if path != "-" {
		return responses.Open(ctx, path)
	}
	text, err := env.input(path)
	if err != nil {
		return responses.Sheet{}, err
	}
	return responses.Read(ctx, bytes.NewReader(text))
}

func analysedOf(t *quiz.TestStats, notes []string) *analysed {
	out := &analysed{Notes: append([]string{}, notes...), Questions: make([]analysedQuestion, len(t.Items)), Quiz: analysedQuiz{
		Candidates: t.Candidates, Questions: len(t.Items), Max: t.Max, Mean: defined(t.Mean), Median: defined(t.Median), SD: defined(t.SD),
		Skewness: defined(t.Skewness), Kurtosis: defined(t.Kurtosis), Consistency: defined(t.Consistency), ErrorRatio: defined(t.ErrorRatio),
		SE: defined(t.SE), KR20: defined(t.KR20)}}
	for i, s := range t.Items {
		q := analysedQuestion{ID: s.ID, Candidates: s.Candidates, Max: s.Max, Facility: defined(s.Facility), SD: defined(s.SD),
			Index: defined(s.DiscriminationIndex), Efficiency: defined(s.DiscriminativeEfficiency), Guess: defined(100 * s.GuessScore),
			Intended: defined(s.IntendedWeight), Effective: defined(s.EffectiveWeight), PointBiserial: defined(s.Corrected),
			WithTotal: defined(s.PointBiserial), UpperLower: defined(s.UpperLower), Options: []analysedOption{}, Flags: []analysedFlag{}}
		for _, p := range s.Options {
			q.Options = append(q.Options, analysedOption{p.Name, p.Key, p.Chosen, defined(p.Share), defined(p.Upper), defined(p.Lower), defined(p.PointBiserial), p.Functioning})
		}
		for _, f := range s.Flags {
			q.Flags = append(q.Flags, analysedFlag{f.Kind, f.Why})
		}
		out.Questions[i] = q
	}
	return out
}

func (a *analysed) print(env *Env) {
	q := a.Quiz
	fmt.Fprintf(env.Out, "%s, %s, full mark %g.\n", quiz.Count(q.Candidates, "candidate"), quiz.Count(q.Questions, "question"), q.Max)
	fmt.Fprintf(env.Out, "Mean %s, median %s, SD %s, skewness %s, kurtosis %s.\n", q.Mean, q.Median, q.SD, q.Skewness, q.Kurtosis)
	fmt.Fprintf(env.Out, "Internal consistency %s %%, error ratio %s %%, standard error %s, KR-20 %s.\n\n", q.Consistency, q.ErrorRatio, q.SE, q.KR20)
	table := tabwriter.NewWriter(env.Out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "question\tfacility\tSD\tdiscrimination\tefficiency\tguess\tweight\tin effect\tpoint-biserial\tupper-lower")
	for _, s := range a.Questions {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", s.ID, s.Facility, s.SD, s.Index, s.Efficiency, s.Guess, s.Intended, s.Effective, s.PointBiserial, s.UpperLower)
		for _, p := range s.Options {
			mark := ""
			if p.Key {
				mark = " (key)"
			}
			fmt.Fprintf(table, "  %s%s\t%s\t\t\t\t\t\t\t%s\t\n", p.Option, mark, p.Share, p.PointBiserial)
		}
	}
	_ = table.Flush() // into env.Out, whose errors show as for any other line
	for _, s := range a.Questions {
		for _, f := range s.Flags {
			fmt.Fprintf(env.Out, "\n%s: %s. %s", s.ID, f.Flag, f.Why)
		}
	}
	fmt.Fprintln(env.Out)
}
