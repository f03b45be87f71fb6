package widgets

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"chartroom/app/theme"
	"chartroom/quiz"
)

// tickList is a gap in which several options may be ticked.
type tickList struct {
	widget.BaseWidget
	options []quiz.Option
	checks  []*Check
	body    *fyne.Container
}

func newTickList(options []quiz.Option, changed func()) *tickList {
	l := &tickList{options: options, body: Flow(theme.Space12)}
	for _, o := range options {
		c := Toggle(PlainText(o.Text, o.Markup), false, func(bool) { changed() })
		l.checks = append(l.checks, c)
		l.body.Add(c)
	}
	l.ExtendBaseWidget(l)
	return l
}

// Answer is the texts of what is ticked, as quiz.Response.Gaps has them.
func (l *tickList) Answer() string {
	var on []string
	for i, c := range l.checks {
		if c.On() {
			on = append(on, l.options[i].Text)
		}
	}
	return strings.Join(on, quiz.GapJoin)
}

// Set ticks without telling.
func (l *tickList) Set(answer string) {
	on := strings.Split(answer, quiz.GapJoin)
	for i, c := range l.checks {
		c.Set(answer != "" && slices.Contains(on, l.options[i].Text))
	}
}

// SetEnabled makes it usable or not.
func (l *tickList) SetEnabled(on bool) {
	for _, c := range l.checks {
		c.SetEnabled(on)
	}
}

// HeightFor is for layouts.
func (l *tickList) HeightFor(width float32) float32 { return HeightFor(l.body, width) }

// NaturalWidth is for layouts.
func (l *tickList) NaturalWidth() float32 { return naturalWidth(l.body) }

// CreateRenderer is for Fyne.
func (l *tickList) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.body) }
