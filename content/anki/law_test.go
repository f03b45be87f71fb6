package anki

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"chartroom/content/zipfile"
	"chartroom/quiz"
)

// everyKind is a bank with a question of each kind and each trait that a
// package can hold.
func everyKind() quiz.Bank {
	logo, sound := quiz.NewMedia("logo.png", []byte(picture)), quiz.NewMedia("s.mp3", []byte("ID3\x03 a sound"))
	b := quiz.Bank{ID: "test", Name: "My bank: Part 1", Source: "here", Version: "2", Language: "en", Licence: "CC BY",
		Media: []quiz.Media{logo, sound}}
	back := func(s string) []quiz.Option { return []quiz.Option{{Text: s, Fraction: 1}} }
	add := func(q quiz.Question) {
		q.Bank, q.Name = b.ID, fmt.Sprint("number ", len(b.Questions))
		if q.Key == "" {
			q.Key = fmt.Sprint("key ", len(b.Questions))
		}
		q.ID = quiz.NewQuestionID(b.ID, q.Key)
		b.Questions = append(b.Questions, q)
	}
	add(quiz.Question{Kind: quiz.Flip, Stem: "a <b> & c\nd", Markup: quiz.Plain, Options: back("*e*\n{{c1::f}}"), Example: "like so", Pronunciation: "LIKE-soh",
		Source: "a book", Rationale: "why", RationaleMarkup: quiz.Markdown, Tags: []string{"level:recall", "two words"}, Category: "A/B//C/d::e", AsOf: "2026-11", ReviewBy: "2027-10"})
	add(quiz.Question{Kind: quiz.Flip, Key: "name:a title", Markup: quiz.HTML, Stem: `<img src="` + logo.Ref() + `">`, Options: back(`<audio src="` + sound.Ref() + `"></audio>`), Family: "f"})
	add(quiz.Question{Kind: quiz.Flip, Key: "text:0123 #2", Stem: "moodle\nlines", Options: back("![x](" + logo.Ref() + ")"), Family: "f", Tags: []string{}})
	add(quiz.Question{Kind: quiz.Flip, Markup: quiz.Plain, Stem: "type it", Typed: true, Options: back("an <answer>"), Rationale: "a note"})
	add(quiz.Question{Kind: quiz.Flip, Markup: quiz.Plain, Stem: "a {{1}} b {{2}}", Options: back("a [x::y] b [}}]\n\nmore"), Gaps: []quiz.Gap{
		{Kind: quiz.Text, Weight: 1, Hint: "h}}", Options: back("x::y")}, {Kind: quiz.Text, Weight: 1, Options: back("}}")}}})
	add(quiz.Question{Kind: quiz.Flip, Markup: quiz.HTML, Stem: "heart", Options: back("more"), Picture: &quiz.Picture{
		Media: logo.Ref(), Alt: "a \"heart\"", Asked: 1, HideAll: true, Regions: []quiz.Region{{Label: "left", X: .1, Y: .2, W: .3, H: .4}, {Label: "right", X: 1. / 3, Y: .5, W: .1, H: .25}}}})
	add(quiz.Question{Kind: quiz.Choice, Stem: "which?", KeepOrder: true, Multiple: true, Options: []quiz.Option{
		{Text: "a", Fraction: .5, Feedback: "yes", FeedbackMarkup: quiz.HTML}, {Text: "<i>b</i>", Fraction: .5, Markup: quiz.HTML}, {Text: "c", Fraction: -1. / 3}}})
	add(quiz.Question{Kind: quiz.TrueFalse, Stem: "is it?", Options: []quiz.Option{{Text: "True", Fraction: 1}, {Text: "False", Feedback: "no"}}})
	add(quiz.Question{Kind: quiz.Text, Stem: "say", CaseSensitive: true, Options: []quiz.Option{{Text: "word", Fraction: 1}, {Any: true}}})
	add(quiz.Question{Kind: quiz.Number, Stem: "count", Options: []quiz.Option{{Text: "3.1", Fraction: 1, Value: 3.1, Tolerance: .05}}})
	add(quiz.Question{Kind: quiz.Cloze, Stem: "one {{1}} two {{2}}", Gaps: []quiz.Gap{
		{Kind: quiz.Choice, Weight: 2, Options: []quiz.Option{{Text: "no"}, {Text: "yes", Fraction: 1}}}, {Kind: quiz.Number, Weight: 1, Options: []quiz.Option{{Text: "7", Value: 7, Fraction: 1}}}}})
	add(quiz.Question{Kind: quiz.Match, Stem: "pair", Options: []quiz.Option{{Text: "a", Partner: "1", Fraction: 1}, {Text: "b", Partner: "2", Fraction: 1}, {Partner: "3"}}})
	add(quiz.Question{Kind: quiz.Order, Stem: "sort", Options: []quiz.Option{{Text: "z", Fraction: 1}, {Text: "a", Fraction: 1}}})
	add(quiz.Question{Kind: quiz.Essay, Stem: "write", Rationale: "a good text"})
	add(quiz.Question{Kind: quiz.Flip, Stem: "term", Options: back("x"), Parts: []quiz.Part{{Role: quiz.Root, Form: "hepat", Meaning: "liver"}, {Role: quiz.Suffix, Form: "itis"}}, Category: "a/b"})
	return b
}

func asJSON(t testing.TB, v any) string {
	t.Helper()
	data, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func format(t testing.TB, b quiz.Bank, o WriteOptions) []byte {
	t.Helper()
	var out bytes.Buffer
	o.Temp = t.TempDir()
	if err := FormatWith(&out, b, o); err != nil {
		t.Fatal(err)
	}
	if left, err := os.ReadDir(o.Temp); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	return out.Bytes()
}

// sameBank says how two banks differ, or "".
func sameBank(t testing.TB, got, want quiz.Bank) string {
	t.Helper()
	media := func(b quiz.Bank) (all []string) {
		for _, m := range b.Media {
			all = append(all, m.Ref())
		}
		slices.Sort(all)
		return all
	}
	if a, b := media(got), media(want); !slices.Equal(a, b) {
		return fmt.Sprintf("media %v, not %v", a, b)
	}
	if len(got.Questions) != len(want.Questions) {
		return fmt.Sprintf("%d questions, not %d", len(got.Questions), len(want.Questions))
	}
	for i := range got.Questions {
		if a, b := asJSON(t, got.Questions[i]), asJSON(t, want.Questions[i]); a != b {
			return fmt.Sprintf("question %d:\n%s\nnot\n%s", i, a, b)
		}
	}
	got.Questions, want.Questions = nil, nil
	if a, b := asJSON(t, got), asJSON(t, want); a != b {
		return a + "\nnot\n" + b
	}
	return ""
}

func TestOutAndInAgainIsTheSame(t *testing.T) {
	for _, old := range []bool{false, true} {
		want := everyKind()
		p, problems := mustRead(t, format(t, want, WriteOptions{Old: old}), Options{})
		if diff := sameBank(t, p.Bank, want); diff != "" {
			t.Errorf("old %t: %s", old, diff)
		}
		if len(problems) > 0 {
			t.Errorf("old %t: %v", old, problems)
		}
	}
}

func TestOutAndInAgainIsTheSameForAnyTexts(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	words := []string{"{{c1::", "}}", "::", "{{1}}", "<b>", "</b>", "&amp;", "&", "<", "\n", "a", "日本", "[sound:x]", "media:", "<br>", "\t", "\"", "'", "<img src=x>", "\\", "{", "<hr id=answer>", "<script>", " "}
	text := func() string {
		var b strings.Builder
		b.WriteString("x")
		for range random.IntN(8) {
			b.WriteString(words[random.IntN(len(words))])
		}
		return b.String()
	}
	markups := []quiz.Markup{"", quiz.HTML, quiz.Plain, quiz.Markdown, quiz.Moodle}
	b := quiz.Bank{ID: "test", Name: "any"}
	for i := range 400 {
		q := quiz.Question{Bank: b.ID, Key: fmt.Sprint(i, text()), Kind: quiz.Flip, Markup: markups[random.IntN(5)], Name: "n", Stem: text(),
			Options: []quiz.Option{{Text: text(), Fraction: 1, Markup: markups[random.IntN(5)]}}, Rationale: text(), Category: text(), Typed: random.IntN(3) == 0}
		if random.IntN(4) == 0 {
			q.Tags = []string{text(), "t"}
		}
		q.ID = quiz.NewQuestionID(b.ID, q.Key)
		if err := Holds(&q); err != nil {
			if !strings.Contains(err.Error(), "gap") {
				t.Fatal(err)
			}
			continue
		}
		b.Questions = append(b.Questions, q)
	}
	p, problems := mustRead(t, format(t, b, WriteOptions{}), Options{})
	if diff := sameBank(t, p.Bank, b); diff != "" || len(problems) > 0 {
		t.Errorf("%s\n%v", diff, problems)
	}
}

func TestWhatAnkiCannotHoldIsSaidBefore(t *testing.T) {
	good := quiz.Question{Key: "k", Kind: quiz.Flip, Stem: "s", Options: []quiz.Option{{Text: "b", Fraction: 1}}}
	for name, change := range map[string]func(*quiz.Question){
		"a text that asks nothing": func(q *quiz.Question) { q.Kind = quiz.Description },
		"a kind of tomorrow":       func(q *quiz.Question) { q.Kind = "riddle" },
		"no key":                   func(q *quiz.Question) { q.Key = "" },
		"no front":                 func(q *quiz.Question) { q.Stem = " " },
		"no back":                  func(q *quiz.Question) { q.Options = nil },
		"a field's end in a text":  func(q *quiz.Question) { q.Stem = "a\x1fb" },
		"bytes that are no text":   func(q *quiz.Question) { q.Options[0].Text = "\xff" },
		"a weight too great":       func(q *quiz.Question) { q.Options[0].Fraction = 2 },
		"a gap without a place":    func(q *quiz.Question) { q.Gaps = []quiz.Gap{{Weight: 1, Options: q.Options}} },
		"a picture without places": func(q *quiz.Question) { q.Picture = &quiz.Picture{Media: "media:" + strings.Repeat("0", 64)} },
		"a megabyte":               func(q *quiz.Question) { q.Stem = strings.Repeat("x", 2<<20) },
	} {
		q := good
		q.Options = slices.Clone(good.Options)
		if err := Holds(&q); err != nil {
			t.Fatal(err)
		}
		change(&q)
		if Holds(&q) == nil {
			t.Errorf("%s is held", name)
		}
		var b bytes.Buffer
		if err := Format(&b, quiz.Bank{Questions: []quiz.Question{good, q}}); err == nil || b.Len() > 0 {
			t.Errorf("%s: %d bytes were written, %v", name, b.Len(), err)
		}
	}
}

func TestNotesChangedInAnkiAreReadAsTheyAre(t *testing.T) {
	b := everyKind()
	choice := slices.IndexFunc(b.Questions, func(q quiz.Question) bool { return q.Kind == quiz.Choice })
	data := edit(t, format(t, b, WriteOptions{Old: true}), fmt.Sprintf("UPDATE notes SET flds = 'now' || flds, tags = 'new' WHERE guid = '%s'", b.Questions[choice].Key))
	p, problems := mustRead(t, data, Options{})
	q := p.Bank.Questions[choice]
	if q.ID != b.Questions[choice].ID || q.Kind != quiz.Flip || !strings.HasPrefix(q.Stem, "nowwhich?") || !slices.Equal(q.Tags, []string{"new"}) || strings.Contains(brief(&q), `{"`) {
		t.Errorf("%s", brief(&q))
	}
	if got := rules(problems); got != "anki-changed" {
		t.Errorf("%v", problems)
	}
	p, problems = mustRead(t, data, Options{NoRepairs: true})
	if len(p.Bank.Questions) != len(b.Questions)-1 || rules(problems) != "anki-changed" {
		t.Errorf("%d questions, %v", len(p.Bank.Questions), problems)
	}
}

// edit runs a statement on the collection of an old package.
func edit(t *testing.T, data []byte, statement string) []byte {
	t.Helper()
	a, err := zipfile.Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var files []file
	for _, m := range a.Members() {
		content, err := m.Read(1 << 30)
		if err != nil {
			t.Fatal(err)
		}
		if m.Name == legacy2 {
			path := filepath.Join(t.TempDir(), "edited")
			err := os.WriteFile(path, content, 0o600)
			pool := sql.OpenDB(writer{connector{path}})
			defer pool.Close()
			_, execErr := pool.Exec(statement)
			var readErr error
			content, readErr = os.ReadFile(path)
			if err := errors.Join(err, execErr, readErr); err != nil {
				t.Fatal(err)
			}
		}
		files = append(files, file{m.Name, string(content)})
	}
	return zipOf(t, files...)
}

func TestAFalseQuestionInANoteIsNotTaken(t *testing.T) {
	b := quiz.Bank{ID: "test", Name: "n", Questions: []quiz.Question{{Key: "k", Kind: quiz.Flip, Stem: "s", Options: []quiz.Option{{Text: "b", Fraction: 1}}}}}
	data := format(t, b, WriteOptions{Old: true})
	for _, change := range []string{
		`replace(flds, '"kind":"flip"', '"kind":"choice"')`, `replace(flds, '"fraction":1', '"fraction":1e300')`, `replace(flds, '"key":"k"', '"key":"other"')`,
		`replace(flds, '"options":[', '"options":[{},')`, `replace(flds, '"kind"', '"gaps":[{}],"kind"')`, `replace(flds, '{"', '{')`,
		`replace(flds, '"kind"', '"picture":{"asked":9},"kind"')`,
	} {
		p, problems := mustRead(t, edit(t, data, "UPDATE notes SET flds = "+change), Options{})
		if q := p.Bank.Questions[0]; q.Key != "k" || brief(&q) != "k | s | b" || rules(problems) != "anki-changed" {
			t.Errorf("%s: %s, %v", change, brief(&q), problems)
		}
	}
}

func TestPackagesAreAlikeWhenTheirBanksAre(t *testing.T) {
	for _, old := range []bool{false, true} {
		at := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
		if a, b := format(t, everyKind(), WriteOptions{Old: old, At: at}), format(t, everyKind(), WriteOptions{Old: old, At: at}); !bytes.Equal(a, b) {
			t.Errorf("old %t: two packages of one bank differ", old)
		}
	}
}

var sqlSpace = regexp.MustCompile(`\s+`)

// schemaOf are the definitions in a collection, without comments, spaces and
// capitals, sorted.
func schemaOf(t *testing.T, data []byte, member string) (all []string) {
	t.Helper()
	a, err := zipfile.Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	m, ok := a.Member(member)
	if !ok {
		t.Fatalf("no %s", member)
	}
	r, err := unpacked(m)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	d, err := openDatabase(t.Context(), io.Reader(r), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer d.close()
	err = d.each(t.Context(), "SELECT CAST(sql AS TEXT) FROM sqlite_master WHERE sql IS NOT NULL", func(r row) error {
		s := strings.ToLower(sqlSpace.ReplaceAllString(sqlComment.ReplaceAllString(r.text(0), " "), " "))
		s = strings.NewReplacer("( ", "(", " )", ")").Replace(s)
		if !strings.Contains(s, "sqlite_stat1") { // statistics, which SQLite makes when asked to
			all = append(all, s)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(all)
	return all
}

func TestTablesAreThoseOfAnki(t *testing.T) {
	for _, c := range []struct {
		fixture, member, ours string
		old                   bool
	}{
		{"latest-layout-generated.apkg", latest, latest, false},
		{"latest-layout-generated.apkg", legacy1, legacy1, false},
		{"media.apkg", legacy1, legacy2, true},
	} {
		want := schemaOf(t, fixture(t, c.fixture), c.member)
		got := schemaOf(t, format(t, everyKind(), WriteOptions{Old: c.old}), c.ours)
		if !slices.Equal(got, want) {
			t.Errorf("%s of %s:\n%s\nnot\n%s", c.member, c.fixture, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}
