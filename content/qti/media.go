package qti

import (
	"encoding/base64"
	"fmt"
	"net/url"
	"path"
	"regexp"
	"strings"

	"chartroom/content/parse"
	"chartroom/content/zipfile"
	"chartroom/quiz"
)

// shelf finds the pictures and sounds that questions name, in the package or
// beside the file, and keeps each once.
type shelf struct {
	archive *zipfile.Archive                  // nil for a file of its own
	beside  func(name string) ([]byte, error) // for a file of its own; may be nil
	places  map[string]string                 // members by their names in lower case
	bases   map[string][]string               // members by their names without folder, in lower case
	refs    map[string]string                 // by place: how questions name it; "" = it is not to be had
	hashes  map[string]bool                   // of media
	media   []quiz.Media                      // each once
	room    int64                             // bytes that may still be kept
	root    string                            // the package's folder in the archive, ends with "/" or is ""
}

// room is how many bytes of media a package of a size may hold. Pictures and
// sounds are packed already: what expands much is made to fill the memory.
func room(size int64) int64 { return 64<<20 + 4*size }

func newShelf(a *zipfile.Archive, beside func(string) ([]byte, error), size int64) *shelf {
	s := &shelf{archive: a, beside: beside, places: map[string]string{}, bases: map[string][]string{},
		refs: map[string]string{}, hashes: map[string]bool{}, room: room(size)}
	if a != nil {
		for _, m := range a.Members() {
			low := strings.ToLower(m.Name)
			s.places[low] = m.Name
			s.bases[path.Base(low)] = append(s.bases[path.Base(low)], m.Name)
		}
	}
	return s
}

// fileBase is how cartridges name the folder of their files (IMS Common
// Cartridge 1.1, 4.5.1; Canvas and Respondus write it in other ways too).
var fileBase = regexp.MustCompile(`(?i)^\$IMS[-_]CC[-_]FILE[-_]?BASE\$/*`)

// locate is the member that a text in a folder names, or "".
func (s *shelf) locate(folder, name string) string {
	name, _, _ = strings.Cut(name, "?")
	name, _, _ = strings.Cut(name, "#")
	if decoded, err := url.PathUnescape(name); err == nil {
		name = decoded
	}
	name = strings.ReplaceAll(name, `\`, "/")
	bare := fileBase.ReplaceAllString(name, "")
	for _, place := range []string{path.Join(folder, bare), path.Join(s.root, bare), path.Join(s.root, "web_resources", bare)} {
		if found, ok := s.places[strings.ToLower(place)]; ok {
			return found
		}
	}
	// Many programs move the files into another folder and leave the links.
	low := "/" + strings.ToLower(strings.TrimLeft(path.Clean(bare), "./"))
	suffix, same := "", s.bases[path.Base(low)]
	for _, place := range same {
		if strings.HasSuffix("/"+strings.ToLower(place), low) {
			if suffix != "" {
				return suffix // the first of several
			}
			suffix = place
		}
	}
	if suffix == "" && len(same) == 1 {
		return same[0]
	}
	return suffix
}

// media is how a question names a picture or sound that its file calls src;
// "" when it is not to be had, which is said.
func (d *draft) media(src string) string {
	src = strings.TrimSpace(src)
	s, folder := d.f.shelf, path.Dir(d.f.name)
	switch scheme, _, has := strings.Cut(src, ":"); {
	case src == "":
		return ""
	case strings.HasPrefix(src, "data:"):
		return d.written(src)
	case strings.HasPrefix(src, "//"), has && len(scheme) < 12 && !strings.ContainsAny(scheme, "/.$%"):
		d.warn(d.at, "qti-media-remote", "The picture or sound %q is not in the file but elsewhere; nothing is fetched, so it is not shown.", excerpt(src))
		return ""
	}
	if s.archive == nil {
		return d.fromBeside(src)
	}
	place := s.locate(folder, src)
	if place == "" {
		d.warn(d.at, "qti-media-missing", "The picture or sound %q is not in the package; the question goes without it.", excerpt(src))
		return ""
	}
	if ref, known := s.refs[place]; known {
		return ref
	}
	m, _ := s.archive.Member(place)
	data, err := m.Read(parse.Limits.Media)
	ref := ""
	if err != nil {
		d.warn(d.at, "qti-media", "The picture or sound %q could not be read, so the question goes without it: %v.", excerpt(place), err)
	} else {
		ref = d.keepMedia(path.Base(place), data)
	}
	s.refs[place] = ref
	return ref
}

func (d *draft) fromBeside(src string) string {
	s := d.f.shelf
	if s.beside == nil {
		return ""
	}
	name := src
	if decoded, err := url.PathUnescape(name); err == nil {
		name = decoded
	}
	name = fileBase.ReplaceAllString(strings.ReplaceAll(name, `\`, "/"), "")
	if ref, known := s.refs[name]; known {
		return ref
	}
	ref := ""
	if data, err := s.beside(name); err != nil {
		d.warn(d.at, "qti-media-missing", "The picture or sound %q could not be read beside the file, so the question goes without it: %v.", excerpt(src), err)
	} else {
		ref = d.keepMedia(path.Base(name), data)
	}
	s.refs[name] = ref
	return ref
}

// written is the ref of a picture that is written into the text.
func (d *draft) written(src string) string {
	head, data, ok := strings.Cut(src, ",")
	if !ok || !strings.HasSuffix(head, ";base64") {
		return ""
	}
	bytes, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(data), ""))
	if err != nil {
		d.warn(d.at, "qti-media", "A picture that is written into the text is damaged; the question goes without it.")
		return ""
	}
	return d.keepMedia("picture", bytes)
}

// keepMedia puts a file on the shelf.
func (d *draft) keepMedia(name string, data []byte) string {
	s := d.f.shelf
	m := quiz.NewMedia(name, data)
	switch {
	case !m.Known():
		d.note(d.at, parse.Unsupported, "qti-media-type", fmt.Sprintf("The file %q was left out: files of its kind are not shown or played here.", excerpt(name)))
		return ""
	case s.hashes[m.Hash]:
		return m.Ref()
	}
	if s.room -= int64(len(data)); s.room < 0 {
		d.warn(d.at, "qti-media-room", "The media of this package expand to too much; %q was left out.", excerpt(name))
		return ""
	}
	s.hashes[m.Hash] = true
	s.media = append(s.media, m)
	return m.Ref()
}
