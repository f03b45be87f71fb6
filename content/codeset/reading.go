package codeset

import (
	"context"
	"fmt"
	"io"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"chartroom/content/parse"
	"chartroom/content/zipfile"
	"chartroom/quiz"
	"chartroom/quiz/codebook"
)

// Limits of these files (our own proposals).
const (
	mostFiles   = 2_000     // that are looked into; the official archives have dozens
	mostInner   = 50        // archives within archives that are looked into
	mostLine    = 64 << 10  // bytes of a line of text; the longest official ones have 400
	mostRecords = 2_000_000 // of a file; the longest has 100,000
	headSize    = 64 << 10  // bytes by which a file is recognised
)

// member is a file that can be opened, more than once.
type member struct {
	name    string // "cms.zip/icd10cm_order_2026.txt"
	size    int64
	open    func() (io.ReadCloser, error)
	archive func() (*zipfile.Archive, io.Closer, error) // it as an archive
	peek    func() (io.ReadCloser, error)               // open, while its archive is open anyway; nil = it is not
}

// head is the beginning of a member, and whether that is all of it.
func (m *member) head(size int) (head []byte, whole bool, err error) {
	open := m.open
	if m.peek != nil {
		open = m.peek
	}
	in, err := open()
	if err != nil {
		return nil, false, err
	}
	defer in.Close()
	head = make([]byte, size+1)
	n, err := io.ReadFull(in, head)
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return head[:n], true, nil
	}
	return head[:min(n, size)], false, err
}

// reading is one file being read.
type reading struct {
	ctx      context.Context
	file     *File
	report   parse.Report
	total    int  // bytes
	book     bool // it is a workbook
	sheet    int  // that is read of it
	done     int
	hear     func(codebook.Record) error
	records  int
	problems parse.Problems
	closers  []io.Closer
	codes    map[[7]byte]bool // of a list, to find those that stand there twice
}

func (r *reading) close() {
	for _, c := range r.closers {
		c.Close()
	}
}

// in is the text of the file in UTF-8, but for single bytes of Latin-1, and
// without a byte order mark.
func (r *reading) in() (io.Reader, error) {
	if r.file.Size > int64(parse.Limits.Embedding) {
		return nil, fmt.Errorf("the file has %s; at most %s can be read, and the largest official one has 15 MB", parse.Size(r.file.Size), parse.Size(int64(parse.Limits.Embedding)))
	}
	in, err := r.file.member.open()
	if err != nil {
		return nil, err
	}
	r.closers = append(r.closers, in)
	return decoded(&counted{in, r}), nil
}

// decoded is a text in UTF-16 with a byte order mark, or in anything else, as
// UTF-8 or as it is.
func decoded(r io.Reader) io.Reader {
	return transform.NewReader(r, unicode.BOMOverride(encoding.Nop.NewDecoder()))
}

// counted tells the reading how far it has come.
type counted struct {
	from io.Reader
	r    *reading
}

func (c *counted) Read(p []byte) (int, error) {
	if err := c.r.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := c.from.Read(p)
	before := c.r.done
	if c.r.done += n; c.r.done > parse.Limits.Embedding {
		return 0, fmt.Errorf("the file holds more than %s; it is no official file, so it was not read", parse.Size(int64(parse.Limits.Embedding)))
	}
	if c.r.report != nil && c.r.done>>17 != before>>17 {
		c.r.report(min(c.r.done, c.r.total), c.r.total)
	}
	return n, err
}

// put gives a record.
func (r *reading) put(record codebook.Record) error {
	if err := r.ctx.Err(); err != nil {
		return err
	}
	if r.records++; r.records > mostRecords {
		return fmt.Errorf("the file holds more than %d records; it is no official file, so it was not read further", mostRecords)
	}
	return r.hear(record)
}

// say keeps a problem.
func (r *reading) say(line int, severity parse.Severity, rule, format string, args ...any) {
	if !r.problems.Skip() {
		r.problems.Add(parse.Problem{Line: line, Severity: severity, Rule: rule, Message: fmt.Sprintf(format, args...)})
	}
}

// first refuses a code that stood in the list before.
func (r *reading) first(line int, code string) error {
	var key [7]byte
	copy(key[:], code)
	if r.codes[key] {
		return fmt.Errorf("line %s: the code %s stands in the file twice. The file is damaged, or was changed; download it again", quiz.Thousands(line), code)
	}
	if r.codes == nil {
		r.codes = map[[7]byte]bool{}
	}
	r.codes[key] = true
	return nil
}
