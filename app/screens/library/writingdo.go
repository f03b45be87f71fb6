package library

import (
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"chartroom/app/actions"
	"chartroom/quiz"
)

// edit opens the editor on the question on the page.
func (s *Screen) edit() {
	s.editor = nil
	s.turn(s.model.edit())
	s.begin()
}

// begin puts the cursor where writing begins.
func (s *Screen) begin() {
	if s.model.page == editing && s.editor != nil {
		s.editor.first.Focus()
	}
}

// Focus puts the cursor back where one writes, once what lay over it has gone.
func (s *Screen) Focus() {
	switch {
	case s.model.page == editing && s.editor != nil:
		f := s.editor.last
		if f == nil || !slices.Contains(s.editor.fields, f) {
			f = s.editor.first
		}
		f.Focus()
	case s.model.page == replacing && s.swap != nil:
		s.swap.find.Focus()
	}
}

// newBank asks for a name, and goes on to the bank's first question.
func (s *Screen) newBank() {
	s.shell.AskLine("New bank", "What is it called? Its first question comes next.", "Make it", func(name string) error {
		name = oneLine(name)
		if name == "" {
			return errors.New("Give it a name, such as HIM 1110 unit 4")
		}
		s.shell.Next(func() { s.makeBank(name) })
		return nil
	})
}

func (s *Screen) makeBank(name string) {
	var id quiz.BankID
	ok := s.shell.Do(func() (done actions.Done, err error) {
		id, done, err = s.model.act.NewBank(ctx(), name)
		return done, err
	})
	if ok {
		s.write(id)
	}
}

// write begins a new question of a bank.
func (s *Screen) write(bank quiz.BankID) {
	s.editor = nil
	var record *quiz.Question
	if d := s.model.detail; s.model.page == reading && d != nil && d.Question.Bank == bank {
		record = &d.Question
	}
	err := s.model.openBank(bank)
	if err == nil {
		s.model.detail = nil
		s.model.compose(bank, nil)
		s.model.draft.about(record)
	}
	s.turn(err)
	s.begin()
}

// addQuestion begins a new question: of the bank on show, or of one that is
// chosen.
func (s *Screen) addQuestion() {
	if id := s.model.home(); id != "" {
		s.write(id)
		return
	}
	if len(s.model.own()) == 0 {
		s.newBank()
		return
	}
	s.chooseBank("", s.write)
}

// chooseBank offers the banks that questions can be written into, but one, and
// a new one.
func (s *Screen) chooseBank(but quiz.BankID, then func(quiz.BankID)) {
	var items []*fyne.MenuItem
	for _, b := range s.model.own() {
		if b.ID != but {
			items = append(items, fyne.NewMenuItem(b.Name, func() { then(b.ID) }))
		}
	}
	items = append(items, fyne.NewMenuItem("A new bank …", func() {
		s.shell.AskLine("New bank", "What is it called?", "Make it", func(name string) error {
			if name = oneLine(name); name == "" {
				return errors.New("Give it a name")
			}
			s.shell.Next(func() {
				id, done, err := s.model.act.NewBank(ctx(), name)
				if err != nil {
					s.shell.Fail(err)
					return
				}
				s.shell.Did(done)
				then(id)
			})
			return nil
		})
	}))
	c := s.shell.Window.Canvas()
	c.Unfocus()
	menu := widget.NewPopUpMenu(fyne.NewMenu("", items...), c)
	size := c.Size()
	menu.ShowAtPosition(fyne.NewPos(max(0, (size.Width-menu.MinSize().Width)/2), size.Height*.3))
	c.Focus(menu)
}

// saveDraft saves what was edited; a question that cannot be asked stays in
// the editor, with the reason.
func (s *Screen) saveDraft() { s.saved() }

// saved saves the draft and reports whether it is on disk.
func (s *Screen) saved() bool {
	if s.model.page != editing || s.model.draft == nil {
		return false
	}
	done, err := s.model.save()
	var p problem
	if errors.As(err, &p) {
		s.shell.Say(string(p))
		return false
	}
	if err != nil && s.model.draft != nil {
		s.shell.Fail(err)
		return false
	}
	s.editor = nil
	s.shell.Window.Canvas().Unfocus()
	s.shell.Did(done)
	if err != nil { // it is saved, and cannot be shown
		s.shell.Fail(err)
	}
	s.draw()
	return true
}

// saveAndNext saves, and begins the next question of the same kind.
func (s *Screen) saveAndNext() {
	if s.model.page != editing {
		return
	}
	bank := s.model.draft.before.Bank
	if !s.saved() {
		return
	}
	if s.model.builtin(bank) {
		s.shell.Say("Saved. New questions go into a bank of your own.")
		return
	}
	like := s.model.detail.Question
	s.model.detail = nil
	s.model.compose(bank, &like)
	s.editor = nil
	s.draw()
	s.begin()
}

// saveAndPractise saves, and asks the question at once.
func (s *Screen) saveAndPractise() {
	if s.saved() {
		s.practiseThis()
	}
}

// practiseThis asks the question on the page at once.
func (s *Screen) practiseThis() {
	q := &s.model.detail.Question
	switch {
	case q.Kind.Card():
		s.shell.Say("Flashcards come up in Review, new ones with the day's new cards.")
		return
	case !q.Kind.Asked():
		s.shell.Say("This is kept as text; there is nothing to answer.")
		return
	}
	title := "Practice: " + shorten(plain(q.Stem, q.Markup), 40)
	session, done, err := s.model.act.StartSessionOf(ctx(), quiz.ModeStudy, title, []quiz.QuestionID{q.ID})
	if err != nil {
		s.shell.Fail(err)
		return
	}
	s.shell.Did(done)
	s.shell.Go("Practice", session)
}

// dropDraft leaves the editor, and asks before what was typed is lost.
func (s *Screen) dropDraft() {
	drop := func() {
		s.editor = nil
		s.turn(s.model.drop())
	}
	if !s.model.draft.changed() {
		drop()
		return
	}
	s.shell.Ask("Leave without saving?", "What you changed in this question is lost.", "Leave", drop)
}

// tagWords reads what is typed to change tags: words with a minus before are
// to go.
func tagWords(text string) (add, remove []string) {
	for _, word := range strings.Split(text, ",") {
		word = oneLine(word)
		if rest, gone := strings.CutPrefix(word, "-"); gone && oneLine(rest) != "" {
			remove = append(remove, oneLine(rest))
		} else if word != "" && word != "-" {
			add = append(add, word)
		}
	}
	return add, remove
}
