package library

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"chartroom/app/theme"
	"chartroom/app/widgets"
)

// panes are the form and the preview side by side, each of which scrolls by
// itself so that the preview stays in view while one writes. Where there is no
// room for both, one of them is shown.
type panes struct {
	form, preview *fyne.Container // scrollers
	object        *fyne.Container
	second        bool // where there is room for one, it is the preview
	fields        func() []*field
}

func newPanes(form, preview fyne.CanvasObject, fields func() []*field) *panes {
	p := &panes{form: widgets.Scroller(form), preview: widgets.Scroller(preview), fields: fields}
	if scroll, ok := p.form.Objects[0].(*container.Scroll); ok {
		scroll.OnScrolled = func(fyne.Position) { p.cull() }
	}
	p.object = &fyne.Container{Layout: p, Objects: []fyne.CanvasObject{p.form, p.preview}}
	return p
}

// both reports whether there is room for form and preview.
func (p *panes) both() bool { return p.object.Size().Width >= theme.Scaled(780) }

// again lays the panes out anew, as when a text takes another line.
func (p *panes) again() { p.Layout(p.object.Objects, p.object.Size()) }

// flip shows the other one where there is room for one.
func (p *panes) flip() {
	p.second = !p.second
	p.again()
}

// MinSize is for Fyne.
func (p *panes) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(320, 200) }

// Layout is for Fyne.
func (p *panes) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	if size.Width >= theme.Scaled(780) {
		left := (size.Width - theme.Space24) * .52
		p.form.Show()
		p.preview.Show()
		p.form.Resize(fyne.NewSize(left, size.Height))
		p.form.Move(fyne.NewPos(0, 0))
		p.preview.Resize(fyne.NewSize(size.Width-left-theme.Space24, size.Height))
		p.preview.Move(fyne.NewPos(left+theme.Space24, 0))
		p.cull()
		return
	}
	shown, hidden := p.form, p.preview
	if p.second {
		shown, hidden = hidden, shown
	}
	hidden.Hide()
	shown.Show()
	shown.Resize(size)
	shown.Move(fyne.NewPos(0, 0))
	p.cull()
}

// cull notes which fields are out of view, or hardly in it.
func (p *panes) cull() {
	driver := fyne.CurrentApp().Driver()
	if driver.CanvasForObject(p.form) == nil || p.form.Size().Height < 1 {
		return
	}
	top := driver.AbsolutePositionForObject(p.form).Y
	bottom := top + p.form.Size().Height
	for _, f := range p.fields() {
		y, h := driver.AbsolutePositionForObject(f).Y, f.Size().Height
		// What was not drawn yet has no place on the canvas.
		away := driver.CanvasForObject(f) != nil && h > 0 && min(y+h, bottom)-max(y, top) < h/2
		if away != f.away {
			f.away = away
			f.Refresh()
		}
	}
}

// reveal scrolls the form so that a field is in view.
func (p *panes) reveal(f *field) {
	scroll, ok := p.form.Objects[0].(*container.Scroll)
	if !ok || p.form.Size().Height < 1 || fyne.CurrentApp().Driver().CanvasForObject(f) == nil {
		return
	}
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(f).Y - driver.AbsolutePositionForObject(scroll).Y
	by := float32(0)
	if room := scroll.Size().Height - theme.Space16; top+f.Size().Height > room {
		by = top + f.Size().Height - room
	}
	if top-by < theme.Space24 {
		by = top - theme.Space24
	}
	scroll.ScrollToOffset(scroll.Offset.AddXY(0, by))
}
