package careers

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/content/career"
	"chartroom/quiz"
)

// details is what a detail page is made of.
type details struct {
	title, sentence string
	buttons         []fyne.CanvasObject
	stamp           career.Stamp
	left, right     []fyne.CanvasObject // cards; right may be none
}

// detailPage is one thing of a list.
func (s *Screen) detailPage() *widgets.Frame {
	at := s.model.at
	d := s.details(at)
	parts := []fyne.CanvasObject{}
	if d.stamp.ReviewBy != "" && d.stamp.ReviewBy < s.model.today() {
		parts = append(parts, s.warning("This was to be looked at again by "+dated(d.stamp.ReviewBy)+". Compare it with its source before you rely on it."))
	}
	left := append(d.left, s.noteCard(at.subject()))
	if len(d.right) > 0 {
		parts = append(parts, widgets.Split(theme.Space16, .58, 760, widgets.Column(theme.Space16, left...), widgets.Column(theme.Space16, d.right...)))
	} else {
		parts = append(parts, widgets.ReadingWidth(widgets.Column(theme.Space16, left...)))
	}
	if len(d.stamp.Sources) > 0 {
		parts = append(parts, widgets.Caption(sourceWords(d.stamp)))
	}
	if at.part == "career" || at.part == "credential" {
		parts = append(parts, widgets.Caption(notAffiliated))
	}
	buttons := append(d.buttons, s.markButton(at.subject()))
	return s.framed(s.head(d.title, d.sentence, buttons...), widgets.Column(theme.Space16, parts...))
}

// markButton bookmarks what is on show.
func (s *Screen) markButton(subject string) fyne.CanvasObject {
	b := widgets.SecondaryButton("", func() { s.bookmark() }).WithKey("B")
	s.keep(func() {
		if s.model.jotted(subject, "bookmark") != "" {
			b.SetText("Bookmarked")
			b.SetIcon("bookmark-filled")
		} else {
			b.SetText("Bookmark")
			b.SetIcon("bookmark")
		}
	})
	return b
}

// bookmark puts the bookmark of what is on show in or out.
func (s *Screen) bookmark() {
	subject := s.model.at.subject()
	value := "yes"
	if s.model.jotted(subject, "bookmark") != "" {
		value = ""
	}
	s.jot("bookmark", quiz.Jotting{Subject: subject, Field: "bookmark", Value: value})
}

// noteCard is the learner's own note on a subject.
func (s *Screen) noteCard(subject string) fyne.CanvasObject {
	text := widgets.Body("")
	write := widgets.SecondaryButton("Write a note", func() { s.note() }).WithKey("N").WithIcon("note")
	s.keep(func() {
		note := s.model.jotted(subject, "note")
		if note == "" {
			text.SetText("Nothing noted yet.")
			text.SetRole(theme.ColorMuted)
			write.SetText("Write a note")
		} else {
			text.SetText(note)
			text.SetRole(theme.ColorText)
			write.SetText("Change the note")
		}
	})
	return card("Your note", text, widgets.Row(0, write))
}

// note asks for the note on what is on show.
func (s *Screen) note() {
	subject := s.model.at.subject()
	s.shell.AskText("Your note", s.model.jotted(subject, "note"), "Keep", func(text string) {
		s.jot("note", quiz.Jotting{Subject: subject, Field: "note", Value: strings.TrimSpace(text)})
	})
}

// card is a heading with what belongs to it.
func card(title string, parts ...fyne.CanvasObject) fyne.CanvasObject {
	return widgets.Card(widgets.Column(theme.Space12, append([]fyne.CanvasObject{widgets.Heading(title)}, parts...)...))
}

// prose is a text of the handbook.
func prose(text string) fyne.CanvasObject { return widgets.Prose(text, quiz.Markdown) }

// bullets are sentences below each other.
func bullets(lines []string) fyne.CanvasObject {
	return widgets.Prose("- "+strings.Join(lines, "\n- "), quiz.Markdown)
}

// link leads to another place.
func (s *Screen) link(to place) fyne.CanvasObject {
	m := &s.model
	i := m.index(to)
	if i < 0 {
		return widgets.Body(to.id)
	}
	it := m.items(to.part)[i]
	shown := s.row(partOf(to.part), it)
	if shown.Icon == "bookmark-filled" && shown.Chip == "" {
		shown.Chip, shown.ChipRole = "bookmark", theme.ColorMuted
	}
	shown.Icon = "" // the same in every row says nothing
	row := widgets.NewListRow(0, 2)
	row.Set(shown)
	return widgets.Pressable(widgets.Pad(0, -theme.Space8, 0, -theme.Space8, row), func() { s.turn(to) })
}

// links are a card of links of one part, or nothing without any.
func (s *Screen) links(title, part string, ids []string) []fyne.CanvasObject {
	if len(ids) == 0 {
		return nil
	}
	var rows []fyne.CanvasObject
	for _, id := range ids {
		rows = append(rows, s.link(place{part, id}))
	}
	return []fyne.CanvasObject{card(title, widgets.Column(0, rows...))}
}

func careerIDs(all []career.Career) (ids []string) {
	for i := range all {
		ids = append(ids, all[i].ID)
	}
	return ids
}

// details are those of a place.
func (s *Screen) details(at place) details {
	h := s.model.book
	switch at.part {
	case "career":
		return s.careerDetails(h.Career(at.id))
	case "credential":
		return s.credentialDetails(h.Credential(at.id))
	case "setting":
		return s.settingDetails(h.Setting(at.id))
	case "education":
		return s.educationDetails(at)
	case "skill":
		return s.skillDetails(h.Skill(at.id))
	case "planner", "list":
		return s.listDetails(at, s.model.list(at))
	case "organization":
		return s.organizationDetails(h.Organization(at.id))
	case "question":
		i := s.model.index(at)
		p := &h.Questions[i]
		return details{title: p.Title, stamp: p.Stamp, left: []fyne.CanvasObject{widgets.Card(prose(p.Text))}}
	}
	return s.correctionDetails(&h.Corrections[s.model.index(at)])
}

func (s *Screen) careerDetails(c *career.Career) details {
	d := details{title: c.Name, stamp: c.Stamp}
	if len(c.Also) > 0 {
		d.sentence = "Also called " + strings.Join(c.Also, ", ") + "."
	}
	d.left = []fyne.CanvasObject{widgets.Card(prose(c.Summary)), card("What you would do", bullets(c.Duties))}
	if c.Day != "" {
		d.left = append(d.left, card("A day at work", prose(c.Day)))
	}
	if c.Education != "" {
		d.left = append(d.left, card("The way in", prose(c.Education)))
	}
	d.left = append(d.left, s.domainsCard("Used from the exams", c.Domains)...)
	d.right = []fyne.CanvasObject{s.factsCard(c)}
	d.right = append(d.right, s.links("Credentials", "credential", c.Credentials)...)
	d.right = append(d.right, s.links("Where it leads", "career", c.Next)...)
	d.right = append(d.right, s.links("At its side", "career", c.Related)...)
	d.right = append(d.right, s.links("Skills", "skill", c.Skills)...)
	d.right = append(d.right, s.links("Where the work is", "setting", c.Settings)...)
	return d
}

// factsCard is the quick facts of a career. A figure says its period, and below
// it its occupation and source, once for all that have the same.
func (s *Screen) factsCard(c *career.Career) fyne.CanvasObject {
	var rows []fyne.CanvasObject
	from := ""
	source := func(next string) {
		if from != "" && from != next {
			rows = append(rows, widgets.Caption(from))
		}
		from = next
	}
	for _, f := range s.model.book.QuickFacts(c) {
		value, period, of := figureParts(f[1])
		source(of)
		parts := []fyne.CanvasObject{widgets.Caption(widgets.Sentence(f[0], period)), widgets.Strong(value)}
		rows = append(rows, widgets.Column(0, parts...))
	}
	source("")
	if c.PayNote != "" {
		rows = append(rows, widgets.Muted(c.PayNote))
	}
	rows = append(rows, widgets.Row(0, widgets.QuietButton("All figures", func() { s.turn(place{part: "pay"}) })))
	return card("Quick facts", widgets.Column(theme.Space12, rows...))
}

// figureParts takes the words of a figure apart: "$51,140, Medical Records
// Specialists (29-2072), United States, May 2025; BLS" is an amount, a period,
// and where both are from. What is no figure is all value.
func figureParts(words string) (value, period, of string) {
	value, rest, is := strings.Cut(words, ", ") // the comma of thousands has no space
	what, source, sourced := strings.Cut(rest, "; ")
	at := strings.LastIndex(what, ", ")
	if !is || !sourced || at < 0 {
		return words, "", ""
	}
	return value, what[at+2:], what[:at] + "; " + source
}

// domainsCard are domains of exams, each with what practises it.
func (s *Screen) domainsCard(title string, ids []string) []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, id := range ids {
		d := s.model.domain(id)
		if d == nil {
			continue
		}
		exam, _, _ := strings.Cut(id, ":")
		row := widgets.NewListRow(0, 2)
		row.Set(widgets.RowItem{Title: d.Name, Detail: upperID(exam) + ": careers that use it, and practice"})
		rows = append(rows, widgets.Pressable(widgets.Pad(0, -theme.Space8, 0, -theme.Space8, row), func() { s.turn(place{"domain", id}) }))
	}
	if len(rows) == 0 {
		return nil
	}
	return []fyne.CanvasObject{card(title, widgets.Column(0, rows...))}
}

func upperID(exam string) string { return strings.ToUpper(exam) }

// domainPage is the careers that use a domain.
func (s *Screen) domainPage() *widgets.Frame {
	id := s.model.at.id
	d := s.model.domain(id)
	if d == nil {
		return s.framed(s.head("No such domain", ""), widgets.Body("The exam that it belongs to is not here."))
	}
	exam, _, _ := strings.Cut(id, ":")
	practise := widgets.PrimaryButton("Practise it", s.practise).WithKey("Enter").WithIcon(theme.IconPractice)
	parts := s.links("Careers that use it", "career", careerIDs(s.model.book.CareersUsing(id)))
	parts = append(parts, s.links("Credentials whose exam asks it", "credential", s.model.credentialsOf(exam))...)
	return s.framed(s.head(d.Name, "A domain of "+upperID(exam)+".", practise), widgets.ReadingWidth(widgets.Column(theme.Space16, parts...)))
}

// practise begins ten questions of the domain on show.
func (s *Screen) practise() {
	id := s.model.at.id
	exam, _, _ := strings.Cut(id, ":")
	d := s.model.domain(id)
	s.shell.Go("Practice", quiz.Recipe{Name: d.Short, Mode: quiz.ModeStudy, Exam: exam, Domain: id, Count: 10})
}

// credentialsOf are the ids of the credentials that an exam earns.
func (m *model) credentialsOf(exam string) (ids []string) {
	for i := range m.book.Credentials {
		if m.book.Credentials[i].Exam == exam {
			ids = append(ids, m.book.Credentials[i].ID)
		}
	}
	return ids
}

func (s *Screen) credentialDetails(c *career.Credential) details {
	d := details{title: c.Name, sentence: c.Full, stamp: c.Stamp}
	if c.Ended != "" {
		d.left = append(d.left, widgets.Note(theme.IconWarning, theme.ColorClose, widgets.Body("No longer offered. "+c.Ended).In(theme.ColorClose)))
	}
	d.left = append(d.left, widgets.Card(prose(c.Text)))
	b := quiz.BlueprintOf(s.model.blueprints, c.Exam)
	if c.Exam == "" {
		b = nil
	}
	if b != nil {
		d.buttons = append(d.buttons, widgets.PrimaryButton("Open its exam", func() { s.openExam() }).WithKey("Enter").WithIcon(theme.IconExam))
		d.left = append(d.left, s.examCard(b))
		if b.Eligibility != "" {
			d.left = append(d.left, card("Who may sit it", widgets.Body(b.Eligibility)))
		}
		var ids []string
		for _, domain := range b.Domains {
			ids = append(ids, domain.ID)
		}
		d.right = append(d.right, s.domainsCard("What the exam asks", ids)...)
	}
	for _, t := range [][2]string{{"Who may sit it", c.Asks}, {"What keeps it", c.Renewal}, {"What is advised", c.Advised}} {
		if t[1] != "" {
			d.left = append(d.left, card(t[0], prose(t[1])))
		}
	}
	d.left = append(d.left, s.openCard(c)...)
	d.right = append(s.links("Careers that ask for it", "career", careerIDs(s.model.book.CareersWith(c.ID))), d.right...)
	d.right = append(d.right, s.links("Who gives it", "organization", []string{c.Issuer})...)
	return d
}

// openCard says whether the exam is open by what the learner said of herself.
func (s *Screen) openCard(c *career.Credential) []fyne.CanvasObject {
	if c.Ended != "" || !s.model.answered() {
		return nil
	}
	for _, step := range s.model.book.NextSteps(s.model.answers()) {
		if step.Credential.ID == c.ID {
			return []fyne.CanvasObject{card("By what you said of yourself", s.stepLines(step))}
		}
	}
	return nil
}

// examCard is what the blueprint says of an exam, in short.
func (s *Screen) examCard(b *quiz.Blueprint) fyne.CanvasObject {
	lines := []string{fmt.Sprintf("%s in %d minutes.", quiz.Count(b.Items, "item"), b.Minutes)}
	if b.Outline != "" {
		lines = append(lines, "Content outline: "+strings.TrimSuffix(b.Outline, ".")+".")
	}
	for _, f := range b.Facts {
		if slices.Contains([]string{"fees", "fee", "eligibility", "education", "ceus", "continuing education"}, strings.ToLower(f.Name)) && f.Text != "" {
			lines = append(lines, upper(f.Text))
		}
	}
	return card("The exam", bullets(lines), widgets.Caption(joined(". ", strings.TrimSuffix(b.Source, "."), "Checked on "+dated(b.VerifiedOn))+"."))
}

// openExam opens the exam of the credential on show.
func (s *Screen) openExam() {
	c := s.model.book.Credential(s.model.at.id)
	if c == nil {
		return
	}
	if b := quiz.BlueprintOf(s.model.blueprints, c.Exam); b != nil {
		s.shell.Go("Exam", b.ID)
	}
}

func (s *Screen) settingDetails(c *career.Setting) details {
	d := details{title: c.Name, stamp: c.Stamp, left: []fyne.CanvasObject{widgets.Card(prose(c.Text)), card("What is done there", bullets(c.Duties))}}
	if f := s.model.book.PayIn(c); f != nil {
		d.right = append(d.right, card("Pay there", widgets.Column(0, widgets.Caption(f.Measure.Name()), widgets.Display(f.Amount()), widgets.Caption(figureWords(f)))))
	} else {
		d.right = append(d.right, card("Pay there", widgets.Muted("No figure of this setting was found.")))
	}
	d.right = append(d.right, s.links("Careers there", "career", careerIDs(s.model.book.CareersIn(c.ID)))...)
	return d
}

// figureWords is all that a figure needs beside its number.
func figureWords(f *career.Figure) string {
	_, rest, _ := strings.Cut(f.Words(), f.Amount()+", ")
	return joined(". ", rest, upper(f.Note))
}

func (s *Screen) educationDetails(at place) details {
	h := s.model.book
	if id, is := strings.CutPrefix(at.id, "schooling:"); is {
		for i := range h.Schooling {
			if p := &h.Schooling[i]; p.ID == id {
				return details{title: p.Title, stamp: p.Stamp, left: []fyne.CanvasObject{widgets.Card(prose(p.Text))}}
			}
		}
	}
	level, _ := career.ParseLevel(at.id)
	r := h.Rung(level)
	d := details{title: r.Name, sentence: r.Length, stamp: r.Stamp, left: []fyne.CanvasObject{widgets.Card(prose(r.Text))}}
	if len(r.Coursework) > 0 {
		d.left = append(d.left, card("What you learn", bullets(r.Coursework)))
	}
	if r.Leads != "" {
		d.right = append(d.right, card("Where it leads", prose(r.Leads)))
	}
	var ids []string
	for i := range h.Careers {
		if h.Careers[i].Traits.Usual == level {
			ids = append(ids, h.Careers[i].ID)
		}
	}
	d.right = append(d.right, s.links("Careers that usually ask for it", "career", ids)...)
	return d
}

func (s *Screen) skillDetails(k *career.Skill) details {
	subject := "skill:" + k.ID
	choice := widgets.Segmented(ratings, -1, func(i int) { s.rate(k.ID, i) })
	s.keep(func() { choice.Set(slices.Index(ratingFields, s.model.jotted(subject, "rating"))) })
	d := details{title: k.Name, stamp: k.Stamp, left: []fyne.CanvasObject{widgets.Card(prose(k.Text)), card("How you notice that you have it", bullets(k.Signs)),
		card("How well do you do this?", choice, widgets.Caption("Keys 1 to 4. Only you see it."))}}
	d.right = s.links("Careers that need it", "career", careerIDs(s.model.book.CareersNeeding(k.ID)))
	return d
}

// rate rates a skill, or takes the same rating away.
func (s *Screen) rate(id string, i int) {
	value := ratingFields[i]
	if s.model.jotted("skill:"+id, "rating") == value {
		value = ""
	}
	s.jot("rating", quiz.Jotting{Subject: "skill:" + id, Field: "rating", Value: value})
}

func (s *Screen) organizationDetails(o *career.Organization) details {
	d := details{title: o.Name, sentence: joined(" · ", o.Short, upper(o.Kind), o.Site), stamp: o.Stamp}
	if o.Ended != "" {
		d.left = append(d.left, widgets.Note(theme.IconWarning, theme.ColorClose, widgets.Body("It has ended. "+o.Ended).In(theme.ColorClose)))
	}
	d.left = append(d.left, widgets.Card(prose(o.Text)))
	if len(o.Former) > 0 {
		d.left = append(d.left, card("Names it had, or is wrongly given", bullets(o.Former)))
	}
	var ids []string
	for i := range s.model.book.Credentials {
		if c := &s.model.book.Credentials[i]; c.Issuer == o.ID {
			ids = append(ids, c.ID)
		}
	}
	d.right = s.links("Credentials it gives", "credential", ids)
	return d
}

func (s *Screen) correctionDetails(c *career.Correction) details {
	basis := "This correction has a source: " + c.Basis + "."
	switch c.Ground {
	case career.PartlySourced:
		basis = "Not all of this correction has a source: " + c.Basis + "."
	case career.Unsourced:
		basis = "This is what educators know, without a source at hand; check it before you rely on it. " + upper(c.Basis) + "."
	}
	return details{title: c.Title, stamp: c.Stamp, left: []fyne.CanvasObject{
		widgets.NewPanel(widgets.Column(theme.Space8, widgets.Row(theme.Space8, widgets.NewIcon(theme.IconCross, theme.ColorMuted), widgets.Strong("What still goes round")), prose(c.Said)), theme.ColorRaised, "", theme.Space16),
		widgets.Card(widgets.Column(theme.Space8, widgets.Row(theme.Space8, widgets.NewIcon(theme.IconTick, theme.ColorRight), widgets.Strong("What is right today")), prose(c.Right))),
		card("Why", prose(c.Why), widgets.Caption(basis))}}
}
