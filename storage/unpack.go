package storage

import (
	"bytes"

	"chartroom/quiz"
	"chartroom/quiz/srs"
)

// unpacker reads what queries/packed_attempts.sql writes.
type unpacker struct {
	*folded
	places   map[quiz.QuestionID]int32
	modes    []quiz.Mode
	undone   map[[2]int64]bool
	moves    []move // still to come, in the order of the log
	attempts int
	current  int // era
}

func newUnpacker(f *folded, undone map[[2]int64]bool) *unpacker {
	return &unpacker{folded: f, places: map[quiz.QuestionID]int32{}, undone: undone, moves: f.moves}
}

// unpack adds the answers in text, and what else moved questions up to the
// event to, in the order of the log.
func (u *unpacker) unpack(text []byte, device, to int64) ([]folding, error) {
	batch := make([]folding, 0, chunk)
	for len(text) > 0 {
		a, number, rest, err := u.one(text)
		if err != nil {
			return nil, err
		}
		text = rest
		if len(u.undone) > 0 && u.undone[[2]int64{device, number}] {
			continue
		}
		u.attempts++
		batch = u.moved(batch, device, number)
		a.scheduler = u.era(device, number)
		batch = append(batch, a)
	}
	return u.moved(batch, device, to), nil
}

// one reads the first answer of text.
func (u *unpacker) one(text []byte) (a folding, event int64, rest []byte, err error) {
	if len(text) < 17 {
		return a, 0, nil, ErrDamaged
	}
	id := quiz.QuestionID(text[:16])
	text = text[16:]
	var n [9]int64
	for i := range n {
		comma := bytes.IndexByte(text, ',')
		if comma < 0 {
			return a, 0, nil, ErrDamaged
		}
		n[i] = number(text[:comma])
		text = text[comma+1:]
	}
	end := bytes.IndexByte(text, ';')
	if end < 0 {
		return a, 0, nil, ErrDamaged
	}
	return folding{
		answer: answer{at: n[1], day: quiz.Day(n[2]), grade: srs.Grade(n[3]), marked: n[4] != 0, took: n[5], days: n[7], unsure: n[8] != 0},
		topics: n[6], question: u.place(id), mode: u.mode(text[:end]),
	}, n[0], text[end+1:], nil
}

// move is an event of another kind that moved a question.
type move struct {
	device, number int64
	question       quiz.QuestionID
	kind           moveKind
	day            quiz.Day // due: that it comes back on; reset: of the event
	at             int64    // ms, of the event
}

type moveKind uint8

const (
	answered moveKind = iota // not moved
	dueOn
	madeNew
)

// moved adds the moves up to an event.
func (u *unpacker) moved(batch []folding, device, number int64) []folding {
	for len(u.moves) > 0 {
		m := &u.moves[0]
		if m.device > device || m.device == device && m.number > number {
			break
		}
		batch = append(batch, folding{answer: answer{at: m.at, day: m.day}, question: u.place(m.question), kind: m.kind,
			scheduler: u.era(m.device, m.number)})
		u.moves = u.moves[1:]
	}
	return batch
}

func (u *unpacker) place(id quiz.QuestionID) int32 {
	p, ok := u.places[id]
	if !ok {
		p = int32(len(u.questions))
		u.places[id] = p
		u.questions = append(u.questions, id)
	}
	return p
}

func (u *unpacker) mode(name []byte) int32 {
	for i, m := range u.modes {
		if string(m) == string(name) {
			return int32(i)
		}
	}
	// The folders read the old slice meanwhile, so it is not appended to.
	u.modes = append(append([]quiz.Mode(nil), u.modes...), quiz.Mode(name))
	return int32(len(u.modes) - 1)
}

// era is the scheduler in force at a place of the log, which only moves on.
func (u *unpacker) era(device, number int64) *quiz.Scheduler {
	for u.current+1 < len(u.eras) {
		next := &u.eras[u.current+1]
		if next.device > device || next.device == device && next.number > number {
			break
		}
		u.current++
	}
	return &u.eras[u.current].scheduler
}

// number reads a decimal number, as SQLite writes it.
func number(b []byte) int64 {
	n, minus := int64(0), false
	for _, c := range b {
		if c == '-' {
			minus = true
			continue
		}
		n = n*10 + int64(c-'0')
	}
	if minus {
		return -n
	}
	return n
}
