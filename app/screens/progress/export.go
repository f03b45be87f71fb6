package progress

import (
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"
	"time"

	"chartroom/quiz"
)

// table is the numbers behind a graph, for a spreadsheet. Columns are named so
// that no manual is needed; shares are from 0 to 1.
type table struct {
	name    string // of the file, without chartroom- and .csv
	columns []string
	rows    [][]any // string, int, float64, quiz.Day
}

func newTable(name string, columns ...string) *table { return &table{name: name, columns: columns} }

func (t *table) add(values ...any) { t.rows = append(t.rows, values) }

// csv is the table as comma-separated values.
func (t *table) csv() string {
	var b strings.Builder
	w := csv.NewWriter(&b) // a builder takes everything, so nothing can fail
	w.Write(t.columns)
	for _, row := range t.rows {
		line := make([]string, len(row))
		for i, v := range row {
			line[i] = written(v)
		}
		w.Write(line)
	}
	w.Flush()
	return b.String()
}

// written is a value as it stands in the file. A text that a spreadsheet would
// take for a formula gets an apostrophe before it (OWASP, "CSV Injection").
func written(v any) string {
	switch v := v.(type) {
	case string:
		if v != "" && strings.ContainsRune("=+-@\t\r", rune(v[0])) {
			return "'" + v
		}
		return v
	case int:
		return strconv.Itoa(v)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case quiz.Day:
		return v.String()
	}
	panic(fmt.Sprintf("a table cannot hold a %T", v)) // a slip in our own code
}

// rounded is a share with four digits, or a time with one, for a file.
func rounded(v float64, digits int) float64 {
	x, err := strconv.ParseFloat(strconv.FormatFloat(v, 'f', digits, 64), 64)
	if err != nil {
		return v // not a number: as it is
	}
	return x
}

func seconds(d time.Duration) int { return int(d.Seconds() + .5) }

// dayTable is the daily counts, oldest first.
func (m *model) dayTable() *table {
	t := newTable("days", "day", "answers", "right", "new", "seconds", "young", "young_remembered", "mature", "mature_remembered")
	for _, d := range m.days {
		t.add(d.Day, d.Answers, d.Right, d.New, seconds(d.Took), d.Young, d.YoungKept, d.Mature, d.MatureKept)
	}
	return t
}

func (m *model) spentTable() *table {
	t := newTable("time", "day", "minutes", "minutes_planned")
	for i, minutes := range m.spent.Minutes {
		t.add(m.spent.First+quiz.Day(i), rounded(minutes, 1), m.spent.Aim)
	}
	return t
}

func (m *model) forecastTable() *table {
	t := newTable("reviews-to-come", "day", "reviews", "late", "new_planned")
	for i, n := range m.forecast.Due {
		late := 0
		if i == 0 {
			late = m.forecast.Backlog
		}
		t.add(m.forecast.First+quiz.Day(i), n, late, rounded(m.forecast.Fresh[i], 1))
	}
	return t
}

// estimateColumns are what share writes.
var estimateColumns = []string{"answers", "right", "share", "low", "high"}

// share is an estimate's values in a row.
func share(e quiz.Estimate) []any {
	return []any{e.Answers, e.Right, rounded(e.Share, 4), rounded(e.Low, 4), rounded(e.High, 4)}
}

func (m *model) retentionTable() *table {
	t := newTable("remembered", append([]string{"memory"}, estimateColumns...)...)
	for _, r := range []struct {
		name string
		quiz.Estimate
	}{{"young", m.retention.Young}, {"mature", m.retention.Mature}, {"all", m.retention.All}} {
		t.add(append([]any{r.name}, share(r.Estimate)...)...)
	}
	return t
}

func (m *model) rememberedTable() *table {
	t := newTable("remembered-by-week", append([]string{"from", "to", "predicted"}, estimateColumns...)...)
	for i, p := range m.remembered.Weeks {
		from := weekBegins(m.remembered.Last, len(m.remembered.Weeks), i)
		t.add(append([]any{from, from + 6, rounded(p.Mean(), 4)}, share(p.Share())...)...)
	}
	return t
}

func (m *model) predictedTable() *table {
	t := newTable("predicted-and-remembered", append([]string{"from", "to", "predicted"}, estimateColumns...)...)
	for i, p := range m.predicted.Bins {
		if p.Reviews > 0 {
			t.add(append([]any{rounded(float64(i)/quiz.RecallBins, 2), rounded(float64(i+1)/quiz.RecallBins, 2), rounded(p.Mean(), 4)}, share(p.Share())...)...)
		}
	}
	return t
}

func (m *model) hourTable() *table {
	t := newTable("remembered-by-hour", append([]string{"hour", "predicted"}, estimateColumns...)...)
	for i, p := range m.hours {
		t.add(append([]any{i, rounded(p.Mean(), 4)}, share(p.Share())...)...)
	}
	return t
}

func (m *model) stabilityTable() *table {
	t := newTable("how-long-it-holds", "holds", "questions")
	for i, n := range m.slow.shape.Stability {
		t.add(held[i].name, n)
	}
	return t
}

func (m *model) difficultyTable() *table {
	t := newTable("how-hard-it-is", "difficulty_from", "difficulty_to", "questions")
	for i, n := range m.slow.shape.Difficulty {
		t.add(i+1, i+2, n)
	}
	return t
}

func (m *model) readinessTable() *table {
	t := newTable("readiness", append([]string{"day"}, estimateColumns...)...)
	for i, e := range m.readiness.Weeks {
		t.add(append([]any{m.readiness.ends(i)}, share(e)...)...)
	}
	return t
}

func (m *model) domainTable() *table {
	t := newTable("domains", append([]string{"domain", "share_of_exam"}, estimateColumns...)...)
	for _, d := range m.domains {
		t.add(append([]any{d.Name, rounded(d.Weight, 4)}, share(d.Estimate)...)...)
	}
	return t
}

func (m *model) monthTable() *table {
	t := newTable("domains-over-time", append([]string{"domain", "from", "to"}, estimateColumns...)...)
	for _, d := range m.months.Domains {
		for i, e := range d.Share {
			from := m.months.First[i]
			t.add(append([]any{d.Name, from, from + quiz.Day(m.months.Span) - 1}, share(e)...)...)
		}
	}
	return t
}

func (m *model) weekTable() *table {
	t := newTable("right-by-week", append([]string{"from", "to"}, estimateColumns...)...)
	for i, e := range m.weeks.Weeks {
		from := m.weeks.begins(i)
		t.add(append([]any{from, from + 6}, share(e)...)...)
	}
	return t
}

func (m *model) hardestTable() *table {
	t := newTable("missed-most", "question", "bank", "answers", "wrong", "forgotten", "leech")
	for _, h := range m.slow.hardest {
		leech := 0
		if h.Leech {
			leech = 1
		}
		t.add(h.Stem, string(h.Bank), h.Answers, h.Wrong, h.Lapses, leech)
	}
	return t
}
