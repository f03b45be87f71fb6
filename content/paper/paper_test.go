package paper

import (
	"bytes"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"chartroom/quiz"
)

func chart(t testing.TB) quiz.Media {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 400, 240))
	for x := range 400 {
		for y := range 240 {
			img.Set(x, y, color.RGBA{uint8(x / 2), uint8(y), 200, 255})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return quiz.NewMedia("chart.png", b.Bytes())
}

// everything is a bank with every kind.
func everything(t testing.TB) quiz.Bank {
	picture := chart(t)
	b := quiz.Bank{ID: "unit", Name: "Unit 4: Privacy, security and record content", Media: []quiz.Media{picture}}
	add := func(q quiz.Question) {
		if q.Key == "" {
			q.Key = "q" + string(rune('a'+len(b.Questions)))
		}
		q.Bank, q.ID = b.ID, quiz.NewQuestionID(b.ID, q.Key)
		b.Questions = append(b.Questions, q)
	}
	add(quiz.Question{Kind: quiz.Choice, Stem: "A 44-year-old patient asks for a copy of her record in the form in which it is kept. Within how many days must the facility act on the request under the <b>HIPAA Privacy Rule</b>?", Options: []quiz.Option{
		{Text: "10 days", Feedback: "No time limit of 10 days stands in the rule."}, {Text: "30 days", Fraction: 1, Feedback: "45 CFR 164.524(b)(2) gives 30 days from receipt of the request."},
		{Text: "60 days, with one extension of 30 days where the record is kept off site and cannot be brought to the facility in time", Feedback: "That was so for records off site before 2013."}, {Text: "90 days", Feedback: "No."}},
		Rationale: "The covered entity must act on a request for access no later than 30 days after receipt; one extension of 30 days is allowed.", Source: "45 CFR 164.524(b)(2), 2026"})
	add(quiz.Question{Kind: quiz.Choice, Multiple: true, Stem: "Which of these are parts of a designated record set?", Options: []quiz.Option{{Text: "Billing records", Fraction: .5}, {Text: "Psychotherapy notes", Fraction: -.5}, {Text: "Medical records", Fraction: .5}, {Text: "Peer review files"}}})
	add(quiz.Question{Kind: quiz.TrueFalse, Stem: "An operative report is dictated within 24 hours.", Options: []quiz.Option{{Text: "True", Fraction: 1}, {Text: "False"}}})
	add(quiz.Question{Kind: quiz.Number, Stem: "What is the occupancy rate, in percent, of a hospital with 150 beds and 3,900 inpatient service days in a June of 30 days?", Options: []quiz.Option{{Text: "86.7", Value: 86.7, Tolerance: .05, Fraction: 1, Feedback: "3,900 / 4,500 = 0.8667"}}})
	add(quiz.Question{Kind: quiz.Text, Stem: "Swelling of tissue by fluid is called …", Options: []quiz.Option{{Text: "edema", Fraction: 1}, {Text: "oedema", Fraction: 1}}})
	add(quiz.Question{Kind: quiz.Description, Key: "case-1", Stem: "<h3>Case 1: Emergency department record</h3><p>CHIEF COMPLAINT: Chest pain for two hours.</p><p>HISTORY: A 67-year-old man with type 2 diabetes and hypertension presents with substernal chest pain radiating to the left arm. Troponin I is raised at 2.4 ng/mL. The ECG shows ST elevation in leads II, III and aVF.</p><table><tr><th>Test</th><th>Result</th><th>Reference</th></tr><tr><td>Troponin I</td><td>2.4 ng/mL</td><td>&lt; 0.04</td></tr><tr><td>HbA<sub>1c</sub></td><td>8.1 %</td><td>&lt; 5.7 %</td></tr></table><ul><li>Aspirin 325 mg</li><li>Transfer to the catheterization laboratory</li></ul>"})
	add(quiz.Question{Kind: quiz.Code, Stem: "Assign the ICD-10-CM code of the diabetes, which has no complication.", Tags: []string{"record:case-1", "code:icd10cm-2026"}, Options: []quiz.Option{{Text: "E11.9", Fraction: 1}}})
	add(quiz.Question{Kind: quiz.Choice, Stem: "Which wall of the heart is concerned?", Tags: []string{"record:case-1"}, Options: []quiz.Option{{Text: "anterior"}, {Text: "inferior", Fraction: 1}, {Text: "lateral"}}})
	add(quiz.Question{Kind: quiz.Cloze, Stem: "The {{1}} is the smallest set of data for inpatients; it was made in {{2}}.", Gaps: []quiz.Gap{{Kind: quiz.Choice, Weight: 1, Options: []quiz.Option{{Text: "UHDDS", Fraction: 1}, {Text: "OASIS"}, {Text: "MDS"}}}, {Kind: quiz.Number, Weight: 1, Options: []quiz.Option{{Text: "1974", Value: 1974, Fraction: 1}}}}})
	add(quiz.Question{Kind: quiz.Table, Stem: "Fill in the rates.<table><tr><th>Month</th><th>Discharges</th><th>Deaths</th><th>Gross death rate (%)</th></tr><tr><td>May</td><td>400</td><td>8</td><td>{{1}}</td></tr><tr><td>June</td><td>500</td><td>5</td><td>{{2}}</td></tr></table>",
		Gaps: []quiz.Gap{{Kind: quiz.Number, Weight: 1, Options: []quiz.Option{{Text: "2", Value: 2, Fraction: 1}}}, {Kind: quiz.Number, Weight: 1, Options: []quiz.Option{{Text: "1", Value: 1, Fraction: 1}}}}})
	add(quiz.Question{Kind: quiz.Match, Stem: "Match each form to its content.", Options: []quiz.Option{{Text: "Operative report", Partner: "findings, procedure, blood loss"}, {Text: "Discharge summary", Partner: "course, condition, instructions"}, {Text: "Face sheet", Partner: "name, payer, admitting diagnosis"}, {Partner: "vital signs"}}})
	add(quiz.Question{Kind: quiz.Order, Stem: "Put the steps of the revenue cycle in order.", Options: []quiz.Option{{Text: "Registration"}, {Text: "Charge capture"}, {Text: "Coding"}, {Text: "Claim submission"}}})
	add(quiz.Question{Kind: quiz.Drill, Stem: "A hospital had {beds} beds and 1,200 service days in 30 days. What is its occupancy in percent?", Drill: &quiz.DrillRule{Vars: []quiz.DrillVar{{Name: "beds", Min: 50, Max: 90, Step: 5}}, Formula: "1200 / (beds * 30) * 100", Decimals: 1, Unit: "%", Solution: "1,200 / ({beds} × 30)"}})
	add(quiz.Question{Kind: quiz.Hotspot, Stem: "Where is the left ventricle?", Picture: &quiz.Picture{Media: picture.Ref(), Alt: "a heart", Regions: []quiz.Region{{Label: "left ventricle", X: .5, Y: .5, W: .2, H: .2}, {Label: "aorta", X: .1, Y: .1, W: .1, H: .1}}}})
	add(quiz.Question{Kind: quiz.Essay, Stem: "Explain the difference between the *legal health record* and the **designated record set**:\n\n| Term | Purpose |\n|---|---|\n| LHR | evidence |\n| DRS | access |", Markup: quiz.Markdown})
	add(quiz.Question{Kind: quiz.Flip, Stem: "tachy-", Options: []quiz.Option{{Text: "fast", Fraction: 1}}})
	add(quiz.Question{Kind: quiz.Flip, Stem: "What is this place called?", Options: []quiz.Option{{Text: "aorta", Fraction: 1}}, Picture: &quiz.Picture{Media: picture.Ref(), Alt: "a heart", Asked: 1, HideAll: true, Regions: []quiz.Region{{Label: "left ventricle", X: .5, Y: .5, W: .2, H: .2}, {Label: "aorta", X: .1, Y: .1, W: .1, H: .1}}}})
	add(quiz.Question{Kind: quiz.Build, Stem: "hepatomegaly", Parts: []quiz.Part{{Role: quiz.Root, Form: "hepat", Meaning: "liver"}, {Role: quiz.Vowel, Form: "o"}, {Role: quiz.Suffix, Form: "megaly", Meaning: "enlargement"}}})
	add(quiz.Question{Kind: quiz.Text, Markup: quiz.Plain, Stem: "Ménière’s disease: ≥ 2 attacks, µg/mL, α β, ½, 日本 and 😀.", Options: []quiz.Option{{Text: "vertigo", Fraction: 1}}})
	return b
}

func printedBytes(t testing.TB, b quiz.Bank, o Options) (paper, key []byte) {
	t.Helper()
	var p, k bytes.Buffer
	if err := Paper(&p, b, o); err != nil {
		t.Fatal(err)
	}
	if err := Key(&k, b, o); err != nil {
		t.Fatal(err)
	}
	return p.Bytes(), k.Bytes()
}

// Set CHARTROOM_PAPER to a folder to look at the pages.
func TestTheSamePaperHasTheSameBytes(t *testing.T) {
	b := everything(t)
	o := Options{Date: "22 November 2026", Form: "A", Shuffle: true, Seed: 4}
	paper, key := printedBytes(t, b, o)
	for name, data := range map[string][]byte{"paper": paper, "key": key} {
		if !bytes.HasPrefix(data, []byte("%PDF-")) {
			t.Errorf("%s is no PDF", name)
		}
		if dir := os.Getenv("CHARTROOM_PAPER"); dir != "" {
			if err := os.WriteFile(filepath.Join(dir, name+".pdf"), data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	if p, k := printedBytes(t, b, o); !bytes.Equal(p, paper) || !bytes.Equal(k, key) {
		t.Error("the second time it has others")
	}
	o.Seed = 5
	if p, _ := printedBytes(t, b, o); bytes.Equal(p, paper) {
		t.Error("another seed gives the same paper")
	}
}

func TestEveryKindIsPrinted(t *testing.T) {
	whole := everything(t)
	seen := map[quiz.Kind]bool{}
	for _, q := range whole.Questions {
		one := whole
		one.Questions = []quiz.Question{q}
		seen[q.Kind] = true
		if q.Kind == quiz.Description {
			if err := Paper(io.Discard, one, Options{}); err != errNothing {
				t.Errorf("a paper without questions: %v", err)
			}
			continue
		}
		if p, k := printedBytes(t, one, Options{Size: Letter}); len(p) < 1000 || len(k) < 1000 {
			t.Errorf("%s: %d and %d bytes", q.Kind, len(p), len(k))
		}
		p, err := planned(&one, Options{})
		if err != nil || p.items[0].answer() == "" {
			t.Errorf("%s has no answer in the key, %v", q.Kind, err)
		}
	}
	for _, k := range quiz.Kinds {
		if !seen[k] {
			t.Errorf("%s is not tried", k)
		}
	}
}

// The letters of the key are those of the paper, whatever was shuffled.
func TestTheKeyNamesWhatThePaperPrints(t *testing.T) {
	b := everything(t)
	moved := 0
	for seed := range uint64(40) {
		p, err := planned(&b, Options{Shuffle: true, Seed: seed})
		if err != nil {
			t.Fatal(err)
		}
		for n, it := range p.items {
			q := &it.q
			if it.number > 0 && q.Key != b.Questions[n].Key {
				moved++
			}
			switch q.Kind {
			case quiz.Choice:
				var right []int // as somebody who marks the paper by the key would tick
				for _, l := range strings.Split(it.answer(), ", ") {
					right = append(right, it.order[int(l[0]-'A')])
				}
				if m := quiz.Mark(q, quiz.Response{Chosen: right}); m.Mark != 1 {
					t.Errorf("seed %d: the key %s of %q earns %v", seed, it.answer(), q.Stem, m.Mark)
				}
			case quiz.Order:
				var given []int
				for _, l := range strings.Split(it.answer(), ", ") {
					given = append(given, it.order[int(l[0]-'A')])
				}
				if m := quiz.Mark(q, quiz.Response{Chosen: given}); m.Mark != 1 {
					t.Errorf("seed %d: the order %s earns %v", seed, it.answer(), m.Mark)
				}
			case quiz.Match:
				var given []string
				for _, pair := range strings.Split(it.answer(), ", ") {
					_, l, _ := strings.Cut(pair, "-")
					given = append(given, it.right[int(l[0]-'A')])
				}
				if m := quiz.Mark(q, quiz.Response{Gaps: given}); m.Mark != 1 {
					t.Errorf("seed %d: the pairs %s earn %v", seed, it.answer(), m.Mark)
				}
			}
		}
	}
	if moved < 100 {
		t.Errorf("only %d questions stand elsewhere", moved)
	}
}

// A record stands before its questions, which follow it in the file's order,
// and says which they are.
func TestRecordsStayWithTheirQuestions(t *testing.T) {
	b := everything(t)
	for seed := range uint64(30) {
		p, err := planned(&b, Options{Shuffle: seed > 0, Seed: seed})
		if err != nil {
			t.Fatal(err)
		}
		at := slices.IndexFunc(p.items, func(it item) bool { return it.q.Key == "case-1" })
		if at < 0 || len(p.items) != len(b.Questions) || at+2 >= len(p.items) {
			t.Fatalf("seed %d: the record is at %d of %d", seed, at, len(p.items))
		}
		record, first, second := p.items[at], p.items[at+1], p.items[at+2]
		if first.q.Kind != quiz.Code || second.q.Tag("record") != "case-1" || record.until != second.number || record.number != 0 || first.number != second.number-1 {
			t.Errorf("seed %d: %s, then %s and %s, until %d", seed, record.q.Kind, first.q.Stem, second.q.Stem, record.until)
		}
	}
}

// What fits on a page is not cut by its end.
func TestNoQuestionIsTorn(t *testing.T) {
	b := everything(t)
	p, err := planned(&b, Options{})
	if err != nil {
		t.Fatal(err)
	}
	d := newDocument(p, 0)
	d.page()
	room := d.room()
	for round := range 5 {
		d.put([]line{gap(float64(round) * 17)})
		for i := range p.items {
			it := &p.items[i]
			if it.number == 0 {
				continue
			}
			lines := d.question(it)
			total, first, last := 0.0, 0, 0
			for j, l := range lines {
				total += l.height
				draw := l.draw
				lines[j].draw = func(y float64) {
					if y+l.height > d.height-marginBottom+0.01 {
						t.Errorf("question %d runs off its page", it.number)
					}
					if j == 0 {
						first = d.PageNo()
					}
					last = d.PageNo()
					draw(y)
				}
			}
			if d.put(lines); first != last || total > room {
				t.Errorf("question %d of %.0f mm stands on the pages %d and %d", it.number, total, first, last)
			}
		}
	}
	long := make([]line, 100) // what does not fit is cut, and goes on
	for i := range long {
		long[i] = gap(10)
	}
	before := d.PageNo()
	if d.put(long); d.PageNo() < before+3 || d.y > d.height-marginBottom {
		t.Errorf("%d pages, then at %.0f mm", d.PageNo()-before, d.y)
	}
}

// What is taller than a page goes on over its end, and nothing runs off it.
func TestTallTextsGoOn(t *testing.T) {
	tall := strings.Repeat("A long history. ", 1500)
	b := quiz.Bank{Name: "x", Questions: []quiz.Question{
		{Kind: quiz.Essay, Markup: quiz.HTML, Stem: "<table><tr><td>" + tall + "</td><td>b</td></tr></table>"},
		{Kind: quiz.Match, Stem: "x", Options: []quiz.Option{{Text: tall, Partner: "1"}, {Text: "b", Partner: tall}}},
		{Kind: quiz.Choice, Stem: tall, Options: []quiz.Option{{Text: tall, Fraction: 1}, {Text: strings.Repeat("x", 5000)}}},
	}}
	p, err := planned(&b, Options{})
	if err != nil {
		t.Fatal(err)
	}
	d := newDocument(p, 0)
	d.page()
	for i := range p.items {
		for _, l := range d.question(&p.items[i]) {
			if l.height > d.room() {
				t.Errorf("question %d has a line of %.0f mm", i+1, l.height)
			}
			d.put([]line{l})
			if d.y > d.height-marginBottom+0.01 {
				t.Errorf("question %d runs off its page", i+1)
			}
		}
	}
	if d.PageNo() < 6 {
		t.Errorf("%d pages", d.PageNo())
	}
}

// A picture that would fill the memory is told in words; the paper is printed.
func TestBadPicturesCostNoPaper(t *testing.T) {
	// The head of a PNG of 30,000 x 30,000 pixels.
	bomb := []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x75\x30\x00\x00\x75\x30\x01\x00\x00\x00\x00")
	sum := crc32.ChecksumIEEE(bomb[12:])
	bomb = append(bomb, byte(sum>>24), byte(sum>>16), byte(sum>>8), byte(sum))
	for name, data := range map[string][]byte{"a bomb": bomb, "no picture": []byte("\x89PNG\r\n\x1a\n"), "a sound": []byte("ID3\x03")} {
		m := quiz.NewMedia("x.png", data)
		b := quiz.Bank{Name: "x", Media: []quiz.Media{m}, Questions: []quiz.Question{{Kind: quiz.Essay, Stem: `<img src="` + m.Ref() + `" alt="a heart">`}}}
		p, err := planned(&b, Options{})
		if err != nil {
			t.Fatal(err)
		}
		d := newDocument(p, 0)
		d.page()
		if got := d.decoded(m.Ref()); got.err == nil {
			t.Errorf("%s was decoded", name)
		}
		printedBytes(t, b, Options{})
	}
}

func TestCharactersThatTheFontLacksAreNamed(t *testing.T) {
	if got := Unprintable(everything(t)); got != "日本😀" {
		t.Errorf("%q", got)
	}
}

func TestTextsAreReadInTheirMarkup(t *testing.T) {
	for _, c := range []struct {
		text   string
		markup quiz.Markup
		want   string
	}{
		{"a <b>c</b>", quiz.Plain, "a <b>c</b>"}, {"a <b>c</b> &lt; d<script>x</script>", quiz.HTML, "a c < d"}, {"a\nb", quiz.HTML, "a b"}, {"a\nb", "", "a b"},
		{"*a* **b**\n\n- c", quiz.Markdown, "a b c"}, {"x {{1}} y", quiz.HTML, "x ____ y"}, {"<table><tr><td>a</table>b", quiz.HTML, "[table] b"},
		{`<a href="http://x">link</a> <img src="http://x/y.png" alt="a map">`, quiz.HTML, "link [picture: a map]"},
	} {
		if got := plain(c.text, c.markup); got != c.want {
			t.Errorf("%q in %s: %q, not %q", c.text, c.markup, got, c.want)
		}
	}
	rows := read("<table><tr><th>a<td colspan=2>b</tr><tr><td>{{1}}</td><td></td><td>c</td></tr></table>", quiz.HTML)[0].rows
	if len(rows) != 2 || len(rows[0]) != 2 || !rows[0][0].head || rows[0][1].span != 2 || len(rows[1]) != 3 || rows[1][0].blocks[0].runs[0].gap != 1 {
		t.Errorf("%+v", rows)
	}
	list := read("<ol><li>a<li>b</ol>", quiz.HTML)
	if len(list) != 2 || list[1].marker != "2." || list[1].indent != 1 {
		t.Errorf("%+v", list)
	}
}

// No text stops a paper: it is set in lines of a page, of its column's width.
func FuzzPaper(f *testing.F) {
	f.Add("<table><tr><td>{{1}}<table><td>x</table></table><ul><li>a", "html")
	f.Add("| a | b |\n|---|---|\n| c |", "markdown")
	f.Add("</td></table></ul><td><ol><blockquote>\u00A0😀\x00", "moodle")
	blank := quiz.Bank{Name: "x", Questions: []quiz.Question{{Kind: quiz.Essay, Stem: "x"}}}
	p, err := planned(&blank, Options{})
	if err != nil {
		f.Fatal(err)
	}
	d := newDocument(p, 0) // the fonts take longer to read than a question to set
	f.Fuzz(func(t *testing.T, text, markup string) {
		b := quiz.Bank{Name: text, Questions: []quiz.Question{{Kind: quiz.Choice, Stem: text, Markup: quiz.Markup(markup), Rationale: text, Source: text,
			Options: []quiz.Option{{Text: text, Fraction: 1, Feedback: text}, {Text: "b"}}},
			{Kind: quiz.Match, Stem: "x", Markup: quiz.Markup(markup), Options: []quiz.Option{{Text: text, Partner: text}, {Text: "b", Partner: "c"}}}}}
		p, err := planned(&b, Options{Shuffle: true})
		if err != nil {
			t.Fatal(err)
		}
		d.plan = p
		for i := range p.items {
			for _, l := range append(d.question(&p.items[i]), d.explained(&p.items[i])...) {
				if !(l.height >= 0 && l.height <= d.room()) || l.draw == nil {
					t.Fatalf("a line of %g mm", l.height)
				}
			}
		}
		if d.Error() != nil {
			t.Fatal(d.Error())
		}
	})
}
