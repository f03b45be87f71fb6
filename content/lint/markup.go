package lint

import (
	"strings"
	"unicode/utf8"

	"chartroom/quiz"
)

// markupRules ask that texts are free of the marks of the programs they went
// through.
var markupRules = []Rule{
	{
		Code: "L38", Name: "left-over-marks", Severity: Warning,
		Says:   "Tags are closed, and no marks of a file format are left in a text.",
		Fix:    "Close the tag, or take the marks out.",
		Breaks: "Which <b>law is meant?{=a ~b ~c}",
		Keeps:  "Which <b>law</b> is meant?{=a ~b ~c}",
		one:    leftOver,
	},
	{
		Code: "L39", Name: "broken-letters", Severity: Warning,
		Says:   "Letters and quotation marks are whole: no â€™ for ’, no Ã© for é.",
		Fix:    "Write the letter again; save the file as UTF-8.",
		Breaks: "Whose is the patientâ€™s record?{=a ~b ~c}",
		Keeps:  "Whose is the patient’s record?{=a ~b ~c}",
		one:    brokenLetters,
	},
	{
		Code: "L40", Name: "picture-without-words", Severity: Warning, Checklist: 19,
		Says:   "A picture says in words what it shows.",
		Fix:    "Write what is to be seen: alt=\"…\" in HTML, ![…](…) in Markdown.",
		Breaks: "[html]Which chart is this? <img src\\=\"x.png\">{=a ~b ~c}",
		Keeps:  "[html]Which chart is this? <img src\\=\"x.png\" alt\\=\"bars beside each other\">{=a ~b ~c}",
		one:    pictureWords,
	},
}

// everyText calls each text as it is written, with its markup.
func (i *item) everyText(each func(raw string, m quiz.Markup)) {
	inherit := func(m quiz.Markup) quiz.Markup {
		if m == "" {
			return i.q.Markup
		}
		return m
	}
	each(i.q.Stem, i.q.Markup)
	for n := range i.groups {
		for _, o := range i.groups[n].options {
			each(o.Text, inherit(o.Markup))
			each(o.Feedback, inherit(o.FeedbackMarkup))
			each(o.Partner, i.q.Markup)
		}
	}
	each(i.q.Rationale, inherit(i.q.RationaleMarkup))
	each(i.q.Example, i.q.Markup)
}

func leftOver(i *item) {
	said := false
	i.everyText(func(raw string, m quiz.Markup) {
		if i.q.Kind == quiz.Drill {
			raw = strings.ReplaceAll(raw, "{=", "{") // a value that is reckoned
		}
		if what := remains(raw, m); what != "" && !said {
			said = true
			i.say("%s", what)
		}
	})
	if len(i.q.Gaps) == 0 && strings.Contains(i.q.Stem, "{{") && !said {
		i.say("The text has %s in it, and no gap.", quoted("{{"))
	}
	i.choices(func(g *group) {
		if lettered(g) {
			i.say("%sThe options begin with letters of their own, which are wrong when options are shuffled.", g.in())
		}
	})
}

// remains says what is left over in a text, or "".
func remains(raw string, m quiz.Markup) string {
	if strings.IndexAny(raw, `<&\{~#*[`) < 0 {
		return ""
	}
	formula := strings.Contains(raw, "$$") || strings.Contains(raw, `\(`) || strings.Contains(raw, `\[`) || strings.Contains(raw, `\frac`)
	for _, mark := range []string{`\:`, `\=`, `\~`, `\#`, "####", "~%", "{=", "{~", "[html]", "[moodle]", "[markdown]", "[plain]", "&amp;nbsp;", "&amp;lt;", "&amp;gt;", "&amp;quot;", "&amp;amp;", "&amp;#", "<o:p>", "mso-"} {
		if strings.Contains(raw, mark) && !(formula && mark[0] == '\\') {
			return "There is " + quoted(mark) + " in the text " + quoted(raw) + "."
		}
	}
	switch m {
	case quiz.Plain:
		if name := firstTag(raw); name != "" {
			return "The text is plain, so learners see the tag " + quoted("<"+name+">") + "."
		}
		for _, entity := range []string{"&nbsp;", "&amp;", "&lt;", "&gt;", "&quot;", "&#"} {
			if strings.Contains(raw, entity) {
				return "The text is plain, so learners see " + quoted(entity) + "."
			}
		}
	case quiz.Markdown:
		if strings.Count(raw, "**")%2 == 1 {
			return "The text has an odd number of " + quoted("**") + "."
		}
	default:
		if name := unclosed(raw); name != "" {
			return "The tag " + quoted("<"+name+">") + " has no partner in " + quoted(raw) + "."
		}
	}
	return ""
}

// firstTag is the first tag of a text, or "".
func firstTag(s string) string {
	end := strings.LastIndexByte(s, '>')
	for at := 0; at < end; at++ {
		if s[at] == '<' {
			if name := tagName(s[at : end+1]); name != "" {
				return name
			}
		}
	}
	return ""
}

// unclosed is the first tag without its partner, or "". Tags that need no end
// in HTML may stand alone.
func unclosed(s string) string {
	if strings.IndexByte(s, '<') < 0 {
		return ""
	}
	var open []string
	for {
		at := strings.IndexByte(s, '<')
		if at < 0 {
			break
		}
		s = s[at:]
		name := tagName(s)
		s = s[1:]
		if name == "" {
			continue
		}
		if strings.IndexByte(s, '>') < 0 {
			return name
		}
		switch strings.TrimPrefix(name, "/") {
		case "br", "img", "hr", "p", "li", "td", "th", "tr", "dd", "dt", "tbody", "thead", "tfoot", "source":
			continue
		}
		switch closing := name[0] == '/'; {
		case !closing:
			open = append(open, name)
		case len(open) == 0 || open[len(open)-1] != name[1:]:
			return name
		default:
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		return open[len(open)-1]
	}
	return ""
}

// lettered reports whether every option begins with its own letter: "a) ",
// "B. ".
func lettered(g *group) bool {
	for n := range g.texts {
		s := strings.TrimSpace(g.texts[n].plain)
		if len(s) < 4 || s[1] != '.' && s[1] != ')' || s[2] != ' ' || s[0]|0x20 != byte('a'+n) {
			return false
		}
	}
	return len(g.texts) > 1
}

func brokenLetters(i *item) {
	said := false
	i.everyText(func(raw string, _ quiz.Markup) {
		if at := mojibake(raw); at >= 0 && !said {
			said = true
			i.say("Letters are broken in %s.", quoted(excerptAt(raw, at)))
		}
	})
}

// mojibake is where UTF-8 was read as Windows-1252 or Latin-1, or where a
// character was lost; -1 = nowhere.
func mojibake(s string) int {
	var before rune
	var place int
	for at, r := range s {
		switch {
		case r < utf8.RuneSelf:
		case r == utf8.RuneError || r >= 0x80 && r <= 0x9F:
			return at
		case before == 'â' && (r == '€' || r == '„' || r == 'ˆ'),
			(before == 'Ã' || before == 'Â') && (r >= 0xA0 && r <= 0xBF || strings.ContainsRune("€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œŸ", r)),
			before == 'ï' && r == '»':
			return place
		}
		before, place = r, at
	}
	return -1
}

// excerptAt is the word around a place.
func excerptAt(s string, at int) string {
	from := strings.LastIndexByte(s[:at], ' ') + 1
	to := strings.IndexByte(s[at:], ' ')
	if to < 0 {
		return s[from:]
	}
	return s[from : at+to]
}

func pictureWords(i *item) {
	said := false
	i.everyText(func(raw string, _ quiz.Markup) {
		if !said && silentPicture(raw) {
			said = true
			i.say("A picture in %s says nothing in words.", quoted(raw))
		}
	})
	if p := i.q.Picture; p != nil && strings.TrimSpace(p.Alt) == "" && !said {
		i.say("The labelled picture says nothing in words.")
	}
}

// silentPicture reports whether a text has a picture without words.
func silentPicture(raw string) bool {
	if strings.Contains(raw, "![](") {
		return true
	}
	for s := raw; ; {
		at := strings.Index(s, "<img")
		if at < 0 {
			return false
		}
		s = s[at:]
		end := strings.IndexByte(s, '>')
		if end < 0 {
			return false
		}
		_, alt, ok := strings.Cut(s[:end], "alt=")
		if alt = strings.TrimSpace(alt); !ok || alt == "" || strings.HasPrefix(alt, `""`) || strings.HasPrefix(alt, "''") {
			return true
		}
		s = s[len("<img"):]
	}
}
