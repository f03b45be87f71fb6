package careers

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"chartroom/app/charts"
	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/content/career"
	"chartroom/quiz"
)

// family is an occupation with those that it was before, for its history.
type family struct {
	soc  string
	also []string // what BLS called it, or the nearest to it, before
}

// families are the occupations of the field. Before the classification of 2018
// the first was one with part of the second (29-2071), and in between both were
// published as one (29-2098).
var families = []family{{"29-2072", []string{"29-2098", "29-2071"}}, {"29-9021", nil}, {"11-9111", nil}, {"11-3021", nil}}

// figures are those of a family and a measure, over all industries of the
// country, the oldest first.
func (m *model) figures(f family, measure career.Measure) []career.Figure {
	all := m.book.Select(func(x career.Figure) bool {
		return x.Area == career.National && x.Industry == "" && x.Measure == measure && (x.SOC == f.soc || slices.Contains(f.also, x.SOC))
	})
	slices.SortStableFunc(all, func(a, b career.Figure) int { return a.Year() - b.Year() })
	return all
}

// payPage is the newest figures, how they changed, and by industry.
func (s *Screen) payPage() *widgets.Frame {
	m := &s.model
	parts := []fyne.CanvasObject{}
	if _, n := m.book.Overdue(m.today()); n > 0 {
		parts = append(parts, s.warning(fmt.Sprintf("%s were to be looked at again by now: newer ones may be out.", quiz.Count(n, "figure"))))
	}
	var newest []fyne.CanvasObject
	for _, f := range families {
		newest = append(newest, s.newestCard(f.soc))
	}
	parts = append(parts, widgets.Columns(theme.Space12, 260, newest...), s.othersCard())
	for _, f := range families[:3] {
		parts = append(parts, s.historyCards(f)...)
	}
	parts = append(parts, s.industryCards()...)
	for i := range m.book.Outlook {
		p := &m.book.Outlook[i]
		parts = append(parts, card(p.Title, widgets.ReadingWidth(prose(p.Text)), widgets.Caption(sourceWords(p.Stamp))))
	}
	export := widgets.SecondaryButton("Export", s.export).WithKey("E").WithIcon("export")
	states := widgets.SecondaryButton("By state", func() { s.turn(place{part: "states"}) }).WithKey("S")
	return s.framed(s.head("Pay and outlook", "Every figure names its occupation, what was measured, and when. A median is not a mean: half earn less than the median.", states, export),
		widgets.Column(theme.Space16, parts...))
}

// newestCard is the newest figures of an occupation.
func (s *Screen) newestCard(soc string) fyne.CanvasObject {
	h := s.model.book
	pay := h.Newest(soc, career.Median)
	if pay == nil {
		return widgets.Card(widgets.Muted("No figure of " + soc + "."))
	}
	parts := []fyne.CanvasObject{widgets.Strong(pay.Title), widgets.Caption("SOC " + soc),
		widgets.Display(pay.Amount()), widgets.Caption("median yearly pay, " + pay.Period)}
	low, high := h.Newest(soc, career.LowestTenth), h.Newest(soc, career.TopTenth)
	if low != nil && high != nil && low.Period == pay.Period && high.Period == pay.Period {
		parts = append(parts, widgets.Body(fmt.Sprintf("A tenth earn less than %s, a tenth more than %s.", low.Amount(), high.Amount())))
	}
	for _, measure := range []career.Measure{career.Growth, career.Openings, career.Jobs} {
		if f := h.Newest(soc, measure); f != nil {
			parts = append(parts, widgets.Body(fmt.Sprintf("%s: %s, %s", f.Measure.Name(), f.Amount(), f.Period)))
		}
	}
	parts = append(parts, widgets.Caption(pay.Source))
	return widgets.Card(widgets.Column(theme.Space4, parts...))
}

// othersCard compares with other occupations and with all.
func (s *Screen) othersCard() fyne.CanvasObject {
	var bars []charts.Amount
	seen := map[string]bool{}
	for _, f := range s.model.book.Figures {
		if f.Measure != career.Median || f.Area != career.National || f.Industry != "" || seen[f.SOC] {
			continue
		}
		n := s.model.book.Newest(f.SOC, career.Median)
		if n == nil || n.Year() < 2024 {
			continue
		}
		seen[f.SOC] = true
		bars = append(bars, charts.Amount{Name: n.Title, Value: n.Value, Text: n.Amount() + ", " + n.Period, Say: sourced(*n), Mark: n.SOC == "29-2072" || n.SOC == "29-9021"})
	}
	slices.SortStableFunc(bars, func(a, b charts.Amount) int { return int(b.Value - a.Value) })
	return card("Beside other occupations", charts.Amounts("The two occupations of health information, drawn darker, beside their managers, office work and all occupations: the newest median yearly pay of each.", "No figures", bars))
}

// historyCards are how pay and outlook of a family changed.
func (s *Screen) historyCards(f family) []fyne.CanvasObject {
	pay, growth := s.model.figures(f, career.Median), s.model.figures(f, career.Growth)
	if len(pay) == 0 {
		return nil
	}
	title := pay[len(pay)-1].Title
	var all []fyne.CanvasObject
	if len(pay) > 1 {
		all = append(all, card("Pay over the years", charts.Amounts(historySentence(pay), "No figures", amounts(pay))))
	}
	if len(growth) > 1 {
		all = append(all, card("How the projection changed", charts.Amounts("Each is BLS's projection for ten years of its own, and worth something only with its period.", "No figures", amounts(growth))))
	}
	if len(all) == 0 {
		return nil
	}
	return []fyne.CanvasObject{widgets.Column(theme.Space8, widgets.Heading(title), widgets.Columns(theme.Space12, 380, all...))}
}

// historySentence says what a row of medians means.
func historySentence(pay []career.Figure) string {
	first, last := pay[0], pay[len(pay)-1]
	text := fmt.Sprintf("The median was %s in %s and is %s in %s.", first.Amount(), first.Period, last.Amount(), last.Period)
	if first.SOC != last.SOC {
		text += " The occupation was cut anew in between: the number behind each period says which one it is of."
	}
	return text
}

// sourced is an amount with its source, short enough for the line below a
// chart: the bars themselves name occupation and period.
func sourced(f career.Figure) string { return f.Amount() + ": " + f.Source }

// amounts are figures as bars, the newest drawn darker.
func amounts(all []career.Figure) (bars []charts.Amount) {
	for i, f := range all {
		bars = append(bars, charts.Amount{Name: f.Period + " · " + f.SOC, Value: max(f.Value, 0), Text: f.Amount(), Say: sourced(f), Mark: i == len(all)-1})
	}
	return bars
}

// industryCards are pay and jobs by industry, the newest found of each
// occupation.
func (s *Screen) industryCards() []fyne.CanvasObject {
	var all []fyne.CanvasObject
	for _, soc := range []string{"29-2072", "29-9021"} {
		for _, measure := range []career.Measure{career.Median, career.Mean, career.Jobs} {
			figures := s.model.byIndustry(soc, measure)
			if len(figures) < 2 {
				continue
			}
			var bars []charts.Amount
			for _, f := range figures {
				bars = append(bars, charts.Amount{Name: f.Industry, Value: f.Value, Text: f.Amount(), Say: sourced(f)})
			}
			top := figures[0]
			sentence := fmt.Sprintf("%s has most: %s. %s.", top.Industry, top.Amount(), top.Period)
			all = append(all, card(measure.Name()+" by industry: "+top.Title, charts.Amounts(sentence, "No figures", bars)))
		}
	}
	return []fyne.CanvasObject{widgets.Columns(theme.Space12, 420, all...)}
}

// byIndustry are the figures of the newest year that has any, the largest
// first.
func (m *model) byIndustry(soc string, measure career.Measure) []career.Figure {
	all := m.book.Select(func(f career.Figure) bool {
		return f.SOC == soc && f.Measure == measure && f.Industry != "" && f.Area == career.National
	})
	year := 0
	for _, f := range all {
		year = max(year, f.Year())
	}
	all = slices.DeleteFunc(all, func(f career.Figure) bool { return f.Year() != year })
	slices.SortStableFunc(all, func(a, b career.Figure) int { return int(b.Value - a.Value) })
	return all
}

// export asks where to and writes the figures of the page there.
func (s *Screen) export() {
	name, figures := "chartroom-pay.csv", s.model.book.Figures
	if s.model.at.part == "states" {
		name, figures = "chartroom-pay-by-state.csv", s.model.states.all
	}
	s.shell.SaveAs(name, "the figures", func(path string) {
		if err := s.model.act.SaveText(path, table(figures)); err != nil {
			s.shell.Fail(err)
			return
		}
		s.shell.Say(quiz.Count(len(figures), "line") + " written to " + path + ".")
	})
}

// table is figures for a spreadsheet. A text that one would take for a formula
// gets an apostrophe before it (OWASP, "CSV Injection").
func table(figures []career.Figure) string {
	var b strings.Builder
	b.WriteString("soc,title,area,industry,measure,value,period,source,note\n")
	for _, f := range figures {
		cells := []string{f.SOC, f.Title, f.Area, f.Industry, string(f.Measure), fmt.Sprint(f.Value), f.Period, f.Source, f.Note}
		for i, c := range cells {
			if i != 5 && c != "" && strings.ContainsRune("=+-@\t\r", rune(c[0])) {
				c = "'" + c
			}
			if strings.ContainsAny(c, ",\"\n") {
				c = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
			}
			cells[i] = c
		}
		b.WriteString(strings.Join(cells, ",") + "\n")
	}
	return b.String()
}
