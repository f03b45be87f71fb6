package library

import (
	"cmp"
	"path/filepath"
	"slices"
	"strings"

	"chartroom/content"
	"chartroom/quiz"
	"chartroom/storage"
)

// outgoing is a bank on its way to a file. Nothing is written before the
// learner has seen what the format cannot hold.
type outgoing struct {
	Bank   storage.BankHead
	Format int // into formats
	Path   string
	Folder string

	questions []quiz.Question
	lost      [][]loss // by format
}

// target is a way for a bank to leave: a format, in its newest layout or an
// older one, or on paper.
type target struct {
	content.Format
	Paper bool // printed, its key beside it
}

// formats are the ways for a bank to leave.
var formats = targets()

func targets() []target {
	var all []target
	for _, f := range content.Written() {
		all = append(all, target{Format: f})
		if old, ok := f.Legacy(); ok {
			old.Title += ", for older programs"
			all = append(all, target{Format: old})
		}
	}
	return append(all, target{Paper: true, Format: content.Format{Name: "pdf", Title: "Exam paper and key (PDF)", Extensions: []string{".pdf"}}})
}

// holds says why a question cannot leave in this way, or nil.
func (t target) holds(q *quiz.Question) error {
	if t.Paper {
		return nil
	}
	_, err := t.Held(*q)
	return err
}

// loss is why some questions would not be in the file.
type loss struct {
	Why   string
	Count int
	First string // what the first of them asks
}

// export opens the page for a bank.
func (m *model) export(head storage.BankHead, folder string) error {
	bank, err := m.act.Reader().BankQuestions(ctx(), head.ID)
	if err != nil {
		return err
	}
	o := &outgoing{Bank: head, Folder: folder, questions: bank.Questions}
	for i, f := range formats {
		o.lost = append(o.lost, lossesOf(bank.Questions, f.holds))
		if f.Archive == nil && !f.Paper && o.count(i) > o.count(o.Format) { // plain text first: it can be read and mended anywhere
			o.Format = i
		}
	}
	o.choose(o.Format)
	m.outgoing, m.page = o, exporting
	return nil
}

// choose takes another format, and its ending.
func (o *outgoing) choose(format int) {
	was := filepath.Join(o.Folder, fileName(o.Bank.Name)+ending(o.Format))
	if o.Path == "" || o.Path == was {
		o.Path = filepath.Join(o.Folder, fileName(o.Bank.Name)+ending(format))
	} else {
		o.Path = strings.TrimSuffix(o.Path, ending(o.Format)) + ending(format)
	}
	o.Format = format
}

// move takes another folder.
func (o *outgoing) move(folder string) {
	o.Folder = folder
	o.Path = filepath.Join(folder, filepath.Base(o.Path))
}

// ending is what a format's files are called by.
func ending(format int) string { return formats[format].Extensions[0] }

// count is how many questions a format would hold.
func (o *outgoing) count(format int) int {
	n := len(o.questions)
	for _, l := range o.lost[format] {
		n -= l.Count
	}
	return n
}

// obstacle is why nothing can be written as it is, or "".
func (o *outgoing) obstacle() string {
	name := filepath.Base(strings.TrimSpace(o.Path))
	want := ending(o.Format)
	switch {
	case o.count(o.Format) == 0:
		return "This format can hold none of the bank's questions. Choose another one."
	case strings.TrimSpace(o.Path) == "" || name == want || name == "." || name == string(filepath.Separator):
		return "Say what the file is to be called."
	case !filepath.IsAbs(strings.TrimSpace(o.Path)):
		return "Choose a folder, or write the whole path."
	case !strings.EqualFold(filepath.Ext(name), want):
		return "The name of the file has to end in " + want + "."
	}
	return ""
}

// lossesOf groups the questions that a format cannot hold by the reason, most
// first.
func lossesOf(questions []quiz.Question, holds func(*quiz.Question) error) []loss {
	var all []loss
	for i := range questions {
		err := holds(&questions[i])
		if err == nil {
			continue
		}
		at := slices.IndexFunc(all, func(l loss) bool { return l.Why == err.Error() })
		if at < 0 {
			all = append(all, loss{Why: err.Error(), First: questions[i].Stem})
			at = len(all) - 1
		}
		all[at].Count++
	}
	slices.SortStableFunc(all, func(a, b loss) int { return cmp.Compare(b.Count, a.Count) })
	return all
}

// fileName is a bank's name as a file may be called on every system.
func fileName(name string) string {
	s := strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`<>:"/\|?*`, r) {
			return '-'
		}
		return r
	}, name)
	return cmp.Or(strings.Trim(s, " .-"), "bank")
}
