package intake

import (
	"encoding/base64"
	"errors"
	"html"
	"path"
	"regexp"
	"strings"

	"chartroom/content/parse"
	"chartroom/quiz"
)

// Find is the file of a name that a question names.
type Find func(name string) ([]byte, error)

// shelf keeps the pictures and sounds that questions name, each once.
type shelf struct {
	find  Find
	refs  map[string]string // by name; "" = it is not to be had
	has   map[string]bool   // hashes of media
	media []quiz.Media
	room  int64 // bytes that may still be kept
}

// Shelve says where pictures and sounds are found; nil = nowhere. size is how
// many bytes the file has.
func (in *Intake) Shelve(find Find, size int64) {
	in.shelf.find, in.shelf.room = find, parse.Limits.Shelf(size)
}

// put keeps a picture or sound once.
func (s *shelf) put(m quiz.Media) {
	if !s.has[m.Hash] {
		s.has[m.Hash] = true
		s.media = append(s.media, m)
	}
}

// mediaTag is a tag that names a picture or a sound, and its source.
var mediaTag = regexp.MustCompile(`(?i)(<(?:img|audio|video|source|embed)\b[^<>]*?\bsrc\s*=\s*)("[^"]*"|'[^']*'|[^\s"'<>]+)`)

// Pictures is HTML in which the pictures and sounds are named as media. What
// cannot be had stays as it is written, and is said.
func (d *Draft) Pictures(text string) string {
	if !strings.Contains(text, "<") {
		return text
	}
	return mediaTag.ReplaceAllStringFunc(text, func(tag string) string {
		parts := mediaTag.FindStringSubmatch(tag)
		src := strings.Trim(parts[2], `"'`)
		if ref := d.Media(html.UnescapeString(src)); ref != "" {
			return parts[1] + `"` + ref + `"`
		}
		if strings.HasPrefix(src, "data:") {
			return parts[1] + `""`
		}
		return tag
	})
}

// Media is how texts name the picture or sound that the file calls src; "" when
// it is not to be had, which is said.
func (d *Draft) Media(src string) string {
	s := &d.in.shelf
	src = strings.TrimSpace(src)
	if src == "" {
		return ""
	}
	ref, known := s.refs[src]
	if !known {
		ref = d.fetch(src)
		if len(src) < 1<<10 { // else it is written into the text
			s.refs[src] = ref
		}
	}
	return ref
}

// remote reports whether a name is that of a place outside of the file.
func remote(src string) bool {
	scheme, _, has := strings.Cut(src, ":")
	return strings.HasPrefix(src, "//") || has && len(scheme) < 12 && !strings.ContainsAny(scheme, "/.$%@")
}

func (d *Draft) fetch(src string) string {
	s := &d.in.shelf
	var data []byte
	var err error
	name := path.Base(strings.ReplaceAll(src, `\`, "/"))
	switch {
	case strings.HasPrefix(src, "data:"):
		name = "picture"
		head, body, _ := strings.Cut(src, ",")
		if data, err = base64.StdEncoding.DecodeString(strings.Join(strings.Fields(body), "")); err != nil || !strings.HasSuffix(head, ";base64") {
			err = errors.New("it is written into the text, and damaged")
			src = "data"
		}
	case remote(src):
		d.Warn(d.At, "media-remote", "The picture or sound %q is not in the file but elsewhere; nothing is fetched, so it is not shown.", parse.Excerpt(src, 60))
		return ""
	case s.find == nil:
		err = errors.New("no folder or package is at hand")
	default:
		data, err = s.find(src)
	}
	if err != nil {
		d.Warn(d.At, "media-missing", "The picture or sound %q could not be had, so the question goes without it: %v.", parse.Excerpt(src, 60), err)
		return ""
	}
	m := quiz.NewMedia(name, data)
	switch {
	case !m.Known():
		d.note(parse.Unsupported, d.At, "media-type", "The file %q was left out: files of its kind are not shown or played here.", parse.Excerpt(name, 60))
		return ""
	case s.has[m.Hash]:
		return m.Ref()
	}
	if s.room -= int64(len(data)); s.room < 0 {
		d.Warn(d.At, "media-room", "The media expand to too much; %q was left out.", parse.Excerpt(name, 60))
		return ""
	}
	s.put(m)
	return m.Ref()
}
