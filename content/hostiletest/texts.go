package hostiletest

import (
	"fmt"
	"strings"
	"unicode/utf16"
)

// million is how often what may not be so often is there.
const million = 1_000_000

// line is how long a line is that has no end, in bytes.
const line = 30 << 20

// plain is a format of text: a question that is as it should be, and what it
// takes for a question's beginning.
type plain struct{ format, name, good, begin string }

// plains are the formats of text.
var plains = []plain{
	{"GIFT", "a.gift", "::Good:: One? {=yes ~no}\n\n", "::x:: Which? {="},
	{"Aiken", "a.aiken", aiken, "Which? "},
	{"missing word", "a.missingword", "The capital of France {=is Paris ~is Rome}.\n\n", "The {="},
	{"Blackboard upload", "bb.txt", "MC\tWhich one?\tOne\tcorrect\tTwo\tincorrect\n", "MC\tWhich "},
	{"Brightspace", "d2l.csv", "NewQuestion,MC,,\nTitle,Good,,\nQuestionText,Which one?,,\nOption,100,One,\nOption,0,Two,\n\n", "NewQuestion,MC,,\nQuestionText,"},
	{"table of flashcards", "a.tsv", "front\tback\n", "front "},
	{"table of questions", "a.csv", "Question,Option A,Option B,Answer\nWhich one?,One,Two,A\n", "Which "},
	{"Quizlet", "quizlet.txt", "#separator:tab\nterm\tdefinition\nother\tdefinition two\n", "term "},
	{"number drills", "a.drills", "#kind drill\nstem\tformula\tvars\n{a} beds?\ta + 2\ta 1..9\n", "stem\t"},
}

func texts() []File {
	var files []File
	add := func(row, what, name string, harmless bool, data func() []byte) {
		files = append(files, File{Row: row, What: what, Name: name, Make: data, Harmless: harmless})
	}
	for _, p := range plains {
		add("T1", p.format+": a line of 30 MB", p.name, false, repeated(p.good+p.begin, line, "x", "\n"))
		add("T1", p.format+": 30 MB of line ends", p.name, true, repeated(p.good, line, "\n", p.good))
		add("T1", p.format+": twenty million lines of a letter", p.name, false, repeated(p.good, 20*million, "x\n", ""))
		add("T2", p.format+": a quotation mark that is never closed", p.name, false, repeated(p.good+p.begin+`"`, line/10, "x y z, w\t\n", ""))
		add("T3", p.format+": 20 million commas and tabs in a line", p.name, false, repeated(p.good+p.begin, line/2, ",\t", "\n"))
		add("T4", p.format+": NULs between the letters", p.name, false, text(p.good+"a\x00\x00b\x00"+p.good))
		add("T4", p.format+": a fifth of the bytes is no UTF-8", p.name, false, repeated(p.good, million, "ab \xff\xc0\n", p.good))
		add("T4", p.format+": UTF-16 with half a letter", p.name, false, func() []byte {
			b := []byte{0xFF, 0xFE}
			for _, u := range utf16.Encode([]rune(p.good)) {
				b = append(b, byte(u), byte(u>>8))
			}
			return append(b, 0x3D, 0xD8, 'x', 0, 0x00, 0xDC, 'y')
		})
		add("T4", p.format+": marks of three encodings", p.name, false, text("\uFEFF\xFF\xFE\xFE\xFF"+p.good))
		add("T5", p.format+": 15 MB of braces that are not closed", p.name, false, repeated(p.good+p.begin, line/2, "{", "\n"))
		add("T5", p.format+": 15 MB of tags that are not closed", p.name, false, repeated(p.good+p.begin, line/10, "<b><i>", "\n"))
		add("T5", p.format+": 30 MB of backslashes", p.name, false, repeated(p.good+p.begin, line, "\\", "\n"))
	}
	add("T6", "GIFT: a million answers", "a.gift", false, repeated("x {=y", million, "~n", "}\n"))
	add("T6", "GIFT: a million pairs", "a.gift", false, repeated("x {", million, "=a->b", "}\n"))
	add("T6", "GIFT: a million categories", "a.gift", true, repeated("", million, "$CATEGORY: a/b/c\n\n", "x {T}\n"))
	add("T6", "GIFT: a million categories, each within the last", "a.gift", true, repeated("$CATEGORY: ", million, "a/", "\n\nx {T}\n"))
	add("T6", "GIFT: a million questions in a million categories", "a.gift", false, numbered(million/2, "$CATEGORY: c%d\n\nx {T}\n\n"))
	add("T6", "GIFT: five million questions", "a.gift", false, repeated("", 5*million, "x {T}\n\n", ""))
	add("T6", "GIFT: half a million questions of one key", "a.gift", false, repeated("", million/2, "[id:x]x {T}\n\n", ""))
	add("T6", "GIFT: a million gaps", "a.gift", false, repeated("x ", million, "{=y}", "\n"))
	add("T6", "GIFT: numbers without end", "a.gift", false, text("x {#1e999:1e999}\n\n::a:: y {#"+many(1000, "9")+":0}\n\nz {#1..1e400}\n\n"))
	add("T6", "GIFT: Moodle's gaps, nested", "a.gift", false, repeated("x ", million/10, "{1:MC:=", "\n"))
	add("T6", "Aiken: a million answers", "a.aiken", false, repeated("Which?\n", million, "A. x\n", "ANSWER: A\n"))
	add("T6", "Aiken: a million lines before the answers", "a.aiken", false, repeated("", million, "a line\n", "A. x\nB. y\nANSWER: A\n"))
	add("T6", "missing word: a million answers", "a.missingword", false, repeated("The {", million, "=x~y", "} end.\n"))
	add("T6", "Blackboard upload: a million answers", "bb.txt", false, repeated("MC\tWhich?", million, "\tx\tcorrect", "\n"))
	add("T6", "Blackboard upload: a million gaps", "bb.txt", false, repeated("FIB_PLUS\t", million, "[a] ", "\ta\tx\n"))
	add("T6", "Blackboard upload: numbers without end", "bb.txt", false, text("NUM\tx\t1e999\t1e999\nNUM\ty\t"+many(1000, "9")+"\n"))
	add("T6", "Brightspace: a million options", "d2l.csv", false, repeated("NewQuestion,MC,,\nQuestionText,x,,\n", million, "Option,1,x,\n", ""))
	for i, bad := range []string{"(a+)+$", "((((a{1000}){1000}){1000}){1000})", many(300, "(a|b)"), "[a-j][a-j][a-j][a-j][a-j][a-j][a-j][a-j]", many(1000, "("), many(400, "a?")} {
		add("T6", fmt.Sprint("Brightspace: a regular expression that explodes, ", i+1), "d2l.csv", false, text("NewQuestion,SA,,\nTitle,x,,\nQuestionText,Which?,,\nAnswer,100,"+bad+",regexp\n"))
	}
	add("T6", "table of questions: a million columns", "a.csv", false, repeated("Question,Answer", million, ",Option A", "\nx,y\n"))
	add("T6", "table of flashcards: gaps that explode", "a.tsv", false, explosion)
	add("T6", "table of flashcards: five million rows", "a.tsv", false, repeated("", 5*million, "front\tback\n", ""))
	add("T6", "table of questions: cells that are formulas", "a.csv", true, text("Question,Option A,Option B,Answer\n\"=HYPERLINK(\"\"http://x\"\")\",+1,@SUM(A1),A\n-2+3,=cmd|' /C calc'!A0,-1,B\n"))
	add("H1", "table of flashcards: scripts, frames and pixels of trackers", "a.tsv", true, text("#separator:tab\n#html:true\n<script>alert(1)</script><img src=x onerror=alert(1)>front\t<iframe src=\"file:///etc/passwd\"></iframe><style>@font-face{src:url(http://x/f)}</style>back\n"))
	add("H2", "GIFT: pictures of the network and of the disk", "a.gift", true, text(`[html]x <img src\="file\:///etc/passwd"><img src\="http\://127.0.0.1\:9/x.png"> {T}`+"\n"))
	add("H1", "GIFT: HTML of a depth of 100,000", "a.gift", true, text("[html]"+many(100_000, "<b>")+"x"+many(100_000, "</b>")+" {T}\n"))
	return files
}

// numbered is a file of a text so many times, each with its number.
func numbered(n int, form string) func() []byte {
	return func() []byte {
		var b []byte
		for i := range n {
			b = fmt.Appendf(b, form, i)
		}
		return b
	}
}

// explosion is a table of cards whose rows each make 300 cards of their whole
// text.
func explosion() []byte {
	var row strings.Builder
	for i := range 300 {
		fmt.Fprintf(&row, "{{c%d::gap %d}} and ", i+1, i)
	}
	return []byte("#separator:tab\n#notetype:Cloze\n" + many(1000, row.String()+many(2000, "words ")+"\tback\n"))
}
