package quiz

import (
	"fmt"
	"time"

	"github.com/google/uuid"
)

// EventID names one event for ever, on every machine: a UUIDv7, made before
// the event is saved, so that saving it twice changes nothing.
type EventID uuid.UUID

func (id EventID) String() string { return uuid.UUID(id).String() }

// IsZero reports whether id names no event.
func (id EventID) IsZero() bool { return id == EventID{} }

// MarshalText writes the id as 36 characters, for JSON.
func (id EventID) MarshalText() ([]byte, error) { return uuid.UUID(id).MarshalText() }

// UnmarshalText reads what MarshalText writes.
func (id *EventID) UnmarshalText(b []byte) error { return (*uuid.UUID)(id).UnmarshalText(b) }

// ParseEventID reads what String writes.
func ParseEventID(s string) (EventID, error) {
	u, err := uuid.Parse(s)
	if err != nil {
		return EventID{}, fmt.Errorf("event id %q: %w", s, err)
	}
	return EventID(u), nil
}

// Stamp is the id of something that happened and when it did.
type Stamp struct {
	ID  EventID
	At  time.Time // whole milliseconds
	Day Day       // the study day of At, decided then
}

// EventKind says what happened.
type EventKind string

// The kinds of event in the log. A kind that this version does not know is
// kept, and skipped when the log is folded.
const (
	EventAttempt EventKind = "attempt" // a question was answered
	EventUndo    EventKind = "undo"    // an earlier event was taken back
	EventSuspend EventKind = "suspend" // a question left the schedule, or came back
	EventFlag    EventKind = "flag"    // a question was flagged, or the flag taken off
	EventNote    EventKind = "note"    // the learner's own note on a question
	EventEdit    EventKind = "edit"    // a question was changed by hand
	EventSetting EventKind = "setting" // a setting got another value
	EventImport  EventKind = "import"  // a bank came in, or came in again
	EventSession EventKind = "session" // a session began
	EventDraft   EventKind = "draft"   // an answer was chosen that is not marked yet
	EventFinish  EventKind = "finish"  // a session ended
	EventReport  EventKind = "report"  // the learner says something is wrong with a question
	EventDelete  EventKind = "delete"  // a bank was put away
	EventBury    EventKind = "bury"    // questions are left out until a study day, or no longer
	EventDue     EventKind = "due"     // questions got another day to come back on
	EventReset   EventKind = "reset"   // questions are new again
	EventGo      EventKind = "go"      // another place of an exam was turned to
	EventClock   EventKind = "clock"   // an exam was interrupted, or the clock was set meanwhile
	EventCause   EventKind = "cause"   // the learner says why an answer in a session was wrong
	EventRemark  EventKind = "remark"  // past answers are marked by a corrected key
	EventLookUp  EventKind = "lookup"  // something was opened in the code books beside a question, or shut again
	EventRecipe  EventKind = "recipe"  // a recipe for practice was saved, or put away
	EventJotting EventKind = "jotting" // the learner put something down beside the material, or took it away
)
