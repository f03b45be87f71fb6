// Package codeset reads the official files of code books: ICD-10-CM, ICD-10-PCS,
// HCPCS Level II and MS-DRG, as CMS and NCHS publish them. It recognises a file
// by what is in it, reads its year and says where, and gives its records one
// after the other, so that no file stands in memory as a whole. A file that is
// cut off or damaged is an error that says what is missing: half a code book is
// worse than none. It holds no official file, and never writes one.
package codeset

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"chartroom/content/parse"
	"chartroom/content/zipfile"
	"chartroom/quiz/codebook"
)

// File is an official file that was recognised. Its Part.Book.Year is 0 when no
// year was found: then whoever installs it asks, and sets it.
type File struct {
	Part codebook.Part
	Size int64 // bytes, once unpacked

	member member
	read   func(*reading) error
	rank   int     // of two files that say the same, the higher one is read
	told   int     // codes that the addenda counts in it; 0 = not known
	notes  *member // the processing notes beside a HCPCS file; nil = none
}

// Left is a file that is not read.
type Left struct {
	File string // its name, after that of its archive
	Why  string // a sentence's end: "it is a PDF document"
}

// Open looks into a file, or into an archive of files, and says which parts of
// code books it holds and what it leaves. The data must stay there as long as
// the files are read. The error is for files that hold no part at all.
func Open(ctx context.Context, name string, data io.ReaderAt, size int64) ([]File, []Left, error) {
	l := &looker{ctx: ctx}
	l.plain(member{name: name, size: size, open: func() (io.ReadCloser, error) {
		return io.NopCloser(io.NewSectionReader(data, 0, size)), nil
	}, archive: func() (*zipfile.Archive, io.Closer, error) {
		a, err := zipfile.Open(data, size)
		return a, io.NopCloser(nil), err
	}})
	return l.result(name)
}

// OpenPath is Open for files on disk and for folders with all that is in them;
// files given together are taken for those of one folder. They are opened when
// they are read, and not before.
func OpenPath(ctx context.Context, paths ...string) ([]File, []Left, error) {
	l := &looker{ctx: ctx}
	for _, path := range paths {
		base := filepath.Base(filepath.Clean(path))
		info, err := os.Stat(path)
		switch {
		case err != nil && len(paths) == 1:
			return nil, nil, unopened(err)
		case err != nil:
			l.leave(base, "%v", unopened(err))
		case info.IsDir():
			l.folder(path, base)
		default:
			l.plain(onDisk(path, base, info.Size()))
		}
	}
	if len(paths) == 1 {
		return l.result(filepath.Base(filepath.Clean(paths[0])))
	}
	return l.result("What was given")
}

// folder looks into all files of a folder, and into the archives there.
func (l *looker) folder(dir, base string) {
	err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		name := base
		if rel, err := filepath.Rel(dir, path); err == nil && rel != "." {
			name = filepath.ToSlash(filepath.Join(base, rel))
		}
		switch {
		case l.ctx.Err() != nil || len(l.seen) > mostFiles:
			return filepath.SkipAll
		case err != nil:
			l.leave(name, "%v", unopened(err))
		case entry.Type().IsRegular():
			info, err := entry.Info()
			if err != nil {
				l.leave(name, "%v", unopened(err))
				return nil
			}
			l.plain(onDisk(path, name, info.Size()))
		case !entry.IsDir():
			l.leave(name, "it is a link or a device, not a file")
		}
		return nil
	})
	if err != nil {
		l.leave(base, "%v", unopened(err))
	}
}

// onDisk is a file that is opened when it is read.
func onDisk(path, name string, size int64) member {
	return member{name: name, size: size, open: func() (io.ReadCloser, error) {
		f, err := os.Open(path)
		if err != nil {
			return nil, unopened(err)
		}
		return f, nil
	}, archive: func() (*zipfile.Archive, io.Closer, error) {
		f, err := os.Open(path)
		if err != nil {
			return nil, nil, unopened(err)
		}
		a, err := zipfile.Open(f, size)
		if err != nil {
			f.Close()
		}
		return a, f, err
	}}
}

// unopened is why a file could not be opened, without its path.
func unopened(err error) error {
	switch {
	case errors.Is(err, os.ErrNotExist):
		return errors.New("the file is not there")
	case errors.Is(err, os.ErrPermission):
		return errors.New("this user may not open the file")
	}
	var at *os.PathError
	if errors.As(err, &at) {
		err = at.Err
	}
	return fmt.Errorf("the file could not be opened: %w", err)
}

// Each gives the records of the file, in its order, to put; an error of put ends
// the reading and comes back. The problems are what the reader has to say of a
// file that it could read. An error says why the file could not be read to its
// end, and what is missing: then nothing that it gave may be kept.
func (f *File) Each(ctx context.Context, report parse.Report, put func(codebook.Record) error) ([]parse.Problem, error) {
	if f.read == nil {
		return nil, errors.New("no file was opened")
	}
	r := &reading{ctx: ctx, file: f, report: report, total: int(f.Size), hear: put}
	err := ctx.Err()
	if err == nil {
		err = f.read(r)
	}
	if err == nil && r.records == 0 {
		err = errors.New("there is nothing in the file: it has the beginning of one, and no codes after it")
	}
	if err == nil && report != nil {
		report(r.total, r.total)
	}
	r.close()
	return r.problems.List(), err
}
