package codes

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"chartroom/app/shell"
	"chartroom/quiz/codebook"
)

// Pane is the code books in one column of about 420 units, to stand beside a
// question.
type Pane struct {
	// OnLookUp, if not nil, hears of every code and index line that is opened,
	// and in which part: "tabular", "index" or "tables".
	OnLookUp func(set codebook.Set, code, part string)

	shell  *shell.Shell
	object *fyne.Container
}

// NewPane makes the pane.
func NewPane(s *shell.Shell) *Pane { return &Pane{shell: s, object: container.NewStack()} }

// Object is what to show.
func (p *Pane) Object() fyne.CanvasObject { return p.object }

// Focus puts the cursor into the search.
func (p *Pane) Focus() {}

// Only limits the pane to these books, those of the exam's year; none lifts
// the limit.
func (p *Pane) Only(books ...codebook.Book) {}

// Keys are the keys of the pane, for when it has the keyboard.
func (p *Pane) Keys() []shell.Key { return nil }
