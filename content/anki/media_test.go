package anki

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"chartroom/content/whole"
	"chartroom/quiz"
)

const picture = "\x89PNG\r\n\x1a\n a picture"

func TestMediaAreFoundUnderTheirNames(t *testing.T) {
	logo := quiz.NewMedia("", []byte(picture))
	ref := logo.Ref()
	shown := `<img src="` + ref + `">`
	for name, c := range map[string]struct {
		list, field, want, rules string
	}{
		"plain":               {`{"0":"a.png"}`, `<img src="a.png">`, shown, ""},
		"without quotes":      {`{"0":"a.png"}`, `<IMG SRC=a.png>`, shown, ""},
		"with other things":   {`{"0":"a.png"}`, `<img alt="x &lt; y" src='a.png' width=5>`, `<img alt="x &lt; y" src="` + ref + `" width="5">`, ""},
		"a Mac's name":        {`{"0":"lo\u0301go.png"}`, `<img src="lógo.png">`, shown, ""},
		"a Mac's reference":   {`{"0":"lógo.png"}`, `<img src="` + "lo\u0301go.png" + `">`, shown, ""},
		"written as address":  {`{"0":"my lógo.png"}`, `<img src="my%20l%C3%B3go.png">`, shown, ""},
		"an entity":           {`{"0":"a&b.png"}`, `<img src="a&amp;b.png">`, shown, ""},
		"numbers with gaps":   {`{"99":"b.png","0":"a.png"}`, `<img src="a.png">`, shown, ""},
		"a mark before it":    {"\uFEFF" + `{"0":"a.png"}`, `<img src="a.png">`, shown, ""},
		"a number for a name": {`{"0":"a.png","1":7}`, `<img src="a.png">`, shown, ""},
		"a sound":             {`{"0":"a.png"}`, `x [sound:a.png] y`, `x <audio src="` + ref + `"></audio> y`, ""},
		"the same twice":      {`{"0":"a.png","1":"a.png"}`, `<img src="a.png">`, shown, "anki-media-duplicate"},
		"not in the list":     {`{}`, `<img src="a.png">`, `<img src="a.png">`, "anki-media-missing"},
		"listed only":         {`{"5":"a.png"}`, `<img src="a.png">[sound:a.png]`, `<img src="a.png">[sound:a.png]`, "anki-media-missing"},
		"on the web":          {`{}`, `<img src="https://example.org/a.png">`, `<img src="https://example.org/a.png">`, "anki-media-remote"},
		"outside":             {`{"0":"../a.png"}`, `<img src="../a.png">`, `<img src="../a.png">`, "anki-media-missing anki-media-name"},
		"of another disk":     {`{"0":"C:a.png"}`, `x`, `x`, "anki-media-name"},
		"no list at all":      {``, `x`, `x`, ""},
	} {
		m := one(basic, c.field, "b")
		data := zipOf(t, file{legacy1, string(m.database(t, 11))}, file{"media", c.list}, file{"0", picture})
		p, problems := mustRead(t, data, Options{})
		if got := p.Bank.Questions[0].Stem; got != c.want || rules(problems) != c.rules {
			t.Errorf("%s: %s, not %s; %v", name, got, c.want, problems)
		}
		if wantMedia := strings.Contains(c.want, ref); (len(p.Bank.Media) == 1 && p.Bank.Media[0].Hash == logo.Hash) != wantMedia {
			t.Errorf("%s: %d media", name, len(p.Bank.Media))
		}
	}
}

func TestListsOfMediaInProtobufAreRead(t *testing.T) {
	list, err := parseMediaList([]byte("\n\x07\n\x05a.png\n\x0a\n\x05b.png\xf8\x0f\x07"))
	if err != nil || fmt.Sprint(list) != "[{a.png 0 []} {b.png 7 []}]" {
		t.Errorf("%v, %v", list, err)
	}
	for _, broken := range []string{"\n\xff", "\n\x02\n\x09", "{", `{"0":`} {
		if list, err := parseMediaList([]byte(broken)); err == nil {
			t.Errorf("%q: %v", broken, list)
		}
	}
}

func TestPicturesWithPlacesAreAsked(t *testing.T) {
	occlusion := madeType{3, "Image Occlusion", true, []string{"Occlusion", "Image", "Header", "Back Extra", "Comments"},
		[][2]string{{"{{cloze:Occlusion}}{{Image}}", "{{Back Extra}}"}}}
	m := one(occlusion,
		"{{c1::image-occlusion:rect:left=.1:top=.2:width=.3:height=.4:oi=1}}<br>{{c2::image-occlusion:ellipse:left=.5:top=.5:rx=.1:ry=.05:oi=1}}<br>"+
			"{{c3::image-occlusion:polygon:points=.1,.1 .3,.1 .2,.4}}{{c3::image-occlusion:rect:left=.8:top=.9:width=.5:height=.5}}{{c0::image-occlusion:text:left=.1:top=.1:text=x}}",
		`<img src="heart.png">`, "The <b>heart</b>", "more", "")
	m.cards = []madeCard{{id: 20, note: 10, deck: 1}, {id: 21, note: 10, deck: 1, ord: 1}, {id: 22, note: 10, deck: 1, ord: 2}, {id: 23, note: 10, deck: 1, ord: 6}}
	p, problems := mustRead(t, m.pack(t, file{"heart.png", picture}), Options{})
	if len(p.Bank.Questions) != 4 || rules(problems) != "anki-no-picture" {
		t.Fatalf("%v, %v", briefs(p.Bank), problems)
	}
	want := []quiz.Region{{X: .1, Y: .2, W: .3, H: .4}, {X: .5, Y: .5, W: .2, H: .1}, {X: .1, Y: .1, W: .9, H: .9}}
	for i, q := range p.Bank.Questions[:3] {
		pic := q.Picture
		if pic == nil || pic.Asked != i || !pic.HideAll || len(pic.Regions) != 3 || pic.Media != p.Bank.Media[0].Ref() || pic.Alt != "heart" ||
			q.Stem != "The <b>heart</b>" || q.Options[0].Text != "more" || q.Family != "guid" || q.Key != fmt.Sprint("guid <", i+1) || whole.Check(&q) != nil {
			t.Fatalf("%d: %+v, %+v", i, q, pic)
		}
		for j, r := range pic.Regions {
			if w := want[j]; r.Label != "" || math.Abs(r.X-w.X)+math.Abs(r.Y-w.Y)+math.Abs(r.W-w.W)+math.Abs(r.H-w.H) > 1e-9 {
				t.Errorf("place %d is %+v, not %+v", j, r, w)
			}
		}
	}
}

func TestTextsAreCutAtTheirGaps(t *testing.T) {
	for text, want := range map[string]string{
		"no gap":                              "no gap []",
		"{{c1::a}}":                           "{{1}} [a]",
		"{{c1::a::b}}":                        "{{1}} [a(b)]",
		"{{c1::a}} {{c2::b}} {{c1::c}}":       "{{1}} b {{2}} [a c]",
		"{{c2::x {{c1::y}} z}}":               "x {{1}} z [y]",
		"{{c1::x {{c2::y}} z::hint}}":         "{{1}} [x y z(hint)]",
		"{{c1::x {{c1::y}} z}}":               "{{1}} [x y z]",
		"{{c1,2::x}} {{c2,3::y}}":             "{{1}} y [x]",
		"{{c1::not closed":                    "{{c1::not closed []",
		"{{c1::a {{c2::b}} not closed":        "{{c1::a b not closed []",
		"}} {{c::x}} {{cx::y}} {{c12345::z}}": "}} {{c::x}} {{cx::y}} {{c12345::z}} []",
		`{{c1::\frac{a}{b} }}`:                `{{1}} [\frac{a}{b} ]`,
		"{{c1::a::}}":                         "{{1}} [a]",
	} {
		stem, gaps := splitCloze(text, 1, 0)
		var got []string
		for _, g := range gaps {
			s := g.Options[0].Text
			if g.Hint != "" {
				s += "(" + g.Hint + ")"
			}
			got = append(got, s)
		}
		if line := stem + " " + fmt.Sprint(got); line != want {
			t.Errorf("%q: %s, not %s", text, line, want)
		}
	}
	if got := clozeNumbers("{{c3::x {{c1::y}}}} {{c3::z}} {{c0::w}} {{c1,7::v}}"); !slices.Equal(got, []int{1, 3, 7}) {
		t.Errorf("%v", got)
	}
}

func TestDeepGapsEnd(t *testing.T) {
	deep := strings.Repeat("{{c1::", 10_000) + strings.Repeat("}}", 10_000)
	if stem, _ := splitCloze(deep, 1, 0); len(stem) > len(deep) {
		t.Error("a text has grown")
	}
	numbers := "{{c" + strings.Repeat("1,", 10_000) + "1::x}}"
	if _, gaps := splitCloze(numbers, 1, 0); len(gaps) > 0 {
		t.Error("a gap of ten thousand numbers was read")
	}
}
