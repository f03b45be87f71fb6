package practice

import (
	"fmt"
	"math"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"chartroom/app/charts"
	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

// certaintyCard is what certainty earned and how well it fits what came of it;
// nil if it was never said.
func (s *Screen) certaintyCard(c *quiz.CBM) fyne.CanvasObject {
	answers, _, mean := c.Total()
	if answers == 0 || c.Answers[quiz.Unsaid] == answers {
		return nil
	}
	lines := []fyne.CanvasObject{widgets.Heading("How sure you were"),
		widgets.Body(fmt.Sprintf("Certainty earned %s a question on average; +3 is the most. %s", signed(mean), bonus(c)))}
	for certainty := quiz.Sure; certainty >= quiz.Guess; certainty-- {
		if c.Answers[certainty] > 0 {
			lines = append(lines, widgets.Body(window(c, certainty)))
		}
	}
	return widgets.Card(widgets.Column(theme.Space8, lines...))
}

// bonus says what certainty adds to the share right, or takes off it.
func bonus(c *quiz.CBM) string {
	points := int(math.Round(c.Bonus() * 100))
	switch {
	case points > 0:
		return fmt.Sprintf("You tell what you know from what you do not: that is worth %s of a hundred.", quiz.Count(points, "point"))
	case points < 0:
		return fmt.Sprintf("Being sure in the wrong places costs %s of a hundred.", quiz.Count(-points, "point"))
	}
	return "Your certainty neither adds to that nor takes from it."
}

// window says how the answers of one certainty fit the range in which it pays.
func window(c *quiz.CBM, certainty quiz.Certainty) string {
	n := c.Answers[certainty]
	low, high := quiz.CBMWindow(certainty)
	judged := "that fits, or is too little to tell"
	switch c.Judge(certainty) {
	case quiz.Overconfident:
		judged = "you were surer than you could be"
	case quiz.Underconfident:
		judged = "you can be surer"
	}
	word := certainty.String()
	return fmt.Sprintf("%s: %s, %s right. It pays from %s to %s: %s.", strings.ToUpper(word[:1])+word[1:], quiz.Count(n, "answer"),
		percent(c.Marks[certainty]/float64(n)), percent(low), percent(high), judged)
}

// sharesCard is the share right by domain and by level, and the time; nil
// without answers of a domain or level.
func (s *Screen) sharesCard(sum *summary) fyne.CanvasObject {
	var rows []charts.Interval
	add := func(p part, label string) {
		e := quiz.NewEstimate(p.right, p.answered)
		rows = append(rows, charts.Interval{Label: label, Low: e.Low, Mid: e.Share, High: e.High, Note: fmt.Sprintf("%d of %d right", p.right, p.answered)})
	}
	for _, p := range sum.domains {
		add(p, s.short(p.name))
	}
	for _, p := range sum.levels {
		add(p, strings.ToUpper(p.name[:1])+p.name[1:])
	}
	if len(rows) == 0 {
		return nil
	}
	answers, _, _ := sum.cbm.Total()
	return widgets.Card(widgets.Column(theme.Space12, widgets.Heading("By domain and level"),
		charts.IntervalBars("What was right here, and how far few answers can mislead.", "Nothing was answered.", rows),
		widgets.Muted(fmt.Sprintf("It took %s, %s a question.", lasting(sum.took), lasting(sum.took/time.Duration(answers))))))
}

// comingCard is when the session's questions come back; nil without answers.
func (s *Screen) comingCard(sum *summary) fyne.CanvasObject {
	var parts []string
	for i, when := range [...]string{"today", "tomorrow", "within a week", "later"} {
		if n := sum.coming[i]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, when))
		}
	}
	if len(parts) == 0 {
		return nil
	}
	return widgets.Card(widgets.Column(theme.Space8, widgets.Heading("What comes back"), widgets.Body("Of these questions come back: "+strings.Join(parts, ", ")+".")))
}

// beliefsCard is how an adaptive session's estimates narrow and when it stops;
// nil for other sessions.
func (s *Screen) beliefsCard() fyne.CanvasObject {
	m := &s.m
	if m.session.Mode != quiz.ModeAdapt {
		return nil
	}
	all, err := m.act.Beliefs(ctx(), &m.session)
	if err != nil {
		s.shell.Fail(err)
		return nil
	}
	var rows []charts.Interval
	for _, b := range all {
		label := "No domain"
		if b.Domain != "" {
			label = s.short(b.Domain)
		}
		low, mid, high := share(b.Now)
		was, _, is := share(b.Begun)
		rows = append(rows, charts.Interval{Label: label, Low: low, Mid: mid, High: high,
			Note: fmt.Sprintf("%s here; it was %s to %s", quiz.Count(b.Answers, "answer"), percent(was), percent(is))})
	}
	say := fmt.Sprintf("It stops after %s: %d to go.", quiz.Count(m.asks(), "question"), m.asks()-m.session.Done())
	if m.session.Done() >= m.asks() {
		say = fmt.Sprintf("It stopped after %s, as chosen.", quiz.Count(m.asks(), "question"))
	}
	return widgets.Card(widgets.Column(theme.Space12, widgets.Heading("How the estimate narrows"),
		charts.IntervalBars("The share that you would probably know of open questions of middling difficulty. "+say, "Nothing is known yet.", rows)))
}

// spread is how many standard deviations hold nine in ten of a normal belief.
const spread = 1.645

// share is what an ability comes to on open questions of difficulty 0, with a
// 90 % interval.
func share(a quiz.Ability) (low, mid, high float64) {
	at := func(ability float64) float64 { return 1 / (1 + math.Exp(-ability)) }
	return at(a.Mean - spread*a.SD), at(a.Mean), at(a.Mean + spread*a.SD)
}

// short is the short name of a domain.
func (s *Screen) short(id string) string {
	for _, b := range s.blueprints {
		for _, d := range b.Domains {
			if d.ID == id {
				return d.Short
			}
		}
	}
	return id
}
