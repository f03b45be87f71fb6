package qti

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"chartroom/content/gift"
	"chartroom/quiz"
)

// What an item is written as: IMS Question and Test Interoperability 2.1,
// Assessment Test, Section and Item Information Model, 2012. Where it leaves a
// choice, Canvas's importer decides (canvas-lms, gems/plugins/qti_exporter, and
// instructure/qti): it takes the text from a <div> of its own, every value of
// <correctResponse> for right and no mapping into account, the feedback on a
// choice from a condition and a modalFeedback whose name does not look like
// another feedback's, and true or false from a response called "TF…".

// The namespaces and templates of QTI 2.1.
const (
	xmlHead   = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"
	qti21     = "http://www.imsglobal.org/xsd/imsqti_v2p1"
	qti21XSD  = "http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd"
	templates = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/"
	xsi       = "http://www.w3.org/2001/XMLSchema-instance"
)

// itemWriter writes one item, each part of which grows by itself.
type itemWriter struct {
	q    *quiz.Question
	page page

	declared, body, process, modal strings.Builder

	best     float64  // the most that SCORE can be
	mapped   []string // responses that are scored by their mapping
	template string   // of the response processing, where that is all of it
	general  string   // XHTML: what is said after every answer
	feedback int      // how many are told apart
}

// itemXML is a question as an item, and the hashes of the media that it names.
func itemXML(q *quiz.Question, media map[string]*quiz.Media) (text string, used map[string]bool) {
	w := itemWriter{q: q, page: page{media: media, used: map[string]bool{}}, best: 1}
	switch q.Kind {
	case quiz.Choice:
		w.stem()
		w.choice()
	case quiz.TrueFalse:
		w.stem()
		w.trueFalse()
	case quiz.Text, quiz.Number:
		w.stem()
		w.typed()
	case quiz.Match:
		w.stem()
		w.match()
	case quiz.Order:
		w.stem()
		w.order()
	case quiz.Essay:
		w.stem()
		w.declare("RESPONSE", "single", "string", nil, nil)
		put(&w.body, "    <extendedTextInteraction responseIdentifier=\"RESPONSE\"/>\n")
	case quiz.Cloze:
		w.cloze()
	default:
		w.stem()
	}
	w.rationale()
	return w.item(), w.page.used
}

func put(b *strings.Builder, parts ...string) {
	for _, p := range parts {
		b.WriteString(p)
	}
}

// item puts the parts together.
func (w *itemWriter) item() string {
	var b strings.Builder
	put(&b, xmlHead, `<assessmentItem xmlns="`, qti21, `" xmlns:xsi="`, xsi, `" xsi:schemaLocation="`, qti21, " ", qti21XSD,
		`" identifier="`, Identifier(w.q.Key), `" title="`, attribute(w.q.Name), "\" adaptive=\"false\" timeDependent=\"false\">\n", w.declared.String())
	if w.declared.Len() > 0 {
		put(&b, `  <outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float" normalMaximum="`, decimal(w.best), `"><defaultValue><value>0</value></defaultValue></outcomeDeclaration>`, "\n")
	}
	if w.modal.Len() > 0 {
		put(&b, `  <outcomeDeclaration identifier="FEEDBACK" cardinality="multiple" baseType="identifier"/>`, "\n")
	}
	put(&b, "  <itemBody>\n", w.body.String(), "  </itemBody>\n")
	switch process := w.scores() + w.process.String(); {
	case w.template != "" && w.modal.Len() == 0:
		put(&b, `  <responseProcessing template="`, templates, w.template, "\"/>\n")
	case process != "":
		put(&b, "  <responseProcessing>\n", process, "  </responseProcessing>\n")
	}
	put(&b, w.modal.String(), "</assessmentItem>\n")
	return b.String()
}

// scores is the response processing that gives the score, but for what has
// conditions of its own.
func (w *itemWriter) scores() string {
	if w.template == "match_correct" {
		return `    <responseCondition><responseIf><match><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></match>` +
			setScore("1") + "</responseIf></responseCondition>\n"
	}
	if len(w.mapped) == 0 {
		return ""
	}
	var b strings.Builder
	put(&b, `    <setOutcomeValue identifier="SCORE"><sum>`)
	for _, id := range w.mapped {
		put(&b, `<mapResponse identifier="`, id, `"/>`)
	}
	put(&b, "</sum></setOutcomeValue>\n")
	return b.String()
}

func setScore(value string) string {
	return `<setOutcomeValue identifier="SCORE"><baseValue baseType="float">` + value + `</baseValue></setOutcomeValue>`
}

// stem writes the text of the question.
func (w *itemWriter) stem() {
	put(&w.body, "    <div>", w.page.text(w.q.Stem, w.q.Markup), "</div>\n")
}

// mapping is what answers earn. Of typed answers, case matters or not.
type mapping struct {
	entries      []entry
	typed, exact bool
	other        float64 // what an answer earns that is not named
	most         float64 // several answers together earn at most this; 0 = there is one answer
}

// declare writes a response declaration.
func (w *itemWriter) declare(id, cardinality, base string, correct []string, m *mapping) {
	b := &w.declared
	put(b, `  <responseDeclaration identifier="`, id, `" cardinality="`, cardinality, `" baseType="`, base, "\">\n")
	if len(correct) > 0 {
		put(b, "    <correctResponse>")
		for _, value := range correct {
			put(b, "<value>", xmlText(value), "</value>")
		}
		put(b, "</correctResponse>\n")
	}
	if m != nil {
		put(b, `    <mapping`)
		if m.most > 0 {
			put(b, ` lowerBound="0" upperBound="`, decimal(m.most), `"`)
		}
		put(b, ` defaultValue="`, decimal(m.other), `">`)
		for _, e := range m.entries {
			put(b, `<mapEntry mapKey="`, attribute(e.key), `" mappedValue="`, decimal(e.value), `"`)
			if m.typed {
				put(b, ` caseSensitive="`, strconv.FormatBool(m.exact), `"`)
			}
			put(b, "/>")
		}
		put(b, "</mapping>\n")
		w.mapped = append(w.mapped, id)
	}
	put(b, "  </responseDeclaration>\n")
}

// markupOf is the markup of a text that may have one of its own.
func (w *itemWriter) markupOf(own quiz.Markup) quiz.Markup { return cmp.Or(own, w.q.Markup) }

// simpleChoice writes an option.
func (w *itemWriter) simpleChoice(id string, o *quiz.Option, fixed string) {
	put(&w.body, `      <simpleChoice identifier="`, id, `"`, fixed, ">", w.page.text(o.Text, w.markupOf(o.Markup)), "</simpleChoice>\n")
}

// choice writes a choice of one or several options. One of which a single
// option is right needs no mapping.
func (w *itemWriter) choice() {
	q, ids := w.q, identifiers(w.q.Options)
	cardinality, most, op := "single", "1", "match"
	m := &mapping{}
	if q.Multiple {
		cardinality, most, op, m.most = "multiple", "0", "member", 1
	}
	correct, plainly := rightIDs(q.Options, ids, q.Multiple), !q.Multiple
	for i, o := range q.Options {
		if o.Fraction != 0 {
			m.entries = append(m.entries, entry{key: ids[i], value: o.Fraction})
			plainly = plainly && o.Fraction == 1
		}
	}
	if plainly && len(correct) == 1 {
		m, w.template = nil, "match_correct"
	} else {
		w.template = "map_response"
	}
	w.declare("RESPONSE", cardinality, "identifier", correct, m)
	shuffle, fixed := "true", ""
	if q.KeepOrder {
		shuffle, fixed = "false", ` fixed="true"`
	}
	put(&w.body, `    <choiceInteraction responseIdentifier="RESPONSE" shuffle="`, shuffle, `" maxChoices="`, most, "\">\n")
	for i := range q.Options {
		w.simpleChoice(ids[i], &q.Options[i], fixed)
	}
	put(&w.body, "    </choiceInteraction>\n")
	for i, o := range q.Options {
		if said := w.said(&o); said != "" {
			put(&w.process, "    <responseCondition><responseIf>", compare(op, "RESPONSE", ids[i]), said, "</responseIf></responseCondition>\n")
		}
	}
}

// rightIDs are the identifiers of what is right: all that earns something, or
// where one may be chosen what earns most.
func rightIDs(options []quiz.Option, ids []string, several bool) (right []string) {
	best := 0.0
	for _, o := range options {
		best = max(best, o.Fraction)
	}
	for i, o := range options {
		if o.Fraction > 0 && (several || o.Fraction == best) {
			right = append(right, ids[i])
		}
	}
	return right
}

// compare is the condition that a response is, or has, an option.
func compare(op, response, id string) string {
	value, variable := `<baseValue baseType="identifier">`+id+`</baseValue>`, `<variable identifier="`+response+`"/>`
	if op == "member" {
		return "<member>" + value + variable + "</member>"
	}
	return "<match>" + variable + value + "</match>"
}

// said notes the feedback on an option, and is what shows it; "" = there is
// none.
func (w *itemWriter) said(o *quiz.Option) string {
	text := w.page.text(o.Feedback, w.markupOf(o.FeedbackMarkup))
	if text == "" {
		return ""
	}
	w.feedback++
	id := "feedback-" + strconv.Itoa(w.feedback)
	if o.Any && w.q.Kind != quiz.Cloze {
		id = "incorrect_fb"
	}
	w.modalText(id, text)
	return `<setOutcomeValue identifier="FEEDBACK"><multiple><variable identifier="FEEDBACK"/><baseValue baseType="identifier">` + id + `</baseValue></multiple></setOutcomeValue>`
}

func (w *itemWriter) modalText(id, text string) {
	put(&w.modal, `  <modalFeedback outcomeIdentifier="FEEDBACK" identifier="`, id, `" showHide="show"><div>`, text, "</div></modalFeedback>\n")
}

// trueFalse writes a choice of True and False, with a condition for each.
func (w *itemWriter) trueFalse() {
	q, ids := w.q, identifiers(w.q.Options)
	w.declare("TF", "single", "identifier", rightIDs(q.Options, ids, false), nil)
	put(&w.body, "    <choiceInteraction responseIdentifier=\"TF\" shuffle=\"false\" maxChoices=\"1\">\n")
	for i := range q.Options {
		o := &q.Options[i]
		w.simpleChoice(ids[i], &quiz.Option{Text: o.Text, Markup: quiz.Plain}, "")
		put(&w.process, "    <responseCondition><responseIf>", compare("match", "TF", ids[i]), setScore(decimal(o.Fraction)), w.said(o), "</responseIf></responseCondition>\n")
	}
	put(&w.body, "    </choiceInteraction>\n")
}

// typed writes words or numbers to type. The first answer that fits counts.
func (w *itemWriter) typed() {
	q := w.q
	put(&w.body, "    <p><textEntryInteraction responseIdentifier=\"RESPONSE\"/></p>\n")
	w.answers("RESPONSE", q.Kind, q.CaseSensitive, q.Options, 1)
}

// answers declares a typed response, and writes its processing: of numbers,
// and of what is said to an answer. Each is worth its share of weight.
func (w *itemWriter) answers(id string, kind quiz.Kind, exact bool, options []quiz.Option, weight float64) {
	m, correct, best := &mapping{typed: true, exact: exact}, []string(nil), 0.0
	for _, o := range options {
		if !o.Any {
			best = max(best, o.Fraction)
		}
	}
	var branches, last strings.Builder
	begun := false
	for _, o := range options {
		said, score := w.said(&o), ""
		if kind == quiz.Number && o.Fraction != 0 {
			score = `<setOutcomeValue identifier="SCORE"><sum><variable identifier="SCORE"/><baseValue baseType="float">` + decimal(o.Fraction*weight) + `</baseValue></sum></setOutcomeValue>`
		}
		if o.Any {
			m.other = o.Fraction * weight
			put(&last, score, said)
			continue
		}
		text := wordsTyped(o.Text)
		if kind == quiz.Number {
			text = decimal(o.Value)
		}
		first := len(correct) == 0
		if o.Fraction > 0 && o.Fraction == best {
			correct = append(correct, text)
		}
		m.entries = append(m.entries, entry{key: text, value: o.Fraction * weight})
		if score+said == "" {
			continue
		}
		name := "responseElseIf"
		if !begun {
			begun, name = true, "responseIf"
		}
		put(&branches, "<", name, ">", equals(id, kind, exact, &o, text, first && len(correct) == 1), score, said, "</", name, ">")
	}
	base := "string"
	if kind == quiz.Number {
		base, m = "float", nil
	} else if w.template = "map_response"; weight != 1 {
		w.template = ""
	}
	w.declare(id, "single", base, correct, m)
	if last.Len() > 0 && begun {
		put(&branches, "<responseElse>", last.String(), "</responseElse>")
	} else if last.Len() > 0 {
		put(&branches, `<responseIf><not><isNull><variable identifier="`, id, `"/></isNull></not>`, last.String(), "</responseIf>")
	}
	if branches.Len() > 0 {
		put(&w.process, "    <responseCondition>", branches.String(), "</responseCondition>\n")
	}
}

// equals is the condition that what was typed is an answer: the first right one
// is that of the declaration.
func equals(id string, kind quiz.Kind, exact bool, o *quiz.Option, text string, correct bool) string {
	variable := `<variable identifier="` + id + `"/>`
	if kind == quiz.Text {
		return `<stringMatch caseSensitive="` + strconv.FormatBool(exact) + `">` + variable + `<baseValue baseType="string">` + xmlText(text) + `</baseValue></stringMatch>`
	}
	value := `<baseValue baseType="float">` + text + `</baseValue>`
	if correct {
		value = `<correct identifier="` + id + `"/>`
	}
	mode := `toleranceMode="exact"`
	if o.Tolerance > 0 {
		mode = `toleranceMode="absolute" tolerance="` + decimal(o.Tolerance) + " " + decimal(o.Tolerance) + `"`
	}
	return "<equal " + mode + ">" + variable + value + "</equal>"
}

// wordsTyped is what a learner types for an accepted answer.
func wordsTyped(answer string) string { return strings.ReplaceAll(oneLine(answer), `\*`, "*") }

// match writes two lists. Partners of the same text stand there once.
func (w *itemWriter) match() {
	q, ids := w.q, identifiers(w.q.Options)
	m := &mapping{most: 1}
	var left, right strings.Builder
	var correct, partners []string
	pairs := 0
	for _, o := range q.Options {
		if o.Text != "" {
			pairs++
		}
	}
	for i, o := range q.Options {
		at := slices.Index(partners, o.Partner)
		if at < 0 {
			at = len(partners)
			partners = append(partners, o.Partner)
			put(&right, `        <simpleAssociableChoice identifier="`, partnerID(ids, at), `" matchMax="0">`, w.page.text(o.Partner, w.markupOf("")), "</simpleAssociableChoice>\n")
		}
		if o.Text == "" {
			continue // an extra partner
		}
		put(&left, `        <simpleAssociableChoice identifier="`, ids[i], `" matchMax="1">`, w.page.text(o.Text, w.markupOf(o.Markup)), "</simpleAssociableChoice>\n")
		pair := ids[i] + " " + partnerID(ids, at)
		correct = append(correct, pair)
		m.entries = append(m.entries, entry{key: pair, value: 1 / float64(pairs)})
		w.aside(&o)
	}
	w.template = "map_response"
	w.declare("RESPONSE", "multiple", "directedPair", correct, m)
	put(&w.body, "    <matchInteraction responseIdentifier=\"RESPONSE\" shuffle=\"true\" maxAssociations=\"", strconv.Itoa(pairs), "\">\n      <simpleMatchSet>\n",
		left.String(), "      </simpleMatchSet>\n      <simpleMatchSet>\n", right.String(), "      </simpleMatchSet>\n    </matchInteraction>\n")
}

// partnerID is how the partner of a place is called: as no left side is.
func partnerID(ids []string, at int) string {
	id := "partner-" + strconv.Itoa(at+1)
	for slices.Contains(ids, id) {
		id += "_"
	}
	return id
}

// aside says the feedback on an option where QTI has no place for it after
// every answer, with the option's text.
func (w *itemWriter) aside(o *quiz.Option) {
	if o.Feedback != "" {
		w.general += "<div><b>" + xmlText(oneText(o.Text, w.markupOf(o.Markup))) + ":</b> " + w.page.text(o.Feedback, w.markupOf(o.FeedbackMarkup)) + "</div>"
	}
}

// order writes items to put in order, sorted by their texts: a program that
// shows them as they stand must not show the answer.
func (w *itemWriter) order() {
	q, ids := w.q, identifiers(w.q.Options)
	w.template = "match_correct"
	w.declare("RESPONSE", "ordered", "identifier", ids, nil)
	places := make([]int, len(ids))
	for i := range places {
		places[i] = i
		w.aside(&q.Options[i])
	}
	slices.SortStableFunc(places, func(a, b int) int { return cmp.Compare(q.Options[a].Text, q.Options[b].Text) })
	put(&w.body, "    <orderInteraction responseIdentifier=\"RESPONSE\" shuffle=\"true\">\n")
	for _, i := range places {
		w.simpleChoice(ids[i], &q.Options[i], "")
	}
	put(&w.body, "    </orderInteraction>\n")
}

// cloze writes a text with gaps, whose weights together are the score.
func (w *itemWriter) cloze() {
	w.best = 0
	for i := range w.q.Gaps {
		w.best += w.q.Gaps[i].Weight
	}
	w.page.gap = w.gap
	w.stem()
	w.page.gap = nil
	for i, g := range w.q.Gaps {
		id := gapID(i)
		if g.Kind != quiz.Choice {
			w.answers(id, g.Kind, g.CaseSensitive, g.Options, g.Weight)
			continue
		}
		ids, m := identifiers(g.Options), &mapping{}
		for j, o := range g.Options {
			if o.Fraction != 0 {
				m.entries = append(m.entries, entry{key: ids[j], value: o.Fraction * g.Weight})
			}
			w.aside(&o)
		}
		w.declare(id, "single", "identifier", rightIDs(g.Options, ids, false), m)
	}
	w.template = ""
}

func gapID(i int) string { return "RESPONSE_" + strconv.Itoa(i+1) }

// gap is what stands in the place of a gap.
func (w *itemWriter) gap(i int) string {
	if i < 0 || i >= len(w.q.Gaps) {
		return ""
	}
	g := &w.q.Gaps[i]
	if g.Kind != quiz.Choice {
		hint := ""
		if g.Hint != "" {
			hint = ` placeholderText="` + attribute(g.Hint) + `"`
		}
		return `<textEntryInteraction responseIdentifier="` + gapID(i) + `"` + hint + "/>"
	}
	var b strings.Builder
	put(&b, `<inlineChoiceInteraction responseIdentifier="`, gapID(i), `" shuffle="`, strconv.FormatBool(!w.q.KeepOrder), `">`)
	ids := identifiers(g.Options)
	for j, o := range g.Options {
		put(&b, `<inlineChoice identifier="`, ids[j], `">`, xmlText(oneText(o.Text, w.markupOf(o.Markup))), "</inlineChoice>")
	}
	put(&b, "</inlineChoiceInteraction>")
	return b.String()
}

// rationale writes what is said after every answer.
func (w *itemWriter) rationale() {
	text := w.general
	if q := w.q; q.Rationale != "" {
		text = "<div>" + w.page.text(q.Rationale, w.markupOf(q.RationaleMarkup)) + "</div>" + text
	}
	if w.q.Source != "" {
		text += "<p>" + xmlText(gift.AddSource("", w.q.Source)) + "</p>"
	}
	if text == "" {
		return
	}
	put(&w.process, "    <setOutcomeValue identifier=\"FEEDBACK\"><multiple><variable identifier=\"FEEDBACK\"/><baseValue baseType=\"identifier\">general_fb</baseValue></multiple></setOutcomeValue>\n")
	w.modalText("general_fb", text)
}
