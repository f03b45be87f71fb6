package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"chartroom/app/theme"
)

// RowItem is what a ListRow shows. Empty parts take no room.
type RowItem struct {
	Icon     theme.IconName
	Role     fyne.ThemeColorName // of Icon and Value; "" = Muted
	Lead     string              // small, in a column of its own: "line 214", a code
	Title    string              // one line
	Detail   string              // one line, muted
	Value    string              // at the right, tabular
	Chip     string              // at the right, before Value
	ChipRole fyne.ThemeColorName
}

// ListRow is a row of a long list, for widget.List: two lines at most, each
// part in its column. All rows of a list have one height.
type ListRow struct {
	widget.BaseWidget
	item      RowItem
	leadWidth float32 // in ems of caption text
	lines     int
	selected  bool
	chip      *Tag
}

// NewListRow makes an empty row. leadWidth is the width of the Lead column in
// ems of caption text, 0 for none; lines is 1 (no Detail) or 2.
func NewListRow(leadWidth float32, lines int) *ListRow {
	r := &ListRow{leadWidth: leadWidth, lines: lines, chip: Chip("", theme.ColorMuted)}
	r.ExtendBaseWidget(r)
	return r
}

// Set shows an item.
func (r *ListRow) Set(item RowItem) {
	if r.item != item {
		r.item = item
		r.Refresh()
	}
}

// SetSelected marks the row.
func (r *ListRow) SetSelected(on bool) {
	if r.selected != on {
		r.selected = on
		r.Refresh()
	}
}

// Words are for tests.
func (r *ListRow) Words() []string {
	var w []string
	for _, s := range []string{r.item.Lead, r.item.Title, r.item.Detail, r.item.Value} {
		if s != "" {
			w = append(w, s)
		}
	}
	return w
}

// HeightFor is for layouts.
func (r *ListRow) HeightFor(float32) float32 { return r.MinSize().Height }

// CreateRenderer is for Fyne.
func (r *ListRow) CreateRenderer() fyne.WidgetRenderer {
	bg, ic := rect(theme.RadiusRow), newInnerIcon()
	lead, value := line("", theme.SizeCaption, false), line("", theme.SizeBody, true)
	title, detail := line("", theme.SizeBody, r.lines > 1), line("", theme.SizeCaption, false)
	return newView(r, func() {
		it := &r.item
		body := fyne.ThemeColorName("")
		if r.selected {
			body = theme.ColorAccentSoft
		}
		fill(bg, body, "", 0)
		c := it.Role
		if c == "" {
			c = theme.ColorMuted
		}
		tint(ic, it.Icon, c)
		ink(lead, theme.SizeCaption, theme.ColorMuted)
		ink(title, theme.SizeBody, theme.ColorText)
		ink(detail, theme.SizeCaption, theme.ColorMuted)
		if it.Role == "" {
			c = theme.ColorText
		}
		write(value, it.Value)
		ink(value, theme.SizeBody, c)
		if it.Chip == "" {
			r.chip.Hide()
		} else {
			cr := it.ChipRole
			if cr == "" {
				cr = theme.ColorMuted
			}
			r.chip.Set(it.Chip, cr)
			r.chip.Show()
		}
	}, func() fyne.Size {
		h := theme.Measure("x", theme.Size(theme.SizeBody), fyne.TextStyle{}).Height
		if r.lines > 1 {
			h += theme.Measure("x", theme.Size(theme.SizeCaption), fyne.TextStyle{}).Height + 2
		}
		return fyne.NewSize(theme.Scaled(160), h+2*theme.Space8)
	}, func(s fyne.Size) {
		bg.Resize(s)
		it := &r.item
		x, right := theme.Space12, s.Width-theme.Space12
		centre := s.Height / 2
		if it.Detail != "" && r.lines > 1 { // without, the title is in the middle
			centre = theme.Space8 + title.MinSize().Height/2
		}
		if it.Icon != "" {
			k := theme.Size(theme.SizeIcon)
			place(ic, x, centre-k/2+theme.Scaled(0.5), k, k)
			x += k + theme.Space12
		}
		if r.leadWidth > 0 {
			w := r.leadWidth * theme.Size(theme.SizeCaption)
			write(lead, clip(it.Lead, lead.TextSize, lead.TextStyle, w))
			m := lead.MinSize()
			place(lead, x, centre-m.Height/2, m.Width, m.Height)
			x += w + theme.Space12
		}
		if it.Value != "" {
			m := value.MinSize()
			right -= m.Width
			place(value, right, (s.Height-m.Height)/2, m.Width, m.Height)
			if it.Chip != "" { // chips stand in a column, left of the widest share
				right -= max(0, theme.Measure("100 %", value.TextSize, value.TextStyle).Width-m.Width)
			}
			right -= theme.Space16
		}
		if r.chip.Visible() {
			m := r.chip.MinSize()
			w := min(r.chip.NaturalWidth(), max(m.Width, (right-x)*0.5))
			right -= w
			place(r.chip, right, (s.Height-m.Height)/2, w, m.Height)
			right -= theme.Space12
		}
		room := max(0, right-x)
		write(title, clip(it.Title, title.TextSize, title.TextStyle, room))
		m := title.MinSize()
		place(title, x, centre-m.Height/2, m.Width, m.Height)
		write(detail, clip(it.Detail, detail.TextSize, detail.TextStyle, room))
		d := detail.MinSize()
		place(detail, x, centre+m.Height/2+2, d.Width, d.Height)
		title.Refresh()
		detail.Refresh()
	}, bg, ic, lead, title, detail, r.chip, value)
}
