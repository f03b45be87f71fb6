package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"chartroom/quiz"
)

const readinessHelp = `IN.json, or - for standard input, is {"items":130,"cut":[.62,.72],"domains":[{"weight"}],
"answers":[{"domain","difficulty","difficulty_sd","options","correct","days_ago"}]}: the first answer to each question.
domain is a domain's place, from 0, or its "id" where domains have one; difficulty is in logits, 0 = as the exam's items are
on the mean; options 0 = an open question; correct is true, false or a mark from 0 to 1. Optional: "pass_rate" (share of
first-time candidates who pass, .68), "options" (of the exam's items, 4), "days_left" (until the exam), and for a domain
"recall":[today, exam day], the mean chance of remembering its questions. Printed: the chance to pass with its 90 % interval,
null below 20 answers, and each domain's share right with its 90 % interval.`

// readinessInput is what readiness reads. What must be there is a pointer, so
// that a missing number is told from 0.
type readinessInput struct {
	Items    *int              `json:"items"`
	Cut      []float64         `json:"cut"`
	PassRate float64           `json:"pass_rate"`
	Options  int               `json:"options"`
	DaysLeft float64           `json:"days_left"`
	Domains  []readinessDomain `json:"domains"`
	Answers  []readinessAnswer `json:"answers"`
}

type readinessDomain struct {
	ID     id        `json:"id"`
	Weight *float64  `json:"weight"`
	Recall []float64 `json:"recall"`
}

type readinessAnswer struct {
	Domain       id       `json:"domain"`
	Difficulty   *float64 `json:"difficulty"`
	DifficultySD *float64 `json:"difficulty_sd"`
	Options      int      `json:"options"`
	Correct      *mark    `json:"correct"`
	DaysAgo      float64  `json:"days_ago"`
}

// mark is true, false or a number from 0 to 1.
type mark float64

func (m *mark) UnmarshalJSON(b []byte) error {
	switch string(b) {
	case "true":
		*m = 1
		return nil
	case "false":
		*m = 0
		return nil
	}
	if err := json.Unmarshal(b, (*float64)(m)); err != nil {
		return fmt.Errorf("correct is %.40s; it must be true, false or a number from 0 to 1", b)
	}
	return nil
}

// readied is what readiness prints.
type readied struct {
	Pass          *float64        `json:"pass"`
	Interval      *[2]float64     `json:"interval"`
	Reason        string          `json:"reason,omitempty"` // why there is no chance
	Domains       []readiedDomain `json:"domains"`
	Score         float64         `json:"score"`
	ScoreInterval [2]float64      `json:"score_interval"`
	Answers       int             `json:"answers"`
	Evidence      float64         `json:"evidence"` // how many new answers they tell as much as
	Rests         []string        `json:"rests_on"`
}

type readiedDomain struct {
	Score    float64    `json:"score"`
	Interval [2]float64 `json:"interval"`
	Answers  int        `json:"answers"`
	PerPoint float64    `json:"pass_per_point"` // what one more right answer in a hundred adds to the chance
}

// readiness reads what a learner answered and prints her chance to pass.
func readiness(_ context.Context, env *Env, o *options, args []string) (any, int, error) {
	if len(args) != 1 {
		return nil, misused, errUsage
	}
	text, err := env.input(args[0])
	if err != nil {
		return nil, failed, fmt.Errorf("%s: %w", args[0], err)
	}
	in, names, err := readReadiness(text)
	if err != nil {
		return nil, failed, fmt.Errorf("%s: %w", args[0], err)
	}
	r, err := quiz.Ready(in)
	if err != nil {
		return nil, failed, fmt.Errorf("%s: %w", args[0], err)
	}
	out := readiedOf(&r, names)
	if !o.json {
		out.print(env, names)
	}
	return out, ok, nil
}

// readReadiness reads the document that readiness takes, and gives the
// domains' names for the screen.
func readReadiness(text []byte) (in quiz.ReadinessInput, names []string, err error) {
	var read readinessInput
	if err := json.Unmarshal(text, &read); err != nil {
		return in, nil, unread(text, err)
	}
	switch {
	case read.Items == nil:
		return in, nil, errors.New("items, the number of scored items, is missing")
	case len(read.Cut) != 2:
		return in, nil, errors.New("cut must be two shares right, such as [0.62, 0.72]")
	}
	in = quiz.ReadinessInput{Items: *read.Items, Cut: [2]float64(read.Cut), PassRate: read.PassRate, Options: read.Options, DaysLeft: read.DaysLeft}
	places := map[id]int{}
	for i, d := range read.Domains {
		domain, err := d.domain()
		if err != nil {
			return in, nil, fmt.Errorf("domain %d: %w", i, err)
		}
		name := id(fmt.Sprint(i))
		if d.ID != "" {
			name = d.ID
		}
		if _, taken := places[name]; taken {
			return in, nil, fmt.Errorf("domain %d: the id %s is taken", i, name)
		}
		places[name] = i
		in.Domains, names = append(in.Domains, domain), append(names, "domain "+string(name))
	}
	for i, a := range read.Answers {
		answer, err := a.answer(places)
		if err != nil {
			return in, nil, fmt.Errorf("answer %d: %w", i, err)
		}
		in.Answers = append(in.Answers, answer)
	}
	return in, names, nil
}

func (d *readinessDomain) domain() (quiz.ReadinessDomain, error) {
	switch {
	case d.Weight == nil:
		return quiz.ReadinessDomain{}, errors.New("it has no weight")
	case d.Recall != nil && len(d.Recall) != 2:
		return quiz.ReadinessDomain{}, errors.New("recall must be two chances, today's and the exam day's")
	}
	domain := quiz.ReadinessDomain{Weight: *d.Weight}
	if d.Recall != nil {
		domain.Recall, domain.RecallThen = d.Recall[0], d.Recall[1]
	}
	return domain, nil
}

func (a *readinessAnswer) answer(places map[id]int) (quiz.ReadinessAnswer, error) {
	out := quiz.ReadinessAnswer{Options: a.Options, DaysAgo: a.DaysAgo}
	domain, known := places[a.Domain]
	switch {
	case a.Domain == "":
		return out, errors.New("it has no domain")
	case !known:
		return out, fmt.Errorf("there is no domain %s; without ids they are counted from 0", a.Domain)
	case a.Correct == nil:
		return out, errors.New("it has no correct: true or false")
	}
	out.Domain, out.Mark = domain, float64(*a.Correct)
	assumed := quiz.AssumedDifficulty("", "")
	if a.Difficulty != nil {
		assumed = quiz.Difficulty{Mean: *a.Difficulty}
	}
	if a.DifficultySD != nil {
		assumed.SD = *a.DifficultySD
	}
	out.Difficulty, out.DifficultySD = assumed.Mean, assumed.SD
	return out, nil
}

func readiedOf(r *quiz.Readiness, names []string) *readied {
	out := &readied{Reason: r.NotYet(), Score: r.Score.Mean, ScoreInterval: [2]float64{r.Score.Low, r.Score.High}, Answers: r.Answers,
		Evidence: r.Evidence, Rests: r.Rests(names), Domains: make([]readiedDomain, len(r.Domains))}
	if r.Enough() {
		out.Pass, out.Interval = &r.Pass, &[2]float64{r.Low, r.High}
	}
	for i, d := range r.Domains {
		out.Domains[i] = readiedDomain{d.Score.Mean, [2]float64{d.Score.Low, d.Score.High}, d.Answers, d.PerPoint}
	}
	return out
}

func (r *readied) print(env *Env, names []string) {
	if r.Pass == nil {
		fmt.Fprintln(env.Out, r.Reason)
	} else {
		fmt.Fprintf(env.Out, "The chance to pass is %.0f %%, from %.0f to %.0f %%.\n", 100**r.Pass, 100*r.Interval[0], 100*r.Interval[1])
	}
	for i, d := range r.Domains {
		fmt.Fprintf(env.Out, "%-24s %3.0f %% right, from %.0f to %.0f %%; %s\n", names[i], 100*d.Score, 100*d.Interval[0], 100*d.Interval[1], quiz.Count(d.Answers, "answer"))
	}
	for _, line := range r.Rests {
		fmt.Fprintln(env.Out, line)
	}
}
