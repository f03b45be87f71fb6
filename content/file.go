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
	"chartroom/content/parse"
	"chartroom/quiz"
)

// Options say how to read a file.
type Options struct {
	NoRepairs bool   // each repair is an error, and its question is left out
	Bank      string // the bank's name; empty = the file's
	History   bool   // also what was learnt elsewhere, from formats that tell

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
}

// WriteFile writes a bank in the format of the file's ending, all of it or
// nothing: beside its place first, then renamed. It returns why some
// questions were left out, one error each, because the format cannot hold
// them.
func WriteFile(path string, bank quiz.Bank) (left []error, err error) {
	format, err := formatByName(path)
	if err != nil {
		return nil, err
	}
	whole := bank
	whole.Questions = nil
	for _, q := range bank.Questions {
		held, err := format.Held(q)
		if err != nil {
			left = append(left, fmt.Errorf("%q: %w", q.Name, err))
			continue
		}
		whole.Questions = append(whole.Questions, held)
	}
	if len(whole.Questions) == 0 {
		return left, fmt.Errorf("%s cannot hold any of the questions", format.Title)
	}
	if err := WriteWhole(path, func(w io.Writer) error { return format.Write(w, whole) }); err != nil {
		return left, fmt.Errorf("write %s: %w", filepath.Base(path), err)
	}
	return left, nil
}

// formatByName is the format that a file's ending asks for.
func formatByName(path string) (Format, error) {
	ext := strings.ToLower(filepath.Ext(path))
	for _, f := range Written() {
		if slices.Contains(f.Extensions, ext) {
			return f, nil
		}
	}
	return Format{}, fmt.Errorf("%q is no ending that can be written; use .gift, .xml, .tsv, .zip (QTI) or .apkg", ext)
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
