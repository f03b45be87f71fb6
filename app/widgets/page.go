package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"chartroom/app/theme"
)

// Frame is a page: a header that stays, a body that scrolls, a footer that
// stays, with the page's margin around. A body that is shorter than the page
// fills it.
type Frame struct {
	widget.BaseWidget
	header, body, footer fyne.CanvasObject
	scroll               *container.Scroll
	fixed                bool
}

// Page makes a page. header and footer may be nil.
func Page(header, body, footer fyne.CanvasObject) *Frame {
	f := &Frame{header: header, body: body, footer: footer}
	f.scroll = container.NewVScroll(container.New(&scrolledLayout{}, body))
	f.ExtendBaseWidget(f)
	return f
}

// FixedPage is Page with a body that does not scroll: one that holds a list,
// which scrolls itself.
func FixedPage(header, body, footer fyne.CanvasObject) *Frame {
	f := &Frame{header: header, body: body, footer: footer, fixed: true}
	f.ExtendBaseWidget(f)
	return f
}

// SetBody changes what is scrolled, and goes to its top.
func (f *Frame) SetBody(body fyne.CanvasObject) {
	f.body = body
	if !f.fixed {
		f.scroll.Content = container.New(&scrolledLayout{}, body)
		f.scroll.Offset = fyne.Position{}
	}
	f.Refresh()
}

// SetHeader and SetFooter change the parts that stay; nil for none.
func (f *Frame) SetHeader(o fyne.CanvasObject) { f.header = o; f.Refresh() }

// SetFooter changes the part at the foot.
func (f *Frame) SetFooter(o fyne.CanvasObject) { f.footer = o; f.Refresh() }

// ScrollToTop shows the top of the body.
func (f *Frame) ScrollToTop() {
	if f.scroll != nil {
		f.scroll.ScrollToTop()
	}
}

// ScrollBy moves the body by so many units, for PageUp and PageDown.
func (f *Frame) ScrollBy(dy float32) {
	if f.scroll == nil {
		return
	}
	f.scroll.Offset.Y = min(max(0, f.scroll.Offset.Y+dy), max(0, f.scroll.Content.MinSize().Height-f.scroll.Size().Height))
	f.scroll.Refresh()
}

// CreateRenderer is for Fyne.
func (f *Frame) CreateRenderer() fyne.WidgetRenderer {
	v := newView(f, nil, nil, nil)
	body := func() fyne.CanvasObject {
		if f.fixed {
			return f.body
		}
		return f.scroll
	}
	v.paint = func() {
		v.objects = v.objects[:0]
		for _, o := range []fyne.CanvasObject{f.header, body(), f.footer} {
			if o != nil {
				v.objects = append(v.objects, o)
			}
		}
	}
	v.min = func() fyne.Size {
		var s fyne.Size
		for _, o := range v.objects {
			m := o.MinSize()
			s = fyne.NewSize(max(s.Width, m.Width), s.Height+m.Height)
		}
		gaps := theme.Space16 * float32(len(v.objects)-1)
		return s.AddWidthHeight(2*theme.PageMargin, 2*theme.PageMargin+gaps)
	}
	v.layout = func(s fyne.Size) {
		const margin = theme.PageMargin
		w := s.Width - 2*margin
		top, bottom := margin, s.Height-margin
		if f.header != nil {
			h := HeightFor(f.header, w)
			place(f.header, margin, top, w, h)
			top += h + theme.Space16
		}
		if f.footer != nil {
			h := HeightFor(f.footer, w)
			bottom -= h
			place(f.footer, margin, bottom, w, h)
			bottom -= theme.Space16
		}
		if f.fixed {
			place(f.body, margin, top, w, max(0, bottom-top))
			return
		}
		// The scroller reaches into the right margin, so that its bar does not
		// lie on the content.
		inner := f.scroll.Content.(*fyne.Container)
		l := inner.Layout.(*scrolledLayout)
		l.width, l.least = w, max(0, bottom-top)
		place(f.scroll, margin, top, w+margin-theme.Space4, max(0, bottom-top))
		f.scroll.Refresh()
	}
	v.paint()
	return v
}

// Scroller is content that scrolls up and down and knows its height at the
// scroller's width; for parts of a FixedPage.
func Scroller(content fyne.CanvasObject) *fyne.Container {
	l := &scrolledLayout{}
	scroll := container.NewVScroll(container.New(l, content))
	return container.New(scrollerLayout{l}, scroll)
}

type scrollerLayout struct{ inner *scrolledLayout }

func (scrollerLayout) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

func (l scrollerLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.inner.width, l.inner.least = max(0, size.Width-theme.Space12), size.Height
	objects[0].Resize(size)
	objects[0].Refresh()
}

// scrolledLayout is the inside of a scroller: as wide as it is told, as high as
// the content needs, and at least as high as the window.
type scrolledLayout struct{ width, least float32 }

func (l *scrolledLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	if l.width <= 0 {
		return objects[0].MinSize()
	}
	return fyne.NewSize(min(objects[0].MinSize().Width, l.width), max(l.least, HeightFor(objects[0], l.width)))
}

func (l *scrolledLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	w := l.width
	if w <= 0 {
		w = size.Width
	}
	place(objects[0], 0, 0, w, max(l.least, HeightFor(objects[0], w)))
}
