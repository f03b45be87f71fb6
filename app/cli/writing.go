package cli

import (
	"context"
	"flag"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"chartroom/content"
	"chartroom/content/pack"
	"chartroom/content/paper"
	"chartroom/content/parse"
	"chartroom/quiz"
)

// writeOptions say how banks are written to files.
type writeOptions struct {
	to     string // the format's name; empty = by the file's ending
	legacy bool   // the layout of older programs
	paper  paper.Options
	letter bool
}

// pdf is the name, and with a dot the ending, of what paper prints.
const pdf = "pdf"

func writeFlags(f *flag.FlagSet, o *options) {
	f.StringVar(&o.write.to, "to", "", "write this format, such as gift or pdf, whatever the file's ending says")
	f.BoolVar(&o.write.legacy, "legacy", false, "write the layout of Anki before 2.1.50")
	f.BoolVar(&o.dryRun, "dry-run", false, "say what could not be held, and write nothing")
	f.StringVar(&o.write.paper.Title, "title", "", "PDF: the paper's title (default: the bank's name)")
	f.StringVar(&o.write.paper.Date, "date", "", "PDF: the date as it is to stand on the paper")
	f.StringVar(&o.write.paper.Form, "form", "", "PDF: which of several papers this is, such as A")
	f.BoolVar(&o.write.paper.Shuffle, "shuffle", false, "PDF: shuffle questions and options")
	f.Uint64Var(&o.write.paper.Seed, "seed", 0, "PDF: a number that chooses the order; the same number gives the same paper")
	f.BoolVar(&o.write.letter, "letter", false, "PDF: sheets of 8.5 by 11 inches (default: A4)")
}

// wrote is what is printed of a file that was written.
type wrote struct {
	File    string      `json:"file"`
	Format  string      `json:"format"`
	Bank    quiz.BankID `json:"bank"`
	Written int         `json:"written"`
	LeftOut int         `json:"left_out"`
	Why     []string    `json:"why"`           // of those left out, one each
	Key     string      `json:"key,omitempty"` // of a paper: the file with its key
}

// target is the format to write a bank in; onPaper is true for a PDF, which is
// no format to read again.
func (w *writeOptions) target(path string, bank quiz.Bank) (f content.Format, onPaper bool, err error) {
	switch {
	case w.to == pdf || w.to == "" && strings.EqualFold(filepath.Ext(path), "."+pdf):
		return content.Format{Name: pdf, Title: "PDF"}, true, nil
	case w.to == "":
		f, err = content.FormatFor(path, bank)
		if err != nil {
			err = fmt.Errorf("%w, or .pdf", err)
		}
	default:
		if f, err = content.FormatByName(w.to); err == nil && f.Write == nil {
			err = fmt.Errorf("%s is read and not written", f.Title)
		}
	}
	if err == nil && w.legacy {
		old, has := f.Legacy()
		if !has {
			return f, false, fmt.Errorf("%s has no older layout; --legacy is for Anki packages", f.Title)
		}
		f = old
	}
	return f, false, err
}

// bank writes a bank to a file. What the format cannot hold is said first.
func (w *writeOptions) bank(ctx context.Context, env *Env, path string, bank quiz.Bank, rehearse bool) (wrote, error) {
	f, onPaper, err := w.target(path, bank)
	one := wrote{File: path, Format: f.Name, Bank: bank.ID, Why: []string{}}
	if err != nil {
		return one, err
	}
	if onPaper {
		return w.print(env, one, bank, rehearse)
	}
	held, left := f.Sort(bank)
	one.Written, one.LeftOut = len(held.Questions), len(left)
	for _, l := range left {
		one.Why = append(one.Why, l.Error())
		fmt.Fprintf(env.Err, "%s: not written: %v\n", filepath.Base(path), l)
	}
	if rehearse || ctx.Err() != nil {
		return one, ctx.Err()
	}
	return one, f.WriteFile(path, held)
}

// keyPath is where the key of a paper goes: beside it.
func keyPath(path string) string {
	ext := filepath.Ext(path)
	return strings.TrimSuffix(path, ext) + "-key" + ext
}

// print writes a bank as a paper, and its key beside it.
func (w *writeOptions) print(env *Env, one wrote, bank quiz.Bank, rehearse bool) (wrote, error) {
	o := w.paper
	if w.letter {
		o.Size = paper.Letter
	}
	if lacks := paper.Unprintable(bank); lacks != "" {
		fmt.Fprintf(env.Err, "%s: these characters are not in the font, and squares stand for them: %s\n", filepath.Base(one.File), lacks)
	}
	one.Written, one.Key = len(bank.Questions), keyPath(one.File)
	if rehearse {
		return one, nil
	}
	if err := content.WriteWhole(one.File, func(w io.Writer) error { return paper.Paper(w, bank, o) }); err != nil {
		return one, fmt.Errorf("write %s: %w", filepath.Base(one.File), err)
	}
	if err := content.WriteWhole(one.Key, func(w io.Writer) error { return paper.Key(w, bank, o) }); err != nil {
		return one, fmt.Errorf("write %s: %w", filepath.Base(one.Key), err)
	}
	return one, nil
}

// say prints what was written.
func (one *wrote) say(env *Env, rehearsed bool) {
	done := "written"
	if rehearsed {
		done = "would be written"
	}
	key := ""
	if one.Key != "" {
		key = ", its key to " + one.Key
	}
	fmt.Fprintf(env.Out, "%s: %s %s%s.\n", one.File, quiz.Count(one.Written, "question"), done, key)
}

// convert reads a file and writes it in another format.
func convert(ctx context.Context, env *Env, o *options, args []string) (any, int, error) {
	if len(args) != 2 {
		return nil, misused, errUsage
	}
	in, out := args[0], args[1]
	if f, _, err := o.write.target(out, quiz.Bank{}); err != nil { // before the work of reading
		return nil, failed, err
	} else if samePath(in, out) {
		return nil, failed, fmt.Errorf("%s would be written over itself as %s; give another name", in, f.Title)
	}
	file, err := o.read(ctx, env, in, content.Options{Bank: o.bank})
	if err != nil {
		return nil, failed, fmt.Errorf("%s: %w", in, err)
	}
	tell(env, in, file.Problems)
	all, err := o.write.file(ctx, env, out, file, o.dryRun)
	document := map[string]any{"file": in, "format": file.Format.Name, "problems": append([]parse.Problem{}, file.Problems...), "written": all}
	if err != nil {
		return document, failed, err
	}
	code := ok
	for i := range all {
		if !o.json {
			all[i].say(env, o.dryRun)
		}
		if all[i].LeftOut > 0 || len(file.Problems) > 0 {
			code = problems
		}
	}
	return document, code, nil
}

// file writes the banks of a file: a pack of several as a pack, or as a file
// for each, with the bank's id before the ending.
func (w *writeOptions) file(ctx context.Context, env *Env, path string, file content.File, rehearse bool) ([]wrote, error) {
	banks := file.Banks()
	f, onPaper, err := w.target(path, file.Bank)
	if err != nil {
		return nil, err
	}
	if file.Pack != nil && f.Name == "chartroom" {
		one := wrote{File: path, Format: f.Name, Why: []string{}}
		for _, b := range banks {
			one.Written += len(b.Questions)
		}
		if rehearse {
			return []wrote{one}, nil
		}
		return []wrote{one}, writePack(ctx, path, pack.Pack{Manifest: *file.Pack, Banks: banks}, nil, env)
	}
	var all []wrote
	for _, b := range banks {
		place := path
		if len(banks) > 1 {
			ext := filepath.Ext(path)
			place = strings.TrimSuffix(path, ext) + "-" + string(b.ID) + ext
		}
		if len(b.Questions) == 0 && (len(banks) > 1 || onPaper) {
			continue
		}
		one, err := w.bank(ctx, env, place, b, rehearse)
		if all = append(all, one); err != nil {
			return all, err
		}
	}
	return all, nil
}

// samePath reports whether two paths name one file, as they are written.
func samePath(a, b string) bool {
	x, errX := filepath.Abs(a)
	y, errY := filepath.Abs(b)
	return errX == nil && errY == nil && x == y
}
