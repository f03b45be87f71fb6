// Package docs is the records of the repository that the program reads too.
package docs

import _ "embed" // for the records

// SourceCheck is the record of the reader who held each question against the
// text of its source: what she read, and what she found there.
//
//go:embed source-check.tsv
var SourceCheck string

// CardRead is the record of the second reader of the cards: a row a fact, how
// she read it and what she found.
//
//go:embed card-read.tsv
var CardRead string

// BlindRead is the record of the second reader: a row a question, with what she
// answered without seeing key or rationale and how a difference was settled.
// Its columns are split by tabs.
//
//go:embed blind-read.tsv
var BlindRead string
