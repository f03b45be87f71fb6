package widgets

import "fyne.io/fyne/v2"

// DrawnUnless is a renderer that draws nothing while away is true. Fyne's entry
// scrolls inside, and what scrolls inside a scroller is neither cut off nor kept
// from clicks by it: so an entry in a form is away while it is out of view.
func DrawnUnless(away *bool, r fyne.WidgetRenderer) fyne.WidgetRenderer {
	return &awayRenderer{r, away}
}

type awayRenderer struct {
	fyne.WidgetRenderer
	away *bool
}

func (r *awayRenderer) Objects() []fyne.CanvasObject {
	if *r.away {
		return nil
	}
	return r.WidgetRenderer.Objects()
}
