package actions

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"chartroom/storage"
)

// SetNamed is Set whose receipt calls the setting by the name that the
// learner reads: undo then says what it takes back.
func (a *Actions) SetNamed(ctx context.Context, name, key, value string) (Done, error) {
	done, err := a.Set(ctx, key, value)
	if err == nil {
		done.Label = "change of " + name
	}
	return done, err
}

// File is what there is to know about the profile's file.
type File struct {
	Path   string
	Folder string // holds the file and its backups, and nothing of other profiles
	Size   int64  // bytes, with the log of what is not folded in yet
	Events int    // in the log
}

// File looks at the profile's file.
func (a *Actions) File(ctx context.Context) (File, error) {
	path := a.store.Path()
	f := File{Path: path, Folder: filepath.Dir(path)}
	for _, part := range []string{path, path + "-wal"} {
		info, err := os.Stat(part)
		if err == nil {
			f.Size += info.Size()
		} else if part == path {
			return f, fmt.Errorf("look at the file: %w", err)
		}
	}
	var err error
	f.Events, err = a.Reader().Events(ctx)
	return f, err
}

// Backups are the backups of the profile, the newest first.
func (a *Actions) Backups() ([]storage.BackupInfo, error) {
	return storage.Backups(a.store.Path())
}

// BackupNow returns the work of making a backup that the learner asked for;
// it may run beside the window.
func (a *Actions) BackupNow() func(ctx context.Context, report func(done, total int)) error {
	now := a.Now()
	return func(ctx context.Context, _ func(done, total int)) error {
		_, err := a.store.Backup(ctx, now, "manual")
		return err
	}
}
