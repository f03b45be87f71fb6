package practice

import (
	"slices"

	"fyne.io/fyne/v2"

	"chartroom/app/actions"
	"chartroom/app/shell"
	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz/codebook"
)

// drillLength is how many questions a drill from the code books asks.
const drillLength = 10

// bookDrills are the kinds of drills that a code book is the newest to give.
type bookDrills struct {
	book  codebook.Book
	kinds []codebook.DrillKind
}

// bookDrills are the drills that the code books on the shelf give, of each set
// and kind those of the newest year.
func (m *model) bookDrills() ([]bookDrills, error) {
	by, err := m.act.CodeDrills(ctx())
	if err != nil {
		return nil, err
	}
	var all []bookDrills
	for _, set := range codebook.Sets {
		var years []int
		for b := range by {
			if b.Set == set {
				years = append(years, b.Year)
			}
		}
		slices.Sort(years)
		slices.Reverse(years)
		seen := map[codebook.DrillKind]bool{}
		for _, year := range years {
			d := bookDrills{book: codebook.Book{Set: set, Year: year}}
			for _, k := range by[d.book] {
				if !seen[k] {
					d.kinds = append(d.kinds, k)
				}
				seen[k] = true
			}
			if len(d.kinds) > 0 {
				all = append(all, d)
			}
		}
	}
	return all, nil
}

// bookColumn is how wide the names of books are, at text scale 1.
const bookColumn = 152

// drillsCard offers the drills from the code books; nil without books.
func (s *Screen) drillsCard() fyne.CanvasObject {
	all, err := s.m.bookDrills()
	if err != nil {
		s.shell.Fail(err)
	}
	if len(all) == 0 {
		return nil
	}
	parts := []fyne.CanvasObject{widgets.Heading("From your code books")}
	for i, d := range all {
		row := []fyne.CanvasObject{widgets.Fixed(theme.Scaled(bookColumn), 0, widgets.Strong(d.book.Title()).OneLine())}
		for j, k := range d.kinds {
			button := widgets.SecondaryButton(k.Name(), func() { s.drillBook(d.book, k) })
			if i == 0 && j == 0 {
				button = button.WithKey("D")
			}
			row = append(row, button)
		}
		parts = append(parts, widgets.Flow(theme.Space12, row...))
	}
	return widgets.Card(widgets.Column(theme.Space12, parts...))
}

// drillKeys are the keys of the first drill, if there is one.
func (s *Screen) drillKeys() []shell.Key {
	all, err := s.m.bookDrills()
	if err != nil || len(all) == 0 {
		return nil
	}
	first := all[0]
	return []shell.Key{{Rune: 'd', Does: "drill: " + first.kinds[0].Name() + ", " + first.book.Title(), Do: func() { s.drillBook(first.book, first.kinds[0]) }}}
}

// drillBook begins a drill from a code book.
func (s *Screen) drillBook(b codebook.Book, kind codebook.DrillKind) {
	s.run(func() (actions.Done, error) {
		session, done, err := s.m.act.StartDrill(ctx(), b, kind, drillLength)
		if err != nil {
			return done, err
		}
		return done, s.m.resume(session)
	})
}
