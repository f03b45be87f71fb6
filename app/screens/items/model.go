package items

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"chartroom/app/actions"
	"chartroom/content/responses"
	"chartroom/quiz"
	"chartroom/storage"
)

func ctx() context.Context { return context.Background() }

// page is what is on show.
type page uint8

const (
	choosing  page = iota // what to analyse
	questions             // the list
	one                   // the chosen question
	whole                 // the test as a whole
)

// order is how the questions are listed.
type order uint8

const (
	byConcern order = iota // what to look at first
	asGiven                // in the order of the file or bank
)

// model is a test and how its questions did: by a table of candidates' answers,
// or by the learner's own answers to a bank.
type model struct {
	act   *actions.Actions
	page  page
	order order
	at    int // the chosen row; on the first page, the chosen bank

	banks []storage.BankHead

	name   string // of the file or bank
	stats  *quiz.TestStats
	notes  []string // what was assumed of the file
	own    []actions.OwnItem
	sorted []int // indexes of stats.Items or own, as they are listed
}

// loadBanks reads which banks there are.
func (m *model) loadBanks() (err error) {
	m.banks, err = m.act.Reader().Banks(ctx(), false)
	m.banks = slices.DeleteFunc(m.banks, func(b storage.BankHead) bool { return b.Answered == 0 })
	return err
}

// analysed is a table that was read and worked out.
type analysed struct {
	name  string
	stats quiz.TestStats
	notes []string
}

// analyse reads a table and works its statistics out, beside the window.
func analyse(ctx context.Context, path string) (analysed, error) {
	sheet, err := responses.Open(ctx, path)
	if err != nil {
		return analysed{}, fmt.Errorf("read %s: %w", filepath.Base(path), err)
	}
	stats, err := quiz.AnalyseItems(sheet.Items)
	if err != nil {
		return analysed{}, fmt.Errorf("analyse %s: %w", filepath.Base(path), err)
	}
	return analysed{filepath.Base(path), stats, sheet.Notes}, nil
}

// take shows a table.
func (m *model) take(a analysed) {
	m.name, m.stats, m.notes, m.own = a.name, &a.stats, a.notes, nil
	m.page, m.order = questions, byConcern
	m.sort()
}

// takeOwn shows the learner's own answers to a bank.
func (m *model) takeOwn(name string, own []actions.OwnItem) {
	m.name, m.stats, m.notes, m.own = name, nil, nil, own
	m.page, m.order = questions, byConcern
	m.sort()
}

// count is how many questions there are.
func (m *model) count() int {
	if m.stats != nil {
		return len(m.stats.Items)
	}
	return len(m.own)
}

// sort lists the questions in the order chosen, from the first.
func (m *model) sort() {
	m.sorted, m.at = make([]int, m.count()), 0
	for i := range m.sorted {
		m.sorted[i] = i
	}
	if m.order == asGiven {
		return
	}
	slices.SortStableFunc(m.sorted, func(a, b int) int {
		if m.stats == nil {
			return m.concernOwn(a, b)
		}
		x, y := &m.stats.Items[a], &m.stats.Items[b]
		return cmp.Or(cmp.Compare(weight(y), weight(x)), cmp.Compare(sortable(x.Corrected), sortable(y.Corrected)))
	})
}

// concernOwn puts what was answered and is wrong most first, by the lower bound
// of what was wrong: one miss in one answer tells little.
func (m *model) concernOwn(a, b int) int {
	x, y := m.own[a].Right, m.own[b].Right
	if x.Answers == 0 || y.Answers == 0 {
		return cmp.Compare(min(y.Answers, 1), min(x.Answers, 1))
	}
	return cmp.Or(cmp.Compare(x.High, y.High), cmp.Compare(x.Share, y.Share))
}

// sortable is a figure in a place of its own where it is not defined: last.
func sortable(x float64) float64 {
	if math.IsNaN(x) {
		return math.Inf(1)
	}
	return x
}

// weights are how much a flag matters, most first.
var weights = []quiz.ItemFlagKind{quiz.WrongKey, quiz.Undiscerning, quiz.TooHard, quiz.TooEasy, quiz.DeadOption}

// weight is how much a question asks to be looked at; 0 = not at all.
func weight(s *quiz.ItemStats) int {
	if len(s.Flags) == 0 {
		return 0
	}
	return len(weights) - slices.Index(weights, gravest(s))
}

// gravest is the flag of a question that matters most; "" if it has none.
func gravest(s *quiz.ItemStats) quiz.ItemFlagKind {
	for _, kind := range weights {
		if slices.ContainsFunc(s.Flags, func(f quiz.ItemFlag) bool { return f.Kind == kind }) {
			return kind
		}
	}
	return ""
}

// item is the question in row i; nil of own answers.
func (m *model) item(i int) *quiz.ItemStats {
	if m.stats == nil || i < 0 || i >= len(m.sorted) {
		return nil
	}
	return &m.stats.Items[m.sorted[i]]
}

// step chooses another row.
func (m *model) step(by int) {
	n := len(m.sorted)
	if m.page == choosing {
		n = len(m.banks)
	}
	m.at = max(min(m.at+by, n-1), 0)
}

// flagged is how many questions have a flag.
func (m *model) flagged() int {
	n := 0
	if m.stats != nil {
		for i := range m.stats.Items {
			if len(m.stats.Items[i].Flags) > 0 {
				n++
			}
		}
	}
	return n
}

// summary is the list in a sentence.
func (m *model) summary() string {
	if m.stats == nil {
		answers, met := 0, 0
		for _, o := range m.own {
			answers += o.Right.Answers
			met += min(o.Right.Answers, 1)
		}
		return fmt.Sprintf("You have answered %s of %s, %s in all. They tell what is hard for you, not what is wrong with a question.",
			quiz.Thousands(met), quiz.Count(len(m.own), "question"), quiz.Count(answers, "answer"))
	}
	look := "None needs another look."
	switch n := m.flagged(); {
	case n == 1:
		look = "1 needs another look."
	case n > 1:
		look = fmt.Sprintf("%s need another look.", quiz.Thousands(n))
	}
	return fmt.Sprintf("%s, %s. %s", quiz.Count(m.stats.Candidates, "candidate"), quiz.Count(len(m.stats.Items), "question"), look)
}

// export is the name of a file and the figures in it.
func (m *model) export() (name, text string) {
	base := strings.TrimSuffix(m.name, filepath.Ext(m.name))
	if m.stats != nil {
		return base + " figures.csv", responses.Figures(m.stats)
	}
	var rows [][]string
	for i := range m.own {
		o := &m.own[i]
		row := []string{o.Question.Key, o.Question.Stem, strconv.Itoa(o.Right.Answers), strconv.Itoa(o.Right.Right), "", "", "", ""}
		if o.Right.Answers > 0 {
			row[4], row[5], row[6] = responses.Figure(o.Right.Share), responses.Figure(o.Right.Low), responses.Figure(o.Right.High)
			row[7] = responses.Figure(o.Took.Seconds())
		}
		rows = append(rows, row)
	}
	return m.name + " answers.csv", responses.CSV([]string{"key", "question", "answers", "right", "share", "low", "high", "seconds_median"}, rows)
}
