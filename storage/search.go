package storage

import (
	"context"
	"database/sql"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"

	"chartroom/quiz"
)

// candidates is how many passages are ranked at most in each round: those in
// whose name the words stand, then any. More would take longer than a key
// press may.
const candidates = 200

// Hit is a question found.
type Hit struct {
	ID    quiz.QuestionID
	Kind  quiz.Kind
	Bank  quiz.BankID
	Name  string
	Stem  string  // about 160 letters of it, without markup
	Score float64 // higher is better; comparable within one search
}

// Search finds questions in whose name, text, answers, rationale or tags all
// words of text stand; the last word may be the beginning of one, from two
// letters on. Capitals and diacritics do not matter. The best come first:
// words in the name or tags count most. At most 400 are ranked; offset and
// limit choose among them. Questions that cannot be asked are found too,
// unless f has a state. No words find nothing.
func (r *Reader) Search(ctx context.Context, text string, f Filter, limit, offset int) ([]Hit, error) {
	words, last := terms(text)
	if len(words) == 0 {
		return nil, nil
	}
	tail, nothing, err := r.searchFilter(ctx, &f)
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	if nothing {
		return nil, nil
	}
	text = query("search") + tail.text + "\nLIMIT ?"
	found, seen := []found{}, map[int64]bool{}
	for _, column := range []string{"name", ""} {
		args := append(append([]any{matchText(words, last, column)}, tail.args...), candidates)
		if err := r.candidates(ctx, text, args, words, seen, &found); err != nil {
			return nil, fmt.Errorf("search: %w", err)
		}
		if column == "name" && len(found) >= candidates && limit+offset <= candidates {
			break // enough of the best
		}
	}
	slices.SortStableFunc(found, byScore)
	return r.hits(ctx, page(found, limit, offset), words)
}

// searchFilter is the filter's condition; without a state, suspended questions
// and kinds that are not asked are found too.
func (r *Reader) searchFilter(ctx context.Context, f *Filter) (c condition, nothing bool, err error) {
	if c, nothing, err = r.condition(ctx, f); err != nil {
		return c, nothing, err
	}
	if f.State == StateAny {
		c.text = strings.TrimSuffix(c.text, "\n  AND "+states[StateAny])
	} else {
		c.text += "\n  AND q.asked = 1"
	}
	return c, nothing, nil
}

// found is a passage with its score.
type found struct {
	n     int64
	score float64
	name  string
}

func byScore(a, b found) int {
	switch {
	case a.score > b.score:
		return -1
	case a.score < b.score:
		return 1
	}
	return int(a.n - b.n)
}

func page(all []found, limit, offset int) []found {
	from := min(max(offset, 0), len(all))
	return all[from:min(from+max(limit, 0), len(all))]
}

func (r *Reader) candidates(ctx context.Context, text string, args []any, words []string, seen map[int64]bool, all *[]found) error {
	return r.rows(ctx, text, func(rows *sql.Rows) error {
		var f found
		var info sql.RawBytes
		if err := rows.Scan(&f.n, &f.name, &info); err != nil {
			return err
		}
		if seen[f.n] {
			return nil
		}
		seen[f.n] = true
		f.score = score(info, f.name, words)
		*all = append(*all, f)
		return nil
	}, args...)
}

// weights of the columns name, stem, options, rationale, tags. A word in the
// name tells most of what a question is about; one in a wrong option least.
var columnWeights = [...]float64{8, 4, 1.5, 1, 5}

// score rates a passage by SQLite's matchinfo 'pcy': for each word and column
// how often it stands there. Further hits in a column count less and less (as
// in BM25, k1 = 1.2); a name that is the words themselves wins.
func score(info []byte, name string, words []string) float64 {
	at := func(i int) uint32 {
		if len(info) < 4*i+4 {
			return 0
		}
		return binary.NativeEndian.Uint32(info[4*i:])
	}
	phrases, columns := int(at(0)), int(at(1))
	total := 0.0
	for p := range phrases {
		for c := range min(columns, len(columnWeights)) {
			if hits := float64(at(2 + p*columns + c)); hits > 0 {
				total += columnWeights[c] * hits * 2.2 / (hits + 1.2)
			}
		}
	}
	lower := strings.ToLower(name)
	query := strings.Join(words, " ")
	switch {
	case lower == query:
		total += 30
	case strings.HasPrefix(lower, query):
		total += 10
	}
	return total
}

func (r *Reader) hits(ctx context.Context, page []found, words []string) ([]Hit, error) {
	hits := make([]Hit, 0, len(page))
	for _, f := range page {
		h := Hit{Score: f.score, Name: f.name}
		var id []byte
		var stem string
		if err := r.row(ctx, query("hit"), []any{&id, &h.Kind, &h.Bank, &stem}, f.n); err != nil {
			return nil, fmt.Errorf("search: %w", err)
		}
		h.ID, h.Stem = quiz.QuestionID(id), snippet(stem, words)
		hits = append(hits, h)
	}
	return hits, nil
}
