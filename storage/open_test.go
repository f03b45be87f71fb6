package storage_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chartroom/quiz"
	"chartroom/storage"
	"chartroom/storage/storagetest"
)

func options() storage.Options {
	return storage.Options{Draw: storagetest.Draw(2), Now: storagetest.Noon}
}

func TestOneProcessAtATime(t *testing.T) {
	path := filepath.Join(t.TempDir(), "chartroom.db")
	s := must1(storage.Open(path, options()))(t)
	_, err := storage.Open(path, options())
	if !errors.Is(err, storage.ErrInUse) || !strings.Contains(err.Error(), "another window") {
		t.Fatalf("second: %v", err)
	}
	if err := storage.Restore(ctx, path, path, storagetest.Noon); !errors.Is(err, storage.ErrInUse) {
		t.Fatalf("restore while open: %v", err)
	}
	must(t, s.Close())
	must(t, storagetest.OpenAtOnce(path))
}

func TestAwkwardPaths(t *testing.T) {
	for _, name := range []string{"plain", "with space", "#1", "what?", "100%", "%41", "a;b&c=d", "ü ñ", "quote'\"s", "mode=ro?x"} {
		path := filepath.Join(t.TempDir(), name, name+".db")
		must(t, storagetest.OpenAtOnce(path))
		if info, err := os.Stat(path); err != nil || info.Size() == 0 {
			t.Errorf("%q: %v, %v", name, info, err)
		}
		s := must1(storage.Open(path, options()))(t)
		b := must1(s.Backup(ctx, storagetest.Noon, "manual"))(t)
		must1(storage.Verify(ctx, b.Path))(t)
		must(t, s.Close())
	}
}

func TestForeignAndNewerAndDamagedFilesAreRefused(t *testing.T) {
	dir := t.TempDir()
	make := func(name, text string) string {
		path := filepath.Join(dir, name)
		db := plainDB(t, path, "rwc")
		_, err := db.Exec(text)
		must(t, err)
		must(t, db.Close())
		return path
	}
	foreign := make("foreign.db", "CREATE TABLE cards (id); PRAGMA user_version = 11")
	newer := filepath.Join(dir, "newer.db")
	must(t, storagetest.OpenAtOnce(newer))
	_, err := plainDB(t, newer, "rw").Exec("PRAGMA user_version = 99")
	must(t, err)
	text := filepath.Join(dir, "text.db")
	must(t, os.WriteFile(text, []byte(strings.Repeat("this is not a database\n", 50)), 0o600))
	short := filepath.Join(dir, "short.db")
	must(t, os.WriteFile(short, []byte("SQLite"), 0o600))
	torn := filepath.Join(dir, "torn.db")
	must(t, storagetest.OpenAtOnce(torn))
	whole := must1(os.ReadFile(torn))(t)
	copy(whole[100:], strings.Repeat("\xff", 3000))
	must(t, os.WriteFile(torn, whole, 0o600))
	for path, want := range map[string]error{foreign: storage.ErrForeign, newer: storage.ErrNewer,
		text: storage.ErrDamaged, short: storage.ErrDamaged, torn: storage.ErrDamaged} {
		before := must1(os.ReadFile(path))(t)
		if _, err := storage.Open(path, options()); !errors.Is(err, want) {
			t.Errorf("%s: %v, not %v", filepath.Base(path), err, want)
		}
		if string(must1(os.ReadFile(path))(t)) != string(before) {
			t.Errorf("%s was changed", filepath.Base(path))
		}
	}
	empty := filepath.Join(dir, "empty.db")
	must(t, os.WriteFile(empty, nil, 0o644))
	must(t, storagetest.OpenAtOnce(empty)) // a file that a crash left at birth
}

func TestReadOnlyAndVanishedFoldersSaySo(t *testing.T) {
	if os.Getuid() != 0 { // root may write anywhere
		dir := filepath.Join(t.TempDir(), "ro")
		must(t, os.Mkdir(dir, 0o500))
		if _, err := storage.Open(filepath.Join(dir, "sub", "chartroom.db"), options()); !errors.Is(err, storage.ErrReadOnly) {
			t.Errorf("read-only: %v", err)
		}
	}
	path := filepath.Join(t.TempDir(), "p", "chartroom.db")
	s := must1(storage.Open(path, options()))(t)
	stamps := storagetest.NewStamps(1)
	must(t, os.Rename(path, path+".moved"))
	if err := s.SetSetting(ctx, stamps.Next(), quiz.SettingExam, "rhit"); !errors.Is(err, storage.ErrGone) {
		t.Errorf("vanished: %v", err)
	}
	must(t, os.Rename(path+".moved", path))
	must(t, s.SetSetting(ctx, stamps.Next(), quiz.SettingExam, "rhit"))
	must(t, s.Close())
}

func TestUncleanEndIsRemembered(t *testing.T) {
	path := filepath.Join(t.TempDir(), "chartroom.db")
	s := must1(storage.Open(path, options()))(t)
	if s.Unclean() {
		t.Error("new is unclean")
	}
	must(t, s.Close())
	s = must1(storage.Open(path, options()))(t)
	if s.Unclean() {
		t.Error("closed is unclean")
	}
	// A copy of the files as they lie there is what a power cut leaves.
	other := filepath.Join(t.TempDir(), "chartroom.db")
	for _, end := range []string{"", "-wal", ".lock"} {
		must(t, os.WriteFile(other+end, must1(os.ReadFile(path+end))(t), 0o600))
	}
	must(t, s.Close())
	s = must1(storage.Open(other, options()))(t)
	if !s.Unclean() {
		t.Error("not closed is clean")
	}
	must(t, s.Close())
}

func TestCopiesWriteAsNewDevices(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a", "chartroom.db")
	stamps := storagetest.NewStamps(1)
	devices := func(path string) (n int) {
		db := plainDB(t, path, "ro")
		must(t, db.QueryRow("SELECT count(*) FROM device").Scan(&n))
		must(t, db.Close())
		return n
	}
	s := must1(storage.Open(path, options()))(t)
	must(t, s.SetSetting(ctx, stamps.Next(), "a", "1"))
	b := must1(s.Backup(ctx, storagetest.Noon, "manual"))(t)
	must(t, s.SetSetting(ctx, stamps.Next(), "a", "2"))
	must(t, s.Close())
	must(t, storagetest.OpenAtOnce(path))
	if n := devices(path); n != 1 {
		t.Errorf("%d devices after opening again", n)
	}
	// By hand, elsewhere: the sidecar is missing.
	elsewhere := filepath.Join(dir, "b", "chartroom.db")
	must(t, os.Mkdir(filepath.Dir(elsewhere), 0o700))
	must(t, os.WriteFile(elsewhere, must1(os.ReadFile(path))(t), 0o600))
	must(t, storagetest.OpenAtOnce(elsewhere))
	if n := devices(elsewhere); n != 2 {
		t.Errorf("%d devices after copying", n)
	}
	// By hand, an old one in its place: the sidecar knows a higher number.
	must(t, os.WriteFile(path, must1(os.ReadFile(b.Path))(t), 0o600))
	must(t, storagetest.OpenAtOnce(path))
	if n := devices(path); n != 2 {
		t.Errorf("%d devices after putting back by hand", n)
	}
	// By Restore.
	must(t, storage.Restore(ctx, path, b.Path, storagetest.Noon))
	must(t, storagetest.OpenAtOnce(path))
	if n := devices(path); n != 2 {
		t.Errorf("%d devices after restoring", n)
	}
}

func TestSlugs(t *testing.T) {
	for name, want := range map[string]string{"Ana": "ana", "../../etc": "etc", "CON": "con-profile", "lpt1": "lpt1-profile", "": "bank", "a b": "a-b", strings.Repeat("ü", 90): strings.Repeat("ü", 30)} {
		if got := storage.Slug(name); got != want {
			t.Errorf("%q: %q, not %q", name, got, want)
		}
	}
}
