package codebook

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"

	"chartroom/quiz"
)

// DrillKind is a kind of drill that a code book gives.
type DrillKind string

// The kinds of drills.
const (
	DrillFind     DrillKind = "find"     // the code for a description
	DrillValid    DrillKind = "valid"    // whether a code can be reported
	DrillMissing  DrillKind = "missing"  // the character that a code lacks
	DrillExcludes DrillKind = "excludes" // what an Excludes1 note keeps from a code
	DrillBuild    DrillKind = "build"    // a PCS code of the values of its axes
)

// Name is what the learner reads of a kind.
func (k DrillKind) Name() string {
	return map[DrillKind]string{DrillFind: "Find the code", DrillValid: "Is it a code?", DrillMissing: "Which character is missing?",
		DrillExcludes: "Excludes1", DrillBuild: "Build the code"}[k]
}

// Drills are the kinds that a book gives, by the parts of it that are there.
func (b *Installed) Drills() []DrillKind {
	var kinds []DrillKind
	if b.Has(PartOrder) || b.Has(PartCodes) {
		kinds = append(kinds, DrillFind, DrillValid, DrillMissing)
	} else if b.Has(PartItems) {
		kinds = append(kinds, DrillValid)
	}
	if b.Set == ICD10CM && b.Has(PartTabular) {
		kinds = append(kinds, DrillExcludes)
	}
	if b.Set == ICD10PCS && b.Has(PartTables) {
		kinds = append(kinds, DrillBuild)
	}
	return kinds
}

// DrillSource is what drills are made of.
type DrillSource interface {
	quiz.CodeBook
	Entry(ctx context.Context, b Book, code string) (Entry, error)
	Children(ctx context.Context, b Book, of string) ([]Node, error)
	Axis(ctx context.Context, b Book, prefix string) ([]Choice, error)
}

// ErrNoDrill says that a book gives no drill of a kind: a part is not there.
var ErrNoDrill = errors.New("the book lacks the part that such drills are made of")

// Drill makes one question of a kind from a book. Exactly one answer is right,
// by the book itself: every other one is wrong by it. The same draw makes the
// same question; its key says what it asks, so that it is one question however
// often it is made.
func Drill(ctx context.Context, s DrillSource, b Book, kind DrillKind, draw *rand.Rand) (quiz.Question, error) {
	d := &driller{ctx: ctx, from: s, book: b, draw: draw}
	do := map[DrillKind]func() (quiz.Question, bool, error){DrillFind: d.find, DrillValid: d.valid, DrillMissing: d.missing, DrillExcludes: d.excludes, DrillBuild: d.build}[kind]
	if do == nil {
		return quiz.Question{}, fmt.Errorf("there is no drill %q", kind)
	}
	for range drillTries {
		q, ok, err := do()
		switch {
		case err != nil || ctx.Err() != nil:
			return quiz.Question{}, errors.Join(err, ctx.Err())
		case ok:
			q.Key = fmt.Sprintf("%s:%s", kind, q.Key)
			q.Markup, q.Name, q.Source = quiz.Plain, q.Key, b.Title()+", the official files"
			q.Tags = append(q.Tags, "subject:code-drill", "level:application")
			return q, nil
		}
	}
	return quiz.Question{}, ErrNoDrill
}

// drillTries is how many codes are looked at before it is given up: some have
// nothing to ask.
const drillTries = 400

// driller makes drills of one book.
type driller struct {
	ctx  context.Context
	from DrillSource
	book Book
	draw *rand.Rand
}

func (d *driller) isValid(code string) bool {
	valid, known := d.from.Valid(string(d.book.Set), d.book.Year, code)
	return valid && known
}

// leaf is a code with nothing below it, at random under a line of the tree; ""
// if the way ends in a line without a code.
func (d *driller) leaf(under string) (string, error) {
	for range 12 {
		nodes, err := d.from.Children(d.ctx, d.book, under)
		if err != nil || len(nodes) == 0 {
			return "", err
		}
		n := nodes[d.draw.IntN(len(nodes))]
		if n.Children == 0 {
			return n.Code, nil
		}
		under = n.Of
	}
	return "", nil
}

// reportable is a code that can be reported, at random, with its description.
func (d *driller) reportable() (Entry, bool, error) {
	code, err := d.leaf("")
	if err != nil || code == "" || !d.isValid(code) {
		return Entry{}, false, err
	}
	e, err := d.from.Entry(d.ctx, d.book, code)
	return e, err == nil && describes(&e) != "", err
}

func describes(e *Entry) string {
	if e.Code.Long != "" {
		return e.Code.Long
	}
	return e.Code.Short
}

// write is a code as it is written.
func (d *driller) write(code string) string { return d.book.Set.Dotted(code) }

// typed is a question for a code.
func (d *driller) typed(stem, code string) quiz.Question {
	return quiz.Question{Key: code, Kind: quiz.Code, Stem: stem, Tags: []string{"code:" + d.book.String()},
		Options: []quiz.Option{{Text: d.write(code), Fraction: 1}}}
}

// find asks for the code of a description.
func (d *driller) find() (quiz.Question, bool, error) {
	e, ok, err := d.reportable()
	if !ok || e.Code.Long == "" {
		return quiz.Question{}, false, err
	}
	q := d.typed(fmt.Sprintf("Find the code of %s: %s", d.book.Title(), sentenceOf(e.Code.Long)), e.Code.Code)
	q.Rationale = d.way(&e)
	return q, true, nil
}

// way says where a code stands.
func (d *driller) way(e *Entry) string {
	var names []string
	for _, n := range e.Path {
		names = append(names, strings.TrimSpace(d.write(n.Code)+" "+n.Title))
	}
	text := fmt.Sprintf("%s: %s", d.write(e.Code.Code), sentenceOf(describes(e)))
	if len(names) > 0 {
		text += " It stands under " + strings.Join(names, ", then ") + "."
	}
	return text
}

func sentenceOf(s string) string {
	s = strings.TrimSpace(s)
	if strings.HasSuffix(s, ".") {
		return s
	}
	return s + "."
}

// valid asks whether a code can be reported.
func (d *driller) valid() (quiz.Question, bool, error) {
	e, ok, err := d.reportable()
	if !ok {
		return quiz.Question{}, false, err
	}
	code, why := e.Code.Code, "It is a code, and can be reported: "+sentenceOf(describes(&e))
	if d.draw.IntN(2) == 0 {
		if code, why = d.broken(&e); code == "" {
			return quiz.Question{}, false, nil
		}
	}
	right := d.isValid(code)
	q := quiz.Question{Key: code, Kind: quiz.TrueFalse, Stem: fmt.Sprintf("%s is a code of %s that can be reported.", d.write(code), d.book.Title()), Rationale: why,
		Options: []quiz.Option{{Text: "True", Fraction: share(right)}, {Text: "False", Fraction: share(!right)}}}
	return q, true, nil
}

func share(right bool) float64 {
	if right {
		return 1
	}
	return 0
}

// broken is a code that cannot be reported, made of one that can, and why.
func (d *driller) broken(e *Entry) (code, why string) {
	code = e.Code.Code
	var above []Node
	for _, n := range e.Path {
		if n.Code != "" && !d.isValid(n.Code) && len(n.Code) >= 3 && len(n.Code) < len(code) && d.book.Set == ICD10CM {
			above = append(above, n)
		}
	}
	switch way := d.draw.IntN(3); {
	case way == 0 && len(above) > 0:
		n := above[d.draw.IntN(len(above))]
		return n.Code, fmt.Sprintf("It is a heading, %s More characters follow, as in %s.", sentenceOf(n.Title), d.write(code))
	case way == 1 && d.book.Set == ICD10CM && len(code) < 7:
		longer := code + string(digitsAndLetters[d.draw.IntN(10)])
		if !d.isValid(longer) {
			return longer, fmt.Sprintf("It is too long: %s has all its characters, and is %s", d.write(code), sentenceOf(describes(e)))
		}
	}
	at := len(code) - 1 - d.draw.IntN(2)
	other := code[:at] + string(digitsAndLetters[d.draw.IntN(len(digitsAndLetters))]) + code[at+1:]
	if other == code || d.isValid(other) {
		return "", ""
	}
	return other, fmt.Sprintf("There is no such code. %s is one: %s", d.write(code), sentenceOf(describes(e)))
}

// digitsAndLetters are the characters of codes but I and O, which look like
// digits.
const digitsAndLetters = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"

// missing asks which character a code lacks.
func (d *driller) missing() (quiz.Question, bool, error) {
	e, ok, err := d.reportable()
	if !ok || e.Code.Long == "" || len(e.Code.Code) < 4 {
		return quiz.Question{}, false, err
	}
	code := e.Code.Code
	at := 3 + d.draw.IntN(len(code)-3)
	options := []quiz.Option{{Text: code[at : at+1], Fraction: 1, Feedback: "That makes " + d.write(code) + "."}}
	var real, none []quiz.Option
	for _, i := range d.draw.Perm(len(digitsAndLetters)) {
		c := digitsAndLetters[i : i+1]
		if other := code[:at] + c + code[at+1:]; c == code[at:at+1] {
			continue
		} else if !d.isValid(other) {
			none = append(none, quiz.Option{Text: c, Feedback: fmt.Sprintf("%s is no code that can be reported.", d.write(other))})
		} else {
			o, err := d.from.Entry(d.ctx, d.book, other)
			if err != nil || strings.EqualFold(o.Code.Long, e.Code.Long) {
				return quiz.Question{}, false, err
			}
			real = append(real, quiz.Option{Text: c, Feedback: fmt.Sprintf("%s is another code: %s", d.write(other), sentenceOf(describes(&o)))})
		}
	}
	options = append(options, append(real, none...)[:3]...)
	shown := d.write(code[:at] + "_" + code[at+1:])
	return quiz.Question{Key: fmt.Sprintf("%s:%d", code, at+1), Kind: quiz.Choice, Options: options, Rationale: d.way(&e),
		Stem: fmt.Sprintf("%s: %s Which character belongs in the gap of %s?", d.book.Title(), sentenceOf(e.Code.Long), shown)}, true, nil
}

// build asks for the PCS code of the values of its seven axes.
func (d *driller) build() (quiz.Question, bool, error) {
	code := ""
	var lines []string
	for len(code) < 7 {
		choices, err := d.from.Axis(d.ctx, d.book, code)
		if err != nil || len(choices) == 0 {
			return quiz.Question{}, false, err
		}
		at := d.draw.IntN(len(choices))
		if len(code) == 0 && d.draw.IntN(2) == 0 {
			at = 0 // Medical and Surgical, where most codes are
		}
		c := choices[at]
		for i := range choices {
			if i != at && strings.EqualFold(choices[i].Label, c.Label) {
				return quiz.Question{}, false, nil
			}
		}
		if c.Label == "" || c.Title == "" {
			return quiz.Question{}, false, nil
		}
		lines = append(lines, c.Title+": "+c.Label)
		code += c.Character
	}
	if !d.isValid(code) {
		return quiz.Question{}, false, nil
	}
	q := d.typed(fmt.Sprintf("Build the code of %s.\n\n%s", d.book.Title(), strings.Join(lines, "\n")), code)
	for i, l := range lines {
		q.Rationale += fmt.Sprintf("%c is %s. ", code[i], l[strings.Index(l, ": ")+2:])
	}
	q.Rationale += fmt.Sprintf("Begin at table %s.", code[:3])
	return q, true, nil
}
