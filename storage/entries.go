package storage

import (
	"context"
	"database/sql/driver"
	"fmt"
	"strings"
	"time"

	"chartroom/quiz"
)

// Entry is a question as a list of all of them sees it, without its texts.
type Entry struct {
	Question quiz.QuestionID
	Bank     quiz.BankID
	Kind     quiz.Kind
	Topics   []string // its tags with a meaning, sorted; shared: not to be changed

	states uint16 // a bit a state, by its place in entryStates
}

// entryStates are the states that an Entry knows of.
var entryStates = [...]State{StateNew, StateWrong, StateFlagged, StateDue, StateSuspended, StateNoted, StateLeech, StateBuried}

// In reports whether the question is in a state; every one is in StateAny.
func (e *Entry) In(s State) bool {
	for i, one := range entryStates {
		if one == s {
			return e.states&(1<<i) != 0
		}
	}
	return s == StateAny
}

func (e *Entry) put(s State, on bool) {
	for i, one := range entryStates {
		if one == s && on {
			e.states |= 1 << i
		}
	}
}

// Entries are all questions that can be seen, bank by bank in the order of
// their files, with the states they are in at the moment now: those that Pick
// finds with the same filter. No text is read: 100,000 take a quarter of a
// second.
func (r *Reader) Entries(ctx context.Context, now time.Time) ([]Entry, error) {
	hidden, err := r.away(ctx, now)
	if err != nil {
		return nil, fmt.Errorf("list the questions: %w", err)
	}
	topics, err := r.topicNames(ctx)
	if err != nil {
		return nil, fmt.Errorf("list the questions: %w", err)
	}
	var all []Entry
	words := map[string]string{} // the driver's texts are good for one row
	word := func(v driver.Value) string {
		text, _ := v.(string)
		if known, ok := words[text]; ok {
			return known
		}
		text = strings.Clone(text)
		words[text] = text
		return text
	}
	err = r.raw(ctx, query("entries"), 12, func(v []driver.Value) error {
		id, ok := v[0].([]byte)
		if !ok || len(id) != 16 {
			return ErrDamaged
		}
		set, _ := v[3].(int64)
		e := Entry{Question: quiz.QuestionID(id), Bank: quiz.BankID(word(v[1])), Kind: quiz.Kind(word(v[2])), Topics: topics[set]}
		if isOn(v[4]) {
			e.judge(v[5:], hidden.has(e.Question), now.UnixMilli())
		}
		all = append(all, e)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list the questions: %w", err)
	}
	return all, nil
}

// judge puts the question into its states, by the columns from hidden on; see
// states.
func (e *Entry) judge(v []driver.Value, buried bool, now int64) {
	whole := func(i int) int64 { n, _ := v[i].(int64); return n }
	answered := v[0] != nil
	scheduled := answered && whole(0) == 0 && !buried
	suspended := isOn(v[4])
	e.put(StateNew, !answered && !suspended && !buried)
	e.put(StateWrong, scheduled && whole(2) > 0)
	e.put(StateDue, scheduled && whole(1) <= now)
	e.put(StateFlagged, isOn(v[5]))
	e.put(StateSuspended, suspended)
	e.put(StateNoted, isOn(v[6]))
	e.put(StateLeech, answered && whole(3) >= quiz.LeechLapses)
	e.put(StateBuried, buried)
}

// isOn reads a truth as SQLite gives it.
func isOn(v driver.Value) bool {
	n, _ := v.(int64)
	return n == 1
}
