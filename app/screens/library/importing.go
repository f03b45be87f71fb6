package library

import (
	"fmt"
	"path/filepath"

	"chartroom/app/actions"
	"chartroom/content/table"
	"chartroom/quiz"
)

// chooseFile asks for a file to import. Any file may be chosen: formats are
// known by content.
func (s *Screen) chooseFile() {
	s.shell.ChooseFile(s.readFile)
}

// readFile reads a file beside the window and then shows its preview. Nothing
// of it is saved.
func (s *Screen) readFile(path string) {
	s.shell.Visit(path)
	s.readAgain(&incoming{Path: path, Repairs: true})
}

// setRepairs reads the file again, with or without repairs.
func (s *Screen) setRepairs(on bool) {
	in := *s.model.incoming
	in.Repairs = on
	s.readAgain(&in)
}

// setHistory reads the file again, with or without what was learnt elsewhere.
func (s *Screen) setHistory(on bool) {
	in := *s.model.incoming
	in.History = on
	s.readAgain(&in)
}

// readAs reads the file again as a format, or "" as its content says.
func (s *Screen) readAs(format string) {
	in := *s.model.incoming
	in.Format, in.Mapping, in.Sheet = format, nil, ""
	s.readAgain(&in)
}

// readSheet reads another sheet of a workbook.
func (s *Screen) readSheet(name string) {
	in := *s.model.incoming
	in.Sheet, in.Mapping = name, nil
	s.readAgain(&in)
}

// readBy reads the table again by what the learner says that its columns hold.
func (s *Screen) readBy(change func(*table.Mapping)) {
	in := *s.model.incoming
	m := in.mapping()
	change(&m)
	in.Mapping = &m
	if in.Format == "" && !isTable(in.File.Format) {
		in.Format = "csv"
	}
	s.readAgain(&in)
}

func (s *Screen) readAgain(in *incoming) {
	job, take := in.read(s.model.act)
	s.shell.Run("Read "+filepath.Base(in.Path), job, func(err error) {
		if take(err) {
			s.model.incoming, s.model.page = in, previewing
		}
		s.turn(nil)
	})
}

// renameBank gives the bank that would be imported another name.
func (s *Screen) renameBank(v *importView, name string) {
	if err := v.in.rename(s.model.act, name); err != nil {
		s.shell.Fail(err)
	}
	v.draw()
}

// importNow saves the bank, all of it or nothing, and lists its questions.
func (s *Screen) importNow() {
	in := s.model.incoming
	if in == nil {
		return
	}
	if why := in.obstacle(s.model); why != "" {
		s.shell.Say(why)
		return
	}
	if in.warning != "" {
		s.shell.Ask("Take this pack?", in.warning, "Import it all the same", func() { s.bring(in) })
		return
	}
	s.bring(in)
}

// bring saves the banks that were read.
func (s *Screen) bring(in *incoming) {
	banks := in.banks()
	going := s.model.act.ImportAll(banks, in.File.Pack)
	s.shell.Run("Import "+banks[0].Name, going.Run, func(err error) {
		if err != nil {
			s.shell.Fail(err)
			return
		}
		s.model.incoming = nil
		if err := s.model.openBank(banks[0].ID); err != nil {
			s.shell.Fail(err)
		}
		s.turn(nil)
		done, err := going.Done(ctx())
		if err != nil {
			s.shell.Fail(err)
			return
		}
		s.shell.Did(done)
		s.bringHistory(banks[0], in)
		s.offerCorrections(in.update.KeysChanged)
	})
}

// offerCorrections asks whether past answers are to be marked by the keys that
// came in, if that changes any.
func (s *Screen) offerCorrections(changed []quiz.KeyChange) {
	plan, err := s.model.act.Corrections(ctx(), changed)
	if err != nil {
		s.shell.Fail(err)
		return
	}
	if plan.Answers == 0 {
		return
	}
	s.shell.Ask("Mark your past answers by the new keys?", fmt.Sprintf("%s would get another mark, %d of them a higher one. "+
		"What you answered stays as it is, and you can undo this.", quiz.Count(plan.Answers, "past answer"), plan.Raised), "Mark them anew", func() {
		s.shell.Do(func() (actions.Done, error) { return s.model.act.Apply(ctx(), &plan) })
	})
}

// bringHistory saves what was learnt elsewhere of a bank that has come in.
func (s *Screen) bringHistory(bank quiz.Bank, in *incoming) {
	if len(in.File.History) == 0 {
		return
	}
	h := s.model.act.ImportAnki(bank.ID, in.File.History)
	s.shell.Run("Import the reviews of "+bank.Name, h.Run, func(err error) {
		if err != nil {
			s.shell.Fail(err)
			return
		}
		s.shell.Did(s.model.act.HistoryDone(h))
	})
}

// cancelImport forgets the file.
func (s *Screen) cancelImport() {
	s.model.incoming, s.model.page = nil, listing
	s.turn(s.model.load())
}

// saveReport writes what there is to say about the file, as a text.
func (s *Screen) saveReport() {
	in := s.model.incoming
	s.shell.SaveAs(in.reportPath(), "the report", func(path string) {
		if err := s.model.act.SaveText(path, in.report()); err != nil {
			s.shell.Fail(err)
			return
		}
		s.shell.Say("The report is in " + path + ".")
	})
}
