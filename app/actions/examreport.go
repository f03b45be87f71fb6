package actions

import (
	"context"
	"fmt"
	"io"
	"path/filepath"

	"chartroom/content"
	"chartroom/content/paper"
)

// PrintReport returns the work of writing a report as PDF; it may run beside
// the window. The file is there whole or, on error, as it was before.
func (a *Actions) PrintReport(path string, r paper.Report) func(ctx context.Context, report func(done, total int)) error {
	return func(context.Context, func(done, total int)) error {
		err := content.WriteWhole(path, func(w io.Writer) error { return paper.WriteReport(w, r) })
		if err != nil {
			return fmt.Errorf("write the report %s: %w", filepath.Base(path), err)
		}
		return nil
	}
}
