package qti

import (
	"strings"
)

// inline puts feedback within the text aside.
func (i *item2) inline(n *node) {
	if strings.EqualFold(n.attr("showhide"), "hide") { // shown from the start
		i.write(n)
		return
	}
	text := i.aside(n)
	id := n.attr("identifier")
	if i.target != &i.body {
		i.chosen[id] = joined(i.chosen[id], text)
		return
	}
	i.said(id, text)
}

// said puts feedback where it belongs by its identifier: what the response
// processing sets it on, the choice of this name, or what the name says.
func (i *item2) said(id, text string) {
	if empty(text) {
		return
	}
	switch when, on := i.when(id); when {
	case ifRight:
		i.right = joined(i.right, text)
	case ifWrong:
		i.wrong = joined(i.wrong, text)
	case ifChosen:
		for _, choice := range on {
			i.chosen[choice] = joined(i.chosen[choice], text)
		}
	default:
		i.general = joined(i.general, text)
	}
}

// elements is how many elements are in one, texts apart.
func elements(n *node) (count int) {
	for c := n.first; c != nil; c = c.next {
		if c.name != "" {
			count++
		}
	}
	return count
}

// modal reads the feedback that is shown after the answer.
func (i *item2) modal(n *node) {
	for _, c := range n.children("modalfeedback") {
		markup := c
		if body := c.child("contentbody"); body != nil {
			markup = body
		}
		i.said(c.attr("identifier"), i.aside(markup))
	}
}

// when says when the feedback of an identifier is shown, and for which choices.
func (i *item2) when(id string) (found when, on []string) {
	if i.choiceNamed(id) {
		return ifChosen, []string{id}
	}
	if i.conditions == nil {
		i.conditions = i.process.all("responsecondition")
	}
	for _, c := range i.conditions {
		rightBefore := false
		for b := c.first; b != nil; b = b.next {
			at := branch(b, rightBefore)
			rightBefore = rightBefore || at == ifRight
			one := i.branchOn(b)
			if one != "" {
				at = ifChosen
			}
			for set := b.first; set != nil; set = set.next {
				if set.name != "setoutcomevalue" {
					continue
				}
				set.each(func(v *node) bool {
					if v.name == "basevalue" && v.words() == id {
						if found = at; one != "" {
							on = append(on, one)
						}
					}
					return true
				})
			}
		}
	}
	if found != always {
		return found, on
	}
	switch low := strings.ToLower(id); {
	case strings.Contains(low, "incorrect"), strings.Contains(low, "wrong"):
		return ifWrong, nil
	case strings.Contains(low, "correct"):
		return ifRight, nil
	}
	return always, nil
}

// branchOn is the choice on which a branch of the response processing is, where
// it is on one: a comparison of a response with its name.
func (i *item2) branchOn(n *node) string {
	for c := n.first; c != nil; c = c.next {
		if c.name == "and" && c.first != nil && elements(c) == 1 {
			return i.branchOn(c)
		}
		if c.name == "match" || c.name == "member" {
			id := c.any("basevalue").words()
			if i.decls[c.any("variable").attr("identifier")] != nil && i.choiceNamed(id) {
				return id
			}
		}
	}
	return ""
}

// branch says for which answers a branch of the response processing is.
func branch(n *node, rightBefore bool) when {
	if n.name == "responseelse" {
		if rightBefore {
			return ifWrong
		}
		return always
	}
	test := n.first
	for test != nil && test.name == "" {
		test = test.next
	}
	for test != nil && (test.name == "and" || test.name == "not" && test.any("correct") == nil) {
		for test = test.first; test != nil && test.name == ""; test = test.next {
		}
	}
	if test == nil {
		return always
	}
	if test.any("correct") != nil {
		if test.name == "not" {
			return ifWrong
		}
		return ifRight
	}
	if test.name == "match" { // of an outcome that says it in a word (Onyx)
		switch strings.ToLower(test.any("basevalue").words()) {
		case "correct":
			return ifRight
		case "incorrect":
			return ifWrong
		}
	}
	return always
}

// choiceNamed reports whether an interaction has a choice of this name.
func (i *item2) choiceNamed(id string) bool {
	for ; i.named < len(i.asked); i.named++ {
		i.asked[i.named].each(func(c *node) bool {
			if c.name == "simplechoice" {
				i.choiceIDs = append(i.choiceIDs, c.attr("identifier"))
			}
			return true
		})
	}
	return contains(i.choiceIDs, id)
}
