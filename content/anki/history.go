package anki

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"time"

	"chartroom/content/parse"
	"chartroom/quiz"
	"chartroom/quiz/srs"
)

// History is what a learner did with a card in Anki, and when it comes back.
type History struct {
	Question  quiz.QuestionID
	Key       string // the question's
	Reviews   []Review
	Suspended bool
	Buried    bool       // put off to the next day
	Flag      int        // its colour, 1 to 7; 0 = none
	Due       time.Time  // the moment, or the begin of the day; zero = it was never learnt
	Memory    srs.Memory // as Anki had fitted it; zero = it had not
}

// Review is one answer that counts.
type Review struct {
	At    time.Time // whole milliseconds
	Grade srs.Grade
	Took  time.Duration
}

// entry is a row of the log of reviews.
type entry struct {
	at, took, factor int64 // ms, ms, thousandths or 0
	ease, kind       int64
}

// The kinds of entry (ankitects/anki, rslib/src/revlog/mod.rs). Manual ones
// are "Set due date" and "Forget"; of a filtered deck only those count that
// change the schedule, which have a factor.
const (
	learning    = 0
	relearning  = 2
	filtered    = 3
	manual      = 4
	rescheduled = 5
)

// counts reports whether an entry is an answer that the memory learnt from.
func (e *entry) counts() bool {
	return e.ease >= 1 && e.ease <= 4 && e.kind != manual && e.kind != rescheduled && (e.kind != filtered || e.factor != 0)
}

// resets reports whether an entry made its card a new one ("Forget").
func (e *entry) resets() bool { return e.kind == manual && e.factor == 0 }

// answers are the entries that count, from the first of the last block of
// learning on: what came before a card was forgotten on purpose tells nothing
// of its memory. A log without such a block gives none; it begins in the
// middle. (Source: ankitects/anki, rslib/src/scheduler/fsrs/params.rs,
// reviews_for_fsrs.)
func answers(log []entry) []entry {
	kept := log[:0:0]
	for _, e := range log {
		if e.counts() || e.resets() {
			kept = append(kept, e)
		}
	}
	first := -1
	for i := len(kept) - 1; i >= 0; i-- {
		switch e := &kept[i]; {
		case e.resets():
			if first < 0 {
				return nil
			}
			return kept[first:]
		case e.kind == learning:
			first = i
		case first >= 0:
			return kept[first:]
		}
	}
	if first < 0 {
		return nil
	}
	return kept[first:]
}

// grade is the grade of an entry. The scheduler before 2018 had three buttons
// while a card was learnt: Again, Good, Easy.
func (e *entry) grade(scheduler int64) srs.Grade {
	if scheduler < 2 && (e.kind == learning || e.kind == relearning) {
		switch e.ease {
		case 2:
			return srs.Good
		case 3:
			return srs.Easy
		}
	}
	return srs.Grade(e.ease)
}

// readHistory reads the log of reviews and the schedule of the cards that
// became questions.
func (r *reader) readHistory(ctx context.Context, d *database) error {
	logs, err := r.readLog(ctx, d)
	if err != nil {
		return err
	}
	unbegun := 0
	for i := range r.cards {
		c := &r.cards[i]
		if c.question < 0 {
			continue
		}
		q := &r.bank.Questions[c.question]
		h := History{
			Question: q.ID, Key: q.Key, Suspended: c.queue == -1, Buried: c.queue == -2 || c.queue == -3,
			Flag: int(c.flags & 7), Due: r.due(c),
		}
		h.Memory = c.memory()
		log := logs[c.id]
		slices.SortStableFunc(log, func(a, b entry) int { return cmp.Compare(a.at, b.at) })
		counted := answers(log)
		for j := range counted {
			e := &counted[j]
			h.Reviews = append(h.Reviews, Review{
				At: time.UnixMilli(e.at).UTC(), Grade: e.grade(r.collection.scheduler), Took: time.Duration(e.took) * time.Millisecond,
			})
		}
		if len(log) > 0 && len(counted) == 0 && slices.ContainsFunc(log, func(e entry) bool { return e.counts() }) {
			unbegun++
		}
		if len(h.Reviews) > 0 || h.Suspended || h.Buried || h.Flag != 0 || !h.Due.IsZero() || !h.Memory.IsZero() {
			r.history = append(r.history, h)
		}
	}
	if unbegun > 0 {
		r.say(parse.Warning, "anki-history-without-begin", "", "%d cards have reviews whose beginning is not in the log, or were reset after them; those reviews were left out.", unbegun)
	}
	places := make(map[quiz.QuestionID]int, len(r.bank.Questions))
	for i := range r.bank.Questions {
		places[r.bank.Questions[i].ID] = i
	}
	slices.SortStableFunc(r.history, func(a, b History) int { return cmp.Compare(places[a.Question], places[b.Question]) })
	return nil
}

// mostReviews is how many rows of the log are read: a lifetime's.
const mostReviews = 5_000_000

// The years from which reviews may be, in ms since 1970: from the first Anki
// (2006) to the end of the century.
const earliest, last = 1_136_073_600_000, 4_102_444_800_000

// readLog reads the log of reviews, by card.
func (r *reader) readLog(ctx context.Context, d *database) (map[int64][]entry, error) {
	logs := map[int64][]entry{}
	if !r.hasHistory {
		return logs, nil
	}
	wanted := make(map[int64]bool, len(r.cards))
	for i := range r.cards {
		if r.cards[i].question >= 0 {
			wanted[r.cards[i].id] = true
		}
	}
	rows, strange := 0, 0
	err := d.each(ctx, "SELECT CAST(id AS INTEGER), CAST(cid AS INTEGER), CAST(ease AS INTEGER), CAST(factor AS INTEGER), CAST(time AS INTEGER), CAST(type AS INTEGER) FROM revlog", func(row row) error {
		if rows++; rows > mostReviews {
			return nil
		}
		e := entry{at: row.number(0), ease: row.number(2), factor: row.number(3), took: max(0, min(row.number(4), 3_600_000)), kind: row.number(5)}
		switch cid := row.number(1); {
		case !wanted[cid]:
		case e.at < earliest || e.at > last || e.kind < 0 || e.kind > rescheduled:
			strange++
		default:
			logs[cid] = append(logs[cid], e)
		}
		return nil
	})
	if strange > 0 {
		r.say(parse.Warning, "anki-history-strange", "", "%d reviews have no date, or are of a kind that is not known; they were left out.", strange)
	}
	if rows > mostReviews {
		r.say(parse.Warning, "anki-history-long", "", "The log has %d reviews; only the first %d were read.", rows, mostReviews)
	}
	return logs, err
}

// due is when a card comes back. The day is counted from the day on which the
// collection was made, at the hour at which its days begin; cards that are
// being learnt have the moment instead.
func (r *reader) due(c *card) time.Time {
	const newCard = 0
	switch {
	case c.kind == newCard, c.due < -100_000:
		return time.Time{}
	case c.due > 1_000_000_000 && c.due < last/1000:
		return time.Unix(c.due, 0).UTC()
	case c.due > 100_000 || r.collection.created <= 0 || r.collection.created > last/1000:
		return time.Time{}
	}
	return time.Unix(r.collection.created+c.due*86_400, 0).UTC()
}

// memory is what FSRS had fitted in Anki; zero = nothing.
func (c *card) memory() srs.Memory {
	var data struct {
		Stability  float64 `json:"s"`
		Difficulty float64 `json:"d"`
	}
	if c.data == "" || json.Unmarshal([]byte(c.data), &data) != nil {
		return srs.Memory{}
	}
	if !(data.Stability > 0 && data.Stability <= 36_500 && data.Difficulty >= 1 && data.Difficulty <= 10) {
		return srs.Memory{}
	}
	return srs.Memory{Stability: data.Stability, Difficulty: data.Difficulty}
}
