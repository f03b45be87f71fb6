package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"chartroom/app/theme"
)

// Drop is a choice of one among many, in a list that opens.
type Drop struct {
	widget.BaseWidget
	choice  *widget.Select
	changed func(string)
}

// Dropdown makes the choice. placeholder is shown while nothing is selected
// (""). changed is called for the learner's choices, not for Set.
func Dropdown(words []string, selected, placeholder string, changed func(string)) *Drop {
	d := &Drop{changed: changed}
	d.choice = widget.NewSelect(words, nil)
	d.choice.PlaceHolder = placeholder
	d.choice.Selected = selected
	d.choice.OnChanged = d.tell
	d.ExtendBaseWidget(d)
	return d
}

func (d *Drop) tell(s string) {
	if d.changed != nil {
		d.changed(s)
	}
}

// Set selects without telling; "" selects nothing.
func (d *Drop) Set(s string) {
	if d.choice.Selected == s {
		return
	}
	d.choice.OnChanged = nil
	if s == "" {
		d.choice.ClearSelected()
	} else {
		d.choice.SetSelected(s)
	}
	d.choice.OnChanged = d.tell
}

// SetWords changes what can be chosen, keeping the selection if it is there.
func (d *Drop) SetWords(words []string) {
	d.choice.Options = words
	d.Refresh()
}

// Selected is what is chosen, "" for nothing.
func (d *Drop) Selected() string { return d.choice.Selected }

// SetEnabled makes it usable or not.
func (d *Drop) SetEnabled(on bool) {
	if on {
		d.choice.Enable()
	} else {
		d.choice.Disable()
	}
}

// HeightFor is for layouts.
func (d *Drop) HeightFor(float32) float32 { return d.MinSize().Height }

// NaturalWidth is for layouts: its longest word, within reason.
func (d *Drop) NaturalWidth() float32 {
	w := theme.Measure(d.choice.PlaceHolder, theme.Size(theme.SizeBody), fyne.TextStyle{}).Width
	for _, s := range d.choice.Options {
		w = max(w, theme.Measure(s, theme.Size(theme.SizeBody), fyne.TextStyle{}).Width)
	}
	return min(w, 22*theme.Size(theme.SizeBody)) + theme.Size(theme.SizeIcon) + 34
}

// CreateRenderer is for Fyne.
func (d *Drop) CreateRenderer() fyne.WidgetRenderer {
	edge := rect(theme.RadiusRow)
	return newView(d, func() {
		fill(edge, theme.ColorSurface, theme.ColorEdge, 1)
		d.choice.Refresh()
	}, func() fyne.Size { return d.choice.MinSize() }, func(s fyne.Size) {
		edge.Resize(s)
		place(d.choice, 1, 1, s.Width-2, s.Height-2)
	}, edge, d.choice)
}
