//go:build unix

package storage_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"chartroom/storage"
	"chartroom/storage/storagetest"
)

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
