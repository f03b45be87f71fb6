package widgets

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"chartroom/app/theme"
	"chartroom/quiz"
)

// Matching is rows that each get a partner from a list below: the arrows choose
// a row, letters or digits its partner, Left and Right go through the partners,
// Backspace takes one away; the mouse clicks a row and a partner, or drags the
// partner to the row.
type Matching struct {
	Answering
	rows     []*matchRow
	partners []string
	buttons  []*partnerButton
	at       int // the row under the cursor
	list     *fyne.Container
	body     *fyne.Container
}

// MatchingOf makes the rows of these options, which all have a text, and the
// partners in this order; submit is called on Enter.
func MatchingOf(options []quiz.Option, markup quiz.Markup, partners []string, p *Pictures, submit func()) *Matching {
	m := &Matching{partners: partners}
	var objects []fyne.CanvasObject
	for i, o := range options {
		in := markup
		if o.Markup != "" {
			in = o.Markup
		}
		r := &matchRow{left: Prose(o.Text, in).Showing(p), slot: Body(""), right: Caption("").In(theme.ColorText).Bold()}
		r.press = func() { m.Focus(); m.choose(i) }
		r.extend(r)
		m.rows = append(m.rows, r)
		objects = append(objects, r)
	}
	long := false
	var choices []fyne.CanvasObject
	for i, partner := range partners {
		long = long || len(partner) > 40
		b := &partnerButton{key: string(rune('A' + i%26)), text: Prose(partner, markup), owner: m}
		b.press = func() { m.give(i); m.Focus() }
		b.extend(b)
		m.buttons = append(m.buttons, b)
		choices = append(choices, b)
	}
	if m.list = Flow(theme.Space8, choices...); long {
		m.list = Column(theme.Space8, choices...)
	}
	m.body = Column(theme.Space16, Column(theme.Space8, objects...), m.list)
	m.extend(m, submit)
	m.draw()
	return m
}

var (
	_ fyne.Focusable    = (*Matching)(nil)
	_ fyne.Shortcutable = (*Matching)(nil)
	_ fyne.Draggable    = (*partnerButton)(nil)
)

// Answers are the partners of the rows, "" where none is given.
func (m *Matching) Answers() []string {
	out := make([]string, len(m.rows))
	for i, r := range m.rows {
		out[i] = r.partner
	}
	return out
}

// SetAnswers gives the rows partners without telling.
func (m *Matching) SetAnswers(answers []string) {
	for i, r := range m.rows {
		if r.partner = ""; i < len(answers) {
			r.partner = answers[i]
		}
	}
	m.draw()
}

// Mark shows the verdict of a row and, if not "", what would have been right.
func (m *Matching) Mark(row int, v Verdict, right string) {
	if row < len(m.rows) {
		r := m.rows[row]
		r.verdict = &v
		if right != "" {
			r.right.SetText("right: " + right)
		}
		m.Close()
	}
}

// Close ends the answering; the list gives its room to what explains the mark.
func (m *Matching) Close() {
	m.closed = true
	m.list.Hide()
	m.draw()
}

// Disable is Close in Fyne's words.
func (m *Matching) Disable() { m.Close() }

func (m *Matching) draw() {
	for i, r := range m.rows {
		r.at = i == m.at && m.focused && !m.closed
		r.disabled = m.closed
		r.slot.SetProse(r.partner, quiz.Plain)
		r.slot.SetRole(theme.ColorText)
		if r.partner == "" {
			r.slot.SetText("no partner yet")
			r.slot.SetRole(theme.ColorMuted)
			if m.closed {
				r.slot.SetText("no answer")
			}
		}
		r.Refresh()
	}
	for i, b := range m.buttons {
		b.used = slices.ContainsFunc(m.rows, func(r *matchRow) bool { return r.partner == m.partners[i] })
		b.disabled = m.closed
		b.Refresh()
	}
	m.Refresh()
}

// FocusGained shows the row under the cursor.
func (m *Matching) FocusGained() { m.focused = true; m.draw() }

// FocusLost hides it.
func (m *Matching) FocusLost() { m.focused = false; m.draw() }

// choose puts the cursor on a row.
func (m *Matching) choose(at int) {
	m.at = min(max(at, 0), max(len(m.rows)-1, 0))
	m.draw()
}

// give gives the row under the cursor a partner, and goes on to the next row
// that has none.
func (m *Matching) give(partner int) {
	if partner < 0 || partner >= len(m.partners) || !m.put(m.at, m.partners[partner]) {
		return
	}
	for i := range m.rows {
		if next := (m.at + i) % len(m.rows); m.rows[next].partner == "" {
			m.choose(next)
			return
		}
	}
}

// put gives a row a partner; "" takes it away. It reports whether it could.
func (m *Matching) put(row int, partner string) bool {
	if m.closed || row < 0 || row >= len(m.rows) {
		return false
	}
	m.rows[row].partner = partner
	m.draw()
	m.tell()
	return true
}

// turn goes to the next or last partner of the row under the cursor.
func (m *Matching) turn(by int) {
	if len(m.partners) == 0 || len(m.rows) == 0 {
		return
	}
	now := slices.Index(m.partners, m.rows[m.at].partner)
	if now < 0 && by < 0 {
		now = 0
	}
	m.put(m.at, m.partners[(now+by+len(m.partners))%len(m.partners)])
}

// drop gives the partner to the row at a place of the screen.
func (m *Matching) drop(partner int, at fyne.Position) {
	for i, r := range m.rows {
		top := fyne.CurrentApp().Driver().AbsolutePositionForObject(r)
		if at.X >= top.X && at.X < top.X+r.Size().Width && at.Y >= top.Y && at.Y < top.Y+r.Size().Height {
			m.choose(i)
			m.put(i, m.partners[partner])
			return
		}
	}
}

// TypedRune gives a partner by its letter, or by its number.
func (m *Matching) TypedRune(r rune) {
	if at := letterPlace(r); at >= 0 && at < len(m.partners) {
		m.give(at)
	} else if r != ' ' && at < 0 {
		forwardRune(m, r)
	}
}

// TypedKey chooses rows and partners.
func (m *Matching) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyUp:
		m.choose(m.at - 1)
	case fyne.KeyDown:
		m.choose(m.at + 1)
	case fyne.KeyHome:
		m.choose(0)
	case fyne.KeyEnd:
		m.choose(len(m.rows) - 1)
	case fyne.KeyLeft:
		m.turn(-1)
	case fyne.KeyRight, fyne.KeySpace:
		m.turn(1)
	case fyne.KeyBackspace, fyne.KeyDelete:
		m.put(m.at, "")
	default:
		m.otherKey(e)
	}
}

// HeightFor is for layouts.
func (m *Matching) HeightFor(width float32) float32 { return HeightFor(m.body, width) }

// CreateRenderer is for Fyne.
func (m *Matching) CreateRenderer() fyne.WidgetRenderer {
	return newView(m, func() { m.body.Refresh() }, func() fyne.Size { return m.body.MinSize() },
		func(s fyne.Size) { m.body.Resize(s); m.body.Refresh() }, m.body)
}

// matchRow is a row: its text, and the partner that it has.
type matchRow struct {
	Control
	left, slot *Text
	partner    string
	at         bool // under the cursor
	verdict    *Verdict
	right      *Text // what would have been right
}

// Words are for tests: the verdict. The texts speak for themselves.
func (r *matchRow) Words() []string {
	if r.verdict == nil {
		return nil
	}
	return []string{r.verdict.Word}
}

// plan is where the slot begins, how wide it and the text are.
func (r *matchRow) plan(width float32) (slotX, text, slot float32) {
	inner := width - 2*theme.Space12
	text = (inner - theme.Space16) * .5
	slotX = theme.Space12 + text + theme.Space16
	return slotX, text, max(1, width-slotX-theme.Space12-theme.Size(theme.SizeIcon)-theme.Space8)
}

// HeightFor is for layouts.
func (r *matchRow) HeightFor(width float32) float32 {
	_, text, slot := r.plan(width)
	below := r.slot.HeightFor(slot - 2*theme.Space8)
	if r.hasRight() {
		below += r.right.HeightFor(slot - 2*theme.Space8)
	}
	return max(r.left.HeightFor(text), below+2*theme.Space4) + 2*theme.Space8
}

func (r *matchRow) hasRight() bool { return strings.TrimSpace(r.right.Text()) != "" }

// CreateRenderer is for Fyne.
func (r *matchRow) CreateRenderer() fyne.WidgetRenderer {
	bg, box, icon := rect(theme.RadiusRow), rect(6), newInnerIcon()
	return newView(r, func() {
		look := rowLook(r.at, false, r.verdict)
		if r.hovered && !r.disabled && r.verdict == nil {
			look.body = theme.ColorRaised
		}
		fill(bg, look.body, look.edge, look.width)
		switch {
		case r.verdict != nil:
			fill(box, "", "", 0)
			tint(icon, r.verdict.Icon, r.verdict.Role)
		case r.partner != "":
			fill(box, theme.ColorAccentSoft, theme.ColorAccent, 1)
			tint(icon, "", "")
		default:
			fill(box, theme.ColorBackground, theme.ColorEdge, 1)
			tint(icon, "", "")
		}
		r.right.Hidden = !r.hasRight()
	}, func() fyne.Size {
		return fyne.NewSize(theme.Scaled(240), r.HeightFor(max(r.Size().Width, 320)))
	}, func(s fyne.Size) {
		bg.Resize(s)
		x, text, slot := r.plan(s.Width)
		h := r.left.HeightFor(text)
		place(r.left, theme.Space12, (s.Height-h)/2, text, h)
		place(box, x, theme.Space8, slot, s.Height-2*theme.Space8)
		w := slot - 2*theme.Space8
		h = r.slot.HeightFor(w)
		below := float32(0)
		if r.hasRight() {
			below = r.right.HeightFor(w)
		}
		top := (s.Height - h - below) / 2
		place(r.slot, x+theme.Space8, top, w, h)
		place(r.right, x+theme.Space8, top+h, w, below)
		k := theme.Size(theme.SizeIcon)
		place(icon, s.Width-theme.Space12-k, (s.Height-k)/2, k, k)
	}, bg, box, r.left, r.slot, r.right, icon)
}

// partnerButton is a partner with its letter; it can be pressed, and dragged to
// a row.
type partnerButton struct {
	Control
	owner *Matching
	key   string
	text  *Text
	used  bool
	last  fyne.Position // of the pointer, on the screen
}

// Words are for tests: the letter. The text speaks for itself.
func (b *partnerButton) Words() []string { return []string{b.key} }

// Dragged follows the pointer.
func (b *partnerButton) Dragged(e *fyne.DragEvent) { b.last = e.AbsolutePosition }

// DragEnd gives the partner to the row under the pointer.
func (b *partnerButton) DragEnd() {
	if !b.disabled {
		b.owner.drop(slices.Index(b.owner.buttons, b), b.last)
	}
}

func (b *partnerButton) keySide() float32 { return theme.Scaled(22) }

// HeightFor is for layouts.
func (b *partnerButton) HeightFor(width float32) float32 {
	return max(b.text.HeightFor(b.textWidth(width)), b.keySide()) + 2*theme.Space8
}

func (b *partnerButton) textWidth(width float32) float32 {
	return max(1, width-b.keySide()-theme.Space8-2*theme.Space12)
}

// NaturalWidth is for layouts.
func (b *partnerButton) NaturalWidth() float32 {
	return b.text.NaturalWidth() + b.keySide() + theme.Space8 + 2*theme.Space12 + 1
}

// CreateRenderer is for Fyne.
func (b *partnerButton) CreateRenderer() fyne.WidgetRenderer {
	bg, cap, key := rect(theme.RadiusRow), rect(5), line(b.key, theme.SizeCaption, true)
	return newView(b, func() {
		body, edge, width := theme.ColorSurface, theme.ColorEdge, float32(1)
		word := theme.ColorText
		if b.used {
			body, word = "", theme.ColorMuted
		}
		if b.hovered && !b.disabled {
			body = theme.ColorRaised
		}
		if b.focused {
			edge, width = theme.ColorAccent, 2.5
		}
		fill(bg, body, edge, width)
		fill(cap, "", word, 1)
		ink(key, theme.SizeCaption, word)
		b.text.SetRole(word)
	}, func() fyne.Size {
		return fyne.NewSize(min(b.NaturalWidth(), theme.Scaled(160)), b.HeightFor(max(b.Size().Width, min(b.NaturalWidth(), theme.Scaled(480)))))
	}, func(s fyne.Size) {
		bg.Resize(s)
		side, w := b.keySide(), b.textWidth(s.Width)
		h := b.text.HeightFor(w)
		place(b.text, theme.Space12+side+theme.Space8, (s.Height-h)/2, w, h)
		place(cap, theme.Space12, (s.Height-side)/2, side, side)
		m := key.MinSize()
		place(key, theme.Space12+(side-m.Width)/2, (s.Height-m.Height)/2, m.Width, m.Height)
	}, bg, cap, key, b.text)
}
