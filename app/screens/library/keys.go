package library

import (
	"fyne.io/fyne/v2"

	"chartroom/app/shell"
)

// Keys are those of the page on show.
func (s *Screen) Keys() []shell.Key {
	switch s.model.page {
	case reading:
		return s.readingKeys()
	case editing:
		return s.editingKeys()
	case replacing:
		return s.replacingKeys()
	case comparing:
		return s.comparingKeys()
	case pairing:
		return s.pairingKeys()
	case previewing:
		return s.previewKeys()
	case exporting:
		return []shell.Key{
			{Name: fyne.KeyReturn, Does: "write the file", Do: s.exportNow},
			{Name: fyne.KeyEscape, Does: "cancel", Do: s.cancelExport},
		}
	}
	return s.listKeys()
}

func (s *Screen) listKeys() []shell.Key {
	keys := []shell.Key{
		{Rune: '/', Does: "search", Do: s.focusSearch},
		{Name: fyne.KeyDown, Does: "next", Do: func() { s.move(1) }},
		{Name: fyne.KeyUp, Does: "the one before", Do: func() { s.move(-1) }},
		{Name: fyne.KeyPageDown, Do: func() { s.move(pageStep) }},
		{Name: fyne.KeyPageUp, Do: func() { s.move(-pageStep) }},
		{Name: fyne.KeyHome, Do: func() { s.move(-1 << 30) }},
		{Name: fyne.KeyEnd, Do: func() { s.move(1 << 30) }},
		{Name: fyne.KeyReturn, Does: "open", Do: s.openChosen},
		{Rune: 'p', Does: "practise these", Do: s.practise},
		{Rune: 'i', Does: "import a file", Do: s.chooseFile},
		{Rune: 'b', Does: "choose a bank", Do: func() { s.menu(byBank) }},
		{Rune: 'd', Does: "choose a domain", Do: func() { s.menu(byDomain) }},
		{Rune: 'k', Does: "choose a kind", Do: func() { s.menu(byKind) }},
		{Rune: 'l', Does: "choose a level", Do: func() { s.menu(byLevel) }},
		{Rune: 's', Does: "choose a state", Do: s.nextState},
		{Rune: 'x', Does: "clear search and filters", Do: s.clear},
		{Name: fyne.KeyEscape, Do: s.letGo},
		{Rune: 'n', Does: "new bank", Do: s.newBank},
		{Rune: 'a', Does: "add a question", Do: s.addQuestion},
		{Rune: 'r', Does: "find and replace", Do: s.findAndReplace},
		{Rune: 'c', Does: "questions that say nearly the same", Do: s.findNear},
		{Rune: 'q', Does: "how each question did, by a test's results or your own answers", Do: s.analyse},
	}
	if !s.model.overview() {
		keys = append(keys, s.pickingKeys()...)
	}
	if s.model.overview() {
		keys = append(keys, shell.Key{Rune: 'e', Does: "export the bank", Do: s.exportChosen},
			shell.Key{Name: fyne.KeyDelete, Does: "remove the bank", Do: s.removeChosen})
	}
	return keys
}

// analyse shows how each question did: of the chosen bank, by the learner's own
// answers; else there is a choice.
func (s *Screen) analyse() {
	if b := s.chosenBank(); b != nil && b.Answered > 0 {
		s.shell.Go("Item analysis", b.ID)
		return
	}
	s.shell.Go("Item analysis", nil)
}

// pageStep is how many rows PageUp and PageDown move.
const pageStep = 8

func (s *Screen) readingKeys() []shell.Key {
	return []shell.Key{
		{Name: fyne.KeyLeft, Does: "question before", Do: func() { s.step(-1) }},
		{Name: fyne.KeyRight, Does: "next question", Do: func() { s.step(1) }},
		{Name: fyne.KeyUp, Do: func() { s.reading.ScrollBy(-60) }},
		{Name: fyne.KeyDown, Do: func() { s.reading.ScrollBy(60) }},
		{Name: fyne.KeyPageUp, Do: func() { s.reading.ScrollBy(-400) }},
		{Name: fyne.KeyPageDown, Does: "scroll", Do: func() { s.reading.ScrollBy(400) }},
		{Rune: 'f', Does: "flag", Do: s.flag},
		{Rune: 's', Does: "suspend", Do: s.suspend},
		{Rune: 'b', Does: "bury until tomorrow", Do: s.bury},
		{Rune: 'd', Does: "set the day it comes back", Do: s.setDue},
		{Rune: 'x', Does: "make it new again", Do: s.reset},
		{Rune: 'n', Does: "note", Do: s.note},
		{Rune: 'r', Does: "report a problem", Do: s.report},
		{Rune: 'e', Does: "edit", Do: s.edit},
		{Rune: 'p', Does: "practise this question", Do: s.practiseThis},
		{Rune: 'h', Does: "earlier versions", Do: s.showVersions},
		{Rune: 'a', Does: "add a question", Do: s.addQuestion},
		{Rune: 'y', Does: "copy it", Do: s.duplicate},
		{Rune: 'm', Does: "move it to another bank", Do: s.moveToBank},
		{Rune: 't', Does: "add or remove tags", Do: s.retag},
		{Name: fyne.KeyDelete, Does: "remove it", Do: s.removeQuestions},
		{Name: fyne.KeyEscape, Does: "back to the list", Do: s.back},
	}
}

func (s *Screen) previewKeys() []shell.Key {
	if s.model.incoming.Err != nil {
		return []shell.Key{
			{Rune: 'i', Does: "choose another file", Do: s.chooseFile},
			{Rune: 'r', Does: "save the report", Do: s.saveReport},
			{Rune: 'f', Does: "read it as another format", Do: s.askFormat},
			{Name: fyne.KeyReturn, Do: s.chooseFile},
			{Name: fyne.KeyEscape, Does: "back to the library", Do: s.cancelImport},
		}
	}
	keys := []shell.Key{
		{Name: fyne.KeyReturn, Does: "import", Do: s.importNow},
		{Rune: 'r', Does: "save the report", Do: s.saveReport},
		{Rune: 'f', Does: "read it as another format", Do: s.askFormat},
		{Rune: 't', Does: "repairs on or off", Do: func() { s.setRepairs(!s.model.incoming.Repairs) }},
		{Name: fyne.KeyEscape, Does: "cancel", Do: s.cancelImport},
	}
	if in := s.model.incoming; in.tellsHistory() {
		keys = append(keys, shell.Key{Rune: 'h', Does: "reviews and due dates, or new cards", Do: func() { s.setHistory(!in.History) }})
	}
	return keys
}
