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

// candidates is how many passages are ranked at most in each round: any in
// which the words stand and, if there are more, those in whose name they
// stand. More would take longer than a key press may.
const candidates = 150

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
// words of text stand (but for small words like "the" beside others); the last word may be the beginning of one, from two
// letters on. Capitals and diacritics do not matter. The best come first:
// words in the name or tags count most. At most 300 are ranked; offset and
// limit choose among them. Questions that cannot be asked are found too,
// unless f has a state. No words find nothing.
func (r *Reader) Search(ctx context.Context, text string, f Filter, limit, offset int) ([]Hit, error) {
	words, last := terms(text)
	if len(words) == 0 {
		return nil, nil
	}
	words = withoutSmall(words, last)
	tail, nothing, err := r.searchFilter(ctx, &f)
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	if nothing {
		return nil, nil
	}
	text = query("search") + tail.text + "\nLIMIT ?"
	found, seen := []found{}, map[int64]bool{}
	for _, column := range []string{"", "name"} {
		args := append(append([]any{matchText(words, last, column)}, tail.args...), candidates)
		if err := r.candidates(ctx, text, args, seen, &found); err != nil {
			return nil, fmt.Errorf("search: %w", err)
		}
		if len(found) < candidates {
			break // these are all
		}
	}
	slices.SortStableFunc(found, byScore)
	// Whose name is the words themselves moves up, of the best few pages.
	hits, err := r.hits(ctx, page(found, max(limit, 0)+max(offset, 0)+spare, 0), words)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(hits, func(a, b Hit) int { return byScore(found1(a), found1(b)) })
	return page(hits, limit, offset), nil
}

// spare is how many passages beyond the page are looked at by name.
const spare = 10

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
}

func found1(h Hit) found { return found{score: h.Score} }

func byScore(a, b found) int {
	switch {
	case a.score > b.score:
		return -1
	case a.score < b.score:
		return 1
	}
	return int(a.n - b.n)
}

func page[T any](all []T, limit, offset int) []T {
	from := min(max(offset, 0), len(all))
	return all[from:min(from+max(limit, 0), len(all))]
}

func (r *Reader) candidates(ctx context.Context, text string, args []any, seen map[int64]bool, all *[]found) error {
	return r.rows(ctx, text, func(rows *sql.Rows) error {
		var f found
		var info sql.RawBytes
		if err := rows.Scan(&f.n, &info); err != nil {
			return err
		}
		if seen[f.n] {
			return nil
		}
		seen[f.n] = true
		f.score = score(info)
		*all = append(*all, f)
		return nil
	}, args...)
}

// weights of the columns name, stem, options, rationale, tags. A word in the
// name tells most of what a question is about; one in a wrong option least.
var columnWeights = [...]float64{8, 4, 1.5, 1, 5}

// score rates a passage by SQLite's matchinfo 'pcy': for each word and column
// how often it stands there. Further hits in a column count less and less, as
// in BM25 with k1 = 1.2.
func score(info []byte) float64 {
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
	return total
}

// nameScore is what a name adds that is the words, or begins with them.
func nameScore(name string, words []string) float64 {
	lower, query := strings.ToLower(name), strings.Join(words, " ")
	switch {
	case lower == query:
		return 30
	case strings.HasPrefix(lower, query):
		return 10
	}
	return 0
}

func (r *Reader) hits(ctx context.Context, page []found, words []string) ([]Hit, error) {
	hits := make([]Hit, 0, len(page))
	for _, f := range page {
		var h Hit
		var id []byte
		var stem string
		if err := r.row(ctx, query("hit"), []any{&id, &h.Kind, &h.Bank, &h.Name, &stem}, f.n); err != nil {
			return nil, fmt.Errorf("search: %w", err)
		}
		h.ID, h.Stem = quiz.QuestionID(id), snippet(stem, words)
		h.Score = f.score + nameScore(h.Name, words)
		hits = append(hits, h)
	}
	return hits, nil
}
