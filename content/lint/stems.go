package lint

import (
	"strings"

	"chartroom/quiz"
)

// stemRules ask that a stem is there, short, and asks one clear thing.
var stemRules = []Rule{
	{
		Code: "L07", Name: "empty-text", Severity: Error,
		Says:   "Stems, options and both sides of a card have a text.",
		Fix:    "Write the missing text, or take the option out.",
		Breaks: "Which?{=a ~<b></b> ~c}",
		Keeps:  "Which?{=a ~<b>b</b> ~c}",
		one:    emptyText,
	},
	{
		Code: "L08", Name: "long-stem", Severity: Advice, Rubric: 15, Checklist: 3,
		Says:   "A stem has at most 90 words; a case told in paragraphs of its own at most 350 with its question.",
		Fix:    "Leave out what is not needed to answer, or put the case into a paragraph of its own.",
		Breaks: strings.Repeat("The clerk files each record by its number. ", 12) + "What is this?{=a ~b ~c}",
		Keeps:  "The clerk files each record by its number. What is this?{=a ~b ~c}",
		one:    longStem,
	},
	{
		Code: "L09", Name: "no-question", Severity: Warning, Checklist: 2,
		Says:   "A stem ends in a question, a task or an open sentence.",
		Fix:    "End the stem with one question.",
		Breaks: "The record belongs to the hospital.{=a ~b ~c}",
		Keeps:  "To whom does the record belong?{=a ~b ~c}",
		one:    noQuestion,
	},
	{
		Code: "L10", Name: "no-topic", Severity: Warning, Rubric: 8, Checklist: 2,
		Says:   "A stem names its topic, so that it can be answered with the options covered.",
		Fix:    "Name the topic in the stem and ask one thing about it.",
		Breaks: "Which of the following is true?{=a ~b ~c}",
		Keeps:  "Which statement about retention is true?{=a ~b ~c}",
		one:    noTopic,
	},
	{
		Code: "L11", Name: "hidden-negative", Severity: Warning, Rubric: 9, Checklist: 4,
		Says:   "NOT, EXCEPT and LEAST in a question are in capitals or bold, where they are needed at all.",
		Fix:    "Ask for what is right; where that is impossible, write NOT or EXCEPT in capitals.",
		Breaks: "Which of these is not an identifier?{=a ~b ~c}",
		Keeps:  "Which of these is NOT an identifier?{=a ~b ~c}",
		one:    hiddenNegative,
	},
	{
		Code: "L12", Name: "opinion", Severity: Advice, Checklist: 13,
		Says:   "A stem asks for a fact or a rule, not for the learner's opinion.",
		Fix:    "Name whose rule decides, as in: According to the guidelines.",
		Breaks: "What do you think is best?{=a ~b ~c}",
		Keeps:  "According to the guidelines, what is best?{=a ~b ~c}",
		one:    opinion,
	},
}

func emptyText(i *item) {
	if i.stem.empty() && i.q.Picture == nil && len(i.q.Parts) == 0 {
		i.say("The question has no text.")
	}
	for n := range i.groups {
		g := &i.groups[n]
		for m := range g.texts {
			o := &g.options[m]
			switch {
			case !g.texts[m].empty() || o.Any || g.kind == quiz.Number:
			case g.kind == quiz.Match && strings.TrimSpace(o.Partner) != "":
			default:
				i.say("%sOption %d has no text.", g.in(), m+1)
			}
		}
	}
}

// The most words of a stem, and of a case with its question (rubric, rule 15).
const (
	stemWords = 90
	caseWords = 350
)

func longStem(i *item) {
	if i.q.Kind == quiz.Cloze || i.q.Kind == quiz.Essay || i.q.Kind == quiz.Description {
		return
	}
	all := len(i.stem.words)
	if all <= stemWords {
		return
	}
	at := strings.LastIndex(strings.TrimSpace(i.stem.plain), "\n")
	last := all
	if at >= 0 {
		last = len(cut(i.stem.plain[at:]))
	}
	switch {
	case at < 0:
		i.say("The stem has %d words; at most %d are read with ease.", all, stemWords)
	case last > stemWords:
		i.say("The last paragraph has %d words; at most %d are read with ease.", last, stemWords)
	case all > caseWords:
		i.say("The case and its question have %d words; at most %d are read with ease.", all, caseWords)
	}
}

// tasks are the words with which a sentence tells what to do.
var tasks = setOf("select choose pick mark tick check identify name give indicate calculate compute find state list assign code round enter type write complete fill match arrange order put rank sort classify determine use explain describe define what which")

func noQuestion(i *item) {
	switch i.q.Kind {
	case quiz.Choice, quiz.Text, quiz.Number:
	default:
		return
	}
	s := strings.TrimRight(strings.TrimSpace(i.stem.plain), `"'”’)*_`)
	if s == "" || strings.ContainsAny(s, "?？") || strings.Contains(i.stem.plain, "__") || strings.Contains(s, "…") || strings.Contains(s, "...") {
		return
	}
	if end := s[len(s)-1]; end != '.' && end != '!' {
		return // a sentence that the options complete
	}
	for _, sentence := range strings.FieldsFunc(s, func(r rune) bool { return r == '.' || r == '!' || r == '\n' || r == ';' }) {
		if words := cut(sentence); len(words) > 0 && tasks[words[0].low] {
			return
		}
	}
	i.say("The stem makes a statement and asks nothing.")
}

// stock are the words of a question that names no topic.
var stock = setOf("which what of the following these those below above is are was were a an one ones statement statements option options answer answers choice choices true false correct incorrect right wrong accurate inaccurate valid not best most select choose pick identify that item items sentence sentences and or do does it")

func noTopic(i *item) {
	if i.q.Kind != quiz.Choice || len(i.stem.words) == 0 || len(i.stem.words) > 14 {
		return
	}
	judged := false
	for _, w := range i.stem.words {
		if !stock[w.low] {
			return
		}
		switch w.low {
		case "true", "false", "correct", "incorrect", "right", "wrong", "accurate", "inaccurate", "valid":
			judged = true
		}
	}
	if judged && !strings.Contains(i.stem.raw, "<img") && !strings.Contains(i.stem.raw, "![") {
		i.say("The stem names no topic; only the options say what it is about.")
	}
}

// asks is the sentence that asks.
func (i *item) asks() text { return newText(leadIn(i.stem.plain), quiz.Plain) }

// denied are verbs that a question denies.
var denied = setOf("is are was were does do did would should could can may must will has have isn't aren't doesn't don't")

func hiddenNegative(i *item) {
	switch i.q.Kind {
	case quiz.Choice, quiz.Text, quiz.Number, quiz.Match, quiz.Order:
	default:
		return
	}
	t := i.asks()
	if w, ok := negative(&t); ok && t.as(w) == w.low && !emphasised(i.stem.raw, w.low) {
		i.say("The stem turns its question round with a small %s.", quoted(w.low))
	}
}

// negative finds the word that turns a question round, in capitals or not.
func negative(t *text) (word, bool) {
	asks := -1
	for n, w := range t.words {
		switch {
		case w.low == "which" || w.low == "what" || w.low == "who" || w.low == "whom" || w.low == "whose" || w.low == "when" || w.low == "where":
			if asks < 0 {
				asks = n
			}
		case w.low == "except" || w.low == "excepting":
			// "except the last" is no exception from the question's own list
			// unless the sentence ends here or lists "all of these".
			if n == len(t.words)-1 || n > 0 && strings.HasPrefix(t.words[0].low, "all") || t.words[0].low == "each" || t.words[0].low == "every" {
				return w, true
			}
		case asks >= 0 && n-asks <= 7 && (w.low == "not" || w.low == "never" || w.low == "cannot" || strings.HasSuffix(w.low, "n't")):
			if w.low != "not" && w.low != "never" || n > 0 && denied[t.words[n-1].low] {
				return w, !between(t, asks, n)
			}
		case asks >= 0 && n-asks <= 8 && w.low == "least" && n > 0 && denied[t.words[n-1].low]:
			return w, true
		}
	}
	return word{}, false
}

// between reports whether a comma, or a word that begins a clause of its own,
// stands between two words of a text: then what is denied is not the question.
func between(t *text, from, to int) bool {
	if strings.ContainsAny(t.plain[t.words[from].at:t.words[to].at], ",;:(") {
		return true
	}
	for _, w := range t.words[from+1 : to] {
		switch w.low {
		case "that", "who", "if", "when", "because", "whose", "although":
			return true
		}
	}
	return false
}

// emphasised reports whether a word stands in bold, italics or underlined.
func emphasised(raw, w string) bool {
	low := strings.ToLower(raw)
	for _, before := range []string{"<b>", "<strong>", "<em>", "<i>", "<u>", "**", "__", "*", "_"} {
		if strings.Contains(low, before+w) {
			return true
		}
	}
	return false
}

func opinion(i *item) {
	for n, w := range i.stem.words {
		if w.low != "you" && w.low != "your" || n+1 >= len(i.stem.words) {
			continue
		}
		switch next := i.stem.words[n+1].low; {
		case w.low == "your" && (next == "opinion" || next == "view" || next == "judgment" || next == "judgement"),
			w.low == "you" && n > 0 && i.stem.words[n-1].low == "do" && (next == "think" || next == "believe" || next == "feel" || next == "prefer" || next == "consider" || next == "like"):
			i.say("The stem asks for an opinion: %s.", quoted(w.low+" "+next))
			return
		}
	}
}
