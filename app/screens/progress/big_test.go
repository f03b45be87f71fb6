package progress

import (
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"chartroom/app/actions"
	"chartroom/quiz"
	"chartroom/storage"
	"chartroom/storage/storagetest"
)

// filled is a profile with a log of so many attempts.
func filled(b *testing.B, questions, attempts int) *actions.Actions {
	b.Helper()
	draw := rand.New(rand.NewPCG(9, 9))
	store, err := storage.Open(filepath.Join(b.TempDir(), "chartroom.db"), storage.Options{Now: storagetest.Noon, Draw: draw})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { store.Close() })
	if _, err := storagetest.Fill(store, questions, attempts, 7); err != nil {
		b.Fatal(err)
	}
	act, err := actions.New(ctx(), store, func() time.Time { return storagetest.Noon }, draw)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := act.Set(ctx(), quiz.SettingExam, "rhit"); err != nil {
		b.Fatal(err)
	}
	return act
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
