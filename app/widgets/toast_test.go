package widgets_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"chartroom/app/theme"
	"chartroom/app/uitest"
	"chartroom/app/widgets"
)

const full = "Could not save the answer: the disk is full, and nothing more can be written to it."

// toasted shows a toast as wide as may be and as high as it wants, and returns
// its lines of words as they are drawn.
func toasted(t *testing.T, scale float64, width float32, text, action string, pressed func()) (toast *widgets.Toast, w fyne.Window, lines []string) {
	t.Helper()
	toast = widgets.NewToast()
	w = show(t, widgets.Fixed(width, 0, toast))
	fyne.CurrentApp().Settings().SetTheme(theme.New(theme.Options{TextScale: scale}))
	toast.Say(text, theme.ColorWrong, action, pressed)
	toast.Resize(fyne.NewSize(width, toast.HeightFor(width)))
	for _, o := range test.WidgetRenderer(toast).Objects() {
		words, ok := o.(*widgets.Text)
		if !ok {
			continue
		}
		for _, l := range test.WidgetRenderer(words).Objects() {
			c, ok := l.(*canvas.Text)
			if !ok || !c.Visible() || c.Text == "" {
				continue
			}
			lines = append(lines, c.Text)
			at := words.Position().Add(c.Position())
			if m := c.MinSize(); at.X < 0 || at.Y < 0 || at.X+m.Width > width+1 || at.Y+m.Height > toast.Size().Height+1 {
				t.Errorf("%q at %v of %v is outside of %v", c.Text, at, m, toast.Size())
			}
		}
	}
	return toast, w, lines
}

func TestAToastSaysAllOfItsSentence(t *testing.T) {
	for name, c := range map[string]struct {
		scale float64
		width float32
		one   bool
	}{"one line": {1, 900, true}, "a narrow window": {1, 400, false}, "large text": {2, 900, false}, "large text in a narrow window": {2, 500, false}} {
		t.Run(name, func(t *testing.T) {
			pressed := 0
			toast, w, lines := toasted(t, c.scale, c.width, full, "Undo", func() { pressed++ })
			if got := strings.Join(lines, " "); got != full {
				t.Errorf("it says %q", got)
			}
			if one := len(lines) == 1; one != c.one || one != (toast.HeightFor(c.width) == toast.MinSize().Height) {
				t.Errorf("it has %d lines and is %v high", len(lines), toast.HeightFor(c.width))
			}
			uitest.Tap(t, w, "Undo")
			if pressed != 1 {
				t.Errorf("Undo was pressed %d times", pressed)
			}
		})
	}
}

// What nobody would read to its end does not cover the window.
func TestAToastHasEightLinesAtMost(t *testing.T) {
	_, _, lines := toasted(t, 2, 500, strings.Repeat(full+" ", 9), "", nil)
	if n := len(lines); n != 8 || !strings.HasSuffix(lines[n-1], "…") {
		t.Errorf("%d lines: %q", n, lines)
	}
}
