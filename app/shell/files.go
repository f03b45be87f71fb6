package shell

import (
	"errors"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"chartroom/app/widgets"
)

// Folder is where a file is proposed to be: where the last one was, or home.
// It is empty where the system has no home.
func (s *Shell) Folder() string {
	if s.folder != "" {
		return s.folder
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	return home
}

// Visit remembers the folder of a file that was read or written.
func (s *Shell) Visit(path string) { s.folder = filepath.Dir(path) }

// ChooseFile asks for a file to read; then gets its path.
func (s *Shell) ChooseFile(then func(path string)) {
	d := dialog.NewFileOpen(func(f fyne.URIReadCloser, err error) {
		switch {
		case err != nil:
			s.Fail(err)
		case f != nil:
			f.Close()
			then(f.URI().Path())
		}
	}, s.Window)
	s.openDialog(d, s.Folder())
}

// ChooseFolder asks for a folder, beginning in from; then gets its path.
func (s *Shell) ChooseFolder(from string, then func(folder string)) {
	d := dialog.NewFolderOpen(func(dir fyne.ListableURI, err error) {
		switch {
		case err != nil:
			s.Fail(err)
		case dir != nil:
			then(dir.Path())
		}
	}, s.Window)
	s.openDialog(d, from)
}

// openDialog shows a file dialog, which has the keys until it is closed.
func (s *Shell) openDialog(d *dialog.FileDialog, from string) {
	s.closeOverlay()
	if dir, err := storage.ListerForURI(storage.NewFileURI(from)); err == nil {
		d.SetLocation(dir)
	}
	d.SetOnClosed(func() {
		if s.overlay == d {
			s.overlay = nil
			s.focus()
		}
	})
	s.overlay = d
	d.Show()
}

// SaveAs asks what a file is to be called, proposing a name, which may be a
// whole path, and then calls save with the path that was chosen. what is what
// it holds: "the log". A file that is there already is replaced only after a
// question; nothing touches it before save does.
func (s *Shell) SaveAs(name, what string, save func(path string)) {
	if !filepath.IsAbs(name) {
		name = filepath.Join(s.Folder(), name)
	}
	var entry *widgets.Entry
	choose := widgets.SecondaryButton("Choose a folder", func() {
		folder, file := filepath.Split(strings.TrimSpace(entry.Text))
		s.ChooseFolder(folder, func(chosen string) { s.SaveAs(filepath.Join(chosen, file), what, save) })
	}).WithIcon("folder")
	entry = s.askLine(line{title: "Save " + what + " as", text: name, hint: "The folder and the name of the file.", action: "Save",
		check: pathProblem, more: choose, then: func(path string) {
			path = strings.TrimSpace(path)
			s.UnlessThere(path, func() { s.Visit(path); save(path) })
		}})
}

// pathProblem is why a file cannot be called so.
func pathProblem(path string) error {
	path = strings.TrimSpace(path)
	switch {
	case path == "" || os.IsPathSeparator(path[len(path)-1]):
		return errors.New("Say what the file is to be called")
	case !filepath.IsAbs(path):
		return errors.New("Choose a folder, or write the whole path")
	}
	if at, err := os.Stat(path); err == nil && at.IsDir() {
		return errors.New("This is a folder. Say what the file in it is to be called")
	}
	if at, err := os.Stat(filepath.Dir(path)); err != nil || !at.IsDir() {
		return errors.New("There is no folder " + filepath.Dir(path) + ". Choose one that is there")
	}
	return nil
}

// UnlessThere does something that writes a file; if there is one already, only
// after a question.
func (s *Shell) UnlessThere(path string, do func()) {
	if _, err := os.Lstat(path); err != nil {
		do()
		return
	}
	s.Ask("Replace "+filepath.Base(path)+"?", "There is a file of this name in "+filepath.Dir(path)+" already.", "Replace it", do)
}
