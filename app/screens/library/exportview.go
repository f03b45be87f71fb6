package library

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"chartroom/app/actions"
	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/content/paper"
	"chartroom/quiz"
)

// exportView asks where to and in which format, and says what the format
// cannot hold.
type exportView struct {
	screen *Screen
	out    *outgoing
	path   *widgets.Entry
	losses *fyne.Container
	why    *widgets.Text
	write  *widgets.Button
	page   *widgets.Frame
}

func newExportView(s *Screen, out *outgoing) *exportView {
	v := &exportView{screen: s, out: out, losses: widgets.Column(theme.Space12), why: widgets.Body("").In(theme.ColorWrong)}
	words := make([]string, len(formats))
	for i, f := range formats {
		words[i] = f.Title
		if lost := len(out.questions) - out.count(i); lost > 0 {
			words[i] += ": " + quiz.Thousands(out.count(i)) + " of " + quiz.Thousands(len(out.questions))
		}
	}
	v.path = widgets.NewEntry("Folder and name of the file", func(text string) { out.Path = text; v.draw() })
	v.path.OnEnter = func(string) { s.exportNow() }
	v.write = widgets.PrimaryButton("", s.exportNow).WithKey("Enter")
	form := widgets.Card(widgets.Column(theme.Space16,
		titled("Format", widgets.Segmented(words, out.Format, func(i int) { out.choose(i); v.draw() })),
		titled("File", widgets.Column(theme.Space4, widgets.Row(theme.Space12, widgets.Grow(v.path),
			widgets.SecondaryButton("Choose a folder", v.chooseFolder).WithIcon("folder")), v.why))))
	foot := widgets.Flow(theme.Space12, v.write, widgets.SecondaryButton("Cancel", s.cancelExport).WithKey("Esc"))
	v.page = widgets.Page(widgets.Heading("Export “"+out.Bank.Name+"”"), widgets.Column(theme.Space16, form, v.losses), foot)
	v.draw()
	return v
}

// draw shows what follows from format and path.
func (v *exportView) draw() {
	o := v.out
	v.path.Set(o.Path)
	obstacle := o.obstacle()
	v.why.SetText(obstacle)
	v.why.Hidden = obstacle == ""
	v.write.SetText("Write " + thousands(o.count(o.Format), "question"))
	v.write.SetEnabled(obstacle == "")
	v.losses.Objects = nil
	if len(o.lost[o.Format]) == 0 {
		v.losses.Add(widgets.Note(theme.IconTick, theme.ColorRight, widgets.Body(
			"Every question of this bank fits into this format.").In(theme.ColorRight)))
	}
	for _, l := range o.lost[o.Format] {
		v.losses.Add(widgets.Note(theme.IconWarning, theme.ColorClose, widgets.Column(theme.Space4,
			widgets.Strong(thousands(l.Count, "question")+" will not be in the file").In(theme.ColorClose),
			widgets.Body(quiz.Capital(l.Why)+".").In(theme.ColorClose),
			widgets.Body("For example: “"+shorten(plain(l.First, ""), 90)+"”").In(theme.ColorClose))))
	}
	v.losses.Refresh()
	v.page.Refresh()
}

func (v *exportView) chooseFolder() {
	v.screen.shell.ChooseFolder(v.out.Folder, func(folder string) {
		v.out.move(folder)
		v.draw()
	})
}

// exportChosen opens the page for the chosen bank.
func (s *Screen) exportChosen() {
	if b := s.chosenBank(); b != nil {
		s.exports = nil
		s.turn(s.model.export(*b, s.shell.Folder()))
	}
}

// exportNow writes the file, whole or not at all.
func (s *Screen) exportNow() {
	o := s.model.outgoing
	if why := o.obstacle(); why != "" {
		s.shell.Say(why)
		return
	}
	path := strings.TrimSpace(o.Path)
	s.shell.UnlessThere(path, func() {
		written, to := 0, formats[o.Format]
		count := func(n int) { written = n }
		job := s.model.act.Export(o.Bank.ID, path, to.Format, count)
		if to.Paper {
			job = s.model.act.Print(o.Bank.ID, path, paper.Options{Title: o.Bank.Name}, count)
		}
		s.shell.Run("Export "+o.Bank.Name, job, func(err error) {
			if err != nil {
				s.shell.Fail(err)
				return
			}
			s.shell.Visit(path)
			s.cancelExport()
			say := thousands(written, "question") + " written to " + path
			if to.Paper {
				say += ", the key to " + filepath.Base(actions.PaperKey(path))
			}
			s.shell.Say(say + ".")
		})
	})
}

// cancelExport goes back to the banks.
func (s *Screen) cancelExport() {
	s.exports = nil
	s.model.outgoing, s.model.page = nil, listing
	s.turn(s.model.load())
}
