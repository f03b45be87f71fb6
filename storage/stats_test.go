package storage_test

import (
	"testing"

	"chartroom/storage"
	"chartroom/storage/storagetest"
)

// TestShapeCountsEveryQuestionInTheSchedule holds the counts against the
// memories themselves.
func TestShapeCountsEveryQuestionInTheSchedule(t *testing.T) {
	s := storagetest.Open(t)
	ids := must1(storagetest.Fill(s, 300, 4000, 3))(t)
	r := s.Reader()
	count := func() storage.Shape {
		var want storage.Shape
		for _, id := range ids {
			p := must1(r.Progress(ctx, id))(t)
			if p.New() || must1(r.Marks(ctx, id))(t).Suspended {
				continue
			}
			bin := 0
			for _, edge := range storage.StabilityEdges {
				if p.Memory.Stability >= edge {
					bin++
				}
			}
			want.Stability[bin]++
			want.Difficulty[min(int(p.Memory.Difficulty), 9)-1]++
		}
		return want
	}
	want := count()
	if got := must1(r.Shape(ctx))(t); got != want || got.All() < 100 {
		t.Fatalf("%+v, not %+v", got, want)
	}
	must(t, s.SetSuspended(ctx, storagetest.NewStamps(9).Next(), ids[0], true))
	if got := must1(r.Shape(ctx))(t); got != count() || got.All() != want.All()-1 {
		t.Fatalf("with one suspended: %+v", got)
	}
}
