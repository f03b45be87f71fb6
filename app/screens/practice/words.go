package practice

import (
	"fmt"
	"strings"
	"time"

	"chartroom/quiz"
)

// certaintyPays explains certainty in a sentence, with the marks of quiz.CBMMark.
const certaintyPays = "Say how sure you are: a right guess earns 1, “think so” 2, “sure” 3; wrong, they cost 0, 2 and 6, so that “sure” pays only above 80 %."

// earned is what an answer earned by its certainty, and for what.
func earned(mark float64, c quiz.Certainty) string {
	return fmt.Sprintf("%s: %s and %s", signed(quiz.CBMMark(mark, c)), c, verdictWord(mark))
}

// verdictWord is what an answer was.
func verdictWord(mark float64) string {
	switch quiz.VerdictOf(mark) {
	case quiz.Right:
		return "right"
	case quiz.Partly:
		return "partly right"
	}
	return "wrong"
}

// signed is a number of marks with its sign, without needless decimals.
func signed(n float64) string {
	return strings.Replace(strings.TrimSuffix(fmt.Sprintf("%+.1f", n), ".0"), "-", "−", 1)
}

// place is where in the session this is.
func (m *model) place() string {
	switch {
	case m.extra:
		return "another one"
	case m.session.Ask == 0:
		return fmt.Sprintf("%d of %d", m.at+1, m.asks())
	case m.session.Finished:
		return "asked"
	}
	n := m.session.Done()
	if !m.marked() {
		n++
	}
	return fmt.Sprintf("%d of %d", n, m.asks())
}

// lasting is a span of time in words: "8 seconds", "1 minute 20 seconds".
func lasting(d time.Duration) string {
	seconds := int(d.Round(time.Second).Seconds())
	if seconds < 60 {
		return quiz.Count(seconds, "second")
	}
	words := quiz.Count(seconds/60, "minute")
	if rest := seconds % 60; rest > 0 {
		words += " " + quiz.Count(rest, "second")
	}
	return words
}
