package moodlexml

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"chartroom/content/gift"
	"chartroom/content/parse"
	"chartroom/quiz"
)

// question reads one question or category.
func (r *reader) question(b block) {
	if !r.tree(b) {
		if r.root != nil {
			if kind, _ := r.root.attr("type"); kind == "category" {
				return
			}
		}
		r.atHead = false
		return
	}
	kind, _ := r.root.attr("type")
	kind = strings.ToLower(kind)
	if kind == "category" {
		r.readCategory()
		return
	}
	r.atHead = false
	r.findFiles(r.root)
	r.headers()
	if r.failed {
		return
	}
	if read := readers[kind]; read != nil {
		if read(r); !r.failed {
			r.noteOthers(own, answersOwn)
			r.sayLoose()
		}
	} else {
		r.keepAsText(kind)
	}
	if r.failed {
		return
	}
	r.settleNotes()
	r.finish()
}

// readers read what is particular to each type that is known.
var readers = map[string]func(*reader){
	"multichoice": (*reader).choice,
	"truefalse":   (*reader).trueFalse,
	"shortanswer": (*reader).shortAnswer,
	"numerical":   (*reader).numerical,
	"matching":    (*reader).match,
	"match":       (*reader).match,
	"ordering":    (*reader).order,
	"essay":       (*reader).essay,
	"description": (*reader).description,
	"cloze":       (*reader).cloze,
	"multianswer": (*reader).cloze,
	"gapselect":   (*reader).gapSelect,
	"ddwtos":      (*reader).gapSelect,
}

// readCategory takes the category of the questions after it.
func (r *reader) readCategory() {
	path := clean(r.root.child("category").words())
	r.category = strings.Clone(gift.CategoryPath(path))
	info, id := r.root.child("info").words(), r.root.value("idnumber")
	var lost []string
	if info = parse.Excerpt(gift.StripTags(info), 80); info != "" {
		lost = append(lost, "its description, “"+info+"”")
	}
	if id != "" {
		lost = append(lost, "its id, “"+parse.Excerpt(id, 40)+"”")
	}
	if len(lost) > 0 {
		r.q.Name = r.category
		r.warn(r.root.at, "moodle-xml-category", "A category is only a name here, so this one goes without %s.", strings.Join(lost, ", and "))
	}
}

// headers reads what all types have.
func (r *reader) headers() {
	q := &r.q
	if e := r.root.child("name"); e != nil {
		q.Name = strings.Clone(plainName(e.words()))
		if t := e.child("text"); t != nil {
			r.sayText(t)
		}
	}
	stem := r.field(r.root.child("questiontext"), quiz.HTML)
	q.Stem = r.oldImage(stem.text)
	if stem.text = q.Stem; stem.markup != quiz.Moodle {
		q.Markup = stem.within("")
	}
	rationale := r.field(r.root.child("generalfeedback"), stem.markup)
	q.Rationale, q.Source = gift.CutSource(rationale.text)
	rationale.text = q.Rationale
	q.RationaleMarkup = rationale.within(q.Markup)
	r.readNotes()
	r.readTags()
	if s := r.root.value("defaultgrade"); s != "" {
		if grade, ok := gift.Decimal(s); ok && grade != 1 && grade != 0 {
			r.count(r.root.at, "moodle-xml-mark", "All questions count alike here, so marks other than 1 were not kept. (Questions concerned: %d; this is the first.)")
		}
	}
}

// The tags that set a field instead, as in GIFT; and those of dates.
const (
	tagKeepOrder     = "keep-order"
	tagCaseSensitive = "case-sensitive"
	tagHidden        = "hidden"
	tagAsOf          = "as-of:"
	tagReviewBy      = "review-by:"
)

// readTags reads the tags, and the fields that tags set.
func (r *reader) readTags() {
	q := &r.q
	q.AsOf, q.ReviewBy = r.head.Facts(), r.head.ReviewBy
	for _, e := range r.root.parts {
		switch e.name {
		case "tags", "coursetags":
			for _, t := range e.parts {
				r.tag(strings.Clone(oneLine(clean(t.words()))), t.at)
			}
		case "tag": // programs write it so, and Moodle takes no notice
			r.tag(strings.Clone(oneLine(clean(e.words()))), e.at)
		}
	}
	if on(r.root.value("hidden")) {
		r.tag(tagHidden, r.root.at)
	}
	if e := r.root.child("shuffleanswers"); e != nil {
		q.KeepOrder = q.KeepOrder || off(e.words())
	}
	q.CaseSensitive = q.CaseSensitive || on(r.root.value("usecase"))
}

func (r *reader) tag(tag string, at int) {
	q := &r.q
	date := func(value string) string {
		if value != "" && !parse.Date(value) {
			r.warn(at, "moodle-xml-date", "%s", parse.NoDate(value))
			return ""
		}
		return value
	}
	switch asOf, isAsOf := strings.CutPrefix(tag, tagAsOf); {
	case tag == "" || q.HasTag(tag):
	case tag == tagKeepOrder:
		q.KeepOrder = true
	case tag == tagCaseSensitive:
		q.CaseSensitive = true
	case isAsOf:
		q.AsOf = parse.Month(date(asOf))
	case strings.HasPrefix(tag, tagReviewBy):
		q.ReviewBy = date(strings.TrimPrefix(tag, tagReviewBy))
	default:
		q.Tags = append(q.Tags, tag)
	}
}

// on and off are how Moodle writes yes and no.
func on(s string) bool  { return s == "1" || strings.EqualFold(s, "true") }
func off(s string) bool { return s == "0" || strings.EqualFold(s, "false") }

// oneLine makes one line of a text, with single spaces.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// keptAsText is the rule by which a text without a question is named, unless it
// turns out to be a record that questions are about.
const keptAsText = "moodle-xml-kept-as-text"

func (r *reader) description() {
	r.q.Kind = quiz.Description
	r.say(parse.Unsupported, r.root.at, keptAsText, "This is a text without a question, so it was kept as a text that is not asked.")
}

// essay keeps an essay, with what its grader is told.
func (r *reader) essay() {
	r.q.Kind = quiz.Essay
	r.note("Notes for the grader", r.field(r.root.child("graderinfo"), r.q.Markup))
	r.note("Template of the answer", r.field(r.root.child("responsetemplate"), r.q.Markup))
	r.say(parse.Unsupported, r.root.at, keptAsText, "Essays cannot be asked here; this one was kept as text.")
}

// keepAsText keeps a question of a type that is not known: its text, its
// pictures, and all its other texts in the rationale.
func (r *reader) keepAsText(kind string) {
	q := &r.q
	q.Kind = quiz.Description
	r.noteOthers(own)
	q.Stem = strings.Trim(q.Stem+r.loosePictures(), spaces)
	if q.Stem == "" && q.Rationale == "" && len(r.notes) == 0 {
		r.fail(r.root.at, "moodle-xml-no-text", "There is no text in this question of the type %q, so it was left out.", parse.Excerpt(kind, 40))
		return
	}
	if kind == "" {
		kind = "none"
	}
	r.say(parse.Unsupported, r.root.at, "moodle-xml-unknown-type", "Questions of Moodle's type %q cannot be asked here; this one was kept as text, with its answers in the rationale.", parse.Excerpt(kind, 40))
}

// own are the elements whose texts all types have, and answersOwn those that
// the types that are known read.
var (
	own = []string{"name", "questiontext", "generalfeedback", "correctfeedback", "partiallycorrectfeedback", "incorrectfeedback",
		"hint", "tags", "coursetags", "tag", "idnumber", "file", "image", "image_base64"}
	answersOwn = []string{"answer", "subquestion", "selectoption", "dragbox", "graderinfo", "responsetemplate"}
)

// noteOthers notes the texts in all elements but some, so that none is lost.
func (r *reader) noteOthers(but ...[]string) {
	for _, e := range r.root.parts {
		if !slices.ContainsFunc(but, func(names []string) bool { return slices.Contains(names, e.name) }) {
			r.noteTexts(e)
		}
	}
}

// noteTexts notes every text in e and below it.
func (r *reader) noteTexts(e *element) {
	if e.child("text") != nil {
		_, first := utf8.DecodeRuneInString(e.name)
		label := strings.ToUpper(e.name[:first]) + parse.Excerpt(e.name[first:], 40)
		if percent, ok := e.attr("fraction"); ok {
			label += " (" + parse.Excerpt(percent, 12) + " %)"
		}
		r.note(label, r.field(e, quiz.HTML))
	}
	for _, p := range e.parts {
		if p.name != "text" && p.name != "file" {
			r.noteTexts(p)
		}
	}
}

// finish gives the question its name and its key, and puts it into the bank.
func (r *reader) finish() {
	q := &r.q
	made := defaultName(q.Stem, q.Markup)
	titled := q.Name != "" && q.Name != made
	if e := r.root.child("name"); e != nil && q.Name != "" {
		if title, _ := e.attr(titleMark); title == "true" {
			titled = true
		}
	}
	if q.Name == "" {
		q.Name = made
	}
	if q.Stem == "" {
		r.warn(r.root.at, "moodle-xml-no-text", "This question has no text.")
	}
	id, key := strings.Clone(oneLine(clean(r.root.value("idnumber")))), parse.TextKey(q.Stem)
	switch {
	case id != "":
		key = parse.IDKey(id)
	case titled:
		key = parse.NameKey(q.Name)
	}
	free := false
	if q.Key, free = parse.Untaken(key, r.taken); !free {
		r.sayTaken(id, titled)
	}
	q.ID = quiz.NewQuestionID(r.bank.ID, q.Key)
	q.Tags = slices.Clip(q.Tags)
	r.keepMedia()
	r.bank.Questions = append(r.bank.Questions, *q)
	if q.Kind == quiz.Description {
		r.texts[q.Key] = r.place.to(r.text, r.root.at).line
	}
	if record, ok := quiz.RecordOf(q); ok && r.texts[record] > 0 {
		r.problems.Drop(r.texts[record], keptAsText)
		delete(r.texts, record)
	}
}

// titleMark is an attribute of <name> that Moodle does not know: it is a title
// although it is also how the text begins.
const titleMark = "title"

func (r *reader) sayTaken(id string, titled bool) {
	switch {
	case id != "":
		r.warn(r.root.at, "moodle-xml-duplicate", "The id %q is taken by a question further up. Ids must differ, or progress is kept for the wrong question.", parse.Excerpt(id, 40))
	case titled:
		r.warn(r.root.at, "moodle-xml-duplicate", "A question further up has the same name. Give both an <idnumber>, so that they are told apart when the file changes.")
	default:
		r.warn(r.root.at, "moodle-xml-duplicate", "A question further up has the same text. Give both a name or an <idnumber>, so that they are told apart when the file changes.")
	}
}

// answers are the root's elements of a name; it fails when there are too many.
func (r *reader) answers(name string) (found []*element) {
	for _, e := range r.root.parts {
		if e.name == name {
			found = append(found, e)
		}
	}
	if len(found) > parse.Limits.Columns {
		r.fail(r.root.at, "moodle-xml-too-many-answers", "This question has %d answers; it may have %d.", len(found), parse.Limits.Columns)
		return nil
	}
	return found
}

func trimFloat(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }
