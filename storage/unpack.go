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
	attempts int
	current  int // era
}

func (u *unpacker) unpack(text []byte, device int64) ([]folding, error) {
	batch := make([]folding, 0, chunk)
	for len(text) > 0 {
		if len(text) < 17 {
			return nil, ErrDamaged
		}
		id := quiz.QuestionID(text[:16])
		text = text[16:]
		var n [7]int64
		for i := range n {
			comma := bytes.IndexByte(text, ',')
			if comma < 0 {
				return nil, ErrDamaged
			}
			n[i] = number(text[:comma])
			text = text[comma+1:]
		}
		end := bytes.IndexByte(text, ';')
		if end < 0 {
			return nil, ErrDamaged
		}
		mode := u.mode(text[:end])
		text = text[end+1:]
		if len(u.undone) > 0 && u.undone[[2]int64{device, n[0]}] {
			continue
		}
		u.attempts++
		batch = append(batch, folding{
			answer: answer{at: n[1], day: quiz.Day(n[2]), grade: srs.Grade(n[3]), marked: n[4] != 0, took: n[5]},
			topics: n[6], question: u.place(id), mode: mode, scheduler: u.era(device, n[0]),
		})
	}
	return batch, nil
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
