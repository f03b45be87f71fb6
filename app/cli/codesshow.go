package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"chartroom/app/actions"
	"chartroom/quiz"
	"chartroom/quiz/codebook"
	"chartroom/storage"
)

// shownCode is what codes show prints.
type shownCode struct {
	Book    string      `json:"book"`
	Code    string      `json:"code"`
	Title   string      `json:"title"`
	Valid   bool        `json:"valid"`
	Path    []shownNode `json:"path"`
	Below   []shownNode `json:"below"`
	Notes   []shownNote `json:"notes"`
	Seventh []shownNode `json:"seventh"`
	Exempt  *bool       `json:"poa_exempt,omitempty"` // absent: the list of exempt codes is not installed
	Change  string      `json:"change,omitempty"`     // against the year before
	Became  []string    `json:"became"`               // what replaced it, or what it replaced
	Ended   string      `json:"ended,omitempty"`
}

type shownNode struct {
	Code  string `json:"code"`
	Title string `json:"title"`
}

type shownNote struct {
	Kind  string `json:"kind"`
	Text  string `json:"text"`
	Where string `json:"where,omitempty"` // of a block or chapter above it
}

// codesShow prints all that a book says of a code.
func codesShow(ctx context.Context, env *Env, o *options, shelf *actions.CodeBooks, args []string) (any, int, error) {
	if len(args) != 1 {
		return nil, misused, errUsage
	}
	e, book, err := o.entry(ctx, shelf, args[0])
	if errors.Is(err, storage.ErrNotFound) {
		err = fmt.Errorf("%s has no code %s", book.Title(), book.Set.Dotted(quiz.CodeKey(args[0])))
	}
	if err != nil {
		return nil, failed, err
	}
	doc := shown(&e, book)
	if !o.json {
		doc.print(env, book)
	}
	return doc, ok, nil
}

func shown(e *codebook.Entry, book codebook.Book) shownCode {
	doc := shownCode{Book: book.String(), Code: book.Set.Dotted(e.Code.Code), Title: title(e), Valid: e.Valid, Path: nodes(e.Path, book), Below: nodes(e.Below, book),
		Notes: []shownNote{}, Seventh: []shownNode{}, Became: []string{}, Ended: e.Code.Ended}
	for _, n := range e.Notes {
		doc.Notes = append(doc.Notes, shownNote{string(n.Kind), n.Text, n.Where})
	}
	for _, s := range e.Seventh {
		doc.Seventh = append(doc.Seventh, shownNode{s.Character, s.Meaning})
	}
	if e.ExemptOf {
		doc.Exempt = &e.Exempt
	}
	if e.Change != nil {
		doc.Change = string(e.Change.Kind)
	}
	for _, m := range e.Became {
		doc.Became = append(doc.Became, book.Set.Dotted(m.From)+" became "+book.Set.Dotted(m.To))
	}
	return doc
}

func nodes(all []codebook.Node, book codebook.Book) []shownNode {
	list := []shownNode{}
	for _, n := range all {
		list = append(list, shownNode{book.Set.Dotted(n.Code), n.Title})
	}
	return list
}

func (d *shownCode) print(env *Env, book codebook.Book) {
	how := "can be reported"
	switch {
	case d.Ended != "":
		how = "ended on " + d.Ended
	case !d.Valid:
		how = "a heading; not reported"
	}
	fmt.Fprintf(env.Out, "%s  %s\n%s, %s.", d.Code, d.Title, book.Title(), how)
	if d.Change != "" {
		fmt.Fprintf(env.Out, " It is %s this year.", d.Change)
	}
	switch {
	case d.Exempt == nil:
	case *d.Exempt:
		fmt.Fprint(env.Out, " Exempt from present on admission.")
	default:
		fmt.Fprint(env.Out, " Not exempt from present on admission.")
	}
	fmt.Fprintln(env.Out)
	for i, n := range d.Path {
		fmt.Fprintf(env.Out, "%s%s\n", strings.Repeat("  ", i+1), strings.TrimSpace(n.Code+" "+n.Title))
	}
	for _, n := range d.Notes {
		where := ""
		if n.Where != "" {
			where = " (at " + n.Where + ")"
		}
		fmt.Fprintf(env.Out, "%s: %s%s\n", n.Kind, n.Text, where)
	}
	for _, s := range d.Seventh {
		fmt.Fprintf(env.Out, "seventh character %s: %s\n", s.Code, s.Title)
	}
	for _, b := range d.Became {
		fmt.Fprintln(env.Out, b)
	}
	for _, n := range d.Below {
		fmt.Fprintf(env.Out, "  %-10s %s\n", n.Code, n.Title)
	}
}
