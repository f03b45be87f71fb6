package widgets

import "fyne.io/fyne/v2"

// Fixed gives o a size of its own; 0 keeps what o wants in that direction.
// In a wider or higher place it still fills the place.
func Fixed(width, height float32, o fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: fixed{width, height}, Objects: []fyne.CanvasObject{o}}
}

type fixed struct{ width, height float32 }

func (f fixed) MinSize(objects []fyne.CanvasObject) fyne.Size {
	min := objects[0].MinSize()
	if f.width > 0 {
		min.Width = f.width
	}
	if f.height > 0 {
		min.Height = f.height
	} else if f.width > 0 {
		min.Height = HeightFor(objects[0], f.width)
	}
	return min
}

func (f fixed) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(s)
}

func (f fixed) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	if f.height > 0 {
		return f.height
	}
	return HeightFor(objects[0], width)
}

// Square is content on a surface of a role, to its edges and without rounded
// corners: the rail.
func Square(content fyne.CanvasObject, fill fyne.ThemeColorName) *Panel {
	p := NewPanel(content, fill, "", 0)
	p.radius = 0
	return p
}
