package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Rows is a long list of ListRows, one of which is chosen. It draws those in
// view only, and never takes the focus, so that all keys go to the screen.
type Rows struct {
	widget.List
	at func() int
}

// NewRows makes the list: count rows of two lines, set says what is in each, at
// which one is chosen, -1 for none, and pressed hears of a click.
func NewRows(count func() int, set func(int) RowItem, at func() int, pressed func(int)) *Rows {
	r := &Rows{at: at}
	r.HideSeparators = true
	r.Length = count
	r.CreateItem = func() fyne.CanvasObject { return NewListRow(0, 2) }
	r.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		if row, ok := o.(*ListRow); ok && i < count() {
			row.Set(set(i))
			row.SetSelected(i == at())
		}
	}
	r.OnSelected = func(i widget.ListItemID) {
		r.Unselect(i)
		pressed(i)
	}
	r.ExtendBaseWidget(r)
	return r
}

// Draw shows the rows again and brings the chosen one into view.
func (r *Rows) Draw() {
	r.Refresh()
	if i := r.at(); i >= 0 && r.Size().Height > 0 {
		r.ScrollTo(i)
	}
}

// FocusGained hands the focus back.
func (r *Rows) FocusGained() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(r); c != nil {
		c.Unfocus()
	}
}
