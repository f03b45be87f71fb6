package storage_test

import (
	"bytes"
	"encoding/hex"
	"errors"
	"testing"

	"chartroom/quiz"
	"chartroom/storage"
	"chartroom/storage/storagetest"
)

// png is a picture as far as its first bytes go; n makes it another one.
func png(n byte) quiz.Media {
	return quiz.NewMedia("chart.png", append([]byte("\x89PNG\x0D\x0A\x1A\x0A"), bytes.Repeat([]byte{n}, 5000)...))
}

// illustrated is a bank whose first question shows each of the pictures.
func illustrated(id quiz.BankID, all ...quiz.Media) quiz.Bank {
	b := storagetest.Bank(id, 3, 1)
	for i := range all {
		b.Questions[0].Stem += ` <img src="` + all[i].Ref() + `">`
	}
	b.Media = all
	return b
}

func stored(t *testing.T, s *storage.Store) (n int) {
	t.Helper()
	db := plainDB(t, s.Path(), "ro")
	defer db.Close()
	must(t, db.QueryRow("SELECT count(*) FROM media").Scan(&n))
	return n
}

func TestMediaComesWithItsBankOnce(t *testing.T) {
	s := storagetest.Open(t)
	stamps := storagetest.NewStamps(1)
	one, two := png(1), png(2)
	must1(s.SaveBank(ctx, stamps.Next(), illustrated("a", one, two), nil))(t)
	must1(s.SaveBank(ctx, stamps.Next(), illustrated("b", two), nil))(t)
	must1(s.SaveBank(ctx, stamps.Next(), illustrated("a", one, two), nil))(t)
	must(t, s.AddMedia(ctx, stamps.At, one))
	if n := stored(t, s); n != 2 {
		t.Errorf("%d are stored", n)
	}
	r := s.Reader()
	got := must1(r.Media(ctx, two.Hash))(t)
	if got.Name != two.Name || got.Type != "image/png" || got.Hash != two.Hash || !bytes.Equal(got.Data, two.Data) {
		t.Errorf("read %q, %s, %d bytes", got.Name, got.Type, len(got.Data))
	}
	if all := must1(r.BankMedia(ctx, "a"))(t); len(all) != 2 || all[0].Hash != one.Hash {
		t.Errorf("%d of bank a", len(all))
	}
	if all := must1(r.BankMedia(ctx, "b"))(t); len(all) != 1 {
		t.Errorf("%d of bank b", len(all))
	}
	for _, hash := range []string{png(3).Hash, "", "zz"} {
		if _, err := r.Media(ctx, hash); err == nil {
			t.Errorf("there is media %q", hash)
		}
	}
	if _, err := r.Media(ctx, png(3).Hash); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("error %v", err)
	}
	must(t, r.Check(ctx))
}

func TestMediaThatIsNotWhatItSaysIsRefused(t *testing.T) {
	s := storagetest.Open(t)
	stamps := storagetest.NewStamps(2)
	changed, lied, text := png(1), png(2), quiz.NewMedia("a.html", []byte("<html><script>"))
	changed.Data = append([]byte(nil), changed.Data...)
	changed.Data[100]++
	lied.Type = "image/gif"
	for name, m := range map[string]quiz.Media{"another hash": changed, "another type": lied, "a page": text,
		"too big": {Hash: png(1).Hash, Type: "image/png", Data: make([]byte, storage.MostMedia+1)}} {
		if err := s.AddMedia(ctx, stamps.At, m); err == nil {
			t.Errorf("%s is saved", name)
		}
		if _, err := s.SaveBank(ctx, stamps.Next(), illustrated("a", m), nil); err == nil {
			t.Errorf("%s is imported", name)
		}
	}
	if n := stored(t, s); n != 0 {
		t.Errorf("%d are stored", n)
	}
	if banks := must1(s.Reader().Banks(ctx, true))(t); len(banks) != 0 {
		t.Errorf("banks %+v", banks)
	}
}

func TestMediaStaysWhileSomethingNamesIt(t *testing.T) {
	s := storagetest.Open(t)
	stamps := storagetest.NewStamps(3)
	one, two, edited, loose := png(1), png(2), png(3), png(4)
	first := stamps.Next()
	must1(s.SaveBank(ctx, first, illustrated("a", one), nil))(t)
	must1(s.SaveBank(ctx, stamps.Next(), illustrated("b", two), nil))(t)
	must(t, s.AddMedia(ctx, stamps.At, edited, loose))
	q := illustrated("b", two).Questions[1]
	q.Stem = edited.Ref()
	edit := stamps.Next()
	must(t, s.SaveQuestion(ctx, edit, q))
	must(t, s.Undo(ctx, stamps.Next(), edit.ID)) // it may come back: the log names it
	must(t, s.Undo(ctx, stamps.Next(), first.ID))
	must(t, s.Tidy(ctx, stamps.At))
	if n := stored(t, s); n != 4 {
		t.Errorf("%d are left at once", n)
	}
	must(t, s.Tidy(ctx, stamps.At.AddDate(0, 0, 31)))
	for name, c := range map[string]struct {
		m    quiz.Media
		kept bool
	}{"of an import undone": {one, false}, "shown": {two, true}, "of an edit": {edited, true}, "never named": {loose, false}} {
		if _, err := s.Reader().Media(ctx, c.m.Hash); (err == nil) != c.kept {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestMediaIsInTheBackupAndChecked(t *testing.T) {
	s := storagetest.Open(t)
	one := png(1)
	must1(s.SaveBank(ctx, storagetest.NewStamps(4).Next(), illustrated("a", one), nil))(t)
	b := must1(s.Backup(ctx, storagetest.Noon, "manual"))(t)
	db := plainDB(t, b.Path, "rw")
	var data []byte
	hash := must1(hex.DecodeString(one.Hash))(t)
	must(t, db.QueryRow("SELECT bytes FROM media WHERE hash = ?", hash).Scan(&data))
	if !bytes.Equal(data, one.Data) {
		t.Error("the backup holds something else")
	}
	live := plainDB(t, s.Path(), "rw")
	must1(live.Exec("UPDATE media SET bytes = ? WHERE hash = ?", append(data[:4000:4000], data[4001:]...), hash))(t)
	if err := s.Reader().Check(ctx); !errors.Is(err, storage.ErrDamaged) {
		t.Errorf("changed media passes: %v", err)
	}
}
