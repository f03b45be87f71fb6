package anki

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"
	"google.golang.org/protobuf/encoding/protowire"

	"chartroom/content/parse"
	"chartroom/content/zipfile"
)

// The collections that a package may hold, the newest first.
const (
	latest  = "collection.anki21b" // schema 18, packed with zstd
	legacy2 = "collection.anki21"  // schema 11; collection.anki2 beside it is a dummy
	legacy1 = "collection.anki2"   // schema 11
)

// Looks says how much an archive looks like a package of Anki: 2 = it holds a
// collection, 0 = no.
func Looks(a *zipfile.Archive) int {
	if _, err := collectionOf(a); err == nil {
		return 2
	}
	return 0
}

var errNoCollection = errors.New("the archive holds no collection of Anki")

// collectionOf is the member that holds the collection. Where there are
// several, the older ones only ask to update Anki.
func collectionOf(a *zipfile.Archive) (zipfile.Member, error) {
	for _, name := range []string{latest, legacy2, legacy1} {
		if m, ok := a.Find(name); ok {
			return m, nil
		}
	}
	return zipfile.Member{}, errNoCollection
}

// newestVersion is the newest layout of packages that is known
// (ankitects/anki, proto/anki/import_export.proto, PackageMetadata.Version).
const newestVersion = 3

// checkVersion refuses packages of a layout that is not known yet.
func checkVersion(a *zipfile.Archive, folder string) error {
	m, ok := a.Member(folder + "meta")
	if !ok {
		return nil // the oldest layouts have none
	}
	data, err := m.Read(1 << 10)
	if err != nil {
		return err
	}
	version := uint64(0)
	for f, err := range fields(data) {
		if err != nil {
			return fmt.Errorf("the package does not say its version: %w", err)
		}
		if f.number == 1 {
			version = f.value
		}
	}
	if version == 0 || version > newestVersion {
		return fmt.Errorf("this package was made by a newer Anki (layout %d) than can be read here; export it again with \"Support older Anki versions\" ticked", version)
	}
	return nil
}

// window is how far back a zstd stream may refer, in bytes: four times what
// Anki's compression levels use.
const window = 32 << 20

// unpacked opens a member and undoes Anki's own compression, if it has any.
func unpacked(m zipfile.Member) (io.ReadCloser, error) {
	r, err := m.Open()
	if err != nil {
		return nil, err
	}
	var head [4]byte
	n, err := io.ReadFull(r, head[:])
	whole := io.MultiReader(bytes.NewReader(head[:n]), r)
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return closer{whole, r.Close}, nil
	}
	if err != nil {
		r.Close()
		return nil, err
	}
	if string(head[:]) != "\x28\xB5\x2F\xFD" {
		return closer{whole, r.Close}, nil
	}
	// One at a time: concurrent decoders keep more windows in memory.
	z, err := zstd.NewReader(whole, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(window))
	if err != nil {
		r.Close()
		return nil, fmt.Errorf("%q could not be unpacked: %w", m.Name, err)
	}
	return closer{named{zipfile.Expand(z, m.Size, m.Spend), m.Name}, func() error { z.Close(); return r.Close() }}, nil
}

// closer is a reader and what closes it.
type closer struct {
	io.Reader
	close func() error
}

func (c closer) Close() error { return c.close() }

// named says of which member a stream is damaged.
type named struct {
	io.Reader
	name string
}

func (n named) Read(p []byte) (int, error) {
	read, err := n.Reader.Read(p)
	if err != nil && err != io.EOF {
		err = fmt.Errorf("%q could not be unpacked: %w", n.name, err)
	}
	return read, err
}

// readUnpacked is all of a member, when it unpacks to no more than limit bytes.
func readUnpacked(m zipfile.Member, limit int64) ([]byte, error) {
	r, err := unpacked(m)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, err
	}
	if int64(len(data)) > limit {
		return nil, fmt.Errorf("%q is too large: at most %s can be read", m.Name, parse.Size(limit))
	}
	return data, nil
}

// field is one field of a protobuf message: a number, or bytes.
type field struct {
	number protowire.Number
	value  uint64
	bytes  []byte
}

// fields are the fields of a protobuf message in their order; the error, if
// any, comes last. Fields of other types are passed over.
func fields(data []byte) func(yield func(field, error) bool) {
	return func(yield func(field, error) bool) {
		for len(data) > 0 {
			number, kind, n := protowire.ConsumeTag(data)
			if n < 0 {
				yield(field{}, protowire.ParseError(n))
				return
			}
			data = data[n:]
			f := field{number: number}
			switch kind {
			case protowire.VarintType:
				f.value, n = protowire.ConsumeVarint(data)
			case protowire.BytesType:
				f.bytes, n = protowire.ConsumeBytes(data)
			default:
				n = protowire.ConsumeFieldValue(number, kind, data)
			}
			if n < 0 {
				yield(field{}, protowire.ParseError(n))
				return
			}
			data = data[n:]
			if !yield(f, nil) {
				return
			}
		}
	}
}
