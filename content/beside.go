package content

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"chartroom/content/parse"
)

// besideAll is how many bytes the files that one table names may have together:
// more than a lesson's pictures have (our own proposal).
const besideAll = 256 << 20

// beside reads files in the folder of a file and below it. Names that lead
// elsewhere, by ".." or by a link, are refused by the system (os.Root).
type beside struct {
	dir  string
	left int64
}

// newBeside reads beside the file at path.
func newBeside(path string) *beside { return &beside{filepath.Dir(path), besideAll} }

// open is the file of a name. The error does not say the name.
func (b *beside) open(name string) ([]byte, error) {
	root, err := os.OpenRoot(b.dir)
	if err != nil {
		return nil, reason(err)
	}
	defer root.Close()
	name = filepath.FromSlash(name)
	if !filepath.IsLocal(name) {
		return nil, errors.New("it is not in the folder of the table")
	}
	info, err := root.Stat(name)
	switch {
	case err != nil:
		return nil, reason(err)
	case !info.Mode().IsRegular():
		return nil, errors.New("it is not a file")
	case info.Size() > parse.Limits.Media:
		return nil, tooLarge(info.Size(), parse.Limits.Media)
	case info.Size() > b.left:
		return nil, fmt.Errorf("the files beside one table may have %s together", parse.Size(besideAll))
	}
	file, err := root.Open(name)
	if err != nil {
		return nil, reason(err)
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, parse.Limits.Media))
	if err != nil {
		return nil, reason(err)
	}
	b.left -= int64(len(data))
	return data, nil
}
