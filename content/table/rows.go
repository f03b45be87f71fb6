package table

import (
	"context"
	"errors"
	"fmt"
	"io"

	"chartroom/content/parse"
	"chartroom/content/zipfile"
)

// EachRow gives the rows of a workbook's first sheet that is shown, to readers of
// tables that are no questions: row is its number, cells are trimmed texts. An
// error of put ends the reading and comes back.
func EachRow(ctx context.Context, a *zipfile.Archive, put func(row int, cells []string) error) error {
	b, err := openBook(ctx, a)
	if err != nil {
		return err
	}
	first := b.sheets[0]
	for _, s := range b.sheets {
		if !s.hidden {
			first = s
			break
		}
	}
	rows, err := b.open(first, nil)
	if err != nil {
		return err
	}
	defer rows.close()
	for {
		row, err := rows.next()
		switch {
		case errors.Is(err, io.EOF) && (rows.left < 0 || rows.rows > mostRows):
			return fmt.Errorf("the sheet holds more than %s of text or %d rows, so it was not read", parse.Size(int64(parse.Limits.Embedding)), mostRows)
		case errors.Is(err, io.EOF):
			return nil
		}
		if err == nil {
			err = put(row.number, row.cells)
		}
		if err != nil {
			return err
		}
	}
}
