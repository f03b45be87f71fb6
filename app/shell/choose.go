package shell

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"chartroom/app/actions"
	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
	"chartroom/quiz/codebook"
)

// Choose shows a list over the screen under a heading and a sentence; the arrows
// choose, Enter opens, Esc closes.
func (s *Shell) Choose(title, text string, all []Found) {
	rows := make([]*widgets.ListRow, len(all))
	list := widgets.Column(theme.Space4)
	scroll := container.NewVScroll(list)
	at := 0
	open := func(i int) { s.closeOverlay(); all[i].Open() }
	for i, found := range all {
		rows[i] = widgets.NewListRow(0, 2)
		rows[i].Set(widgets.RowItem{Icon: found.Icon, Title: found.Title, Detail: found.Detail})
		list.Objects = append(list.Objects, widgets.Pressable(rows[i], func() { open(i) }))
	}
	move := func(by int) {
		rows[at].SetSelected(false)
		at = (at + by + len(all)) % len(all)
		rows[at].SetSelected(true)
		scroll.Offset.Y = max(0, min(list.Objects[at].Position().Y-scroll.Size().Height/2, list.MinSize().Height-scroll.Size().Height))
		scroll.Refresh()
	}
	s.open(widgets.Fixed(theme.Scaled(660), theme.Scaled(460), widgets.PadAll(theme.Space16, widgets.Column(theme.Space12,
		widgets.Heading(title), widgets.Body(text), widgets.Grow(scroll),
		widgets.Row(theme.Space12, widgets.PrimaryButton("Open", func() { open(at) }).WithKey("Enter"), widgets.SecondaryButton("Close", s.closeOverlay).WithKey("Esc"))))),
		func(k fyne.KeyName) {
			switch k {
			case fyne.KeyDown:
				move(1)
			case fyne.KeyUp:
				move(-1)
			case fyne.KeyReturn:
				open(at)
			}
		})
	move(0)
}

// changedShown is how many questions of changed codes are listed.
const changedShown = 60

// TellChangedCodes looks beside the window for questions whose codes these books
// changed, and lists them to be put right in the library.
func (s *Shell) TellChangedCodes(books []codebook.Book) {
	var found []actions.ChangedQuestion
	s.Quietly(func(ctx context.Context, _ func(done, total int)) error {
		for _, b := range books {
			more, err := s.act.QuestionsOfChangedCodes(ctx, b)
			if err != nil {
				return err
			}
			found = append(found, more...)
		}
		return nil
	}, func(err error) {
		s.Concern(err)
		if err == nil && len(found) > 0 && s.overlay == nil {
			s.showChanged(found, books)
		}
	})
}

func (s *Shell) showChanged(found []actions.ChangedQuestion, books []codebook.Book) {
	var list []Found
	for _, f := range found[:min(len(found), changedShown)] {
		var codes []string
		for _, c := range f.Codes {
			word := fmt.Sprintf("%s: %s", c.Code, c.Kind)
			if c.Key {
				word += ", and it is the answer"
			}
			codes = append(codes, word)
		}
		list = append(list, Found{Icon: theme.IconWarning, Title: strings.Join(strings.Fields(widgets.PlainText(f.Question.Stem, f.Question.Markup)), " "), Detail: strings.Join(codes, "; "),
			Open: func() { s.Go("Library", f.Question.ID) }})
	}
	var titles []string
	for _, b := range books {
		titles = append(titles, b.Title())
	}
	text := fmt.Sprintf("%s changed codes that these questions name. Those that ask for such a code need another answer, or the year that they are of.", strings.Join(titles, " and "))
	if more := len(found) - len(list); more > 0 {
		text += fmt.Sprintf(" %s more are listed by `chartroom codes changed`.", quiz.Thousands(more))
	}
	s.Choose(quiz.Count(len(found), "question")+" with changed codes", text, list)
}
