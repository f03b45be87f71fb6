package aiken

import "strings"

// cutChoice cuts "A) " or "A. " off a line. exact is false where Moodle would
// not take the letter.
func cutChoice(s string) (letter byte, text string, exact, ok bool) {
	if open, inner := strings.CutPrefix(s, "("); inner && len(open) > 2 && open[1] == ')' { // (a) text
		s = open
	}
	if len(s) < 3 || s[1] != ')' && s[1] != '.' {
		return 0, "", false, false
	}
	letter, exact = s[0], true
	if letter >= 'a' && letter <= 'z' {
		letter, exact = letter-'a'+'A', false
	}
	text = strings.TrimSpace(s[2:])
	// "e.g. this" and "U.S. law" begin no choice.
	if letter < 'A' || letter > 'A'+mostChoices-1 || text == "" || s[1] == '.' && s[2] != ' ' && s[2] != '\t' && !exact ||
		s[1] == '.' && len(s) > 3 && s[3] == '.' {
		return 0, "", false, false
	}
	return letter, text, exact, true
}

// answerWords are what people write for ANSWER.
var answerWords = []string{"ANSWER", "ANS", "CORRECT ANSWER", "CORRECT", "KEY"}

// cutAnswer cuts "ANSWER:" off a line. exact is false where Moodle would not
// take the word.
func cutAnswer(s string) (answer string, exact, ok bool) {
	word, rest, found := strings.Cut(s, ":")
	if !found {
		return "", false, false
	}
	for _, w := range answerWords {
		if strings.EqualFold(strings.TrimSpace(word), w) {
			return strings.TrimSpace(rest), word == "ANSWER", true
		}
	}
	return "", false, false
}

// cutLetters reads "B", "B)", "B) text", "A, C" or "A and C". text is what
// stands there beside the letters.
func cutLetters(s string) (letters []byte, text string) {
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ';' || r == '&' || r == ' ' || r == '/' }) {
		if strings.EqualFold(part, "and") && len(letters) > 0 {
			continue
		}
		bare := strings.Trim(part, "().")
		letter := strings.ToUpper(bare)
		if len(letter) != 1 || letter[0] < 'A' || letter[0] > 'A'+mostChoices-1 || strings.IndexByte(string(letters), letter[0]) >= 0 {
			return letters[:min(len(letters), 1)], s
		}
		letters = append(letters, letter[0])
		if bare != part { // "B) the text of the choice"
			return letters, strings.TrimSpace(s[len(part):])
		}
	}
	return letters, ""
}

// explanationWords begin the explanation that some programs write.
var explanationWords = []string{"FEEDBACK", "EXPLANATION", "RATIONALE", "REASON", "REFERENCE", "COMMENT", "NOTE"}

// cutExplanation cuts "Explanation:" off a line.
func cutExplanation(s string) (text string, ok bool) {
	word, rest, found := strings.Cut(s, ":")
	if !found {
		return s, false
	}
	for _, w := range explanationWords {
		if strings.EqualFold(strings.TrimSpace(word), w) {
			return strings.TrimSpace(rest), true
		}
	}
	return s, false
}

// Looks says how much a text looks like Aiken: 2 when choices are followed by
// an answer line, else 0.
func Looks(head string) int {
	choices := 0
	for rest := head; rest != ""; {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		line = strings.TrimSpace(line)
		if answer, _, ok := cutAnswer(line); ok && choices >= 1 {
			if letters, _ := cutLetters(answer); len(letters) > 0 {
				return 2
			}
		}
		if _, _, _, ok := cutChoice(line); ok {
			choices++
		}
	}
	return 0
}
