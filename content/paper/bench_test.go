package paper

import (
	"fmt"
	"io"
	"testing"

	"chartroom/quiz"
)

// BenchmarkPaper prints an exam of 150 questions, as the RHIT has.
func BenchmarkPaper(b *testing.B) {
	whole := everything(b)
	bank := quiz.Bank{ID: "x", Name: "x", Media: whole.Media}
	for len(bank.Questions) < 150 {
		for _, q := range whole.Questions {
			q.Key = fmt.Sprint("q", len(bank.Questions))
			bank.Questions = append(bank.Questions, q)
		}
	}
	for b.Loop() {
		if err := Paper(io.Discard, bank, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
