package intake

import (
	"html"
	"regexp"
	"strings"

	"chartroom/content/gift"
	"chartroom/quiz"
)

// tagOrEntity is an HTML tag that people write into questions, or an entity.
var tagOrEntity = regexp.MustCompile(`(?i)</?(?:p|br|b|i|u|em|strong|span|div|img|sub|sup|a|ul|ol|li|table|tbody|thead|tr|td|th|font|h[1-6]|pre|code|blockquote|hr|center|strike|s|del|ins|small|big|audio|video|source|math)(?:\s[^<>]*)?/?>|&(?:[a-z][a-z0-9]{1,30}|#[0-9]{1,6}|#x[0-9a-f]{1,5});`)

// Rich is a text trimmed, and whether it is HTML or plain: HTML where a tag or
// an entity stands in it.
func Rich(s string) (text string, markup quiz.Markup) {
	s = strings.TrimSpace(s)
	if strings.ContainsAny(s, "<&") && tagOrEntity.MatchString(s) {
		return s, quiz.HTML
	}
	return s, quiz.Plain
}

// blocks puts a space between texts that HTML shows apart.
var blocks = regexp.MustCompile(`(?i)</?(?:p|br|div|li|ul|ol|td|th|tr|table|h[1-6]|blockquote|hr|pre)\b`)

// Words is the text that a learner reads of a text in HTML or of a plain one,
// on one line.
func Words(s string) string {
	if text, markup := Rich(s); markup == quiz.HTML {
		s = html.UnescapeString(gift.StripTags(blocks.ReplaceAllString(text, " $0")))
	}
	return strings.Join(strings.Fields(s), " ")
}

// Typed is an accepted answer that is typed: plain, and with its stars meant.
func Typed(answer string, fraction float64) quiz.Option {
	return quiz.Option{Text: strings.ReplaceAll(Words(answer), "*", `\*`), Fraction: fraction, Markup: quiz.Plain}
}

// Offered is an option that is shown; inherited is the question's markup.
func Offered(text string, fraction float64, inherited quiz.Markup) quiz.Option {
	o := quiz.Option{Fraction: fraction}
	o.Text, o.Markup = Rich(text)
	if o.Markup == inherited {
		o.Markup = ""
	}
	return o
}

// ForGaps is a stem in which gaps may stand: nothing that its author wrote can
// be taken for the place of one.
func ForGaps(s string) (stem string, markup quiz.Markup) {
	s, markup = Rich(s)
	if strings.Contains(s, "{{") {
		s, markup = strings.ReplaceAll(ToHTML(s, markup), "{{", "&#123;{"), quiz.HTML
	}
	return s, markup
}

// ToHTML is a text in HTML.
func ToHTML(s string, markup quiz.Markup) string {
	if markup == quiz.HTML {
		return s
	}
	return strings.ReplaceAll(html.EscapeString(s), "\n", "<br>")
}
