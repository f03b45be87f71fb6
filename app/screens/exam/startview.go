package exam

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"chartroom/app/actions"
	"chartroom/app/shell"
	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

// Icons that only this screen uses.
const (
	iconFlag  theme.IconName = "flag"
	iconClock theme.IconName = "clock"
	iconLock  theme.IconName = "lock"
	iconBook  theme.IconName = "book"
)

// mostPast is how many earlier exams the start page lists.
const mostPast = 9

func (s *Screen) startKeys() []shell.Key {
	m := &s.m.start
	if len(m.blueprints) == 0 {
		return nil
	}
	keys := []shell.Key{
		{Name: fyne.KeyReturn, Does: "begin the exam", Do: s.begin},
		{Name: fyne.KeyUp, Does: "exam before", Do: func() { s.choose(m.at - 1) }},
		{Name: fyne.KeyDown, Does: "exam after", Do: func() { s.choose(m.at + 1) }},
		{Name: fyne.KeyLeft, Does: "longer", Do: func() { s.sized(m.size - 1) }},
		{Name: fyne.KeyRight, Does: "shorter", Do: func() { s.sized(m.size + 1) }},
		{Name: fyne.KeyPageDown, Does: "scroll", Do: func() { s.page.ScrollBy(scrollStep) }},
		{Name: fyne.KeyPageUp, Does: "scroll back", Do: func() { s.page.ScrollBy(-scrollStep) }},
		{Rune: 'x', Does: "extra time", Do: s.nextExtra},
		{Rune: 'w', Does: "full screen while it lasts", Do: func() { s.setFull(!m.full) }},
		{Rune: 'f', Does: "every figure and its source", Do: s.figures},
		{Rune: 'c', Does: "correct these figures", Do: s.correct},
		{Rune: 'k', Does: "the credential, and the careers that ask for it", Do: s.careers},
	}
	if len(m.past) > 0 {
		keys = append(keys, shell.Key{Rune: 'e', Does: "the last exam", Do: func() { s.openPast(0) }})
	}
	return keys
}

// drawStart shows which exam to begin, and the earlier ones.
func (s *Screen) drawStart() {
	m := &s.m.start
	if len(m.blueprints) == 0 {
		s.put(widgets.Page(nil, widgets.EmptyState(theme.IconExam, "No exam to show", "The outlines of the exams could not be read.", nil), nil))
		return
	}
	b := m.blueprint()
	right := []fyne.CanvasObject{}
	if n, raised := m.raised(); n > 0 {
		right = append(right, s.corrected(n, raised))
	}
	right = append(right, s.formCard(b))
	if past := s.pastCard(); past != nil {
		right = append(right, past)
	}
	right = append(right, s.outlineCard(b))
	if m.figures {
		right = append(right, s.factsCard(b))
	}
	body := widgets.Column(theme.Space16, append([]fyne.CanvasObject{s.examDrop()}, right...)...)
	if !s.narrow() {
		body = widgets.Split(theme.Space16, .24, splitLeast, s.examList(), widgets.Column(theme.Space16, right...))
	}
	begin := widgets.PrimaryButton("Begin "+b.Name, s.begin).WithKey("Enter")
	begin.SetEnabled(m.items() > 0)
	s.page = widgets.Page(widgets.Display("Exam"), body, widgets.Row(theme.Space16, begin))
	s.put(s.page)
}

// splitLeast is how narrow the page may be with the list of exams beside it, at
// text scale 1.
const splitLeast = 640

// narrow reports whether the list of exams has no room beside the page.
func (s *Screen) narrow() bool {
	const beside = 208 + splitLeast + 2*theme.PageMargin // with the rail
	return s.shell.Window.Canvas().Size().Width < theme.Scaled(beside)
}

// examDrop is the exams to choose from, where a list has no room.
func (s *Screen) examDrop() fyne.CanvasObject {
	m := &s.m.start
	words := make([]string, len(m.blueprints))
	for i := range words {
		words[i] = m.blueprints[i].Name
	}
	return widgets.Dropdown(words, m.blueprint().Name, "", func(name string) { s.choose(slices.Index(words, name)) })
}

// examList is the exams to choose from.
func (s *Screen) examList() fyne.CanvasObject {
	m := &s.m.start
	var rows []fyne.CanvasObject
	for i := range m.blueprints {
		b := &m.blueprints[i]
		row := widgets.NewListRow(0, 2)
		row.Set(widgets.RowItem{Title: b.Name, Detail: listed(b)})
		row.SetSelected(i == m.at)
		rows = append(rows, widgets.Pressable(row, func() { s.choose(i) }))
	}
	return widgets.Card(widgets.Pad(-theme.Space8, -theme.Space12, -theme.Space8, -theme.Space12, widgets.Column(0, rows...)))
}

// listed is what stands under an exam's name in the list.
func listed(b *quiz.Blueprint) string {
	if b.Cover != "" {
		return b.Cover
	}
	return quiz.Count(b.Items, "item") + " · " + span(b.TimeOf(b.Items))
}

// formCard is how long the exam is to be, and how it is sat.
func (s *Screen) formCard(b *quiz.Blueprint) fyne.CanvasObject {
	m := &s.m.start
	name := []fyne.CanvasObject{widgets.Heading(b.Name).OneLine()}
	if s.m.act.Corrected(b.ID) {
		name = append(name, widgets.Chip("your figures", theme.ColorAccent))
	}
	parts := []fyne.CanvasObject{widgets.Column(theme.Space4, widgets.Row(theme.Space12, name...), widgets.Muted(b.Outline))}
	if len(m.sizes) > 0 {
		words := make([]string, len(m.sizes))
		for i, n := range m.sizes {
			words[i] = quiz.Count(n, "item") + " · " + span(limit(b, n, m.extra))
		}
		parts = append(parts, widgets.Column(theme.Space8, widgets.Strong("Length"), widgets.Segmented(words, m.size, s.sized)))
	}
	if m.short != nil {
		parts = append(parts, widgets.Note(theme.IconWarning, theme.ColorClose, widgets.Body(tooSmall(m.short, b)).In(theme.ColorClose)))
	}
	words, chosen := make([]string, len(extras)), 0
	for i, e := range extras {
		words[i] = e.word
		if e.share == m.extra {
			chosen = i
		}
	}
	parts = append(parts, widgets.Column(theme.Space8, widgets.Strong("Extra time (accommodation)"), widgets.Segmented(words, chosen, s.setExtra)),
		widgets.CheckRow("Full screen while the exam lasts", "F11 changes it at any time.", m.full, s.setFull),
		widgets.Caption("Every answer is on disk the moment you give it. If the computer fails, the exam goes on where it was; if you go to another screen, the clock goes on."))
	return widgets.Card(widgets.Column(theme.Space16, parts...))
}

// tooSmall says in plain words what the banks lack for the whole exam.
func tooSmall(short *quiz.Shortage, b *quiz.Blueprint) string {
	text := fmt.Sprintf("Your banks hold too few questions for all %s", quiz.Count(b.FormItems(), "item"))
	for i, d := range short.Domains {
		lead := ", "
		if i == 0 {
			lead = ": "
		}
		text += lead + fmt.Sprintf("%s needs %d and has %d", d.Domain, d.Want, d.Have)
	}
	if short.Largest >= leastForm {
		return text + fmt.Sprintf(". %s keep the exam's proportions.", quiz.Count(short.Largest, "item"))
	}
	return text + ". No form can be made from that: bring a bank with questions of every domain, or use Practice."
}

// outlineCard is what the exam is, with where that comes from.
func (s *Screen) outlineCard(b *quiz.Blueprint) fyne.CanvasObject {
	rule := b.Rule(s.m.act.Today())
	line := func(icon theme.IconName, text string) fyne.CanvasObject {
		return widgets.RowTop(theme.Space12, widgets.NewIcon(icon, theme.ColorMuted), widgets.Grow(widgets.Body(text)))
	}
	facts := []fyne.CanvasObject{
		line(theme.IconExam, counted(b)), line(iconClock, span(b.TimeOf(b.Items))+" of test time."),
		line("target", passes(b.Pass)), line(iconFlag, moves(rule.Moves)), line(iconBook, books(rule.Books)),
	}
	if missing := s.missingBooks(rule.Books); missing != "" {
		facts = append(facts, line(theme.IconInfo, missing))
	}
	if rule.Note != "" {
		facts = append(facts, line(theme.IconInfo, rule.Note))
	}
	parts := []fyne.CanvasObject{widgets.Heading("What the exam is"), widgets.Column(theme.Space8, facts...)}
	if b.Cover != "" {
		parts = append(parts, widgets.Note(theme.IconWarning, theme.ColorClose, widgets.Body(notCovered(b)).In(theme.ColorClose)))
	}
	if b.Unverified {
		parts = append(parts, widgets.Note(theme.IconWarning, theme.ColorClose, widgets.Body("The ranges of the domains were not found. Those here stand in for them.").In(theme.ColorClose)))
	}
	var domains []fyne.CanvasObject
	for _, d := range b.Domains {
		name := d.Name
		if d.LeftOut {
			name += " (not practised here)"
		}
		domains = append(domains, widgets.Row(theme.Space12, widgets.Grow(widgets.Body(name)), widgets.Muted(ranged(d)).OneLine()))
	}
	parts = append(parts, widgets.Column(theme.Space4, domains...))
	from := "Source:"
	if s.m.act.Corrected(b.ID) {
		from = "Your figures. Source:"
	}
	source := fmt.Sprintf("%s %s. Looked up on %s; confidence %s.", from, strings.TrimSuffix(b.Source, "."), looked(b.VerifiedOn), confidence(b.Confidence))
	parts = append(parts, widgets.Column(theme.Space4, widgets.Caption(source), widgets.Caption(b.Note)))
	word := "Every figure and its source"
	if s.m.start.figures {
		word = "Put the figures away"
	}
	parts = append(parts, widgets.Flow(theme.Space12, widgets.SecondaryButton(word, s.figures).WithKey("F"),
		widgets.SecondaryButton("Correct these figures", s.correct).WithKey("C"),
		widgets.SecondaryButton("Careers that ask for it", s.careers).WithKey("K").WithIcon(theme.IconCareers)))
	return widgets.Card(widgets.Column(theme.Space16, parts...))
}

// careers shows what the exam leads to.
func (s *Screen) careers() { s.shell.Go("Careers", "exam:"+s.m.start.blueprint().Credential) }

// notCovered says which parts of the exam are not practised here.
func notCovered(b *quiz.Blueprint) string {
	out := 0
	for _, d := range b.Domains {
		if d.LeftOut {
			out++
		}
	}
	return fmt.Sprintf("%s: %s of the exam cannot be practised here. A form has %d items at the most.", quiz.Capital(b.Cover), quiz.Count(out, "part"), b.FormItems())
}

// ranged is how much of the exam a domain is.
func ranged(d quiz.Domain) string {
	low, high := strconv.FormatFloat(d.Min, 'f', -1, 64), strconv.FormatFloat(d.Max, 'f', -1, 64)
	if low == high {
		return low + " %"
	}
	return low + " to " + high + " %"
}

// factsCard is every figure with its source.
func (s *Screen) factsCard(b *quiz.Blueprint) fyne.CanvasObject {
	parts := []fyne.CanvasObject{widgets.Heading("Figures and their sources")}
	if s.m.act.Corrected(b.ID) {
		parts = append(parts, s.correctedNote(b))
	}
	for _, f := range b.Facts {
		parts = append(parts, widgets.Column(theme.Space4, widgets.Strong(f.Name), widgets.ReadingWidth(widgets.Body(f.Text)),
			widgets.Caption(fmt.Sprintf("%s. %s. Confidence %s.", f.Source, looked(f.VerifiedOn), confidence(f.Confidence)))))
	}
	return widgets.Card(widgets.Column(theme.Space16, parts...))
}

// correctedNote says which figures are the learner's own. They count where the
// facts, which are shipped, say otherwise.
func (s *Screen) correctedNote(b *quiz.Blueprint) fyne.CanvasObject {
	all, err := differences(b)
	if err != nil {
		s.shell.Fail(fmt.Errorf("compare your figures with the shipped ones: %w", err))
	}
	parts := []fyne.CanvasObject{widgets.Strong("Corrected by you")}
	for _, d := range all {
		parts = append(parts, widgets.Body(d))
	}
	parts = append(parts, widgets.Caption(fmt.Sprintf("%s. %s. Confidence %s. Yours count where what is shipped, below, says otherwise.",
		strings.TrimSuffix(b.Source, "."), looked(b.VerifiedOn), confidence(b.Confidence))))
	return widgets.Note(theme.IconInfo, theme.ColorAccent, widgets.Column(theme.Space4, parts...))
}

// corrected tells of answers that were marked anew.
func (s *Screen) corrected(answers, raised int) fyne.CanvasObject {
	text := fmt.Sprintf("A key was corrected: %s marked anew, %d of them higher. Results and reviews follow it.", answersWere(answers), raised)
	return widgets.Note(theme.IconInfo, theme.ColorAccent, widgets.Row(theme.Space12, widgets.Grow(widgets.Body(text)),
		widgets.SecondaryButton("I have seen it", s.seen)))
}

func answersWere(n int) string {
	if n == 1 {
		return "1 past answer was"
	}
	return fmt.Sprintf("%d past answers were", n)
}

// pastCard is the earlier exams; nil if there is none.
func (s *Screen) pastCard() fyne.CanvasObject {
	past := s.m.start.past
	if len(past) == 0 {
		return nil
	}
	rows := []fyne.CanvasObject{widgets.Heading("Earlier exams")}
	for i, l := range past {
		if i == mostPast {
			rows = append(rows, widgets.Muted(fmt.Sprintf("And %d more; the result of an exam leads to the one before it.", len(past)-mostPast)))
			break
		}
		rows = append(rows, widgets.Pad(0, -theme.Space12, 0, -theme.Space12, widgets.Pressable(pastRow(l), func() { s.openPast(i) })))
	}
	return widgets.Card(widgets.Column(theme.Space4, rows...))
}

func pastRow(l actions.ExamLine) *widgets.ListRow {
	detail := date(l.Began) + " · " + quiz.Count(l.Items, "item")
	if l.Over {
		detail += " · time over"
	}
	row := widgets.NewListRow(0, 2)
	role := theme.ColorClose
	if l.Score >= l.Target {
		role = theme.ColorRight
	}
	row.Set(widgets.RowItem{Title: l.Title, Detail: detail, Value: percent(l.Right.Share) + " right", Role: role})
	return row
}

// choose chooses another exam.
func (s *Screen) choose(at int) {
	if err := s.m.start.choose(s.m.act, at); err != nil {
		s.shell.Fail(fmt.Errorf("show the exam: %w", err))
	}
	s.draw()
}

// sized chooses a length.
func (s *Screen) sized(i int) {
	if m := &s.m.start; i >= 0 && i < len(m.sizes) {
		m.size = i
		s.draw()
	}
}

func (s *Screen) figures() {
	s.m.start.figures = !s.m.start.figures
	s.draw()
}

// setExtra keeps how much longer the learner may take.
func (s *Screen) setExtra(i int) {
	value := strconv.FormatFloat(extras[i].share, 'f', -1, 64)
	s.shell.Do(func() (actions.Done, error) {
		return s.m.act.SetNamed(ctx(), "extra time", settingExtra, value)
	})
}

func (s *Screen) nextExtra() {
	for i, e := range extras {
		if e.share == s.m.start.extra {
			s.setExtra((i + 1) % len(extras))
			return
		}
	}
	s.setExtra(0)
}

// setFull keeps whether an exam fills the screen.
func (s *Screen) setFull(on bool) {
	value := "off"
	if on {
		value = "on"
	}
	s.shell.Do(func() (actions.Done, error) {
		return s.m.act.SetNamed(ctx(), "full screen", settingFull, value)
	})
}

// begin begins the exam that is chosen.
func (s *Screen) begin() {
	if s.m.start.items() == 0 {
		s.shell.Say("No form of " + s.m.start.blueprint().Name + " can be made: bring a bank with questions of every domain.")
		return
	}
	if err := s.m.begin(); err != nil {
		s.shell.Fail(err)
		return
	}
	s.shell.Window.SetFullScreen(s.m.start.full)
	s.turned(nil)
}

// openPast shows how an earlier exam went.
func (s *Screen) openPast(i int) {
	if past := s.m.start.past; i < len(past) {
		if err := s.m.open(past[i].ID); err != nil {
			s.shell.Fail(err)
		}
		s.draw()
	}
}

// seen keeps that the learner knows of the corrections.
func (s *Screen) seen() {
	err := s.m.act.RemarkedSeen(ctx())
	if err == nil {
		err = s.m.start.load(s.m.act)
	}
	if err != nil {
		s.shell.Fail(fmt.Errorf("save that you have seen it: %w", err))
	}
	s.draw()
}
