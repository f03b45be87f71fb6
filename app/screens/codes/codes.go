// Package codes is the screen of code books: installing the official files,
// searching codes and words, reading an entry with all its notes, the indexes,
// and building a PCS code. The same reading stands beside a question as a Pane.
// It changes nothing itself: every change is a verb of app/actions.
package codes

import (
	"chartroom/app/shell"
	"chartroom/app/theme"
)

// Name is the screen's name in the rail.
const Name = "Codes"

// Screen is the code books in the window.
type Screen struct {
	shell *shell.Shell
}

// New makes the screen.
func New(s *shell.Shell) *Screen { return &Screen{shell: s} }

// Name is the word in the rail.
func (s *Screen) Name() string { return Name }

// Icon is the picture in the rail.
func (s *Screen) Icon() theme.IconName { return theme.IconCodes }
