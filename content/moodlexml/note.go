package moodlexml

import (
	"html"
	"strings"

	"chartroom/content/gift"
	"chartroom/quiz"
)

// note is a text that has no place of its own and goes into the rationale.
type note struct {
	label string
	field
}

// mostNotes is how many texts a question may have beyond its own (our own
// proposal; a picture with labels has some twenty).
const mostNotes = 100

// note keeps a text for the rationale.
func (r *reader) note(label string, f field) {
	switch {
	case f.text == "":
	case len(r.notes) == mostNotes:
		r.warn(f.at, "moodle-xml-many-texts", "This question has more than %d texts that have no place of their own; this one and those after it were left out.", mostNotes)
	default:
		r.notes = append(r.notes, note{label, f})
	}
}

// remarks are the texts that are shown with a mark, and the labels that they
// get in the rationale.
var remarks = []struct{ element, label string }{
	{"correctfeedback", "For a right answer"},
	{"partiallycorrectfeedback", "For a partly right answer"},
	{"incorrectfeedback", "For a wrong answer"},
}

// stock are the remarks that Moodle fills in by itself, in English, German,
// French and Spanish (its language packs, question.php: correctfeedbackdefault
// and its like).
var stock = map[string]bool{
	"your answer is correct.": true, "your answer is partially correct.": true, "your answer is incorrect.": true,
	"die antwort ist richtig.": true, "die antwort ist teilweise richtig.": true, "die antwort ist falsch.": true,
	"votre réponse est correcte.": true, "votre réponse est partiellement correcte.": true, "votre réponse est incorrecte.": true,
	"respuesta correcta": true, "respuesta parcialmente correcta.": true, "respuesta incorrecta.": true,
}

// isStock reports whether a text is a remark that says no more than the mark.
func isStock(text string) bool {
	return stock[strings.ToLower(strings.TrimSpace(gift.StripTags(text)))]
}

// readNotes gathers the remarks and the hints.
func (r *reader) readNotes() {
	for _, remark := range remarks {
		f := r.field(r.root.child(remark.element), r.q.Markup)
		if isStock(f.text) {
			r.count(f.at, "moodle-xml-stock-feedback", "Remarks that only say how an answer was marked, as Moodle fills them in, were left out. (Questions concerned: %d; this is the first.)")
			continue
		}
		r.note(remark.label, f)
	}
	for _, e := range r.root.parts {
		if e.name == "hint" {
			r.note("Hint", r.field(e, r.q.Markup))
		}
	}
}

// settleNotes puts the notes into the rationale.
func (r *reader) settleNotes() {
	for _, n := range r.notes {
		addNote(&r.q, n)
	}
	if len(r.notes) > 0 {
		r.count(r.notes[0].at, "moodle-xml-in-rationale", "Hints, remarks for right and wrong answers, and other texts that have no place of their own were added to the rationale. (Questions concerned: %d; this is the first.)")
	}
}

// addNote adds a note to a question's rationale, in the markup of the
// rationale; plain text before HTML becomes HTML.
func addNote(q *quiz.Question, n note) {
	markup := effective(q.RationaleMarkup)
	if q.RationaleMarkup == "" {
		markup = effective(q.Markup)
	}
	switch {
	case q.Rationale == "":
		markup = n.markup
	case markup == n.markup:
	case isHTML(markup) && isHTML(n.markup):
	case isHTML(markup):
		n.text = asHTML(n.text)
	case isHTML(n.markup):
		q.Rationale, markup = asHTML(q.Rationale), quiz.HTML
	}
	switch {
	case !isHTML(markup) || markup == quiz.Moodle:
		n.text = n.label + ": " + n.text
		if q.Rationale != "" {
			n.text = "\n\n" + n.text
		}
	case strings.HasPrefix(n.text, "<"):
		n.text = "<p>" + n.label + ":</p>\n" + n.text
	default:
		n.text = "<p>" + n.label + ": " + n.text + "</p>"
	}
	if isHTML(markup) && markup != quiz.Moodle && q.Rationale != "" {
		n.text = "\n" + n.text
	}
	q.Rationale += n.text
	q.RationaleMarkup = field{text: q.Rationale, markup: markup}.within(q.Markup)
}

// isHTML reports whether tags are read in a markup.
func isHTML(m quiz.Markup) bool { return m == quiz.HTML || m == quiz.Moodle }

// asHTML is a plain text in HTML.
func asHTML(s string) string { return strings.ReplaceAll(html.EscapeString(s), "\n", "<br>\n") }
