package content

import (
	"context"
	"os"
	"path/filepath"
	"testing"
)

const qtiItem = `<assessmentItem identifier="q" title="Q"><responseDeclaration identifier="R" cardinality="single"><correctResponse><value>a</value></correctResponse></responseDeclaration>` +
	`<itemBody><p><img src="images/p%201.gif" alt="a point"/></p><choiceInteraction responseIdentifier="R" maxChoices="1"><simpleChoice identifier="a">yes</simpleChoice><simpleChoice identifier="b">no</simpleChoice></choiceInteraction></itemBody></assessmentItem>`

// QTI is found by what is in a file: of its own with pictures beside it, in a
// package of any name, and in a package in a zip.
func TestQTIIsFoundHoweverItIsPacked(t *testing.T) {
	const pixel = "GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
	pack := zipped(t, "imsmanifest.xml", `<manifest><resource type="imsqti_item_xmlv2p1" href="item.xml"/></manifest>`, "item.xml", qtiItem, "images/p 1.gif", pixel)
	for name, data := range map[string]string{
		"item.xml": qtiItem, "declared.xml": "<?xml version=\"1.0\"?>\n" + qtiItem, "quiz.txt": qtiItem, "course.imscc": pack, "quiz.zip": pack,
		"outer.zip": zipped(t, "readme.txt.bak", "x", "inner.zip", pack), "loose.zip": zipped(t, "folder/item.xml", qtiItem, "folder/images/p 1.gif", pixel),
	} {
		dir := t.TempDir()
		if err := os.Mkdir(filepath.Join(dir, "images"), 0o755); err != nil {
			t.Fatal(err)
		}
		for file, bytes := range map[string]string{name: data, "images/p 1.gif": pixel} {
			if err := os.WriteFile(filepath.Join(dir, file), []byte(bytes), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		f, err := ReadFile(context.Background(), filepath.Join(dir, name), Options{}, nil)
		if err != nil || f.Format.Name != "qti" || len(f.Bank.Questions) != 1 || len(f.Bank.Media) != 1 || len(f.Problems) != 0 {
			t.Errorf("%s: %q, %d questions, %d media, %v, %v", name, f.Format.Name, len(f.Bank.Questions), len(f.Bank.Media), f.Problems, err)
		}
	}
}
