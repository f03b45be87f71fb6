package parse

import "fmt"

// Budget is how much a reader may take in before it refuses: one value, used
// by every importer, so that a hostile or broken file costs a sentence and not
// the machine's memory.
type Budget struct {
	File      int64 // bytes of a file on disk
	Text      int   // bytes of text, once decoded
	Embedding int   // the same of a format whose pictures stand in the text
	Question  int   // bytes of one question, one row or one field
	Questions int   // questions or rows in a file
	Columns   int   // columns in a row
	Problems  int   // problems kept; the rest are only counted

	Entries   int   // members of an archive
	Directory int64 // bytes of an archive's table of contents
	Entry     int64 // bytes of one member, once expanded
	Expanded  int64 // bytes of all members together, once expanded
	Ratio     int64 // how many times its size a member may expand to, beyond Free
	Free      int64 // bytes that a member may expand to at any ratio
	Nesting   int   // archives within archives
	Media     int64 // bytes of one picture or sound

	Memory int64 // bytes that reading may take of the machine, beyond what the program has
}

// Limits is the budget in force. Nothing changes it. (Our own proposals, from
// measurements of what Go's readers do with such files: a row of 50 million
// commas took 27 s and 4.4 GB before there was a limit on columns.)
var Limits = Budget{
	File:      512 << 20,
	Text:      32 << 20,
	Embedding: 64 << 20,
	Question:  1 << 20,
	Questions: 150_000,
	Columns:   512,
	Problems:  10_000,

	Entries:   50_000,
	Directory: 8 << 20, // a table of a million members costs Go's reader 502 MB
	Entry:     256 << 20,
	Expanded:  768 << 20,
	Ratio:     200,
	Free:      10 << 20,
	Nesting:   2,
	Media:     20 << 20,

	Memory: 192 << 20,
}

// Encoded is how many bytes a file of text may have, in whichever encoding:
// UTF-16 takes two for most letters.
func (b *Budget) Encoded() int64 { return 2 * int64(b.Text) }

// Shelf is how many bytes of pictures and sounds a file of a size may bring.
// They are packed already: what expands much is made to fill the memory.
func (b *Budget) Shelf(size int64) int64 { return 64<<20 + 4*size }

// Size says a number of bytes as a person would.
func Size(bytes int64) string {
	switch {
	case bytes >= 1<<30:
		return fmt.Sprintf("%.1f GB", float64(bytes)/(1<<30))
	case bytes >= 1<<20:
		return fmt.Sprintf("%.1f MB", float64(bytes)/(1<<20))
	case bytes >= 1<<10:
		return fmt.Sprintf("%.0f KB", float64(bytes)/(1<<10))
	case bytes == 1:
		return "1 byte"
	}
	return fmt.Sprintf("%d bytes", bytes)
}
