package content

import "io"

// Open opens a file that is no file of questions, with its length in bytes.
// What is refused, and in which words, is as in ReadFile.
func Open(path string) (file io.ReadCloser, size int64, err error) {
	f, size, err := open(path)
	if err != nil {
		return nil, 0, err
	}
	return f, size, nil
}
