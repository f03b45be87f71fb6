package careers

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/content/career"
	"chartroom/quiz"
)

// How many careers and steps are shown with all their reasons.
const bestShown = 5

// matchPage asks what the learner likes and brings, and ranks the careers.
func (s *Screen) matchPage() *widgets.Frame {
	results := widgets.Column(theme.Space12)
	s.keep(func() {
		results.Objects = s.matches()
		s.refresh(results)
	})
	next := widgets.SecondaryButton("Next step", func() { s.turn(place{part: "next"}) }).WithKey("X")
	return s.framed(s.head("Career match", "Say what fits you; whatever you leave out counts neither way. The score is an order, not a measure, and each career says why it stands where it does.", next),
		widgets.Split(theme.Space16, .42, 760, s.aboutCard(true), results))
}

// nextPage ranks the credentials by the same answers.
func (s *Screen) nextPage() *widgets.Frame {
	results := widgets.Column(theme.Space12)
	s.keep(func() {
		results.Objects = s.steps()
		s.refresh(results)
	})
	match := widgets.SecondaryButton("Career match", func() { s.turn(place{part: "match"}) }).WithKey("M")
	return s.framed(s.head("Next step", "Which credentials are open to you now, and what is between you and the others, by the shortest way.", match),
		widgets.Split(theme.Space16, .42, 760, s.aboutCard(false), results))
}

// refresh lays a part of the page out again.
func (s *Screen) refresh(part *fyne.Container) {
	part.Refresh()
	if s.frame != nil {
		s.frame.Refresh()
	}
}

// matches are the careers, what fits best first.
func (s *Screen) matches() []fyne.CanvasObject {
	if !s.model.answered() {
		return []fyne.CanvasObject{widgets.Card(widgets.Muted("Say how far your schooling went, and the careers stand here in the order in which they fit, each with its reasons."))}
	}
	all := s.model.book.Match(s.model.answers())
	var cards []fyne.CanvasObject
	for i, match := range all[:min(bestShown, len(all))] {
		parts := []fyne.CanvasObject{widgets.Row(theme.Space8, widgets.Muted(strconv.Itoa(i+1)), widgets.Grow(widgets.Heading(match.Career.Name)), widgets.Caption(fmt.Sprintf("%.0f of 100", match.Score)).OneLine())}
		for _, r := range match.Reasons {
			parts = append(parts, reason(r.For, r.Text))
		}
		to := place{"career", match.Career.ID}
		cards = append(cards, widgets.Pressable(widgets.Card(widgets.Column(theme.Space4, parts...)), func() { s.turn(to) }))
	}
	var rest []fyne.CanvasObject
	for _, match := range all[min(bestShown, len(all)):] {
		row := widgets.NewListRow(0, 1)
		row.Set(widgets.RowItem{Title: match.Career.Name, Value: fmt.Sprintf("%.0f", match.Score)})
		to := place{"career", match.Career.ID}
		rest = append(rest, widgets.Pressable(widgets.Pad(0, -theme.Space8, 0, -theme.Space8, row), func() { s.turn(to) }))
	}
	if len(rest) > 0 {
		cards = append(cards, card("Further down", widgets.Column(0, rest...)))
	}
	return cards
}

// reason is a sentence that speaks for something, or against it.
func reason(is bool, text string) fyne.CanvasObject {
	icon, role := theme.IconTick, theme.ColorRight
	if !is {
		icon, role = theme.IconMinus, theme.ColorMuted
	}
	return pointed(icon, role, text)
}

// pointed is a sentence with an icon before its first line.
func pointed(icon theme.IconName, role fyne.ThemeColorName, text string) fyne.CanvasObject {
	return widgets.RowTop(theme.Space8, widgets.Column(0, widgets.NewIcon(icon, role)), widgets.Grow(widgets.Body(text)))
}

// steps are the credentials, what fits best first.
func (s *Screen) steps() []fyne.CanvasObject {
	if !s.model.answered() {
		return []fyne.CanvasObject{widgets.Card(widgets.Muted("Say how far your schooling went, and the credentials stand here: which exam you can sit now, and what the others still need."))}
	}
	var cards []fyne.CanvasObject
	for i, step := range s.model.book.Suggest(s.model.answers()) {
		if i == bestShown*2 {
			break
		}
		head := widgets.Row(theme.Space8, widgets.Muted(strconv.Itoa(i+1)), widgets.Grow(widgets.Heading(step.Credential.Name)), openChip(step))
		to := place{"credential", step.Credential.ID}
		cards = append(cards, widgets.Pressable(widgets.Card(widgets.Column(theme.Space8, head, widgets.Caption(step.Credential.Full), s.stepLines(step))), func() { s.turn(to) }))
	}
	return cards
}

// openChip says whether an exam is open.
func openChip(step career.Step) fyne.CanvasObject {
	if step.Open {
		return widgets.Chip("open now", theme.ColorRight).WithIcon(theme.IconTick)
	}
	return widgets.Chip(step.When(), theme.ColorMuted).WithIcon("clock")
}

// stepLines are why a credential is open, and what it still needs.
func (s *Screen) stepLines(step career.Step) fyne.CanvasObject {
	var lines []fyne.CanvasObject
	for _, text := range step.Reasons {
		lines = append(lines, reason(true, text))
	}
	for _, text := range step.Missing {
		lines = append(lines, pointed("arrow-right", theme.ColorAccent, text))
	}
	return widgets.Column(theme.Space4, lines...)
}

// aboutCard asks for what the learner is and has; wishes too for the match.
func (s *Screen) aboutCard(wishes bool) fyne.CanvasObject {
	parts := []fyne.CanvasObject{widgets.Heading("About you"), widgets.Caption("It stays in your file and can be undone.")}
	if wishes {
		parts = append(parts, s.listField("What do you like? The first that you tick counts most.", "interests", interestWords()))
	}
	parts = append(parts, s.levelField("Your schooling, finished", "education"), s.levelField("Of it, in a CAHIIM-accredited program in health information management", "him"),
		s.levelField("In the last term of such a program", "last-term"), s.heldField())
	if wishes {
		parts = append(parts, s.wishField("Meeting patients", "patients"), s.wishField("Working from home", "remote"))
		var hours [][2]string
		for _, h := range career.AllHours {
			hours = append(hours, [2]string{string(h), upper(h.Words())})
		}
		parts = append(parts, s.listField("Which hours suit you?", "hours", hours))
	}
	return widgets.Card(widgets.Column(theme.Space16, append(parts, s.yearsField())...))
}

func interestWords() (all [][2]string) {
	for _, i := range career.Interests {
		all = append(all, [2]string{string(i), upper(i.Words())})
	}
	return all
}

// field is a question with what answers it below.
func field(question string, control fyne.CanvasObject) fyne.CanvasObject {
	return widgets.Column(theme.Space4, widgets.Strong(question), control)
}

// listField is boxes to tick.
func (s *Screen) listField(question, name string, choices [][2]string) fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, c := range choices {
		row := widgets.Toggle(c[1], false, func(bool) { s.jot("answer", say(name, toggled(s.model.saidList(name), c[0]))) })
		s.keep(func() { row.Set(slices.Contains(s.model.saidList(name), c[0])) })
		rows = append(rows, row)
	}
	return field(question, widgets.Column(0, rows...))
}

const notSaid = "Not said"

// levelField is a choice of a level of schooling.
func (s *Screen) levelField(question, name string) fyne.CanvasObject {
	words := []string{notSaid}
	for _, l := range career.Levels {
		if name == "education" || l >= career.Associate {
			words = append(words, upper(l.Words()))
		}
	}
	drop := widgets.Dropdown(words, "", "", func(word string) {
		value := ""
		for _, l := range career.Levels {
			if upper(l.Words()) == word {
				value = l.String()
			}
		}
		s.jot("answer", say(name, value))
	})
	s.keep(func() {
		drop.Set(notSaid)
		if l, err := career.ParseLevel(s.model.said(name)); err == nil {
			drop.Set(upper(l.Words()))
		}
	})
	return field(question, drop)
}

// heldField is the credentials that the learner holds.
func (s *Screen) heldField() fyne.CanvasObject {
	var choices [][2]string
	for i := range s.model.book.Credentials {
		if c := &s.model.book.Credentials[i]; c.Ended == "" && c.Exam != "" {
			choices = append(choices, [2]string{c.ID, c.Name})
		}
	}
	var rows []fyne.CanvasObject
	for _, c := range choices {
		row := widgets.Toggle(c[1], false, func(bool) { s.jot("answer", say("held", toggled(s.model.saidList("held"), c[0]))) })
		s.keep(func() { row.Set(slices.Contains(s.model.saidList("held"), c[0])) })
		rows = append(rows, row)
	}
	return field("Credentials that you hold", widgets.Columns(0, 110, rows...))
}

// wishField is a wish for or against something.
func (s *Screen) wishField(question, name string) fyne.CanvasObject {
	choice := widgets.Segmented([]string{"No matter", "Yes, please", "Rather not"}, -1, func(i int) { s.jot("answer", say(name, string(career.Wishes[i]))) })
	s.keep(func() { choice.Set(max(0, slices.Index(career.Wishes, career.Wish(s.model.said(name))))) })
	return field(question, choice)
}

// yearsField is how long the learner worked in each field.
func (s *Screen) yearsField() fyne.CanvasObject {
	var words []string
	for _, y := range years {
		words = append(words, upper(y.words))
	}
	var rows []fyne.CanvasObject
	for _, f := range career.Fields {
		name := "years:" + string(f)
		drop := widgets.Dropdown(words, words[0], "", func(word string) {
			value := ""
			if i := slices.Index(words, word); i > 0 {
				value = strconv.FormatFloat(years[i].value, 'f', -1, 64)
			}
			s.jot("answer", say(name, value))
		})
		s.keep(func() {
			n, err := strconv.ParseFloat(s.model.said(name), 64)
			at := 0
			for i, y := range years {
				if err == nil && y.value <= n {
					at = i
				}
			}
			drop.Set(words[at])
		})
		rows = append(rows, widgets.FormRow(upper(f.Words()), "", drop))
	}
	return field("Full-time work so far", widgets.Column(theme.Space4, rows...))
}

// clearAnswers takes all answers away; undo brings them back.
func (s *Screen) clearAnswers() {
	var all []quiz.Jotting
	for k := range s.model.jottings {
		if k[0] == matchSubject {
			all = append(all, say(k[1], ""))
		}
	}
	slices.SortFunc(all, func(a, b quiz.Jotting) int { return strings.Compare(a.Field, b.Field) })
	if len(all) > 0 {
		s.jot("removal of your answers", all...)
	}
}
