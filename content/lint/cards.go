package lint

import (
	"strings"

	"chartroom/quiz"
)

// cardRules ask that a card has one fact, and does not give it away.
// (Wozniak, Effective learning: Twenty rules of formulating knowledge, 1999,
// rule 4, the minimum information principle.)
var cardRules = []Rule{
	{
		Code: "L41", Name: "front-is-back", Severity: Warning,
		Says:   "The front of a card does not say what is on its back.",
		Fix:    "Ask on the front for what the back says.",
		Breaks: "front\tback\npresent on admission\tPresent on admission.",
		Keeps:  "front\tback\nWhat does POA mean?\tpresent on admission",
		one:    frontIsBack,
	},
	{
		Code: "L42", Name: "long-back", Severity: Advice,
		Says:   "A card has one fact: at most 40 words, and no list of four or more.",
		Fix:    "Make a card of each fact.",
		Breaks: "front\tback\nName the elements\twhat is disclosed; by whom; to whom; why; until when",
		Keeps:  "front\tback\nHow many elements are there?\tsix",
		one:    longBack,
	},
}

func frontIsBack(i *item) {
	if i.q.Kind != quiz.Flip || len(i.q.Options) == 0 {
		return
	}
	front, back := fold(i.stem.plain), fold(i.groups[0].texts[0].plain)
	switch {
	case back == "":
	case front == back:
		i.say("Front and back say the same.")
	case len(i.groups[0].texts[0].words) > 1 && len(back) >= 8 && strings.Contains(" "+front+" ", " "+back+" "):
		i.say("The front already says %s.", quoted(back))
	}
}

// The most words and facts on the back of a card.
const (
	backWords = 40
	backFacts = 3
)

func longBack(i *item) {
	if i.q.Kind != quiz.Flip || len(i.q.Options) == 0 {
		return
	}
	back := &i.groups[0].texts[0]
	facts := 1 + strings.Count(back.plain, ";")
	lines := 0
	for line := range strings.SplitSeq(back.plain, "\n") {
		if strings.TrimSpace(line) != "" {
			lines++
		}
	}
	switch facts = max(facts, lines); {
	case len(back.words) > backWords:
		i.say("The back has %d words.", len(back.words))
	case facts > backFacts:
		i.say("The back lists %d facts.", facts)
	}
}
