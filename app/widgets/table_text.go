package widgets

import (
	"strings"

	"chartroom/quiz"
)

// passage is a piece of a text: prose, or the rows of a table.
type passage struct {
	prose string
	rows  [][]cell // nil for prose
}

// cell is a cell of a table; its text is in the markup of the whole.
type cell struct {
	text string
	head bool
}

// passages splits a text into its tables and what stands between them.
func passages(text string, m quiz.Markup) []passage {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	switch m {
	case quiz.Plain:
		return []passage{{prose: text}}
	case quiz.Markdown:
		if all := markdownPassages(text); len(all) > 1 || all[0].rows != nil {
			return all
		}
	}
	return htmlPassages(text)
}

// htmlPassages finds the tables of HTML. A table that does not end ends with the
// text; a table in a cell is prose there.
func htmlPassages(text string) []passage {
	var all []passage
	from := 0
	for at := 0; at < len(text); {
		i := strings.IndexByte(text[at:], '<')
		if i < 0 {
			break
		}
		at += i
		tag, _, closing, rest, ok := cutTag(text[at:])
		if !ok || tag != "table" || closing {
			at++
			continue
		}
		rows, after := htmlTable(rest)
		if len(rows) == 0 { // prose, all of it, lest its tables be read again and again
			at = len(text) - len(after)
			continue
		}
		if strings.TrimSpace(text[from:at]) != "" {
			all = append(all, passage{prose: text[from:at]})
		}
		all = append(all, passage{rows: rows})
		from = len(text) - len(after)
		at = from
	}
	if strings.TrimSpace(text[from:]) != "" || len(all) == 0 {
		all = append(all, passage{prose: text[from:]})
	}
	return all
}

// htmlTable reads the rows behind the tag <table>, and what follows the table.
func htmlTable(s string) (rows [][]cell, after string) {
	var text strings.Builder
	in, head, deep := false, false, 0
	end := func() {
		if in && len(rows) > 0 {
			last := len(rows) - 1
			rows[last] = append(rows[last], cell{strings.TrimSpace(text.String()), head})
		}
		in = false
		text.Reset()
	}
	for s != "" {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			i = len(s)
		}
		text.WriteString(s[:i])
		if s = s[i:]; s == "" {
			break
		}
		tag, _, closing, rest, ok := cutTag(s)
		if !ok {
			text.WriteByte('<')
			s = s[1:]
			continue
		}
		raw := s[:len(s)-len(rest)]
		s = rest
		switch {
		case tag == "table" && !closing:
			deep++
			text.WriteString(raw)
		case tag == "table" && deep == 0:
			end()
			return full(rows), s
		case tag == "table":
			deep--
			text.WriteString(raw)
		case deep > 0:
			text.WriteString(raw)
		case tag == "tr":
			if end(); !closing {
				rows = append(rows, nil)
			}
		case (tag == "td" || tag == "th") && closing:
			end()
		case tag == "td" || tag == "th":
			if end(); len(rows) == 0 {
				rows = append(rows, nil)
			}
			in, head = true, tag == "th"
		case tag == "thead" || tag == "tbody" || tag == "tfoot" || tag == "colgroup" || tag == "col":
		default:
			text.WriteString(raw)
		}
	}
	end()
	return full(rows), ""
}

// full leaves out empty rows and gives all as many cells.
func full(rows [][]cell) [][]cell {
	most := 0
	var kept [][]cell
	for _, r := range rows {
		if len(r) > 0 {
			kept = append(kept, r)
			most = max(most, len(r))
		}
	}
	for i := range kept {
		for len(kept[i]) < most {
			kept[i] = append(kept[i], cell{})
		}
	}
	return kept
}

// markdownPassages finds tables of bars: a line of heads, the rule under it, and
// the lines with bars that follow.
func markdownPassages(text string) []passage {
	lines := strings.Split(text, "\n")
	var all []passage
	var prose []string
	flush := func() {
		if strings.TrimSpace(strings.Join(prose, "\n")) != "" {
			all = append(all, passage{prose: strings.Join(prose, "\n")})
		}
		prose = nil
	}
	for i := 0; i < len(lines); i++ {
		if i+1 >= len(lines) || !strings.Contains(lines[i], "|") || !quiz.TableRule(lines[i+1]) {
			prose = append(prose, lines[i])
			continue
		}
		flush()
		rows := [][]cell{bars(lines[i], true)}
		for i += 2; i < len(lines) && strings.Contains(lines[i], "|"); i++ {
			rows = append(rows, bars(lines[i], false))
		}
		i--
		all = append(all, passage{rows: full(rows)})
	}
	if flush(); len(all) == 0 {
		all = append(all, passage{})
	}
	return all
}

// bars are the cells of a line; a bar behind a backslash is a character.
func bars(line string, head bool) []cell {
	line = strings.ReplaceAll(strings.TrimSpace(line), `\|`, "\x00")
	line = strings.TrimSuffix(strings.TrimPrefix(line, "|"), "|")
	var cells []cell
	for _, s := range strings.Split(line, "|") {
		cells = append(cells, cell{strings.TrimSpace(strings.ReplaceAll(s, "\x00", "|")), head})
	}
	return cells
}
