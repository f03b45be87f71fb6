package quiz

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"chartroom/quiz/srs"
)

// Day is a study day: how many days after 1 January 1970 it began. The day of
// an answer is decided when it is given and stored with it, so that counts do
// not change when the learner travels.
type Day int32

// Days decides which study day a moment belongs to.
type Days struct {
	Zone     *time.Location
	Rollover time.Duration // after midnight, 0 to 12 h, whole seconds: when a new study day begins
}

// DefaultRollover is when a study day begins unless the learner says
// otherwise: 4 in the morning, as in Anki.
const DefaultRollover = 4 * time.Hour

// Of is the study day of t: Start(Of(t)) <= t < Start(Of(t)+1), also where the
// clocks are changed at the rollover itself and the time of day misleads.
func (d Days) Of(t time.Time) Day {
	day := DayOf(t.In(d.Zone))
	switch {
	case t.Before(d.Start(day)):
		return day - 1
	case !t.Before(d.Start(day + 1)):
		return day + 1
	}
	return day
}

// Start is the moment at which day begins.
func (d Days) Start(day Day) time.Time {
	date := day.Date()
	return time.Date(date.Year(), date.Month(), date.Day(), 0, 0, int(d.Rollover/time.Second), 0, d.Zone)
}

// DayOf is the day with t's calendar date in t's own zone.
func DayOf(t time.Time) Day {
	y, m, dd := t.Date()
	return Day(time.Date(y, m, dd, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60))
}

// Date is midnight UTC of the day's calendar date.
func (d Day) Date() time.Time { return time.Unix(int64(d)*24*60*60, 0).UTC() }

// String is the date as yyyy-mm-dd.
func (d Day) String() string { return d.Date().Format(time.DateOnly) }

// ParseDay reads a date written yyyy-mm-dd.
func ParseDay(s string) (Day, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, err
	}
	return DayOf(t), nil
}

// ParseWhen reads a day as people name it: how many days after today ("0",
// "5"), or its date as yyyy-mm-dd. Days before today and more than a hundred
// years ahead are errors.
func ParseWhen(text string, today Day) (Day, error) {
	text = strings.TrimSpace(text)
	day, err := ParseDay(text)
	if err != nil {
		n, err := strconv.Atoi(text)
		if err != nil {
			return 0, fmt.Errorf("%q is neither a number of days nor a date like %s", text, today+5)
		}
		if n < 0 || n > srs.MaxInterval {
			return 0, fmt.Errorf("%d days is not between 0 and %d", n, srs.MaxInterval)
		}
		return today + Day(n), nil
	}
	if day < today || day > today+srs.MaxInterval {
		return 0, fmt.Errorf("%s is not between today and a hundred years ahead", day)
	}
	return day, nil
}
