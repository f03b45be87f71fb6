package codeset

import (
	"encoding/xml"
	"strings"

	"chartroom/quiz/codebook"
)

// impairment reads the table of visual impairment of chapter 7 as notes, one for
// each of its rows.
func (t *tabular) impairment(m *markup, top *entry) error {
	var row acuity
	into := &row.category
	for depth := m.depth; m.depth >= depth; {
		token, err := m.next()
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.EndElement:
			if m.depth != depth {
				continue
			}
			if text := row.text(); text != "" && top != nil {
				if err := t.tell(top, codebook.Note{Of: top.of(), Kind: codebook.NoteText, Text: text}); err != nil {
					return err
				}
			}
			row = acuity{}
			into = &row.category
		case xml.StartElement:
			switch token.Name.Local {
			case "visMax":
				into = &row.below
			case "visMin":
				into = &row.from
			case "value", "heading":
				text, err := m.text()
				if err != nil {
					return err
				}
				if token.Name.Local == "value" && len(*into) < mostDepth {
					*into = append(*into, text)
				}
			}
		}
	}
	return nil
}

// acuity is a row of the table of visual impairment: a category, and the visual
// acuity below which and from which on it is given, in one notation each.
type acuity struct{ category, below, from []string }

func (s *acuity) text() string {
	if len(s.category) == 0 {
		return ""
	}
	text := "Category of visual impairment " + strings.Join(s.category, " ")
	if len(s.below) > 0 {
		text += "; maximum less than: " + strings.Join(s.below, ", ")
	}
	if len(s.from) > 0 {
		text += "; minimum equal to or better than: " + strings.Join(s.from, ", ")
	}
	return text
}
