package main

import (
	"bytes"
	"context"
	"fmt"
	"time"

	"chartroom/content/table"
	"chartroom/content/zipfile"
	"chartroom/storage/storagetest"
)

// tables measures reading 50,000 questions from a workbook. The floor is bare
// tokenising of the same bytes by encoding/xml, by turns in the same run.
func (b *bench) tables() error {
	const rows = 50_000
	var book bytes.Buffer
	if err := table.FormatBook(&book, storagetest.Bank("bench-tables", rows, 5)); err != nil {
		return err
	}
	var bare, ours spread
	for range 3 {
		began := time.Now()
		if err := tokenisePackage(book.Bytes()); err != nil {
			return err
		}
		bare = append(bare, time.Since(began))
		began = time.Now()
		a, err := zipfile.Open(bytes.NewReader(book.Bytes()), int64(book.Len()))
		if err != nil {
			return err
		}
		bank, problems, err := table.ParseBook(context.Background(), a, "bench-tables", table.Options{}, nil)
		if err != nil || len(bank.Questions) != rows {
			return fmt.Errorf("%d questions, %d problems: %w", len(bank.Questions), len(problems), err)
		}
		ours = append(ours, time.Since(began))
	}
	say("50,000 questions in a workbook", ours.sorted().at(.5)/1e3, "s", fmt.Sprintf("%.1f MB; encoding/xml %.2f s", float64(book.Len())/1e6, bare.sorted().at(.5)/1e3), 5)
	return nil
}
