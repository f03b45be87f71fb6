package charts

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"chartroom/app/theme"
)

func TestSharesCanBeReadOnTheirShade(t *testing.T) {
	app := test.NewTempApp(t)
	for _, v := range []string{"light", "dark"} {
		o := theme.Options{Variant: theme.Light}
		if v == "dark" {
			o.Variant = theme.Dark
		}
		app.Settings().SetTheme(theme.New(o))
		for share := 0.0; share <= 1; share += .01 {
			if c := theme.Contrast(theme.Color(theme.ColorText), cellFill(share)); c < 4.5 {
				t.Fatalf("%s: %.0f %% has a contrast of %.2f", v, share*100, c)
			}
		}
	}
}
