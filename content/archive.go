package content

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"chartroom/content/anki"
	"chartroom/content/parse"
	"chartroom/content/zipfile"
	"chartroom/quiz"
)

// readArchive reads a zip archive: in the format that it is, or, when it only
// wraps one file of questions, that file.
func readArchive(ctx context.Context, r io.ReaderAt, size int64, name string, o Options, report parse.Report) (File, error) {
	a, err := zipfile.Open(r, size)
	if err != nil {
		return File{}, err
	}
	for {
		format, err := o.formatOfArchive(a)
		if err == nil {
			file, err := format.ParseArchive(ctx, a, name, o, report)
			file.Format = format
			settle(&file.Bank)
			return file, err
		}
		m, err := wrapped(a, err)
		if err != nil {
			return File{}, err
		}
		data, err := m.Read(parse.Limits.Entry)
		if err != nil {
			return File{}, err
		}
		if !zipfile.Looks(data) {
			return readWrapped(ctx, m.Name, data, name, o, report)
		}
		if a, err = a.Inside(m); err != nil {
			return File{}, err
		}
	}
}

// readWrapped reads the one file of text in an archive.
func readWrapped(ctx context.Context, member string, data []byte, name string, o Options, report parse.Report) (File, error) {
	format, err := o.format(member, data)
	if err != nil {
		return File{}, fmt.Errorf("%q in the archive: %w", member, err)
	}
	if int64(len(data)) > limit {
		return File{}, fmt.Errorf("%q in the archive: %w", member, tooLarge(int64(len(data)), limit))
	}
	return readText(ctx, format, data, name, o, report)
}

// formatOfArchive is the format to read an archive in, or why there is none: it
// may still wrap a file.
func (o *Options) formatOfArchive(a *zipfile.Archive) (Format, error) {
	if o.Format == "" {
		return formatOfArchive(a)
	}
	f, err := FormatByName(o.Format)
	if err == nil && f.ParseArchive == nil {
		err = fmt.Errorf("this is a zip archive, and %s is text", f.Title)
	}
	return f, err
}

// formatOfArchive finds the format of an archive by what is in it.
func formatOfArchive(a *zipfile.Archive) (Format, error) {
	best, bestScore := -1, 0
	for i, f := range Formats {
		if f.Archive == nil {
			continue
		}
		if score := f.Archive(a); score > bestScore {
			best, bestScore = i, score
		}
	}
	if best < 0 {
		return Format{}, errArchive
	}
	return Formats[best], nil
}

var errArchive = errors.New("this is a zip archive, in no format that can be read here")

// wrapped is the one member of an archive whose name is that of a file of
// questions; otherwise err says why nothing can be read.
func wrapped(a *zipfile.Archive, err error) (zipfile.Member, error) {
	var found []zipfile.Member
	for _, m := range a.Members() {
		ext := strings.ToLower(path.Ext(m.Name))
		known := ext == ".zip"
		for _, f := range Formats {
			known = known || slices.Contains(f.Extensions, ext)
		}
		if known {
			found = append(found, m)
		}
	}
	switch len(found) {
	case 0:
		return zipfile.Member{}, err
	case 1:
		return found[0], nil
	}
	return zipfile.Member{}, fmt.Errorf("this archive holds %d files that may be questions, %q among them; unpack it and choose one", len(found), found[0].Name)
}

// archiveFormat is the format of an archive that is in memory.
func archiveFormat(data []byte) (Format, error) {
	a, err := zipfile.Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return Format{}, err
	}
	return formatOfArchive(a)
}

// parseAnki reads a package of Anki that is in memory.
func parseAnki(ctx context.Context, data []byte, bank string, report parse.Report) (quiz.Bank, []parse.Problem, error) {
	a, err := zipfile.Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return quiz.Bank{}, nil, err
	}
	return anki.Parse(ctx, a, bank, report)
}

// writeOldAnki writes a package for Anki before 2.1.50.
func writeOldAnki(w io.Writer, bank quiz.Bank) error {
	return anki.FormatWith(w, bank, anki.WriteOptions{Old: true})
}

// readAnki reads a package of Anki.
func readAnki(ctx context.Context, a *zipfile.Archive, bank string, o Options, report parse.Report) (File, error) {
	p, problems, err := anki.ParseWith(ctx, a, bank, anki.Options{History: o.History, NoRepairs: o.NoRepairs}, report)
	return File{Bank: p.Bank, Problems: problems, History: p.History}, err
}
