package quiz

import (
	"errors"
	"fmt"
	"time"
	"unicode/utf8"
)

// Jotting is one thing that the learner put down beside the material: ticked,
// rated, dated, noted or bookmarked. A subject and a field have one value.
type Jotting struct {
	Subject string    `json:"s"`           // what it is about: "career:medical-coder", "code:icd10cm:E11.9"
	Field   string    `json:"f"`           // what of it: "bookmark", "note", "rating", "done", "date"
	Value   string    `json:"v,omitempty"` // "" = taken away
	At      time.Time `json:"at,omitzero"` // when; zero = not yet saved
}

// The longest that a jotting may be, bytes.
const (
	MaxJottingName  = 300     // of its subject and of its field
	MaxJottingValue = 1 << 17 // of its value
)

// Check says what is wrong with a jotting, or nil.
func (j *Jotting) Check() error {
	switch {
	case j.Subject == "" || j.Field == "":
		return errors.New("a jotting needs a subject and a field")
	case len(j.Subject) > MaxJottingName || len(j.Field) > MaxJottingName:
		return fmt.Errorf("the name of a jotting is at most %d bytes long", MaxJottingName)
	case len(j.Value) > MaxJottingValue:
		return fmt.Errorf("it is %d bytes long, and at most %d are kept", len(j.Value), MaxJottingValue)
	case !utf8.ValidString(j.Subject) || !utf8.ValidString(j.Field) || !utf8.ValidString(j.Value):
		return errors.New("it is not text (UTF-8)")
	}
	return nil
}
