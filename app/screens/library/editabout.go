package library

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
	"chartroom/storage"
)

// levels are how deep a question goes, as exams name it.
var levels = []string{"recall", "application", "analysis"}

// markups are the ways to write a text, as the editor offers them.
var markups = []struct {
	markup quiz.Markup
	word   string
}{{quiz.Plain, "plain text"}, {quiz.Markdown, "Markdown"}, {quiz.HTML, "HTML"}, {quiz.Moodle, "Moodle's own"}}

// about is what is said of a question: why it is so, where from, and how it is
// found.
func (v *editView) about() []fyne.CanvasObject {
	d := v.draft
	var parts []fyne.CanvasObject
	why := "Why, whatever was answered"
	if d.before.Kind == quiz.Essay {
		why = "What a good answer says"
	}
	if d.before.Kind != quiz.Description && d.before.Kind != quiz.Flip || d.Rationale != "" {
		_, rationale := v.labelled(why, "rationale", d.Rationale, 2, func(s string) { d.Rationale = s })
		parts = append(parts, rationale)
	}
	_, source := v.labelled("Source, with section and year", "source", d.Source, 1, func(s string) { d.Source = oneLine(s) })
	parts = append(parts, source, v.tags(), widgets.Columns(theme.Space12, 150, v.level(), v.domain()), widgets.Columns(theme.Space12, 150,
		v.month("As of", "as of", d.AsOf, func(s string) { d.AsOf = s }), v.month("Check again by", "review by", d.ReviewBy, func(s string) { d.ReviewBy = s })))
	return append(parts, v.markup())
}

// month is a date that may be left out.
func (v *editView) month(label, name, text string, set func(string)) fyne.CanvasObject {
	f := newLine("2027-03", nil)
	f.SetText(text)
	v.wire(f, spot{}, name, func(s string) { set(strings.TrimSpace(s)) })
	return widgets.Column(theme.Space4, widgets.Overline(label), f)
}

func (v *editView) markup() fyne.CanvasObject {
	var words []string
	now := ""
	for _, m := range markups {
		words = append(words, m.word)
		if m.markup == v.draft.Markup {
			now = m.word
		}
	}
	return widgets.FormRow("Written as", "How bold words, lists, tables and pictures are marked.", widgets.Dropdown(words, now, "", func(word string) {
		v.draft.Markup = markups[slices.Index(words, word)].markup
		v.look()
	}))
}

// noneWord stands in a list for nothing.
const noneWord = "none"

// level is the tag level:…, as a choice.
func (v *editView) level() fyne.CanvasObject {
	now := (&quiz.Question{Tags: v.draft.Tags}).Tag("level")
	words := append([]string{noneWord}, levels...)
	if now != "" && !slices.Contains(words, now) {
		words = append(words, now)
	}
	return widgets.Column(theme.Space4, widgets.Overline("Level"), widgets.Dropdown(words, orWord(now, noneWord), "", func(word string) {
		v.choose("level", word)
	}))
}

// domain is the tag of the learner's exam, as a choice.
func (v *editView) domain() fyne.CanvasObject {
	b := v.screen.model.blueprint()
	if b == nil {
		return widgets.Column(0)
	}
	now := (&quiz.Question{Tags: v.draft.Tags}).Tag(b.Credential)
	words, shown := []string{noneWord}, noneWord
	for _, d := range b.Domains {
		_, number, _ := strings.Cut(d.ID, ":")
		word := shorten(number+"  "+orWord(d.Short, d.Name), 34)
		words = append(words, word)
		if number == now {
			shown = word
		}
	}
	return widgets.Column(theme.Space4, widgets.Overline(b.Name+" domain"), widgets.Dropdown(words, shown, "", func(word string) {
		number, _, _ := strings.Cut(word, " ")
		v.choose(b.Credential, number)
	}))
}

// choose sets the tag with a prefix, or takes it away.
func (v *editView) choose(prefix, value string) {
	if value == noneWord {
		v.draft.setTag(prefix, "")
	} else {
		v.draft.setTag(prefix, prefix+":"+value)
	}
	v.stay()
}

// setTag puts a tag in the place of those with a prefix; "" takes them away.
func (d *draft) setTag(prefix, tag string) {
	at := slices.IndexFunc(d.Tags, func(t string) bool { return strings.HasPrefix(t, prefix+":") })
	tags := slices.DeleteFunc(slices.Clone(d.Tags), func(t string) bool { return strings.HasPrefix(t, prefix+":") })
	if tag != "" {
		if at < 0 || at > len(tags) {
			at = len(tags)
		}
		tags = slices.Insert(tags, at, tag)
	}
	d.Tags = tags
}

// addTag adds a tag, once.
func (d *draft) addTag(tag string) {
	if tag = oneLine(tag); tag != "" && !slices.Contains(d.Tags, tag) {
		d.Tags = append(d.Tags, tag)
	}
}

// tags are the question's tags, and a field for another one that knows those
// in use.
func (v *editView) tags() fyne.CanvasObject {
	d := v.draft
	var chips []fyne.CanvasObject
	for _, t := range d.Tags {
		chips = append(chips, widgets.Pressable(widgets.NewPanel(widgets.Row(theme.Space4, widgets.Caption(shorten(t, 40)).OneLine(),
			widgets.NewIcon(theme.IconClose, theme.ColorMuted).Sized(theme.SizeCaption)), theme.ColorRaised, "", theme.Space4), func() {
			d.Tags = slices.DeleteFunc(slices.Clone(d.Tags), func(o string) bool { return o == t })
			v.again(spot{}, "tag")
		}))
	}
	offer := widgets.Flow(theme.Space4)
	v.tag = newTagField(v.screen.model.tagsInUse(), offer, func(tag string) {
		d.addTag(tag)
		v.again(spot{}, "tag")
	})
	v.tag.erase = func() bool {
		if len(d.Tags) == 0 {
			return false
		}
		d.Tags = slices.Clone(d.Tags[:len(d.Tags)-1])
		v.again(spot{}, "tag")
		return true
	}
	suggest := v.tag.OnChanged
	v.wire(v.tag, spot{}, "tag", func(string) {})
	v.tag.OnChanged = suggest
	v.tag.paste = nil
	parts := []fyne.CanvasObject{widgets.Row(theme.Space8, widgets.Overline("Tags"), widgets.KeyCap("Ctrl T"))}
	if len(chips) > 0 {
		parts = append(parts, widgets.Flow(theme.Space4, chips...))
	}
	return widgets.Column(theme.Space4, append(parts, v.tag, offer)...)
}

// mostOffered is how many tags are offered to go on with.
const mostOffered = 6

// newTagField is a field for a tag. While one types it offers tags in use;
// Enter takes what is typed, or the one that Up and Down have chosen.
func newTagField(known []string, offer *fyne.Container, take func(string)) *field {
	var fits []string
	at := -1
	f := newLine("Add a tag, such as subject:hipaa", nil)
	draw := func() {
		offer.Objects = nil
		for i, t := range fits {
			b := widgets.QuietButton(t, func() { take(t) })
			if i == at {
				b.SetKind(widgets.Secondary)
			}
			offer.Objects = append(offer.Objects, b)
		}
		offer.Refresh()
	}
	f.OnChanged = func(s string) {
		fits, at = matching(known, s), -1
		draw()
	}
	step := func(by int) func() {
		return func() {
			if len(fits) > 0 {
				at = (at + by + len(fits)) % len(fits)
				draw()
			}
		}
	}
	f.OnUp, f.OnDown = step(-1), step(1)
	f.OnSubmitted = func(s string) {
		if at >= 0 {
			s = fits[at]
		}
		if oneLine(s) != "" {
			take(s)
		}
	}
	return f
}

// matching are the tags that go on with what was typed: those that begin with
// it, and then those that hold it.
func matching(known []string, typed string) (fits []string) {
	typed = strings.ToLower(strings.TrimSpace(typed))
	if typed == "" {
		return nil
	}
	for _, begins := range []bool{true, false} {
		for _, t := range known {
			low := strings.ToLower(t)
			if strings.HasPrefix(low, typed) == begins && strings.Contains(low, typed) && len(fits) < mostOffered {
				fits = append(fits, t)
			}
		}
	}
	return fits
}

// tagsInUse are the tags of all questions, the most used first.
func (m *model) tagsInUse() []string {
	facets, err := m.act.Reader().Facets(ctx())
	if err != nil {
		return nil // typing goes on without offers
	}
	facets = slices.Clone(facets)
	slices.SortStableFunc(facets, func(a, b storage.Facet) int { return b.Count - a.Count })
	var out []string
	for _, f := range facets {
		if !strings.HasPrefix(f.Tag, "accept:") {
			out = append(out, f.Tag)
		}
	}
	return out
}
