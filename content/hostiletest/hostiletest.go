// Package hostiletest makes the files of the catalogue of bad input: bombs,
// lies, endless lines and what else a prankster, a broken program or a damaged
// disk sends. Tests read each of them and hold the reader to little time and
// memory; the benchmark says how much it was. Nothing here leaves the machine,
// and no file expands to more than the budget of package parse by much.
package hostiletest

import (
	"slices"
	"strings"
)

// File is one hostile file.
type File struct {
	Row  string // of the catalogue, such as "Z1": Z archives, C compression, X XML, I pictures, H HTML, D databases, T texts, S sheets, P packs
	What string // what is wrong with it, in words
	Name string // what the file is called
	Make func() []byte

	// Harmless files are read as if nothing were wrong: what is hostile in
	// them stays text. All others are refused, or read with something said.
	Harmless bool
}

// Files are all hostile files, by kind of file.
func Files() []File {
	return slices.Concat(archives(), texts(), markup(), books(), packages(), packs())
}

// many is a text so many times.
func many(n int, s string) string { return strings.Repeat(s, n) }

// text is a file of this text.
func text(s string) func() []byte { return func() []byte { return []byte(s) } }

// repeated is a file of a head, a text so many times, and a tail.
func repeated(head string, n int, s, tail string) func() []byte {
	return func() []byte {
		b := make([]byte, 0, len(head)+n*len(s)+len(tail))
		b = append(b, head...)
		for range n {
			b = append(b, s...)
		}
		return append(b, tail...)
	}
}
