package brightspace

import (
	"regexp/syntax"
	"strings"
)

// Limits of the words that stand for a regular expression (our own proposals).
const (
	mostWords  = 32
	longestSet = 10   // letters of a set such as [a-j]
	longest    = 1000 // bytes of an expression
)

// words are the words that a regular expression accepts as a whole, as accepted
// answers are written: "*" stands for any characters, "\*" for a star. whole is
// false where they are too many, or none that can be written so.
func words(expression string) (accepted []string, whole bool) {
	if len(expression) > longest {
		return nil, false
	}
	tree, err := syntax.Parse(expression, syntax.Perl)
	if err != nil {
		return nil, false
	}
	accepted, whole = expand(tree)
	kept := accepted[:0]
	for _, text := range accepted {
		if text = strings.TrimSpace(text); text != "" {
			kept = append(kept, text)
		}
	}
	return kept, whole && len(kept) > 0
}

// expand lists what a tree accepts.
func expand(tree *syntax.Regexp) (accepted []string, whole bool) {
	switch tree.Op {
	case syntax.OpEmptyMatch, syntax.OpBeginText, syntax.OpEndText, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpWordBoundary:
		return []string{""}, true
	case syntax.OpLiteral:
		return []string{strings.ReplaceAll(string(tree.Rune), "*", `\*`)}, true
	case syntax.OpCharClass:
		return letters(tree.Rune)
	case syntax.OpCapture:
		return expand(tree.Sub[0])
	case syntax.OpQuest:
		accepted, whole = expand(tree.Sub[0])
		return append(accepted, ""), whole && len(accepted) < mostWords
	case syntax.OpStar:
		return star(tree.Sub[0])
	case syntax.OpAlternate:
		for _, sub := range tree.Sub {
			more, ok := expand(sub)
			if accepted = append(accepted, more...); !ok || len(accepted) > mostWords {
				return nil, false
			}
		}
		return accepted, true
	case syntax.OpConcat:
		accepted = []string{""}
		for _, sub := range tree.Sub {
			more, ok := expand(sub)
			if !ok || len(accepted)*len(more) > mostWords {
				return nil, false
			}
			var longer []string
			for _, a := range accepted {
				for _, b := range more {
					longer = append(longer, a+b)
				}
			}
			accepted = longer
		}
		return accepted, true
	}
	return nil, false
}

// letters are those of a small set.
func letters(ranges []rune) (accepted []string, whole bool) {
	for i := 0; i+1 < len(ranges); i += 2 {
		if ranges[i+1]-ranges[i] >= longestSet {
			return nil, false
		}
		for r := ranges[i]; r <= ranges[i+1]; r++ {
			letter := string(r)
			if letter == "*" {
				letter = `\*`
			}
			accepted = append(accepted, letter)
		}
	}
	return accepted, len(accepted) > 0 && len(accepted) <= longestSet
}

// star is any number of something: the wildcard for any characters, one space
// for spaces, as answers are compared with single ones.
func star(sub *syntax.Regexp) (accepted []string, whole bool) {
	switch sub.Op {
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return []string{"*"}, true
	case syntax.OpCharClass, syntax.OpLiteral:
		if strings.ContainsRune(string(sub.Rune), ' ') && !strings.ContainsFunc(string(sub.Rune), func(r rune) bool { return !strings.ContainsRune("\t\n\f\r ", r) }) {
			return []string{"", " "}, true
		}
	}
	return nil, false
}
