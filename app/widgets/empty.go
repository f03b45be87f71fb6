package widgets

import (
	"fyne.io/fyne/v2"

	"chartroom/app/theme"
)

// EmptyState says what is missing and offers the next step. action may be nil.
func EmptyState(icon theme.IconName, title, sentence string, action fyne.CanvasObject) *fyne.Container {
	disc := NewPanel(Centre(NewIcon(icon, theme.ColorAccent).Sized(theme.SizeIconBig)), theme.ColorAccentSoft, "", theme.Space16)
	disc.radius = 999
	parts := []fyne.CanvasObject{
		Centre(disc),
		Heading(title).Centred(),
		Centre(limit(26, Muted(sentence).Centred())),
	}
	if action != nil {
		parts = append(parts, Pad(theme.Space8, 0, 0, 0, Centre(action)))
	}
	return Centre(Column(theme.Space12, parts...))
}
