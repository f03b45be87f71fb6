package shell

import (
	"fyne.io/fyne/v2"

	"chartroom/app/theme"
	"chartroom/app/widgets"
)

// railWidth is how wide the rail is, before text scale.
const railWidth = 208

// rail is the navigation at the left: a row a screen, the last at the foot.
type rail struct {
	shell  *Shell
	items  []*widgets.RailItem
	foot   *widgets.Text
	object fyne.CanvasObject
}

func newRail(s *Shell) *rail {
	r := &rail{shell: s, foot: widgets.Caption("")}
	for i, screen := range s.screens[:s.listed] {
		r.items = append(r.items, widgets.NewRailItem(screen.Icon(), screen.Name(), func() { s.show(i) }))
	}
	rows := []fyne.CanvasObject{widgets.Pad(theme.Space4, theme.Space12, theme.Space12, theme.Space12, widgets.Heading(s.Window.Title()))}
	for i, item := range r.items {
		if i == len(r.items)-1 && i > 0 {
			rows = append(rows, widgets.Spacer(), widgets.Pad(0, theme.Space12, theme.Space4, theme.Space12, r.foot))
		}
		rows = append(rows, item)
	}
	r.object = widgets.Fixed(theme.Scaled(railWidth), 0, widgets.Square(
		widgets.Pad(theme.Space24, theme.Space12, theme.Space16, theme.Space12, widgets.Column(theme.Space4, rows...)), theme.ColorRaised))
	return r
}

// draw shows which screen is open and the badges.
func (r *rail) draw() {
	for i, item := range r.items {
		item.SetSelected(i == r.shell.current)
		if b, ok := r.shell.screens[i].(Badger); ok {
			item.SetBadge(b.Badge())
		}
	}
}

// beside shows the rail beside the screen, or leaves its room to it.
func (r *rail) beside(on bool) {
	if r.object.Visible() == on {
		return
	}
	show(r.object, on)
	r.shell.Window.Content().Refresh()
}

// SetFoot shows a caption above the last screen of the rail, such as the exam
// and its date.
func (s *Shell) SetFoot(text string) { s.rail.foot.SetText(text) }
