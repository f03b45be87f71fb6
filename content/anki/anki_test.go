package anki

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"chartroom/content/parse"
	"chartroom/content/whole"
	"chartroom/content/zipfile"
	"chartroom/quiz"
)

// conformance is the folder of third-party test files beside the project.
const conformance = "../../../shared/formats/conformance/anki"

// fixture is one of those files.
func fixture(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(conformance, name))
	if os.IsNotExist(err) {
		t.Skip("skipped: no conformance files")
	}
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// read reads a package, and sees to it that nothing stays behind.
func read(t testing.TB, data []byte, o Options) (Package, []parse.Problem, error) {
	t.Helper()
	a, err := zipfile.Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return Package{}, nil, err
	}
	o.Temp = t.TempDir()
	p, problems, err := ParseWith(context.Background(), a, "test", o, nil)
	left, readErr := os.ReadDir(o.Temp)
	if readErr != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, readErr)
	}
	return p, problems, err
}

func mustRead(t testing.TB, data []byte, o Options) (Package, []parse.Problem) {
	t.Helper()
	p, problems, err := read(t, data, o)
	if err != nil {
		t.Fatal(err)
	}
	return p, problems
}

// rules are the rules of problems, sorted, each once.
func rules(problems []parse.Problem) string {
	var all []string
	for _, p := range problems {
		all = append(all, p.Rule)
	}
	slices.Sort(all)
	return strings.Join(slices.Compact(all), " ")
}

// brief is a card in one line: key, front, gaps, back.
func brief(q *quiz.Question) string {
	s := q.Key + " | " + q.Stem
	for _, g := range q.Gaps {
		s += " | gap " + g.Options[0].Text
		if g.Hint != "" {
			s += " (" + g.Hint + ")"
		}
	}
	back := q.Options[0].Text
	if extra, ok := q.ClozeExtra(); ok {
		back = extra
	}
	s += " | " + back
	if q.Typed {
		s += " | typed"
	}
	if q.Rationale != "" {
		s += " | note " + q.Rationale
	}
	return s
}

func briefs(bank quiz.Bank) (all []string) {
	for i := range bank.Questions {
		all = append(all, brief(&bank.Questions[i]))
	}
	return all
}

func TestFixturesAreReadAsTheyAre(t *testing.T) {
	const logo, note = "be9b00f5e67c5a3b74b1d29a4c8b37f170a9a53c51a5497395080a0dd5239fe8.png",
		"5d6f4aefa576fed84bd5b628b22099514129c0acadd3e3b46c5690a7056add2a.mp3"
	hipaa, full := "What does <b>HIPAA</b> stand for?", `Health Insurance Portability and Accountability Act <img src="media:`+logo+`">`
	sound := `<audio src="media:` + note + `"></audio>`
	latestWant := []string{
		"g1700000100001 | " + hipaa + " | " + full,
		"g1700000100001 <back | " + full + " | " + hipaa,
		"g1700000100002 <c1 | The {{1}} has 21 chapters. | gap ICD-10-CM | " + sound,
		"g1700000100002 <c2 | The ICD-10-CM has {{1}} chapters. | gap 21 | " + sound,
	}
	for i := range 5 {
		latestWant = append(latestWant,
			fmt.Sprintf("g17000002000%d0 | Term %d | Definition %d & more", i, i, i),
			fmt.Sprintf("g17000002000%d0 <back | Definition %d & more | Term %d", i, i, i))
	}
	for name, c := range map[string]struct {
		cards []string
		media []string
		rules string
	}{
		"diffmodels2-1.apkg":           {[]string{"MGCsE3z^Er | front | back"}, nil, ""},
		"media.apkg":                   {[]string{`L;*}1M{l6| | [sound:foo.wav] | `}, nil, "anki-media-type anki-no-back"},
		"latest-layout-generated.apkg": {latestWant, []string{logo, note}, ""},
	} {
		p, problems := mustRead(t, fixture(t, name), Options{})
		if got := briefs(p.Bank); !slices.Equal(got, c.cards) {
			t.Errorf("%s:\n%s\nnot\n%s", name, strings.Join(got, "\n"), strings.Join(c.cards, "\n"))
		}
		var media []string
		for _, m := range p.Bank.Media {
			media = append(media, strings.TrimPrefix(m.Ref(), "media:"))
		}
		if !slices.Equal(media, c.media) || rules(problems) != c.rules {
			t.Errorf("%s: media %v, %v", name, media, problems)
		}
		for i := range p.Bank.Questions {
			q := &p.Bank.Questions[i]
			if q.ID != quiz.NewQuestionID("test", q.Key) || q.Kind != quiz.Flip || q.Markup != quiz.HTML || q.Name == "" || whole.Check(q) != nil {
				t.Errorf("%s: %+v", name, q)
			}
		}
	}
	p, _ := mustRead(t, fixture(t, "latest-layout-generated.apkg"), Options{})
	first, cloze := &p.Bank.Questions[0], &p.Bank.Questions[2]
	if p.Bank.Name != "HIM" || first.Category != "HIM/Privacy" || !slices.Equal(first.Tags, []string{"law", "privacy::hipaa"}) ||
		cloze.Category != "HIM" || cloze.Name != "The […] has 21 chapters." || cloze.Family != "g1700000100002" || p.Bank.Questions[3].Family != cloze.Family {
		t.Errorf("%q: %+v, %+v", p.Bank.Name, first, cloze)
	}
}

func TestAllLayoutsGiveTheSame(t *testing.T) {
	m := made{
		types: []madeType{basic, clozeType},
		decks: map[int64]string{1: "Default", 7: "Exam::Law/Ethics:: Privacy "},
		notes: []madeNote{{10, "a", 1, " x  y::z ", []string{"one <b>two</b>", "[sound:s.mp3]"}}, {11, "b", 2, "", []string{"{{c1::x}} and {{c3::y::hint}}", ""}}},
		cards: []madeCard{{id: 20, note: 10, deck: 7}, {id: 21, note: 11, deck: 7}, {id: 22, note: 11, ord: 2, deck: 1, odid: 7}},
	}
	want := Package{}
	for name, pack := range layouts {
		p, problems := mustRead(t, pack(t, &m, []file{{"s.mp3", "ID3\x03 a sound"}}), Options{})
		if len(p.Bank.Questions) != 3 || len(p.Bank.Media) != 1 || len(problems) > 0 {
			t.Fatalf("%s: %v, %v", name, briefs(p.Bank), problems)
		}
		for _, q := range p.Bank.Questions {
			if q.Category != "Exam/Law//Ethics/Privacy" {
				t.Errorf("%s: category %q", name, q.Category)
			}
		}
		if want.Bank.ID == "" {
			want = p
		}
		if !reflect.DeepEqual(p, want) {
			t.Errorf("%s: %+v, not %+v", name, p, want)
		}
	}
}

func TestNoteTypesBecomeCards(t *testing.T) {
	reversed := madeType{1, "R", false, []string{"Front", "Back", "Add"}, [][2]string{basic.templates[0], {"{{#Add}}{{Back}}{{/Add}}", "{{FrontSide}}<hr id=answer>{{Front}}"}}}
	typed := madeType{1, "T", false, []string{"Front", "Back", "More"}, [][2]string{{"{{Front}}\n\n{{type:Back}}", "{{Front}}\n\n<hr id=answer>\n\n{{type:Back}}<br>{{More}}"}}}
	custom := func(front, back string) madeType {
		return madeType{1, "Own", false, []string{"A", "B"}, [][2]string{{front, back}}}
	}
	both := []madeCard{{id: 20, note: 10, deck: 1}, {id: 21, note: 10, deck: 1, ord: 1}}
	for name, c := range map[string]struct {
		kind   madeType
		fields []string
		cards  []madeCard
		want   []string
		rules  string
	}{
		"basic":                     {basic, []string{"f", "b"}, nil, []string{"guid | f | b"}, ""},
		"spaces and breaks":         {basic, []string{"f<br><br>", "<br>b&nbsp;<div></div>"}, nil, []string{"guid | f | b"}, ""},
		"both ways, when asked":     {reversed, []string{"f", "b", "y"}, both, []string{"guid | f | b", "guid <back | b | f"}, ""},
		"both ways, when not asked": {reversed, []string{"f", "b", "<br>"}, both, []string{"guid | f | b"}, "anki-no-front"},
		"cards are made anew":       {reversed, []string{"f", "b", "y"}, []madeCard{}, []string{"guid | f | b", "guid <back | b | f"}, "anki-note-without-cards"},
		"typed":                     {typed, []string{"f", "<i>b</i>", ""}, nil, []string{"guid | f | <i>b</i> | typed"}, ""},
		"typed, with more":          {typed, []string{"f", "b", "why"}, nil, []string{"guid | f | b | typed | note why"}, ""},
		"the back repeats the front": {custom("{{A}}", "{{A}}<hr id=\"answer\" class=x>{{B}}"), []string{"f", "b"}, nil,
			[]string{"guid | f | b"}, ""},
		"something beside the front": {custom("{{A}}", "{{FrontSide}} + {{A}}<hr id=answer>{{B}}"), []string{"f", "b"}, nil,
			[]string{"guid | f | + f<hr id=answer>b"}, ""},
		"no line":                {custom("{{A}}", "{{FrontSide}}{{B}}"), []string{"f", "b"}, nil, []string{"guid | f | b"}, ""},
		"sections":               {custom("{{#A}}x{{^B}}y{{/B}}{{/A}}{{^A}}z{{/A}}", "{{B}}."), []string{"f", ""}, nil, []string{"guid | xy | ."}, ""},
		"text without tags":      {custom("{{text:A}}", "{{B}}"), []string{"<b>f</b> &amp; g", "b"}, nil, []string{"guid | f &amp; g | b"}, ""},
		"a hint":                 {custom("{{A}}{{hint:B}}", "{{B}}"), []string{"f", "b"}, nil, []string{"guid | f<details><summary>B</summary>b</details> | b"}, ""},
		"tags and deck":          {custom("{{A}} {{Tags}} {{Deck}} {{Card}} {{Type}}", "{{B}}"), []string{"f", "b"}, nil, []string{"guid | f t u Default Card 1 Own | b"}, ""},
		"a filter of somebody's": {custom("{{furigana:A}}", "{{edit:B}}"), []string{"f", "b"}, nil, []string{"guid | f | b"}, "anki-filter"},
		"spoken":                 {custom("{{A}}{{tts en_US voices=X:B}}", "{{B}}"), []string{"f", "b"}, nil, []string{"guid | f | b"}, "anki-speech"},
		"a field that is not":    {custom("{{A}} {{Gone}}", "{{B}}"), []string{"f", "b"}, nil, []string{"guid | f {Gone} | b"}, "anki-no-field"},
		"a template that is broken": {custom("{{A}}{{/B}} {{#A}}x {{B", "{{B}}"), []string{"f", "b"}, nil,
			[]string{"guid | f{{/B}} x {{B | b"}, "anki-template"},
		"scripts and styles": {custom("{{A}}<script>if (1 < 2) { f() }</script><style>.card{}</style>", "{{B}}"), []string{"f<iframe src=x>in</iframe>!", "b"}, nil,
			[]string{"guid | f! | b"}, "anki-active"},
		"gaps":        {clozeType, []string{"{{c1::a::h<b>i</b>nt}}, {{c2::b}}, {{c1::c}}", "more"}, both, []string{"guid <c1 | {{1}}, b, {{2}} | gap a (hint) | gap c | more", "guid <c2 | a, {{1}}, c | gap b | more"}, ""},
		"gaps made":   {clozeType, []string{"{{c2::b}} {{c1::a}}", ""}, []madeCard{}, []string{"guid <c1 | b {{1}} | gap a | ", "guid <c2 | {{1}} a | gap b | "}, "anki-note-without-cards"},
		"gap is gone": {clozeType, []string{"{{c2::b}}", ""}, both, []string{"guid <c2 | {{1}} | gap b | "}, "anki-no-gap"},
		"gaps typed": {madeType{2, "C", true, []string{"Text"}, [][2]string{{"{{cloze:Text}} {{type:cloze:Text}}", "{{cloze:Text}} {{type:cloze:Text}}"}}},
			[]string{"an {{c1::x}} y"}, nil, []string{"guid <c1 | an {{1}} y | gap x |  | typed"}, ""},
		"gaps between braces": {clozeType, []string{"{{1}} {{c1::x}}", ""}, nil, []string{"guid <c1 | &#123;{1}} {{1}} | gap x | "}, ""},
		"LaTeX stays":         {basic, []string{`[$]\frac{a}{b}[/$] \(x\)`, "[latex]y[/latex]"}, nil, []string{`guid | [$]\frac{a}{b}[/$] \(x\) | [latex]y[/latex]`}, ""},
		"fewer fields":        {basic, []string{"f"}, nil, []string{"guid | f | "}, "anki-no-back"},
		"more fields":         {basic, []string{"f", "b", "c", "d"}, nil, []string{"guid | f | b<br>c<br>d"}, "anki-extra-fields"},
		"no front":            {basic, []string{"<br>", "b"}, nil, nil, "anki-no-front"},
		"no such card":        {basic, []string{"f", "b"}, both, []string{"guid | f | b"}, "anki-no-template"},
	} {
		m := one(c.kind, c.fields...)
		m.notes[0].tags = "t u"
		if c.cards != nil {
			m.cards = c.cards
		}
		p, problems := mustRead(t, m.pack(t), Options{})
		if got := briefs(p.Bank); !slices.Equal(got, c.want) || rules(problems) != c.rules {
			t.Errorf("%s: got\n%s\nwant\n%s\n%v", name, strings.Join(got, "\n"), strings.Join(c.want, "\n"), problems)
		}
	}
}

func TestOddRowsCostOnlyThemselves(t *testing.T) {
	m := made{
		types: []madeType{basic},
		notes: []madeNote{{10, "a", 1, "", []string{"good", "b"}}, {11, "a", 1, "", []string{"same guid", "b"}}, {12, "", 1, "", []string{"no guid", "b"}},
			{13, "c", 99, "", []string{"no note type", "x", "y"}}, {14, "d", 1, "", []string{"bad \xff\x00 bytes", "b"}}, {15, "name:x", 1, "", []string{"odd guid", "b"}}},
		cards: []madeCard{{id: 20, note: 10, deck: 1}, {id: 21, note: 10, deck: 1}, {id: 22, note: 11, deck: 404}, {id: 23, note: 12}, {id: 24, note: 13, deck: 1}, {id: 25, note: 14, deck: 1}, {id: 26, note: 777}, {id: 27, note: 15}},
		damage: []string{
			"UPDATE cards SET did = '1', ord = 'x', flags = 'none' WHERE id = 20",
			"UPDATE notes SET tags = x'78' WHERE id = 10",
			"UPDATE cards SET nid = 12.0 WHERE id = 23",
		},
	}
	p, problems := mustRead(t, m.pack(t), Options{History: true})
	noGUID := p.Bank.Questions[2].Key
	want := []string{"a | good | b", "a #2 | same guid | b", noGUID + " | no guid | b", "c | no note type | x<br>y", "d | bad � bytes | b", "id:name:x #1 | odd guid | b"}
	if got := briefs(p.Bank); !slices.Equal(got, want) || !strings.HasPrefix(noGUID, "text:") {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
	if got := rules(problems); got != "anki-card-without-note anki-duplicate anki-duplicate-card anki-no-note-type" {
		t.Errorf("%s: %v", got, problems)
	}
	if q := p.Bank.Questions[0]; q.Category != "Default" || !slices.Equal(q.Tags, []string{"x"}) || q.Family != "" {
		t.Errorf("%+v", q)
	}
}

func TestImportingAgainGivesTheSameKeys(t *testing.T) {
	before, after := one(basic, "old", "text"), one(basic, "new", "words")
	after.cards[0].id, after.notes[0].id, after.cards[0].note = 5, 6, 6
	p, _ := mustRead(t, before.pack(t), Options{})
	again, _ := mustRead(t, after.pack(t), Options{})
	if a, b := p.Bank.Questions[0], again.Bank.Questions[0]; a.ID != b.ID || a.Stem == b.Stem {
		t.Errorf("%v, %v", a, b)
	}
}

func TestBusyReadersCanBeStopped(t *testing.T) {
	m := one(basic, "f", "b")
	data := m.pack(t)
	a, err := zipfile.Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	dir := t.TempDir()
	if _, _, err := ParseWith(ctx, a, "test", Options{Temp: dir}, nil); err != context.Canceled && !strings.Contains(fmt.Sprint(err), "canceled") {
		t.Errorf("%v", err)
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
