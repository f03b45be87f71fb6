package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"chartroom/app/actions"
	"chartroom/content/codeset"
	"chartroom/content/parse"
	"chartroom/quiz"
	"chartroom/quiz/codebook"
	"chartroom/storage"
)

const codesHelp = `  codes install FILE...   install official files, archives of them, or folders; --year where a file does not say its year
  codes list              the books that are installed, and what they lack
  codes search TEXT...    find codes by words, abbreviations or the beginning of a code
  codes show CODE         all that the book says of a code
  codes check CODE...     say whether codes can be reported; exit with 3 if one cannot
  codes changed           the questions whose codes a year changed, in the profile's banks
  codes remove BOOK       take a book off the shelf; BOOK as list names it: icd10cm-2026
The official files are free: CMS and NCHS publish them. They are installed for this computer, for every profile.
Sets are icd10cm, icd10pcs, hcpcs and msdrg. Without --year the newest book is used.`

// codesOptions are the flags of the verb codes.
type codesOptions struct {
	set   string
	year  int
	limit int
}

func codesFlags(f *flag.FlagSet, o *options) {
	profileFlags(f, o)
	f.StringVar(&o.codes.set, "set", "", "only this code set: icd10cm, icd10pcs, hcpcs or msdrg")
	f.IntVar(&o.codes.year, "year", 0, "only this year (default: the newest that is installed)")
	f.IntVar(&o.codes.limit, "limit", 0, "search: how many at most (default: 30)")
}

// codes does what its first argument says with the code books.
func codes(ctx context.Context, env *Env, o *options, args []string) (any, int, error) {
	if len(args) == 0 || o.codes.set != "" && !slices.Contains(codebook.Sets, codebook.Set(o.codes.set)) || o.codes.year < 0 {
		return nil, misused, errUsage
	}
	do, rest := args[0], args[1:]
	if do == "changed" {
		return codesChanged(ctx, env, o, rest)
	}
	run := map[string]func(context.Context, *Env, *options, *actions.CodeBooks, []string) (any, int, error){
		"install": codesInstall, "list": codesList, "search": codesSearch, "show": codesShow, "check": codesCheck, "remove": codesRemove,
	}[do]
	if run == nil {
		return nil, misused, errUsage
	}
	shelf, err := o.shelf(env)
	if err != nil {
		return nil, failed, err
	}
	defer shelf.Close()
	return run(ctx, env, o, shelf, rest)
}

// shelf is the code books of this computer. Nothing is made.
func (o *options) shelf(env *Env) (*actions.CodeBooks, error) {
	dir, err := storage.DataPath(o.data)
	if err != nil {
		return nil, err
	}
	return actions.OpenCodeBooks(dir, env.Now)
}

// installedPart is what codes install prints of a part.
type installedPart struct {
	Book     string          `json:"book"` // "icd10cm-2026"
	Part     string          `json:"part"`
	File     string          `json:"file"`
	YearBy   string          `json:"year_from"` // where the year was read
	Replaces bool            `json:"replaces"`
	Records  int             `json:"records"`
	Valid    int             `json:"valid"`
	Problems []parse.Problem `json:"problems"`
	Error    string          `json:"error,omitempty"`
}

// leftFile is a file that was not installed.
type leftFile struct {
	File string `json:"file"`
	Why  string `json:"why"`
}

func codesInstall(ctx context.Context, env *Env, o *options, shelf *actions.CodeBooks, args []string) (any, int, error) {
	if len(args) == 0 {
		return nil, misused, errUsage
	}
	report := struct {
		Parts []installedPart `json:"parts"`
		Left  []leftFile      `json:"left"`
	}{[]installedPart{}, []leftFile{}}
	if _, err := storage.DataDir(o.data); err != nil {
		return nil, failed, err
	}
	job := shelf.Install(args...)
	err := job.Look(ctx, nil)
	for _, l := range job.Left {
		report.Left = append(report.Left, leftFile(l))
	}
	if err == nil {
		for i := range job.Parts {
			if p := &job.Parts[i]; p.Book.Year == 0 {
				p.Book.Year, p.YearBy = o.codes.year, "what you said"
			}
		}
		err = job.Run(ctx, env.percent("installed"))
		env.progressed()
	}
	if ctx.Err() != nil {
		return report, failed, ctx.Err()
	}
	code := ok
	for i := range job.Parts {
		p := &job.Parts[i]
		one := installedPart{p.Book.String(), string(p.Kind), p.File, p.YearBy, p.Replaces, p.Records, p.Valid, append([]parse.Problem{}, p.Problems...), ""}
		if p.Failed != nil {
			one.Error = p.Failed.Error()
			fmt.Fprintf(env.Err, "%s: %s Nothing of it was installed.\n", p.File, sentence(p.Failed))
		}
		if p.Failed != nil || len(p.Problems) > 0 {
			code = problems
		}
		tell(env, p.File, p.Problems)
		report.Parts = append(report.Parts, one)
		if !o.json && p.Failed == nil {
			fmt.Fprintf(env.Out, "%s: %s of %s, %s%s. The year comes from %s.\n", p.File, partWords(p.Kind), p.Book.Title(), quiz.Count(p.Records, "record"), validWords(p.Valid), p.YearBy)
		}
	}
	tellLeft(env, o, job.Left)
	if err != nil {
		return report, failed, err
	}
	if err := shelf.Tidy(ctx); err != nil {
		return report, failed, err
	}
	for _, p := range job.Parts {
		book := p.Book
		if p.Failed != nil || p.Kind != codebook.PartOrder && p.Kind != codebook.PartItems {
			continue
		}
		if n, err := newer(ctx, shelf, book); err == nil && n && !o.json {
			fmt.Fprintf(env.Out, "`chartroom codes changed --set %s --year %d` lists the questions whose codes it changes.\n", book.Set, book.Year)
		}
	}
	return report, code, nil
}

// newer reports whether an older year of a book is on the shelf too.
func newer(ctx context.Context, shelf *actions.CodeBooks, book codebook.Book) (bool, error) {
	all, err := shelf.Read().Installed(ctx)
	return slices.ContainsFunc(all, func(b codebook.Installed) bool { return b.Set == book.Set && b.Year < book.Year }), err
}

func validWords(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(", %s that can be reported", quiz.Count(n, "code"))
}

// leftShown is how many files that were left are printed.
const leftShown = 12

func tellLeft(env *Env, o *options, left []codeset.Left) {
	if o.json {
		return
	}
	for i, l := range left {
		if i == leftShown {
			fmt.Fprintf(env.Err, "%s more were left.\n", quiz.Count(len(left)-i, "file"))
			return
		}
		fmt.Fprintf(env.Err, "%s: left: %s\n", l.File, sentence(errors.New(l.Why)))
	}
}

// partWords says what a part is.
func partWords(k codebook.PartKind) string {
	words := map[codebook.PartKind]string{
		codebook.PartOrder: "codes in tabular order", codebook.PartCodes: "codes", codebook.PartAddenda: "changes", codebook.PartTabular: "tabular list",
		codebook.PartIndex: "index", codebook.PartExternal: "index of external causes", codebook.PartDrugs: "table of drugs", codebook.PartNeoplasms: "table of neoplasms",
		codebook.PartExempt: "codes exempt from present on admission", codebook.PartTables: "tables", codebook.PartDefinitions: "definitions", codebook.PartPCSIndex: "index",
		codebook.PartItems: "codes and modifiers", codebook.PartGroups: "groups", codebook.PartConversion: "conversion table", codebook.PartGEM: "equivalence mapping",
	}
	if w := words[k]; w != "" {
		return w
	}
	return string(k)
}

// shelved is what codes list prints of a book.
type shelved struct {
	Book    string       `json:"book"`
	Title   string       `json:"title"`
	Codes   int          `json:"codes"`
	Valid   int          `json:"valid"`
	Parts   []shelfParts `json:"parts"`
	Missing []string     `json:"missing"`
}

type shelfParts struct {
	Part      string `json:"part"`
	File      string `json:"file"`
	Version   string `json:"version,omitempty"`
	Records   int    `json:"records"`
	Installed string `json:"installed"` // RFC 3339
}

func codesList(ctx context.Context, env *Env, o *options, shelf *actions.CodeBooks, args []string) (any, int, error) {
	if len(args) > 0 {
		return nil, misused, errUsage
	}
	all, err := shelf.Read().Installed(ctx)
	if err != nil {
		return nil, failed, err
	}
	books := []shelved{}
	for _, b := range all {
		if b.Removed || o.codes.set != "" && string(b.Set) != o.codes.set || o.codes.year > 0 && b.Year != o.codes.year {
			continue
		}
		one := shelved{b.Book.String(), b.Title(), b.Codes, b.Valid, []shelfParts{}, []string{}}
		var has, lacks []string
		for _, p := range b.Parts {
			one.Parts = append(one.Parts, shelfParts{string(p.Kind), p.File, p.Version, p.Records, time.UnixMilli(p.At).UTC().Format(time.RFC3339)})
			has = append(has, partWords(p.Kind))
		}
		for _, k := range b.Missing() {
			one.Missing, lacks = append(one.Missing, string(k)), append(lacks, partWords(k))
		}
		books = append(books, one)
		if !o.json {
			fmt.Fprintf(env.Out, "%-14s %s: %s, %s that can be reported. Here: %s.", b.Book, b.Title(), quiz.Count(b.Codes, "code"), quiz.Thousands(b.Valid), strings.Join(has, ", "))
			if len(lacks) > 0 {
				fmt.Fprintf(env.Out, " Not here: %s.", strings.Join(lacks, ", "))
			}
			fmt.Fprintln(env.Out)
		}
	}
	if len(books) == 0 && !o.json {
		fmt.Fprintln(env.Out, "No code book is installed. `chartroom codes install FILE...` takes the official files of CMS and NCHS.")
	}
	return map[string][]shelved{"books": books}, ok, nil
}

// foundCode is a line that codes search prints.
type foundCode struct {
	Book  string   `json:"book"`
	Code  string   `json:"code"`
	Title string   `json:"title"`
	Valid bool     `json:"valid"`
	Why   string   `json:"why,omitempty"`
	Index []string `json:"index,omitempty"` // of an index line: its way from the main term
}

func codesSearch(ctx context.Context, env *Env, o *options, shelf *actions.CodeBooks, args []string) (any, int, error) {
	text := strings.TrimSpace(strings.Join(args, " "))
	if text == "" || o.codes.limit < 0 {
		return nil, misused, errUsage
	}
	q := codebook.Query{Text: text, Limit: o.codes.limit, Terms: true}
	if o.codes.set != "" || o.codes.year > 0 {
		q.Book = codebook.Book{Set: codebook.Set(o.codes.set), Year: o.codes.year}
		if q.Book.Set == "" {
			q.Book.Set = codebook.ICD10CM
		}
		var err error
		if q.Book, err = theBook(ctx, shelf, q.Book.Set, q.Book.Year); err != nil {
			return nil, failed, err
		}
	} else if err := anyBook(ctx, shelf); err != nil {
		return nil, failed, err
	}
	hits, err := shelf.Read().Search(ctx, q)
	if err != nil {
		return nil, failed, err
	}
	found := []foundCode{}
	for _, h := range hits {
		one := foundCode{h.Book.String(), h.Book.Set.Dotted(h.Code), h.Title, h.Valid, h.Why, nil}
		if h.Term != nil {
			one.Index = indexWords(h.Term)
		}
		found = append(found, one)
		if o.json {
			continue
		}
		line := fmt.Sprintf("%-12s %s", one.Code, one.Title)
		if one.Index != nil {
			line = fmt.Sprintf("%-12s Index: %s", one.Code, strings.Join(one.Index, ", "))
		} else if !h.Valid {
			line += " (a heading; not reported)"
		}
		fmt.Fprintf(env.Out, "%s [%s]\n", line, h.Book)
	}
	if len(found) == 0 && !o.json {
		fmt.Fprintf(env.Out, "Nothing is called %q. Try fewer or other words.\n", text)
	}
	return map[string][]foundCode{"found": found}, ok, nil
}

// indexWords is an index line from its main term down, and where it refers to.
func indexWords(t *codebook.TermHit) []string {
	words := slices.Clone(t.Path)
	if t.Term.Title != "" {
		words = append(words, t.Term.Title)
	}
	for _, to := range []struct{ word, what string }{{"see", t.Term.See}, {"see also", t.Term.SeeAlso}, {"use", t.Term.Use}} {
		if to.what != "" {
			words = append(words, to.word+" "+to.what)
		}
	}
	return words
}

// anyBook is an error where there is no book at all.
func anyBook(ctx context.Context, shelf *actions.CodeBooks) error {
	all, err := shelf.Read().Installed(ctx)
	if err == nil && !slices.ContainsFunc(all, func(b codebook.Installed) bool { return !b.Removed }) {
		err = errors.New("no code book is installed; `chartroom codes install FILE...` takes the official files")
	}
	return err
}

// theBook is the book of a set: of the year, or the newest if that is 0.
func theBook(ctx context.Context, shelf *actions.CodeBooks, set codebook.Set, year int) (codebook.Book, error) {
	all, err := shelf.Read().Installed(ctx)
	if err != nil {
		return codebook.Book{}, err
	}
	best, has := codebook.Book{}, []string{}
	for _, b := range all {
		if b.Set == set && !b.Removed {
			has = append(has, strconv.Itoa(b.Year))
			if year == 0 && b.Year > best.Year || b.Year == year {
				best = b.Book
			}
		}
	}
	switch {
	case best.Year > 0:
		return best, nil
	case len(has) > 0:
		return best, fmt.Errorf("%s %d is not installed; of %s there is %s", set.Name(), year, set.Name(), strings.Join(has, ", "))
	}
	return best, fmt.Errorf("no book of %s is installed; `chartroom codes install FILE...` takes the official files", set.Name())
}

// setOf is the set that a code is written like.
func setOf(code string) codebook.Set {
	key := quiz.CodeKey(code)
	switch {
	case strings.ContainsAny(code, "."):
		return codebook.ICD10CM
	case len(key) == 7 && !strings.ContainsAny(key, "IO"):
		return codebook.ICD10PCS
	case len(key) == 5 && key[0] >= 'A' && key[0] <= 'V' && strings.Trim(key[1:], "0123456789") == "" && key[0] != 'D':
		return codebook.HCPCS
	}
	return codebook.ICD10CM
}

// checkedCode is what codes check prints of a code.
type checkedCode struct {
	Code  string `json:"code"`
	Book  string `json:"book"`
	Valid bool   `json:"valid"`
	Known bool   `json:"known"` // it is in the book, be it as a heading
	Title string `json:"title,omitempty"`
}

func codesCheck(ctx context.Context, env *Env, o *options, shelf *actions.CodeBooks, args []string) (any, int, error) {
	if len(args) == 0 {
		return nil, misused, errUsage
	}
	all, code := []checkedCode{}, ok
	for _, text := range args {
		e, book, err := o.entry(ctx, shelf, text)
		if err != nil && !errors.Is(err, storage.ErrNotFound) {
			return nil, failed, err
		}
		one := checkedCode{Code: book.Set.Dotted(quiz.CodeKey(text)), Book: book.String(), Valid: err == nil && e.Valid, Known: err == nil, Title: title(&e)}
		say := "can be reported: " + one.Title
		switch {
		case !one.Known:
			say = "there is no such code"
		case !one.Valid && e.Code.Ended != "":
			say = "ended on " + e.Code.Ended + ": " + one.Title
		case !one.Valid:
			say = "is a heading and cannot be reported: " + one.Title
		}
		if !one.Valid {
			code = problems
		}
		if all = append(all, one); !o.json {
			fmt.Fprintf(env.Out, "%s (%s): %s.\n", one.Code, book.Title(), say)
		}
	}
	return map[string][]checkedCode{"codes": all}, code, nil
}

// entry is what a book says of a code: that of the flags, or of each set that
// the code may be of.
func (o *options) entry(ctx context.Context, shelf *actions.CodeBooks, text string) (codebook.Entry, codebook.Book, error) {
	set := codebook.Set(o.codes.set)
	if set == "" {
		set = setOf(text)
	}
	book, err := theBook(ctx, shelf, set, o.codes.year)
	if err != nil {
		return codebook.Entry{}, book, err
	}
	e, err := shelf.Read().Entry(ctx, book, quiz.CodeKey(text))
	if errors.Is(err, storage.ErrNotFound) && o.codes.set == "" && set != codebook.ICD10CM {
		if other, err := theBook(ctx, shelf, codebook.ICD10CM, o.codes.year); err == nil {
			if e, err := shelf.Read().Entry(ctx, other, quiz.CodeKey(text)); err == nil {
				return e, other, nil
			}
		}
	}
	return e, book, err
}

// title is a code's description: the long one, if there is one.
func title(e *codebook.Entry) string {
	if e.Code.Long != "" {
		return e.Code.Long
	}
	return e.Code.Short
}

func codesRemove(ctx context.Context, env *Env, o *options, shelf *actions.CodeBooks, args []string) (any, int, error) {
	if len(args) != 1 {
		return nil, misused, errUsage
	}
	i := strings.LastIndexByte(args[0], '-')
	year := 0
	if i > 0 {
		year, _ = strconv.Atoi(args[0][i+1:])
	}
	if year == 0 || !slices.Contains(codebook.Sets, codebook.Set(args[0][:i])) {
		return nil, failed, fmt.Errorf("%q is no book; write it as `chartroom codes list` does: icd10cm-2026", args[0])
	}
	book, err := theBook(ctx, shelf, codebook.Set(args[0][:i]), year)
	if err != nil {
		return nil, failed, err
	}
	done, err := shelf.Remove(ctx, book)
	if err == nil {
		err = shelf.Tidy(ctx)
	}
	if err != nil {
		return nil, failed, err
	}
	if !o.json {
		fmt.Fprintln(env.Out, done.Say)
	}
	return map[string]string{"removed": book.String()}, ok, nil
}
