package codes

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestFoldingUndoesOpening opens and closes lines at random: what is closed
// again is as it was, every line stands deeper than the one it was put under,
// and the chosen line stays chosen while it is on show.
func TestFoldingUndoesOpening(t *testing.T) {
	draw := rand.New(rand.NewPCG(7, 7))
	name := 0
	o := newOutline([]int{-1, -2, -3})
	for range 2000 {
		i := draw.IntN(len(o.lines))
		if o.lines[i].open || len(o.lines) > 200 {
			continue
		}
		below := make([]int, 1+draw.IntN(4))
		for k := range below {
			name++
			below[k] = name
		}
		o.at = draw.IntN(len(o.lines))
		chosen, before, depth := o.lines[o.at].item, slices.Clone(o.lines), o.lines[i].depth
		o.put(i, below)
		if got := o.lines[o.at].item; got != chosen {
			t.Fatalf("opening line %d moved the choice from %d to %d", i, chosen, got)
		}
		for k := i + 1; k <= i+len(below); k++ {
			if o.lines[k].depth != depth+1 || o.parent(k) != i {
				t.Fatalf("line %d is not put below %d", k, i)
			}
		}
		if draw.IntN(2) == 0 { // leave it open, and close another one later
			continue
		}
		o.fold(i)
		if !slices.Equal(o.lines, before) || o.lines[o.at].item != chosen {
			t.Fatalf("closing line %d does not bring back what was there", i)
		}
	}
	for o.at = 0; o.at < 3; o.at++ { // closing all leaves the top
		if o.lines[o.at].open {
			o.fold(o.at)
		}
	}
	if len(o.lines) != 3 {
		t.Errorf("%d lines are left of 3", len(o.lines))
	}
}

func TestFoldingAClosedLineChoosesItsParent(t *testing.T) {
	o := newOutline([]string{"a", "b"})
	o.put(0, []string{"x", "y"})
	o.at = 2
	o.fold(2)
	if o.at != 0 {
		t.Errorf("line %d is chosen, not the parent", o.at)
	}
	o.at = 2
	o.fold(0) // what is chosen vanishes
	if o.at != 0 || len(o.lines) != 2 {
		t.Errorf("line %d of %d is chosen after its parent was closed", o.at, len(o.lines))
	}
}
