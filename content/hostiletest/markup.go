package hostiletest

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color/palette"
	"image/gif"
	"strings"
)

// item1 and item2 are questions of QTI 1.2 and 2.1 that are as they should be.
const (
	item1  = `<item ident="good"><presentation><material><mattext>Good?</mattext></material><response_lid ident="r"><render_choice><response_label ident="a"><material><mattext>yes</mattext></material></response_label><response_label ident="b"><material><mattext>no</mattext></material></response_label></render_choice></response_lid></presentation><resprocessing><respcondition><conditionvar><varequal respident="r">a</varequal></conditionvar><setvar>1</setvar></respcondition></resprocessing></item>`
	item2  = `<assessmentItem identifier="good" title="Good"><responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier"><correctResponse><value>a</value></correctResponse></responseDeclaration><itemBody><choiceInteraction responseIdentifier="RESPONSE" maxChoices="1"><prompt>Good?</prompt><simpleChoice identifier="a">yes</simpleChoice><simpleChoice identifier="b">no</simpleChoice></choiceInteraction></itemBody></assessmentItem>`
	moodle = `<question type="multichoice"><name><text>Good</text></name><questiontext format="html"><text>Good?</text></questiontext><answer fraction="100"><text>yes</text></answer><answer fraction="0"><text>no</text></answer></question>`
	pool   = `<POOL><QUESTIONLIST><QUESTION id="q1" class="QUESTION_TRUEFALSE"/></QUESTIONLIST><QUESTION_TRUEFALSE id="q1"><BODY><TEXT>Good?</TEXT></BODY><ANSWER id="a1" position="1"><TEXT>true</TEXT></ANSWER><ANSWER id="a2" position="2"><TEXT>false</TEXT></ANSWER><GRADABLE><CORRECTANSWER answer_id="a1"/></GRADABLE></QUESTION_TRUEFALSE>`
)

// manifest is the table of contents of a package that lists these files.
func manifest(files ...string) string {
	var b strings.Builder
	b.WriteString(`<manifest><resources>`)
	for i, f := range files {
		fmt.Fprintf(&b, `<resource identifier="r%d" type="imsqti_item_xmlv2p1" href="%s"><file href="%s"/></resource>`, i, f, f)
	}
	return b.String() + `</resources></manifest>`
}

// tree is a format of XML: its first tag, a question that is as it should be,
// where a text stands, and its last tag.
type tree struct{ format, name, open, good, before, behind, close string }

var trees = []tree{
	{"Moodle XML", "a.xml", "<quiz>", moodle, `<question type="essay"><name><text>x</text></name><questiontext format="html"><text>`, `</text></questiontext></question>`, "</quiz>"},
	{"QTI 1.2", "a.xml", "<questestinterop>", item1, `<item ident="x"><presentation><material><mattext>`, `</mattext></material></presentation></item>`, "</questestinterop>"},
	{"QTI 2.1", "a.xml", "", "", `<assessmentItem identifier="x"><itemBody>`, `</itemBody></assessmentItem>`, ""},
	{"Blackboard pool", "res00001.dat", "", pool, `<QUESTION_ESSAY id="q2"><BODY><TEXT>`, `</TEXT></BODY></QUESTION_ESSAY>`, "</POOL>"},
}

// laughs declares entities that double thirty times.
func laughs() string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">`)
	for i := range 30 {
		fmt.Fprintf(&b, `<!ENTITY a%d "&a%d;&a%d;">`, i+1, i, i)
	}
	return b.String() + `<!ENTITY file SYSTEM "file:///etc/passwd"><!ENTITY net SYSTEM "http://127.0.0.1:9/">]>`
}

func markup() []File {
	var files []File
	for _, t := range trees {
		add := func(row, what string, harmless bool, data func() []byte) {
			files = append(files, File{Row: row, What: t.format + ": " + what, Name: t.name, Make: data, Harmless: harmless && (t.good != "" || row != "X3")})
		}
		wrap := func(head string, n int, s, tail string) func() []byte {
			return repeated(t.open+t.good+t.before+head, n, s, tail+t.behind+t.good+t.close)
		}
		add("X1", "a billion laughs, a file and an address", true, text(laughs()+t.open+t.good+t.before+"&a30;&file;&net;"+t.behind+t.close))
		add("X2", "elements within elements, five million deep", false, wrap("", 5*million, "<a>", ""))
		add("X2", "five million empty elements", false, wrap("", 5*million, "<a/>", ""))
		add("X3", "a text of 30 MB", false, wrap("", line, "x", ""))
		add("X3", "a million attributes", true, wrap("<a ", million, `a="b" `, "/>"))
		add("X3", "an attribute of 30 MB", true, wrap(`<a b="`, line, "x", `"/>`))
		add("X3", "a comment of 30 MB that does not end", true, wrap("<!-- ", line, "x", ""))
		add("X3", "sections of CDATA that do not end", true, wrap("", line/9, "<![CDATA[", ""))
		add("X3", "30 MB of <", true, wrap("", line, "<", ""))
		add("X3", "30 MB of &", true, wrap("", line, "&", ""))
		add("X3", "a million closing tags", true, wrap("", million, "</a>", ""))
		add("X6", "five million bad questions", false, repeated(t.open, 5*million, t.before[:strings.IndexAny(t.before, " ")]+">", t.close))
		add("X6", "half a million questions of one key", false, repeated(t.open, 100_000, t.good, t.close))
		add("X4", "declares UTF-16 and is not", true, text(`<?xml version="1.0" encoding="UTF-16"?>`+t.open+t.good+t.before+"x\xff"+t.behind+t.close))
		add("X4", "NULs", false, text(t.open+t.good+t.before+"x\x00y"+t.behind+t.close))
		add("H1", "scripts, frames and styles", true, text(t.open+t.good+t.before+`&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;&lt;iframe src="file:///etc/passwd"&gt;&lt;style&gt;@font-face{src:url(http://x)}`+t.behind+t.close))
		add("H1", "HTML of a depth of 100,000", true, wrap("", 100_000, "&lt;b&gt;", "x"))
		for kind, picture := range pictures() {
			add("I", "a picture in the text: "+kind, true, func() []byte {
				data := base64.StdEncoding.EncodeToString(picture())
				return []byte(t.open + t.good + t.before + `&lt;img src="data:image/png;base64,` + data + `"&gt;` + t.behind + t.close)
			})
		}
	}
	moodleFile := func(before string, n int, s string) func() []byte {
		return repeated(`<quiz><question type="essay"><questiontext format="html"><text>&lt;img src="@@PLUGINFILE@@/x.png"&gt;</text><file name="x.png" encoding="base64">`+before, n, s, `</file></questiontext></question>`+moodle+"</quiz>")
	}
	return append(files,
		File{Row: "X5", What: "Moodle XML: a file of 30 MB in base64", Name: "a.xml", Make: moodleFile("iVBORw0KGgo", line, "A")},
		File{Row: "X5", What: "Moodle XML: a file whose name leads astray", Name: "a.xml", Make: text(`<quiz><question type="essay"><questiontext format="html"><text>&lt;img src="@@PLUGINFILE@@/../../x.png"&gt;</text><file name="x.png" path="/../../" encoding="base64">iVBORw0KGgo=</file></questiontext></question>` + moodle + "</quiz>")},
		File{Row: "X6", What: "Moodle XML: a million answers", Name: "a.xml", Make: repeated(`<quiz><question type="multichoice"><questiontext><text>x</text></questiontext>`, million, `<answer fraction="0"><text>x</text></answer>`, "</question>"+moodle+"</quiz>")},
		File{Row: "X6", What: "Moodle XML: a million categories", Name: "a.xml", Make: repeated("<quiz>", million/2, `<question type="category"><category><text>a/b</text></category></question>`, moodle+"</quiz>"), Harmless: true},
		File{Row: "X6", What: "Moodle XML: gaps within gaps", Name: "a.xml", Make: repeated(`<quiz><question type="cloze"><questiontext><text>`, million/10, "{1:SA:=x", "</text></questiontext></question>"+moodle+"</quiz>")},
		File{Row: "X6", What: "Moodle XML: numbers without end", Name: "a.xml", Make: text(`<quiz><question type="numerical"><questiontext><text>x</text></questiontext><answer fraction="1e999"><text>` + many(5000, "9") + `</text><tolerance>1e400</tolerance></answer></question>` + moodle + "</quiz>")},
		File{Row: "X6", What: "QTI 1.2: a million labels", Name: "a.xml", Make: repeated(`<questestinterop>`+item1+`<item ident="x"><presentation><response_lid ident="r"><render_choice>`, million/10, `<response_label ident="a"/>`, "</render_choice></response_lid></presentation></item></questestinterop>")},
		File{Row: "X6", What: "QTI 2.1: a key of a million values", Name: "a.xml", Make: repeated(`<assessmentItem identifier="x"><responseDeclaration identifier="RESPONSE" cardinality="multiple"><correctResponse>`, million, "<value>a</value>", `</correctResponse></responseDeclaration><itemBody><choiceInteraction responseIdentifier="RESPONSE"><simpleChoice identifier="a">x</simpleChoice></choiceInteraction></itemBody></assessmentItem>`)},
		File{Row: "X6", What: "QTI package: a manifest of 200,000 files", Name: "a.zip", Make: func() []byte {
			return zipped(member{"imsmanifest.xml", manifest(strings.Fields(many(200_000, "q.xml "))...)}, member{"q.xml", item2})
		}, Harmless: true},
		File{Row: "X2", What: "QTI package: a manifest five million deep", Name: "a.zip", Make: func() []byte {
			return zipped(member{"imsmanifest.xml", "<manifest>" + many(3*million, "<organization>")}, member{"q.xml", item2})
		}, Harmless: true},
		File{Row: "X1", What: "QTI package: a manifest of laughs", Name: "a.zip", Make: func() []byte {
			return zipped(member{"imsmanifest.xml", laughs() + strings.Replace(manifest("q.xml"), "<resources>", "<metadata>&a30;&file;</metadata><resources>", 1)}, member{"q.xml", item2})
		}, Harmless: true},
		File{Row: "X6", What: "QTI package: tests that name each other", Name: "a.zip", Make: func() []byte {
			return zipped(member{"imsmanifest.xml", manifest("a.xml", "b.xml", "q.xml")},
				member{"a.xml", `<assessmentTest identifier="a"><testPart><assessmentSection><assessmentItemRef href="b.xml"/><assessmentItemRef href="a.xml"/></assessmentSection></testPart></assessmentTest>`},
				member{"b.xml", `<assessmentTest identifier="b"><testPart><assessmentSection><assessmentItemRef href="a.xml"/></assessmentSection></testPart></assessmentTest>`},
				member{"q.xml", item2})
		}, Harmless: true},
	)
}

// pictures are those that a decoder should not be given.
func pictures() map[string]func() []byte {
	return map[string]func() []byte{
		"a PNG that claims 65,535 × 65,535": func() []byte { return png(65_535, 65_535) },
		"a PNG that claims 2^31 × 1":        func() []byte { return png(1<<31-1, 1) },
		"a JPEG that claims 65,535 × 65,535": func() []byte {
			return []byte("\xFF\xD8\xFF\xC2\x00\x11\x08\xFF\xFF\xFF\xFF\x03\x01\x11\x00\x02\x11\x00\x03\x11\x00\xFF\xDA\x00\x0C\x03\x01\x00\x02\x00\x03\x00\x00\x3F\x00" + many(1000, "x"))
		},
		"a GIF of 2000 pictures":         animated,
		"an SVG of 2^31 × 1 with script": func() []byte { return []byte(svg) },
		"a font":                         func() []byte { return []byte("OTTO\x00\x01" + many(1000, "x")) },
	}
}

const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2147483647 1" onload="alert(1)"><script>alert(1)</script><image href="http://127.0.0.1:9/x"/></svg>`

// png is the head of a picture of one bit a pixel, and not much more.
func png(width, height uint32) []byte {
	b := []byte("\x89PNG\r\n\x1a\n")
	chunk := func(kind string, data []byte) {
		b = binary.BigEndian.AppendUint32(b, uint32(len(data)))
		whole := append([]byte(kind), data...)
		b = append(b, whole...)
		b = binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(whole))
	}
	head := binary.BigEndian.AppendUint32(nil, width)
	head = append(binary.BigEndian.AppendUint32(head, height), 1, 0, 0, 0, 0)
	chunk("IHDR", head)
	chunk("IDAT", []byte("\x78\x9c\x63\x60\x60\x00\x00\x00\x04\x00\x01"))
	chunk("IEND", nil)
	return b
}

// animated is a GIF of many pictures.
func animated() []byte {
	frame := image.NewPaletted(image.Rect(0, 0, 100, 100), palette.Plan9)
	all := gif.GIF{}
	for range 2000 {
		all.Image, all.Delay = append(all.Image, frame), append(all.Delay, 0)
	}
	var b bytes.Buffer
	must(gif.EncodeAll(&b, &all))
	return b.Bytes()
}

// Pool is a pool of Blackboard of so many questions, all as they should be.
func Pool(questions int) []byte { return []byte(many(questions, pool)) }
