package pack

import (
	"bytes"
	"fmt"
	"testing"

	"chartroom/content/zipfile"
	"chartroom/quiz"
)

// large is a bank of n plain questions and cards.
func large(n int) quiz.Bank {
	b := quiz.Bank{ID: "large", Name: "Large"}
	for i := range n {
		q := sample([]quiz.Kind{quiz.Choice, quiz.Flip, quiz.Number, quiz.Match}[i%4], "")
		q.Key, q.Name = fmt.Sprint("q", i), q.Stem
		q.Bank, q.ID = b.ID, quiz.NewQuestionID(b.ID, q.Key)
		b.Questions = append(b.Questions, q)
	}
	return b
}

func BenchmarkWrite(b *testing.B) {
	p := Pack{Manifest{Name: "Large"}, []quiz.Bank{large(10_000)}}
	for b.Loop() {
		written(b, p, key)
	}
}

func BenchmarkRead(b *testing.B) {
	data := written(b, Pack{Manifest{Name: "Large"}, []quiz.Bank{large(10_000)}}, key)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		a, err := zipfile.Open(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			b.Fatal(err)
		}
		if p, _, err := Read(ctx, a, Options{}, nil); err != nil || len(p.Banks[0].Questions) != 10_000 {
			b.Fatal(err)
		}
	}
}
