// Package docs is the records of the repository that the program reads too.
package docs

import _ "embed" // for the records

// BlindRead is the record of the second reader: a row a question, with what she
// answered without seeing key or rationale and how a difference was settled.
// Its columns are split by tabs.
//
//go:embed blind-read.tsv
var BlindRead string
