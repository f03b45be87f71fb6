package moodlexml

import (
	"encoding/base64"
	"html"
	"net/url"
	"path"
	"strings"

	"chartroom/content/parse"
	"chartroom/quiz"
)

// fileMark begins the name of an embedded file in a text.
const fileMark = "@@PLUGINFILE@@/"

// file is a file embedded in a question.
type file struct {
	at    int
	name  string // with its folder, without a slash at the front
	data  string // in base64
	read  bool
	ref   string // how texts name it; "" = it is not to be had
	named bool   // by a text
}

// fileName is how a text names a file: its own, or (owner nil) the question's.
type fileName struct {
	owner *element
	name  string
}

// findFiles lists the files embedded in e and below it.
func (r *reader) findFiles(e *element) {
	for _, p := range e.parts {
		switch p.name {
		case "file":
			name, _ := p.attr("name")
			folder, _ := p.attr("path")
			f := file{at: p.at, name: strings.TrimPrefix(path.Join(folder, name), "/"), data: p.text}
			for _, key := range []fileName{{e, f.name}, {nil, f.name}} {
				if _, taken := r.byName[key]; !taken {
					r.byName[key] = len(r.files)
				}
			}
			r.files = append(r.files, f)
		default:
			r.findFiles(p)
		}
	}
}

// withMedia is a text of e in which files are named as media.
func (r *reader) withMedia(text string, e *element) string {
	if !strings.Contains(text, fileMark) {
		return text
	}
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(text, fileMark)
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		f, length := r.named(rest, e)
		switch {
		case f == nil:
			r.warn(e.at, "moodle-xml-file-missing", "The file %q is named here, and is not in this question; its name stays in the text.", parse.Excerpt(rest[:length], 80))
		case r.load(f) != "":
			b.WriteString(f.ref)
			text = rest[length:]
			continue
		}
		b.WriteString(fileMark)
		text = rest
	}
}

// longestName is how long a file's name may be in a text, in bytes: 255
// characters, each written as %C3%B6.
const longestName = 2000

// named is the file whose name begins rest, and how long the name is there. A
// name may hold spaces and brackets, which also end names, so the longest that
// is known counts.
func (r *reader) named(rest string, e *element) (*file, int) {
	end := min(len(rest), longestName)
	if n := strings.Index(rest[:end], fileMark); n >= 0 {
		end = n
	}
	for _, ends := range []string{"\"'<>\n", " \t", ")", "?#~}"} {
		if n := strings.IndexAny(rest[:end], ends); n >= 0 {
			end = n
		}
		if end == 0 || len(r.files) == 0 {
			continue
		}
		name := html.UnescapeString(rest[:end])
		if plain, err := url.PathUnescape(name); err == nil {
			if f := r.file(plain, e); f != nil {
				return f, end + query(rest[end:])
			}
		}
		if f := r.file(name, e); f != nil {
			return f, end + query(rest[end:])
		}
	}
	return nil, end
}

// query is the length of a "?forcedownload=1" that follows a name.
func query(s string) int {
	if s == "" || s[0] != '?' {
		return 0
	}
	s = s[:min(len(s), longestName)]
	if n := strings.IndexAny(s, "\"'<>\n \t)"); n >= 0 {
		return n
	}
	return len(s)
}

// file is the file of a name: of e itself before those of the whole question.
func (r *reader) file(name string, e *element) *file {
	for _, owner := range []*element{e, nil} {
		if i, ok := r.byName[fileName{owner, name}]; ok {
			return &r.files[i]
		}
	}
	return nil
}

// load reads a file's bytes and is its Ref, or "" where it is of no use.
func (r *reader) load(f *file) string {
	f.named = true
	if f.read {
		return f.ref
	}
	f.read = true
	name := baseName(f.name)
	data, err := unbase64(f.data)
	if err != nil {
		r.warn(f.at, "moodle-xml-file", "The file %q is not whole base64, so it was left out; its name stays in the text.", parse.Excerpt(name, 80))
		return ""
	}
	if int64(len(data)) > parse.Limits.Media {
		r.warn(f.at, "moodle-xml-file", "The file %q has %s; at most %s can be read, so it was left out.", parse.Excerpt(name, 80), parse.Size(int64(len(data))), parse.Size(parse.Limits.Media))
		return ""
	}
	m := quiz.NewMedia(name, data)
	if !m.Known() {
		r.say(parse.Unsupported, f.at, "moodle-xml-file-type", "The file %q was left out: files of its kind are not shown or played here. Its name stays in the text.", parse.Excerpt(name, 80))
		return ""
	}
	f.ref = m.Ref()
	r.media = append(r.media, m)
	return f.ref
}

// baseName is a file's name without its folder; "" when it has none.
func baseName(name string) string {
	if name = path.Base(name); strings.Trim(name, "./") == "" {
		return ""
	}
	return strings.Clone(name)
}

// unbase64 reads base64 with or without line ends and padding.
func unbase64(s string) ([]byte, error) {
	s = strings.TrimRight(strings.TrimSpace(s), "=")
	if strings.ContainsAny(s, " \t") {
		s = strings.Join(strings.Fields(s), "")
	}
	return base64.RawStdEncoding.DecodeString(s) // which skips line ends
}

// oldImage adds the picture that Moodle 1.9 kept beside the text.
func (r *reader) oldImage(text string) string {
	data, image := r.root.child("image_base64"), r.root.value("image")
	switch {
	case image == "" && data == nil:
		return text
	case data == nil || data.text == "":
		r.warn(r.root.child("image").at, "moodle-xml-file-missing", "The picture %q of this question is not in the file.", parse.Excerpt(image, 80))
		return text
	}
	f := file{at: data.at, name: image, data: data.text}
	if ref := r.load(&f); ref != "" {
		text += ` <img src="` + ref + `" />`
	}
	return strings.Trim(text, spaces)
}

// loosePictures are the pictures that no text names, as a plugin's background.
func (r *reader) loosePictures() (tags string) {
	for i := range r.files {
		if f := &r.files[i]; !f.named && r.load(f) != "" {
			tags += ` <img src="` + f.ref + `" alt="` + html.EscapeString(baseName(f.name)) + `" />`
		}
	}
	return tags
}

// sayLoose warns of files that no text names.
func (r *reader) sayLoose() {
	for _, f := range r.files {
		if !f.named {
			r.warn(f.at, "moodle-xml-file-unused", "The file %q is embedded here and named in no text, so it was left out.", parse.Excerpt(baseName(f.name), 80))
			return
		}
	}
}

// keepMedia puts the question's media into the bank.
func (r *reader) keepMedia() {
	for _, m := range r.media {
		if !r.hashes[m.Hash] {
			r.hashes[m.Hash] = true
			r.bank.Media = append(r.bank.Media, m)
		}
	}
}
