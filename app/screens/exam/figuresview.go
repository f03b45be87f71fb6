package exam

import (
	"errors"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"chartroom/app/actions"
	"chartroom/app/shell"
	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

// figuresView is the form in which the figures of an exam are corrected. It
// lives until they are saved or dropped.
type figuresView struct {
	screen *Screen
	m      *figures
	fields []*figure
	last   *figure         // that had the cursor last
	body   *fyne.Container // the scroller
	page   *widgets.Frame
	items  *widgets.Text   // what the items add up to
	whole  *widgets.Text   // what the domains add up to
	state  *fyne.Container // what keeps the figures from being saved
	save   *widgets.Button
}

func (s *Screen) figuresKeys() []shell.Key {
	keys := []shell.Key{
		{Name: fyne.KeyReturn, Does: "save", Do: s.saveFigures}, {Name: "Ctrl S", Does: "save, also while typing", Do: s.saveFigures},
		{Name: fyne.KeyPageDown, Does: "scroll", Do: func() { s.form.scrollBy(scrollStep) }}, {Name: fyne.KeyPageUp, Does: "scroll back", Do: func() { s.form.scrollBy(-scrollStep) }},
	}
	if s.m.act.Corrected(s.m.figures.before.ID) {
		keys = append(keys, shell.Key{Name: "Ctrl R", Does: "back to the shipped figures, also while typing", Do: s.shippedFigures})
	}
	return append(keys, shell.Key{Name: fyne.KeyEscape, Does: "leave without saving", Do: s.leaveFigures})
}

// control does what a key does together with Ctrl in an entry of the form; it
// reports whether there is anything.
func (s *Screen) control(key fyne.KeyName) bool {
	if s.m.phase != correcting {
		return false
	}
	for _, k := range s.figuresKeys() {
		if k.Name == "Ctrl "+key {
			k.Do()
			return true
		}
	}
	return false
}

// drawFigures shows the form.
func (s *Screen) drawFigures() {
	if s.form == nil || s.form.m != s.m.figures {
		s.form = newFiguresView(s, s.m.figures)
	}
	s.put(s.form.page)
	s.shell.Next(s.form.cull)
}

func newFiguresView(s *Screen, m *figures) *figuresView {
	v := &figuresView{screen: s, m: m, items: widgets.Muted(""), whole: widgets.Muted(""), state: widgets.RowTop(theme.Space8)}
	cards := []fyne.CanvasObject{v.sizeCard(), v.domainCard(), v.sourceCard()}
	if s.m.act.Corrected(m.before.ID) {
		back := widgets.SecondaryButton("Back to the shipped figures", s.shippedFigures).WithKey("Ctrl R")
		cards = slices.Insert(cards, 0, fyne.CanvasObject(widgets.Note(theme.IconInfo, theme.ColorAccent, widgets.Flow(theme.Space12, widgets.Body("These figures are yours.").OneLine(), back))))
	}
	v.body = widgets.Scroller(widgets.Column(theme.Space16, cards...))
	v.scroll().OnScrolled = func(fyne.Position) { v.cull() }
	v.save = widgets.PrimaryButton("Save", s.saveFigures).WithKey("Ctrl S")
	buttons := []fyne.CanvasObject{v.save, widgets.SecondaryButton("Cancel", s.leaveFigures).WithKey("Esc")}
	v.look()
	v.page = widgets.FixedPage(widgets.Heading("Correct the figures of "+m.before.Name), v.body, widgets.Column(theme.Space8, v.state, widgets.Flow(theme.Space12, buttons...)))
	return v
}

// named is an entry under its name.
func (v *figuresView) named(name, text, hint string, rows int, set func(string)) fyne.CanvasObject {
	return widgets.Column(theme.Space4, widgets.Body(name), newFigure(v, text, hint, rows, set))
}

// sizeCard is how large the exam is, how it is passed and how it is sat.
func (v *figuresView) sizeCard() fyne.CanvasObject {
	m := v.m
	kind := 0
	if m.Raw {
		kind = 1
	}
	parts := []fyne.CanvasObject{widgets.Heading("What the exam is"),
		widgets.Columns(theme.Space16, formColumn,
			v.named("Items that count", m.Scored, "130", 1, func(s string) { m.Scored = s }),
			v.named("Pretest items", m.Pretest, "0", 1, func(s string) { m.Pretest = s }),
			v.named("Minutes of test time", m.Minutes, "205", 1, func(s string) { m.Minutes = s })),
		v.items,
		widgets.Column(theme.Space8, widgets.Body("What passes"), widgets.Segmented([]string{"A scaled score", "A percentage right"}, kind, func(i int) { m.Raw = i == 1; v.look() })),
		widgets.Columns(theme.Space16, formColumn,
			v.named("Score or percentage that passes", m.Pass, "300", 1, func(s string) { m.Pass = s }),
			v.named("Practise for, in percent", m.Target, v.proposed(), 1, func(s string) { m.Target = s }))}
	if m.ruled() {
		parts = append(parts, widgets.Caption("How one moves between items, and which books are allowed, depends on the day of the exam and stays as it is shipped."))
	} else {
		parts = append(parts, widgets.CheckRow("Items can be flagged, left and gone back to", "Otherwise the exam goes forward only.", m.Navigation, func(on bool) { m.Navigation = on; v.look() }),
			widgets.CheckRow("Closed book", "Otherwise code books are allowed.", m.ClosedBook, func(on bool) { m.ClosedBook = on; v.look() }))
	}
	return widgets.Card(widgets.Column(theme.Space16, parts...))
}

// formColumn is how narrow a column of the form may be.
const formColumn = 190

// proposed is what is practised for unless the learner says otherwise.
func (v *figuresView) proposed() string {
	b := v.m.before
	b.Target = 0
	return "empty: " + percent(b.PracticeFor())
}

// domainCard is how much of the exam each domain is.
func (v *figuresView) domainCard() fyne.CanvasObject {
	parts := []fyne.CanvasObject{widgets.Column(theme.Space4, widgets.Heading("The domains"), widgets.Muted("The least and the most of the exam that each is, in percent. The middles should make about 100."))}
	for i, d := range v.m.before.Domains {
		e := &v.m.Ranges[i]
		least := newFigure(v, e.Min, "least", 1, func(s string) { e.Min = s })
		most := newFigure(v, e.Max, "most", 1, func(s string) { e.Max = s })
		wide := theme.Scaled(66)
		parts = append(parts, widgets.FormRow(d.Name, "", widgets.Row(theme.Space8, widgets.Fixed(wide, 0, least),
			widgets.Muted("to").OneLine(), widgets.Fixed(wide, 0, most), widgets.Muted("%").OneLine())))
	}
	return widgets.Card(widgets.Column(theme.Space12, append(parts, v.whole)...))
}

// confidences are how far figures can be trusted, as quiz.Fact has it.
var confidences = []string{"A", "B", "C"}

// sourceCard is where the figures come from.
func (v *figuresView) sourceCard() fyne.CanvasObject {
	m := v.m
	words := make([]string, len(confidences))
	for i, c := range confidences {
		words[i] = confidence(c)
	}
	return widgets.Card(widgets.Column(theme.Space16, widgets.Heading("Where the figures come from"),
		v.named("Source", m.Source, "the content outline, its edition and its page", 3, func(s string) { m.Source = s }),
		v.named("Looked up on, as year-month-day", m.VerifiedOn, m.day.String(), 1, func(s string) { m.VerifiedOn = s }),
		widgets.Column(theme.Space8, widgets.Body("Confidence"), widgets.Segmented(words, slices.Index(confidences, m.Confidence), func(i int) { m.Confidence = confidences[i]; v.look() })),
		v.named("Note", m.Note, "what else is to be known", 3, func(s string) { m.Note = s })))
}

// look says what the figures add up to, and what keeps them from being saved.
func (v *figuresView) look() {
	b, err := v.m.build()
	v.items.SetText(fmt.Sprintf("%s in all, %s for each at the exam's pace.", quiz.Count(b.Items, "item"), pace(&b)))
	low, middle, high := sums(&b)
	v.whole.SetText(fmt.Sprintf("Together %s to %s %%; the middles make %s %%.", plainNumber(low), plainNumber(high), plainNumber(middle)))
	icon, role, text := theme.IconInfo, theme.ColorMuted, "Nothing is changed yet."
	switch {
	case err != nil:
		icon, role, text = theme.IconWarning, theme.ColorWrong, err.Error()
	case v.m.changed() && oneLine(v.m.Source) == oneLine(v.m.before.Source):
		text = "These figures can be saved. Say under Source where you found them."
	case v.m.changed():
		text = "These figures can be saved; Ctrl Z takes it back."
	}
	v.state.Objects = []fyne.CanvasObject{widgets.NewIcon(icon, role), widgets.Grow(widgets.Body(text).In(role))}
	v.state.Refresh()
	if v.save != nil {
		v.save.SetEnabled(err == nil)
	}
	if v.page != nil {
		v.page.Refresh()
	}
}

// pace is the time for an item.
func pace(b *quiz.Blueprint) string {
	if b.Items <= 0 || b.Minutes <= 0 {
		return "no time"
	}
	return quiz.Count(b.Minutes*60/b.Items, "second")
}

// correct opens the form.
func (s *Screen) correct() {
	s.m.correct()
	s.draw()
	s.Focus()
}

// saveFigures saves what is typed; what cannot be saved stays, with the reason.
func (s *Screen) saveFigures() {
	done, err := s.m.saveFigures()
	var wrong wrongFigure
	switch {
	case errors.As(err, &wrong):
		s.shell.Say(wrong.Error())
	case err != nil:
		s.shell.Fail(err)
	default:
		s.endFigures(done)
	}
}

// shippedFigures brings the shipped figures back; undo takes that back, but not
// what was typed and not saved.
func (s *Screen) shippedFigures() {
	reset := func() {
		done, err := s.m.shippedFigures()
		if err != nil {
			s.shell.Fail(err)
			return
		}
		s.endFigures(done)
	}
	if !s.m.figures.changed() {
		reset()
		return
	}
	s.shell.Ask("Back to the shipped figures?", "What you typed here and did not save is lost.", "Bring them back", reset)
}

// leaveFigures leaves the form, and asks before what is typed is lost.
func (s *Screen) leaveFigures() {
	leave := func() { s.m.dropFigures(); s.endFigures(actions.Done{}) }
	if !s.m.figures.changed() {
		leave()
		return
	}
	s.shell.Ask("Leave without saving?", "The figures that you changed are lost.", "Leave", leave)
}

// endFigures shows the exams again.
func (s *Screen) endFigures(done actions.Done) {
	s.form = nil
	s.shell.Window.Canvas().Unfocus()
	s.shell.Did(done)
	s.draw()
}
