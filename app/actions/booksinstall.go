package actions

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"chartroom/content/codeset"
	"chartroom/content/parse"
	"chartroom/quiz"
	"chartroom/quiz/codebook"
)

// BookPart is a part of a code book on its way to the shelf. Its Book.Year is 0
// where the file does not say one: whoever installs it must set it.
type BookPart struct {
	codebook.Part
	Size     int64           // bytes, once unpacked
	Replaces bool            // the same part of the same book is on the shelf
	Skip     bool            // it is to be left out
	Valid    int             // codes that can be reported, once Run has returned
	Records  int             // likewise
	Problems []parse.Problem // likewise: what the reader has to say
	Failed   error           // why it was not installed; nil = it was

	file codeset.File
}

// lists reports whether the part says of every code whether it can be reported:
// a tabular list leaves out what a seventh character makes.
func (p *BookPart) lists() bool {
	return p.Kind == codebook.PartOrder || p.Kind == codebook.PartCodes || p.Kind == codebook.PartItems
}

// InstallBooks is official files on their way to the shelf of code books. Look
// and Run may be called beside the window.
type InstallBooks struct {
	Parts []BookPart     // that were recognised, once Look has returned nil
	Left  []codeset.Left // files that are left, and why

	books *CodeBooks
	paths []string
	at    time.Time
	done  []*BookPart // in the order of installing
}

// ErrNoBookYear says that a part has no year.
var ErrNoBookYear = errors.New("the file does not say of which year it is, and no year was given")

// Install prepares to install official files: code lists, tabular lists,
// indexes and tables, as they are or in archives, or folders of them.
func (c *CodeBooks) Install(paths ...string) *InstallBooks {
	return &InstallBooks{books: c, paths: paths, at: c.now().Truncate(time.Millisecond)}
}

// InstallBooks prepares to install official files; see CodeBooks.Install.
func (a *Actions) InstallBooks(paths ...string) *InstallBooks { return a.books.Install(paths...) }

// Look recognises what is in the files, and changes nothing. A file that cannot
// be read is among those left; the error is for when nothing was recognised.
func (i *InstallBooks) Look(ctx context.Context, report func(done, total int)) error {
	i.Parts, i.Left = nil, nil
	var last error
	for n, path := range i.paths {
		if report != nil {
			report(n, len(i.paths))
		}
		files, left, err := codeset.OpenPath(ctx, path)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			if last = err; len(left) == 0 {
				i.Left = append(i.Left, codeset.Left{File: path, Why: err.Error()})
			}
		}
		i.Left = append(i.Left, left...)
		for _, f := range files {
			i.take(f)
		}
	}
	if len(i.Parts) == 0 && last != nil {
		return fmt.Errorf("install code books: %w", last)
	}
	if len(i.Parts) == 0 {
		return errors.New("install code books: no file was given")
	}
	return i.replaces(ctx)
}

// take adds a file that was recognised, unless the same part came before.
func (i *InstallBooks) take(f codeset.File) {
	same := func(p BookPart) bool { return p.Book == f.Part.Book && p.Kind == f.Part.Kind }
	if f.Part.Book.Year > 0 && slices.ContainsFunc(i.Parts, same) {
		i.Left = append(i.Left, codeset.Left{File: f.Part.File, Why: "it is the same part of the same book as one before it"})
		return
	}
	i.Parts = append(i.Parts, BookPart{Part: f.Part, Size: f.Size, file: f})
}

// replaces marks what takes the place of something on the shelf.
func (i *InstallBooks) replaces(ctx context.Context) error {
	here, err := i.books.shelf.Installed(ctx)
	if err != nil {
		return fmt.Errorf("install code books: %w", err)
	}
	for n := range i.Parts {
		p := &i.Parts[n]
		p.Replaces = slices.ContainsFunc(here, func(b codebook.Installed) bool { return b.Book == p.Book && !b.Removed && b.Has(p.Kind) })
	}
	return nil
}

// Run installs the parts, each whole or not at all. A part that is damaged does
// not keep the others out: it says why in Failed, and the error is for when
// there is none that arrived. When ctx ends, what arrived goes again.
func (i *InstallBooks) Run(ctx context.Context, report func(done, total int)) error {
	i.done = nil
	before, total := int64(0), int64(0)
	for _, p := range i.Parts {
		if !p.Skip {
			total += p.Size
		}
	}
	var last error
	for n := range i.Parts {
		p := &i.Parts[n]
		if p.Skip {
			continue
		}
		p.Failed = i.install(ctx, p, func(done, of int) {
			if report != nil && of > 0 {
				report(int(before+p.Size*int64(done)/int64(of)), int(total))
			}
		})
		if ctx.Err() != nil {
			return errors.Join(ctx.Err(), i.back(context.Background()))
		}
		if p.Failed != nil {
			last = fmt.Errorf("install %s: %w", p.File, p.Failed)
		} else {
			i.done = append(i.done, p)
		}
		before += p.Size
	}
	if len(i.done) == 0 {
		return last
	}
	return nil
}

// install puts one part on the shelf.
func (i *InstallBooks) install(ctx context.Context, p *BookPart, report func(done, total int)) error {
	if p.Book.Year == 0 {
		return ErrNoBookYear
	}
	p.Records, p.Valid, p.Problems = 0, 0, nil
	return i.books.shelf.Install(ctx, i.at, p.Part, func(put func(codebook.Record) error) error {
		var err error
		p.Problems, err = p.file.Each(ctx, report, func(r codebook.Record) error {
			p.count(r)
			return put(r)
		})
		return err
	})
}

// back takes the parts that arrived off the shelf again, the last one first;
// what they replaced is back then.
func (i *InstallBooks) back(ctx context.Context) error {
	for n := len(i.done) - 1; n >= 0; n-- {
		p := i.done[n]
		if err := i.books.shelf.RemovePart(ctx, p.Book, p.Kind); err != nil {
			return fmt.Errorf("take %s off the shelf again: %w", p.File, err)
		}
		i.done = i.done[:n]
	}
	return nil
}

// Books are the books of which parts were installed, in the order met.
func (i *InstallBooks) Books() []codebook.Book {
	var all []codebook.Book
	for _, p := range i.done {
		if !slices.Contains(all, p.Book) {
			all = append(all, p.Book)
		}
	}
	return all
}

// Done is the receipt of what Run has installed.
func (i *InstallBooks) Done() Done {
	i.books.away = true
	taken := InstallBooks{books: i.books, done: slices.Clone(i.done)}
	back := taken.back
	what := joined(i.titles())
	if n := len(i.Books()); n > 1 {
		what = quiz.Count(n, "code book") // the names of all would fill the window
	}
	return Done{Label: "install of " + what, Say: i.say(), Change: Change{Kind: ChangedBooks}, back: &back}
}

func (i *InstallBooks) titles() []string {
	var all []string
	for _, b := range i.Books() {
		all = append(all, b.Title())
	}
	return all
}

// say says what was installed and what was not.
func (i *InstallBooks) say() string {
	var text []string
	for _, b := range i.Books() {
		parts, valid := 0, 0
		for _, p := range i.done {
			if p.Book == b {
				parts, valid = parts+1, max(valid, p.Valid)
			}
		}
		line := fmt.Sprintf("%s: %s installed", b.Title(), quiz.Count(parts, "part"))
		if valid > 0 {
			line += fmt.Sprintf(", %s that can be reported", quiz.Count(valid, "code"))
		}
		text = append(text, line+".")
	}
	for n := range i.Parts {
		if p := &i.Parts[n]; p.Failed != nil {
			text = append(text, fmt.Sprintf("%s was not installed: %v.", p.File, p.Failed))
		}
	}
	return strings.Join(text, " ")
}

// joined lists words: "a", "a and b", "a, b and c".
func joined(words []string) string {
	if n := len(words); n > 1 {
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
	return strings.Join(words, "")
}
