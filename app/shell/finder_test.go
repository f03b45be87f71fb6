package shell

import (
	"fmt"
	"slices"
	"testing"
)

// However much a screen finds, what others found is listed too, in order.
func TestNoScreenCrowdsAnotherOutOfTheFinder(t *testing.T) {
	for _, c := range []struct {
		found []int
		limit int
		want  string
	}{
		{[]int{1, 8, 5}, 8, "1 4 3"}, {[]int{0, 2, 3}, 8, "0 2 3"}, {[]int{0, 8}, 8, "0 8"}, {[]int{9, 9, 9}, 8, "3 3 2"}, {nil, 8, ""},
	} {
		lists, count := make([][]Found, len(c.found)), make([]int, len(c.found))
		for i, n := range c.found {
			for k := range n {
				lists[i] = append(lists[i], Found{Title: fmt.Sprint(i, " ", k)})
			}
		}
		last := ""
		for _, f := range shared(lists, c.limit) {
			if f.Title <= last {
				t.Errorf("%v: %s comes after %s", c.found, f.Title, last)
			}
			last = f.Title
			var i, k int
			fmt.Sscan(f.Title, &i, &k)
			count[i]++
		}
		if got := fmt.Sprint(count); len(c.found) > 0 && got != "["+c.want+"]" {
			t.Errorf("of %v there are %s, not %s", c.found, got, c.want)
		}
	}
}

func TestWhatIsNamedAsTypedComesFirst(t *testing.T) {
	var got []string
	for _, f := range namedFirst([]Found{{Title: "An analyst counts claims"}, {Title: "Insurance Claims Analyst"}, {Title: "Paid claims"}, {Title: "Which claims analyst is right?"}}, " claims ANALYST ") {
		got = append(got, f.Title)
	}
	want := []string{"Insurance Claims Analyst", "Which claims analyst is right?", "An analyst counts claims", "Paid claims"}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}
