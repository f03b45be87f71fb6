package library

import (
	"fyne.io/fyne/v2"

	"chartroom/app/shell"
)

// command is something that is done by a key together with Ctrl: while one
// types, letters are letters.
type command struct {
	key  fyne.KeyName
	does string
	do   func()
}

// commands are those of the page on show.
func (s *Screen) commands() []command {
	switch {
	case s.model.page == editing && s.editor != nil:
		return s.editingCommands()
	case s.model.page == replacing && s.swap != nil:
		return []command{{fyne.KeyReturn, "replace them", s.replaceNow}}
	case s.model.page == listing && !s.model.overview():
		return []command{{fyne.KeyF, "search", s.focusSearch}, {fyne.KeyA, "choose all that are listed", s.pickAll},
			{fyne.KeyU, "move up in its bank", func() { s.moveInBank(-1) }}, {fyne.KeyJ, "move down in its bank", func() { s.moveInBank(1) }}}
	}
	return []command{{fyne.KeyF, "", s.focusSearch}}
}

func (s *Screen) editingCommands() []command {
	v := s.editor
	all := []command{
		{fyne.KeyS, "save", s.saveDraft},
		{fyne.KeyReturn, "save, and begin the next of this kind", s.saveAndNext},
		{fyne.KeyP, "save and practise it", s.saveAndPractise},
		{fyne.KeyN, "add another option, answer or piece", v.growHere},
		{fyne.KeyD, "take out the one with the cursor", v.dropHere},
		{fyne.KeyU, "move it up", func() { v.shiftHere(-1) }},
		{fyne.KeyJ, "move it down", func() { v.shiftHere(1) }},
		{fyne.KeyR, "it is right, or not", v.markHere},
		{fyne.KeyG, "make a gap of the selected words", v.makeGap},
		{fyne.KeyI, "put in a picture", s.choosePicture},
		{fyne.KeyT, "add a tag", func() { v.tag.Focus() }},
		{fyne.KeyE, "preview: as asked, or with the answers", v.flipPreview},
		{fyne.KeyL, "accept what the check found first", v.acceptFirst},
		{fyne.KeyB, "the keys of the editor", s.editorKeys},
	}
	if v.draft.fresh {
		all = append(all, command{fyne.KeyO, "the next kind of question", v.nextKind})
	} else {
		all = append(all, command{fyne.KeyH, "earlier versions", s.showVersions})
	}
	return all
}

// editingKeys are the same as ? lists them, and the keys that work once Esc
// has taken the cursor out of the text.
func (s *Screen) editingKeys() []shell.Key {
	var keys []shell.Key
	for _, c := range s.editingCommands() {
		name := "Ctrl " + string(c.key)
		if c.key == fyne.KeyReturn {
			name = "Ctrl Enter"
		}
		keys = append(keys, shell.Key{Name: fyne.KeyName(name), Does: c.does, Do: c.do})
	}
	return append(keys, shell.Key{Name: fyne.KeyReturn, Does: "on to the next text; outside of texts, save", Do: s.saveDraft}, shell.Key{Name: fyne.KeyEscape, Does: "leave", Do: s.dropDraft})
}

// editorKeys lists the keys without leaving the text first.
func (s *Screen) editorKeys() {
	c := s.shell.Window.Canvas()
	c.Unfocus()
	if typed := c.OnTypedRune(); typed != nil {
		typed('?')
	}
}

// flipPreview shows the question as it is asked or with its answers; where
// there is no room beside the form, it first shows the preview.
func (v *editView) flipPreview() {
	if !v.panes.both() {
		switch {
		case !v.panes.second:
			v.panes.flip()
			v.answers = false
		case !v.answers:
			v.answers = true
		default:
			v.panes.flip()
			v.answers = false
		}
		v.look()
		return
	}
	v.answers = !v.answers
	v.look()
}

// acceptFirst accepts the first thing that the rules say.
func (v *editView) acceptFirst() {
	if i := v.firstOpen(); i >= 0 {
		v.accept(&v.findings[i])
	}
}
