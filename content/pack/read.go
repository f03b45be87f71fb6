package pack

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"chartroom/content/parse"
	"chartroom/content/zipfile"
	"chartroom/quiz"
)

// Options change how a pack is read.
type Options struct {
	NoRepairs bool // every repair is an error, and costs its question
}

// Looks reports whether an archive is a pack: 2 = yes, 0 = no.
func Looks(a *zipfile.Archive) int {
	m, ok := a.Find(manifestName)
	if !ok || m.Size > mostManifest {
		return 0
	}
	r, err := m.Open()
	if err != nil {
		return 0
	}
	defer r.Close()
	head, err := io.ReadAll(io.LimitReader(r, 512))
	if err != nil || !bytes.Contains(head, []byte(`"chartroom"`)) {
		return 0
	}
	return 2
}

// Verify reads what a pack says of itself and checks its signature and every
// member's checksum. It reads no question.
func Verify(ctx context.Context, a *zipfile.Archive, report parse.Report) (Manifest, []parse.Problem, error) {
	r, err := open(a)
	if err != nil {
		return Manifest{}, nil, err
	}
	for i, m := range r.manifest.Members {
		if err := ctx.Err(); err != nil {
			return Manifest{}, nil, err
		}
		if _, err := r.member(m.Name); err != nil {
			return Manifest{}, nil, err
		}
		if report != nil {
			report(i+1, len(r.manifest.Members))
		}
	}
	return r.manifest, r.problems.List(), nil
}

// Read reads a pack. A wrong signature, and a member that is missing or not
// what the manifest says, are errors; members that the manifest does not list
// are not read, which is a warning. Problems that cost or change a question
// name its member and line; of warnings about the questions' writing, their
// author was told.
func Read(ctx context.Context, a *zipfile.Archive, o Options, report parse.Report) (Pack, []parse.Problem, error) {
	r, err := open(a)
	if err != nil {
		return Pack{}, nil, err
	}
	r.options = o
	p := Pack{Manifest: r.manifest}
	for i := range r.manifest.Banks {
		b, err := r.bank(ctx, &r.manifest.Banks[i], report)
		if err != nil {
			return Pack{}, r.problems.List(), err
		}
		p.Banks = append(p.Banks, b)
	}
	return p, r.problems.List(), ctx.Err()
}

// reader reads one pack.
type reader struct {
	archive  *zipfile.Archive
	root     string // folder of the manifest in the archive; ends with "/" or is ""
	manifest Manifest
	sums     map[string]Member // by name
	options  Options
	problems parse.Problems
	room     int64 // bytes of pictures and sounds that may still be kept
	done     int64 // bytes of questions that were read
	total    int64
}

// open reads the manifest and checks its signature.
func open(a *zipfile.Archive) (*reader, error) {
	m, ok := a.Find(manifestName)
	if !ok {
		return nil, errors.New("this is no pack: it has no " + manifestName)
	}
	r := &reader{archive: a, sums: map[string]Member{}, room: parse.Limits.Shelf(a.Size)}
	if r.root = path.Dir(m.Name) + "/"; r.root == "./" {
		r.root = ""
	}
	data, err := m.Read(mostManifest)
	if err != nil {
		return nil, err
	}
	if r.manifest, err = decode(data); err != nil {
		return nil, err
	}
	var signature []byte
	if s, ok := a.Member(r.root + signatureName); ok {
		if signature, err = s.Read(1 << 10); err != nil {
			return nil, err
		}
	}
	if err := checkSignature(&r.manifest, data, signature); err != nil {
		return nil, err
	}
	for _, m := range r.manifest.Members {
		r.sums[m.Name] = m
		if strings.HasPrefix(m.Name, "banks/") {
			r.total += m.Size
		}
	}
	r.strangers()
	return r, nil
}

// strangers names the members that the manifest does not list.
func (r *reader) strangers() {
	for _, p := range r.archive.Problems() {
		r.problems.Add(p)
	}
	for _, m := range r.archive.Members() {
		name := strings.TrimPrefix(m.Name, r.root)
		if _, listed := r.sums[name]; !listed && name != manifestName && name != signatureName && !r.problems.Skip() {
			r.problems.Add(parse.Problem{Severity: parse.Warning, Rule: "pack-unlisted",
				Message: fmt.Sprintf("The pack's manifest does not list %q, so it was not read.", parse.Excerpt(m.Name, 80))})
		}
	}
}

// member is the content of a listed member, just as it was packed.
func (r *reader) member(name string) ([]byte, error) {
	m, ok := r.archive.Member(r.root + name)
	if !ok {
		return nil, fmt.Errorf("the pack lists %q, which is not in it; download or copy the file again", name)
	}
	limit := parse.Limits.Media
	if strings.HasPrefix(name, "banks/") {
		limit = int64(parse.Limits.Text)
	}
	data, err := m.Read(limit)
	if err != nil {
		return nil, err
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != r.sums[name].SHA256 {
		return nil, fmt.Errorf("%q is not what the pack's manifest says: its checksum is another, so it is damaged or was changed, and nothing was read; get the pack again from where it came", name)
	}
	return data, nil
}

// bank reads one bank.
func (r *reader) bank(ctx context.Context, e *Entry, report parse.Report) (quiz.Bank, error) {
	b := quiz.Bank{ID: e.ID, Name: e.Name, Source: e.Source, Version: e.Version, Language: e.Language, Licence: e.Licence}
	if strings.TrimSpace(b.Name) == "" {
		b.Name = string(e.ID)
	}
	parts := make([][]quiz.Question, len(e.Files))
	for i, name := range e.Files {
		var err error
		if parts[i], err = r.questions(ctx, name, string(e.ID), report); err != nil {
			return b, err
		}
	}
	taken := map[string]int{}
	put := func(q quiz.Question) {
		key := q.Key
		if q.Key, _ = parse.Untaken(key, taken); q.Key != key {
			r.problems.Add(parse.Problem{Line: q.Line, Severity: parse.Warning, Rule: "pack-key-twice", Question: q.Name,
				Message: "The bank has two questions of one key; the second got another, so that neither is lost."})
		}
		q.Bank, q.ID, q.Line = b.ID, quiz.NewQuestionID(b.ID, q.Key), 0
		b.Questions = append(b.Questions, q)
	}
	for _, run := range e.Order {
		n := min(run[1], len(parts[run[0]]))
		for _, q := range parts[run[0]][:n] {
			put(q)
		}
		parts[run[0]] = parts[run[0]][n:]
	}
	for _, rest := range parts { // of a manifest that was written by hand
		for _, q := range rest {
			put(q)
		}
	}
	return b, r.media(ctx, e, &b)
}

// questions reads one member's.
func (r *reader) questions(ctx context.Context, name, bank string, report parse.Report) ([]quiz.Question, error) {
	data, err := r.member(name)
	if err != nil {
		return nil, err
	}
	var further parse.Report
	if report != nil {
		further = func(done, total int) {
			if total > 0 {
				report(int(r.done+int64(len(data))*int64(done)/int64(total)), int(r.total))
			}
		}
	}
	for _, f := range forms {
		if f.file != path.Base(name) {
			continue
		}
		b, problems, err := f.parse(ctx, data, bank, r.options, further)
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err != nil {
			return nil, fmt.Errorf("%q: %w", name, err)
		}
		for _, p := range problems {
			if p.Severity == parse.Unsupported || p.Severity == parse.Warning {
				continue // the author was told, and packed it all the same
			}
			p.Message = fmt.Sprintf("In %q: %s", name, p.Message)
			r.problems.Add(p)
		}
		r.done += int64(len(data))
		return b.Questions, nil
	}
	return nil, fmt.Errorf("%q is a member of no known form", name)
}

// media reads a bank's pictures and sounds. One that cannot be shown or played
// is left out, and costs no question.
func (r *reader) media(ctx context.Context, e *Entry, b *quiz.Bank) error {
	for _, f := range e.Media {
		if err := ctx.Err(); err != nil {
			return err
		}
		data, err := r.member(f.Member)
		if err != nil {
			return err
		}
		m := quiz.NewMedia(path.Base(strings.ReplaceAll(f.Name, `\`, "/")), data)
		if f.Name == "" {
			m.Name = path.Base(f.Member)
		}
		if !m.Known() || mediaMember(&m) != f.Member {
			r.problems.Add(parse.Problem{Severity: parse.Error, Rule: "pack-media",
				Message: fmt.Sprintf("%q is not the picture or sound that its name says, so it was left out. A pack holds PNG, JPEG, GIF, WebP and BMP, and MP3, WAV and Ogg.", f.Member)})
			continue
		}
		if r.room -= int64(len(data)); r.room < 0 {
			return errors.New("the pack's pictures and sounds expand to too much; it may be made to do harm, so it was not read")
		}
		b.Media = append(b.Media, m)
	}
	return nil
}
