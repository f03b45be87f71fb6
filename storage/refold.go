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
	kind      moveKind
	scheduler *quiz.Scheduler
}

// counts are the day's and the topics' counts.
type counts struct {
	days   map[dayMode]*dayCount
	topics map[labelDay]*topicCount
	recall recalls
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
	return counts{map[dayMode]*dayCount{}, map[labelDay]*topicCount{}, newRecalls()}
}

func (c *counts) add(k dayMode, labels []int64, d dayCount) {
	day := c.days[k]
	if day == nil {
		day = &dayCount{}
		c.days[k] = day
	}
	day.add(d, 1)
	c.recall.count(k.day, d.recall)
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
	in := newUnpacker(f, undone)
	var out [folders]share
	for w := range out {
		out[w] = share{counts: newCounts(), now: f.eras.now(), keep: f.eras.models()}
	}
	shares := newShares(in, func(w int, b shareBatch) { out[w].fold(w, b, topics) })
	var err error
	r.Events, err = t.deal(ctx, in, shares, report)
	if err != nil {
		return err
	}
	r.Attempts = in.attempts
	f.questions = in.questions
	f.standings, f.counts = collect(out[:], len(in.questions))
	return nil
}

// deal reads all answers and deals them out; it returns when they are folded.
func (t *tx) deal(ctx context.Context, in *unpacker, to *shares, report func(done, total int)) (events int, err error) {
	defer to.wait()
	type stretch struct{ device, last int64 }
	var stretches []stretch
	err = t.rows("SELECT d.device, (SELECT ifnull(max(number), 0) FROM event e WHERE e.device = d.device) FROM device d ORDER BY d.device",
		func(rows *sql.Rows) error {
			var s stretch
			err := rows.Scan(&s.device, &s.last)
			stretches = append(stretches, s)
			events += int(s.last)
			return err
		})
	done := 0
	for _, s := range stretches {
		for from := int64(1); from <= s.last && err == nil; from += chunk {
			err = errors.Join(ctx.Err(), t.packed(in, s.device, from, min(from+chunk-1, s.last), to))
			done += int(min(chunk, s.last-from+1))
			report(done, events)
		}
	}
	return events, err
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
		batch, err := in.unpack(text, device, to)
		if err == nil {
			shares.give(batch)
		}
		return err
	})
}

// shares deals answers out to the folders, each with every folders-th question.
type shares struct {
	in   [folders]chan shareBatch
	done sync.WaitGroup
	from *unpacker
}

type shareBatch struct {
	answers   []folding
	modes     []quiz.Mode
	questions []quiz.QuestionID
}

// newShares starts the folders; fold is called for every batch, by each with
// its number.
func newShares(from *unpacker, fold func(w int, b shareBatch)) *shares {
	s := &shares{from: from}
	for w := range folders {
		s.in[w] = make(chan shareBatch, 8)
		s.done.Add(1)
		go func() {
			defer s.done.Done()
			for b := range s.in[w] {
				fold(w, b)
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

// share is what one folder made of its questions.
type share struct {
	questions []history // by question / folders
	counts    counts
	now       *quiz.Scheduler
	keep      bool
}

func (o *share) fold(w int, b shareBatch, topics map[int64][]int64) {
	for i := range b.answers {
		a := &b.answers[i]
		if int(a.question)%folders != w {
			continue
		}
		at := int(a.question) / folders
		for at >= len(o.questions) {
			o.questions = append(o.questions, history{keep: o.keep})
		}
		h := &o.questions[at]
		h.id = b.questions[a.question]
		switch a.kind {
		case answered:
			o.counts.add(dayMode{a.day, b.modes[a.mode]}, topics[a.topics], h.answer(a.scheduler, a.answer))
		case dueOn:
			h.move(a.scheduler, a.day)
		case madeNew:
			h.reset()
		}
	}
}

// collect puts the shares together.
func collect(shares []share, questions int) ([]standing, counts) {
	all := make([]standing, questions)
	total := newCounts()
	for w := range shares {
		o := &shares[w]
		for i := range o.questions {
			if q := i*folders + w; q < questions {
				o.questions[i].under(o.now)
				all[q] = o.questions[i].standing
			}
		}
		for k, d := range o.counts.days {
			if total.days[k] == nil {
				total.days[k] = &dayCount{}
			}
			total.days[k].add(*d, 1)
		}
		for k, c := range o.counts.topics {
			total.topic(k).add(*c)
		}
		total.recall.join(&o.counts.recall)
	}
	return all, total
}
