package storage

import (
	"encoding/hex"
	"fmt"

	"chartroom/quiz"
)

// An event can name many questions: those buried, moved to other days or made
// new by one key. The list is in its payload, the truth; the table named is
// the same turned round, so that a question's events are found.

// listPayload is the payload of bury, due and reset events.
type listPayload struct {
	Questions []byte     `json:"q"`              // 16 bytes each
	Day       quiz.Day   `json:"day,omitempty"`  // for all of them
	Days      []quiz.Day `json:"days,omitempty"` // or one for each
	Was       []wasDue   `json:"was,omitempty"`  // due: when each was due before, for its undo
}

// wasDue is when a question was due before it was moved. Moving changes
// nothing else, and no other event but one that undo knows of changes this.
type wasDue struct {
	Due  int64    `json:"at"` // ms
	Day  quiz.Day `json:"d"`
	Step int      `json:"s,omitempty"`
}

// named is a question that an event names.
type named struct {
	question       quiz.QuestionID
	device, number int64
	value          int64
}

func newList(ids []quiz.QuestionID, day quiz.Day, days []quiz.Day) listPayload {
	p := listPayload{Day: day, Days: days, Questions: make([]byte, 0, 16*len(ids))}
	for _, id := range ids {
		p.Questions = append(p.Questions, id[:]...)
	}
	return p
}

// names are the questions that the event names.
func (e *event) names() ([]named, error) {
	var p listPayload
	if err := e.read(&p); err != nil {
		return nil, err
	}
	n := len(p.Questions) / 16
	if len(p.Questions)%16 != 0 || p.Days != nil && len(p.Days) != n {
		return nil, fmt.Errorf("event %s: %w", e.id, ErrDamaged)
	}
	all := make([]named, n)
	for i := range all {
		all[i] = named{quiz.QuestionID(p.Questions[16*i:]), e.device, e.number, int64(p.Day)}
		if p.Days != nil {
			all[i].value = int64(p.Days[i])
		}
	}
	return all, nil
}

// addList adds an event that names questions, each once.
func (t *tx) addList(stamp quiz.Stamp, kind quiz.EventKind, p listPayload) ([]named, error) {
	e, err := stamped(stamp, kind).with(p)
	if err != nil {
		return nil, err
	}
	if err := t.add(e); err != nil {
		return nil, err
	}
	e.device, e.number = t.s.device, t.last
	all, err := e.names()
	if err != nil {
		return nil, err
	}
	for _, n := range all {
		if err := t.exec("INSERT INTO named (question, device, number, value) VALUES (?, ?, ?, ?)", n.question[:], n.device, n.number, n.value); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// newestOfAll is ErrChanged if, to a question that the event names, something
// of these kinds happened after it.
func (t *tx) newestOfAll(e *event, kinds ...quiz.EventKind) ([]named, error) {
	all, err := e.names()
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(all))
	for i := range all {
		ids[i] = hex.EncodeToString(all[i].question[:])
	}
	newer, err := t.exists(query("newer"), toJSON(ids), e.device, e.number, toJSON(kinds))
	if newer {
		err = ErrChanged
	}
	return all, err
}

// seen is ErrNotFound if one of the questions cannot be seen, and refuses a
// list without questions or with one named twice.
func (t *tx) seen(ids []quiz.QuestionID) error {
	once := make(map[quiz.QuestionID]bool, len(ids))
	for _, id := range ids {
		if _, err := t.facts(id); err != nil {
			return fmt.Errorf("question %s: %w", id, err)
		}
		if once[id] {
			return fmt.Errorf("question %s is named twice", id)
		}
		once[id] = true
	}
	if len(ids) == 0 {
		return fmt.Errorf("no question: %w", ErrNotFound)
	}
	return nil
}

// foldList folds an event that names questions.
func (f *folded) foldList(e *event) error {
	all, err := e.names()
	if err != nil {
		return err
	}
	f.named = append(f.named, all...)
	if e.undone {
		return nil
	}
	for _, n := range all {
		switch e.kind {
		case quiz.EventBury:
			f.buried[n.question] = buried{quiz.Day(n.value), e.day}
		case quiz.EventDue:
			f.moves = append(f.moves, move{e.device, e.number, n.question, dueOn, quiz.Day(n.value), e.at})
		case quiz.EventReset:
			f.moves = append(f.moves, move{e.device, e.number, n.question, madeNew, e.day, e.at})
		}
	}
	return nil
}
