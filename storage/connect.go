package storage

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"net/url"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/mattn/go-sqlite3"
)

// applicationID marks the file as ours (bytes 68 to 71 of its header): "ChRm".
const applicationID = 0x4368526d

// access is what a connection may do.
type access int

const (
	writing access = iota
	reading        // SQLite refuses every write
	copying        // reads only, but may write another file with VACUUM INTO
)

// connector opens connections to one file. It is not registered with
// database/sql: nothing else can open our files by accident.
type connector struct {
	dsn    string
	driver *sqlite3.SQLiteDriver
}

func newConnector(path string, a access) *connector {
	return &connector{dsn: dsn(path, a), driver: &sqlite3.SQLiteDriver{ConnectHook: harden(a)}}
}

func (c *connector) Connect(context.Context) (driver.Conn, error) { return c.driver.Open(c.dsn) }
func (c *connector) Driver() driver.Driver                        { return c.driver }

// dsn names the file as a URI, so that "#", "?", "%" and spaces in its path
// are part of the path.
func dsn(path string, a access) string {
	p := filepath.ToSlash(path)
	if runtime.GOOS == "windows" && !strings.HasPrefix(p, "/") {
		p = "/" + p // file:///C:/...
	}
	v := url.Values{
		"_busy_timeout": {"5000"}, // ms; only this process and a terminal's sqlite3 can meet
		"_foreign_keys": {"1"},
		"_synchronous":  {"FULL"},
	}
	switch a {
	case writing:
		v.Set("mode", "rw") // the file was made, privately, before
		v.Set("_journal_mode", "WAL")
		v.Set("_txlock", "immediate")
	case reading:
		v.Set("mode", "ro")
		v.Set("_query_only", "1")
	case copying:
		v.Set("mode", "ro")
	}
	// The driver cuts the query off at the first "?", so the path must not
	// show one: url.URL escapes it, and "%" and "#".
	u := url.URL{Scheme: "file", OmitHost: true, Path: p, RawQuery: v.Encode()}
	return u.String()
}

// pragma is one that go-sqlite3 has no parameter for. Sources: sqlite.org
// "Defense Against Dark Arts" and pragma.html.
type pragma struct {
	name  string
	set   string
	value string // as SQLite reports it
}

var pragmas = []pragma{
	{"fullfsync", "ON", "1"},            // macOS: flush the drive's cache too
	{"checkpoint_fullfsync", "ON", "1"}, //
	{"trusted_schema", "OFF", "0"},      // functions in a tampered schema do not run
	{"cell_size_check", "ON", "1"},      // damage is seen early
	{"mmap_size", "0", "0"},             // an I/O error is an error, not a crash
	{"journal_size_limit", "67108864", "67108864"},
	{"wal_autocheckpoint", "0", "0"}, // the keeper does it, so that no answer waits for it
}

func harden(a access) func(*sqlite3.SQLiteConn) error {
	return func(c *sqlite3.SQLiteConn) error {
		for _, p := range pragmas {
			if _, err := c.Exec("PRAGMA "+p.name+" = "+p.set, nil); err != nil {
				return err
			}
		}
		// Pages cached a connection: 8 MB. The system caches the file too.
		_, err := c.Exec("PRAGMA cache_size = -8192", nil)
		return err
	}
}

// openPool is n connections to path.
func openPool(path string, a access, n int) *sql.DB {
	db := sql.OpenDB(newConnector(path, a))
	db.SetMaxOpenConns(n)
	db.SetMaxIdleConns(n)
	return db
}
