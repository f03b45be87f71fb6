package qti

import (
	"strings"

	"chartroom/quiz"
)

// The elements of QTI 1.2: IMS Question & Test Interoperability ASI XML
// Binding 1.2, 2002. What Canvas, Respondus, Blackboard and Brightspace make of
// it is in their own exports.

// response is one place of an item where something is answered.
type response struct {
	at      int
	ident   string
	kind    string // lid, str, num, xy or grp
	many    bool   // rcardinality="Multiple"
	ordered bool   // rcardinality="Ordered"
	prompt  string // HTML: its own text, such as the left side of a pair
	labels  []label
	render  string // choice, fib, object, hotspot or slider
	fib     string // "string", "decimal", ..., in lower case
	rows    int    // of its box
}

// label is one choice of a response.
type label struct {
	ident  string
	text   string // HTML
	answer string // how Canvas's New Quizzes have it answered: "openEntry", "dropdown", "wordbank"
	method string // and marked: "TextRegex", "TextCloseEnough", ...
	fixed  bool
}

// piece is part of a stem: a text, or the place of a response.
type piece struct {
	text     string // HTML
	response int    // -1 = a text
}

// item1 is an item of QTI 1.2.
type item1 struct {
	*draft
	typ       string // as metadata has it, in lower case; "" = not said
	pieces    []piece
	responses []response
	partners  []string // Blackboard: the right sides of pairs, HTML
	key       key
	ranges    map[string]quiz.Option // of numbers: what a condition accepts, by rangeAt
}

// read1 reads an item of QTI 1.2.
func (d *draft) read1(n *node) {
	i := item1{draft: d, typ: typeOf(n), ranges: map[string]quiz.Option{}}
	for c := n.first; c != nil; c = c.next {
		switch c.name {
		case "presentation", "flow", "material":
			i.present(c, nil)
		case "response_lid", "response_str", "response_num", "response_xy", "response_grp": // presentation misses
			i.respond(c, nil)
		}
	}
	i.key = i.readKey(n)
	i.kind()
	if parent := field(n, "parent_stimulus_item_ident"); parent != "" {
		i.passage(n.at, parent)
	}
}

// passage puts the text that an item of New Quizzes is about before its own.
func (i *item1) passage(at int, ident string) {
	text, ok := i.f.passages[ident]
	if !ok {
		i.warn(at, "qti-stimulus", "The text that this question is about is not in the file before it; the question may not make sense alone.")
		return
	}
	i.name() // of its own words
	i.q.Stem = joined(noGaps(text), i.q.Stem)
}

// field is what an item's metadata have under one of the labels, or "".
func field(n *node, labels ...string) string {
	for _, name := range []string{"qtimetadatafield", "qti_metadatafield"} { // the second is Brightspace's
		for _, f := range n.all(name) {
			if contains(labels, strings.ToLower(f.child("fieldlabel").words())) {
				return f.child("fieldentry").words()
			}
		}
	}
	return ""
}

// typeOf is the type that an item's metadata give it, in lower case.
func typeOf(n *node) string {
	if typ := field(n, "question_type", "qmd_questiontype", "cc_profile"); typ != "" {
		return strings.ToLower(typ)
	}
	for _, name := range []string{"bbmd_questiontype", "qmd_itemtype"} {
		if typ := strings.ToLower(n.any(name).words()); typ != "" {
			return typ
		}
	}
	return ""
}

// present reads what is shown: texts go to the stem, or to prompt where that
// is not nil.
func (i *item1) present(n *node, prompt *string) {
	if n.name == "material" || n.name == "mattext" {
		i.text(material(n), prompt)
		return
	}
	for c := n.first; c != nil; c = c.next {
		switch c.name {
		case "material":
			i.text(material(c), prompt)
		case "response_lid", "response_str", "response_num", "response_xy", "response_grp":
			i.respond(c, prompt)
			prompt = nil
		case "flow":
			switch {
			case c.attr("class") == "RIGHT_MATCH_BLOCK":
				for _, f := range c.children("flow") {
					i.partners = append(i.partners, i.html(material(f)))
				}
			case n.attr("class") == "RESPONSE_BLOCK" && c.any("response_lid") != nil && c.any("material") != nil:
				i.present(c, new(string)) // a pair of Blackboard
			default:
				i.present(c, prompt)
			}
		case "":
		default:
			i.present(c, prompt)
		}
	}
}

func (i *item1) text(s string, prompt *string) {
	switch {
	case s == "":
	case prompt != nil:
		*prompt = joined(*prompt, s)
	default:
		i.pieces = append(i.pieces, piece{s, -1})
	}
}

// respond reads a response.
func (i *item1) respond(n *node, prompt *string) {
	r := response{at: n.at, ident: n.attr("ident"), kind: strings.TrimPrefix(n.name, "response_")}
	if r.ident == "" {
		r.ident = n.attr("respident")
	}
	switch strings.ToLower(n.attr("rcardinality")) {
	case "multiple":
		r.many = true
	case "ordered":
		r.ordered = true
	}
	if prompt != nil {
		r.prompt = *prompt
	}
	n.each(func(c *node) bool {
		switch c.name {
		case "material":
			if len(r.labels) == 0 && r.render == "" {
				r.prompt = joined(r.prompt, material(c))
			} else if r.render == "object" || r.render == "hotspot" {
				r.prompt = joined(r.prompt, material(c)) // a label above or below a row
			}
		case "render_choice", "render_hotspot", "render_slider":
			r.render = strings.TrimPrefix(c.name, "render_")
		case "ims_render_object":
			r.render = "object"
		case "render_fib":
			r.render, r.fib, r.rows = "fib", strings.ToLower(c.attr("fibtype")), atoi(c.attr("rows"))
		case "response_label":
			r.labels = append(r.labels, label{ident: c.attr("ident"), text: material(c),
				answer: c.attr("answer_type"), method: c.attr("scoring_algorithm"), fixed: strings.EqualFold(c.attr("rshuffle"), "no")})
			return false
		}
		return true
	})
	r.prompt = i.html(r.prompt)
	for j := range r.labels {
		r.labels[j].text = i.html(r.labels[j].text)
	}
	i.pieces = append(i.pieces, piece{response: len(i.responses)})
	i.responses = append(i.responses, r)
}

// atoi is a number of a few digits, or 0.
func atoi(s string) int {
	n := 0
	for _, r := range s {
		if r < '0' || r > '9' || n > 1_000_000 {
			return 0
		}
		n = 10*n + int(r-'0')
	}
	return n
}

// stem is the texts of an item; where gap is not nil, with what it gives in the
// places of responses.
func (i *item1) stem(gap func(response int) string) string {
	var b strings.Builder
	for _, p := range i.pieces {
		text := p.text
		if p.response >= 0 {
			if gap == nil {
				continue
			}
			text = gap(p.response)
		} else if gap != nil {
			text = noGaps(text)
		}
		if s := b.String(); s != "" && text != "" && !strings.HasSuffix(s, " ") && !strings.HasPrefix(text, " ") &&
			(p.response < 0 || !strings.HasSuffix(s, ">")) && !startsWithMark(text) {
			b.WriteByte(' ')
		}
		b.WriteString(text)
	}
	return i.html(b.String())
}

// startsWithMark reports whether a text begins with what follows a word
// without a space.
func startsWithMark(s string) bool { return s != "" && strings.IndexByte(".,;:!?)", s[0]) >= 0 }

// material is the texts, pictures and sounds in an element, as HTML.
func material(n *node) string {
	out := ""
	add := func(s string) {
		switch {
		case out == "" || s == "":
			out += s
		case strings.HasSuffix(out, ">") || strings.HasSuffix(out, " "):
			out += s
		default:
			out += " " + s
		}
	}
	visit := func(c *node) bool {
		switch c.name {
		case "mattext", "mat_formattedtext", "matemtext":
			add(mattext(c))
			return false
		case "matimage":
			add(source("img", c))
		case "mataudio":
			add(source("audio", c))
		case "matvideo":
			add(source("video", c))
		case "matapplication":
			add(escape(c.attr("label")))
		case "matbreak":
			out += "<br>"
		}
		return true
	}
	if visit(n) {
		n.each(visit)
	}
	return out
}

func source(tag string, n *node) string {
	uri := n.attr("uri")
	if uri == "" {
		return ""
	}
	alt := n.attr("label")
	return sourceElement(tag, uri, alt)
}

// mattext is one text as HTML. Its type decides; without one, it is HTML when
// it has tags.
func mattext(n *node) string {
	typ := strings.ToLower(n.attr("texttype") + n.attr("type"))
	for c := n.first; c != nil; c = c.next {
		if c.name != "" {
			return n.markup() // tags that ought to be escaped
		}
	}
	text := n.words()
	switch {
	case strings.Contains(typ, "plain"), typ == "" && !looksHTML(text):
		return fromPlain(text)
	}
	return text
}

// looksHTML reports whether a text has a tag that is closed, or a picture.
func looksHTML(s string) bool {
	return strings.Contains(s, "</") || strings.Contains(s, "/>") || strings.Contains(s, "<br>") || strings.Contains(s, "<img ") || strings.Contains(s, "<p>")
}
