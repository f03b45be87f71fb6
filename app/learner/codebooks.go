package learner

import (
	"embed"
	"io/fs"
	"os"
	"path/filepath"
)

// samples are a few dozen codes in the layouts of the official files: codes and
// titles of CMS and NCHS, which are in the public domain, with few of their
// notes.
//
//go:embed codebooks
var samples embed.FS

// CodeBooks writes a sample of every official file of code books into a new
// folder in dir, and returns it. The tour and tests install it.
func CodeBooks(dir string) (string, error) {
	folder := filepath.Join(dir, "code books 2027")
	files, err := fs.Sub(samples, "codebooks")
	if err != nil {
		return "", err
	}
	return folder, os.CopyFS(folder, files)
}
