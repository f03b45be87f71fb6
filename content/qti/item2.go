package qti

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"chartroom/content/parse"
	"chartroom/quiz"
)

// The elements of QTI 2.1, 2.2 and 3.0: IMS Question and Test Interoperability
// Assessment Test, Section and Item Information Model 2.2, 2015, and 3.0, 2022.
// Names are as normal makes them, so that one reader does for all.

// declared is a response as an item declares it.
type declared struct {
	at      int
	single  bool
	base    string // baseType in lower case
	correct []string
	entries []entry // of the mapping
	other   float64 // what an answer earns that the mapping does not name
	upper   float64 // the most that the mapping gives; 0 = no limit
	mapped  bool    // the score is by the mapping
}

// entry is one line of a mapping.
type entry struct {
	key   string
	value float64
	exact bool // capitals count
}

// interaction is one place of an item where something is answered.
type interaction struct {
	*node
	id   string // responseIdentifier
	last bool   // no text follows it
}

// item2 is an item of QTI 2 or 3.
type item2 struct {
	*draft
	decls    map[string]*declared
	body     strings.Builder
	asked    []interaction
	gaps     []*node // in the order of the text
	hot      []*node // hottext, in the order of the text
	template bool    // something in it is drawn anew each time
	target   *strings.Builder
	chosen   map[string]string // feedback within choices, by the choice
	process  *node
	cloze    bool // it has gaps
	mixed    bool // its gaps may be choices of their own
	pre      int  // how many <pre> are open
}

// read2 reads an item of QTI 2 or 3.
func (d *draft) read2(n *node) {
	i := item2{draft: d, decls: map[string]*declared{}, chosen: map[string]string{}, process: n.child("responseprocessing")}
	i.target = &i.body
	for _, c := range n.children("responsedeclaration") {
		i.declare(c)
	}
	i.template = n.child("templatedeclaration") != nil || n.child("templateprocessing") != nil
	for _, c := range n.children("assessmentstimulusref") {
		i.stimulus(c)
	}
	body := n.child("itembody")
	if body == nil {
		d.fail(n.at, "qti-no-body", "This item has no text, so it was left out.")
		return
	}
	i.mixed = several(body)
	body.each(func(c *node) bool {
		i.cloze = i.cloze || i.mixed || c.name == "gap" || c.name == "textentryinteraction" || c.name == "inlinechoiceinteraction"
		return true
	})
	i.write(body)
	d.q.Stem = d.html(i.body.String())
	i.modal(n)
	i.kind(n)
}

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

// declare reads a response declaration.
func (i *item2) declare(n *node) {
	r := &declared{at: n.at, base: strings.ToLower(n.attr("basetype")), single: strings.EqualFold(n.attr("cardinality"), "single")}
	for _, v := range n.child("correctresponse").children("value") {
		if words := v.words(); words != "" {
			r.correct = append(r.correct, words)
		}
	}
	if m := n.child("mapping"); m != nil {
		r.other, r.upper = float(m.attr("defaultvalue")), float(m.attr("upperbound"))
		for _, e := range m.children("mapentry") {
			r.entries = append(r.entries, entry{e.attr("mapkey"), float(e.attr("mappedvalue")), e.is("casesensitive")})
		}
	}
	id := n.attr("identifier")
	template := strings.HasSuffix(strings.TrimSuffix(i.process.attr("template"), ".xml"), "map_response")
	uses := template && i.process.first == nil
	for _, m := range i.process.all("mapresponse") {
		uses = uses || m.attr("identifier") == id
	}
	positive := slices.ContainsFunc(r.entries, func(e entry) bool { return e.value > 0 })
	r.mapped = positive && (uses || len(r.correct) == 0)
	i.decls[id] = r
}

// float is a number, or 0.
func float(s string) float64 {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || f != f || f > 1e12 || f < -1e12 {
		return 0
	}
	return f
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
	case "endattemptinteraction", "stylesheet", "include":
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

// inline puts feedback within the text aside.
func (i *item2) inline(n *node) {
	if strings.EqualFold(n.attr("showhide"), "hide") { // shown from the start
		i.write(n)
		return
	}
	text := i.aside(n)
	id := n.attr("identifier")
	if i.target != &i.body {
		i.chosen[id] = joined(i.chosen[id], text)
		return
	}
	i.said(id, text)
}

// said puts feedback where it belongs by its identifier: what the response
// processing sets it on, the choice of this name, or what the name says.
func (i *item2) said(id, text string) {
	if empty(text) {
		return
	}
	switch when, on := i.when(id); when {
	case ifRight:
		i.right = joined(i.right, text)
	case ifWrong:
		i.wrong = joined(i.wrong, text)
	case ifChosen:
		for _, choice := range on {
			i.chosen[choice] = joined(i.chosen[choice], text)
		}
	default:
		i.general = joined(i.general, text)
	}
}

// elements is how many elements are in one, texts apart.
func elements(n *node) (count int) {
	for c := n.first; c != nil; c = c.next {
		if c.name != "" {
			count++
		}
	}
	return count
}

// modal reads the feedback that is shown after the answer.
func (i *item2) modal(n *node) {
	for _, c := range n.children("modalfeedback") {
		markup := c
		if body := c.child("contentbody"); body != nil {
			markup = body
		}
		i.said(c.attr("identifier"), i.aside(markup))
	}
}

// when says when the feedback of an identifier is shown, and for which choices.
func (i *item2) when(id string) (found when, on []string) {
	if i.choiceNamed(id) {
		return ifChosen, []string{id}
	}
	for _, c := range i.process.all("responsecondition") {
		rightBefore := false
		for b := c.first; b != nil; b = b.next {
			at := branch(b, rightBefore)
			rightBefore = rightBefore || at == ifRight
			one := i.branchOn(b)
			if one != "" {
				at = ifChosen
			}
			for _, set := range b.children("setoutcomevalue") {
				for _, v := range set.all("basevalue") {
					if v.words() == id {
						if found = at; one != "" {
							on = append(on, one)
						}
					}
				}
			}
		}
	}
	if found != always {
		return found, on
	}
	switch low := strings.ToLower(id); {
	case strings.Contains(low, "incorrect"), strings.Contains(low, "wrong"):
		return ifWrong, nil
	case strings.Contains(low, "correct"):
		return ifRight, nil
	}
	return always, nil
}

// branchOn is the choice on which a branch of the response processing is, where
// it is on one: a comparison of a response with its name.
func (i *item2) branchOn(n *node) string {
	for c := n.first; c != nil; c = c.next {
		if c.name == "and" && c.first != nil && elements(c) == 1 {
			return i.branchOn(c)
		}
		if c.name == "match" || c.name == "member" {
			id := c.any("basevalue").words()
			if i.decls[c.any("variable").attr("identifier")] != nil && i.choiceNamed(id) {
				return id
			}
		}
	}
	return ""
}

// branch says for which answers a branch of the response processing is.
func branch(n *node, rightBefore bool) when {
	if n.name == "responseelse" {
		if rightBefore {
			return ifWrong
		}
		return always
	}
	test := n.first
	for test != nil && test.name == "" {
		test = test.next
	}
	for test != nil && (test.name == "and" || test.name == "not" && test.any("correct") == nil) {
		for test = test.first; test != nil && test.name == ""; test = test.next {
		}
	}
	if test == nil {
		return always
	}
	if test.any("correct") != nil {
		if test.name == "not" {
			return ifWrong
		}
		return ifRight
	}
	if test.name == "match" { // of an outcome that says it in a word (Onyx)
		switch strings.ToLower(test.any("basevalue").words()) {
		case "correct":
			return ifRight
		case "incorrect":
			return ifWrong
		}
	}
	return always
}

// choiceNamed reports whether an interaction has a choice of this name.
func (i *item2) choiceNamed(id string) bool {
	for _, a := range i.asked {
		for _, c := range a.all("simplechoice") {
			if c.attr("identifier") == id {
				return true
			}
		}
	}
	return false
}

// kind makes a question of the item by what it asks.
func (i *item2) kind(n *node) {
	q := &i.q
	inline := 0
	for _, a := range i.asked {
		if a.name == "textentryinteraction" || a.name == "inlinechoiceinteraction" {
			inline++
		}
	}
	switch {
	case n.is("adaptive"):
		i.unsupported("qti-adaptive", "An item that changes while it is answered cannot be asked; it was kept as text.")
	case i.template:
		i.unsupported("qti-template", "An item whose parts are drawn anew each time cannot be asked; it was kept as text.")
	case len(i.asked) == 0:
		q.Kind = quiz.Description
	case inline == len(i.asked) && inline == 1 && i.asked[0].name == "textentryinteraction" && i.asked[0].last:
		i.typed(i.asked[0])
	case inline == len(i.asked), i.mixed:
		i.clozeOf()
	case len(i.asked) > 1:
		i.unsupported("qti-composite", "An item that asks %d things in different ways cannot be asked; it was kept as text.", len(i.asked))
	default:
		i.only(i.asked[0])
	}
}

// only makes a question of an item that asks one thing.
func (i *item2) only(a interaction) {
	switch a.name {
	case "choiceinteraction":
		i.choices(a, a.all("simplechoice"))
	case "hottextinteraction":
		i.choices(a, i.hot)
	case "orderinteraction":
		i.order(a)
	case "matchinteraction":
		i.match(a)
	case "associateinteraction":
		i.associate(a)
	case "gapmatchinteraction":
		i.gapMatch(a)
	case "extendedtextinteraction":
		i.q.Kind = quiz.Essay
		if r := i.decls[a.id]; r != nil {
			for _, v := range r.correct {
				i.general = joined(i.general, fromPlain(v))
			}
		}
	default:
		i.unsupported("qti-"+strings.TrimSuffix(a.name, "interaction"), "A question that is answered by %s cannot be asked; it was kept as text.", answeredBy(a.name))
	}
}

// answeredBy says in words how an interaction is answered.
func answeredBy(name string) string {
	switch name {
	case "hotspotinteraction", "selectpointinteraction", "graphicorderinteraction", "graphicassociateinteraction",
		"graphicgapmatchinteraction", "positionobjectinteraction":
		return "a place in a picture"
	case "sliderinteraction":
		return "a place on a scale"
	case "uploadinteraction":
		return "a file"
	case "drawinginteraction":
		return "a drawing"
	}
	return "a program of its own (" + excerpt(name) + ")"
}

// unsupported keeps the item as text, with the choices that it offers.
func (i *item2) unsupported(rule, format string, args ...any) {
	q := &i.q
	for _, a := range i.asked {
		for _, name := range []string{"simplechoice", "simpleassociablechoice", "inlinechoice", "gaptext"} {
			for _, c := range a.all(name) {
				q.Options = append(q.Options, quiz.Option{Text: i.inner(c)})
			}
		}
	}
	for j := range i.gaps {
		q.Stem = strings.Replace(q.Stem, gapMark(j), "_____", 1)
	}
	for _, text := range i.chosen {
		if len(i.chosen) == 1 {
			i.general = joined(i.general, text)
		}
	}
	i.asText(rule, format, args...)
}
