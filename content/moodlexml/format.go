package moodlexml

import (
	"bufio"
	"encoding/base64"
	"fmt"
	"html"
	"io"
	"net/url"
	"path"
	"regexp"
	"strconv"
	"strings"

	"chartroom/content/gift"
	"chartroom/content/parse"
	"chartroom/quiz"
)

// Format writes a bank as Moodle's XML, its media embedded, so that Parse,
// given the bank's id, reads the same bank again. It writes nothing when Holds
// refuses a question.
func Format(w io.Writer, bank quiz.Bank) error {
	for i := range bank.Questions {
		if err := Holds(&bank.Questions[i]); err != nil {
			return fmt.Errorf("question %q: %w", bank.Questions[i].Name, err)
		}
	}
	f := formatter{w: bufio.NewWriter(w), media: make(map[string]*quiz.Media, len(bank.Media))}
	for i := range bank.Media {
		f.media[bank.Media[i].Hash] = &bank.Media[i]
	}
	f.put("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n")
	f.head(&bank)
	for i := range bank.Questions {
		f.question(&bank.Questions[i])
	}
	f.put("\n</quiz>\n")
	return f.w.Flush()
}

type formatter struct {
	w        *bufio.Writer
	media    map[string]*quiz.Media // by hash
	category string
}

func (f *formatter) put(parts ...string) {
	for _, p := range parts {
		f.w.WriteString(p) // bufio keeps the first error for Flush
	}
}

// head writes what the file says about itself, as comments.
func (f *formatter) head(bank *quiz.Bank) {
	for _, line := range [][2]string{{"bank", bank.Name}, {"source", bank.Source}, {"version", bank.Version}, {"language", bank.Language}, {"licence", bank.Licence}} {
		if value := oneLine(line[1]); value != "" {
			f.put("<!-- ", line[0], ": ", strings.ReplaceAll(html.EscapeString(value), "-", "&#45;"), " -->\n")
		}
	}
}

// types are Moodle's names of the kinds.
var types = map[quiz.Kind]string{
	quiz.Choice: "multichoice", quiz.TrueFalse: "truefalse", quiz.Text: "shortanswer", quiz.Number: "numerical",
	quiz.Match: "matching", quiz.Order: "ordering", quiz.Essay: "essay", quiz.Description: "description", quiz.Cloze: "cloze",
}

// question writes one question.
func (f *formatter) question(q *quiz.Question) {
	if q.Category != f.category {
		f.category = q.Category
		place := strings.TrimSuffix("$course$/top/"+q.Category, "/top/")
		f.put("\n  <question type=\"category\">\n    <category>\n      <text>", escape(place), "</text>\n    </category>\n  </question>\n")
	}
	f.put("\n  <question type=\"", types[q.Kind], "\">\n    <name")
	if strings.HasPrefix(q.Key, "name:") && q.Name == defaultName(q.Stem, q.Markup) {
		f.put(" ", titleMark, `="true"`)
	}
	f.put("><text>", escape(nameText(q.Name)), "</text></name>\n")
	stem := q.Stem
	if q.Kind == quiz.Cloze {
		stem, _ = clozeText(q)
	}
	f.field("    ", "questiontext", "", stem, q.Markup, "")
	f.field("    ", "generalfeedback", "", gift.AddSource(q.Rationale, q.Source), q.RationaleMarkup, q.Markup)
	if id := parse.OwnID(q.Key); id != "" {
		f.line("idnumber", id)
	}
	if q.Kind != quiz.Cloze {
		f.line("defaultgrade", map[bool]string{false: "1", true: "0"}[q.Kind == quiz.Description])
	}
	f.line("hidden", bit(q.HasTag(tagHidden)))
	f.tags(q)
	f.answers(q)
	f.put("  </question>\n")
}

// line writes a short element.
func (f *formatter) line(name, value string) {
	f.put("    <", name, ">", escape(value), "</", name, ">\n")
}

func bit(b bool) string {
	if b {
		return "1"
	}
	return "0"
}

// shuffles reports whether questions of a kind have <shuffleanswers>.
func shuffles(k quiz.Kind) bool { return k == quiz.Choice || k == quiz.Match }

// tags writes the tags, and the fields that have no element.
func (f *formatter) tags(q *quiz.Question) {
	tags := q.Tags[:len(q.Tags):len(q.Tags)]
	if q.KeepOrder && !shuffles(q.Kind) {
		tags = append(tags, tagKeepOrder)
	}
	if q.CaseSensitive && q.Kind != quiz.Text {
		tags = append(tags, tagCaseSensitive)
	}
	if q.AsOf != "" {
		tags = append(tags, tagAsOf+q.AsOf)
	}
	if q.ReviewBy != "" {
		tags = append(tags, tagReviewBy+q.ReviewBy)
	}
	if len(tags) == 0 {
		return
	}
	f.put("    <tags>\n")
	for _, t := range tags {
		f.put("      <tag><text>", escape(t), "</text></tag>\n")
	}
	f.put("    </tags>\n")
}

// answers writes what is particular to a kind.
func (f *formatter) answers(q *quiz.Question) {
	if shuffles(q.Kind) {
		f.line("shuffleanswers", strconv.FormatBool(!q.KeepOrder))
	}
	switch q.Kind {
	case quiz.Choice:
		f.line("single", strconv.FormatBool(!q.Multiple))
		f.line("answernumbering", "abc")
	case quiz.Text:
		f.line("usecase", bit(q.CaseSensitive))
	case quiz.Order:
		f.line("layouttype", "VERTICAL")
		f.line("selecttype", "ALL")
	}
	if q.Kind == quiz.Cloze {
		return
	}
	for i, o := range q.Options {
		switch q.Kind {
		case quiz.Match:
			f.pair(q, o)
		case quiz.Order:
			f.option(q, o, strconv.Itoa(i+1), o.Text)
		case quiz.TrueFalse:
			f.option(q, o, gift.Percent(o.Fraction), strings.ToLower(o.Text))
		default:
			f.option(q, o, gift.Percent(o.Fraction), optionText(q.Kind, o))
		}
	}
}

// optionText is what stands for an answer of a choice, a text or a number.
func optionText(kind quiz.Kind, o quiz.Option) string {
	switch {
	case o.Any:
		return "*"
	case kind == quiz.Number:
		return gift.NumberText(o)
	}
	return o.Text
}

// option writes an <answer>.
func (f *formatter) option(q *quiz.Question, o quiz.Option, fraction, text string) {
	markup := o.Markup
	if isTyped(q.Kind) || q.Kind == quiz.TrueFalse {
		markup = quiz.Moodle // as Moodle writes them
	}
	f.put("    <answer fraction=\"", fraction, "\"", f.format(markup, q.Markup), ">\n")
	f.text("      ", text)
	if o.Feedback != "" {
		f.field("      ", "feedback", "", o.Feedback, o.FeedbackMarkup, q.Markup)
	}
	if q.Kind == quiz.Number {
		f.put("      <tolerance>", trimFloat(o.Tolerance), "</tolerance>\n")
	}
	f.put("    </answer>\n")
}

func isTyped(k quiz.Kind) bool { return k == quiz.Text || k == quiz.Number }

// pair writes one pair of a match.
func (f *formatter) pair(q *quiz.Question, o quiz.Option) {
	f.field("    ", "subquestion", "<answer><text>"+escape(o.Partner)+"</text></answer>", o.Text, o.Markup, q.Markup)
}

// formats are Moodle's names of the markups.
var formats = map[quiz.Markup]string{
	"": "moodle_auto_format", quiz.Moodle: "moodle_auto_format", quiz.HTML: "html", quiz.Plain: "plain_text", quiz.Markdown: "markdown",
}

// format is the attribute for a markup.
func (f *formatter) format(markup, inherited quiz.Markup) string {
	if markup == "" {
		markup = inherited
	}
	return ` format="` + formats[markup] + `"`
}

// field writes an element with a text, its files, and more after them.
func (f *formatter) field(indent, name, more, text string, markup, inherited quiz.Markup) {
	f.put(indent, "<", name, f.format(markup, inherited), ">\n")
	f.text(indent+"  ", text)
	if more != "" {
		f.put(indent, "  ", more, "\n")
	}
	f.put(indent, "</", name, ">\n")
}

// text writes a <text> and the files that it names.
func (f *formatter) text(indent, s string) {
	s, files := f.withFiles(s)
	f.put(indent, "<text>", asText(s), "</text>\n")
	for _, file := range files {
		f.put(`<file name="`, escape(path.Base(file.name)), `" path="`, escape(path.Join("/", path.Dir(file.name))), `" encoding="base64">`)
		f.put(base64.StdEncoding.EncodeToString(file.media.Data), "</file>\n")
	}
}

// named is a media with the name that it has in one text.
type named struct {
	name  string
	media *quiz.Media
}

// mediaRef finds the media that a text names, where the name ends clearly.
var mediaRef = regexp.MustCompile(`media:([0-9a-f]{64})(\.[a-z0-9]{1,5})?(["'<>)~}#\s]|$)`)

// withFiles names a text's media as Moodle does.
func (f *formatter) withFiles(s string) (string, []named) {
	if len(f.media) == 0 || !strings.Contains(s, "media:") {
		return s, nil
	}
	var files []named
	s = mediaRef.ReplaceAllStringFunc(s, func(found string) string {
		parts := mediaRef.FindStringSubmatch(found)
		m := f.media[parts[1]]
		if m == nil || m.Ref() != "media:"+parts[1]+parts[2] {
			return found
		}
		name := nameOf(m)
		for i := range files {
			if files[i].media == m {
				return fileMark + urlName(files[i].name) + parts[3]
			}
			if files[i].name == name {
				name = strconv.Itoa(len(files)+1) + "/" + nameOf(m)
			}
		}
		files = append(files, named{name, m})
		return fileMark + urlName(name) + parts[3]
	})
	return s, files
}

// nameOf is the name of a media, or one made of its hash where that is no
// file's name.
func nameOf(m *quiz.Media) string {
	if name := oneLine(clean(m.Name)); name == m.Name && name == path.Base(name) && strings.Trim(name, "./") != "" {
		return name
	}
	return strings.TrimPrefix(m.Ref(), "media:")
}

// urlName writes a name as in an address, each folder by itself.
func urlName(name string) string {
	parts := strings.Split(name, "/")
	for i, p := range parts {
		parts[i] = strings.NewReplacer("&", "%26", "~", "%7E").Replace(url.PathEscape(p))
	}
	return strings.Join(parts, "/")
}

// asText is a text as Moodle writes it: in CDATA where it has markup.
func asText(s string) string {
	if strings.ContainsAny(s, "<>&") && !strings.Contains(s, "]]>") && !strings.Contains(s, "</question>") {
		return cdataMark + s + "]]>"
	}
	return escape(s)
}

var escapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\r", "")

// escape writes a text where markup means something.
func escape(s string) string { return escapes.Replace(s) }

// clozeText is the text of a cloze with its gaps in place, and where they are.
func clozeText(q *quiz.Question) (text string, at []int) {
	stem := q.Stem
	var b strings.Builder
	for i, gap := range q.Gaps {
		before, after, _ := strings.Cut(stem, "{{"+strconv.Itoa(i+1)+"}}")
		stem = after
		b.WriteString(before)
		at = append(at, b.Len())
		b.WriteString("{" + trimFloat(gap.Weight) + ":" + gift.GapWord(gap) + ":")
		for j, o := range gap.Options {
			if j > 0 {
				b.WriteByte('~')
			}
			switch {
			case o.Fraction == 1:
				b.WriteByte('=')
			case o.Fraction != 0:
				b.WriteString("%" + gift.Percent(o.Fraction) + "%")
			}
			if gap.Kind == quiz.Number && !o.Any {
				b.WriteString(gift.NumberText(o) + ":" + trimFloat(o.Tolerance))
			} else {
				putGapWords(&b, optionText(gap.Kind, o))
			}
			if o.Feedback != "" {
				b.WriteByte('#')
				putGapWords(&b, o.Feedback)
			}
		}
		b.WriteByte('}')
	}
	return b.String() + stem, at
}
