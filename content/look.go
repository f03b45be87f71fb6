package content

import (
	"io"

	"chartroom/content/table"
)

// LookAtTable previews the table of questions in a file, be it a text or a
// workbook: what its columns are called, hold and seem to mean. The sheet is
// one of a workbook; "" is the one that would be read. What is refused, and in
// which words, is as in ReadFile.
func LookAtTable(path, sheet string) (table.Preview, error) {
	file, size, err := open(path)
	if err != nil {
		return table.Preview{}, err
	}
	defer file.Close()
	if size > limit {
		return table.Preview{}, tooLarge(size, limit)
	}
	data, err := io.ReadAll(io.LimitReader(file, limit))
	if err != nil {
		return table.Preview{}, reason(err)
	}
	return table.Look(data, sheet)
}
