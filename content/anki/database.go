package anki

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"

	"github.com/mattn/go-sqlite3"
)

// database is a collection of a stranger, opened to be read and for nothing
// else. What SQLite may do with it is an allow-list: tables whose definition
// was looked at are read from one end to the other.
type database struct {
	pool *sql.DB
	conn *sql.Conn
	path string
}

// openDatabase copies a collection into a private file and opens that. The
// file goes when the database is closed, or when it could not be opened. dir
// is the folder for it; "" = the system's for such files.
func openDatabase(ctx context.Context, r io.Reader, dir string) (_ *database, err error) {
	file, err := os.CreateTemp(dir, "chartroom-*.anki") // 0600: nobody else reads it
	if err != nil {
		return nil, fmt.Errorf("the collection could not be unpacked: %w", err)
	}
	d := &database{path: file.Name()}
	defer func() {
		if err != nil {
			d.close()
		}
	}()
	_, err = io.Copy(file, cancelled{ctx, r})
	if err := errors.Join(err, file.Close()); err != nil {
		return nil, fmt.Errorf("the collection could not be unpacked: %w", err)
	}
	d.pool = sql.OpenDB(connector{d.path})
	if d.conn, err = d.pool.Conn(ctx); err != nil {
		return nil, damaged(err)
	}
	// Where the system lets an open file go (not on Windows), not even a crash
	// leaves it behind.
	if runtime.GOOS != "windows" {
		os.Remove(d.path)
	}
	return d, nil
}

// close lets go of the database and of its file.
func (d *database) close() {
	if d.conn != nil {
		d.conn.Close()
	}
	if d.pool != nil {
		d.pool.Close()
	}
	os.Remove(d.path)
}

// cancelled is a reader that ends with its context.
type cancelled struct {
	ctx context.Context
	io.Reader
}

func (c cancelled) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.Reader.Read(p)
}

// connector opens one file, read-only.
type connector struct{ path string }

func (c connector) Driver() driver.Driver { return &sqlite3.SQLiteDriver{ConnectHook: confine} }

func (c connector) Connect(context.Context) (driver.Conn, error) {
	p := filepath.ToSlash(c.path)
	if runtime.GOOS == "windows" && !strings.HasPrefix(p, "/") {
		p = "/" + p // file:///C:/...
	}
	query := url.Values{"mode": {"ro"}, "immutable": {"1"}, "_query_only": {"1"}}
	u := url.URL{Scheme: "file", OmitHost: true, Path: p, RawQuery: query.Encode()}
	return c.Driver().Open(u.String())
}

// limits hold SQLite to what reading a collection takes. (Sources: sqlite.org
// "Defense Against The Dark Arts" and limits.html; the values are ours: no
// text of a collection is near 16 MB.)
var limits = map[int]int{
	sqlite3.SQLITE_LIMIT_LENGTH:              16 << 20,
	sqlite3.SQLITE_LIMIT_SQL_LENGTH:          1 << 20,
	sqlite3.SQLITE_LIMIT_COLUMN:              100,
	sqlite3.SQLITE_LIMIT_EXPR_DEPTH:          10,
	sqlite3.SQLITE_LIMIT_COMPOUND_SELECT:     3,
	sqlite3.SQLITE_LIMIT_VDBE_OP:             25_000,
	sqlite3.SQLITE_LIMIT_FUNCTION_ARG:        4,
	sqlite3.SQLITE_LIMIT_ATTACHED:            0,
	sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 100,
	sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER:     10,
	sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH:       1,
	sqlite3.SQLITE_LIMIT_WORKER_THREADS:      0,
}

// confine takes from a connection what reading does not need.
func confine(c *sqlite3.SQLiteConn) error {
	for _, pragma := range []string{
		"trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0", "temp_store = MEMORY", "cache_size = -4096",
	} {
		if _, err := c.Exec("PRAGMA "+pragma, nil); err != nil {
			return err
		}
	}
	for id, value := range limits {
		c.SetLimit(id, value)
	}
	// Anki's collation of names, without which a table with an index on them
	// cannot even be checked. Nothing is sorted by it here.
	if err := c.RegisterCollation("unicase", strings.Compare); err != nil {
		return err
	}
	c.RegisterAuthorizer(allowed)
	return nil
}

// allowed is what a statement may do: select, read tables and be checked.
func allowed(action int, name, _, _ string) int {
	switch action {
	case sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ:
		return sqlite3.SQLITE_OK
	case sqlite3.SQLITE_PRAGMA:
		if name == "quick_check" {
			return sqlite3.SQLITE_OK
		}
	}
	return sqlite3.SQLITE_DENY
}

var (
	sqlComment = regexp.MustCompile(`(?s)--[^\n]*|/\*.*?\*/`)
	sqlTable   = regexp.MustCompile(`(?i)^\s*CREATE\s+TABLE\b`)

	// What runs when rows are read or checked; no collection has it.
	sqlActive = regexp.MustCompile(`(?i)\b(check|generated|as|select|virtual)\b`)
)

// tables looks at the definitions of the tables of these names, and checks
// that their pages are whole. It returns those that are there. A view, a
// virtual table or one that computes is refused.
func (d *database) tables(ctx context.Context, names ...string) (map[string]bool, error) {
	found := map[string]bool{}
	entries := 0
	err := d.each(ctx, "SELECT CAST(type AS TEXT), CAST(name AS TEXT), CAST(rootpage AS INTEGER), CAST(sql AS TEXT) FROM sqlite_master", func(r row) error {
		if entries++; entries > 1000 {
			return errors.New("the collection lists too many tables")
		}
		kind, name, definition := r.text(0), strings.ToLower(r.text(1)), sqlComment.ReplaceAllString(r.text(3), " ")
		for _, n := range names {
			switch {
			case n != name:
			case kind != "table" || found[n] || r.number(2) <= 0 || !sqlTable.MatchString(definition) || sqlActive.MatchString(definition):
				return fmt.Errorf("in the collection, %q is not the table that Anki makes; it may be made to do harm, so it was not read", name)
			default:
				found[n] = true
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for name := range found {
		verdict := ""
		err := d.each(ctx, "PRAGMA quick_check("+name+")", func(r row) error {
			if s := r.text(0); verdict == "" && s != "ok" {
				verdict = s
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		if verdict != "" {
			return nil, damaged(errors.New(verdict))
		}
	}
	return found, nil
}

// row is one row of a result. Its columns are asked for with CAST, so that it
// does not matter what a table calls its types.
type row []any

// text is a text column: valid UTF-8, without NUL; "" for none.
func (r row) text(i int) string {
	s, _ := r[i].(string)
	return cleanText(s)
}

func cleanText(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "�"), "\x00", "")
}

// number is an integer column; 0 for none.
func (r row) number(i int) int64 {
	n, _ := r[i].(int64)
	return n
}

// bytes is a blob column.
func (r row) bytes(i int) []byte {
	b, _ := r[i].([]byte)
	return b
}

// each calls do with every row of a query.
func (d *database) each(ctx context.Context, query string, do func(row) error) error {
	rows, err := d.conn.QueryContext(ctx, query)
	if err != nil {
		return d.wrong(ctx, err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return d.wrong(ctx, err)
	}
	r := make(row, len(columns))
	into := make([]any, len(columns))
	for i := range r {
		into[i] = &r[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return d.wrong(ctx, err)
		}
		if err := do(r); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return d.wrong(ctx, err)
	}
	return nil
}

// wrong says in words why a collection could not be read.
func (d *database) wrong(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		if context.Cause(ctx) == errSlow {
			return errSlow
		}
		return ctx.Err()
	}
	return damaged(err)
}

// damaged is why SQLite could not read a collection.
func damaged(err error) error {
	var s sqlite3.Error
	if errors.As(err, &s) && s.Code == sqlite3.ErrTooBig {
		return fmt.Errorf("a text in the collection is too long to be read: %w", err)
	}
	return fmt.Errorf("the collection in the package is damaged; in Anki, choose Tools, Check Database, and export it again (%w)", err)
}
