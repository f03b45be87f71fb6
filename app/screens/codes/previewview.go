package codes

import (
	"path/filepath"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"chartroom/app/actions"
	"chartroom/app/shell"
	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

// chooseFile asks for a file to install.
func (s *Screen) chooseFile() { s.shell.ChooseFile(s.readFiles) }

// chooseFolder asks for a folder of files to install.
func (s *Screen) chooseFolder() { s.shell.ChooseFolder(s.shell.Folder(), s.readFiles) }

// readFiles recognises what a file or folder holds, beside the window, and
// shows it. Nothing is installed.
func (s *Screen) readFiles(path string) {
	s.shell.Visit(path)
	in, look := s.pane.model.look(path)
	s.shell.Run("Look into "+filepath.Base(path), look, func(err error) {
		if s.shell.Busy() || isCancelled(err) {
			return
		}
		in.err = err
		s.incoming = in
		s.turn(previewing)
	})
}

// installNow installs what was recognised, all of a part or nothing of it.
func (s *Screen) installNow() {
	in := s.incoming
	if in == nil || in.err != nil {
		return
	}
	if why := in.obstacle(); why != "" {
		s.shell.Say(why)
		return
	}
	s.shell.Run("Install "+in.name(), in.going.Run, func(err error) {
		if err != nil {
			if !isCancelled(err) {
				s.shell.Fail(err)
				s.draw()
			}
			return
		}
		s.incoming, s.page = nil, shelving
		if books := in.going.Books(); len(books) > 0 {
			s.pane.report(s.pane.model.load())
			s.pane.report(s.pane.model.choose(books[0]))
		}
		s.shell.Did(in.going.Done())
		s.draw()
		s.shell.TellChangedCodes(in.going.Books())
	})
}

// cancelInstall forgets the files.
func (s *Screen) cancelInstall() {
	s.incoming = nil
	s.turn(shelving)
}

// installKeys bring files in, from any page.
func (s *Screen) installKeys() []shell.Key {
	return []shell.Key{
		{Rune: 'i', Does: "install a file", Do: s.chooseFile},
		{Rune: 'f', Does: "install a folder", Do: s.chooseFolder},
	}
}

func (s *Screen) previewKeys() []shell.Key {
	return append([]shell.Key{
		{Name: fyne.KeyReturn, Does: "install", Do: s.installNow},
		{Name: fyne.KeyEscape, Does: "cancel", Do: s.cancelInstall},
	}, s.installKeys()...)
}

// previewPage says what the files hold, before anything is installed.
func (s *Screen) previewPage() fyne.CanvasObject {
	in := s.incoming
	if in.err != nil || len(in.going.Parts) == 0 {
		return s.unrecognised(in)
	}
	install := widgets.PrimaryButton("Install "+quiz.Count(in.taken(), "part"), s.installNow).WithKey("Enter")
	why := in.obstacle()
	install.SetEnabled(why == "")
	foot := widgets.Column(theme.Space8)
	if why != "" {
		foot.Add(widgets.Body(why).In(theme.ColorWrong))
	}
	foot.Add(widgets.Flow(theme.Space12, install, widgets.SecondaryButton("Cancel", s.cancelInstall).WithKey("Esc")))
	var cards []fyne.CanvasObject
	for _, parts := range in.byBook() {
		cards = append(cards, s.incomingCard(parts))
	}
	cards = append(cards, leftCard(in)...)
	head := widgets.Column(theme.Space4, widgets.Heading("Install “"+in.name()+"”"), widgets.Muted("This is what was recognised. Nothing is on the shelf yet."))
	return widgets.Page(head, widgets.Column(theme.Space16, cards...), foot)
}

// unrecognised says that nothing of the files can be installed, and why.
func (s *Screen) unrecognised(in *incoming) fyne.CanvasObject {
	why := "It holds no file of a code book that is known here."
	if in.err != nil {
		why = quiz.Capital(in.err.Error()) + "."
	}
	parts := []fyne.CanvasObject{widgets.EmptyState(theme.IconWarning, "“"+in.name()+"” was not installed", why,
		widgets.FlowCentred(theme.Space12, widgets.PrimaryButton("Choose another file", s.chooseFile).WithKey("I"), widgets.SecondaryButton("Back", s.cancelInstall).WithKey("Esc")))}
	return widgets.Page(nil, widgets.Column(theme.Space16, append(parts, leftCard(in)...)...), nil)
}

// incomingCard is one book with the parts that would be installed.
func (s *Screen) incomingCard(parts []*actions.BookPart) fyne.CanvasObject {
	b := parts[0].Book
	title := b.Set.Name()
	if b.Year > 0 {
		title = b.Title()
	}
	rows := widgets.Column(theme.Space8, widgets.Heading(title))
	if asked := unsaid(parts); asked != nil {
		rows.Add(widgets.FormRow("Year", "No file says of which year these are: ICD-10 by its fiscal year, HCPCS by the calendar year.", s.yearStepper(asked)))
	}
	for _, p := range parts {
		tail := []string{quiz.Thousands(p.Records) + " " + plural(p.Records)}
		if p.Valid > 0 {
			tail[0] += ", " + quiz.Count(p.Valid, "valid code")
		}
		if p.Failed != nil {
			tail[0] = sizeWords(p.Size)
		}
		if p.Replaces {
			tail = append(tail, "takes the place of the one on the shelf")
		}
		detail := widgets.Sentence(append(tail, partDetail(p), strings.TrimPrefix(p.File, s.incoming.name()+"/"))...)
		row := widgets.CheckRow(quiz.Capital(partName(p.Kind)), detail, !p.Skip, func(on bool) {
			p.Skip = !on
			s.draw()
		})
		row.SetEnabled(p.Failed == nil)
		rows.Add(widgets.Divider())
		rows.Add(row)
		if p.Failed != nil {
			rows.Add(widgets.Note(theme.IconCross, theme.ColorWrong, widgets.Body("It cannot be installed: "+p.Failed.Error()+".").In(theme.ColorWrong)))
		}
	}
	return widgets.Card(rows)
}

// unsaid are the parts of which the learner has to say the year.
func unsaid(parts []*actions.BookPart) *actions.BookPart {
	for _, p := range parts {
		if p.YearBy == "" {
			return p
		}
	}
	return nil
}

// The years that can be said; ICD-10 is in use in the USA since fiscal year
// 2016.
const (
	firstYear = 2010
	lastYear  = 2049
)

func (s *Screen) yearStepper(p *actions.BookPart) fyne.CanvasObject {
	year := p.Book.Year
	if year == 0 {
		year = s.shell.Actions().Now().Year()
	}
	set := widgets.Stepper(year, firstYear, lastYear, 1, "", func(to int) {
		s.incoming.setYear(p.Book.Set, p.Book.Year, to)
		s.draw()
	})
	if p.Book.Year != 0 {
		return set
	}
	return widgets.Row(theme.Space12, set, widgets.SecondaryButton("It is "+strconv.Itoa(year), func() {
		s.incoming.setYear(p.Book.Set, 0, year)
		s.draw()
	}))
}

// leftCard is what was not recognised, and why.
func leftCard(in *incoming) []fyne.CanvasObject {
	if len(in.going.Left) == 0 {
		return nil
	}
	rows := widgets.Column(theme.Space8, widgets.Overline(quiz.Count(len(in.going.Left), "file")+" left out"))
	for _, l := range in.going.Left {
		rows.Add(widgets.Split(theme.Space12, .42, 620, widgets.Body(strings.TrimPrefix(l.File, in.name()+"/")), widgets.Muted(quiz.Capital(l.Why))))
	}
	return []fyne.CanvasObject{widgets.Card(rows)}
}

// shortFile is a file's name without the folders before it.
func shortFile(name string) string {
	parts := strings.Split(name, "/")
	if len(parts) > 2 {
		return parts[0] + "/…/" + parts[len(parts)-1]
	}
	return name
}
