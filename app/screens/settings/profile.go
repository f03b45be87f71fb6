package settings

import (
	"context"
	"errors"
	"fmt"

	"fyne.io/fyne/v2"

	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

// backupsShown is how many backups are listed before the learner asks for all.
const backupsShown = 4

func (s *Screen) buildBackups() *section {
	s.backups = widgets.Column(theme.Space8)
	now := widgets.SecondaryButton("Back up now", s.backUp).WithKey("B")
	return newSection("Backups", "Made by themselves while you study, before each import and before each update.",
		widgets.Row(theme.Space12, now), s.backups)
}

// drawBackups lists the newest ones, or all.
func (s *Screen) drawBackups() {
	all := s.model.files.backups
	shown := all
	if !s.allBackups {
		shown = all[:min(len(all), backupsShown)]
	}
	s.backups.Objects = nil
	for _, b := range shown {
		s.backups.Add(beside(widgets.Column(0, widgets.Body(b.When), widgets.Caption(widgets.Sentence(b.Why, size(b.Size)))),
			outdent(widgets.QuietButton("Restore…", func() { s.restore(b) }))))
	}
	switch {
	case len(all) == 0:
		s.backups.Add(widgets.Muted("There is none yet. The first is made while you study, or now if you like."))
	case len(shown) < len(all):
		s.backups.Add(widgets.Row(0, outdent(widgets.QuietButton(fmt.Sprintf("Show all %d", len(all)), func() {
			s.allBackups = true
			s.drawBackups()
			s.page.Refresh()
		}))))
	}
	s.backups.Refresh()
}

// backUp makes a backup beside the window.
func (s *Screen) backUp() {
	s.shell.Run("Backing up", s.model.act.BackupNow(), func(err error) {
		if s.report(err) {
			s.shell.Say("The backup is made and checked.")
		}
		s.loadFiles()
		s.draw()
		s.page.Refresh()
	})
}

// restore says how: the file cannot be exchanged while it is open here.
func (s *Screen) restore(b backup) {
	command := restoreCommand(s.model.files.file.Path, b.Path)
	s.shell.Ask("Go back to this backup?",
		"Everything since "+b.When+" would be taken back. What is there now is kept as a backup of its own.\n\n"+
			"The file cannot be exchanged while it is open. Close Chartroom, then run this in a terminal:\n\n"+command,
		"Copy the command", func() {
			fyne.CurrentApp().Clipboard().SetContent(command)
			s.shell.Say("The command is copied. Close Chartroom and paste it into a terminal.")
		})
}

func (s *Screen) buildFile() *section {
	path := widgets.Selectable("")
	path.Wrapping = fyne.TextWrapBreak
	s.path, s.fileNote = path, newNote()
	copyPath := widgets.QuietButton("Copy path", func() {
		fyne.CurrentApp().Clipboard().SetContent(s.model.files.file.Folder)
		s.shell.Say("The folder's path is copied.")
	})
	check := widgets.SecondaryButton("Check the file now", s.check).WithKey("C")
	return newSection("Your file", "One file holds all that you did. It stays on this computer.",
		widgets.Column(theme.Space4, widgets.Row(theme.Space12, widgets.Grow(widgets.Body("Folder")), outdent(copyPath)),
			widgets.Pad(0, 0, 0, -theme.Space8, path), s.fileNote.object),
		widgets.Column(theme.Space8, widgets.Muted("Checking reads the whole file and looks for damage. You can go on studying meanwhile."), widgets.Row(0, check)),
		widgets.Column(theme.Space4, widgets.Body("Erase everything"),
			widgets.Caption("Close Chartroom and delete this folder: the file and its backups are in it, and nothing of yours is kept elsewhere.")))
}

func (s *Screen) drawFile() {
	f := s.model.files.file
	s.path.SetText(f.Folder)
	s.fileNote.set(widgets.Sentence(quiz.Count(f.Events, "event")+" in the log", size(f.Size)), false)
}

// check reads the whole file beside the window.
func (s *Screen) check() {
	s.shell.Run("Checking the file", s.model.act.Check(), func(err error) {
		if s.report(err) {
			s.shell.Say("The file is sound.")
		}
	})
}

// report shows why a job failed, and reports whether it did not. A cancelled
// one has been spoken of.
func (s *Screen) report(err error) bool {
	if err != nil && !errors.Is(err, context.Canceled) {
		s.shell.Fail(err)
	}
	return err == nil
}

func (s *Screen) loadFiles() {
	if err := s.model.loadFiles(); err != nil {
		s.shell.Fail(err)
	}
}

func (s *Screen) buildAbout() *section {
	name := "Chartroom, development build"
	if v := fyne.CurrentApp().Metadata().Version; v != "" {
		name = "Chartroom, version " + v
	}
	return newSection("About", "Chartroom works without a network and sends nothing anywhere.",
		widgets.Column(theme.Space4, widgets.Strong(name),
			widgets.Muted("The program is free under the MIT licence; its questions, cards and texts under CC BY 4.0.")),
		widgets.Muted("AHIMA, RHIT, RHIA, CCA, CCS, CCS-P, CHDA, CHPS and CDIP are marks of the American Health Information Management Association; AAPC and CPC are marks of AAPC. Chartroom is not affiliated with or endorsed by either."),
		widgets.Muted("Built with Fyne and google/uuid (BSD 3-clause), go-sqlite3 (MIT), SQLite (public domain) and Noto Sans (SIL Open Font Licence 1.1)."))
}
