package exam

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"chartroom/app/actions"
	"chartroom/quiz"
)

// after is how an exam went, and how earlier ones did.
type after struct {
	exam     quiz.Exam
	result   quiz.ExamResult
	history  []actions.ExamLine // of the same credential, the oldest first
	remarked int                // items marked anew since the learner last looked
}

// percent is a share in words.
func percent(share float64) string { return fmt.Sprintf("%.0f %%", share*100) }

// span is a time in words: "2 h 13 min", "48 s".
func span(d time.Duration) string {
	d = d.Round(time.Second)
	h, m, s := int(d.Hours()), int(d.Minutes())%60, int(d.Seconds())%60
	switch {
	case h > 0 && m > 0:
		return fmt.Sprintf("%d h %d min", h, m)
	case h > 0:
		return fmt.Sprintf("%d h", h)
	case m >= 10 || m > 0 && s == 0:
		return fmt.Sprintf("%d min", m)
	case m > 0:
		return fmt.Sprintf("%d min %d s", m, s)
	}
	return fmt.Sprintf("%d s", s)
}

// date is a moment's day in words.
func date(t time.Time) string { return t.Format("2 January 2006") }

// about says when the exam was, how long it is and how long it took.
func (a *after) about() string {
	e := &a.exam
	took := span(a.result.Took) + " of " + span(e.Setup.Limit)
	if e.Setup.Extra > 0 {
		took += " (" + percent(e.Setup.Extra) + " extra time)"
	}
	return strings.Join([]string{date(e.Began), quiz.Count(len(e.Queue), "item"), took}, " · ")
}

// share says how many were right, and how far that can be trusted.
func (a *after) share() string {
	r := a.result.Scored.Right
	if r.Answers == 0 {
		return "No item of this exam counts."
	}
	return fmt.Sprintf("%d of %s right. On another form like this one it would likely be between %s and %s.",
		r.Right, quiz.Count(r.Answers, "item"), percent(r.Low), percent(r.High))
}

// target compares the result with what to practise for.
func (a *after) target() string {
	r := &a.result
	text := fmt.Sprintf("Practise for %s: ", percent(r.Target))
	if r.Cut > 0 {
		text = fmt.Sprintf("The exam is passed with %s right: ", percent(r.Cut))
	}
	switch short := r.Target - r.Scored.Score; {
	case r.Reached() && r.Scored.Right.Low >= r.Target:
		text += "you are above it, and clearly so."
	case r.Reached():
		text += "you reached it, but chance could have helped."
	case short < .005:
		text += "you are just below it."
	default:
		text += fmt.Sprintf("you are %.0f points below it.", short*100)
	}
	if part := r.Scored.Score - r.Scored.Right.Share; part > .005 {
		text += fmt.Sprintf(" Answers that are partly right count in part, which makes %s.", percent(r.Scored.Score))
	}
	return text
}

// scaled says why there is no scaled score.
func (a *after) scaled() string {
	p := a.exam.Setup.Blueprint.Pass
	if p.Kind != quiz.PassScaled {
		return ""
	}
	return fmt.Sprintf("The real exam reports a scaled score, and %.0f passes. It is made from forms that were compared with each other, so no share of right answers stands for it, and none is shown here.", p.Value)
}

// domains says where most is to be gained.
func (a *after) domains() string {
	b := &a.exam.Setup.Blueprint
	best, gain := -1, 0.0
	for i, d := range a.result.Domains {
		if g := b.Weight(d.ID) * (1 - d.Score); d.Items > 0 && g > gain {
			best, gain = i, g
		}
	}
	if best < 0 {
		return "Every item was right."
	}
	d := a.result.Domains[best]
	return fmt.Sprintf("Most is to be gained in %s: %d of %d right, and it is %s of the exam.", d.Name, d.Right.Right, d.Items, percent(b.Weight(d.ID)))
}

// levels says which level was hardest.
func (a *after) levels() string {
	least := -1
	for i, l := range a.result.Levels {
		if l.Items > 0 && (least < 0 || l.Right.Share < a.result.Levels[least].Right.Share) {
			least = i
		}
	}
	if least < 0 {
		return "The questions do not say which level they are of."
	}
	l := a.result.Levels[least]
	return fmt.Sprintf("%s was hardest: %d of %d right.", quiz.Capital(l.Name), l.Right.Right, l.Items)
}

// slow is how many paces an item took that took long.
const slow = 2

// pace says how the time was spent.
func (a *after) pace() string {
	long, wrong := 0, 0
	for i, g := range a.exam.Answers {
		if g.Took > slow*a.result.Pace {
			long++
			if a.result.Places[i].Verdict != quiz.Right {
				wrong++
			}
		}
	}
	n := len(a.exam.Answers)
	if n == 0 {
		return ""
	}
	text := fmt.Sprintf("%s for an item in the mean; the limit allows %s.", span((a.result.Took-a.exam.Review)/time.Duration(n)), span(a.result.Pace))
	if long > 0 {
		text += fmt.Sprintf(" %s more than twice that, and %d of them %s wrong all the same.", took(long), wrong, was(wrong))
	}
	return text
}

func took(n int) string {
	if n == 1 {
		return "1 item took"
	}
	return fmt.Sprintf("%d items took", n)
}

func was(n int) string {
	if n == 1 {
		return "was"
	}
	return "were"
}

// changed says what changing answers did.
func (a *after) changed() string {
	c := a.result.Changed
	n := c.RightToRight + c.RightToWrong + c.WrongToRight + c.WrongToWrong
	switch net := c.WrongToRight - c.RightToWrong; {
	case n == 0:
		return "No answer was changed."
	case net > 0:
		return fmt.Sprintf("You changed %s and gained %s by it.", quiz.Count(n, "answer"), quiz.Count(net, "item"))
	case net < 0:
		return fmt.Sprintf("You changed %s and lost %s by it: change only when you find a reason.", quiz.Count(n, "answer"), quiz.Count(-net, "item"))
	default:
		return fmt.Sprintf("You changed %s; it gained as much as it lost.", quiz.Count(n, "answer"))
	}
}

// certainty says how well the learner knows what she knows.
func (a *after) certainty() string {
	c := &a.result.CBM
	said := c.Answers[quiz.Guess] + c.Answers[quiz.ThinkSo] + c.Answers[quiz.Sure]
	if said == 0 {
		return "You did not say how sure you were. Saying it (guess, think so, sure) shows what you only believe you know."
	}
	text := fmt.Sprintf("You said how sure you were of %s.", quiz.Count(said, "answer"))
	over, under := a.judged(quiz.Overconfident), a.judged(quiz.Underconfident)
	switch {
	case len(over) > 0:
		text += fmt.Sprintf(" Too sure: where you said “%s”, fewer were right than that is worth.", strings.Join(over, "” and “"))
	case len(under) > 0:
		text += fmt.Sprintf(" Not sure enough: where you said “%s”, more were right than you thought.", strings.Join(under, "” and “"))
	default:
		text += " It fits what came of them."
	}
	_, _, mean := c.Total()
	return text + fmt.Sprintf(" Marked by certainty (right earns 1, 2 or 3, wrong 0, -2 or -6) you earn %.2f for an answer; 3 is the most.", mean)
}

func (a *after) judged(j quiz.Judgement) []string {
	var words []string
	for c := quiz.Guess; c <= quiz.Sure; c++ {
		if a.result.CBM.Judge(c) == j {
			words = append(words, c.String())
		}
	}
	return words
}

// also are the other things to be known of the exam, a sentence each.
func (a *after) also() []string {
	var all []string
	e, r := &a.exam, &a.result
	if e.Over {
		all = append(all, "The time was over: the exam was handed in as it stood.")
	}
	if open := len(e.Queue) - e.Tally().Answered; open > 0 {
		all = append(all, fmt.Sprintf("%s left open, and counted as wrong.", wereLeft(open)))
	}
	if p := r.Pretest; p.Items > 0 {
		all = append(all, fmt.Sprintf("%s did not count, as in the real exam; %d of them %s right. They are marked as such in the walk.",
			quiz.Count(p.Items, "pretest item"), p.Right.Right, was(p.Right.Right)))
	}
	if say := r.LookUps.String(); say != "" {
		all = append(all, say)
	}
	if r.Remarked > 0 {
		all = append(all, fmt.Sprintf("%s marked anew by a key that was corrected after the exam.", wereLeft(r.Remarked)))
	}
	if e.Setup.Repeats > 0 {
		all = append(all, fmt.Sprintf("%s had been in an earlier exam.", quiz.Count(e.Setup.Repeats, "item")))
	}
	if e.Review > 0 {
		all = append(all, "You spent "+span(e.Review)+" on the page before handing in.")
	}
	for _, n := range e.Notices {
		all = append(all, n.String())
	}
	return all
}

func wereLeft(n int) string {
	if n == 1 {
		return "1 item was"
	}
	return fmt.Sprintf("%d items were", n)
}

// causeWords are the causes as the learner reads them, and the letters of their
// keys.
var causeWords = map[quiz.Cause]struct {
	word string
	key  rune
}{
	quiz.CauseKnowledge: {"Did not know it", 'k'},
	quiz.CauseMisread:   {"Misread it", 'm'},
	quiz.CauseCareless:  {"Careless", 'c'},
	quiz.CauseTime:      {"Too little time", 't'},
	quiz.CauseBook:      {"Code book", 'b'},
}

// causes says what the wrong answers came from, as far as the learner said.
func (a *after) causes() string {
	var all []string
	said, wrong := 0, 0
	for c, n := range a.result.Causes {
		wrong += n
		if c != quiz.Uncaused {
			said += n
		}
	}
	for _, c := range quiz.Causes {
		if n := a.result.Causes[c]; n > 0 {
			all = append(all, fmt.Sprintf("%s: %d", strings.ToLower(causeWords[c].word), n))
		}
	}
	switch {
	case wrong == 0:
		return "There is nothing to find causes for."
	case said == 0:
		return "Why was each wrong? Walk through what was wrong, and say it by one key: it shows whether to study, to read more slowly, or to mind the clock."
	}
	return fmt.Sprintf("Of %s wrong, %d have a cause: %s.", quiz.Count(wrong, "item"), said, strings.Join(all, ", "))
}

// compared says how this exam stands to the one before.
func (a *after) compared() string {
	at := a.index()
	if at <= 0 {
		return "This is the first one. The next will be compared with it."
	}
	now, before := a.history[at], a.history[at-1]
	diff := (now.Right.Share - before.Right.Share) * 100
	text := fmt.Sprintf("The one before, on %s, had %s right.", date(before.Began), percent(before.Right.Share))
	switch {
	case now.Right.Low > before.Right.High:
		return text + fmt.Sprintf(" This one is %.0f points better, more than chance explains.", diff)
	case now.Right.High < before.Right.Low:
		return text + fmt.Sprintf(" This one is %.0f points worse, more than chance explains.", -diff)
	}
	return text + " The difference may be chance."
}

// index is where this exam stands in the history; -1 if it does not.
func (a *after) index() int {
	return slices.IndexFunc(a.history, func(l actions.ExamLine) bool { return l.ID == a.exam.ID })
}

// placeDomain is the short name of the domain of an item; "" if it has none.
func (a *after) placeDomain(place int) string {
	if place >= len(a.exam.Setup.Places) {
		return ""
	}
	for _, d := range a.exam.Setup.Blueprint.Domains {
		if d.ID == a.exam.Setup.Places[place].Domain {
			return d.Short
		}
	}
	return ""
}

// pretest reports whether an item did not count.
func (a *after) pretest(place int) bool {
	return place < len(a.exam.Setup.Places) && a.exam.Setup.Places[place].Pretest
}
