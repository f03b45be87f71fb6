package lint

import (
	"math"
	"strings"

	"chartroom/quiz"
)

// keyRules ask that what is right is marked right, and that the learner knows
// how many answers to give.
var keyRules = []Rule{
	{
		Code: "L01", Name: "no-right-answer", Severity: Error, Rubric: 1, Checklist: 6,
		Says:   "Exactly one option is right, or as many as may be chosen; each text, number and gap has an answer that is right.",
		Fix:    "Mark the right answer.",
		Breaks: "Which law is meant?{=HIPAA =HITECH ~FMLA}",
		Keeps:  "Which law is meant?{=HIPAA ~HITECH ~FMLA}",
		one:    noRightAnswer,
	},
	{
		Code: "L02", Name: "weights", Severity: Warning, Rubric: 1,
		Says:   "The weights of the right options make 100 %, and one accepted answer earns 100 %.",
		Fix:    "Change the weights so that a whole right answer earns 100 %.",
		Breaks: "Choose two.{~%50%one ~%30%two ~three ~four}",
		Keeps:  "Choose two.{~%50%one ~%50%two ~three ~four}",
		one:    weights,
	},
	{
		Code: "L03", Name: "negative-weight", Severity: Warning,
		Says:   "A wrong answer costs nothing where one answer is given; certification exams do not punish guesses.",
		Fix:    "Give the option a weight of 0.",
		Breaks: "Which?{=a ~%-50%b ~c}",
		Keeps:  "Which?{=a ~%0%b ~c}",
		one:    negativeWeight,
	},
	{
		Code: "L04", Name: "count-not-said", Severity: Warning, Rubric: 1, Checklist: 16,
		Says:   "Where several options are to be chosen, the stem says how many.",
		Fix:    "Write how many to choose, as in: Choose two.",
		Breaks: "Which are prefixes?{~%50%hyper- ~%50%hypo- ~-itis ~-oma}",
		Keeps:  "Which two are prefixes?{~%50%hyper- ~%50%hypo- ~-itis ~-oma}",
		one:    countNotSaid,
	},
	{
		Code: "L05", Name: "count-differs", Severity: Error, Rubric: 1, Checklist: 16,
		Says:   "As many options are right as the stem asks for.",
		Fix:    "Change the number in the stem, or the options that are marked right.",
		Breaks: "Which are prefixes? Choose three.{~%50%hyper- ~%50%hypo- ~-itis ~-oma}",
		Keeps:  "Which are prefixes? Choose two.{~%50%hyper- ~%50%hypo- ~-itis ~-oma}",
		one:    countDiffers,
	},
	{
		Code: "L06", Name: "option-count", Severity: Advice, Rubric: 10, Checklist: 6,
		Says:   "A choice has three to five options, or four to eight where several are right.",
		Fix:    "Add a likely mistake as an option, or take out one that nobody chooses.",
		Breaks: "Which?{=a ~b}",
		Keeps:  "Which?{=a ~b ~c ~d}",
		one:    optionCount,
	},
}

func noRightAnswer(i *item) {
	for n := range i.groups {
		g := &i.groups[n]
		full, some := 0, 0
		for _, o := range g.options {
			if o.Fraction > 0 {
				some++
			}
			if math.Abs(o.Fraction-1) < weightSlack {
				full++
			}
		}
		switch g.kind {
		case quiz.Choice, quiz.TrueFalse:
			single := !g.multiple || g.kind == quiz.TrueFalse
			switch {
			case some == 0:
				i.say("%sNo option is right.", g.in())
			case some == len(g.options):
				i.say("%sEvery option earns something, so nothing is asked.", g.in())
			case single && full == 0:
				i.say("%sOne option is chosen, and none earns the full mark.", g.in())
			case single && full > 1:
				i.say("%sOne option is chosen, but %d earn the full mark.", g.in(), full)
			}
		case quiz.Text, quiz.Number:
			if some == 0 {
				i.say("%sNo answer is right.", g.in())
			}
		case quiz.Match, quiz.Order:
			if len(g.options) < 2 {
				i.say("There are fewer than two items to put together.")
			}
		case quiz.Cloze:
			i.say("The text has no gap.")
		case quiz.Drill:
			if err := quiz.CheckDrill(i.q); err != nil {
				i.say("%s.", strings.ToUpper(err.Error()[:1])+err.Error()[1:])
			}
		case quiz.Hotspot:
			if p := i.q.Picture; p == nil || p.Asked < 0 || p.Asked >= len(p.Regions) {
				i.say("No place in the picture is right.")
			}
		case quiz.Flip:
			if len(g.options) == 0 && i.q.Picture == nil && len(i.q.Parts) == 0 && len(i.q.Gaps) == 0 {
				i.say("The card has no back.")
			}
		}
	}
}

// weightSlack is how far weights may be off: files round thirds to 33.333 %.
const weightSlack = 0.005

func weights(i *item) {
	for n := range i.groups {
		g := &i.groups[n]
		sum, best := 0.0, 0.0
		for _, o := range g.options {
			sum += max(o.Fraction, 0)
			best = max(best, o.Fraction)
		}
		switch {
		case best == 0: // that is another rule
		case g.kind == quiz.Choice && g.multiple && math.Abs(sum-1) > weightSlack:
			i.say("%sThe weights of the right options make %.4g %%, not 100 %%.", g.in(), 100*sum)
		case (g.kind == quiz.Text || g.kind == quiz.Number) && math.Abs(best-1) > weightSlack:
			i.say("%sThe best accepted answer earns %.4g %%, not 100 %%.", g.in(), 100*best)
		}
	}
}

func negativeWeight(i *item) {
	for n := range i.groups {
		g := &i.groups[n]
		for m, o := range g.options {
			if o.Fraction < 0 && !g.multiple {
				i.say("%s%s costs %.4g %%.", g.in(), quoted(g.texts[m].plain), -100*o.Fraction)
				break
			}
		}
	}
}

// numberWords are the numbers that stems ask for.
var numberWords = map[string]int{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "both": 2,
	"1": 1, "2": 2, "3": 3, "4": 4, "5": 5, "6": 6}

// commands are the words by which a stem tells how to answer.
var commands = setOf("select choose pick mark tick check identify name give indicate")

// askedFor is how many options the stem asks for; 0 = it does not say. Only a
// command ("Choose two") counts where loose is off: "which two" may ask for one
// option that names two things.
func askedFor(t *text, loose bool) int {
	for n, w := range t.words {
		if !commands[w.low] && !(loose && (w.low == "which" || w.low == "what" || w.low == "are")) {
			continue
		}
		for _, next := range t.words[n+1 : min(n+4, len(t.words))] {
			if count := numberWords[next.low]; count > 0 {
				return count
			}
			if next.low != "the" && next.low != "exactly" && next.low != "are" && next.low != "any" && next.low != "best" {
				break
			}
		}
	}
	return 0
}

func countNotSaid(i *item) {
	if i.q.Kind != quiz.Choice || !i.q.Multiple || askedFor(&i.stem, true) > 0 {
		return
	}
	low := strings.ToLower(i.stem.plain)
	for _, said := range []string{"that apply", "all correct", "all the correct", "all right", "apply."} {
		if strings.Contains(low, said) {
			return
		}
	}
	for _, w := range i.stem.words {
		if n := numberWords[w.low]; n > 1 && n == i.q.RightCount() {
			return
		}
	}
	i.say("%d options are right, and the stem does not say how many to choose.", i.q.RightCount())
}

func countDiffers(i *item) {
	if i.q.Kind != quiz.Choice {
		return
	}
	if asked, right := askedFor(&i.stem, i.q.Multiple), i.q.RightCount(); asked > 0 && right > 0 && asked != right && (i.q.Multiple || asked > 1) {
		i.say("The stem asks for %d, and %s right.", asked, areIs(right, "option"))
	}
}

// areIs is a count with its verb: "1 option is", "3 options are".
func areIs(n int, noun string) string {
	if n == 1 {
		return "1 " + noun + " is"
	}
	return itoa(n) + " " + noun + "s are"
}

func optionCount(i *item) {
	i.choices(func(g *group) {
		least, most := 3, 5
		if g.multiple {
			least, most = 4, 8
		}
		if g.gap > 0 {
			least = 2
		}
		if n := len(g.options); n < least || n > most {
			i.say("%sThere are %d options, not %d to %d.", g.in(), n, least, most)
		}
	})
}
