package exam

import (
	"fmt"
	"math"

	"fyne.io/fyne/v2"

	"chartroom/app/actions"
	"chartroom/app/charts"
	"chartroom/app/shell"
	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

// halfLeast is how narrow half a page may be before cards stand below each
// other, at text scale 1.
const halfLeast = 380

// walkWords are the walks as the learner reads them, with the letters of their
// keys.
var walkWords = map[quiz.Walk]struct {
	word, none string
	key        rune
}{
	quiz.WalkAll:     {"All", "There is no item.", 'a'},
	quiz.WalkWrong:   {"Wrong", "Nothing was wrong.", 'w'},
	quiz.WalkFlagged: {"Flagged", "No item was flagged.", 'f'},
	quiz.WalkUnsure:  {"Unsure", "You were unsure of no item.", 'u'},
}

func (s *Screen) afterKeys() []shell.Key {
	keys := []shell.Key{{Name: fyne.KeyReturn, Does: "walk through what was wrong", Do: s.walkWrong}}
	for _, w := range quiz.Walks {
		keys = append(keys, shell.Key{Rune: walkWords[w].key, Does: "walk through: " + walkWords[w].word, Do: func() { s.stroll(w) }})
	}
	keys = append(keys, shell.Key{Rune: 'n', Does: "study these next", Do: s.studyNext}, shell.Key{Rune: 'p', Does: "report as PDF", Do: s.report},
		shell.Key{Name: fyne.KeyPageDown, Does: "scroll", Do: func() { s.page.ScrollBy(scrollStep) }}, shell.Key{Name: fyne.KeyPageUp, Does: "scroll back", Do: func() { s.page.ScrollBy(-scrollStep) }})
	if len(s.m.after.history) > 1 {
		keys = append(keys, shell.Key{Name: fyne.KeyLeft, Does: "exam before", Do: func() { s.neighbour(-1) }},
			shell.Key{Name: fyne.KeyRight, Does: "exam after", Do: func() { s.neighbour(1) }})
	}
	return append(keys, shell.Key{Name: fyne.KeyEscape, Does: "back to the exams", Do: s.close})
}

// scrollStep is how far Page Down goes.
const scrollStep = 480

// drawAfter shows how an exam went.
func (s *Screen) drawAfter() {
	a := &s.m.after
	parts := []fyne.CanvasObject{}
	if a.remarked > 0 {
		parts = append(parts, widgets.Note(theme.IconInfo, theme.ColorAccent, widgets.Row(theme.Space12,
			widgets.Grow(widgets.Body(fmt.Sprintf("%s marked anew since you last looked: a key was corrected. This result follows it.", wereLeft(a.remarked)))),
			widgets.SecondaryButton("I have seen it", s.seenHere))))
	}
	parts = append(parts, s.shareCard(), s.walkCard())
	if len(a.result.Domains) > 0 {
		parts = append(parts, titled("By domain", charts.IntervalBars(a.domains(), "No item counts.", intervals(a.result.Domains, &a.exam.Setup.Blueprint))))
	}
	levels := titled("By level", charts.IntervalBars(a.levels(), "No item counts.", intervals(a.result.Levels, nil)))
	parts = append(parts, widgets.Columns(theme.Space16, halfLeast, levels, s.certaintyCard()),
		titled("Time for each item", charts.Bars(a.pace()+" Dark bars took longer than the limit allows.", "seconds", "No time was taken.", s.paces())),
		widgets.Columns(theme.Space16, halfLeast, s.changedCard(), s.causeCard()))
	if also := a.also(); len(also) > 0 {
		list := []fyne.CanvasObject{widgets.Heading("Also to be known")}
		for _, text := range also {
			list = append(list, widgets.ReadingWidth(widgets.Body(text)))
		}
		parts = append(parts, widgets.Card(widgets.Column(theme.Space8, list...)))
	}
	if a.index() >= 0 {
		parts = append(parts, s.compareCards()...)
	}
	head := widgets.Column(theme.Space4, widgets.Display(a.exam.Title+": "+percent(a.result.Scored.Right.Share)+" right"), widgets.Muted(a.about()))
	foot := []fyne.CanvasObject{widgets.PrimaryButton("Study these next", s.studyNext).WithKey("N"),
		widgets.SecondaryButton("Report", s.report).WithKey("P"), widgets.Spacer(), widgets.SecondaryButton("Back", s.close).WithKey("Esc")}
	s.page = widgets.Page(head, widgets.Column(theme.Space16, parts...), widgets.Row(theme.Space12, foot...))
	s.put(s.page)
}

// titled is a card with a title and a graph.
func titled(title string, graph fyne.CanvasObject) fyne.CanvasObject {
	return widgets.Card(widgets.Column(theme.Space8, widgets.Heading(title), graph))
}

func (s *Screen) shareCard() fyne.CanvasObject {
	a := &s.m.after
	r := a.result.Scored.Right
	role := theme.ColorClose
	if a.result.Reached() {
		role = theme.ColorRight
	}
	parts := []fyne.CanvasObject{widgets.Row(theme.Space24, widgets.Hero(percent(r.Share)), widgets.Grow(charts.OneInterval(r.Low, r.Share, r.High))),
		widgets.ReadingWidth(widgets.Body(a.share())), widgets.ReadingWidth(widgets.Strong(a.target()).In(role))}
	if text := a.scaled(); text != "" {
		parts = append(parts, widgets.ReadingWidth(widgets.Caption(text)))
	}
	return widgets.Card(widgets.Column(theme.Space12, parts...))
}

// walkCard offers the walks through the items.
func (s *Screen) walkCard() fyne.CanvasObject {
	row := []fyne.CanvasObject{}
	for _, w := range quiz.Walks {
		n := len(s.m.after.exam.Walk(w))
		button := widgets.SecondaryButton(fmt.Sprintf("%s %d", walkWords[w].word, n), func() { s.stroll(w) }).WithKey(quiz.Capital(string(walkWords[w].key)))
		button.SetEnabled(n > 0)
		row = append(row, button)
	}
	return widgets.Card(widgets.Column(theme.Space12, widgets.Heading("Walk through the items"),
		widgets.Muted("Every option explained, what you answered, and why it was wrong. What was wrong is in your reviews already."), widgets.Flow(theme.Space8, row...)))
}

// intervals are the parts of an exam as a chart shows them.
func intervals(parts []quiz.PartResult, b *quiz.Blueprint) []charts.Interval {
	rows := []charts.Interval{}
	for _, p := range parts {
		row := charts.Interval{Label: quiz.Capital(p.Name), Note: fmt.Sprintf("%d of %s right", p.Right.Right, quiz.Count(p.Items, "item")), Unknown: "no item"}
		if b != nil {
			row.Weight = b.Weight(p.ID)
		}
		if p.Items > 0 {
			row.Low, row.Mid, row.High = p.Right.Low, p.Right.Share, p.Right.High
		}
		rows = append(rows, row)
	}
	return rows
}

func (s *Screen) certaintyCard() fyne.CanvasObject {
	a := &s.m.after
	rows := []charts.Interval{}
	for _, c := range []quiz.Certainty{quiz.Sure, quiz.ThinkSo, quiz.Guess} {
		n := a.result.CBM.Answers[c]
		row := charts.Interval{Label: quiz.Capital(c.String()), Unknown: "never said", Note: quiz.Count(n, "answer")}
		if n > 0 {
			e := quiz.NewEstimate(int(math.Round(a.result.CBM.Marks[c])), n)
			row.Low, row.Mid, row.High = e.Low, e.Share, e.High
		}
		rows = append(rows, row)
	}
	return titled("Certainty against what came", charts.IntervalBars(a.certainty(), "", rows))
}

// paces are the seconds that each item took; those beyond the pace stand out.
func (s *Screen) paces() []charts.Bar {
	a := &s.m.after
	bars := make([]charts.Bar, len(a.exam.Answers))
	step := max((len(bars)+5)/10/5*5, 5)
	for i, g := range a.exam.Answers {
		name := fmt.Sprintf("Item %d, %s", i+1, verdictWord(&a.result.Places[i]))
		bars[i] = charts.Bar{Value: math.Round(g.Took.Seconds()), Name: name, Mark: g.Took > a.result.Pace}
		if (i+1)%step == 0 {
			bars[i].Label = fmt.Sprint(i + 1)
		}
	}
	return bars
}

func verdictWord(p *quiz.PlaceResult) string {
	switch {
	case !p.Answered:
		return "left open"
	case p.Verdict == quiz.Right:
		return "right"
	case p.Verdict == quiz.Partly:
		return "partly right"
	}
	return "wrong"
}

func (s *Screen) changedCard() fyne.CanvasObject {
	a := &s.m.after
	c := a.result.Changed
	row := func(words string, n int) fyne.CanvasObject {
		return widgets.Row(theme.Space12, widgets.Grow(widgets.Body(words)), widgets.Strong(fmt.Sprint(n)).OneLine())
	}
	return widgets.Card(widgets.Column(theme.Space8, widgets.Heading("Changed answers"), widgets.Muted(a.changed()),
		row("From wrong to right", c.WrongToRight), row("From right to wrong", c.RightToWrong), row("From wrong to wrong", c.WrongToWrong), row("From right to right again", c.RightToRight)))
}

func (s *Screen) causeCard() fyne.CanvasObject {
	a := &s.m.after
	parts := []fyne.CanvasObject{widgets.Heading("Causes"), widgets.Muted(a.causes())}
	for _, c := range quiz.Causes {
		if n := a.result.Causes[c]; n > 0 {
			parts = append(parts, widgets.Row(theme.Space12, widgets.Grow(widgets.Body(causeWords[c].word)), widgets.Strong(fmt.Sprint(n)).OneLine()))
		}
	}
	return widgets.Card(widgets.Column(theme.Space8, parts...))
}

// mostCompared is how many exams stand beside each other at the most.
const mostCompared = 8

// compareCards set the exam beside the earlier ones.
func (s *Screen) compareCards() []fyne.CanvasObject {
	a := &s.m.after
	lines := a.history[max(len(a.history)-mostCompared, 0):]
	if len(lines) < 2 {
		return []fyne.CanvasObject{widgets.Card(widgets.Column(theme.Space8, widgets.Heading("Compared with earlier exams"), widgets.Muted(a.compared())))}
	}
	var points []charts.Point
	var columns []string
	rows := make([]charts.TableRow, len(a.result.Domains))
	for i, d := range a.result.Domains {
		rows[i].Name = d.Name
	}
	for _, l := range lines {
		day := l.Began.Format("2 Jan")
		columns = append(columns, day)
		points = append(points, charts.Point{Label: day, Name: date(l.Began) + ", " + quiz.Count(l.Items, "item"), Value: l.Right.Share, Low: l.Right.Low, High: l.Right.High})
		for i, d := range a.result.Domains {
			rows[i].Cells = append(rows[i].Cells, compareCell(&l, d.ID))
		}
	}
	cards := []fyne.CanvasObject{titled("Compared with earlier exams", charts.Line(a.compared(), "", points, a.result.Target, "to practise for"))}
	if len(rows) > 0 {
		cards = append(cards, titled("Domains, exam by exam", charts.Table("A domain is a small part of an exam: look for the direction, not for single figures.", "", columns, rows)))
	}
	return cards
}

func compareCell(l *actions.ExamLine, domain string) charts.Cell {
	for _, d := range l.Domains {
		if d.ID == domain && d.Items > 0 {
			return charts.Cell{Known: true, Share: d.Right.Share,
				Say: fmt.Sprintf("%s on %s: %d of %d right", d.Name, date(l.Began), d.Right.Right, d.Items)}
		}
	}
	return charts.Cell{Say: "not in that exam"}
}

// neighbour shows the exam before or after this one.
func (s *Screen) neighbour(by int) {
	a := &s.m.after
	at := a.index() + by
	if at < 0 || at >= len(a.history) {
		s.shell.Say("There is no other exam on that side.")
		return
	}
	if err := s.m.open(a.history[at].ID); err != nil {
		s.shell.Fail(err)
	}
	s.draw()
}

// close goes back to what there is to choose from.
func (s *Screen) close() {
	s.m.phase = choosing
	s.turned(nil)
}

// seenHere keeps that the learner knows of the corrections.
func (s *Screen) seenHere() {
	err := s.m.act.RemarkedSeen(ctx())
	if err == nil {
		err = s.m.open(s.m.after.exam.ID)
	}
	if err != nil {
		s.shell.Fail(fmt.Errorf("save that you have seen it: %w", err))
	}
	s.draw()
}

// mostStudied is how many questions one sitting of study brings after an exam.
const mostStudied = 25

// studyNext begins to study what the exam showed to be missing.
func (s *Screen) studyNext() {
	if len(s.m.after.exam.StudyNext()) == 0 {
		s.shell.Say("Every item was right, and you were sure of each.")
		return
	}
	session, _, err := s.m.act.StudyNext(ctx(), &s.m.after.exam, mostStudied)
	if err != nil {
		s.shell.Fail(err)
		return
	}
	s.shell.Go("Practice", session)
}

// stroll walks through items.
func (s *Screen) stroll(w quiz.Walk) {
	any, err := s.m.stroll(w, 0)
	if err != nil {
		s.shell.Fail(fmt.Errorf("show the item: %w", err))
	}
	if !any {
		s.shell.Say(walkWords[w].none)
		return
	}
	s.draw()
}

// walkWrong walks through what was wrong, or through all if nothing was.
func (s *Screen) walkWrong() {
	if len(s.m.after.exam.Walk(quiz.WalkWrong)) == 0 {
		s.stroll(quiz.WalkAll)
		return
	}
	s.stroll(quiz.WalkWrong)
}
