package qti

import (
	"bytes"
	"context"
	"encoding/xml"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"chartroom/content/parse"
	"chartroom/quiz"
)

// element1 is an XML element as encoding/xml reads it: another reader than ours.
type element1 struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Text     string     `xml:",chardata"`
	Children []element1 `xml:",any"`
}

func (e *element1) attr(name string) string {
	for _, a := range e.Attrs {
		if a.Name.Local == name {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}

// each calls visit for an element and all that is in it; false = not for what
// is in it.
func (e *element1) each(visit func(*element1) bool) {
	if !visit(e) {
		return
	}
	for i := range e.Children {
		e.Children[i].each(visit)
	}
}

// keyed is an item with the identifiers that its key names and that it has.
type keyed struct {
	id        string
	key, have []string
}

// keyedItems are the items of a file; nil when it is not well-formed.
func keyedItems(data []byte) (items []keyed) {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Strict, d.Entity, d.AutoClose = false, xml.HTMLEntity, xml.HTMLAutoClose
	var root element1
	if d.Decode(&root) != nil {
		return nil
	}
	root.each(func(e *element1) bool {
		switch e.XMLName.Local {
		case "assessmentItem":
			items = append(items, keyed2(e))
			return false
		case "item":
			items = append(items, keyed1(e))
			return false
		}
		return true
	})
	return items
}

// keyed2 is an item of QTI 2: values of identifiers and of pairs.
func keyed2(item *element1) keyed {
	k := keyed{id: item.attr("identifier")}
	item.each(func(e *element1) bool {
		switch e.XMLName.Local {
		case "responseDeclaration":
			if b := e.attr("baseType"); b == "identifier" || b == "pair" || b == "directedPair" {
				e.each(func(v *element1) bool {
					if v.XMLName.Local == "correctResponse" {
						for _, value := range v.Children {
							k.key = append(k.key, strings.Fields(value.Text)...)
						}
					}
					return true
				})
			}
		case "simpleChoice", "simpleAssociableChoice", "inlineChoice", "gapText", "gapImg", "gap", "hottext", "hotspotChoice", "associableHotspot":
			k.have = append(k.have, e.attr("identifier"))
		}
		return true
	})
	return k
}

// keyed1 is an item of QTI 1.2: values of choices that earn something.
func keyed1(item *element1) keyed {
	k := keyed{id: item.attr("ident")}
	chosen := map[string]bool{} // responses with choices
	item.each(func(e *element1) bool {
		if e.XMLName.Local == "response_lid" {
			labels := 0
			e.each(func(l *element1) bool {
				if l.XMLName.Local == "response_label" {
					labels++
					k.have = append(k.have, l.attr("ident"))
				}
				return true
			})
			chosen[e.attr("ident")] = labels > 0
		}
		return true
	})
	item.each(func(e *element1) bool {
		if e.XMLName.Local != "respcondition" {
			return true
		}
		var values []string
		earns := false
		e.each(func(c *element1) bool {
			switch c.XMLName.Local {
			case "not":
				return false
			case "varequal":
				if chosen[c.attr("respident")] {
					values = append(values, strings.TrimSpace(c.Text))
				}
			case "setvar":
				score, _ := strconv.ParseFloat(strings.TrimSpace(c.Text), 64)
				earns = earns || score > 0
			}
			return true
		})
		if earns {
			k.key = append(k.key, values...)
		}
		return false
	})
	return k
}

// TestEveryKeyResolvesOrIsReported holds every item of the conformance files to
// it: each choice that its key names is one of its own, and is right in what
// was read; or it is said what was done.
func TestEveryKeyResolvesOrIsReported(t *testing.T) {
	files, keys, repaired := 0, 0, 0
	err := filepath.WalkDir(filepath.Join(conformance, "qti"), func(path string, d fs.DirEntry, err error) error {
		ext := filepath.Ext(path)
		if err != nil || d.IsDir() || ext != ".xml" && ext != ".qti" {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		items := keyedItems(data)
		if len(items) == 0 {
			return nil
		}
		files++
		bank, problems, _ := Parse(context.Background(), data, "b", nil)
		for _, item := range items {
			q := slices.IndexFunc(bank.Questions, func(q quiz.Question) bool { return parse.OwnID(q.Key) == item.id })
			for _, value := range item.key {
				keys++
				resolves := slices.Contains(item.have, value)
				if said(problems, bank, q) {
					repaired++
					continue
				}
				if !resolves {
					t.Errorf("%s, %s: the key %q names nothing, and that is not said", path, item.id, value)
				} else if q >= 0 && bank.Questions[q].Kind == quiz.Choice && !isRight(&bank.Questions[q], value) {
					t.Errorf("%s, %s: %q is right and was not read so: %+v", path, item.id, value, bank.Questions[q].Options)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Skip("skipped: no conformance files")
	}
	if files < 100 || keys < 300 {
		t.Errorf("only %d keys in %d files", keys, files)
	}
	t.Logf("%d keys in %d files, %d of them in items of which something is said", keys, files, repaired)
}

// said reports whether something is said of a question that concerns its key,
// or of an item that was not read.
func said(problems []parse.Problem, bank quiz.Bank, q int) bool {
	if q < 0 {
		return len(problems) > 0
	}
	return slices.ContainsFunc(problems, func(p parse.Problem) bool {
		return p.Question == bank.Questions[q].Name && (p.Severity == parse.Repair || p.Severity == parse.Unsupported || p.Severity == parse.Error)
	})
}

// isRight reports whether the option that a file calls id earns something.
func isRight(q *quiz.Question, id string) bool {
	for i, o := range q.Options {
		if o.ID == id || o.ID == "" && parse.Letter(i) == id {
			return o.Fraction > 0
		}
	}
	return false
}

// A key that names no choice is repaired by a rule, and said; or left out, and
// said.
func TestLostKeysAreRepairedByRules(t *testing.T) {
	item := func(key string) string {
		return `<assessmentItem identifier="q" title="Q"><responseDeclaration identifier="R" cardinality="single" baseType="identifier"><correctResponse><value>` + key +
			`</value></correctResponse></responseDeclaration><itemBody><p>Which?</p><choiceInteraction responseIdentifier="R" maxChoices="1"><simpleChoice identifier="yes">Aye</simpleChoice><simpleChoice identifier="no">Nay</simpleChoice></choiceInteraction></itemBody></assessmentItem>`
	}
	for key, c := range map[string]struct {
		rule string
		kind quiz.Kind
	}{
		"yes": {"", quiz.Choice}, " yes ": {"", quiz.Choice}, "YES": {"qti-key", quiz.Choice}, "Aye": {"qti-key", quiz.Choice}, "maybe": {"qti-key-lost", quiz.Essay},
	} {
		bank, problems, err := Parse(context.Background(), []byte(item(key)), "b", nil)
		if err != nil || len(bank.Questions) != 1 || bank.Questions[0].Kind != c.kind {
			t.Errorf("%q: %+v, %v", key, bank.Questions, err)
			continue
		}
		if c.kind == quiz.Choice && !isRight(&bank.Questions[0], "yes") {
			t.Errorf("%q: %+v", key, bank.Questions[0].Options)
		}
		has := slices.ContainsFunc(problems, func(p parse.Problem) bool { return p.Rule == c.rule })
		if c.rule == "" && len(problems) > 0 || c.rule != "" && !has {
			t.Errorf("%q: %v, not %q", key, problems, c.rule)
		}
	}
}
