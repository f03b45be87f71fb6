package careers

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"

	"chartroom/app/charts"
	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/content/career"
	"chartroom/quiz"
)

// statesPage is pay by state: the map, the table, and what else was found.
func (s *Screen) statesPage() *widgets.Frame {
	v := &s.model.states
	bring := widgets.SecondaryButton("Import figures", s.chooseWages).WithKey("I").WithIcon("import")
	export := widgets.SecondaryButton("Export", s.export).WithKey("E").WithIcon("export")
	const why = "Newer figures: in the OEWS query system at bls.gov, choose one occupation for several areas and save the workbook; or take the yearly state_M20XX_dl file. Import it here, or drop it on this window."
	x := v.now()
	if x == nil {
		return s.framed(s.head("Pay by state", "", bring), widgets.EmptyState("library", "No figures by state", why, nil))
	}
	names, keys := []string{}, []string{}
	for i := range v.series {
		name := v.series[i].name()
		if v.series[i].own {
			name += ", imported"
		}
		names, keys = append(names, name), append(keys, v.series[i].key())
	}
	at := slices.Index(keys, x.key())
	menu := widgets.Dropdown(names, names[at], "", func(name string) {
		v.shown = keys[slices.Index(names, name)]
		s.redraw()
	})
	parts := []fyne.CanvasObject{menu}
	if x.figures[0].Year() > 0 && s.model.act.Today().Date().Year()-x.figures[0].Year() > 3 {
		parts = append(parts, s.warning(fmt.Sprintf("These figures are of %s. No complete newer table could be shipped; import one to see it here.", x.period)))
	}
	var values []charts.StateValue
	for _, f := range x.figures {
		values = append(values, charts.StateValue{Code: career.StateNamed(f.Area).Code, Value: f.Value, Text: short(f), Say: joined(" ", f.Area+": "+f.Amount(), f.Note) + ", " + f.Period})
	}
	chart := charts.States(v.sentence(), "No figures", values)
	chart.WhenChosen(func(code string) { v.picked = code; s.redraw() })
	parts = append(parts, widgets.Card(chart))
	if v.picked != "" {
		parts = append(parts, s.stateCard(v.picked))
	}
	parts = append(parts, s.tableCard(x), widgets.Note(theme.IconInfo, theme.ColorAccent, widgets.Body(why)))
	return s.framed(s.head("Pay by state", x.figures[0].Source, bring, export), widgets.Column(theme.Space16, parts...))
}

// tableCard is the table of the series on show, in as many columns as there is
// room for.
func (s *Screen) tableCard(x *series) fyne.CanvasObject {
	v := &s.model.states
	all := v.sorted()
	ranks := make(map[string]int, len(all))
	byWorth := slices.Clone(all)
	slices.SortStableFunc(byWorth, func(a, b career.Figure) int { return byValue(b, a) })
	for i, f := range byWorth {
		ranks[f.Area] = i + 1
	}
	columns := 3
	if s.shell.Room() < theme.Scaled(860) {
		columns = 2
	}
	if s.shell.Room() < theme.Scaled(560) {
		columns = 1
	}
	long := (len(all) + columns - 1) / columns
	var blocks []fyne.CanvasObject
	for from := 0; from < len(all); from += long {
		var rows []fyne.CanvasObject
		for _, f := range all[from:min(from+long, len(all))] {
			row := widgets.NewListRow(2.4, 1)
			row.Set(widgets.RowItem{Lead: fmt.Sprint(ranks[f.Area]), Title: f.Area, Value: joined(" ", f.Amount(), f.Note)})
			code := career.StateNamed(f.Area).Code
			row.SetSelected(code == v.picked)
			rows = append(rows, widgets.Pressable(row, func() { v.picked = code; s.redraw() }))
		}
		blocks = append(blocks, widgets.Column(0, rows...))
	}
	words := widgets.Segmented([]string{"By amount", "By name"}, map[bool]int{true: 1}[v.byName], func(i int) { v.byName = i == 1; s.redraw() })
	return widgets.Card(widgets.Column(theme.Space12, widgets.Flow(theme.Space16, widgets.Heading(x.measure.Name()+", "+x.period), words),
		widgets.Columns(theme.Space16, 1, blocks...)))
}

// stateCard is all that is known of a state.
func (s *Screen) stateCard(code string) fyne.CanvasObject {
	name := code
	for _, st := range career.States {
		if st.Code == code {
			name = st.Name
		}
	}
	var rows []fyne.CanvasObject
	for _, f := range s.model.states.of(code) {
		rows = append(rows, widgets.Column(0, widgets.Body(joined(" ", f.Measure.Name()+": "+f.Amount(), f.Note)+", "+f.Title+" ("+f.SOC+"), "+f.Period), widgets.Caption(f.Source)))
	}
	if len(rows) == 0 {
		rows = append(rows, widgets.Muted("No figure of this state was found."))
	}
	return card(name, rows...)
}

// sortTable sorts the table the other way.
func (s *Screen) sortTable() {
	s.model.states.byName = !s.model.states.byName
	s.redraw()
}

// nextSeries shows the next occupation, year or measure.
func (s *Screen) nextSeries() {
	v := &s.model.states
	if x := v.now(); x != nil {
		i := slices.IndexFunc(v.series, func(o series) bool { return o.key() == x.key() })
		v.shown = v.series[(i+1)%len(v.series)].key()
		s.redraw()
	}
}

// chooseWages asks for a file of wages.
func (s *Screen) chooseWages() { s.shell.ChooseFile(s.readWages) }

// Drop takes a file of wages that was dropped on the window.
func (s *Screen) Drop(path string) {
	if err := s.model.read(); err != nil {
		s.shell.Fail(err)
		return
	}
	s.model.turn(place{part: "states"})
	s.draw()
	s.readWages(path)
}

// readWages reads a file beside the window and keeps what it holds.
func (s *Screen) readWages(path string) {
	s.shell.Visit(path)
	var w career.Wages
	want := s.model.wanted()
	s.shell.Run("Read "+filepath.Base(path), func(ctx context.Context, report func(done, total int)) (err error) {
		w, err = openWages(ctx, path, want, report)
		return err
	}, func(err error) {
		if err != nil {
			if !errors.Is(err, context.Canceled) {
				s.shell.Fail(err)
			}
			return
		}
		s.jot("import of wages", keeping(&w)...)
		text := brought(&w)
		if !s.model.states.show(w.Figures[0].SOC, w.Figures[0].Period) {
			text += " They are of too few states for a map: choose a state to read them."
		}
		s.redraw()
		s.shell.Say(text)
	})
}

func openWages(ctx context.Context, path string, want []career.Occupation, report func(done, total int)) (career.Wages, error) {
	f, err := os.Open(path)
	if err != nil {
		return career.Wages{}, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return career.Wages{}, err
	}
	return career.ReadWages(ctx, filepath.Base(path), f, info.Size(), want, report)
}

// wageJottings are the files of wages that came in, for taking them out again.
func (m *model) wageJottings() (all []quiz.Jotting) {
	for k, j := range m.jottings {
		if len(k[0]) > len(career.WageSubject) && k[0][:len(career.WageSubject)] == career.WageSubject {
			all = append(all, j)
		}
	}
	return all
}

// removeWages takes imported wages out again; undo brings them back.
func (s *Screen) removeWages() {
	all := s.model.wageJottings()
	for i := range all {
		all[i].Value = ""
	}
	if len(all) == 0 {
		s.shell.Say("There are no imported figures.")
		return
	}
	s.jot("removal of the imported wages", all...)
}
