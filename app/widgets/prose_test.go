package widgets

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"chartroom/quiz"
)

func TestSpans(t *testing.T) {
	for name, c := range map[string]struct {
		text   string
		markup quiz.Markup
		want   []Span
	}{
		"plain text keeps its signs": {"a < b & *c*", quiz.Plain, []Span{{Text: "a < b & *c*", Start: Paragraph}}},
		"plain lines and paragraphs": {"one\ntwo\n\nthree", quiz.Plain, []Span{{Text: "one", Start: Paragraph}, {Text: "two", Start: NewLine}, {Text: "three", Start: Paragraph}}},
		"bold and italics":           {"<p>a <b>b</b> <i>c</i>.</p>", quiz.HTML, []Span{{Text: "a ", Start: Paragraph}, {Text: "b", Bold: true}, {Text: " "}, {Text: "c", Italic: true}, {Text: "."}}},
		"scripts":                    {"10<sup>9</sup>/L, H<sub>2</sub>O", quiz.HTML, []Span{{Text: "10", Start: Paragraph}, {Text: "9", Script: Superscript}, {Text: "/L, H"}, {Text: "2", Script: Subscript}, {Text: "O"}}},
		"a list":                     {"x<ol><li>a</li><li>b</li></ol>y", quiz.HTML, []Span{{Text: "x", Start: Paragraph}, {Text: "a", Start: Item, Indent: 1, Marker: "1."}, {Text: "b", Start: Item, Indent: 1, Marker: "2."}, {Text: "y", Start: Paragraph}}},
		"a sign is not a tag":        {"pH < 7 and <7", quiz.HTML, []Span{{Text: "pH < 7 and <7", Start: Paragraph}}},
		"entities":                   {"&lt;b&gt; &eacute;&nbsp;x", quiz.HTML, []Span{{Text: "<b> é\u00A0x", Start: Paragraph}}},
		"scripts and styles vanish":  {"a<script>alert('<b>')</script>b<style>p{}</style>", quiz.HTML, []Span{{Text: "ab", Start: Paragraph}}},
		"an image is said":           {`<img src="http://tracker/x.png" alt="heart">`, quiz.HTML, []Span{{Text: "[picture: heart]", Start: Paragraph}}},
		"a link is its words":        {`see <a href="http://x">HIPAA</a>`, quiz.HTML, []Span{{Text: "see HIPAA", Start: Paragraph}}},
		"moodle keeps line breaks":   {"a\nb", quiz.Moodle, []Span{{Text: "a", Start: Paragraph}, {Text: "b", Start: NewLine}}},
		"HTML does not":              {"a\nb", quiz.HTML, []Span{{Text: "a b", Start: Paragraph}}},
		"markdown":                   {"**a** *b* `c` \\*d\\*", quiz.Markdown, []Span{{Text: "a", Bold: true, Start: Paragraph}, {Text: " "}, {Text: "b", Italic: true}, {Text: " "}, {Text: "c", Code: true}, {Text: " *d*"}}},
		"markdown list":              {"x:\n\n- a\n- b\n\ny", quiz.Markdown, []Span{{Text: "x:", Start: Paragraph}, {Text: "a", Start: Item, Indent: 1, Marker: "•"}, {Text: "b", Start: Item, Indent: 1, Marker: "•"}, {Text: "y", Start: Paragraph}}},
		"markdown heading":           {"# A\ntext", quiz.Markdown, []Span{{Text: "A", Bold: true, Start: Paragraph}, {Text: "text", Start: Paragraph}}},
		"markdown link and image":    {"[HIPAA](http://x) ![heart](http://y)", quiz.Markdown, []Span{{Text: "HIPAA [picture: heart]", Start: Paragraph}}},
		"snake_case is one word":     {"a snake_case_name", quiz.Markdown, []Span{{Text: "a snake_case_name", Start: Paragraph}}},
		"2 * 3 is no italics":        {"2 * 3 * 4", quiz.Markdown, []Span{{Text: "2 * 3 * 4", Start: Paragraph}}},
		"nothing":                    {"  \n ", quiz.HTML, nil},
	} {
		t.Run(name, func(t *testing.T) {
			got := Spans(c.text, c.markup)
			if len(got) == 0 && len(c.want) == 0 {
				return
			}
			if !reflect.DeepEqual(got, c.want) {
				t.Errorf("%q\n got %+v\nwant %+v", c.text, got, c.want)
			}
		})
	}
}

func FuzzSpans(f *testing.F) {
	for _, s := range []string{"", "<b>a</b>", "<ul><li>x<ol><li>y", "**a*b_c_`d`", "<", "&#0;", "a\x00b", "- x\n  - y\n1. z", "![", "[a](", "<img alt='", "<!--", "a\u0301 日本", "{{1}}"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, m := range []quiz.Markup{quiz.Plain, quiz.HTML, quiz.Moodle, quiz.Markdown} {
			spans := Spans(s, m)
			for i, sp := range spans {
				if !utf8.ValidString(sp.Text) || strings.ContainsAny(sp.Text, "\n\t\r\x00") {
					t.Fatalf("%s of %q gives %q", m, s, sp.Text)
				}
				if i == 0 && sp.Start == Inline {
					t.Fatalf("%s of %q begins within a line", m, s)
				}
				if sp.Indent < 0 || sp.Indent > 8 {
					t.Fatalf("%s of %q is indented by %d", m, s, sp.Indent)
				}
			}
			// Nothing is made up: every letter comes from the text, save for what
			// stands for images, entities and list marks.
			if m == quiz.Plain {
				squeeze := func(s string) string { return strings.Join(strings.Fields(s), " ") }
				var all []string
				for _, sp := range spans {
					all = append(all, sp.Text)
				}
				if got := squeeze(strings.Join(all, " ")); len(got) > len(s)+8*strings.Count(s, "")+8 {
					t.Fatalf("plain %q grew to %q", s, got)
				}
			}
		}
	})
}
