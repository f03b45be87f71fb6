package moodlexml

import (
	"context"
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"testing"
)

// questions10k is 10,000 questions as Moodle writes them, about 13 MB; one in
// ten has a picture of 3 KB.
func questions10k() []byte {
	picture := base64.StdEncoding.EncodeToString([]byte("\x89PNG\r\n\x1a\n" + strings.Repeat("picture ", 400)))
	var b strings.Builder
	b.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n")
	for i := range 10_000 {
		image, file := "", ""
		if i%10 == 0 {
			image = `<img src="@@PLUGINFILE@@/p.png" alt="a chart">`
			file = "\n<file name=\"p.png\" path=\"/\" encoding=\"base64\">" + picture + "</file>"
		}
		fmt.Fprintf(&b, "<!-- question: %d  -->\n  <question type=\"multichoice\">\n    <name>\n      <text>Q%d</text>\n    </name>\n    <questiontext format=\"html\">\n      <text><![CDATA[<p>Which document of the record, in case %d, shows what the surgeon found? %s</p>]]></text>%s\n    </questiontext>\n"+
			"    <generalfeedback format=\"html\">\n      <text><![CDATA[<p>The surgeon dictates the operative report. Source: 42 CFR 482.51(b)(6), 2026</p>]]></text>\n    </generalfeedback>\n    <defaultgrade>1.0000000</defaultgrade>\n    <penalty>0.3333333</penalty>\n    <hidden>0</hidden>\n    <idnumber>bench-%d</idnumber>\n    <single>true</single>\n    <shuffleanswers>true</shuffleanswers>\n    <answernumbering>abc</answernumbering>\n", i, i, i, image, file, i)
		for j, text := range []string{"The operative report", "The consent", "The history &amp; physical", "The face sheet"} {
			fmt.Fprintf(&b, "    <answer fraction=\"%d\" format=\"html\">\n      <text>%s</text>\n      <feedback format=\"html\">\n        <text><![CDATA[<p>It is signed, or filed, before.</p>]]></text>\n      </feedback>\n    </answer>\n", 100*((4-j)/4), text)
		}
		b.WriteString("    <tags>\n      <tag><text>rhit:1</text></tag>\n    </tags>\n  </question>\n\n")
	}
	b.WriteString("</quiz>\n")
	return []byte(b.String())
}

func BenchmarkParse10k(b *testing.B) {
	data := questions10k()
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		bank, problems, err := Parse(context.Background(), data, "bench", nil)
		if err != nil || len(bank.Questions) != 10_000 || len(problems) != 0 || len(bank.Media) != 1 {
			b.Fatal(len(bank.Questions), problems, err)
		}
	}
}

// BenchmarkTokens10k is the floor: the same file, its tokens only.
func BenchmarkTokens10k(b *testing.B) {
	data := questions10k()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		d := xml.NewDecoder(strings.NewReader(string(data)))
		for {
			if _, err := d.RawToken(); err == io.EOF {
				break
			} else if err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkFormat10k(b *testing.B) {
	bank, _, err := Parse(context.Background(), questions10k(), "bench", nil)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if err := Format(io.Discard, bank); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkHostile reads files of the greatest size, made to cost much.
func BenchmarkHostile(b *testing.B) {
	for name, part := range map[string]string{
		"cdata":    "<question type=\"cloze\"><questiontext><text><![CDATA[",
		"gaps":     "<question type=\"cloze\"><questiontext><text>" + strings.Repeat("{1:SA:=x", 100_000) + "</text></questiontext></question>",
		"files":    "<question type=\"essay\"><questiontext><text>" + strings.Repeat("@@PLUGINFILE@@/", 60_000) + "</text></questiontext></question>",
		"notes":    "<question type=\"new\">" + strings.Repeat("<a><text>x</text></a>", 9_000) + "</question>",
		"depth":    "<question type=\"essay\">" + strings.Repeat("<a>", 100_000),
		"elements": "<question type=\"essay\">" + strings.Repeat("<a/>", 19_000) + "</question>",
		"empty":    "<question></question>",
		"comments": "<!-- <question>",
	} {
		data := []byte(strings.Repeat(part, 60<<20/len(part)))
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				_, _, _ = Parse(context.Background(), data, "hostile", nil)
			}
		})
	}
}
