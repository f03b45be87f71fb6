package storage_test

import (
	"database/sql"
	"math"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	_ "github.com/mattn/go-sqlite3"

	"chartroom/quiz"
	"chartroom/quiz/srs"
	"chartroom/storage"
	"chartroom/storage/storagetest"
)

// bareInsert copies every content row of the profile at from into a new one,
// in one transaction of plain inserts: the floor for an import.
func bareInsert(t testing.TB, from string) time.Duration {
	path := filepath.Join(t.TempDir(), "bare", "chartroom.db")
	must(t, storagetest.OpenAtOnce(path))
	in := must1(sql.Open("sqlite3", "file:"+from+"?mode=ro"))(t)
	defer in.Close()
	tables := []struct {
		name, order string
		columns     int
		rows        [][]any
	}{
		{name: "label"}, {name: "topics"}, {name: "topic"}, {name: "bank"},
		{name: "passage"}, {name: "question"}, {name: "question_tag", order: " ORDER BY n"},
	}
	for i := range tables {
		tb := &tables[i]
		rows := must1(in.Query("SELECT * FROM " + tb.name + tb.order))(t)
		cols := must1(rows.Columns())(t)
		tb.columns = len(cols)
		for rows.Next() {
			row := make([]any, len(cols))
			into := make([]any, len(cols))
			for k := range row {
				into[k] = &row[k]
			}
			must(t, rows.Scan(into...))
			tb.rows = append(tb.rows, row)
		}
		must(t, rows.Err())
	}
	db := must1(sql.Open("sqlite3", "file:"+path+"?_journal_mode=WAL&_synchronous=FULL&_foreign_keys=1"))(t)
	db.SetMaxOpenConns(1)
	defer db.Close()
	begin := time.Now()
	tx := must1(db.Begin())(t)
	fts := must1(tx.Prepare("INSERT INTO passage_fts (docid, name, stem, options, rationale, tags) VALUES (?, ?, ?, ?, ?, ?)"))(t)
	for _, tb := range tables {
		marks := "?"
		for range tb.columns - 1 {
			marks += ", ?"
		}
		st := must1(tx.Prepare("INSERT INTO " + tb.name + " VALUES (" + marks + ")"))(t)
		for _, row := range tb.rows {
			_, err := st.Exec(row...)
			must(t, err)
			if tb.name == "passage" {
				_, err := fts.Exec(row[:6]...)
				must(t, err)
			}
		}
	}
	must(t, tx.Commit())
	return time.Since(begin)
}

func TestImportTimes(t *testing.T) {
	if os.Getenv("CHARTROOM_BENCH") == "" {
		t.Skip("set CHARTROOM_BENCH to a folder")
	}
	const n = 100_000
	bank := storagetest.Bank("import", n, 3)
	path := filepath.Join(t.TempDir(), "p", "chartroom.db")
	s := storagetest.OpenAt(t, path)
	stamps := storagetest.NewStamps(9)
	begin := time.Now()
	_, err := s.SaveBank(ctx, stamps.Next(), bank, nil)
	must(t, err)
	ours := time.Since(begin)
	bare := bareInsert(t, path)
	t.Logf("alone: import %s, bare %s, ratio %.2f", ours, bare, ours.Seconds()/bare.Seconds())

	begin = time.Now()
	again, err := s.SaveBank(ctx, stamps.Next(), bank, nil)
	must(t, err)
	t.Logf("the same again: %s %+v", time.Since(begin), again)

	// A second bank comes in while the learner answers, as fast as she can
	// with a pause of 20 ms.
	other := storagetest.Bank("other", n, 4)
	var done atomic.Bool
	var took time.Duration
	finished := make(chan error, 1)
	go func() {
		begin := time.Now()
		_, err := s.SaveBank(ctx, quiz.Stamp{ID: quiz.NewEventID(stamps.At, storagetest.Draw(99)), At: stamps.At, Day: 1}, other, nil)
		took = time.Since(begin)
		done.Store(true)
		finished <- err
	}()
	waits := answerUntil(t, s, bank, storagetest.NewStamps(10), done.Load, 20*time.Millisecond)
	must(t, <-finished)
	t.Logf("learning: import %s, %d answers, wait p50 %s p99 %s max %s", took, len(waits), quantile(waits, .5), quantile(waits, .99), quantile(waits, 1))
	var idle atomic.Int32
	waits = answerUntil(t, s, storagetest.Bank("import", 2000, 3), storagetest.NewStamps(11), func() bool { return idle.Add(1) > 1000 }, 0)
	t.Logf("alone: %d answers, p50 %s p99 %s max %s", len(waits), quantile(waits, .5), quantile(waits, .99), quantile(waits, 1))
}

func quantile(all []time.Duration, q float64) time.Duration {
	slices.Sort(all)
	return all[min(len(all)-1, int(math.Ceil(q*float64(len(all))))-1)].Round(10 * time.Microsecond)
}

// answerUntil answers one question after another, and says how long each
// answer took to be on disk.
func answerUntil(t testing.TB, s *storage.Store, bank quiz.Bank, stamps *storagetest.Stamps, done func() bool, pause time.Duration) []time.Duration {
	sch := storagetest.Scheduler()
	var waits []time.Duration
	for i := 0; !done(); i++ {
		q := bank.Questions[i%len(bank.Questions)].ID
		before := must1(s.Reader().Progress(ctx, q))(t)
		a := storagetest.Attempt(stamps.Next(), sch, q, before, srs.Good)
		begin := time.Now()
		must(t, s.SaveAttempt(ctx, a))
		waits = append(waits, time.Since(begin))
		time.Sleep(pause)
	}
	return waits
}
