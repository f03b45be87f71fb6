package main

import (
	"bufio"
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"chartroom/content/codeset"
	"chartroom/quiz/codebook"
	"chartroom/storage/books"
)

// realCodes are the official files of code books; they are not ours to ship.
const realCodes = "../shared/data"

// codes measures putting the ICD-10-CM order file of 98,186 lines on the shelf
// until a word is found in it, a keystroke of searching one book and all books
// of two years, and the memory that installing all official files takes.
func (b *bench) codes() error {
	names, _ := filepath.Glob(filepath.Join(realCodes, "cms", "*.zip"))
	more, _ := filepath.Glob(filepath.Join(realCodes, "hcpcs", "2019-Alpha*.zip"))
	if names = append(names, more...); len(names) == 0 {
		fmt.Println("codes: the official files are not at " + realCodes)
		return nil
	}
	dir, err := os.MkdirTemp(b.dir, "codes-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := b.installMemory(dir, names); err != nil {
		return err
	}
	if err := installOrder(dir); err != nil {
		return err
	}
	return keystrokes(dir, names)
}

// installOrder measures from opening the archive to the first hit. The floor
// reads the same lines and inserts their fields into one plain table with one
// index, in one transaction.
func installOrder(dir string) error {
	name := filepath.Join(realCodes, "cms", "cms_2026_dx.zip")
	ctx := context.Background()
	ours, floor := time.Duration(1<<62), time.Duration(1<<62)
	lines := 0
	for n := range 5 {
		bare, count, err := plainInserts(ctx, name, filepath.Join(dir, fmt.Sprintf("bare-%d.db", n)))
		if err != nil {
			return err
		}
		floor, lines = min(floor, bare), count
		shelf, err := newShelf(dir, fmt.Sprintf("order-%d", n))
		if err != nil {
			return err
		}
		began := time.Now()
		if err := shelve(ctx, shelf, name, 0, codebook.PartOrder); err != nil {
			return err
		}
		hits, err := shelf.Search(ctx, codebook.Query{Text: "pnuemonia"})
		if err != nil || len(hits) == 0 {
			return fmt.Errorf("%d hits: %w", len(hits), err)
		}
		ours = min(ours, time.Since(began))
		if err := shelf.Close(); err != nil {
			return err
		}
	}
	say(fmt.Sprintf("install of %d lines of ICD-10-CM until a word is found", lines), ours.Seconds(), "s", fmt.Sprintf("the same lines into a plain table %.2f s", floor.Seconds()), 2)
	return nil
}

// plainInserts writes the fields of an order file into a plain table.
func plainInserts(ctx context.Context, archive, path string) (time.Duration, int, error) {
	db, err := sql.Open("sqlite3", "file:"+path+"?_journal_mode=WAL&_synchronous=NORMAL")
	if err != nil {
		return 0, 0, err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	if _, err := db.Exec("CREATE TABLE code (n INTEGER PRIMARY KEY, code TEXT NOT NULL, valid INTEGER NOT NULL, short TEXT NOT NULL, long TEXT NOT NULL) STRICT; CREATE INDEX code_code ON code (code)"); err != nil {
		return 0, 0, err
	}
	text, err := exec.Command("unzip", "-p", archive, "icd10cm_order_2026.txt").Output()
	if err != nil {
		return 0, 0, fmt.Errorf("unzip %s: %w", archive, err)
	}
	began := time.Now()
	tx, err := db.Begin()
	if err != nil {
		return 0, 0, err
	}
	defer tx.Rollback()
	insert, err := tx.Prepare("INSERT INTO code (n, code, valid, short, long) VALUES (?, ?, ?, ?, ?)")
	if err != nil {
		return 0, 0, err
	}
	n := 0
	for lines := bufio.NewScanner(bytes.NewReader(text)); lines.Scan(); n++ {
		line := lines.Text()
		if _, err := insert.ExecContext(ctx, n, strings.TrimSpace(line[6:13]), line[14] == '1', strings.TrimSpace(line[16:76]), line[77:]); err != nil {
			return 0, 0, err
		}
	}
	return time.Since(began), n, tx.Commit()
}

func newShelf(dir, name string) (*books.Shelf, error) {
	dir = filepath.Join(dir, name)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	return books.Open(dir)
}

// shelve installs the parts of an archive, of one kind or of all if kind is "",
// as those of a year that is earlier by some.
func shelve(ctx context.Context, shelf *books.Shelf, name string, earlier int, kind codebook.PartKind) error {
	files, _, err := codeset.OpenPath(ctx, name)
	if err != nil {
		return err
	}
	for i := range files {
		part := files[i].Part
		if kind != "" && part.Kind != kind {
			continue
		}
		part.Book.Year -= earlier
		err := shelf.Install(ctx, time.Now(), part, func(put func(codebook.Record) error) error {
			_, err := files[i].Each(ctx, nil, put)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// queries are typed letter by letter: codes, words, short forms, slips.
var queries = []string{"e11.9", "s52.501a", "pneumonia", "pnuemonia", "diabetes with neuropathy", "fracture of lower end of radius", "congestive heart failure", "chf", "htn", "copd exacerbation",
	"haemorrhage", "bypass coronary artery", "0016070", "wheelchair", "appendectomy", "open fracture subsequent encounter", "anaemia in ckd", "z79.4", "burn of third degree", "acute"}

// keystrokes measures each prefix of the queries on one book, and on all books
// of two years.
func keystrokes(dir string, names []string) error {
	ctx := context.Background()
	one, err := newShelf(dir, "one")
	if err != nil {
		return err
	}
	defer one.Close()
	if err := shelve(ctx, one, filepath.Join(realCodes, "cms", "cms_2026_dx.zip"), 0, codebook.PartOrder); err != nil {
		return err
	}
	all, err := newShelf(dir, "all")
	if err != nil {
		return err
	}
	defer all.Close()
	for earlier := range 2 {
		for _, name := range names {
			if err := shelve(ctx, all, name, earlier, ""); err != nil {
				return err
			}
		}
	}
	for _, c := range []struct {
		name  string
		shelf *books.Shelf
		terms bool
	}{{"ICD-10-CM alone", one, false}, {"all books of two years", all, false}, {"all books of two years, index lines too", all, true}} {
		records, err := entries(ctx, c.shelf)
		if err != nil {
			return err
		}
		times, first, err := typing(ctx, c.shelf, c.terms)
		if err != nil {
			return err
		}
		say("search keystroke in "+c.name+", p99", times.sorted().at(.99), "ms", fmt.Sprintf("%s; the first, which opens the books, %.0f ms; %d entries", times, first.Seconds()*1000, records), 10)
	}
	return nil
}

// typing times each prefix of the queries, three times each and the fastest of
// them: what else the machine does then is not ours. first is the very first.
func typing(ctx context.Context, shelf *books.Shelf, terms bool) (times spread, first time.Duration, err error) {
	for _, q := range queries {
		for end := 1; end <= len(q); end++ {
			best := time.Hour
			for range 3 {
				began := time.Now()
				if _, err := shelf.Search(ctx, codebook.Query{Text: q[:end], Terms: terms}); err != nil {
					return nil, 0, err
				}
				took := time.Since(began)
				if first == 0 {
					first = took
				}
				best = min(best, took)
			}
			times = append(times, best)
		}
	}
	return times, first, nil
}

func entries(ctx context.Context, shelf *books.Shelf) (n int, err error) {
	installed, err := shelf.Installed(ctx)
	for _, b := range installed {
		for _, p := range b.Parts {
			n += p.Records
		}
	}
	return n, err
}

// installMemory measures what the app itself takes to install all files.
func (b *bench) installMemory(dir string, names []string) error {
	if b.binary == "" {
		fmt.Println("codes: CHARTROOM_BIN is not set; `make bench` builds the app and measures its memory")
		return nil
	}
	args := append([]string{"codes", "install", "--data", filepath.Join(dir, "memory")}, names...)
	cmd := exec.Command(b.binary, args...)
	began := time.Now()
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s codes install: %w\n%s", b.binary, err, out)
	}
	took := time.Since(began)
	say("memory of installing all official files", peakMegabytes(cmd.ProcessState), "MB", fmt.Sprintf("%d archives in %.1f s", len(names), took.Seconds()), 200)
	return nil
}
