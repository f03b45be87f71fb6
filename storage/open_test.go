package storage_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"chartroom/quiz"
	"chartroom/storage"
	"chartroom/storage/storagetest"
)

func options() storage.Options {
	return storage.Options{Draw: storagetest.Draw(2), Now: storagetest.Noon}
}

func TestOnlyThisUserCanReadAProfile(t *testing.T) {
	for _, mask := range []int{0, 0o022, 0o077} {
		old := syscall.Umask(mask)
		defer syscall.Umask(old)
		data := must1(storage.DataDir(filepath.Join(t.TempDir(), "data")))(t)
		path := storage.ProfilePath(data, "Ana Müller")
		s := must1(storage.Open(path, options()))(t)
		bank := storagetest.Bank("b", 5, 1)
		stamps := storagetest.NewStamps(1)
		must1(s.SaveBank(ctx, stamps.Next(), bank, nil))(t)
		must1(s.Backup(ctx, storagetest.Noon, "manual"))(t)
		files := 0
		must(t, filepath.Walk(data, func(p string, info os.FileInfo, err error) error {
			must(t, err)
			files++
			want := os.FileMode(0o600)
			if info.IsDir() {
				want = 0o700
			}
			if info.Mode().Perm() != want {
				t.Errorf("umask %o: %s is %v, not %v", mask, p, info.Mode().Perm(), want)
			}
			return nil
		}))
		if files < 8 { // folders, db, wal, shm, lock, backup
			t.Errorf("only %d files", files)
		}
		must(t, s.Close())
		if got := must1(storage.Profiles(data))(t); len(got) != 1 || got[0] != "ana-müller" {
			t.Errorf("profiles %q", got)
		}
	}
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

// TestFullDiskLosesNothing needs a file system of its own; it makes one if it may.
func TestFullDiskLosesNothing(t *testing.T) {
	dir := t.TempDir()
	if err := exec.Command("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", dir).Run(); err != nil {
		t.Skip("cannot mount:", err)
	}
	defer exec.Command("umount", "-l", dir).Run()
	path := filepath.Join(dir, "p", "chartroom.db")
	s := must1(storage.Open(path, options()))(t)
	stamps := storagetest.NewStamps(1)
	saved, long := 0, strings.Repeat("x", 20_000)
	var err error
	for ; err == nil && saved < 2000; saved++ {
		err = s.SetSetting(ctx, stamps.Next(), "k"+long[:saved%7], long)
	}
	saved--
	if !errors.Is(err, storage.ErrFull) || !strings.Contains(err.Error(), "the disk is full") {
		t.Fatalf("after %d: %v", saved, err)
	}
	if n := must1(s.Reader().Events(ctx))(t); n != saved {
		t.Errorf("%d events, %d were acknowledged", n, saved)
	}
	if _, err := s.Backup(ctx, storagetest.Noon, "manual"); !errors.Is(err, storage.ErrFull) {
		t.Errorf("backup: %v", err)
	}
	must(t, exec.Command("mount", "-o", "remount,size=60m", dir).Run())
	must(t, s.SetSetting(ctx, stamps.Next(), "after", "x"))
	must(t, s.Close())
	must1(storage.Verify(ctx, path))(t)
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
