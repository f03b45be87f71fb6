package qti

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strings"

	"chartroom/content/parse"
	"chartroom/content/zipfile"
	"chartroom/quiz"
)

// A package that we write has one member more, of which no manifest speaks:
// each question as it is, beside the name and the SHA-256 of its item. When an
// item is read whose sum is still the same, the question is taken from there,
// so that its markup, dates and names of options stay what they were. An item
// that somebody has changed is read as any other.

// ownMember is that member: a line of bank, then a line for each item, of the
// item's name, its sum and the question as JSON, with tabs between.
const ownMember = "chartroom.tsv"

// ownBank is what the first line says.
type ownBank struct {
	Name     string            `json:"name"`
	Source   string            `json:"source,omitempty"`
	Version  string            `json:"version,omitempty"`
	Language string            `json:"language,omitempty"`
	Licence  string            `json:"licence,omitempty"`
	Media    map[string]string `json:"media,omitempty"` // names by hash
}

// ownItem is what a line says of an item.
type ownItem struct{ sum, question []byte }

// ownLine writes one line.
func ownLine(name string, sum []byte, v any) ([]byte, error) {
	data, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return slices.Concat([]byte(name), []byte{'\t'}, []byte(hex.EncodeToString(sum)), []byte{'\t'}, data, []byte{'\n'}), nil
}

// readOwn reads what a package of our own says beside its items.
func (r *reader) readOwn(a *zipfile.Archive) {
	m, ok := a.Member(r.shelf.root + ownMember)
	if !ok {
		return
	}
	data, err := m.Read(parse.Limits.Entry)
	if err != nil {
		return
	}
	r.own = map[string]ownItem{}
	for line := range bytes.Lines(data) {
		parts := bytes.SplitN(line, []byte{'\t'}, 3)
		if len(parts) != 3 || len(r.own) >= parse.Limits.Entries {
			continue
		}
		if len(parts[0]) > 0 {
			r.own[r.shelf.root+string(parts[0])] = ownItem{parts[1], parts[2]}
			continue
		}
		var b ownBank
		if json.Unmarshal(parts[2], &b) == nil && clean(b.Name, b.Source, b.Version, b.Language, b.Licence) {
			r.bank.Source, r.bank.Version, r.bank.Language, r.bank.Licence = b.Source, b.Version, b.Language, b.Licence
			r.names = b.Media
			if b.Name != "" {
				r.bank.Name = b.Name
			}
		}
	}
}

// clean reports whether texts are lines of a decent length.
func clean(texts ...string) bool {
	return !slices.ContainsFunc(texts, func(s string) bool {
		return len(s) > 10_000 || strings.ContainsFunc(s, func(r rune) bool { return xmlRune(r) < ' ' })
	})
}

// ownQuestion takes the question of an item of our own; false when there is
// none, or when the item was changed since.
func (r *reader) ownQuestion(member string, data []byte) bool {
	item, ok := r.own[member]
	if !ok {
		return false
	}
	var q quiz.Question
	sum := sha256.Sum256(data)
	if hex.EncodeToString(sum[:]) != string(item.sum) || json.Unmarshal(item.question, &q) != nil || sound(&q) != nil {
		r.add(member, parse.Problem{Severity: parse.Warning, Rule: "qti-changed", Message: "The item was changed since it was exported, so it was read as it now is."})
		return false
	}
	at := max(bytes.Index(data, []byte("<assessmentItem")), 0)
	f := &file{reader: r, name: member, lines: parse.NewLines(string(data[:at+1]))}
	q.Bank, q.Line = r.bank.ID, f.line(at)
	d := &draft{f: f, at: at, q: q, exact: true}
	for _, ref := range mediaRefs(&q) {
		d.media("media/" + strings.TrimPrefix(ref, "media:"))
	}
	d.keep()
	r.done += len(data)
	return true
}

var mediaRef = regexp.MustCompile(`media:[0-9a-f]{64}(?:\.[a-z0-9]{1,5})?`)

// mediaRefs are the media that a question names, each once.
func mediaRefs(q *quiz.Question) []string {
	refs := map[string]bool{}
	add := func(texts ...string) {
		for _, s := range texts {
			for _, ref := range mediaRef.FindAllString(s, -1) {
				refs[ref] = true
			}
		}
	}
	options := func(options []quiz.Option) {
		for _, o := range options {
			add(o.Text, o.Feedback, o.Partner)
		}
	}
	add(q.Stem, q.Rationale)
	options(q.Options)
	for _, g := range q.Gaps {
		options(g.Options)
	}
	return slices.Sorted(maps.Keys(refs))
}
