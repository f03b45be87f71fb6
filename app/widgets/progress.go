package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"chartroom/app/theme"
)

// Progress is a thin bar that fills from the left.
type Progress struct {
	widget.BaseWidget
	share float64
	role  fyne.ThemeColorName
}

// ProgressBar makes a bar; share is 0 to 1.
func ProgressBar(share float64) *Progress {
	p := &Progress{share: share, role: theme.ColorAccent}
	p.ExtendBaseWidget(p)
	return p
}

// In sets the role of the filled part, and returns the bar.
func (p *Progress) In(role fyne.ThemeColorName) *Progress { p.role = role; return p }

// Set changes the share, 0 to 1.
func (p *Progress) Set(share float64) {
	if p.share != share {
		p.share = share
		p.Refresh()
	}
}

// HeightFor is for layouts.
func (p *Progress) HeightFor(float32) float32 { return 8 }

// CreateRenderer is for Fyne.
func (p *Progress) CreateRenderer() fyne.WidgetRenderer {
	track, bar := rect(4), rect(4)
	return newView(p, func() {
		fill(track, theme.ColorRaised, "", 0)
		fill(bar, p.role, "", 0)
	}, func() fyne.Size { return fyne.NewSize(48, 8) }, func(s fyne.Size) {
		const h = 8
		y := (s.Height - h) / 2
		place(track, 0, y, s.Width, h)
		share := float32(min(max(p.share, 0), 1))
		w := s.Width * share
		if share > 0 {
			w = max(w, h)
		}
		place(bar, 0, y, w, h)
	}, track, bar)
}
