package sheet

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"chartroom/content/parse"
	"chartroom/quiz"
)

// A term's pieces are written "hepat:root:liver + o:vowel + megaly:suffix:enlargement".
// Pieces that do not belong are "nephr:kidney + itis". The places of a picture
// are "left atrium@.1,.2,.3,.1; aorta@.5,.1,.2,.2": shares of the width and
// the height from the left and from the top, or per cents with the sign.

// mostPieces is how many pieces a term, and how many places a picture may
// have: more than any has, and few enough for a screen.
const (
	mostPieces = 16
	mostPlaces = 200
)

const (
	partGap  = " + "
	placeGap = "; "
)

var roles = []quiz.PartRole{quiz.Prefix, quiz.Root, quiz.Vowel, quiz.Suffix}

// readParts reads a term's pieces.
func readParts(s string) ([]quiz.Part, error) {
	var parts []quiz.Part
	for _, piece := range strings.Split(s, "+") {
		form, rest, _ := strings.Cut(piece, ":")
		role, meaning, _ := strings.Cut(rest, ":")
		p := quiz.Part{Form: strings.TrimSpace(form), Role: quiz.PartRole(strings.ToLower(strings.TrimSpace(role))), Meaning: strings.TrimSpace(meaning)}
		switch {
		case p.Form == "":
			return nil, errors.New("a piece has no letters; write pieces as hepat:root:liver + o:vowel + megaly:suffix:enlargement")
		case !slices.Contains(roles, p.Role):
			return nil, fmt.Errorf("the piece %q has no role; write prefix, root, vowel or suffix behind a colon", p.Form)
		}
		parts = append(parts, p)
	}
	switch {
	case len(parts) < 2:
		return nil, errors.New("a term has two pieces or more, with + between them")
	case len(parts) > mostPieces:
		return nil, fmt.Errorf("a term may have %d pieces", mostPieces)
	}
	return parts, nil
}

func writeParts(parts []quiz.Part) string {
	var pieces []string
	for _, p := range parts {
		s := p.Form + ":" + string(p.Role)
		if p.Meaning != "" {
			s += ":" + p.Meaning
		}
		pieces = append(pieces, s)
	}
	return strings.Join(pieces, partGap)
}

// readOthers reads the pieces that do not belong to a term, with what they
// mean.
func readOthers(s string) ([]quiz.Option, error) {
	if strings.TrimSpace(s) == "" {
		return nil, nil
	}
	var others []quiz.Option
	for _, piece := range strings.Split(s, "+") {
		form, meaning, _ := strings.Cut(piece, ":")
		o := quiz.Option{Text: strings.TrimSpace(form), Feedback: strings.TrimSpace(meaning)}
		if o.Text == "" {
			return nil, errors.New("a piece has no letters; write pieces as nephr:kidney + itis:inflammation")
		}
		others = append(others, o)
	}
	if len(others) > mostPieces {
		return nil, fmt.Errorf("there may be %d other pieces", mostPieces)
	}
	return others, nil
}

func writeOthers(options []quiz.Option) string {
	var pieces []string
	for _, o := range options {
		s := o.Text
		if o.Feedback != "" {
			s += ":" + o.Feedback
		}
		pieces = append(pieces, s)
	}
	return strings.Join(pieces, partGap)
}

// readRegions reads the labelled places of a picture.
func readRegions(s string) ([]quiz.Region, error) {
	var regions []quiz.Region
	for _, one := range strings.Split(s, ";") {
		if strings.TrimSpace(one) == "" {
			continue
		}
		at := strings.LastIndexByte(one, '@')
		if at < 0 {
			return nil, fmt.Errorf("%q has no place; write label@x,y,width,height", parse.Excerpt(strings.TrimSpace(one), nameLength))
		}
		r := quiz.Region{Label: strings.TrimSpace(one[:at])}
		numbers := strings.Split(one[at+1:], ",")
		if r.Label == "" || len(numbers) != 4 {
			return nil, fmt.Errorf("%q is no place; write label@x,y,width,height", parse.Excerpt(strings.TrimSpace(one), nameLength))
		}
		for i, field := range []*float64{&r.X, &r.Y, &r.W, &r.H} {
			x, ok := share(numbers[i])
			if !ok {
				return nil, fmt.Errorf("%q in the place of %q is no share from 0 to 1", parse.Excerpt(strings.TrimSpace(numbers[i]), 20), r.Label)
			}
			*field = x
		}
		if r.W == 0 || r.H == 0 || r.X+r.W > 1+slack || r.Y+r.H > 1+slack {
			return nil, fmt.Errorf("the place of %q is not within the picture", r.Label)
		}
		regions = append(regions, r)
	}
	switch {
	case len(regions) == 0:
		return nil, errors.New("no place is labelled; write label@x,y,width,height")
	case len(regions) > mostPlaces:
		return nil, fmt.Errorf("a picture may have %d labelled places", mostPlaces)
	}
	return regions, nil
}

// slack is how far rounding may take a place beyond its picture.
const slack = 1e-6

// share reads "0.25", ".25" or "25%".
func share(s string) (float64, bool) {
	s = strings.TrimSpace(s)
	number, percent := strings.CutSuffix(s, "%")
	x, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
	if percent {
		x /= 100
	}
	return x, err == nil && !math.IsNaN(x) && x >= 0 && x <= 1
}

func writeRegions(regions []quiz.Region) string {
	var all []string
	for _, r := range regions {
		var numbers []string
		for _, x := range []float64{r.X, r.Y, r.W, r.H} {
			numbers = append(numbers, strconv.FormatFloat(x, 'f', -1, 64))
		}
		all = append(all, r.Label+"@"+strings.Join(numbers, ","))
	}
	return strings.Join(all, placeGap)
}
