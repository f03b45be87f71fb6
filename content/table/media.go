package table

import (
	"html"
	"regexp"
	"slices"
	"strings"

	"chartroom/content/parse"
	"chartroom/quiz"
)

// tag is an HTML tag that people write in tables.
var tag = regexp.MustCompile(`(?i)</?(p|br|b|i|u|em|strong|sub|sup|div|span|ul|ol|li|table|tr|td|th|img|h[1-6])(\s[^<>]*)?/?>`)

// looksHTML reports whether a text holds an HTML tag.
func looksHTML(s string) bool { return strings.IndexByte(s, '<') >= 0 && tag.MatchString(s) }

// media are the pictures that a table names.
type media struct {
	open  func(name string) ([]byte, error)
	refs  map[string]string // by name
	found []quiz.Media
}

// ref is the Ref of a picture by its file's name, or why there is none.
func (m *media) ref(name string) (ref, complaint string) {
	if ref := m.refs[name]; ref != "" {
		return ref, ""
	}
	switch {
	case strings.HasPrefix(name, "http://"), strings.HasPrefix(name, "https://"):
		return "", "is on the web, and nothing is fetched from there; save it beside the table and write its file's name"
	case m.open == nil:
		return "", "is a file, and this table was read without the files beside it"
	}
	data, err := m.open(name)
	if err != nil {
		return "", "could not be read: " + err.Error()
	}
	one := quiz.NewMedia(name, data)
	if !one.Known() || !strings.HasPrefix(one.Type, "image/") {
		return "", "is no picture that can be shown; PNG, JPEG, GIF, WebP and BMP can"
	}
	if m.refs == nil {
		m.refs = map[string]string{}
	}
	m.refs[name] = one.Ref()
	if !slices.ContainsFunc(m.found, func(other quiz.Media) bool { return other.Hash == one.Hash }) {
		m.found = append(m.found, one)
	}
	return one.Ref(), ""
}

// picture puts the row's picture below the question; the texts become HTML,
// which can show it.
func (d *draft) picture() {
	name := d.text(Picture)
	if name == "" || d.failed {
		return
	}
	q := &d.q
	ref, complaint := d.r.media.ref(name)
	if complaint != "" {
		d.warn(d.column(Picture), "table-picture", "The picture %q was left out: it %s.", parse.Excerpt(name, nameLength), complaint)
		return
	}
	alt := d.text(Alt)
	if q.Markup == quiz.Plain {
		q.Markup = quiz.HTML
		for _, text := range d.texts() {
			*text = strings.ReplaceAll(html.EscapeString(*text), "\n", "<br>")
		}
	}
	if q.Markup == quiz.Markdown {
		q.Stem += "\n\n![" + strings.NewReplacer("[", "(", "]", ")", "\n", " ").Replace(alt) + "](" + ref + ")"
		return
	}
	q.Stem += `<p><img src="` + ref + `" alt="` + html.EscapeString(alt) + `"></p>`
}

// texts are the texts that are written in the question's markup.
func (d *draft) texts() (all []*string) {
	q := &d.q
	all = []*string{&q.Stem, &q.Rationale}
	for i := range q.Options {
		o := &q.Options[i]
		if q.Kind != quiz.Text && q.Kind != quiz.Number && q.Kind != quiz.TrueFalse {
			all = append(all, &o.Text, &o.Partner)
		}
		all = append(all, &o.Feedback)
	}
	return all
}
