package content

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chartroom/quiz"
)

// What QTI calls its items and choices is in the Document: as identifiers of
// every kind that is chosen from, in the file's order, and of an order in the
// right one.
func TestCheckNamesItemsAndChoices(t *testing.T) {
	const item = `<assessmentItem identifier="ID" title="T"><responseDeclaration identifier="R" cardinality="CARD" baseType="BASE"><correctResponse>KEY</correctResponse></responseDeclaration><itemBody><p>Text</p>BODY</itemBody></assessmentItem>`
	fill := func(id, card, base, key, body string) string {
		return strings.NewReplacer("ID", id, "CARD", card, "BASE", base, "KEY", key, "BODY", body).Replace(item)
	}
	text := fill("choice-1", "single", "identifier", "<value>yes</value>", `<choiceInteraction responseIdentifier="R" maxChoices="1"><simpleChoice identifier="no">No</simpleChoice><simpleChoice identifier="yes">Yes</simpleChoice></choiceInteraction>`) +
		fill("letters", "single", "identifier", "<value>B</value>", `<choiceInteraction responseIdentifier="R" maxChoices="1"><simpleChoice identifier="A">No</simpleChoice><simpleChoice identifier="B">Yes</simpleChoice></choiceInteraction>`) +
		fill("tf", "single", "identifier", "<value>f</value>", `<choiceInteraction responseIdentifier="R" maxChoices="1"><simpleChoice identifier="f">False</simpleChoice><simpleChoice identifier="t">True</simpleChoice></choiceInteraction>`) +
		fill("order", "ordered", "identifier", "<value>two</value><value>one</value>", `<orderInteraction responseIdentifier="R"><simpleChoice identifier="one">late</simpleChoice><simpleChoice identifier="two">early</simpleChoice></orderInteraction>`) +
		fill("match", "multiple", "directedPair", "<value>l r</value>", `<matchInteraction responseIdentifier="R"><simpleMatchSet><simpleAssociableChoice identifier="l">left</simpleAssociableChoice></simpleMatchSet><simpleMatchSet><simpleAssociableChoice identifier="r">right</simpleAssociableChoice><simpleAssociableChoice identifier="x">extra</simpleAssociableChoice></simpleMatchSet></matchInteraction>`) +
		fill("gap", "single", "identifier", "<value>g2</value>", `<p>A <inlineChoiceInteraction responseIdentifier="R"><inlineChoice identifier="g1">x</inlineChoice><inlineChoice identifier="g2">y</inlineChoice></inlineChoiceInteraction> gap.</p>`) +
		fill("typed", "single", "string", "<value>word</value>", `<p><textEntryInteraction responseIdentifier="R"/></p>`) +
		fill("essay", "single", "string", "", `<extendedTextInteraction responseIdentifier="R"/>`) +
		fill("text", "single", "string", "", "")
	path := filepath.Join(t.TempDir(), "items.xml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, q := range Check(context.Background(), path).Files[0].Questions {
		line := string(q.Kind)
		for _, o := range q.Options {
			line += " | " + o.ID + " " + o.Text
			if o.Fraction > 0 {
				line += " +"
			}
		}
		got[q.ID] = line
	}
	for id, want := range map[string]string{
		"choice-1": "choice | no No | yes Yes +",
		"letters":  "choice | A No | B Yes +",
		"tf":       "truefalse | t True | f False +",
		"order":    "order | two early + | one late +",
		"match":    "match | l left -> right + | x  -> extra",
		"gap":      "cloze | g1 x | g2 y +",
		"typed":    "text |  word +",
		"essay":    string(quiz.Essay),
		"text":     string(quiz.Description),
	} {
		if got[id] != want {
			t.Errorf("%s: %q, not %q", id, got[id], want)
		}
	}
}
