package qti

import (
	"path"
	"strings"

	"chartroom/content/parse"
)

// several reports whether a body asks several things, each of which can be a
// gap: what is typed or chosen in a text, and choices of one answer.
func several(body *node) bool {
	count, fit := 0, true
	body.each(func(c *node) bool {
		switch {
		case c.name == "textentryinteraction", c.name == "inlinechoiceinteraction", c.name == "choiceinteraction" && c.attr("maxchoices") == "1":
			count++
		case strings.HasSuffix(c.name, "interaction") && c.name != "endattemptinteraction" && c.name != "mediainteraction":
			fit = false
		}
		return true
	})
	return fit && count > 1
}

// stimulus puts the text that an item of QTI 3 shares with others before its
// own.
func (i *item2) stimulus(n *node) {
	s := i.f.shelf
	if s.archive == nil {
		i.warn(n.at, "qti-stimulus", "The text %q that belongs to this item is not in the file.", excerpt(n.attr("href")))
		return
	}
	m, ok := s.archive.Member(s.locate(path.Dir(i.f.name), n.attr("href")))
	if ok {
		if data, err := m.Read(mostItem); err == nil {
			if text, _, _, err := parse.Decode(data); err == nil {
				scan := newScanner(text)
				for scan.next() {
					if scan.opens() && scan.name == "stimulusbody" {
						i.body.WriteString(scan.element().markup())
						return
					}
				}
			}
		}
	}
	i.warn(n.at, "qti-stimulus", "The text %q that belongs to this item could not be read.", excerpt(n.attr("href")))
}

// write writes what is in an element of the body as HTML, and gathers what is
// asked on the way.
func (i *item2) write(n *node) {
	for c := n.first; c != nil; c = c.next {
		if c.name == "" {
			i.words(c.text)
			continue
		}
		i.element(c)
	}
}

// words writes a text. Line breaks in it are spaces.
func (i *item2) words(s string) {
	if strings.TrimSpace(s) != "" && len(i.asked) > 0 && i.target == &i.body {
		i.asked[len(i.asked)-1].last = false
	}
	s = escape(i.spaces(s))
	if i.cloze {
		s = noGaps(s)
	}
	i.target.WriteString(s)
}

// spaces makes one space of each run of spaces and line ends, but in <pre>.
func (i *item2) spaces(s string) string {
	if i.pre > 0 || !strings.ContainsAny(s, "\n\t") && !strings.Contains(s, "  ") {
		return s
	}
	words := strings.Join(strings.FieldsFunc(s, space), " ")
	if words == "" {
		return " "
	}
	if space(rune(s[0])) {
		words = " " + words
	}
	if space(rune(s[len(s)-1])) {
		words += " "
	}
	return words
}

// space reports whether HTML takes a character for a space.
func space(r rune) bool { return r == ' ' || r == '\n' || r == '\t' }

func (i *item2) element(c *node) {
	if c.name == "pre" {
		i.pre++
		defer func() { i.pre-- }()
	}
	switch c.name {
	case "rubricblock":
		if view := strings.ToLower(c.attr("view")); view == "" || strings.Contains(view, "candidate") {
			i.write(c)
			return
		}
		i.general = joined(i.general, i.aside(c))
	case "feedbackinline", "feedbackblock":
		i.inline(c)
	case "templateinline", "templateblock", "printedvariable":
		i.template = true
		i.write(c)
	case "object":
		i.object(c)
	case "picture", "positionobjectstage":
		i.write(c)
	case "gap":
		i.target.WriteString(gapMark(len(i.gaps)))
		i.gaps = append(i.gaps, c)
	case "hottext":
		i.hot = append(i.hot, c)
		i.target.WriteString("<u>")
		i.write(c)
		i.target.WriteString("</u>")
	case "textentryinteraction", "inlinechoiceinteraction":
		i.ask(c)
		i.target.WriteString(gapMark(len(i.gaps)))
		i.gaps = append(i.gaps, c)
	case "include":
		i.warn(c.at, "qti-include", "A part of this item is in another file, %q, and was left out.", excerpt(c.attr("href")))
	case "endattemptinteraction", "stylesheet":
	default:
		if strings.HasSuffix(c.name, "interaction") {
			i.block(c)
			return
		}
		openTag(i.target, c)
		if !void[c.name] {
			i.write(c)
			i.target.WriteString("</" + c.name + ">")
		}
	}
}

func (i *item2) ask(n *node) {
	i.asked = append(i.asked, interaction{n, n.attr("responseidentifier"), true})
}

// block writes an interaction that stands for itself: its prompt, and of some
// the text in which they ask. Choices are not written.
func (i *item2) block(n *node) {
	if n.name != "mediainteraction" {
		i.ask(n)
	}
	for c := n.first; c != nil; c = c.next {
		switch c.name {
		case "":
			if n.name == "hottextinteraction" || n.name == "gapmatchinteraction" {
				i.words(c.text)
			}
		case "prompt":
			i.target.WriteString("<p>")
			i.write(c)
			i.target.WriteString("</p>")
		case "simplechoice", "simplematchset", "simpleassociablechoice", "gaptext", "gapimg", "associablehotspot", "hotspotchoice",
			"positionobjectinteraction", "templatevariable", "contextvariable", "interactionmodules", "interactionmarkup":
		default:
			i.element(c)
		}
	}
	if i.mixed && n.name == "choiceinteraction" {
		i.target.WriteString("<p>" + gapMark(len(i.gaps)) + "</p>")
		i.gaps = append(i.gaps, n)
	}
	for j := range i.asked {
		i.asked[j].last = i.asked[j].node == n
	}
}

// object is a picture or sound in QTI's way; anything else is what it holds
// instead.
func (i *item2) object(n *node) {
	typ, data := strings.ToLower(n.attr("type")), n.attr("data")
	tag := ""
	for _, kind := range []string{"image", "audio", "video"} {
		if strings.HasPrefix(typ, kind+"/") {
			tag = map[string]string{"image": "img", "audio": "audio", "video": "video"}[kind]
		}
	}
	if tag == "" || data == "" {
		if data != "" {
			i.warn(n.at, "qti-object", "The text or program %q that is shown here was left out.", excerpt(data))
		}
		i.write(n)
		return
	}
	i.target.WriteString(sourceElement(tag, data, oneLine(n.words())))
}

// aside is what is in an element that is not part of the stem, as HTML.
func (i *item2) aside(n *node) string {
	if n.any("pre") != nil {
		return strings.TrimSpace(n.markup())
	}
	return strings.TrimSpace(i.spaces(n.markup()))
}

// inner is what is in a choice, as HTML; feedback in it is put aside.
func (i *item2) inner(n *node) string {
	outer := i.target
	i.target = &strings.Builder{}
	i.write(n)
	s := i.html(i.target.String())
	i.target = outer
	return s
}
