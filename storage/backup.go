package storage

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"chartroom/quiz"
)

// backupEvery is how often BackupIfDue makes one (Anki's, rslib/src/config).
const backupEvery = 30 * time.Minute

// BackupInfo is a backup on disk.
type BackupInfo struct {
	Path   string
	At     time.Time // UTC, whole seconds; by its name
	Reason string    // "auto", "import", "migration", "restore", "manual", ...
	Size   int64     // bytes
}

const (
	backupPrefix = "chartroom-"
	backupTime   = "20060102-150405" // UTC
)

// BackupFolder is where the backups of the profile at path lie.
func BackupFolder(path string) string { return filepath.Join(filepath.Dir(path), "backups") }

// Backup writes a checked copy of the profile to its folder of backups and
// thins the older ones. The learner can go on answering meanwhile. reason is
// a word for the file's name.
func (s *Store) Backup(ctx context.Context, now time.Time, reason string) (BackupInfo, error) {
	changes := s.changes.Load()
	b, err := backupFile(ctx, s.path, now, reason)
	if err != nil {
		return BackupInfo{}, fmt.Errorf("back up: %w", explain(err))
	}
	s.saved.Store(changes)
	if err := thin(s.path, now); err != nil {
		return b, fmt.Errorf("thin backups: %w", explain(err))
	}
	return b, nil
}

// BackupIfDue makes a backup if something was written since the last one and
// that is half an hour old. It says whether it made one.
func (s *Store) BackupIfDue(ctx context.Context, now time.Time) (bool, error) {
	if s.changes.Load() == s.saved.Load() {
		return false, nil
	}
	last, err := s.reader.LastBackup(ctx)
	if err != nil {
		return false, err
	}
	if now.Sub(last) < backupEvery {
		return false, nil
	}
	_, err = s.Backup(ctx, now, "auto")
	return err == nil, err
}

// LastBackup is when the newest backup was made; zero if there is none.
func (r *Reader) LastBackup(context.Context) (time.Time, error) {
	all, err := Backups(r.s.path)
	if err != nil || len(all) == 0 {
		return time.Time{}, err
	}
	return all[0].At, nil
}

// backupBeforeImport makes a backup if there is anything to lose.
func (s *Store) backupBeforeImport(ctx context.Context, stamp quiz.Stamp) error {
	var something bool
	err := s.reader.row(ctx, "SELECT EXISTS (SELECT 1 FROM event) OR EXISTS (SELECT 1 FROM bank WHERE builtin = 0)", []any{&something})
	if err != nil || !something {
		return err
	}
	_, err = s.Backup(ctx, stamp.At, "import")
	return err
}

// backupFile copies the database at path: VACUUM INTO a temporary file, check
// it, make it last, and give it its name.
func backupFile(ctx context.Context, path string, now time.Time, reason string) (BackupInfo, error) {
	folder := BackupFolder(path)
	if err := privateDir(folder); err != nil {
		return BackupInfo{}, err
	}
	temp, err := os.CreateTemp(folder, "unfinished-*.tmp") // 0600
	if err != nil {
		return BackupInfo{}, err
	}
	defer os.Remove(temp.Name()) // fails once it has its name
	if err := errors.Join(temp.Chmod(0o600), temp.Close()); err != nil {
		return BackupInfo{}, err
	}
	if err := copyInto(ctx, path, temp.Name()); err != nil {
		return BackupInfo{}, err
	}
	if err := quickCheck(ctx, temp.Name()); err != nil {
		return BackupInfo{}, err
	}
	b := BackupInfo{At: now.UTC().Truncate(time.Second), Reason: reason}
	// A second backup within the same second is named as the next one.
	for b.Path = backupName(folder, b); exists(b.Path); b.Path = backupName(folder, b) {
		b.At = b.At.Add(time.Second)
	}
	if b.Size, err = persist(temp.Name(), b.Path); err != nil {
		return BackupInfo{}, err
	}
	return b, nil
}

func backupName(folder string, b BackupInfo) string {
	return filepath.Join(folder, backupPrefix+b.At.Format(backupTime)+"-"+Slug(b.Reason)+".db")
}

func exists(path string) bool { _, err := os.Lstat(path); return err == nil }

// persist flushes a finished file and renames it, so that after a power cut
// the name stands for all of it or nothing.
func persist(temp, path string) (size int64, err error) {
	f, err := os.OpenFile(temp, os.O_RDWR, 0)
	if err != nil {
		return 0, err
	}
	info, err := f.Stat()
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return 0, err
	}
	if err := os.Rename(temp, path); err != nil {
		return 0, err
	}
	return info.Size(), syncDir(filepath.Dir(path))
}

func copyInto(ctx context.Context, path, into string) error {
	db := openPool(path, copying, 1)
	defer db.Close()
	_, err := db.ExecContext(ctx, "VACUUM INTO ?", into)
	return err
}

// Backups are those of the profile at path, the newest first.
func Backups(path string) ([]BackupInfo, error) {
	folder := BackupFolder(path)
	files, err := os.ReadDir(folder)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("list backups: %w", explain(err))
	}
	var all []BackupInfo
	for _, f := range files {
		b, ok := parseBackup(f.Name())
		if !ok {
			continue
		}
		if info, err := f.Info(); err == nil && info.Mode().IsRegular() {
			b.Path, b.Size = filepath.Join(folder, f.Name()), info.Size()
			all = append(all, b)
		}
	}
	slices.SortFunc(all, func(a, b BackupInfo) int { return b.At.Compare(a.At) })
	return all, nil
}

// parseBackup reads what a backup's name says.
func parseBackup(name string) (b BackupInfo, ok bool) {
	rest, ok := strings.CutPrefix(name, backupPrefix)
	rest, ok2 := strings.CutSuffix(rest, ".db")
	if !ok || !ok2 || len(rest) < len(backupTime)+2 || rest[len(backupTime)] != '-' {
		return b, false
	}
	at, err := time.Parse(backupTime, rest[:len(backupTime)])
	return BackupInfo{At: at, Reason: rest[len(backupTime)+1:]}, err == nil
}

func thin(path string, now time.Time) error {
	all, err := Backups(path)
	if err != nil {
		return err
	}
	times := make([]time.Time, len(all))
	for i := range all {
		times[i] = all[i].At
	}
	for i, keep := range Thin(times, now) {
		if !keep {
			err = errors.Join(err, os.Remove(all[i].Path))
		}
	}
	return err
}

// Thin says which backups, made at times, are kept at the moment now: all of
// the last two days, then the newest of each of 12 days, 10 weeks and 9
// months (Anki's policy, rslib/src/config/mod.rs). The newest is always kept.
func Thin(times []time.Time, now time.Time) (keep []bool) {
	order := make([]int, len(times))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return times[b].Compare(times[a]) })
	keep = make([]bool, len(times))
	periods := []struct {
		left int
		name func(time.Time) [2]int
		seen map[[2]int]bool
	}{
		{12, func(t time.Time) [2]int { return [2]int{t.Year(), t.YearDay()} }, map[[2]int]bool{}},
		{10, func(t time.Time) [2]int { y, w := t.ISOWeek(); return [2]int{y, w} }, map[[2]int]bool{}},
		{9, func(t time.Time) [2]int { return [2]int{t.Year(), int(t.Month())} }, map[[2]int]bool{}},
	}
	for rank, i := range order {
		t := times[i].UTC()
		if rank == 0 || now.Sub(t) < 48*time.Hour {
			keep[i] = true
			continue
		}
		for p := range periods {
			period := &periods[p]
			if name := period.name(t); period.left > 0 && !period.seen[name] {
				period.seen[name] = true
				period.left--
				keep[i] = true
				break
			}
		}
	}
	return keep
}
