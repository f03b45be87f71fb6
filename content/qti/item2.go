package qti

import (
	"slices"
	"strconv"
	"strings"

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

	conditions []*node  // of the response processing; nil = not yet looked for
	choiceIDs  []string // of the choices of the first named of asked
	named      int
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
	case len(i.asked) == 0 && i.keyed():
		i.asText("qti-no-interaction", "The item has a key, but what is to be answered is not in it; it was kept as text.")
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

// keyed reports whether a response is declared that has a key.
func (i *item2) keyed() bool {
	for _, r := range i.decls {
		if len(r.correct) > 0 || len(r.entries) > 0 {
			return true
		}
	}
	return false
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
