package theme

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"fyne.io/fyne/v2/test"

	"chartroom/assets"
)

var variants = map[string]Variant{"light": Light, "dark": Dark}

// under is the colour that is seen when c lies on base.
func under(c, base color.Color) color.Color {
	f, b := color.NRGBAModel.Convert(c).(color.NRGBA), color.NRGBAModel.Convert(base).(color.NRGBA)
	return mix(b, alpha(f, 0xFF), float64(f.A)/0xFF)
}

func TestTextCanBeReadOnEverySurface(t *testing.T) {
	plain := []fyne.ThemeColorName{ColorBackground, ColorSurface, ColorRaised}
	pairs := map[fyne.ThemeColorName][]fyne.ThemeColorName{
		ColorText:     append([]fyne.ThemeColorName{ColorAccentSoft, ColorRightSoft, ColorWrongSoft, ColorCloseSoft}, plain...),
		ColorMuted:    append([]fyne.ThemeColorName{ColorAccentSoft, ColorRightSoft, ColorWrongSoft, ColorCloseSoft}, plain...),
		ColorAccent:   append([]fyne.ThemeColorName{ColorAccentSoft}, plain...),
		ColorRight:    append([]fyne.ThemeColorName{ColorRightSoft}, plain...),
		ColorWrong:    append([]fyne.ThemeColorName{ColorWrongSoft}, plain...),
		ColorClose:    append([]fyne.ThemeColorName{ColorCloseSoft}, plain...),
		ColorOnAccent: {ColorAccent, ColorRight, ColorWrong, ColorClose},

		fynetheme.ColorNameForeground: {
			fynetheme.ColorNameBackground, fynetheme.ColorNameButton, fynetheme.ColorNameInputBackground,
			fynetheme.ColorNameMenuBackground, fynetheme.ColorNameOverlayBackground, fynetheme.ColorNameHeaderBackground,
			fynetheme.ColorNameSelection, fynetheme.ColorNameFocus,
		},
		fynetheme.ColorNameDisabled: {
			fynetheme.ColorNameBackground, fynetheme.ColorNameDisabledButton, fynetheme.ColorNameInputBackground,
			fynetheme.ColorNameMenuBackground, fynetheme.ColorNameOverlayBackground,
		},
		fynetheme.ColorNamePlaceHolder:         {fynetheme.ColorNameInputBackground, fynetheme.ColorNameBackground},
		fynetheme.ColorNameHyperlink:           plain,
		fynetheme.ColorNamePrimary:             plain,
		fynetheme.ColorNameError:               plain,
		fynetheme.ColorNameWarning:             plain,
		fynetheme.ColorNameSuccess:             plain,
		fynetheme.ColorNameForegroundOnPrimary: {fynetheme.ColorNamePrimary},
		fynetheme.ColorNameForegroundOnError:   {fynetheme.ColorNameError},
		fynetheme.ColorNameForegroundOnWarning: {fynetheme.ColorNameWarning},
		fynetheme.ColorNameForegroundOnSuccess: {fynetheme.ColorNameSuccess},
	}
	for name, v := range variants {
		th := New(Options{Variant: v})
		for text, surfaces := range pairs {
			for _, s := range surfaces {
				if got := Contrast(th.Color(text, 0), th.Color(s, 0)); got < 4.5 {
					t.Errorf("%s: %s on %s is %.2f:1, want 4.5:1", name, text, s, got)
				}
			}
		}
		// Fyne lays hover and press over what is there.
		for _, veil := range []fyne.ThemeColorName{fynetheme.ColorNameHover, fynetheme.ColorNamePressed} {
			for _, s := range plain {
				if got := Contrast(th.Color(ColorText, 0), under(th.Color(veil, 0), th.Color(s, 0))); got < 4.5 {
					t.Errorf("%s: text on %s over %s is %.2f:1, want 4.5:1", name, veil, s, got)
				}
			}
		}
	}
}

func TestControlsCanBeSeen(t *testing.T) {
	plain := []fyne.ThemeColorName{ColorBackground, ColorSurface, ColorRaised}
	for name, v := range variants {
		th := New(Options{Variant: v})
		for _, part := range []fyne.ThemeColorName{ColorEdge, ColorAccent, ColorRight, ColorWrong, ColorClose, fynetheme.ColorNameInputBorder} {
			for _, s := range plain {
				if got := Contrast(th.Color(part, 0), th.Color(s, 0)); got < 3 {
					t.Errorf("%s: %s on %s is %.2f:1, want 3:1", name, part, s, got)
				}
			}
		}
		for _, s := range []fyne.ThemeColorName{ColorBackground} {
			if got := Contrast(th.Color(fynetheme.ColorNameFocus, 0), th.Color(s, 0)); got < 3 {
				t.Errorf("%s: focus on %s is %.2f:1, want 3:1", name, s, got)
			}
		}
	}
}

func TestEveryFyneColourIsOurs(t *testing.T) {
	names := []fyne.ThemeColorName{"background", "button", "disabled", "disabledButton", "error", "focus", "foreground",
		"foregroundOnError", "foregroundOnPrimary", "foregroundOnSuccess", "foregroundOnWarning", "headerBackground", "hover",
		"hyperlink", "inputBackground", "inputBorder", "menuBackground", "overlayBackground", "placeholder", "pressed", "primary",
		"scrollBar", "scrollBarBackground", "selection", "separator", "shadow", "success", "warning"}
	for _, set := range []map[fyne.ThemeColorName]color.Color{fallback.light, fallback.dark} {
		for _, n := range names {
			if _, ok := set[n]; !ok {
				t.Errorf("%s is left to Fyne", n)
			}
		}
	}
}

func TestTextScaleReachesTextAndIcons(t *testing.T) {
	one, two := New(Options{}), New(Options{TextScale: 2})
	for _, n := range []fyne.ThemeSizeName{SizeCaption, SizeBody, SizeHeading, SizeDisplay, SizeHero, SizeIcon, SizeIconBig} {
		if one.Size(n) == 0 || two.Size(n) != 2*one.Size(n) {
			t.Errorf("%s: %v at 1, %v at 2", n, one.Size(n), two.Size(n))
		}
	}
	if got := New(Options{TextScale: 9}).Size(SizeBody); got != 30 {
		t.Errorf("body at scale 9 is %v, want 30", got)
	}
}

func TestEveryIconTakesItsRole(t *testing.T) {
	app := test.NewTempApp(t)
	for _, v := range variants {
		app.Settings().SetTheme(New(Options{Variant: v}))
		for _, n := range assets.IconNames() {
			img := iconImage(t, TintedIcon(IconName(n), ColorAccent))
			want := color.NRGBAModel.Convert(Color(ColorAccent)).(color.NRGBA)
			ink := 0
			for i := 0; i < len(img.Pix); i += 4 {
				if img.Pix[i+3] < 0xFF {
					continue
				}
				ink++
				if got := (color.NRGBA{R: img.Pix[i], G: img.Pix[i+1], B: img.Pix[i+2], A: 0xFF}); got != want {
					t.Fatalf("%s has a pixel of %v, want %v", n, got, want)
				}
			}
			if ink < 40 {
				t.Errorf("%s has only %d inked pixels", n, ink)
			}
		}
	}
}

func TestDigitsAreTabular(t *testing.T) {
	test.NewTempApp(t)
	for _, style := range []fyne.TextStyle{{}, {Bold: true}} {
		want := fyne.MeasureText("0", 15, style).Width
		for _, d := range "123456789" {
			if got := fyne.MeasureText(string(d), 15, style).Width; got != want {
				t.Errorf("%c is %v wide, 0 is %v", d, got, want)
			}
		}
	}
}

func TestNamedIconsAreThere(t *testing.T) {
	for _, n := range []IconName{IconToday, IconReview, IconPractice, IconExam, IconLibrary, IconCodes, IconCareers, IconProgress, IconSettings,
		IconSearch, IconTick, IconCross, IconPartly, IconWarning, IconInfo, IconClose, IconPlus, IconMinus, IconCheckBox, IconCheckBoxChecked,
		IconRadio, IconRadioChecked, IconChevronRight, IconChevronDown} {
		if _, ok := assets.Icon(string(n)); !ok {
			t.Errorf("no icon %q", n)
		}
	}
}
