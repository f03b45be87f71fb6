package settings

import (
	"slices"
	"strconv"

	"chartroom/app/actions"
	"chartroom/app/theme"
	"chartroom/app/widgets"
	"chartroom/quiz"
)

// reviewing is the widgets of the section Reviews.
type reviewing struct {
	order                 *widgets.Segments
	most                  *widgets.Number
	bury, even, leech     *widgets.Check
	orderNote, reviewNote *note
}

func (s *Screen) buildReviews() *section {
	m, r := &s.model, &s.reviewing
	words := make([]string, len(orders))
	for i, o := range orders {
		words[i] = o.Word
	}
	r.order = widgets.Segmented(words, m.order(), func(i int) { s.choose(quiz.SettingOrder, string(orders[i].Order)) })
	r.orderNote, r.reviewNote = newNote(), newNote()
	r.most = widgets.Stepper(m.reviews(), 0, mostReviews, 10, "reviews", func(n int) {
		s.try(func() (actions.Done, error) { return m.setReviews(n) })
	})
	r.bury = s.tick(quiz.SettingBury, "Related questions wait until tomorrow",
		"Once one of a family is answered, the others would only repeat what you have just read.")
	r.even = s.tick(quiz.SettingBalance, "Days are evened out", "A question comes a day or two sooner or later, where there is less to do.")
	r.leech = s.tick(quiz.SettingLeech, "Leeches are suspended",
		"A question forgotten eight times takes more time than it gives. It is taken out until you put it back; undo does so at once.")
	return newSection("Reviews", "Which questions come back today, and in which order.",
		widgets.Column(theme.Space8, widgets.Body("Order of reviews"), r.order, r.orderNote.object),
		noted("Most reviews a day", r.most, r.reviewNote),
		widgets.Column(0, r.bury, r.even, r.leech))
}

// tick is a row for a setting that is on or off.
func (s *Screen) tick(key, text, help string) *widgets.Check {
	return widgets.CheckRow(text, help, s.model.on(key), func(on bool) {
		value := "off"
		if on {
			value = "on"
		}
		s.choose(key, value)
	})
}

func (s *Screen) drawReviews() {
	m, r := &s.model, &s.reviewing
	r.order.Set(m.order())
	r.orderNote.set(m.orderNote(), false)
	r.most.Set(m.reviews())
	r.reviewNote.set(reviewsNote(m.reviews()), false)
	for key, c := range map[string]*widgets.Check{quiz.SettingBury: r.bury, quiz.SettingBalance: r.even, quiz.SettingLeech: r.leech} {
		c.Set(m.on(key))
	}
}

// order is an order of reviews and what it does, in words.
type order struct {
	Word, Does string
	Order      quiz.Ordering
}

// orders are all of them.
var orders = []order{
	{"What waiting costs most", "First comes what you would forget soonest if it waited until tomorrow.", quiz.OrderLoss},
	{"Due longest", "First comes what has been due for the longest.", quiz.OrderDue},
	{"Most overdue", "First comes what is latest for the length of its wait.", quiz.OrderOverdue},
	{"By chance", "Another order each day.", quiz.OrderRandom},
}

// order is the place in orders of the one in force.
func (m *model) order() int {
	chosen, _ := quiz.OrderFrom(map[string]string{quiz.SettingOrder: m.act.Setting(quiz.SettingOrder)})
	return slices.IndexFunc(orders, func(o order) bool { return o.Order == chosen })
}

// orderNote says what the order does.
func (m *model) orderNote() string {
	if m.planned() {
		return orders[m.order()].Does + " That holds for your own material; for the exam the plan decides."
	}
	return orders[m.order()].Does
}

// planned reports whether there is a plan to an exam day.
func (m *model) planned() bool {
	return m.act.Setting(quiz.SettingExam) != "" && m.act.Setting(quiz.SettingExamDate) != ""
}

// reviews is the most reviews a day; 0 = no limit.
func (m *model) reviews() int {
	n, _ := quiz.PerDay(map[string]string{quiz.SettingReviews: m.act.Setting(quiz.SettingReviews)}, quiz.SettingReviews)
	return n
}

func (m *model) setReviews(n int) (actions.Done, error) {
	if n == 0 {
		return m.set(quiz.SettingReviews, "")
	}
	return m.set(quiz.SettingReviews, strconv.Itoa(n))
}

// reviewsNote says what the limit does.
func reviewsNote(n int) string {
	if n == 0 {
		return "0 is no limit: all that is due comes on its day."
	}
	return "What is over the limit waits for another day."
}

// on reports whether something is on that is on or off.
func (m *model) on(key string) bool {
	set := map[string]string{key: m.act.Setting(key)}
	switch key {
	case quiz.SettingBury:
		return quiz.BuriesSiblings(set)
	case quiz.SettingLeech:
		return quiz.SuspendsLeeches(set)
	}
	b, err := quiz.BalanceFrom(set)
	return err == nil && b.Even
}
