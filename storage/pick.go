package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"sync"
	"time"

	"chartroom/quiz"
)

// State is where the learner stands with a question, for a filter.
type State string

// The states. Suspended questions are in none but StateSuspended, StateFlagged
// and StateNoted.
const (
	StateAny       State = ""
	StateNew       State = "new"       // never answered
	StateWrong     State = "wrong"     // answered wrong at least once
	StateFlagged   State = "flagged"   //
	StateDue       State = "due"       // its time has come
	StateSuspended State = "suspended" //
	StateNoted     State = "noted"     // has a note of the learner's own
)

// Filter says which questions are meant, of those that can be asked. A zero
// field means any; all that are set must hold.
type Filter struct {
	Banks   []quiz.BankID
	Exam    string // "rhit": has a tag that begins "rhit:"
	Domain  string // "rhit:2": this tag
	Subject string // "hipaa": the tag "subject:hipaa"
	Level   string // "application": the tag "level:application"
	Kinds   []quiz.Kind
	State   State
	Now     time.Time // for StateDue
}

// args are the parameters ?1 to ?8 of queries/filtered.sql; nothing says that
// no question can match.
func (r *Reader) args(ctx context.Context, f *Filter) (args []any, nothing bool, err error) {
	args = make([]any, 8)
	if len(f.Banks) > 0 {
		args[0] = toJSON(f.Banks)
	}
	if len(f.Kinds) > 0 {
		args[1] = toJSON(f.Kinds)
	}
	for i, p := range []struct {
		text, arg string
		set       bool
	}{
		{"SELECT label FROM label WHERE name >= ?1 || ':' AND name < ?1 || ';'", f.Exam, f.Exam != ""}, // ";" follows ":"
		{"SELECT label FROM label WHERE name = ?1", f.Domain, f.Domain != ""},
		{"SELECT label FROM label WHERE name = 'subject:' || ?1", f.Subject, f.Subject != ""},
		{"SELECT label FROM label WHERE name = 'level:' || ?1", f.Level, f.Level != ""},
	} {
		if !p.set {
			continue
		}
		labels, err := r.numbers(ctx, p.text, p.arg)
		if err != nil {
			return nil, false, err
		}
		if len(labels) == 0 {
			return nil, true, nil
		}
		args[2+i] = toJSON(labels)
	}
	// StateAny must leave out suspended ones too, so it looks at the marks.
	state := f.State
	if state == StateAny {
		state = "any"
	}
	args[6], args[7] = string(state), millis(f.Now)
	return args, false, nil
}

func toJSON(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // slices of strings and numbers
	}
	return string(b)
}

// filtered is the numbers of the questions that f means, in the order of
// banks and files. All come in one text: fetching 100,000 rows one by one
// takes ten times as long.
func (r *Reader) filtered(ctx context.Context, f *Filter) ([]int64, error) {
	args, nothing, err := r.args(ctx, f)
	if nothing || err != nil {
		return nil, err
	}
	var packed *string
	if err := r.row(ctx, "SELECT group_concat(n, ' ') FROM ("+query("filtered")+")", []any{&packed}, args...); err != nil {
		return nil, err
	}
	if packed == nil {
		return nil, nil
	}
	words := strings.Split(*packed, " ")
	all := make([]int64, len(words))
	for i, w := range words {
		if all[i], err = strconv.ParseInt(w, 10, 64); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// CountFilter is how many questions f means.
func (r *Reader) CountFilter(ctx context.Context, f Filter) (int, error) {
	args, nothing, err := r.args(ctx, &f)
	if nothing {
		return 0, nil
	}
	var n int
	if err == nil {
		err = r.row(ctx, "SELECT count(*) FROM ("+query("filtered")+")", []any{&n}, args...)
	}
	if err != nil {
		return 0, fmt.Errorf("count questions: %w", err)
	}
	return n, nil
}

// Pick is n questions of those that f means, at random by draw, in random
// order; all of them if there are fewer.
func (r *Reader) Pick(ctx context.Context, f Filter, n int, draw *rand.Rand) ([]quiz.QuestionID, error) {
	all, err := r.filtered(ctx, &f)
	if err != nil {
		return nil, fmt.Errorf("pick questions: %w", err)
	}
	n = min(n, len(all))
	for i := range n { // the first n of a shuffle
		j := i + draw.IntN(len(all)-i)
		all[i], all[j] = all[j], all[i]
	}
	ids, err := r.ids(ctx, all[:n])
	if err != nil {
		return nil, fmt.Errorf("pick questions: %w", err)
	}
	return ids, nil
}

// Fresh is questions never answered, of those that f means, in the order of
// banks and files.
func (r *Reader) Fresh(ctx context.Context, f Filter, limit int) ([]quiz.QuestionID, error) {
	f.State = StateNew
	args, nothing, err := r.args(ctx, &f)
	if nothing {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("find new questions: %w", err)
	}
	numbers, err := r.numbers(ctx, query("filtered")+"LIMIT ?9", append(args, limit)...)
	if err != nil {
		return nil, fmt.Errorf("find new questions: %w", err)
	}
	return r.ids(ctx, numbers)
}

// ids are the questions' ids, in the same order.
func (r *Reader) ids(ctx context.Context, numbers []int64) ([]quiz.QuestionID, error) {
	ids := make([]quiz.QuestionID, 0, len(numbers))
	for _, n := range numbers {
		var id []byte
		if err := r.row(ctx, "SELECT id FROM question WHERE n = ?", []any{&id}, n); err != nil {
			return nil, err
		}
		ids = append(ids, quiz.QuestionID(id))
	}
	return ids, nil
}

// Facet is a tag and how many questions carry it, of those that can be asked.
type Facet struct {
	Tag   string
	Count int
}

// facetCache keeps what Facets found until a question or bank changes.
type facetCache struct {
	mu      sync.Mutex
	content int64
	facets  []Facet
}

// Facets are the tags in use, by name: "rhit:2", "subject:hipaa", ...
func (r *Reader) Facets(ctx context.Context) ([]Facet, error) {
	r.cache.mu.Lock()
	defer r.cache.mu.Unlock()
	content := r.s.content.Load()
	if r.cache.content == content && r.cache.facets != nil {
		return r.cache.facets, nil
	}
	var all []Facet
	err := r.rows(ctx, query("facets"), func(rows *sql.Rows) error {
		var f Facet
		err := rows.Scan(&f.Tag, &f.Count)
		all = append(all, f)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list tags: %w", err)
	}
	r.cache.content, r.cache.facets = content, all
	return all, nil
}
