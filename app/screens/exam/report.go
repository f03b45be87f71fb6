package exam

import (
	"fmt"
	"path/filepath"
	"strings"

	"chartroom/content/paper"
	"chartroom/quiz"
)

// printed is the exam as its report says it.
func (a *after) printed() paper.Report {
	r := &a.result
	about := []string{a.share(), a.target()}
	if text := a.scaled(); text != "" {
		about = append(about, text)
	}
	report := paper.Report{Title: a.exam.Title + ": " + percent(r.Scored.Right.Share) + " right", About: a.about(), Say: about}
	report.Sections = append(report.Sections,
		paper.Section{Title: "By domain", Say: a.domains(), Columns: partColumns, Rows: partRows(r.Domains)},
		paper.Section{Title: "By level", Say: a.levels(), Columns: partColumns, Rows: partRows(r.Levels)},
		paper.Section{Title: "Certainty", Say: a.certainty(), Columns: []string{"You said", "Answers", "Marks in the mean"}, Rows: a.certaintyRows()},
		paper.Section{Title: "Time", Say: a.pace()},
		paper.Section{Title: "Changed answers", Say: a.changed()},
		paper.Section{Title: "Causes", Say: a.causes()},
		paper.Section{Title: "Also to be known", Say: strings.Join(a.also(), " ")},
		paper.Section{Title: "Compared with earlier exams", Say: a.compared(), Columns: []string{"Exam", "Items", "Right", "Likely between"}, Rows: a.historyRows()},
		paper.Section{Title: "Item by item", Columns: []string{"Item", "Domain", "Result", "Time", "Certainty", "Cause"}, Rows: a.itemRows()})
	if note := a.exam.Setup.Blueprint.Note; note != "" {
		report.Sections = append(report.Sections, paper.Section{Title: "About the outline", Say: note})
	}
	return report
}

var partColumns = []string{"Part", "Items", "Right", "Share", "Likely between", "Time"}

func partRows(parts []quiz.PartResult) [][]string {
	var rows [][]string
	for _, p := range parts {
		if p.Items > 0 {
			rows = append(rows, []string{quiz.Capital(p.Name), fmt.Sprint(p.Items), fmt.Sprint(p.Right.Right), percent(p.Right.Share),
				percent(p.Right.Low) + " and " + percent(p.Right.High), span(p.Took)})
		}
	}
	return rows
}

func (a *after) certaintyRows() [][]string {
	var rows [][]string
	for _, c := range []quiz.Certainty{quiz.Sure, quiz.ThinkSo, quiz.Guess} {
		if n := a.result.CBM.Answers[c]; n > 0 {
			rows = append(rows, []string{c.String(), fmt.Sprint(n), percent(a.result.CBM.Marks[c] / float64(n))})
		}
	}
	return rows
}

func (a *after) historyRows() [][]string {
	var rows [][]string
	for _, l := range a.history {
		rows = append(rows, []string{date(l.Began), fmt.Sprint(l.Items), percent(l.Right.Share), percent(l.Right.Low) + " and " + percent(l.Right.High)})
	}
	return rows
}

func (a *after) itemRows() [][]string {
	var rows [][]string
	for i, g := range a.exam.Answers {
		result := verdictWord(&a.result.Places[i])
		if a.pretest(i) {
			result += ", did not count"
		}
		if g.Remarked {
			result += ", marked anew"
		}
		rows = append(rows, []string{fmt.Sprint(i + 1), a.placeDomain(i), result, span(g.Took), g.Certainty.String(), causeWords[g.Cause].word})
	}
	return rows
}

// report asks where the report is to be, and writes it.
func (s *Screen) report() {
	a := s.m.after
	name := strings.NewReplacer("/", "-", "\\", "-", ":", "-").Replace(a.exam.Title) + " " + a.exam.Began.Format("2006-01-02") + ".pdf"
	s.shell.SaveAs(name, "the report", func(path string) {
		s.shell.Run("Report", s.m.act.PrintReport(path, a.printed()), func(err error) {
			if err != nil {
				s.shell.Fail(err)
				return
			}
			s.shell.Say("The report is written to " + filepath.Base(path) + ".")
		})
	})
}
