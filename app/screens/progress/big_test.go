package progress

import (
	"testing"

	"chartroom/app/actions"
	"chartroom/app/actions/actionstest"
	"chartroom/quiz"
	"chartroom/storage/storagetest"
)

// filled is a profile with a log of so many attempts.
func filled(b *testing.B, questions, attempts int) *actions.Actions {
	b.Helper()
	p := actionstest.New(b)
	p.Clock.Set(storagetest.Noon)
	if _, err := storagetest.Fill(p.Store, questions, attempts, 7); err != nil {
		b.Fatal(err)
	}
	p.Set(quiz.SettingExam, "rhit")
	return p.Act
}

// BenchmarkOpen is what the window waits for when the page opens, and
// BenchmarkBeside what is read beside it.
func BenchmarkOpen(b *testing.B) {
	first, _ := Reading(filled(b, 10_000, 100_000), blueprints())
	for b.Loop() {
		if err := first(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBeside(b *testing.B) {
	_, beside := Reading(filled(b, 10_000, 100_000), blueprints())
	for b.Loop() {
		if err := beside(ctx()); err != nil {
			b.Fatal(err)
		}
	}
}
