package storage

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"
)

// Restore puts a backup in the place of the profile at path, which must not be
// open. The backup is verified first; what was there is kept as a backup of
// its own ("before-restore"), whole or damaged. After a power cut at any
// moment the profile is the one or the other. The next Open writes as a new
// device. Errors: ErrInUse, ErrBadBackup and those of Verify.
func Restore(ctx context.Context, path, backup string, now time.Time) error {
	if err := restore(ctx, path, backup, now); err != nil {
		return fmt.Errorf("restore %s: %w", filepath.Base(backup), explain(err))
	}
	return nil
}

func restore(ctx context.Context, path, backup string, now time.Time) (err error) {
	if err := privateDir(filepath.Dir(path)); err != nil {
		return err
	}
	lock, err := takeLock(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, lock.Close()) }()
	temp, err := copyPrivately(ctx, backup, filepath.Dir(path))
	if err != nil {
		return err
	}
	defer os.Remove(temp) // fails once it has its name
	if _, err := verify(ctx, temp); err != nil {
		return fmt.Errorf("%w: %w", ErrBadBackup, explain(err))
	}
	if err := renounce(ctx, temp); err != nil {
		return err
	}
	if err := keepCurrent(ctx, path, now); err != nil {
		return err
	}
	_, err = persist(temp, path)
	return err
}

// renounce makes the next Open a new device: the log in this copy is older
// than what this device has written, so its numbers are spent.
func renounce(ctx context.Context, path string) error {
	db := openPool(path, writing, 1)
	defer db.Close()
	for _, text := range []string{
		"INSERT INTO file (key, value) VALUES ('device', 0) ON CONFLICT DO UPDATE SET value = 0",
		"PRAGMA wal_checkpoint(TRUNCATE)",
	} {
		if _, err := db.ExecContext(ctx, text); err != nil {
			return err
		}
	}
	return db.Close() // the last connection removes -wal and -shm
}

// keepCurrent makes a backup of what is at path and takes away its write-ahead
// log, which would otherwise be read into the file that comes next.
func keepCurrent(ctx context.Context, path string, now time.Time) error {
	if !exists(path) {
		return nil
	}
	_, err := backupFile(ctx, path, now, "before-restore")
	if err == nil {
		// Fold the log into the file: until the rename it stays the truth.
		err = foldAway(ctx, path)
	}
	if err != nil {
		return setAside(path, now)
	}
	return nil
}

func foldAway(ctx context.Context, path string) error {
	db := openPool(path, writing, 1)
	defer db.Close()
	if _, err := db.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		return err
	}
	if err := db.Close(); err != nil {
		return err
	}
	if exists(path + "-wal") {
		return errors.New("the write-ahead log is still there")
	}
	return nil
}

// setAside renames a file that no backup can be made of, with its log, so that
// nothing is lost: ".damaged-<time>".
func setAside(path string, now time.Time) error {
	aside := path + ".damaged-" + now.UTC().Format(backupTime)
	for exists(aside) {
		now = now.Add(time.Second)
		aside = path + ".damaged-" + now.UTC().Format(backupTime)
	}
	for _, end := range []string{"-wal", "-shm"} {
		if err := os.Rename(path+end, aside+end); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	if err := os.Rename(path, aside); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

func copyPrivately(ctx context.Context, from, dir string) (temp string, err error) {
	in, err := os.Open(from)
	if errors.Is(err, os.ErrNotExist) {
		return "", ErrNotFound
	}
	if err != nil {
		return "", err
	}
	defer in.Close()
	out, err := os.CreateTemp(dir, "unfinished-*.tmp") // 0600
	if err != nil {
		return "", err
	}
	_, err = io.Copy(out, readerFunc(func(b []byte) (int, error) {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		return in.Read(b)
	}))
	if err = errors.Join(err, out.Sync(), out.Close()); err != nil {
		return "", errors.Join(err, os.Remove(out.Name()))
	}
	return out.Name(), nil
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(b []byte) (int, error) { return f(b) }
