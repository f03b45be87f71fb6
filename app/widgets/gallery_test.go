package widgets_test

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"chartroom/app/theme"
	"chartroom/app/uitest"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

var update = flag.Bool("update", false, "rewrite the golden pictures")

// looks are the ways the gallery is drawn.
var looks = []struct {
	name    string
	variant theme.Variant
	scale   float64
}{
	{"light-1", theme.Light, 1}, {"dark-1", theme.Dark, 1},
	{"light-2", theme.Light, 2}, {"dark-2", theme.Dark, 2},
}

// boards are the pictures of the gallery.
var boards = map[string]func() fyne.CanvasObject{
	"text": textBoard, "controls": controlsBoard, "question": questionBoard, "review": reviewBoard,
	"today": todayBoard, "rows": rowsBoard, "typed": typedBoard, "cards": cardsBoard,
	"match": matchBoard, "order": orderBoard, "table": tableBoard, "hotspot": hotspotBoard,
}

func TestGallery(t *testing.T) {
	for _, look := range looks {
		for name, board := range boards {
			t.Run(name+"-"+look.name, func(t *testing.T) {
				app := test.NewTempApp(t)
				app.Settings().SetTheme(theme.New(theme.Options{Variant: look.variant, TextScale: look.scale}))
				w := app.NewWindow("gallery")
				w.SetPadded(false)
				w.Resize(fyne.NewSize(1280, 800))
				w.SetContent(board())
				w.Resize(fyne.NewSize(1280, 800))
				uitest.Layout(w)
				if got := w.Canvas().Size(); got != fyne.NewSize(1280, 800) {
					t.Errorf("the board needs %v", got)
				}
				uitest.Golden(t, filepath.Join("testdata", name+"-"+look.name+".png"), w.Canvas().Capture(), *update)
			})
		}
	}
}

const stem = "A patient asks in writing for a copy of her record on 3 March. The clinic cannot meet the first deadline and tells her so in writing with the reason. By which date must she have access?"

func textBoard() fyne.CanvasObject {
	long := "HIPAA gives an individual the right of access to <b>protected health information</b> in a <i>designated record set</i>, for as long as it is kept. " +
		"The covered entity must act within 30 days (45 CFR 164.524(b)(2)), and may extend this <b>once</b>. H<sub>2</sub>O and 10<sup>9</sup>/L.<ul><li>paper and electronic records</li><li>billing records, and what is used to decide about her, even when the line is long enough to be wrapped onto a second one</li></ul>"
	return widgets.Page(
		widgets.RowBaseline(theme.Space16, widgets.Display("57 days to RHIT"), widgets.Muted("Sunday, 22 November").OneLine()),
		widgets.Column(theme.Space16,
			widgets.Card(widgets.ReadingWidth(widgets.Column(theme.Space12,
				widgets.Overline("Prose"), widgets.Stem(stem, quiz.Plain), widgets.Prose(long, quiz.HTML), widgets.Caption("45 CFR 164.524(b)(2) · as of Nov 2026")))),
			widgets.Row(theme.Space8, widgets.Chip("RHIT 2 · Access, privacy, security", theme.ColorMuted), widgets.Chip("application", theme.ColorMuted),
				widgets.Chip("comes back in 10 minutes", theme.ColorWrong), widgets.Chip("sure", theme.ColorAccent), widgets.Chip("right", theme.ColorRight).WithIcon(theme.IconTick), widgets.Chip("review date passed", theme.ColorClose)),
			widgets.Note(theme.IconInfo, theme.ColorClose, widgets.Body("Eleven facts of this bank were last checked two years ago.")),
		),
		widgets.KeyHints("Space", "show", "Ctrl Z", "undo Good", "F", "flag", "B", "bury", "E", "edit", "P", "say it"))
}

func controlsBoard() fyne.CanvasObject {
	off := widgets.PrimaryButton("Import", nil)
	off.SetEnabled(false)
	off2 := widgets.SecondaryButton("Save report", nil)
	off2.SetEnabled(false)
	toast := widgets.NewToast()
	toast.Say("Suspended “thromb/o”. It will not come back until you say so.", theme.ColorAccent, "Undo", func() {})
	e := widgets.NewEntry("A name", nil)
	return widgets.Page(widgets.Display("Controls"), widgets.Column(theme.Space16,
		widgets.Card(widgets.Column(theme.Space16,
			widgets.Flow(theme.Space12, widgets.PrimaryButton("Start studying", func() {}).WithKey("Enter"), widgets.SecondaryButton("Flag", func() {}).WithIcon("flag").WithKey("F"),
				widgets.DangerButton("Delete 12 questions", func() {}).WithIcon("trash"), widgets.QuietButton("How it was right so far", func() {}), widgets.IconButton("close", "close", func() {}), off, off2),
			widgets.Divider(),
			widgets.FormRow("Theme", "Follow the desktop, or always one of them.", widgets.Segmented([]string{"System", "Light", "Dark"}, 1, nil)),
			widgets.FormRow("Minutes a day", "", widgets.Stepper(35, 5, 240, 5, "minutes", nil)),
			widgets.FormRow("Name", "Shown to nobody.", e),
			widgets.SearchEntry("Find a question, a code, a career", nil),
			widgets.CheckRow("Ask again the same day", "Cards answered with Again come back after ten minutes.", true, nil),
			widgets.Toggle("Say the word aloud", false, nil),
			widgets.ProgressBar(0.4),
		))), toast)
}

func options(states ...widgets.OptionState) []fyne.CanvasObject {
	texts := []string{"2 April", "17 April", "2 May", "1 June"}
	whys := []string{"This is the first 30-day limit; the written notice of delay extends it once.", "No 15-day extension exists in the rule.",
		"30 days from receipt plus one extension of at most 30 days, announced in writing within the first 30.", "Only one extension is allowed, so 90 days is never reached."}
	var rows []fyne.CanvasObject
	for i, s := range states {
		o := widgets.NewOptionRow(i, texts[i], quiz.Plain, false, func() {}, func() {})
		o.SetState(s)
		if s >= widgets.OptionChosenRight {
			extra := ""
			if s == widgets.OptionChosenWrong {
				extra = "sure"
			}
			o.Explain(whys[i], quiz.Plain, extra)
		}
		rows = append(rows, o)
	}
	return rows
}

func questionBoard() fyne.CanvasObject {
	marked := options(widgets.OptionChosenWrong, widgets.OptionWrong, widgets.OptionRight, widgets.OptionMissed)
	open := options(widgets.OptionIdle, widgets.OptionIdle, widgets.OptionChosen, widgets.OptionIdle)
	open[0].(*widgets.OptionRow).SetStruck(true)
	return widgets.Page(
		widgets.Row(theme.Space12, widgets.Caption("6 of 15").OneLine(), widgets.Grow(widgets.ProgressBar(0.4)), widgets.Chip("RHIT 2 · Access, privacy, security", theme.ColorMuted), widgets.Chip("application", theme.ColorMuted)),
		widgets.Split(theme.Space16, 0.62, 900,
			widgets.Card(widgets.ReadingWidth(widgets.Column(theme.Space12, append([]fyne.CanvasObject{widgets.Stem(stem, quiz.Plain)}, marked...)...))),
			widgets.Card(widgets.Column(theme.Space12, append([]fyne.CanvasObject{widgets.Stem("In June, a 180-bed hospital had 4,860 inpatient service days. What was the rate?", quiz.Plain)}, open...)...))),
		widgets.Row(theme.Space12, widgets.PrimaryButton("Next question", func() {}).WithKey("Enter"), widgets.Spacer(), widgets.SecondaryButton("Flag", func() {}), widgets.SecondaryButton("Note", func() {}), widgets.SecondaryButton("Report a problem", func() {})))
}

func reviewBoard() fyne.CanvasObject {
	f := widgets.FlipCard()
	f.Set(widgets.Face{Caption: "WHAT DOES IT MEAN?", Front: "thromb/o", Pronunciation: "THROM-boh", Back: "clot",
		Example: "<b>thromb</b> clot + <b>o</b> + <b>cyt</b> cell + <b>penia</b> deficiency<br>thrombocytopenia: too few platelets in the blood (D69.6)", ExampleMarkup: quiz.HTML}, true)
	g := widgets.GradeBar(func(int) {})
	g.SetIntervals([4]string{"in 10 minutes", "in 4 days", "in 9 days", "in 21 days"})
	return widgets.Page(
		widgets.Row(theme.Space12, widgets.Caption("17 of 42").OneLine(), widgets.Grow(widgets.ProgressBar(0.4)), widgets.Chip("Combining forms · blood", theme.ColorMuted)),
		widgets.Card(f),
		widgets.Column(theme.Space16, g, widgets.KeyHints("Space", "show", "Ctrl Z", "undo Good", "F", "flag", "B", "bury", "E", "edit", "P", "say it")))
}

func todayBoard() fyne.CanvasObject {
	var rail []fyne.CanvasObject
	rail = append(rail, widgets.Pad(8, 12, 16, 12, widgets.Heading("Chartroom")))
	for i, p := range []struct {
		icon theme.IconName
		text string
	}{{"today", "Today"}, {"review", "Review"}, {"practice", "Practice"}, {"exam", "Exam"}, {"library", "Library"}, {"codes", "Code books"}, {"careers", "Careers"}, {"progress", "Progress"}, {"settings", "Settings"}} {
		r := widgets.NewRailItem(p.icon, p.text, func() {})
		r.SetSelected(i == 0)
		if i == 1 {
			r.SetBadge(42)
		}
		rail = append(rail, r)
	}
	side := widgets.NewPanel(widgets.Column(theme.Space4, rail...), theme.ColorRaised, "", theme.Space12)
	plan := widgets.Card(widgets.Column(theme.Space12, widgets.Overline("Today's plan · 35 minutes"),
		widgets.Row(theme.Space32, widgets.StatTile("42", "due reviews", theme.ColorText), widgets.StatTile("12", "new cards", theme.ColorText), widgets.StatTile("15", "questions", theme.ColorText)),
		widgets.Row(theme.Space16, widgets.PrimaryButton("Start studying", func() {}).WithKey("Enter")),
		widgets.Caption("Left out today: 9 reviews that hardly move your score. Ten more minutes would add 0.4 points on exam day.")))
	chance := widgets.Card(widgets.Column(theme.Space12, widgets.Overline("Chance to pass on 18 January"),
		widgets.RowBaseline(theme.Space12, widgets.Hero("71 %").OneLine(), widgets.Muted("likely between 58 and 82")),
		widgets.Caption("Rests on 412 answers and 1,180 reviews. Would move most: data analytics.")))
	return container.NewBorder(nil, nil, side, nil, widgets.Page(
		widgets.RowBaseline(theme.Space16, widgets.Display("57 days to RHIT"), widgets.Muted("Sunday, 22 November").OneLine()),
		widgets.Column(theme.Space16, widgets.Split(theme.Space16, 0.55, 800, plan, chance),
			widgets.Card(widgets.EmptyState("streak", "No reviews are due", "All cards rest until tomorrow. You can study ahead, or take a mock exam.", widgets.PrimaryButton("Study ahead", func() {})))), nil))
}

func rowsBoard() fyne.CanvasObject {
	items := []widgets.RowItem{
		{Icon: "cross", Role: theme.ColorWrong, Lead: "line 214, col 9", Title: "Question “Retention of minors’ records”", Detail: "No right answer: every option starts with ~. Nothing of this question was imported.", Value: ""},
		{Icon: "warning", Role: theme.ColorClose, Lead: "line 61", Title: "Question 14", Detail: "“~=Legal health record”: read as a right answer; the empty option before it was left out.", Chip: "repaired", ChipRole: theme.ColorClose},
		{Icon: "info", Lead: "line 8", Title: "$CATEGORY: Unit 4/Privacy", Detail: "Becomes the topic “Privacy” in bank “Unit 4”.", Value: "118"},
	}
	var rows []fyne.CanvasObject
	for i, it := range items {
		r := widgets.NewListRow(9, 2)
		r.Set(it)
		r.SetSelected(i == 1)
		rows = append(rows, r, widgets.Divider())
	}
	one := widgets.NewListRow(6, 1)
	one.Set(widgets.RowItem{Lead: "E11.9", Title: "Type 2 diabetes mellitus without complications", Value: fmt.Sprint(12)})
	rows = append(rows, one)
	tiles := widgets.Columns(theme.Space16, 140, widgets.Card(widgets.StatTile("118", "questions read", theme.ColorAccent)), widgets.Card(widgets.StatTile("3", "repaired", theme.ColorClose)),
		widgets.Card(widgets.StatTile("1", "could not be read", theme.ColorWrong)), widgets.Card(widgets.StatTile("2", "updated, progress kept", theme.ColorMuted)))
	return widgets.Page(widgets.Heading("Import “HIM 1110 unit 4.gift”"), widgets.Column(theme.Space16, tiles, widgets.Card(widgets.Column(0, rows...))),
		widgets.Row(theme.Space12, widgets.PrimaryButton("Import 120 questions", func() {}), widgets.SecondaryButton("Save report", func() {}), widgets.SecondaryButton("Cancel", func() {})))
}

func typedBoard() fyne.CanvasObject {
	a := widgets.TypedAnswer("a number, in per cent", func(string) {})
	b := widgets.TypedAnswer("a word", func(string) {})
	b.SetText("trombocytopenia")
	b.Mark(widgets.VerdictClose, "thrombocytopenia")
	c := widgets.ClozeView("A covered entity must act on a request within {{1}} days, and may extend this {{2}} by another {{3}} days, if it says so in writing.", quiz.Plain,
		[]quiz.Gap{{Kind: quiz.Number, Options: []quiz.Option{{Text: "30"}}}, {Kind: quiz.Choice, Options: []quiz.Option{{Text: "once"}, {Text: "twice"}}}, {Kind: quiz.Text, Options: []quiz.Option{{Text: "30"}}}}, nil, nil)
	c.SetAnswers([]string{"30", "once", "15"})
	c.Mark(0, widgets.VerdictRight, "")
	c.Mark(2, widgets.VerdictWrong, "30")
	m := []fyne.CanvasObject{}
	for i, s := range []widgets.OptionState{widgets.OptionChosen, widgets.OptionIdle, widgets.OptionMissed} {
		o := widgets.NewOptionRow(i, "Option that may be chosen with others", quiz.Plain, true, func() {}, nil)
		o.SetState(s)
		m = append(m, o)
	}
	cells := make([]widgets.MapCell, 60)
	for i := range cells {
		cells[i] = widgets.MapCell{Answered: i < 37, Flagged: i == 12 || i == 30 || i == 44}
	}
	q := widgets.NewQuestionMap(func(int) {})
	q.Set(cells, 37)
	m = append(m, widgets.Overline("Question map"), q)
	return widgets.Page(nil, widgets.Columns(theme.Space16, 400,
		widgets.Card(widgets.Column(theme.Space24, a, b, c)), widgets.Card(widgets.Column(theme.Space12, m...))), nil)
}

// cardsBoard is what the sorts of cards need, beside each other.
func cardsBoard() fyne.CanvasObject {
	parts := []quiz.Part{{Role: quiz.Root, Form: "hepat", Meaning: "liver"}, {Role: quiz.Vowel, Form: "o"}, {Role: quiz.Suffix, Form: "megaly", Meaning: "enlargement"}}
	tray := widgets.TrayOf([]string{"megaly", "nephr", "o", "hepat", "itis"}, func() {})
	tray.SetAnswers([]string{"hepat", "o"})
	cutter := widgets.NewCutter("hepatomegaly", func() {})
	cutter.SetAnswers([]string{"hepat", "o", "megaly"})
	gaps := widgets.FlipCard()
	gaps.Set(widgets.Face{Front: "The {{1}} ventricle pumps into the {{2}}.", FrontMarkup: quiz.Plain,
		Holes: []widgets.Hole{{Words: "left", Hint: "side"}, {Words: "aorta"}}}, false)
	return widgets.PadAll(24, widgets.Column(16, tray, cutter, widgets.TermParts(parts, []bool{true, false, true}),
		widgets.DifferenceLeft(quiz.Compare("hepatamegaly x", []string{"hepatomegaly"})), gaps))
}

// pairs are codes and what they mean.
func pairs() ([]quiz.Option, []string) {
	return []quiz.Option{{Text: "<b>E11.9</b>"}, {Text: "I10"}, {Text: "J45.909: unspecified asthma, uncomplicated, in a patient of any age"}},
		[]string{"Essential hypertension", "Type 2 diabetes without complications", "Asthma", "Gout"}
}

// open and marked stand beside each other: the answer while it is given, and
// once it is marked.
func beside(open, marked fyne.CanvasObject) fyne.CanvasObject {
	return widgets.Page(nil, widgets.Columns(theme.Space16, 400, widgets.Card(open), widgets.Card(marked)), nil)
}

func matchBoard() fyne.CanvasObject {
	rows, partners := pairs()
	open := widgets.MatchingOf(rows, quiz.HTML, partners, nil, func() {})
	open.SetAnswers([]string{partners[1]})
	open.FocusGained()
	open.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	marked := widgets.MatchingOf(rows, quiz.HTML, partners, nil, func() {})
	marked.SetAnswers([]string{partners[1], partners[2]})
	marked.Mark(0, widgets.VerdictRight, "")
	marked.Mark(1, widgets.VerdictWrong, partners[0])
	marked.Mark(2, widgets.VerdictWrong, partners[2])
	long := []string{"Every record of the patient that is used to make decisions about her", "What the facility names as its record when it is asked for it in court", "Notes"}
	wide := widgets.MatchingOf([]quiz.Option{{Text: "designated record set"}, {Text: "legal health record"}}, quiz.Plain, long, nil, func() {})
	return beside(widgets.Column(theme.Space32, open, wide), marked)
}

func orderBoard() fyne.CanvasObject {
	steps := []quiz.Option{{Text: "Register the patient"}, {Text: "Document the care, and have the documentation authenticated by whoever gave it, within the time that the bylaws set"}, {Text: "Code"}, {Text: "Bill"}}
	open := widgets.OrderingOf(steps, quiz.Plain, []int{2, 0, 3, 1}, nil, func() {})
	open.FocusGained()
	held := widgets.OrderingOf(steps[:3], quiz.Plain, []int{1, 0, 2}, nil, func() {})
	held.FocusGained()
	held.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	held.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	marked := widgets.OrderingOf(steps, quiz.Plain, []int{0, 2, 1, 3}, nil, func() {})
	marked.Mark(0, widgets.VerdictRight, "")
	marked.Mark(1, widgets.VerdictWrong, steps[1].Text)
	marked.Mark(2, widgets.VerdictWrong, "Code")
	marked.Mark(3, widgets.VerdictRight, "")
	return beside(widgets.Column(theme.Space32, open, held), marked)
}

// census is a table of hospital statistics with gaps.
const census = "<p>Complete the census of June.</p><table><tr><th>Unit</th><th>Beds</th><th>Days</th><th>Rate</th></tr>" +
	"<tr><td>Medicine</td><td>40</td><td>1,080</td><td>{{1}} %</td></tr><tr><td>Surgery</td><td>{{2}}</td><td>720</td><td>80 %</td></tr>" +
	"<tr><td>Which units are <i>over</i> 85 %?</td><td>{{3}}</td></tr></table><p>All units together: {{4}} days.</p>"

func tableBoard() fyne.CanvasObject {
	number := quiz.Gap{Kind: quiz.Number, Options: []quiz.Option{{Text: "90"}}}
	several := quiz.Gap{Kind: quiz.Choice, Multiple: true, Options: []quiz.Option{{Text: "Medicine"}, {Text: "Surgery"}, {Text: "neither"}}}
	gaps := []quiz.Gap{number, number, several, number}
	open := widgets.TableView(census, quiz.HTML, gaps, nil, nil)
	open.SetAnswers([]string{"90", "", "Medicine", ""})
	marked := widgets.TableView("| Measure | Value |\n|:--|--:|\n| Average length of stay | {{1}} days |\n| Net death rate | {{2}} % |", quiz.Markdown, gaps[:2], nil, nil)
	marked.SetAnswers([]string{"5.2", "2.1"})
	marked.Mark(0, widgets.VerdictRight, "")
	marked.Mark(1, widgets.VerdictWrong, "1.9")
	code := widgets.CodeAnswer("ICD-10-CM 2026: 3 to 7 characters", func(string) {})
	typed := widgets.CodeAnswer("", func(string) {})
	typed.SetText("E11.65")
	typed.Mark(widgets.VerdictRight, "")
	drill := widgets.TypedAnswer("Type a number.", func(string) {}).WithUnit("days")
	return beside(open, widgets.Column(theme.Space24, marked, code, typed, drill))
}

// plate is a picture of two places, drawn here.
func plate() *widgets.Pictures {
	img := image.NewRGBA(image.Rect(0, 0, 480, 320))
	draw.Draw(img, img.Bounds(), image.NewUniform(color.RGBA{232, 226, 214, 255}), image.Point{}, draw.Src)
	draw.Draw(img, image.Rect(60, 60, 200, 160), image.NewUniform(color.RGBA{150, 90, 90, 255}), image.Point{}, draw.Src)
	draw.Draw(img, image.Rect(280, 140, 420, 260), image.NewUniform(color.RGBA{70, 80, 130, 255}), image.Point{}, draw.Src)
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err)
	}
	return widgets.NewPictures(func(string) (quiz.Media, error) { return quiz.Media{Data: b.Bytes()}, nil })
}

func hotspotBoard() fyne.CanvasObject {
	m := quiz.NewMedia("a.png", []byte("a"))
	picture := &quiz.Picture{Media: m.Ref(), Alt: "A claim form with two boxes", Asked: 1,
		Regions: []quiz.Region{{Label: "box 21", X: .125, Y: .1875, W: .29, H: .3125}, {Label: "box 24D", X: .583, Y: .4375, W: .29, H: .375}}}
	open := widgets.PointingInto(picture, plate(), func() {})
	open.SetAnswer(&quiz.Point{X: .4, Y: .7})
	open.FocusGained()
	open.TypedRune('7')
	marked := widgets.PointingInto(picture, plate(), func() {})
	marked.SetAnswer(&quiz.Point{X: .3, Y: .3})
	marked.Mark(widgets.VerdictWrong)
	none := widgets.PointingInto(picture, nil, func() {})
	return beside(widgets.Column(theme.Space16, open, none), marked)
}
