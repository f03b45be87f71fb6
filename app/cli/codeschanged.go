package cli

import (
	"context"
	"fmt"

	"chartroom/quiz/codebook"
)

// changedQuestion is a question whose codes a year changed.
type changedQuestion struct {
	Question string        `json:"question"` // its id
	Bank     string        `json:"bank"`
	Key      string        `json:"key"`
	Stem     string        `json:"stem"`
	Codes    []changedCode `json:"codes"`
}

type changedCode struct {
	Code   string `json:"code"`
	Kind   string `json:"kind"` // deleted or revised
	Before string `json:"before,omitempty"`
	After  string `json:"after,omitempty"`
	Answer bool   `json:"answer"` // it is the answer
}

// codesChanged lists the questions whose codes a year changed.
func codesChanged(ctx context.Context, env *Env, o *options, args []string) (any, int, error) {
	if len(args) > 0 {
		return nil, misused, errUsage
	}
	act, store, err := o.open(ctx, env)
	if err != nil {
		return nil, failed, err
	}
	defer store.Close()
	defer act.CloseBooks()
	shelf, err := o.shelf(env)
	if err != nil {
		return nil, failed, err
	}
	defer shelf.Close()
	set := codebook.Set(o.codes.set)
	if set == "" {
		set = codebook.ICD10CM
	}
	book, err := theBook(ctx, shelf, set, o.codes.year)
	if err != nil {
		return nil, failed, err
	}
	found, err := act.QuestionsOfChangedCodes(ctx, book)
	if err != nil {
		return nil, failed, err
	}
	list := []changedQuestion{}
	for _, f := range found {
		one := changedQuestion{f.Question.ID.String(), string(f.Question.Bank), f.Question.Key, f.Question.Stem, []changedCode{}}
		for _, c := range f.Codes {
			one.Codes = append(one.Codes, changedCode{c.Code, string(c.Kind), c.Before, c.After, c.Key})
			if !o.json {
				fmt.Fprintf(env.Out, "%s/%s: %s is %s. %s\n", one.Bank, one.Key, c.Code, c.Kind, firstWords(one.Stem))
			}
		}
		list = append(list, one)
	}
	code := ok
	if len(list) > 0 {
		code = problems
	}
	if len(list) == 0 && !o.json {
		fmt.Fprintf(env.Out, "No question names a code that %s changed.\n", book.Title())
	}
	return map[string]any{"book": book.String(), "questions": list}, code, nil
}

// firstWords is the beginning of a text, for a line of a list.
func firstWords(text string) string {
	const most = 70
	r := []rune(text)
	if len(r) <= most {
		return text
	}
	return string(r[:most-1]) + "…"
}
