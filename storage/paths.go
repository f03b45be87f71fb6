package storage

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sort"
	"strings"

	"chartroom/quiz"
)

// The names of things on disk.
const (
	appFolder = "chartroom"
	fileName  = "chartroom.db"
)

// DataDir is the folder that holds every profile: override if it is not
// empty, else the place where the system keeps a user's application data. It
// is made if it is not there.
func DataDir(override string) (string, error) {
	dir, err := DataPath(override)
	if err != nil {
		return "", err
	}
	if err := privateDir(dir); err != nil {
		return "", fmt.Errorf("data folder %s: %w", dir, err)
	}
	return dir, nil
}

// DataPath is where DataDir is, made or not.
func DataPath(override string) (string, error) {
	dir := override
	if dir == "" {
		base, err := systemData()
		if err != nil {
			return "", err
		}
		dir = filepath.Join(base, appFolder)
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("data folder %s: %w", dir, err)
	}
	return dir, nil
}

func systemData() (string, error) {
	home, err := os.UserHomeDir()
	switch runtime.GOOS {
	case "windows":
		if v := os.Getenv("LocalAppData"); v != "" {
			return v, nil
		}
		return "", errors.New("find the data folder: LocalAppData is not set")
	case "darwin":
		return filepath.Join(home, "Library", "Application Support"), err
	}
	if v := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(v) { // others are to be ignored, says the XDG specification
		return v, nil
	}
	return filepath.Join(home, ".local", "share"), err
}

// DefaultProfile is the profile of a learner who has named none.
const DefaultProfile = "Learner"

// ProfilePath is the file of the profile called name, in the data folder; an
// empty name is DefaultProfile.
func ProfilePath(data, name string) string {
	if name == "" {
		name = DefaultProfile
	}
	return filepath.Join(data, "profiles", Slug(name), fileName)
}

// Data is the data folder of a profile's file: the folder that the file is in,
// if that is no profile's folder.
func Data(path string) string {
	if all := filepath.Dir(filepath.Dir(path)); filepath.Base(all) == "profiles" {
		return filepath.Dir(all)
	}
	return filepath.Dir(path)
}

// Slug is a folder name for a profile: letters, digits and hyphens, at most 60
// bytes, and none of the names that Windows keeps for itself.
func Slug(name string) string {
	s := string(quiz.NewBankID(name))
	for len(s) > 60 {
		r := []rune(s)
		s = strings.TrimSuffix(string(r[:len(r)-1]), "-")
	}
	switch s {
	case "con", "prn", "aux", "nul":
		return s + "-profile"
	}
	if len(s) == 4 && (strings.HasPrefix(s, "com") || strings.HasPrefix(s, "lpt")) {
		return s + "-profile"
	}
	return s
}

// Profiles is the slugs of the profiles in the data folder, sorted.
func Profiles(data string) ([]string, error) {
	files, err := os.ReadDir(filepath.Join(data, "profiles"))
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("list profiles: %w", explain(err))
	}
	var slugs []string
	for _, f := range files {
		if _, err := os.Stat(filepath.Join(data, "profiles", f.Name(), fileName)); err == nil {
			slugs = append(slugs, f.Name())
		}
	}
	sort.Strings(slugs)
	return slugs, nil
}

// privateDir makes dir, and those above it, for this user only. The mode of
// dir itself is set again, whatever the umask took or left.
func privateDir(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return explain(err)
	}
	if err := os.Chmod(dir, 0o700); err != nil {
		return explain(err)
	}
	return nil
}

// privateFile makes an empty file for this user only if there is none, and
// takes other users' rights from one that is there. SQLite gives -wal and
// -shm the mode of the database.
func privateFile(path string) (created bool, err error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	switch {
	case err == nil:
		created = true
		err = errors.Join(f.Chmod(0o600), f.Close())
	case errors.Is(err, os.ErrExist):
		err = os.Chmod(path, 0o600)
	}
	return created, explain(err)
}
