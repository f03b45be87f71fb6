package pack

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"chartroom/content/parse"
	"chartroom/content/zipfile"
	"chartroom/quiz"
)

var ctx = context.Background()

// onePixel is a GIF of one pixel.
const onePixel = "GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"

var key = ed25519.NewKeyFromSeed(bytes.Repeat([]byte{7}, ed25519.SeedSize))

// sample is a question of a kind, with all that the kind needs.
func sample(kind quiz.Kind, picture string) quiz.Question {
	q := quiz.Question{Kind: kind, Stem: "Which of these " + string(kind) + "?", Rationale: "Because.", Source: "45 CFR 164.524, 2026", Tags: []string{"rhit:2"}, Category: "Unit 1"}
	words := []quiz.Option{{Text: "one", Fraction: 1, Feedback: "Yes."}, {Text: "two", Feedback: "No."}}
	gap := []quiz.Gap{{Kind: quiz.Text, Weight: 1, Options: []quiz.Option{{Text: "one", Fraction: 1}}}}
	switch kind {
	case quiz.Flip:
		q.Markup, q.Options = quiz.Plain, []quiz.Option{{Text: "back", Fraction: 1}}
	case quiz.Choice, quiz.Text:
		q.Options = words
	case quiz.Code:
		q.Options, q.Tags = []quiz.Option{{Text: "E11.9", Fraction: 1}}, append(q.Tags, "code:icd10cm-2026")
	case quiz.TrueFalse:
		q.Options = []quiz.Option{{Text: "True", Fraction: 1}, {Text: "False"}}
	case quiz.Number:
		q.Options = []quiz.Option{{Text: "3.5", Value: 3.5, Tolerance: 0.5, Fraction: 1}}
	case quiz.Cloze, quiz.Table:
		q.Stem, q.Gaps = "<table><tr><td>{{1}}</td></tr></table>", gap
		if kind == quiz.Cloze {
			q.Stem = "It is {{1}}."
		}
	case quiz.Build:
		q.Stem, q.Parts = "hepatitis", []quiz.Part{{Role: quiz.Root, Form: "hepat", Meaning: "liver"}, {Role: quiz.Suffix, Form: "itis", Meaning: "inflammation"}}
	case quiz.Match:
		q.Options = []quiz.Option{{Text: "a", Partner: "1"}, {Text: "b", Partner: "2"}, {Partner: "3"}}
	case quiz.Order:
		q.Options = []quiz.Option{{Text: "first"}, {Text: "second"}, {Text: "third"}}
	case quiz.Hotspot:
		q.Picture = &quiz.Picture{Media: picture, Alt: "a heart", Regions: []quiz.Region{{Label: "left", X: .1, Y: .2, W: .3, H: .4}}}
	case quiz.Drill:
		q.Drill = &quiz.DrillRule{Vars: []quiz.DrillVar{{Name: "beds", Min: 10, Max: 20}}, Formula: "beds * 2", Decimals: 1, Unit: "days"}
		q.Stem = "What is twice {beds}?"
	case quiz.Description:
		q.Rationale, q.Source = "", ""
	}
	return q
}

// everything is a bank with a question of every kind, in every trait that
// the text formats hold and in some that they do not, in a random order.
func everything(seed uint64, id string) quiz.Bank {
	random := rand.New(rand.NewPCG(seed, 1))
	picture, sound := quiz.NewMedia("heart.gif", []byte(onePixel)), quiz.NewMedia("a sound.mp3", []byte("ID3\x03 "+id))
	b := quiz.Bank{ID: quiz.BankID(id), Name: "The bank " + id, Source: "a; b", Version: "FY2026", Language: "en", Licence: "CC BY 4.0",
		Media: []quiz.Media{sound, picture}}
	var all []quiz.Question
	for _, kind := range quiz.Kinds {
		all = append(all, sample(kind, picture.Ref()))
		odd := sample(kind, picture.Ref()) // with what GIFT has no place for
		odd.Stem += "  \n"
		odd.Example, odd.Pronunciation, odd.Markup = "like so", "LIKE-soh", quiz.HTML
		odd.Rationale += fmt.Sprintf(` <img src="%s">{{`, picture.Ref())
		odd.Tags = append(odd.Tags, "a tag, with a comma")
		all = append(all, odd)
		for range 3 {
			hard := sample(kind, picture.Ref())
			for range 1 + random.IntN(5) {
				hard.Stem += []string{"{", "}", "=", "~", "\\", "\t", "->", "\n", "日本", "####", "//", "[html]", "é"}[random.IntN(13)]
			}
			all = append(all, hard)
		}
	}
	random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	taken := map[string]int{}
	for _, q := range all {
		q.Name = parse.Excerpt(q.Stem, 40)
		key := []string{parse.IDKey(fmt.Sprint("q ", random.IntN(40))), parse.TextKey(q.Stem), parse.NameKey(q.Name)}[random.IntN(3)]
		q.Key, _ = parse.Untaken(key, taken)
		q.Bank, q.ID = b.ID, quiz.NewQuestionID(b.ID, q.Key)
		b.Questions = append(b.Questions, q)
	}
	return b
}

func written(t testing.TB, p Pack, key ed25519.PrivateKey) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(ctx, &b, p, key, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func opened(t testing.TB, data []byte) *zipfile.Archive {
	t.Helper()
	a, err := zipfile.Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func read(t testing.TB, data []byte, o Options) Pack {
	t.Helper()
	p, problems, err := Read(ctx, opened(t, data), o, nil)
	if err != nil || len(problems) > 0 {
		t.Fatalf("%v, %v", problems, err)
	}
	return p
}

func TestOutAndInAgainIsTheSameForEveryKind(t *testing.T) {
	for seed := range uint64(20) {
		want := Pack{Manifest{Name: "All kinds", Version: "1.2", Author: "A. Author", Licence: "CC BY 4.0", Language: "en", Exams: []string{"rhit", "cca"}, Created: "2026-11-22"},
			[]quiz.Bank{everything(seed, "first"), everything(seed+100, "zweite-übung"), {ID: "empty", Name: "Empty"}}}
		data := written(t, want, key)
		if again := written(t, want, key); !bytes.Equal(again, data) {
			t.Fatal("the same pack has other bytes")
		}
		for _, o := range []Options{{}, {NoRepairs: true}} {
			got := read(t, data, o)
			if !got.Manifest.Signed() || got.Manifest.Name != "All kinds" || got.Manifest.Created != "2026-11-22" || !slices.Equal(got.Manifest.Exams, want.Manifest.Exams) {
				t.Fatalf("%+v", got.Manifest)
			}
			same(t, got.Banks, want.Banks)
		}
	}
}

func same(t *testing.T, got, want []quiz.Bank) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d banks", len(got))
	}
	for i := range want {
		for j := range want[i].Questions {
			if j >= len(got[i].Questions) || !reflect.DeepEqual(got[i].Questions[j], want[i].Questions[j]) {
				t.Fatalf("bank %d, question %d:\n%+v\nnot\n%+v", i, j, got[i].Questions[min(j, len(got[i].Questions)-1)], want[i].Questions[j])
			}
		}
		if !reflect.DeepEqual(got[i], want[i]) {
			t.Fatalf("bank %d: %d questions, %d media, not %d and %d; %q", i, len(got[i].Questions), len(got[i].Media), len(want[i].Questions), len(want[i].Media), got[i].Name)
		}
	}
}

// Plain questions stand in files that people can read, not in JSON.
func TestPlainQuestionsAreWrittenAsText(t *testing.T) {
	b := quiz.Bank{ID: "plain", Name: "Plain"}
	for i, kind := range []quiz.Kind{quiz.Flip, quiz.Choice, quiz.TrueFalse, quiz.Text, quiz.Number, quiz.Cloze, quiz.Build, quiz.Match, quiz.Order, quiz.Code, quiz.Table, quiz.Essay, quiz.Description} {
		q := sample(kind, "")
		q.Key, q.Name = parse.IDKey(fmt.Sprint(i)), parse.Excerpt(q.Stem, 40)
		if kind == quiz.Flip || kind == quiz.Build {
			q.Markup = quiz.Plain
		}
		b.Questions = append(b.Questions, q)
	}
	p := read(t, written(t, Pack{Manifest{Name: "Plain"}, []quiz.Bank{b}}, nil), Options{})
	if got := p.Manifest.Banks[0].Files; !slices.Equal(got, []string{"banks/plain/cards.tsv", "banks/plain/questions.gift"}) {
		t.Errorf("members %v", got)
	}
}

func TestNothingOfAPackIsWrittenThatCannotBeHeld(t *testing.T) {
	right := sample(quiz.Choice, "")
	right.Key = "id:1"
	bad := map[string]quiz.Bank{
		"no key":          {ID: "x", Name: "x", Questions: []quiz.Question{sample(quiz.Choice, "")}},
		"broken text":     {ID: "x", Name: "x", Questions: []quiz.Question{{Key: "id:1", Kind: quiz.Essay, Stem: "a\xff"}}},
		"an unknown kind": {ID: "x", Name: "x", Questions: []quiz.Question{{Key: "id:1", Kind: "song", Stem: "a"}}},
		"a drawing":       {ID: "x", Name: "x", Questions: []quiz.Question{right}, Media: []quiz.Media{quiz.NewMedia("x.svg", []byte("<svg></svg>"))}},
		"a bad id":        {ID: "X y", Name: "x", Questions: []quiz.Question{right}},
	}
	for name, b := range bad {
		var out bytes.Buffer
		if err := Write(ctx, &out, Pack{Manifest{Name: "x"}, []quiz.Bank{b}}, nil, nil); err == nil || out.Len() > 0 {
			t.Errorf("%s: %v, %d bytes", name, err, out.Len())
		}
	}
	for name, p := range map[string]Pack{"no name": {Manifest{}, []quiz.Bank{{ID: "x", Name: "x"}}}, "no bank": {Manifest: Manifest{Name: "x"}},
		"two of one id": {Manifest{Name: "x"}, []quiz.Bank{{ID: "x", Name: "x"}, {ID: "x", Name: "y"}}}} {
		if err := Write(ctx, io.Discard, p, nil, nil); err == nil {
			t.Errorf("%s was written", name)
		}
	}
}

// rezipped is a pack with members changed, added (a new name) or taken out (no
// content).
func rezipped(t testing.TB, data []byte, change map[string]string) []byte {
	t.Helper()
	from, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	put := func(name, content string) {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(f, content)
	}
	seen := map[string]bool{}
	for _, f := range from.File {
		seen[f.Name] = true
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if other, ok := change[f.Name]; ok {
			if other == "" {
				continue
			}
			content = []byte(other)
		}
		put(f.Name, string(content))
	}
	for name, content := range change {
		if !seen[name] {
			put(name, content)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func contentOf(t testing.TB, data []byte, name string) string {
	t.Helper()
	m, ok := opened(t, data).Member(name)
	if !ok {
		t.Fatalf("no %s", name)
	}
	content, err := m.Read(1 << 20)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

func TestForgedAndDamagedPacksAreRefused(t *testing.T) {
	p := Pack{Manifest{Name: "Forged", Version: "1"}, []quiz.Bank{everything(1, "bank")}}
	signed, unsigned := written(t, p, key), written(t, p, nil)
	other := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{8}, ed25519.SeedSize))
	manifest, plain := contentOf(t, signed, manifestName), contentOf(t, unsigned, manifestName)
	gift := contentOf(t, signed, "banks/bank/questions.gift")
	for name, c := range map[string]struct {
		data []byte
		says string
	}{
		"a changed question":         {rezipped(t, signed, map[string]string{"banks/bank/questions.gift": strings.Replace(gift, "Because", "Becausf", 1)}), `"banks/bank/questions.gift" is not what`},
		"the same, unsigned":         {rezipped(t, unsigned, map[string]string{"banks/bank/questions.gift": gift + "\n"}), `"banks/bank/questions.gift" is not what`},
		"a member gone":              {rezipped(t, signed, map[string]string{"banks/bank/cards.tsv": ""}), `"banks/bank/cards.tsv", which is not in it`},
		"a changed manifest":         {rezipped(t, signed, map[string]string{manifestName: strings.Replace(manifest, "Forged", "Forget", 1)}), "the signature is not"},
		"no signature":               {rezipped(t, signed, map[string]string{signatureName: ""}), "its signature is not there"},
		"a signature without a key":  {rezipped(t, unsigned, map[string]string{signatureName: contentOf(t, signed, signatureName)}), "names no key"},
		"another's signature":        {rezipped(t, signed, map[string]string{signatureName: string(ed25519.Sign(other, []byte(manifest)))}), "the signature is not"},
		"a newer format":             {rezipped(t, unsigned, map[string]string{manifestName: strings.Replace(plain, `"chartroom": 1`, `"chartroom": 2`, 1)}), "get a newer version"},
		"a program listed":           {rezipped(t, unsigned, map[string]string{manifestName: strings.Replace(plain, "banks/bank/cards.tsv", "banks/bank/run.exe", -1)}), "nothing else"},
		"a drawing listed":           {rezipped(t, unsigned, map[string]string{manifestName: strings.Replace(plain, `"members": [`, `"members": [{"name":"media/x.svg","sha256":"`+strings.Repeat("0", 64)+`"},`, 1)}), "nothing else"},
		"a member outside the pack":  {rezipped(t, unsigned, map[string]string{manifestName: strings.Replace(plain, "banks/bank/cards.tsv", "banks/../cards.tsv", -1)}), "nothing else"},
		"an order of no file":        {rezipped(t, unsigned, map[string]string{manifestName: strings.Replace(plain, `"order": [`, `"order": [[9, 1],`, 1)}), "the order"},
		"a manifest that is no JSON": {rezipped(t, unsigned, map[string]string{manifestName: `{"chartroom": 1, `}), "cannot be read"},
	} {
		a := opened(t, c.data)
		p, _, err := Read(ctx, a, Options{}, nil)
		if err == nil || !strings.Contains(err.Error(), c.says) || len(p.Banks) > 0 {
			t.Errorf("%s: %v does not say %q", name, err, c.says)
		}
		if _, _, err := Verify(ctx, opened(t, c.data), nil); err == nil {
			t.Errorf("%s was verified", name)
		}
	}
}

// Every byte of a signed pack that is changed is noticed, or changes nothing.
func TestNoByteOfASignedPackCanBeChangedUnseen(t *testing.T) {
	b := quiz.Bank{ID: "b", Name: "B", Questions: []quiz.Question{sample(quiz.Choice, "")}, Media: []quiz.Media{quiz.NewMedia("p.gif", []byte(onePixel))}}
	b.Questions[0].Key, b.Questions[0].Name = "id:1", "one"
	data := written(t, Pack{Manifest{Name: "Small"}, []quiz.Bank{b}}, key)
	want := read(t, data, Options{})
	for at := range data {
		for _, bit := range []byte{1, 0x80} {
			bad := bytes.Clone(data)
			bad[at] ^= bit
			a, err := zipfile.Open(bytes.NewReader(bad), int64(len(bad)))
			if err != nil {
				continue
			}
			if got, _, err := Read(ctx, a, Options{}, nil); err == nil && got.Manifest.Signed() && !reflect.DeepEqual(got, want) {
				t.Fatalf("byte %d: %+v", at, got)
			}
		}
	}
}

func TestWhatIsNotListedIsNotRead(t *testing.T) {
	data := written(t, Pack{Manifest{Name: "Guests"}, []quiz.Bank{everything(3, "bank")}}, key)
	data = rezipped(t, data, map[string]string{"banks/bank/more.gift": "Is it?{T}", "run.exe": "MZ", "media/a.svg": "<svg/>"})
	p, problems, err := Read(ctx, opened(t, data), Options{}, nil)
	if err != nil || len(problems) != 3 || parse.Count(problems, parse.Warning) != 3 || problems[0].Rule != "pack-unlisted" {
		t.Fatalf("%v, %v", problems, err)
	}
	same(t, p.Banks, []quiz.Bank{everything(3, "bank")})
}

// A drawing under the name of a picture is left out; the questions come in.
func TestFalsePicturesAreLeftOut(t *testing.T) {
	svg := quiz.NewMedia("x.png", []byte("<svg xmlns='http://www.w3.org/2000/svg'/>"))
	b := quiz.Bank{ID: "b", Name: "B", Questions: []quiz.Question{sample(quiz.Essay, "")}}
	b.Questions[0].Key = "id:1"
	k := packer{manifest: Manifest{Format: 1, Name: "X"}, contents: map[string][]byte{}}
	if err := k.bank(ctx, &b); err != nil {
		t.Fatal(err)
	}
	name := "media/" + svg.Hash + ".png"
	k.contents[name] = svg.Data
	k.manifest.Banks[0].Media = []Named{{name, "x.png"}}
	for name := range k.contents {
		k.manifest.Members = append(k.manifest.Members, Member{name, 0, quiz.NewMedia("", k.contents[name]).Hash})
	}
	var out bytes.Buffer
	if err := k.write(&out, nil); err != nil {
		t.Fatal(err)
	}
	p, problems, err := Read(ctx, opened(t, out.Bytes()), Options{}, nil)
	if err != nil || len(problems) != 1 || problems[0].Rule != "pack-media" || len(p.Banks[0].Questions) != 1 || len(p.Banks[0].Media) != 0 {
		t.Errorf("%v, %v, %+v", problems, err, p.Banks)
	}
}

// What expands to fill the memory is refused.
func TestABombInAPackIsRefused(t *testing.T) {
	zeros := make([]byte, 40<<20)
	name := "banks/b/others.jsonl"
	k := packer{manifest: Manifest{Format: 1, Name: "X", Banks: []Entry{{ID: "b", Files: []string{name}}}}, contents: map[string][]byte{name: zeros}}
	k.manifest.Members = []Member{{name, int64(len(zeros)), quiz.NewMedia("", zeros).Hash}}
	var out bytes.Buffer
	if err := k.write(&out, key); err != nil {
		t.Fatal(err)
	}
	if _, _, err := Read(ctx, opened(t, out.Bytes()), Options{}, nil); err == nil || out.Len() > 1<<20 {
		t.Errorf("%d bytes became %d: %v", out.Len(), len(zeros), err)
	}
}

func TestReadingEndsWhenItIsCancelled(t *testing.T) {
	data := written(t, Pack{Manifest{Name: "X"}, []quiz.Bank{everything(3, "bank")}}, nil)
	ended, cancel := context.WithCancel(ctx)
	cancel()
	if _, _, err := Read(ended, opened(t, data), Options{}, nil); err != context.Canceled {
		t.Error(err)
	}
	if _, _, err := Verify(ended, opened(t, data), nil); err != context.Canceled {
		t.Error(err)
	}
	if err := Write(ended, io.Discard, Pack{Manifest{Name: "X"}, []quiz.Bank{everything(3, "bank")}}, nil, nil); err == nil {
		t.Error("it was written")
	}
}

func FuzzPack(f *testing.F) {
	small := quiz.Bank{ID: "b", Name: "B", Questions: []quiz.Question{sample(quiz.Choice, ""), sample(quiz.Flip, ""), sample(quiz.Essay, "")}, Media: []quiz.Media{quiz.NewMedia("p.gif", []byte(onePixel))}}
	for i := range small.Questions {
		small.Questions[i].Key = fmt.Sprint("id:", i)
		small.Questions[i].Example = strings.Repeat("x", i)
	}
	f.Add(contentOf(f, written(f, Pack{Manifest{Name: "S"}, []quiz.Bank{small}}, nil), manifestName), "Is it?{T}\n", "#separator:tab\na\tb\n", `{"key":"id:1","kind":"essay","name":"","stem":"x"}`)
	f.Add(`{"chartroom":1,"name":"x","banks":[{"id":"b","name":"","files":["banks/b/others.jsonl"],"order":[[0,3]]}],"members":[{"name":"banks/b/others.jsonl","size":1,"sha256":""}]}`, "", "", "\n{}\n")
	f.Fuzz(func(t *testing.T, manifest, gift, cards, others string) {
		var out bytes.Buffer
		z := zip.NewWriter(&out)
		var m Manifest
		parsed := json.Unmarshal([]byte(manifest), &m) == nil
		for name, content := range map[string]string{"banks/b/questions.gift": gift, "banks/b/cards.tsv": cards, "banks/b/others.jsonl": others, "media/" + quiz.NewMedia("", []byte(onePixel)).Hash + ".gif": onePixel} {
			add(z, name, []byte(content))
			for i := range m.Members { // the checksums are right, or nothing behind them would be tried
				if m.Members[i].Name == name {
					m.Members[i].SHA256 = quiz.NewMedia("", []byte(content)).Hash
				}
			}
		}
		if right, err := m.encode(); parsed && err == nil {
			manifest = string(right)
		}
		add(z, manifestName, []byte(manifest))
		z.Close()
		p, problems, err := Read(ctx, opened(t, out.Bytes()), Options{}, nil)
		for _, problem := range problems {
			if problem.Rule == "" || problem.Message == "" || problem.Severity == "" {
				t.Fatalf("%+v says nothing", problem)
			}
		}
		if err != nil {
			return
		}
		held := Pack{Manifest: p.Manifest}
		for _, b := range p.Banks {
			ids := map[quiz.QuestionID]bool{}
			b.Questions = slices.DeleteFunc(b.Questions, func(q quiz.Question) bool { return Holds(&q) != nil })
			for _, q := range b.Questions {
				if ids[q.ID] || q.Bank != b.ID {
					t.Fatalf("%+v", q)
				}
				ids[q.ID] = true
			}
			held.Banks = append(held.Banks, b)
		}
		var again bytes.Buffer
		if err := Write(ctx, &again, held, nil, nil); err != nil {
			t.Fatal(err)
		}
		same(t, read(t, again.Bytes(), Options{}).Banks, held.Banks)
	})
}
