package library

import (
	"context"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"chartroom/content/lint"
	"chartroom/quiz"
)

// near are pairs of questions that say the same or nearly.
type near struct {
	pairs []pair
	at    int
	where string // in what they were looked for
}

// pair are two questions; second is the later one.
type pair struct {
	first, second quiz.Question
	says          string
}

// nearRule is the rule against asking twice in almost the same words.
const nearRule = "L43"

var onLine = regexp.MustCompile(`on line ([\d,]+)\.$`)

// pairsAmong are the pairs among questions. The rule names the other question
// by its line, so every question gets its number as one.
func pairsAmong(c context.Context, all []quiz.Question) []pair {
	numbered := slices.Clone(all)
	for i := range numbered {
		numbered[i].Line = i + 1
	}
	var off []string
	for _, r := range lint.Rules() {
		if r.Code != nearRule {
			off = append(off, r.Code)
		}
	}
	var out []pair
	for _, f := range lint.Bank(c, quiz.Bank{ID: "near", Name: "near", Questions: numbered}, lint.Options{Off: off}) {
		m := onLine.FindStringSubmatch(f.Message)
		if m == nil || f.Accepted || f.Line < 1 || f.Line > len(all) {
			continue
		}
		other, err := strconv.Atoi(strings.ReplaceAll(m[1], ",", ""))
		if err != nil || other < 1 || other > len(all) {
			continue
		}
		says := "Asked twice in the same words."
		if share, _, ok := strings.Cut(f.Message, " the same as"); ok && strings.Contains(share, "%") {
			says = share + " the same."
		}
		out = append(out, pair{all[other-1], all[f.Line-1], says})
	}
	return out
}

// searched are the questions to look for pairs among: what is listed, or the
// chosen bank.
func (m *model) searched() (all []quiz.Question, where string, err error) {
	if m.overview() {
		if len(m.banks) == 0 {
			return nil, "", nil
		}
		b, err := m.act.Reader().BankQuestions(ctx(), m.banks[m.at].ID)
		return b.Questions, "in “" + shorten(m.banks[m.at].Name, 50) + "”", err
	}
	all, err = m.act.Reader().Questions(ctx(), m.ids)
	return all, "in what is listed", err
}

// trim leaves out pairs of which one is gone.
func (n *near) trim(there func(quiz.QuestionID) bool) {
	n.pairs = slices.DeleteFunc(n.pairs, func(p pair) bool { return !there(p.first.ID) || !there(p.second.ID) })
	n.at = max(0, min(n.at, len(n.pairs)-1))
}
