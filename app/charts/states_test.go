package charts

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"chartroom/app/theme"
)

// wages are values of every square, three states without.
func wages() (all []StateValue) {
	n := 0
	for _, line := range stateRows {
		for _, code := range strings.Fields(line) {
			if code == ".." || slices.Contains([]string{"RI", "VT", "PR"}, code) {
				continue
			}
			n++
			v := 36_000 + float64(n*337)
			all = append(all, StateValue{Code: code, Value: v, Text: fmt.Sprintf("$%.0fk", v/1000), Say: fmt.Sprintf("%s: $%.0f", code, v)})
		}
	}
	return all
}

func TestTheMapHasEveryState(t *testing.T) {
	test.NewTempApp(t)
	m := States("Pay.", "No figures", wages())
	had, places := map[string]bool{}, map[[2]int]bool{}
	for _, x := range m.tiles {
		had[x.Code], places[[2]int{x.column, x.row}] = true, true
		if x.column >= stateColumns {
			t.Errorf("%s lies outside", x.Code)
		}
	}
	if len(had) != 51 || len(places) != 51 || !had["DC"] || had["PR"] {
		t.Errorf("%d states at %d places", len(had), len(places))
	}
	m.Set("Pay.", append(wages(), StateValue{Code: "PR", Value: 1}, StateValue{Code: "GU", Value: 1}))
	if len(m.tiles) != 52 {
		t.Errorf("with Puerto Rico there are %d", len(m.tiles))
	}
	if empty := States("Pay.", "No figures yet.", nil); !empty.Disabled() || !slices.Contains(empty.Words(), "No figures yet.") {
		t.Errorf("without figures it says %v", empty.Words())
	}
}

// From any state, the arrow keys lead to every other.
func TestKeysReachEveryState(t *testing.T) {
	test.NewTempApp(t)
	m := States("Pay.", "No figures", wages())
	reached := map[int]bool{0: true}
	open := []int{0}
	for len(open) > 0 {
		at := open[0]
		open = open[1:]
		for _, key := range []fyne.KeyName{fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown} {
			if to, ok := m.walk(at, key); !ok {
				t.Fatalf("%s is not the map's", key)
			} else if !reached[to] {
				reached[to] = true
				open = append(open, to)
			}
		}
	}
	if len(reached) != len(m.tiles) {
		t.Errorf("%d of %d are reached", len(reached), len(m.tiles))
	}
	chosen := ""
	m.WhenChosen(func(code string) { chosen = code })
	m.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	m.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	m.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if chosen != m.tiles[m.hovered].Code || !strings.HasPrefix(m.reading(), chosen) {
		t.Errorf("chosen is %q, read is %q", chosen, m.reading())
	}
}

// The more, the darker; what stands on a shade can be read; the legend says
// where each begins and ends.
func TestStatesCanBeReadOnTheirShade(t *testing.T) {
	app := test.NewTempApp(t)
	m := States("Pay.", "No figures", wages())
	for _, a := range m.tiles {
		for _, b := range m.tiles {
			if a.known && b.known && a.Value < b.Value && a.step > b.step {
				t.Fatalf("%s is darker than %s", a.Code, b.Code)
			}
		}
	}
	if words := m.legendWords(); words[0] != "$36k to $39k" || !strings.HasSuffix(words[4], "to $53k") {
		t.Errorf("the legend says %q", words)
	}
	for _, v := range []theme.Variant{theme.Light, theme.Dark} {
		app.Settings().SetTheme(theme.New(theme.Options{Variant: v}))
		for step := range stateSteps {
			if c := theme.Contrast(theme.Color(theme.ColorText), theme.Mix(theme.ColorAccent, theme.ColorSurface, stateFill(step))); c < 4.5 {
				t.Errorf("step %d has a contrast of %.2f", step, c)
			}
		}
	}
}

// Every state is under the pointer where it is drawn.
func TestAStateIsFoundWhereItIs(t *testing.T) {
	test.NewTempApp(t)
	m := States("Pay.", "No figures", wages())
	size := fyne.NewSize(900, 500)
	wide, high := m.cell(size.Width)
	for i, x := range m.tiles {
		at := fyne.NewPos(float32(x.column)*(wide+stateGap)+wide/2, float32(x.row)*(high+stateGap)+high/2)
		if got := m.under(at, size); got != i {
			t.Errorf("at %s is %d, not %d", x.Code, got, i)
		}
	}
	if m.under(fyne.NewPos(-1, 5), size) != -1 {
		t.Error("outside is a state")
	}
}
