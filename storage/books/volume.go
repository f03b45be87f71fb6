package books

import (
	"context"
	"slices"
	"sort"
	"strings"

	"chartroom/quiz/codebook"
)

// volume is a part as it is read: its directory in memory, its blocks where
// they are. The blocks come in this order: lines, tree, keys, words. It is
// never changed and may be used by several at once.
type volume struct {
	partRow
	shelf *Shelf

	lines  int
	firsts []int // the first line of each block of lines
	info   string

	roots []int
	names []string // of the roots

	keyFirsts []string // the first key of each block of keys

	words   []string // sorted
	letters []uint64 // of each word
	starts  []int    // of each word's list, in bytes behind the last block's end
	sizes   []int
	ends    []int // of the blocks of lists, in words

	keysAt, wordsAt, treeAt int // the first block of each
}

// openVolume reads a directory.
func openVolume(s *Shelf, row partRow, head []byte) (*volume, error) {
	raw, err := unsealed(head)
	if err != nil {
		return nil, err
	}
	u := &unpacker{data: raw}
	v := &volume{partRow: row, shelf: s, lines: u.number()}
	v.firsts = u.rising()
	n := u.count()
	for range n {
		v.roots = append(v.roots, u.number())
		v.names = append(v.names, u.text())
	}
	for i := 1; i < n; i++ {
		v.roots[i] += v.roots[i-1]
	}
	v.keyFirsts = u.texts()
	v.words = u.texts()
	v.sizes = make([]int, len(v.words))
	for i := range v.sizes {
		v.sizes[i] = u.number()
	}
	for range u.count() {
		v.ends = append(v.ends, u.number())
	}
	v.info = u.text()
	if u.broken || !v.sound() {
		return nil, errBroken
	}
	v.treeAt = len(v.firsts)
	v.keysAt = v.treeAt
	if n > 0 {
		v.keysAt += (v.lines + treeBlock - 1) / treeBlock
	}
	v.wordsAt = v.keysAt + len(v.keyFirsts)
	v.prepare()
	return v, nil
}

func (u *unpacker) count() int {
	n := u.number()
	if n > len(u.data) {
		u.broken, u.data = true, ""
		return 0
	}
	return n
}

// rising is a list of numbers each of which was written as what it is more
// than the one before it.
func (u *unpacker) rising() []int {
	all := make([]int, u.count())
	last := 0
	for i := range all {
		last += u.number()
		all[i] = last
	}
	return all
}

// sound reports whether the directory can be used without looking again.
func (v *volume) sound() bool {
	if len(v.info) != 2*v.lines || len(v.words) > 0 && (len(v.ends) == 0 || v.ends[len(v.ends)-1] != len(v.words)) {
		return false
	}
	return slices.IsSorted(v.ends) && slices.IsSorted(v.words) && slices.IsSorted(v.keyFirsts) && (len(v.roots) == 0 || v.roots[len(v.roots)-1] < v.lines)
}

func (v *volume) prepare() {
	v.starts, v.letters = make([]int, len(v.words)), make([]uint64, len(v.words))
	block, at := 0, 0
	for i, w := range v.words {
		if i == v.ends[block] {
			block++
			at = 0
		}
		v.starts[i] = at
		at += v.sizes[i]
		v.letters[i] = codebook.Letters(w)
	}
}

func (v *volume) block(ctx context.Context, n int) (string, error) {
	return v.shelf.block(ctx, v.id, n)
}

// record is the line n.
func (v *volume) record(ctx context.Context, n int) (codebook.Record, error) {
	var r codebook.Record
	err := v.each(ctx, n, n+1, func(_ int, got codebook.Record) error { r = got; return nil })
	return r, err
}

// code is the line n, which is a code or a group.
func (v *volume) code(ctx context.Context, n int) (codebook.Code, error) {
	r, err := v.record(ctx, n)
	if err != nil {
		return codebook.Code{}, err
	}
	return asCode(r)
}

func asCode(r codebook.Record) (codebook.Code, error) {
	switch r := r.(type) {
	case codebook.Code:
		if r.Long == "" {
			r.Long = r.Short
		}
		return r, nil
	case codebook.Group:
		return codebook.Code{Code: r.DRG, Short: r.Title, Long: r.Title}, nil
	}
	return codebook.Code{}, errBroken
}

// each gives the lines from from up to to.
func (v *volume) each(ctx context.Context, from, to int, do func(line int, r codebook.Record) error) error {
	to = min(to, v.lines)
	for from < to {
		n := sort.SearchInts(v.firsts, from+1) - 1
		if n < 0 {
			return errBroken
		}
		text, err := v.block(ctx, n)
		if err != nil {
			return err
		}
		u := &unpacker{data: text}
		for line := v.firsts[n]; len(u.data) > 0 && line < to; line++ {
			one := u.text()
			if line < from {
				continue
			}
			r, err := (&unpacker{data: one}).record()
			if err != nil {
				return err
			}
			if err := do(line, r); err != nil {
				return err
			}
			from = line + 1
		}
		if u.broken || from < to && (n+1 >= len(v.firsts) || v.firsts[n+1] != from) {
			return errBroken
		}
	}
	return nil
}

// twig is the place in the tree of the line n.
func (v *volume) twig(ctx context.Context, n int) (twig, error) {
	text, err := v.block(ctx, v.treeAt+n/treeBlock)
	if err != nil {
		return twig{}, err
	}
	at := n % treeBlock * 12
	if at+12 > len(text) {
		return twig{}, errBroken
	}
	t := twig{parent: fixed(text[at:]), end: fixed(text[at+4:]), below: fixed(text[at+8:])}
	if t.parent > n || t.end > v.lines || t.end != 0 && t.end <= n {
		return twig{}, errBroken
	}
	return t, nil
}

func fixed(s string) int { return int(s[0]) | int(s[1])<<8 | int(s[2])<<16 | int(s[3])<<24 }

// below gives the lines that are directly below the line n.
func (v *volume) below(ctx context.Context, n int, do func(line int, t twig) error) error {
	t, err := v.twig(ctx, n)
	if err != nil {
		return err
	}
	for i := n + 1; i < t.end; {
		child, err := v.twig(ctx, i)
		if err != nil {
			return err
		}
		if child.end == 0 {
			i++
			continue
		}
		if child.parent == n+1 {
			if err := do(i, child); err != nil {
				return err
			}
		}
		i = child.end
	}
	return nil
}

// find gives the lines with a key, or with all keys that begin with it, until
// do says that it is enough.
func (v *volume) find(ctx context.Context, text string, prefix bool, do func(key string, line int) bool) error {
	n := sort.Search(len(v.keyFirsts), func(i int) bool { return v.keyFirsts[i] >= text }) - 1
	for n = max(n, 0); n < len(v.keyFirsts); n++ {
		if v.keyFirsts[n] > text && !strings.HasPrefix(v.keyFirsts[n], text) {
			return nil
		}
		block, err := v.block(ctx, v.keysAt+n)
		if err != nil {
			return err
		}
		on, err := eachKey(block, func(key []byte, line int) bool {
			switch {
			case string(key) == text, prefix && len(key) > len(text) && string(key[:len(text)]) == text:
				return line >= v.lines || do(string(key), line)
			case string(key) < text:
				return true
			}
			return false
		})
		if err != nil || !on {
			return err
		}
	}
	return nil
}

// eachKey reads a block of keys. The key is only valid during the call.
func eachKey(block string, do func(key []byte, line int) bool) (on bool, err error) {
	u := &unpacker{data: block}
	var key []byte
	for len(u.data) > 0 {
		same, rest, line := u.number(), u.text(), u.number()
		if u.broken || same > len(key) {
			return false, errBroken
		}
		key = append(key[:same], rest...)
		if !do(key, line) {
			return false, nil
		}
	}
	return true, nil
}

// first is the first line with a key; -1 if there is none.
func (v *volume) first(ctx context.Context, text string) (int, error) {
	found := -1
	err := v.find(ctx, text, false, func(_ string, line int) bool { found = line; return false })
	return found, err
}

// all are the records with a key, in their order.
func (v *volume) all(ctx context.Context, text string) ([]codebook.Record, error) {
	var lines []int
	if err := v.find(ctx, text, false, func(_ string, line int) bool { lines = append(lines, line); return true }); err != nil {
		return nil, err
	}
	var all []codebook.Record
	for _, n := range lines {
		r, err := v.record(ctx, n)
		if err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, nil
}

// list gives the lines of a word, rising, with the word's place in each.
func (v *volume) list(ctx context.Context, word int, do func(line, place int)) error {
	n := sort.SearchInts(v.ends, word+1)
	text, err := v.block(ctx, v.wordsAt+n)
	if err != nil {
		return err
	}
	from := v.starts[word]
	if from+v.sizes[word] > len(text) {
		return errBroken
	}
	text = text[from : from+v.sizes[word]]
	line := -1
	for i := 0; i < len(text); {
		x, shift := uint64(0), 0
		for ; i < len(text); i++ {
			x |= uint64(text[i]&0x7f) << shift
			if text[i] < 0x80 {
				i++
				break
			}
			shift += 7
		}
		line += int(x >> 4)
		if line < 0 || line >= v.lines {
			return errBroken
		}
		do(line, int(x&15))
	}
	return nil
}

// prefixed are the words that begin with text: from the first up to the last,
// which is not one of them.
func (v *volume) prefixed(text string) (from, to int) {
	from = sort.SearchStrings(v.words, text)
	to = from + sort.Search(len(v.words)-from, func(i int) bool { return !strings.HasPrefix(v.words[from+i], text) })
	return from, to
}
