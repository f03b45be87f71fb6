package library

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"chartroom/app/actions"
	"chartroom/content"
	"chartroom/content/pack"
	"chartroom/content/parse"
	"chartroom/content/table"
	"chartroom/quiz"
	"chartroom/storage"
)

// incoming is a file on its way in: read, looked at, not saved. Nothing of it
// is in the profile before import.
type incoming struct {
	Path    string
	Name    string // of the bank; the learner may change it
	Repairs bool   // read what can be repaired
	History bool   // bring what was learnt elsewhere too, from a package of Anki
	Format  string // the format's name that it is read as; empty = known by content

	Table   *table.Preview // of a table of questions: what its columns look like; nil for other files
	Mapping *table.Mapping // what the learner says that they hold; nil = guessed
	Sheet   string         // of a workbook that the learner chose

	File     content.File
	Problems []parse.Problem // worst first, then by place
	Err      error           // nothing could be read; the rest is empty
	here     []quiz.Bank     // the banks of those names as they are here; one without questions is not
	update   quiz.BankUpdate // what the file would change in them, all together
	warning  string          // of a pack that is not signed as the one before was
	renamed  bool            // by the learner; a second reading keeps the name
}

// errNothingRead says that a file is text, and that no question is in it.
var errNothingRead = errors.New("no question could be read in it")

// read is the job that reads the file again, by the switches as they are. The
// result takes effect by what it returns, on the window's side.
// take reports whether there is anything to show, which is not so when the
// reading was cancelled.
func (in *incoming) read(act *actions.Actions) (job func(context.Context, func(done, total int)) error, take func(error) bool) {
	next := incoming{Path: in.Path, Repairs: in.Repairs, History: in.History, Format: in.Format, Mapping: in.Mapping, Sheet: in.Sheet}
	job = func(ctx context.Context, report func(done, total int)) error {
		file, err := content.ReadFile(ctx, next.Path, content.Options{NoRepairs: !next.Repairs,
			History: next.History, Format: next.Format, Mapping: next.Mapping, Sheet: next.Sheet}, report)
		next.Problems = worstFirst(file.Problems)
		if errors.Is(err, table.ErrMapping) || isTable(file.Format) {
			if p, looked := content.LookAtTable(next.Path, next.Sheet); looked == nil {
				next.Table = &p
			}
		}
		if err != nil {
			next.File.Format = file.Format
			return err
		}
		next.File, next.Name = file, file.Bank.Name
		if next.count() == 0 {
			next.Err = errNothingRead
		}
		return next.look(ctx, act)
	}
	take = func(err error) bool {
		if err == nil && next.File.Pack != nil {
			next.warning = act.PackWarning(next.File.Pack)
		}
		if errors.Is(err, context.Canceled) {
			return false
		}
		if in.renamed {
			next.Name, next.renamed = in.Name, true
		}
		if err != nil {
			next.Err = err
		}
		*in = next
		return true
	}
	return job, take
}

// isTable reports whether a format is one whose columns may be named anew.
func isTable(f content.Format) bool { return f.Name == "csv" || f.Name == "xlsx" }

// look notes what the file would change in the banks that have its names here.
func (in *incoming) look(ctx context.Context, act *actions.Actions) error {
	in.update = quiz.BankUpdate{}
	banks := in.banks()
	for i := range banks {
		here, err := in.bankHere(ctx, act, i, banks[i].ID)
		if err != nil {
			return err
		}
		u := quiz.CompareBanks(here, &banks[i])
		in.update.Added = append(in.update.Added, u.Added...)
		in.update.Updated = append(in.update.Updated, u.Updated...)
		in.update.Gone = append(in.update.Gone, u.Gone...)
		in.update.KeysChanged = append(in.update.KeysChanged, u.KeysChanged...)
		in.update.Same += u.Same
	}
	return nil
}

// bankHere is the bank of an id as it is in the profile, read once.
func (in *incoming) bankHere(ctx context.Context, act *actions.Actions, i int, id quiz.BankID) (*quiz.Bank, error) {
	for len(in.here) <= i {
		in.here = append(in.here, quiz.Bank{})
	}
	if here := &in.here[i]; here.ID != id {
		read, err := act.Reader().BankQuestions(ctx, id)
		if err != nil && !errors.Is(err, storage.ErrNotFound) {
			return nil, err
		}
		*here = read
		here.ID = id
	}
	return &in.here[i], nil
}

// rename gives the bank another name; the file's problems stay.
func (in *incoming) rename(act *actions.Actions, name string) error {
	in.Name, in.renamed = name, true
	return in.look(ctx(), act)
}

// banks are what an import would save: under the name in force, but a pack's
// under their own, by which newer versions find them.
func (in *incoming) banks() []quiz.Bank {
	if in.File.Pack != nil {
		return in.File.Banks()
	}
	b := in.File.Bank
	b.Name = strings.TrimSpace(in.Name)
	if id := quiz.NewBankID(b.Name); id != b.ID {
		b.ID = id
		b.Questions = slices.Clone(b.Questions)
		for i := range b.Questions {
			q := &b.Questions[i]
			q.Bank, q.ID = id, quiz.NewQuestionID(id, q.Key)
		}
	}
	return []quiz.Bank{b}
}

// count is how many questions were read.
func (in *incoming) count() int {
	n := 0
	for _, b := range in.File.Banks() {
		n += len(b.Questions)
	}
	return n
}

// signed says by whom a pack is signed.
func (in *incoming) signed() string {
	m := in.File.Pack
	if !m.Signed() {
		return "This pack is not signed: nothing shows who made it, or that nobody has changed it."
	}
	return "Signed, and unchanged since. The signer’s key is " + pack.Fingerprint(m.Key) + "."
}

// described is what a pack says of itself, in a line.
func (in *incoming) described() string {
	m := in.File.Pack
	var parts []string
	for _, p := range [][2]string{{"version ", m.Version}, {"by ", m.Author}, {"of ", m.Created}, {"licence ", m.Licence}, {"for ", strings.ToUpper(strings.Join(m.Exams, ", "))}} {
		if p[1] != "" {
			parts = append(parts, p[0]+p[1])
		}
	}
	return strings.Join(append([]string{m.Name}, parts...), " · ")
}

// tellsHistory reports whether the file may tell what was learnt elsewhere.
func (in *incoming) tellsHistory() bool { return in.File.Format.Name == "anki" }

// historyNote says what would come in beside the questions.
func (in *incoming) historyNote() string {
	if !in.History {
		return "Off: its cards come as new ones."
	}
	reviews := 0
	for _, h := range in.File.History {
		reviews += len(h.Reviews)
	}
	if len(in.File.History) == 0 {
		return "The package tells of no reviews."
	}
	return quiz.Count(reviews, "review") + " of " + quiz.Count(len(in.File.History), "card") + ", with the days they come back."
}

// tiles are the four numbers of the preview.
type tiles struct{ Read, Repaired, Lost, Known int }

func (in *incoming) tiles() tiles {
	return tiles{Read: in.count(), Repaired: parse.Count(in.Problems, parse.Repair),
		Lost: parse.Count(in.Problems, parse.Error), Known: len(in.update.Updated) + in.update.Same}
}

// changes is what importing again does, in a sentence, or "" for a bank that
// is not here yet.
func (in *incoming) changes() string {
	if !slices.ContainsFunc(in.here, func(b quiz.Bank) bool { return len(b.Questions) > 0 }) {
		return ""
	}
	u := in.update
	say := fmt.Sprintf("This bank is here already: %d added, %d changed, %d as they are.", len(u.Added), len(u.Updated), u.Same)
	if n := len(u.Gone); n > 0 {
		say += fmt.Sprintf(" %s not in the file and %s.", quiz.Count(n, "question")+" here "+pick(n, "is", "are"), pick(n, "stays", "stay"))
	}
	return say
}

// pick is one for one thing, and many for any other number.
func pick(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// obstacle is why the preview cannot be imported as it is, or "".
func (in *incoming) obstacle(m *model) string {
	switch name := strings.TrimSpace(in.Name); {
	case in.Err != nil:
		return "There is nothing to import."
	case in.File.Pack != nil:
		for _, b := range in.File.Banks() {
			if m.builtin(b.ID) {
				return "“" + b.Name + "” came with the app, and a pack does not change it."
			}
		}
		return ""
	case name == "":
		return "Give the bank a name."
	case m.builtin(quiz.NewBankID(name)):
		return "A bank of this name came with the app. Choose another name."
	}
	return ""
}

// worstFirst sorts problems by what they cost, and those alike by place.
func worstFirst(all []parse.Problem) []parse.Problem {
	rank := map[parse.Severity]int{parse.Error: 0, parse.Unsupported: 1, parse.Repair: 2, parse.Warning: 3}
	out := slices.Clone(all)
	slices.SortStableFunc(out, func(a, b parse.Problem) int {
		return cmp.Or(cmp.Compare(rank[a.Severity], rank[b.Severity]), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return out
}

// place is where a problem is, as an editor counts.
func place(p parse.Problem) string {
	switch {
	case p.Line == 0:
		return "whole file"
	case p.Column == 0:
		return "line " + quiz.Thousands(p.Line)
	}
	return fmt.Sprintf("line %s, col. %d", quiz.Thousands(p.Line), p.Column)
}

// cost is what a problem meant for its question, in a word or two.
func cost(s parse.Severity) string {
	switch s {
	case parse.Error:
		return "left out"
	case parse.Unsupported:
		return "kept, not asked"
	case parse.Repair:
		return "repaired"
	}
	return "look at it"
}

// report is the preview as a text that can be sent to who wrote the file.
func (in *incoming) report() string {
	var b strings.Builder
	t := in.tiles()
	fmt.Fprintf(&b, "%s\n%s, bank “%s”\n\n", filepath.Base(in.Path), in.File.Format.Title, in.Name)
	if in.File.Pack != nil {
		fmt.Fprintf(&b, "%s\n%s\n", in.described(), in.signed())
	}
	if in.warning != "" {
		fmt.Fprintf(&b, "%s\n", in.warning)
	}
	fmt.Fprintf(&b, "%s read, %d repaired, %d left out, %d in the profile already.\n", quiz.Count(t.Read, "question"), t.Repaired, t.Lost, t.Known)
	for _, c := range in.update.KeysChanged {
		fmt.Fprintf(&b, "Other answers are right now: %s\n    before: %s\n    now: %s\n", plain(c.After.Stem, c.After.Markup), rightWords(c.Before), rightWords(c.After))
	}
	if in.Err != nil {
		fmt.Fprintf(&b, "%s.\n", strings.TrimSuffix(in.Err.Error(), "."))
	}
	if len(in.Problems) > 0 {
		b.WriteString("\n")
	}
	for _, p := range in.Problems {
		fmt.Fprintf(&b, "%s: %s", place(p), cost(p.Severity))
		if p.Question != "" {
			fmt.Fprintf(&b, ": %s", p.Question)
		}
		fmt.Fprintf(&b, "\n    %s [%s]\n", p.Message, p.Rule)
	}
	return b.String()
}

// reportPath is where the report is proposed to go: beside the file.
func (in *incoming) reportPath() string {
	return strings.TrimSuffix(in.Path, filepath.Ext(in.Path)) + " report.txt"
}

// failure is what to say of a file that could not be read: that it was not,
// why, and that nothing was changed.
func (in *incoming) failure() (title, why string) {
	why = strings.TrimPrefix(strings.TrimSuffix(in.Err.Error(), "."), filepath.Base(in.Path)+": ")
	return "“" + filepath.Base(in.Path) + "” was not imported", quiz.Capital(why) + ". Nothing in your library has changed."
}
