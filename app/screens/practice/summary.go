package practice

import (
	"time"

	"chartroom/quiz"
)

// part is how one domain or level went.
type part struct {
	name            string
	right, answered int
}

// summary is how a session went.
type summary struct {
	cbm     quiz.CBM
	domains []part // in the order met; questions of no domain are left out
	levels  []part // in the order of quiz.Levels; only those met
	took    time.Duration
	lookUps quiz.LookUps // in the code books
	coming  [4]int       // what comes back: today, tomorrow, within a week, later
}

// summary counts what the session's answers came to, and when they come back.
func (m *model) summary() (sum summary, err error) {
	at := map[string]int{}
	levels := map[string]*part{}
	exam := m.recipe.Exam
	if exam == "" {
		exam = m.act.Setting(quiz.SettingExam)
	}
	for i, g := range m.session.Answers {
		if g.Attempt.IsZero() {
			continue
		}
		sum.cbm.Add(g.Mark, g.Certainty)
		sum.took += g.Took
		sum.lookUps.Add(g.LookUps...)
		q, err := m.act.Reader().Question(ctx(), m.session.Queue[i].Question)
		if err != nil {
			return sum, err
		}
		right := 0
		if quiz.VerdictOf(g.Mark) == quiz.Right {
			right = 1
		}
		if domain := q.Tag(exam); exam != "" && domain != "" {
			name := exam + ":" + domain
			if _, met := at[name]; !met {
				at[name] = len(sum.domains)
				sum.domains = append(sum.domains, part{name: name})
			}
			p := &sum.domains[at[name]]
			p.right, p.answered = p.right+right, p.answered+1
		}
		if level := q.Tag("level"); level != "" {
			if levels[level] == nil {
				levels[level] = &part{name: level}
			}
			p := levels[level]
			p.right, p.answered = p.right+right, p.answered+1
		}
		progress, err := m.act.Reader().Progress(ctx(), q.ID)
		if err != nil {
			return sum, err
		}
		sum.coming[coming(progress.DueDay-m.act.Today())]++
	}
	for _, level := range quiz.Levels {
		if p := levels[level]; p != nil {
			sum.levels = append(sum.levels, *p)
		}
	}
	return sum, nil
}

// coming is the place in summary.coming of so many days from today.
func coming(days quiz.Day) int {
	switch {
	case days <= 0:
		return 0
	case days == 1:
		return 1
	case days <= 7:
		return 2
	}
	return 3
}
