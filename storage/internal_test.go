package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

func openTest(t *testing.T) *Store {
	t.Helper()
	s, err := Open(filepath.Join(t.TempDir(), "chartroom.db"), Options{Draw: rand.New(rand.NewPCG(1, 2)), Now: noon, Readers: 4})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestPragmasHoldOnEveryConnection(t *testing.T) {
	s := openTest(t)
	ctx := context.Background()
	conns := map[string]*sql.Conn{"writer": s.conn}
	for i := range 4 {
		c, err := s.reader.db.Conn(ctx)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		conns[fmt.Sprint("reader ", i)] = c
	}
	keeper, err := s.keeper.db.Conn(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer keeper.Close()
	conns["keeper"] = keeper
	for name, c := range conns {
		want := map[string]string{"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "5000",
			"fullfsync": "1", "checkpoint_fullfsync": "1", "trusted_schema": "0", "cell_size_check": "1", "mmap_size": "0",
			"journal_size_limit": "67108864", "wal_autocheckpoint": "0", "query_only": "0"}
		if strings.HasPrefix(name, "reader") {
			want["query_only"] = "1"
		}
		for pragma, value := range want {
			var got string
			if err := c.QueryRowContext(ctx, "PRAGMA "+pragma).Scan(&got); err != nil {
				if pragma == "mmap_size" && errors.Is(err, sql.ErrNoRows) && value == "0" {
					continue
				}
				t.Fatalf("%s: %s: %v", name, pragma, err)
			}
			if got != value {
				t.Errorf("%s: %s is %s, not %s", name, pragma, got, value)
			}
		}
	}
	for _, text := range []string{"INSERT INTO setting VALUES ('a', 'b')", "DELETE FROM event", "CREATE TABLE x (y)", "PRAGMA user_version = 7"} {
		if _, err := conns["reader 1"].ExecContext(ctx, text); err == nil {
			t.Errorf("a reader could %s", text)
		}
	}
	if !strings.Contains(dsn("x", writing), "_txlock=immediate") {
		t.Error("transactions do not begin as writers")
	}
}

func TestEventsCannotBeChangedOrDeleted(t *testing.T) {
	s := openTest(t)
	ctx := context.Background()
	if _, err := s.conn.ExecContext(ctx, "INSERT INTO event (device, number, id, at, day, kind, payload) VALUES (1, 1, x'00', 1, 1, 'x', '{}')"); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"UPDATE event SET payload = ''", "DELETE FROM event"} {
		if _, err := s.conn.ExecContext(ctx, text); err == nil {
			t.Errorf("could %s", text)
		}
	}
}

func TestMigrationsKeepABackupAndGoAllTheWayOrNotAtAll(t *testing.T) {
	s := openTest(t)
	path := s.path
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	next := append(append([]string(nil), migrations...), "CREATE TABLE later (x INTEGER) STRICT; INSERT INTO later VALUES (1)")
	broken := append(append([]string(nil), next...), "CREATE TABLE half (x); INSERT INTO nowhere VALUES (1)")
	version := func(steps []string) (v, tables int, err error) {
		db := openPool(path, writing, 1)
		defer db.Close()
		c, e := db.Conn(ctx)
		if e != nil {
			t.Fatal(e)
		}
		defer c.Close()
		err = migrateBy(ctx, c, path, noon, steps)
		e = c.QueryRowContext(ctx, "SELECT (SELECT user_version FROM pragma_user_version), (SELECT count(*) FROM sqlite_schema WHERE name IN ('later', 'half'))").Scan(&v, &tables)
		if e != nil {
			t.Fatal(e)
		}
		return v, tables, err
	}
	base := len(migrations)
	if v, tables, err := version(broken); err == nil || v != base+1 || tables != 1 {
		t.Fatalf("broken: version %d, %d tables, %v", v, tables, err)
	}
	if v, tables, err := version(next); err != nil || v != base+1 || tables != 1 {
		t.Fatalf("version %d, %d tables, %v", v, tables, err)
	}
	all, err := Backups(path)
	if err != nil || len(all) != 1 || all[0].Reason != "migration" {
		t.Fatalf("backups %+v, %v", all, err)
	}
	if v, err := Verify(ctx, all[0].Path); err != nil || v.Version != base {
		t.Fatalf("backup %+v, %v", v, err)
	}
	if _, err := Open(path, Options{Draw: rand.New(rand.NewPCG(1, 2)), Now: noon}); !errors.Is(err, ErrNewer) {
		t.Fatalf("newer: %v", err)
	}
}

// scans are the statements that may read a whole table of the log or the
// questions, and why.
var scans = map[string]string{
	"events_other":     "Rebuild reads everything, by the index of rare kinds",
	"verified":         "Verify reads everything",
	"facets":           "cached until a question changes",
	"undone_attempts":  "Rebuild; by the index of undos",
	"took":             "the newest 1,000 events only, from the end",
	"counts_banks":     "bank is a small table",
	"banks":            "bank is a small table",
	"put_away_before":  "Tidy; by bank",
	"replaced_before":  "Tidy; by import",
	"counts_suspended": "by the index of suspended questions",
}

func TestEveryStatementIsPlannedWithoutScans(t *testing.T) {
	s := openTest(t)
	ctx := context.Background()
	all := map[string]string{}
	for name, text := range queries {
		all[name] = text
	}
	for state, text := range states {
		for _, q := range []string{"filtered", "search"} {
			all[q+" "+string(state)] = query(q) + "\n AND " + text
		}
	}
	parameter := regexp.MustCompile(`\?(\d*)`)
	bad := regexp.MustCompile(`^SCAN (e|q|u|event|question|passage|p)\b`)
	for name, text := range all {
		n := 0
		for _, m := range parameter.FindAllStringSubmatch(regexp.MustCompile(`--.*`).ReplaceAllString(text, ""), -1) {
			at := 0
			if fmt.Sscan(m[1], &at); m[1] == "" {
				n++
			}
			n = max(n, at)
		}
		args := make([]any, n)
		for i := range args {
			args[i] = 1
			if strings.Contains(text, "MATCH") {
				args[i] = "a"
			}
		}
		rows, err := s.conn.QueryContext(ctx, "EXPLAIN QUERY PLAN "+text, args...)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var plan []string
		for rows.Next() {
			var id, parent, unused int
			var detail string
			if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
				t.Fatal(err)
			}
			plan = append(plan, detail)
			if bad.MatchString(detail) && scans[name] == "" {
				t.Errorf("%s: %s", name, detail)
			}
		}
		rows.Close()
		if testing.Verbose() {
			t.Logf("%s:\n\t%s", name, strings.Join(plan, "\n\t"))
		}
	}
}

// TestLongStatementsLieInFiles: longer than three lines belongs in queries/.
func TestLongStatementsLieInFiles(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	raw := regexp.MustCompile("`[^`]*`")
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range raw.FindAllString(string(text), -1) {
			if strings.Count(s, "\n") > 3 && strings.Contains(s, "SELECT") {
				t.Errorf("%s: %.80s", f, s)
			}
		}
		if n := strings.Count(string(text), "\n"); n > 300 {
			t.Errorf("%s has %d lines", f, n)
		}
	}
}

func TestTermsNeutraliseOperators(t *testing.T) {
	for text, want := range map[string]string{
		`heart fail`: "heart fail*", `heart `: "heart", `"`: "", `a OR b`: "a or b", `NOT x*`: "not x",
		`name:foo`: "name foo*", `e11.9`: "e11 9", `(a NEAR/3 bc`: "a near 3 bc*", `naïve`: "naïve*", `x`: "x", `--;DROP`: "drop*",
	} {
		words, last := terms(text)
		if got := matchText(words, last, ""); got != want {
			t.Errorf("%q: %q, not %q", text, got, want)
		}
	}
}

func TestPlainText(t *testing.T) {
	for text, want := range map[string]string{"a < b": "a < b", "<p>x</p>": " x ", "x &amp; y": "x & y", "1<2>1": "1<2>1", "<b": "<b"} {
		if got := plain(text, ""); got != want {
			t.Errorf("%q: %q, not %q", text, got, want)
		}
	}
}
