package quiz

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"chartroom/quiz/srs"
)

// Balance is how the days of reviews are chosen within the range that the
// memory allows. The zero value chooses nothing: every question keeps its own
// draw.
type Balance struct {
	Even bool    // days with little to do are preferred
	Easy [7]Ease // what each weekday may take, Sunday first
	Off  []Span  // days without reviews: none is chosen if another one is in range
}

// Ease is how much less than others a weekday may take. The zero value is a
// day like any other.
type Ease uint8

// The eases of a weekday (Anki's easy days).
const (
	NormalDay  Ease = 0
	ReducedDay Ease = 1 // about half as many reviews
	MinimumDay Ease = 2 // hardly any
)

// share is what part of the reviews a day of this ease gets; Anki's numbers
// (rslib/src/scheduler/states/load_balancer.rs, EasyDay::load_modifier).
func (e Ease) share() float64 { return [...]float64{1, .5, .0001}[e] }

// Span is some days in a row, both ends included.
type Span struct{ From, To Day }

// Contains reports whether day is one of them.
func (s Span) Contains(day Day) bool { return s.From <= day && day <= s.To }

// Load is what is due already: Due[i] questions on the day From+i. Days that it
// does not tell of have nothing due.
type Load struct {
	From     Day
	Due      []int
	Siblings []Day // the days on which the question's siblings come back
}

func (l *Load) on(day Day) int {
	if l == nil || day < l.From || int(day-l.From) >= len(l.Due) {
		return 0
	}
	return l.Due[day-l.From]
}

// near is how many days the nearest sibling is away.
func (l *Load) near(day Day) int {
	away := math.MaxInt
	if l != nil {
		for _, s := range l.Siblings {
			away = min(away, max(int(s-day), int(day-s)))
		}
	}
	return away
}

// mostBalanced is the longest interval, in days, that is balanced by load;
// longer ones are spread enough by themselves (Anki, MAX_LOAD_BALANCE_INTERVAL).
const mostBalanced = 90

// choose is one of the intervals from low to high, in days after today, by a
// draw from 0 up to 1; 0 if nothing speaks for one rather than another.
//
// The weight of a day is Anki's (load_balancer.rs, find_interval): 1 if nothing
// is due, else due^-2.15 * interval^-3, times less the nearer a sibling is,
// times the weekday's ease. Days off weigh nothing while another day is left.
func (b *Balance) choose(low, high int, today Day, load *Load, draw float64) int {
	if low >= high {
		return 0
	}
	weights := make([]float64, high-low+1)
	var total float64
	for i := range weights {
		weights[i] = b.weight(low+i, high, today, load)
	}
	b.ease(weights, low, today, load)
	b.leaveOut(weights, low, today)
	plain := true
	for _, w := range weights {
		total += w
		plain = plain && w == weights[0]
	}
	if plain {
		return 0
	}
	left := draw * total
	for i, w := range weights {
		if left < w {
			return low + i
		}
		left -= w
	}
	return low + slices.Index(weights, slices.Max(weights)) // rounding used up the draw
}

// weight is a day's by its load and the question's siblings.
func (b *Balance) weight(interval, high int, today Day, load *Load) float64 {
	if !b.Even || high > mostBalanced {
		return 1
	}
	day := today + Day(interval)
	w := 1.
	if due := load.on(day); due > 0 {
		w = math.Pow(float64(due), -2.15) * math.Pow(float64(interval), -3)
	}
	if away := load.near(day); away == 0 {
		w *= 1e-6
	} else if away < 5 {
		w *= .2 * float64(away)
	}
	return w
}

// ease lowers the weights of easy days. A reduced day takes part until it has
// half as much to do as the others, then it counts as a minimum day (Anki,
// calculate_easy_days_modifiers).
func (b *Balance) ease(weights []float64, low int, today Day, load *Load) {
	var due, shares float64
	for i := range weights {
		day := today + Day(low+i)
		due += float64(load.on(day))
		shares += b.on(day).share()
	}
	for i := range weights {
		day := today + Day(low+i)
		e := b.on(day)
		if e == ReducedDay {
			here := float64(load.on(day))
			if here/e.share()*(shares-e.share()) > due-here || shares == e.share() {
				e = MinimumDay
			} else {
				e = NormalDay
			}
		}
		weights[i] *= e.share()
	}
}

// leaveOut takes the weight of days off, unless all are.
func (b *Balance) leaveOut(weights []float64, low int, today Day) {
	off := func(i int) bool {
		return slices.ContainsFunc(b.Off, func(s Span) bool { return s.Contains(today + Day(low+i)) })
	}
	for i := range weights {
		if !off(i) {
			for k := range weights {
				if off(k) {
					weights[k] = 0
				}
			}
			return
		}
	}
}

// on is the ease of a day.
func (b *Balance) on(day Day) Ease { return b.Easy[day.Date().Weekday()] }

// Reach is the days, as a range after a.Day, whose load Choices asks for; both
// 0 if no grade leads out of the learning steps.
func (s *Scheduler) Reach(p Progress, a Answered) (from, to Day) {
	for _, g := range srs.Grades {
		a.Grade = g
		low, high := s.spread(p, a)
		if high == 0 || high > mostBalanced {
			continue
		}
		if from == 0 || a.Day+Day(low) < from {
			from = a.Day + Day(low)
		}
		to = max(to, a.Day+Day(high))
	}
	return from, to
}

// Choices are the answers with each of the four grades, again first, with the
// days that b chooses by load. After each of them is what stands under the
// grade buttons, and saving it is what happens. load may be nil: nothing is
// due.
func (s *Scheduler) Choices(id QuestionID, p Progress, a Answered, b *Balance, load *Load) [4]Answered {
	var all [4]Answered
	draw, least := ownDraw(id, p.Reps), 1
	for i, g := range srs.Grades {
		a.Grade, a.Interval = g, 0
		low, high := s.spread(p, a)
		if high > 0 {
			low = min(max(low, least), srs.MaxInterval)
			high = max(low, high)
			a.Interval = b.choose(low, high, a.Day, load, draw)
			if b.chooses() && a.Interval == 0 {
				a.Interval = low + int(draw*float64(high-low+1))
			}
			least = s.daysOf(id, p, a) + 1
		}
		all[i] = a
	}
	return all
}

// chooses reports whether the balance may choose at all.
func (b *Balance) chooses() bool { return b.Even || len(b.Off) > 0 || b.Easy != [7]Ease{} }

func (s *Scheduler) daysOf(id QuestionID, p Progress, a Answered) int {
	return int(s.After(id, p, a).DueDay - a.Day)
}

// spread is the range of whole days around the interval after a grade; 0, 0
// for a learning step.
func (s *Scheduler) spread(p Progress, a Answered) (low, high int) {
	if step, _ := s.step(p, a); step > 0 {
		return 0, 0
	}
	return srs.FuzzRange(s.Model.Interval(s.Remember(p, a), s.Retention))
}

// Allows reports whether a.Interval is one that may have been chosen for the
// answer: within its range, or as far above it as a worse grade pushed it; give
// or take a day, for the range may move by some seconds between the look at the
// buttons and the answer.
func (s *Scheduler) Allows(p Progress, a Answered) bool {
	if a.Interval == 0 {
		return true
	}
	low, high := s.spread(p, a)
	if high == 0 || a.Interval < 0 {
		return false
	}
	least := 0
	for g := srs.Hard; g < a.Grade; g++ {
		worse := a
		worse.Grade = g
		if _, top := s.spread(p, worse); top > 0 {
			least = max(least+1, top+1)
		}
	}
	return a.Interval >= low-1 && a.Interval <= max(high, least)+1
}

// BalanceFrom is the balance that these settings ask for. Days are balanced
// unless the learner says otherwise, as in Anki.
func BalanceFrom(settings map[string]string) (Balance, error) {
	b := Balance{Even: true}
	var err error
	if b.Even, err = onOff(settings, SettingBalance, true); err != nil {
		return b, err
	}
	if b.Easy, err = parseEasyDays(settings[SettingEasyDays]); err != nil {
		return b, fmt.Errorf("setting %s: %w", SettingEasyDays, err)
	}
	for _, key := range []string{SettingDaysOff, SettingHoliday} {
		spans, err := ParseSpans(settings[key])
		if err != nil {
			return b, fmt.Errorf("setting %s: %w", key, err)
		}
		b.Off = append(b.Off, spans...)
	}
	return b, nil
}

// weekdays are the names in SettingEasyDays, Sunday first.
var weekdays = [7]string{"su", "mo", "tu", "we", "th", "fr", "sa"}

// parseEasyDays reads what FormatEasyDays writes.
func parseEasyDays(text string) (all [7]Ease, err error) {
	for _, part := range fields(text) {
		name, value, _ := strings.Cut(part, "=")
		day := slices.Index(weekdays[:], strings.TrimSpace(name))
		share, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
		if day < 0 || err != nil || !(share >= 0 && share <= 1) {
			return all, fmt.Errorf("%q is not a weekday and its share from 0 to 1, like %q", part, "sa=0.5")
		}
		switch {
		case share < .25:
			all[day] = MinimumDay
		case share < .75:
			all[day] = ReducedDay
		default:
			all[day] = NormalDay
		}
	}
	return all, nil
}

// FormatEasyDays is the setting for these eases, Sunday first: "sa=0.5,su=0";
// empty if every day is like any other.
func FormatEasyDays(all [7]Ease) string {
	var parts []string
	for i := range all {
		day := (i + 1) % 7 // Monday first
		if all[day] != NormalDay {
			parts = append(parts, weekdays[day]+"="+map[Ease]string{ReducedDay: "0.5", MinimumDay: "0"}[all[day]])
		}
	}
	return strings.Join(parts, ",")
}

// ParseSpans reads days and spans of days, split by commas:
// "2026-12-25,2026-12-30..2027-01-02".
func ParseSpans(text string) ([]Span, error) {
	var all []Span
	for _, part := range fields(text) {
		first, last, several := strings.Cut(part, "..")
		if !several {
			last = first
		}
		from, err := ParseDay(strings.TrimSpace(first))
		if err != nil {
			return nil, fmt.Errorf("%q is not a day like 2026-12-25", first)
		}
		to, err := ParseDay(strings.TrimSpace(last))
		if err != nil || to < from {
			return nil, fmt.Errorf("%q is not a day like 2026-12-25, at or after %s", last, from)
		}
		all = append(all, Span{from, to})
	}
	return all, nil
}

// fields are the parts of a list split by commas, without empty ones.
func fields(text string) []string {
	return slices.DeleteFunc(strings.Split(strings.ReplaceAll(text, " ", ""), ","), func(s string) bool { return s == "" })
}
