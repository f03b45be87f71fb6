// Package whole says whether a question that was read from JSON has what its
// kind needs, and which pictures and sounds a question names. Formats that
// keep questions as JSON share it: packages of Anki, and packs.
package whole

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"chartroom/quiz"
)

// least is how many options the kinds have at least.
var least = map[quiz.Kind]int{quiz.Flip: 1, quiz.Choice: 2, quiz.TrueFalse: 2, quiz.Text: 1, quiz.Number: 1, quiz.Match: 2, quiz.Order: 2, quiz.Code: 1}

// Check says what a question lacks that its kind needs, or nil.
func Check(q *quiz.Question) error {
	if !slices.Contains(quiz.Kinds, q.Kind) {
		return fmt.Errorf("the kind %q is not known", q.Kind)
	}
	switch {
	case len(q.Options) < least[q.Kind], (q.Kind == quiz.Flip) && len(q.Options) != 1, q.Kind == quiz.TrueFalse && len(q.Options) != 2:
		return fmt.Errorf("a question of the kind %q has another number of answers", q.Kind)
	case (q.Kind == quiz.Cloze || q.Kind == quiz.Table) && len(q.Gaps) == 0:
		return errors.New("a text with gaps has a gap")
	case q.Kind == quiz.Build && len(q.Parts) == 0:
		return errors.New("a term that is built has pieces")
	case q.Kind == quiz.Hotspot && q.Picture == nil:
		return errors.New("a place is pointed at in a picture")
	case q.Kind == quiz.Drill:
		if err := quiz.CheckDrill(q); err != nil {
			return err
		}
	}
	for _, o := range q.Options {
		if err := option(&o); err != nil {
			return err
		}
	}
	if err := gaps(q); err != nil {
		return err
	}
	return picture(q.Picture)
}

func option(o *quiz.Option) error {
	switch {
	case !(math.Abs(o.Fraction) <= 1):
		return errors.New("the weight of an answer is outside -100 to 100 %")
	case math.IsNaN(o.Value) || math.IsInf(o.Value, 0) || !(o.Tolerance >= 0) || math.IsInf(o.Tolerance, 0):
		return errors.New("an accepted value or its tolerance is not a number")
	}
	return nil
}

var gapMark = regexp.MustCompile(`\{\{\d+\}\}`)

func gaps(q *quiz.Question) error {
	if len(q.Gaps) == 0 {
		return nil
	}
	marks := gapMark.FindAllString(q.Stem, -1)
	for i, g := range q.Gaps {
		if !slices.Contains(marks, "{{"+strconv.Itoa(i+1)+"}}") || !(g.Weight > 0) || len(g.Options) == 0 {
			return errors.New("a gap has no place in the text, no weight or no answer")
		}
		for _, o := range g.Options {
			if err := option(&o); err != nil {
				return err
			}
		}
	}
	return nil
}

func picture(p *quiz.Picture) error {
	if p == nil {
		return nil
	}
	if _, ok := quiz.MediaHash(p.Media); !ok || p.Asked < 0 || p.Asked >= len(p.Regions) {
		return errors.New("a labelled picture has a picture and the place that is asked for")
	}
	for _, r := range p.Regions {
		if !(r.X >= 0 && r.Y >= 0 && r.W >= 0 && r.H >= 0 && r.X+r.W <= 1.000001 && r.Y+r.H <= 1.000001) {
			return errors.New("a place lies outside of its picture")
		}
	}
	return nil
}

var mediaMark = regexp.MustCompile(`media:[0-9a-f]{64}(?:\.[a-z0-9]{1,5})?`)

// Refs are the pictures and sounds that a question names, as it names them, in
// order and as often as it does.
func Refs(q *quiz.Question) []string {
	texts := []string{q.Stem, q.Rationale, q.Example, q.Source, q.Pronunciation}
	if q.Picture != nil {
		texts = append(texts, q.Picture.Media)
	}
	if q.Drill != nil {
		texts = append(texts, q.Drill.Solution)
	}
	options := slices.Clone(q.Options)
	for _, g := range q.Gaps {
		options = append(options, g.Options...)
	}
	for _, o := range options {
		texts = append(texts, o.Text, o.Feedback, o.Partner)
	}
	var refs []string
	for _, t := range texts {
		if strings.Contains(t, "media:") {
			refs = append(refs, mediaMark.FindAllString(t, -1)...)
		}
	}
	return refs
}

// Renamed is a text whose pictures and sounds are named in another way.
func Renamed(text string, name func(ref string) string) string {
	return mediaMark.ReplaceAllStringFunc(text, name)
}
