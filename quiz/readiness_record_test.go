package quiz_test

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"chartroom/quiz"
)

func TestWhatHappenedIsTheShareOfPossiblePassMarksReached(t *testing.T) {
	s := quiz.Said{Cut: [2]float64{.62, .72}}
	for score, want := range map[float64]float64{.5: 0, .6199: 0, .62: 0, .67: .5, .72: 1, .9: 1} {
		if got := s.Passed(score); math.Abs(got-want) > 1e-9 {
			t.Errorf("%v of 62 to 72 %% came to %v, not %v", score, got, want)
		}
	}
	told := quiz.Said{Cut: [2]float64{.7, .7}}
	if told.Passed(.7) != 1 || told.Passed(.699) != 0 {
		t.Error("a pass mark that is told is reached or not")
	}
}

func TestTheRecordIsTheSameInAnyOrderAndJudgesByBrier(t *testing.T) {
	draw := rand.New(rand.NewPCG(1, 1))
	type one struct {
		said  quiz.Said
		score float64
	}
	var all []one
	brier, within := 0.0, 0
	for range 40 {
		o := one{quiz.Said{Pass: draw.Float64(), Cut: [2]float64{.7, .7}, Score: quiz.Range{Low: .5, High: .8}}, draw.Float64()}
		passed := 0.0
		if o.score >= .7 {
			passed = 1
		}
		brier += (o.said.Pass - passed) * (o.said.Pass - passed) / 40
		if o.score >= .5 && o.score <= .8 {
			within++
		}
		all = append(all, o)
	}
	for range 3 {
		draw.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		var r quiz.ReadinessRecord
		for i := range all {
			r.Add(&all[i].said, all[i].score)
		}
		if math.Abs(r.Brier-brier) > 1e-12 || r.Within != within || r.Exams != 40 || math.Abs(r.Even-.25) > 1e-12 {
			t.Errorf("record %+v, Brier should be %v and within %d", r, brier, within)
		}
	}
}

func TestTheRecordNeverFlatters(t *testing.T) {
	var r quiz.ReadinessRecord
	if !strings.HasPrefix(r.String(), "No record yet") {
		t.Error(r.String())
	}
	s := quiz.Said{Pass: .95, Cut: [2]float64{.7, .7}, Score: quiz.Range{Low: .8, High: .9}}
	for i := range quiz.EnoughExams {
		if r.Enough() || i > 0 && strings.Contains(r.String(), "Brier") {
			t.Errorf("%d exams are not enough: %s", i, r.String())
		}
		r.Add(&s, .4)
	}
	for _, want := range []string{"it said 95 %", "0 % were passed", "0 of 5 scores", "0.90", "worse than a coin"} {
		if !strings.Contains(r.String(), want) {
			t.Errorf("%q is not in %q", want, r.String())
		}
	}
}

func TestWhatWasSaidIsKept(t *testing.T) {
	in := practised(rand.New(rand.NewPCG(2, 1)), 60)
	r, err := quiz.Ready(in)
	if err != nil {
		t.Fatal(err)
	}
	said := r.Saying()
	text, err := json.Marshal(said)
	var back quiz.Said
	if err == nil {
		err = json.Unmarshal(text, &back)
	}
	if err != nil || back != *said || back.Pass != r.Pass {
		t.Errorf("%+v came back as %+v: %v", said, back, err)
	}
	in.Answers = in.Answers[:quiz.EnoughAnswers-1]
	if r, err := quiz.Ready(in); err != nil || r.Saying() != nil {
		t.Errorf("said of too few answers: %+v, %v", r.Saying(), err)
	}
}
