package storage_test

import (
	"os"
	"path/filepath"
	"testing"

	"chartroom/quiz"
	"chartroom/quiz/srs"
	"chartroom/storage"
	"chartroom/storage/storagetest"
)

// BenchmarkSaveAttempt is one answer; BenchmarkAppend is its floor, in the
// same run: 4 KiB appended to a file and flushed.
func BenchmarkSaveAttempt(b *testing.B) {
	s := storagetest.Open(b)
	bank := storagetest.Bank("b", 2000, 1)
	stamps, sch := storagetest.NewStamps(1), storagetest.Scheduler()
	must1(s.SaveBank(ctx, stamps.Next(), bank, nil))(b)
	progress := make([]quiz.Progress, len(bank.Questions))
	i := 0
	for b.Loop() {
		at := i % len(progress)
		i++
		a := storagetest.Attempt(stamps.Next(), sch, bank.Questions[at].ID, progress[at], srs.Good)
		must(b, s.SaveAttempt(ctx, a))
		progress[at] = a.After
	}
}

func BenchmarkAppend(b *testing.B) {
	f := must1(os.Create(filepath.Join(b.TempDir(), "floor")))(b)
	defer f.Close()
	page := make([]byte, 4096)
	for b.Loop() {
		_, err := f.Write(page)
		must(b, err)
		must(b, f.Sync())
	}
}

func BenchmarkUndo(b *testing.B) {
	s := storagetest.Open(b)
	bank := storagetest.Bank("b", 10, 1)
	stamps, sch := storagetest.NewStamps(1), storagetest.Scheduler()
	must1(s.SaveBank(ctx, stamps.Next(), bank, nil))(b)
	for b.Loop() {
		a := storagetest.Attempt(stamps.Next(), sch, bank.Questions[0].ID, quiz.Progress{}, srs.Good)
		must(b, s.SaveAttempt(ctx, a))
		must(b, s.Undo(ctx, stamps.Next(), a.ID))
	}
}

func BenchmarkImport(b *testing.B) {
	for name, n := range map[string]int{"1000": 1000, "10000": 10_000} {
		b.Run(name, func(b *testing.B) {
			bank := storagetest.Bank("b", n, 1)
			for b.Loop() {
				s := storagetest.Open(b)
				must1(s.SaveBank(ctx, storagetest.NewStamps(1).Next(), bank, nil))(b)
				must(b, s.Close())
			}
		})
	}
}

func BenchmarkOpen(b *testing.B) {
	path := filepath.Join(b.TempDir(), "chartroom.db")
	s := must1(storage.Open(path, options()))(b)
	must1(storagetest.Fill(s, 2000, 20_000, 1))(b)
	must(b, s.Close())
	for b.Loop() {
		s := must1(storage.Open(path, options()))(b)
		b.StopTimer()
		must(b, s.Close())
		b.StartTimer()
	}
}

func BenchmarkSearch(b *testing.B) {
	s := storagetest.Open(b)
	must1(storagetest.Fill(s, 10_000, 0, 1))(b)
	for b.Loop() {
		must1(s.Reader().Search(ctx, "patient rec", storage.Filter{}, 50, 0))(b)
	}
}
