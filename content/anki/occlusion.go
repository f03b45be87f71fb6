package anki

import (
	"html"
	"math"
	"slices"
	"strconv"
	"strings"

	"chartroom/content/parse"
	"chartroom/quiz"
)

// occlusionMark begins a place in a picture, where a gap has its text:
// {{c1::image-occlusion:rect:left=.1:top=.2:width=.3:height=.4:oi=1}}.
// (Source: ankitects/anki, rslib/src/image_occlusion/imageocclusion.rs; lengths
// are shares of the picture; oi=1 hides all places and asks for one.)
const occlusionMark = "image-occlusion:"

// occluded reports whether a note is a labelled picture.
func (n *note) occluded() bool {
	return n.kind.cloze && slices.ContainsFunc(n.values, func(v string) bool { return strings.Contains(v, "::"+occlusionMark) })
}

// occlusion makes q the card of a labelled picture; done is false where the
// note is none.
func (r *reader) occlusion(n *note, c *card, q *quiz.Question) (done bool) {
	if !n.occluded() {
		return false
	}
	at := slices.IndexFunc(n.values, func(v string) bool { return strings.Contains(v, "::"+occlusionMark) })
	picture := readRegions(n.values[at], int(c.ord)+1)
	header, extra := n.named("Header"), n.named("Back Extra")
	if comments := n.named("Comments"); !blank(comments) {
		extra = trimBreaks(extra + "<br>" + comments)
	}
	file, alt := "", ""
	for _, v := range append([]string{n.named("Image")}, n.values...) {
		if file, alt = firstImage(v); file != "" {
			break
		}
	}
	if alt == "" {
		alt = strings.TrimSuffix(file, file[max(0, strings.LastIndexByte(file, '.')):])
	}
	if q.Stem = trimBreaks(r.html(n.kind, header, n.values[at])); blank(q.Stem) {
		q.Stem = html.EscapeString(alt)
	}
	q.Options = []quiz.Option{{Text: trimBreaks(r.html(n.kind, extra, n.values[at])), Fraction: 1}}
	if picture != nil && file != "" {
		picture.Media = r.shelf.ref(file, header)
		picture.Alt = alt
	}
	if picture == nil || picture.Media == "" {
		r.say(parse.Unsupported, "anki-no-picture", header, "This card asks for a place in a picture, and the picture or the place is missing; it was kept without.")
		return true
	}
	q.Picture = picture
	q.Name = parse.Excerpt(textOf(q.Stem)+" "+strconv.Itoa(picture.Asked+1), nameLength)
	return true
}

// named is what stands in the field of a name.
func (n *note) named(name string) string { return n.value(n.kind.field(name)) }

// readRegions reads the places in a picture, and which of them a card asks
// for; nil where that one is missing. Places that one card asks for together
// are one region around them. They have no labels: what they hide is in the
// picture.
func readRegions(text string, number int) *quiz.Picture {
	p := &quiz.Picture{Asked: -1}
	byNumber := map[int]int{} // place in p.Regions
	var walk func([]clozePiece)
	walk = func(pieces []clozePiece) {
		for _, piece := range pieces {
			shape, ok := strings.CutPrefix(strings.TrimSpace(flat(piece.inside)), occlusionMark)
			if !ok {
				walk(piece.inside)
				continue
			}
			region, hideAll, ok := readShape(shape)
			if !ok {
				continue
			}
			p.HideAll = p.HideAll || hideAll
			for _, n := range piece.numbers {
				i, seen := byNumber[n]
				switch {
				case n == 0 || len(p.Regions) >= parse.Limits.Columns: // 0 = a drawing that nobody asks for
				case seen:
					p.Regions[i] = around(p.Regions[i], region)
				default:
					byNumber[n] = len(p.Regions)
					p.Regions = append(p.Regions, region)
				}
			}
		}
	}
	walk(parseCloze(text))
	asked, ok := byNumber[number]
	if !ok {
		return nil
	}
	p.Asked = asked
	return p
}

// readShape reads "rect:left=.1:top=.2:width=.3:height=.4:oi=1", or an ellipse
// or a polygon, as the rectangle around it.
func readShape(s string) (r quiz.Region, hideAll, ok bool) {
	kind, rest, _ := strings.Cut(s, ":")
	values := map[string]string{}
	for _, part := range strings.Split(rest, ":") {
		if key, value, found := strings.Cut(part, "="); found {
			values[key] = value
		}
	}
	number := func(key string) float64 {
		f, err := strconv.ParseFloat(strings.TrimSpace(values[key]), 64)
		if err != nil || math.IsNaN(f) {
			return 0
		}
		return max(0, min(1, f))
	}
	hideAll = values["oi"] == "1" || values["occludeInactive"] == "1"
	switch kind {
	case "rect":
		r = quiz.Region{X: number("left"), Y: number("top"), W: number("width"), H: number("height")}
	case "ellipse":
		r = quiz.Region{X: number("left"), Y: number("top"), W: min(1, 2*number("rx")), H: min(1, 2*number("ry"))}
	case "polygon":
		first := true
		for _, point := range strings.Fields(values["points"]) {
			x, y, _ := strings.Cut(point, ",")
			values["x"], values["y"] = x, y
			corner := quiz.Region{X: number("x"), Y: number("y")}
			if first {
				r, first = corner, false
			}
			r = around(r, corner)
		}
	}
	r.W, r.H = min(r.W, 1-r.X), min(r.H, 1-r.Y)
	return r, hideAll, r.W > 0 && r.H > 0
}

// around is the least region that holds both.
func around(a, b quiz.Region) quiz.Region {
	x, y := min(a.X, b.X), min(a.Y, b.Y)
	return quiz.Region{
		Label: a.Label, X: x, Y: y,
		W: max(a.X+a.W, b.X+b.W) - x, H: max(a.Y+a.H, b.Y+b.H) - y,
	}
}
