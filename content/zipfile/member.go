package zipfile

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"

	"chartroom/content/parse"
)

// Open reads a member's bytes, as far as the budget goes. The errors name it.
func (m Member) Open() (io.ReadCloser, error) {
	const encrypted = 1 // bit 0 of the flags (PKWARE APPNOTE 4.4.4)
	switch {
	case m.file.Flags&encrypted != 0:
		return nil, fmt.Errorf("%q is encrypted with a password and cannot be read; unpack the archive and save it without one", m.Name)
	case m.Size > parse.Limits.Entry:
		return nil, fmt.Errorf("%q expands to %s; at most %s can be read", m.Name, parse.Size(m.Size), parse.Size(parse.Limits.Entry))
	}
	r, err := m.file.Open()
	if err != nil {
		return nil, m.wrong(err)
	}
	packed := int64(min(m.file.CompressedSize64, uint64(parse.Limits.File)))
	return &memberReader{Expand(r, packed, m.meter.spend), r, m}, nil
}

// Read is all of a member, when it has no more than limit bytes.
func (m Member) Read(limit int64) ([]byte, error) {
	if m.Size > limit {
		return nil, m.tooLarge(limit)
	}
	r, err := m.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	// The claimed size may be a lie: memory is had as the bytes come.
	var b bytes.Buffer
	b.Grow(int(min(m.Size, 1<<20)) + bytes.MinRead)
	if _, err := b.ReadFrom(io.LimitReader(r, limit+1)); err != nil {
		return nil, err
	}
	if int64(b.Len()) > limit {
		return nil, m.tooLarge(limit)
	}
	return b.Bytes(), nil
}

// Spend puts bytes on the archive's account that were expanded from a member's
// own compression.
func (m Member) Spend(bytes int) error { return m.meter.spend(bytes) }

func (m Member) tooLarge(limit int64) error {
	return fmt.Errorf("%q is too large: at most %s can be read", m.Name, parse.Size(limit))
}

// wrong says in words why a member could not be read.
func (m Member) wrong(err error) error {
	switch {
	case errors.Is(err, zip.ErrAlgorithm):
		return fmt.Errorf("%q is compressed in a way that cannot be read here (method %d); pack the archive again as an ordinary zip", m.Name, m.file.Method)
	case errors.Is(err, zip.ErrFormat), errors.Is(err, zip.ErrChecksum), errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("%q is damaged in the archive; download or copy the file again", m.Name)
	}
	return fmt.Errorf("%q could not be read: %w", m.Name, err)
}

func (m *meter) spend(bytes int) error {
	if m.left -= int64(bytes); m.left < 0 {
		return errExpands
	}
	return nil
}

// memberReader reads a member and says in words what went wrong.
type memberReader struct {
	io.Reader
	io.Closer
	member Member
}

func (r *memberReader) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	if err != nil && err != io.EOF && !errors.Is(err, errExpands) {
		err = r.member.wrong(err)
	}
	return n, err
}

// Expand holds what comes out of a decompressor to the budget of one member:
// its length, and how many times the packed bytes it is. spend hears of every
// byte, for the account of the whole; nil = nobody.
func Expand(r io.Reader, packed int64, spend func(bytes int) error) io.Reader {
	most := max(parse.Limits.Free, packed*parse.Limits.Ratio)
	return &expander{r: r, left: min(most, parse.Limits.Entry), spend: spend}
}

type expander struct {
	r     io.Reader
	left  int64
	spend func(int) error
}

func (e *expander) Read(p []byte) (int, error) {
	n, err := e.r.Read(p)
	if e.left -= int64(n); e.left < 0 {
		return 0, errExpands
	}
	if e.spend != nil {
		if err := e.spend(n); err != nil {
			return 0, err
		}
	}
	return n, err
}
