package codes

import (
	"slices"
	"strings"
	"time"

	"chartroom/app/actions"
	"chartroom/quiz"
	"chartroom/quiz/codebook"
)

// The fields of what a learner jots down at a code.
const (
	fieldBookmark = "bookmark"
	fieldNote     = "note"
	fieldSeen     = "seen" // when it was last opened
)

// recentLimit is how many codes the recent list keeps.
const recentLimit = 40

// kept is a code of the recent list or the bookmarks.
type kept struct {
	set  codebook.Set
	code string
	at   time.Time
}

// own is what the learner did with codes.
type own struct {
	notes     map[string]string // by subject
	marked    map[string]bool
	recent    []kept // the newest first
	bookmarks []kept
	titles    titles
	at        int // chosen row of the list on show
}

// subject names a code for jottings.
func subject(set codebook.Set, code string) string {
	return "code:" + string(set) + ":" + set.Dotted(code)
}

// subjectCode is the code that a subject names.
func subjectCode(s string) (set codebook.Set, code string, ok bool) {
	parts := strings.SplitN(s, ":", 3)
	if len(parts) != 3 {
		return "", "", false
	}
	return codebook.Set(parts[1]), plainCode(parts[2]), true
}

// load reads the learner's jottings.
func (o *own) load(act *actions.Actions) error {
	all, err := act.Reader().Jottings(ctx(), "code:")
	if err != nil {
		return err
	}
	o.notes, o.marked, o.titles = map[string]string{}, map[string]bool{}, titles{}
	o.recent, o.bookmarks = nil, nil
	for _, j := range all {
		set, code, ok := subjectCode(j.Subject)
		if !ok {
			continue
		}
		k := kept{set: set, code: code, at: j.At}
		switch j.Field {
		case fieldNote:
			o.notes[j.Subject] = j.Value
		case fieldBookmark:
			o.marked[j.Subject] = true
			o.bookmarks = append(o.bookmarks, k)
		case fieldSeen:
			o.recent = append(o.recent, k)
		}
	}
	newest := func(a, b kept) int { return b.at.Compare(a.at) }
	slices.SortStableFunc(o.recent, newest)
	slices.SortStableFunc(o.bookmarks, newest)
	return nil
}

// see notes that a code was opened. It is nothing to undo, so its receipt is
// dropped; what is older than the list is long is taken away with it.
func (o *own) see(act *actions.Actions, set codebook.Set, code string) error {
	if len(o.recent) > 0 && o.recent[0].set == set && o.recent[0].code == code {
		return nil
	}
	jottings := []quiz.Jotting{{Subject: subject(set, code), Field: fieldSeen, Value: act.Now().UTC().Format(time.RFC3339)}}
	for _, k := range o.recent[min(len(o.recent), recentLimit-1):] {
		if k.set != set || k.code != code {
			jottings = append(jottings, quiz.Jotting{Subject: subject(k.set, k.code), Field: fieldSeen})
		}
	}
	if _, err := act.JotAll(ctx(), jottings, "list of recent codes"); err != nil {
		return err
	}
	titles := o.titles
	err := o.load(act)
	o.titles = titles
	return err
}

// mark sets or takes away the bookmark of the code on show.
func (m *model) mark() (actions.Done, error) {
	e := m.opened.entry
	if e == nil {
		return actions.Done{}, nil
	}
	s, value := subject(e.Book.Set, e.Code.Code), "1"
	label := "bookmark at " + e.Book.Set.Dotted(e.Code.Code)
	if m.own.marked[s] {
		value = ""
	}
	return m.act.JotAll(ctx(), []quiz.Jotting{{Subject: s, Field: fieldBookmark, Value: value}}, label)
}

// note saves the learner's words at the code on show; "" takes them away.
func (m *model) note(set codebook.Set, code, text string) (actions.Done, error) {
	return m.act.JotAll(ctx(), []quiz.Jotting{{Subject: subject(set, code), Field: fieldNote, Value: text}}, "note at "+set.Dotted(code))
}
