package codes

import "slices"

// outline is lines with others indented below them, as far as they are opened.
type outline[T any] struct {
	lines []lineOf[T]
	at    int // the chosen line; -1 = none
}

// lineOf is a line of an outline.
type lineOf[T any] struct {
	item  T
	depth int
	open  bool
}

// newOutline is an outline of which nothing is opened.
func newOutline[T any](top []T) outline[T] { return outline[T]{lines: lined(top, 0), at: -1} }

func lined[T any](items []T, depth int) []lineOf[T] {
	all := make([]lineOf[T], len(items))
	for i := range items {
		all[i] = lineOf[T]{item: items[i], depth: depth}
	}
	return all
}

// has reports whether there is a line i.
func (o *outline[T]) has(i int) bool { return i >= 0 && i < len(o.lines) }

// put opens line i with what is below it.
func (o *outline[T]) put(i int, below []T) {
	o.lines[i].open = true
	o.lines = slices.Insert(o.lines, i+1, lined(below, o.lines[i].depth+1)...)
	if o.at > i {
		o.at += len(below)
	}
}

// fold closes a line; of one that is not open, its parent is chosen.
func (o *outline[T]) fold(i int) {
	if !o.has(i) {
		return
	}
	if !o.lines[i].open {
		o.at = o.parent(i)
		return
	}
	end := o.end(i)
	o.lines = slices.Delete(o.lines, i+1, end)
	o.lines[i].open = false
	switch {
	case o.at >= end:
		o.at -= end - i - 1
	case o.at > i:
		o.at = i
	}
}

// end is the first line that is not below i.
func (o *outline[T]) end(i int) int {
	end := i + 1
	for end < len(o.lines) && o.lines[end].depth > o.lines[i].depth {
		end++
	}
	return end
}

// parent is the line that i is below, i itself at the top.
func (o *outline[T]) parent(i int) int {
	for k := i - 1; k >= 0; k-- {
		if o.lines[k].depth < o.lines[i].depth {
			return k
		}
	}
	return i
}

// find is the first line that fits, -1 for none.
func (o *outline[T]) find(fits func(*T) bool) int {
	for i := range o.lines {
		if fits(&o.lines[i].item) {
			return i
		}
	}
	return -1
}

// below is the first line directly below i that fits, or at the top if i is
// -1; -1 for none.
func (o *outline[T]) below(i int, fits func(*T) bool) int {
	from, end, depth := 0, len(o.lines), 0
	if i >= 0 {
		from, end, depth = i+1, o.end(i), o.lines[i].depth+1
	}
	for k := from; k < end; k++ {
		if o.lines[k].depth == depth && fits(&o.lines[k].item) {
			return k
		}
	}
	return -1
}

// move goes up or down; it reports whether the line changed.
func (o *outline[T]) move(by int) bool {
	was := o.at
	o.at = max(0, min(o.at+by, len(o.lines)-1))
	return o.at != was
}
