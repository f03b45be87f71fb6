package lint

import (
	"strings"
	"unicode/utf8"

	"chartroom/quiz"
)

// cueRules ask that nothing but knowledge tells which option is right.
var cueRules = []Rule{
	{
		Code: "L20", Name: "key-longest", Severity: Warning, Rubric: 10, Checklist: 7,
		Says:   "The right option is not much longer than the others.",
		Fix:    "Shorten the right option, or make a wrong one as long.",
		Breaks: "Who may see it?{~Anyone ~A visitor =A member of staff who needs it to treat the patient ~A friend}",
		Keeps:  "Who may see it?{~Anyone who asks ~A visitor with a badge =Staff who treat the patient ~A friend of the family}",
		one:    keyLongest,
	},
	{
		Code: "L21", Name: "key-qualified", Severity: Warning, Checklist: 9,
		Says:   "The right option is not the only one that is hedged or explained.",
		Fix:    "Qualify the wrong options in the same way, or none.",
		Breaks: "What is it?{~a fixed fee =usually a cost-based fee ~a daily fee ~a yearly fee}",
		Keeps:  "What is it?{~a fixed fee =a cost-based fee ~a daily fee ~a yearly fee}",
		one:    keyQualified,
	},
	{
		Code: "L22", Name: "grammar-cue", Severity: Warning, Rubric: 10, Checklist: 10,
		Says:   "Every option fits the grammar of the stem: “a” or “an”, one or several.",
		Fix:    "Write “a(n)”, or move the article into the options; put all options in the singular or the plural.",
		Breaks: "The list of names is an{=index ~register ~file}",
		Keeps:  "The list of names is called{=an index ~a register ~a file}",
		one:    grammarCue,
	},
	{
		Code: "L23", Name: "repeated-word", Severity: Warning, Checklist: 10,
		Says:   "No telling word of the stem stands in the right option alone.",
		Fix:    "Use another word in the stem or in the option, or use it in a wrong option too.",
		Breaks: "Which rate compares autopsies with deaths?{~occupancy rate =autopsies per death ~turnover rate ~census rate}",
		Keeps:  "Which rate compares autopsies with deaths?{~occupancy rate =gross rate ~turnover rate ~census rate}",
		one:    repeatedWord,
	},
	{
		Code: "L24", Name: "absolute-words", Severity: Advice, Checklist: 9,
		Says:   "Words such as “always”, “never” and “only” do not stand in wrong options alone.",
		Fix:    "Take the word out of the wrong options.",
		Breaks: "When may it be released?{~It may never be released =It is released on request ~It is released by law ~It is released in court}",
		Keeps:  "When may it be released?{~It is released by sale =It is released on request ~It is released by law ~It is released in court}",
		one:    absoluteWords,
	},
}

// How much longer than the mean of the others the right option may be
// (psychometrics, rule 7), and by how many characters it must be longer to be
// seen.
const (
	longTimes = 1.5
	longBy    = 12
)

func keyLongest(i *item) {
	i.withKey(func(g *group) {
		if f, _ := formOf(&g.texts[g.key]); f != words {
			return
		}
		sum, longest := 0, 0
		others := g.others()
		for _, t := range others {
			n := utf8.RuneCountInString(t.plain)
			sum, longest = sum+n, max(longest, n)
		}
		mean := float64(sum) / float64(len(others))
		key := utf8.RuneCountInString(g.texts[g.key].plain)
		if float64(key) > longTimes*mean && float64(key) > mean+longBy && float64(key) > 1.15*float64(longest) {
			i.say("%sThe right option is %.1f times as long as the others.", g.in(), float64(key)/mean)
		}
	})
}

var (
	hedges  = setOf("usually generally typically often sometimes frequently commonly mostly normally ordinarily occasionally possibly probably perhaps might likely may")
	clauses = setOf("because unless whenever whereas although provided if when which since so")
)

func keyQualified(i *item) {
	i.withKey(func(g *group) {
		others := g.others()
		key := &g.texts[g.key]
		if asks := i.asks(); key.has(hedges) && !anyHas(others, hedges) && !asks.has(hedges) {
			i.say("%sOnly the right option is hedged.", g.in())
			return
		}
		longest := 0
		for _, t := range others {
			if strings.ContainsAny(t.plain, "(;") || t.has(clauses) {
				return
			}
			longest = max(longest, len(t.words))
		}
		if (strings.ContainsAny(key.plain, "(;") || key.has(clauses)) && float64(len(key.words)) > 1.25*float64(longest) && len(key.words) >= longest+3 {
			i.say("%sOnly the right option is explained.", g.in())
		}
	})
}

func anyHas(texts []text, words map[string]bool) bool {
	for n := range texts {
		if texts[n].has(words) {
			return true
		}
	}
	return false
}

func grammarCue(i *item) {
	i.withKey(func(g *group) {
		before := i.stem.words
		if g.gap > 0 {
			at := strings.Index(i.stem.plain, "{{"+itoa(g.gap)+"}}")
			if at < 0 {
				return
			}
			before = cut(i.stem.plain[:at])
		} else if s := strings.TrimSpace(i.stem.plain); s == "" || strings.ContainsAny(s[len(s)-1:], "?.!") || strings.HasSuffix(s, "(n)") || strings.HasSuffix(s, "/an") {
			if s == "" || !strings.Contains(s, "__") {
				return
			}
			before = cut(s[:strings.Index(s, "__")])
		}
		if len(before) == 0 {
			return
		}
		var fits func(t *text) bool
		last := before[len(before)-1].low
		switch last {
		case "an":
			fits = func(t *text) bool { return vowelSound(t) }
		case "a":
			fits = func(t *text) bool { return !vowelSound(t) }
		case "are", "were", "these", "those":
			fits = func(t *text) bool { return plural(t) }
		case "is", "was", "this":
			fits = func(t *text) bool { return !plural(t) }
		default:
			return
		}
		unfit := 0
		for n := range g.texts {
			if n != g.key && !fits(&g.texts[n]) {
				unfit++
			}
		}
		article := last == "a" || last == "an"
		if fits(&g.texts[g.key]) && (unfit > 0 && article || unfit == len(g.texts)-1) {
			i.say("%sThe word %s before the answer fits the right option and %d of the %d wrong ones.", g.in(), quoted(last), len(g.texts)-1-unfit, len(g.texts)-1)
		}
	})
}

// vowelSound reports whether a text is spoken with a vowel at its beginning.
func vowelSound(t *text) bool {
	if len(t.words) == 0 {
		return false
	}
	first := t.as(t.words[0])
	low := strings.ToLower(first)
	for _, consonant := range []string{"uni", "use", "usa", "usu", "eu", "one", "once", "ur", "ut"} {
		if strings.HasPrefix(low, consonant) && !strings.HasPrefix(low, "unin") && !strings.HasPrefix(low, "unim") && !strings.HasPrefix(low, "urg") && !strings.HasPrefix(low, "utt") && !strings.HasPrefix(low, "urt") {
			return false
		}
	}
	for _, silent := range []string{"hour", "honest", "honor", "heir"} {
		if strings.HasPrefix(low, silent) {
			return true
		}
	}
	if len(first) > 1 && strings.ToUpper(first) == first { // spoken letter by letter
		return strings.ContainsRune("AEFHILMNORSX8", rune(first[0]))
	}
	return strings.ContainsRune("aeio8u", rune(low[0]))
}

// plural reports whether a phrase seems to name several things: by its last
// word, or that before "of", "for", "in", "to".
func plural(t *text) bool {
	last := ""
	for _, w := range t.words {
		switch w.low {
		case "of", "for", "in", "to", "that", "who", "with", "from", "by", "on":
			if last != "" {
				return ends(last)
			}
		case "and":
			return true
		}
		last = w.low
	}
	return ends(last)
}

func ends(w string) bool {
	if w == "data" || w == "people" || w == "criteria" || w == "women" || w == "men" || w == "children" {
		return true
	}
	if len(w) < 3 || !strings.HasSuffix(w, "s") {
		return false
	}
	for _, singular := range []string{"ss", "us", "is", "'s", "’s", "ics", "itis", "osis", "ies's"} {
		if strings.HasSuffix(w, singular) {
			return false
		}
	}
	return true
}

// common are words that a stem and an option share without telling anything.
var common = setOf(`about above after against among another before being between could during every first following
	from given have having health hospital information into least less more most must needed number other patient patients
	record records medical should some such system than that their them then there these they this those through under until
	using were what when where which while will with within without would care data code codes coded coding days day year
	years month months time term following federal state rule rules law laws required requires require document documents
	documented documentation process used uses name names type types kind each also only both same different new
	percent rate rates privacy security access request requests physician physicians provider providers report reports
	reported reporting policy policies claim claims payment payments staff department diagnosis procedure procedures
	treatment disclosure disclosures standard standards does make makes made help helps service services hours hour
	discharge discharges discharged admission admissions admitted inpatient outpatient person people individual individuals`)

// stemOf is a word without the endings that do not change its meaning.
func stemOf(w string) string {
	for _, end := range []string{"'s", "’s", "s", "ing", "ie", "ied", "ed", "e", "y"} {
		if len(w) >= len(end)+4 && strings.HasSuffix(w, end) {
			w = w[:len(w)-len(end)]
		}
	}
	return w
}

// telling reports whether a word may tell something: it is long, no number and
// not one that all texts have.
func telling(w string) bool {
	return len(w) >= 5 && !isDigit(w[0]) && !common[w] && !hedges[w]
}

func repeatedWord(i *item) {
	if len(i.stem.words) > 60 || i.q.Kind == quiz.Cloze {
		return // a case: its words return everywhere
	}
	i.withKey(func(g *group) {
		asked := map[string]bool{}
		for _, w := range i.stem.words {
			if telling(w.low) {
				asked[stemOf(w.low)] = true
			}
		}
		if len(asked) == 0 {
			return
		}
		// What several options say is no hint; and where a wrong option
		// has such a word too, neither is the right one's.
		counts := map[string]int{}
		for n := range g.texts {
			own := map[string]bool{}
			for _, w := range g.texts[n].words {
				if s := stemOf(w.low); telling(w.low) && asked[s] && !own[s] {
					own[s] = true
					counts[s]++
				}
			}
		}
		for _, t := range g.others() {
			for _, w := range t.words {
				if counts[stemOf(w.low)] == 1 {
					return
				}
			}
		}
		for _, w := range g.texts[g.key].words {
			if counts[stemOf(w.low)] == 1 && telling(w.low) {
				i.say("%sThe word %s stands in the stem and in the right option, and in no other.", g.in(), quoted(w.low))
				return
			}
		}
	})
}

var absolutes = setOf("always never only none entirely completely totally absolutely impossible invariably solely exclusively")

func absoluteWords(i *item) {
	i.withKey(func(g *group) {
		asks := i.asks()
		if g.texts[g.key].has(absolutes) || asks.has(absolutes) {
			return
		}
		for _, t := range g.others() {
			for _, w := range t.words {
				if absolutes[w.low] {
					i.say("%sThe word %s stands in a wrong option and not in the right one.", g.in(), quoted(w.low))
					return
				}
			}
		}
	})
}
