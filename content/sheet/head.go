package sheet

import (
	"strconv"
	"strings"

	"chartroom/content/parse"
)

// head is what the first lines say: those that begin with #, as in Anki's text
// files (ankitects/anki, rslib/src/import_export/text/csv/metadata.rs), and
// Excel's "sep=;".
type head struct {
	parse.Head
	anki      bool // at least one of Anki's own keys stands there
	separator byte // 0 = not said
	html      bool
	htmlSaid  bool
	deck      string
	tags      string
	columns   string // the names, not cut yet; "" = not said
	notetype  string // of rows that do not say it: Anki's name for what a note is
	twoWay    bool   // of rows that do not say it
	typed     bool

	// Numbers of columns, from 1; 0 = not said:
	guidColumn, deckColumn, tagsColumn, notetypeColumn int
}

// readHead reads the head and returns where the rows begin.
func (r *reader) readHead(text string) int {
	pos := 0
	for pos < len(text) {
		end := len(text)
		if i := strings.IndexByte(text[pos:], '\n'); i >= 0 {
			end = pos + i
		}
		line := text[pos:end]
		next := min(end+1, len(text))
		switch {
		case strings.TrimSpace(line) == "":
		case len(line) == len("sep=;") && strings.EqualFold(line[:4], "sep="):
			r.head.separator = line[4]
		case line[0] == '#':
			key, value, _ := strings.Cut(line[1:], ":")
			switch {
			case r.headLine(strings.ToLower(strings.TrimSpace(key)), value, pos):
			case strings.IndexByte(line, '\t') >= 0, !r.head.anki && !strings.HasPrefix(line, "# ") && strings.ContainsAny(line, ",;|"):
				return pos // a card that begins with #
			case strings.ContainsAny(line, ",;|"):
				r.say(parse.Warning, pos, "sheet-comment", line, commentMessage)
			}
		case strings.HasPrefix(line, "tags:"): // Anki's oldest head
			r.head.tags = strings.TrimSpace(line[len("tags:"):])
			r.head.anki = true
		default:
			return pos
		}
		pos = next
	}
	return pos
}

// headLine takes one line, and reports whether its key is known.
func (r *reader) headLine(key, value string, at int) bool {
	h := &r.head
	raw := value
	// Programs that save tables put separators at the end of short lines.
	padding := "\t"
	if h.separator == ',' || h.separator == ';' || h.separator == '|' {
		padding += string(h.separator)
	}
	value = strings.TrimSpace(strings.TrimRight(value, padding))
	number := func(n *int) {
		if i, err := strconv.Atoi(value); err == nil && i > 0 && i <= parse.Limits.Columns {
			*n = i
			return
		}
		r.say(parse.Warning, at, "sheet-head", "", "%q is not the number of a column; this line was not used.", value)
	}
	switch key {
	case "separator":
		h.separator = separator(raw)
		if h.separator == 0 {
			r.say(parse.Warning, at, "sheet-head", "", "%q is no separator; write Tab, Comma, Semicolon, Pipe, Colon or Space. The separator was found by looking.", value)
		}
	case "html":
		h.html, h.htmlSaid = strings.EqualFold(value, "true"), true
	case "deck":
		h.deck = value
	case "tags":
		h.tags = value
	case "columns":
		h.columns = raw
	case "guid column":
		number(&h.guidColumn)
	case "deck column":
		number(&h.deckColumn)
	case "tags column":
		number(&h.tagsColumn)
	case "notetype column":
		number(&h.notetypeColumn)
	case "notetype":
		h.notetype = value
	case "if matches", "match scope":
	case "two-way", "typed":
		on, ok := yes(value)
		if !ok {
			r.say(parse.Warning, at, "sheet-head", "", "%q is neither yes nor no; this line was not used.", value)
		}
		if key == "typed" {
			h.typed = on
		} else {
			h.twoWay = on
		}
		return true
	default:
		if complaint := h.Set(key, value); complaint != "" {
			r.say(parse.Warning, at, "sheet-date", "", "%s", complaint)
			return true
		}
		return h.Knows(key)
	}
	h.anki = true
	return true
}

// separator is the byte that Anki's word names, or the byte itself.
func separator(word string) byte {
	switch strings.ToLower(strings.TrimSpace(word)) {
	case "tab", `\t`:
		return '\t'
	case "comma":
		return ','
	case "semicolon":
		return ';'
	case "pipe":
		return '|'
	case "colon":
		return ':'
	case "space":
		return ' '
	}
	if trimmed := strings.TrimSpace(word); len(trimmed) == 1 && trimmed[0] != '"' {
		return trimmed[0]
	}
	if strings.Trim(word, "\t") == "" && word != "" {
		return '\t'
	}
	return 0
}
