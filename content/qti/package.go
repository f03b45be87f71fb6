package qti

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	xhtml "golang.org/x/net/html"

	"chartroom/content/parse"
	"chartroom/content/zipfile"
)

// manifest is the name of a package's table of contents (IMS Content Packaging
// 1.1.4, 3.3).
const manifest = "imsmanifest.xml"

// LooksArchive reports whether an archive is a package of QTI: 2 = it has files
// of questions, or a manifest that names some; 0 = no.
func LooksArchive(a *zipfile.Archive) int {
	if m, ok := a.Find(manifest); ok {
		if data, err := m.Read(parse.Limits.Directory); err == nil {
			text := strings.ToLower(string(data))
			if strings.Contains(text, "qti") || strings.Contains(text, "assessment") {
				return 2
			}
		}
	}
	tried := 0
	for _, m := range a.Members() {
		if !mayAsk(m.Name) {
			continue
		}
		if tried++; tried > 50 {
			break
		}
		if root(m) != "" {
			return 2
		}
	}
	return 0
}

// mayAsk reports whether a member's name is that of a file of questions.
func mayAsk(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".xml", ".qti", ".dat":
		return !strings.EqualFold(path.Base(name), manifest)
	}
	return false
}

// root is a member's first element of QTI, or "".
func root(m zipfile.Member) string {
	r, err := m.Open()
	if err != nil {
		return ""
	}
	defer r.Close()
	// Most files say it at once; some begin with long comments.
	head := make([]byte, 0, glance)
	for {
		n, err := io.ReadFull(r, head[len(head):cap(head)])
		head = head[:len(head)+n]
		if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
			return ""
		}
		text, _, _, bad := parse.Decode(head)
		if bad != nil {
			return ""
		}
		if name := rootOf(text); name != "" || err != nil || len(head) >= looked {
			return name
		}
		head = append(make([]byte, 0, looked), head...)
	}
}

// rootOfBytes is the first element of QTI in a file, or "".
func rootOfBytes(data []byte) string {
	text, _, _, err := parse.Decode(data[:min(len(data), looked)])
	if err != nil {
		return ""
	}
	return rootOf(text)
}

// A small file is unpacked once: it is kept from when it is looked at until it
// is read, and such files together cost at most keptRoom bytes.
const (
	keptSize = 64 << 10
	keptRoom = 32 << 20
)

// glance is how much of a file is looked at first, in bytes.
const glance = 1 << 10

// listed is a file that a manifest or a test names.
type listed struct {
	name      string // the member; "" = it is not there
	href      string
	line      int
	questions bool   // it is listed as a file of questions
	category  string // from the test: titles, as questions have them
}

// readPackage reads the files of questions in an archive.
func (r *reader) readPackage(ctx context.Context, a *zipfile.Archive) error {
	roots, small, room := map[string]string{}, map[string][]byte{}, int64(keptRoom)
	for _, m := range a.Members() {
		if err := ctx.Err(); err != nil {
			return err
		}
		if !mayAsk(m.Name) {
			continue
		}
		name := ""
		data, err := []byte(nil), errors.New("too large to keep")
		if m.Size <= min(keptSize, room) {
			data, err = m.Read(keptSize)
		}
		if err != nil {
			name = root(m)
		} else if name = rootOfBytes(data); name != "" {
			small[m.Name] = data
			room -= m.Size
		}
		if name != "" {
			roots[m.Name] = name
			r.total += int(m.Size)
		}
	}
	order := r.order(a, roots)
	r.readOwn(a)
	for i, l := range order {
		if i%64 == 0 && r.report != nil {
			r.report(min(r.done, r.total), r.total)
		}
		m, _ := a.Member(l.name)
		data, err := small[l.name], error(nil)
		if delete(small, l.name); data == nil {
			data, err = m.Read(parse.Limits.Encoded())
		}
		if err == nil && !r.ownQuestion(l.name, data) {
			err = r.readFile(ctx, l.name, data, l.category)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if err != nil {
			r.add(l.name, parse.Problem{Severity: parse.Error, Rule: "qti-member", Message: fmt.Sprintf("The file could not be read: %v.", err)})
		}
	}
	return nil
}

// order is the files of questions, each once: those that a test names in its
// order, then those of the manifest in its order, then the rest. roots are the
// first elements of QTI by the members that have one.
func (r *reader) order(a *zipfile.Archive, roots map[string]string) (order []listed) {
	var all []listed
	if m, ok := a.Find(manifest); ok {
		if r.shelf.root = path.Dir(m.Name) + "/"; r.shelf.root == "./" {
			r.shelf.root = ""
		}
		all = r.readManifest(m)
	}
	for _, m := range a.Members() {
		all = append(all, listed{name: m.Name})
	}
	seen := map[string]bool{}
	var tested []listed
	for _, l := range all {
		if roots[l.name] == "assessmenttest" && !seen[l.name] {
			seen[l.name] = true
			tested = append(tested, r.readTest(a, l.name)...)
		}
	}
	for _, l := range append(tested, all...) {
		if roots[l.name] != "" && !seen[l.name] && !copied(l.name, roots) {
			seen[l.name] = true
			order = append(order, l)
		}
	}
	return order
}

// copied reports whether a file is the copy, in the dialect of cartridges, of
// one that Canvas also writes in its own: "x/assessment_qti.xml" of
// "non_cc_assessments/x.xml.qti".
func copied(name string, roots map[string]string) bool {
	folder, base := path.Split(name)
	if base != "assessment_qti.xml" || folder == "" {
		return false
	}
	folder = path.Clean(folder)
	return roots[path.Join(path.Dir(folder), "non_cc_assessments", path.Base(folder)+".xml.qti")] != ""
}

// readManifest is the files that a manifest lists, in its order.
func (r *reader) readManifest(m zipfile.Member) (files []listed) {
	data, err := m.Read(parse.Limits.Directory)
	if err == nil {
		var text string
		if text, _, _, err = parse.Decode(data); err == nil {
			return r.resources(m.Name, text)
		}
	}
	r.add(m.Name, parse.Problem{Severity: parse.Repair, Rule: "qti-manifest", Message: fmt.Sprintf("The package's table of contents could not be read, so the questions come in the order of the archive: %v.", err)})
	return nil
}

func (r *reader) resources(member, text string) (files []listed) {
	s, lines := newScanner(text), parse.NewLines(text)
	typ, item := "", ""
	for s.next() && len(files) < parse.Limits.Entries {
		if s.opens() && s.name == "keyword" && item != "" && len(r.tags[item]) < 100 {
			if tag := oneLine(s.element("resource", "file").words()); tag != "" {
				r.tags[item] = append(r.tags[item], tag)
			}
		}
		if !s.opens() || s.name != "resource" && s.name != "file" {
			continue
		}
		at := s.at
		values := s.attr("href", "type")
		if s.name == "resource" {
			typ, item = strings.ToLower(values[1]), ""
		}
		if values[0] == "" {
			continue
		}
		l := listed{href: values[0], questions: s.name == "resource" && strings.Contains(typ, "qti")}
		l.line, _ = lines.At(at)
		r.place(member, &l)
		files = append(files, l)
		if s.name == "resource" {
			item = l.name
		}
	}
	return files
}

// place finds the member that a manifest or test names, or says that it is not
// there.
func (r *reader) place(member string, l *listed) {
	switch scheme, _, has := strings.Cut(l.href, ":"); {
	case has && !strings.ContainsAny(scheme, "/.$%"), strings.HasPrefix(l.href, "/"), strings.HasPrefix(l.href, `\`),
		strings.HasPrefix(path.Join(path.Dir(member), strings.ReplaceAll(l.href, `\`, "/")), ".."):
		if l.questions {
			r.add(member, parse.Problem{Line: l.line, Severity: parse.Error, Rule: "qti-unsafe-href", Message: fmt.Sprintf("The file %q is not in the package but elsewhere; nothing is fetched, so it was left out.", excerpt(l.href))})
		}
		return
	}
	if l.name = r.shelf.locate(path.Dir(member), l.href); l.name == "" && l.questions {
		r.add(member, parse.Problem{Line: l.line, Severity: parse.Error, Rule: "qti-missing-item", Message: fmt.Sprintf("The file %q is listed and not in the package; its questions are missing.", excerpt(l.href))})
	}
}

// readTest is the items of a test of QTI 2 or 3, in its order.
func (r *reader) readTest(a *zipfile.Archive, name string) (files []listed) {
	m, _ := a.Member(name)
	data, err := m.Read(int64(parse.Limits.Text))
	if err != nil {
		r.add(name, parse.Problem{Severity: parse.Error, Rule: "qti-member", Message: fmt.Sprintf("The file could not be read: %v.", err)})
		return nil
	}
	text, _, _, err := parse.Decode(data)
	if err != nil {
		r.add(name, parse.Problem{Severity: parse.Error, Rule: "qti-member", Message: fmt.Sprintf("The file could not be read: %v.", err)})
		return nil
	}
	s, f := newScanner(text), &file{reader: r, name: name, lines: parse.NewLines(text)}
	for s.next() && len(files) < parse.Limits.Entries {
		switch {
		case !s.opens():
			if s.kind == xhtml.EndTagToken && (s.name == "assessmenttest" || s.name == "assessmentsection") && len(f.path) > 0 {
				f.path = f.path[:len(f.path)-1]
			}
		case s.name == "assessmenttest", s.name == "assessmentsection":
			if title := s.attr("title")[0]; s.kind == xhtml.StartTagToken {
				f.path = append(f.path, title)
			}
		case s.name == "assessmentitemref", s.name == "assessmentsectionref":
			at := s.at
			l := listed{href: s.attr("href")[0], category: f.category(), questions: true}
			l.line, _ = f.lines.At(at)
			if l.href != "" {
				r.place(name, &l)
				files = append(files, l)
			}
		case s.name == "selection":
			at := s.at
			if n := s.attr("select")[0]; n != "" {
				line, _ := f.lines.At(at)
				r.add(name, parse.Problem{Line: line, Severity: parse.Warning, Rule: "qti-selection",
					Message: fmt.Sprintf("The test draws %s of the questions of this section; all of them were read.", excerpt(n))})
			}
		}
	}
	return files
}
