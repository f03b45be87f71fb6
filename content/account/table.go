package account

import (
	"fmt"
	"slices"
	"strings"
)

// readRows reads a record of docs: a line a row, split by tabs, below the names
// of the columns. The last column may be left out where it is empty.
func readRows[T any](name, text string, columns []string, row func(cells []string) T) ([]T, error) {
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	if !slices.Equal(strings.Split(lines[0], "\t"), columns) {
		return nil, fmt.Errorf("%s does not begin with the names of its columns", name)
	}
	var all []T
	for i, line := range lines[1:] {
		cells := strings.Split(line, "\t")
		if len(cells) == len(columns)-1 {
			cells = append(cells, "")
		}
		if len(cells) != len(columns) {
			return nil, fmt.Errorf("line %d of %s has %d columns, not %d", i+2, name, len(cells), len(columns))
		}
		all = append(all, row(cells))
	}
	return all, nil
}
