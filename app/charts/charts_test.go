package charts_test

import (
	"flag"
	"math"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/test"

	"chartroom/app/charts"
	"chartroom/app/theme"
	"chartroom/app/uitest"
	"chartroom/quiz"
)

var update = flag.Bool("update", false, "rewrite the golden pictures")

func due() []charts.Bar {
	var bars []charts.Bar
	for i := range 30 {
		bars = append(bars, charts.Bar{Label: strconv.Itoa(22 + i - i/9*9), Name: "day " + strconv.Itoa(i), Value: math.Round(42 * math.Abs(math.Sin(float64(i)*1.7)) * math.Exp(-float64(i)/30)), Mark: i == 0})
	}
	return bars
}

func accuracy() []charts.Point {
	var points []charts.Point
	months := []string{"Jun", "Jul", "Aug", "Sep", "Oct", "Nov"}
	for i := range 24 {
		v := 0.55 + 0.012*float64(i) + 0.04*math.Sin(float64(i)*1.3)
		w := 0.16 - 0.004*float64(i)
		p := charts.Point{Name: "week " + strconv.Itoa(i+1), Value: v, Low: v - w, High: v + w*0.8}
		if i%4 == 0 {
			p.Label = months[i/4]
		}
		points = append(points, p)
	}
	return points
}

func domains() []charts.Interval {
	return []charts.Interval{
		{Label: "Data content & governance", Weight: .22, Low: .72, Mid: .78, High: .84, Note: "92 answers"},
		{Label: "Access, privacy, security", Weight: .16, Low: .79, Mid: .84, High: .89, Note: "120 answers"},
		{Label: "Data analytics & use", Weight: .15, Low: .52, Mid: .61, High: .70, Note: "31 answers"},
		{Label: "Revenue cycle", Weight: .22, Low: .62, Mid: .69, High: .76, Note: "60 answers"},
		{Label: "Compliance", Weight: .15, Unknown: "no answers yet"},
		{Label: "Leadership", Weight: .10, Low: .70, Mid: .80, High: .90, Note: "12 answers"},
	}
}

func year() []int {
	counts := make([]int, 365)
	for i := range counts {
		if i > 60 && i%7 != 5 && (i*i)%11 > 3 {
			counts[i] = (i*37)%70 + 5
		}
	}
	return counts
}

// spots are reviews by what was predicted of them.
func spots() []charts.Spot {
	var all []charts.Spot
	for i, n := range []int{24, 41, 66, 120, 290, 512} {
		e := .72 + .048*float64(i)
		w := .7 / math.Sqrt(float64(n))
		v := e - .06 + .012*float64(i)
		all = append(all, charts.Spot{Name: "Predicted " + strconv.Itoa(70+5*i) + " to " + strconv.Itoa(75+5*i) + " %", Expected: e, Low: max(v-w, 0), Value: v, High: min(v+w*.8, 1), Count: n})
	}
	return all
}

// hours are spots for each hour; at night there are none.
func hours() []charts.Spot {
	all := make([]charts.Spot, 24)
	for i := range all {
		all[i] = charts.Spot{Name: strconv.Itoa(i) + ":00", Unknown: "not yet, 0 of 20"}
		if i%3 == 0 {
			all[i].Label = strconv.Itoa(i) + ":00"
		}
		if i > 6 && i < 23 {
			v := .9 - .004*float64((i-11)*(i-11))*.6
			all[i].Expected, all[i].Low, all[i].Value, all[i].High, all[i].Count = .89, v-.05, v, min(v+.04, 1), 90
		}
	}
	return all
}

func stabilities() []charts.Bin {
	var bins []charts.Bin
	edges := []string{"0", "1 d", "3 d", "1 wk", "3 wk", "2 mo", "6 mo", "1 y", "2 y"}
	for i, n := range []int{12, 40, 86, 130, 96, 41, 12, 3, 0} {
		bins = append(bins, charts.Bin{Edge: edges[i], Name: "from " + edges[i], Count: n})
	}
	return bins
}

func months() ([]string, []charts.TableRow) {
	columns := []string{"Jul", "Aug", "Sep", "Oct", "Nov"}
	var rows []charts.TableRow
	for k, d := range domains() {
		r := charts.TableRow{Name: d.Label}
		for i := range columns {
			share := .45 + .07*float64(i) + .04*float64(k%3)
			r.Cells = append(r.Cells, charts.Cell{Share: share, Known: i+k > 2, Say: d.Label + ", " + columns[i]})
		}
		rows = append(rows, r)
	}
	return columns, rows
}

// pay is a figure for most states.
func pay() (all []charts.StateValue) {
	for i, code := range strings.Fields("AK ME WI NH WA ID MT ND MN IL MI NY MA OR NV WY SD IA IN OH PA NJ CT CA UT CO NE MO KY WV VA MD DE AZ NM KS AR TN NC SC OK LA MS AL GA HI TX FL") {
		v := 36_000 + i*i*7919%18_000
		all = append(all, charts.StateValue{Code: code, Value: float64(v), Text: "$" + strconv.Itoa(v/1000) + "k", Say: code})
	}
	return all
}

// board lays charts out on a surface of 1280 x 800, as cards would.
func board(cells ...fyne.CanvasObject) fyne.CanvasObject {
	bg := canvas.NewRectangle(theme.Color(theme.ColorSurface))
	grid := container.New(layout.NewGridLayoutWithColumns(2))
	for _, c := range cells {
		grid.Add(container.New(layout.NewCustomPaddedLayout(24, 24, 24, 24), c))
	}
	return container.NewStack(bg, grid)
}

func TestGallery(t *testing.T) {
	for name, o := range map[string]theme.Options{
		"light-1": {Variant: theme.Light, TextScale: 1}, "dark-1": {Variant: theme.Dark, TextScale: 1},
		"light-2": {Variant: theme.Light, TextScale: 2}, "dark-2": {Variant: theme.Dark, TextScale: 2},
	} {
		first, _ := quiz.ParseDay("2025-11-23")
		pictures := map[string]func() fyne.CanvasObject{
			"time": func() fyne.CanvasObject {
				l := charts.Line("You are right more often than in September, and now close to the plan.", "No answers yet", accuracy(), .9, "planned")
				l.MouseMoved(&desktop.MouseEvent{})
				return board(charts.Bars("The coming month asks for about 24 reviews a day; Tuesday is the fullest.", "reviews", "Nothing is due", due()), l)
			},
			"parts": func() fyne.CanvasObject {
				return board(charts.IntervalBars("Data analytics has the most to gain.", "No answers yet", domains()),
					charts.HeatMap("You studied on 5 of the last 7 days.", "reviews", "No study days yet", first, year()))
			},
			"memory": func() fyne.CanvasObject {
				return board(charts.Calibration("You remember a little less than predicted.", "No reviews yet", spots()),
					charts.Shares("Mornings and noon go alike.", "reviews", "No reviews yet", hours()))
			},
			"sizes": func() fyne.CanvasObject {
				planned := due()
				for i := range planned {
					planned[i].More = float64(i % 7)
				}
				return board(charts.Histogram("Half of what you know holds for more than a week.", "questions", "Nothing yet", stabilities()),
					charts.Bars("New cards bring a third of it.", "reviews", "Nothing is due", planned).WithMore("from new cards"))
			},
			"months": func() fyne.CanvasObject {
				columns, rows := months()
				remembered := accuracy()
				for i := range remembered {
					remembered[i].Expected = .88
				}
				return board(charts.Table("Revenue cycle has risen most.", "No answers yet", columns, rows),
					charts.Line("More is remembered than in June.", "No reviews yet", remembered, 0, ""))
			},
			"places": func() fyne.CanvasObject {
				return board(charts.States("Pay is highest on both coasts.", "No figures", pay()),
					charts.Amounts("Hospitals pay most.", "No figures", []charts.Amount{{Name: "Hospitals", Value: 59_120, Text: "$59,120", Mark: true},
						{Name: "Professional, scientific and technical services", Value: 46_800, Text: "$46,800"}, {Name: "Offices of physicians", Value: 47_120, Text: "$47,120"}}))
			},
			"small": func() fyne.CanvasObject {
				var week []charts.Bar
				for i, v := range []float64{31, 0, 24, 40, 12, 0, 22} {
					week = append(week, charts.Bar{Label: string("MTWTFSS"[i]), Value: v, Mark: i == 6})
				}
				return board(charts.Strip(week), charts.Sparkline([]float64{3, 5, 4, 8, 9, 7, 11}), charts.OneInterval(.58, .71, .82),
					charts.Bars("What comes back, and when.", "reviews", "Nothing is scheduled: no card has been studied yet.", nil),
					charts.Line("", "Five answers are needed for a line; there are two.", nil, 0, ""), charts.Bars("A few.", "", "", week))
			},
		}
		for what, build := range pictures {
			t.Run(what+"-"+name, func(t *testing.T) {
				app := test.NewTempApp(t)
				app.Settings().SetTheme(theme.New(o))
				w := app.NewWindow("charts")
				w.SetPadded(false)
				w.SetContent(build())
				w.Resize(fyne.NewSize(1280, 800))
				if what == "places" { // a map is high
					w.Resize(fyne.NewSize(1280, 900))
				}
				uitest.Layout(w)
				if what == "memory" { // the first chart has the keys
					uitest.Key(w, fyne.KeyTab)
					uitest.Key(w, fyne.KeyRight)
				}
				uitest.Golden(t, filepath.Join("testdata", what+"-"+name+".png"), w.Canvas().Capture(), *update)
			})
		}
	}
}

func TestTheValueUnderThePointerIsRead(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.New(theme.Options{Variant: theme.Light}))
	first, _ := quiz.ParseDay("2026-01-05") // a Monday
	counts := make([]int, 28)
	counts[8] = 12
	for name, c := range map[string]struct {
		chart fyne.Widget
		at    fyne.Position
		want  string
		rest  string
	}{
		"bars":      {charts.Bars("m", "reviews", "e", due()), fyne.NewPos(60, 80), "day 1: 40 reviews", "Most: day 1: 40 reviews"},
		"line":      {charts.Line("m", "e", accuracy(), 0, ""), fyne.NewPos(545, 80), "week 24: 79 %, likely between 72 % and 84 %", "Latest: week 24"},
		"intervals": {charts.IntervalBars("m", "e", domains()), fyne.NewPos(300, 40), "Data content & governance: 78 %, likely between 72 % and 84 %; 22 % of the exam; 92 answers", "The bar is the estimate"},
		"calendar":  {charts.HeatMap("m", "reviews", "e", first, counts), fyne.NewPos(70, 85), "Tue 13 January 2026: 12 reviews", "1 day with study"},
	} {
		t.Run(name, func(t *testing.T) {
			h := c.chart.(desktop.Hoverable)
			c.chart.Resize(fyne.NewSize(600, 300))
			tall := c.chart.(interface{ HeightFor(float32) float32 }).HeightFor(600)
			if !uitest.HasText(c.chart, c.rest) {
				t.Errorf("at rest: %q", uitest.Texts(c.chart))
			}
			h.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: c.at}})
			if !uitest.HasText(c.chart, c.want) {
				t.Errorf("%q is not in %q", c.want, uitest.Texts(c.chart))
			}
			if got := c.chart.(interface{ HeightFor(float32) float32 }).HeightFor(600); got != tall {
				t.Error("pointing moves the layout")
			}
			h.MouseOut()
			if !uitest.HasText(c.chart, c.rest) {
				t.Error("the reading stays")
			}
		})
	}
}

func TestAnEmptyChartSaysWhy(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.New(theme.Options{}))
	for _, c := range []fyne.Widget{charts.Bars("m", "u", "no cards yet", nil), charts.Bars("m", "u", "no cards yet", []charts.Bar{{Label: "Mon"}}),
		charts.Calibration("m", "no cards yet", nil), charts.Shares("m", "r", "no cards yet", make([]charts.Spot, 24)),
		charts.Histogram("m", "u", "no cards yet", []charts.Bin{{Edge: "1"}}), charts.Table("m", "no cards yet", []string{"May"}, []charts.TableRow{{Name: "n", Cells: make([]charts.Cell, 1)}}),
		charts.Line("m", "no cards yet", nil, .9, "planned"), charts.IntervalBars("m", "no cards yet", nil), charts.HeatMap("m", "u", "no cards yet", 0, make([]int, 30))} {
		c.Resize(fyne.NewSize(500, 200))
		c.(desktop.Hoverable).MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(100, 100)}})
		if !uitest.HasText(c, "no cards yet") {
			t.Errorf("%T says %q", c, uitest.Texts(c))
		}
	}
}

func TestArrowKeysReadTheValues(t *testing.T) {
	columns, rows := months()
	first, _ := quiz.ParseDay("2026-01-05") // a Monday
	counts := make([]int, 28)
	counts[27], counts[20] = 5, 7
	for name, c := range map[string]struct {
		chart fyne.Widget
		keys  []fyne.KeyName
		want  []string // after each key
	}{
		"bars":        {charts.Bars("m", "reviews", "e", due()), []fyne.KeyName{fyne.KeyRight, fyne.KeyRight, fyne.KeyHome, fyne.KeyLeft}, []string{"day 0: ", "day 1: ", "day 0: ", "day 0: "}},
		"line":        {charts.Line("m", "e", accuracy(), 0, ""), []fyne.KeyName{fyne.KeyLeft, fyne.KeyLeft, fyne.KeyEnd, fyne.KeyRight}, []string{"week 24: ", "week 23: ", "week 24: ", "week 24: "}},
		"intervals":   {charts.IntervalBars("m", "e", domains()), []fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyUp}, []string{"Data content & governance: 78", "Access, privacy, security: 84", "Data content & governance: 78"}},
		"calendar":    {charts.HeatMap("m", "reviews", "e", first, counts), []fyne.KeyName{fyne.KeyUp, fyne.KeyLeft, fyne.KeyDown, fyne.KeyHome}, []string{"Sun 1 February 2026: 5", "Sun 25 January 2026: 7", "Mon 26 January 2026: nothing", "Mon 5 January 2026: nothing"}},
		"calibration": {charts.Calibration("m", "e", spots()), []fyne.KeyName{fyne.KeyRight, fyne.KeyEnd}, []string{"Predicted 70 to 75 %: 66 % remembered, likely between 52 % and 77 %; 72 % expected; 24 reviews", "Predicted 95 to 100 %: "}},
		"hours":       {charts.Shares("m", "reviews", "e", hours()), []fyne.KeyName{fyne.KeyRight, fyne.KeyLeft}, []string{"0:00: not yet, 0 of 20", "0:00: not yet"}},
		"histogram":   {charts.Histogram("m", "questions", "e", stabilities()), []fyne.KeyName{fyne.KeyRight, fyne.KeyRight}, []string{"from 0: 12 questions, 3 %", "from 1 d: 40 questions, 10 %"}},
		"table":       {charts.Table("m", "e", columns, rows), []fyne.KeyName{fyne.KeyLeft, fyne.KeyDown, fyne.KeyLeft, fyne.KeyUp}, []string{"Data content & governance, Nov", "Access, privacy, security, Nov", "Access, privacy, security, Oct", "Data content & governance, Oct"}},
	} {
		t.Run(name, func(t *testing.T) {
			app := test.NewTempApp(t)
			app.Settings().SetTheme(theme.New(theme.Options{Variant: theme.Light}))
			w := test.NewTempWindow(t, c.chart)
			w.Resize(fyne.NewSize(640, 420))
			heard, passed := 0, 0
			c.chart.(interface{ WhenFocused(func()) }).WhenFocused(func() { heard++ })
			w.Canvas().SetOnTypedKey(func(*fyne.KeyEvent) { passed++ })
			uitest.Key(w, fyne.KeyTab)
			for i, k := range c.keys {
				uitest.Key(w, k)
				if !uitest.HasText(w, c.want[i]) {
					t.Errorf("after key %d: %q is not in %q", i+1, c.want[i], uitest.Texts(w))
				}
			}
			if passed != 0 || heard != 1 {
				t.Errorf("%d keys of its own went to the screen; the focus was heard %d times", passed, heard)
			}
			if uitest.Key(w, fyne.KeyPageDown); passed != 1 {
				t.Error("Page Down does not reach the screen")
			}
			last := c.want[len(c.want)-1]
			if w.Canvas().Unfocus(); uitest.HasText(w, last) && !uitest.HasText(w, ": "+last) {
				t.Error("the reading stays when the focus has gone")
			}
		})
	}
}
