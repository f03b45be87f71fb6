package settings

import (
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"chartroom/app/actions"
	"chartroom/storage"
)

// backup is one backup as the learner reads it.
type backup struct {
	storage.BackupInfo
	When string // in the learner's zone
	Why  string
}

// reasons are the words of a backup's file name, as sentences.
var reasons = map[string]string{
	"auto":           "made by itself",
	"manual":         "made by you",
	"import":         "before an import",
	"migration":      "before an update of the app",
	"restore":        "before another backup was restored",
	"before-restore": "before another backup was restored",
}

func backupsOf(all []storage.BackupInfo, zone *time.Location) []backup {
	out := make([]backup, len(all))
	for i, b := range all {
		why, ok := reasons[b.Reason]
		if !ok {
			why = strings.ReplaceAll(b.Reason, "-", " ")
		}
		out[i] = backup{b, b.At.In(zone).Format("Monday, 2 January 2006, 3:04 pm"), why}
	}
	return out
}

// restoreCommand is what restores a backup in a terminal, when the profile is
// not open.
func restoreCommand(profile, backup string) string {
	words := []string{"chartroom", "restore"}
	folder := filepath.Dir(profile) // DATA/profiles/SLUG
	if profiles := filepath.Dir(folder); filepath.Base(profiles) == "profiles" {
		words = append(words, "--data", quoted(filepath.Dir(profiles), runtime.GOOS), "--profile", quoted(filepath.Base(folder), runtime.GOOS))
	}
	return strings.Join(append(words, quoted(backup, runtime.GOOS)), " ")
}

// quoted is a word as a shell of the system takes it.
func quoted(word, system string) string {
	plain := strings.IndexFunc(word, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune(`/\.:_-`, r))
	}) < 0
	switch {
	case system == "windows" && plain:
		return word
	case system == "windows":
		return `"` + word + `"` // a Windows path holds no quotation mark
	case plain && !strings.Contains(word, `\`):
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}

// files is what the sections about the profile's file show.
type files struct {
	file    actions.File
	backups []backup
}

// loadFiles looks at the disk.
func (m *model) loadFiles() error {
	file, err := m.act.File(ctx())
	if err != nil {
		return err
	}
	all, err := m.act.Backups()
	if err != nil {
		return err
	}
	m.files = files{file, backupsOf(all, m.act.Scheduler().Days.Zone)}
	return nil
}
