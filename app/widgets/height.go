package widgets

import "fyne.io/fyne/v2"

// A Tall widget knows how high it wants to be at a width.
type Tall interface {
	HeightFor(width float32) float32
}

// tallLayout is a layout that knows it for its objects.
type tallLayout interface {
	heightFor(objects []fyne.CanvasObject, width float32) float32
}

// natural is a widget that wants more width than its MinSize, if there is any.
type natural interface {
	NaturalWidth() float32
}

// HeightFor is how high o must be when it is as wide as width. Objects that
// cannot say are made that wide and asked again, which also works for Fyne's
// own containers around our text.
func HeightFor(o fyne.CanvasObject, width float32) float32 {
	switch o := o.(type) {
	case Tall:
		return o.HeightFor(width)
	case *fyne.Container:
		if l, ok := o.Layout.(tallLayout); ok {
			return l.heightFor(o.Objects, width)
		}
	case fyne.Widget:
	default:
		return o.MinSize().Height
	}
	if o.Size().Width != width {
		o.Resize(fyne.NewSize(width, o.Size().Height))
	}
	return o.MinSize().Height
}

// naturalWidth is how wide o would like to be.
func naturalWidth(o fyne.CanvasObject) float32 {
	switch o := o.(type) {
	case natural:
		return o.NaturalWidth()
	case *fyne.Container:
		if l, ok := o.Layout.(interface {
			naturalWidth([]fyne.CanvasObject) float32
		}); ok {
			return l.naturalWidth(o.Objects)
		}
	}
	return o.MinSize().Width
}
