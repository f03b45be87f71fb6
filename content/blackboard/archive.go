package blackboard

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path"
	"regexp"
	"strings"

	"chartroom/content/intake"
	"chartroom/content/parse"
	"chartroom/content/qti"
	"chartroom/content/zipfile"
	"chartroom/quiz"
)

// mostTried is how many members are looked into to find out what an archive is
// (our own proposal).
const mostTried = 1000

// LooksArchive says how much an archive looks like a package of Blackboard: 2
// when a member is a pool, else 0.
func LooksArchive(a *zipfile.Archive) int {
	pools, _ := members(a.Members()[:min(len(a.Members()), mostTried)])
	if len(pools) > 0 {
		return 2
	}
	return 0
}

// members are the members that are pools, and whether any is QTI.
func members(all []zipfile.Member) (pools []zipfile.Member, mixed bool) {
	for _, m := range all {
		switch strings.ToLower(path.Ext(m.Name)) {
		case ".dat", ".xml":
		default:
			continue
		}
		text := head(m)
		if mixed = mixed || qti.Looks(text) == 2; isPool(text) {
			pools = append(pools, m)
		}
	}
	return pools, mixed
}

// head is the beginning of a member, "" when it is no text.
func head(m zipfile.Member) string {
	r, err := m.Open()
	if err != nil {
		return ""
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, 16<<10))
	if err != nil {
		return ""
	}
	text, _, _, err := parse.Decode(data)
	if err != nil {
		return ""
	}
	return text
}

// ParseArchive reads a package into the bank of this name: its pools in the
// order of the archive, then what it holds in QTI. The error is for packages of
// which nothing could be read.
func ParseArchive(ctx context.Context, a *zipfile.Archive, bank string, o Options, report parse.Report) (quiz.Bank, []parse.Problem, error) {
	in := intake.New(bank, "blackboard", o.NoRepairs)
	for _, p := range a.Problems() {
		in.Add(p)
	}
	in.Shelve(newFiles(a).find, a.Size)
	pools, mixed := members(a.Members())
	for _, m := range pools {
		data, err := m.Read(parse.Limits.Encoded())
		var text string
		if err == nil {
			text, err = in.Decode(m.Name, data)
		}
		if err == nil {
			err = readPool(ctx, in, text, report)
		}
		if ctx.Err() != nil {
			return quiz.Bank{}, in.Problems(), ctx.Err()
		}
		if err != nil {
			in.Add(parse.Problem{Severity: parse.Error, Rule: "blackboard-member", Message: fmt.Sprintf("The pool %q could not be read: %v.", m.Name, err)})
		}
	}
	if mixed {
		more, problems, err := qti.ParseArchive(ctx, a, bank, qti.Options{NoRepairs: o.NoRepairs}, report)
		if ctx.Err() != nil {
			return quiz.Bank{}, in.Problems(), ctx.Err()
		}
		if err != nil {
			in.Add(parse.Problem{Severity: parse.Error, Rule: "blackboard-member", Message: fmt.Sprintf("The questions in QTI could not be read: %v.", err)})
		}
		in.Join(more, problems)
	}
	return in.Result(report, 0)
}

// files finds the pictures of a package by how its pools name them.
type files struct {
	archive *zipfile.Archive
	places  map[string]string // members by their names in lower case
	bases   map[string]string // and by their names without folder; of several, the first
}

func newFiles(a *zipfile.Archive) *files {
	f := &files{archive: a, places: map[string]string{}, bases: map[string]string{}}
	for _, m := range a.Members() {
		low := strings.ToLower(m.Name)
		f.places[low] = m.Name
		base := path.Base(low)
		// The content collection numbers its files: "__xid-123_1.png" is what
		// texts call "xid-123_1".
		for _, name := range []string{base, strings.TrimPrefix(strings.TrimSuffix(base, path.Ext(base)), "__")} {
			if f.bases[name] == "" {
				f.bases[name] = m.Name
			}
		}
	}
	return f
}

// placeholder is what Blackboard writes for the address of its own server.
var placeholder = regexp.MustCompile(`^@X@[^@]*@X@/?`)

func (f *files) find(name string) ([]byte, error) {
	name = placeholder.ReplaceAllString(name, "")
	name, _, _ = strings.Cut(name, "?")
	if decoded, err := url.PathUnescape(name); err == nil {
		name = decoded
	}
	low := strings.TrimLeft(strings.ToLower(path.Clean(strings.ReplaceAll(name, `\`, "/"))), "./")
	place := f.places[low]
	if place == "" {
		place = f.bases[path.Base(low)]
	}
	m, ok := f.archive.Member(place)
	if !ok {
		return nil, errors.New("the package has no such file")
	}
	return m.Read(parse.Limits.Media)
}
