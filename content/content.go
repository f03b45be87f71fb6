// Package content is what there is to study: the shipped material, and the
// readers of the files that people bring. It hands out quiz values; it knows no
// database and no screen.
package content

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"chartroom/content/aiken"
	"chartroom/content/anki"
	"chartroom/content/blackboard"
	"chartroom/content/brightspace"
	"chartroom/content/drills"
	"chartroom/content/gift"
	"chartroom/content/missingword"
	"chartroom/content/moodlexml"
	"chartroom/content/pack"
	"chartroom/content/parse"
	"chartroom/content/qti"
	"chartroom/content/sheet"
	"chartroom/content/table"
	"chartroom/content/zipfile"
	"chartroom/quiz"
)

// Format is a kind of file that can be read, and written.
type Format struct {
	Name       string   // a slug, such as "gift"
	Title      string   // what people call it
	Extensions []string // with the dot; the first is for writing

	// Parse reads a whole file into the bank of a name; the error is for files
	// of which nothing could be read.
	Parse func(ctx context.Context, data []byte, bank string, report parse.Report) (quiz.Bank, []parse.Problem, error)

	// Strict is Parse with every repair an error; nil where repairs concern
	// the file as a whole (its encoding, HTML) and no single question.
	Strict func(ctx context.Context, data []byte, bank string, report parse.Report) (quiz.Bank, []parse.Problem, error)

	// ParseBeside is Parse for formats that name files beside them: pictures.
	ParseBeside func(ctx context.Context, data []byte, bank string, media func(name string) ([]byte, error), report parse.Report) (quiz.Bank, []parse.Problem, error)

	// ParseWith is Parse with all options, for formats that know more of them
	// than Strict and ParseBeside say; nil for the others.
	ParseWith func(ctx context.Context, data []byte, bank string, o Options, report parse.Report) (quiz.Bank, []parse.Problem, error)

	// Write writes a bank so that Parse reads the same again; Holds says why
	// it cannot, for one question. Both are nil for formats that are only read.
	Write func(w io.Writer, bank quiz.Bank) error
	Holds func(q *quiz.Question) error

	// WriteOld is Write in the layout of older programs; nil where there is
	// only one.
	WriteOld func(w io.Writer, bank quiz.Bank) error

	// Sniff says how much a file's beginning looks like this format: 2 = only
	// this format has what was seen, 1 = it may be, 0 = no. It is nil for
	// formats that are archives only.
	Sniff func(head string) int

	// Archive says the same of a zip archive, and ParseArchive reads one,
	// member by member where Parse has it in memory; Format is filled in for
	// it. Both are nil for formats that are text.
	Archive      func(a *zipfile.Archive) int
	ParseArchive func(ctx context.Context, a *zipfile.Archive, bank string, o Options, report parse.Report) (File, error)
}

// Formats lists every format. To add one, write its package and one entry here.
var Formats = []Format{
	{Name: "gift", Title: "GIFT (Moodle)", Extensions: []string{".gift", ".txt"},
		Parse: gift.Parse, Strict: strictGIFT, Write: gift.Format, Holds: gift.Holds, Sniff: unlessUpload(looksGIFT)},
	{Name: "aiken", Title: "Aiken", Extensions: []string{".aiken", ".txt"},
		Parse: aiken.Parse, Strict: strictAiken, Sniff: aiken.Looks},
	{Name: "moodle-xml", Title: "Moodle XML", Extensions: []string{".xml"},
		Parse: moodlexml.Parse, Strict: strictMoodleXML, Write: moodlexml.Format, Holds: moodlexml.Holds, Sniff: moodlexml.Looks},
	{Name: "table", Title: "Table of flashcards (Anki, Quizlet, Excel)", Extensions: []string{".tsv", ".csv", ".tab", ".txt"},
		Parse: sheet.Parse, ParseBeside: parseTable, Write: sheet.Format, Holds: sheet.Holds, Sniff: unlessUpload(looksCards)},
	{Name: "csv", Title: "Table of questions (CSV)", Extensions: []string{".csv", ".tsv", ".tab", ".txt"},
		Parse: table.Parse, ParseWith: parseQuestions, Write: table.Format, Holds: table.Holds, Sniff: unlessUpload(table.Looks)},
	{Name: "xlsx", Title: "Excel workbook", Extensions: []string{".xlsx", ".xlsm"},
		Parse: parseBook, Write: table.FormatBook, Holds: table.HoldsBook, Archive: table.LooksBook, ParseArchive: readBook},
	{Name: "missing-word", Title: "Missing word (Moodle)", Extensions: []string{".missingword", ".txt"},
		Parse: missingword.Parse, ParseWith: parseMissingWord, Sniff: missingword.Looks},
	{Name: "blackboard", Title: "Blackboard (upload, pool)", Extensions: []string{".txt", ".dat", ".xml"},
		Parse: blackboard.Parse, ParseWith: parseBlackboard, Sniff: blackboard.Looks, Archive: blackboard.LooksArchive, ParseArchive: readBlackboard},
	{Name: "brightspace", Title: "Brightspace (CSV)", Extensions: []string{".csv", ".txt"},
		Parse: brightspace.Parse, ParseWith: parseBrightspace, Sniff: brightspace.Looks},
	{Name: "drills", Title: "Table of number drills", Extensions: []string{".drills", ".tsv", ".csv", ".txt"},
		Parse: drills.Parse, Write: drills.Format, Holds: drills.Holds, Sniff: drills.Looks},
	{Name: "anki", Title: "Anki package", Extensions: []string{".apkg", ".colpkg"},
		Parse: parseAnki, Write: anki.Format, WriteOld: writeOldAnki, Holds: anki.Holds, Archive: anki.Looks, ParseArchive: readAnki},
	{Name: "qti", Title: "QTI (Canvas, Blackboard, Brightspace)", Extensions: []string{".zip", ".imscc", ".qti", ".xml", ".dat"},
		Parse: parseQTI, Strict: strictQTI, ParseBeside: parseQTIBeside, Write: qti.Format, Holds: qti.Holds,
		Sniff: qti.Looks, Archive: qti.LooksArchive, ParseArchive: readQTI},
	{Name: "chartroom", Title: "Chartroom pack", Extensions: []string{".chartroom"},
		Parse: parsePack, Write: writePack, Holds: pack.Holds, Archive: pack.Looks, ParseArchive: readPack},
}

func parseTable(ctx context.Context, data []byte, bank string, media func(name string) ([]byte, error), report parse.Report) (quiz.Bank, []parse.Problem, error) {
	return sheet.ParseWith(ctx, data, bank, sheet.Options{Media: media}, report)
}

func strictAiken(ctx context.Context, data []byte, bank string, report parse.Report) (quiz.Bank, []parse.Problem, error) {
	return aiken.ParseWith(ctx, data, bank, aiken.Options{NoRepairs: true}, report)
}

// looksGIFT leaves XML alone whose texts hold what GIFT has, such as the gaps
// of Moodle's cloze questions, the weights that only missing word has, and the
// solutions of drills.
func looksGIFT(head string) int {
	if moodlexml.Looks(head) == 2 || qti.Looks(head) == 2 || missingword.Looks(head) == 2 || drills.Looks(head) == 2 {
		return 0
	}
	return gift.Looks(head)
}

func strictMoodleXML(ctx context.Context, data []byte, bank string, report parse.Report) (quiz.Bank, []parse.Problem, error) {
	return moodlexml.ParseWith(ctx, data, bank, moodlexml.Options{NoRepairs: true}, report)
}

func strictGIFT(ctx context.Context, data []byte, bank string, report parse.Report) (quiz.Bank, []parse.Problem, error) {
	return gift.ParseWith(ctx, data, bank, gift.Options{NoRepairs: true}, report)
}

// Written are the formats that can be written.
func Written() []Format {
	return slices.DeleteFunc(slices.Clone(Formats), func(f Format) bool { return f.Write == nil })
}

// ErrFormat is the error for files in no format that can be read.
var ErrFormat = errFormat()

func errFormat() error {
	var titles []string
	for _, f := range Formats {
		titles = append(titles, f.Title)
	}
	return errors.New("this is no format that can be read here; what can be read is " + and(titles))
}

// sniffed is how much of a file is looked at to find its format, in bytes.
const sniffed = 64 << 10

// FormatOf finds a file's format: by what its beginning holds, and only where
// that leaves a choice by its name.
func FormatOf(name string, head []byte) (Format, error) {
	if zipfile.Looks(head) {
		return archiveFormat(head)
	}
	if len(head) > sniffed {
		head = head[:sniffed]
	}
	text, _, _, err := parse.Decode(head)
	if err != nil {
		return Format{}, err
	}
	if err := notQuestions(text); err != nil && !(err == errXML && sure(text)) {
		return Format{}, err
	}
	ext := strings.ToLower(filepath.Ext(name))
	best, bestScore := -1, 0
	for i, f := range Formats {
		if f.Sniff == nil {
			continue
		}
		// A name that fits counts for more than "may be", and for less than
		// what no other format has; text files may be anything.
		score := 4 * f.Sniff(text)
		if slices.Contains(f.Extensions, ext) {
			score++
			if !vague[ext] {
				score += 4
			}
		}
		if score > bestScore {
			best, bestScore = i, score
		}
	}
	switch {
	case bestScore < 4:
		return Format{}, ErrFormat
	}
	return Formats[best], nil
}

// errXML is the error for XML in none of the formats.
var errXML = errors.New("this is XML of a kind that is not read; export the questions as QTI or GIFT")

// sure reports whether a text is XML of one of the formats.
func sure(text string) bool {
	return slices.ContainsFunc(Formats, func(f Format) bool {
		return slices.Contains(f.Extensions, ".xml") && f.Sniff != nil && f.Sniff(text) == 2
	})
}

// vague are the endings of names that do not say what a file is.
var vague = map[string]bool{".txt": true, ".xml": true, ".dat": true}

// notQuestions names texts that people are likely to bring, and that are in
// none of the formats.
func notQuestions(text string) error {
	start := strings.ToLower(strings.TrimSpace(text[:min(len(text), 512)]))
	switch {
	case strings.HasPrefix(start, "<?xml"), strings.HasPrefix(start, "<quiz"):
		return errXML
	case strings.HasPrefix(start, "<!doctype html"), strings.HasPrefix(start, "<html"):
		return errors.New("this is a web page, not a file of questions")
	}
	if json := strings.Join(strings.Fields(start), ""); strings.HasPrefix(json, `{"`) || strings.HasPrefix(json, `[{"`) {
		return errors.New("this is JSON, not a file of questions")
	}
	return nil
}

// ReadFile reads a file of questions. Folders, devices and files over the
// limits are refused before they are read. The bank has the name of the file
// unless o gives another;
// the error does not name it, as whoever asks knows it.
func ReadFile(ctx context.Context, path string, o Options, report parse.Report) (File, error) {
	defer bounded()()
	fail := func(err error) (File, error) { return File{}, err }
	file, size, err := open(path)
	if err != nil {
		return fail(err)
	}
	defer file.Close()
	head := make([]byte, min(size, sniffed))
	if _, err := io.ReadFull(file, head); err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return fail(reason(err))
	}
	name := o.Bank
	if name == "" {
		name = bankName(path)
	}
	if zipfile.Looks(head) {
		return readArchive(ctx, file, size, name, o, report)
	}
	if size > limit {
		return fail(tooLarge(size, limit))
	}
	format, err := o.format(path, head)
	if err != nil {
		return fail(err)
	}
	if err := ctx.Err(); err != nil {
		return fail(err)
	}
	// One byte more than there was, to see whether the file has grown past the
	// limit meanwhile.
	data := bytes.NewBuffer(make([]byte, 0, size+bytes.MinRead))
	data.Write(head)
	if _, err := data.ReadFrom(io.LimitReader(file, limit-int64(len(head))+1)); err != nil {
		return fail(reason(err))
	}
	if int64(data.Len()) > limit {
		return fail(tooLarge(int64(data.Len()), limit))
	}
	if o.Media == nil {
		o.Media = newBeside(path).open
	}
	return readText(ctx, format, data.Bytes(), name, o, report)
}

// format is the format to read a text in: the one that was asked for, or the
// one that it is.
func (o *Options) format(path string, head []byte) (Format, error) {
	if o.Format == "" && o.Mapping != nil {
		return FormatByName("csv")
	}
	if o.Format == "" {
		return FormatOf(path, head)
	}
	f, err := FormatByName(o.Format)
	if err == nil && f.Sniff == nil {
		err = fmt.Errorf("the file is not an archive, as %s is", f.Title)
	}
	return f, err
}

// readText reads a file of text in a format.
func readText(ctx context.Context, format Format, data []byte, name string, o Options, report parse.Report) (File, error) {
	parser := format.Parse
	switch {
	case format.ParseWith != nil:
		parser = func(ctx context.Context, data []byte, bank string, report parse.Report) (quiz.Bank, []parse.Problem, error) {
			return format.ParseWith(ctx, data, bank, o, report)
		}
	case o.NoRepairs && format.Strict != nil:
		parser = format.Strict
	case o.Media != nil && format.ParseBeside != nil:
		parser = func(ctx context.Context, data []byte, bank string, report parse.Report) (quiz.Bank, []parse.Problem, error) {
			return format.ParseBeside(ctx, data, bank, o.Media, report)
		}
	}
	bank, problems, err := parser(ctx, data, name, report)
	settle(&bank)
	return File{Bank: bank, Format: format, Problems: problems}, err
}

// limit is how large a file of text may be: UTF-16 takes two bytes for most
// letters.
var limit = 2 * int64(parse.Limits.Embedding)

// open opens a file that can be read, and says how long it is.
func open(path string) (*os.File, int64, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, 0, reason(err)
	}
	switch {
	case info.IsDir():
		return nil, 0, errors.New("this is a folder; choose a file in it")
	case !info.Mode().IsRegular():
		return nil, 0, errors.New("this is not a file but a device")
	case info.Size() > parse.Limits.File:
		return nil, 0, tooLarge(info.Size(), parse.Limits.File)
	case info.Size() == 0:
		return nil, 0, parse.ErrEmpty
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, 0, reason(err)
	}
	return file, info.Size(), nil
}

func tooLarge(size, limit int64) error {
	return fmt.Errorf("the file has %s; at most %s can be read", parse.Size(size), parse.Size(limit))
}

// reason is a file system's error in words, without the path.
func reason(err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fileError{"there is no such file", err}
	case errors.Is(err, fs.ErrPermission):
		return fileError{"the file may not be read by this user", err}
	}
	return fmt.Errorf("the file could not be read: %w", err)
}

// fileError says something else than the error that it stands for.
type fileError struct {
	text string
	err  error
}

func (e fileError) Error() string { return e.text }
func (e fileError) Unwrap() error { return e.err }

// bankName is a file's name without its extensions.
func bankName(path string) string {
	name := filepath.Base(path)
	for {
		ext := filepath.Ext(name)
		known := false
		for _, f := range Formats {
			known = known || slices.Contains(f.Extensions, strings.ToLower(ext))
		}
		if !known || ext == name {
			return name
		}
		name = strings.TrimSuffix(name, ext)
	}
}
