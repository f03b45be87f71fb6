package careers

import (
	"slices"
	"strings"
	"time"

	"chartroom/app/widgets"
	"chartroom/content/career"
	"chartroom/quiz"
)

// firstSentence is the first sentence of a text, without its markup.
func firstSentence(text string) string {
	text = widgets.PlainText(text, quiz.Markdown)
	text, _, _ = strings.Cut(text, "\n")
	for i := 0; i < len(text); i++ {
		if text[i] == '.' && i+1 < len(text) && text[i+1] == ' ' && i > 20 {
			return text[:i+1]
		}
	}
	return text
}

// joined puts words together, leaving out empty ones.
func joined(with string, words ...string) string {
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "" }), with)
}

// alias is the other name of a thing by which it was found, or "".
func alias(f career.Found, text string) string {
	words := strings.Fields(strings.ToLower(text))
	fits := func(name string) bool {
		return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(strings.ToLower(name), w) })
	}
	if fits(f.Name) {
		return ""
	}
	if i := slices.IndexFunc(f.Also, fits); i >= 0 {
		return "also " + f.Also[i]
	}
	return ""
}

// dated is a date as it is read: "31 March 2027".
func dated(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.Format("2 January 2006")
}

// upper begins a sentence.
func upper(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// ratings are how well somebody thinks she does something.
var ratings = []string{"Not yet", "A little", "Well enough", "Well"}

// ratingFields are the same as they are kept.
var ratingFields = []string{"1", "2", "3", "4"}

// confidences are what the letters of confidence mean.
var confidences = map[string]string{"A": "from the source itself", "B": "several sources agree", "C": "from one source"}

// sourceWords is where something comes from and how old it is.
func sourceWords(s career.Stamp) string {
	return joined(". ", "Sources: "+strings.Join(s.Sources, "; "), "Checked on "+dated(s.CheckedOn), upper(confidences[s.Confidence]), "To be looked at again by "+dated(s.ReviewBy)) + "."
}

const notAffiliated = "RHIT, RHIA, CCA, CCS, CCS-P, CHDA, CHPS and CDIP are marks of AHIMA, CPC and others are marks of AAPC. Chartroom is not affiliated with or endorsed by AHIMA or AAPC."
