package exam

import (
	"errors"
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"chartroom/app/actions"
	"chartroom/app/ask"
	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

// parts are the widgets of an exam that change while its page stands; nil where
// they are not on show.
type parts struct {
	clock *widgets.Text
	tally *widgets.Text
	cells *widgets.QuestionMap
	side  fyne.CanvasObject
	frame *fyne.Container
	sure  *widgets.Segments
	blame *widgets.Segments // causes, under the item
}

// soon is how much time is left when the clock begins to warn.
const soon = 5 * time.Minute

// drawRoom shows the item on show, or the page for reviewing.
func (s *Screen) drawRoom() {
	r := &s.m.room
	if s.parts.frame == nil {
		s.furnish()
	}
	switch {
	case r.reviewing():
		s.view = nil
		s.drawReview()
	case r.ask == nil:
		s.view = nil
		s.page.SetBody(widgets.EmptyState(theme.IconWarning, "This question cannot be shown", missing(r.broken), nil))
		s.drawFooter()
	default:
		s.drawItem()
	}
	s.drawHead()
}

// missing says why a question is not there.
func missing(err error) string {
	if gone(err) {
		return "It is not in the banks any more. It cannot be answered and will not count; go on to the next one."
	}
	return fmt.Sprintf("%s. What you have answered is safe.", quiz.Capital(err.Error()))
}

// mapLeast is how narrow the screen may be that shows the map unasked, at text
// scale 1. Books beside the item leave no room for it.
const mapLeast = 600

// furnish makes the page: the item, and the map at its side.
func (s *Screen) furnish() {
	r := &s.m.room
	s.parts.clock, s.parts.tally = widgets.Heading("").Bold().OneLine(), widgets.Muted("").OneLine()
	s.parts.cells = widgets.NewQuestionMap(s.turnTo)
	s.page = widgets.Page(nil, widgets.Spacer(), nil)
	s.parts.side = s.side()
	if !r.mapChosen {
		r.noMap = s.shell.Room() < theme.Scaled(mapLeast) || s.shell.BooksBeside()
	}
	if r.noMap {
		s.parts.side.Hide()
	}
	s.parts.frame = container.NewBorder(nil, nil, nil, s.parts.side, s.page)
	s.put(s.parts.frame)
}

// mapColumns is how many items stand in a line of the map: ten, and five where
// the text is so large that ten would take the room from the item.
func mapColumns() float32 {
	if large() {
		return 5
	}
	return 10
}

// large reports whether the text is so large that room is scarce.
func large() bool { return theme.Scaled(1) > 1.3 }

// side is the map of all items.
func (s *Screen) side() fyne.CanvasObject {
	const cell, gap = 19, 4 // of widgets.QuestionMap
	width := mapColumns()*(theme.Scaled(cell)+gap) + 2*theme.Space16 + theme.Space8
	legend := widgets.Caption("Bar: answered. Dot: flagged. Hollow: not seen yet.")
	safe := widgets.Caption("Every answer is on disk the moment you give it.")
	content := widgets.Column(theme.Space12, widgets.Overline("Map"), s.parts.cells, legend, safe)
	return widgets.Fixed(width, 0, widgets.Square(widgets.Scroller(widgets.Pad(theme.PageMargin, theme.Space16, theme.Space16, theme.Space16, content)), theme.ColorSurface))
}

// drawItem shows the item; its widgets stay while it is the same one.
func (s *Screen) drawItem() {
	r := &s.m.room
	if s.view == nil || s.view.Model != r.ask {
		s.view = ask.NewView(r.ask, s.answered, s.next)
		parts := []fyne.CanvasObject{}
		for _, n := range r.notices {
			parts = append(parts, widgets.Note(iconClock, theme.ColorClose, widgets.Body(n).In(theme.ColorClose)))
		}
		if r.ask.Readonly {
			parts = append(parts, widgets.Note(iconLock, theme.ColorMuted, widgets.Body("This item is closed: its answer stays as it is.")))
		}
		parts = append(parts, card(s.view, r.ask))
		s.parts.sure = nil
		if !r.ask.Readonly {
			s.parts.sure = widgets.Segmented([]string{"Guess (G)", "Think so (T)", "Sure (S)"}, -1, func(i int) { s.certain(quiz.Certainty(i + 1)) })
			parts = append(parts, widgets.ReadingWidthCentred(widgets.Flow(theme.Space12, widgets.Muted("How sure are you?").OneLine(), s.parts.sure)))
		}
		if note := r.exam().Answers[r.exam().At].Note; note != "" {
			parts = append(parts, widgets.Note("note", theme.ColorMuted, widgets.Body(note)))
		}
		s.page.SetBody(widgets.Column(theme.Space16, parts...))
		if s.shown {
			s.view.Focus()
		}
	} else {
		s.view.Draw()
	}
	s.drawFooter()
}

// card holds an item. A record and its question get nearly all of the width, so
// that they stand beside each other.
func card(v *ask.View, m *ask.Model) fyne.CanvasObject {
	if m.Record == nil {
		return widgets.Card(v.Object())
	}
	return widgets.NewPanel(v.Object(), theme.ColorSurface, "", theme.Space8)
}

// again makes the item's page anew.
func (s *Screen) again() {
	s.view = nil
	s.drawRoom()
}

// drawHead shows where in the exam this is, and the time left.
func (s *Screen) drawHead() {
	e := s.m.room.exam()
	where := fmt.Sprintf("Item %d of %d", e.At+1, len(e.Queue))
	if s.m.room.reviewing() {
		where = "Before you hand in"
	}
	parts := []fyne.CanvasObject{widgets.Strong(e.Title).OneLine(), widgets.Muted(where).OneLine()}
	if !s.m.room.reviewing() && e.Answers[e.At].Flagged && !large() { // the button says it too
		parts = append(parts, widgets.Chip("flagged", theme.ColorClose).WithIcon("flag-filled"))
	}
	t := e.Tally()
	s.parts.tally.SetText(fmt.Sprintf("answered %d · flagged %d", t.Answered, t.Flagged))
	parts = append(parts, widgets.Spacer())
	if s.m.room.noMap || large() { // the map says it too, out of sight where the text is large
		parts = append(parts, s.parts.tally)
	}
	parts = append(parts, widgets.NewIcon(iconClock, theme.ColorMuted), s.parts.clock)
	s.drawClock(s.m.room.sitting.Left())
	s.parts.cells.Set(s.m.room.cells(), e.At)
	s.page.SetHeader(widgets.Row(theme.Space12, parts...))
}

// drawClock shows the time left.
func (s *Screen) drawClock(left time.Duration) {
	role := theme.ColorText
	if left <= soon {
		role = theme.ColorWrong
	}
	s.parts.clock.SetRole(role)
	s.parts.clock.SetText(clockWords(left))
}

// drawFooter shows what can be done at the item.
func (s *Screen) drawFooter() {
	r := &s.m.room
	e := r.exam()
	var row []fyne.CanvasObject
	if e.Setup.Rule.Moves != quiz.MoveForward {
		back := widgets.SecondaryButton("Back", s.back).WithKey("Left")
		back.SetEnabled(e.At > 0 && e.MayGo(e.At-1) == nil)
		row = append(row, back)
	}
	word := "Next"
	if e.At == len(e.Queue)-1 {
		word = "Go to handing in"
	}
	kind := widgets.Primary
	if s.view != nil && s.view.Enters() { // the field has a button of its own
		kind = widgets.Secondary
	}
	row = append(row, widgets.NewButton(word, kind, s.next).WithKey("Enter"))
	if r.ask != nil && !r.ask.Readonly {
		flag := "Flag"
		if e.Answers[e.At].Flagged {
			flag = "Unflag"
		}
		row = append(row, widgets.SecondaryButton(flag, s.flag).WithKey("X"), widgets.SecondaryButton("Note", s.note).WithKey("N"))
		s.parts.sure.Set(int(r.ask.Certainty) - 1)
	}
	if e.Setup.Rule.Moves != quiz.MoveForward {
		row = append(row, widgets.QuietButton("Hand in", s.review).WithKey("H"))
	}
	s.page.SetFooter(widgets.Flow(theme.Space12, row...))
}

// drawReview shows what is open before the exam is handed in.
func (s *Screen) drawReview() {
	r := &s.m.room
	e := r.exam()
	t := e.Tally()
	tiles := widgets.Card(widgets.Columns(theme.Space24, 130,
		widgets.StatTile(fmt.Sprint(t.Answered), "answered", theme.ColorText), widgets.StatTile(fmt.Sprint(t.Items-t.Answered), "open", openRole(t.Items-t.Answered)),
		widgets.StatTile(fmt.Sprint(t.Flagged), "flagged", theme.ColorText), widgets.StatTile(fmt.Sprint(t.Unseen), "not seen", theme.ColorText)))
	parts := []fyne.CanvasObject{}
	for _, n := range r.notices {
		parts = append(parts, widgets.Note(iconClock, theme.ColorClose, widgets.Body(n).In(theme.ColorClose)))
	}
	parts = append(parts, tiles)
	back := e.Setup.Rule.Moves != quiz.MoveForward
	for _, l := range []struct {
		title, empty string
		places       []int
	}{{"Open items", "Every item is answered.", r.open()}, {"Flagged items", "No item is flagged.", r.flagged()}} {
		list := []fyne.CanvasObject{widgets.Heading(l.title)}
		switch {
		case len(l.places) == 0:
			list = append(list, widgets.Muted(l.empty))
		case back:
			list = append(list, widgets.Flow(theme.Space8, s.placeButtons(l.places)...))
		default:
			list = append(list, widgets.Body(numbers(l.places, shownOf(len(l.places)))))
		}
		parts = append(parts, widgets.Card(widgets.Column(theme.Space12, list...)))
	}
	s.page.SetBody(widgets.Column(theme.Space16, parts...))
	row := []fyne.CanvasObject{}
	if back {
		row = append(row, widgets.SecondaryButton("Back to the items", s.back).WithKey("Left"))
	}
	row = append(row, widgets.PrimaryButton("Hand in", s.handIn).WithKey("Enter"))
	s.page.SetFooter(widgets.Flow(theme.Space12, row...))
}

func openRole(n int) fyne.ThemeColorName {
	if n > 0 {
		return theme.ColorClose
	}
	return theme.ColorText
}

// mostButtons is how many items the page for reviewing lists of a sort; the map
// has them all. A few more than that are listed too, rather than named as left
// out.
const mostButtons = 40

// shownOf is how many of n items the page for reviewing lists.
func shownOf(n int) int {
	if n <= mostButtons+mostButtons/4 {
		return n
	}
	return mostButtons
}

func (s *Screen) placeButtons(places []int) []fyne.CanvasObject {
	var all []fyne.CanvasObject
	for i, p := range places {
		if i == shownOf(len(places)) {
			all = append(all, widgets.Muted(fmt.Sprintf("and %d more, on the map", len(places)-i)))
			break
		}
		button := widgets.SecondaryButton(fmt.Sprint(p+1), func() { s.turnTo(p) })
		button.SetEnabled(s.m.room.exam().MayGo(p) == nil)
		all = append(all, button)
	}
	return all
}

// answered saves what was just chosen or typed, before it is drawn. What cannot
// be saved stays on the screen, and why is said.
func (s *Screen) answered() {
	s.shell.ToQuestion()
	s.kept(s.m.room.keep(s.m.act))
}

// kept follows a change that was saved, or says why it was not. Where one may
// go back to any item, undo can take it back, but for what is typed letter by
// letter.
func (s *Screen) kept(done actions.Done, err error) {
	if err != nil {
		s.failed(err)
		return
	}
	if s.m.room.exam().Setup.Rule.Moves == quiz.MoveFree && s.view != nil && !s.view.Typing() {
		s.shell.Did(done)
	}
	s.drawHead()
	s.drawFooter()
}

// failed says why something was not saved; once the time is over the exam is
// handed in.
func (s *Screen) failed(err error) {
	if errors.Is(err, actions.ErrTimeOver) {
		s.over()
		return
	}
	s.shell.Fail(err)
}

// Tick is a second of the exam, on whatever screen: the time left is kept, the
// warnings are said, and when the time is over the exam is handed in.
func (s *Screen) Tick() {
	if s.m.room.sitting == nil {
		return
	}
	b, err := s.m.room.tick(s.m.act)
	if err != nil {
		if s.said != err.Error() { // every second would be too often
			s.shell.Fail(err)
		}
		s.said = err.Error()
		return
	}
	s.said = ""
	if b.Over {
		s.over()
		return
	}
	if s.shown && s.parts.clock != nil {
		s.drawClock(b.Left)
	}
	if b.Warn > 0 {
		s.shell.Say(fmt.Sprintf("%s are left in the exam.", span(b.Warn)))
	}
	if b.Notice != nil {
		if s.shown && s.m.phase == sitting {
			s.again()
		} else {
			s.shell.Say(b.Notice.String())
		}
	}
}

// over hands the exam in because its time is over.
func (s *Screen) over() {
	s.hand()
	if s.m.room.sitting == nil {
		s.shell.Say("The time is over. The exam was handed in as it stood.")
	}
}

// hand hands the exam in and shows how it went.
func (s *Screen) hand() {
	id := s.m.room.exam().ID
	done, err := s.m.handIn()
	if err != nil && s.m.room.sitting != nil {
		if s.said != err.Error() {
			s.shell.Fail(err)
		}
		s.said = err.Error()
		return
	}
	s.said = ""
	s.shell.Say("")
	s.shell.Forget(id)
	s.shell.Window.SetFullScreen(false)
	s.view, s.parts = nil, parts{}
	s.shell.Go(Name, nil)
	if err != nil {
		s.shell.Fail(err)
	} else if done.Say != "" {
		s.shell.Say(done.Say)
	}
}
