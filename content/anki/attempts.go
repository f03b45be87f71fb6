package anki

import (
	"crypto/sha256"
	"encoding/binary"
	"iter"
	"slices"
	"time"

	"chartroom/quiz"
	"chartroom/quiz/srs"
)

// Attempts are the reviews of a package as answers, in the order of time. The
// id of each follows from its question and its moment, so that the same
// history, read again, gives the same answers. Their progress is not filled
// in.
func Attempts(history []History, days quiz.Days) iter.Seq[quiz.Attempt] {
	type place struct{ card, review int }
	var places []place
	for i := range history {
		for j := range history[i].Reviews {
			places = append(places, place{i, j})
		}
	}
	slices.SortStableFunc(places, func(a, b place) int {
		return history[a.card].Reviews[a.review].At.Compare(history[b.card].Reviews[b.review].At)
	})
	return func(yield func(quiz.Attempt) bool) {
		for _, p := range places {
			h := &history[p.card]
			if !yield(h.attempt(&h.Reviews[p.review], days)) {
				return
			}
		}
	}
}

func (h *History) attempt(r *Review, days quiz.Days) quiz.Attempt {
	a := quiz.Attempt{
		Stamp:    quiz.Stamp{ID: eventID(h.Question, r.At), At: r.At, Day: days.Of(r.At)},
		Question: h.Question, Mode: quiz.ModeReview, Took: r.Took, Grade: r.Grade,
	}
	if r.Grade > srs.Again {
		a.Mark = 1
	}
	return a
}

// eventID is a UUIDv7 (RFC 9562, 5.7) whose random part is a hash of the
// question and the moment.
func eventID(q quiz.QuestionID, at time.Time) (id quiz.EventID) {
	ms := uint64(at.UnixMilli())
	sum := sha256.Sum256(binary.BigEndian.AppendUint64(slices.Clone(q[:]), ms))
	binary.BigEndian.PutUint64(id[:8], ms<<16)
	copy(id[6:], sum[:10])
	id[6] = id[6]&0x0F | 0x70
	id[8] = id[8]&0x3F | 0x80
	return id
}
