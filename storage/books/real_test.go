package books_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"chartroom/content/codeset"
	"chartroom/quiz/codebook"
	"chartroom/storage/books"
)

// realData are the official files, which are not ours to ship.
const realData = "../../../shared/data"

// realShelf is a shelf with all official files that are there.
func realShelf(tb testing.TB) *books.Shelf {
	tb.Helper()
	shelf, err := books.Open(tb.TempDir())
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = shelf.Close() })
	for _, pattern := range []string{"cms/*.zip", "hcpcs/2019-Alpha*.zip"} {
		names, _ := filepath.Glob(filepath.Join(realData, pattern))
		if len(names) == 0 {
			tb.Skip("the official files are not at " + realData)
		}
		for _, name := range names {
			if err := installFile(context.Background(), shelf, name); err != nil {
				tb.Fatal(name, err)
			}
		}
	}
	return shelf
}

func installFile(ctx context.Context, shelf *books.Shelf, name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	files, _, err := codeset.Open(ctx, filepath.Base(name), f, info.Size())
	if err != nil {
		return err
	}
	for i := range files {
		err := shelf.Install(ctx, time.UnixMilli(1_800_000_000_000), files[i].Part, func(put func(codebook.Record) error) error {
			_, err := files[i].Each(ctx, nil, put)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}
