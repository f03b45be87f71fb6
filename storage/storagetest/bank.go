package storagetest

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"

	"chartroom/quiz"
)

// known are words that tests may search for; the rest are made of syllables.
var known = strings.Fields(`the of a to in and is for record patient health information code diagnosis
procedure coding documentation privacy security disclosure authorization hospital physician principal
secondary admission discharge reimbursement payment medicare claim audit compliance hipaa breach data
quality classification terminology registry abstract index chart deficiency retention release consent
myocardial infarction pneumonia diabetes mellitus hypertension fracture neoplasm chronic acute kidney
failure sepsis respiratory cardiac résumé naïve café größe photosynthesis`)

var syllables = strings.Fields(`car di o gas tro he pa ti neu ro os te my el ne phro der ma to lo gy
ec to my os to my plas ty gra phy itis osis emia oma al ic pa thy sco py pneu mo hy per hy po en do`)

// words is a vocabulary as uneven as a language: the word of rank r comes up
// about 1/r times as often as the first (Zipf).
type words struct {
	list []string
	zipf *rand.Zipf
}

func newWords(draw *rand.Rand) *words {
	w := &words{list: append([]string(nil), known...)}
	for len(w.list) < 12000 {
		var b strings.Builder
		for range 2 + draw.IntN(4) {
			b.WriteString(syllables[draw.IntN(len(syllables))])
		}
		w.list = append(w.list, b.String())
	}
	w.zipf = rand.NewZipf(draw, 1.07, 4, uint64(len(w.list)-1))
	return w
}

func (w *words) text(n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.list[w.zipf.Uint64()])
	}
	return b.String()
}

// Bank is a bank of n questions, about 700 letters of text each: four options
// with feedback, a rationale, and tags for domain, subject and level.
func Bank(id quiz.BankID, n int, seed uint64) quiz.Bank {
	draw := Draw(seed)
	w := newWords(draw)
	b := quiz.Bank{ID: id, Name: "Bank " + string(id), Source: "made up", Version: "1", Language: "en"}
	b.Questions = make([]quiz.Question, n)
	for i := range b.Questions {
		b.Questions[i] = question(b.ID, i, w, draw)
	}
	return b
}

func question(bank quiz.BankID, i int, w *words, draw *rand.Rand) quiz.Question {
	key := fmt.Sprintf("q%06d", i)
	q := quiz.Question{ID: quiz.NewQuestionID(bank, key), Bank: bank, Key: key, Line: 3 * i, Kind: quiz.Choice,
		Name: w.text(4), Stem: w.text(18 + draw.IntN(12)), Rationale: w.text(24), Source: "Made up, section 1",
		Tags: []string{
			fmt.Sprintf("rhit:%d", 1+draw.IntN(6)), fmt.Sprintf("rhia:%d", 1+draw.IntN(5)),
			fmt.Sprintf("subject:s%02d", int(math.Sqrt(float64(draw.IntN(900))))),
			"level:" + []string{"recall", "application", "analysis"}[draw.IntN(3)],
		}}
	for k := range 4 {
		o := quiz.Option{Text: w.text(3 + draw.IntN(4)), Feedback: w.text(7)}
		if k == 0 {
			o.Fraction = 1
		}
		q.Options = append(q.Options, o)
	}
	return q
}
