package library

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/png"
	"testing"

	"chartroom/quiz"
)

// drawing is a picture of so many pixels.
func drawing(w, h int) []byte {
	img := image.NewGray(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.SetGray(x, y, color.Gray{Y: uint8(120 + (x/12+y/12)%2*60)})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// workshop is a bank of the learner's own with a question of every kind, made
// so that each can be asked.
func workshop() quiz.Bank {
	pic := quiz.NewMedia("form.png", drawing(480, 240))
	b := quiz.Bank{ID: "workshop", Name: "HIM 1110 workshop", Media: []quiz.Media{pic}}
	add := func(key string, q quiz.Question) {
		q.Key, q.Bank, q.ID, q.Name = key, b.ID, quiz.NewQuestionID(b.ID, key), key
		if q.Markup == "" {
			q.Markup = quiz.Plain
		}
		b.Questions = append(b.Questions, q)
	}
	one := func(text string) []quiz.Option { return []quiz.Option{{Text: text, Fraction: 1}} }
	add("choice", quiz.Question{Kind: quiz.Choice, Stem: "Which record is not part of the legal health record?", Source: "AHIMA practice brief, 2024",
		Options: []quiz.Option{{Text: "Audit logs", Fraction: 1, Feedback: "They are administrative data."}, {Text: "Operative reports", Feedback: "They document care."},
			{Text: "Progress notes", Feedback: "They document care."}, {Text: "Discharge summaries", Feedback: "They document care."}}, Rationale: "Metadata is kept apart.", Tags: []string{"rhit:1", "level:recall"}})
	add("truefalse", quiz.Question{Kind: quiz.TrueFalse, Stem: "Psychotherapy notes are part of the designated record set.",
		Options: []quiz.Option{{Text: "True"}, {Text: "False", Fraction: 1}}})
	add("flip", quiz.Question{Kind: quiz.Flip, Stem: "ROI", Options: one("release of information"), Family: "flip"})
	add("flip"+quiz.BackSuffix, quiz.Question{Kind: quiz.Flip, Stem: "release of information", Options: one("ROI"), Family: "flip"})
	cards, err := quiz.ClozeCards("The {{c1::master patient index}} links a patient to {{c2::her records}}.", quiz.Plain)
	if err != nil {
		panic(err)
	}
	for _, c := range cards {
		add("mpi"+quiz.ClozeSuffix+string(rune('0'+c.Number)), quiz.Question{Kind: quiz.Flip, Stem: c.Stem, Gaps: c.Gaps, Options: one(c.Back), Family: "mpi"})
	}
	add("text", quiz.Question{Kind: quiz.Text, Stem: "What is a patient called who stays overnight?", Options: one("inpatient")})
	add("number", quiz.Question{Kind: quiz.Number, Stem: "Of 40 charts 3 are deficient. What is the rate in per cent?", Options: []quiz.Option{{Text: "7.5", Value: 7.5, Tolerance: .1, Fraction: 1}}})
	add("cloze", quiz.Question{Kind: quiz.Cloze, Stem: "A request for access is answered within {{1}} days, with one extension of {{2}} days.",
		Gaps: []quiz.Gap{{Kind: quiz.Number, Weight: 1, Options: []quiz.Option{{Text: "30", Value: 30, Fraction: 1}}}, {Kind: quiz.Number, Weight: 1, Options: []quiz.Option{{Text: "30", Value: 30, Fraction: 1}}}}})
	add("match", quiz.Question{Kind: quiz.Match, Stem: "What belongs to what?", Options: []quiz.Option{{Text: "ICD-10-CM", Partner: "diagnoses", Fraction: 1},
		{Text: "ICD-10-PCS", Partner: "inpatient procedures", Fraction: 1}, {Partner: "medicines", Fraction: 1}}})
	add("order", quiz.Question{Kind: quiz.Order, Stem: "Put the steps of a release in order.", Options: []quiz.Option{{Text: "Log the request", Fraction: 1}, {Text: "Check the authorisation", Fraction: 1}, {Text: "Send the copies", Fraction: 1}}})
	add("build", quiz.Question{Kind: quiz.Build, Stem: "enlargement of the liver", Parts: []quiz.Part{{Role: quiz.Root, Form: "hepat", Meaning: "liver"}, {Role: quiz.Vowel, Form: "o"}, {Role: quiz.Suffix, Form: "megaly", Meaning: "enlargement"}},
		Options: []quiz.Option{{Text: "nephr", Feedback: "kidney"}}})
	add("code", quiz.Question{Kind: quiz.Code, Stem: "Type 2 diabetes without complications: what is the code?", Options: one("E11.9"), Tags: []string{"code:icd10cm-2026"}})
	add("table", quiz.Question{Kind: quiz.Table, Markup: quiz.Markdown, Stem: "Fill in.\n\n| Word | Means |\n|---|---|\n| MPI | {{1}} |", Gaps: []quiz.Gap{{Kind: quiz.Text, Weight: 1, Options: one("master patient index")}}})
	add("hotspot", quiz.Question{Kind: quiz.Hotspot, Stem: "Where does the principal diagnosis go?", Picture: &quiz.Picture{Media: pic.Ref(), Alt: "A claim form.",
		Regions: []quiz.Region{{Label: "box 67", X: .1, Y: .2, W: .3, H: .2}, {Label: "box 69", X: .6, Y: .6, W: .2, H: .2}}}})
	add("label", quiz.Question{Kind: quiz.Flip, Stem: "What is this box?", Options: one("box 67"), Picture: &quiz.Picture{Media: pic.Ref(), Alt: "A claim form.",
		Regions: []quiz.Region{{Label: "box 67", X: .1, Y: .2, W: .3, H: .2}}}})
	add("drill", quiz.Question{Kind: quiz.Drill, Stem: "In April {deaths} of {discharges} patients died. What is the gross death rate?", Drill: &quiz.DrillRule{
		Vars: []quiz.DrillVar{{Name: "deaths", Min: 2, Max: 9}, {Name: "discharges", Min: 100, Max: 400, Step: 10}}, Formula: "deaths / discharges * 100", Decimals: 1, Unit: "%", Solution: "{deaths} / {discharges} × 100 = {answer} %"}})
	add("essay", quiz.Question{Kind: quiz.Essay, Stem: "Describe a breach response plan.", Rationale: "Contain, assess, notify, learn."})
	add("record", quiz.Question{Kind: quiz.Description, Stem: "A 54-year-old is admitted with chest pain."})
	return b
}

// saved is a question of the workshop as it is on disk.
func (d *desk) saved(id quiz.QuestionID) quiz.Question {
	d.T.Helper()
	q, err := d.Act.Reader().Question(context.Background(), id)
	d.Must(err)
	return q
}

// made is the question of the workshop with a key.
func workshopID(key string) quiz.QuestionID { return quiz.NewQuestionID("workshop", key) }

func TestWorkshopHasEveryKind(t *testing.T) {
	have := map[quiz.Kind]bool{}
	for _, q := range workshop().Questions {
		have[q.Kind] = true
	}
	for _, k := range quiz.Kinds {
		if !have[k] {
			t.Errorf("no question of kind %s: its editor is not tested", k)
		}
	}
}
