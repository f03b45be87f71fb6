package blackboard

import (
	"strings"
	"unicode"
)

// yes and no are the words that mark an answer, in languages whose teachers
// translate them; Blackboard takes the first of each, in lower case only.
var (
	yes = words("correct true right yes t 1 x * richtig korrekt wahr ja correcto correcta verdadero cierto sí juste vrai correcte oui juist goed waar corretto vero giusto certo correto verdadeiro riktig rett rätt sant oikein tosi poprawna poprawny prawda")
	no  = words("incorrect false wrong no f 0 falsch unwahr nein incorrecto incorrecta falso faux incorrecte non onjuist fout onwaar nee errato sbagliato scorretto incorreto errado feil galt fel falskt väärin epätosi niepoprawna niepoprawny fałsz")
)

func words(list string) map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Fields(list) {
		set[word] = true
	}
	return set
}

// truth reads a word that marks an answer: correct and incorrect, or true and
// false, as its row has them. exact is false where Blackboard would not take
// it.
func truth(word, good, bad string) (right, exact, ok bool) {
	switch word {
	case good:
		return true, true, true
	case bad:
		return false, true, true
	}
	word = strings.Trim(strings.ToLower(word), " .!\u00A0")
	return yes[word], false, yes[word] || no[word]
}

// typeWord is the type that a first field names, in capitals.
func typeWord(field string) string {
	if len(field) > longestType {
		return ""
	}
	return strings.ToUpper(strings.TrimSpace(strings.Trim(field, "\uFEFF\"")))
}

// longestType is the length that a type may have, in bytes.
const longestType = 40

// isType reports whether a first field could be a type that we do not know:
// one word in capitals.
func isType(field string) bool {
	for _, r := range field {
		if !unicode.IsUpper(r) && r != '_' && r != '/' {
			return false
		}
	}
	return len(field) >= 2 && len(field) <= longestType
}
