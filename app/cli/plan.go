package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"

	"chartroom/quiz"
	"chartroom/quiz/srs"
)

// maxPlanFile is the largest input that plan reads: about a million items.
const maxPlanFile = 256 << 20 // bytes

// planHelp says what the input holds.
const planHelp = `IN.json: {"today":D,"exam_day":D,"minutes":M,"weights":[],"domains":[{"id","weight"}],
"items":[{"id","domain","new","stability","difficulty","last_day","seconds","seconds_new"}],"seed":N}.
Days are day numbers; minutes are for each day, or seven numbers from Sunday on, day 0 being Thursday 1 January 1970.
weights: none = the published FSRS-6, 21 = FSRS-6, 34 = FSRS-7. After the exam day the plan keeps what was learnt.`

// planInput is what `chartroom plan` reads. Days are whole numbers on any
// count of days, 0 being 1 January 1970 where weekdays matter. Numbers that
// must be there are pointers, so that a missing one is told from 0.
type planInput struct {
	Today     *int64       `json:"today"`
	ExamDay   *int64       `json:"exam_day"`
	Minutes   minutes      `json:"minutes"`
	Weights   []float64    `json:"weights"`   // 0, 21 (FSRS-6) or 34 (FSRS-7)
	Questions int          `json:"questions"` // of the exam; 0 = every item is asked
	Domains   []planDomain `json:"domains"`
	Items     []planItem   `json:"items"`
	Seed      int64        `json:"seed"` // nothing is drawn: every seed gives the same plan
}

type planDomain struct {
	ID     id      `json:"id"`
	Weight float64 `json:"weight"`
	Prior  float64 `json:"prior"` // chance of knowing an item that was never met
}

type planItem struct {
	ID         id      `json:"id"`
	Domain     id      `json:"domain"`
	New        bool    `json:"new"`
	Stability  float64 `json:"stability"`
	Difficulty float64 `json:"difficulty"`
	Fast       float64 `json:"fast"` // FSRS-7's second stability; 0 = not known
	LastDay    int64   `json:"last_day"`
	Seconds    float64 `json:"seconds"`
	SecondsNew float64 `json:"seconds_new"`
}

// id is a name as the input has it, a text or a number; it is given back
// unchanged.
type id string

func (i *id) UnmarshalJSON(b []byte) error {
	if len(b) == 0 || b[0] != '"' && b[0] != '-' && (b[0] < '0' || b[0] > '9') {
		return fmt.Errorf("the id %.40s is neither a text nor a number", b)
	}
	*i = id(b)
	return nil
}

func (i id) MarshalJSON() ([]byte, error) { return []byte(i), nil }

// minutes a day: one number, or seven from Sunday on.
type minutes [7]float64

func (m *minutes) UnmarshalJSON(b []byte) error {
	var week []float64
	if json.Unmarshal(b, &week) == nil && len(week) == len(m) {
		copy(m[:], week)
		return nil
	}
	var all *float64
	if err := json.Unmarshal(b, &all); err != nil || all == nil {
		return errors.New("minutes must be one number, or seven from Sunday on")
	}
	for d := range m {
		m[d] = *all
	}
	return nil
}

// planned is what `chartroom plan` prints.
type planned struct {
	Review   []id         `json:"review"`
	Score    float64      `json:"expected_score"`
	Interval [2]float64   `json:"interval"`
	LeftOut  int          `json:"left_out"`
	Minutes  float64      `json:"minutes"`
	Keeping  bool         `json:"keeping"`        // the exam is over
	Idle     float64      `json:"score_if_idle"`  // nothing more is studied
	More     float64      `json:"score_plus_10"`  // ten more minutes a day
	Bound    float64      `json:"score_at_most"`  // whatever the plan
	Unmet    float64      `json:"new_left_unmet"` // items
	Forecast []plannedDay `json:"forecast"`
}

type plannedDay struct {
	Day     int64   `json:"day"`
	Minutes float64 `json:"minutes"`
	Items   float64 `json:"items"`
	New     float64 `json:"new"`
}

// planExam reads what a learner knows and prints what to study today.
func planExam(_ context.Context, env *Env, o *options, args []string) (any, int, error) {
	if len(args) != 1 {
		return nil, misused, errUsage
	}
	read, err := readPlanInput(args[0])
	if err != nil {
		return nil, failed, fmt.Errorf("%s: %w", args[0], err)
	}
	in, err := read.input()
	if err != nil {
		return nil, failed, fmt.Errorf("%s: %w", args[0], err)
	}
	p, err := quiz.PlanExam(in)
	if err != nil {
		return nil, failed, fmt.Errorf("%s: %w", args[0], err)
	}
	out := read.planned(p)
	if p.Keeping {
		fmt.Fprintln(env.Err, "The exam is over: the plan keeps what was learnt.")
	}
	if !o.json {
		out.print(env.Out)
	}
	return out, ok, nil
}

func readPlanInput(path string) (*planInput, error) {
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, errors.New("there is no such file")
	} else if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxPlanFile+1))
	if err != nil {
		return nil, err
	}
	if len(b) > maxPlanFile {
		return nil, fmt.Errorf("the file is larger than %d MB", maxPlanFile>>20)
	}
	var in planInput
	if err := json.Unmarshal(bytes.TrimPrefix(b, []byte("\ufeff")), &in); err != nil {
		return nil, fmt.Errorf("this is not the JSON of a plan: %w", err)
	}
	return &in, in.check()
}

// check says what is missing, and what does not fit into the planner's types.
func (in *planInput) check() error {
	switch {
	case in.Today == nil:
		return errors.New("today is missing")
	case in.ExamDay == nil:
		return errors.New("exam_day is missing")
	case !isDay(*in.Today) || !isDay(*in.ExamDay):
		return fmt.Errorf("today %d or exam_day %d is no day number; days lie between -%d and %d", *in.Today, *in.ExamDay, maxDay, maxDay)
	}
	for _, it := range in.Items {
		switch {
		case it.ID == "":
			return errors.New("an item has no id")
		case !it.New && !isDay(it.LastDay):
			return fmt.Errorf("item %s: last_day %d is no day number", it.ID, it.LastDay)
		case !it.New && it.Stability == 0:
			return fmt.Errorf("item %s: it is not new and has no stability", it.ID)
		}
	}
	return nil
}

// maxDay bounds day numbers, so that differences of days stay small.
const maxDay = 10_000_000

func isDay(d int64) bool { return d >= -maxDay && d <= maxDay }

// input is the planner's input.
func (in *planInput) input() (quiz.ExamPlanInput, error) {
	out := quiz.ExamPlanInput{Today: quiz.Day(*in.Today), Exam: quiz.Day(*in.ExamDay), Minutes: in.Minutes, Questions: in.Questions}
	name := srs.FSRS6
	if len(in.Weights) == 34 {
		name = srs.FSRS7
	}
	model, err := srs.NewModel(name, in.Weights)
	if err != nil {
		return out, fmt.Errorf("weights: %w", err)
	}
	out.Model = model
	domains := make(map[id]int, len(in.Domains))
	for i, d := range in.Domains {
		if _, twice := domains[d.ID]; twice {
			return out, fmt.Errorf("domain %s is there twice", d.ID)
		}
		out.Domains = append(out.Domains, quiz.ExamDomain{ID: string(d.ID), Weight: d.Weight, Prior: d.Prior})
		domains[d.ID] = i
	}
	for _, it := range in.Items {
		domain, ok := domains[it.Domain]
		if !ok {
			return out, fmt.Errorf("item %s: its domain %s is not among the domains", it.ID, it.Domain)
		}
		e := quiz.ExamItem{ID: string(it.ID), Domain: domain, Seconds: it.Seconds, SecondsNew: it.SecondsNew}
		if !it.New {
			e.LastDay = quiz.Day(it.LastDay)
			e.Memory = srs.Memory{Stability: it.Stability, Difficulty: it.Difficulty, Fast: it.Fast}
		}
		out.Items = append(out.Items, e)
	}
	return out, nil
}

func (in *planInput) planned(p quiz.ExamPlan) planned {
	out := planned{Review: []id{}, Score: round6(p.Score), Interval: [2]float64{round6(p.Low), round6(p.High)}, LeftOut: p.LeftOut,
		Minutes: round6(p.Minutes), Keeping: p.Keeping, Idle: round6(p.Idle), More: round6(p.More), Bound: round6(p.Bound),
		Unmet: round6(p.Unmet), Forecast: []plannedDay{}}
	for _, i := range p.Review {
		out.Review = append(out.Review, in.Items[i].ID)
	}
	for _, d := range p.Forecast {
		out.Forecast = append(out.Forecast, plannedDay{int64(d.Day), round6(d.Minutes), round6(d.Items), round6(d.New)})
	}
	return out
}

func round6(x float64) float64 { return math.Round(x*1e6) / 1e6 }

// print says the plan in words.
func (p planned) print(w io.Writer) {
	fmt.Fprintf(w, "Today: %s, %.0f minutes; %d more would be worth it and do not fit.\n", quiz.Count(len(p.Review), "item"), p.Minutes, p.LeftOut)
	if p.Keeping {
		fmt.Fprintf(w, "Known today: %.1f %% of the exam (%.1f to %.1f).\n", 100*p.Score, 100*p.Interval[0], 100*p.Interval[1])
	} else {
		fmt.Fprintf(w, "Expected on the exam day: %.1f %% right (%.1f to %.1f); %.1f %% with ten more minutes a day, %.1f %% without study.\n",
			100*p.Score, 100*p.Interval[0], 100*p.Interval[1], 100*p.More, 100*p.Idle)
	}
	for _, i := range p.Review {
		fmt.Fprintln(w, string(i))
	}
}
