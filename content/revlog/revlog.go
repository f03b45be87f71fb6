// Package revlog reads and writes logs of reviews as tables of comma-separated
// values: a line an answer. It writes the columns of the file revlog.csv that
// FSRS's own optimizer takes, and also reads those of Anki's table "revlog".
// It knows no learner and no day; it never holds more than a line.
//
//	column           what stands in it                          also called
//	card_id          which card: a whole number                 cid, card
//	review_time      when: milliseconds since 1970, UTC         id
//	review_rating    1 again, 2 hard, 3 good, 4 easy            rating, ease, grade, button_chosen
//	review_state     0 new, 1 learning, 2 review, 3 relearning  state; Anki's type
//	review_duration  how long it took: milliseconds             duration_ms, duration; Anki's time
//
// The first three must be there, in any order, named in the first line. Other
// columns mean nothing. Fields are split by commas, semicolons or tabs, as in
// the first line. (Sources: the README of fsrs-optimizer; Anki's
// rslib/src/storage/schema11.sql and revlog/mod.rs.)
package revlog

import (
	"chartroom/quiz/srs"
)

// Entry is one answer.
type Entry struct {
	Card  int64
	At    int64 // milliseconds since 1970, UTC; 0 to LatestTime
	Grade srs.Grade
	State State
	Took  int32 // milliseconds; 0 = not known
}

// State is what the card was when it was answered.
type State uint8

const (
	New        State = 0 // or not known
	Learning   State = 1
	Reviewing  State = 2
	Relearning State = 3
	Cramming   State = 4 // outside the schedule
)

// LatestTime is the last moment that a date can be written for: the end of the
// year 9999.
const LatestTime = 253402300799999

// MostEntries is how many answers a log may have: a review every ten seconds
// of the day for three years.
const MostEntries = 10_000_000
