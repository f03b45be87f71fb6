package anki

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"testing"

	"chartroom/content/zipfile"
	"chartroom/quiz"
)

// deck20k is a collection of 20,000 notes, 30,000 cards and 100,000 reviews,
// as courses have them: HTML, gaps, tags, and 1,000 pictures of 10 KB.
func deck20k() (made, []file) {
	m := made{types: []madeType{basic, clozeType}, decks: map[int64]string{1: "Course", 2: "Course::Law"}}
	var media []file
	for i := range 1000 {
		data := bytes.Repeat(fmt.Appendf(nil, "%05d", i*7919), 2000)
		media = append(media, file{fmt.Sprint("p", i, ".png"), picture + string(data[:10_000])})
	}
	id := int64(1_600_000_000_000)
	for i := range int64(20_000) {
		n := madeNote{id: id + i, guid: fmt.Sprintf("guid%d", i), kind: 1, tags: " course law::privacy ", text: []string{
			fmt.Sprintf("<div>Which of the documents of a record, in case %d, shows what the <b>surgeon</b> found?</div>", i),
			fmt.Sprintf(`The operative report: it describes the findings.<br><img src="p%d.png">`, i/2%1000)}}
		cards := int64(1)
		if i%2 == 1 {
			n.kind, cards = 2, 2
			n.text = []string{fmt.Sprintf("In case %d, {{c1::HIPAA}} asks for a notice of {{c2::privacy practices::two words}}.", i), "45 CFR 164.520"}
		}
		m.notes = append(m.notes, n)
		for ord := range cards {
			c := madeCard{id: id + 2*i + ord, note: n.id, deck: 1 + i%2, ord: ord, kind: 2, queue: 2, due: 100}
			m.cards = append(m.cards, c)
			for r := range int64(3) {
				m.log = append(m.log, [6]int64{1_767_300_000_000 + 10*i + 5*ord + r, c.id, 3, 0, 4000, min(r, 1)})
			}
		}
	}
	return m, media
}

func BenchmarkParse20k(b *testing.B) {
	m, media := deck20k()
	for _, layout := range []string{"legacy 1", "latest"} {
		data := layouts[layout](b, &m, media)
		for name, history := range map[string]bool{"cards": false, "history": true} {
			b.Run(layout+"/"+name, func(b *testing.B) {
				b.SetBytes(int64(len(data)))
				b.ReportAllocs()
				for b.Loop() {
					a, err := zipfile.Open(bytes.NewReader(data), int64(len(data)))
					if err != nil {
						b.Fatal(err)
					}
					p, problems, err := ParseWith(context.Background(), a, "bench", Options{History: history, Temp: b.TempDir()}, nil)
					if err != nil || len(p.Bank.Questions) != 30_000 || len(p.Bank.Media) != 1000 || len(problems) > 0 || history && len(p.History) != 30_000 {
						b.Fatal(len(p.Bank.Questions), len(p.Bank.Media), len(p.History), problems, err)
					}
				}
			})
		}
	}
}

func BenchmarkFormat20k(b *testing.B) {
	bank := quiz.Bank{ID: "bench", Name: "bench"}
	for i := range 20_000 {
		bank.Questions = append(bank.Questions, quiz.Question{Key: fmt.Sprint(i), Kind: quiz.Flip, Markup: quiz.Plain, Stem: fmt.Sprint("term ", i),
			Options: []quiz.Option{{Text: "a definition of some words", Fraction: 1}}, Tags: []string{"a", "b"}, Category: "A/B"})
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := Format(io.Discard, bank); err != nil {
			b.Fatal(err)
		}
	}
}
