package anki

import (
	"bytes"
	"crypto/sha1"
	"encoding/json"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"chartroom/content/parse"
	"chartroom/content/zipfile"
	"chartroom/quiz"
)

// mediaEntry is one file of the package's list of media.
type mediaEntry struct {
	name   string // as notes call it; NFC
	member string // as the archive calls it: "0", "1", ...
	sha1   []byte // of what it unpacks to; nil = not said
}

// parseMediaList reads the list of media, in either form: JSON that maps
// members to names, or a protobuf message whose entries stand in the order of
// the members (ankitects/anki, proto/anki/import_export.proto, MediaEntries).
func parseMediaList(data []byte) ([]mediaEntry, error) {
	if trimmed := bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\uFEFF"))); bytes.HasPrefix(trimmed, []byte("{")) {
		return parseMediaJSON(trimmed)
	}
	var list []mediaEntry
	for f, err := range fields(data) {
		if err != nil {
			return nil, fmt.Errorf("the list of media is damaged: %w", err)
		}
		if f.number != 1 || f.bytes == nil {
			continue
		}
		if len(list) >= parse.Limits.Entries {
			return nil, fmt.Errorf("the list of media is too long; at most %d files can be read", parse.Limits.Entries)
		}
		entry, err := parseMediaEntry(f.bytes, len(list))
		if err != nil {
			return nil, err
		}
		list = append(list, entry)
	}
	return list, nil
}

func parseMediaEntry(data []byte, place int) (mediaEntry, error) {
	e := mediaEntry{member: strconv.Itoa(place)}
	for f, err := range fields(data) {
		if err != nil {
			return e, fmt.Errorf("the list of media is damaged: %w", err)
		}
		switch f.number {
		case 1:
			e.name = mediaName(string(f.bytes))
		case 3:
			e.sha1 = f.bytes
		case 255: // the member, where it is not the place in the list
			e.member = strconv.FormatUint(f.value, 10)
		}
	}
	return e, nil
}

func parseMediaJSON(data []byte) ([]mediaEntry, error) {
	var names map[string]any
	if err := json.Unmarshal(data, &names); err != nil {
		return nil, fmt.Errorf("the list of media is damaged: %w", err)
	}
	if len(names) > parse.Limits.Entries {
		return nil, fmt.Errorf("the list of media is too long; at most %d files can be read", parse.Limits.Entries)
	}
	var list []mediaEntry
	for _, member := range sortedNumbers(names) {
		if name, ok := names[member].(string); ok {
			list = append(list, mediaEntry{name: mediaName(name), member: member})
		}
	}
	return list, nil
}

// mediaName is a name in the form in which names are compared: a Mac's come
// decomposed.
func mediaName(s string) string { return norm.NFC.String(cleanText(s)) }

// unsafeMedia reports whether a name is more than the name of a file.
func unsafeMedia(name string) bool {
	return name == "" || name == "." || name == ".." || strings.ContainsAny(name, "/\\\x00") || len(name) > 255 ||
		len(name) >= 2 && name[1] == ':'
}

// shelf holds the media of a package: by name until a question asks for one,
// then its bytes.
type shelf struct {
	r       *reader
	archive *zipfile.Archive
	entries map[string]mediaEntry
	refs    map[string]string // by name: how questions name it; "" = it is not to be had
	hashes  map[string]bool
	media   []quiz.Media // each once
	room    int64        // bytes that may still be kept
}

// openShelf reads the list of media. Without one the questions come without
// their pictures, and say so one by one.
func (r *reader) openShelf(a *zipfile.Archive) error {
	r.shelf = &shelf{r: r, archive: a, entries: map[string]mediaEntry{}, refs: map[string]string{}, hashes: map[string]bool{}, room: parse.Limits.Shelf(a.Size)}
	m, ok := a.Member(r.folder + "media")
	if !ok {
		return nil
	}
	data, err := readUnpacked(m, parse.Limits.Directory)
	if err != nil {
		return err
	}
	list, err := parseMediaList(data)
	if err != nil {
		return err
	}
	for _, e := range list {
		switch _, taken := r.shelf.entries[e.name]; {
		case unsafeMedia(e.name):
			r.say(parse.Error, "anki-media-name", "", "The media file %q was left out: its name is not that of a file in one folder.", parse.Excerpt(e.name, 80))
		case taken:
			r.say(parse.Warning, "anki-media-duplicate", "", "The package has two media files of the name %q; the first was read.", e.name)
		default:
			r.shelf.entries[e.name] = e
		}
	}
	return nil
}

// ref is how questions name a media file; "" when the package does not have
// it. question is for the report.
func (s *shelf) ref(name, question string) string {
	name = mediaName(name)
	if ref, known := s.refs[name]; known {
		return ref
	}
	e, ok := s.entries[name]
	if !ok {
		if plain, err := url.PathUnescape(name); err == nil {
			e, ok = s.entries[mediaName(plain)]
		}
	}
	ref := ""
	if !ok {
		s.r.say(parse.Warning, "anki-media-missing", question, "The media file %q is not in the package; the card goes without it.", parse.Excerpt(name, 80))
	} else {
		ref = s.load(e, question)
	}
	s.refs[name] = ref
	return ref
}

// load reads a media file.
func (s *shelf) load(e mediaEntry, question string) string {
	if s.room < 0 {
		return ""
	}
	m, ok := s.archive.Member(s.r.folder + e.member)
	if !ok {
		s.r.say(parse.Warning, "anki-media-missing", question, "The media file %q is listed in the package and not there; the card goes without it.", e.name)
		return ""
	}
	data, err := readUnpacked(m, parse.Limits.Media)
	if err != nil {
		s.r.say(parse.Warning, "anki-media", question, "The media file %q could not be read, so the card goes without it: %v.", e.name, err)
		return ""
	}
	if sum := sha1.Sum(data); len(e.sha1) == len(sum) && !bytes.Equal(sum[:], e.sha1) {
		s.r.say(parse.Warning, "anki-media-changed", question, "The media file %q is not the one that the package lists; it may be damaged.", e.name)
	}
	media := quiz.NewMedia(e.name, data)
	if !media.Known() {
		s.r.say(parse.Unsupported, "anki-media-type", question, "The media file %q was left out: files of its kind are not shown or played here. Its name stays in the text.", e.name)
		return ""
	}
	if !s.hashes[media.Hash] {
		if s.room -= int64(len(data)); s.room < 0 {
			s.r.say(parse.Error, "anki-media-room", question, "The media of this package expand to too much; from %q on they were left out.", e.name)
			return ""
		}
		s.hashes[media.Hash] = true
		s.media = append(s.media, media)
	}
	return media.Ref()
}
