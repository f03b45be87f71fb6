package revlog

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"strconv"
)

// head is the first line that Write writes.
const head = "card_id,review_time,review_rating,review_state,review_duration\n"

// Write writes a log, so that Read gives the same answers in the same order.
// An answer that Read would not give back is an error, and ends it.
func Write(w io.Writer, entries iter.Seq[Entry]) error {
	b := bufio.NewWriter(w)
	b.WriteString(head) // bufio keeps the first error for Flush
	line := make([]byte, 0, 80)
	for e := range entries {
		if err := e.check(); err != nil {
			return err
		}
		line = strconv.AppendInt(line[:0], e.Card, 10)
		for _, n := range [...]int64{e.At, int64(e.Grade), int64(e.State), int64(e.Took)} {
			line = strconv.AppendInt(append(line, ','), n, 10)
		}
		b.Write(append(line, '\n'))
	}
	return b.Flush()
}

// check says what is out of range.
func (e Entry) check() error {
	switch {
	case !e.Grade.Valid():
		return fmt.Errorf("an answer to card %d has the grade %d; grades are 1 to 4", e.Card, uint8(e.Grade))
	case e.At < 0 || e.At > LatestTime:
		return fmt.Errorf("an answer to card %d was given at %d ms; times lie between 0 and %d", e.Card, e.At, int64(LatestTime))
	case e.State > Cramming:
		return fmt.Errorf("an answer to card %d has the state %d; states are 0 to %d", e.Card, e.State, Cramming)
	case e.Took < 0:
		return fmt.Errorf("an answer to card %d took %d ms", e.Card, e.Took)
	}
	return nil
}
