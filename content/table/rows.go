package table

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"chartroom/content/parse"
	"chartroom/content/zipfile"
)

// ErrNoSheet says that a workbook does not show so many sheets.
var ErrNoSheet = errors.New("the workbook does not show so many sheets")

// EachRow gives the rows of a workbook's first sheet that is shown, to readers of
// tables that are no questions: row is its number, cells are trimmed texts. An
// error of put ends the reading and comes back.
func EachRow(ctx context.Context, a *zipfile.Archive, put func(row int, cells []string) error) error {
	return EachRowOf(ctx, a, 0, put)
}

// EachRowOf is EachRow for any of the sheets that are shown, from 0.
func EachRowOf(ctx context.Context, a *zipfile.Archive, which int, put func(row int, cells []string) error) error {
	b, err := openBook(ctx, a)
	if err != nil {
		return err
	}
	shown := slices.DeleteFunc(slices.Clone(b.sheets), func(s sheet) bool { return s.hidden })
	if len(shown) == 0 {
		shown = b.sheets
	}
	if which >= len(shown) {
		return ErrNoSheet
	}
	rows, err := b.open(shown[which], nil)
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
