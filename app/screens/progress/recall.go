package progress

import (
	"fmt"
	"math"

	"chartroom/quiz"
	"chartroom/storage"
)

// predicted is what the schedule expected of the reviews of a period, and what
// came: true retention against what was predicted.
type predicted struct {
	Bins   quiz.Calibration
	Period period
}

func predictedOf(days []storage.RecallDay, today quiz.Day, p period) predicted {
	out := predicted{Period: p}
	for _, d := range days {
		if d.Day < p.from(today) || d.Day > today {
			continue
		}
		for i, b := range d.Bins {
			out.Bins[i] = out.Bins[i].Plus(b)
		}
	}
	return out
}

func (p predicted) sentence() string {
	all := p.Bins.All()
	switch {
	case all.Reviews == 0:
		return "Each time something comes up again, the schedule has a guess at whether you still know it. Here you see how good its guesses are."
	case !all.Enough():
		return fmt.Sprintf("Not yet: %s %s, and it takes %d before a share means anything.", quiz.Count(all.Reviews, "review"), p.Period.phrase(), quiz.EnoughAnswers)
	}
	head := fmt.Sprintf("Of %s %s the schedule expected you to remember %s, and you remembered %s",
		quiz.Count(all.Reviews, "review"), p.Period.phrase(), percent(all.Mean()), percent(all.Share().Share))
	switch {
	case !all.Surprising():
		return head + ": as good as predicted, for chance alone moves it as much."
	case all.Surprise() > 0:
		return head + ": more than predicted, so your reviews come earlier than they need to."
	}
	return head + ": less than predicted, so your reviews come a little late. A higher aim in Settings brings them sooner."
}

// hours is what was expected and what came by the hour of the day.
type hours [24]quiz.Predicted

// clock is an hour of the day: "9:00".
func clock(hour int) string { return fmt.Sprintf("%d:00", hour) }

func (h hours) sentence() string {
	var all quiz.Predicted
	judged := 0
	for _, p := range h {
		all = all.Plus(p)
		if p.Enough() {
			judged++
		}
	}
	switch {
	case !all.Enough():
		return fmt.Sprintf("Not yet: %s so far, and it takes %d at one hour before its share means anything.", quiz.Count(all.Reviews, "review"), quiz.EnoughAnswers)
	case judged < 2:
		return "Not yet: it takes two hours of the day with enough reviews before they can be compared."
	}
	at := h.odd(all.Surprise()/math.Sqrt(float64(all.Reviews)), judged)
	if at < 0 {
		return "No hour of the day stands out from the others: study when it suits you."
	}
	p := h[at]
	if p.Share().Share < p.Mean() {
		return fmt.Sprintf("Around %s you remember %s where %s was predicted; that stands out from the other hours. Keep what is hard for another one.", clock(at), percent(p.Share().Share), percent(p.Mean()))
	}
	return fmt.Sprintf("Around %s you remember %s where %s was predicted; that stands out from the other hours. It is a good one for what is hard.", clock(at), percent(p.Share().Share), percent(p.Mean()))
}

// awake is the hours from the first to the last with reviews, and one more at
// either end; at least eight of them, so that an hour is not a whole graph.
func (h hours) awake() (from, to int) {
	from, to = len(h), 0
	for i, p := range h {
		if p.Reviews > 0 {
			from, to = min(from, i), i+1
		}
	}
	from, to = max(from-1, 0), min(to+1, len(h))
	for to-from < 8 {
		from, to = max(from-1, 0), min(to+1, len(h))
	}
	return from, to
}

// odd is the hour that differs most from the others, if by more than chance
// explains when so many hours are judged at once; else -1. usual is how much a
// review surprises at any hour, in standard deviations of one.
func (h hours) odd(usual float64, judged int) int {
	at, most := -1, quantile(judged)
	for i, p := range h {
		if !p.Enough() {
			continue
		}
		if z := math.Abs(p.Surprise() - usual*math.Sqrt(float64(p.Reviews))); z > most {
			at, most = i, z
		}
	}
	return at
}

// quantile is the standard normal quantile for a two-sided 90 % test when so
// many are made at once, so that all together are wrong once in ten (Bonferroni).
func quantile(tests int) float64 { return math.Sqrt2 * math.Erfinv(1-.1/float64(max(tests, 1))) }

// remembered is the reviews by week, expected and come, oldest first.
type remembered struct {
	Last  quiz.Day // today
	Weeks []quiz.Predicted
}

func rememberedOf(days []storage.RecallDay, today quiz.Day) remembered {
	var weeks [weekCount]quiz.Predicted
	first := weekCount
	for _, d := range days {
		back := int(today-d.Day) / 7
		if d.Day > today || back >= weekCount {
			continue
		}
		i := weekCount - 1 - back
		weeks[i] = weeks[i].Plus(d.Bins.All())
		first = min(first, i)
	}
	return remembered{Last: today, Weeks: weeks[first:]}
}

// sum joins the weeks from to (without to).
func (r remembered) sum(from, to int) quiz.Predicted {
	var all quiz.Predicted
	for i := max(from, 0); i < min(to, len(r.Weeks)); i++ {
		all = all.Plus(r.Weeks[i])
	}
	return all
}

func (r remembered) sentence() string {
	n := len(r.Weeks)
	late, before := r.sum(n-4, n), r.sum(n-8, n-4)
	switch {
	case !late.Enough():
		return fmt.Sprintf("Not yet: %s in the last four weeks, and it takes %d before a share means anything.", quiz.Count(late.Reviews, "review"), quiz.EnoughAnswers)
	case !before.Enough():
		return fmt.Sprintf("In the last four weeks you remembered %s of %s. Four more weeks, and you see here which way it goes.", percent(late.Share().Share), quiz.Count(late.Reviews, "review"))
	}
	now, then := percent(late.Share().Share), percent(before.Share().Share)
	switch {
	case !differ(late.Share(), before.Share()):
		return fmt.Sprintf("%s remembered in the last four weeks, %s in the four before: no clear change, for chance alone moves it as much.", now, then)
	case late.Share().Share > before.Share().Share:
		return fmt.Sprintf("%s remembered in the last four weeks, up from %s in the four before: that is more than chance.", now, then)
	}
	return fmt.Sprintf("%s remembered in the last four weeks, down from %s in the four before: that is more than chance.", now, then)
}
