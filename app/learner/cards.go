package learner

import (
	"bytes"
	"image"
	"image/png"

	"chartroom/quiz"
)

// Cards are made-up cards, one of every sort that a card can be, with the
// picture that one of them asks about. The tour shows them.
func Cards() ([]quiz.Question, quiz.Media, error) {
	torso, err := torso()
	if err != nil {
		return nil, quiz.Media{}, err
	}
	gaps, err := quiz.ClozeCards("The {{c1::minimum necessary::which standard}} standard limits what is used and disclosed; it does not apply to disclosures for {{c2::treatment}}.", quiz.Plain)
	if err != nil {
		return nil, quiz.Media{}, err
	}
	const source = "45 CFR 164.502(b)"
	parts := []quiz.Part{{Role: quiz.Root, Form: "hepat", Meaning: "liver"}, {Role: quiz.Vowel, Form: "o"}, {Role: quiz.Suffix, Form: "megaly", Meaning: "enlargement"}}
	others := []quiz.Option{{Text: "nephr", Feedback: "kidney"}, {Text: "itis", Feedback: "inflammation"}, {Text: "splen", Feedback: "spleen"}, {Text: "i"}}
	all := []quiz.Question{
		{Key: "gap", Kind: quiz.Flip, Stem: gaps[0].Stem, Gaps: gaps[0].Gaps, Source: source, AsOf: "2026-11",
			Options: []quiz.Option{{Text: quiz.ClozeAnswer(gaps[0].Back, "Nor to what the patient asks for, or what the law requires.", quiz.Plain), Fraction: 1}}, Category: "Privacy"},
		{Key: "typed", Kind: quiz.Flip, Typed: true, Stem: "inflammation of the stomach", Options: []quiz.Option{{Text: "gastritis", Fraction: 1}},
			Example: "gastr (stomach) + itis (inflammation)", Pronunciation: "gas-TRY-tis", Category: "Word parts"},
		{Key: "build", Kind: quiz.Build, Stem: "enlargement of the liver", Parts: parts, Options: others, Category: "Word parts"},
		{Key: "apart", Kind: quiz.Build, Stem: quiz.Term(parts), Parts: parts, Options: others, Category: "Word parts"},
		{Key: "picture", Kind: quiz.Flip, Stem: "What is this organ called?", Options: []quiz.Option{{Text: "liver", Fraction: 1}}, Category: "Body systems",
			Picture: &quiz.Picture{Media: torso.Ref(), Alt: "Organs of the trunk, drawn from the front.", HideAll: true, Asked: 3, Regions: organs}},
	}
	for i := range all {
		all[i].Markup, all[i].Name = quiz.Plain, all[i].Key
	}
	return all, torso, nil
}

// organs are the places of the drawing, seen from the front: the right side
// of the body is at the left.
var organs = []quiz.Region{
	{Label: "right lung", X: .21, Y: .15, W: .22, H: .36}, {Label: "left lung", X: .57, Y: .15, W: .22, H: .36},
	{Label: "heart", X: .43, Y: .34, W: .17, H: .20}, {Label: "liver", X: .24, Y: .54, W: .38, H: .16},
	{Label: "stomach", X: .58, Y: .58, W: .18, H: .18},
}

// torso draws a trunk with its organs as ellipses.
func torso() (quiz.Media, error) {
	const w, h = 520, 440
	type shape struct {
		x, y, rx, ry float64 // shares of the picture
		r, g, b      uint8
	}
	shapes := []shape{{.5, .5, .42, .48, 241, 214, 190}}
	inks := [][3]uint8{{232, 150, 148}, {232, 150, 148}, {190, 60, 66}, {146, 74, 58}, {222, 170, 104}}
	for i, o := range organs {
		shapes = append(shapes, shape{o.X + o.W/2, o.Y + o.H/2, o.W / 2, o.H / 2, inks[i][0], inks[i][1], inks[i][2]})
	}
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for i := range img.Pix {
		img.Pix[i] = 255
	}
	for _, s := range shapes {
		for y := range h {
			for x := range w {
				dx, dy := (float64(x)/w-s.x)/s.rx, (float64(y)/h-s.y)/s.ry
				d := dx*dx + dy*dy
				if d > 1 {
					continue
				}
				p := img.Pix[img.PixOffset(x, y):]
				p[0], p[1], p[2] = s.r, s.g, s.b
				if d > .93 { // the outline
					p[0], p[1], p[2] = s.r/2, s.g/2, s.b/2
				}
			}
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		return quiz.Media{}, err
	}
	return quiz.NewMedia("trunk.png", b.Bytes()), nil
}
