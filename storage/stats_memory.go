package storage

import (
	"context"
	"database/sql"
	"fmt"
)

// StabilityEdges, in days, part the bins that stabilities are counted in: the
// first bin is below the first edge.
var StabilityEdges = [...]float64{1, 3, 7, 21, 60, 180, 365, 730}

// Shape is how the memories of the questions in the schedule are spread.
type Shape struct {
	Stability  [len(StabilityEdges) + 1]int
	Difficulty [9]int // from 1 up to 2, from 2 up to 3, ... from 9 to 10
}

// All is how many questions it counts.
func (s *Shape) All() int {
	n := 0
	for _, k := range s.Stability {
		n += k
	}
	return n
}

// Shape reads the memory of every question in the schedule: about 100 ms with
// 60,000 of them.
func (r *Reader) Shape(ctx context.Context) (Shape, error) {
	var s Shape
	edges := make([]any, len(StabilityEdges))
	for i, e := range StabilityEdges {
		edges[i] = e
	}
	err := r.rows(ctx, query("stats_memory"), func(rows *sql.Rows) error {
		var held, hard, n int
		if err := rows.Scan(&held, &hard, &n); err != nil {
			return err
		}
		s.Stability[held] += n
		s.Difficulty[hard-1] += n
		return nil
	}, edges...)
	if err != nil {
		return Shape{}, fmt.Errorf("read how memories are spread: %w", err)
	}
	return s, nil
}
