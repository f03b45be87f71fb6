package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"chartroom/content"
	"chartroom/content/parse"
	"chartroom/content/revlog"
	"chartroom/quiz"
	"chartroom/quiz/srs"
)

const trainHelp = `The log has the columns card_id, review_time (milliseconds since 1970) and rating (1 to 4), named in its
first line; Anki's names are known too. Study days begin at 04:00 UTC unless told. A line that cannot be read is left
out and told. The losses are means over every answer on a later study day than the card's answer before; the seconds
are those of the fit, without reading the file.`

// trainOptions are the flags of train.
type trainOptions struct {
	model, zone string
	dayStart    float64 // hours
}

func trainFlags(f *flag.FlagSet, o *options) {
	f.StringVar(&o.train.model, "model", srs.FSRS6, "memory model: fsrs6 or fsrs7")
	f.StringVar(&o.train.zone, "zone", "UTC", "time zone of the learner's days, such as America/Chicago")
	f.Float64Var(&o.train.dayStart, "day-start", quiz.DefaultRollover.Hours(), "hours after midnight at which a study day begins")
}

// trained is what train prints.
type trained struct {
	Model       string    `json:"model"`
	Weights     []float64 `json:"weights"`
	Reviews     int       `json:"reviews"`          // answers that were read
	Items       int       `json:"items"`            // those on a later study day than the card's answer before
	DefaultLoss float64   `json:"default_log_loss"` // mean of all items, none weighted, with the published weights
	FittedLoss  float64   `json:"fitted_log_loss"`  // the same with Weights
	Seconds     float64   `json:"seconds"`          // for the fit, without reading the file
}

// train fits a memory model to a log of reviews.
func train(ctx context.Context, env *Env, o *options, args []string) (any, int, error) {
	days, err := o.train.days()
	if err != nil || len(args) != 1 || !slices.Contains([]string{srs.FSRS6, srs.FSRS7}, o.train.model) {
		if err != nil {
			fmt.Fprintf(env.Err, "chartroom train: %s\n", sentence(err))
		}
		return nil, misused, errUsage
	}
	reviews, found, err := readLog(ctx, env, args[0], days)
	if err != nil {
		return nil, failed, fmt.Errorf("%s: %w", args[0], err)
	}
	tell(env, args[0], found)
	if len(reviews) == 0 {
		return nil, failed, fmt.Errorf("%s: there is no answer in it that could be read", args[0])
	}
	began := env.Now()
	result, err := srs.Train(ctx, reviews, srs.Options{Model: o.train.model, Report: env.progress("steps")})
	env.progressed()
	if err != nil {
		return nil, failed, err
	}
	document := trained{
		Model: result.Model, Weights: result.Weights, Reviews: result.Reviews, Items: result.Items,
		DefaultLoss: result.DefaultLoss, FittedLoss: result.FittedLoss, Seconds: env.Now().Sub(began).Seconds(),
	}
	if !o.json {
		document.print(env, filepath.Base(args[0]), result.Extent)
	}
	if len(found) > 0 {
		return document, problems, nil
	}
	return document, ok, nil
}

// days is when the learner's study days begin.
func (o *trainOptions) days() (quiz.Days, error) {
	zone, err := time.LoadLocation(o.zone)
	if err != nil || o.zone == "" || o.zone == "Local" {
		return quiz.Days{}, fmt.Errorf("no time zone is called %q; use a name such as America/Chicago", o.zone)
	}
	if !(o.dayStart >= 0 && o.dayStart < 24) {
		return quiz.Days{}, errors.New("a study day begins 0 to 24 hours after midnight")
	}
	seconds := math.Round(o.dayStart * 60 * 60)
	return quiz.Days{Zone: zone, Rollover: time.Duration(seconds) * time.Second}, nil
}

// readLog reads a log of reviews.
func readLog(ctx context.Context, env *Env, path string, days quiz.Days) ([]srs.Review, []parse.Problem, error) {
	file, size, err := content.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer file.Close()
	var reviews []srs.Review
	starts := dayStarts{days: days, known: map[quiz.Day]int64{}}
	found, err := revlog.Read(ctx, file, size, func(e revlog.Entry) error {
		reviews = append(reviews, srs.Review{Card: e.Card, At: e.At, Day: int32(starts.of(e.At)), Grade: e.Grade})
		return nil
	}, env.progress("bytes"))
	env.progressed()
	return reviews, found, err
}

// dayStarts tells the study days of many moments. It works out the start of
// each day only once, as asking a time zone takes longer than reading a line.
type dayStarts struct {
	days  quiz.Days
	known map[quiz.Day]int64 // when a day starts, in milliseconds since 1970
}

// of is the study day of a moment, in milliseconds since 1970.
func (s *dayStarts) of(at int64) quiz.Day {
	day := quiz.Day(at / srs.DayMilliseconds)
	for s.start(day) > at {
		day--
	}
	for s.start(day+1) <= at {
		day++
	}
	return day
}

func (s *dayStarts) start(day quiz.Day) int64 {
	start, there := s.known[day]
	if !there {
		start = s.days.Start(day).UnixMilli()
		s.known[day] = start
	}
	return start
}

// print says what was found for people.
func (t *trained) print(env *Env, file string, extent srs.Extent) {
	fmt.Fprintf(env.Out, "%s: %s, of which %d test a memory on a later day.\n", file, quiz.Count(t.Reviews, "review"), t.Items)
	switch extent {
	case srs.Nothing:
		fmt.Fprintf(env.Out, "They say too little for other weights than the published ones (mean log loss %.5f).\n", t.DefaultLoss)
	default:
		fmt.Fprintf(env.Out, "Mean log loss: %.5f with the published weights, %.5f with fitted ones (%.2f s).\n", t.DefaultLoss, t.FittedLoss, t.Seconds)
	}
	if extent == srs.FirstOnly {
		fmt.Fprintln(env.Out, "They are few: only the stabilities after a first answer were fitted.")
	}
	words := make([]string, len(t.Weights))
	for i, w := range t.Weights {
		words[i] = fmt.Sprintf("%.4f", w)
	}
	fmt.Fprintf(env.Out, "Weights of %s: %s\n", t.Model, strings.Join(words, ", "))
}
