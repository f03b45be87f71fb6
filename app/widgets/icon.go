package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"chartroom/app/theme"
)

// Icon shows one icon of the family in a role's colour.
type Icon struct {
	widget.BaseWidget
	name theme.IconName
	role fyne.ThemeColorName
	size fyne.ThemeSizeName
}

// NewIcon makes an icon of the usual size, 20.
func NewIcon(name theme.IconName, role fyne.ThemeColorName) *Icon {
	i := &Icon{name: name, role: role, size: theme.SizeIcon}
	i.ExtendBaseWidget(i)
	return i
}

// Sized sets the size, and returns the icon.
func (i *Icon) Sized(size fyne.ThemeSizeName) *Icon { i.size = size; return i }

// Set changes picture and colour; name "" shows nothing and keeps the room.
func (i *Icon) Set(name theme.IconName, role fyne.ThemeColorName) {
	if i.name != name || i.role != role {
		i.name, i.role = name, role
		i.Refresh()
	}
}

// HeightFor is the icon's size.
func (i *Icon) HeightFor(float32) float32 { return theme.Size(i.size) }

// CreateRenderer is for Fyne.
func (i *Icon) CreateRenderer() fyne.WidgetRenderer {
	img := &canvas.Image{FillMode: canvas.ImageFillContain}
	paint := func() { tint(img, i.name, i.role) }
	return newView(i, paint,
		func() fyne.Size { return fyne.NewSquareSize(theme.Size(i.size)) },
		func(s fyne.Size) {
			k := min(s.Width, s.Height, theme.Size(i.size))
			place(img, (s.Width-k)/2, (s.Height-k)/2, k, k)
		}, img)
}

// tint gives an image an icon in a role's colour; name "" empties it.
func tint(img *canvas.Image, name theme.IconName, role fyne.ThemeColorName) {
	if name == "" {
		img.Hide()
		return
	}
	img.Resource = theme.TintedIcon(name, role)
	img.Show()
	img.Refresh()
}
