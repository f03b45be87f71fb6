package account

import (
	"math/rand/v2"
	"slices"

	"chartroom/quiz"
)

// Exam is what there is for one blueprint.
type Exam struct {
	ID        string       `json:"id"`
	Name      string       `json:"name"`
	Outline   string       `json:"outline"`
	Questions int          `json:"questions"`
	Cards     int          `json:"cards"` // as they are asked
	Domains   []ExamDomain `json:"domains"`
	Items     int          `json:"items"`             // of a whole form: what of the exam can be practised
	Forms     int          `json:"forms"`             // whole forms that share no question
	Lacks     string       `json:"lacks,omitempty"`   // what the first form that cannot be made lacks
	Largest   int          `json:"largest,omitempty"` // items of the largest form, if no whole one can be made
	Levels    []float64    `json:"levels,omitempty"`  // of the first form: shares of recall, application and analysis, 0 to 1
}

// ExamDomain is what there is for one domain of an exam.
type ExamDomain struct {
	ID        string         `json:"id"`
	Name      string         `json:"name"`
	Questions int            `json:"questions"`
	Cards     int            `json:"cards"`
	Levels    map[string]int `json:"levels"`
	LeftOut   bool           `json:"left_out,omitempty"` // nothing may be shipped for it
}

// mostForms ends the count of forms.
const mostForms = 20

// examOf counts what there is for an exam and makes forms of it until what is
// left is not enough for one more.
func examOf(b *quiz.Blueprint, banks []quiz.Bank) Exam {
	e := Exam{ID: b.ID, Name: b.Name, Outline: b.Outline, Items: b.FormItems()}
	for _, d := range b.Domains {
		e.Domains = append(e.Domains, ExamDomain{ID: d.ID, Name: d.Name, Levels: map[string]int{}, LeftOut: d.LeftOut})
	}
	pool := Pool(b, banks)
	for i := range banks {
		for n := range banks[i].Questions {
			e.take(&banks[i].Questions[n], b.Credential)
		}
	}
	for e.Forms < mostForms {
		form, err := quiz.Assemble(b, pool, e.Items, quiz.MoveFree, rand.New(rand.NewPCG(uint64(e.Forms), 6)))
		if err != nil {
			e.Lacks = err.Error()
			break
		}
		if e.Forms++; e.Forms == 1 {
			e.Levels = shares(form.Places)
		}
		pool = slices.DeleteFunc(pool, func(i quiz.FormItem) bool { return slices.Contains(form.Questions, i.Question) })
	}
	if e.Forms == 0 {
		e.Largest = quiz.LargestForm(b, pool)
	}
	return e
}

// take counts a question that carries a domain of the exam.
func (e *Exam) take(q *quiz.Question, credential string) {
	id := q.Tag(credential)
	if id == "" || q.Kind == quiz.Description {
		return
	}
	id = credential + ":" + id
	for i := range e.Domains {
		switch d := &e.Domains[i]; {
		case d.ID != id:
		case q.Kind.Card():
			d.Cards++
			e.Cards++
		default:
			d.Questions++
			e.Questions++
			d.Levels[q.Tag("level")]++
		}
	}
}

// shares are how much of a form each level is, in the order of quiz.Levels.
func shares(places []quiz.ExamPlace) []float64 {
	all := make([]float64, len(quiz.Levels))
	for _, p := range places {
		if i := slices.Index(quiz.Levels[:], p.Level); i >= 0 {
			all[i] += 1 / float64(len(places))
		}
	}
	return all
}

// Pool is what of the banks may stand in a form of an exam: what a profile that
// holds the shipped material alone offers.
func Pool(b *quiz.Blueprint, banks []quiz.Bank) []quiz.FormItem {
	var pool []quiz.FormItem
	for i := range banks {
		for n := range banks[i].Questions {
			q := &banks[i].Questions[n]
			domain := q.Tag(b.Credential)
			if domain == "" || q.HasTag(quiz.PracticeOnly) || !slices.Contains(quiz.PractisedKinds, q.Kind) {
				continue
			}
			item := quiz.FormItem{Question: q.ID, Domain: b.Credential + ":" + domain, Level: q.Tag("level")}
			if key, ok := quiz.RecordOf(q); ok {
				item.Record = quiz.NewQuestionID(banks[i].ID, key).String()
			}
			pool = append(pool, item)
		}
	}
	return pool
}
