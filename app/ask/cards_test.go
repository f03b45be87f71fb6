package ask

import (
	"bytes"
	"errors"
	"image"
	"image/png"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"chartroom/app/uitest"
	"chartroom/quiz"
	"chartroom/quiz/srs"
)

// cloze is the first card of a text.
func clozeCard(t *testing.T, text, extra string) quiz.Question {
	t.Helper()
	cards, err := quiz.ClozeCards(text, quiz.HTML)
	if err != nil {
		t.Fatal(err)
	}
	c := cards[0]
	return quiz.Question{Kind: quiz.Flip, Markup: quiz.HTML, Stem: c.Stem, Gaps: c.Gaps,
		Options: []quiz.Option{{Text: quiz.ClozeAnswer(c.Back, extra, quiz.HTML), Fraction: 1}}}
}

func TestGapsOfACardAreFilledInPlace(t *testing.T) {
	s := put(t, clozeCard(t, "The {{c1::<i>left</i>::side}} and {{c1::right}} {{c2::atria}} fill.", "because of pressure"))
	s.Sees("The [side] and […] atria fill.", "What belongs in the gaps?")
	s.Misses("left", "right", "because", "{{", "<i>")
	s.turn()
	s.Sees("The left and right atria fill.", "because of pressure")
	s.Misses("[side]", "<b>")
}

func TestATypedCardShowsTheDifference(t *testing.T) {
	card := quiz.Question{Kind: quiz.Flip, Typed: true, Stem: "enlargement of the liver", Options: []quiz.Option{{Text: "hepatomegaly", Fraction: 1}}}
	for typed, c := range map[string]struct {
		sees  string
		grade srs.Grade
	}{
		"Hepatomegaly":  {"Typed as it is written.", srs.Good},
		"hepatamegaly":  {"Missing: “o”. Too much: “a”.", srs.Hard},
		"hepatomegalie": {"Missing: “y”. Too much: “ie”.", srs.Hard},
		"nephritis":     {"Too much", srs.Again},
		"":              {"Missing: “hepatomegaly”.", srs.Again},
	} {
		t.Run(typed, func(t *testing.T) {
			s := put(t, card)
			s.Misses("hepatomegaly", "Missing")
			if !s.v.Typing() || s.v.Model.Suggested() != 0 {
				t.Error("not answered by typing, or a grade is suggested before the back")
			}
			s.Typed(typed)
			s.Key(fyne.KeyReturn)
			s.Sees(c.sees, "hepatomegaly")
			if got := s.v.Model.Suggested(); got != c.grade {
				t.Errorf("suggests %v, not %v", got, c.grade)
			}
			if s.Window.Canvas().Focused() != nil || s.v.Typing() {
				t.Error("the closed field keeps the keys")
			}
		})
	}
}

func TestAWrongWordInPracticeShowsItsDifference(t *testing.T) {
	s := put(t, quiz.Question{Kind: quiz.Text, Stem: "Swelling?", Options: []quiz.Option{{Text: "edema", Fraction: 1}}})
	s.Typed("edma")
	s.Key(fyne.KeyReturn)
	s.Sees("wrong · edema", "Missing: “e”.")
}

var megaly = quiz.Question{Kind: quiz.Build, Stem: "enlargement of the liver",
	Parts:   []quiz.Part{{Role: quiz.Root, Form: "hepat", Meaning: "liver"}, {Role: quiz.Vowel, Form: "o"}, {Role: quiz.Suffix, Form: "megaly", Meaning: "enlargement"}},
	Options: []quiz.Option{{Text: "nephr", Feedback: "kidney"}, {Text: "itis", Feedback: "inflammation"}}}

// letter is the key of a piece in the tray.
func (s *stand) letter(piece string) rune {
	for i, p := range s.v.Model.Tray {
		if p == piece {
			return 'a' + rune(i)
		}
	}
	s.t.Fatalf("%q is not in the tray", piece)
	return 0
}

func TestATermIsBuiltByKeys(t *testing.T) {
	s := put(t, megaly)
	s.Sees("enlargement of the liver", "nephr", "itis", "Choose the pieces in their order.")
	s.Misses("suffix", "kidney", "hepat + o")
	for _, p := range []string{"nephr", "o", "megaly"} {
		uitest.Type(s.Window, s.letter(p))
	}
	for range 3 {
		s.Key(fyne.KeyBackspace)
	}
	if s.v.Model.Answered() {
		t.Error("an empty row is an answer")
	}
	uitest.Type(s.Window, s.letter("hepat"))
	uitest.Type(s.Window, s.letter("hepat")) // it is taken already
	uitest.Type(s.Window, s.letter("o")-'a'+'1')
	uitest.Type(s.Window, s.letter("megaly")-'a'+'A')
	if got := strings.Join(s.v.Model.Response().Gaps, " "); got != "hepat o megaly" || s.changed != 9 {
		t.Fatalf("%q after %d changes", got, s.changed)
	}
	s.Key(fyne.KeyReturn)
	s.Sees("right", "hepat + o + megaly", "root", "combining vowel", "suffix", "liver", "enlargement")
	if s.submitted != 1 || s.Window.Canvas().Focused() != nil {
		t.Errorf("submitted %d times, focus %v", s.submitted, s.Window.Canvas().Focused())
	}
}

func TestATermIsBuiltByTheMouseAndTheMistakeExplained(t *testing.T) {
	s := put(t, megaly)
	for _, p := range []string{"nephr", "megaly", "hepat"} {
		s.Tap(p)
	}
	s.Tap("nephr") // in the row: it goes back
	if got := strings.Join(s.v.Model.Response().Gaps, " "); got != "megaly hepat" {
		t.Fatalf("row %q", got)
	}
	s.Tap("megaly")
	s.Tap("megaly")
	s.Key(fyne.KeyReturn) // the mouse left the keys where they were
	s.Sees("partly right", "The combining vowel o is kept before a consonant", "wrong")
	before := s.text()
	s.Typed("a")
	if s.text() != before {
		t.Error("a marked term can still be changed")
	}
}

func TestATermIsTakenApartByKeys(t *testing.T) {
	q := megaly
	q.Stem = "hepatomegaly"
	s := put(t, q)
	s.Sees("hepatomegaly", "Cut the term")
	s.Misses("liver", "itis")
	right := func(n int) {
		for range n {
			s.Key(fyne.KeyRight)
		}
	}
	s.Key(fyne.KeySpace) // h | epatomegaly: taken back
	s.Key(fyne.KeySpace)
	if s.v.Model.Answered() {
		t.Error("an uncut word is an answer")
	}
	right(4)
	s.Key(fyne.KeySpace)
	s.Sees("hepat | omegaly")
	right(1)
	s.Typed("/")
	s.Sees("hepat | o | megaly")
	s.Key(fyne.KeyReturn)
	s.Sees("right", "liver", "enlargement")
	if got := strings.Join(s.v.Model.Response().Gaps, " "); got != "hepat o megaly" {
		t.Errorf("%q", got)
	}
}

// A click between two letters cuts there, wherever it is between them.
func TestATermIsTakenApartByTheMouse(t *testing.T) {
	q := megaly
	q.Stem = "hepatomegaly"
	s := put(t, q)
	seen := map[string]bool{}
	for x := range 200 {
		s.v.cutter.SetAnswers(nil)
		s.v.cutter.Tapped(&fyne.PointEvent{Position: fyne.NewPos(float32(x)*s.v.cutter.Size().Width/200, 10)})
		if got := s.v.cutter.Answers(); len(got) != 2 || strings.Join(got, "") != "hepatomegaly" {
			t.Fatalf("a click cuts into %q", got)
		}
		seen[s.v.cutter.Answers()[0]] = true
	}
	if len(seen) != len("hepatomegaly")-1 {
		t.Errorf("%d places can be cut", len(seen))
	}
}

func TestATermGoesOnWhereItWasLeft(t *testing.T) {
	for _, stem := range []string{"hepatomegaly", "enlargement of the liver"} {
		q := megaly
		q.Stem = stem
		m := New(q, 3)
		m.Resume(quiz.Given{Response: quiz.Response{Gaps: []string{"hepat", "omegaly"}}})
		test.NewTempApp(t)
		v := NewView(m, func() { t.Error("resuming is no change") }, func() {})
		if v.cutter != nil && strings.Join(v.cutter.Answers(), " ") != "hepat omegaly" || v.tray != nil && strings.Join(v.tray.Answers(), " ") != "hepat" {
			t.Errorf("%s: not as it was left", stem)
		}
	}
}

func picture(t *testing.T) quiz.Media {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewRGBA(image.Rect(0, 0, 200, 100))); err != nil {
		t.Fatal(err)
	}
	return quiz.NewMedia("heart.png", b.Bytes())
}

// holds finds only this picture.
func holds(m quiz.Media) func(string) (quiz.Media, error) {
	return func(hash string) (quiz.Media, error) {
		if hash == m.Hash {
			return m, nil
		}
		return quiz.Media{}, errors.New("there is no such picture")
	}
}

func labelled(ref string, all bool) quiz.Question {
	return quiz.Question{Kind: quiz.Flip, Stem: "What is this place called?", Options: []quiz.Option{{Text: "aorta", Fraction: 1}},
		Picture: &quiz.Picture{Media: ref, Alt: "a heart, drawn", HideAll: all, Asked: 1,
			Regions: []quiz.Region{{Label: "left atrium", X: .1, Y: .1, W: .2, H: .3}, {Label: "aorta", X: .5, Y: .5, W: .2, H: .2}}}}
}

func TestALabelIsHiddenUntilItIsAskedFor(t *testing.T) {
	m := picture(t)
	for _, all := range []bool{false, true} {
		s := putWith(t, labelled(m.Ref(), all), holds(m))
		s.Sees("What is this place called?", "a heart, drawn", "?")
		s.Misses("aorta", "left atrium")
		s.turn()
		s.Sees("aorta", "a heart, drawn")
		if all {
			s.Sees("left atrium")
		} else {
			s.Misses("left atrium")
		}
	}
}

// A picture that is not there, is too large or is none is said in words.
func TestAPictureThatCannotBeShownIsSaidInWords(t *testing.T) {
	m := picture(t)
	bomb := bytes.Clone(m.Data)
	copy(bomb[16:24], []byte{0, 0, 0x7f, 0xff, 0, 0, 0x7f, 0xff}) // width and height in its head
	for name, one := range map[string]quiz.Media{
		"not a picture": quiz.NewMedia("x.png", []byte("words")), "too large": quiz.NewMedia("x.png", bomb), "cut off": quiz.NewMedia("x.png", m.Data[:40]),
	} {
		s := putWith(t, labelled(one.Ref(), true), holds(one))
		s.Sees("[picture: a heart, drawn] It cannot be shown")
		s.turn()
		s.Sees("aorta")
		_ = name
	}
	s := putWith(t, labelled(m.Ref(), true), nil)
	s.Sees("[picture: a heart, drawn]")
}

func TestPicturesStandInTexts(t *testing.T) {
	m := picture(t)
	texts := map[quiz.Markup]string{
		quiz.HTML:     `Look: <img src="` + m.Ref() + `" alt="a heart"> here`,
		quiz.Markdown: "Look: ![a heart](" + m.Ref() + ") here",
	}
	for markup, text := range texts {
		q := quiz.Question{Kind: quiz.Choice, Markup: markup, Stem: text, Rationale: text, Options: []quiz.Option{{Text: text, Fraction: 1, Feedback: text}, {Text: "b"}}}
		with, without := putWith(t, q, holds(m)), putWith(t, q, nil)
		with.Sees("[picture: a heart]")
		without.Sees("[picture: a heart]")
		if a, b := with.v.Object().MinSize().Height, without.v.Object().MinSize().Height; a < b+150 {
			t.Errorf("%s: %v with pictures and %v without", markup, a, b)
		}
	}
	far := quiz.Question{Kind: quiz.Text, Markup: quiz.HTML, Stem: `<img src="https://example.org/x.png" alt="far away">`, Options: []quiz.Option{{Text: "a", Fraction: 1}}}
	putWith(t, far, func(string) (quiz.Media, error) { t.Error("a remote picture was looked up"); return quiz.Media{}, nil }).Sees("[picture: far away]")
}

func TestWhatIsSpoken(t *testing.T) {
	m := New(quiz.Question{Kind: quiz.Flip, Markup: quiz.HTML, Stem: "<b>brady-</b>", Options: []quiz.Option{{Text: "slow"}}}, 1)
	if got := m.Spoken(); got != "brady-" {
		t.Errorf("%q gives more away than the front", got)
	}
	if m.Shown = true; m.Spoken() != "brady-. slow" {
		t.Errorf("%q", m.Spoken())
	}
	m = New(clozeCard(t, "The {{c1::heart}} pumps", ""), 1)
	if got := m.Spoken(); strings.Contains(got, "heart") || !strings.Contains(got, "pumps") {
		t.Errorf("%q", got)
	}
	if m.Shown = true; m.Spoken() != "The heart pumps" {
		t.Errorf("%q", m.Spoken())
	}
}
