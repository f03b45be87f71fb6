package storage

import (
	"context"
	"fmt"
	"time"

	"chartroom/quiz"
)

// lookUpPayload is something that was opened in the code books.
type lookUpPayload struct {
	Nth  int           `json:"i"` // of the place, from 0; one that is there already is said anew
	Set  string        `json:"set"`
	Code string        `json:"code"`
	Part quiz.BookPart `json:"part"`
	For  int64         `json:"for,omitempty"` // ms; 0 = it is open still, or was when the app ended
}

func lookUpOf(nth int, l quiz.LookUp) lookUpPayload {
	return lookUpPayload{nth, l.Set, l.Code, l.Part, l.Took.Milliseconds()}
}

func (p *lookUpPayload) lookUp() quiz.LookUp {
	return quiz.LookUp{Set: p.Set, Code: p.Code, Part: p.Part, Took: time.Duration(p.For) * time.Millisecond}
}

// SaveLookUp keeps something that was opened in the code books beside the
// question at a place of an open session: the nth one, from 0, or how long that
// took. Errors are those of SaveDraft.
func (s *Store) SaveLookUp(ctx context.Context, stamp quiz.Stamp, session quiz.SessionID, index, nth int, l quiz.LookUp) error {
	err := s.write(ctx, func(t *tx) error {
		return t.once(stamp.ID, func() error {
			return t.addAt(stamped(stamp, quiz.EventLookUp).in(session), index, lookUpOf(nth, l))
		})
	})
	if err != nil {
		return fmt.Errorf("save a look-up at %d of session %s: %w", index, session, err)
	}
	return nil
}
