package storage

import (
	"context"
	"database/sql"
	"errors"
	"sync"

	"chartroom/quiz"
)

// chunk is how many events are read in one text.
const chunk = 4000

// folders is how many goroutines fold; each has its own share of questions.
const folders = 2

// folding is an answer on its way from the log to its folder.
type folding struct {
	answer
	question  int32 // place in folded.questions
	mode      int32 // place in modes
	topics    int64
	scheduler *quiz.Scheduler
}

// counts are the day's and the topics' counts.
type counts struct {
	days   map[dayMode]*dayCount
	topics map[labelDay]*topicCount
}

type dayMode struct {
	day  quiz.Day
	mode quiz.Mode
}

type labelDay struct {
	label int64
	day   quiz.Day
}

type topicCount struct{ attempts, right, first, firstRight int64 }

func newCounts() counts {
	return counts{map[dayMode]*dayCount{}, map[labelDay]*topicCount{}}
}

func (c *counts) add(k dayMode, labels []int64, d dayCount) {
	day := c.days[k]
	if day == nil {
		day = &dayCount{}
		c.days[k] = day
	}
	day.add(d, 1)
	for _, l := range labels {
		c.topic(labelDay{l, k.day}).add(topicCount{d.attempts, d.right, d.new, d.new * d.right})
	}
}

func (c *counts) topic(k labelDay) *topicCount {
	t := c.topics[k]
	if t == nil {
		t = &topicCount{}
		c.topics[k] = t
	}
	return t
}

func (t *topicCount) add(o topicCount) {
	t.attempts += o.attempts
	t.right += o.right
	t.first += o.first
	t.firstRight += o.firstRight
}

// foldAttempts reads the answers in the order of the log, and folds each
// question's on one of a few goroutines.
func (t *tx) foldAttempts(ctx context.Context, f *folded, undone map[[2]int64]bool, topics map[int64][]int64, r *RebuildReport, report func(done, total int)) error {
	type stretch struct{ device, last int64 }
	var stretches []stretch
	total := 0
	err := t.rows("SELECT d.device, (SELECT ifnull(max(number), 0) FROM event e WHERE e.device = d.device) FROM device d ORDER BY d.device",
		func(rows *sql.Rows) error {
			var s stretch
			err := rows.Scan(&s.device, &s.last)
			stretches = append(stretches, s)
			total += int(s.last)
			return err
		})
	if err != nil {
		return err
	}
	r.Events = total
	in := unpacker{places: map[quiz.QuestionID]int32{}, folded: f, undone: undone}
	shares := newShares(&in, topics)
	done := 0
	for _, s := range stretches {
		for from := int64(1); from <= s.last && err == nil; from += chunk {
			err = errors.Join(ctx.Err(), t.packed(&in, s.device, from, min(from+chunk-1, s.last), shares))
			done += int(min(chunk, s.last-from+1))
			report(done, total)
		}
	}
	shares.wait()
	if err != nil {
		return err
	}
	r.Attempts = in.attempts
	f.questions = in.questions
	f.standings, f.counts = shares.collect(len(in.questions))
	return nil
}

func (t *tx) packed(in *unpacker, device, from, to int64, shares *shares) error {
	var text sql.RawBytes
	st, err := t.s.stmts.get(query("packed_attempts"))
	if err != nil {
		return err
	}
	rows, err := st.Query(device, from, to)
	if err != nil {
		return err
	}
	return eachRow(rows, func(rows *sql.Rows) error {
		if err := rows.Scan(&text); err != nil {
			return err
		}
		batch, err := in.unpack(text, device)
		if err == nil {
			shares.give(batch)
		}
		return err
	})
}

// shares are the folders, each with every folders-th question.
type shares struct {
	in   [folders]chan shareBatch
	done sync.WaitGroup
	out  [folders]share
	from *unpacker
}

type shareBatch struct {
	answers   []folding
	modes     []quiz.Mode
	questions []quiz.QuestionID
}

type share struct {
	standings []standing // by question / folders
	counts    counts
}

func newShares(from *unpacker, topics map[int64][]int64) *shares {
	s := &shares{from: from}
	for w := range folders {
		s.in[w] = make(chan shareBatch, 8)
		s.out[w].counts = newCounts()
		s.done.Add(1)
		go func() {
			defer s.done.Done()
			for b := range s.in[w] {
				s.out[w].fold(w, b, topics)
			}
		}()
	}
	return s
}

func (s *shares) give(batch []folding) {
	for w := range folders {
		s.in[w] <- shareBatch{batch, s.from.modes, s.from.questions}
	}
}

func (s *shares) wait() {
	for w := range folders {
		close(s.in[w])
	}
	s.done.Wait()
}

func (o *share) fold(w int, b shareBatch, topics map[int64][]int64) {
	for i := range b.answers {
		a := &b.answers[i]
		if int(a.question)%folders != w {
			continue
		}
		at := int(a.question) / folders
		for at >= len(o.standings) {
			o.standings = append(o.standings, standing{})
		}
		next, d := o.standings[at].after(a.scheduler, b.questions[a.question], a.answer)
		o.standings[at] = next
		o.counts.add(dayMode{a.day, b.modes[a.mode]}, topics[a.topics], d)
	}
}

// collect puts the shares together.
func (s *shares) collect(questions int) ([]standing, counts) {
	all := make([]standing, questions)
	total := newCounts()
	for w := range folders {
		for i, st := range s.out[w].standings {
			if q := i*folders + w; q < questions {
				all[q] = st
			}
		}
		for k, d := range s.out[w].counts.days {
			if total.days[k] == nil {
				total.days[k] = &dayCount{}
			}
			total.days[k].add(*d, 1)
		}
		for k, c := range s.out[w].counts.topics {
			total.topic(k).add(*c)
		}
	}
	return all, total
}
