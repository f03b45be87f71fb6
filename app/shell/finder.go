package shell

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"chartroom/app/theme"
	"chartroom/app/widgets"
)

// found limits how many things Ctrl+K lists.
const foundLimit = 8

// finder is Ctrl+K: type a few letters, choose with the arrows, Enter opens.
type finder struct {
	shell  *Shell
	all    []Found
	at     int
	list   *fyne.Container
	scroll *container.Scroll // around list
}

// showFinder opens it.
func (s *Shell) showFinder() {
	f := &finder{shell: s, list: widgets.Column(theme.Space4)}
	entry := widgets.SearchEntry("Find a screen, a question, a code or a career", f.search)
	entry.OnEnter = func(string) { f.open(f.at) }
	entry.OnEscape = s.closeOverlay
	entry.OnUp, entry.OnDown = func() { f.move(-1) }, func() { f.move(1) }
	f.scroll = container.NewVScroll(f.list)
	height := min(theme.Scaled(560), s.Window.Canvas().Size().Height-2*theme.Space32)
	s.open(widgets.Fixed(theme.Scaled(620), height, widgets.PadAll(theme.Space12,
		widgets.Column(theme.Space12, entry, widgets.Grow(f.scroll)))), nil)
	f.search("")
	s.Window.Canvas().Focus(entry)
}

// search lists what fits: screens by name, then what screens know.
func (f *finder) search(text string) {
	f.all, f.at = nil, 0
	for i, screen := range f.shell.screens {
		if strings.HasPrefix(strings.ToLower(screen.Name()), strings.ToLower(strings.TrimSpace(text))) {
			f.all = append(f.all, Found{Icon: screen.Icon(), Title: screen.Name(), Detail: "screen", Open: func() { f.shell.show(i) }})
		}
	}
	lists := [][]Found{f.all}
	for _, screen := range f.shell.screens {
		if g, ok := screen.(Finder); ok && strings.TrimSpace(text) != "" {
			lists = append(lists, g.Find(text))
		}
	}
	f.all = namedFirst(shared(lists, foundLimit), text)
	f.draw()
}

// namedFirst puts what has the words in its title just as they were typed
// before what only has them somewhere.
func namedFirst(all []Found, text string) []Found {
	words := strings.ToLower(strings.TrimSpace(text))
	rank := func(f Found) int {
		if strings.Contains(strings.ToLower(f.Title), words) {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(all, func(a, b Found) int { return rank(a) - rank(b) })
	return all
}

// shared is what several screens found, in their order, at most limit in all:
// where it is more, the longest lists give way, so that no screen is crowded
// out.
func shared(lists [][]Found, limit int) (all []Found) {
	n := 0
	for _, l := range lists {
		n += len(l)
	}
	for ; n > limit; n-- {
		longest := 0
		for i := range lists {
			if len(lists[i]) >= len(lists[longest]) {
				longest = i
			}
		}
		lists[longest] = lists[longest][:len(lists[longest])-1]
	}
	for _, l := range lists {
		all = append(all, l...)
	}
	return all
}

func (f *finder) move(by int) {
	if n := len(f.all); n > 0 {
		f.at = (f.at + by + n) % n
		f.draw()
	}
}

func (f *finder) open(i int) {
	if i < len(f.all) {
		do := f.all[i].Open
		f.shell.closeOverlay()
		do()
	}
}

func (f *finder) draw() {
	f.list.Objects = nil
	for i, found := range f.all {
		row := widgets.NewListRow(0, 2)
		row.Set(widgets.RowItem{Icon: found.Icon, Title: found.Title, Detail: found.Detail})
		row.SetSelected(i == f.at)
		f.list.Objects = append(f.list.Objects, widgets.Pressable(row, func() { f.open(i) }))
	}
	if len(f.all) == 0 {
		f.list.Objects = []fyne.CanvasObject{widgets.Muted("Nothing is called that. Try fewer letters.")}
	}
	f.list.Refresh()
	f.scroll.Refresh()
	f.show()
}

// show brings what is chosen into view.
func (f *finder) show() {
	if f.at >= len(f.list.Objects) || f.scroll.Size().Height <= 0 {
		return
	}
	row := f.list.Objects[f.at]
	top, bottom := row.Position().Y, row.Position().Y+row.Size().Height
	f.scroll.ScrollToOffset(fyne.NewPos(0, max(min(f.scroll.Offset.Y, top), bottom-f.scroll.Size().Height)))
}
