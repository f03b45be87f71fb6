package quiz

import (
	"fmt"
	"time"
)

// Wait is a span in the words that stand under a grade: "in 10 minutes",
// "in 4 days", "in 3 months".
func Wait(d time.Duration) string {
	const day = 24 * time.Hour
	// Rounded before they are compared, so that no wait is "in 60 minutes".
	minutes, hours := d.Round(time.Minute), d.Round(time.Hour)
	switch {
	case minutes < 2*time.Minute:
		return "in 1 minute"
	case minutes < time.Hour:
		return fmt.Sprintf("in %.0f minutes", minutes.Minutes())
	case hours < 2*time.Hour:
		return "in 1 hour"
	case hours < day:
		return fmt.Sprintf("in %.0f hours", hours.Hours())
	}
	return WaitDays(int(d.Hours()/24 + .5))
}

// WaitDays is a number of whole days, 1 or more, in words.
func WaitDays(days int) string {
	switch {
	case days <= 1:
		return "tomorrow"
	case days < 60:
		return fmt.Sprintf("in %d days", days)
	case days < 730:
		return fmt.Sprintf("in %.0f months", float64(days)/30.44)
	}
	return fmt.Sprintf("in %.1f years", float64(days)/365.25)
}

// WaitFor is when a question comes back, in words, for an answer on day at
// the moment at.
func WaitFor(p Progress, at time.Time, day Day) string {
	if p.Learning() {
		return Wait(p.Due.Sub(at))
	}
	return WaitDays(int(p.DueDay - day))
}

// Capital is s with a capital at its beginning, where it begins with a small
// letter of ASCII.
func Capital(s string) string {
	if s == "" || s[0] < 'a' || s[0] > 'z' {
		return s
	}
	return string(s[0]-'a'+'A') + s[1:]
}

// Month is a month written yyyy-mm, or a day written yyyy-mm-dd, in words:
// "Nov 2026". Anything else stays as it is.
func Month(s string) string {
	for _, layout := range []string{"2006-01", time.DateOnly} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Format("Jan 2006")
		}
	}
	return s
}

// Count is a number and its noun: "1 card", "2 cards".
func Count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return Thousands(n) + " " + noun + "s"
}

// Thousands is n with commas: 1,180.
func Thousands(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
