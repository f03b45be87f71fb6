package storage_test

import (
	"database/sql"
	"fmt"
	"net/url"
	"strings"
	"testing"
)

// dumped are the tables that undoing everything must leave as they were. Not
// among them: the log, facts about the file, and words that are only numbered.
var dumped = []string{"bank", "import", "question", "question_tag", "passage", "memory", "mark", "tally",
	"day_count", "topic_count", "recall_count", "hour_count", "session", "setting", "bury", "remark", "recipe", "jotting"}

func plainDB(t testing.TB, path, mode string) *sql.DB {
	t.Helper()
	u := url.URL{Scheme: "file", OmitHost: true, Path: path, RawQuery: "mode=" + mode}
	db := must1(sql.Open("sqlite3", u.String()))(t)
	t.Cleanup(func() { db.Close() })
	return db
}

// dump is every row of tables, in a fixed order, floats to the last bit.
func dump(t testing.TB, path string, tables ...string) string {
	t.Helper()
	db := plainDB(t, path, "ro")
	defer db.Close()
	var b strings.Builder
	for _, table := range tables {
		rows := must1(db.Query("SELECT * FROM " + table + " ORDER BY 1, 2"))(t)
		cols := must1(rows.Columns())(t)
		for rows.Next() {
			row, into := make([]any, len(cols)), make([]any, len(cols))
			for i := range row {
				into[i] = &row[i]
			}
			must(t, rows.Scan(into...))
			fmt.Fprintf(&b, "%s:", table)
			for _, v := range row {
				switch x := v.(type) {
				case float64:
					fmt.Fprintf(&b, " %b", x)
				case []byte:
					fmt.Fprintf(&b, " %x", x)
				default:
					fmt.Fprintf(&b, " %v", x)
				}
			}
			b.WriteByte('\n')
		}
		must(t, rows.Err())
		rows.Close()
	}
	return b.String()
}

// difference is the first line in which two dumps differ.
func difference(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range max(len(x), len(y)) {
		var p, q string
		if i < len(x) {
			p = x[i]
		}
		if i < len(y) {
			q = y[i]
		}
		if p != q {
			return fmt.Sprintf("line %d\n  %.300s\n  %.300s", i, p, q)
		}
	}
	return ""
}

// checkIndex asks SQLite whether the search index agrees with the passages.
func checkIndex(t testing.TB, path string) {
	t.Helper()
	db := plainDB(t, path, "rw")
	defer db.Close()
	if _, err := db.Exec("INSERT INTO passage_fts (passage_fts) VALUES ('integrity-check')"); err != nil {
		t.Fatalf("search index: %v", err)
	}
}
