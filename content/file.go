package content

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"chartroom/content/anki"
	"chartroom/content/pack"
	"chartroom/content/parse"
	"chartroom/content/table"
	"chartroom/quiz"
)

// Options say how to read a file.
type Options struct {
	NoRepairs bool   // each repair is an error, and its question is left out
	Bank      string // the bank's name; empty = the file's
	History   bool   // also what was learnt elsewhere, from formats that tell
	Format    string // the format's name, where the content would not decide; empty = by content

	Mapping *table.Mapping // what the columns of a table of questions hold; nil = guessed
	Sheet   string         // of a workbook; empty = the first with questions

	// Media is the file of a name that the file names, such as a picture; nil =
	// from the file's own folder.
	Media func(name string) ([]byte, error)
}

// File is what was read from a file.
type File struct {
	Bank     quiz.Bank
	Format   Format
	Problems []parse.Problem
	History  []anki.History // of the questions that have any; nil unless it was asked for

	More []quiz.Bank    // the other banks of a pack
	Pack *pack.Manifest // what a pack says of itself, its signature checked; nil for other files
}

// WriteFile writes a bank in the format of the file's ending, all of it or
// nothing: beside its place first, then renamed. It returns why some
// questions were left out, one error each, because the format cannot hold
// them.
func WriteFile(path string, bank quiz.Bank) (left []error, err error) {
	format, err := FormatFor(path, bank)
	if err != nil {
		return nil, err
	}
	held, left := format.Sort(bank)
	return left, format.WriteFile(path, held)
}

// Sort is a bank as the format holds it, and why some of its questions were
// left out, one error each.
func (f Format) Sort(bank quiz.Bank) (held quiz.Bank, left []error) {
	held = bank
	held.Questions = nil
	for _, q := range bank.Questions {
		as, err := f.Held(q)
		if err != nil {
			left = append(left, fmt.Errorf("%q: %w", q.Name, err))
			continue
		}
		held.Questions = append(held.Questions, as)
	}
	return held, left
}

// WriteFile writes what Sort left of a bank, whole or not at all.
func (f Format) WriteFile(path string, held quiz.Bank) error {
	if len(held.Questions) == 0 {
		return fmt.Errorf("%s cannot hold any of the questions", f.Title)
	}
	if err := WriteWhole(path, func(w io.Writer) error { return f.Write(w, held) }); err != nil {
		return fmt.Errorf("write %s: %w", filepath.Base(path), err)
	}
	return nil
}

// FormatFor is the format of a file's ending that holds most of a bank's
// questions: tables are of flashcards or of questions.
func FormatFor(path string, bank quiz.Bank) (Format, error) {
	best, err := FormatByEnding(path)
	if err != nil {
		return Format{}, err
	}
	ext := strings.ToLower(filepath.Ext(path))
	held := func(f Format) (n int) {
		for _, q := range bank.Questions {
			if _, err := f.Held(q); err == nil {
				n++
			}
		}
		return n
	}
	most := held(best)
	for _, f := range Written() {
		if slices.Contains(f.Extensions, ext) && f.Name != best.Name {
			if n := held(f); n > most {
				best, most = f, n
			}
		}
	}
	return best, nil
}

// FormatByEnding is the format that a file's ending asks to be written in.
func FormatByEnding(path string) (Format, error) {
	ext := strings.ToLower(filepath.Ext(path))
	var endings []string
	for _, f := range Written() {
		if slices.Contains(f.Extensions, ext) {
			return f, nil
		}
		endings = append(endings, fmt.Sprintf("%s (%s)", f.Extensions[0], f.Name))
	}
	return Format{}, fmt.Errorf("%q is no ending that can be written; use %s", ext, either(endings))
}

// FormatByName is the format with a name, such as "gift".
func FormatByName(name string) (Format, error) {
	var names []string
	for _, f := range Formats {
		if f.Name == name {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return Format{}, fmt.Errorf("%q is no format; there are %s", name, and(names))
}

// Legacy is the format in the layout of older programs; ok is false where there
// is only one.
func (f Format) Legacy() (legacy Format, ok bool) {
	if f.WriteOld == nil {
		return f, false
	}
	f.Write = f.WriteOld
	return f, true
}

// either lists words with "or" before the last, and and lists them with "and".
func either(words []string) string { return listed(words, " or ") }
func and(words []string) string    { return listed(words, " and ") }

func listed(words []string, last string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	n := len(words) - 1
	return strings.Join(words[:n], ", ") + last + words[n]
}

// WriteWhole puts a file in its place only when it is whole and on disk. Until
// then, and on error, what was there stays. The error does not name the file.
func WriteWhole(path string, write func(io.Writer) error) (err error) {
	var buf bytes.Buffer
	if err := write(&buf); err != nil {
		return err
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), ".chartroom-*")
	if err != nil {
		return unwritten(err)
	}
	defer func() {
		tmp.Close()
		if err != nil {
			os.Remove(tmp.Name())
			err = unwritten(err)
		}
	}()
	if _, err := tmp.Write(buf.Bytes()); err != nil {
		return err
	}
	if err := tmp.Chmod(0o644); err != nil {
		return err
	}
	if err := tmp.Sync(); err != nil {
		return err
	}
	if err := tmp.Close(); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), path)
}

// unwritten is why a file could not be written, in words and without the path.
func unwritten(err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fileError{"there is no such folder", err}
	case errors.Is(err, fs.ErrPermission):
		return fileError{"this user may not write in the folder", err}
	case errors.Is(err, syscall.ENOSPC):
		return fileError{"the disk is full", err}
	}
	return err
}
