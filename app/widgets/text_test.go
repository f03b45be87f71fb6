package widgets

import (
	"strings"
	"testing"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"chartroom/app/theme"
	"chartroom/quiz"
)

const prose = "The covered entity must act on a request for access no later than 30 days after receipt of the request. " +
	"If it cannot take an action within that time, it may extend it by no more than 30 days, provided that it gives the individual a written statement of the reasons for the delay and the date by which it will complete its action. " +
	"It may have only one such extension. When access is denied in whole or in part, the denial must be in plain language and contain the basis, the review rights and how to complain."

func themed(t testing.TB, scale float64) {
	t.Helper()
	app := test.NewApp()
	t.Cleanup(func() { test.NewApp() })
	app.Settings().SetTheme(theme.New(theme.Options{Variant: theme.Light, TextScale: scale}))
}

// rows is the text line by line.
func rows(t *Text) []string {
	var lines []string
	last := float32(-1)
	for _, r := range t.laid {
		if r.y != last || len(lines) == 0 {
			lines = append(lines, "")
			last = r.y
		}
		lines[len(lines)-1] += r.text
	}
	return lines
}

func TestLinesHoldAbout72Characters(t *testing.T) {
	for _, scale := range []float64{0.8, 1, 2} {
		themed(t, scale)
		for _, text := range []*Text{Body(prose), Stem(prose, quiz.Plain), Caption(prose)} {
			text.Resize(fyne.NewSize(3000, 400))
			text.lay(3000)
			sum, lines := 0, rows(text)
			for _, l := range lines[:len(lines)-1] {
				n := utf8.RuneCountInString(l)
				sum += n
				if n > 82 {
					t.Errorf("scale %v: a line of %d characters: %q", scale, n, l)
				}
			}
			if mean := sum / (len(lines) - 1); mean < 60 || mean > 74 {
				t.Errorf("scale %v: %d characters a line", scale, mean)
			}
		}
	}
}

func TestNothingIsLostByWrapping(t *testing.T) {
	themed(t, 1)
	long := "an-unbreakable-word-that-is-longer-than-the-line " + strings.Repeat("x", 90) + " 日本語 end"
	for _, text := range []string{prose, long} {
		for _, width := range []float32{1, 7, 40, 133, 300, 720} {
			w := Body(text)
			w.lay(width)
			got, want := strings.Join(rows(w), ""), text
			if strip(got) != strip(want) {
				t.Errorf("at %v: %q", width, got)
			}
			for _, r := range w.laid {
				if n, _, _ := theme.MeasureLine(r.text, r.size, r.style); r.x+n > width+1 && utf8.RuneCountInString(r.text) > 1 {
					t.Errorf("at %v: %q reaches to %v", width, r.text, r.x+n)
				}
			}
		}
	}
}

func strip(s string) string { return strings.ReplaceAll(s, " ", "") }

func TestHeightIsKnownBeforeLayout(t *testing.T) {
	themed(t, 1)
	build := func() fyne.CanvasObject {
		return Column(8, Card(Column(4, Heading("A"), Body(prose))), Row(8, Chip("x", theme.ColorMuted), Grow(Body(prose))),
			Columns(16, 200, Card(Body(prose)), Card(Muted("short"))), container.NewVBox(Body(prose), Caption("c")))
	}
	for _, width := range []float32{320, 500, 900} {
		o := build()
		want := HeightFor(o, width)
		o.Resize(fyne.NewSize(width, want))
		if got := HeightFor(o, width); got != want {
			t.Errorf("at %v: %v before, %v after", width, want, got)
		}
		if got := o.MinSize().Height; got > want+0.5 {
			t.Errorf("at %v: MinSize is %v, more than %v", width, got, want)
		}
	}
}

func TestOneLineIsClippedToItsRoom(t *testing.T) {
	themed(t, 1)
	w := Body(prose).Clipped()
	w.Resize(fyne.NewSize(200, 30))
	w.lay(200)
	if len(w.laid) != 1 || !strings.HasSuffix(w.laid[0].text, "…") {
		t.Fatalf("%+v", w.laid)
	}
	if got, _, _ := theme.MeasureLine(w.laid[0].text, w.laid[0].size, w.laid[0].style); got > 200 {
		t.Errorf("%v wide", got)
	}
	if w.Text() != prose {
		t.Error("the words for tests are shortened")
	}
}

// BenchmarkQuestion is a page with a stem, four options and explanations, from
// nothing to laid out. A page may take 5 ms.
func BenchmarkQuestion(b *testing.B) {
	themed(b, 1)
	for b.Loop() {
		parts := []fyne.CanvasObject{Stem(prose[:200], quiz.Plain)}
		for i := range 4 {
			o := NewOptionRow(i, prose[i*20:i*20+60], quiz.Plain, false, nil, nil)
			o.SetState(OptionChosenWrong)
			o.Explain(prose[100:220], quiz.Plain, "sure")
			parts = append(parts, o)
		}
		p := Page(Row(12, Caption("6 of 15").OneLine(), Grow(ProgressBar(.4)), Chip("application", theme.ColorMuted)), Card(Column(12, parts...)),
			Row(12, PrimaryButton("Next question", nil).WithKey("Enter"), Spacer(), SecondaryButton("Flag", nil).WithIcon("flag")))
		p.Resize(fyne.NewSize(1000, 800))
	}
}

// BenchmarkLongText is 10 kB of prose, wrapped at two widths.
func BenchmarkLongText(b *testing.B) {
	themed(b, 1)
	long := strings.Repeat(prose+"\n\n", 10_000/len(prose))
	for b.Loop() {
		t := Body(long)
		t.lay(500)
		t.lay(400)
	}
}

func TestANumberKeepsItsPerCentSign(t *testing.T) {
	themed(t, 1)
	w := Body("With 10 answers the true share lies anywhere between 7 % and 46 %: too few to say more.")
	for width := float32(60); width < 700; width += 7 {
		w.lay(width)
		for _, l := range rows(w) {
			if strings.HasPrefix(l, "%") {
				t.Fatalf("at %v: %q", width, rows(w))
			}
		}
	}
}

func TestARowThatDoesNotFitBreaks(t *testing.T) {
	themed(t, 2)
	a, b, c := SecondaryButton("Practise again", nil), SecondaryButton("Look at the first one missed", nil), SecondaryButton("Leave", nil)
	r := Row(12, a, b, Spacer(), c)
	for _, width := range []float32{2000, 700, 500} {
		h := HeightFor(r, width)
		r.Resize(fyne.NewSize(width, h))
		for _, o := range []fyne.CanvasObject{a, b, c} {
			if right := o.Position().X + o.Size().Width; right > width+0.5 || o.Position().Y+o.Size().Height > h+0.5 {
				t.Errorf("at %v: %q ends at %v, %v of %v", width, o.(*Button).Text(), right, o.Position().Y+o.Size().Height, h)
			}
		}
	}
	if one, many := HeightFor(r, 2000), HeightFor(r, 700); many <= one {
		t.Errorf("%v high with room, %v without", one, many)
	}
}
