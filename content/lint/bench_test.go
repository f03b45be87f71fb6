package lint_test

import (
	"testing"

	. "chartroom/content/lint"
	"chartroom/quiz"
)

// BenchmarkQuestion is what each key press in the editor costs.
func BenchmarkQuestion(b *testing.B) {
	_, bank := cleanBank(1)
	for n := 0; b.Loop(); n++ {
		Question(&bank.Questions[n%len(bank.Questions)], noon)
	}
}

// BenchmarkBank looks at 20,000 questions with their near-duplicates.
func BenchmarkBank(b *testing.B) {
	bank := quiz.Bank{}
	for seed := uint64(1); len(bank.Questions) < 20_000; seed++ {
		_, more := cleanBank(seed)
		bank.Questions = append(bank.Questions, more.Questions...)
	}
	for b.Loop() {
		Bank(ctx, bank, noon)
	}
}
